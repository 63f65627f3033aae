//! What each panel shows: pure functions of the [`Model`], compared by the panels so that only what changed is
//! drawn again.

mod arranged;
mod deciding;
mod dialog;
mod evidence;
mod list;
mod naming;
mod search;

pub use arranged::*;
pub use deciding::*;
pub use dialog::*;
pub use evidence::*;
pub use list::*;
pub use naming::*;
pub use search::*;

use super::model::{Corpus, Model};
use super::words;
use crate::cooccurrence::Window;
use crate::copies::Counted;
use crate::entities::{Kind, KindSet};
use crate::evidence::Subject;

/// Small letters for capitals of the Latin alphabet, Western accents included. The engine searches with the whole of
/// Unicode; its tables alone are a fiftieth of the page, which only sorts a list and bridges the wait.
pub(super) fn lower(text: &str) -> String {
    let small = |letter| match letter {
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(letter as u32 + 32).unwrap_or(letter),
        _ => letter.to_ascii_lowercase(),
    };
    text.chars().map(small).collect()
}

/// The outline of a kind's mark in a box of 16 by 16.
pub fn outline(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2Z",
        Kind::Organisation => "M4.5 2.5h7a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2Z",
        Kind::Place => "M8 1l7 7-7 7-7-7Z",
        Kind::Group => "M8 1.5l5.8 3.3v6.4L8 14.5l-5.8-3.3V4.8Z",
        Kind::Event => "M8 1l2.1 4.6 5 .5-3.8 3.3 1.1 4.9L8 11.8l-4.4 2.5 1.1-4.9L.9 6.1l5-.5Z",
        Kind::Other => "M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2ZM8 5a3 3 0 1 1 0 6 3 3 0 1 1 0-6Z",
    }
}

/// The class that gives a kind its colour.
pub fn kind_class(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "k-person",
        Kind::Organisation => "k-organisation",
        Kind::Place => "k-place",
        Kind::Group => "k-group",
        Kind::Event => "k-event",
        Kind::Other => "k-other",
    }
}

/// The name of a kind, for one of them.
pub fn kind_word(kind: Kind) -> &'static str {
    let word = match kind {
        Kind::Person => words::PERSON,
        Kind::Organisation => words::ORGANISATION,
        Kind::Place => words::PLACE,
        Kind::Group => words::GROUP,
        Kind::Event => words::EVENT,
        Kind::Other => words::OTHER,
    };
    word.text()
}

/// The name of a kind, for all of them.
pub fn kinds_word(kind: Kind) -> &'static str {
    let word = match kind {
        Kind::Person => words::PERSONS,
        Kind::Organisation => words::ORGANISATIONS,
        Kind::Place => words::PLACES,
        Kind::Group => words::GROUPS,
        Kind::Event => words::EVENTS,
        Kind::Other => words::OTHERS,
    };
    word.text()
}

/// A number of windows: `31 sentences`.
pub fn windows(window: Window, n: u32) -> String {
    let phrase = match window {
        Window::Sentence => words::SENTENCES_COUNT,
        Window::Paragraph => words::PARAGRAPHS_COUNT,
        Window::Document => words::ARTICLES_COUNT,
    };
    phrase.count(n, &[])
}

/// A number of windows in a number of articles: `31 sentences in 5 articles`.
pub fn windows_in(window: Window, n: u32, documents: u32) -> String {
    let count = windows(window, n);
    if window == Window::Document || documents == 0 {
        return words::IN_ONE_ARTICLE.with(&[("count", &count)]);
    }
    let articles = words::ARTICLES_COUNT.count(documents, &[]);
    words::IN_ARTICLES.with(&[("count", &count), ("articles", &articles)])
}

/// The totals in the bar at the top: `5 articles · 37 entities · 117 ties`.
pub fn totals(model: &Model) -> String {
    let view = &model.shown.view;
    let totals = &view.totals;
    if totals.entities == 0 && totals.documents == 0 {
        return String::new();
    }
    // Of one name and its ties, what is drawn is what there is.
    let (entities, ties) = match model.shown.settings.focus {
        Some(_) => (view.nodes.len() as u32, view.edges.len() as u32),
        None => (totals.entities, totals.ties),
    };
    let parts = [
        words::ARTICLES_COUNT.count(totals.documents, &[]),
        words::ENTITIES_COUNT.count(entities, &[]),
        words::TIES_COUNT.count(ties, &[]),
    ];
    parts.join(" · ")
}

/// The bar while files are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingView {
    /// Files read, of `total`.
    pub done: u32,
    /// Files.
    pub total: u32,
    /// The line beside the bar.
    pub words: String,
}

/// The bar while files are read; the samples behind the demo are read quietly.
pub fn reading(model: &Model) -> Option<ReadingView> {
    let quietly = model.corpus == Corpus::Demo && model.replacing.is_none();
    if model.reading.is_idle() || quietly {
        return None;
    }
    let progress = model.reading.progress();
    let mut parts = vec![
        words::READING
            .with(&[("done", &words::number(progress.done)), ("total", &words::number(progress.total))]),
    ];
    if let Some(file) = &progress.current {
        parts.push(words::READING_NOW.with(&[("file", file)]));
    }
    if progress.failed > 0 {
        parts.push(words::READING_FAILED.count(progress.failed, &[]));
    }
    Some(ReadingView { done: progress.done, total: progress.total, words: parts.join(" · ") })
}

/// What lies over the middle of the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Nothing: there is a graph.
    Graph,
    /// Nothing yet.
    Waiting,
    /// What is being opened.
    Opening(String),
    /// Where to drop.
    Empty,
    /// The filters let nothing through.
    Filtered,
    /// What was read names nobody.
    Nameless,
}

/// What lies over the middle of the graph.
pub fn ground(model: &Model) -> Ground {
    if !model.shown.view.nodes.is_empty() {
        return Ground::Graph;
    }
    let busy = !model.reading.is_idle() || model.samples_awaited;
    match &model.corpus {
        Corpus::Nothing | Corpus::Demo | Corpus::Finding { opened: false } => Ground::Waiting,
        Corpus::Opening(source) => Ground::Opening(words::OPENING.with(&[("source", source)])),
        _ if busy => Ground::Waiting,
        Corpus::Empty | Corpus::Finding { opened: true } => Ground::Empty,
        Corpus::Samples | Corpus::Own => {
            let totals = &model.shown.view.totals;
            if totals.by_kind.iter().any(|count| *count > 0) {
                Ground::Filtered
            } else if totals.documents > 0 {
                Ground::Nameless
            } else {
                Ground::Empty
            }
        }
    }
}

/// Whether the first visit's card shows.
pub fn card(model: &Model) -> bool {
    !model.card_closed
        && matches!(model.corpus, Corpus::Demo | Corpus::Samples)
        && !model.shown.view.nodes.is_empty()
}

/// When not all entities are drawn, the line that says so.
pub fn showing(model: &Model) -> Option<String> {
    let shown = model.shown.view.nodes.len() as u32;
    let all = model.shown.view.totals.entities;
    if model.shown.settings.focus.is_some() || shown >= all || shown < model.shown.settings.limit {
        return None;
    }
    let all = words::ENTITIES_COUNT.count(all, &[]);
    Some(words::SHOWING.with(&[("shown", &words::number(shown)), ("all", &all)]))
}

/// When only an entity and its ties are drawn, the line that says so.
pub fn only(model: &Model) -> Option<String> {
    let key = model.settings.focus?;
    let name = model.shown.node(key).map_or("…", |node| node.name.as_str());
    Some(words::ONLY.with(&[("name", name)]))
}

/// What a screen reader is told of the canvas.
pub fn graph_label(model: &Model) -> String {
    let view = &model.shown.view;
    words::GRAPH_LABEL.with(&[
        ("entities", &words::ENTITIES_COUNT.count(view.nodes.len() as u32, &[])),
        ("ties", &words::TIES_COUNT.count(view.edges.len() as u32, &[])),
    ])
}

/// What a screen reader is told when other entities show.
pub fn view_notice(model: &Model) -> String {
    let view = &model.shown.view;
    words::SAY_VIEW.with(&[
        ("entities", &words::ENTITIES_COUNT.count(view.nodes.len() as u32, &[])),
        ("ties", &words::TIES_COUNT.count(view.edges.len() as u32, &[])),
    ])
}

/// What a screen reader is told of what is selected.
pub fn selection_notice(model: &Model) -> Option<String> {
    match model.selection()? {
        Subject::Entity(key) => {
            let node = model.shown.node(key)?;
            Some(words::SAY_SELECTED.with(&[
                ("name", &node.name),
                ("kind", kind_word(node.kind)),
                ("mentions", &words::MENTIONS_COUNT.count(node.mentions, &[])),
                ("ties", &words::TIES_COUNT.count(node.degree, &[])),
            ]))
        }
        Subject::Tie(a, b) => {
            let count = windows(model.shown.settings.window, model.shown.weight(a, b)?);
            let (a, b) = (&model.shown.node(a)?.name, &model.shown.node(b)?.name);
            Some(words::SAY_TIE.with(&[("a", a), ("b", b), ("count", &count)]))
        }
    }
}

/// Whether any filter is not at its default.
pub fn filtered(model: &Model) -> bool {
    let settings = &model.settings;
    settings.least_weight > 1
        || settings.kinds != KindSet::MAIN
        || settings.focus.is_some()
        || settings.references
        || settings.copies == Counted::Once
}
