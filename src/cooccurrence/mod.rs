//! Entities and windows to pairs: who appears with whom, how often, where.
//!
//! **Invariant:** a pair without evidence cannot exist: its weight *is* the number of its passages.

mod windows;

use serde::{Deserialize, Serialize};

use crate::aliases::{Entity, Owners};
use crate::copies::Copies;
use crate::coreference::Reference;
use crate::graph::Strength;
use crate::ids::{DocumentId, EntityId, Span};
use crate::pipeline::Article;
use crate::segment::Sentence;

/// How near two names must stand to count as together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Window {
    /// In one sentence.
    #[default]
    Sentence,
    /// In one paragraph.
    Paragraph,
    /// In one article.
    Document,
}

impl Window {
    /// All windows, nearest first.
    pub const ALL: [Window; 3] = [Window::Sentence, Window::Paragraph, Window::Document];

    /// The window around a sentence of an article, as a span of its text.
    pub fn around(self, article: &Article, sentence: &Sentence) -> Span {
        let blocks = &article.document.blocks;
        match self {
            Window::Sentence => sentence.span,
            Window::Paragraph => {
                blocks.get(sentence.block as usize).map_or(sentence.span, |block| block.span)
            }
            Window::Document => {
                let mut counting = blocks.iter().filter(|block| block.role.counts());
                let first = counting.next();
                let last = counting.next_back().or(first);
                match (first, last) {
                    (Some(first), Some(last)) => Span { start: first.span.start, end: last.span.end },
                    _ => sentence.span,
                }
            }
        }
    }
}

/// A window of text that names both entities of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Passage {
    /// The document.
    pub document: DocumentId,
    /// The sentence, the paragraph, or all that counts of the document.
    pub span: Span,
}

/// Two entities that appear together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cooccurrence {
    /// The smaller id.
    pub a: EntityId,
    /// The larger id.
    pub b: EntityId,
    /// The windows that name both, in order of document and place; its length is the weight.
    pub passages: Vec<Passage>,
    /// Further windows, in which one or both are only referred to, in the same order. Empty unless references are
    /// counted; the two lists are never both empty.
    pub referred: Vec<Passage>,
    /// How many of the windows that name both name one, or both, through doubtful links alone.
    pub doubtful: u32,
}

impl Cooccurrence {
    /// The number of windows that name both.
    pub fn weight(&self) -> u32 {
        self.passages.len() as u32
    }

    /// All numbers of windows.
    pub fn strength(&self) -> Strength {
        Strength { weight: self.weight(), referred: self.referred.len() as u32, doubtful: self.doubtful }
    }

    /// The number of documents that have such a window.
    pub fn document_count(&self) -> u32 {
        self.passages.chunk_by(|left, right| left.document == right.document).count() as u32
    }
}

/// What is counted, and how.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counting<'a> {
    /// How near two names must stand.
    pub window: Window,
    /// Of a pair's windows that are copies of each other only the first counts; without, each does.
    pub copies: Option<&'a Copies>,
    /// Words that stand for names, sorted by document: windows that only they bring are counted apart.
    pub references: &'a [Reference],
}

/// Counts the pairs of entities that share a window, each window for itself, sorted by `(a, b)`. An entity named twice
/// in a window is there once.
pub fn count(articles: &[Article], entities: &[Entity], window: Window) -> Vec<Cooccurrence> {
    count_by(articles, entities, &Counting { window, ..Counting::default() })
}

/// Counts the pairs of entities that share a window, sorted by `(a, b)`.
///
/// **Invariant:** counting copies once neither loses a pair nor raises a weight; references change no weight.
pub fn count_by(articles: &[Article], entities: &[Entity], counting: &Counting<'_>) -> Vec<Cooccurrence> {
    let owners = Owners::new(articles, entities);
    let mut seen: Vec<(Passage, Option<u32>)> = Vec::new();
    let mut named: Vec<Pair> = Vec::new();
    let mut referred: Vec<Pair> = Vec::new();
    for (article, document) in articles.iter().zip((0..).map(DocumentId)) {
        windows::each(article, document, &owners, counting, |window| {
            // Twice the place of the window, and one more where one end is doubtful.
            let at = 2 * seen.len() as u32;
            let doubtful = |id: EntityId| window.sure.binary_search(&id).is_err();
            seen.push((window.passage, window.said));
            for (rank, &a) in window.named.iter().enumerate() {
                let from = doubtful(a);
                let pair = |&b: &EntityId| (a, b, at + u32::from(from || doubtful(b)));
                named.extend(window.named[rank + 1..].iter().map(pair));
                referred.extend(window.referred.iter().map(|&b| (a.min(b), a.max(b), at)));
            }
            for (rank, &a) in window.referred.iter().enumerate() {
                referred.extend(window.referred[rank + 1..].iter().map(|&b| (a, b, at)));
            }
        });
    }
    named.sort_unstable();
    referred.sort_unstable();
    let mut named = named.chunk_by(ends_agree).peekable();
    let mut referred = referred.chunk_by(ends_agree).peekable();
    let ends = |pairs: &&[Pair]| (pairs[0].0, pairs[0].1);
    let mut ties = Vec::new();
    while let Some((a, b)) = named.peek().map(ends).into_iter().chain(referred.peek().map(ends)).min() {
        let mut told = Vec::new();
        let mut passages = |pairs: Option<&[Pair]>| {
            let windows = pairs.unwrap_or_default().iter().map(|&(_, _, at)| {
                let (passage, said) = seen[at as usize / 2];
                (passage, said, at % 2 == 1)
            });
            untold(windows, &mut told)
        };
        let (passages_of_names, doubtful) = passages(named.next_if(|pairs| ends(pairs) == (a, b)));
        let (referred, _) = passages(referred.next_if(|pairs| ends(pairs) == (a, b)));
        ties.push(Cooccurrence { a, b, passages: passages_of_names, referred, doubtful });
    }
    ties
}

/// Two entities, the smaller first, and a window they share: twice its place, and one more where it is doubtful.
type Pair = (EntityId, EntityId, u32);

fn ends_agree(one: &Pair, next: &Pair) -> bool {
    (one.0, one.1) == (next.0, next.1)
}

/// The windows that say what has not been told, and how many of them are doubtful; what they say is told after.
fn untold(
    windows: impl Iterator<Item = (Passage, Option<u32>, bool)>,
    told: &mut Vec<u32>,
) -> (Vec<Passage>, u32) {
    let before = told.len();
    let mut windows: Vec<(Passage, Option<u32>, bool)> = windows.collect();
    if windows.iter().any(|(_, said, _)| said.is_some()) {
        windows.sort_by_key(|&(passage, said, _)| (said, passage));
        windows.dedup_by(|next, one| next.1.is_some() && next.1 == one.1);
        windows.retain(|(_, said, _)| said.is_none_or(|said| told[..before].binary_search(&said).is_err()));
        told.extend(windows.iter().filter_map(|&(_, said, _)| said));
        windows.sort_by_key(|&(passage, _, _)| passage);
    }
    let doubtful = windows.iter().filter(|&&(_, _, doubtful)| doubtful).count() as u32;
    (windows.into_iter().map(|(passage, _, _)| passage).collect(), doubtful)
}

/// The tie of two entities in a list sorted by `(a, b)`, as [`count`] gives it.
pub fn find(cooccurrences: &[Cooccurrence], one: EntityId, other: EntityId) -> Option<&Cooccurrence> {
    let ends = (one.min(other), one.max(other));
    let at = cooccurrences.binary_search_by_key(&ends, |pair| (pair.a, pair.b)).ok()?;
    cooccurrences.get(at)
}
