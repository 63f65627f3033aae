//! The file of a [`LinearTagger`]: how it is laid out, written and read.
//!
//! ```text
//! 0   8 bytes  magic, "PERCEPT" and the layout's version
//! 8   u16      version of the features
//! 10  u32      rows
//! 14  u32      clustered words
//! 18  …        payload, [packed]
//! ```
//!
//! The payload is column by column, because like compresses with like: for each of 2¹⁶ buckets its number of rows
//! (u8); the lower byte of each key; for each row a mask of the labels with a weight (u16); then label by label the
//! weights that are not zero (i8); the transitions (i16); and the clusters (the hashes' differences as LEB128, the fine
//! cluster of each as u8, and the coarse cluster of the 256 fine ones as u8). All integers are little-endian. A reader
//! checks every length against what is there before it allocates.

use super::{LABELS, LinearTagger, ModelError, WIDTH};
use crate::BUCKETS;
use crate::buckets::Buckets;
use crate::clusters::Clusters;
use crate::pieces::{Pieces, broken, packed, unpacked};

const MAGIC: &[u8; 8] = b"PERCEPT\x01";

/// No model of ours inflates to more: a file that says so is not one.
const LARGEST: usize = 64 << 20;

impl LinearTagger {
    /// The bytes of the model's file. Fails when a bucket holds more than 255 rows.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ModelError> {
        let mut payload = self.index.counts()?;
        payload.extend_from_slice(self.index.lows());
        let mask = |row: &[i8; WIDTH]| (0..LABELS).fold(0_u16, |m, l| m | u16::from(row[l] != 0) << l);
        for shift in [0, 8] {
            payload.extend(self.rows.iter().map(|row| (mask(row) >> shift) as u8));
        }
        for label in 0..LABELS {
            payload.extend(self.rows.iter().map(|row| row[label]).filter(|&w| w != 0).map(|w| w as u8));
        }
        payload.extend(self.transitions.iter().flatten().flat_map(|weight| weight.to_le_bytes()));
        let mut last = 0;
        for (hash, _) in self.clusters.iter() {
            let mut difference = hash - last;
            last = hash;
            while difference >= 0x80 {
                payload.push(difference as u8 | 0x80);
                difference >>= 7;
            }
            payload.push(difference as u8);
        }
        payload.extend(self.clusters.iter().map(|(_, fine)| fine));
        payload.extend_from_slice(self.clusters.coarse_of());

        let mut file = MAGIC.to_vec();
        file.extend_from_slice(&self.features.to_le_bytes());
        for length in [self.rows.len(), self.clusters.len()] {
            file.extend_from_slice(&(length as u32).to_le_bytes());
        }
        file.extend(packed(&payload));
        Ok(file)
    }

    /// Reads a model from the bytes of its file.
    ///
    /// # Errors
    /// Whatever is not byte for byte a model of this layout is refused, with the reason.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut header = Pieces(bytes);
        if header.array::<8>()? != *MAGIC {
            return Err(broken("it is not a model of this version"));
        }
        let features = u16::from_le_bytes(header.array()?);
        let mut length = || Ok(u32::from_le_bytes(header.array()?) as usize);
        let (rows, words) = (length()?, length()?);
        let payload = unpacked(header.0, LARGEST)?;
        let mut pieces = Pieces(&payload);

        let counts = pieces.bytes(BUCKETS)?;
        let index = Buckets::from_columns(counts, pieces.bytes(rows)?.to_vec())?;
        let (low_masks, high_masks) = (pieces.bytes(rows)?, pieces.bytes(rows)?);
        let mut table = vec![[0_i8; WIDTH]; rows];
        for label in 0..LABELS {
            for ((row, &low), &high) in table.iter_mut().zip(low_masks).zip(high_masks) {
                if u16::from_le_bytes([low, high]) & (1 << label) != 0 {
                    row[label] = pieces.array::<1>()?[0] as i8;
                }
            }
        }
        let mut transitions = [[0_i16; LABELS]; LABELS + 1];
        for weight in transitions.iter_mut().flatten() {
            *weight = i16::from_le_bytes(pieces.array()?);
        }
        let mut hashes = Vec::new();
        let mut last = 0_u32;
        for _ in 0..words {
            last = last.checked_add(pieces.leb128()?).ok_or_else(|| broken("a number is too large"))?;
            hashes.push(last);
        }
        let clusters = hashes.into_iter().zip(pieces.bytes(words)?.iter().copied()).collect();
        let clusters = Clusters::new(clusters, pieces.array()?);
        if !pieces.0.is_empty() {
            return Err(broken("it goes on too long"));
        }
        Ok(LinearTagger { features, index, rows: table, transitions, clusters })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn model() -> LinearTagger {
        let row =
            |seed: i32| std::array::from_fn(|l| if l < LABELS { (seed * 31 + l as i32) as i8 } else { 0 });
        let weights = (0..500).map(|i| (i * 33_003 % (1 << 24), row(i as i32))).collect();
        let transitions = std::array::from_fn(|from| std::array::from_fn(|to| (from * 20 + to) as i16 - 99));
        LinearTagger::new(
            7,
            weights,
            transitions,
            Clusters::new(vec![(5, 1), (900, 3), (1 << 23, 1)], [9; 256]),
        )
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = model().to_bytes().expect("writes");
        assert_eq!(LinearTagger::from_bytes(&bytes), Ok(model()));
    }

    #[test]
    fn a_row_is_found_by_its_key() {
        let model = model();
        assert_eq!(model.row(33_003).map(|row| row[0]), Some(31));
        assert_eq!(model.row(1), None);
    }

    #[test]
    fn a_file_cut_short_is_refused() {
        let bytes = model().to_bytes().expect("writes");
        for length in 0..bytes.len() {
            assert!(LinearTagger::from_bytes(&bytes[..length]).is_err(), "{length}");
        }
    }

    proptest! {
        #[test]
        fn a_changed_byte_never_panics_nor_passes_for_the_model(at in 8_usize..900, bit in 0_u8..8) {
            let mut bytes = model().to_bytes().expect("writes");
            let at = at % bytes.len();
            bytes[at] ^= 1 << bit;
            if let Ok(read) = LinearTagger::from_bytes(&bytes) {
                // Only the version of the features lies outside the checksum.
                prop_assert!(read.features() != model().features() || read == model());
            }
        }

        #[test]
        fn noise_is_refused(noise in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(LinearTagger::from_bytes(&noise).is_err());
        }
    }
}
