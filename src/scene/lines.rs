//! Ties as lines: how wide, how strong, which of them from afar, and the curve of a chosen one.

use super::{Ring, Scene};
use crate::graph::EdgeView;

/// The widest line, in pixels at zoom 1; the narrowest is 1.
pub(super) const WIDEST: f32 = 8.0;
/// So many ties are drawn from however far.
const ALWAYS: f32 = 2000.0;
/// How much of the picture lines may cover from afar: the sum of their lengths times a pixel, over the area.
const COVER: f32 = 3.0;
/// How far a curve's control point is from the middle of the straight line, over its length.
const BOW: f32 = 0.16;
/// The straight pieces that a curve is drawn with.
pub const CURVE_STEPS: u32 = 16;

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

/// The look of a tie's line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// CSS pixels at zoom 1, 1 to 8, by the square root of the weight; see [`super::Camera::line_width`].
    pub width: f32,
    /// How much ink, 0 to 1, before anything falls back.
    pub alpha: f32,
    /// Through, dashed or dotted.
    pub stroke: Stroke,
    /// How it stands out.
    pub ring: Ring,
    /// The control point of its quadratic Bézier curve in layout units, where it is drawn as one.
    pub control: Option<[f32; 2]>,
}

impl Scene {
    /// The look of a tie's line; `None` beyond the graph.
    pub fn line(&self, edge: u32) -> Option<Line> {
        let tie = self.view.edges.get(edge as usize)?;
        let width = self.width(edge);
        let [faintest, boldest] = self.inks();
        let alpha = faintest + (boldest - faintest) * (width - 1.0) / (WIDEST - 1.0);
        Some(Line {
            width,
            alpha,
            stroke: Stroke::of(tie),
            ring: self.focus.of_edge(edge),
            control: self.control(edge),
        })
    }

    /// The alphas of the lightest and of the heaviest tie.
    pub(crate) fn inks(&self) -> [f32; 2] {
        let faintest = faintest(self.view.edges.len());
        if self.theme.strong { [faintest * 1.8, 0.85] } else { [faintest, 0.45] }
    }

    /// The least alpha of a tie near what is in focus.
    pub(crate) fn near_ink(&self) -> f32 {
        if self.theme.strong { 0.7 } else { 0.38 }
    }

    /// The width of a tie's line, in CSS pixels at zoom 1.
    pub(super) fn width(&self, edge: u32) -> f32 {
        width(self.view.edges[edge as usize].weight, self.strongest)
    }

    /// Both ends' places.
    pub(super) fn ends(&self, edge: u32) -> [[f32; 2]; 2] {
        let tie = &self.view.edges[edge as usize];
        [tie.a, tie.b].map(|end| self.positions[end as usize])
    }

    /// The control point of a tie that is drawn as a curve.
    pub(super) fn control(&self, edge: u32) -> Option<[f32; 2]> {
        self.focus.curved.binary_search(&edge).ok()?;
        let [a, b] = self.ends(edge);
        let along = [b[0] - a[0], b[1] - a[1]];
        Some([(a[0] + b[0]) * 0.5 - along[1] * BOW, (a[1] + b[1]) * 0.5 + along[0] * BOW])
    }

    /// How many ties are drawn at this zoom, the heaviest first: all, where lines cover little; from afar, so many
    /// that the weak ones make no blot. Not whole, so that ties come and go by fading, see [`Scene::fade`].
    pub fn ties_drawn(&self) -> f32 {
        let all = self.view.edges.len() as f32;
        let Some(extent) = self.extent() else { return all };
        let area =
            (extent.bounds.high[0] - extent.bounds.low[0]) * (extent.bounds.high[1] - extent.bounds.low[1]);
        let room = COVER * area * self.camera.zoom / extent.length.max(1.0);
        room.max(ALWAYS).min(all)
    }

    /// How strongly the tie at a place in the order of weights is drawn: 1, and less for the last quarter of those
    /// that are drawn when not all are.
    pub fn fade(drawn: f32, all: usize, rank: usize) -> f32 {
        if drawn >= all as f32 {
            return 1.0;
        }
        ((drawn - rank as f32) / (drawn * 0.25)).clamp(0.0, 1.0)
    }

    /// The ties that stand out, those that are hovered or chosen last, over the others.
    pub fn ties_in_focus(&self) -> impl Iterator<Item = u32> + '_ {
        let of =
            |chosen: bool| self.focus.edges.iter().filter(move |(_, ring)| (*ring > Ring::Near) == chosen);
        of(false).chain(of(true)).map(|&(edge, _)| edge)
    }

    /// The ties by weight, heaviest first: what is drawn is a beginning of it.
    pub fn ties_by_weight(&self) -> &[u32] {
        &self.by_weight
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
