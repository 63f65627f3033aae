//! The table of contents: the stages in order.
//!
//! `read → clean → segment → recognise` for each file alone ([`find_names`], which any worker can do), then
//! `resolve → decide → count → build` over all articles ([`crate::session`] and the command line).

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::entities::{Mention, Recogniser};
#[cfg(not(target_arch = "wasm32"))]
use crate::formats;
use crate::order::InOrder;
use crate::read::{Document, Reading};
use crate::segment::Sentence;
use crate::{clean, segment};

/// A document with what was found in it: all that later stages need, and small enough to post between workers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The words.
    pub document: Document,
    /// The sentences that count, in order.
    pub sentences: Vec<Sentence>,
    /// The names in them, in order.
    pub mentions: Vec<Mention>,
}

/// What one file gave.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// Its articles.
    pub articles: Vec<Article>,
    /// What a person should know.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads one file and finds the names in it. The words of PDF files come from elsewhere: see [`formats::Opening`].
#[cfg(not(target_arch = "wasm32"))]
pub fn analyse(source: crate::read::Source<'_>, recogniser: &Recogniser) -> Analysis {
    find_names(formats::open(source, &formats::Options::default()).alone(), recogniser, || ())
}

/// Finds the names in what was read; `begun` is called before each article.
pub fn find_names(reading: Reading, recogniser: &Recogniser, mut begun: impl FnMut()) -> Analysis {
    let articles = reading
        .documents
        .into_iter()
        .map(|document| {
            begun();
            let document = clean::clean(document);
            let segmentation = segment::segment(&document);
            let mentions = recogniser.recognise(&document, &segmentation);
            Article { document, sentences: segmentation.sentences, mentions }
        })
        .collect();
    Analysis { articles, diagnostics: reading.diagnostics }
}

/// Puts articles into the order that makes everything after independent of the order in which files came.
pub fn sort(articles: &mut [Article]) {
    articles.put_in_order(|a, b| {
        (&a.document.name, a.document.fingerprint).cmp(&(&b.document.name, b.document.fingerprint))
    });
}
