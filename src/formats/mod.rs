//! Whatever people drop, to documents: archives, office files, mail, tables, exports of databases.
//!
//! What a file is, is told by its content ([`kind()`]). A file gives articles, files inside it, or both; what is inside
//! is opened in turn, down to [`Limits::depth`]. Text, Markdown and web pages are [`coterie_read`]'s.
//!
//! How a format is added: a file of its own with a function that takes a [`Desk`] and puts on it what it found; an arm
//! in [`open_inner`].
//!
//! **Invariant:** nothing panics on any bytes, nothing is dropped silently, and no file unpacks to more than
//! [`Limits`] allow: sizes are measured while inflating, never believed. (PDF files are
//! unpacked by pdf.js: their pages and letters are bounded.)

mod archive;
mod bundle;
mod captions;
mod data;
mod desk;
mod kind;
mod limits;
mod mail;
mod names;
mod news;
mod office;
pub mod pdf;
mod record;
mod references;
mod rtf;
#[cfg(test)]
mod shown;
mod table;
mod texts;
mod warc;
mod when;
mod xml;

use coterie_base::diagnostic::Diagnostic;
pub use coterie_base::question::{Columns, Options, Question};
use coterie_read::{Document, Reading, Source};

use desk::Desk;
pub use kind::{Kind, kind};
pub use limits::{Budget, Limits, Spent};

/// What opening a file gave.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// Its articles, in order.
    pub documents: Vec<Document>,
    /// What a person should know, or may answer.
    pub diagnostics: Vec<Diagnostic>,
    /// PDF files, which are read elsewhere: their text comes from pdf.js, which only JavaScript can run.
    pub pdfs: Vec<Inner>,
    /// Files that were taken for exports of many articles, with the articles' count.
    pub bundles: Vec<(String, usize)>,
}

impl Opening {
    /// What came of the file but for its PDF files, which come apart. That a file was split is said.
    pub fn into_reading(mut self) -> (Reading, Vec<Inner>) {
        for (name, count) in &self.bundles {
            let message = format!("It was taken for an export of {count} articles and split.");
            let hint = if self.bundles.len() == 1 {
                "Look through its articles, and say so if it is a single one."
            } else {
                "Look through its articles. What you say of one export holds for all in this file."
            };
            let question = Question::Count { articles: u32::try_from(*count).unwrap_or(u32::MAX) };
            self.diagnostics.push(Diagnostic::warning(name, message, hint).asking(question));
        }
        (Reading { documents: self.documents, diagnostics: self.diagnostics }, self.pdfs)
    }

    /// What came of the file where no pdf.js is at hand: that its PDF files were not read is said.
    pub fn alone(self) -> Reading {
        let (mut reading, pdfs) = self.into_reading();
        for Inner { name, .. } in pdfs {
            let hint = "Read it on the page or by `coterie analyze`, or save it as text.";
            reading.diagnostics.push(Diagnostic::error(&name, "PDF files are not read here.", hint));
        }
        reading
    }
}

/// A file, or a file inside another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inner {
    /// As a person knows it: `archive.zip/folder/a.pdf`.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Reads a file of plain text or Markdown; `None` where it is of another kind, which [`open`] opens.
pub fn plain(source: Source<'_>) -> Option<Reading> {
    if kind(source.bytes) == Kind::Text { texts::read_plain(source) } else { None }
}

/// Opens a file of any kind.
pub fn open(source: Source<'_>, options: &Options) -> Opening {
    open_within(source, options, Limits::default())
}

/// The same under other limits.
pub fn open_within(source: Source<'_>, options: &Options, limits: Limits) -> Opening {
    let mut desk = Desk::new(options, limits);
    open_inner(source, &mut desk);
    desk.finish()
}

/// Opens a file, dropped or found inside another, onto the desk.
fn open_inner(source: Source<'_>, desk: &mut Desk<'_>) {
    match kind(source.bytes) {
        Kind::Gzip => archive::read_gzip(source, desk),
        Kind::OldOffice => office::read_old(source, desk),
        Kind::Parquet => {
            let hint = "Save it as CSV or JSON with a program for data, and add that.";
            desk.error(source.name, "This is a Parquet table, which Coterie does not read.", hint);
        }
        Kind::Pdf => desk.pdf(source),
        Kind::Rtf => rtf::read(source, desk),
        Kind::Tar => archive::read_tar(source, desk),
        Kind::Zip => archive::read_zip(source, desk),
        Kind::Text => texts::read(source, desk),
    }
}
