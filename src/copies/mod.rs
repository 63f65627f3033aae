//! Sentences and articles that say the same as others before them: wire copy, quotations, a text sent twice.

use serde::{Deserialize, Serialize};

/// How windows that are near-copies of each other are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Counted {
    /// Each by itself.
    #[default]
    Each,
    /// All that are copies of one another count once: the first in order of the corpus.
    Once,
}
