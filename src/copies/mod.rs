//! Sentences and articles that say the same as others before them: wire copy, quotations, a text sent twice.
//!
//! MinHash finds what is worth comparing (`minhash`); what is a copy is then decided by comparing the texts
//! themselves (`sentences`, `articles`), and where two near-copies differ is told word by word (`differences`). Copies of copies are copies. Time and memory are linear in the length of the
//! articles, but for sorting.
//!
//! **Invariant:** what is found depends on the articles alone, not on the order in which files came; the first of its
//! copies in order of the corpus is never called a copy.

mod articles;
mod differences;
mod distinct;
mod minhash;
mod sentences;
mod words;

pub use differences::{Difference, differences};

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::cooccurrence::Window;
use crate::ids::DocumentId;
use crate::pipeline::Article;
use sentences::Said;

/// How windows that are near-copies of each other are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Counted {
    /// Each by itself.
    #[default]
    Each,
    /// All that are copies of one another count once: the first in order of the corpus.
    Once,
}

/// Of which article another is a near-copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// An article before it in the corpus.
    pub of: DocumentId,
    /// How much of it stands there, in per cent of its runs of four words.
    pub percent: u8,
}

/// What says the same as what. Texts that are copies of each other have the same number: that of the first of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copies {
    /// For each article, the number of its first sentence; at the end, how many sentences there are.
    starts: Vec<u32>,
    sentences: Vec<u32>,
    /// For each sentence, the number of its paragraph.
    paragraphs: Vec<u32>,
    articles: Vec<u32>,
    likenesses: Vec<Option<Likeness>>,
}

/// Finds the near-copies among articles (sorted, see [`crate::pipeline::sort`]).
pub fn find(articles: &[Article]) -> Copies {
    let mut starts = vec![0];
    let mut total = 0;
    for article in articles {
        total += article.sentences.len() as u32;
        starts.push(total);
    }
    let said = sentences::said(articles);
    let paragraphs = paragraphs(articles, &said);
    let Said { firsts: mut sentences, short } = said;
    for (own, (first, short)) in (0..).zip(sentences.iter_mut().zip(short)) {
        if short {
            *first = own;
        }
    }
    let (firsts, likenesses) = articles::firsts(articles);
    Copies { starts, sentences, paragraphs, articles: firsts, likenesses }
}

/// For each sentence, the number of the first sentence of the first paragraph whose sentences say the same as those
/// of its own, one by one. A paragraph of nothing but short sentences is no copy.
fn paragraphs(articles: &[Article], said: &Said) -> Vec<u32> {
    let mut first_of: HashMap<&[u32], u32> = HashMap::new();
    let mut paragraphs = Vec::with_capacity(said.firsts.len());
    for article in articles {
        for paragraph in article.sentences.chunk_by(|one, next| one.block == next.block) {
            let start = paragraphs.len();
            let range = start..start + paragraph.len();
            let own = start as u32;
            let first = match said.short[range.clone()].iter().all(|&short| short) {
                true => own,
                false => *first_of.entry(&said.firsts[range.clone()]).or_insert(own),
            };
            paragraphs.resize(range.end, first);
        }
    }
    paragraphs
}

impl Copies {
    /// What the window around a sentence says: the same number for two windows of one size that are copies of each
    /// other, different ones for two that are not. `None` where there is no such sentence.
    pub fn said(&self, document: DocumentId, sentence: u32, window: Window) -> Option<u32> {
        let at = self.number(document, sentence)?;
        match window {
            Window::Sentence => self.sentences.get(at).copied(),
            Window::Paragraph => self.paragraphs.get(at).copied(),
            Window::Document => self.articles.get(document.index()).copied(),
        }
    }

    fn number(&self, document: DocumentId, sentence: u32) -> Option<usize> {
        let start = *self.starts.get(document.index())?;
        let end = *self.starts.get(document.index() + 1)?;
        let at = start.checked_add(sentence)?;
        (at < end).then_some(at as usize)
    }

    /// Of which article before it an article is a near-copy.
    pub fn likeness(&self, document: DocumentId) -> Option<Likeness> {
        self.likenesses.get(document.index()).copied().flatten()
    }

    /// How many sentences are near-copies of one before them.
    pub fn copied_sentences(&self) -> u32 {
        copied(&self.sentences)
    }

    /// How many articles are near-copies of one before them.
    pub fn copied_articles(&self) -> u32 {
        copied(&self.articles)
    }
}

fn copied(firsts: &[u32]) -> u32 {
    (0..).zip(firsts).filter(|&(number, &first)| number != first).count() as u32
}
