//! The articles in words: the lines of their list, and one of them opened.

use super::corpus::Corpus;
use super::{Session, Shown};
use crate::app::words::{self, Phrase};
use crate::copies::Likeness;
use crate::entities;
use crate::evidence::{self, ArticleView, Fact};
use crate::graph::ViewSettings;
use crate::ids::DocumentId;
use crate::pipeline::Article;
use crate::protocol::{ArticleLine, Response};
use crate::read::{Field, Metadata, language};

/// How many articles are in a language in which names are found less well, as a sentence; empty where none is.
pub fn foreign_note(articles: &[Article]) -> String {
    let foreign = articles.iter().filter(|article| is_foreign(&article.document.metadata));
    match foreign.count() as u32 {
        0 => String::new(),
        count => words::NOT_ENGLISH.count(count, &[]),
    }
}

/// Whether an article is known to be in a language that the recogniser has not learned.
fn is_foreign(metadata: &Metadata) -> bool {
    metadata.language.as_deref().is_some_and(|code| !entities::LANGUAGES.contains(&code))
}

/// A field's name.
pub(super) fn field_word(field: Field) -> Phrase {
    match field {
        Field::Title => words::FIELD_TITLE,
        Field::Byline => words::FIELD_BYLINE,
        Field::Date => words::FIELD_DATE,
        Field::Language => words::FIELD_LANGUAGE,
        Field::Site => words::FIELD_SOURCE,
    }
}

/// A field's value in words: languages have names.
pub(super) fn spoken(field: Field, value: &str) -> &str {
    match field {
        Field::Language => language::name(value).unwrap_or(value),
        _ => value,
    }
}

/// What a field says, with a mark where that is guessed; `None` where it is unknown.
fn said(metadata: &Metadata, field: Field) -> Option<String> {
    let value = spoken(field, metadata.get(field)?);
    let phrase = if metadata.guessed.is(field) { words::GUESSED } else { words::STATED };
    Some(phrase.with(&[("what", value)]))
}

fn fact(metadata: &Metadata, field: Field) -> Fact {
    let name = field_word(field).text();
    let words = match (field, said(metadata, field)) {
        (_, None) => words::FACT_UNKNOWN.with(&[("field", name)]),
        // It stands above in full.
        (Field::Title, Some(_)) if metadata.guessed.is(field) => words::GUESSED.with(&[("what", name)]),
        (Field::Title, Some(_)) => name.to_owned(),
        (_, Some(value)) => words::FACT.with(&[("field", name), ("value", &value)]),
    };
    let hint = match field {
        Field::Date => words::AMEND_DATE,
        Field::Language => words::AMEND_LANGUAGE,
        Field::Title | Field::Byline | Field::Site => words::AMEND_WORDS,
    };
    let value = metadata.get(field).unwrap_or_default();
    Fact {
        field,
        words,
        question: words::AMEND_HEAD.with(&[("field", name)]),
        hint: hint.text().to_owned(),
        value: spoken(field, value).to_owned(),
    }
}

impl Session {
    /// The list of articles.
    pub(super) fn articles(&self) -> Response {
        let Shown::Articles(corpus) = &self.shown else {
            return Response::Articles { lines: Vec::new(), note: String::new() };
        };
        let lines = (0..).map(DocumentId).zip(corpus.articles());
        Response::Articles {
            lines: lines.map(|(id, article)| corpus.line(id, article)).collect(),
            note: foreign_note(corpus.articles()),
        }
    }
}

impl Corpus {
    fn line(&self, id: DocumentId, article: &Article) -> ArticleLine {
        let metadata = &article.document.metadata;
        let language = metadata.language.as_deref().filter(|_| is_foreign(metadata));
        let weak = language.and_then(|_| {
            Some(words::NAMES_FOUND_LESS.with(&[("language", &said(metadata, Field::Language)?)]))
        });
        let parts = [
            said(metadata, Field::Date),
            said(metadata, Field::Site),
            Some(words::ARTICLE_NAMES.count(article.mentions.len() as u32, &[])),
            weak,
            self.copy_line(id),
        ];
        let note: Vec<String> = parts.into_iter().flatten().collect();
        ArticleLine { document: id.0, title: article.document.title().to_owned(), note: note.join(" · ") }
    }

    /// Of which article another is a near-copy.
    fn likeness(&self, id: DocumentId) -> Option<(Likeness, &Article)> {
        let likeness = self.copies()?.likeness(id)?;
        Some((likeness, self.articles().get(likeness.of.index())?))
    }

    /// The same as a line.
    fn copy_line(&self, id: DocumentId) -> Option<String> {
        let (likeness, of) = self.likeness(id)?;
        let file = of.document.name.as_str();
        Some(match likeness.percent {
            100 => words::COPY_OF.with(&[("file", file)]),
            percent => words::NEAR_COPY_OF.with(&[("file", file), ("n", &percent.to_string())]),
        })
    }

    /// An article, opened.
    pub(super) fn article(&self, settings: &ViewSettings, id: DocumentId) -> Option<ArticleView> {
        let article = self.articles().get(id.index())?;
        let mut view = evidence::article_view(self.answers(settings), id)?;
        view.facts = Field::ALL.into_iter().map(|field| fact(&article.document.metadata, field)).collect();
        if let Some((likeness, of)) = self.likeness(id) {
            evidence::note_changes(&mut view, article, of);
            let line = self.copy_line(id).unwrap_or_default();
            let differs = view.paragraphs.iter().any(|paragraph| !paragraph.changes.is_empty());
            let phrase = if differs { words::COPY_DIFFERS } else { words::COPY_AGREES };
            view.copy = phrase.with(&[("line", &line)]);
            view.copy_of = likeness.of.0;
        }
        Some(view)
    }
}
