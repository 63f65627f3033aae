//! What is said below a picture: what the graph is of and under which settings, so that it can be made again.

use super::drawing::Words;
use crate::app::views::{kinds_word, mode_words};
use crate::app::words::{self, Phrase, pictures};
use crate::cooccurrence::Window;
use crate::copies::Counted;
use crate::entities::Kind;
use crate::graph::{GraphView, ViewSettings};

/// What a caption speaks of.
pub(super) struct About<'a> {
    pub(super) view: &'a GraphView,
    pub(super) settings: &'a ViewSettings,
    /// Whether the whole graph is in the picture.
    pub(super) whole: bool,
    /// Empty where it is not known.
    pub(super) day: &'a str,
    pub(super) fingerprint: &'a str,
}

/// A line that says what the picture is.
pub(super) fn title(view: &GraphView) -> String {
    match view.totals.documents {
        0 => pictures::TITLE_BARE.text().to_owned(),
        n => pictures::TITLE.with(&[("articles", &words::ARTICLES_COUNT.count(n, &[]))]),
    }
}

/// The paragraphs of a caption: counts; what ties, sizes and places tell; what was chosen; day and fingerprint.
pub(super) fn paragraphs(about: &About<'_>) -> Vec<String> {
    let About { view, settings, whole, day, fingerprint } = *about;
    vec![counts(view, whole), measure(settings), chosen(view, settings), made(day, fingerprint)]
}

fn counts(view: &GraphView, whole: bool) -> String {
    let shown = view.nodes.len() as u32;
    let all = view.totals.entities;
    let names = match all > shown {
        true => pictures::OF_NAMES.count(shown, &[("all", &words::number(all))]),
        false => pictures::NAMES_COUNT.count(shown, &[]),
    };
    let ties = words::TIES_COUNT.count(view.edges.len() as u32, &[]);
    let articles = words::ARTICLES_COUNT.count(view.totals.documents, &[]);
    let phrase = if view.totals.documents > 0 { pictures::COUNTS } else { pictures::COUNTS_BARE };
    let counts = phrase.with(&[("names", &names), ("ties", &ties), ("articles", &articles)]) + ".";
    if whole { counts } else { joined(&[&counts, pictures::PART.text()]) }
}

fn measure(settings: &ViewSettings) -> String {
    let (tie, least): (Phrase, Phrase) = match settings.window {
        Window::Sentence => (pictures::TIE_SENTENCE, pictures::LEAST_SENTENCES),
        Window::Paragraph => (pictures::TIE_PARAGRAPH, pictures::LEAST_PARAGRAPHS),
        Window::Document => (pictures::TIE_DOCUMENT, pictures::LEAST_DOCUMENTS),
    };
    let least = least.count(settings.least_weight.max(1), &[]) + ".";
    let [_, places] = mode_words(settings.mode);
    joined(&[tie.text(), &least, pictures::SIZE.text(), places])
}

fn chosen(view: &GraphView, settings: &ViewSettings) -> String {
    let kinds: Vec<&str> =
        Kind::ALL.into_iter().filter(|kind| settings.kinds.contains(*kind)).map(kinds_word).collect();
    let kinds = match kinds[..] {
        [] => pictures::NO_KINDS.text().to_owned(),
        _ => pictures::KINDS.with(&[("kinds", &kinds.join(", ").to_lowercase())]),
    };
    let limit = pictures::LIMIT.count(settings.limit, &[]);
    let said = [
        (true, kinds.as_str()),
        (view.nodes.len() as u32 >= settings.limit, &limit),
        (settings.focus.is_some(), pictures::FOCUS.text()),
        (settings.copies == Counted::Once, pictures::COPIES.text()),
        (settings.references, pictures::REFERENCES.text()),
    ];
    joined(&said.into_iter().filter_map(|(so, words)| so.then_some(words)).collect::<Vec<_>>())
}

fn made(day: &str, fingerprint: &str) -> String {
    let day = if day.is_empty() { String::new() } else { pictures::DAY.with(&[("day", day)]) };
    let data = pictures::FINGERPRINT.with(&[("fingerprint", fingerprint)]);
    joined(&[pictures::MADE_WITH.text(), &day, &data])
}

fn joined(sentences: &[&str]) -> String {
    sentences.iter().filter(|sentence| !sentence.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// What is said where some words cannot be written in a form of file; empty where all can.
pub(super) fn unwritten<'a>(words: impl Iterator<Item = &'a Words>, can_write: fn(&Words) -> bool) -> String {
    match words.filter(|words| !can_write(words)).count() as u32 {
        0 => String::new(),
        n => pictures::UNWRITTEN.count(n, &[]),
    }
}
