//! Tokens in the Penn Treebank's manner, as spans of the text.
//!
//! How it works: a sentence is cut at white space; of each chunk, punctuation is peeled off both ends; what remains is
//! cut at punctuation inside (dashes, quotation marks, brackets, a slash between capitalised words) and at clitics
//! (`Putin` `'s`, `do` `n't`). Addresses, numbers (`1,000.5`, `10:30`) and dotted abbreviations (`U.S.`, `U.S.-led`)
//! stay whole. Departures from the Treebank: quotation marks keep their form; `@handle` and `#tag` are one token;
//! `U+FFFD` where the file lost an apostrophe acts as one (`Post�s`).

use crate::ids::Span;

use super::abbreviations::{Abbreviation, abbreviation, is_dotted};

/// Appends the tokens of the sentence at `start..end` of `text`.
pub(super) fn tokenise(text: &str, start: usize, end: usize, tokens: &mut Vec<Span>) {
    let Some(sentence) = text.get(start..end) else { return };
    // Behind this only marks follow: looked up once, since every chunk asks.
    let words_end = start + sentence.rfind(is_word).unwrap_or(0);
    let mut chunk_start = None;
    for (at, character) in sentence.char_indices() {
        match (is_space(character), chunk_start) {
            (true, Some(from)) => {
                chunk(text, start + from, start + at, words_end, tokens);
                chunk_start = None;
            }
            (false, None) => chunk_start = Some(at),
            _ => {}
        }
    }
    if let Some(from) = chunk_start {
        chunk(text, start + from, end, words_end, tokens);
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}') || c.is_control()
}

/// Letters, digits and the marks that belong to the letter before them.
fn is_word(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{fe0f}' | '\u{ad}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '`' | '´' | '\u{fffd}')
}

/// A stretch without white space; `words_end` is where the last letter or digit of its sentence begins.
fn chunk(text: &str, mut start: usize, mut end: usize, words_end: usize, tokens: &mut Vec<Span>) {
    while let Some(length) = leading(&text[start..end]) {
        tokens.push(Span::new(start, start + length));
        start += length;
    }
    let mut tail = Vec::new();
    let last = end > words_end;
    while start < end {
        let Some(length) = trailing(&text[start..end], last) else { break };
        tail.push(Span::new(end - length, end));
        end -= length;
    }
    if start < end {
        if is_address(&text[start..end]) {
            tokens.push(Span::new(start, end));
        } else {
            inside(text, start, end, tokens);
        }
    }
    tokens.extend(tail.into_iter().rev());
}

/// The length of the punctuation token at the start of a chunk.
fn leading(chunk: &str) -> Option<usize> {
    let mut characters = chunk.chars();
    let first = characters.next()?;
    let second = characters.next();
    if is_word(first) {
        return None;
    }
    let keeps = match first {
        '#' | '@' => second.is_some_and(char::is_alphabetic),
        '.' | '-' | '+' => second.is_some_and(|c| c.is_ascii_digit()),
        '\'' | '’' => second.is_some_and(|c| c.is_ascii_digit()) && chunk.ends_with('s'),
        _ => false,
    };
    (!keeps).then(|| run_length(chunk, first))
}

/// The length of the punctuation token at the end of a chunk; `last` when no word of the sentence follows.
fn trailing(chunk: &str, last: bool) -> Option<usize> {
    let mark = chunk.chars().next_back()?;
    if is_word(mark) {
        return None;
    }
    let run: usize = if is_run(mark) {
        chunk.chars().rev().take_while(|&c| c == mark).count() * mark.len_utf8()
    } else {
        mark.len_utf8()
    };
    if run == chunk.len() {
        return Some(run);
    }
    let body = &chunk[..chunk.len() - run];
    if mark == '.' && run == 1 && stop_belongs(body, last) {
        return None;
    }
    if mark == '$' && body.chars().all(char::is_alphabetic) {
        return None; // the sign of a currency: US$
    }
    Some(run)
}

/// Whether the full stop after `body` is part of the word.
fn stop_belongs(body: &str, last: bool) -> bool {
    let word = body.rsplit(|c: char| !is_word(c) && c != '.').next().unwrap_or(body);
    is_dotted(word) || (!last && abbreviation(word) != Abbreviation::None)
}

fn is_run(c: char) -> bool {
    matches!(c, '.' | '-' | '!' | '?' | '*' | '_' | '=' | '~' | '#' | '—' | '–' | '`' | '…')
}

fn run_length(text: &str, first: char) -> usize {
    if is_run(first) {
        text.chars().take_while(|&c| c == first).count() * first.len_utf8()
    } else {
        first.len_utf8()
    }
}

/// Addresses of pages and people: cutting them gives words that look like names.
fn is_address(chunk: &str) -> bool {
    chunk.contains("://")
        || chunk.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("www."))
        || chunk.find('@').is_some_and(|at| at > 0 && chunk[at..].contains('.'))
        || (chunk.starts_with(['@', '#']) && chunk.chars().skip(1).all(|c| is_word(c) || c == '_'))
        || is_path(chunk)
}

/// `example.com/world`: a dotted name in small letters before the first slash.
fn is_path(chunk: &str) -> bool {
    let Some((host, _)) = chunk.split_once('/') else { return false };
    host.contains('.')
        && host.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-'))
}

/// A chunk with a word at both ends: cut where punctuation inside separates.
fn inside(text: &str, start: usize, end: usize, tokens: &mut Vec<Span>) {
    let chunk = &text[start..end];
    let slash_splits = slash_joins_names(chunk);
    let mut word_start = start;
    let mut skip_until = start;
    let mut before: Option<char> = None;
    for (at, character) in chunk.char_indices() {
        let at = start + at;
        if at < skip_until {
            before = Some(character);
            continue;
        }
        let after = &text[at + character.len_utf8()..end];
        let length = separator(character, before, after, slash_splits);
        if let Some(length) = length {
            word(text, word_start, at, tokens);
            tokens.push(Span::new(at, at + length));
            skip_until = at + length;
            word_start = skip_until;
        }
        before = Some(character);
    }
    word(text, word_start, end, tokens);
}

/// The length of the separator at a character inside a chunk.
fn separator(character: char, before: Option<char>, after: &str, slash_splits: bool) -> Option<usize> {
    let next = after.chars().next();
    let digits = before.is_some_and(|c| c.is_ascii_digit()) && next.is_some_and(|c| c.is_ascii_digit());
    let one = Some(character.len_utf8());
    match character {
        '-' if next == Some('-') => Some(1 + after.len() - after.trim_start_matches('-').len()),
        '.' if next == Some('.') => Some(1 + after.len() - after.trim_start_matches('.').len()),
        '.' if glued(before, after) => one,
        '—' | '–' | '―' | '…' | '"' | '“' | '”' | '„' | '«' | '»' | '(' | ')' | '[' | ']' | '{' | '}'
        | ';' | '!' | '?' | '|' | '<' | '>' | '•' | '*' | '=' | '~' | '^' | '\\' => one,
        ',' | ':' if !digits => one,
        '/' if slash_splits => one,
        '$' | '€' | '£' | '¥'
            if next.is_some_and(|c| c.is_ascii_digit()) && before.is_some_and(char::is_alphabetic) =>
        {
            None
        }
        _ => None,
    }
}

/// Whether a full stop stands between two sentences whose space was lost: `roadblocks.Thought`.
fn glued(before: Option<char>, after: &str) -> bool {
    let mut next = after.chars();
    before.is_some_and(char::is_lowercase)
        && next.next().is_some_and(char::is_uppercase)
        && next.next().is_some_and(|c| c.is_alphabetic() || c == '’' || c == '\'')
}

/// Whether every part between slashes begins with a capital: `ISIS/ISIL/Al`, `Trump/Putin`; not `and/or`, `9/11`.
fn slash_joins_names(chunk: &str) -> bool {
    chunk.contains('/') && chunk.split('/').all(|part| part.starts_with(char::is_uppercase))
}

/// A word, its clitic cut off.
fn word(text: &str, start: usize, end: usize, tokens: &mut Vec<Span>) {
    // A cut may leave punctuation at the ends: `Putin’s…Trump`, `said,”Trump`.
    let (mut start, mut end) = (start, end);
    while let Some(length) = leading(&text[start..end]) {
        tokens.push(Span::new(start, start + length));
        start += length;
    }
    let mut tail = Vec::new();
    while let Some(last) = text[start..end].chars().next_back().filter(|&c| !is_word(c)) {
        if last == '.' && stop_belongs(&text[start..end - 1], false) {
            break;
        }
        tail.push(Span::new(end - last.len_utf8(), end));
        end -= last.len_utf8();
    }
    if start < end {
        match clitic(&text[start..end]) {
            Some(at) => tokens.extend([Span::new(start, start + at), Span::new(start + at, end)]),
            None => tokens.push(Span::new(start, end)),
        }
    }
    tokens.extend(tail.into_iter().rev());
}

/// Where the clitic of a word begins: `Putin|’s`, `do|n't`, `they|'re`.
fn clitic(word: &str) -> Option<usize> {
    let (at, _) = word.char_indices().rev().take(4).find(|&(_, c)| is_apostrophe(c))?;
    let tail = word[at..].trim_start_matches(is_apostrophe);
    if at == 0 {
        return None;
    }
    if tail.eq_ignore_ascii_case("t") {
        let n =
            word[..at].char_indices().next_back().filter(|&(from, c)| from > 0 && matches!(c, 'n' | 'N'))?;
        return Some(n.0);
    }
    ["s", "m", "d", "re", "ve", "ll"].iter().any(|ending| tail.eq_ignore_ascii_case(ending)).then_some(at)
}
