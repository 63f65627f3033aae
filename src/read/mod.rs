//! Bytes to documents: what a file is, is told by its content and not by its name.
//!
//! **Invariant:** `read` never panics and never drops a file silently: it returns documents, diagnostics, or both.

pub mod dates;
pub mod decode;
mod document;
mod draft;
mod html;
mod inline;
pub mod language;
mod markdown;
mod offsets;
mod sniff;
mod text;

pub use document::{Block, Document, Field, Format, Guessed, Metadata, Role};
pub use draft::Draft;
pub use offsets::{OffsetMap, OffsetMapBuilder};
pub use sniff::is_wordless;

use coterie_base::diagnostic::Diagnostic;
use coterie_base::ids::Fingerprint;
use serde::{Deserialize, Serialize};

use decode::Decoded;

/// A file as it was dropped.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The name a person knows it by: the path within the dropped folder, with `/` between parts.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// What reading a file gave.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The articles in the file, in order.
    pub documents: Vec<Document>,
    /// What a person should know.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads one file: decodes it from any charset, tells its format by content and reduces it to its article.
pub fn read(source: Source<'_>) -> Reading {
    read_decoded(source, decode::decode(source.bytes))
}

/// Reads one file that was decoded already.
pub fn read_decoded(source: Source<'_>, decoded: Decoded) -> Reading {
    match read_plain(source, decoded) {
        Ok(reading) => reading,
        Err(decoded) if sniff::is_json(&decoded.text) => {
            let hint = "Coterie opens .json files that it saved itself, and articles as data.";
            failed(source.name, "This is JSON data without an article in it.", hint)
        }
        Err(decoded) => read_page(source, decoded),
    }
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

/// Reads a decoded file of plain text or Markdown, or says of one that is no text what it is.
///
/// # Errors
/// It is a web page or data: the text, for those who read these.
pub fn read_plain(source: Source<'_>, decoded: Decoded) -> Result<Reading, Decoded> {
    if let Some((message, hint)) = sniff::unreadable(source.bytes) {
        return Ok(failed(source.name, message, hint));
    }
    if html::is_page(&decoded.text) || sniff::is_json(&decoded.text) {
        return Err(decoded);
    }
    Ok(if markdown::is_markdown(&decoded.text) {
        let (parts, metadata) = markdown::read(&decoded.text);
        finish(source, &decoded, Format::Markdown, parts, metadata)
    } else {
        let parts = text::read(&decoded.text);
        finish(source, &decoded, Format::Text, parts, Metadata::default())
    })
}

/// Reads a web page that was decoded already.
pub fn read_page(source: Source<'_>, decoded: Decoded) -> Reading {
    let page = html::read(&decoded.text);
    let mut reading = finish(source, &decoded, Format::Html, page.parts, page.metadata);
    if let Some((message, hint)) = page.warning {
        reading.diagnostics.push(Diagnostic::warning(source.name, message, hint));
    }
    reading
}

fn finish(
    Source { name, bytes }: Source<'_>,
    decoded: &Decoded,
    format: Format,
    parts: text::Parts,
    mut metadata: Metadata,
) -> Reading {
    let mut diagnostics = Vec::new();
    if decoded.replaced {
        diagnostics.push(Diagnostic::warning(
            name,
            format!("Some characters are not valid {} and are shown as \u{fffd}.", decoded.charset),
            "Save the article again as UTF-8 if names in it look broken.",
        ));
    }
    if parts.blocks.is_empty() {
        return failed(name, "There are no words in this file.", "Choose a file with an article in it.");
    }
    match format {
        // The first line of plain text that looks like a headline.
        Format::Text => metadata.guess(Field::Title, || parts.title),
        _ => metadata.title = metadata.title.or(parts.title),
    }
    metadata.guess(Field::Language, || language::language(&parts.text));
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

fn failed(name: &str, message: impl Into<String>, hint: &str) -> Reading {
    Reading { documents: Vec::new(), diagnostics: vec![Diagnostic::error(name, message, hint)] }
}
