//! Texts as hashes of their words, and as sets of shingles: runs of neighbouring words.

use std::ops::Range;

use crate::pipeline::Article;
use crate::segment::Sentence;

/// Appends the hash of each word of `text`: runs of letters and digits in lower case, so that quotation marks, dashes
/// and white space do not matter. A number keeps the points and commas between its digits.
pub(super) fn append(text: &str, words: &mut Vec<u32>) {
    each(text, |hash, _, _| words.push(hash));
}

/// Each word of a text: its hash, whether it holds a digit, and where it stands.
pub(super) fn each(text: &str, mut word: impl FnMut(u32, bool, Range<usize>)) {
    let mut open: Option<(u64, bool, usize)> = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let in_number = matches!(character, '.' | ',')
            && open.is_some_and(|(_, number, _)| number)
            && characters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if !character.is_alphanumeric() && !in_number {
            if let Some((hash, number, start)) = open.take() {
                word(high(hash), number, start..at);
            }
            continue;
        }
        let (hash, number, start) = open.unwrap_or((OFFSET, false, at));
        let hash = character.to_lowercase().fold(hash, |hash, character| step(hash, character as u32));
        open = Some((hash, number || character.is_numeric(), start));
    }
    if let Some((hash, number, start)) = open {
        word(high(hash), number, start..text.len());
    }
}

/// The words in which two accounts of different things differ: numbers and names. Sorted, each once.
pub(super) fn telling(article: &Article, sentence: usize, into: &mut Vec<u32>) {
    let Some(Sentence { span, .. }) = article.sentences.get(sentence) else { return };
    each(article.document.slice(*span), |hash, number, _| into.extend(number.then_some(hash)));
    let first = article.mentions.partition_point(|mention| (mention.sentence as usize) < sentence);
    for mention in
        article.mentions[first..].iter().take_while(|mention| mention.sentence as usize == sentence)
    {
        append(article.document.slice(mention.span), into);
    }
    into.sort_unstable();
    into.dedup();
}

/// Whether one sorted set lies within the other.
pub(super) fn nested(one: &[u32], other: &[u32]) -> bool {
    shared(one, other) == one.len().min(other.len())
}

/// How many values two sorted sets share.
pub(super) fn shared(one: &[u32], other: &[u32]) -> usize {
    let (mut left, mut right, mut both) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(left), other.get(right)) {
        both += usize::from(a == b);
        left += usize::from(a <= b);
        right += usize::from(b <= a);
    }
    both
}

/// The identity of a run of words: two that differ have the same one time in 2⁶⁴.
pub(super) fn identity(words: &[u32]) -> u64 {
    mixed(words.iter().fold(OFFSET, |hash, &word| step(hash, word)))
}

/// The shingles of `width` words, hashed, sorted, each once; a shorter text is one shingle.
pub(super) fn shingles(words: &[u32], width: usize) -> Vec<u32> {
    let hash = |run: &[u32]| (identity(run) >> 32) as u32;
    let mut shingles: Vec<u32> = match words {
        [] => Vec::new(),
        _ if words.len() < width => vec![hash(words)],
        _ => words.windows(width).map(hash).collect(),
    };
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, a word at a time.
fn step(hash: u64, value: u32) -> u64 {
    (hash ^ u64::from(value)).wrapping_mul(0x0000_0100_0000_01b3)
}

fn high(hash: u64) -> u32 {
    (mixed(hash) >> 32) as u32
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
pub(super) fn mixed(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
