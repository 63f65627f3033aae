//! Office files: a ZIP archive of XML files, told by its entries.

mod docx;
mod epub;
mod odt;
mod old;
mod ole;
mod properties;
mod sheets;
mod slides;
mod written;

pub(crate) use odt::is_flat;
pub(crate) use old::read as read_old;
pub(crate) use properties::{author, day, guess, title};
pub(crate) use written::Written;

use coterie_base::diagnostic::Diagnostic;
use coterie_base::question::Question;
use coterie_read::{Draft, Format, Source, decode};

use super::Desk;
use super::archive::{Lost, Package};

/// What to do where nothing was found.
const NO_WORDS_HINT: &str = "Choose a file with an article in it.";

/// What sort of office file an archive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Office {
    Word,
    Slides,
    /// OpenDocument text or slides.
    OpenText,
    Spreadsheet,
    Book,
    /// Any of these, but it breaks off before its text.
    Broken,
    /// Apple's Pages, Numbers or Keynote.
    Apple,
}

impl Office {
    /// By the entries; none for other archives.
    pub(crate) fn of(package: &Package<'_>) -> Option<Office> {
        let has = |name: &str| package.has(name);
        let begins = |start: &str| package.names().any(|name| name.starts_with(start));
        if has("META-INF/container.xml") {
            return Some(Office::Book);
        }
        // Of a document that breaks off, the list of its parts may be lost.
        if has("word/document.xml") {
            return Some(Office::Word);
        }
        if has("xl/workbook.bin") || package.is_cut_short() && begins("xl/worksheets/") {
            return Some(Office::Spreadsheet);
        }
        if has("[Content_Types].xml") || has("_rels/.rels") {
            return match () {
                () if begins("word/document") => Some(Office::Word),
                () if begins("ppt/slides/") => Some(Office::Slides),
                () if begins("xl/workbook") => Some(Office::Spreadsheet),
                () => package.is_cut_short().then_some(Office::Broken),
            };
        }
        if has("Index/Document.iwa") || has("Index.zip") {
            return Some(Office::Apple);
        }
        if has("content.xml") && (has("META-INF/manifest.xml") || has("mimetype")) {
            return Some(Office::OpenText);
        }
        // The first entry of books and OpenDocument files.
        (package.is_cut_short() && has("mimetype")).then_some(Office::Broken)
    }
}

/// Reads an office file.
pub(crate) fn read(office: Office, source: Source<'_>, package: Package<'_>, desk: &mut Desk<'_>) {
    let mut parts = Parts { package, name: source.name, desk };
    match office {
        Office::Word => docx::read(source, &mut parts),
        Office::Slides => slides::read(source, &mut parts),
        Office::OpenText => odt::read(source, &mut parts),
        Office::Book => epub::read(source, &mut parts),
        Office::Spreadsheet => sheets::read(source, &mut parts),
        Office::Broken => {
            let message = "This office file or book breaks off before its text begins.";
            desk.error(source.name, message, "Download or copy it again.");
        }
        Office::Apple => {
            let hint = "Open it in its program, export it as a Word document or PDF, and add that.";
            desk.error(source.name, "This is an Apple Pages, Numbers or Keynote file.", hint);
        }
    }
}

/// Reads an OpenDocument file in one piece.
pub(crate) fn read_flat(source: Source<'_>, text: &str, desk: &mut Desk<'_>) {
    odt::read_flat(source, text, &mut Parts { package: Package::open(&[]), name: source.name, desk });
}

/// The parts of an office file, and where to say what is wrong with them.
struct Parts<'p, 'o, 'd> {
    package: Package<'p>,
    name: &'p str,
    desk: &'d mut Desk<'o>,
}

impl Parts<'_, '_, '_> {
    /// The bytes of a part; none where there is no such part or, which is said, where it cannot be read.
    fn bytes(&mut self, path: &str) -> Option<Vec<u8>> {
        let password = self.desk.options.password.as_deref();
        let lost = match self.package.part(path, password, &mut self.desk.budget)? {
            Ok((bytes, true)) => return Some(bytes),
            Ok((bytes, false)) => {
                self.damaged();
                return Some(bytes);
            }
            Err(lost) => lost,
        };
        let hint = "Open it in its program, save it again, and add that.";
        match lost {
            Lost::Spent(spent) => self.desk.spent(self.name, spent),
            Lost::Locked | Lost::WrongPassword => {
                let question = Question::Password { wrong: lost == Lost::WrongPassword };
                let error = Diagnostic::error(self.name, "This file is locked with a password.", hint);
                self.desk.say(error.asking(question));
            }
            Lost::Method(_) | Lost::Damaged => {
                self.desk.error(self.name, "This file is damaged: a part of it cannot be unpacked.", hint);
            }
        }
        None
    }

    /// A part as text.
    fn text(&mut self, path: &str) -> Option<String> {
        self.bytes(path).map(|bytes| decode::decode(&bytes).text)
    }

    /// The names of the parts that begin so, in order of the numbers in them.
    fn names(&self, start: &str) -> Vec<String> {
        let mut names: Vec<String> =
            self.package.names().filter(|name| name.starts_with(start)).map(str::to_owned).collect();
        let number = |name: &str| {
            let digits = name.chars().filter(char::is_ascii_digit).take(9);
            digits.collect::<String>().parse::<u32>().unwrap_or(0)
        };
        names.sort_by(|a, b| number(a).cmp(&number(b)).then_with(|| a.cmp(b)));
        names
    }

    /// Says that the file is damaged.
    fn damaged(&mut self) {
        let hint = "Open it in its program, save it again, and add that if something is missing.";
        self.desk.warn(self.name, "This file is damaged: only what stands before the damage was read.", hint);
    }

    /// Puts a document on the desk, or says that it has no words.
    fn finish(&mut self, source: Source<'_>, written: Written, mut draft: Draft) -> bool {
        let said = self.desk.count();
        written.finish(&mut draft);
        let title = draft.metadata.title.take();
        // A title alone is no article.
        if draft.is_empty() {
            if said == self.desk.count() {
                self.desk.error(source.name, "There are no words in this file.", NO_WORDS_HINT);
            }
            return false;
        }
        draft.metadata.title = title;
        self.desk.article(source.name, source.bytes, draft)
    }

    fn draft() -> Draft {
        Draft::new(Format::Office)
    }
}
