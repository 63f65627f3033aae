//! The recogniser: tokens in, names out.
//!
//! An averaged perceptron's weights (Collins 2002) score the labels of each token, Viterbi finds the best path, and
//! the difference to the best path that says otherwise is how sure it is. Then the document has its say.

use super::features::{self, Class, Extractor};
use super::{Kind, Mention, document};
use crate::ids::Span;
use crate::model::viterbi::{self, Decoder, LabelSet, Transitions};
use crate::model::{LABELS, LinearTagger, ModelError, Scores};
use crate::read::Document;
use crate::segment::Segmentation;

/// Finds names. Loaded once from the model file, then shared by all documents.
#[derive(Debug)]
pub struct Recogniser {
    tagger: LinearTagger,
    transitions: Transitions,
    extractor: Extractor,
}

/// The tags of the labels, in the order of the model.
pub const TAGS: [&str; LABELS] = [
    "O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-NORP", "I-NORP", "B-EVENT", "I-EVENT",
    "B-MISC", "I-MISC",
];

/// The margin, in the model's units, from which four names of five are right.
pub(super) const HALF_SURE: i32 = 40;

/// A name found in a sentence's tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// First token.
    pub(super) start: usize,
    /// One past the last.
    pub(super) end: usize,
    /// What it names.
    pub(super) kind: Kind,
    /// How much better the best path is than the best that disagrees on one of its tokens; 0 or more.
    pub(super) margin: i32,
}

/// Scratch space for tagging one sentence after another.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    sentence: features::Sentence,
    keys: Vec<u32>,
    scores: Vec<Scores>,
    allowed: Vec<LabelSet>,
    decoder: Decoder,
    labels: Vec<u8>,
}

/// The kind of a label that is not `O`.
fn kind_of(label: u8) -> Option<Kind> {
    Kind::ALL.get((usize::from(label)).checked_sub(1)? / 2).copied()
}

impl Recogniser {
    /// Loads the model from the bytes of `static/models/names.bin`.
    ///
    /// # Errors
    /// When the bytes are not a model, or one made for other features than these.
    pub fn load(bytes: &[u8]) -> Result<Self, ModelError> {
        let tagger = LinearTagger::from_bytes(bytes)?;
        if tagger.features() != features::VERSION {
            return Err(ModelError("it was made for another version of the program".to_owned()));
        }
        Ok(Recogniser::new(tagger))
    }

    /// A recogniser with this model.
    pub fn new(tagger: LinearTagger) -> Self {
        let weights = *tagger.transitions();
        let transitions = Transitions::new(|from, to| i32::from(weights[from][to]));
        Recogniser { tagger, transitions, extractor: Extractor::new() }
    }

    /// BIO tags (`O`, `B-PER`, `I-PER`, …) of a sentence that is already cut into tokens.
    pub fn tag(&self, tokens: &[&str]) -> Vec<&'static str> {
        let mut scratch = Scratch::default();
        self.label(tokens, &mut scratch);
        scratch.labels.iter().map(|&label| TAGS[usize::from(label)]).collect()
    }

    /// The names in a sentence that is already cut into tokens: first token, one past the last, kind, score.
    pub fn names(&self, tokens: &[&str]) -> Vec<(usize, usize, Kind, f32)> {
        let found = self.find(tokens, &mut Scratch::default());
        found.into_iter().map(|name| (name.start, name.end, name.kind, score_of(name.margin))).collect()
    }

    /// The mentions in a document's counting sentences, in order of their spans.
    pub fn recognise(&self, document: &Document, segmentation: &Segmentation) -> Vec<Mention> {
        let mut scratch = Scratch::default();
        let mut lines = Vec::with_capacity(segmentation.sentences.len());
        for sentence in &segmentation.sentences {
            let spans = segmentation.tokens_of(sentence);
            let words: Vec<&str> = spans.iter().map(|&span| document.slice(span)).collect();
            let found = self.find(&words, &mut scratch);
            let names = document::tidy(&words, |i| joins(&words, spans, i), &found);
            lines.push(document::Line { words, casing: scratch.sentence.casing(), names });
        }
        document::reconsider(&mut lines);
        let mut mentions = Vec::new();
        for ((index, sentence), line) in segmentation.sentences.iter().enumerate().zip(&lines) {
            let spans = segmentation.tokens_of(sentence);
            mentions.extend(line.names.iter().map(|name| Mention {
                span: Span { start: spans[name.start].start, end: spans[name.end - 1].end },
                sentence: index as u32,
                kind: name.kind,
                score: score_of(name.margin),
            }));
        }
        mentions
    }

    /// Labels a sentence; the labels are left in `scratch`.
    fn label(&self, tokens: &[&str], scratch: &mut Scratch) {
        let Scratch { sentence, keys, scores, allowed, decoder, labels } = scratch;
        self.extractor.read(tokens, self.tagger.clusters(), sentence);
        scores.clear();
        allowed.clear();
        for i in 0..tokens.len() {
            self.extractor.keys(sentence, i, keys);
            scores.push(self.tagger.score(keys));
            allowed.push(allowed_labels(sentence.class(i)));
        }
        labels.clear();
        labels.extend_from_slice(decoder.decode(scores, &self.transitions, allowed));
    }

    /// The names in a sentence.
    pub(super) fn find(&self, tokens: &[&str], scratch: &mut Scratch) -> Vec<Found> {
        self.label(tokens, scratch);
        if scratch.labels.iter().all(|&label| label == 0) {
            return Vec::new();
        }
        let Scratch { scores, decoder, labels, .. } = scratch;
        let marginals = decoder.marginals(scores, &self.transitions);
        let margin = |i: usize| {
            let own = usize::from(labels[i]);
            let other = (0..LABELS).filter(|&label| label != own).map(|label| marginals[i][label]).max();
            marginals[i][own].saturating_sub(other.unwrap_or(viterbi::NEVER)).max(0)
        };
        let mut found: Vec<Found> = Vec::new();
        for (i, &label) in labels.iter().enumerate() {
            let Some(kind) = kind_of(label) else { continue };
            match found.last_mut() {
                Some(last) if label % 2 == 0 && last.end == i => {
                    last.end = i + 1;
                    last.margin = last.margin.min(margin(i));
                }
                _ => found.push(Found { start: i, end: i + 1, kind, margin: margin(i) }),
            }
        }
        found
    }
}

/// What a token may be at all: a handle or an address is no name.
pub fn allowed_labels(class: Class) -> LabelSet {
    match class {
        Class::Handle | Class::Link => 1,
        _ => viterbi::ANY,
    }
}

/// Whether token `i` is a mark that joins two names: the segmenter leaves it without white space on either side only
/// where it cut them apart.
fn joins(words: &[&str], spans: &[Span], i: usize) -> bool {
    let touches = |a: usize, b: usize| spans.get(a).zip(spans.get(b)).is_some_and(|(a, b)| a.end == b.start);
    matches!(words[i], "-" | "‐" | "‑" | "–" | "/") && i > 0 && touches(i - 1, i) && touches(i, i + 1)
}

/// The chance that a name with this margin is right, from 1/3 to 1: a rational curve laid through what was counted on
/// the development sets (`coterie-training eval` prints it beside the counts), so that every machine gives the same
/// bits.
pub(super) fn score_of(margin: i32) -> f32 {
    let margin = margin.max(0) as f32;
    let odds = margin / 30.0 + (margin / 40.0) * (margin / 40.0);
    (1.0 / 3.0 + odds) / (1.0 + odds)
}
