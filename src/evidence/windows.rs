//! The windows that name or refer to what was asked about, each once where copies count once.

use super::Corpus;
use crate::aliases::MentionRef;
use crate::app::words;
use crate::cooccurrence::{Passage, Window};
use crate::coreference;
use crate::ids::{DocumentId, EntityId};
use crate::order::InOrder;

/// The windows in which any of `mentions` stands, in order.
pub(super) fn naming(corpus: Corpus<'_>, mentions: &[MentionRef], window: Window) -> Vec<Passage> {
    let sentence = |at: &MentionRef| {
        let article = corpus.articles.get(at.document.index())?;
        Some((at.document, article.mentions.get(at.mention as usize)?.sentence))
    };
    around(corpus, mentions.iter().filter_map(sentence), window)
}

/// The windows in which words stand that refer to an entity, in order.
pub(super) fn referring(corpus: Corpus<'_>, entity: EntityId, window: Window) -> Vec<Passage> {
    let to = corpus.references.iter().filter(|reference| reference.entity == entity);
    around(corpus, to.map(|reference| (reference.document, reference.sentence)), window)
}

fn around(
    corpus: Corpus<'_>,
    sentences: impl Iterator<Item = (DocumentId, u32)>,
    window: Window,
) -> Vec<Passage> {
    let mut windows: Vec<Passage> = sentences
        .filter_map(|(document, sentence)| {
            let article = corpus.articles.get(document.index())?;
            let sentence = article.sentences.get(sentence as usize)?;
            Some(Passage { document, span: window.around(article, sentence) })
        })
        .collect();
    windows.put_in_order(Ord::cmp);
    windows.dedup();
    windows
}

/// The sentences of a document that refer to an entity, in order.
pub(super) fn sentences_referring(
    corpus: Corpus<'_>,
    entity: EntityId,
    document: DocumentId,
) -> Vec<Passage> {
    let within = coreference::of(corpus.references, document);
    let to = within.iter().filter(|reference| reference.entity == entity);
    around(corpus, to.map(|reference| (document, reference.sentence)), Window::Sentence)
}

/// Windows and what they say. Empty where each window counts for itself.
#[derive(Debug)]
pub(super) struct Said {
    /// By what they say, then in order of the corpus.
    windows: Vec<(u32, Passage)>,
    /// In order of the corpus.
    by_place: Vec<(Passage, u32)>,
}

impl Said {
    /// Sorts windows of one size by what they say.
    pub(super) fn new(corpus: Corpus<'_>, windows: &[Passage], window: Window) -> Self {
        let said = |at: Passage| {
            let article = corpus.articles.get(at.document.index())?;
            let first = article.sentences.partition_point(|sentence| sentence.span.start < at.span.start);
            Some((corpus.copies?.said(at.document, first as u32, window)?, at))
        };
        let mut windows: Vec<(u32, Passage)> = windows.iter().copied().filter_map(said).collect();
        windows.put_in_order(Ord::cmp);
        let mut by_place: Vec<(Passage, u32)> = windows.iter().map(|&(said, at)| (at, said)).collect();
        by_place.put_in_order(Ord::cmp);
        Said { windows, by_place }
    }

    /// Those of `windows` before which no other says the same.
    pub(super) fn once(&self, mut windows: Vec<Passage>) -> Vec<Passage> {
        let mut copies: Vec<Passage> = Vec::new();
        for alike in self.windows.chunk_by(|one, next| one.0 == next.0) {
            copies.extend(alike[1..].iter().map(|&(_, at)| at));
        }
        copies.put_in_order(Ord::cmp);
        windows.retain(|at| copies.binary_search(at).is_err());
        windows
    }

    /// Whether a window says what one of these does.
    pub(super) fn has(&self, what: &Said, at: Passage) -> bool {
        what.said(at).is_some_and(|said| self.windows.binary_search_by_key(&said, |&(said, _)| said).is_ok())
    }

    fn said(&self, at: Passage) -> Option<u32> {
        let rank = self.by_place.binary_search_by_key(&at, |&(at, _)| at).ok()?;
        self.by_place.get(rank).map(|&(_, said)| said)
    }

    /// Where else the same is said, as a line; empty where nowhere.
    pub(super) fn elsewhere(&self, corpus: Corpus<'_>, at: Passage) -> String {
        let Some(said) = self.said(at) else { return String::new() };
        let start = self.windows.partition_point(|&(other, _)| other < said);
        let alike = self.windows[start..].iter().take_while(|&&(other, _)| other == said);
        let mut documents: Vec<DocumentId> = alike.clone().map(|&(_, at)| at.document).collect();
        documents.dedup();
        documents.retain(|&document| document != at.document);
        let file = documents.first().and_then(|first| corpus.articles.get(first.index()));
        match file.map(|article| article.document.name.as_str()) {
            Some(file) if documents.len() == 1 => words::ALSO_IN.with(&[("file", file)]),
            Some(file) => words::ALSO_IN_MORE.count(documents.len() as u32 - 1, &[("file", file)]),
            None if alike.count() > 1 => words::ALSO_HERE.text().to_owned(),
            None => String::new(),
        }
    }
}
