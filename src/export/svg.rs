//! A drawing as SVG: words are text, and each layer is a group with a name, for drawing programs to edit.
//!
//! Halos stand in a layer of their own as uses of the same words: an edited name takes its halo along.

use std::fmt::Write;

use super::drawing::{Drawing, Ink, Layer, Mark, Outline, Pen, Shape, Words, number};
use crate::scene::Rgb;

/// The faces of all words: as on the page.
const FACES: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

/// The file.
pub(super) fn write(drawing: &Drawing) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = document(&mut out, drawing);
    out
}

fn document(out: &mut String, drawing: &Drawing) -> std::fmt::Result {
    let [width, height] = drawing.size.map(number);
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" font-family="{FACES}" font-weight="500">"#
    )?;
    writeln!(out, "<title>{}</title>", escaped(&drawing.title))?;
    writeln!(out, "<desc>{}</desc>", escaped(&drawing.caption.join("\n")))?;
    if let Some(paper) = drawing.paper {
        writeln!(out, r#"<rect id="paper" width="{width}" height="{height}" fill="{}"/>"#, hex(paper))?;
    }
    let [width, height] = drawing.frame.map(number);
    writeln!(out, r#"<clipPath id="frame"><rect width="{width}" height="{height}"/></clipPath>"#)?;
    writeln!(out, r#"<g id="graph" clip-path="url(#frame)">"#)?;
    layers(out, &drawing.layers, None)?;
    writeln!(out, "</g>")?;
    layers(out, &drawing.notes, None)?;
    writeln!(out, "</svg>")
}

fn layers(out: &mut String, all: &[Layer], within: Option<&str>) -> std::fmt::Result {
    for layer in all.iter().filter(|layer| layer.within == within) {
        let head = |out: &mut String, id: &str, name: &str| {
            write!(out, r#"<g id="{id}" inkscape:groupmode="layer" inkscape:label="{}""#, escaped(name))
        };
        let words = || {
            layer.marks.iter().enumerate().filter_map(|(at, mark)| match mark {
                Mark::Words(words) => Some((at, words)),
                Mark::Shape(_) => None,
            })
        };
        if words().any(|(_, words)| words.halo.is_some()) {
            head(out, &format!("{}-halos", layer.id), &format!("{}, halos", layer.name))?;
            writeln!(out, r#" stroke-linejoin="round">"#)?;
            for (at, words) in words() {
                halo(out, layer.id, at, words)?;
            }
            writeln!(out, "</g>")?;
        }
        head(out, layer.id, layer.name)?;
        writeln!(out, ">")?;
        layers(out, all, Some(layer.id))?;
        for (at, mark) in layer.marks.iter().enumerate() {
            match mark {
                Mark::Shape(shape) => draw(out, shape)?,
                Mark::Words(words) => text(out, layer.id, at, words)?,
            }
        }
        writeln!(out, "</g>")?;
    }
    Ok(())
}

fn draw(out: &mut String, shape: &Shape) -> std::fmt::Result {
    match &shape.outline {
        Outline::Circle([x, y], r) => {
            write!(out, r#"<circle cx="{}" cy="{}" r="{}""#, number(*x), number(*y), number(*r))?;
        }
        Outline::Square([x, y], half, corner) => {
            let [x, y, side] = [x - half, y - half, half * 2.0].map(number);
            write!(out, r#"<rect x="{x}" y="{y}" width="{side}" height="{side}" rx="{}""#, number(*corner))?;
        }
        Outline::Polygon(points) => {
            write!(out, r#"<polygon points=""#)?;
            for (at, [x, y]) in points.iter().enumerate() {
                write!(out, "{}{},{}", if at > 0 { " " } else { "" }, number(*x), number(*y))?;
            }
            write!(out, "\"")?;
        }
        Outline::Region(lines) => {
            write!(out, r#"<path fill-rule="evenodd" d=""#)?;
            for line in lines {
                for (at, [x, y]) in line.iter().enumerate() {
                    write!(out, "{}{} {}", if at == 0 { "M" } else { "L" }, number(*x), number(*y))?;
                }
                write!(out, "Z")?;
            }
            write!(out, "\"")?;
        }
        Outline::Line([ax, ay], [bx, by]) => {
            let [ax, ay, bx, by] = [*ax, *ay, *bx, *by].map(number);
            write!(out, r#"<path d="M{ax} {ay}L{bx} {by}""#)?;
        }
        Outline::Curve([ax, ay], [cx, cy], [bx, by]) => {
            let [ax, ay, cx, cy, bx, by] = [*ax, *ay, *cx, *cy, *bx, *by].map(number);
            write!(out, r#"<path d="M{ax} {ay}Q{cx} {cy} {bx} {by}""#)?;
        }
    }
    match shape.fill {
        Some(ink) => paint(out, "fill", ink)?,
        None => write!(out, r#" fill="none""#)?,
    }
    if let Some(Pen { ink, width, dash }) = shape.pen {
        paint(out, "stroke", ink)?;
        write!(out, r#" stroke-width="{}""#, number(width))?;
        if let Some([dash, gap]) = dash {
            let [dash, gap, start] = [dash, gap, -gap * 0.5].map(number);
            write!(out, r#" stroke-dasharray="{dash} {gap}" stroke-dashoffset="{start}""#)?;
        }
        if matches!(shape.outline, Outline::Polygon(_) | Outline::Square(..)) {
            write!(out, r#" stroke-linejoin="round""#)?;
        }
    }
    writeln!(out, "/>")
}

fn text(out: &mut String, layer: &str, at: usize, words: &Words) -> std::fmt::Result {
    let x = words.low[0] + if words.centred { words.extent[0] * 0.5 } else { 0.0 };
    write!(out, "<text")?;
    if words.halo.is_some() {
        write!(out, r#" id="{layer}-{at}""#)?;
    }
    let [x, y, size] = [x, words.baseline(), words.size].map(number);
    write!(out, r#" x="{x}" y="{y}" font-size="{size}""#)?;
    if words.centred {
        write!(out, r#" text-anchor="middle""#)?;
    }
    paint(out, "fill", words.ink)?;
    writeln!(out, ">{}</text>", escaped(&words.text))
}

fn halo(out: &mut String, layer: &str, at: usize, words: &Words) -> std::fmt::Result {
    let Some(color) = words.halo else { return Ok(()) };
    write!(out, r##"<use xlink:href="#{layer}-{at}""##)?;
    paint(out, "stroke", Ink { color, alpha: words.ink.alpha })?;
    writeln!(out, r#" stroke-width="{}"/>"#, number(super::drawing::HALO * 2.0))
}

fn paint(out: &mut String, what: &str, ink: Ink) -> std::fmt::Result {
    write!(out, r#" {what}="{}""#, hex(ink.color))?;
    if ink.alpha < 1.0 {
        write!(out, r#" {what}-opacity="{}""#, number(ink.alpha))?;
    }
    Ok(())
}

fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Text as XML takes it in elements and attributes; characters that XML refuses become U+FFFD.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(letter),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(letter),
        }
    }
    out
}
