//! What is seen, saved as a file: one question, whose answers the engine words and carries out.

use super::Dialog;
use super::deciding::Form;
use super::effect::Effect;
use super::model::Model;
use super::words;
use crate::export::{Picture, PictureRequest};

/// Asks as what the picture is to be saved.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    model.dialog = Some(Dialog::Decide);
    model.deciding.form =
        Some(Form::Picture { note: words::ENGINE_WAITS.text().to_owned(), offers: Vec::new() });
    ask(model, None)
}

/// Asks the engine, once it can answer, for the answers or for the picture by one of them.
pub(super) fn ask(model: &Model, answer: Option<u32>) -> Vec<Effect> {
    if !model.can_answer() {
        return Vec::new();
    }
    let revision = model.shown.revision;
    vec![Effect::Depict(Box::new(PictureRequest { answer, revision, ..PictureRequest::default() }))]
}

/// The question was answered.
pub(super) fn save(model: &mut Model, choice: u32) -> Vec<Effect> {
    model.dialog = None;
    model.deciding.form = None;
    ask(model, Some(choice))
}

/// The engine's answer.
pub(super) fn made(model: &mut Model, picture: Picture) -> Vec<Effect> {
    if !picture.offers.is_empty() {
        if let Some(Form::Picture { note, offers }) = &mut model.deciding.form {
            (*note, *offers) = (picture.caption, picture.offers);
        }
        return Vec::new();
    }
    let Picture { name, pixels, bytes, .. } = picture;
    model.say(words::SAVED.with(&[("file", &name)]));
    vec![match pixels {
        Some(size) => Effect::Rasterise { name, svg: bytes, size },
        None => Effect::Download { name, mime: "application/octet-stream", bytes },
    }]
}
