//! What the canvas shows, as marks: ties, then the shapes of names, then names as they are placed.

use super::drawing::{Ink, Layer, Mark, Outline, Pen, Shape, Words};
use super::{PictureRequest, land};
use crate::app::views::kinds_word;
use crate::app::words;
use crate::entities::Kind;
use crate::scene::{Rgb, Ring, Scene, Shape as Form, Stroke, radius};

/// The half of the gap of paper around a shape that the pen takes of the shape itself.
const GAP: f32 = 0.625;
/// Ids of the layers of shapes, by [`Kind::index`].
const KINDS: [&str; 6] = ["people", "organisations", "places", "groups", "events", "others"];

/// The layers of the graph, from below.
pub(super) fn layers(scene: &Scene, request: &PictureRequest) -> Vec<Layer> {
    let mut layers: Vec<Layer> = land::layer(scene).into_iter().chain([ties(scene)]).collect();
    let shapes = Layer { id: "shapes", name: words::NAMES.text(), within: None, marks: Vec::new() };
    layers.push(shapes);
    for kind in Kind::ALL {
        let marks: Vec<Mark> = shapes_of(scene, kind);
        if !marks.is_empty() {
            let (id, name) = (KINDS[kind.index()], kinds_word(kind));
            layers.push(Layer { id, name, within: Some("shapes"), marks });
        }
    }
    layers.push(names(scene, request));
    layers
}

/// Whether a box about a place is seen at all.
fn is_seen(viewport: [f32; 2], low: [f32; 2], high: [f32; 2], around: f32) -> bool {
    (0..2).all(|axis| high[axis] > -around && low[axis] < viewport[axis] + around)
}

/// The ties that are drawn, heaviest first, and over them those that stand out.
fn ties(scene: &Scene) -> Layer {
    let edges = scene.view().edges.len();
    let drawn = scene.ties_drawn();
    let by_weight = scene.ties_by_weight().iter().take(drawn.ceil() as usize).enumerate();
    let rest = by_weight.map(|(rank, &edge)| (edge, Scene::fade(drawn, edges, rank) * scene.rest_strength()));
    let marks = rest.filter_map(|(edge, strength)| tie(scene, edge, false, strength));
    let focus = scene.ties_in_focus().filter_map(|edge| tie(scene, edge, true, 1.0));
    let marks = marks.chain(focus).collect();
    Layer { id: "ties", name: words::TIES.text(), within: None, marks }
}

/// A tie's line, if it is seen, and if it stands out or not, as asked.
fn tie(scene: &Scene, edge: u32, in_focus: bool, strength: f32) -> Option<Mark> {
    let (line, ends) = (scene.line(edge)?, scene.view().edges.get(edge as usize)?);
    let [a, b] = [ends.a, ends.b].map(|end| scene.to_screen(scene.positions()[end as usize]));
    let control = line.control.map(|control| scene.to_screen(control));
    let least = [0, 1].map(|axis: usize| a[axis].min(b[axis]));
    let most = [0, 1].map(|axis: usize| a[axis].max(b[axis]));
    if (line.ring > Ring::None) != in_focus || !is_seen(scene.viewport(), least, most, 12.0) {
        return None;
    }
    let chosen = line.ring >= Ring::Hovered;
    let alpha = match line.ring {
        Ring::None => line.alpha * strength,
        Ring::Near => line.alpha.max(scene.near_ink()),
        _ => 0.9,
    };
    let width = scene.camera().line_width(line.width) + if chosen { 1.5 } else { 0.0 };
    let color = if chosen { scene.theme().accent } else { scene.theme().ink };
    let pen = pen_of(line.stroke, width, Ink { color, alpha });
    let outline = match control {
        Some(control) => Outline::Curve(a, control, b),
        None => Outline::Line(a, b),
    };
    Some(Shape { outline, fill: None, pen: Some(pen) }.into())
}

/// The width of a tie's line in the picture.
pub(super) fn width(scene: &Scene, edge: u32) -> f32 {
    scene.line(edge).map_or(1.0, |line| scene.camera().line_width(line.width))
}

/// The pen of a line, dashed or dotted as on screen.
pub(super) fn pen_of(stroke: Stroke, width: f32, ink: Ink) -> Pen {
    let half = width * 0.5;
    let dash = match stroke {
        Stroke::Solid => None,
        Stroke::Dashed => Some([7.0 + half, 4.0]),
        Stroke::Dotted => Some([2.0 + half, 3.0]),
    };
    Pen { ink, width, dash }
}

fn shapes_of(scene: &Scene, kind: Kind) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (at, node) in scene.view().nodes.iter().enumerate().filter(|(_, node)| node.kind == kind) {
        let (ring, place) = (scene.node_ring(at as u32), scene.to_screen(scene.positions()[at]));
        let size = scene.camera().disc_radius(radius(node.mentions));
        if !is_seen(scene.viewport(), place, place, size * 1.5 + 6.0) {
            continue;
        }
        let theme = scene.theme();
        let band = match ring {
            Ring::Selected => Some(theme.accent),
            Ring::Hovered => Some(theme.ink),
            _ => None,
        };
        if let Some(color) = band {
            let pen = Pen { ink: Ink::full(color), width: 2.5, dash: None };
            marks.push(Shape { outline: form(kind, place, size, 3.0), fill: None, pen: Some(pen) }.into());
        }
        let strength = if ring > Ring::None { 1.0 } else { scene.rest_strength() };
        let fill = mixed(theme.paper, theme.kinds[kind.index()], strength);
        marks.extend(shape(kind, place, size, fill, theme.paper, strength));
        if scene.pinned()[at] {
            let color = if kind == Kind::Other { fill } else { theme.paper };
            let outline = Outline::Circle(place, (size * 0.25).max(1.5));
            marks.push(Shape { outline, fill: Some(Ink::full(color)), pen: None }.into());
        }
    }
    marks
}

/// The mark of a kind with a gap of paper around it, and its hollow.
pub(super) fn shape(
    kind: Kind,
    at: [f32; 2],
    radius: f32,
    fill: Rgb,
    paper: Rgb,
    strength: f32,
) -> impl Iterator<Item = Mark> {
    let pen = Pen { ink: Ink { color: paper, alpha: strength }, width: 2.0 * GAP, dash: None };
    let body = Shape { outline: form(kind, at, radius, GAP), fill: Some(Ink::full(fill)), pen: Some(pen) };
    let hollow = (Form::of(kind) == Form::Ring).then(|| Shape {
        outline: Outline::Circle(at, radius * 0.55),
        fill: Some(Ink::full(paper)),
        pen: None,
    });
    [Some(body), hollow].into_iter().flatten().map(Mark::from)
}

/// The outline of a kind's shape, as far outside of it as `out` says; all of about a circle's area.
fn form(kind: Kind, at: [f32; 2], radius: f32, out: f32) -> Outline {
    // The tenth part of a turn, clockwise from above: sine and cosine, written out as the core calls no libm.
    const TENTHS: [[f32; 2]; 10] = [
        [0.0, -1.0],
        [0.587_785, -0.809_017],
        [0.951_057, -0.309_017],
        [0.951_057, 0.309_017],
        [0.587_785, 0.809_017],
        [0.0, 1.0],
        [-0.587_785, 0.809_017],
        [-0.951_057, 0.309_017],
        [-0.951_057, -0.309_017],
        [-0.587_785, -0.809_017],
    ];
    let corners = |corners: &[[f32; 2]]| {
        Outline::Polygon(corners.iter().map(|corner| [0, 1].map(|axis| at[axis] + corner[axis])).collect())
    };
    match Form::of(kind) {
        Form::Circle | Form::Ring => Outline::Circle(at, radius + out),
        Form::RoundedSquare => Outline::Square(at, radius * 0.91 + out, radius * 0.29 + out),
        Form::Diamond => {
            let far = radius * 1.253 + out * std::f32::consts::SQRT_2;
            corners(&[[0.0, -far], [far, 0.0], [0.0, far], [-far, 0.0]])
        }
        Form::Hexagon => {
            let high = radius * 0.952 + out;
            let far = high * 1.154_7;
            let half = far * 0.5;
            corners(&[[far, 0.0], [half, high], [-half, high], [-far, 0.0], [-half, -high], [half, -high]])
        }
        Form::Star => {
            let far = radius * 1.45 + out * 1.7;
            let star = (0..10).map(|at| {
                let reach = if at % 2 == 0 { far } else { far * 0.5 };
                TENTHS[at].map(|way| way * reach)
            });
            corners(&star.collect::<Vec<_>>())
        }
    }
}

fn names(scene: &Scene, request: &PictureRequest) -> Layer {
    let theme = scene.theme();
    // What matters most is written last, over the others, as on screen.
    let placed = request.labels.iter().rev().filter_map(|label| {
        let node = scene.view().nodes.get(label.node as usize)?;
        let raster = request.rasters.iter().find(|raster| raster.node == label.node);
        Some(Words {
            text: node.name.clone(),
            size: label.size,
            low: label.corner(scene),
            extent: label.extent,
            centred: true,
            ink: Ink { color: theme.ink, alpha: label.strength.clamp(0.0, 1.0) },
            halo: Some(theme.paper),
            raster: raster.filter(|raster| raster.is_sound()).cloned(),
        })
    });
    Layer {
        id: "names",
        name: words::pictures::LABELS.text(),
        within: None,
        marks: placed.map(Mark::from).collect(),
    }
}

/// Whether the whole graph is within what a camera sees.
pub(super) fn sees_all(scene: &Scene) -> bool {
    scene.positions().iter().all(|&place| {
        let at = scene.to_screen(place);
        (0..2).all(|axis| at[axis] >= 0.0 && at[axis] <= scene.viewport()[axis])
    })
}

fn mixed(from: Rgb, to: Rgb, share: f32) -> Rgb {
    std::array::from_fn(|at| {
        (f32::from(from[at]) + (f32::from(to[at]) - f32::from(from[at])) * share).round() as u8
    })
}
