//! What is seen, as a file: SVG for drawing programs, PDF for print. A PNG is the SVG, drawn by the page.
//!
//! ```text
//! PictureRequest + GraphView → Scene → Drawing (seen, legend, caption) → svg | pdf
//! ```
//!
//! The page says what its canvas shows: camera, size, colours, what is chosen, and the names with the boxes they were
//! placed in. [`drawing()`] is one list of shapes and words, so that all forms of file show the same.
//!
//! **Invariant:** a file is a pure function of graph, settings and request; nothing of the articles is in it but names
//! and counts.

mod answers;
mod caption;
pub mod drawing;
mod fingerprint;
pub mod helvetica;
mod land;
mod legend;
mod pdf;
mod seen;
mod svg;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use fingerprint::fingerprint;

use crate::app::words::pictures;
use crate::decisions::moment;
use crate::diagnostic::Diagnostic;
use crate::graph::{GraphView, ViewSettings};
use crate::ids::EntityKey;
use crate::scene::{Camera, Highlight, Label, Scene, Theme};
use answers::{ANSWERS, Answer};
use drawing::{Drawing, Mark};

/// The form in which a drawing is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Scalable Vector Graphics.
    Svg,
    /// Portable Document Format, on a page of this size.
    Pdf(Sheet),
}

/// The size of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// As large as the picture on screen.
    Fitting,
    /// 210 by 297 mm, either way round.
    A4,
    /// 297 by 420 mm, either way round.
    A3,
}

impl Sheet {
    /// Width and height in points, upright; `None` where the picture says.
    fn points(self) -> Option<[f32; 2]> {
        match self {
            Sheet::Fitting => None,
            Sheet::A4 => Some([595.28, 841.89]),
            Sheet::A3 => Some([841.89, 1190.55]),
        }
    }
}

/// A name as pixels, for a PDF whose font lacks its letters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Raster {
    /// Whose.
    pub node: u32,
    /// Pixels across and down.
    pub size: [u16; 2],
    /// How far the pixels reach beyond the name's box, in CSS pixels.
    pub padding: f32,
    /// For each pixel, by rows: bit 0 where the halo is or the letters, bit 1 where the letters are.
    #[serde(with = "serde_bytes")]
    pub covers: Vec<u8>,
}

impl Raster {
    /// Whether there are as many pixels as it says.
    fn is_sound(&self) -> bool {
        let pixels = usize::from(self.size[0]) * usize::from(self.size[1]);
        pixels > 0 && pixels == self.covers.len() && self.padding.is_finite()
    }

    /// One bit of each pixel, eight to a byte, each row in bytes of its own.
    fn mask(&self, bit: u8) -> Vec<u8> {
        let rows = self.covers.chunks(usize::from(self.size[0]).max(1));
        let packed = |bits: &[u8]| {
            bits.iter().enumerate().fold(0, |byte, (at, cover)| byte | u8::from(cover & bit > 0) << (7 - at))
        };
        rows.flat_map(|row| row.chunks(8).map(packed)).collect()
    }
}

/// What a picture is to show, as the canvas shows it now.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PictureRequest {
    /// Which of [`Picture::offers`] is to be made; none is made where it is `None`.
    pub answer: Option<u32>,
    /// The view that is shown, as [`Response::View`](crate::protocol::Response::View) numbered it.
    pub revision: u32,
    /// Where it is seen from.
    pub camera: Camera,
    /// The canvas in CSS pixels: 1 to 20,000 each way.
    pub size: [f32; 2],
    /// The colours.
    pub theme: Theme,
    /// Whether the land of communities is shown.
    pub communities: bool,
    /// What is pointed at and chosen.
    pub highlight: Highlight,
    /// Where the nodes stand, in layout units, in the view's order.
    pub positions: Vec<[f32; 2]>,
    /// The names that are written, those that matter most first.
    pub labels: Vec<Label>,
    /// Names that a PDF's font lacks letters for.
    pub rasters: Vec<Raster>,
    /// Milliseconds since 1970, for the caption; 0 where it is not known.
    pub at: u64,
}

/// The colours for print: those of the light page, on white paper.
pub const PRINT: Theme = Theme { paper: [0xff; 3], ..Theme::LIGHT };

/// A picture as a file, or what is offered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// As what a picture can be saved, and what is to be known of each, where that was asked.
    pub offers: Vec<(String, String)>,
    /// What the picture is, and what its caption says.
    pub caption: String,
    /// The file's name: with the fingerprint in it.
    pub name: String,
    /// Where the file is to be a PNG: pixels across and down, with the drawing as SVG in `bytes`.
    pub pixels: Option<[u32; 2]>,
    /// The file's content.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// The longest side of a canvas, in CSS pixels.
const LONGEST: f32 = 20_000.0;

/// The picture of a view: of `settings`, with the nodes in `pinned` held. Fails, in words, where sizes or places are no
/// numbers or not those of the view.
pub fn picture(
    view: &GraphView,
    settings: &ViewSettings,
    pinned: &BTreeSet<EntityKey>,
    request: &PictureRequest,
) -> Result<Picture, Diagnostic> {
    let Some(which) = request.answer else {
        let said = drawing(view, settings, pinned, request, Format::Svg)?.caption.join(" ");
        let caption = pictures::WHAT.with(&[("caption", &said)]);
        return Ok(Picture {
            offers: ANSWERS.iter().map(Answer::said).collect(),
            caption,
            ..Picture::default()
        });
    };
    let answer = ANSWERS.get(which as usize).copied().ok_or_else(refusal)?;
    let mut drawn = if answer.light {
        let light = PictureRequest { theme: PRINT, ..request.clone() };
        drawing(view, settings, pinned, &light, answer.format)?
    } else {
        drawing(view, settings, pinned, request, answer.format)?
    };
    if answer.clear {
        drawn.paper = None;
    }
    Ok(Picture {
        offers: Vec::new(),
        caption: drawn.caption.join(" "),
        name: ["coterie-", &drawn.fingerprint, answer.ending()].concat(),
        pixels: answer.pixels(drawn.size),
        bytes: write(&drawn, answer.format),
    })
}

/// A drawing as a file.
pub fn write(drawing: &Drawing, format: Format) -> Vec<u8> {
    match format {
        Format::Svg => svg::write(drawing).into_bytes(),
        Format::Pdf(sheet) => pdf::write(drawing, sheet),
    }
}

fn refusal() -> Diagnostic {
    Diagnostic::error("", pictures::UNSOUND.text(), pictures::UNSOUND_HINT.text())
}

fn is_sound(view: &GraphView, request: &PictureRequest) -> bool {
    let finite = |place: &[f32; 2]| place.iter().all(|value| value.is_finite());
    let camera = request.camera;
    let sized = request.size.iter().all(|side| (1.0..=LONGEST).contains(side));
    let labelled = request.labels.iter().all(|label| {
        (label.node as usize) < view.nodes.len()
            && label.size.is_finite()
            && label.strength.is_finite()
            && finite(&label.offset)
            && finite(&label.extent)
    });
    sized
        && labelled
        && finite(&camera.center)
        && camera.zoom.is_finite()
        && request.positions.len() == view.nodes.len()
        && request.positions.iter().all(finite)
}

fn scene(view: &GraphView, pinned: &BTreeSet<EntityKey>, request: &PictureRequest) -> Scene {
    let mut scene = Scene::default();
    scene.set_viewport(request.size);
    scene.set_graph(view.clone(), request.positions.clone());
    scene.set_camera(request.camera);
    scene.set_theme(request.theme);
    scene.set_communities(request.communities);
    for (at, node) in view.nodes.iter().enumerate() {
        scene.set_pinned(at as u32, pinned.contains(&node.key));
    }
    scene.set_highlight(request.highlight.clone());
    scene
}

/// The picture as shapes and words, for a form of file; as [`picture`], whatever the request's answer.
pub fn drawing(
    view: &GraphView,
    settings: &ViewSettings,
    pinned: &BTreeSet<EntityKey>,
    request: &PictureRequest,
    format: Format,
) -> Result<Drawing, Diagnostic> {
    if !is_sound(view, request) {
        return Err(refusal());
    }
    let scene = &scene(view, pinned, request);
    let fingerprint = fingerprint(view, scene.positions(), settings);
    let day = if request.at > 0 { moment::day(request.at) } else { String::new() };
    let about =
        caption::About { view, settings, whole: seen::sees_all(scene), day: &day, fingerprint: &fingerprint };
    let mut caption = caption::paragraphs(&about);
    let layers = seen::layers(scene, request);
    if matches!(format, Format::Pdf(_)) {
        let words = layers.iter().flat_map(|layer| &layer.marks).filter_map(|mark| match mark {
            Mark::Words(words) => Some(words),
            Mark::Shape(_) => None,
        });
        caption.push(caption::unwritten(words, pdf::can_write));
        caption.retain(|paragraph| !paragraph.is_empty());
    }
    let [width, height] = request.size;
    let (notes, end) = legend::layers(scene, settings.window, &caption, height);
    Ok(Drawing {
        size: [width, end.ceil()],
        frame: [width, height],
        paper: Some(scene.theme().paper),
        title: caption::title(view),
        caption,
        fingerprint,
        layers,
        notes,
    })
}
