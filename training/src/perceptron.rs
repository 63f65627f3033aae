//! The averaged structured perceptron (Collins 2002) with partial labels.

use std::collections::BTreeMap;

use coterie::entities::allowed_labels;
use coterie::entities::features::{Extractor, Sentence};
use coterie::model::clusters::Clusters;
use coterie::model::viterbi::{Decoder, LabelSet, Transitions};
use coterie::model::{KEY_BITS, LABELS, Scores, WIDTH};

use crate::augment;
use crate::data::Example;
use crate::random::Random;

/// A feature seen less often than this in an epoch gets no weights.
const LEAST_OFTEN: u8 = 2;
/// Epochs of the pass that only chooses features.
const FIRST_EPOCHS: u32 = 4;
const SEED: u64 = 20_161_108;
/// So many times is learned, each in another order of the sentences, and the weights are averaged: what one order made of
/// chance, the others take back.
const RUNS: u64 = 5;

/// What training gives: averaged weights in the perceptron's own units.
pub(crate) struct Learned {
    /// Feature keys with their weights.
    pub(crate) rows: Vec<(u32, [f64; LABELS])>,
    /// `transitions[from][to]`, the last row is the start.
    pub(crate) transitions: [[f64; LABELS]; LABELS + 1],
    /// The clusters used.
    pub(crate) clusters: Clusters,
}

/// Weights being learned, each with the sum that averaging needs.
#[derive(Default)]
struct Weights {
    now: Vec<[i32; WIDTH]>,
    sums: Vec<[i64; LABELS]>,
}

impl Weights {
    fn with(count: usize) -> Self {
        Weights { now: vec![[0; WIDTH]; count], sums: vec![[0; LABELS]; count] }
    }

    fn add(&mut self, row: usize, label: usize, by: i32, time: i64) {
        self.now[row][label] += by;
        self.sums[row][label] += i64::from(by) * time;
    }

    fn averages(&self, row: usize, time: i64) -> [f64; LABELS] {
        std::array::from_fn(|label| {
            f64::from(self.now[row][label]) - self.sums[row][label] as f64 / time.max(1) as f64
        })
    }
}

/// The sentences of an epoch in its order, headlines among them.
fn each_sentence(examples: &[Example], run: u64, epoch: u32, mut each: impl FnMut(&Example)) {
    let mut random = Random::new(SEED + 1000 * run + u64::from(epoch));
    let mut order: Vec<usize> = (0..examples.len()).collect();
    random.shuffle(&mut order);
    for index in order {
        for copy in augment::copies(&examples[index], &mut random) {
            each(&copy);
        }
    }
}

/// Rows of the features that occur often enough: `rows[key]`, [`u32::MAX`] for the others.
fn rows(examples: &[Example], extractor: &Extractor, clusters: &Clusters) -> (Vec<u32>, usize) {
    let mut counts = vec![0_u8; 1 << KEY_BITS];
    let (mut sentence, mut keys) = (Sentence::default(), Vec::new());
    each_sentence(examples, 0, 0, |example| {
        let tokens: Vec<&str> = example.tokens.iter().map(String::as_str).collect();
        extractor.read(&tokens, clusters, &mut sentence);
        for i in 0..tokens.len() {
            extractor.keys(&sentence, i, &mut keys);
            for &key in &keys {
                counts[key as usize] = counts[key as usize].saturating_add(1);
            }
        }
    });
    let mut rows = vec![u32::MAX; counts.len()];
    let mut next = 0;
    for (row, &count) in rows.iter_mut().zip(&counts) {
        if count >= LEAST_OFTEN {
            *row = next;
            next += 1;
        }
    }
    (rows, next as usize)
}

/// What a token's label is to become when its sentence went wrong. A token that may be no name or one of a kind its
/// set does not mark keeps such a guess, but is never taught one: else the kinds that a set leaves out swallow its
/// every unmarked word.
fn target(guess: u8, allowed: LabelSet) -> LabelSet {
    if allowed & 1 == 0 { allowed } else { 1 | allowed & (1 << guess) }
}

/// Learns twice: once with every feature, then again with the `features` of them that weigh most, which makes up for
/// most of what the others knew.
pub(crate) fn train(
    examples: &[Example],
    extractor: &Extractor,
    clusters: &Clusters,
    epochs: u32,
    features: usize,
) -> Learned {
    let (all, count) = rows(examples, extractor, clusters);
    println!("{} sentences, {count} features, {} clustered words", examples.len(), clusters.len());
    let first = learn(examples, extractor, clusters, (0, FIRST_EPOCHS), &all, count);
    let weight = |row: &[f64; LABELS]| row.iter().fold(0.0_f64, |most, weight| most.max(weight.abs()));
    let mut heaviest: Vec<(f64, u32)> = first.rows.iter().map(|(key, row)| (weight(row), *key)).collect();
    heaviest.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    heaviest.truncate(features);
    let mut kept = vec![u32::MAX; all.len()];
    for (row, &(_, key)) in (0..).zip(&heaviest) {
        kept[key as usize] = row;
    }
    let again = |run| learn(examples, extractor, clusters, (run, epochs), &kept, heaviest.len());
    mean((0..RUNS).map(again).collect(), clusters)
}

/// The mean of what several runs learned.
fn mean(runs: Vec<Learned>, clusters: &Clusters) -> Learned {
    let share = 1.0 / runs.len().max(1) as f64;
    let mut rows: BTreeMap<u32, [f64; LABELS]> = BTreeMap::new();
    let mut transitions = [[0.0; LABELS]; LABELS + 1];
    for run in runs {
        for (key, weights) in run.rows {
            let sums = rows.entry(key).or_insert([0.0; LABELS]);
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += share * weight;
            }
        }
        for (sum, weight) in transitions.iter_mut().flatten().zip(run.transitions.iter().flatten()) {
            *sum += share * weight;
        }
    }
    Learned { rows: rows.into_iter().collect(), transitions, clusters: clusters.clone() }
}

/// Learns weights for `count` features, those with a row in `rows`. Prints a line for each epoch.
fn learn(
    examples: &[Example],
    extractor: &Extractor,
    clusters: &Clusters,
    (run, epochs): (u64, u32),
    rows: &[u32],
    count: usize,
) -> Learned {
    let mut weights = Weights::with(count);
    let mut edges = Weights::with(LABELS + 1);
    let (mut sentence, mut keys) = (Sentence::default(), Vec::new());
    let (mut wrong, mut right) = (Decoder::default(), Decoder::default());
    let (mut offsets, mut features): (Vec<usize>, Vec<u32>) = (Vec::new(), Vec::new());
    let mut targets: Vec<LabelSet> = Vec::new();
    let mut time = 0_i64;
    for epoch in 0..epochs {
        let (mut tokens_seen, mut mistakes) = (0_usize, 0_usize);
        each_sentence(examples, run, epoch, |example| {
            time += 1;
            let tokens: Vec<&str> = example.tokens.iter().map(String::as_str).collect();
            extractor.read(&tokens, clusters, &mut sentence);
            offsets.clear();
            features.clear();
            offsets.push(0);
            let mut scores: Vec<Scores> = Vec::with_capacity(tokens.len());
            for i in 0..tokens.len() {
                extractor.keys(&sentence, i, &mut keys);
                let mut sums = [0; WIDTH];
                for row in keys.iter().map(|&key| rows[key as usize]).filter(|&row| row != u32::MAX) {
                    features.push(row);
                    for (sum, weight) in sums.iter_mut().zip(&weights.now[row as usize]) {
                        *sum += weight;
                    }
                }
                offsets.push(features.len());
                scores.push(sums);
            }
            let possible: Vec<LabelSet> =
                (0..tokens.len()).map(|i| allowed_labels(sentence.class(i))).collect();
            let transitions = Transitions::new(|from, to| edges.now[from][to]);
            let guess = wrong.decode(&scores, &transitions, &possible);
            let is_right = |(label, allowed): (&u8, &LabelSet)| 1 << label & allowed != 0;
            tokens_seen += tokens.len();
            if guess.iter().zip(&example.allowed).all(is_right) {
                return;
            }
            targets.clear();
            targets
                .extend(guess.iter().zip(&example.allowed).map(|(&guess, &allowed)| target(guess, allowed)));
            let gold = right.decode(&scores, &transitions, &targets);
            let (mut last_gold, mut last_guess) = (LABELS, LABELS);
            for i in 0..tokens.len() {
                let (gold, guess) = (usize::from(gold[i]), usize::from(guess[i]));
                if gold != guess {
                    mistakes += 1;
                    for &row in &features[offsets[i]..offsets[i + 1]] {
                        weights.add(row as usize, gold, 1, time);
                        weights.add(row as usize, guess, -1, time);
                    }
                }
                if (last_gold, gold) != (last_guess, guess) {
                    edges.add(last_gold, gold, 1, time);
                    edges.add(last_guess, guess, -1, time);
                }
                (last_gold, last_guess) = (gold, guess);
            }
        });
        println!("epoch {}: {mistakes} of {tokens_seen} tokens wrong", epoch + 1);
    }
    let rows = (0_u32..)
        .zip(rows)
        .filter(|&(_, &row)| row != u32::MAX)
        .map(|(key, &row)| (key, weights.averages(row as usize, time)))
        .filter(|(_, row)| row.iter().any(|&weight| weight != 0.0))
        .collect();
    let transitions = std::array::from_fn(|from| edges.averages(from, time));
    Learned { rows, transitions, clusters: clusters.clone() }
}
