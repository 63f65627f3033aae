//! What a finding holds, how it is taken from a corpus, and how it answers in the corpus' place.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::cooccurrence::{self, Cooccurrence, Passage, Window};
use crate::entities::Kind;
use crate::evidence::{
    self, ArticlePassages, Corpus, EntityView, Evidence, Mark, NEIGHBOURS, Neighbour, PassageView, Subject,
};
use crate::graph::{self, EntityGraph, GraphView, NodeFacts, Strength, ViewSettings};
use crate::ids::{EntityId, EntityKey};
use crate::interchange::{self, Edge, Interchange, Node};
use crate::order::{Gather, InOrder, sorted};
use crate::read::Metadata;

/// Places are kept in quarters of a layout unit: finer than a pixel at any zoom one reads at.
const FINENESS: f32 = 4.0;

/// An entity of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingNode {
    /// Name, kind and counts.
    pub facts: NodeFacts,
    /// How many windows name it, for each of [`Window::ALL`].
    pub windows: [u32; 3],
    /// Where it stands, in quarters of a layout unit.
    pub at: [i32; 2],
    /// Whether the person who shared it held it there.
    pub pinned: bool,
}

/// A tie of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingTie {
    /// Index of one node, the smaller.
    pub a: u32,
    /// Index of the other.
    pub b: u32,
    /// How many windows name both, for each of [`Window::ALL`].
    pub windows: [u32; 3],
    /// How many articles have such a window, for each of [`Window::ALL`].
    pub documents: [u32; 3],
}

/// An article that passages are from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingArticle {
    /// The file's name.
    pub file: String,
    /// What the article says about itself.
    pub metadata: Metadata,
}

/// A passage behind a tie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingPassage {
    /// Index of its article.
    pub article: u32,
    /// Index of its paragraph in the article.
    pub paragraph: u32,
    /// The words.
    pub text: String,
    /// Names in them: first byte, one past the last, index of the node.
    pub marks: Vec<(u32, u32, u32)>,
}

/// A graph as one person saw it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The settings it was seen under; references do not travel.
    #[serde(with = "super::seen")]
    pub settings: ViewSettings,
    /// How many articles it was counted in.
    pub documents: u32,
    /// The entities that were shown, most mentions first.
    pub nodes: Vec<FindingNode>,
    /// All ties between them in any window, in order of their ends.
    pub ties: Vec<FindingTie>,
    /// The articles that the passages are from.
    pub articles: Vec<FindingArticle>,
    /// The passages; empty unless they were asked for.
    pub passages: Vec<FindingPassage>,
}

/// What is on the screen when a finding is shared.
#[derive(Debug)]
pub struct Picture<'a> {
    /// The nodes and ties shown.
    pub view: &'a GraphView,
    /// Under these settings.
    pub settings: ViewSettings,
    /// Where the nodes stand.
    pub places: BTreeMap<EntityKey, [f32; 2]>,
    /// Those that the person holds there.
    pub pinned: Vec<EntityKey>,
}

impl Finding {
    /// What `picture` shows of a corpus, with the passages behind its ties if asked. `pairs` are the ties of each of
    /// [`Window::ALL`].
    pub fn new(
        corpus: Corpus<'_>,
        pairs: [&[Cooccurrence]; 3],
        picture: Picture<'_>,
        passages: bool,
    ) -> Self {
        let Picture { view, mut settings, places, pinned } = picture;
        // A finding knows its nodes by kind and name alone, whatever they were called without decisions.
        let focus = view.nodes.iter().find(|node| Some(node.key) == settings.focus);
        settings.focus = focus.map(|node| EntityKey::new(node.kind.code(), &node.name));
        let nodes: Vec<FindingNode> = view
            .nodes
            .iter()
            .map(|node| FindingNode {
                facts: NodeFacts {
                    name: node.name.clone(),
                    kind: node.kind,
                    mentions: node.mentions,
                    documents: node.documents,
                },
                windows: Window::ALL.map(|window| evidence::window_count(corpus, node.entity, window)),
                at: places.get(&node.key).copied().unwrap_or_default().map(|x| (x * FINENESS).round() as i32),
                pinned: pinned.contains(&node.key),
            })
            .collect();
        // Not the shown ties alone: another window or a smaller least weight must not show too few. Two that share
        // any window share an article.
        let shown: BTreeMap<EntityId, u32> = view.nodes.iter().map(|node| node.entity).zip(0..).gather();
        let mut ties: Vec<FindingTie> = pairs[Window::Document as usize]
            .iter()
            .filter_map(|pair| {
                let (a, b) = (*shown.get(&pair.a)?, *shown.get(&pair.b)?);
                let pairs =
                    Window::ALL.map(|window| cooccurrence::find(pairs[window as usize], pair.a, pair.b));
                Some(FindingTie {
                    a: a.min(b),
                    b: a.max(b),
                    windows: pairs.map(|pair| pair.map_or(0, Cooccurrence::weight)),
                    documents: pairs.map(|pair| pair.map_or(0, Cooccurrence::document_count)),
                })
            })
            .collect();
        ties.put_in_order_of(|tie| (tie.a, tie.b));
        let mut finding = Finding {
            settings: ViewSettings { references: false, ..settings },
            documents: view.totals.documents,
            nodes,
            ties,
            ..Finding::default()
        };
        if passages {
            // Of whole articles only the sentences travel.
            let window = if settings.window == Window::Document { Window::Sentence } else { settings.window };
            let behind: BTreeSet<Passage> = pairs[window as usize]
                .iter()
                .filter(|pair| shown.contains_key(&pair.a) && shown.contains_key(&pair.b))
                .flat_map(|pair| pair.passages.iter().copied())
                .gather();
            finding.take_passages(corpus, view, behind);
        }
        finding
    }

    fn take_passages(&mut self, corpus: Corpus<'_>, view: &GraphView, behind: BTreeSet<Passage>) {
        let index: BTreeMap<EntityKey, u32> =
            view.nodes.iter().enumerate().map(|(index, node)| (node.key, index as u32)).gather();
        let mut last = None;
        for passage in behind {
            let Some(article) = corpus.articles.get(passage.document.index()) else { continue };
            if last != Some(passage.document) {
                last = Some(passage.document);
                let document = &article.document;
                self.articles.push(FindingArticle {
                    file: document.name.clone(),
                    metadata: document.metadata.clone(),
                });
            }
            let Some(shown) = evidence::passage_view(corpus, passage) else { continue };
            let marks = shown.marks.iter().filter_map(|m| Some((m.start, m.end, *index.get(&m.entity)?)));
            self.passages.push(FindingPassage {
                article: self.articles.len() as u32 - 1,
                marks: marks.collect(),
                paragraph: shown.paragraph,
                text: shown.text,
            });
        }
    }

    /// The finding, if no two nodes or ties of it are the same, every index in it points somewhere and every mark lies
    /// on characters of its passage.
    pub fn checked(self) -> Option<Self> {
        let nodes = self.nodes.len() as u32;
        let keys = sorted(self.nodes.iter().map(|node| node.facts.key()).collect(), EntityKey::cmp);
        let ties = self.ties.iter().all(|tie| tie.a < tie.b && tie.b < nodes)
            && self.ties.is_sorted_by(|one, next| (one.a, one.b) < (next.a, next.b))
            && keys.windows(2).all(|pair| pair[0] < pair[1]);
        let passages = self.passages.iter().all(|passage| {
            let on_text = |&(start, end, node): &(u32, u32, u32)| {
                node < nodes && start < end && passage.text.get(start as usize..end as usize).is_some()
            };
            let apart = passage.marks.windows(2).all(|pair| pair[0].1 <= pair[1].0);
            (passage.article as usize) < self.articles.len() && passage.marks.iter().all(on_text) && apart
        });
        (ties && passages).then_some(self)
    }

    /// The graph under other settings, and where its nodes stand (two numbers each).
    pub fn view(&self, settings: &ViewSettings) -> (GraphView, Vec<f32>) {
        let facts = self.nodes.iter().map(|node| node.facts.clone()).collect();
        let strength = |tie: &FindingTie| Strength {
            weight: tie.windows[settings.window as usize],
            ..Strength::default()
        };
        let ties = self.ties.iter().map(|tie| (tie.a, tie.b, strength(tie)));
        let graph = EntityGraph::from_facts(self.documents as usize, facts, ties);
        let view = graph::view(&graph, settings);
        let place = |id: EntityId| self.nodes.get(id.index()).map_or([0.0; 2], FindingNode::place);
        let positions = view.nodes.iter().flat_map(|node| place(node.entity)).collect();
        (view, positions)
    }

    /// Where each node stands.
    pub fn places(&self) -> BTreeMap<EntityKey, [f32; 2]> {
        self.nodes.iter().map(|node| (node.facts.key(), node.place())).collect()
    }

    /// The nodes held in place.
    pub fn pins(&self) -> BTreeMap<EntityKey, [f32; 2]> {
        self.nodes.iter().filter(|node| node.pinned).map(|node| (node.facts.key(), node.place())).collect()
    }

    /// What a corpus would answer, from what travelled along: without passages, counts alone.
    pub fn evidence(&self, subject: Subject, settings: &ViewSettings, limit: usize) -> Option<Evidence> {
        let window = settings.window as usize;
        let asked: Vec<u32> = match subject {
            Subject::Entity(key) => vec![self.find(key)?],
            Subject::Tie(one, other) => vec![self.find(one)?, self.find(other)?],
        };
        let (weight, documents) = match asked[..] {
            [one, other] => {
                let ends = (one.min(other), one.max(other));
                let tie = self.ties.iter().find(|tie| (tie.a, tie.b) == ends && tie.windows[window] > 0)?;
                (tie.windows[window], tie.documents[window])
            }
            _ => {
                let node = self.nodes.get(asked[0] as usize)?;
                (node.windows[window], node.facts.documents)
            }
        };
        let neighbours = if asked.len() == 1 { self.neighbours(asked[0], settings) } else { Vec::new() };
        Some(Evidence {
            subject,
            entities: asked.iter().map(|&index| self.entity_view(index)).collect(),
            window: settings.window,
            weight,
            documents,
            neighbour_count: neighbours.len() as u32,
            neighbours: neighbours.into_iter().take(NEIGHBOURS).collect(),
            articles: self.passages_naming(&asked, limit),
            referred: 0,
            references: Vec::new(),
            doubts: Vec::new(),
        })
    }

    fn neighbours(&self, node: u32, settings: &ViewSettings) -> Vec<Neighbour> {
        let mut neighbours: Vec<Neighbour> = self
            .ties
            .iter()
            .filter(|tie| tie.windows[settings.window as usize] >= settings.least_weight.max(1))
            .filter_map(|tie| {
                let other = if tie.a == node {
                    tie.b
                } else if tie.b == node {
                    tie.a
                } else {
                    return None;
                };
                let facts = &self.nodes.get(other as usize)?.facts;
                settings.kinds.contains(facts.kind).then(|| Neighbour {
                    key: facts.key(),
                    name: facts.name.clone(),
                    kind: facts.kind,
                    weight: tie.windows[settings.window as usize],
                    referred: 0,
                })
            })
            .collect();
        neighbours.put_in_order(|a, b| b.weight.cmp(&a.weight).then_with(|| a.name.cmp(&b.name)));
        neighbours
    }

    fn passages_naming(&self, asked: &[u32], limit: usize) -> Vec<ArticlePassages> {
        let mut articles: Vec<ArticlePassages> = Vec::new();
        let mut left = limit;
        for passage in &self.passages {
            if !asked.iter().all(|node| passage.marks.iter().any(|mark| mark.2 == *node)) {
                continue;
            }
            let Some(article) = self.articles.get(passage.article as usize) else { continue };
            if articles.last().is_none_or(|last| last.document != passage.article) {
                articles.push(ArticlePassages {
                    document: passage.article,
                    file: article.file.clone(),
                    metadata: article.metadata.clone(),
                    count: 0,
                    passages: Vec::new(),
                });
            }
            let Some(entry) = articles.last_mut() else { continue };
            entry.count += 1;
            if left > 0 {
                left -= 1;
                entry.passages.push(self.passage_view(passage, asked));
            }
        }
        articles
    }

    fn passage_view(&self, passage: &FindingPassage, asked: &[u32]) -> PassageView {
        let marks = passage.marks.iter().filter_map(|&(start, end, node)| {
            let facts = &self.nodes.get(node as usize)?.facts;
            Some(Mark {
                start,
                end,
                entity: facts.key(),
                kind: facts.kind,
                asked: asked.contains(&node),
                referred: false,
                mention: 0,
            })
        });
        PassageView {
            text: passage.text.clone(),
            marks: marks.collect(),
            paragraph: passage.paragraph,
            offset: 0,
            also: String::new(),
        }
    }

    /// Entities that the query may mean, as [`evidence::search`] finds them in a corpus; the page of `limit` after
    /// `offset`, and how many there are.
    pub fn search(&self, query: &str, offset: usize, limit: usize) -> (usize, Vec<EntityView>) {
        let found = evidence::ranked(self.nodes.iter().map(|node| [node.facts.name.as_str()]), query);
        let page = found.iter().skip(offset).take(limit).map(|id| self.entity_view(id.0)).collect();
        (found.len(), page)
    }

    /// The finding as other programs read it: names and counts, no places in files.
    pub fn interchange(&self, settings: &ViewSettings) -> Interchange {
        let named = self.nodes.iter().map(|node| (node.facts.name.as_str(), node.facts.kind));
        let ids = interchange::unique_ids(named);
        let kept = |kind: Kind| settings.kinds.contains(kind);
        let nodes = self.nodes.iter().zip(&ids).filter(|(node, _)| kept(node.facts.kind));
        let nodes = nodes.map(|(node, id)| Node {
            id: id.clone(),
            label: node.facts.name.clone(),
            kind: node.facts.kind,
            aliases: Vec::new(),
            mentions: node.facts.mentions,
            occurrences: Vec::new(),
        });
        let edges = self.ties.iter().filter_map(|tie| {
            let (a, b) = (self.nodes.get(tie.a as usize)?, self.nodes.get(tie.b as usize)?);
            let weight = tie.windows[settings.window as usize];
            (weight > 0 && kept(a.facts.kind) && kept(b.facts.kind)).then(|| Edge {
                source: ids[tie.a as usize].clone(),
                target: ids[tie.b as usize].clone(),
                weight,
                documents: Vec::new(),
                evidence: Vec::new(),
                references: Vec::new(),
            })
        });
        Interchange { nodes: nodes.collect(), edges: edges.collect() }
    }

    fn find(&self, key: EntityKey) -> Option<u32> {
        self.nodes.iter().position(|node| node.facts.key() == key).map(|index| index as u32)
    }

    fn entity_view(&self, index: u32) -> EntityView {
        let facts = &self.nodes[index as usize].facts;
        EntityView {
            key: facts.key(),
            name: facts.name.clone(),
            kind: facts.kind,
            aliases: Vec::new(),
            mentions: facts.mentions,
            documents: facts.documents,
        }
    }
}

impl FindingNode {
    fn place(&self) -> [f32; 2] {
        self.at.map(|x| x as f32 / FINENESS)
    }
}
