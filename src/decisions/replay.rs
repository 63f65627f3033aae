//! The log applied to the entities that the articles give by themselves.

use super::EntryId;

/// What became of an entry in these articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// The entities show it.
    Applied,
    /// What it speaks of is not in these articles.
    Waits,
    /// It contradicts these, and neither it nor they hold.
    Disputed(Vec<EntryId>),
    /// This later entry was decided against it.
    Overruled(EntryId),
}
