//! Which blocks are the article and which are not.
//!
//! How it works: each block is first looked at alone ([`family`]); then position decides. Bylines stand among the first
//! blocks. The **end zone** begins with the first line after the last real paragraph that belongs to a family which
//! ends articles; all that follows it is boilerplate too: names of forms, headlines of other articles, comments cut
//! short. A heading over headlines takes the headlines under it along, wherever it stands.
//!
//! A *real paragraph* is at least [`PARAGRAPH_WORDS`] words and ends like a sentence, so widgets between paragraphs
//! never swallow them.

use super::families::{Family, family};
use crate::read::dates::{date_in, month};
use crate::read::{Block, Document, Field, Role};

/// From how many words a block that ends like a sentence is a paragraph of the article for certain.
const PARAGRAPH_WORDS: usize = 15;

/// Among how many first blocks bylines are looked for.
const BYLINE_BLOCKS: usize = 6;

/// Marks what is not the article; fills byline and date from a byline where they are unknown.
pub(super) fn mark(document: &mut Document) {
    let Document { text, blocks, metadata, .. } = document;
    let words = |block: &Block| text.get(block.span.range()).unwrap_or_default();
    let families: Vec<Option<Family>> = blocks.iter().map(|block| family(words(block))).collect();

    // What the reader left out stays left out, and says nothing of where the article ends.
    let left_out: Vec<bool> = blocks.iter().map(|block| block.role == Role::Boilerplate).collect();
    let real: Vec<bool> = blocks
        .iter()
        .zip(&families)
        .map(|(block, family)| {
            block.role != Role::Boilerplate && family.is_none() && is_paragraph(words(block))
        })
        .collect();
    let body_ends = real.iter().rposition(|&real| real).map_or(1, |rank| rank + 1);
    let end_zone = (body_ends..blocks.len())
        .find(|&rank| families[rank].is_some_and(Family::ends_article))
        .unwrap_or(blocks.len());

    let comments = in_comment_threads(blocks.len(), |rank| words(&blocks[rank]));
    let mut under_heading = false;
    let mut paragraphs = 0;
    for rank in 0..blocks.len() {
        if left_out[rank] {
            continue;
        }
        let line = words(&blocks[rank]);
        let is_title = blocks[rank].role == Role::Title;
        under_heading = match families[rank] {
            Some(Family::TeaserHeading) => rank > 0,
            Some(_) => under_heading,
            None => under_heading && is_headline(line),
        };
        let is_comment = comments[rank];
        let may_be_byline = rank < BYLINE_BLOCKS && paragraphs < 2 && !is_title && !is_comment;
        paragraphs += usize::from(real[rank]);
        let role = if may_be_byline && is_byline(line) {
            let found = date_in(line);
            let date = || found.as_ref().map(|found| found.iso.clone()).filter(|iso| !iso.is_empty());
            metadata.guess(Field::Date, date);
            metadata.guess(Field::Byline, || author(line, found.as_ref().map(|found| found.start)));
            Some(Role::Byline)
        } else if is_title && rank < end_zone {
            None
        } else if rank >= end_zone
            || is_comment
            || under_heading
            || families[rank].is_some()
            || is_leftover(line)
        {
            Some(Role::Boilerplate)
        } else if is_dateline(line) || is_post_header(line) {
            Some(Role::Byline)
        } else {
            None
        };
        if let Some(role) = role {
            blocks[rank].role = role;
        }
    }
    // A file of widgets alone is more likely an article that we do not understand.
    if !blocks.iter().any(|block| block.role.counts()) {
        for (block, left_out) in blocks.iter_mut().zip(left_out) {
            if block.role == Role::Boilerplate && !left_out {
                block.role = Role::Body;
            }
        }
    }
}

fn ends_like_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '\u{fffd}', ' '])
        .ends_with(['.', '!', '?', '…', ':'])
}

fn is_paragraph(line: &str) -> bool {
    line.split_whitespace().take(PARAGRAPH_WORDS).count() == PARAGRAPH_WORDS && ends_like_sentence(line)
}

/// A headline of another article: short, and not ended by a full stop.
fn is_headline(line: &str) -> bool {
    line.split_whitespace().take(26).count() <= 25
        && !line.trim_end_matches(['"', '”', '’', '\'', '\u{fffd}']).ends_with(['.', ':', ','])
}

/// What a template left when its values were empty: `in ,`, `by |`, `***`. Too little to hold a name.
fn is_leftover(line: &str) -> bool {
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = line.chars().any(char::is_uppercase);
    let digits = line.chars().any(char::is_numeric);
    !digits && (letters == 0 || (letters < 4 && !capitals && line.is_ascii()))
}

/// Which blocks are readers' comments quoted inside an article: from the first line that is a name and a date, to the
/// line that leads to all comments.
fn in_comment_threads<'t>(count: usize, words: impl Fn(usize) -> &'t str) -> Vec<bool> {
    const LEADS: [&str; 5] = [
        "see all comments",
        "view all comments",
        "load more comments",
        "show all comments",
        "read all comments",
    ];
    const LONGEST: usize = 40;
    let leads = |rank: &usize| LEADS.contains(&words(*rank).trim().to_lowercase().as_str());
    let mut comments = vec![false; count];
    for end in (0..count).filter(leads) {
        let header = |rank: &usize| {
            let line = words(*rank);
            date_in(line).is_some_and(|found| found.start > 0)
                && !is_paragraph(line)
                && !ends_like_sentence(line)
        };
        if let Some(start) = (end.saturating_sub(LONGEST)..end).filter(|&rank| rank > 1).find(header) {
            comments[start..=end].fill(true);
        }
    }
    comments
}

/// A date, a time, and nothing else: `9:07 AM - 28 Dec 2016`, `20/1/2014`.
fn is_dateline(line: &str) -> bool {
    if line.len() > 80 {
        return false;
    }
    let Some(found) = date_in(line) else { return false };
    let rest = [&line[..found.start], &line[found.end..]];
    rest.iter().flat_map(|part| part.split(|c: char| !c.is_alphabetic())).all(|word| {
        word.len() <= 4
            || word.to_lowercase().ends_with("day")
            || word.eq_ignore_ascii_case("published")
            || word.eq_ignore_ascii_case("updated")
    })
}

/// The line over a quoted post of a social network: a name and an account, `Donald J. Trump @realDonaldTrump`.
fn is_post_header(line: &str) -> bool {
    let mut words: Vec<&str> = line.split_whitespace().take(9).collect();
    let Some(account) = words.pop() else { return false };
    let is_account = account.len() > 2
        && account.starts_with('@')
        && account[1..].chars().all(|c| c.is_alphanumeric() || c == '_');
    is_account
        && (1..8).contains(&words.len())
        && words.iter().all(|word| !word.starts_with(char::is_lowercase) && !word.starts_with('@'))
}

/// Who wrote it and when, and nothing else: `By Henry Holloway`, `Will Kirby — Daily Express Nov 15, 2016`,
/// `March 01, 2008`, `Posted on …`.
fn is_byline(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().take(21).collect();
    if words.len() > 20 {
        return false;
    }
    let date = date_in(line);
    let rest = match &date {
        Some(found) => format!("{} {}", &line[..found.start], &line[found.end..]),
        None => line.to_owned(),
    };
    let opens = opening(&rest);
    let after = opens.map_or(rest.as_str(), |opening| rest.trim_start()[opening.len()..].trim_start());
    let limit = if date.is_some() { 12 } else { 9 };
    // Nothing but names, offices and what stands between them.
    let is_names = after.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
        <= limit
        && after
            .split(|c: char| c.is_whitespace() || matches!(c, '/' | '|' | ',' | '(' | ')'))
            .all(is_byline_word);
    let has_name = after.chars().any(char::is_uppercase);
    // "By Friday", "By Trump and Putin, a deal": a byline has no full stop, and its "By" is followed by a name.
    let is_sentence = rest.trim_end().ends_with(['.', '!', '?', ':']) && !rest.trim_end().ends_with("m.");
    is_names
        && !is_sentence
        && match (opens, date) {
            (Some(_), _) => has_name,
            (None, Some(_)) => true,
            (None, None) => false,
        }
}

fn opening(line: &str) -> Option<&'static str> {
    const OPENINGS: [&str; 12] = [
        "By ",
        "BY ",
        "by ",
        "Written by ",
        "Posted by ",
        "Published by ",
        "Posted on ",
        "Published on ",
        "Reported by ",
        "By: ",
        "Author: ",
        "Story by ",
    ];
    let line = line.trim_start();
    OPENINGS.into_iter().filter(|opening| line.starts_with(opening)).max_by_key(|opening| opening.len())
}

fn is_byline_word(word: &str) -> bool {
    const BETWEEN: [&str; 34] = [
        "and",
        "of",
        "the",
        "for",
        "at",
        "in",
        "on",
        "with",
        "by",
        "de",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "al",
        "el",
        "du",
        "del",
        "da",
        "di",
        "am",
        "pm",
        "a.m.",
        "p.m.",
        "updated",
        "published",
        "posted",
        "to",
        "ago",
        "last",
        "modified",
    ];
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    bare.is_empty()
        || bare.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || !c.is_lowercase())
        || BETWEEN.contains(&bare.to_lowercase().as_str())
        || month(bare).is_some()
        || word.contains('@')
        || word.contains(".com")
}

/// The writer's name in a byline: what stands between `By` and the first mark or the date.
fn author(line: &str, date: Option<usize>) -> Option<String> {
    let line = &line[..date.unwrap_or(line.len())];
    let line = opening(line).map_or(line, |opening| &line.trim_start()[opening.len()..]);
    let end = line.find(['—', '–', '|', ',', '(', '•', '·']).unwrap_or(line.len());
    let end = line.find(" - ").map_or(end, |at| at.min(end));
    let name = line[..end].split_whitespace().collect::<Vec<_>>().join(" ");
    let is_name = (2..=60).contains(&name.chars().count())
        && name.starts_with(char::is_uppercase)
        && name.split(' ').count() >= 2;
    is_name.then_some(name)
}
