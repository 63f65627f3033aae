//! The link and the file that carry a finding to someone else.

use super::effect::Effect;
use super::link::{self, State};
use super::model::{Corpus, Engine, Model};
use super::words;
use crate::protocol::Request;
use crate::share::LONGEST_LINK;

/// The name under which a finding is saved.
pub const FILE_NAME: &str = "coterie.json";

/// How far the link is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Link {
    /// Not asked for.
    #[default]
    None,
    /// To be asked for once the engine can answer.
    Wanted,
    /// Asked for.
    Asked,
    /// Here.
    Ready {
        /// The whole address.
        address: String,
        /// The same, as a project file.
        file: Vec<u8>,
        /// What was done with it.
        handed: Handed,
    },
}

/// What was done with a link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Handed {
    /// Nothing yet.
    #[default]
    Not,
    /// It is on the clipboard.
    Copied,
    /// The browser refused.
    Refused,
    /// It was saved as a file.
    Saved,
}

/// The dialog's state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sharing {
    /// Whether the sentences go along.
    pub passages: bool,
    /// The link.
    pub link: Link,
}

/// The view as a link carries it.
pub(super) fn state(model: &Model) -> State {
    State { settings: model.settings, selection: model.selection(), camera: model.stage.moved_camera() }
}

/// Asks the engine for the link as soon as it can answer.
pub(super) fn prepare(model: &mut Model) -> Vec<Effect> {
    if matches!(model.engine, Engine::Unusable(_)) || model.corpus == Corpus::Empty {
        model.sharing.link = Link::None;
        return Vec::new();
    }
    if !model.can_answer() {
        model.sharing.link = Link::Wanted;
        return Vec::new();
    }
    model.sharing.link = Link::Asked;
    vec![Effect::Ask(Request::Share { passages: model.sharing.passages })]
}

/// The engine's answer. An answer to a question since changed is left.
pub(super) fn shared(model: &mut Model, passages: bool, payload: &str, file: Vec<u8>) {
    if model.sharing.link == Link::Asked && passages == model.sharing.passages {
        let address = [&model.address, "#", &link::fragment(payload, &state(model))].concat();
        model.sharing.link = Link::Ready { address, file, handed: Handed::Not };
    }
}

/// Puts the link on the clipboard and into the address bar, unless it is too long.
pub(super) fn copy(model: &mut Model) -> Vec<Effect> {
    let Link::Ready { address, .. } = &model.sharing.link else { return Vec::new() };
    if address.len() > LONGEST_LINK {
        return Vec::new();
    }
    let fragment = address.split_once('#').map_or("", |(_, fragment)| fragment).to_owned();
    vec![Effect::Copy(address.clone()), Effect::SetFragment(fragment)]
}

/// The clipboard's answer.
pub(super) fn copied(model: &mut Model, done: bool) {
    if let Link::Ready { handed, .. } = &mut model.sharing.link {
        *handed = if done { Handed::Copied } else { Handed::Refused };
        model.tell(if done { words::COPIED } else { words::COPY_FAILED }.text());
    }
}

/// Saves the finding.
pub(super) fn save(model: &mut Model) -> Vec<Effect> {
    let Link::Ready { file, handed, .. } = &mut model.sharing.link else { return Vec::new() };
    *handed = Handed::Saved;
    let bytes = file.clone();
    model.tell(words::SAVED.with(&[("file", FILE_NAME)]));
    vec![Effect::Download { name: FILE_NAME.to_owned(), mime: "application/json", bytes }]
}
