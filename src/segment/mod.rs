//! Documents to sentences and tokens.
//!
//! **Invariant:** sentences lie in blocks that count, tokens in sentences, both in order and without overlap; every
//! span is on character boundaries. Any text is segmented, in time linear in its length, and no sentence is longer
//! than 8,000 bytes.

mod abbreviations;
mod countries;
mod joined;
mod sentences;
mod tokens;

use serde::{Deserialize, Serialize};

use crate::ids::Span;
use crate::read::Document;

/// A sentence. Sentences are in order and never cross a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Where it stands in the text, without white space around it.
    pub span: Span,
    /// Index of its block: the paragraph window.
    pub block: u32,
    /// Its first token.
    pub first_token: u32,
    /// One past its last token.
    pub end_token: u32,
}

/// A document cut into sentences and tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segmentation {
    /// The sentences of all blocks that count, in order.
    pub sentences: Vec<Sentence>,
    /// The tokens of all sentences, in order, as spans of the text.
    pub tokens: Vec<Span>,
}

impl Segmentation {
    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Span] {
        &self.tokens[sentence.first_token as usize..sentence.end_token as usize]
    }
}

/// Cuts the blocks that count into sentences and tokens (the Penn Treebank's manner: `Putin` `'s`).
pub fn segment(document: &Document) -> Segmentation {
    let mut segmentation = Segmentation::default();
    let Segmentation { sentences, tokens } = &mut segmentation;
    for (rank, block) in document.blocks.iter().enumerate().filter(|(_, block)| block.role.counts()) {
        let base = block.span.start as usize;
        for (start, end) in sentences::sentences(document.slice(block.span)) {
            let first_token = tokens.len() as u32;
            tokens::tokenise(&document.text, base + start, base + end, tokens);
            sentences.push(Sentence {
                span: Span::new(base + start, base + end),
                block: rank as u32,
                first_token,
                end_token: tokens.len() as u32,
            });
        }
    }
    joined::split(&document.text, sentences, tokens);
    segmentation
}
