//! Findings that travel: a graph as one person saw it, for another to open, in a link or a file.
//!
//! A [`Finding`] holds names, counts and places. It holds no article text unless it was asked to; then it holds the
//! passages behind the shown ties and nothing else of the articles.

mod codec;
mod finding;
mod seen;

pub use codec::{decode_any, decode_file, decode_link, encode_file, encode_link, looks_like_file};
pub use finding::{Finding, FindingArticle, FindingNode, FindingPassage, FindingTie, Picture};

/// A link longer than this many bytes is not given out: mail programs and chats cut them. A file is, instead.
pub const LONGEST_LINK: usize = 32 * 1024;
