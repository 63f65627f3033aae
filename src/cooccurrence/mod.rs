//! Entities and windows to pairs: who appears with whom, how often, where.
//!
//! **Invariant:** a pair without evidence cannot exist: its weight *is* the number of its passages.

use serde::{Deserialize, Serialize};

use crate::aliases::{Entity, Owners};
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
    /// The windows that name both, in order of document and place. Never empty; its length is the weight.
    pub passages: Vec<Passage>,
}

impl Cooccurrence {
    /// The number of windows that name both.
    pub fn weight(&self) -> u32 {
        self.passages.len() as u32
    }

    /// The number of documents that have such a window.
    pub fn document_count(&self) -> u32 {
        self.passages.chunk_by(|left, right| left.document == right.document).count() as u32
    }
}

/// Counts the pairs of entities that share a window, sorted by `(a, b)`. An entity named twice in a window is there
/// once.
pub fn count(articles: &[Article], entities: &[Entity], window: Window) -> Vec<Cooccurrence> {
    let owners = Owners::new(articles, entities);
    let mut passages = Vec::new();
    let mut pairs: Vec<(EntityId, EntityId, u32)> = Vec::new();
    let mut named = Vec::new();
    for (index, article) in articles.iter().enumerate() {
        let document = DocumentId(index as u32);
        let mut mentions = article.mentions.iter().enumerate().peekable();
        while let Some(&(_, first)) = mentions.peek() {
            let Some(span) = window_of(article, first.sentence, window) else {
                mentions.next();
                continue;
            };
            named.clear();
            while let Some((mention, _)) =
                mentions.next_if(|(_, mention)| window_of(article, mention.sentence, window) == Some(span))
            {
                named.extend(owners.of(document, mention as u32));
            }
            named.sort_unstable();
            named.dedup();
            if named.len() < 2 {
                continue;
            }
            let passage = passages.len() as u32;
            passages.push(Passage { document, span });
            for (rank, &a) in named.iter().enumerate() {
                pairs.extend(named[rank + 1..].iter().map(|&b| (a, b, passage)));
            }
        }
    }
    pairs.sort_unstable();
    pairs
        .chunk_by(|left, right| (left.0, left.1) == (right.0, right.1))
        .map(|chunk| Cooccurrence {
            a: chunk[0].0,
            b: chunk[0].1,
            passages: chunk.iter().map(|&(_, _, passage)| passages[passage as usize]).collect(),
        })
        .collect()
}

fn window_of(article: &Article, sentence: u32, window: Window) -> Option<Span> {
    article.sentences.get(sentence as usize).map(|sentence| window.around(article, sentence))
}

/// The tie of two entities in a list sorted by `(a, b)`, as [`count`] gives it.
pub fn find(cooccurrences: &[Cooccurrence], one: EntityId, other: EntityId) -> Option<&Cooccurrence> {
    let ends = (one.min(other), one.max(other));
    let at = cooccurrences.binary_search_by_key(&ends, |pair| (pair.a, pair.b)).ok()?;
    cooccurrences.get(at)
}
