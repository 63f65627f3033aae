//! Word documents (DOCX).

use std::collections::{BTreeMap, BTreeSet};

use coterie_read::{Role, Source};

use super::super::xml::{Element, Piece, Xml};
use super::{Parts, Written, properties};

/// How deeply fields may stand in fields.
const DEEPEST_FIELDS: usize = 32;

/// Reads a Word document.
pub(super) fn read(source: Source<'_>, parts: &mut Parts<'_, '_, '_>) {
    let mut draft = Parts::draft();
    if let Some(text) = parts.text("docProps/core.xml") {
        properties::read(&text, &mut draft.metadata);
    }
    let main = main_part(parts);
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let beside = |name: &str| format!("{folder}/{name}");
    let styles = parts.text(&beside("styles.xml")).map(|text| Styles::read(&text)).unwrap_or_default();
    let mut written = Written::default();
    let mut whole = true;
    let mut add = |parts: &mut Parts<'_, '_, '_>, name: &str, role| {
        if let Some(text) = parts.text(name) {
            whole &= walk(&text, role, &styles, &mut written);
        }
    };
    add(parts, &main, Role::Body);
    add(parts, &beside("footnotes.xml"), Role::Body);
    add(parts, &beside("endnotes.xml"), Role::Body);
    for start in ["header", "footer", "comments.xml"] {
        for name in parts.names(&beside(start)) {
            add(parts, &name, Role::Boilerplate);
        }
    }
    if !whole {
        parts.damaged();
    }
    parts.finish(source, written, draft);
}

/// Where the document itself stands: its relations tell; nearly always in `word/document.xml`.
fn main_part(parts: &mut Parts<'_, '_, '_>) -> String {
    let usual = "word/document.xml".to_owned();
    let Some(text) = parts.text("_rels/.rels") else { return usual };
    let mut xml = Xml::new(&text);
    while let Some(piece) = xml.next_piece() {
        let Piece::Open(element) = piece else { continue };
        let is_main = element.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
        if is_main && let Some(target) = element.attribute("Target") {
            let target = target.trim_start_matches('/').to_owned();
            return if parts.package.has(&target) { target } else { usual };
        }
    }
    usual
}

/// What of a document's styles matters: each style's role, and which hide their words.
#[derive(Default)]
pub(super) struct Styles {
    roles: BTreeMap<String, Role>,
    hidden: BTreeSet<String>,
}

impl Styles {
    /// The names of styles are those of English Word in every language; what paragraphs name are their keys.
    fn read(text: &str) -> Self {
        let mut styles = Styles::default();
        let mut key = String::new();
        let mut xml = Xml::new(text);
        while let Some(piece) = xml.next_piece() {
            let Piece::Open(element) = piece else { continue };
            match element.name() {
                "style" => key = element.attribute("styleId").unwrap_or_default(),
                "name" if !key.is_empty() => {
                    let name = element.attribute("val").unwrap_or_default().to_lowercase();
                    let role = match name.as_str() {
                        "title" => Role::Title,
                        "author" | "date" => Role::Byline,
                        "table of figures" | "toc heading" => Role::Boilerplate,
                        _ if name.starts_with("toc ") => Role::Boilerplate,
                        _ => continue,
                    };
                    styles.roles.insert(key.clone(), role);
                }
                "vanish" if is_on(&element) => {
                    styles.hidden.insert(key.clone());
                }
                _ => {}
            }
        }
        styles
    }
}

/// Whether a switch such as `<w:vanish/>` is on.
fn is_on(element: &Element<'_>) -> bool {
    !matches!(element.attribute("val").as_deref(), Some("0" | "false" | "off"))
}

/// What an element that is open means for what is in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Paragraph,
    ParagraphProperties,
    Run,
    Words,
    Row,
    RowProperties,
    Other,
}

/// Adds the paragraphs of a part; whether it was whole.
///
/// Left out are the codes of fields, what was deleted while changes were tracked, hidden words, and the second form of
/// what stands in two for old and new programs.
pub(super) fn walk(text: &str, role: Role, styles: &Styles, written: &mut Written) -> bool {
    let mut xml = Xml::new(text);
    let mut open: Vec<Open> = Vec::new();
    // For each field that has begun, whether its code is being read.
    let mut fields: Vec<bool> = Vec::new();
    let (mut hidden, mut deleted_row, mut placeholder) = (false, false, false);
    while let Some(piece) = xml.next_piece() {
        let element = match piece {
            Piece::Open(element) => element,
            Piece::Words(words) => {
                if open.last() == Some(&Open::Words) && !hidden && !fields.contains(&true) {
                    written.push(&words);
                }
                continue;
            }
            Piece::Close => {
                match open.pop() {
                    Some(Open::Paragraph) => {
                        // A field's code stays within its paragraph: one that does not end swallows no more.
                        fields.iter_mut().for_each(|in_code| *in_code = false);
                        written.end();
                    }
                    Some(Open::Run) => hidden = false,
                    Some(Open::Row) if deleted_row => {
                        deleted_row = false;
                        written.drop_row();
                    }
                    Some(Open::Row) => written.end_row(),
                    _ => {}
                }
                continue;
            }
        };
        let in_properties = open.last() == Some(&Open::ParagraphProperties);
        let mut kind = Open::Other;
        match element.name() {
            "del" | "moveFrom" if open.last() == Some(&Open::RowProperties) => deleted_row = true,
            "del" | "moveFrom" | "Fallback" | "rt" => {
                xml.skip();
                continue;
            }
            // Lines that part notes from the text, and numbers of slides.
            "footnote" | "endnote" if element.attribute("type").is_some_and(|kind| kind != "normal") => {
                xml.skip();
                continue;
            }
            "fld"
                if element
                    .attribute("type")
                    .is_some_and(|kind| kind == "slidenum" || kind.starts_with("date")) =>
            {
                xml.skip();
                continue;
            }
            "sdtContent" if std::mem::take(&mut placeholder) => {
                xml.skip();
                continue;
            }
            "showingPlcHdr" => placeholder = is_on(&element),
            "sdt" => placeholder = false,
            "p" => {
                kind = Open::Paragraph;
                written.begin(role);
            }
            "pPr" => kind = Open::ParagraphProperties,
            "pStyle" => {
                let style = element.attribute("val").unwrap_or_default();
                if let Some(&named) = styles.roles.get(&style).filter(|_| role == Role::Body) {
                    written.set_role(named);
                }
            }
            "r" => {
                kind = Open::Run;
                hidden = false;
            }
            // The sign at the end of a paragraph has properties too.
            "rPr" if in_properties => {
                xml.skip();
                continue;
            }
            "vanish" => hidden = is_on(&element),
            "rStyle" => {
                hidden |= element.attribute("val").is_some_and(|style| styles.hidden.contains(&style));
            }
            "t" => kind = Open::Words,
            // A tab stop of the paragraph is no tab.
            "tab" | "ptab" | "sym" if open.last() == Some(&Open::Run) => written.push(" "),
            "br" | "cr" => {
                let is_line = element.attribute("type").is_none_or(|kind| kind == "textWrapping");
                if is_line { written.line() } else { written.part() }
            }
            "noBreakHyphen" => written.push("-"),
            "fldChar" => match element.attribute("fldCharType").as_deref() {
                Some("begin") if fields.len() < DEEPEST_FIELDS => fields.push(true),
                Some("begin") => {}
                Some("separate") => {
                    if let Some(in_code) = fields.last_mut() {
                        *in_code = false;
                    }
                }
                _ => {
                    fields.pop();
                }
            },
            "tr" => {
                kind = Open::Row;
                written.begin_row();
            }
            "trPr" => kind = Open::RowProperties,
            "tc" => written.begin_cell(),
            _ => {}
        }
        open.push(kind);
    }
    !xml.is_broken
}
