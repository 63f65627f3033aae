//! OpenDocument texts and slides (ODT, ODP).

use std::collections::{BTreeMap, BTreeSet};

use coterie_read::{Role, Source};

use super::super::xml::{Piece, Xml};
use super::{Parts, Written, properties};

/// Reads an OpenDocument file.
pub(super) fn read(source: Source<'_>, parts: &mut Parts<'_, '_, '_>) {
    const SPREADSHEET: &str = "application/vnd.oasis.opendocument.spreadsheet";
    if parts.text("META-INF/manifest.xml").is_some_and(|text| text.contains("encryption-data")) {
        let hint = "Open it in its program, save it without a password, and add that.";
        return parts.desk.error(source.name, "This file is locked with a password.", hint);
    }
    if parts.text("mimetype").is_some_and(|kind| kind.starts_with(SPREADSHEET)) {
        return super::sheets::read_ods(source, parts);
    }
    let about = parts.text("meta.xml").unwrap_or_default();
    let shared = parts.text("styles.xml").unwrap_or_default();
    let content = parts.text("content.xml").unwrap_or_default();
    put(source, &about, &shared, &content, parts);
}

/// Whether a text is an OpenDocument file in one piece (`.fodt`, `.fodp`), which is not packed.
pub(crate) fn is_flat(text: &str) -> bool {
    let start = text.get(..text.floor_char_boundary(1024)).unwrap_or(text);
    start.trim_start_matches('\u{feff}').starts_with("<?xml")
        && start.contains("<office:document ")
        && !start.contains("opendocument.spreadsheet")
}

/// Reads one that [`is_flat`].
pub(super) fn read_flat(source: Source<'_>, text: &str, parts: &mut Parts<'_, '_, '_>) {
    let about = text.split("</office:meta>").next().unwrap_or_default();
    put(source, about, text, text, parts);
}

/// Puts the document on the desk: what it says of itself, its styles, its words.
fn put(source: Source<'_>, about: &str, shared: &str, content: &str, parts: &mut Parts<'_, '_, '_>) {
    let mut draft = Parts::draft();
    properties::read(about, &mut draft.metadata);
    let mut styles = Styles::default();
    styles.read(shared);
    styles.read(content);
    let mut written = Written::default();
    let mut notes = Written::default();
    let mut whole = walk(content, "body", Role::Body, &styles, &mut written, &mut notes);
    written.append(notes);
    // Headers and footers stand with the styles.
    let mut furniture = Written::default();
    whole &= walk(shared, "master-styles", Role::Boilerplate, &styles, &mut written, &mut furniture);
    if !whole {
        parts.damaged();
    }
    parts.finish(source, written, draft);
}

/// What of a document's styles matters: which are the title's, and which hide their words.
#[derive(Default)]
struct Styles {
    parents: BTreeMap<String, String>,
    hidden: BTreeSet<String>,
}

impl Styles {
    fn read(&mut self, text: &str) {
        let mut key = String::new();
        let mut xml = Xml::new(text);
        while let Some(piece) = xml.next_piece() {
            let Piece::Open(element) = piece else { continue };
            match element.name() {
                "style" => {
                    key = element.attribute("name").unwrap_or_default();
                    if let Some(parent) = element.attribute("parent-style-name") {
                        self.parents.insert(key.clone(), parent);
                    }
                }
                "text-properties" if element.is("display", "none") => {
                    self.hidden.insert(key.clone());
                }
                "body" => return,
                _ => {}
            }
        }
    }

    /// What a paragraph of this style is. A style of one paragraph is derived from a named one.
    fn role(&self, style: &str) -> Role {
        let named = |name: &str| match name {
            "Title" => Some(Role::Title),
            "Author" | "Date" => Some(Role::Byline),
            _ => None,
        };
        named(style).or_else(|| named(self.parents.get(style)?)).unwrap_or(Role::Body)
    }
}

/// What an element that is open means for what is in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Paragraph,
    /// A note's paragraph.
    NoteParagraph,
    Note,
    Row,
    /// A table of contents.
    Contents,
    Other,
}

/// Adds the paragraphs within the element `within`, and those of notes; whether the part was whole.
///
/// Left out are what was deleted while changes were tracked, hidden words, comments, and the descriptions of pictures.
fn walk(
    text: &str,
    within: &str,
    role: Role,
    styles: &Styles,
    written: &mut Written,
    notes: &mut Written,
) -> bool {
    let mut xml = Xml::new(text);
    let mut open: Vec<Open> = Vec::new();
    let (mut inside, mut in_notes, mut in_contents) = (None, 0usize, 0usize);
    while let Some(piece) = xml.next_piece() {
        let target = if in_notes > 0 { &mut *notes } else { &mut *written };
        let element = match piece {
            Piece::Open(element) => element,
            Piece::Words(words) => {
                target.push(&words);
                continue;
            }
            Piece::Close => {
                match open.pop() {
                    Some(Open::Paragraph) => written.end(),
                    Some(Open::NoteParagraph) => notes.end(),
                    Some(Open::Note) => in_notes = in_notes.saturating_sub(1),
                    Some(Open::Contents) => in_contents = in_contents.saturating_sub(1),
                    Some(Open::Row) => target.end_row(),
                    _ => {}
                }
                if inside.is_some_and(|depth| open.len() < depth) {
                    inside = None;
                }
                continue;
            }
        };
        let name = element.name();
        if inside.is_none() {
            open.push(Open::Other);
            if name == within {
                inside = Some(open.len());
            }
            continue;
        }
        let style = element.attribute("style-name").unwrap_or_default();
        let mut kind = Open::Other;
        match name {
            "tracked-changes"
            | "annotation"
            | "change-info"
            | "note-citation"
            | "ruby-text"
            | "forms"
            | "hidden-text"
            | "hidden-paragraph"
            | "script"
            | "page-number"
            | "notes"
            | "binary-data"
            | "index-title-template" => {
                xml.skip();
                continue;
            }
            // Of a picture; the document's title is a field of the same name.
            "title" | "desc" if element.is_prefixed("svg") => {
                xml.skip();
                continue;
            }
            "section" | "span" | "p" | "h"
                if styles.hidden.contains(&style) || element.is("display", "none") =>
            {
                xml.skip();
                continue;
            }
            "p" | "h" => {
                kind = if in_notes > 0 { Open::NoteParagraph } else { Open::Paragraph };
                target.begin(match role {
                    Role::Body if in_contents > 0 => Role::Boilerplate,
                    Role::Body => styles.role(&style),
                    role => role,
                });
            }
            "s" | "tab" => target.push(" "),
            "line-break" => target.line(),
            "note" => {
                kind = Open::Note;
                in_notes += 1;
            }
            "table-of-content" | "illustration-index" | "alphabetical-index" => {
                kind = Open::Contents;
                in_contents += 1;
            }
            "table-row" => {
                kind = Open::Row;
                target.begin_row();
            }
            "table-cell" => target.begin_cell(),
            _ => {}
        }
        open.push(kind);
    }
    !xml.is_broken
}
