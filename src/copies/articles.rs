//! Articles that say the same.
//!
//! Two articles are near-copies when their words are the same, or, from [`SHORTEST`] words on, when they resemble each
//! other by half (Jaccard index of runs of four words), or four fifths of the shorter stand in the longer and it is at
//! least half as long.

use super::Likeness;
use super::distinct::Distinct;
use super::minhash::{Banding, candidates};
use super::words;
use crate::ids::DocumentId;
use crate::pipeline::Article;

/// Articles of fewer words are copies only when they have the same words.
const SHORTEST: usize = 20;
/// Words in a shingle.
const WIDTH: usize = 4;
/// Meets all pairs that resemble each other by 0.5, 97 % of those by 0.33, 27 % of those by 0.1.
const BANDING: Banding = Banding { bands: 32, rows: 2 };

/// For each article, the first that says the same (itself where it is the first, or alone), and of which article
/// before it it is a near-copy.
pub(super) fn firsts(articles: &[Article]) -> (Vec<u32>, Vec<Option<Likeness>>) {
    let mut words = Vec::new();
    let mut texts = Vec::with_capacity(articles.len());
    for (number, article) in (0..).zip(articles) {
        read(article, &mut words);
        if !words.is_empty() {
            texts.push((words::identity(&words), number));
        }
    }
    let distinct = Distinct::new(texts);
    let sets = distinct.shingles(WIDTH, SHORTEST, |number, words| read(&articles[number as usize], words));
    let mut pairs = candidates(&sets, BANDING);
    pairs.retain(|&(one, other)| resembles(&sets[one as usize], &sets[other as usize]));
    let leaders = distinct.leaders(&pairs);
    let likenesses = likenesses(&distinct, &sets, &pairs, &leaders, articles.len());
    (distinct.firsts(&leaders, articles.len()), likenesses)
}

fn read(article: &Article, words: &mut Vec<u32>) {
    words.clear();
    for sentence in &article.sentences {
        words::append(article.document.slice(sentence.span), words);
    }
}

/// Whether two sets of shingles are those of near-copies.
fn resembles(one: &[u32], other: &[u32]) -> bool {
    let both = words::shared(one, other);
    let (smaller, larger) = (one.len().min(other.len()), one.len().max(other.len()));
    2 * both >= smaller + larger - both || (5 * both >= 4 * smaller && 2 * smaller >= larger)
}

/// For each article that has copies before it, the one among those it was compared with that holds most of it.
fn likenesses(
    distinct: &Distinct,
    sets: &[Vec<u32>],
    pairs: &[(u32, u32)],
    leaders: &[u32],
    total: usize,
) -> Vec<Option<Likeness>> {
    let mut likenesses: Vec<Option<Likeness>> = vec![None; total];
    let to_leaders = (0..).zip(leaders.iter().copied()).filter(|(rank, leader)| rank != leader);
    for (one, other) in pairs.iter().copied().chain(to_leaders) {
        let in_order = distinct.first(one) < distinct.first(other);
        let (earlier, later) = if in_order { (one, other) } else { (other, one) };
        let (set, of) = (&sets[later as usize], &sets[earlier as usize]);
        let percent = (100 * words::shared(set, of) / set.len().max(1)) as u8;
        let new = Likeness { of: DocumentId(distinct.first(earlier)), percent };
        let slot = &mut likenesses[distinct.first(later) as usize];
        if slot.is_none_or(|old| (new.percent, old.of) > (old.percent, new.of)) {
            *slot = Some(new);
        }
    }
    for rank in 0..distinct.count() as u32 {
        let of = DocumentId(distinct.first(rank));
        for number in distinct.members(rank).skip(1) {
            likenesses[number as usize] = Some(Likeness { of, percent: 100 });
        }
    }
    likenesses
}
