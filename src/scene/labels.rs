//! Which names are written, and where, so that none overlap.
//!
//! How it works: candidates come by priority (what is hovered or selected, then its neighbours, then by mentions);
//! each tries a few places around its disc and takes the first where no label written so far is, and no disc. The
//! hubs of what is seen are named even where that covers something: the least. Hysteresis: a name written in the
//! last frame ranks higher, tries its last place first and needs no margin, and one that gave way waits for ample
//! room, or until a person has zoomed on, so that names do not flicker. While the picture is only moved along, names are
//! chosen anew every hundred pixels or so. At rest after a movement all that is forgotten,
//! so that the same scene shows the same names.
//!
//! The work of a frame is bounded by what the canvas holds: candidates are the first of [`Scene::nodes_seen`], and
//! what is in the way is looked up by cells of the canvas.
//!
//! **Invariant:** no two labels overlap, and equal scenes after equal scenes give equal labels.

use serde::{Deserialize, Serialize};

use super::crowd::{Crowd, Rect, Taken};
use super::focus::Ring;
use super::hubs::{self, Hub, Place};
use super::nearby::ascending;
use super::{Camera, LARGEST, Revision, Scene, radius};
use crate::order::sorted;

/// One name as written.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Label {
    /// Whose.
    pub node: u32,
    /// Type size in CSS pixels, 11 to 16, whole.
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
    /// Where the camera was when they were chosen; `None` when they are to be chosen anew.
    chosen_at: Option<Camera>,
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
/// CSS pixels that a hub's name keeps from others.
const CLOSE: f32 = 1.0;
/// CSS pixels a label not yet written keeps from those that are.
const MARGIN: f32 = 5.0;
/// CSS pixels that a person may move the picture until names are chosen anew: moved together, none meet.
const WAY: f32 = 128.0;

impl Labels {
    /// Chooses and places the labels of a frame. `measure` gives the width of a text at a size in CSS pixels; it is
    /// asked once for each node.
    pub fn place(&mut self, scene: &Scene, measure: &mut dyn FnMut(&str, f32) -> f32) -> &[Label] {
        self.forget_what_changed(scene);
        if self.chosen_at.is_some_and(|before| is_on_the_way(before, scene.camera)) {
            return &self.placed;
        }
        self.chosen_at = Some(scene.camera);
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
        let candidates = self.candidates(scene, &seen, &screen, measure);
        let covered = |candidate: &Candidate, rect: &Rect| {
            let slack = if candidate.margin > MARGIN { MARGIN } else { 0.0 };
            let under = |crowd: &Crowd| crowd.largest(rect, slack, candidate.node).unwrap_or(0.0);
            under(&discs).max(if recedes(candidate.ring) { under(&receded) } else { 0.0 })
        };
        self.placed = write(scene, &candidates, &covered);
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
    fn candidates(
        &mut self,
        scene: &Scene,
        seen: &[u32],
        screen: &Rect,
        measure: &mut dyn FnMut(&str, f32) -> f32,
    ) -> Vec<Candidate> {
        let hubs = &seen[..seen.len().min(HUBS)];
        let first = seen.iter().take(CANDIDATES).copied();
        let last = self.placed.iter().map(|label| label.node);
        let focus = scene.focus.nodes.iter().map(|&(node, _)| node);
        let nodes = ascending(scene.view.nodes.len(), &mut first.chain(last).chain(focus));
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
                hub: false,
                size: 0.0,
                extent: [0.0; 2],
            }
        });
        let visible = candidates.filter(|candidate| candidate.disc().meets(screen, 0.0)).collect();
        let mut candidates = sorted(visible, |a: &Candidate, b| (b.ring, b.rank).cmp(&(a.ring, a.rank)));
        for (rank, candidate) in candidates.iter_mut().enumerate() {
            let name = &scene.view.nodes[candidate.node as usize];
            let size = size(name.mentions);
            let width = &mut self.widths[candidate.node as usize];
            if *width < 0.0 {
                *width = measure(&name.name, size);
            }
            (candidate.size, candidate.extent) = (size, [*width + 2.0, (size * 1.3).round()]);
            // What is in focus may be written over what has receded, and nothing over what is in focus.
            candidate.hub = if scene.focus.any() { candidate.ring > Ring::Near } else { rank < HUBS };
            if candidate.hub && candidate.margin < AMPLE {
                candidate.margin = candidate.margin.min(CLOSE);
            }
        }
        candidates
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
            self.chosen_at = None;
        }
        self.seen = Some(now);
    }

    /// Forgets what was written: the picture has come to rest, and its names are to be those of the scene alone and
    /// not of the way it came.
    pub fn rest(&mut self) {
        self.placed.clear();
        self.shown.fill(0);
        self.yielded.fill(0.0);
        self.chosen_at = None;
    }

    /// The labels of the last frame, most important first.
    pub fn placed(&self) -> &[Label] {
        &self.placed
    }
}

/// Whether a camera has only moved along, and not far, from another.
fn is_on_the_way(from: Camera, to: Camera) -> bool {
    let moved = |axis: usize| (to.center[axis] - from.center[axis]).abs() * to.zoom < WAY;
    from.zoom == to.zoom && moved(0) && moved(1)
}

/// Whether a label that gave way at zoom `yielded` still waits at `zoom`: it comes back only when a person has zoomed
/// on by an eighth, or else it would flicker.
fn is_near(yielded: f32, zoom: f32) -> bool {
    zoom * 8.0 < yielded * 9.0 && yielded * 8.0 < zoom * 9.0
}

/// Type size by mentions: 11 to 16, whole, so that few sizes are rasterised.
fn size(mentions: u32) -> f32 {
    (11.0 + 5.0 * (radius(mentions) - 4.0) / (LARGEST - 4.0)).round()
}

/// Writes the names of candidates as far as there is room: those of the first hubs together, then one by one.
fn write(scene: &Scene, candidates: &[Candidate], covered: &Covered<'_>) -> Vec<Label> {
    let screen = Rect { low: [0.0; 2], high: scene.viewport };
    let budget = (scene.viewport[0] * scene.viewport[1] / AREA_PER_LABEL) as usize;
    let hubs = candidates.iter().take(HUBS).take_while(|candidate| candidate.hub);
    let hubs = hubs.map(|hub| Hub {
        places: hub.places(covered, &screen),
        margin: hub.margin,
        waits: hub.margin >= AMPLE,
    });
    let hubs = hubs::choose(hubs.collect());
    let mut boxes = Crowd::new(scene.viewport);
    let mut placed: Vec<Label> = Vec::new();
    for (rank, candidate) in candidates.iter().enumerate() {
        let &Candidate { node, size, extent, ring, .. } = candidate;
        let place = match hubs.get(rank) {
            Some(place) => *place,
            None if ring == Ring::None && placed.len() >= budget => break,
            None => candidate.free_place(&boxes, covered, &screen),
        };
        let Some(Place { slot, rect, .. }) = place else { continue };
        boxes.add(Taken { rect, node, radius: 0.0 });
        let (offset, outwards) = candidate.place_in(slot);
        let strength = if ring > Ring::None { 1.0 } else { scene.rest_strength() };
        placed.push(Label { node, size, offset, outwards, extent, strength, slot });
    }
    placed
}

struct Candidate {
    ring: Ring,
    rank: u32,
    node: u32,
    at: [f32; 2],
    radius: f32,
    shown: u8,
    margin: f32,
    hub: bool,
    size: f32,
    extent: [f32; 2],
}

/// The radius of the largest disc that a candidate's name would cover in a box and should not.
type Covered<'a> = dyn Fn(&Candidate, &Rect) -> f32 + 'a;

impl Candidate {
    /// Where it may be written, as far as its own disc, the canvas and other discs go.
    fn places(&self, covered: &Covered<'_>, screen: &Rect) -> Vec<Place> {
        self.slots().filter_map(|slot| self.place_at(slot, covered, screen)).collect()
    }

    fn slots(&self) -> std::ops::Range<u8> {
        0..SLOTS + u8::from(self.hub)
    }

    /// A slot, if it may be written there.
    fn place_at(&self, slot: u8, covered: &Covered<'_>, screen: &Rect) -> Option<Place> {
        let rect = self.box_at(slot);
        let inside = screen.holds(&rect);
        // A name in focus may be cut by the canvas's side, and one that was there until it comes to rest; a large
        // disc's name may cover much smaller ones, as its halo keeps it legible.
        let kept = self.ring > Ring::None || self.shown > 0;
        if !(inside || kept) {
            return None;
        }
        let covered = covered(self, &rect);
        // Being cut is worse than covering any disc.
        let cost = if inside { covered } else { covered + 100.0 };
        let fits = self.hub || covered <= self.radius * 0.6;
        fits.then_some(Place { slot, rect, cost, stays: slot + 1 == self.shown })
    }

    /// The place to write in that costs least, if there is one that is free of other names; the one where it stood of
    /// those that cost as little.
    fn free_place(&self, boxes: &Crowd, covered: &Covered<'_>, screen: &Rect) -> Option<Place> {
        let stood = self.shown.checked_sub(1);
        let others = self.slots().filter(|slot| Some(*slot) != stood);
        let mut best: Option<Place> = None;
        for slot in stood.into_iter().chain(others) {
            if boxes.touches(&self.box_at(slot), self.margin, self.node) {
                continue;
            }
            let Some(place) = self.place_at(slot, covered, screen) else { continue };
            if place.cost <= 0.0 {
                return Some(place);
            }
            if best.is_none_or(|best| place.cost < best.cost) {
                best = Some(place);
            }
        }
        best
    }

    /// As [`place_of`], and outside of the ring where there is one.
    fn place_in(&self, slot: u8) -> ([f32; 2], [f32; 2]) {
        let (offset, outwards) = place_of(slot, self.extent);
        let ring = if self.ring > Ring::Near { RING } else { 0.0 };
        ([0, 1].map(|axis| offset[axis] + outwards[axis] * ring), outwards)
    }

    fn disc(&self) -> Rect {
        Rect::around(self.at, self.radius)
    }

    fn box_at(&self, slot: u8) -> Rect {
        let (offset, outwards) = self.place_in(slot);
        let low = [0, 1].map(|axis| self.at[axis] + offset[axis] + outwards[axis] * self.radius);
        Rect { low, high: [0, 1].map(|axis| low[axis] + self.extent[axis]) }
    }
}

const SLOTS: u8 = 8;

/// Where a box in a slot goes (below, above, right, left, the four corners, and, for hubs alone, on the disc itself):
/// [`Label::offset`] and [`Label::outwards`].
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
        7 => ([-1.0 - width, -1.0 - height * 0.8], [-0.7, -0.7]),
        _ => ([middle, center], [0.0; 2]),
    }
}
