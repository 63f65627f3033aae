//! What the rest of an article says about a name.
pub(super) struct Evidence;
