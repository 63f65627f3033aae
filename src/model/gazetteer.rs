//! Long lists of names, kept by hash: what a word or a run of words can be.

use miniz_oxide::{deflate, inflate};

use super::ModelError;
use super::pieces::{Pieces, broken};
use super::vocabulary::Vocabulary;
use crate::pieces::fnv1a;

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

    /// The bytes of its part of the model's file: the length of the inflated payload (u32), its FNV-1a (u64), the payload
    /// deflated. The payload holds each column's length (u32) and bytes. All little-endian.
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, ModelError> {
        let mut payload = Vec::new();
        for column in self.words.columns()?.into_iter().chain(self.runs.columns()?) {
            payload.extend((column.len() as u32).to_le_bytes());
            payload.extend(column);
        }
        let mut bytes = (payload.len() as u32).to_le_bytes().to_vec();
        bytes.extend(fnv1a(payload.iter().copied()).to_le_bytes());
        bytes.extend(deflate::compress_to_vec_zlib(&payload, 9));
        Ok(bytes)
    }

    /// Reads what [`Gazetteer::to_bytes`] wrote.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut pieces = Pieces(bytes);
        let length = u32::from_le_bytes(pieces.array()?) as usize;
        let checksum = u64::from_le_bytes(pieces.array()?);
        if length > LARGEST {
            return Err(broken("it is too large"));
        }
        let payload = inflate::decompress_to_vec_zlib_with_limit(pieces.0, length)
            .map_err(|_| broken("it does not unpack"))?;
        if payload.len() != length || fnv1a(payload.iter().copied()) != checksum {
            return Err(broken("its checksum is wrong"));
        }
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
