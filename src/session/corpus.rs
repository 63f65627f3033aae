//! All articles read, and what is derived from them: entities, and the ties of each window once it is asked for.

use std::collections::BTreeMap;

use crate::aliases::{self, Entity, Owners};
use crate::cooccurrence::{self, Cooccurrence, Window};
use crate::evidence;
use crate::graph::EntityGraph;
use crate::ids::Fingerprint;
use crate::pipeline::{self, Article};

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
}

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
