//! How well web pages are read, against pages saved with their main text and metadata. They are not part of a clone.
//!
//! A page's score is the F1 of its words (runs of letters and digits, lowercased, each as often as it stands there).
//! The main text that a page is compared with has no headline, but we show one: so what we show is compared with the
//! expected headline and the expected text together ([`Page::f1`]), and our paragraphs without the headline with the
//! expected text alone ([`Page::body_f1`]).

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use coterie_read::{Document, Field, Role, Source, read};

/// Where the pages lie, seen from the crate.
const PAGES: &str = "../../../shared/data/pages/readability-test-pages.zip";

/// A field of a page's metadata beside what was expected.
pub(crate) struct Value {
    /// What we say.
    pub(crate) ours: Option<String>,
    /// What the page says.
    pub(crate) theirs: Option<String>,
    /// Whether we say it as a guess.
    pub(crate) guessed: bool,
}

impl Value {
    /// Whether both are the same, white space and case aside.
    pub(crate) fn right(&self) -> bool {
        let plain = |text: &Option<String>| text.as_deref().map(|text| words(text).join(" "));
        plain(&self.ours) == plain(&self.theirs)
    }
}

/// How one page was read.
pub(crate) struct Page {
    /// Its name.
    pub(crate) name: String,
    /// Precision and recall of our words.
    pub(crate) shares: (f64, f64),
    /// F1 of our words with the headline, against the expected headline and text.
    pub(crate) f1: f64,
    /// F1 of our words without the headline, against the expected text.
    pub(crate) body_f1: f64,
    /// F1 of our words with the headline, against the expected text.
    pub(crate) plain_f1: f64,
    /// How many characters are shown as left out.
    pub(crate) left_out: usize,
    /// How many paragraphs of the left out, of 8 words or more, are counted too.
    pub(crate) twice: usize,
    /// Title, byline, date, site and language.
    pub(crate) fields: [(&'static str, Value); 5],
}

/// Every page; none where they are not on this machine.
pub(crate) fn pages() -> Option<Vec<Page>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGES);
    let Ok(file) = File::open(&path) else {
        println!("skipped: {} is not on this machine", path.display());
        return None;
    };
    let mut archive = zip::ZipArchive::new(file).expect("an archive");
    let names = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned()));
    let sources: Vec<String> = names.filter(|name| name.ends_with("/source.html")).collect();
    let mut entry = |name: &str| {
        let mut bytes = Vec::new();
        archive.by_name(name).expect("an entry").read_to_end(&mut bytes).expect("its bytes");
        bytes
    };
    let mut pages: Vec<Page> = sources
        .iter()
        .map(|source| {
            let folder = source.trim_end_matches("source.html");
            let expected = String::from_utf8_lossy(&entry(&format!("{folder}expected.html"))).into_owned();
            let metadata = entry(&format!("{folder}expected-metadata.json"));
            let metadata = serde_json::from_slice(&metadata).expect("metadata");
            page(folder.trim_end_matches('/'), &entry(source), &expected, &metadata)
        })
        .collect();
    pages.sort_by(|a, b| a.name.cmp(&b.name));
    Some(pages)
}

fn page(name: &str, bytes: &[u8], expected: &str, metadata: &serde_json::Value) -> Page {
    let document = read(Source { name, bytes }).documents.pop();
    let text = |wanted: &[Role]| {
        let Some(document) = &document else { return String::new() };
        let blocks = document.blocks.iter().filter(|block| wanted.contains(&block.role));
        blocks.map(|block| document.slice(block.span)).collect::<Vec<_>>().join("\n")
    };
    let stated = |key: &str| metadata[key].as_str().map(str::to_owned).filter(|text| !text.is_empty());
    let expected = plain(expected);
    let title = stated("title").unwrap_or_default();
    let shown = text(&[Role::Title, Role::Body]);
    let left_out = text(&[Role::Boilerplate]);
    let counted: Vec<&str> = shown.lines().collect();
    let (precision, recall, f1) = shares(&shown, &format!("{title}\n{expected}"));
    let value = |field: Field, theirs: Option<String>| {
        let own = |document: &Document| {
            let own = &document.metadata;
            let words = match field {
                Field::Title => &own.title,
                Field::Byline => &own.byline,
                Field::Date => &own.date,
                Field::Language => &own.language,
                Field::Site => &own.site,
            };
            words.clone()
        };
        let guessed = document.as_ref().is_some_and(|document| document.metadata.guessed.is(field));
        Value { ours: document.as_ref().and_then(own), theirs, guessed }
    };
    let start = |length: usize| move |text: String| text.get(..length).map(str::to_owned);
    Page {
        name: name.rsplit('/').next().unwrap_or(name).to_owned(),
        shares: (precision, recall),
        f1,
        body_f1: shares(&text(&[Role::Body]), &expected).2,
        plain_f1: shares(&shown, &expected).2,
        left_out: left_out.len(),
        twice: left_out.lines().filter(|line| line.split(' ').count() > 7 && counted.contains(line)).count(),
        fields: [
            ("title", value(Field::Title, stated("title"))),
            ("byline", value(Field::Byline, stated("byline"))),
            ("date", value(Field::Date, stated("publishedTime").and_then(start(10)))),
            ("site", value(Field::Site, stated("siteName"))),
            ("language", value(Field::Language, stated("lang").and_then(start(2)))),
        ],
    }
}

/// Precision, recall and F1 of words.
fn shares(ours: &str, theirs: &str) -> (f64, f64, f64) {
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    let (ours, theirs) = (words(ours), words(theirs));
    for word in &theirs {
        *left.entry(word.clone()).or_default() += 1;
    }
    let mut both = 0usize;
    for word in &ours {
        if let Some(count) = left.get_mut(word).filter(|count| **count > 0) {
            *count -= 1;
            both += 1;
        }
    }
    let share = |whole: usize| if whole == 0 { 1.0 } else { both as f64 / whole as f64 };
    let (precision, recall) = (share(ours.len()), share(theirs.len()));
    let sum = precision + recall;
    (precision, recall, if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 })
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The text of clean markup: elements within a line do not part words, all others do.
fn plain(markup: &str) -> String {
    const WITHIN: [&str; 24] = [
        "a", "abbr", "b", "bdi", "big", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q",
        "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u",
    ];
    let mut text = String::new();
    let mut parts = markup.split('<');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let mut quote = None;
        let end = part.find(|c: char| match quote {
            Some(open) => {
                quote = quote.filter(|_| c != open);
                false
            }
            None => {
                quote = Some(c).filter(|c| matches!(c, '"' | '\''));
                c == '>'
            }
        });
        let Some(end) = end else { continue };
        let name = part[..end].trim_start_matches('/').split(|c: char| !c.is_alphanumeric()).next();
        if !name.is_some_and(|name| WITHIN.contains(&name)) {
            text.push(' ');
        }
        text.push_str(&part[end + 1..]);
    }
    html_escape::decode_html_entities(&text).into_owned()
}
