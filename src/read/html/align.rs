//! From a page's words back to its source.
//!
//! How it works: before the page is parsed, every start tag in the source gets an attribute that says where its
//! content begins ([`annotate`]). Readability keeps attributes, so the article's markup tells for each of its elements
//! where to look; from there the words are matched character by character against the source's own words, tags
//! skipped and entities decoded ([`Cursor`]). What was moved or made up by Readability and is not found soon after
//! maps to the place before it.

use super::scanner::{Piece, Scanner, character};

/// The attribute that holds the byte of the source at which an element's content begins.
pub(super) const PLACE: &str = "data-coterie-at";

/// The page with the place of its content noted in every start tag.
pub(super) fn annotate(html: &str) -> String {
    let mut annotated = String::with_capacity(html.len() + html.len() / 2);
    let mut copied = 0;
    let mut scanner = Scanner::new(html);
    while let Some((start, piece)) = scanner.next_piece() {
        let Piece::Open { name, attributes } = piece else { continue };
        let name_end = start + 1 + name.len();
        let content = name_end + attributes.len() + 1;
        annotated.push_str(&html[copied..name_end]);
        annotated.push_str(&format!(" {PLACE}=\"{content}\""));
        copied = name_end;
    }
    annotated.push_str(&html[copied..]);
    annotated
}

/// How many characters of the source are looked through for words that are not where they should be.
const SEARCH: usize = 4000;

/// How many times a page's words are looked for.
const SEARCHES: u32 = 300;

/// How many characters must agree, at least, for a place to be found again.
const AGREE: usize = 6;

/// How many characters of a word are compared in a search, at most.
const LONGEST: usize = 64;

/// A place in the source's words.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'h> {
    scanner: Scanner<'h>,
    /// The rest of the text piece in hand, and its first byte in the source.
    text: &'h str,
    text_at: usize,
    /// Whether the words in hand were not found; forgotten at the next known place.
    lost: bool,
    /// How many searches are left: keeps the time of a page without its own words linear.
    searches: u32,
}

impl<'h> Cursor<'h> {
    /// At byte `at` of `html`, which must stand outside of tags.
    pub(super) fn new(html: &'h str, at: usize) -> Self {
        let at = if html.is_char_boundary(at) { at } else { html.len() };
        Cursor { scanner: Scanner { html, at }, text: "", text_at: at, lost: false, searches: SEARCHES }
    }

    /// At byte `at`, over the words of the heading there alone.
    pub(super) fn until_close(html: &'h str, at: usize) -> Self {
        let mut scanner = Scanner { html, at };
        let mut end = html.len();
        while let Some((start, piece)) = scanner.next_piece() {
            if matches!(piece, Piece::Close { name } if ["h1", "h2", "title"].iter().any(|tag| tag.eq_ignore_ascii_case(name)))
            {
                end = start;
                break;
            }
        }
        Cursor::new(&html[..end], at.min(end))
    }

    /// Goes to byte `at`.
    pub(super) fn seek(&mut self, at: usize) {
        *self = Cursor { searches: self.searches, ..Cursor::new(self.scanner.html, at) };
    }

    /// The next character of the source's words, and the bytes of the source where it stands.
    pub(super) fn next_character(&mut self) -> Option<(char, usize, usize)> {
        while self.text.is_empty() {
            let (at, piece) = self.scanner.next_piece()?;
            if let Piece::Text(text) = piece {
                (self.text, self.text_at) = (text, at);
            }
        }
        let (found, length) = character(self.text)?;
        let start = self.text_at;
        self.text = self.text.get(length..).unwrap_or_default();
        self.text_at += length;
        Some((found, start, start + length))
    }

    /// Goes to where `word` stands, here or soon after; `rest` is the article's text from the word on. False where the
    /// source does not have it.
    pub(super) fn reach(&mut self, word: &str, rest: &str) -> bool {
        if self.reads(word) {
            self.lost = false;
            return true;
        }
        !self.lost && self.searches > 0 && self.search(word, rest)
    }

    /// The bytes of the source where the next character stands that is not white space; none where it is not `wanted`: of
    /// a long word that was looked for, only the beginning was compared.
    pub(super) fn step(&mut self, wanted: char) -> Option<(usize, usize)> {
        let mut ahead = self.clone();
        let (found, start, end) = ahead.next_visible()?;
        (found == wanted).then(|| {
            *self = ahead;
            (start, end)
        })
    }

    /// The bytes of the source where the white space behind the last word stands, if there is some.
    pub(super) fn blank(&mut self) -> Option<(usize, usize)> {
        let mut ahead = self.clone();
        let (found, start, end) = ahead.next_character()?;
        found.is_whitespace().then(|| {
            *self = ahead;
            (start, end)
        })
    }

    fn next_visible(&mut self) -> Option<(char, usize, usize)> {
        loop {
            let next = self.next_character()?;
            // Parsers drop zeros.
            if !next.0.is_whitespace() && next.0 != '\0' {
                return Some(next);
            }
        }
    }

    fn search(&mut self, word: &str, rest: &str) -> bool {
        self.searches -= 1;
        let wanted: Vec<char> = rest
            .chars()
            .filter(|c| !c.is_whitespace())
            .take(word.chars().count().clamp(AGREE, LONGEST))
            .collect();
        let searches = self.searches;
        let mut ahead = self.clone();
        for _ in 0..SEARCH {
            let mut candidate = ahead.clone();
            if wanted.iter().all(|&c| candidate.next_visible().is_some_and(|(found, ..)| found == c)) {
                *self = Cursor { searches, ..ahead };
                return true;
            }
            if ahead.next_visible().is_none() {
                break;
            }
        }
        self.lost = true;
        false
    }

    /// Whether the source's words from here begin with `words`, white space aside.
    pub(super) fn reads(&self, words: &str) -> bool {
        let mut ahead = self.clone();
        words
            .chars()
            .filter(|c| !c.is_whitespace())
            .all(|c| ahead.next_visible().is_some_and(|(found, ..)| found == c))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_places() {
        assert_eq!(
            annotate("<p class=a>x<br/>y"),
            "<p data-coterie-at=\"11\" class=a>x<br data-coterie-at=\"17\"/>y"
        );
    }

    #[test]
    fn finds_words_behind_tags_and_entities() {
        let html = "<p>AT&amp;T <b>won</b></p>";
        let mut cursor = Cursor::new(html, 3);
        assert!(cursor.reach("AT&T", "AT&T won"));
        assert_eq!(
            ['A', 'T', '&', 'T'].map(|letter| cursor.step(letter)),
            [(3, 4), (4, 5), (5, 10), (10, 11)].map(Some)
        );
        assert_eq!(cursor.blank(), Some((11, 12)));
        assert!(!cursor.reach("lost", "lost") && cursor.reach("won", "won"));
        assert_eq!(cursor.step('w'), Some((15, 16)));
    }

    #[test]
    fn only_what_stands_there_is_found() {
        let html = format!("<p>{}\0bc", "a".repeat(80));
        let word = format!("{}bx", "a".repeat(80));
        let mut cursor = Cursor::new(&html, 3);
        assert!(cursor.reach(&word, &word));
        let places: Vec<Option<(usize, usize)>> = word.chars().map(|letter| cursor.step(letter)).collect();
        assert_eq!(places[79..], [Some((82, 83)), Some((84, 85)), None]);
    }
}
