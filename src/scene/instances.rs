//! What is uploaded: one fixed-size record for each node and edge.
//!
//! Geometry and look are apart, because hovering changes the look of everything and the place of nothing.

use super::{Highlight, Pick, Scene, Shape, radius};
use crate::graph::EdgeView;

/// The strength of what is out of focus, of 255: 15 %.
const DIMMED: u8 = 38;
/// The widest line, in pixels at zoom 1; the narrowest is 1.
const WIDEST: f32 = 8.0;

/// `[x, y, radius, shape]`: layout units, layout units, [`Shape`] as a number.
pub type NodeInstance = [f32; 4];

/// `[strength, ring, pinned, 0]`: 0 to 255, [`Ring`] as a number, 0 or 1.
pub type NodeLook = [u8; 4];

/// `[ax, ay, bx, by, width, alpha]`: the ends' places in layout units; the width in CSS pixels at zoom 1, 1 to 8, by
/// the square root of the weight; 0.12 to 0.45.
pub type EdgeInstance = [f32; 6];

/// `[strength, ring, stroke, 0]`: 0 to 255, [`Ring`] as a number ([`Ring::Near`]: an end is in focus), [`Stroke`] as
/// a number.
pub type EdgeLook = [u8; 4];

/// How the line of a tie is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// Through.
    Solid,
    /// All of its weight rests on doubtful links.
    Dashed,
    /// None of its windows names both: one or both are only referred to.
    Dotted,
}

impl Stroke {
    /// The stroke of a tie.
    pub fn of(edge: &EdgeView) -> Stroke {
        match edge {
            EdgeView { weight: 0, .. } => Stroke::Dotted,
            EdgeView { weight, doubtful, .. } if doubtful >= weight => Stroke::Dashed,
            _ => Stroke::Solid,
        }
    }
}

/// How an item stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ring {
    /// It does not.
    None,
    /// Tied to what is hovered or selected.
    Near,
    /// Under the pointer or the keyboard's focus.
    Hovered,
    /// Chosen.
    Selected,
}

/// Which items are in focus and which are near them; empty when nothing is.
pub(super) struct Focus {
    pub(super) nodes: Vec<Ring>,
    pub(super) edges: Vec<Ring>,
    pub(super) any: bool,
}

impl Focus {
    fn new(scene: &Scene) -> Focus {
        let mut focus = Focus {
            nodes: vec![Ring::None; scene.view.nodes.len()],
            edges: vec![Ring::None; scene.view.edges.len()],
            any: false,
        };
        let Highlight { hovered, selected } = &scene.highlight;
        let picks = hovered.map(|pick| (pick, Ring::Hovered));
        for (pick, ring) in picks.into_iter().chain(selected.iter().map(|&pick| (pick, Ring::Selected))) {
            focus.any = true;
            match pick {
                Pick::Node(node) => {
                    raise(&mut focus.nodes, node, ring);
                    for &(edge, other) in scene.adjacency.of(node) {
                        raise(&mut focus.nodes, other, Ring::Near);
                        raise(&mut focus.edges, edge, Ring::Near);
                    }
                }
                Pick::Edge(edge) => {
                    raise(&mut focus.edges, edge, ring);
                    let ends = scene.view.edges[edge as usize];
                    raise(&mut focus.nodes, ends.a, Ring::Near);
                    raise(&mut focus.nodes, ends.b, Ring::Near);
                }
            }
        }
        focus
    }

    pub(super) fn strength(&self, ring: Ring) -> u8 {
        if self.any && ring == Ring::None { DIMMED } else { u8::MAX }
    }
}

fn raise(rings: &mut [Ring], at: u32, to: Ring) {
    if let Some(ring) = rings.get_mut(at as usize) {
        *ring = (*ring).max(to);
    }
}

impl Scene {
    /// One record for each node, in order: later ones are drawn over earlier ones.
    pub fn node_instances(&self) -> Vec<NodeInstance> {
        (self.view.nodes.iter().zip(&self.positions))
            .map(|(node, &[x, y])| [x, y, radius(node.mentions), Shape::of(node.kind) as u8 as f32])
            .collect()
    }

    /// How each node stands out.
    pub fn node_looks(&self) -> Vec<NodeLook> {
        let focus = self.focus();
        (focus.nodes.iter().zip(&self.pinned))
            .map(|(&ring, &pinned)| [focus.strength(ring), ring as u8, u8::from(pinned), 0])
            .collect()
    }

    /// One record for each edge, in order.
    pub fn edge_instances(&self) -> Vec<EdgeInstance> {
        let strongest = self.view.edges.iter().map(|edge| edge.weight).max().unwrap_or(1);
        let faintest = faintest(self.view.edges.len());
        (self.view.edges.iter())
            .map(|edge| {
                let [ax, ay] = self.position(edge.a);
                let [bx, by] = self.position(edge.b);
                let width = width(edge.weight, strongest);
                let share = (width - 1.0) / (WIDEST - 1.0);
                [ax, ay, bx, by, width, faintest + (0.45 - faintest) * share]
            })
            .collect()
    }

    /// How each edge stands out.
    pub fn edge_looks(&self) -> Vec<EdgeLook> {
        let focus = self.focus();
        (focus.edges.iter().zip(&self.view.edges))
            .map(|(&ring, edge)| [focus.strength(ring), ring as u8, Stroke::of(edge) as u8, 0])
            .collect()
    }

    pub(super) fn focus(&self) -> Focus {
        Focus::new(self)
    }

    pub(super) fn position(&self, node: u32) -> [f32; 2] {
        self.positions.get(node as usize).copied().unwrap_or_default()
    }

    pub(super) fn edge_width(&self, edge: u32) -> f32 {
        let strongest = self.view.edges.iter().map(|edge| edge.weight).max().unwrap_or(1);
        self.view.edges.get(edge as usize).map_or(1.0, |edge| width(edge.weight, strongest))
    }
}

/// The width of a line in CSS pixels at zoom 1: one window is 1 px; about 30 or the strongest tie, if more, is 8 px.
fn width(weight: u32, strongest: u32) -> f32 {
    let slope = ((WIDEST - 1.0) / ((strongest.max(2) as f32).sqrt() - 1.0)).min(1.5);
    (1.0 + slope * ((weight.max(1) as f32).sqrt() - 1.0)).clamp(1.0, WIDEST)
}

/// The alpha of the lightest ties: 26 % where there are few, 12 % where 2,000 or more would add up to a blot.
fn faintest(edges: usize) -> f32 {
    0.26 - 0.14 * ((edges as f32 - 150.0) / 1850.0).clamp(0.0, 1.0)
}
