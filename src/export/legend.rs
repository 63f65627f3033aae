//! What stands below the picture: the legend of kinds and lines, and the caption.

use super::drawing::{Ink, Layer, Mark, Outline, Shape, Words};
use super::{helvetica, seen};
use crate::app::views::{kinds_word, windows};
use crate::app::words::{self, pictures};
use crate::cooccurrence::Window;
use crate::entities::Kind;
use crate::graph::GraphView;
use crate::scene::{Rgb, Scene, Stroke};

/// Space around all of it and between its parts.
const SPACE: f32 = 16.0;
/// Type sizes of legend and caption.
const SIZES: [f32; 2] = [12.0, 11.0];
/// The height of a line of text.
const LEADING: f32 = 18.0;
/// The radius of a mark in the legend.
const MARK: f32 = 6.0;
/// The length of a line in the legend.
const LINE: f32 = 28.0;
/// Other faces than Helvetica are wider; lines are broken with so much to spare.
const SPARE: f32 = 1.12;

/// What the legend shows beside words.
enum Sign {
    Kind(Kind),
    Line(Stroke, f32),
}

/// Layers below the height of `from`, and where they end.
pub(super) fn layers(scene: &Scene, window: Window, caption: &[String], from: f32) -> (Vec<Layer>, f32) {
    let theme = scene.theme();
    let width = scene.viewport()[0];
    let mut legend: Vec<Mark> = Vec::new();
    let mut at = [SPACE, from + SPACE];
    for (sign, said) in signs(scene, window) {
        let room = match sign {
            Sign::Kind(_) => MARK * 2.0 + 8.0,
            Sign::Line(..) => LINE + 8.0,
        };
        let wide = helvetica::width(&said, SIZES[0]) * SPARE;
        if at[0] > SPACE && at[0] + room + wide > width - SPACE {
            at = [SPACE, at[1] + LEADING];
        }
        let middle = at[1] + LEADING * 0.5;
        match sign {
            Sign::Kind(kind) => {
                let color = theme.kinds[kind.index()];
                legend.extend(seen::shape(kind, [at[0] + MARK, middle], MARK, color, theme.paper, 1.0));
            }
            Sign::Line(stroke, width) => {
                let pen = seen::pen_of(stroke, width, Ink { color: theme.ink, alpha: 0.6 });
                let outline = Outline::Line([at[0], middle], [at[0] + LINE, middle]);
                legend.push(Shape { outline, fill: None, pen: Some(pen) }.into());
            }
        }
        legend.push(line(&said, SIZES[0], [at[0] + room, at[1]], wide, theme.ink));
        at[0] += room + wide + SPACE;
    }
    let mut below = at[1] + LEADING + SPACE * 0.5;
    if legend.is_empty() {
        below = from + SPACE;
    }
    let mut words: Vec<Mark> = Vec::new();
    let muted = std::array::from_fn(|at| {
        (f32::from(theme.ink[at]) * 0.75 + f32::from(theme.paper[at]) * 0.25).round() as u8
    });
    for paragraph in caption {
        for said in broken(paragraph, SIZES[1], width - 2.0 * SPACE) {
            let wide = helvetica::width(&said, SIZES[1]) * SPARE;
            words.push(line(&said, SIZES[1], [SPACE, below], wide, muted));
            below += LEADING - 2.0;
        }
    }
    let layer = |id, name, marks| Layer { id, name, within: None, marks };
    let layers = vec![
        layer("legend", pictures::LEGEND.text(), legend),
        layer("caption", pictures::CAPTION.text(), words),
    ];
    (layers, below + SPACE)
}

/// What the legend explains: the kinds that are shown, the weakest and the strongest line, and lines that are broken.
fn signs(scene: &Scene, window: Window) -> Vec<(Sign, String)> {
    let view: &GraphView = scene.view();
    let count = |kind: Kind| view.nodes.iter().filter(|node| node.kind == kind).count() as u32;
    let mut signs: Vec<(Sign, String)> = Kind::ALL
        .into_iter()
        .map(|kind| (kind, count(kind)))
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| {
            let said = pictures::OF_KIND.count(count, &[("kind", kinds_word(kind))]);
            (Sign::Kind(kind), said)
        })
        .collect();
    let widest = |least: bool| {
        let ties = view.edges.iter().enumerate().filter(|(_, edge)| edge.weight > 0);
        let found = if least {
            ties.min_by_key(|(_, edge)| edge.weight)
        } else {
            ties.max_by_key(|(_, edge)| edge.weight)
        };
        found.map(|(at, edge)| (seen::width(scene, at as u32), edge.weight))
    };
    if let (Some((thin, least)), Some((wide, most))) = (widest(true), widest(false)) {
        signs.push((Sign::Line(Stroke::Solid, thin), windows(window, least)));
        if most > least {
            signs.push((Sign::Line(Stroke::Solid, wide), windows(window, most)));
        }
    }
    for (stroke, word) in [(Stroke::Dashed, words::DASHED), (Stroke::Dotted, words::DOTTED)] {
        if view.edges.iter().any(|edge| Stroke::of(edge) == stroke) {
            signs.push((Sign::Line(stroke, 1.5), word.text().to_owned()));
        }
    }
    signs
}

fn line(text: &str, size: f32, low: [f32; 2], width: f32, color: Rgb) -> Mark {
    Words {
        text: text.to_owned(),
        size,
        low,
        extent: [width, LEADING],
        centred: false,
        ink: Ink::full(color),
        halo: None,
        raster: None,
    }
    .into()
}

/// A paragraph in lines of at most so many pixels, broken between words.
fn broken(paragraph: &str, size: f32, room: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if helvetica::width(&[line.as_str(), word].join(" "), size) * SPARE <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
