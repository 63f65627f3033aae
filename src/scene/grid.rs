//! Which items are near a place: an even grid over the plane.
//!
//! Items are listed by cell in one array, cell after cell and row after row, so that the cells of one row that a box
//! touches are one slice. A list of a cell is in order of the items' numbers.
//!
//! Why a grid and not a tree: nodes of a layout keep apart, so that cells fill evenly; it is built by counting, in
//! two passes without sorting. Where all nodes stand in one place a query is the linear scan, as it was without.

use super::Bounds;

/// Lists of items by the cells that they touch.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    low: [f32; 2],
    per_unit: f32,
    cells: [usize; 2],
    starts: Vec<u32>,
    items: Vec<u32>,
}

/// A segment may stray this far (in cells) from where rounding puts it.
const SLACK: f32 = 0.01;

impl Grid {
    /// A grid of about `cells` cells over `bounds` with the items `0..count`, each of which touches the cells on a
    /// segment (a point, where both ends are the same).
    pub(super) fn new(
        bounds: Bounds,
        cells: usize,
        count: usize,
        segment: &dyn Fn(usize) -> [[f32; 2]; 2],
    ) -> Grid {
        let [width, height] = [0, 1].map(|axis| bounds.high[axis] - bounds.low[axis]);
        let cells = cells.max(1) as f32;
        // A row of nodes has no area: its cells are as long as they would be in a square.
        let side = (width * height / cells).sqrt().max(width.max(height) / cells);
        let per_unit = if side > 0.0 { 1.0 / side } else { 0.0 };
        let along = |length: f32| (length * per_unit) as usize + 1;
        let cells = [along(width), along(height)];
        let mut grid = Grid {
            low: bounds.low,
            per_unit,
            cells,
            starts: vec![0; cells[0] * cells[1] + 1],
            items: Vec::new(),
        };
        let mut starts = std::mem::take(&mut grid.starts);
        for item in 0..count {
            grid.touched(segment(item), &mut |cell| starts[cell + 1] += 1);
        }
        for cell in 1..starts.len() {
            starts[cell] += starts[cell - 1];
        }
        let mut next = starts.clone();
        let mut items = vec![0; starts[starts.len() - 1] as usize];
        for item in 0..count {
            grid.touched(segment(item), &mut |cell| {
                items[next[cell] as usize] = item as u32;
                next[cell] += 1;
            });
        }
        Grid { starts, items, ..grid }
    }

    /// The items that touch the cells between two corners of an upright box, and some more; more than once where
    /// they touch several cells.
    pub(super) fn near(&self, low: [f32; 2], high: [f32; 2]) -> impl Iterator<Item = &[u32]> {
        let [first, last] = [low, high].map(|corner| [0, 1].map(|axis| self.cell(axis, corner[axis])));
        (first[1]..=last[1]).map(move |row| {
            let at = |column: usize| self.starts[row * self.cells[0] + column] as usize;
            &self.items[at(first[0])..at(last[0] + 1)]
        })
    }

    fn cell(&self, axis: usize, at: f32) -> usize {
        // Negative numbers become 0.
        (((at - self.low[axis]) * self.per_unit) as usize).min(self.cells[axis] - 1)
    }

    /// The cells on a segment, each once, and perhaps ones beside them.
    fn touched(&self, [a, b]: [[f32; 2]; 2], cell: &mut dyn FnMut(usize)) {
        let (a, b) = if a[1] <= b[1] { (a, b) } else { (b, a) };
        let [top, bottom] = [self.cell(1, a[1]), self.cell(1, b[1])];
        let slope = (b[0] - a[0]) / (b[1] - a[1]);
        let slack = if a == b { 0.0 } else { SLACK / self.per_unit };
        for row in top..=bottom {
            let [mut from, mut to] = [a[0], b[0]];
            // Where the line enters and leaves the row; the first and the last row have the ends themselves.
            let crossing = |row: usize| a[0] + (row as f32 / self.per_unit + self.low[1] - a[1]) * slope;
            if row > top {
                from = crossing(row);
            }
            if row < bottom {
                to = crossing(row + 1);
            }
            let left = self.cell(0, from.min(to) - slack);
            let right = self.cell(0, from.max(to) + slack);
            for column in left..=right {
                cell(row * self.cells[0] + column);
            }
        }
    }
}
