//! Tokens to mentions: who and what a sentence names.

pub mod lexicon;

mod kind;

pub use kind::{Kind, KindSet};

use serde::{Deserialize, Serialize};

use crate::ids::Span;
use crate::read::Document;
use crate::segment::Segmentation;

/// A name in the text.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// The name's own words: no title, no article, no possessive.
    pub span: Span,
    /// Index of its sentence in the document.
    pub sentence: u32,
    /// What it names.
    pub kind: Kind,
    /// The recogniser's confidence, 0 to 1.
    pub score: f32,
}

/// Finds names. Loaded once from the model file, then shared by all documents.
#[derive(Debug)]
pub struct Recogniser {}

/// Why a model file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelError(pub String);

impl std::fmt::Display for ModelError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the name model cannot be used: {}", self.0)
    }
}

impl std::error::Error for ModelError {}

impl Recogniser {
    /// Loads the model from the bytes of `static/models/names.bin`.
    pub fn load(bytes: &[u8]) -> Result<Self, ModelError> {
        let _ = bytes;
        Ok(Recogniser {})
    }

    /// The mentions in a document's counting sentences, in order of their spans.
    pub fn recognise(&self, document: &Document, segmentation: &Segmentation) -> Vec<Mention> {
        let _ = (document, segmentation);
        Vec::new()
    }

    /// BIO tags (`O`, `B-PER`, `I-PER`, …) of a sentence that is already cut into tokens.
    pub fn tag(&self, tokens: &[&str]) -> Vec<&'static str> {
        tokens.iter().map(|_| "O").collect()
    }
}
