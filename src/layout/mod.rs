//! Where each node stands.
//!
//! **Invariant:** a layout is a pure function of its [`LayoutRequest`]: no clock, no ambient randomness, and only
//! arithmetic that gives the same bits natively and as wasm (`+ - * / sqrt`; nothing from libm).

use serde::{Deserialize, Serialize};

/// Everything a layout depends on. An equal request means nothing to do.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LayoutRequest {
    /// For each node, the radius it is drawn with in layout units (see [`crate::scene::radius`]).
    pub radii: Vec<f32>,
    /// Ties as `(a, b, weight)`, `a < b`, no duplicates.
    pub edges: Vec<(u32, u32, f32)>,
    /// For each node, where it stood before, if it did.
    pub start: Vec<Option<[f32; 2]>>,
    /// For each node, whether it must stay at its start.
    pub pinned: Vec<bool>,
    /// Chooses the first places of nodes without a start.
    pub seed: u64,
}

/// A layout under way.
#[derive(Clone, Debug)]
pub struct Simulation {
    positions: Vec<[f32; 2]>,
}

impl Simulation {
    /// Begins a layout: nodes stand at their start or at a seeded first place.
    pub fn new(request: &LayoutRequest) -> Self {
        Simulation { positions: request.radii.iter().enumerate().map(|(i, _)| [i as f32, 0.0]).collect() }
    }

    /// One iteration. Returns `false` once the layout has settled (further calls change nothing).
    pub fn tick(&mut self) -> bool {
        false
    }

    /// The positions, in layout units (a node of one mention has radius 4), y downwards.
    pub fn positions(&self) -> &[[f32; 2]] {
        &self.positions
    }
}
