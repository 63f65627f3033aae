//! The dialog that saves what is seen as a file.

use super::effect::Effect;
use super::model::{Engine, Model};
use super::words::{self, Phrase, pictures};
use crate::export::{Format, Picture, PictureRequest, Sheet};

/// The form of the file: an entry of the dialog's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Svg,
    Pdf(Sheet),
    /// So many pixels for a CSS pixel, across and down.
    Png(u8),
    /// As many pixels as fill a sheet at 300 dpi: its longer and its shorter side.
    Print([u16; 2]),
}

const FORMS: [(Phrase, Form); 10] = [
    (pictures::SVG, Form::Svg),
    (pictures::PDF, Form::Pdf(Sheet::Fitting)),
    (pictures::PDF_A4, Form::Pdf(Sheet::A4)),
    (pictures::PDF_A3, Form::Pdf(Sheet::A3)),
    (pictures::PNG, Form::Png(1)),
    (pictures::PNG_2, Form::Png(2)),
    (pictures::PNG_3, Form::Png(3)),
    (pictures::PNG_4, Form::Png(4)),
    (pictures::PNG_A4, Form::Print([3508, 2480])),
    (pictures::PNG_A3, Form::Print([4961, 3508])),
];

/// What can be ticked in the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    /// Light colours whatever the page's are.
    Light,
    /// No ground.
    Clear,
    /// Legend and caption.
    Notes,
}

/// The dialog's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picturing {
    /// The entry chosen of the list of forms.
    chosen: u8,
    /// By [`Tick`].
    ticks: [bool; 3],
    /// What the caption will say, once the engine has told.
    caption: Vec<String>,
    /// What is to be said.
    note: String,
}

impl Default for Picturing {
    fn default() -> Self {
        Picturing { chosen: 0, ticks: [true, false, true], caption: Vec::new(), note: String::new() }
    }
}

/// The dialog as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureView {
    /// By [`Tick`].
    pub ticks: [bool; 3],
    /// What the caption will say, a paragraph each.
    pub caption: Vec<String>,
    /// What is to be said.
    pub note: String,
}

/// The entries of the list of forms.
pub fn forms() -> impl Iterator<Item = &'static str> {
    FORMS.iter().map(|(phrase, _)| phrase.text())
}

/// The dialog as shown.
pub fn picturing(model: &Model) -> PictureView {
    let Picturing { ticks, caption, note, .. } = model.picturing.clone();
    PictureView { ticks, caption, note }
}

/// Asks what the caption will say, as soon as the engine can answer.
pub(super) fn prepare(model: &mut Model) -> Vec<Effect> {
    model.picturing.note.clear();
    request(model, Format::Caption)
}

/// Another form was chosen.
pub(super) fn choose(model: &mut Model, which: u8) {
    model.picturing.chosen = which;
    model.picturing.note.clear();
}

/// Something was ticked, or no longer.
pub(super) fn tick(model: &mut Model, which: Tick, on: bool) {
    model.picturing.ticks[which as usize] = on;
}

fn form(model: &Model) -> Form {
    FORMS.get(usize::from(model.picturing.chosen)).map_or(Form::Svg, |(_, form)| *form)
}

/// Saves the picture.
pub(super) fn save(model: &mut Model) -> Vec<Effect> {
    let format = match form(model) {
        Form::Pdf(sheet) => Format::Pdf(sheet),
        _ => Format::Svg,
    };
    model.picturing.note = pictures::PREPARING.text().to_owned();
    request(model, format)
}

fn request(model: &mut Model, format: Format) -> Vec<Effect> {
    if !model.can_answer() {
        let unusable = matches!(model.engine, Engine::Unusable(_));
        let note = if unusable { words::ENGINE_UNUSABLE_HINT } else { words::ENGINE_WAITS };
        model.picturing.note = note.text().to_owned();
        return Vec::new();
    }
    let [light, clear, notes] = model.picturing.ticks;
    let revision = model.shown.revision;
    let request = PictureRequest { format, revision, clear, notes, ..PictureRequest::default() };
    vec![Effect::Depict { request: Box::new(request), light }]
}

/// The engine's answer.
pub(super) fn made(model: &mut Model, picture: Picture) -> Vec<Effect> {
    model.picturing.caption = picture.caption;
    let Picture { format, name, size, bytes, .. } = picture;
    let (ending, mime) = match (format, form(model)) {
        (Format::Caption, _) => return Vec::new(),
        (Format::Pdf(_), _) => (".pdf", "application/pdf"),
        (Format::Svg, Form::Png(times)) => return draw(model, name, bytes, size, f32::from(times)),
        (Format::Svg, Form::Print(sides)) => {
            let [long, short] = sides.map(f32::from);
            let sheet = if size[0] > size[1] { [long, short] } else { [short, long] };
            let scale = (sheet[0] / size[0]).min(sheet[1] / size[1]);
            return draw(model, name, bytes, size, scale);
        }
        (Format::Svg, _) => (".svg", "image/svg+xml"),
    };
    let name = name + ending;
    saved(model, &name);
    vec![Effect::Download { name, mime, bytes }]
}

fn draw(model: &mut Model, name: String, svg: Vec<u8>, size: [f32; 2], scale: f32) -> Vec<Effect> {
    let name = name + ".png";
    saved(model, &name);
    vec![Effect::Rasterise { name, svg, size: size.map(|side| (side * scale).round() as u32) }]
}

fn saved(model: &mut Model, name: &str) {
    model.picturing.note = words::SAVED.with(&[("file", name)]);
}

/// The engine or the browser could not make it; why, in words.
pub(super) fn refused(model: &mut Model, why: String) {
    model.picturing.note = why;
}
