//! A drawing as PDF (ISO 32000-1, version 1.7): vector shapes, words as text in Helvetica, layers by name.
//!
//! Helvetica is one of the fonts that every reader brings along, so that none travels. Words with letters that it lacks
//! (Cyrillic, Arabic, Chinese, …) are drawn from their [`Raster`], with the text beside it for copying
//! and for screen readers; a drawing for this writer holds a raster for each such text, see [`can_write`].

use std::fmt::Write;

use miniz_oxide::deflate::compress_to_vec_zlib;

use super::drawing::{Drawing, HALO, Ink, Layer, Mark, Outline, Pen, Shape, Words, number};
use super::{Raster, Sheet, helvetica};
use crate::scene::Rgb;

/// Points for a CSS pixel.
const POINTS: f32 = 0.75;
/// The margin of a sheet, in points: a centimetre.
const MARGIN: f32 = 28.35;
/// A circle by four cubic curves: where the control points are, for a radius of 1.
const KAPPA: f32 = 0.552_285;
/// How hard content is packed.
const PACKING: u8 = 6;

/// Whether words show: all their letters are in the font, or a raster stands in.
pub(super) fn can_write(words: &Words) -> bool {
    words.raster.is_some() || helvetica::has(&words.text)
}

/// The file, on a page as large as the drawing or on a sheet that it is fitted to.
pub(super) fn write(drawing: &Drawing, sheet: Sheet) -> Vec<u8> {
    let mut content = Content::default();
    let [page, [scale, left, top]] = placed(drawing.size, sheet);
    content.op(&format!("{0} 0 0 -{0} {1} {2} cm", exact(scale), number(left), number(page[1] - top)));
    content.op("1 j");
    if let Some(paper) = drawing.paper {
        content.fill(Ink::full(paper));
        content.op(&format!("0 0 {} {} re f", number(drawing.size[0]), number(drawing.size[1])));
    }
    content.op(&format!("q 0 0 {} {} re W n", number(drawing.frame[0]), number(drawing.frame[1])));
    content.layers(&drawing.layers);
    content.op("Q");
    content.now = Now::default();
    content.layers(&drawing.notes);
    file(drawing, page, &content)
}

/// The page's size in points, and the drawing's scale and place on it.
fn placed(size: [f32; 2], sheet: Sheet) -> [[f32; 3]; 2] {
    let Some(portrait) = sheet.points() else {
        return [[size[0] * POINTS, size[1] * POINTS, 0.0], [POINTS, 0.0, 0.0]];
    };
    let [width, height] = if size[0] > size[1] { [portrait[1], portrait[0]] } else { portrait };
    let scale = ((width - 2.0 * MARGIN) / size[0]).min((height - 2.0 * MARGIN) / size[1]);
    let left = (width - size[0] * scale) * 0.5;
    [[width, height, 0.0], [scale, left, (height - size[1] * scale) * 0.5]]
}

/// What the page says, and what it needs.
#[derive(Default)]
struct Content {
    text: String,
    now: Now,
    /// The alphas used, in hundredths, sorted.
    alphas: Vec<u8>,
    layers: Vec<(&'static str, Option<&'static str>)>,
    rasters: Vec<Stencil>,
}

/// What the page's pen is set to.
#[derive(Clone, Copy, Default, PartialEq)]
struct Now {
    fill: Option<Rgb>,
    stroke: Option<Rgb>,
    alpha: Option<u8>,
    width: Option<u32>,
    dashed: bool,
}

/// A mask of one bit a pixel.
struct Stencil {
    size: [u16; 2],
    bits: Vec<u8>,
}

impl Content {
    fn op(&mut self, op: &str) {
        self.text.push_str(op);
        self.text.push('\n');
    }

    fn layers(&mut self, layers: &[Layer]) {
        for layer in layers {
            let _ = writeln!(self.text, "/OC /L{} BDC", self.layers.len());
            self.layers.push((layer.name, layer.within));
            for mark in &layer.marks {
                match mark {
                    Mark::Shape(shape) => self.shape(shape),
                    Mark::Words(words) => self.words(words),
                }
            }
            self.op("EMC");
        }
    }

    fn alpha(&mut self, alpha: f32) {
        let alpha = (alpha.clamp(0.0, 1.0) * 100.0).round() as u8;
        if self.now.alpha != Some(alpha) {
            self.now.alpha = Some(alpha);
            if let Err(at) = self.alphas.binary_search(&alpha) {
                self.alphas.insert(at, alpha);
            }
            let _ = writeln!(self.text, "/A{alpha} gs");
        }
    }

    fn fill(&mut self, ink: Ink) {
        self.alpha(ink.alpha);
        if self.now.fill.replace(ink.color) != Some(ink.color) {
            let _ = writeln!(self.text, "{} rg", color(ink.color));
        }
    }

    fn stroke(&mut self, ink: Ink, width: f32) {
        self.alpha(ink.alpha);
        if self.now.stroke.replace(ink.color) != Some(ink.color) {
            let _ = writeln!(self.text, "{} RG", color(ink.color));
        }
        if self.now.width.replace(width.to_bits()) != Some(width.to_bits()) {
            let _ = writeln!(self.text, "{} w", number(width));
        }
    }

    fn dash(&mut self, dash: Option<[f32; 2]>) {
        if let Some([dash, gap]) = dash {
            let [dash, gap, start] = [dash, gap, dash + gap * 0.5].map(number);
            let _ = writeln!(self.text, "[{dash} {gap}] {start} d");
        } else if self.now.dashed {
            self.op("[] 0 d");
        }
        self.now.dashed = dash.is_some();
    }

    fn shape(&mut self, shape: &Shape) {
        if let Some(ink) = shape.fill {
            self.fill(ink);
            self.outline(&shape.outline);
            self.op(if matches!(shape.outline, Outline::Region(_)) { "f*" } else { "f" });
        }
        let Some(Pen { ink, width, dash }) = shape.pen else { return };
        self.stroke(ink, width);
        self.dash(dash);
        self.outline(&shape.outline);
        self.op("S");
    }

    fn outline(&mut self, outline: &Outline) {
        let round = |out: &mut String, [x, y]: [f32; 2], half: f32, corner: f32| {
            let (low, k) = (half - corner, corner * (1.0 - KAPPA));
            let _ = write!(out, "{} {} m ", number(x - low), number(y - half));
            // Side by side, clockwise: a straight piece and a corner.
            for [ux, uy] in [[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]] {
                // From the middle of this side: along (ux, uy), outwards (uy, -ux).
                let at = |along: f32, out: f32| {
                    [number(x + along * ux + out * uy), number(y + along * uy - out * ux)]
                };
                let [a, b, c, d] = [at(low, half), at(half - k, half), at(half, half - k), at(half, low)];
                if low > 0.0 {
                    let _ = write!(out, "{} {} l ", a[0], a[1]);
                }
                let _ = write!(out, "{} {} {} {} {} {} c ", b[0], b[1], c[0], c[1], d[0], d[1]);
            }
            out.push_str("h ");
        };
        let out = &mut self.text;
        let _ = match outline {
            Outline::Circle(at, radius) => {
                round(out, *at, *radius, *radius);
                Ok(())
            }
            Outline::Square(at, half, corner) => {
                round(out, *at, *half, *corner);
                Ok(())
            }
            Outline::Polygon(points) => {
                for (at, [x, y]) in points.iter().enumerate() {
                    let op = if at == 0 { "m" } else { "l" };
                    let _ = write!(out, "{} {} {op} ", number(*x), number(*y));
                }
                out.push_str("h ");
                Ok(())
            }
            Outline::Region(lines) => {
                for line in lines {
                    for (at, [x, y]) in line.iter().enumerate() {
                        let op = if at == 0 { "m" } else { "l" };
                        let _ = write!(out, "{} {} {op} ", number(*x), number(*y));
                    }
                    out.push_str("h ");
                }
                Ok(())
            }
            Outline::Line([ax, ay], [bx, by]) => {
                let [ax, ay, bx, by] = [*ax, *ay, *bx, *by].map(number);
                write!(out, "{ax} {ay} m {bx} {by} l ")
            }
            Outline::Curve(a, c, b) => {
                // A quadratic curve as a cubic one.
                let control =
                    |end: &[f32; 2]| [0, 1].map(|axis| end[axis] + (c[axis] - end[axis]) * 2.0 / 3.0);
                let [p, q] = [control(a), control(b)];
                let [ax, ay, px, py, qx, qy, bx, by] =
                    [a[0], a[1], p[0], p[1], q[0], q[1], b[0], b[1]].map(number);
                write!(out, "{ax} {ay} m {px} {py} {qx} {qy} {bx} {by} c ")
            }
        };
    }

    fn words(&mut self, words: &Words) {
        if helvetica::has(&words.text) {
            self.letters(words);
        } else if let Some(raster) = &words.raster {
            self.pixels(words, raster);
        }
    }

    fn letters(&mut self, words: &Words) {
        let natural = helvetica::width(&words.text, words.size);
        // The box was measured in another face: a name keeps to it.
        let room = if words.centred { words.extent[0] } else { f32::INFINITY };
        let squeeze = (room / natural.max(0.01)).min(1.0);
        let x = words.low[0] + if words.centred { (words.extent[0] - natural * squeeze) * 0.5 } else { 0.0 };
        let matrix = format!("{} 0 0 -1 {} {} Tm", exact(squeeze), number(x), number(words.baseline()));
        let size = number(words.size);
        let text = string(words.text.chars().filter_map(helvetica::code));
        if let Some(halo) = words.halo {
            // Ornament: whoever reads the text reads it once.
            self.op("/Artifact <</ActualText ()>> BDC");
            self.stroke(Ink { color: halo, alpha: words.ink.alpha }, HALO * 2.0);
            self.dash(None);
            let _ = writeln!(self.text, "BT 1 Tr /F {size} Tf {matrix} {text} Tj ET EMC");
        }
        self.fill(words.ink);
        let _ = writeln!(self.text, "BT 0 Tr /F {size} Tf {matrix} {text} Tj ET");
    }

    /// The halo's mask, then the letters', with the text beside them.
    fn pixels(&mut self, words: &Words, raster: &Raster) {
        let size = raster.size.map(f32::from);
        // As large as it was measured, about the middle of the box; no larger than the box allows, halo aside.
        let width = words.extent[0] + 2.0 * raster.padding;
        let height = width * size[1] / size[0].max(1.0);
        let low = [words.low[0] - raster.padding, words.low[1] + (words.extent[1] - height) * 0.5];
        let _ = writeln!(self.text, "/Span <</ActualText {}>> BDC", utf16(&words.text));
        let masks = [(words.halo, 1u8), (Some(words.ink.color), 2)];
        for (color, bit) in masks.into_iter().filter_map(|(color, bit)| Some((color?, bit))) {
            self.fill(Ink { color, alpha: words.ink.alpha });
            let [w, h, x, y] = [width, height, low[0], low[1] + height].map(number);
            let _ = writeln!(self.text, "q {w} 0 0 -{h} {x} {y} cm /M{} Do Q", self.rasters.len());
            self.rasters.push(Stencil { size: raster.size, bits: raster.mask(bit) });
        }
        self.op("EMC");
    }
}

/// Puts the objects together: catalogue, page, content, and what they need.
fn file(drawing: &Drawing, page: [f32; 3], content: &Content) -> Vec<u8> {
    const FIRST: usize = 7;
    let layer = |at: usize| FIRST + at;
    let stencil = |at: usize| FIRST + content.layers.len() + at;
    let list = |items: &mut dyn Iterator<Item = String>| items.collect::<Vec<_>>().join(" ");
    let all_layers = list(&mut (0..content.layers.len()).map(|at| format!("{} 0 R", layer(at))));
    let alphas = list(&mut content.alphas.iter().map(|alpha| {
        let share = number(f32::from(*alpha) / 100.0);
        format!("/A{alpha} <</ca {share} /CA {share}>>")
    }));
    let masks = list(&mut (0..content.rasters.len()).map(|at| format!("/M{at} {} 0 R", stencil(at))));
    let marks = list(&mut (0..content.layers.len()).map(|at| format!("/L{at} {} 0 R", layer(at))));

    let mut pdf = Writer::default();
    pdf.object(&format!(
        "<</Type /Catalog /Pages 2 0 R /Lang (en) /ViewerPreferences <</DisplayDocTitle true>> \
         /OCProperties <</OCGs [{all_layers}] /D <</Order [{all_layers}]>>>>>>"
    ));
    pdf.object("<</Type /Pages /Kids [3 0 R] /Count 1>>");
    pdf.object(&format!(
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 {} {}] /Contents 4 0 R /Group <</S /Transparency /CS /DeviceRGB>> \
         /Resources <</Font <</F 5 0 R>> /ExtGState <<{alphas}>> /XObject <<{masks}>> /Properties <<{marks}>>>>>>",
        number(page[0]),
        number(page[1])
    ));
    pdf.stream("", content.text.as_bytes());
    pdf.object("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>");
    pdf.object(&format!(
        "<</Title {} /Subject {} /Keywords ({}) /Creator (Coterie)>>",
        utf16(&drawing.title),
        utf16(&drawing.caption.join(" ")),
        drawing.fingerprint
    ));
    for (name, within) in &content.layers {
        let name = within.map_or_else(|| (*name).to_owned(), |within| format!("{within}: {name}"));
        pdf.object(&format!("<</Type /OCG /Name {}>>", utf16(&name)));
    }
    for Stencil { size: [width, height], bits } in &content.rasters {
        let about = format!(
            "/Type /XObject /Subtype /Image /ImageMask true /Width {width} /Height {height} /BitsPerComponent 1 \
             /Decode [1 0] "
        );
        pdf.stream(&about, bits);
    }
    pdf.end(&drawing.fingerprint)
}

/// Numbers objects from 1 and remembers where each begins.
#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
    starts: Vec<usize>,
}

impl Writer {
    fn begin(&mut self) {
        if self.bytes.is_empty() {
            // Four bytes beyond ASCII tell mail programs that the file is no text.
            self.bytes.extend(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
        }
        self.starts.push(self.bytes.len());
        self.bytes.extend(format!("{} 0 obj\n", self.starts.len()).as_bytes());
    }

    fn object(&mut self, content: &str) {
        self.begin();
        self.bytes.extend(content.as_bytes());
        self.bytes.extend(b"\nendobj\n");
    }

    fn stream(&mut self, about: &str, content: &[u8]) {
        self.begin();
        let packed = compress_to_vec_zlib(content, PACKING);
        let head = format!("<<{about}/Filter /FlateDecode /Length {}>>\nstream\n", packed.len());
        self.bytes.extend(head.as_bytes());
        self.bytes.extend(packed);
        self.bytes.extend(b"\nendstream\nendobj\n");
    }

    fn end(mut self, id: &str) -> Vec<u8> {
        let table = self.bytes.len();
        let count = self.starts.len() + 1;
        let mut end = format!("xref\n0 {count}\n0000000000 65535 f \n");
        for start in &self.starts {
            let _ = writeln!(end, "{start:010} 00000 n ");
        }
        let _ = write!(
            end,
            "trailer\n<</Size {count} /Root 1 0 R /Info 6 0 R /ID [<{id}> <{id}>]>>\nstartxref\n{table}\n%%EOF\n"
        );
        self.bytes.extend(end.as_bytes());
        self.bytes
    }
}

/// A factor, with five decimals.
fn exact(value: f32) -> String {
    let text = format!("{value:.5}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn color(color: Rgb) -> String {
    let [red, green, blue] = color.map(|channel| exact(f32::from(channel) / 255.0));
    format!("{red} {green} {blue}")
}

/// A string of bytes.
fn string(bytes: impl Iterator<Item = u8>) -> String {
    let mut out = String::from("(");
    for byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend(['\\', byte as char]),
            b' '..=b'~' => out.push(byte as char),
            _ => {
                let _ = write!(out, "\\{byte:03o}");
            }
        }
    }
    out.push(')');
    out
}

/// A text string: UTF-16, big-endian, with its mark.
fn utf16(text: &str) -> String {
    let mut out = String::from("<FEFF");
    for unit in text.encode_utf16() {
        let _ = write!(out, "{unit:04X}");
    }
    out.push('>');
    out
}
