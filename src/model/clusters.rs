//! Word clusters: words that are used alike share a number, at two grains.

/// Hashes are kept to this many bits: one unknown word in three hundred is then taken for a known one.
const HASH_BITS: u32 = 24;

/// Clusters of words by the hash of their folded form; empty where a model has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clusters {
    /// Ascending folded hashes.
    hashes: Vec<u32>,
    /// The fine cluster of each, from 1.
    fine: Vec<u8>,
    /// The coarse cluster of each fine one.
    coarse_of: [u8; 256],
}

impl Default for Clusters {
    fn default() -> Self {
        Clusters { hashes: Vec::new(), fine: Vec::new(), coarse_of: [0; 256] }
    }
}

/// A hash folded to [`HASH_BITS`].
fn fold(hash: u32) -> u32 {
    (hash ^ (hash >> HASH_BITS)) & ((1 << HASH_BITS) - 1)
}

impl Clusters {
    /// Clusters of `(hash, fine cluster)`, and the coarse cluster of each fine one. Of equal hashes the first wins.
    pub fn new(words: Vec<(u32, u8)>, coarse_of: [u8; 256]) -> Self {
        let mut words: Vec<_> = words.into_iter().map(|(hash, fine)| (fold(hash), fine)).collect();
        words.sort_by_key(|&(hash, _)| hash);
        words.dedup_by_key(|&mut (hash, _)| hash);
        let (hashes, fine) = words.into_iter().unzip();
        Clusters { hashes, fine, coarse_of }
    }

    /// Fine and coarse cluster of a word's hash; 0 where unknown.
    pub fn of(&self, hash: u32) -> [u8; 2] {
        match self.hashes.binary_search(&fold(hash)) {
            Ok(at) => [self.fine[at], self.coarse_of[usize::from(self.fine[at])]],
            Err(_) => [0; 2],
        }
    }

    /// All folded hashes with their fine clusters, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u8)> + '_ {
        self.hashes.iter().copied().zip(self.fine.iter().copied())
    }

    /// The coarse cluster of each fine one.
    pub fn coarse_of(&self) -> &[u8; 256] {
        &self.coarse_of
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
