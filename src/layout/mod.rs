//! Where each node stands.
//!
//! **Invariant:** a layout is a pure function of its [`LayoutRequest`]: no clock, no ambient randomness, and only
//! arithmetic that gives the same bits natively and as wasm (`+ - * / sqrt`; nothing from libm).
//!
//! How it works, in the order in which [`Simulation::tick`] goes through it:
//!
//! 1. *First places* (`place`): a node without a start stands amid its neighbours that have one, or else on a seeded
//!    low-discrepancy sequence in a disc.
//! 2. *Forces* (`force`): ForceAtlas2 (Jacomy et al., 2014): ties pull in proportion to length, all pairs push by
//!    their degrees over distance (`repulsion`, Barnes-Hut), gravity keeps parts near, and swing against traction
//!    controls the step. The plane is stretched to the canvas's aspect, which fills a landscape canvas and gives
//!    names, which are wide, the room they need.
//! 3. *Overlaps* (`overlap`): boxes around disc and name are pushed apart until none overlap.
//! 4. *Packing* (`pack`): components slide towards the largest until they touch.
//!
//! ```
//! use coterie::layout::{LayoutRequest, Simulation};
//!
//! let mut layout = Simulation::new(&LayoutRequest {
//!     radii: vec![8.0, 4.0, 4.0],
//!     edges: vec![(0, 1, 3.0), (0, 2, 1.0)],
//!     ..LayoutRequest::default()
//! });
//! while layout.tick() { /* show layout.positions() */ }
//! ```

mod force;
mod overlap;
mod pack;
mod place;
mod repulsion;

use std::f32::consts::PI;

use serde::{Deserialize, Serialize};

use force::Forces;
use overlap::Boxes;

/// How much larger the picture is than all boxes of discs and names together: room for the ties.
const ROOM: f32 = 3.0;
/// Rounds of forces from nothing. Each settles earlier when it stands still.
const COLD_ROUNDS: u32 = 300;
/// Rounds of forces when most nodes know their place.
const WARM_ROUNDS: u32 = 100;
/// Rounds of pushing boxes apart before what is left is placed anew.
const OVERLAP_ROUNDS: u32 = 80;

/// Everything a layout depends on. An equal request means nothing to do.
///
/// Input is never trusted: ties to a missing node or from a node to itself, weights, radii and starts that are not
/// finite are ignored; `start` and `pinned` may be shorter than `radii`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LayoutRequest {
    /// For each node, the radius it is drawn with in layout units (see [`crate::scene::radius`]).
    pub radii: Vec<f32>,
    /// Ties as `(a, b, weight)`, `a < b`, no duplicates.
    pub edges: Vec<(u32, u32, f32)>,
    /// For each node, where it stood before, if it did.
    pub start: Vec<Option<[f32; 2]>>,
    /// For each node, whether it must stay at its start. Without a start it is free.
    pub pinned: Vec<bool>,
    /// Chooses the first places of nodes without a start.
    pub seed: u64,
    /// Width over height of the canvas to fill, kept within 0.5 to 2.5; 0 (the default) means 1.5.
    pub aspect: f32,
}

/// A layout under way.
#[derive(Clone, Debug)]
pub struct Simulation {
    positions: Vec<[f32; 2]>,
    pinned: Vec<bool>,
    /// Whether a node had a start, so that packing leaves it where a person remembers it.
    known: Vec<bool>,
    forces: Forces,
    boxes: Boxes,
    /// Layout units for one unit of the forces, across and down.
    stretch: [f32; 2],
    /// Whether to turn each component lengthwise: only a picture nobody has seen may be turned.
    turn: bool,
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
        let LayoutRequest { radii, edges, start, pinned, seed, aspect } = request;
        let count = radii.len();
        let aspect = if aspect.is_finite() && *aspect > 0.0 { aspect.clamp(0.5, 2.5) } else { 1.5 };
        let edges = sound_edges(count, edges);
        let boxes = Boxes::new(radii);
        let forces = Forces::new(count, &edges);
        // The scale at which forces spread the nodes over as much of the plane as their boxes ask for.
        let scale = (boxes.area() * ROOM / (PI * forces.extent() * forces.extent())).sqrt();
        let scale = scale.clamp(0.1, 1000.0);
        let wide = aspect.sqrt();
        let stretch = [scale * wide, scale / wide];

        let start: Vec<Option<[f32; 2]>> = (0..count)
            .map(|node| {
                let [x, y] = (*start.get(node)?)?;
                let sound = x.is_finite() && y.is_finite();
                sound.then(|| [x.clamp(-1e5, 1e5), y.clamp(-1e5, 1e5)])
            })
            .collect();
        let known: Vec<bool> = start.iter().map(Option::is_some).collect();
        let pinned: Vec<bool> =
            (0..count).map(|node| known[node] && pinned.get(node).copied().unwrap_or(false)).collect();

        let unstretched: Vec<_> =
            start.iter().map(|start| start.map(|[x, y]| [x / stretch[0], y / stretch[1]])).collect();
        let places = place::first_places(&unstretched, &edges, *seed, forces.extent());
        let positions = (0..count)
            .map(|node| match start[node] {
                Some(place) if pinned[node] => place,
                _ => [places[node][0] * stretch[0], places[node][1] * stretch[1]],
            })
            .collect();

        let starts = known.iter().filter(|&&known| known).count();
        let warm = starts * 2 > count;
        Simulation {
            positions,
            boxes,
            stretch,
            turn: starts == 0,
            rounds: if warm { WARM_ROUNDS } else { COLD_ROUNDS },
            phase: if count == 0 { Phase::Settled } else { Phase::Forces { round: 0 } },
            forces: forces.begin(places, &pinned, if warm { 0.02 } else { 0.25 }),
            pinned,
            known,
        }
    }

    /// One iteration. Returns `false` once the layout has settled (further calls change nothing). A layout settles
    /// within 400 ticks.
    pub fn tick(&mut self) -> bool {
        self.phase = match self.phase {
            Phase::Forces { round } => {
                let cooling = (self.rounds - round) as f32 / self.rounds as f32;
                let moving = self.forces.step(cooling);
                if self.turn && round == self.rounds / 3 {
                    self.forces.turn_lengthwise();
                }
                self.take_positions();
                if moving && round + 1 < self.rounds {
                    Phase::Forces { round: round + 1 }
                } else {
                    Phase::Overlaps { round: 0 }
                }
            }
            Phase::Overlaps { round } => {
                let apart = overlap::push_apart(&mut self.positions, &self.boxes, &self.pinned, round);
                if apart || round + 1 == OVERLAP_ROUNDS {
                    Phase::Packing
                } else {
                    Phase::Overlaps { round: round + 1 }
                }
            }
            Phase::Packing => {
                overlap::place_anew(&mut self.positions, &self.boxes, &self.pinned);
                let parts = self.forces.components();
                pack::pack(&mut self.positions, &self.boxes, &parts, &self.pinned, &self.known, self.stretch);
                Phase::Settled
            }
            Phase::Settled => Phase::Settled,
        };
        self.phase != Phase::Settled
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
        for (node, place) in self.forces.places().enumerate() {
            if !self.pinned[node] {
                self.positions[node] = [place[0] * wide, place[1] * high];
            }
        }
    }
}

/// The ties that join two different nodes of the graph with a positive weight, the weight's square root taken and
/// divided by its mean: a tie of 31 sentences pulls more than one of 1, but not 31 times.
fn sound_edges(count: usize, edges: &[(u32, u32, f32)]) -> Vec<(u32, u32, f32)> {
    let mut sound: Vec<(u32, u32, f32)> = edges
        .iter()
        .filter(|&&(a, b, weight)| {
            a != b && (a.max(b) as usize) < count && weight.is_finite() && weight > 0.0
        })
        .map(|&(a, b, weight)| (a, b, weight.min(1e9).sqrt()))
        .collect();
    let mean = sound.iter().map(|edge| edge.2).sum::<f32>() / sound.len().max(1) as f32;
    for edge in &mut sound {
        edge.2 /= mean;
    }
    sound
}
