//! Which names are written, and where, so that none overlap.
//!
//! How it works: candidates come by priority (what is hovered or selected, then its neighbours, then by mentions);
//! each tries a few places around its disc and takes the first where no label written so far is, and no large disc.
//! Hysteresis: a name written in the last frame ranks higher, tries its last place first and needs no margin, and one
//! that gave way waits until a person has zoomed on, so that names do not flicker.
//!
//! **Invariant:** no two labels overlap, and equal scenes after equal scenes give equal labels.

use serde::{Deserialize, Serialize};

use super::instances::Ring;
use super::{Revision, Scene, radius};
use crate::order::sorted;

/// One name as written.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Label {
    /// Whose.
    pub node: u32,
    /// Type size in CSS pixels, 11 to 18, whole.
    pub size: f32,
    /// From the node's centre on screen to the box's top left corner, in CSS pixels.
    pub offset: [f32; 2],
    /// The box's width and height in CSS pixels.
    pub extent: [f32; 2],
    /// 1, or 0.15 when out of focus.
    pub strength: f32,
    /// The place around the disc.
    slot: u8,
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
/// Candidates looked at in a frame at most.
const CANDIDATES: usize = 400;
/// Discs of at least this radius in CSS pixels are not written over if there is another place.
const LARGE_DISC: f32 = 4.0;
/// CSS pixels a label not yet written keeps from those that are.
const MARGIN: f32 = 5.0;

/// A disc that labels keep off.
struct Disc {
    node: u32,
    radius: f32,
    rect: Rect,
}

/// An upright box on screen.
#[derive(Clone, Copy, Debug)]
struct Rect {
    low: [f32; 2],
    high: [f32; 2],
}

impl Labels {
    /// Chooses and places the labels of a frame. `measure` gives the width of a text at a size in CSS pixels; it is
    /// asked once for each node.
    pub fn place(&mut self, scene: &Scene, measure: &mut dyn FnMut(&str, f32) -> f32) -> &[Label] {
        self.forget_what_changed(scene);
        let focus = scene.focus();
        let screen = Rect { low: [0.0; 2], high: scene.viewport };
        let visible: Vec<(u32, [f32; 2], f32)> = (0..scene.view.nodes.len() as u32)
            .map(|node| (node, scene.to_screen(scene.position(node)), scene.radius_on_screen(node)))
            .filter(|&(_, at, radius)| Rect::around(at, radius).meets(&screen, 0.0))
            .collect();
        let discs: Vec<Disc> = (visible.iter())
            .filter(|(.., radius)| *radius >= LARGE_DISC)
            .take(CANDIDATES)
            .map(|&(node, at, radius)| Disc { node, radius, rect: Rect::around(at, radius) })
            .collect();

        let candidates: Vec<Candidate> = (visible.iter())
            .map(|&(node, at, radius)| {
                let mentions = scene.view.nodes[node as usize].mentions.min(1 << 24);
                let shown = self.shown[node as usize];
                let bonus = if shown > 0 { 3 } else { 1 };
                Candidate {
                    ring: focus.nodes[node as usize],
                    rank: mentions * bonus,
                    node,
                    at,
                    radius,
                    shown,
                }
            })
            .collect();
        let candidates = sorted(candidates, |a, b| (b.ring, b.rank).cmp(&(a.ring, a.rank)));

        let budget = (scene.viewport[0] * scene.viewport[1] / AREA_PER_LABEL) as usize;
        let mut boxes: Vec<Rect> = Vec::new();
        self.placed.clear();
        for candidate in candidates.iter().take(CANDIDATES) {
            let node = candidate.node as usize;
            if candidate.ring == Ring::None {
                if boxes.len() >= budget {
                    break;
                }
                if is_near(self.yielded[node], scene.camera.zoom) {
                    continue;
                }
            }
            let name = &scene.view.nodes[node];
            let size = size(name.mentions);
            if self.widths[node] < 0.0 {
                self.widths[node] = measure(&name.name, size);
            }
            let extent = [self.widths[node] + 2.0, (size * 1.3).round()];
            let Some((slot, low)) = candidate.free_slot(extent, &boxes, &discs, &screen) else { continue };
            boxes.push(Rect { low, high: [low[0] + extent[0], low[1] + extent[1]] });
            let offset = [low[0] - candidate.at[0], low[1] - candidate.at[1]];
            let strength = f32::from(focus.strength(candidate.ring)) / 255.0;
            self.placed.push(Label { node: candidate.node, size, offset, extent, strength, slot });
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

    /// Another graph forgets everything; nodes that moved, another highlight or another canvas forget who gave way.
    fn forget_what_changed(&mut self, scene: &Scene) {
        let count = scene.view.nodes.len();
        let now = (scene.revision(), scene.viewport);
        if self.seen.is_none_or(|(before, _)| before.graph != now.0.graph) {
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
    (11.0 + 7.0 * (radius(mentions) - 4.0) / 24.0).round()
}

struct Candidate {
    ring: Ring,
    rank: u32,
    node: u32,
    at: [f32; 2],
    radius: f32,
    shown: u8,
}

impl Candidate {
    /// The first slot that is free, and the box's top left corner there.
    fn free_slot(
        &self,
        extent: [f32; 2],
        boxes: &[Rect],
        discs: &[Disc],
        screen: &Rect,
    ) -> Option<(u8, [f32; 2])> {
        let margin = if self.shown > 0 { 0.0 } else { MARGIN };
        let last = self.shown.checked_sub(1);
        let slots = last.into_iter().chain((0..SLOTS).filter(|slot| Some(*slot) != last));
        let free = slots
            .map(|slot| (slot, self.box_at(slot, extent)))
            .filter(|(_, rect)| !boxes.iter().any(|other| rect.meets(other, margin)));
        let free: Vec<(u8, Rect)> = free.collect();
        let off = |rect: &Rect, least: f32| {
            !discs
                .iter()
                .any(|disc| disc.node != self.node && disc.radius >= least && rect.meets(&disc.rect, 0.0))
        };
        // A name in focus may be cut by the canvas's side or cover what is out of focus; a large disc's name may
        // cover much smaller ones, as its halo keeps it legible.
        let kept = self.ring > Ring::None || self.shown > 0;
        let inside = |rect: &Rect| screen.holds(rect);
        let best = (free.iter())
            .find(|(_, rect)| inside(rect) && off(rect, 0.0))
            .or_else(|| free.iter().find(|(_, rect)| (kept || inside(rect)) && off(rect, self.radius * 0.6)))
            .or_else(|| free.first().filter(|_| self.ring > Ring::None));
        best.map(|&(slot, rect)| (slot, rect.low))
    }

    /// The box in a slot: below, above, right, left, and the four corners.
    fn box_at(&self, slot: u8, [width, height]: [f32; 2]) -> Rect {
        let gap = self.radius + 2.0;
        let corner = self.radius * 0.7 + 1.0;
        let [x, y] = self.at;
        let low = match slot {
            0 => [x - width * 0.5, y + gap],
            1 => [x - width * 0.5, y - gap - height],
            2 => [x + gap + 1.0, y - height * 0.5],
            3 => [x - gap - 1.0 - width, y - height * 0.5],
            4 => [x + corner, y + corner - height * 0.2],
            5 => [x - corner - width, y + corner - height * 0.2],
            6 => [x + corner, y - corner - height * 0.8],
            _ => [x - corner - width, y - corner - height * 0.8],
        };
        Rect { low, high: [low[0] + width, low[1] + height] }
    }
}

const SLOTS: u8 = 8;

impl Rect {
    fn around([x, y]: [f32; 2], radius: f32) -> Rect {
        Rect { low: [x - radius, y - radius], high: [x + radius, y + radius] }
    }

    /// Whether the two come nearer than `margin`.
    fn meets(&self, other: &Rect, margin: f32) -> bool {
        (0..2).all(|axis| {
            self.low[axis] < other.high[axis] + margin && other.low[axis] < self.high[axis] + margin
        })
    }

    fn holds(&self, other: &Rect) -> bool {
        (0..2).all(|axis| self.low[axis] <= other.low[axis] && other.high[axis] <= self.high[axis])
    }
}
