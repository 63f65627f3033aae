//! Files of text: which of the formats that are made of text a file is, by its words.
//!
//! **Invariant:** what is none of them goes on to [`coterie_read::read`] untouched: a format is taken for one only by
//! marks of its own, since an article may begin with "From:" and hold commas.

use coterie_read::{Source, decode};

use super::{Desk, table};

/// Reads a file of text.
pub(crate) fn read(source: Source<'_>, desk: &mut Desk<'_>) {
    let decoded = decode::decode(source.bytes);
    let text = decoded.text.as_str();
    if table::looks_like(text) {
        table::read(source, text, desk);
    } else {
        desk.take(coterie_read::read(source));
    }
}
