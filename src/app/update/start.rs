//! The start: what was remembered, the address, the demo.

use super::answers::{fetch_failed, inform};
use super::corpus::clear;
use super::graph::show;
use crate::app::effect::Effect;
use crate::app::link::Link;
use crate::app::model::{Corpus, Engine, Model, Shown};
use crate::app::trail::Place;
use crate::app::{Demo, Theme, words};
use crate::graph::ViewSettings;
use crate::protocol::decode;
use crate::question::Columns;

/// Where the demo lies, beside the page.
pub const DEMO: &str = "demo.bin";

/// What [`Effect::Remember`] keeps.
pub mod memory {
    /// `light`, `dark` or `system`.
    pub const THEME: &str = "theme";
    /// `closed` once the first visit's card was closed.
    pub const CARD: &str = "card";
    /// `off` where the person wants no overview.
    pub const OVERVIEW: &str = "overview";
    /// How the person calls themself in the log of decisions.
    pub const AUTHOR: &str = "author";
    /// Which columns of tables hold what ([`Columns::to_lines`](crate::question::Columns::to_lines)).
    pub const COLUMNS: &str = "columns";
}

pub(super) fn remember(model: &mut Model, remembered: &[(String, String)]) {
    for (key, value) in remembered {
        match key.as_str() {
            memory::THEME => {
                let themes = [Theme::System, Theme::Light, Theme::Dark];
                model.theme =
                    themes.into_iter().find(|theme| theme_word(*theme) == value).unwrap_or_default();
            }
            memory::CARD => model.card_closed = value == "closed",
            memory::OVERVIEW => model.stage.overview_off = value == "off",
            memory::COLUMNS => model.said.columns = Columns::from_lines(value),
            memory::AUTHOR => model.deciding.author.clone_from(value),
            _ => {}
        }
    }
}

/// The name of a theme in storage and style sheet.
pub fn theme_word(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

pub(super) fn begin(model: &mut Model, link: Link) -> Vec<Effect> {
    model.settings = link.state.settings;
    model.restored = link.state;
    if let Some(payload) = link.finding {
        return open_finding(model, &payload);
    }
    if let Some(source) = link.source {
        model.corpus = Corpus::Opening(source);
        return vec![Effect::Draw];
    }
    Vec::new()
}

/// The person changed the address by hand, or went back in the history.
pub(super) fn follow(model: &mut Model, link: Link) -> Vec<Effect> {
    if link == Link::default() {
        return Vec::new();
    }
    let mut effects = Vec::new();
    if link.finding.is_some() || link.source.is_some() {
        effects = clear(model, Corpus::Nothing);
    }
    let source = link.source.clone().filter(|_| link.finding.is_none());
    effects.extend(begin(model, link));
    match (source, &model.engine) {
        (Some(source), Engine::Ready) => effects.push(Effect::FetchSource(source)),
        (None, Engine::Ready) => effects.extend(inform(model)),
        _ => {}
    }
    restore(model);
    effects
}

/// A shared finding is the engine's to read: reading it here too would make the page a twentieth larger.
fn open_finding(model: &mut Model, payload: &str) -> Vec<Effect> {
    model.corpus = Corpus::Finding { opened: false };
    model.finding = Some(payload.as_bytes().to_vec());
    vec![Effect::Draw]
}

/// What the address says was selected and where the camera stood, once there is a graph to apply it to.
pub(super) fn restore(model: &mut Model) {
    if let Some(subject) = model.restored.selection.take() {
        model.trail.go(Place::Subject(subject));
    }
    if let Some(camera) = model.restored.camera.take() {
        model.stage.restore(camera);
    }
}

pub(super) fn demo(model: &mut Model, bytes: &[u8]) -> Vec<Effect> {
    if model.corpus != Corpus::Nothing {
        return Vec::new();
    }
    let Some(Demo { view, positions, told }) = decode(bytes) else {
        return fetch_failed(model, DEMO, words::BAD_DEMO.text());
    };
    model.corpus = Corpus::Demo;
    show(model, Shown::new(0, ViewSettings::default(), view, positions).told(Some(told)));
    restore(model);
    vec![Effect::Draw]
}
