//! Word clusters: words that are used alike share a number, at two grains.

/// Clusters of words by the hash of their folded form; empty where a model has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clusters {
    /// Ascending hashes.
    hashes: Vec<u32>,
    /// Fine and coarse cluster of each, from 1.
    clusters: Vec<[u8; 2]>,
}

impl Clusters {
    /// Clusters of `(hash, [fine, coarse])`; the first of equal hashes wins.
    pub fn new(mut words: Vec<(u32, [u8; 2])>) -> Self {
        words.sort_by_key(|&(hash, _)| hash);
        words.dedup_by_key(|&mut (hash, _)| hash);
        let (hashes, clusters) = words.into_iter().unzip();
        Clusters { hashes, clusters }
    }

    /// Fine and coarse cluster of a word's hash; 0 where unknown.
    pub fn of(&self, hash: u32) -> [u8; 2] {
        match self.hashes.binary_search(&hash) {
            Ok(at) => self.clusters[at],
            Err(_) => [0; 2],
        }
    }

    /// All words' hashes with their clusters, ascending by hash.
    pub fn iter(&self) -> impl Iterator<Item = (u32, [u8; 2])> + '_ {
        self.hashes.iter().copied().zip(self.clusters.iter().copied())
    }

    /// How many words have a cluster.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }
}
