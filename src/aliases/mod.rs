//! Mentions to entities: which names are one.
//!
//! **Invariant:** `resolve` does not depend on the order in which files came; articles reach it sorted.

mod broken;
mod candidates;
mod definitions;
mod doubts;
mod gather;
mod inventory;
mod kinds;
mod link;
#[cfg(test)]
mod measured;
mod name;
mod parts;
mod resolution;
mod separations;
mod shown;
mod single;
mod table;
mod titles;
mod variant;

pub use doubts::{Doubt, Question, doubts};
pub use link::{Link, Reason};
pub use name::fold;
pub(crate) use titles::{Sex, listed, sex_of, title_sex};

use serde::{Deserialize, Serialize};

use crate::entities::Kind;
use crate::ids::{DocumentId, EntityId, EntityKey};
use crate::pipeline::Article;

/// One of the words for an entity, and why it is taken for the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// The words, as most often written.
    pub surface: String,
    /// How often they stand for this entity.
    pub mentions: u32,
    /// Why they are taken for this entity: what most of these mentions rest on, or the least sure of it where any of
    /// them is doubtful.
    pub link: Link,
}

/// A mention, by address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MentionRef {
    /// The document.
    pub document: DocumentId,
    /// Index into its [`Article::mentions`].
    pub mention: u32,
}

/// A person, organisation or place with all its names and mentions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// What stays the same when other documents arrive, or when a person names it otherwise.
    pub key: EntityKey,
    /// The full name shown.
    pub name: String,
    /// By consensus of its mentions.
    pub kind: Kind,
    /// Its names, most frequent first, the shown name among them.
    pub aliases: Vec<Alias>,
    /// Its mentions, sorted. Never empty.
    pub mentions: Vec<MentionRef>,
    /// Those of its mentions whose link is [doubtful](Link::is_doubtful), sorted.
    pub doubtful: Vec<MentionRef>,
}

impl Entity {
    /// How many documents name it.
    pub fn document_count(&self) -> u32 {
        self.mentions.chunk_by(|left, right| left.document == right.document).count() as u32
    }
}

/// Which entity each mention belongs to.
#[derive(Clone, Debug, Default)]
pub struct Owners {
    /// For each document, where its mentions begin in `entities`.
    starts: Vec<u32>,
    entities: Vec<Option<EntityId>>,
    doubtful: Vec<bool>,
}

impl Owners {
    /// Turns the entities' lists of mentions about.
    pub fn new(articles: &[Article], entities: &[Entity]) -> Self {
        let mut starts = vec![0u32];
        let mut total = 0;
        for article in articles {
            total += article.mentions.len() as u32;
            starts.push(total);
        }
        let mut owners =
            Owners { starts, entities: vec![None; total as usize], doubtful: vec![false; total as usize] };
        for (id, entity) in entities.iter().enumerate() {
            for mention in &entity.mentions {
                if let Some(at) = owners.position(mention.document, mention.mention) {
                    owners.entities[at] = Some(EntityId(id as u32));
                }
            }
            for mention in &entity.doubtful {
                if let Some(at) = owners.position(mention.document, mention.mention) {
                    owners.doubtful[at] = true;
                }
            }
        }
        owners
    }

    /// The entity of a mention, by its document and its index into [`Article::mentions`].
    pub fn of(&self, document: DocumentId, mention: u32) -> Option<EntityId> {
        self.position(document, mention).and_then(|at| self.entities[at])
    }

    /// Whether the link of a mention to its entity is doubtful.
    pub fn is_doubtful(&self, document: DocumentId, mention: u32) -> bool {
        self.position(document, mention).is_some_and(|at| self.doubtful[at])
    }

    fn position(&self, document: DocumentId, mention: u32) -> Option<usize> {
        let start = *self.starts.get(document.index())?;
        let end = *self.starts.get(document.index() + 1)?;
        let at = start.checked_add(mention)?;
        (at < end).then_some(at as usize)
    }
}

/// Works out which mentions are one entity. Entities come sorted by mentions, most first, then by name and kind:
/// an [`EntityId`] is an index into the result. Every mention belongs to exactly one entity.
pub fn resolve(articles: &[Article]) -> Vec<Entity> {
    let table = table::Table::shipped();
    let inventory = inventory::Inventory::new(articles, &table);
    let definitions = definitions::find(articles, &inventory);
    let roots = resolution::resolve(&inventory, &table, &definitions);
    gather::gather(&inventory, &table, &roots, &definitions)
}
