//! Files of text: which of the formats that are made of text a file is, by its words.
//!
//! **Invariant:** what is none of them goes on to [`coterie_read::read`] untouched: a format is taken for one only by
//! marks of its own, since an article may begin with "From:" and hold commas.

use coterie_read::decode::{Decoded, decode};
use coterie_read::{Reading, Source};

use super::{Desk, bundle, captions, data, mail, news, office, references, table, warc};

/// What a file of text is.
enum Sort {
    Archive,
    /// Its parts are in charsets of their own, so it is not decoded as a whole.
    Mail(mail::Mail),
    Words(Decoded, Words),
}

/// What the words of a file are.
enum Words {
    Export(Vec<bundle::Article>),
    Data(data::Data),
    Document,
    News,
    Captions,
    References,
    Table,
    /// An article, or a web page.
    Article,
}

/// Tells what a file of text is; `whole` where it is not to be taken for an export of many articles.
fn sort(bytes: &[u8], whole: bool) -> Sort {
    if warc::looks_like(bytes) {
        return Sort::Archive;
    }
    if let Some(mail) = mail::looks_like(bytes) {
        return Sort::Mail(mail);
    }
    let decoded = decode(bytes);
    let text = decoded.text.as_str();
    let words = if let Some(articles) = bundle::looks_like(text).filter(|_| !whole) {
        Words::Export(articles)
    } else if let Some(data) = data::looks_like(text) {
        Words::Data(data)
    } else if office::is_flat(text) {
        Words::Document
    } else if news::looks_like(text) {
        Words::News
    } else if captions::looks_like(text) {
        Words::Captions
    } else if references::looks_like(text) {
        Words::References
    } else if table::looks_like(text) {
        Words::Table
    } else {
        Words::Article
    };
    Sort::Words(decoded, words)
}

/// Reads a file of text.
pub(crate) fn read(source: Source<'_>, desk: &mut Desk<'_>) {
    let (decoded, words) = match sort(source.bytes, desk.options.whole) {
        Sort::Archive => return warc::read(source, desk),
        Sort::Mail(mail) => return mail::read(source, mail, desk),
        Sort::Words(decoded, words) => (decoded, words),
    };
    let text = decoded.text.as_str();
    match words {
        Words::Export(articles) => bundle::put(source, &articles, desk),
        Words::Data(data) => data::read(source, data, desk),
        Words::Document => office::read_flat(source, text, desk),
        Words::News => news::read(source, text, desk),
        Words::Captions => captions::read(source, text, desk),
        Words::References => references::read(source, text, desk),
        Words::Table => table::read(source, text, desk),
        Words::Article => desk.take(coterie_read::read_decoded(source, decoded)),
    }
}

/// Reads a file of plain text or Markdown; `None` where it is of another kind.
pub(crate) fn read_plain(source: Source<'_>) -> Option<Reading> {
    match sort(source.bytes, false) {
        Sort::Words(decoded, Words::Article) => coterie_read::read_plain(source, decoded).ok(),
        _ => None,
    }
}
