//! The document: an article's own words, its parts, and the way back to the file.

use serde::{Deserialize, Serialize};

use super::OffsetMap;
use coterie_base::ids::{Fingerprint, Span};

/// What a file turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// A PDF.
    Pdf,
    /// A document of an office program: Word, OpenDocument, rich text.
    Office,
    /// A book of web pages (EPUB).
    Book,
    /// A mail.
    Mail,
    /// A row of a table, or an object of data.
    Record,
    /// Captions of a film.
    Captions,
    /// An entry of a bibliography.
    Reference,
    /// News in a news agency's markup (NewsML, NITF).
    News,
    /// A page kept in a web archive.
    Archived,
    /// An article of an export that holds many.
    Export,
}

/// A field of [`Metadata`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// Headline.
    Title,
    /// Who wrote it.
    Byline,
    /// When it was published.
    Date,
    /// Its language.
    Language,
    /// The publication or site.
    #[serde(rename = "source")]
    Site,
}

impl Field {
    /// All, in the order in which they are shown.
    pub const ALL: [Field; 5] = [Field::Title, Field::Byline, Field::Date, Field::Site, Field::Language];
}

/// Which fields were guessed rather than stated by the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guessed(u8);

impl Guessed {
    /// Whether a field was guessed.
    pub fn is(self, field: Field) -> bool {
        self.0 & (1 << field as u8) != 0
    }

    /// Notes that a field was guessed.
    pub fn mark(&mut self, field: Field) {
        self.0 |= 1 << field as u8;
    }

    /// Notes that a field is sure.
    pub fn clear(&mut self, field: Field) {
        self.0 &= !(1 << field as u8);
    }
}

/// What an article says about itself. Every field is the article's own words, or absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Publication date as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// ISO 639-1 code of the language (`en`), absent when unknown.
    pub language: Option<String>,
    /// The publication or site.
    pub site: Option<String>,
    /// Which of these were guessed.
    #[serde(default)]
    pub guessed: Guessed,
}

impl Metadata {
    /// What a field says; `None` where that is unknown.
    pub fn get(&self, field: Field) -> Option<&str> {
        match field {
            Field::Title => &self.title,
            Field::Byline => &self.byline,
            Field::Date => &self.date,
            Field::Language => &self.language,
            Field::Site => &self.site,
        }
        .as_deref()
    }

    /// Has a field say something for sure, or be unknown.
    pub fn set(&mut self, field: Field, to: Option<String>) {
        let said = match field {
            Field::Title => &mut self.title,
            Field::Byline => &mut self.byline,
            Field::Date => &mut self.date,
            Field::Language => &mut self.language,
            Field::Site => &mut self.site,
        };
        *said = to;
        self.guessed.clear(field);
    }

    /// Fills a field of which nothing is known with a guess, if there is one.
    pub fn guess(&mut self, field: Field, guess: impl FnOnce() -> Option<String>) {
        if self.get(field).is_none()
            && let Some(guess) = guess()
        {
            self.set(field, Some(guess));
            self.guessed.mark(field);
        }
    }
}

/// What a block of the article is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// Headline: counted.
    Title,
    /// A paragraph, heading, list item or caption of the article: counted.
    Body,
    /// Who wrote it and when: shown, not counted.
    Byline,
    /// Comment widgets, share buttons, related links, footers: shown as left out, not counted.
    Boilerplate,
}

impl Role {
    /// Whether names in such a block enter the graph.
    pub fn counts(self) -> bool {
        matches!(self, Role::Title | Role::Body)
    }
}

/// A paragraph of the article. Blocks are in order, do not overlap, and may leave white space between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands in the text.
    pub span: Span,
    /// What it is for.
    pub role: Role,
}

/// An article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The file's name, as in [`Source`](super::Source).
    pub name: String,
    /// Of the file's bytes.
    pub fingerprint: Fingerprint,
    /// What the file turned out to be.
    pub format: Format,
    /// The charset it was decoded from, as the encoding standard names it (`UTF-8`, `windows-1252`).
    pub charset: String,
    /// What the article says about itself.
    pub metadata: Metadata,
    /// The article's words, mended. Every span of the core points into this.
    pub text: String,
    /// The paragraphs.
    pub blocks: Vec<Block>,
    /// From this text back to the decoded file.
    pub origin: OffsetMap,
}

impl Document {
    /// A document of plain text whose blocks are its lines; `text` is the decoded file.
    pub fn plain(name: &str, bytes: &[u8], text: String) -> Self {
        let mut blocks = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let body = line.trim();
            if !body.is_empty() {
                let start = at + (line.len() - line.trim_start().len());
                blocks.push(Block { span: Span::new(start, start + body.len()), role: Role::Body });
            }
            at += line.len();
        }
        Document {
            name: name.to_owned(),
            fingerprint: Fingerprint::of(bytes),
            format: Format::Text,
            charset: "UTF-8".to_owned(),
            metadata: Metadata::default(),
            origin: OffsetMap::identity(&text),
            text,
            blocks,
        }
    }

    /// The headline, or else the file's name.
    pub fn title(&self) -> &str {
        self.metadata.title.as_deref().unwrap_or(&self.name)
    }

    /// The words at a span; empty where the span is not one of this text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }
}
