//! Sentences that say the same.
//!
//! Two sentences of at least [`SHORTEST`] words are copies when their words are the same. Longer ones, of at least
//! [`LONG`] words, also when they resemble each other (Jaccard index of pairs of neighbouring words at least 0.7) or
//! one holds nearly all of the other (0.9 of its pairs, and they resemble each other by half), unless each has a
//! number or a name that the other lacks: "killed 5" is no copy of "killed 7". A shorter sentence is by
//! itself no copy of anything: two people write "Putin met Trump." without knowing of each other.

use super::distinct::Distinct;
use super::minhash::{Banding, candidates};
use super::words;
use crate::pipeline::Article;

/// Sentences of fewer words are never copies.
const SHORTEST: usize = 4;
/// Sentences of fewer words are copies only when they have the same words.
const LONG: usize = 8;
/// Words in a shingle.
const WIDTH: usize = 2;
/// Meets 99.9 % of pairs that resemble each other by 0.7, 88 % of those by 0.5, 35 % of those by 0.3.
const BANDING: Banding = Banding { bands: 16, rows: 3 };

/// What the sentences of all articles say, in order.
#[derive(Debug)]
pub(super) struct Said {
    /// For each sentence the first that says the same, be it as short as it may: itself where there is none.
    pub(super) firsts: Vec<u32>,
    /// Whether it is too short to be a copy by itself.
    pub(super) short: Vec<bool>,
}

/// Compares all sentences.
pub(super) fn said(articles: &[Article]) -> Said {
    let places: Vec<(u32, u32)> = (0..)
        .zip(articles)
        .flat_map(|(document, article)| (0..article.sentences.len() as u32).map(move |at| (document, at)))
        .collect();
    let mut words = Vec::new();
    let mut texts = Vec::new();
    let mut short = Vec::with_capacity(places.len());
    for (number, &place) in (0..).zip(&places) {
        read(articles, place, &mut words);
        short.push(words.len() < SHORTEST);
        if !words.is_empty() {
            texts.push((words::identity(&words), number));
        }
    }
    let distinct = Distinct::new(texts);
    let sets = distinct.shingles(WIDTH, LONG, |number, words| read(articles, places[number as usize], words));
    let telling = |rank: u32| {
        let mut telling = Vec::new();
        for number in distinct.members(rank) {
            let (document, sentence) = places[number as usize];
            words::telling(&articles[document as usize], sentence as usize, &mut telling);
        }
        telling
    };
    let mut pairs = candidates(&sets, BANDING);
    pairs.retain(|&(one, other)| {
        resembles(&sets[one as usize], &sets[other as usize]) && words::nested(&telling(one), &telling(other))
    });
    Said { firsts: distinct.firsts(&distinct.leaders(&pairs), places.len()), short }
}

fn read(articles: &[Article], (document, sentence): (u32, u32), words: &mut Vec<u32>) {
    let article = &articles[document as usize];
    words.clear();
    words::append(article.document.slice(article.sentences[sentence as usize].span), words);
}

/// Whether two sets of shingles are those of near-copies.
fn resembles(one: &[u32], other: &[u32]) -> bool {
    let both = words::shared(one, other);
    let (smaller, either) = (one.len().min(other.len()), one.len() + other.len() - both);
    10 * both >= 7 * either || (10 * both >= 9 * smaller && 2 * both >= either)
}
