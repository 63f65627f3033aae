//! Tokens to mentions: who and what a sentence names.

pub mod features;
pub mod lexicon;

mod document;
mod kind;
mod letters;
#[cfg(test)]
mod marked;
mod recogniser;
mod shape;
mod trim;

pub use crate::model::ModelError;
pub use kind::{Kind, KindSet};
pub use recogniser::{Recogniser, TAGS, allowed_labels};

use serde::{Deserialize, Serialize};

use crate::ids::Span;

/// The languages whose names the recogniser has learned to find, by code. In others it finds fewer, and more that are
/// none.
pub const LANGUAGES: &[&str] = &["en"];

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
