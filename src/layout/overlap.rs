//! Pushes discs, and the room for their names, apart.
//!
//! Each node is a box: its disc with a margin, wider and deeper in small graphs so that a name fits below the disc.
//! First all overlapping pairs are pushed apart along their shorter way, round after round, while the whole grows
//! a little; what then still overlaps (seldom) is placed anew, each in the nearest gap, so that the guarantee holds.
//!
//! **Invariant:** afterwards no two discs overlap, unless both are pinned.

use std::collections::BTreeMap;

use super::{sorting, within};

/// Free space around a disc, in layout units.
const MARGIN: f32 = 4.0;
/// Half the width kept for a name, and its height, in layout units.
const NAME: [f32; 2] = [42.0, 15.0];
/// Graphs with no more nodes than the first keep room for every name; beyond the second, for none.
const NAMED: [f32; 2] = [120.0, 1000.0];

/// How much of the room for a name each node of a graph of so many gets: 1 (all of it) to 0.
pub(crate) fn room_for_names(nodes: usize) -> f32 {
    within((NAMED[1] - nodes as f32) / (NAMED[1] - NAMED[0]), 0.0, 1.0)
}

/// How far a node's box reaches from its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extent {
    side: f32,
    up: f32,
    down: f32,
}

/// The boxes of all nodes.
#[derive(Clone, Debug)]
pub(crate) struct Boxes {
    extents: Vec<Extent>,
    /// The side of a cell in which any box overlaps only neighbours.
    cell: f32,
}

impl Boxes {
    pub(crate) fn new(radii: &[f32]) -> Self {
        let room = room_for_names(radii.len());
        let extents: Vec<Extent> = radii
            .iter()
            .map(|&radius| {
                let radius = if radius.is_finite() { within(radius, 0.0, 1000.0) } else { 4.0 };
                let around = radius + MARGIN;
                let side = around + room * (NAME[0] - around).max(0.0);
                Extent { side, up: around, down: around + room * NAME[1] }
            })
            .collect();
        let cell = (extents.iter())
            .fold(1.0f32, |cell, extent| cell.max(2.0 * extent.side).max(extent.up + extent.down));
        Boxes { extents, cell }
    }

    /// The width and height that hold the box of each of `nodes`; at least 1 by 1.
    pub(crate) fn largest(&self, nodes: &[u32]) -> [f32; 2] {
        nodes.iter().map(|&node| self.extents[node as usize]).fold([1.0; 2], |[width, height], extent| {
            [width.max(2.0 * extent.side), height.max(extent.up + extent.down)]
        })
    }

    /// The area of the boxes of `nodes`.
    pub(crate) fn area(&self, nodes: &[u32]) -> f32 {
        let extents = nodes.iter().map(|&node| self.extents[node as usize]);
        extents.map(|extent| 2.0 * extent.side * (extent.up + extent.down)).sum()
    }

    /// By how much the boxes of two nodes overlap across and down; both positive when they do.
    fn overlap(&self, a: usize, at: [f32; 2], b: usize, other: [f32; 2]) -> [f32; 2] {
        let [a, b] = [self.extents[a], self.extents[b]];
        let across = a.side + b.side - (at[0] - other[0]).abs();
        let down = if at[1] < other[1] { a.down + b.up } else { a.up + b.down } - (at[1] - other[1]).abs();
        [across, down]
    }

    fn cell_of(&self, [x, y]: [f32; 2]) -> [i32; 2] {
        let cell = |along: f32| within((along / self.cell).floor(), -1e9, 1e9) as i32;
        [cell(x), cell(y)]
    }
}

/// One round of pushing. Returns whether nothing overlapped.
pub(crate) fn push_apart(
    positions: &mut [[f32; 2]],
    nodes: &[u32],
    boxes: &Boxes,
    pinned: &[bool],
    round: u32,
) -> bool {
    let key = |[column, row]: [i32; 2]| sorting::of_two(sorting::of_signed(column), sorting::of_signed(row));
    let mut order: Vec<(u64, u32)> =
        nodes.iter().map(|&node| (key(boxes.cell_of(positions[node as usize])), node)).collect();
    sorting::sort(&mut order);
    let mut apart = true;
    // Of the next column, those beside the cell at hand: both move on together.
    let mut beside = 0;
    for (rank, &(cell, node)) in order.iter().enumerate() {
        let next_column = cell + (1 << 32);
        while order.get(beside).is_some_and(|(other, _)| *other < next_column - 1) {
            beside += 1;
        }
        let below = (order[rank + 1..].iter()).take_while(|(other, _)| *other <= cell + 1);
        let right = order[beside..].iter().take_while(|(other, _)| *other <= next_column + 1);
        for &(_, other) in below.chain(right) {
            apart &= !push_pair(positions, boxes, pinned, node as usize, other as usize);
        }
    }
    if !apart && round >= 12 && !pinned.contains(&true) {
        for place in positions {
            *place = [place[0] * 1.01, place[1] * 1.01];
        }
    }
    apart
}

/// Pushes two nodes apart if their boxes overlap. Returns whether they did.
fn push_pair(positions: &mut [[f32; 2]], boxes: &Boxes, pinned: &[bool], a: usize, b: usize) -> bool {
    let overlap = boxes.overlap(a, positions[a], b, positions[b]);
    if overlap[0] <= 0.0 || overlap[1] <= 0.0 || (pinned[a] && pinned[b]) {
        return false;
    }
    let axis = usize::from(overlap[1] < overlap[0]);
    let way = overlap[axis] + 0.05;
    let sign = match positions[a][axis].total_cmp(&positions[b][axis]) {
        std::cmp::Ordering::Less => -1.0,
        std::cmp::Ordering::Greater => 1.0,
        std::cmp::Ordering::Equal => {
            if a < b {
                -1.0
            } else {
                1.0
            }
        }
    };
    let share = match (pinned[a], pinned[b]) {
        (true, _) => 0.0,
        (_, true) => 1.0,
        _ => 0.5,
    };
    positions[a][axis] += sign * way * share;
    positions[b][axis] -= sign * way * (1.0 - share);
    true
}

/// Moves each free node whose box still overlaps that of an earlier one to the nearest gap.
pub(crate) fn place_anew(positions: &mut [[f32; 2]], nodes: &[u32], boxes: &Boxes, pinned: &[bool]) {
    let mut taken = Taken::new(boxes);
    let nodes = nodes.iter().map(|&node| node as usize);
    for node in nodes.clone().filter(|&node| pinned[node]) {
        taken.insert(node, positions[node]);
    }
    for node in nodes.filter(|&node| !pinned[node]) {
        let from = positions[node];
        let step = boxes.extents[node].side;
        let mut ring = 0;
        while !taken.is_free(node, positions[node]) {
            // The corners and sides of ever larger squares around where it stood.
            let (radius, at) = (1 + ring / 16, ring % 16);
            let [dx, dy] = SQUARE[at];
            positions[node] = [from[0] + dx * step * radius as f32, from[1] + dy * step * radius as f32];
            ring += 1;
        }
        taken.insert(node, positions[node]);
    }
}

/// Sixteen points around a square of half-side 1.
const SQUARE: [[f32; 2]; 16] = [
    [1.0, 0.0],
    [-1.0, 0.0],
    [0.0, 1.0],
    [0.0, -1.0],
    [1.0, 1.0],
    [-1.0, -1.0],
    [1.0, -1.0],
    [-1.0, 1.0],
    [1.0, 0.5],
    [-1.0, -0.5],
    [0.5, 1.0],
    [-0.5, -1.0],
    [1.0, -0.5],
    [-1.0, 0.5],
    [0.5, -1.0],
    [-0.5, 1.0],
];

/// The boxes placed so far, to find gaps between them.
pub(crate) struct Taken<'a> {
    boxes: &'a Boxes,
    cells: BTreeMap<[i32; 2], Vec<(usize, [f32; 2])>>,
}

impl<'a> Taken<'a> {
    pub(crate) fn new(boxes: &'a Boxes) -> Self {
        Taken { boxes, cells: BTreeMap::new() }
    }

    pub(crate) fn insert(&mut self, node: usize, at: [f32; 2]) {
        self.cells.entry(self.boxes.cell_of(at)).or_default().push((node, at));
    }

    /// Whether the box of `node` at `at` overlaps none of those placed.
    pub(crate) fn is_free(&self, node: usize, at: [f32; 2]) -> bool {
        let [column, row] = self.boxes.cell_of(at);
        (column - 1..=column + 1).all(|column| {
            let cells = self.cells.range([column, row - 1]..=[column, row + 1]);
            cells.flat_map(|(_, placed)| placed).all(|&(other, place)| {
                let [across, down] = self.boxes.overlap(node, at, other, place);
                across <= 0.0 || down <= 0.0
            })
        })
    }
}
