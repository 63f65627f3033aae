//! What office files say about themselves.

use coterie_read::{Field, Metadata, dates};

use super::super::xml::{Piece, Xml};

/// Reads `docProps/core.xml` of Office files, `meta.xml` of OpenDocument.
pub(super) fn read(text: &str, metadata: &mut Metadata) {
    let mut xml = Xml::new(text);
    let (mut editor, mut created, mut edited) = (None, None, None);
    while let Some(piece) = xml.next_piece() {
        let Piece::Open(element) = piece else { continue };
        let name = element.name().to_owned();
        match name.as_str() {
            "title" => metadata.title = title(&xml.words()),
            "initial-creator" => metadata.byline = author(&xml.words()),
            // In Office files the author, in OpenDocument who saved it last.
            "creator" => editor = author(&xml.words()),
            "created" | "creation-date" => created = day(&xml.words()),
            "modified" | "date" => edited = day(&xml.words()),
            _ => {}
        }
    }
    metadata.byline = metadata.byline.take().or(editor);
    metadata.date = created.or(edited);
    guess(metadata);
}

/// Who made a file and when is a guess at who wrote the article and when it was published.
pub(crate) fn guess(metadata: &mut Metadata) {
    if metadata.byline.is_some() {
        metadata.guessed.mark(Field::Byline);
    }
    if metadata.date.is_some() {
        metadata.guessed.mark(Field::Date);
    }
}

/// A title, unless it is one that a program made up: then the text's own headline tells more.
pub(crate) fn title(words: &str) -> Option<String> {
    const MADE_UP: [&str; 11] = [
        "document",
        "microsoft word",
        "untitled",
        "powerpoint presentation",
        "title",
        "presentation",
        "word document",
        "slide",
        "unknown",
        "unknown title",
        "book",
    ];
    let title = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = title.to_lowercase();
    let plain = lower.trim_end_matches(|c: char| c.is_ascii_digit() || " ()-_.".contains(c));
    let is_file =
        [".doc", ".docx", ".odt", ".rtf", ".txt", ".pdf", ".html", ".htm", ".indd", ".qxd", ".dotx"]
            .iter()
            .any(|ending| lower.ends_with(ending));
    let is_made_up = MADE_UP.contains(&plain) || lower.starts_with("microsoft word - ") || is_file;
    (title.chars().any(char::is_alphabetic) && !is_made_up).then_some(title)
}

/// An author, unless it is the name of a program or of no one.
pub(crate) fn author(words: &str) -> Option<String> {
    const NO_ONE: [&str; 15] = [
        "user",
        "admin",
        "administrator",
        "owner",
        "author",
        "unknown",
        "python-docx",
        "microsoft office user",
        "windows user",
        "microsoft",
        "pc",
        "home",
        "default",
        "guest",
        "unknown author",
    ];
    let author = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_someone =
        author.chars().any(char::is_alphabetic) && !NO_ONE.contains(&author.to_lowercase().as_str());
    is_someone.then_some(author)
}

/// The day of `2016-11-15T10:00:00Z`.
pub(crate) fn day(words: &str) -> Option<String> {
    dates::stated(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_title(words: &str, expected: Option<&str>) {
        assert_eq!(title(words).as_deref(), expected);
    }

    #[test]
    fn titles_that_programs_make_up_are_none() {
        check_title("Document1", None);
        check_title("Microsoft Word - trump.doc", None);
        check_title("Untitled (2)", None);
        check_title("draft 3.docx", None);
        check_title(" ", None);
        check_title("Document 1 of the inquiry", Some("Document 1 of the inquiry"));
        check_title("Trump  meets Putin", Some("Trump meets Putin"));
    }

    #[test]
    fn the_author_of_a_file_is_its_first() {
        let mut metadata = Metadata::default();
        read(
            "<m><dc:creator>Bob</dc:creator><meta:initial-creator>Ann</meta:initial-creator>\
             <dc:date>2017-01-02T00:00:00</dc:date><meta:creation-date>2016-11-15T10:00:00</meta:creation-date></m>",
            &mut metadata,
        );
        assert_eq!((metadata.byline.as_deref(), metadata.date.as_deref()), (Some("Ann"), Some("2016-11-15")));
        assert!(metadata.guessed.is(Field::Date) && metadata.guessed.is(Field::Byline));
    }
}
