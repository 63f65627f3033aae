//! Which word has which vector.

use super::pieces::broken;
use super::{BUCKETS, KEY_BITS, ModelError};

/// Rows of words by the hash of their folded form. Hashes are kept to [`KEY_BITS`] bits: with a quarter of a million
/// words, one unknown word in sixty is taken for a known one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vocabulary {
    /// For the upper 16 bits of a hash: where its words start. One more than [`BUCKETS`].
    starts: Vec<u32>,
    /// The lower 8 bits of each word's hash, ascending within a bucket.
    lows: Vec<u8>,
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
        let mut starts = vec![0_u32; BUCKETS + 1];
        for &(hash, _) in &words {
            starts[(hash >> 8) as usize + 1] += 1;
        }
        for bucket in 0..BUCKETS {
            starts[bucket + 1] += starts[bucket];
        }
        let (lows, rows) = words.into_iter().map(|(hash, row)| (hash as u8, row)).unzip();
        Vocabulary { starts, lows, rows }
    }

    /// The row of a word's hash; 0 where unknown.
    #[inline]
    pub fn row(&self, hash: u32) -> u16 {
        let hash = fold(hash);
        let bucket = (hash >> 8) as usize;
        let (start, end) = (self.starts[bucket] as usize, self.starts[bucket + 1] as usize);
        match self.lows[start..end].iter().position(|&low| low == hash as u8) {
            Some(at) => self.rows[start + at],
            None => 0,
        }
    }

    /// The words of each bucket, then for each word the lower byte of its hash and the two bytes of its row: columns,
    /// because like compresses with like.
    pub(super) fn columns(&self) -> Result<[Vec<u8>; 4], ModelError> {
        let count = |bucket: &[u32]| u8::try_from(bucket[1] - bucket[0]);
        let counts: Result<Vec<u8>, _> = self.starts.windows(2).map(count).collect();
        let counts = counts.map_err(|_| broken("a bucket is too full"))?;
        let bytes = |shift: u16| self.rows.iter().map(|row| (row >> shift) as u8).collect();
        Ok([counts, self.lows.clone(), bytes(8), bytes(0)])
    }

    /// The vocabulary of [`Vocabulary::columns`].
    pub(super) fn from_columns([counts, lows, high, low]: [Vec<u8>; 4]) -> Result<Self, ModelError> {
        let mut starts = vec![0_u32];
        starts.extend(counts.iter().scan(0, |total, &count| {
            *total += u32::from(count);
            Some(*total)
        }));
        let words = starts.last().map_or(0, |&total| total as usize);
        if counts.len() != BUCKETS || [&lows, &high, &low].iter().any(|column| column.len() != words) {
            return Err(broken("its words do not fit their index"));
        }
        let rows = high.iter().zip(&low).map(|(&high, &low)| u16::from_be_bytes([high, low])).collect();
        Ok(Vocabulary { starts, lows, rows })
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
