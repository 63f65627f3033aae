//! All articles read, and what is derived from them: entities, and the ties of each window once it is asked for.

use std::collections::BTreeMap;

use crate::aliases::{self, Entity, Owners};
use crate::app::words;
use crate::cooccurrence::{self, Cooccurrence, Counting, Window};
use crate::copies::{self, Copies, Likeness};
use crate::coreference::{self, Reference};
use crate::decisions::{ArticleName, Decision, Entries, EntryId, Part, Place, Standing, State, Who};
use crate::evidence;
use crate::graph::{EntityGraph, ViewSettings};
use crate::ids::{DocumentId, EntityKey, Fingerprint};
use crate::pipeline::{self, Article};
use crate::protocol::{Act, Cut, HiddenLine};

/// The ties of one window, as pairs with their passages and as a graph.
#[derive(Debug)]
pub(super) struct Ties {
    pub(super) pairs: Vec<Cooccurrence>,
    pub(super) graph: EntityGraph,
}

/// What has been counted since the entities were last derived.
#[derive(Debug, Default)]
struct Counted {
    references: Option<Vec<Reference>>,
    ties: Vec<(Manner, Ties)>,
}

/// The settings that ties depend on: window, copies, references.
type Manner = (Window, copies::Counted, bool);

fn manner(settings: &ViewSettings) -> Manner {
    (settings.window, settings.copies, settings.references)
}

/// The articles. Those in [`articles`](Corpus::articles) are resolved; new ones wait until [`derive`](Corpus::derive).
#[derive(Debug, Default)]
pub(super) struct Corpus {
    articles: Vec<Article>,
    fresh: Vec<Article>,
    /// Names by content.
    seen: BTreeMap<Fingerprint, String>,
    /// An article was given another name, and with it another place among the articles.
    renamed: bool,
    entities: Vec<Entity>,
    owners: Owners,
    /// What says the same among the articles, once it is asked for.
    copies: Option<Copies>,
    ties: Counted,
    /// What became of each entry of the log, in order of time.
    states: Vec<(EntryId, State)>,
}

/// At most so many other names of an entity go into a decision.
const OTHER_NAMES: usize = 8;

impl Corpus {
    /// Takes the articles of one file. Gives the name under which the same content is here already, if it is.
    ///
    /// Of two names for one content the smaller stands, so that the order of arrival does not matter.
    pub(super) fn absorb(&mut self, articles: Vec<Article>) -> Result<(), String> {
        let Some(first) = articles.first() else { return Ok(()) };
        let (fingerprint, name) = (first.document.fingerprint, first.document.name.clone());
        match self.seen.get_mut(&fingerprint) {
            None => {
                self.seen.insert(fingerprint, name);
                self.fresh.extend(articles);
                Ok(())
            }
            Some(known) => {
                let of = known.clone();
                if name < *known {
                    *known = name.clone();
                    self.renamed = true;
                    for article in self.articles.iter_mut().chain(&mut self.fresh) {
                        if article.document.fingerprint == fingerprint {
                            article.document.name = name.clone();
                        }
                    }
                }
                Err(of)
            }
        }
    }

    /// Whether so many articles are new that the graph is worth deriving before all are read: twice as many each
    /// time, so that all the deriving costs no more than the last once again.
    pub(super) fn has_grown(&self) -> bool {
        self.fresh.len() >= self.articles.len().max(8)
    }

    /// Whether articles wait to be resolved, or to be put in order.
    pub(super) fn is_waiting(&self) -> bool {
        self.renamed || !self.fresh.is_empty()
    }

    /// Resolves all articles, in an order that does not depend on when they came.
    pub(super) fn derive(&mut self) {
        self.articles.append(&mut self.fresh);
        self.renamed = false;
        pipeline::sort(&mut self.articles);
        self.entities = aliases::resolve(&self.articles);
        self.owners = Owners::new(&self.articles, &self.entities);
        self.copies = None;
        self.ties = Counted::default();
    }

    /// Resolves all articles and applies the log.
    pub(super) fn decide(&mut self, entries: &Entries) {
        if self.is_waiting() {
            self.derive();
        }
        let state = |standing| match standing {
            Standing::Holds => State::Waits,
            Standing::Overruled(by) => State::Overruled(by),
            Standing::Disputed(with) => State::Disputed(with),
        };
        self.states = entries.standings().into_iter().map(|(id, standing)| (id, state(standing))).collect();
    }

    /// What became of each entry of the log, in order of time.
    pub(super) fn states(&self) -> &[(EntryId, State)] {
        &self.states
    }

    /// The entities that are hidden, ready to show.
    pub(super) fn hidden_lines(&self) -> Vec<HiddenLine> {
        Vec::new()
    }

    /// An act as a decision; `None` where what it speaks of is not there.
    pub(super) fn decision(&self, act: Act) -> Option<Decision> {
        Some(match act {
            Act::Merge(keys) => {
                Decision::Merge { of: keys.into_iter().map(|key| self.who(key)).collect::<Option<_>>()? }
            }
            Act::Split(key, cut) => Decision::Split { of: self.who(key)?, part: self.part(cut)?, name: None },
            Act::Rename(key, to) => Decision::Rename { of: self.who(key)?, to },
            Act::Retype(key, to) => Decision::Retype { of: self.who(key)?, to },
            Act::Hide(key) => Decision::Hide { of: self.who(key)? },
            Act::Restore(key) => Decision::Restore { of: self.who(key)? },
            Act::Apart(one, other) => Decision::Apart(self.who(one)?, self.who(other)?),
            Act::Add { name, kind } => Decision::Add { name, kind },
            Act::Alias(key, name) => Decision::Alias { of: self.who(key)?, name },
        })
    }

    fn who(&self, key: EntityKey) -> Option<Who> {
        let entity = self.entities.iter().find(|entity| entity.key == key)?;
        let others = entity.aliases.iter().filter(|alias| alias.surface != entity.name && alias.mentions > 0);
        let also = others.take(OTHER_NAMES).map(|alias| alias.surface.clone()).collect();
        Some(Who { kind: entity.kind, name: entity.name.clone(), also, part: None })
    }

    fn part(&self, cut: Cut) -> Option<Part> {
        Some(match cut {
            Cut::Whole => Part::Whole,
            Cut::Name(name) => Part::Name(name),
            Cut::Article { document } => Part::Article(self.article_name(document)?),
            Cut::Mention { document, mention } => {
                let article = self.articles.get(document as usize)?;
                let mention = article.mentions.get(mention as usize)?;
                let written = article.document.slice(mention.span).to_owned();
                Part::Mention(Place {
                    article: self.article_name(document)?,
                    at: mention.span.start,
                    written,
                })
            }
        })
    }

    fn article_name(&self, document: u32) -> Option<ArticleName> {
        let document = &self.articles.get(document as usize)?.document;
        Some(ArticleName { file: document.name.clone(), fingerprint: document.fingerprint })
    }

    pub(super) fn articles(&self) -> &[Article] {
        &self.articles
    }

    pub(super) fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// What answers are given from under some settings, as far as it has been found ([`Corpus::count`]).
    pub(super) fn answers(&self, settings: &ViewSettings) -> evidence::Corpus<'_> {
        let Counting { copies, references, .. } = self.counting(settings);
        let (articles, entities, owners) = (&self.articles, &self.entities, &self.owners);
        evidence::Corpus { articles, entities, owners, copies, references }
    }

    /// What says the same among the articles; `None` until ties were counted.
    pub(super) fn copies(&self) -> Option<&Copies> {
        self.copies.as_ref()
    }

    /// Of which article another is a near-copy, as a line; empty where of none.
    pub(super) fn copy_line(&self, document: DocumentId) -> String {
        let likeness = self.copies.as_ref().and_then(|copies| copies.likeness(document));
        let of = likeness.and_then(|likeness| self.articles.get(likeness.of.index()));
        let file = of.map_or("", |article| article.document.name.as_str());
        match likeness {
            None => String::new(),
            Some(Likeness { percent: 100, .. }) => words::COPY_OF.with(&[("file", file)]),
            Some(Likeness { percent, .. }) => {
                words::NEAR_COPY_OF.with(&[("file", file), ("n", &percent.to_string())])
            }
        }
    }

    /// Counts the ties under some settings, once.
    pub(super) fn count(&mut self, settings: &ViewSettings) {
        let Corpus { articles, entities, owners, .. } = self;
        self.copies.get_or_insert_with(|| copies::find(articles));
        if settings.references {
            self.ties.references.get_or_insert_with(|| coreference::find(articles, entities, owners));
        }
        if self.ties(settings).is_none() {
            let pairs = cooccurrence::count_by(&self.articles, &self.entities, &self.counting(settings));
            let graph = EntityGraph::new(self.articles.len(), &self.entities, &pairs);
            self.ties.ties.push((manner(settings), Ties { pairs, graph }));
        }
    }

    fn counting(&self, settings: &ViewSettings) -> Counting<'_> {
        let once = settings.copies == copies::Counted::Once;
        let references = self.ties.references.as_deref().filter(|_| settings.references);
        Counting {
            window: settings.window,
            copies: self.copies.as_ref().filter(|_| once),
            references: references.unwrap_or_default(),
        }
    }

    /// The ties under some settings; `None` until they are counted.
    pub(super) fn ties(&self, settings: &ViewSettings) -> Option<&Ties> {
        let counted = self.ties.ties.iter().find(|(counted, _)| *counted == manner(settings));
        counted.map(|(_, ties)| ties)
    }
}
