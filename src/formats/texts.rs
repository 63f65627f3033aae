//! Files of text: which of the formats that are made of text a file is, by its words.
//!
//! **Invariant:** what is none of them goes on to [`coterie_read::read`] untouched: a format is taken for one only by
//! marks of its own, since an article may begin with "From:" and hold commas.

use coterie_read::{Source, decode};

use super::{Desk, bundle, captions, data, mail, news, references, table, warc};

/// Reads a file of text.
pub(crate) fn read(source: Source<'_>, desk: &mut Desk<'_>) {
    if warc::looks_like(source.bytes) {
        return warc::read(source, desk);
    }
    // Mails hold parts in charsets of their own, so they are not decoded as a whole.
    if let Some(sort) = mail::looks_like(source.bytes) {
        return mail::read(source, sort, desk);
    }
    let decoded = decode::decode(source.bytes);
    let text = decoded.text.as_str();
    let export = || if desk.options.whole { None } else { bundle::looks_like(text) };
    if let Some(articles) = export() {
        bundle::put(source, &articles, desk);
    } else if let Some(data) = data::looks_like(text) {
        data::read(source, data, desk);
    } else if news::looks_like(text) {
        news::read(source, text, desk);
    } else if captions::looks_like(text) {
        captions::read(source, text, desk);
    } else if references::looks_like(text) {
        references::read(source, text, desk);
    } else if table::looks_like(text) {
        table::read(source, text, desk);
    } else {
        desk.take(coterie_read::read(source));
    }
}

/// Whether a file of text is of a format that is made of text, other than plain text, Markdown and web pages.
pub(crate) fn claims(bytes: &[u8]) -> bool {
    if warc::looks_like(bytes) || mail::looks_like(bytes).is_some() {
        return true;
    }
    let text = decode::decode(bytes).text;
    bundle::looks_like(&text).is_some()
        || data::looks_like(&text).is_some()
        || news::looks_like(&text)
        || captions::looks_like(&text)
        || references::looks_like(&text)
        || table::looks_like(&text)
}
