//! `coterie read`: files of any kind to articles, one line of JSON each.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::{File, files, line, pdf};
use crate::clean;
use crate::diagnostic::Diagnostic;
use crate::formats::{self, Options};
use crate::read::{Document, Field, Reading, Role, Source};

/// Files and folders to read.
#[derive(Debug, Args)]
pub(super) struct Read {
    /// Files and folders of articles, in any format.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Opens files that are encrypted.
    #[arg(long, value_name = "PASSWORD")]
    password: Option<String>,
    /// Read exports of many articles as one article each.
    #[arg(long)]
    whole: bool,
}

/// An article as it is printed.
#[derive(Serialize)]
struct Line<'a> {
    /// The file, and where in it.
    file: &'a str,
    title: Option<&'a str>,
    byline: Option<&'a str>,
    /// `YYYY-MM-DD`.
    date: Option<&'a str>,
    /// The publication or site.
    source: Option<&'a str>,
    /// ISO 639-1.
    language: Option<&'a str>,
    /// Which of these were guessed.
    guessed: Vec<&'static str>,
    /// What counts: the headline and the paragraphs, an empty line between them.
    text: String,
    /// What does not count: widgets, footers, running heads.
    left_out: String,
    diagnostics: Vec<Said<'a>>,
}

/// What a person should know.
#[derive(Serialize)]
struct Said<'a> {
    severity: &'static str,
    file: &'a str,
    message: &'a str,
    hint: &'a str,
}

impl Read {
    /// Prints one line for each article, and one with diagnostics alone for each file that gave none. Fails when
    /// nothing could be read.
    pub(super) fn run(&self) -> Result<(), String> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        let mut read_any = false;
        for file in files(&self.paths)? {
            let reading = self.open(&file);
            for diagnostic in &reading.diagnostics {
                eprintln!("{}", line(diagnostic));
            }
            let lines = lines(&file.name, &reading);
            read_any |= !reading.documents.is_empty();
            for line in lines {
                let written = serde_json::to_writer(&mut out, &line).map_err(io::Error::from);
                written.and_then(|()| writeln!(out)).map_err(|error| error.to_string())?;
            }
        }
        out.flush().map_err(|error| error.to_string())?;
        if read_any { Ok(()) } else { Err("nothing could be read".to_owned()) }
    }

    fn open(&self, file: &File) -> Reading {
        let options = Options { password: self.password.clone(), whole: self.whole, ..Options::default() };
        let mut reading = match fs::read(&file.path) {
            Ok(bytes) => read_whole(Source { name: &file.name, bytes: &bytes }, &options),
            Err(error) => {
                Reading { documents: Vec::new(), diagnostics: vec![super::unopened(&file.name, &error)] }
            }
        };
        reading.documents = reading.documents.into_iter().map(clean::clean).collect();
        reading
    }
}

/// The articles of a file of any kind, the PDFs in it included.
pub(super) fn read_whole(source: Source<'_>, options: &Options) -> Reading {
    let (mut reading, pdfs) = formats::open(source, options).into_reading();
    for inner in pdfs {
        let found = pdf::read(Source { name: &inner.name, bytes: &inner.bytes }, options.password.as_deref());
        reading.documents.extend(found.documents);
        reading.diagnostics.extend(found.diagnostics);
    }
    reading
}

fn lines<'a>(file: &'a str, reading: &'a Reading) -> Vec<Line<'a>> {
    let said = |name: Option<&str>| {
        let of = |diagnostic: &&Diagnostic| name.is_none_or(|name| diagnostic.file == name);
        let said = |diagnostic: &'a Diagnostic| Said {
            severity: super::severity(diagnostic),
            file: &diagnostic.file,
            message: &diagnostic.message,
            hint: &diagnostic.hint,
        };
        reading.diagnostics.iter().filter(of).map(said).collect::<Vec<_>>()
    };
    let mut lines: Vec<Line<'a>> =
        reading.documents.iter().map(|document| line_of(document, said(Some(&document.name)))).collect();
    let named = |name: &str| reading.documents.iter().any(|document| document.name == name);
    // What concerns no article: of the file, or of what is inside it and could not be read.
    let others: Vec<Said<'a>> = said(None).into_iter().filter(|said| !named(said.file)).collect();
    match lines.first_mut() {
        Some(first) => first.diagnostics.extend(others),
        None => lines.push(Line { diagnostics: others, ..Line::of_none(file) }),
    }
    lines
}

impl<'a> Line<'a> {
    fn of_none(file: &'a str) -> Self {
        Line {
            file,
            title: None,
            byline: None,
            date: None,
            source: None,
            language: None,
            guessed: Vec::new(),
            text: String::new(),
            left_out: String::new(),
            diagnostics: Vec::new(),
        }
    }
}

fn line_of<'a>(document: &'a Document, diagnostics: Vec<Said<'a>>) -> Line<'a> {
    let metadata = &document.metadata;
    let words = |counts: bool| {
        let blocks = document
            .blocks
            .iter()
            .filter(|block| (block.role.counts() || block.role == Role::Byline) == counts);
        blocks.map(|block| document.slice(block.span)).collect::<Vec<_>>().join("\n\n")
    };
    const FIELDS: [(Field, &str); 5] = [
        (Field::Title, "title"),
        (Field::Byline, "byline"),
        (Field::Date, "date"),
        (Field::Language, "language"),
        (Field::Site, "source"),
    ];
    let guessed =
        FIELDS.iter().filter(|(field, _)| metadata.guessed.is(*field)).map(|&(_, name)| name).collect();
    Line {
        file: &document.name,
        title: metadata.title.as_deref(),
        byline: metadata.byline.as_deref(),
        date: metadata.date.as_deref(),
        source: metadata.site.as_deref(),
        language: metadata.language.as_deref(),
        guessed,
        text: words(true),
        left_out: words(false),
        diagnostics,
    }
}
