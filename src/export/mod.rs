//! What is seen, as a file: SVG for drawing programs, PDF for print. A PNG is the SVG, drawn by the page.
//!
//! ```text
//! PictureRequest + GraphView → Scene → Drawing (seen, legend, caption) → svg | pdf
//! ```
//!
//! The page says what its canvas shows: camera, size, colours, what is chosen, and the names with the boxes they were
//! placed in. [`drawing`] is one list of shapes and words, so that all forms of file show the same.
//!
//! **Invariant:** a file is a pure function of graph, settings and request; nothing of the articles is in it but names
//! and counts.

mod caption;
pub mod drawing;
mod fingerprint;
pub mod helvetica;
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
use drawing::{Drawing, Mark};

/// The form of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// None: only what the caption will say.
    #[default]
    Caption,
    /// Scalable Vector Graphics.
    Svg,
    /// Portable Document Format, on a page of this size.
    Pdf(Sheet),
}

/// The size of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The form of the file.
    pub format: Format,
    /// The view that is shown, as [`Response::View`](crate::protocol::Response::View) numbered it.
    pub revision: u32,
    /// Where it is seen from.
    pub camera: Camera,
    /// The canvas in CSS pixels: 1 to 20,000 each way.
    pub size: [f32; 2],
    /// The colours; see [`PRINT`].
    pub theme: Theme,
    /// Whether the ground is to be seen through.
    pub clear: bool,
    /// Whether legend and caption go below.
    pub notes: bool,
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

/// A picture as a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// As asked.
    pub format: Format,
    /// A name for the file without its ending: with the fingerprint in it.
    pub name: String,
    /// Its width and height in CSS pixels, legend and caption included.
    pub size: [f32; 2],
    /// What the caption says, a paragraph each.
    pub caption: Vec<String>,
    /// The file's content; empty for [`Format::Caption`].
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
    let refused = || Diagnostic::error("", pictures::UNSOUND.text(), pictures::UNSOUND_HINT.text());
    if !is_sound(view, request) {
        return Err(refused());
    }
    let scene = scene(view, pinned, request);
    let drawing = draw(&scene, settings, request);
    let bytes = match request.format {
        Format::Caption => Vec::new(),
        Format::Svg => svg::write(&drawing).into_bytes(),
        Format::Pdf(sheet) => pdf::write(&drawing, sheet),
    };
    let name = ["coterie-", &drawing.fingerprint].concat();
    Ok(Picture { format: request.format, name, size: drawing.size, caption: drawing.caption, bytes })
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
    for (at, node) in view.nodes.iter().enumerate() {
        scene.set_pinned(at as u32, pinned.contains(&node.key));
    }
    scene.set_highlight(request.highlight.clone());
    scene
}

/// The picture as shapes and words.
pub fn draw(scene: &Scene, settings: &ViewSettings, request: &PictureRequest) -> Drawing {
    let view = scene.view();
    let fingerprint = fingerprint(view, scene.positions(), settings);
    let day = if request.at > 0 { moment::day(request.at) } else { String::new() };
    let about =
        caption::About { view, settings, whole: seen::sees_all(scene), day: &day, fingerprint: &fingerprint };
    let mut caption = caption::paragraphs(&about);
    let layers = seen::layers(scene, request);
    if matches!(request.format, Format::Pdf(_)) {
        let words = layers.iter().flat_map(|layer| &layer.marks).filter_map(|mark| match mark {
            Mark::Words(words) => Some(words),
            Mark::Shape(_) => None,
        });
        caption.push(caption::unwritten(words, pdf::can_write));
        caption.retain(|paragraph| !paragraph.is_empty());
    }
    let [width, height] = request.size;
    let (notes, end) = match request.notes {
        true => legend::layers(scene, settings.window, &caption, height),
        false => (Vec::new(), height),
    };
    Drawing {
        size: [width, end.ceil()],
        frame: [width, height],
        paper: (!request.clear).then_some(scene.theme().paper),
        title: caption::title(view),
        caption,
        fingerprint,
        layers,
        notes,
    }
}
