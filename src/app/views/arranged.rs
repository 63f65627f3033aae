//! By what the picture is arranged, and how true that is.

use crate::app::model::Model;
use crate::app::words;
use crate::layout::Mode;

/// By what the picture is arranged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArrangedView {
    /// The one chosen.
    pub mode: Mode,
    /// Whether the articles are of different days, so that time can arrange them.
    pub timed: bool,
    /// How true the picture is, in words; empty while it moves.
    pub quality: String,
}

/// By what the picture is arranged.
pub fn arranged(model: &Model) -> ArrangedView {
    let mode = model.settings.mode;
    let settled = model.shown.settled.as_ref().filter(|settled| !settled.quality.is_empty());
    ArrangedView {
        mode,
        timed: model.shown.view.totals.days > 1 || mode == Mode::ByTime,
        quality: settled
            .map(|settled| words::HOW_TRUE.with(&[("quality", &settled.quality)]))
            .unwrap_or_default(),
    }
}

/// A mode in a word, and what it means.
pub fn mode_words(mode: Mode) -> [&'static str; 2] {
    let words = match mode {
        Mode::Balanced => [words::MODE_BALANCED, words::MODE_BALANCED_MEANS],
        Mode::Communities => [words::MODE_COMMUNITIES, words::MODE_COMMUNITIES_MEANS],
        Mode::ByKind => [words::MODE_KIND, words::MODE_KIND_MEANS],
        Mode::ByTime => [words::MODE_TIME, words::MODE_TIME_MEANS],
    };
    words.map(words::Phrase::text)
}

/// Whether communities are tinted: where they arrange the picture, or where the person says so.
pub fn tinted(model: &Model) -> bool {
    model.stage.tint.unwrap_or(model.settings.mode == Mode::Communities)
}

/// Whether there is more than one community to tell apart.
pub fn has_communities(model: &Model) -> bool {
    model.shown.view.nodes.iter().any(|node| node.community > 0)
}

/// The dates along the picture, each with its place: layout units across.
pub fn ticks(model: &Model) -> Vec<(i32, String)> {
    let settled = model.shown.settled.iter();
    settled.flat_map(|settled| &settled.ticks).map(|tick| (tick.at as i32, tick.date.clone())).collect()
}
