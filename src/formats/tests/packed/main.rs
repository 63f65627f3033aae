//! Whole files, made here, and what they are read as.

mod archives;
mod docx;
mod epub;
mod hostile;
mod odt;
mod rtf;
mod sheets;
#[path = "../sound/mod.rs"]
mod sound;

use std::io::{Cursor, Write};

use coterie_base::diagnostic::Severity;
use coterie_read::{Role, Source};
use zip::write::SimpleFileOptions;

use coterie_formats::{Opening, Options, open};

/// A ZIP archive of these files.
fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, content)| (*name, content.as_bytes())).collect();
    zip_of(&files)
}

/// The same of any content.
fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a file");
        writer.write_all(content).expect("its content");
    }
    writer.finish().expect("an archive").into_inner()
}

fn opened(bytes: &[u8]) -> Opening {
    open(Source { name: "a", bytes }, &Options::default())
}

/// What was read: each article as `name: # title|paragraph|(what is not counted)`, each diagnostic as
/// `! name: message` (`~` for what is merely worth knowing).
fn shown(opening: &Opening) -> String {
    let articles = opening.documents.iter().map(|document| {
        let paragraphs = document.blocks.iter().map(|block| match block.role {
            Role::Title => format!("# {}", document.slice(block.span)),
            Role::Body => document.slice(block.span).to_owned(),
            Role::Byline | Role::Boilerplate => format!("({})", document.slice(block.span)),
        });
        format!("{}: {}", document.name, paragraphs.collect::<Vec<_>>().join("|"))
    });
    let said = opening.diagnostics.iter().map(|diagnostic| {
        let sign = if diagnostic.severity == Severity::Note { '~' } else { '!' };
        format!("{sign} {}: {}", diagnostic.file, diagnostic.message)
    });
    articles.chain(said).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(bytes: &[u8], expected: &str) {
    assert_eq!(shown(&opened(bytes)), expected);
}

/// What is known of the first article: `title, byline, date`, each with `?` where it was guessed.
#[track_caller]
fn check_metadata(bytes: &[u8], expected: &str) {
    use coterie_read::Field;
    let opening = opened(bytes);
    let metadata = &opening.documents[0].metadata;
    let field = |value: &Option<String>, field| {
        let sign = if metadata.guessed.is(field) { "?" } else { "" };
        value.as_ref().map_or("-".to_owned(), |value| format!("{value}{sign}"))
    };
    let shown = [
        field(&metadata.title, Field::Title),
        field(&metadata.byline, Field::Byline),
        field(&metadata.date, Field::Date),
    ];
    assert_eq!(shown.join(", "), expected);
}
