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
        }
    }

    /// Adds the paragraphs of `markup`: the article that Readability made of an annotated page, or (`is_source`) the
    /// page's source itself, whose places are its own.
    pub(super) fn add(&mut self, markup: &str, is_source: bool) {
        self.cursor.seek(0);
        let mut scanner = Scanner::new(markup);
        let mut hidden = 0usize;
        let mut preformatted = 0usize;
        while let Some((start, piece)) = scanner.next_piece() {
            match piece {
                Piece::Open { name, attributes } => {
                    if HIDDEN.contains(&lower(name).as_str()) && !attributes.ends_with('/') {
                        hidden += 1;
                    }
                    preformatted += usize::from(name.eq_ignore_ascii_case("pre"));
                    if is_block(name) {
                        self.flush();
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
                    if is_block(name) {
                        self.flush();
                    }
                }
                Piece::Text(words) if hidden == 0 => {
                    if is_source {
                        self.seeks.push((self.pending.len(), start));
                    }
                    self.words(words, preformatted > 0);
                }
                Piece::Text(_) => {}
            }
        }
        self.flush();
    }

    /// Adds one paragraph whose words are expected at byte `place` of the source.
    pub(super) fn add_line(&mut self, words: &str, place: Option<usize>, role: Role) {
        if let Some(place) = place {
            self.seeks.push((0, place));
        }
        self.pending.extend(words.split_whitespace().flat_map(|word| [word, " "]));
        let before = self.blocks.len();
        self.flush();
        for block in &mut self.blocks[before..] {
            block.role = role;
        }
    }

    /// The text, its blocks and the map.
    pub(super) fn finish(self) -> (String, Vec<Block>, OffsetMap) {
        (self.text, self.blocks, self.origin.finish())
    }

    fn words(&mut self, mut words: &str, preformatted: bool) {
        let mut newlines = 0;
        while let Some((found, length)) = character(words) {
            words = &words[length..];
            if found.is_whitespace() || found.is_control() {
                newlines += usize::from(found == '\n');
                if preformatted && newlines > 1 {
                    self.flush();
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
    fn flush(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        let seeks = std::mem::take(&mut self.seeks);
        let words = pending.trim_end();
        if words.is_empty() {
            // An empty element's place still holds for what follows it.
            self.seeks.extend(seeks.last().map(|&(_, place)| (0, place)));
            return;
        }
        if !self.text.is_empty() {
            for newline in ['\n', '\n'] {
                self.text.push(newline);
                self.origin.insert(newline);
            }
        }
        let start = self.text.len();
        let mut seeks = seeks.into_iter().peekable();
        let mut at = 0;
        for (rank, word) in words.split(' ').enumerate() {
            if rank > 0 {
                let place = self.cursor.blank();
                self.push(' ', place);
                at += 1;
            }
            self.word(words, at, word, &mut seeks);
            at += word.len();
        }
        self.blocks.push(Block { span: Span::new(start, self.text.len()), role: Role::Body });
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
            let place = if found { self.cursor.step() } else { None };
            self.push(character, place);
        }
    }

    /// Adds a character that stands at `place`, in bytes of the source; none where the source does not have it.
    fn push(&mut self, character: char, place: Option<(usize, usize)>) {
        match place {
            Some((from, to)) => {
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

/// Elements whose words are not shown as text of the page.
const HIDDEN: [&str; 11] =
    ["head", "noscript", "template", "svg", "math", "select", "button", "object", "audio", "video", "canvas"];

/// Elements that begin and end a paragraph.
fn is_block(name: &str) -> bool {
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
