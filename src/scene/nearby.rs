//! What is near a place, and what is seen: through grids that are built when they pay.
//!
//! While nodes move, a query or two are answered by looking at everything; when a third comes for the same places, a
//! grid is built for it and those that follow. Both ways give the same.

use std::cell::{Cell, OnceCell};

use super::grid::Grid;
use super::{Bounds, LARGEST, Scene};

/// The grids over nodes and edges as they stand; another one when they move.
#[derive(Clone, Debug, Default)]
pub(super) struct Nearby {
    nodes: Lazy,
    edges: Lazy,
}

/// A grid that is built when it is asked for the third time.
#[derive(Clone, Debug, Default)]
struct Lazy {
    asked: Cell<u8>,
    grid: OnceCell<Grid>,
}

/// How far the graph reaches.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    /// Around the nodes' centres.
    pub(super) bounds: Bounds,
    /// The mean of the edges' lengths, or near it: not all are measured.
    pub(super) length: f32,
}

/// About so many edges tell how long they are.
const SAMPLE: usize = 1024;
/// Nodes in a cell where they are spread evenly.
const NODES_PER_CELL: usize = 4;
/// Edges for each cell: each edge touches several, and lists them all.
const EDGES_PER_CELL: usize = 128;
/// So many cells are along an edge of mean length at most, or lists would grow with the square root of their number.
const CELLS_PER_EDGE: f32 = 10.0;

/// Numbers below `count`, each once and in order: by a bit for each of them, for a frame has no time for sorting.
pub(super) fn ascending(count: usize, numbers: &mut dyn Iterator<Item = u32>) -> Vec<u32> {
    let mut words = vec![0u64; count / 64 + 1];
    for number in numbers {
        words[number as usize / 64] |= 1 << (number % 64);
    }
    let mut found = Vec::new();
    for (at, mut word) in (0..).zip(words) {
        while word != 0 {
            found.push(at * 64 + word.trailing_zeros());
            word &= word - 1;
        }
    }
    found
}

impl Lazy {
    fn get(&self, build: impl FnOnce() -> Option<Grid>) -> Option<&Grid> {
        if self.grid.get().is_none() {
            self.asked.set(self.asked.get().saturating_add(1));
            if self.asked.get() > 2
                && let Some(grid) = build()
            {
                return Some(self.grid.get_or_init(|| grid));
            }
        }
        self.grid.get()
    }
}

impl Scene {
    /// How far the graph reaches, if there is one.
    pub(super) fn extent(&self) -> Option<Extent> {
        *self.extent.get_or_init(|| {
            let bounds = Bounds::around(self.positions.iter().copied())?;
            let edges = self.view.edges.len();
            let step = (edges / SAMPLE).max(1);
            let sample = (0..edges).step_by(step).map(|edge| {
                let [a, b] = self.ends(edge as u32);
                let [dx, dy] = [a[0] - b[0], a[1] - b[1]];
                (dx * dx + dy * dy).sqrt()
            });
            let measured = edges.div_ceil(step).max(1);
            Some(Extent { bounds, length: sample.sum::<f32>() / measured as f32 })
        })
    }

    /// Calls `visit` for each node in the upright box between two corners in layout units, and for some others, in
    /// any order.
    pub(super) fn nodes_near(&self, low: [f32; 2], high: [f32; 2], visit: &mut dyn FnMut(u32)) {
        match self.node_grid() {
            Some(grid) => grid.near(low, high).flatten().for_each(|&node| visit(node)),
            None => (0..self.positions.len() as u32).for_each(visit),
        }
    }

    /// Calls `visit` for each edge that crosses the upright box between two corners in layout units, and for some
    /// others, in any order and perhaps more than once.
    pub(super) fn edges_near(&self, low: [f32; 2], high: [f32; 2], visit: &mut dyn FnMut(u32)) {
        let count = self.view.edges.len();
        let grid = self.nearby.edges.get(|| {
            let Extent { bounds, length } = self.extent()?;
            let [width, height] = [0, 1].map(|axis| (bounds.high[axis] - bounds.low[axis]) / length.max(1.0));
            let most = (width * height * CELLS_PER_EDGE * CELLS_PER_EDGE) as usize;
            let cells = (count / EDGES_PER_CELL).min(most);
            Some(Grid::new(bounds, cells, count, &|edge| self.ends(edge as u32)))
        });
        match grid {
            // Where a box takes in much of the graph, cells name edges many times over.
            Some(grid) if grid.near(low, high).map(<[u32]>::len).sum::<usize>() < count => {
                grid.near(low, high).flatten().for_each(|&edge| visit(edge));
            }
            _ => (0..count as u32).for_each(visit),
        }
    }

    fn node_grid(&self) -> Option<&Grid> {
        let count = self.positions.len();
        self.nearby.nodes.get(|| {
            let bounds = self.extent()?.bounds;
            Some(Grid::new(bounds, count / NODES_PER_CELL, count, &|node| [self.positions[node]; 2]))
        })
    }

    /// The nodes whose discs are on the canvas at least in part, in order, and so most mentions first: at most
    /// `limit` of them.
    pub fn nodes_seen(&self, limit: usize) -> Vec<u32> {
        let margin = self.camera.disc_radius(LARGEST) / self.camera.zoom;
        let [low, high] = [[0.0; 2], self.viewport].map(|corner| self.to_world(corner));
        let low = low.map(|side| side - margin);
        let high = high.map(|side| side + margin);
        let seen = |node: &u32| {
            let [x, y] = self.to_screen(self.positions[*node as usize]);
            let radius = self.radius_on_screen(*node);
            x + radius > 0.0
                && y + radius > 0.0
                && x - radius < self.viewport[0]
                && y - radius < self.viewport[1]
        };
        let count = self.positions.len();
        if let Some(grid) = self.node_grid() {
            let near: usize = grid.near(low, high).map(<[u32]>::len).sum();
            // Where many are seen, the first `limit` of them come early among all.
            if near.saturating_mul(near) < limit.saturating_mul(count) {
                let mut nodes = ascending(count, &mut grid.near(low, high).flatten().copied().filter(seen));
                nodes.truncate(limit);
                return nodes;
            }
        }
        (0..count as u32).filter(seen).take(limit).collect()
    }
}
