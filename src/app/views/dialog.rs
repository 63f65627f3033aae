//! The dialogs.

use crate::app::model::Model;
use crate::app::sharing::{FILE_NAME, Handed, Link};
use crate::app::words;
use crate::share::LONGEST_LINK;

/// The dialog that shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareView {
    /// Whether the sentences go along.
    pub passages: bool,
    /// What that means.
    pub passages_words: &'static str,
    /// The link, where there is one that is short enough.
    pub link: Option<String>,
    /// What is to be said of it.
    pub note: String,
    /// Whether it can be saved as a file.
    pub file: bool,
    /// What was done.
    pub done: String,
}

/// The dialog that shares.
pub fn sharing(model: &Model) -> ShareView {
    let passages = model.sharing.passages;
    let words_of = if passages { words::SHARE_SENTENCES_ON } else { words::SHARE_SENTENCES_OFF };
    let mut view = ShareView {
        passages,
        passages_words: words_of.text(),
        link: None,
        note: String::new(),
        file: false,
        done: String::new(),
    };
    match &model.sharing.link {
        Link::None => view.note = words::SHARE_NOTHING.text().to_owned(),
        Link::Wanted => view.note = words::ENGINE_WAITS.text().to_owned(),
        Link::Asked => view.note = words::SHARE_PREPARING.text().to_owned(),
        Link::Ready { address, handed, .. } => {
            let fits = address.len() <= LONGEST_LINK;
            let phrase = if fits { words::SHARE_SIZE } else { words::SHARE_TOO_LONG };
            view.note = phrase.with(&[("size", &words::size(address.len()))]);
            view.link = fits.then(|| address.clone());
            view.file = true;
            view.done = match handed {
                Handed::Not => String::new(),
                Handed::Copied => words::COPIED.text().to_owned(),
                Handed::Refused => words::COPY_FAILED.text().to_owned(),
                Handed::Saved => words::SAVED.with(&[("file", FILE_NAME)]),
            };
        }
    }
    view
}
