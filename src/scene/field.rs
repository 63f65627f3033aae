//! Where communities are: a small picture of the plane that lies behind the graph.
//!
//! How it works: each name spreads a bump of its community over the cells around it; a cell is the community's whose
//! bumps are highest there, by as much as they are above the next one's. So a community's land ends half way to its
//! neighbours', a name far from its own leaves no island of land in another's, and nothing is outlined that is one
//! name wide. The picture's size does not grow with the graph, and the GPU smooths it.

use super::{Bounds, Rgb, Scene};

/// Communities of fewer names than this have no land.
const FEWEST: usize = 4;
/// So many communities have land at most, the largest.
const MOST: u32 = 32;
/// Cells along the longer side.
const CELLS: f32 = 160.0;
/// How far a name's bump reaches, in mean distances of names.
const REACH: f32 = 1.25;
/// The least reach in layout units: a disc and the room around it.
const LEAST_REACH: f32 = 48.0;

/// The colours of communities: calm, of about one lightness, and told apart by people who see fewer colours by the
/// order of neighbours rather than by hue alone: land is bounded by a line.
pub const LANDS: [Rgb; 8] = [
    [0x5b, 0x8d, 0xd9],
    [0xe0, 0x9f, 0x3e],
    [0x4f, 0xb0, 0x8c],
    [0xc9, 0x6b, 0xa8],
    [0x9a, 0xa8, 0x3a],
    [0x8f, 0x7a, 0xd6],
    [0xd0, 0x7a, 0x5c],
    [0x4b, 0xae, 0xc4],
];

/// A small picture of the plane.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Field {
    /// The part of the plane that it covers, in layout units.
    pub bounds: Option<Bounds>,
    /// Columns and rows.
    pub size: [u32; 2],
    /// For each cell, row after row: red, green and blue times strength, and strength (0 to 255). Land ends where
    /// strength is a half.
    pub cells: Vec<[u8; 4]>,
}

impl Scene {
    /// Where communities are; nothing where they are not shown or none has enough names.
    pub fn field(&self) -> Field {
        let members = self.members();
        let Some(bounds) = self.extent().map(|extent| extent.bounds).filter(|_| !members.is_empty()) else {
            return Field::default();
        };
        let span = [0, 1].map(|axis| bounds.high[axis] - bounds.low[axis]);
        let spacing = (span[0] * span[1] / self.positions.len() as f32).sqrt();
        let longer = span[0].max(span[1]);
        // A bump is at least two cells wide on each side, or it would fall between them.
        let reach = (spacing * REACH).max(LEAST_REACH).max(longer * 2.2 / CELLS);
        let low = bounds.low.map(|side| side - reach);
        let high = bounds.high.map(|side| side + reach);
        let side = (longer + 2.0 * reach) / CELLS;
        let [columns, rows] = [0, 1].map(|axis| ((high[axis] - low[axis]) / side) as usize + 1);
        let mut land = Land::new(columns, rows);
        for (community, nodes) in members {
            for &node in &nodes {
                let at = self.positions[node as usize];
                land.raise([0, 1].map(|axis| (at[axis] - low[axis]) / side - 0.5), reach / side);
            }
            land.take(community);
        }
        let high = [low[0] + columns as f32 * side, low[1] + rows as f32 * side];
        Field {
            bounds: Some(Bounds { low, high }),
            size: [columns as u32, rows as u32],
            cells: land.cells.iter().map(Cell::color).collect(),
        }
    }

    /// The communities that have land, and their nodes.
    fn members(&self) -> Vec<(u32, Vec<u32>)> {
        if !self.communities {
            return Vec::new();
        }
        let mut members: Vec<(u32, Vec<u32>)> = (0..MOST).map(|community| (community, Vec::new())).collect();
        for (index, node) in self.view.nodes.iter().enumerate() {
            if let Some((_, nodes)) = members.get_mut(node.community as usize) {
                nodes.push(index as u32);
            }
        }
        members.retain(|(_, nodes)| nodes.len() >= FEWEST);
        // One community alone says nothing.
        if members.len() > 1 { members } else { Vec::new() }
    }
}

/// Whose a cell is, and how high the bumps on it are: the highest community's and the next one's.
#[derive(Clone, Copy, Default)]
struct Cell {
    community: u32,
    highest: f32,
    next: f32,
}

impl Cell {
    fn color(&self) -> [u8; 4] {
        // A bump is 1 high: land ends where a lone name's has a third of it, and where two lands thin out together.
        let strength = ((self.highest - self.next * 0.5) * 1.5).clamp(0.0, 1.0);
        let [red, green, blue] = LANDS[self.community as usize % LANDS.len()];
        [red, green, blue, 255].map(|channel| (f32::from(channel) * strength).round() as u8)
    }
}

/// Cells, and the bumps of the community that is being spread.
struct Land {
    columns: usize,
    rows: usize,
    cells: Vec<Cell>,
    bumps: Vec<f32>,
    /// The cells that the bumps are on: least and greatest column and row.
    touched: [[usize; 2]; 2],
}

impl Land {
    fn new(columns: usize, rows: usize) -> Land {
        let cells = vec![Cell::default(); columns * rows];
        Land { columns, rows, cells, bumps: vec![0.0; columns * rows], touched: [[usize::MAX; 2], [0; 2]] }
    }

    /// Adds a bump at a place, both in cells: (1 - d²)², which needs no exponential.
    fn raise(&mut self, at: [f32; 2], reach: f32) {
        let last = [self.columns - 1, self.rows - 1];
        let low = at.map(|side| (side - reach).max(0.0) as usize);
        let high = [0, 1].map(|axis| ((at[axis] + reach) as usize).min(last[axis]));
        for row in low[1]..=high[1] {
            for column in low[0]..=high[0] {
                let [dx, dy] = [(column as f32 - at[0]) / reach, (row as f32 - at[1]) / reach];
                let left = (1.0 - dx * dx - dy * dy).max(0.0);
                self.bumps[row * self.columns + column] += left * left;
            }
        }
        for axis in 0..2 {
            self.touched[0][axis] = self.touched[0][axis].min(low[axis]);
            self.touched[1][axis] = self.touched[1][axis].max(high[axis]);
        }
    }

    /// Gives the community the cells where its bumps are highest, and takes them away.
    fn take(&mut self, community: u32) {
        let [low, high] = std::mem::replace(&mut self.touched, [[usize::MAX; 2], [0; 2]]);
        for row in low[1]..=high[1] {
            for column in low[0]..=high[0] {
                let at = row * self.columns + column;
                let height = std::mem::take(&mut self.bumps[at]);
                let cell = &mut self.cells[at];
                if height > cell.highest {
                    *cell = Cell { community, highest: height, next: cell.highest };
                } else {
                    cell.next = cell.next.max(height);
                }
            }
        }
    }
}
