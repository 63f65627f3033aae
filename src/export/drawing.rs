//! What a picture is made of: one list of shapes and words, which every writer writes in its own way.
//!
//! Lengths are CSS pixels from the upper left corner, y downwards.

use super::Raster;
use crate::scene::Rgb;

/// A whole picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// Width and height.
    pub size: [f32; 2],
    /// The part that shows the graph: its width and height, from the upper left corner. Layers are cut there.
    pub frame: [f32; 2],
    /// What lies under everything; `None` where the ground is to be seen through.
    pub paper: Option<Rgb>,
    /// What the picture is, in a line.
    pub title: String,
    /// What its caption says.
    pub caption: Vec<String>,
    /// Of data and settings, see [`super::fingerprint()`].
    pub fingerprint: String,
    /// Layers of the graph, from below.
    pub layers: Vec<Layer>,
    /// The legend and the caption, below the graph.
    pub notes: Vec<Layer>,
}

/// Marks that belong together, under a name that drawing programs show.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Letters, digits and hyphens; unique in the drawing.
    pub id: &'static str,
    /// For people.
    pub name: &'static str,
    /// The layer that it is part of, by id.
    pub within: Option<&'static str>,
    /// From below.
    pub marks: Vec<Mark>,
}

/// A shape or words.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A shape.
    Shape(Shape),
    /// Words.
    Words(Words),
}

/// An outline with its ink.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Where it runs.
    pub outline: Outline,
    /// What fills it.
    pub fill: Option<Ink>,
    /// What draws it, in the middle of the line.
    pub pen: Option<Pen>,
}

/// How an outline runs.
#[derive(Clone, Debug, PartialEq)]
pub enum Outline {
    /// A circle about a place.
    Circle([f32; 2], f32),
    /// An upright square about a place, by half its side and the radius of its corners.
    Square([f32; 2], f32, f32),
    /// A closed polygon.
    Polygon(Vec<[f32; 2]>),
    /// From one place to another.
    Line([f32; 2], [f32; 2]),
    /// Closed lines; what an odd number of them surrounds is inside.
    Region(Vec<Vec<[f32; 2]>>),
    /// A quadratic Bézier curve: from, control, to.
    Curve([f32; 2], [f32; 2], [f32; 2]),
}

/// A colour and how much of it: 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ink {
    /// The colour.
    pub color: Rgb,
    /// How much covers what is below.
    pub alpha: f32,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pen {
    /// Its ink.
    pub ink: Ink,
    /// Its width.
    pub width: f32,
    /// Length of a dash and of the gap after it; a line begins with half a gap.
    pub dash: Option<[f32; 2]>,
}

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// What it says.
    pub text: String,
    /// Type size.
    pub size: f32,
    /// The box that it stands in, in the middle of its height: upper left corner, width and height.
    pub low: [f32; 2],
    /// Width and height of the box.
    pub extent: [f32; 2],
    /// Whether it stands in the middle of the box, or begins where the box begins.
    pub centred: bool,
    /// Its ink.
    pub ink: Ink,
    /// What is drawn around the letters, so that they are legible over ties.
    pub halo: Option<Rgb>,
    /// The letters as pixels, for writers whose fonts lack some of them.
    pub raster: Option<Raster>,
}

impl Ink {
    /// A colour that covers what is below.
    pub fn full(color: Rgb) -> Ink {
        Ink { color, alpha: 1.0 }
    }
}

impl Words {
    /// The baseline's y: letters stand in the middle of the box.
    pub fn baseline(&self) -> f32 {
        self.low[1] + self.extent[1] * 0.5 + self.size * 0.35
    }
}

impl From<Shape> for Mark {
    fn from(shape: Shape) -> Mark {
        Mark::Shape(shape)
    }
}

impl From<Words> for Mark {
    fn from(words: Words) -> Mark {
        Mark::Words(words)
    }
}

/// How far a letter of size 1 is drawn around by a halo, at type sizes about 13.
pub const HALO: f32 = 2.5;

/// A length with at most two decimals and nothing needless: `1.5`, `-0.25`, `12`.
pub fn number(value: f32) -> String {
    let hundredths = (f64::from(value) * 100.0).round() as i64;
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    let sign = if hundredths < 0 { "-" } else { "" };
    match (rest, rest % 10) {
        (0, _) => format!("{sign}{whole}"),
        (_, 0) => format!("{sign}{whole}.{}", rest / 10),
        _ => format!("{sign}{whole}.{rest:02}"),
    }
}
