//! Small integer names for things, so that a document cannot be mistaken for an entity.

use serde::{Deserialize, Serialize};

/// A document of the corpus: its rank once documents are sorted by name and fingerprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentId(pub u32);

/// An entity of one resolution of the corpus. Not stable when documents are added: see [`EntityKey`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityId(pub u32);

/// An entity's name and kind, hashed: survives the arrival of other documents, so that selection, pins and
/// positions do too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityKey(pub u64);

/// The content of a file, hashed (FNV-1a, 128 bits): the same file dropped twice has the same fingerprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fingerprint(pub u128);

/// A half-open range of **bytes** of a document's text, always on character
/// boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl DocumentId {
    /// The id as an index into the corpus.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl EntityId {
    /// The id as an index into the list of entities.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl EntityKey {
    /// The key of an entity: FNV-1a (64 bits) over its kind's code, a zero byte and its name.
    pub fn new(kind: &str, name: &str) -> Self {
        EntityKey(fnv1a(kind.bytes().chain([0]).chain(name.bytes())))
    }
}

/// FNV-1a, 64 bits, of some bytes.
pub fn fnv1a(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

impl Fingerprint {
    /// The fingerprint of a file's bytes.
    pub fn of(bytes: &[u8]) -> Self {
        const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        Fingerprint(bytes.iter().fold(OFFSET, |hash, &byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME)))
    }
}

impl Span {
    /// A span of the bytes from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end && end <= u32::MAX as usize);
        Span { start: start as u32, end: end as u32 }
    }

    /// The span as a range that slices a `str`.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether nothing lies between start and end.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}
