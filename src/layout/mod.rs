//! Where each node stands.
//!
//! **Invariant:** a layout is a pure function of its [`LayoutRequest`]: no clock, no ambient randomness, and only
//! arithmetic that gives the same bits natively and as wasm (`+ - * / sqrt`; nothing from libm).
//!
//! A crate of its own, because it is built for speed where the rest of the page is built for size.
//!
//! How it works, in the order in which [`Simulation::tick`] goes through it:
//!
//! 1. *First places* (`place`): a node without a start stands amid its neighbours that have one; without any starts,
//!    distances in the graph from a few `pivots` say where nodes begin.
//! 2. *Forces* (`force`): all pairs push (`repulsion`, a fast multipole method), ties pull, near neighbours more than
//!    far ones, and springs to pivots keep long ways true (`springs`); a [`Mode`] says how strong each is. The plane
//!    is stretched to the canvas's aspect, which fills a landscape canvas and gives names, which are wide, the room
//!    they need.
//! 3. *Overlaps* (`overlap`): boxes around disc and name are pushed apart until none overlap.
//! 4. *Packing* (`pack`): components slide towards the largest until they touch.
//!
//! ```
//! use coterie_layout::{LayoutRequest, Simulation};
//!
//! let mut layout = Simulation::new(&LayoutRequest {
//!     radii: vec![8.0, 4.0, 4.0],
//!     edges: vec![(0, 1, 3.0), (0, 2, 1.0)],
//!     ..LayoutRequest::default()
//! });
//! while layout.tick() { /* show layout.positions() */ }
//! ```

mod curve;
mod force;
mod lanes;
mod mode;
mod overlap;
mod pack;
mod pivots;
mod place;
pub mod quality;
mod repulsion;
mod sorting;
mod springs;
mod ties;

pub use mode::Mode;

use std::f32::consts::PI;

use serde::{Deserialize, Serialize};

use force::{Forces, Start};
use mode::Strengths;
use overlap::Boxes;
use pivots::Pivots;
use ties::Ties;

/// How much larger the picture is than all boxes of discs and names together: room for the ties.
const ROOM: f32 = 3.0;
/// The radius of the settled picture over the extent that forces are scaled by (measured on generated graphs of 40 to
/// 10,000 nodes: 1.9 to 2.2).
const SPREAD: f32 = 2.1;
/// Rounds of forces from nothing. Each settles earlier when it stands still.
const COLD_ROUNDS: u32 = 100;
/// Rounds of forces when most nodes know their place.
const WARM_ROUNDS: u32 = 60;
/// Rounds of pushing boxes apart before what is left is placed anew.
const OVERLAP_ROUNDS: u32 = 80;

/// Everything a layout depends on. An equal request means nothing to do.
///
/// Input is never trusted: ties to a missing node or from a node to itself, weights, radii and starts that are not
/// finite are ignored; all other lists may be shorter than `radii`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LayoutRequest {
    /// For each node, the radius it is drawn with in layout units.
    pub radii: Vec<f32>,
    /// Ties as `(a, b, weight)`, `a < b`, no duplicates.
    pub edges: Vec<(u32, u32, f32)>,
    /// For each node, where it stood before, if it did.
    pub start: Vec<Option<[f32; 2]>>,
    /// For each node, whether it must stay at its start. Without a start it is free.
    pub pinned: Vec<bool>,
    /// What the picture should show.
    pub mode: Mode,
    /// For each node, the index of its kind: what [`Mode::ByKind`] gives a column to.
    pub kinds: Vec<u8>,
    /// For each node, when it is named, in any even unit; NaN where that is not known. For [`Mode::ByTime`].
    pub times: Vec<f32>,
    /// Chooses the first places of nodes without a start.
    pub seed: u64,
    /// Width over height of the canvas to fill, kept within 0.5 to 2.5; 0 (the default) means 1: panels to
    /// both sides leave a canvas that is seldom wide, and a telephone is never.
    pub aspect: f32,
}

/// A layout under way.
#[derive(Clone, Debug)]
pub struct Simulation {
    positions: Vec<[f32; 2]>,
    pinned: Vec<bool>,
    /// Whether a node had a start, so that packing leaves it where a person remembers it.
    known: Vec<bool>,
    /// The nodes that forces act on: those that are tied or had a start. All else stands around them in the end.
    moved: Vec<u32>,
    forces: Forces,
    /// The components of all nodes, the largest first.
    parts: Vec<Vec<u32>>,
    boxes: Boxes,
    /// Layout units for one unit of the forces, across and down.
    stretch: [f32; 2],
    /// The components of what forces act on, each to be turned lengthwise; empty once a person has seen the picture.
    turned: Vec<Vec<u32>>,
    /// Whether each node has a line of its own, so that no component is moved as a whole.
    lined: bool,
    rounds: u32,
    phase: Phase,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Forces { round: u32 },
    Overlaps { round: u32 },
    Packing,
    Settled,
}

impl Simulation {
    /// Begins a layout: nodes stand at their start or at a seeded first place.
    pub fn new(request: &LayoutRequest) -> Self {
        let count = request.radii.len();
        let start: Vec<Option<[f32; 2]>> = (0..count).map(|node| sound_start(request, node)).collect();
        let known: Vec<bool> = start.iter().map(Option::is_some).collect();
        let pinned: Vec<bool> = (0..count)
            .map(|node| known[node] && request.pinned.get(node).copied().unwrap_or(false))
            .collect();
        let all = Ties::new(count, &request.edges);
        let parts = all.components();
        // Where nodes have lines, all keep to theirs, tied or not: packing would take them off.
        let lined = matches!(request.mode, Mode::ByKind | Mode::ByTime);
        let moved: Vec<u32> =
            (0..count as u32).filter(|&node| lined || all.degree(node) > 0 || known[node as usize]).collect();
        let ties = all.only(&moved);
        let extent = Forces::extent(&ties);

        let boxes = Boxes::new(&request.radii);
        // The scale at which forces spread the nodes over as much of the plane as their boxes ask for.
        let scale = (boxes.area(&moved) * ROOM / (PI * SPREAD * SPREAD * extent * extent)).sqrt();
        let scale = within(scale, 0.1, 1000.0);
        // A large graph has no room for all names anyway, and is truest unstretched.
        let wide = (1.0 + (aspect(request) - 1.0) * overlap::room_for_names(count)).sqrt();
        let stretch = [scale * wide, scale / wide];

        let components = ties.components();
        let pivots = components.first().map(|largest| Pivots::new(&ties, largest)).unwrap_or_default();
        let own = |node: &u32| start[*node as usize].map(|[x, y]| [x / stretch[0], y / stretch[1]]);
        let starts: Vec<_> = moved.iter().map(own).collect();
        let mut places = place::first_places(&starts, &ties, &components, &pivots, request.seed, extent);
        let lines = mode::lines(request, &moved);
        mode::begin_at(&mut places, &starts, &lines, extent);

        let warm = known.iter().filter(|&&known| known).count() * 2 > count;
        let cold = !known.contains(&true);
        let forces = Forces::new(
            ties,
            &pivots,
            Strengths::of(request.mode),
            &Start {
                places: &places,
                pinned: &moved.iter().map(|&node| pinned[node as usize]).collect::<Vec<_>>(),
                lines: &lines,
                reach: if warm { 0.02 } else { 0.25 },
            },
        );
        // What no force moves waits here and there until all else stands.
        let positions = place::scattered(request.seed, extent).map(|[x, y]| [x * stretch[0], y * stretch[1]]);
        let mut simulation = Simulation {
            positions: start.iter().zip(positions).map(|(start, other)| start.unwrap_or(other)).collect(),
            boxes,
            stretch,
            turned: if cold && lines.is_empty() { components } else { Vec::new() },
            rounds: if warm { WARM_ROUNDS } else { COLD_ROUNDS },
            phase: if count == 0 { Phase::Settled } else { Phase::Forces { round: 0 } },
            forces,
            parts,
            pinned,
            known,
            moved,
            lined,
        };
        simulation.take_positions();
        simulation
    }

    /// One iteration. Returns `false` once the layout has settled (further calls change nothing). A layout settles
    /// within 200 ticks.
    pub fn tick(&mut self) -> bool {
        self.phase = match self.phase {
            Phase::Forces { round } => {
                let cooling = (self.rounds - round) as f32 / self.rounds as f32;
                let moving = self.forces.step(cooling * cooling);
                if round == self.rounds / 3 {
                    self.forces.turn_lengthwise(&self.turned);
                }
                self.take_positions();
                if moving && round + 1 < self.rounds {
                    Phase::Forces { round: round + 1 }
                } else {
                    Phase::Overlaps { round: 0 }
                }
            }
            Phase::Overlaps { round } => {
                let apart =
                    overlap::push_apart(&mut self.positions, &self.moved, &self.boxes, &self.pinned, round);
                if apart || round + 1 == OVERLAP_ROUNDS {
                    Phase::Packing
                } else {
                    Phase::Overlaps { round: round + 1 }
                }
            }
            Phase::Packing => {
                overlap::place_anew(&mut self.positions, &self.moved, &self.boxes, &self.pinned);
                let Simulation { positions, boxes, parts, pinned, known, .. } = self;
                if !self.lined {
                    pack::pack(positions, boxes, parts, pinned, known, self.stretch);
                }
                Phase::Settled
            }
            Phase::Settled => Phase::Settled,
        };
        self.phase != Phase::Settled
    }

    /// Whether forces are still at work: the next [`tick`](Self::tick) is one of their rounds.
    pub fn is_arranging(&self) -> bool {
        matches!(self.phase, Phase::Forces { .. })
    }

    /// Whether [`tick`](Self::tick) has nothing left to do.
    pub fn settled(&self) -> bool {
        self.phase == Phase::Settled
    }

    /// Ticks until settled.
    pub fn run_to_end(&mut self) {
        while self.tick() {}
    }

    /// The positions, in layout units (a node of one mention has radius 4), y downwards.
    pub fn positions(&self) -> &[[f32; 2]] {
        &self.positions
    }

    fn take_positions(&mut self) {
        let [wide, high] = self.stretch;
        for (&node, place) in self.moved.iter().zip(self.forces.places()) {
            let place = [place[0] * wide, place[1] * high];
            if !self.pinned[node as usize] && place.iter().all(|along| along.is_finite()) {
                self.positions[node as usize] = place;
            }
        }
    }
}

/// As the library's `clamp`, without its panic, whose words bring the printing of numbers into the wasm.
fn within(value: f32, low: f32, high: f32) -> f32 {
    value.max(low).min(high)
}

/// Where a node stood, if that can be.
fn sound_start(request: &LayoutRequest, node: usize) -> Option<[f32; 2]> {
    let [x, y] = (*request.start.get(node)?)?;
    let sound = x.is_finite() && y.is_finite();
    sound.then(|| [within(x, -1e5, 1e5), within(y, -1e5, 1e5)])
}

fn aspect(request: &LayoutRequest) -> f32 {
    let aspect = request.aspect;
    if aspect.is_finite() && aspect > 0.0 { within(aspect, 0.5, 2.5) } else { 1.0 }
}
