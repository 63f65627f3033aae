//! Which word has which vector.

use super::buckets::Buckets;
use super::pieces::broken;
use super::{KEY_BITS, ModelError};

/// Rows of words by the hash of their folded form. Hashes are kept to [`KEY_BITS`] bits: with a quarter of a million
/// words, one unknown word in sixty is taken for a known one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vocabulary {
    /// The words' hashes.
    index: Buckets,
    /// The row of each, from 1.
    rows: Vec<u16>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Vocabulary::new(Vec::new())
    }
}

fn fold(hash: u32) -> u32 {
    (hash ^ (hash >> KEY_BITS)) & ((1 << KEY_BITS) - 1)
}

impl Vocabulary {
    /// A vocabulary of `(hash, row)` pairs. Of equal hashes the first wins.
    pub fn new(words: Vec<(u32, u16)>) -> Self {
        let mut words: Vec<_> = words.into_iter().map(|(hash, row)| (fold(hash), row)).collect();
        words.sort_by_key(|&(hash, _)| hash);
        words.dedup_by_key(|&mut (hash, _)| hash);
        let index = Buckets::new(words.iter().map(|&(hash, _)| hash));
        Vocabulary { index, rows: words.into_iter().map(|(_, row)| row).collect() }
    }

    /// The row of a word's hash; 0 where unknown.
    #[inline]
    pub fn row(&self, hash: u32) -> u16 {
        self.index.place(fold(hash)).map_or(0, |place| self.rows[place])
    }

    /// The words of each bucket, then for each word the lower byte of its hash and the two bytes of its row: columns,
    /// because like compresses with like.
    pub(super) fn columns(&self) -> Result<[Vec<u8>; 4], ModelError> {
        let bytes = |shift: u16| self.rows.iter().map(|row| (row >> shift) as u8).collect();
        Ok([self.index.counts()?, self.index.lows().to_vec(), bytes(8), bytes(0)])
    }

    /// The vocabulary of [`Vocabulary::columns`].
    pub(super) fn from_columns([counts, lows, high, low]: [Vec<u8>; 4]) -> Result<Self, ModelError> {
        let index = Buckets::from_columns(&counts, lows)?;
        if [&high, &low].iter().any(|column| column.len() != index.len()) {
            return Err(broken("its words do not fit their index"));
        }
        let rows = high.iter().zip(&low).map(|(&high, &low)| u16::from_be_bytes([high, low])).collect();
        Ok(Vocabulary { index, rows })
    }

    /// The highest row.
    pub(super) fn highest(&self) -> usize {
        self.rows.iter().copied().max().map_or(0, usize::from)
    }

    /// How many words have a row.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}
