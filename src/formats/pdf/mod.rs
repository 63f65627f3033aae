//! PDF: the words that pdf.js finds on each page (`static/pdf/text.mjs`), to an article.
//!
//! A PDF knows no lines and no paragraphs, only words at places. How it works: words on one baseline are a line
//! ([`lines`]); lines that stand on most pages are running heads ([`running`]); lines that follow each other closely are
//! a paragraph, across columns and pages, and words broken at a line's end are joined ([`paragraphs`]).

mod garbled;
mod lines;
mod paragraphs;
mod running;

use coterie_base::diagnostic::Diagnostic;
use coterie_base::question::Question;
use coterie_read::{Draft, Field, Format, Metadata, Reading, Role, Source, dates};
use serde::Deserialize;

use lines::Line;

/// What pdf.js makes of a file.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct PdfText {
    /// Why there is nothing else.
    #[serde(default)]
    pub trouble: Option<Trouble>,
    /// The pages that were read, in order.
    #[serde(default)]
    pub pages: Vec<Page>,
    /// Pages in the file.
    #[serde(default)]
    pub total: u32,
    /// Pages of those read that could not be.
    #[serde(default)]
    pub lost: u32,
    /// What the file says about itself.
    #[serde(default)]
    pub info: Info,
}

/// Why a PDF cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trouble {
    /// It is encrypted, and no password was given.
    Password,
    /// It is encrypted, and the password is not the one.
    WrongPassword,
    /// It is no PDF, or a damaged one.
    Broken,
    /// pdf.js stopped at it, or could not be fetched.
    Unread,
}

/// A page.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Page {
    /// Points.
    pub width: f32,
    /// Points.
    pub height: f32,
    /// In the file's order.
    pub words: Vec<Word>,
}

/// Some letters that were set together, often a word or a line: the text; the left end and the baseline, in points from
/// the page's upper left corner; the width and the type size in points; whether pdf.js ends a line here; whether it
/// stands upright.
#[derive(Clone, Debug, Deserialize)]
pub struct Word(pub String, pub f32, pub f32, pub f32, pub f32, pub bool, pub bool);

/// What a PDF says about itself.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Info {
    /// Title.
    #[serde(default)]
    pub title: String,
    /// Author.
    #[serde(default)]
    pub author: String,
    /// `D:20161115103000+01'00'`.
    #[serde(default)]
    pub created: String,
}

/// What to do about a PDF of pictures.
const OCR: &str = "Run text recognition (OCR) over it first, then add it again.";

/// Makes an article of a PDF's words; `bytes` are the file's.
pub fn read(Source { name, bytes }: Source<'_>, found: &PdfText) -> Reading {
    let failed = |message: &str, hint: &str| Reading {
        documents: Vec::new(),
        diagnostics: vec![Diagnostic::error(name, message, hint)],
    };
    match found.trouble {
        Some(Trouble::Password) => {
            return locked(
                name,
                false,
                "This PDF is encrypted.",
                "Give its password, or save it without one.",
            );
        }
        Some(Trouble::WrongPassword) => {
            return locked(
                name,
                true,
                "This PDF is encrypted, and the password does not open it.",
                "Try another password, or save it without one.",
            );
        }
        Some(Trouble::Broken) => {
            return failed(
                "This PDF is damaged or not whole.",
                "Download or save it once more and add it again.",
            );
        }
        Some(Trouble::Unread) => {
            return failed(
                "What reads PDF files could not be fetched, or stopped at this one.",
                "Try once more with a connection; if it stays so, save it as text.",
            );
        }
        None => {}
    }
    let mut pages: Vec<Vec<Line>> = found.pages.iter().map(lines::lines).collect();
    let mut garbled = 0;
    for lines in pages.iter_mut().filter(|lines| garbled::is_garbled(lines)) {
        lines.clear();
        garbled += 1;
    }
    let with_words = pages.iter().filter(|lines| lines.iter().any(Line::has_words)).count();
    if with_words == 0 {
        return match (garbled, found.lost) {
            (1.., _) => failed(
                "The letters of this PDF cannot be read: its fonts do not say which letters they are.",
                OCR,
            ),
            (0, 1..) => failed(
                "The pages of this PDF are damaged.",
                "Download or save it once more and add it again.",
            ),
            _ => failed("This PDF has no text layer: its pages are pictures.", OCR),
        };
    }
    let mut diagnostics = Vec::new();
    if garbled > 0 {
        let message = format!(
            "The letters of {garbled} of {} pages cannot be read: their fonts do not say which letters they are.",
            found.pages.len()
        );
        diagnostics.push(Diagnostic::warning(name, message, OCR));
    }
    let blank = (found.pages.len() - with_words - garbled).saturating_sub(found.lost as usize);
    if blank > with_words {
        let message = format!("{blank} of {} pages have no text layer and were left out.", found.pages.len());
        diagnostics.push(Diagnostic::warning(name, message, OCR));
    }
    if found.lost > 0 {
        let message = format!("{} of {} pages are damaged and were left out.", found.lost, found.total);
        diagnostics.push(Diagnostic::warning(
            name,
            message,
            "Download or save it once more if you need them.",
        ));
    }
    if found.total as usize > found.pages.len() {
        let message = format!("Only the first {} of {} pages were read.", found.pages.len(), found.total);
        diagnostics.push(Diagnostic::warning(name, message, "Split the file to read the rest."));
    }
    let (pages, left_out) = running::part(found, pages);
    let mut draft = Draft::new(Format::Pdf);
    draft.metadata = metadata(&found.info);
    let headline = paragraphs::headline(&pages);
    if draft.metadata.title.is_none() && headline.is_some() {
        draft.metadata.title.clone_from(&headline);
        draft.metadata.guessed.mark(Field::Title);
    }
    // What the file says of itself is not on its pages, and adds no words to them.
    draft.titled_apart = true;
    let titles = [headline, draft.metadata.title.clone()];
    let mut titled = false;
    for paragraph in paragraphs::paragraphs(&pages) {
        let is_title = !titled && titles.iter().flatten().any(|title| same(title, &paragraph));
        titled |= is_title;
        draft.add(if is_title { Role::Title } else { Role::Body }, &paragraph);
    }
    for line in left_out {
        draft.add(Role::Boilerplate, &line);
    }
    let documents = draft.finish(name, bytes).into_iter().collect();
    Reading { documents, diagnostics }
}

/// A PDF that asks for its password.
fn locked(name: &str, wrong: bool, message: &str, hint: &str) -> Reading {
    let said = Diagnostic::error(name, message, hint).asking(Question::Password { wrong });
    Reading { documents: Vec::new(), diagnostics: vec![said] }
}

/// Whether two lines have the same words.
fn same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

/// What the file says about itself, as far as it is about the article: programs write their own things there.
fn metadata(info: &Info) -> Metadata {
    let mut metadata = Metadata::default();
    let title = info.title.trim();
    let lower = title.to_lowercase();
    let is_name = lower.starts_with("microsoft ")
        || lower.starts_with("untitled")
        || [".doc", ".docx", ".pdf", ".indd", ".qxd", ".tex", ".dvi", ".rtf", ".odt", ".ppt", ".xls"]
            .iter()
            .any(|end| lower.ends_with(end));
    if title.contains(' ') && !is_name {
        metadata.title = Some(title.to_owned());
    }
    let author = info.author.trim();
    if author.contains(' ') {
        metadata.byline = Some(author.to_owned());
        metadata.guessed.mark(Field::Byline);
    }
    // When the file was made is not always when the article appeared.
    metadata.date = info.created.trim_start_matches("D:").get(..8).and_then(dates::stated);
    if metadata.date.is_some() {
        metadata.guessed.mark(Field::Date);
    }
    metadata
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Page {
        let word = Word(text.to_owned(), 50.0, 100.0, 300.0, 10.0, true, true);
        Page { width: 600.0, height: 800.0, words: vec![word] }
    }

    #[track_caller]
    fn check(pages: &[&str], lost: u32, articles: usize, said: &str) {
        let pages: Vec<Page> = pages.iter().map(|text| page(text)).collect();
        let found = PdfText { total: pages.len() as u32, pages, lost, ..PdfText::default() };
        let reading = read(Source { name: "a.pdf", bytes: b"" }, &found);
        let messages: Vec<&str> = reading.diagnostics.iter().map(|said| said.message.as_str()).collect();
        assert_eq!((reading.documents.len(), messages.join(" ")), (articles, said.to_owned()));
    }

    #[test]
    fn each_sort_of_page_is_said() {
        check(&["Trump met Putin."], 0, 1, "");
        check(&["", ""], 0, 0, "This PDF has no text layer: its pages are pictures.");
        check(&["", ""], 2, 0, "The pages of this PDF are damaged.");
        let garbled = "The letters of this PDF cannot be read: its fonts do not say which letters they are.";
        check(&["\u{e001}\u{e002}"], 0, 0, garbled);
        let one =
            "The letters of 1 of 2 pages cannot be read: their fonts do not say which letters they are.";
        check(&["Trump met Putin.", "\u{e001}\u{e002}"], 0, 1, one);
    }

    #[test]
    fn a_locked_file_asks() {
        let asked = |trouble| {
            let found = PdfText { trouble: Some(trouble), ..PdfText::default() };
            read(Source { name: "a.pdf", bytes: b"" }, &found)
                .diagnostics
                .remove(0)
                .question
                .map(|asked| *asked)
        };
        assert_eq!(asked(Trouble::Password), Some(Question::Password { wrong: false }));
        assert_eq!(asked(Trouble::WrongPassword), Some(Question::Password { wrong: true }));
        assert_eq!(asked(Trouble::Broken), None);
    }

    #[test]
    fn lines_without_blanks_are_joined_in_time() {
        let pages = vec![Page { width: 600.0, height: 800.0, words: Vec::new() }; 1];
        let mut found = PdfText { total: 1, pages, ..PdfText::default() };
        found.pages[0].words = (0..200_000)
            .map(|at| Word("aa-".to_owned(), 50.0, at as f32 * 0.003, 20.0, 10.0, true, true))
            .collect();
        assert_eq!(read(Source { name: "a.pdf", bytes: b"" }, &found).documents.len(), 1);
    }
}
