//! Which of many sets are worth comparing: MinHash (Broder, "On the resemblance and containment of documents", 1997)
//! in bands (Leskovec, Rajaraman and Ullman, *Mining of Massive Datasets*, section 3.4).
//!
//! The chance that the least of a set's hashes is that of another set is their resemblance (Jaccard index) `s`; that
//! all `rows` of any of `bands` agree, `1 − (1 − s^rows)^bands`. Work is linear in the sets' sizes, but for sorting.

use super::words::mixed;

/// How many of those before it in a bucket a set is compared with: keeps work linear where thousands are alike.
const COMPARED: usize = 4;

/// How many bands of how many rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Banding {
    pub(super) bands: u64,
    pub(super) rows: u64,
}

/// Pairs `(i, j)`, `i < j`, of sets that agree in a band, sorted, each once. An empty set agrees with none.
pub(super) fn candidates(sets: &[Vec<u32>], banding: Banding) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    let mut buckets: Vec<(u64, u32)> = Vec::with_capacity(sets.len());
    for band in 0..banding.bands {
        buckets.clear();
        for (index, set) in (0..).zip(sets).filter(|(_, set)| !set.is_empty()) {
            let rows = band * banding.rows..(band + 1) * banding.rows;
            buckets.push((rows.fold(band, |hash, row| mixed(hash ^ u64::from(least(set, row)))), index));
        }
        buckets.sort_unstable();
        for bucket in buckets.chunk_by(|one, next| one.0 == next.0) {
            for (rank, &(_, index)) in bucket.iter().enumerate() {
                let before = &bucket[rank.saturating_sub(COMPARED)..rank];
                pairs.extend(before.iter().map(|&(_, other)| (other, index)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The least of a set under the `row`th hash function: multiply, add, shift (Thorup, "High speed hashing for
/// integers and strings", 2015), its numbers drawn from SplitMix64 with fixed seeds.
fn least(set: &[u32], row: u64) -> u32 {
    let factor = mixed(row.wrapping_mul(2).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let addend = mixed(row.wrapping_mul(2).wrapping_add(2).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let hash = |&value: &u32| (factor.wrapping_mul(u64::from(value)).wrapping_add(addend) >> 32) as u32;
    set.iter().map(hash).min().unwrap_or(u32::MAX)
}
