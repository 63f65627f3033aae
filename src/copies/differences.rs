//! How an article differs from one that it is a near-copy of, word by word.
//!
//! Words that stand once in both texts, and in the same order, hold the two together (patience diff, Bram Cohen); what
//! lies between two such words is compared in the same way, and where it is short, by the longest common run of words.
//! Where neither helps, all that lies between counts as different: the work stays near the length of the articles
//! whatever they hold.
//!
//! **Invariant:** what is left of the article without the words that differ is what is left of the other without those
//! that are missing.

use std::collections::HashMap;

use super::words;
use crate::ids::Span;
use crate::pipeline::Article;

/// Words between two places are compared pair by pair where there are at most so many pairs.
const PAIRS: usize = 1 << 14;
/// How often what lies between two words is taken apart again.
const DEEPEST: u32 = 24;

/// A place where an article differs from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Index of the article's block.
    pub block: usize,
    /// The words that the other has not; empty where only the other has words.
    pub span: Span,
    /// The words of the other that stand there instead, as spans of its text.
    pub missing: Vec<Span>,
}

/// Where an article differs from another in what counts: in order, not overlapping, each within one block.
pub fn differences(article: &Article, other: &Article) -> Vec<Difference> {
    let (own, theirs) = (read(article), read(other));
    let hashes = |words: &[Word]| -> Vec<u32> { words.iter().map(|word| word.hash).collect() };
    let mut matches = matches(&hashes(&own), &hashes(&theirs));
    matches.push((own.len(), theirs.len()));
    let (mut at, mut other_at) = (0, 0);
    let mut differences = Vec::new();
    for (next, other_next) in matches {
        let new = own.get(at..next).unwrap_or_default();
        let missing = theirs.get(other_at..other_next).unwrap_or_default();
        let mut spans = by_block(missing).into_iter().map(|(_, span)| span).collect();
        let new = by_block(new);
        if new.is_empty() && !missing.is_empty() {
            let goes_on = other_at > 0
                && theirs.get(other_at - 1).map(|word| word.block) == missing.first().map(|word| word.block);
            if let Some((block, place)) = place(article, &own, at, goes_on) {
                differences.push(Difference { block, span: Span::new(place, place), missing: spans });
            }
        } else {
            for (block, span) in new {
                differences.push(Difference { block, span, missing: std::mem::take(&mut spans) });
            }
        }
        (at, other_at) = (next + 1, other_next + 1);
    }
    differences
}

/// Where before the word at `at` the missing words are shown: behind the word before where they go on its paragraph.
fn place(article: &Article, own: &[Word], at: usize, goes_on: bool) -> Option<(usize, usize)> {
    let next = own.get(at);
    let before = at.checked_sub(1).and_then(|before| own.get(before));
    let start = |word: &Word| (word.block, word.span.start as usize);
    match (before, next) {
        (Some(before), Some(next)) if before.block == next.block => Some(start(next)),
        (Some(before), next) if goes_on || next.is_none() => {
            let end = article.document.blocks.get(before.block)?.span.end;
            Some((before.block, end as usize))
        }
        (_, Some(next)) => {
            let begin = article.document.blocks.get(next.block)?.span.start;
            Some((next.block, begin as usize))
        }
        (_, None) => None,
    }
}

struct Word {
    hash: u32,
    span: Span,
    block: usize,
}

/// The words of an article that count.
fn read(article: &Article) -> Vec<Word> {
    let mut read = Vec::new();
    let blocks = article.document.blocks.iter().enumerate();
    for (block, at) in blocks.filter(|(_, block)| block.role.counts()) {
        let start = at.span.start as usize;
        words::each(article.document.slice(at.span), |hash, _, found| {
            read.push(Word { hash, span: Span::new(start + found.start, start + found.end), block });
        });
    }
    read
}

/// A run of words as one span for each block.
fn by_block(words: &[Word]) -> Vec<(usize, Span)> {
    let runs = words.chunk_by(|one, next| one.block == next.block);
    runs.filter_map(|run| {
        let (first, last) = (run.first()?, run.last()?);
        Some((first.block, Span { start: first.span.start, end: last.span.end }))
    })
    .collect()
}

/// Which of the words of two texts are the same, in order.
fn matches(one: &[u32], other: &[u32]) -> Vec<(usize, usize)> {
    let mut matches = Vec::new();
    // Ranges that are still to be compared, and how often they were taken apart.
    let mut open = vec![([0, one.len()], [0, other.len()], 0)];
    while let Some(([mut a, mut a_end], [mut b, mut b_end], depth)) = open.pop() {
        let same = |a: usize, b: usize| one.get(a).is_some() && one.get(a) == other.get(b);
        while a < a_end && b < b_end && same(a, b) {
            matches.push((a, b));
            (a, b) = (a + 1, b + 1);
        }
        while a < a_end && b < b_end && same(a_end - 1, b_end - 1) {
            (a_end, b_end) = (a_end - 1, b_end - 1);
            matches.push((a_end, b_end));
        }
        let (Some(left), Some(right)) = (one.get(a..a_end), other.get(b..b_end)) else { continue };
        if left.is_empty() || right.is_empty() {
            continue;
        }
        let found = if left.len().saturating_mul(right.len()) <= PAIRS {
            let found = longest_common(left, right);
            matches.extend(found.iter().map(|(x, y)| (a + x, b + y)));
            continue;
        } else if depth < DEEPEST {
            anchors(left, right)
        } else {
            continue;
        };
        let (mut from, mut other_from) = (a, b);
        for (x, y) in &found {
            let (x, y) = (a + x, b + y);
            matches.push((x, y));
            open.push(([from, x], [other_from, y], depth + 1));
            (from, other_from) = (x + 1, y + 1);
        }
        if !found.is_empty() {
            open.push(([from, a_end], [other_from, b_end], depth + 1));
        }
    }
    matches.sort_unstable();
    matches
}

/// The words that stand once in each text, as far as they are in the same order: most of them.
fn anchors(one: &[u32], other: &[u32]) -> Vec<(usize, usize)> {
    #[derive(Default)]
    struct Found {
        times: [u32; 2],
        at: usize,
    }
    let mut found: HashMap<u32, Found> = HashMap::with_capacity(one.len());
    for &word in one {
        found.entry(word).or_default().times[0] += 1;
    }
    for (at, &word) in other.iter().enumerate() {
        if let Some(found) = found.get_mut(&word) {
            found.times[1] += 1;
            found.at = at;
        }
    }
    let once = |word: &u32| found.get(word).filter(|found| found.times == [1, 1]).map(|found| found.at);
    let pairs: Vec<(usize, usize)> =
        one.iter().enumerate().filter_map(|(at, word)| Some((at, once(word)?))).collect();
    increasing(&pairs)
}

/// The longest run of pairs, not all of them neighbours, whose second numbers grow as the first do.
fn increasing(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The pair that ends the run of each length with the smallest number, and what is before each pair in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let second = |at: usize| pairs.get(at).map_or(0, |pair| pair.1);
    for (at, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| second(end) < pair.1);
        before.push(length.checked_sub(1).and_then(|length| ends.get(length).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut run = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(pair) = at.and_then(|at| pairs.get(at)) {
        run.push(*pair);
        at = at.and_then(|at| before.get(at).copied().flatten());
    }
    run.reverse();
    run
}

/// A longest run of words that both have in the same order (dynamic programming, for short texts).
fn longest_common(one: &[u32], other: &[u32]) -> Vec<(usize, usize)> {
    let width = other.len() + 1;
    // How long the run is from each pair of places on, row by row from the end.
    let mut lengths = vec![0u16; (one.len() + 1) * width];
    for (x, word) in one.iter().enumerate().rev() {
        for (y, candidate) in other.iter().enumerate().rev() {
            let at = x * width + y;
            lengths[at] = if word == candidate {
                lengths[at + width + 1] + 1
            } else {
                lengths[at + width].max(lengths[at + 1])
            };
        }
    }
    let (mut x, mut y) = (0, 0);
    let mut run = Vec::new();
    while let (Some(word), Some(candidate)) = (one.get(x), other.get(y)) {
        let at = x * width + y;
        if word == candidate {
            run.push((x, y));
            (x, y) = (x + 1, y + 1);
        } else if lengths[at + width] >= lengths[at + 1] {
            x += 1;
        } else {
            y += 1;
        }
    }
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many words hold two texts of letters together.
    #[track_caller]
    fn check(one: &str, other: &str, expected: &str) {
        let letters = |text: &str| -> Vec<u32> { text.chars().map(u32::from).collect() };
        let found = matches(&letters(one), &letters(other));
        let shared: String = found.iter().filter_map(|&(at, _)| one.chars().nth(at)).collect();
        let same: String = found.iter().filter_map(|&(_, at)| other.chars().nth(at)).collect();
        assert_eq!((shared.as_str(), same.as_str()), (expected, expected));
    }

    #[test]
    fn what_both_have_in_the_same_order_is_the_same() {
        check("", "abc", "");
        check("abc", "abc", "abc");
        check("abcd", "axcd", "acd");
        check("abcabba", "cbabac", "cbba");
        check("xay", "bay", "ay");
    }

    #[test]
    fn long_texts_are_held_together_by_words_that_stand_once() {
        let filler = |word: u32, times: usize| vec![word; times];
        let text =
            |middle: u32| [filler(1, 300), vec![middle, 7], filler(2, 300), vec![8], filler(3, 9)].concat();
        let (one, other) = (text(50), text(60));
        // All but the word that differs.
        assert_eq!(matches(&one, &other).len(), one.len() - 1);
        let moved = [filler(3, 200), vec![7], filler(4, 200), vec![8, 5]].concat();
        let found = matches(&one, &moved);
        assert!(found.iter().any(|&(at, other_at)| (one[at], moved[other_at]) == (7, 7)));
        assert!(found.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
    }

    #[test]
    fn texts_that_share_no_word_that_stands_once_differ_from_end_to_end_at_little_cost() {
        let one: Vec<u32> = (0..20_000).map(|at| at % 7).collect();
        let other: Vec<u32> = (0..20_000).map(|at| at * at % 11).collect();
        let found = matches(&one, &other);
        assert!(found.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
    }
}
