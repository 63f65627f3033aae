//! Finding a 24-bit hash among many: an upper half that indexes, and a lower byte that is stored.

use super::pieces::broken;
use super::{BUCKETS, KEY_BITS, ModelError};

/// Distinct hashes of [`KEY_BITS`] bits in ascending order; each has its place among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Buckets {
    /// For the upper 16 bits of a hash: where its bucket starts. One more than [`BUCKETS`].
    starts: Vec<u32>,
    /// The lower 8 bits of each hash, ascending within a bucket.
    lows: Vec<u8>,
}

impl Buckets {
    /// Buckets of hashes that ascend, are distinct and have no more than [`KEY_BITS`] bits.
    pub(super) fn new(hashes: impl Iterator<Item = u32>) -> Self {
        let mut starts = vec![0_u32; BUCKETS + 1];
        let mut lows = Vec::new();
        for hash in hashes {
            debug_assert!(hash < 1 << KEY_BITS);
            starts[(hash >> 8) as usize + 1] += 1;
            lows.push(hash as u8);
        }
        for bucket in 0..BUCKETS {
            starts[bucket + 1] += starts[bucket];
        }
        Buckets { starts, lows }
    }

    /// The place of a hash; bits above [`KEY_BITS`] do not count.
    #[inline]
    pub(super) fn place(&self, hash: u32) -> Option<usize> {
        let bucket = (hash >> 8) as usize & (BUCKETS - 1);
        let (start, end) = (self.starts[bucket] as usize, self.starts[bucket + 1] as usize);
        let low = hash as u8;
        let at = self.lows.get(start..end)?.iter().position(|&other| other == low)?;
        Some(start + at)
    }

    /// How many hashes there are.
    pub(super) fn len(&self) -> usize {
        self.lows.len()
    }

    /// The number of hashes of each bucket, for the file. Fails when there are more than 255.
    pub(super) fn counts(&self) -> Result<Vec<u8>, ModelError> {
        let count = |bucket: &[u32]| u8::try_from(bucket[1] - bucket[0]);
        let counts: Result<_, _> = self.starts.windows(2).map(count).collect();
        counts.map_err(|_| broken("a bucket is too full"))
    }

    /// The lower byte of each hash, for the file.
    pub(super) fn lows(&self) -> &[u8] {
        &self.lows
    }

    /// The buckets of [`Buckets::counts`] and [`Buckets::lows`].
    pub(super) fn from_columns(counts: &[u8], lows: Vec<u8>) -> Result<Self, ModelError> {
        let mut starts = vec![0_u32];
        starts.extend(counts.iter().scan(0, |total, &count| {
            *total += u32::from(count);
            Some(*total)
        }));
        let total = starts.last().map_or(0, |&total| total as usize);
        if counts.len() != BUCKETS || lows.len() != total {
            return Err(broken("its index does not fit its rows"));
        }
        Ok(Buckets { starts, lows })
    }
}
