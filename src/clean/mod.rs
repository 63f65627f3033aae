//! Mends what publishing broke and marks what is not the article.
//!
//! **Invariant:** nothing is deleted unseen: text that does not count stays in the document with a role that says
//! so, and every byte still maps to the file through [`OffsetMap`](crate::read::OffsetMap).

mod families;
mod mojibake;
mod phrases;
mod roles;

use crate::read::Document;

/// Repairs mojibake and marks bylines and boilerplate.
pub fn clean(document: Document) -> Document {
    let mut document = mojibake::mend(document);
    roles::mark(&mut document);
    document
}
