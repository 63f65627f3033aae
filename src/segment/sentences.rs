//! Where sentences end.
//!
//! How it works: Unicode's sentence rules (UAX #29, by `icu_segmenter`) propose boundaries; each proposal is then
//! confirmed or vetoed by looking at what stands on both sides. A boundary needs a terminator (`. ! ?` or one of
//! another script) with any closing quotes, then white space, then something that can begin a sentence. A full stop
//! after an abbreviation ends a sentence only before a word that often begins one, the orthographic heuristic of
//! Kiss & Strunk, "Unsupervised Multilingual Sentence Boundary Detection", Computational Linguistics 32(4), 2006;
//! after a title (`Gov.`) or an initial (`J.`) never. Colon and ellipsis end nothing.
//!
//! Why not UAX #29 alone: it knows no abbreviations ("Gov. Smith"), ends a sentence inside `"Why?" he asked` and at
//! every line break, while our blocks may be hard-wrapped paragraphs.

use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;

use super::abbreviations::{Abbreviation, abbreviation};

/// No sentence is longer, in bytes: what goes on without an end (lists, tables, data) is cut at white space, so that a
/// window stays a window and a whole file never becomes one.
const LONGEST: usize = 8000;

/// How many characters behind a full stop are looked at: keeps the time linear in texts of marks alone.
const AHEAD: usize = 40;

/// The byte ranges of the sentences of `block`, in order, without white space around them.
pub(super) fn sentences(block: &str) -> Vec<(usize, usize)> {
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    let mut found = Vec::new();
    let mut start = 0;
    for proposal in segmenter.segment_str(block) {
        let Some(end) = confirmed(block, start, proposal) else { continue };
        push_trimmed(block, start, end, &mut found);
        start = end;
    }
    push_trimmed(block, start, block.len(), &mut found);
    found
}

fn push_trimmed(block: &str, start: usize, end: usize, found: &mut Vec<(usize, usize)>) {
    let mut from = start;
    while let Some(rest) = block.get(from..end) {
        let body = rest.trim();
        if body.is_empty() {
            return;
        }
        let start = from + (rest.len() - rest.trim_start().len());
        let length = cut(body);
        found.push((start, start + body[..length].trim_end().len()));
        from = start + length;
    }
}

/// How many bytes of a sentence without white space around it belong to its first piece; nearly always all.
fn cut(body: &str) -> usize {
    if body.len() <= LONGEST {
        return body.len();
    }
    let head = &body[..body.floor_char_boundary(LONGEST)];
    head.rfind(char::is_whitespace).filter(|&at| at > 0).unwrap_or(head.len())
}

/// The boundary that a proposal stands for, moved behind closing marks that Unicode does not see as such.
fn confirmed(block: &str, start: usize, proposal: usize) -> Option<usize> {
    if proposal <= start || proposal >= block.len() {
        return None;
    }
    let end = past_closers(block, proposal);
    let before = block.get(start..end)?.trim_end();
    let after = block.get(end..)?;
    let sentence = without_notes(before).trim_end_matches(is_closer).trim_end();
    let terminator = sentence.chars().next_back().filter(|&c| is_terminator(c))?;
    let spaced = before.len() < end - start || after.starts_with(char::is_whitespace);
    if terminator.is_ascii() && !spaced {
        return None;
    }
    if !can_begin(after.trim_start()) {
        return None;
    }
    if terminator == '.' && !full_stop_ends(sentence, before, after.trim_start()) {
        return None;
    }
    Some(end)
}

/// Where the closing marks after a terminator end: lost quotes (`U+FFFD`), straight quotes, note marks (`[1] [2]`).
fn past_closers(block: &str, at: usize) -> usize {
    let mut end = at;
    while let Some(rest) = block.get(end..) {
        let gap = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
        let spaced = gap > 0 || block[..end].ends_with(char::is_whitespace);
        let mark = &rest[gap..];
        if let Some(length) = note_mark(mark) {
            end += gap + length;
        } else if gap == 0 && !spaced && mark.starts_with(is_closer) {
            end += mark.chars().next().map_or(0, char::len_utf8);
        } else {
            break;
        }
    }
    end
}

/// `text` without the note marks (`[1] [2]`) at its end.
fn without_notes(text: &str) -> &str {
    let mut text = text;
    loop {
        let tail = text.floor_char_boundary(text.len().saturating_sub(LONGEST_NOTE));
        let at = text[tail..].rfind('[').map(|at| tail + at);
        match at.filter(|&at| note_mark(&text[at..]) == Some(text.len() - at)) {
            Some(at) => text = text[..at].trim_end(),
            None => return text,
        }
    }
}

/// The longest note mark: `[1234]`.
const LONGEST_NOTE: usize = 6;

/// The length of `[12]` at the start of `text`.
fn note_mark(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('[')?;
    let digits = inner.bytes().take(4).take_while(u8::is_ascii_digit).count();
    (digits > 0 && inner[digits..].starts_with(']')).then_some(digits + 2)
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}' | '\u{fffd}' | '“' | '‘')
}

/// Whether a character ends sentences: ASCII ones and those of other scripts (Unicode's `STerm`, the living scripts).
fn is_terminator(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '።'
            | '。'
            | '．'
            | '！'
            | '？'
            | '｡'
    )
}

/// Whether a sentence can begin with this text: a capital, a digit, or a letter of a script without case, with marks
/// before it; but not a small letter.
fn can_begin(text: &str) -> bool {
    match text.chars().take(AHEAD).find(|c| c.is_alphanumeric()) {
        None => text.chars().take(AHEAD).any(|c| !c.is_whitespace()),
        Some(first) => !first.is_lowercase(),
    }
}

/// Whether the full stop at the end of `sentence` (closing marks stripped; with them: `before`) ends it.
fn full_stop_ends(sentence: &str, before: &str, after: &str) -> bool {
    let body = sentence.strip_suffix('.').unwrap_or(sentence);
    if body.ends_with(['.', '…']) {
        return false;
    }
    if body.len() <= 4 && body.trim_matches(|c: char| "([-•".contains(c)).chars().all(|c| c.is_ascii_digit())
    {
        return false; // the number of a list item: "3. Trade"
    }
    let word_start = body
        .rfind(|c: char| c.is_whitespace() || is_opener(c) || matches!(c, '—' | '–'))
        .map_or(0, |at| at + body[at..].chars().next().map_or(1, char::len_utf8));
    let word = &body[word_start..];
    let next = first_word(after);
    match abbreviation(word) {
        Abbreviation::None => true,
        _ if before.len() > sentence.len() && !before.ends_with(')') => true, // a quotation ends: “… in the U.S.” He
        Abbreviation::Title => false,
        Abbreviation::Number => !after.starts_with(|c: char| c.is_ascii_digit()),
        Abbreviation::Initial => is_starter(next) && (word == "I" || next != "A"),
        Abbreviation::Other => is_starter(next) || opens_quotation(after),
    }
}

fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '{' | '\u{fffd}')
}

/// Whether a quotation begins here; a mark that stands alone is a dash whose character was lost.
fn opens_quotation(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|c| is_opener(c) && !matches!(c, '(' | '[' | '{'))
        && characters.next().is_some_and(|c| !c.is_whitespace())
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start_matches(is_opener);
    &text[..text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())]
}

/// Words that begin sentences far more often than they begin names: pronouns, articles, prepositions, conjunctions.
pub(super) fn is_starter(word: &str) -> bool {
    const STARTERS: [&str; 62] = [
        "A",
        "After",
        "Although",
        "An",
        "And",
        "As",
        "At",
        "Because",
        "Before",
        "But",
        "By",
        "During",
        "Each",
        "Even",
        "For",
        "From",
        "He",
        "Her",
        "Here",
        "His",
        "How",
        "However",
        "I",
        "If",
        "In",
        "It",
        "Its",
        "Last",
        "Many",
        "Meanwhile",
        "Most",
        "My",
        "No",
        "Not",
        "Now",
        "On",
        "Once",
        "One",
        "Or",
        "Our",
        "She",
        "Since",
        "So",
        "Some",
        "Such",
        "That",
        "The",
        "Their",
        "Then",
        "There",
        "These",
        "They",
        "This",
        "Those",
        "To",
        "Under",
        "We",
        "What",
        "When",
        "While",
        "Why",
        "You",
    ];
    STARTERS.binary_search(&word).is_ok()
}
