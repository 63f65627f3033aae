//! Which names are written, and where, so that none overlap.
//!
//! How it works: candidates come by priority (what is hovered or selected, then its neighbours, then by mentions);
//! each tries a few places around its disc and takes the first where no label written so far is, and no disc. The
//! hubs of what is seen are named even where that covers something: the least. Hysteresis: a name written in the
//! last frame ranks higher, tries its last place first and needs no margin, and one that gave way waits for ample
//! room, or until a person has zoomed on, so that names do not flicker.
//!
//! The work of a frame is bounded by what the canvas holds: candidates are the first of [`Scene::nodes_seen`], and
//! what is in the way is looked up by cells of the canvas.
//!
//! **Invariant:** no two labels overlap, and equal scenes after equal scenes give equal labels.

use serde::{Deserialize, Serialize};

use super::crowd::{Crowd, Rect, Taken};
use super::focus::Ring;
use super::{LARGEST, Revision, Scene, radius};
use crate::order::sorted;

/// One name as written.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Label {
    /// Whose.
    pub node: u32,
    /// Type size in CSS pixels, 11 to 18, whole.
    pub size: f32,
    /// From the node's centre on screen to the box's top left corner, in CSS pixels: this much, and `outwards` times
    /// the disc's radius on screen, so that it stays true while a person zooms.
    pub offset: [f32; 2],
    /// Where the box goes when the disc grows, -1 to 1.
    pub outwards: [f32; 2],
    /// The box's width and height in CSS pixels.
    pub extent: [f32; 2],
    /// 1, or less when out of focus.
    pub strength: f32,
    /// The place around the disc.
    slot: u8,
}

impl Label {
    /// The box's top left corner on the canvas, in CSS pixels.
    pub fn corner(&self, scene: &Scene) -> [f32; 2] {
        let at = scene.to_screen(scene.positions()[self.node as usize]);
        let radius = scene.radius_on_screen(self.node);
        [0, 1].map(|axis| at[axis] + self.offset[axis] + self.outwards[axis] * radius)
    }
}

/// The names written in the last frame, and what they were chosen from.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    placed: Vec<Label>,
    /// For each node, the slot of its label plus one; 0 without a label.
    shown: Vec<u8>,
    /// Text widths at each node's own size; negative when not measured yet.
    widths: Vec<f32>,
    /// The zoom at which each node's label gave way to others; 0 if it did not.
    yielded: Vec<f32>,
    seen: Option<(Revision, [f32; 2])>,
}

/// One label for so many square CSS pixels at most, so that a far view is not all words.
const AREA_PER_LABEL: f32 = 7000.0;
/// Candidates looked at in a frame at most, beside those in focus.
const CANDIDATES: usize = 400;
/// Discs that labels keep off at most.
const DISCS: usize = 2000;
/// So many of the most mentioned names in sight are written even where they cover other discs.
const HUBS: usize = 16;
/// CSS pixels that one which gave way keeps from them until a person has zoomed on.
const AMPLE: f32 = 24.0;
/// How far the ring of what is pointed at or chosen reaches beyond its disc, in CSS pixels.
const RING: f32 = 4.0;
/// CSS pixels a label not yet written keeps from those that are.
const MARGIN: f32 = 5.0;

impl Labels {
    /// Chooses and places the labels of a frame. `measure` gives the width of a text at a size in CSS pixels; it is
    /// asked once for each node.
    pub fn place(&mut self, scene: &Scene, measure: &mut dyn FnMut(&str, f32) -> f32) -> &[Label] {
        self.forget_what_changed(scene);
        let screen = Rect { low: [0.0; 2], high: scene.viewport };
        let seen = scene.nodes_seen(DISCS);
        let [mut discs, mut receded] = [scene.viewport; 2].map(Crowd::new);
        let recedes = |ring: Ring| scene.focus.any() && ring == Ring::None;
        for &node in &seen {
            let (at, radius) =
                (scene.to_screen(scene.positions[node as usize]), scene.radius_on_screen(node));
            let crowd = if recedes(scene.focus.of_node(node)) { &mut receded } else { &mut discs };
            crowd.add(Taken { rect: Rect::around(at, radius), node, radius });
        }
        let candidates = self.candidates(scene, &seen, &screen);

        let budget = (scene.viewport[0] * scene.viewport[1] / AREA_PER_LABEL) as usize;
        let mut boxes = Crowd::new(scene.viewport);
        self.placed.clear();
        for (rank, candidate) in candidates.iter().enumerate() {
            let node = candidate.node as usize;
            if candidate.ring == Ring::None && self.placed.len() >= budget {
                break;
            }
            let name = &scene.view.nodes[node];
            let size = size(name.mentions);
            if self.widths[node] < 0.0 {
                self.widths[node] = measure(&name.name, size);
            }
            let extent = [self.widths[node] + 2.0, (size * 1.3).round()];
            // What is in focus may be written over what has receded, and nothing over what is in focus.
            let hub = if scene.focus.any() { candidate.ring > Ring::Near } else { rank < HUBS };
            let covered = |rect: &Rect| {
                let slack = if candidate.margin > MARGIN { MARGIN } else { 0.0 };
                let under = |crowd: &Crowd| crowd.largest(rect, slack, candidate.node).unwrap_or(0.0);
                under(&discs).max(if recedes(candidate.ring) { under(&receded) } else { 0.0 })
            };
            let Some(slot) = candidate.free_slot(extent, &boxes, &covered, &screen, hub) else { continue };
            let rect = candidate.box_at(slot, extent);
            boxes.add(Taken { rect, node: candidate.node, radius: 0.0 });
            let (offset, outwards) = candidate.place_in(slot, extent);
            let strength = if candidate.ring > Ring::None { 1.0 } else { scene.rest_strength() };
            self.placed.push(Label { node: candidate.node, size, offset, outwards, extent, strength, slot });
        }
        for candidate in candidates {
            // Provisional: those placed are put right below.
            let node = candidate.node as usize;
            if candidate.shown > 0 {
                self.yielded[node] = scene.camera.zoom;
            } else if !is_near(self.yielded[node], scene.camera.zoom) {
                self.yielded[node] = 0.0;
            }
        }
        self.shown.fill(0);
        for label in &self.placed {
            self.shown[label.node as usize] = label.slot + 1;
            self.yielded[label.node as usize] = 0.0;
        }
        &self.placed
    }

    /// The names that may be written, most important first.
    fn candidates(&self, scene: &Scene, seen: &[u32], screen: &Rect) -> Vec<Candidate> {
        let hubs = &seen[..seen.len().min(HUBS)];
        let first = seen.iter().take(CANDIDATES).copied();
        let last = self.placed.iter().map(|label| label.node);
        let focus = scene.focus.nodes.iter().map(|&(node, _)| node);
        let mut nodes = sorted(first.chain(last).chain(focus).collect(), u32::cmp);
        nodes.dedup();
        let candidates = nodes.into_iter().map(|node| {
            let mentions = scene.view.nodes[node as usize].mentions.min(1 << 24);
            let shown = self.shown[node as usize];
            Candidate {
                ring: scene.focus.of_node(node),
                // Those named most come first, whoever was written before.
                rank: mentions * if shown > 0 || hubs.contains(&node) { 3 } else { 1 },
                node,
                at: scene.to_screen(scene.positions[node as usize]),
                radius: scene.radius_on_screen(node),
                shown,
                margin: match shown {
                    0 if is_near(self.yielded[node as usize], scene.camera.zoom) => AMPLE,
                    0 => MARGIN,
                    _ => 0.0,
                },
            }
        });
        let visible = candidates.filter(|candidate| candidate.disc().meets(screen, 0.0)).collect();
        sorted(visible, |a: &Candidate, b| (b.ring, b.rank).cmp(&(a.ring, a.rank)))
    }

    /// Another graph forgets everything; nodes that moved, another highlight or another canvas forget who gave way.
    fn forget_what_changed(&mut self, scene: &Scene) {
        let count = scene.view.nodes.len();
        let now = (scene.revision(), scene.viewport);
        if self.seen.is_none_or(|(before, _)| before.graph != now.0.graph) {
            self.placed.clear();
            self.shown = vec![0; count];
            self.widths = vec![-1.0; count];
        }
        if self.seen != Some(now) {
            self.yielded = vec![0.0; count];
        }
        self.seen = Some(now);
    }

    /// The labels of the last frame, most important first.
    pub fn placed(&self) -> &[Label] {
        &self.placed
    }
}

/// Whether a label that gave way at zoom `yielded` still waits at `zoom`: it comes back only when a person has zoomed
/// on by an eighth, or else it would flicker.
fn is_near(yielded: f32, zoom: f32) -> bool {
    zoom * 8.0 < yielded * 9.0 && yielded * 8.0 < zoom * 9.0
}

/// Type size by mentions: 11 to 18, whole, so that few sizes are rasterised.
fn size(mentions: u32) -> f32 {
    (11.0 + 7.0 * (radius(mentions) - 4.0) / (LARGEST - 4.0)).round()
}

struct Candidate {
    ring: Ring,
    rank: u32,
    node: u32,
    at: [f32; 2],
    radius: f32,
    shown: u8,
    margin: f32,
}

impl Candidate {
    /// The slot to write in, if there is one that is free of other labels and covers no disc that it should not.
    /// `covered` is the radius of the largest disc under a box.
    fn free_slot(
        &self,
        extent: [f32; 2],
        boxes: &Crowd,
        covered: &dyn Fn(&Rect) -> f32,
        screen: &Rect,
        hub: bool,
    ) -> Option<u8> {
        let last = self.shown.checked_sub(1);
        // A name in focus may be cut by the canvas's side; a large disc's name may cover much smaller ones, as its
        // halo keeps it legible.
        let kept = self.ring > Ring::None || self.shown > 0;
        let mut best: Option<(f32, u8)> = None;
        for slot in last.into_iter().chain((0..SLOTS).filter(|slot| Some(*slot) != last)) {
            let rect = self.box_at(slot, extent);
            if boxes.largest(&rect, self.margin, self.node).is_some() {
                continue;
            }
            let covered = covered(&rect);
            let inside = screen.holds(&rect);
            if inside && covered == 0.0 {
                return Some(slot);
            }
            // Being cut is worse than covering any disc.
            let cost = if inside { covered } else { covered + 100.0 };
            let allowed = hub || (kept || inside) && covered <= self.radius * 0.6;
            if allowed && best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, slot));
            }
        }
        best.map(|(_, slot)| slot)
    }

    /// As [`place_of`], and outside of the ring where there is one.
    fn place_in(&self, slot: u8, extent: [f32; 2]) -> ([f32; 2], [f32; 2]) {
        let (offset, outwards) = place_of(slot, extent);
        let ring = if self.ring > Ring::Near { RING } else { 0.0 };
        ([0, 1].map(|axis| offset[axis] + outwards[axis] * ring), outwards)
    }

    fn disc(&self) -> Rect {
        Rect::around(self.at, self.radius)
    }

    fn box_at(&self, slot: u8, extent: [f32; 2]) -> Rect {
        let (offset, outwards) = self.place_in(slot, extent);
        let low = [0, 1].map(|axis| self.at[axis] + offset[axis] + outwards[axis] * self.radius);
        Rect { low, high: [low[0] + extent[0], low[1] + extent[1]] }
    }
}

const SLOTS: u8 = 8;

/// Where a box in a slot goes (below, above, right, left, and the four corners): [`Label::offset`] and
/// [`Label::outwards`].
fn place_of(slot: u8, [width, height]: [f32; 2]) -> ([f32; 2], [f32; 2]) {
    let [middle, center] = [-width * 0.5, -height * 0.5];
    match slot {
        0 => ([middle, 2.0], [0.0, 1.0]),
        1 => ([middle, -2.0 - height], [0.0, -1.0]),
        2 => ([3.0, center], [1.0, 0.0]),
        3 => ([-3.0 - width, center], [-1.0, 0.0]),
        4 => ([1.0, 1.0 - height * 0.2], [0.7, 0.7]),
        5 => ([-1.0 - width, 1.0 - height * 0.2], [-0.7, 0.7]),
        6 => ([1.0, -1.0 - height * 0.8], [0.7, -0.7]),
        _ => ([-1.0 - width, -1.0 - height * 0.8], [-0.7, -0.7]),
    }
}
