//! E-books (EPUB): web pages in the order of a spine.

use std::collections::{BTreeMap, BTreeSet};

use coterie_base::diagnostic::Severity;
use coterie_base::ids::Fingerprint;
use coterie_read::{Document, Format, Role, Source};

use super::super::xml::{Piece, Xml};
use super::{NO_WORDS_HINT, Parts, author, day, title};

/// How long a date is at most, in bytes.
const LONGEST_DATE: usize = 40;

/// What a book says of itself and its chapters.
#[derive(Default)]
struct Book {
    title: Option<String>,
    authors: Vec<String>,
    date: Option<String>,
    language: Option<String>,
    /// Chapters by their key: path in the archive, and whether it is a page of words.
    items: BTreeMap<String, Item>,
    /// The keys of chapters in order.
    spine: Vec<String>,
    /// Whether it has one chapter, whose title is the book's where it has none of its own.
    is_single: bool,
    /// Covers and tables of contents.
    furniture: BTreeSet<String>,
    /// The key of the table of contents of older books.
    contents: Option<String>,
}

struct Item {
    path: String,
    media: String,
    is_contents: bool,
}

/// Reads a book: a document for each chapter.
pub(super) fn read(source: Source<'_>, parts: &mut Parts<'_, '_, '_>) {
    let said = parts.desk.count();
    let opf = parts.text("META-INF/container.xml").and_then(|text| root_file(&text));
    let Some(text) = opf.as_deref().and_then(|path| parts.text(path)) else {
        let hint = "Download or copy the book again.";
        return parts.desk.error(source.name, "This book is damaged: its list of chapters is missing.", hint);
    };
    let mut book = Book::read(&text, folder(opf.as_deref().unwrap_or_default()));
    let sealed = parts.text("META-INF/encryption.xml").map(|text| sealed(&text)).unwrap_or_default();
    let labels = book.labels(parts);
    let spine = std::mem::take(&mut book.spine);
    book.is_single = spine.len() == 1;
    let (mut number, mut locked, mut seen) = (0, 0, BTreeSet::new());
    for key in &spine {
        let Some(item) = book.items.get(key) else { continue };
        let is_page = item.media.contains("html") || item.media.is_empty();
        if item.is_contents || !is_page || book.furniture.contains(&item.path) || !seen.insert(&item.path) {
            continue;
        }
        if sealed.contains(&item.path) {
            locked += 1;
            continue;
        }
        let Some(bytes) = parts.bytes(&item.path) else { continue };
        let name = format!("{}#{}", source.name, number + 1);
        number += usize::from(chapter(&name, &bytes, labels.get(&item.path), &book, parts));
    }
    if locked > 0 {
        let message =
            format!("{locked} chapters of this book are locked against copying and cannot be read.");
        parts.desk.error(source.name, message, "Add the book in a form that is not locked.");
    }
    if said == parts.desk.count() {
        parts.desk.error(source.name, "There are no words in this book.", NO_WORDS_HINT);
    }
}

/// Reads a chapter; whether it has words.
fn chapter(
    name: &str,
    bytes: &[u8],
    label: Option<&String>,
    book: &Book,
    parts: &mut Parts<'_, '_, '_>,
) -> bool {
    let page = without_book_title(bytes, book.title.as_deref());
    let mut reading = coterie_read::read(Source { name, bytes: &page });
    if reading.documents.iter().any(|document| document.format != Format::Html) {
        // What is no page has no title of its own.
        reading = coterie_read::read(Source { name, bytes });
    }
    // Pages that hold a picture alone are no loss, nor that a chapter does not look like a page with an article in it.
    reading.diagnostics.retain(|said| {
        let is_lost = reading.documents.iter().any(|document| document.text.contains('\u{fffd}'));
        is_lost && said.severity == Severity::Warning
    });
    for document in &mut reading.documents {
        document.format = Format::Book;
        document.fingerprint = Fingerprint::of(bytes);
        let metadata = &mut document.metadata;
        metadata.title = label.filter(|label| !is_made_up(label)).cloned().or(metadata.title.take());
        if book.is_single {
            metadata.title = metadata.title.take().or_else(|| book.title.clone());
        }
        metadata.site = book.title.clone();
        metadata.byline = (!book.authors.is_empty()).then(|| book.authors.join(", "));
        metadata.date = book.date.clone();
        metadata.language = book.language.clone().or(metadata.language.take());
    }
    reading.documents.retain(|document| !book.is_all_said(document));
    let had_words = !reading.documents.is_empty();
    parts.desk.take(reading);
    had_words
}

/// A page whose own title is the book's, which would begin every chapter, with blanks in its place.
fn without_book_title(bytes: &[u8], book: Option<&str>) -> Vec<u8> {
    let mut page = bytes.to_vec();
    let find = |sign: &[u8], from: usize| {
        let rest = bytes.get(from..)?;
        rest.windows(sign.len()).position(|window| window == sign).map(|at| from + at)
    };
    // Elsewhere it may be words of the page.
    let span = find(b"<head>", 0)
        .and_then(|head| find(b"<title", head))
        .filter(|open| bytes.get(*open..).is_some_and(|rest| rest.starts_with(b"<title>")))
        .and_then(|open| Some((open + 7, find(b"</title>", open)?)));
    if let (Some((start, end)), Some(book)) = (span, book)
        && let Some(words) = bytes.get(start..end)
        && let Ok(words) = std::str::from_utf8(words)
        && html_words(words).split_whitespace().eq(book.split_whitespace())
        && let Some(words) = page.get_mut(start..end)
    {
        words.fill(b' ');
    }
    page
}

fn html_words(text: &str) -> String {
    text.replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\"")
}

impl Book {
    fn read(text: &str, folder: &str) -> Self {
        let mut book = Book::default();
        let mut xml = Xml::new(text);
        while let Some(piece) = xml.next_piece() {
            let Piece::Open(element) = piece else { continue };
            let attribute = |name: &str| element.attribute(name).unwrap_or_default();
            match element.name() {
                "title" if book.title.is_none() => book.title = title(&xml.words()),
                "creator" => book.authors.extend(author(&xml.words())),
                "date" if book.date.is_none() => book.date = day(&xml.words()),
                "language" if book.language.is_none() => {
                    let code = xml.words().to_lowercase();
                    book.language =
                        code.split(['-', '_']).next().filter(|code| is_code(code)).map(str::to_owned);
                }
                "item" => {
                    let properties = attribute("properties");
                    let item = Item {
                        path: joined(folder, &attribute("href")),
                        media: attribute("media-type"),
                        is_contents: properties.split(' ').any(|property| property == "nav"),
                    };
                    book.items.insert(attribute("id"), item);
                }
                "spine" => book.contents = element.attribute("toc"),
                "itemref" => book.spine.push(attribute("idref")),
                // `guide` of older books.
                "reference" if matches!(attribute("type").as_str(), "cover" | "toc" | "title-page") => {
                    book.furniture.insert(joined(folder, &attribute("href")));
                }
                _ => {}
            }
        }
        book
    }

    /// Whether a page says no more than who wrote the book and when: then it is the title page, whatever it is called.
    fn is_all_said(&self, page: &Document) -> bool {
        let is_said = |words: &str| {
            self.title.as_deref() == Some(words)
                || self.authors.iter().any(|author| author == words)
                || (self.date.is_some() && day(words) == self.date && words.len() <= LONGEST_DATE)
        };
        page.blocks.iter().all(|block| block.role == Role::Title || is_said(page.slice(block.span)))
    }

    /// The chapters' titles as the table of contents has them, by path. What it calls a cover or the like is no chapter.
    fn labels(&mut self, parts: &mut Parts<'_, '_, '_>) -> BTreeMap<String, String> {
        const FURNITURE: [&str; 4] = ["cover", "titlepage", "halftitlepage", "toc"];
        let mut labels = BTreeMap::new();
        let mut furniture = Vec::new();
        let nav = self.items.values().find(|item| item.is_contents);
        let ncx = self.contents.as_ref().and_then(|key| self.items.get(key));
        for item in nav.into_iter().chain(ncx) {
            let Some(text) = parts.text(&item.path) else { continue };
            let mut xml = Xml::new(&text);
            let mut label = String::new();
            while let Some(piece) = xml.next_piece() {
                let Piece::Open(element) = piece else { continue };
                let (path, words) = match element.name() {
                    // Of the landmarks, which name a place's sort and not the chapter.
                    "a" if element.attribute("type").is_some() => {
                        let is_furniture =
                            element.attribute("type").is_some_and(|sort| FURNITURE.contains(&sort.as_str()));
                        let path = element.attribute("href").filter(|_| is_furniture);
                        furniture.extend(path.map(|path| joined(folder(&item.path), &path)));
                        continue;
                    }
                    "a" => (element.attribute("href"), xml.words()),
                    "text" => {
                        label = xml.words();
                        continue;
                    }
                    "content" => (element.attribute("src"), std::mem::take(&mut label)),
                    _ => continue,
                };
                // The first label of a page is the chapter's, later ones are its sections'.
                if let (Some(path), false) = (path, words.is_empty()) {
                    labels.entry(joined(folder(&item.path), &path)).or_insert(words);
                }
            }
        }
        self.furniture.extend(furniture);
        labels
    }
}

/// Whether a chapter's title is one that a program counted out.
fn is_made_up(label: &str) -> bool {
    let number = label.strip_prefix("Section ").unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether it is a language's code of two letters.
fn is_code(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The paths of what is encrypted; fonts are as well in books that are not locked.
fn sealed(text: &str) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    let mut xml = Xml::new(text);
    while let Some(piece) = xml.next_piece() {
        if let Piece::Open(element) = piece
            && element.name() == "CipherReference"
        {
            paths.extend(element.attribute("URI").map(|path| joined("", &path)));
        }
    }
    paths
}

fn root_file(text: &str) -> Option<String> {
    let mut xml = Xml::new(text);
    while let Some(piece) = xml.next_piece() {
        if let Piece::Open(element) = piece
            && element.name() == "rootfile"
        {
            return element.attribute("full-path");
        }
    }
    None
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The path that `href` means in a file of `folder`: without what follows `#`, `%20` read, `..` resolved.
fn joined(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let mut parts: Vec<String> =
        folder.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    if href.starts_with('/') {
        parts.clear();
    }
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(unescaped(part)),
        }
    }
    parts.join("/")
}

/// Reads `%20` and its like.
fn unescaped(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
