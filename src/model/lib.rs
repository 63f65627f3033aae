//! Weight files: format, loader, kernels.
//!
//! A model scores the labels of each token twice, by a [linear] tagger over many sparse features and by a small
//! [network], and the sums go to the [decoder](viterbi). What reaches a score is computed so that native and wasm agree to
//! the last bit.

pub mod clusters;
pub mod gazetteer;
pub mod linear;
pub mod network;
pub mod plain;
pub mod viterbi;
pub mod vocabulary;

mod buckets;
mod pieces;

pub use gazetteer::Gazetteer;
pub use linear::LinearTagger;
pub use network::Network;
pub use viterbi::LABELS;

/// Why a model file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelError(pub String);

impl std::fmt::Display for ModelError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the name model cannot be used: {}", self.0)
    }
}

impl std::error::Error for ModelError {}

/// The scores of one token's labels; the entries from [`LABELS`] on are padding.
pub type Scores = [i32; WIDTH];

/// Labels padded to a power of two, for the vector units.
pub const WIDTH: usize = 16;

/// Hashes are kept to this many bits: an upper half that indexes and a lower byte that is stored. With a hundred thousand
/// features, fewer than one unseen feature in a hundred hits a stored one.
pub const KEY_BITS: u32 = 24;
const BUCKETS: usize = 1 << (KEY_BITS - 8);

/// What a model's file begins with: the program's name and the layout's version.
const MAGIC: &[u8; 8] = b"COTERIE\x02";

/// A name model.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The lists that the features of both other parts ask.
    pub gazetteer: Gazetteer,
    /// The linear part.
    pub linear: LinearTagger,
    /// The network.
    pub network: Network,
}

impl Model {
    /// The bytes of the model's file: magic, then the three parts, each after its length (u32, little-endian).
    ///
    /// # Errors
    /// When a part cannot be stored.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ModelError> {
        let mut bytes = MAGIC.to_vec();
        for part in [self.gazetteer.to_bytes()?, self.linear.to_bytes()?, self.network.to_bytes()?] {
            bytes.extend((part.len() as u32).to_le_bytes());
            bytes.extend(part);
        }
        Ok(bytes)
    }

    /// Reads a model from the bytes of its file.
    ///
    /// # Errors
    /// Whatever is not byte for byte a model of this layout is refused, with the reason.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut pieces = pieces::Pieces(bytes);
        if pieces.array::<8>()? != *MAGIC {
            return Err(pieces::broken("it is not a model of this version"));
        }
        let mut part = || {
            let length = u32::from_le_bytes(pieces.array()?) as usize;
            pieces.bytes(length)
        };
        let (gazetteer, linear, network) = (part()?, part()?, part()?);
        if !pieces.0.is_empty() {
            return Err(pieces::broken("it goes on too long"));
        }
        Ok(Model {
            gazetteer: Gazetteer::from_bytes(gazetteer)?,
            linear: LinearTagger::from_bytes(linear)?,
            network: Network::from_bytes(network)?,
        })
    }
}
