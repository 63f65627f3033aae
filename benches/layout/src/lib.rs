//! The layout as wasm for Node.js: what `benches/layout/peers/coterie.mjs` measures.
#![cfg(target_arch = "wasm32")]

use coterie_layout::{LayoutRequest, Mode, Simulation};
use wasm_bindgen::prelude::*;

/// A layout under way.
#[wasm_bindgen]
pub struct Bench {
    simulation: Simulation,
}

#[wasm_bindgen]
impl Bench {
    /// Begins a layout from nothing. `ends` has two numbers a tie; `radii` one a node; `mode` is
    /// `balanced` or `communities`.
    #[wasm_bindgen(constructor)]
    pub fn new(ends: &[u32], weights: &[f32], radii: &[f32], mode: &str) -> Bench {
        let request = LayoutRequest {
            radii: radii.to_vec(),
            edges: ends
                .chunks_exact(2)
                .zip(weights)
                .map(|(ends, &weight)| (ends[0], ends[1], weight))
                .collect(),
            mode: if mode == "communities" { Mode::Communities } else { Mode::Balanced },
            // Peers lay out for a square, and stress knows no stretch.
            aspect: 1.0,
            ..LayoutRequest::default()
        };
        Bench { simulation: Simulation::new(&request) }
    }

    /// Goes on, at most this many ticks. Returns how many there were.
    pub fn tick(&mut self, most: u32) -> u32 {
        (0..most).find(|_| !self.simulation.tick()).map_or(most, |last| last + 1)
    }

    /// Whether nothing is left to do.
    pub fn settled(&self) -> bool {
        self.simulation.settled()
    }

    /// Whether forces are still at work: then a tick is one iteration of them.
    pub fn arranging(&self) -> bool {
        self.simulation.is_arranging()
    }

    /// Two numbers a node.
    pub fn positions(&self) -> Vec<f32> {
        self.simulation.positions().iter().flatten().copied().collect()
    }
}
