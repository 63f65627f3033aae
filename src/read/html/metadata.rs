//! What a page says about its article: by Readability, and by its own tags where Readability is silent.

use dom_smoothie::Article;

use super::align::Cursor;
use super::depth::Depth;
use super::scanner::{Piece, Scanner, attribute};
use crate::Metadata;
use crate::dates::date_in;

/// How many headings may hold the headline: each is compared with the title.
const HEADINGS: usize = 50;

/// What one pass over the source tells.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// How deeply elements are nested, at most.
    pub(super) depth: usize,
    /// How many entities one stretch of text has, at most.
    pub(super) entities: usize,
    /// How many elements there are.
    pub(super) elements: usize,
    language: Option<String>,
    date: Option<String>,
    title: Option<String>,
    /// The bytes at which headings and the title begin: where the headline may stand, likeliest first.
    headings: Vec<usize>,
}

/// Looks through a page's tags.
pub(super) fn facts(source: &str) -> Facts {
    let mut facts = Facts::default();
    let mut depth = Depth::default();
    let mut titles = Vec::new();
    let mut timed = None;
    let mut scanner = Scanner::new(source);
    while let Some((start, piece)) = scanner.next_piece() {
        match piece {
            Piece::Open { name, attributes } => {
                facts.elements += 1;
                depth.open(name, attributes);
                let content = start + 1 + name.len() + attributes.len() + 1;
                match name.to_ascii_lowercase().as_str() {
                    "html" => facts.language = attribute(attributes, "lang").map(|lang| lang.into_owned()),
                    "h1" | "h2" if facts.headings.len() < HEADINGS => facts.headings.push(content),
                    "title" if titles.len() < HEADINGS => titles.push(content),
                    "meta" if facts.date.is_none() => facts.date = meta_date(attributes),
                    "time" if timed.is_none() => {
                        timed = attribute(attributes, "datetime")
                            .and_then(|when| date_in(&when))
                            .map(|found| found.iso)
                            .filter(|iso| !iso.is_empty());
                    }
                    _ => {}
                }
            }
            Piece::Close { name } => depth.close(name),
            Piece::Text(words) => {
                facts.entities = facts.entities.max(words.bytes().filter(|&byte| byte == b'&').count());
                if facts.title.is_none() && titles.last() == Some(&start) {
                    facts.title = Some(words.split_whitespace().collect::<Vec<_>>().join(" "));
                }
            }
        }
    }
    facts.depth = depth.deepest();
    facts.date = facts.date.or(timed);
    facts.headings.extend(titles);
    facts
}

impl Facts {
    /// What is known about the article.
    pub(super) fn metadata(&self, source: &str, article: Option<&Article>) -> Metadata {
        let filled = |words: &str| {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            (!words.is_empty()).then_some(words)
        };
        let stated = article
            .and_then(|article| article.published_time.as_deref())
            .and_then(date_in)
            .map(|found| found.iso)
            .filter(|iso| !iso.is_empty());
        let language = article.and_then(|article| article.lang.as_deref()).or(self.language.as_deref());
        let title = article.and_then(|article| filled(&article.title));
        let decoded =
            || self.title.as_deref().map(html_escape::decode_html_entities).and_then(|title| filled(&title));
        Metadata {
            title: title.or_else(decoded).map(|title| self.without_site(source, title)),
            byline: article
                .and_then(|article| article.byline.as_deref())
                .and_then(filled)
                .map(|line| without_by(&line)),
            date: stated.or_else(|| self.date.clone()),
            language: language.and_then(language_code),
            site: article.and_then(|article| article.site_name.as_deref()).and_then(filled),
            guessed: crate::Guessed::default(),
        }
    }

    /// A page's title is often its headline with the site's name behind it: the heading that begins it is the headline.
    fn without_site(&self, source: &str, title: String) -> String {
        let headline = self.headings.iter().map(|&at| heading_words(source, at)).find(|heading| {
            heading.len() < title.len()
                && heading.contains(' ')
                && heading.len() * 5 >= title.len() * 2
                && title.starts_with(heading.as_str())
        });
        headline.unwrap_or(title)
    }

    /// The byte of the source at which the headline stands.
    pub(super) fn place_of(&self, source: &str, title: &str) -> Option<usize> {
        self.headings.iter().copied().find(|&at| Cursor::new(source, at).reads(title))
    }
}

/// The words of the heading whose content begins at byte `at`.
fn heading_words(source: &str, at: usize) -> String {
    const LONGEST: usize = 400;
    let mut words = String::new();
    let mut cursor = Cursor::until_close(source, at);
    while words.len() < LONGEST
        && let Some((found, ..)) = cursor.next_character()
    {
        if !found.is_whitespace() {
            words.push(found);
        } else if !words.is_empty() && !words.ends_with(' ') {
            words.push(' ');
        }
    }
    words.trim_end().to_owned()
}

fn without_by(line: &str) -> String {
    let bare = line.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).map_or(line, |_| &line[3..]);
    bare.trim().to_owned()
}

/// The date of a `<meta>` whose name speaks of publication.
fn meta_date(attributes: &str) -> Option<String> {
    let name = ["name", "property", "itemprop"]
        .iter()
        .find_map(|key| attribute(attributes, key))?
        .to_ascii_lowercase();
    let speaks = ["publish", "pubdate", "date", "issued", "created"].iter().any(|word| name.contains(word))
        && !["modified", "updated", "expir", "validate"].iter().any(|word| name.contains(word));
    if !speaks {
        return None;
    }
    date_in(&attribute(attributes, "content")?).map(|found| found.iso).filter(|iso| !iso.is_empty())
}

/// `en` from `en-US`.
pub(crate) fn language_code(tag: &str) -> Option<String> {
    let code = tag.split(['-', '_']).next()?.trim().to_ascii_lowercase();
    (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(code)
}
