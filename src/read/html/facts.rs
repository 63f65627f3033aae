//! What one pass over a page's source tells of its article.

use super::blocks::is_block;
use super::depth::Depth;
use super::linked::{self, Linked};
use super::scanner::{Piece, Scanner, attribute};
use crate::dates::{date_in, day_first, stated};

/// How many headings may hold the headline: each is compared with the title.
const HEADINGS: usize = 50;

/// How many dates of a page are kept.
const DATES: usize = 200;

/// How long a line may be that states when the article was published, in bytes.
const DATE_LINE: usize = 160;

/// How a date stands on a page, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// Marked as the day of publication.
    Published,
    /// Marked as a date.
    Time,
    /// In the words of a line.
    Words,
}

/// A date on a page.
#[derive(Debug)]
pub(super) struct Dated {
    pub(super) iso: String,
    pub(super) mark: Mark,
    /// How many bytes of words stand before it.
    pub(super) shown: usize,
}

/// What a `<meta>` may tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tells {
    Date,
    /// A date of which it is not sure that it is the article's.
    SomeDate,
    Author,
    Site,
    Language,
    Address,
}

/// What one pass over the source tells.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// How deeply elements are nested, at most.
    pub(super) depth: usize,
    /// How many entities one stretch of text has, at most.
    pub(super) entities: usize,
    /// How many elements there are.
    pub(super) elements: usize,
    /// What JSON-LD says.
    pub(super) linked: Vec<Linked>,
    /// What `<meta>` and its like say, with the rank of what says it: the lower, the better.
    pub(super) told: Vec<(Tells, usize, String)>,
    pub(super) dates: Vec<Dated>,
    pub(super) language: Option<String>,
    pub(super) title: Option<String>,
    /// The bytes at which headings and the title begin, how many bytes of words stand before, and whether it is a
    /// heading: where the headline may stand, likeliest first.
    pub(super) headings: Vec<(usize, usize, bool)>,
}

/// Looks through a page's tags.
pub(super) fn facts(source: &str) -> Facts {
    let mut facts = Facts::default();
    let mut depth = Depth::default();
    let mut titles = Vec::new();
    let mut shown = 0;
    // The line in hand, and how the element in hand marks its words as a date.
    let (mut line, mut line_at) = (String::new(), 0);
    let mut marked = None;
    let mut scanner = Scanner::new(source);
    // What browsers note in the pages that they save.
    let head = source.get(..source.floor_char_boundary(2000)).unwrap_or_default();
    if let Some((_, address)) = head.split_once("saved from url=(") {
        facts.tell(Tells::Address, 9, address.split_once("-->").map_or("", |(address, _)| address));
    }
    while let Some((start, piece)) = scanner.next_piece() {
        match piece {
            Piece::Open { name, attributes } => {
                facts.elements += 1;
                depth.open(name, attributes);
                let content = start + 1 + name.len() + attributes.len() + 1;
                let name = name.to_ascii_lowercase();
                if is_block(&name) {
                    facts.line(&mut line, line_at);
                }
                let value = |key: &str| attribute(attributes, key).map(|value| value.into_owned());
                match name.as_str() {
                    "html" => facts.language = value("lang").or_else(|| value("xml:lang")),
                    "h1" | "h2" if facts.headings.len() < HEADINGS => {
                        facts.headings.push((content, shown, true));
                    }
                    "title" if titles.len() < HEADINGS => titles.push((content, shown, false)),
                    "meta" => facts.meta(attributes),
                    "link" if attributes.contains("canonical") => {
                        facts.tell(Tells::Address, 0, &value("href").unwrap_or_default());
                    }
                    "script" if attributes.contains("ld+json") => {
                        linked::read(source.get(content..scanner.at).unwrap_or_default(), &mut facts.linked);
                    }
                    _ => {}
                }
                if let Some(mark) = date_mark(&name, attributes).filter(|_| !is_change(&line)) {
                    let written =
                        ["content", "datetime", "title"].iter().find_map(|key| stated(&value(key)?));
                    marked = Some(mark).filter(|_| written.is_none());
                    facts.date(written, mark, shown);
                }
            }
            Piece::Close { name } => {
                depth.close(name);
                if is_block(name) {
                    facts.line(&mut line, line_at);
                }
            }
            Piece::Text(words) => {
                facts.entities = facts.entities.max(words.bytes().filter(|&byte| byte == b'&').count());
                if facts.title.is_none() && titles.last().is_some_and(|&(at, ..)| at == start) {
                    facts.title = Some(single_spaced(words));
                }
                if let Some(mark) = marked.filter(|_| !words.trim().is_empty()) {
                    marked = None;
                    facts.date(
                        words.get(..words.floor_char_boundary(DATE_LINE)).and_then(stated),
                        mark,
                        shown,
                    );
                }
                if line.is_empty() {
                    line_at = shown;
                }
                shown += words.split_whitespace().map(str::len).sum::<usize>();
                let room = DATE_LINE.saturating_sub(line.len());
                line.push_str(&words[..words.floor_char_boundary(room)]);
            }
        }
    }
    facts.line(&mut line, line_at);
    facts.headings.extend(titles);
    facts.depth = depth.deepest();
    facts
}

impl Facts {
    /// The best that tags say of something.
    pub(super) fn best(&self, wanted: Tells) -> Option<&str> {
        let told = self.told.iter().filter(|(tells, ..)| *tells == wanted);
        told.min_by_key(|(_, rank, _)| *rank).map(|(.., words)| words.as_str())
    }

    fn tell(&mut self, tells: Tells, rank: usize, words: &str) {
        let words = single_spaced(words);
        if words.is_empty() || self.told.len() >= DATES {
            return;
        }
        // Each author may have a tag of its own.
        let same =
            |told: &&mut (Tells, usize, String)| tells == Tells::Author && told.0 == tells && told.1 == rank;
        match self.told.iter_mut().find(same) {
            Some((.., names)) if !names.contains(&words) && names.len() < 500 => {
                names.push_str(", ");
                names.push_str(&words);
            }
            Some(_) => {}
            None => self.told.push((tells, rank, words)),
        }
    }

    fn date(&mut self, iso: Option<String>, mark: Mark, shown: usize) {
        if let Some(iso) = iso.filter(|iso| !iso.is_empty() && self.dates.len() < DATES) {
            self.dates.push(Dated { iso, mark, shown });
        }
    }

    /// Ends a line of the page: a date near its start may be when the article was published.
    fn line(&mut self, line: &mut String, shown: usize) {
        let words = std::mem::take(line);
        let is_short = words.len() + 4 < DATE_LINE;
        if is_short && words.bytes().any(|byte| byte.is_ascii_digit()) && !is_change(&words) {
            let words = html_escape::decode_html_entities(&words);
            let Some(found) = date_in(&words).filter(|found| found.start < 80) else { return };
            let is_english = self.language.as_deref().unwrap_or("en").starts_with("en");
            let digits = words.get(found.start..found.end).filter(|_| found.iso.is_empty() && !is_english);
            let iso = if let Some(digits) = digits { day_first(digits) } else { Some(found.iso) };
            self.date(iso, Mark::Words, shown);
        }
    }

    /// Notes what a `<meta>` tells.
    fn meta(&mut self, attributes: &str) {
        let keys = ["property", "name", "itemprop", "http-equiv"];
        let Some(content) = attribute(attributes, "content") else { return };
        let Some(key) = keys.iter().find_map(|key| attribute(attributes, key)) else { return };
        for key in key.split_whitespace() {
            let mut key = key.to_ascii_lowercase();
            key.retain(char::is_alphanumeric);
            let names = |tells: &(Tells, &str)| {
                tells.1.split(' ').position(|name| name == key).map(|rank| (tells.0, rank))
            };
            let Some((tells, rank)) =
                TELLS.iter().find_map(names).or_else(|| is_some_date(&key).then_some((Tells::SomeDate, 0)))
            else {
                continue;
            };
            match tells {
                Tells::Date | Tells::SomeDate => {
                    self.tell(tells, rank, &stated(&content).unwrap_or_default());
                }
                Tells::Author if content.contains("://") => {}
                _ => self.tell(tells, rank, &content),
            }
        }
    }
}

/// How `<meta>` names what it tells, letters and digits alone, best first: OpenGraph, schema.org, Dublin Core, Highwire's
/// `citation_`, Parse.ly, Sailthru, and what newspapers' own systems write.
const TELLS: [(Tells, &str); 5] = [
    (
        Tells::Date,
        "articlepublishedtime datepublished ogpublishedtime ogarticlepublishedtime rnewsdatepublished parselypubdate \
         sailthrudate dcdateissued dctermsissued dctermsdate dcdate dctermscreated dcdatecreated dctermsavailable \
         citationpublicationdate citationonlinedate citationdate publishdate publisheddate publicationdate \
         datepublication pubdate articlepublished articlepublicationdate originalpublicationdate articledateoriginal \
         dateoriginal displaydate publishtime publishedat publishedtime publicationtime articlecreated \
         cxenseparserecspublishtime weiboarticlecreateat bloompublishdate date",
    ),
    (
        Tells::Author,
        "dccreator dctermscreator dctermcreator author parselyauthor sailthruauthor citationauthor articleauthor byl \
         rnewsauthor authors creator",
    ),
    (Tells::Site, "ogsitename citationjournaltitle dcpublisher dctermspublisher publisher"),
    (
        Tells::Language,
        "inlanguage dclanguage dctermslanguage citationlanguage oglocale contentlanguage language",
    ),
    (Tells::Address, "ogurl twitterurl"),
];

/// Whether a `<meta>` of this name may tell when the article was published.
fn is_some_date(key: &str) -> bool {
    ["publish", "pubdate", "date", "issued", "created"].iter().any(|word| key.contains(word))
        && !["modified", "update", "expir", "validate"].iter().any(|word| key.contains(word))
}

/// Whether an element states a date, by its name or by schema.org's, HTML's or hAtom's marks.
fn date_mark(name: &str, attributes: &str) -> Option<Mark> {
    let is_time = name == "time";
    let has = |key: &str, word: &str| {
        attributes.contains(word)
            && attribute(attributes, key).is_some_and(|value| value.split_whitespace().any(|own| own == word))
    };
    if name == "meta" {
        None
    } else if has("itemprop", "datePublished") || (is_time && attributes.contains("pubdate")) {
        Some(Mark::Published)
    } else {
        let is_dated =
            (is_time && !is_change(attributes)) || has("class", "published") || has("class", "dt-published");
        is_dated.then_some(Mark::Time)
    }
}

/// Words with one space between them.
pub(super) fn single_spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether words speak of a later change.
fn is_change(words: &str) -> bool {
    let lower = words.to_ascii_lowercase();
    ["updat", "modif", "aktualis", "actualis"].iter().any(|change| lower.contains(change))
        && !["publish", "posted"].iter().any(|first| lower.contains(first))
}
