//! The recogniser: tokens in, names out.
//!
//! An averaged perceptron's weights (Collins 2002) and a small network score the labels of each token, one by what it
//! has learned by heart, the other by likeness; Viterbi finds the best path by both, and the difference to the best path
//! that says otherwise is how sure it is. Then the document has its say.

use std::sync::Mutex;

use super::features::{self, Casing, Class, Extractor};
use super::{Kind, Mention, document, shape};
use crate::ids::Span;
use crate::model::viterbi::{self, Decoder, LabelSet, Transitions};
use crate::model::{Gazetteer, LABELS, LinearTagger, Model, ModelError, Network, Scores, network};
use crate::read::Document;
use crate::segment::Segmentation;

/// Finds names. Loaded once from the model file, then shared by all documents.
#[derive(Debug)]
pub struct Recogniser {
    linear: LinearTagger,
    /// None for the yardstick that the network is measured against.
    network: Option<Network>,
    transitions: Transitions,
    extractor: Extractor,
    /// Scratch space of readers that are done, for the next ones: it remembers words.
    spare: Mutex<Vec<Scratch>>,
}

/// The tags of the labels, in the order of the model.
pub const TAGS: [&str; LABELS] = [
    "O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-NORP", "I-NORP", "B-EVENT", "I-EVENT",
    "B-MISC", "I-MISC",
];

/// The margin, in the model's units, from which four names of five are right.
pub(super) const HALF_SURE: i32 = 77;

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
struct Scratch {
    sentence: features::Sentence,
    keys: Vec<u32>,
    decoder: Decoder,
    memory: network::Memory,
}

/// What the model says of a sentence's tokens.
#[derive(Debug)]
struct Scored {
    scores: Vec<Scores>,
    allowed: Vec<LabelSet>,
    casing: Casing,
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
        let Model { gazetteer, linear, network } = Model::from_bytes(bytes)?;
        Recogniser::new(gazetteer, linear, Some(network))
    }

    /// A recogniser with this model; without its network, the plain perceptron that the network must beat.
    ///
    /// # Errors
    /// When the model was made for other features than these.
    pub fn new(
        gazetteer: Gazetteer,
        linear: LinearTagger,
        network: Option<Network>,
    ) -> Result<Self, ModelError> {
        if linear.features() != features::VERSION {
            return Err(ModelError("it was made for another version of the program".to_owned()));
        }
        let weights = *linear.transitions();
        // The network's say of neighbouring labels stands: the perceptron's on top of it counted the same thing twice.
        let transitions = match network.as_ref().map(|network| *network.transitions()) {
            Some(weights) => Transitions::new(|from, to| weights[from][to]),
            None => Transitions::new(|from, to| i32::from(weights[from][to])),
        };
        let extractor = Extractor::new(gazetteer);
        Ok(Recogniser { linear, network, transitions, extractor, spare: Mutex::default() })
    }

    /// BIO tags (`O`, `B-PER`, `I-PER`, …) of a sentence that is already cut into tokens.
    pub fn tag(&self, tokens: &[&str]) -> Vec<&'static str> {
        let mut tags = vec![TAGS[0]; tokens.len()];
        for (start, end, kind, _) in self.names(tokens) {
            let begin = 1 + 2 * kind.index();
            tags[start] = TAGS[begin];
            tags[start + 1..end].fill(TAGS[begin + 1]);
        }
        tags
    }

    /// The names in a sentence that is already cut into tokens: first token, one past the last, kind, score.
    pub fn names(&self, tokens: &[&str]) -> Vec<(usize, usize, Kind, f32)> {
        self.names_all(&[tokens]).pop().unwrap_or_default()
    }

    /// [`Recogniser::names`] for many sentences, which is faster than one by one and gives the same.
    pub fn names_all<'t, S: AsRef<[&'t str]>>(&self, sentences: &[S]) -> Vec<Vec<(usize, usize, Kind, f32)>> {
        let scored = |name: Found| (name.start, name.end, name.kind, score_of(name.margin));
        self.find(sentences).into_iter().map(|(_, found)| found.into_iter().map(scored).collect()).collect()
    }

    /// The margin of each name in a sentence, in the model's units: what its score is made from.
    pub fn margins(&self, tokens: &[&str]) -> Vec<(usize, usize, Kind, i32)> {
        let found = self.find(&[tokens]).pop().map_or_else(Vec::new, |(_, found)| found);
        found.into_iter().map(|name| (name.start, name.end, name.kind, name.margin)).collect()
    }

    /// The mentions in a document's counting sentences, in order of their spans.
    pub fn recognise(&self, document: &Document, segmentation: &Segmentation) -> Vec<Mention> {
        let sentences: Vec<Vec<&str>> = segmentation
            .sentences
            .iter()
            .map(|sentence| {
                segmentation.tokens_of(sentence).iter().map(|&span| document.slice(span)).collect()
            })
            .collect();
        let found = self.find(&sentences);
        let mut lines = Vec::with_capacity(sentences.len());
        for ((sentence, words), (casing, found)) in segmentation.sentences.iter().zip(sentences).zip(found) {
            let spans = segmentation.tokens_of(sentence);
            let names = shape::tidy(&words, |i| joins(&words, spans, i), &found);
            lines.push(document::Line { words, casing, names });
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

    /// What the model says of the tokens of each sentence.
    fn score<'t, S: AsRef<[&'t str]>>(&self, sentences: &[S], scratch: &mut Scratch) -> Vec<Scored> {
        let Scratch { sentence, keys, memory, .. } = scratch;
        let mut slots = Vec::with_capacity(sentences.len());
        let mut scored: Vec<Scored> = Vec::with_capacity(sentences.len());
        for tokens in sentences.iter().map(AsRef::as_ref) {
            self.extractor.read(tokens, self.linear.clusters(), sentence);
            let scores = (0..tokens.len()).map(|i| {
                self.extractor.keys(sentence, i, keys);
                self.linear.score(keys)
            });
            let scores = scores.collect();
            let allowed = (0..tokens.len()).map(|i| allowed_labels(sentence.class(i))).collect();
            scored.push(Scored { scores, allowed, casing: sentence.casing() });
            if let Some(network) = &self.network {
                let of = |i: usize| network::slots(&sentence.input(i), network.vocabulary());
                slots.push((0..tokens.len()).map(of).collect());
            }
        }
        if let Some(network) = &self.network {
            for (scored, more) in scored.iter_mut().zip(network.score(&slots, memory)) {
                for (scores, more) in scored.scores.iter_mut().flatten().zip(more.iter().flatten()) {
                    *scores += more;
                }
            }
        }
        scored
    }

    /// How each sentence uses capitals, and the names in it.
    fn find<'t, S: AsRef<[&'t str]>>(&self, sentences: &[S]) -> Vec<(Casing, Vec<Found>)> {
        let spare = self.spare.lock().ok().and_then(|mut spare| spare.pop());
        let mut scratch = spare.unwrap_or_default();
        let scored = self.score(sentences, &mut scratch);
        let found = scored.iter().map(|scored| (scored.casing, self.decode(scored, &mut scratch.decoder)));
        let found = found.collect();
        if let Ok(mut spare) = self.spare.lock() {
            spare.push(scratch);
        }
        found
    }

    /// The names on the best path through a sentence.
    fn decode(&self, scored: &Scored, decoder: &mut Decoder) -> Vec<Found> {
        let Scored { scores, allowed, .. } = scored;
        let labels = decoder.decode(scores, &self.transitions, allowed).to_vec();
        if labels.iter().all(|&label| label == 0) {
            return Vec::new();
        }
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
/// the development sets (`coterie-training margins` prints the counts), so that every machine gives the same bits.
pub(super) fn score_of(margin: i32) -> f32 {
    let unit = margin.max(0) as f32 / 54.0;
    let odds = unit * unit * (1.0 + unit) / 2.0;
    (1.0 / 3.0 + odds) / (1.0 + odds)
}
