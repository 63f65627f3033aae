//! Markup to paragraphs of text, with the way back to the source.

use std::iter::Peekable;
use std::vec::IntoIter;

use super::align::{Cursor, PLACE};
use super::scanner::{Piece, Scanner, attribute, character};
use crate::{Block, OffsetMap, OffsetMapBuilder, Role};
use coterie_base::ids::Span;

/// Text being gathered from a page.
pub(super) struct Gatherer<'h> {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    origin: OffsetMapBuilder,
    cursor: Cursor<'h>,
    /// Bytes of the source to code points.
    points: &'h OffsetMap,
    /// The paragraph in hand: its words, single-spaced, and which of its bytes begin text with a known place.
    pending: String,
    seeks: Vec<(usize, usize)>,
    /// How many words of the paragraph in hand lead elsewhere, and how many there are.
    links: (usize, usize),
    /// Which bytes of the source are in the text: none is there twice.
    taken: Vec<bool>,
    /// The letters of the paragraph that ends, and the bytes of the source where they stand.
    letters: Vec<(char, Option<(usize, usize)>)>,
}

/// Which words of a markup are gathered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup {
    /// All of an article that Readability made of an annotated page.
    Article,
    /// All of the page's source, whose places are its own.
    Source,
    /// What the page's source shows besides what was gathered already, ways around the site aside.
    Rest,
}

impl<'h> Gatherer<'h> {
    /// Of nothing yet; `points` maps bytes of `source` to its code points.
    pub(super) fn new(source: &'h str, points: &'h OffsetMap) -> Self {
        Gatherer {
            text: String::new(),
            blocks: Vec::new(),
            origin: OffsetMapBuilder::default(),
            cursor: Cursor::new(source, 0),
            points,
            pending: String::new(),
            seeks: Vec::new(),
            links: (0, 0),
            taken: vec![false; source.len()],
            letters: Vec::new(),
        }
    }

    /// Adds the paragraphs of `markup`.
    pub(super) fn add(&mut self, markup: &str, kind: Markup) {
        self.cursor.seek(0);
        let mut scanner = Scanner::new(markup);
        let mut hidden = 0usize;
        let mut preformatted = 0usize;
        let mut linked = 0usize;
        // The element whose words the page does not show or that leads around the site, and how many of its name are open.
        let mut passed: Option<(&str, usize)> = None;
        let end = self.text.len() + REST;
        while let Some((start, piece)) = scanner.next_piece() {
            if kind == Markup::Rest && self.text.len() >= end {
                break;
            }
            match piece {
                Piece::Open { name, attributes } => {
                    if HIDDEN.contains(&lower(name).as_str()) && !attributes.ends_with('/') {
                        hidden += 1;
                    }
                    preformatted += usize::from(name.eq_ignore_ascii_case("pre"));
                    linked += usize::from(name.eq_ignore_ascii_case("a"));
                    if is_block(name) {
                        self.flush(kind);
                    }
                    match &mut passed {
                        Some((own, open)) => *open += usize::from(own.eq_ignore_ascii_case(name)),
                        None if is_note_sign(name, attributes)
                            || kind == Markup::Rest && is_passed(name, attributes) =>
                        {
                            passed = Some((name, 1));
                        }
                        None => {}
                    }
                    if let Some(place) = attribute(attributes, PLACE).and_then(|place| place.parse().ok()) {
                        self.seeks.push((self.pending.len(), place));
                    }
                }
                Piece::Close { name } => {
                    if HIDDEN.contains(&lower(name).as_str()) {
                        hidden = hidden.saturating_sub(1);
                    }
                    preformatted = preformatted.saturating_sub(usize::from(name.eq_ignore_ascii_case("pre")));
                    if name.eq_ignore_ascii_case("a") {
                        linked = 0;
                    }
                    if is_block(name) {
                        self.flush(kind);
                    }
                    if let Some((own, open)) = &mut passed {
                        *open -= usize::from(own.eq_ignore_ascii_case(name));
                        passed = passed.filter(|(_, open)| *open > 0);
                    }
                }
                Piece::Text(words) if hidden == 0 && passed.is_none() => {
                    if kind == Markup::Rest {
                        let taken = self.taken.get(start..scanner.at).unwrap_or_default();
                        let taken = taken.iter().filter(|taken| **taken).count();
                        if taken * 2 >= words.trim().len() {
                            continue;
                        }
                        let count = words.split_whitespace().count();
                        self.links =
                            (self.links.0 + if linked > 0 { count } else { 0 }, self.links.1 + count);
                    }
                    if kind != Markup::Article {
                        self.seeks.push((self.pending.len(), start));
                    }
                    self.words(words, preformatted > 0, kind);
                }
                Piece::Text(_) => {}
            }
        }
        self.flush(kind);
    }

    /// Adds one paragraph whose words are expected at byte `place` of the source.
    pub(super) fn add_line(&mut self, words: &str, place: Option<usize>, role: Role) {
        if let Some(place) = place {
            self.seeks.push((0, place));
        }
        self.pending.extend(words.split_whitespace().flat_map(|word| [word, " "]));
        let before = self.blocks.len();
        self.flush(Markup::Article);
        for block in &mut self.blocks[before..] {
            block.role = role;
        }
    }

    /// The text, its blocks and the map.
    pub(super) fn finish(self) -> (String, Vec<Block>, OffsetMap) {
        (self.text, self.blocks, self.origin.finish())
    }

    fn words(&mut self, mut words: &str, preformatted: bool, kind: Markup) {
        let mut newlines = 0;
        while let Some((found, length)) = character(words) {
            words = &words[length..];
            if found.is_whitespace() || found.is_control() {
                newlines += usize::from(found == '\n');
                if preformatted && newlines > 1 {
                    self.flush(kind);
                } else if !self.pending.is_empty() && !self.pending.ends_with(' ') {
                    self.pending.push(' ');
                }
            } else {
                newlines = 0;
                self.pending.push(found);
            }
        }
    }

    /// Ends the paragraph in hand.
    fn flush(&mut self, kind: Markup) {
        let pending = std::mem::take(&mut self.pending);
        let seeks = std::mem::take(&mut self.seeks);
        let (links, all) = std::mem::take(&mut self.links);
        let is_way = kind == Markup::Rest && links == all && all < WAY;
        let words = if is_way { "" } else { pending.trim_end() };
        if words.is_empty() {
            // An empty element's place still holds for what follows it.
            self.seeks.extend(seeks.last().map(|&(_, place)| (0, place)));
            return;
        }
        let mut seeks = seeks.into_iter().peekable();
        let mut at = 0;
        for (rank, word) in words.split(' ').enumerate() {
            if rank > 0 {
                let place = self.cursor.blank();
                self.letters.push((' ', place));
                at += 1;
            }
            self.word(words, at, word, &mut seeks);
            at += word.len();
        }
        let letters = std::mem::take(&mut self.letters);
        if self.are_taken(&letters) {
            return;
        }
        if !self.text.is_empty() {
            for newline in ['\n', '\n'] {
                self.text.push(newline);
                self.origin.insert(newline);
            }
        }
        let start = self.text.len();
        for (letter, place) in letters {
            self.push(letter, place);
        }
        let role = if kind == Markup::Rest { Role::Boilerplate } else { Role::Body };
        self.blocks.push(Block { span: Span::new(start, self.text.len()), role });
    }

    /// Adds the word at byte `at` of a paragraph. Where the source does not have it in one piece, because elements
    /// were joined, its parts are looked for where their elements stand.
    fn word(&mut self, words: &str, at: usize, word: &str, seeks: &mut Peekable<IntoIter<(usize, usize)>>) {
        while let Some((_, place)) = seeks.next_if(|&(from, _)| from <= at) {
            self.cursor.seek(place);
        }
        let end = at + word.len();
        if self.cursor.reads(word) {
            self.part(words, at, end);
            while seeks.next_if(|&(from, _)| from < end).is_some() {}
            return;
        }
        let mut from = at;
        while let Some(&(to, place)) = seeks.peek().filter(|&&(to, _)| to < end) {
            self.part(words, from, to);
            self.cursor.seek(place);
            from = to;
            seeks.next();
        }
        self.part(words, from, end);
    }

    fn part(&mut self, words: &str, from: usize, to: usize) {
        let part = &words[from..to];
        let found = !part.is_empty() && self.cursor.reach(part, &words[from..]);
        for character in part.chars() {
            let place = if found { self.cursor.step(character) } else { None };
            self.letters.push((character, place));
        }
    }

    /// Whether a paragraph is in the text already: the headline, which stands in the article too.
    fn are_taken(&self, letters: &[(char, Option<(usize, usize)>)]) -> bool {
        let mut words = letters.iter().filter(|(letter, _)| *letter != ' ');
        words.all(|&(_, place)| place.is_some_and(|place| self.is_taken(place)))
    }

    fn is_taken(&self, (from, to): (usize, usize)) -> bool {
        self.taken.get(from..to).is_some_and(|taken| taken.contains(&true))
    }

    /// Adds a character that stands at `place`, in bytes of the source; none where the source does not have it, or had
    /// it before.
    fn push(&mut self, character: char, place: Option<(usize, usize)>) {
        match place.filter(|&place| !self.is_taken(place)) {
            Some((from, to)) => {
                if let Some(taken) = self.taken.get_mut(from..to) {
                    taken.fill(true);
                }
                let point = self.points.code_point(from as u32);
                self.origin.push(character, point, self.points.code_point(to as u32) - point);
            }
            None => self.origin.insert(character),
        }
        self.text.push(character);
    }
}

fn lower(name: &str) -> String {
    name.to_ascii_lowercase()
}

/// How many bytes are kept of what a page shows besides its article, at least.
const REST: usize = 20_000;

/// From how many words on a line that is all links is more than a way around the site.
const WAY: usize = 5;

/// Elements whose words are not shown as text of the page.
const HIDDEN: [&str; 11] = [
    "head",
    "noscript",
    "template",
    "svg",
    "annotation",
    "select",
    "button",
    "object",
    "audio",
    "video",
    "canvas",
];

/// Whether a page does not show an element, or it leads around the site.
fn is_passed(name: &str, attributes: &str) -> bool {
    const HOLDS: [&str; 11] =
        ["div", "section", "aside", "header", "footer", "ul", "ol", "form", "span", "table", "a"];
    const HIDES: [&str; 5] =
        ["aria-hidden=\"true\"", "role=\"navigation\"", "display:none", "display: none", "visibility:hidden"];
    let name = lower(name);
    let is_hidden = || attributes.ends_with(" hidden") || HIDES.iter().any(|mark| attributes.contains(mark));
    name == "nav" || (HOLDS.contains(&name.as_str()) && is_hidden())
}

/// Whether an element leads to a footnote or back from it: a number or an arrow, which is no word of the text.
fn is_note_sign(name: &str, attributes: &str) -> bool {
    const SIGNS: [&str; 6] =
        ["doc-noteref", "doc-backlink", "noteref", "backlink", "sdfootnoteanc", "sdfootnotesym"];
    let is_sign = |key| {
        attribute(attributes, key)
            .is_some_and(|value| value.split_whitespace().any(|word| SIGNS.contains(&word)))
    };
    name.eq_ignore_ascii_case("a") && ["role", "epub:type", "class"].into_iter().any(is_sign)
}

/// Elements that begin and end a paragraph.
pub(super) fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 46] = [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "picture",
        "pre",
        "section",
        "summary",
        "table",
        "td",
        "th",
        "title",
        "tr",
        "ul",
    ];
    BLOCKS.binary_search(&lower(name).as_str()).is_ok()
}
