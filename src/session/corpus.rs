//! All articles read, and what is derived from them: entities, and the ties of each window once it is asked for.

use std::collections::BTreeMap;

use crate::aliases::{self, Entity, Owners};
use crate::cooccurrence::{self, Cooccurrence, Window};
use crate::decisions::{ArticleName, Decision, Entries, EntryId, Part, Place, Standing, State, Who};
use crate::evidence;
use crate::graph::EntityGraph;
use crate::ids::{EntityKey, Fingerprint};
use crate::pipeline::{self, Article};
use crate::protocol::{Act, Cut, HiddenLine};

/// The ties of one window, as pairs with their passages and as a graph.
#[derive(Debug)]
pub(super) struct Ties {
    pub(super) pairs: Vec<Cooccurrence>,
    pub(super) graph: EntityGraph,
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
    ties: [Option<Ties>; Window::ALL.len()],
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
        self.ties = Default::default();
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

    /// What answers are given from.
    pub(super) fn answers(&self) -> evidence::Corpus<'_> {
        evidence::Corpus { articles: &self.articles, entities: &self.entities, owners: &self.owners }
    }

    /// Counts the ties of a window, once.
    pub(super) fn count(&mut self, window: Window) {
        let slot = &mut self.ties[window as usize];
        if slot.is_none() {
            let pairs = cooccurrence::count(&self.articles, &self.entities, window);
            let graph = EntityGraph::new(self.articles.len(), &self.entities, &pairs);
            *slot = Some(Ties { pairs, graph });
        }
    }

    /// The ties of a window; `None` until they are counted.
    pub(super) fn ties(&self, window: Window) -> Option<&Ties> {
        self.ties[window as usize].as_ref()
    }
}
