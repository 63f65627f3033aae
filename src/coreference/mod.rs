//! Words that stand for a name without being it: "he", "the Russian leader".

use serde::{Deserialize, Serialize};

use crate::aliases::{Entity, Owners};
use crate::ids::{DocumentId, EntityId, Span};
use crate::pipeline::Article;

/// What refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ReferenceKind {
    /// "he", "her".
    Pronoun,
    /// "the Russian leader", "the company".
    Role,
}

/// Words of an article that stand for an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The document.
    pub document: DocumentId,
    /// Index of their sentence in it.
    pub sentence: u32,
    /// The words, none of them part of a mention.
    pub span: Span,
    /// Whom they stand for.
    pub entity: EntityId,
    /// What they are.
    pub kind: ReferenceKind,
    /// How surely, per mille.
    pub sure: u16,
}

/// The references of one document, in order; `references` are sorted by document.
pub fn of(references: &[Reference], document: DocumentId) -> &[Reference] {
    let start = references.partition_point(|reference| reference.document < document);
    let end = references.partition_point(|reference| reference.document <= document);
    &references[start..end]
}

/// Finds the references (being built).
pub fn find(_articles: &[Article], _entities: &[Entity], _owners: &Owners) -> Vec<Reference> {
    Vec::new()
}
