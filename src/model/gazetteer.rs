//! Long lists of names, kept by hash: what a word or a run of words can be.

use super::ModelError;
use super::pieces::{Pieces, packed, unpacked};
use super::vocabulary::Vocabulary;

/// Names of more words are not looked for.
pub const LONGEST: usize = 8;

/// Names by the hash of their word or of their run of words. What the bits mean is the features' affair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gazetteer {
    words: Vocabulary,
    runs: Vocabulary,
}

/// No lists of ours inflate to more.
const LARGEST: usize = 8 << 20;

impl Gazetteer {
    /// A gazetteer of `(hash, bits)`; of equal hashes the bits are joined.
    pub fn new(words: Vec<(u32, u8)>, runs: Vec<(u32, u8)>) -> Self {
        Gazetteer { words: joined(words), runs: joined(runs) }
    }

    /// The bits of a word's hash.
    pub fn word(&self, hash: u32) -> u8 {
        self.words.row(hash) as u8
    }

    /// The bits of the hash of a run of words.
    pub fn run(&self, hash: u32) -> u8 {
        self.runs.row(hash) as u8
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.words.len() + self.runs.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes of its part of the model's file, [packed]: each column's length (u32, little-endian) and bytes.
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, ModelError> {
        let mut payload = Vec::new();
        for column in self.words.columns()?.into_iter().chain(self.runs.columns()?) {
            payload.extend((column.len() as u32).to_le_bytes());
            payload.extend(column);
        }
        Ok(packed(&payload))
    }

    /// Reads what [`Gazetteer::to_bytes`] wrote.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let payload = unpacked(bytes, LARGEST)?;
        let mut pieces = Pieces(&payload);
        let mut column = || -> Result<Vec<u8>, ModelError> {
            let length = u32::from_le_bytes(pieces.array()?) as usize;
            Ok(pieces.bytes(length)?.to_vec())
        };
        let words = Vocabulary::from_columns([column()?, column()?, column()?, column()?])?;
        let runs = Vocabulary::from_columns([column()?, column()?, column()?, column()?])?;
        Ok(Gazetteer { words, runs })
    }
}

fn joined(mut names: Vec<(u32, u8)>) -> Vocabulary {
    names.sort_unstable();
    names.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 |= if same { next.1 } else { 0 };
        same
    });
    Vocabulary::new(names.into_iter().map(|(hash, bits)| (hash, u16::from(bits))).collect())
}
