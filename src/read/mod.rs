//! Bytes to documents: what a file is, is told by its content and not by its name.
//!
//! **Invariant:** `read` never panics and never drops a file silently: it returns documents, diagnostics, or both.

pub mod dates;
pub mod decode;
mod document;
mod draft;
mod html;
mod inline;
mod language;
mod markdown;
mod offsets;
mod sniff;
mod text;

pub use document::{Block, Document, Field, Format, Guessed, Metadata, Role};
pub use draft::Draft;
pub use offsets::{OffsetMap, OffsetMapBuilder};

use coterie_base::diagnostic::Diagnostic;
use coterie_base::ids::Fingerprint;

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
    let Source { name, bytes } = source;
    if let Some((message, hint)) = sniff::unreadable(bytes) {
        return Reading { documents: Vec::new(), diagnostics: vec![Diagnostic::error(name, message, hint)] };
    }
    let decoded = decode::decode(bytes);
    if sniff::is_json(&decoded.text) {
        let hint = "Coterie opens .json files that it saved itself. Add the articles as text or web pages.";
        let diagnostic = Diagnostic::error(name, "This is JSON data and not an article.", hint);
        return Reading { documents: Vec::new(), diagnostics: vec![diagnostic] };
    }
    read_text(source, decoded)
}

/// The paragraphs of markup that is an article and nothing else, as a field of a table or of data holds it: nothing is
/// taken for the frame of a page.
pub fn markup(markup: &str) -> Vec<String> {
    html::paragraphs(markup)
}

/// The paragraphs of plain text, hard-wrapped or one to a line.
pub fn plain(plain: &str) -> Vec<String> {
    let parts = text::read(plain);
    parts.blocks.iter().filter_map(|block| parts.text.get(block.span.range())).map(str::to_owned).collect()
}

/// Reads a file that was decoded already: plain text, Markdown or a web page.
pub fn read_text(source: Source<'_>, decoded: decode::Decoded) -> Reading {
    let Source { name, bytes } = source;
    let mut diagnostics = Vec::new();
    if decoded.replaced {
        diagnostics.push(Diagnostic::warning(
            name,
            format!("Some characters are not valid {} and are shown as \u{fffd}.", decoded.charset),
            "Save the article again as UTF-8 if names in it look broken.",
        ));
    }
    let (format, parts, mut metadata) = if html::is_page(&decoded.text) {
        let page = html::read(&decoded.text);
        if let Some((message, hint)) = page.warning {
            diagnostics.push(Diagnostic::warning(name, message, hint));
        }
        (Format::Html, page.parts, page.metadata)
    } else if markdown::is_markdown(&decoded.text) {
        let (parts, metadata) = markdown::read(&decoded.text);
        (Format::Markdown, parts, metadata)
    } else {
        (Format::Text, text::read(&decoded.text), Metadata::default())
    };
    if parts.blocks.is_empty() {
        let hint = "Choose a file with an article in it.";
        return Reading {
            documents: Vec::new(),
            diagnostics: vec![Diagnostic::error(name, "There are no words in this file.", hint)],
        };
    }
    metadata.title = metadata.title.or(parts.title);
    metadata.language = metadata.language.or_else(|| language::language(&parts.text));
    let document = Document {
        name: name.to_owned(),
        fingerprint: Fingerprint::of(bytes),
        format,
        charset: decoded.charset.to_owned(),
        metadata,
        text: parts.text,
        blocks: parts.blocks,
        origin: parts.origin,
    };
    Reading { documents: vec![document], diagnostics }
}
