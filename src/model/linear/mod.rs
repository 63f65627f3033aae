//! The linear part: an averaged perceptron's weights (Collins 2002).
//!
//! A row of [`LABELS`] small integers for each feature it knows, a table of integers for each pair of neighbouring
//! labels, and the [`clusters`](super::clusters) its features were made with.

mod file;

use super::buckets::Buckets;
use super::clusters::Clusters;
use super::{KEY_BITS, LABELS, ModelError, Scores, WIDTH};

/// A linear tagger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinearTagger {
    /// Version of the features it was trained with.
    features: u16,
    /// The features' keys.
    index: Buckets,
    /// The weights, each at its key's place.
    rows: Vec<[i8; WIDTH]>,
    /// `transitions[from][to]`; the row [`LABELS`] is the sentence's start.
    transitions: [[i16; LABELS]; LABELS + 1],
    /// The clusters its features were made with.
    clusters: Clusters,
}

impl LinearTagger {
    /// A tagger of `(key, weights)` rows in any order. Keys must be distinct and below 2²⁴; others are left out.
    pub fn new(
        features: u16,
        mut weights: Vec<(u32, [i8; WIDTH])>,
        transitions: [[i16; LABELS]; LABELS + 1],
        clusters: Clusters,
    ) -> Self {
        weights.retain(|&(key, _)| key < 1 << KEY_BITS);
        weights.sort_unstable_by_key(|&(key, _)| key);
        weights.dedup_by_key(|&mut (key, _)| key);
        let index = Buckets::new(weights.iter().map(|&(key, _)| key));
        let rows = weights.into_iter().map(|(_, row)| row).collect();
        LinearTagger { features, index, rows, transitions, clusters }
    }

    /// The version of the features it was trained with.
    pub fn features(&self) -> u16 {
        self.features
    }

    /// The clusters its features were made with.
    pub fn clusters(&self) -> &Clusters {
        &self.clusters
    }

    /// `transitions[from][to]`; the last row is the sentence's start.
    pub fn transitions(&self) -> &[[i16; LABELS]; LABELS + 1] {
        &self.transitions
    }

    /// How many features have weights.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no feature has weights.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The weights of a feature.
    #[inline]
    pub fn row(&self, key: u32) -> Option<&[i8; WIDTH]> {
        self.rows.get(self.index.place(key)?)
    }

    /// The label scores of a token with these features.
    pub fn score(&self, keys: &[u32]) -> Scores {
        let mut sums = [0_i16; WIDTH];
        for &key in keys {
            if let Some(row) = self.row(key) {
                for (sum, &weight) in sums.iter_mut().zip(row) {
                    *sum = sum.wrapping_add(i16::from(weight));
                }
            }
        }
        sums.map(i32::from)
    }
}
