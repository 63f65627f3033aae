//! Rich text (RTF).
//!
//! How it works: signs ([`tokens`]) change a state that braces keep and give back. Text arrives as bytes of a code page,
//! which each font may change, or as `\u` with the same character again for programs that know no Unicode. The `rtf-parser`
//! crate loses the former and most of the latter, hence a reader of our own.
//!
//! **Invariant:** time is linear in the file, and memory does not grow with its depth beyond [`reader::DEEPEST`].

mod charset;
mod destination;
mod reader;
mod tokens;

pub(crate) use charset::code_page;

use coterie_read::Source;

use self::reader::Reader;
use self::tokens::Tokens;
use super::Desk;

/// Reads rich text.
pub(crate) fn read(source: Source<'_>, desk: &mut Desk<'_>) {
    let start = source.bytes.iter().position(|&byte| byte == b'{').unwrap_or(0);
    let mut reader = Reader::new();
    let mut tokens = Tokens::new(source.bytes.get(start..).unwrap_or_default());
    let mut is_whole = false;
    while let Some(token) = tokens.next_token() {
        reader.token(token);
        // What follows the last brace is no text.
        if reader.depth() == 0 {
            is_whole = true;
            break;
        }
    }
    let draft = reader.finish();
    if draft.is_empty() {
        let (message, hint) = if is_whole {
            ("There are no words in this file.", "Choose a file with an article in it.")
        } else {
            ("This file breaks off before its text begins.", "Download or copy it again.")
        };
        return desk.error(source.name, message, hint);
    }
    if !is_whole {
        let hint = "Open it in its program and save it again if something is missing.";
        desk.warn(source.name, "This file breaks off: what stands before that was read.", hint);
    }
    desk.article(source.name, source.bytes, draft);
}
