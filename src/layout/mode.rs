//! What a picture should show, and what forces make it so.

use serde::{Deserialize, Serialize};

use super::{LayoutRequest, sorting, within};

/// What the places of names tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Mode {
    /// How far apart names are in the graph, near and far alike.
    #[default]
    Balanced,
    /// Who belongs together: names that many ties join stand close, with room between the groups.
    Communities,
    /// People, organisations, places, …, a column for each kind.
    ByKind,
    /// When: from those named earliest, on the left, to those named latest.
    ByTime,
}

impl Mode {
    /// All modes, as they are offered.
    pub const ALL: [Mode; 4] = [Mode::Balanced, Mode::Communities, Mode::ByKind, Mode::ByTime];
}

/// The strengths of the forces, in units in which nodes push each other with ten times the product of their masses
/// over their distance.
///
/// Found by search on generated graphs of 1,500 to 10,000 nodes with planted communities, and checked on the
/// benchmark's: for the balanced picture the best neighbourhoods at a stress well below that of ForceAtlas2, for
/// communities the best neighbourhoods and purity not above it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Strengths {
    /// Of a tie's pull for each unit of its length.
    pub(crate) long: f32,
    /// Of the pull that lets go of what is far, at its strongest, for each unit of the picture's extent.
    pub(crate) short: f32,
    /// The length of a tie at which that pull is strongest.
    pub(crate) reach: f32,
    /// Of a pull that stays the same however long the tie, as a part of `short`.
    pub(crate) steady: f32,
    /// Of springs to pivots.
    pub(crate) spring: f32,
    /// Of gravity.
    pub(crate) gravity: f32,
    /// Of the pull to the line that a mode gives a node.
    pub(crate) line: f32,
}

impl Strengths {
    pub(crate) fn of(mode: Mode) -> Strengths {
        let [long, short, reach, steady, spring, gravity, line] = match mode {
            Mode::Balanced => [0.1, 0.5, 40.0, 0.0, 0.2, 0.1, 0.0],
            Mode::Communities => [0.1, 0.75, 40.0, 0.08, 0.15, 0.1, 0.0],
            Mode::ByKind | Mode::ByTime => [0.1, 0.2, 40.0, 0.0, 0.05, 0.1, 4.0],
        };
        Strengths { long, short, reach, steady, spring, gravity, line }
    }
}

/// How far columns or times reach to either side, as a part of the extent: somewhat wider than the picture is high.
const WIDTH: f32 = 2.6;

/// Where the mode wants each of `nodes` across the picture, in extents from its middle; empty where it leaves that to the
/// forces.
pub(crate) fn lines(request: &LayoutRequest, nodes: &[u32]) -> Vec<f32> {
    match request.mode {
        Mode::Balanced | Mode::Communities => Vec::new(),
        Mode::ByKind => columns(nodes.iter().map(|&node| request.kinds.get(node as usize).copied())),
        Mode::ByTime => times(nodes.iter().map(|&node| request.times.get(node as usize).copied())),
    }
}

/// The middle of each node's column. Columns stand in order of kind, each as wide as its share of the nodes asks for;
/// none is wider than three times the mean.
fn columns(kinds: impl Iterator<Item = Option<u8>>) -> Vec<f32> {
    let kinds: Vec<u8> = kinds.map(|kind| kind.unwrap_or(u8::MAX)).collect();
    let mut widths = [0.0f32; 256];
    for &kind in &kinds {
        widths[kind as usize] += 1.0;
    }
    let present = widths.iter().filter(|width| **width > 0.0).count().max(1) as f32;
    let mean = kinds.len() as f32 / present;
    for width in widths.iter_mut().filter(|width| **width > 0.0) {
        *width = within(*width, mean / 3.0, mean * 3.0);
    }
    let all: f32 = widths.iter().sum();
    let mut left = 0.0;
    let middles = widths.map(|width| {
        let middle = left + width * 0.5;
        left += width;
        (2.0 * middle / all - 1.0) * WIDTH
    });
    kinds.iter().map(|&kind| middles[kind as usize]).collect()
}

/// Each node's part of the way from the first to the last, by rank: as many stand left of the middle as right of it,
/// and those of one time stand on one line. NaN for those without a time.
fn times(times: impl Iterator<Item = Option<f32>>) -> Vec<f32> {
    let times: Vec<f32> = times.map(|time| time.unwrap_or(f32::NAN)).collect();
    let known = (0..times.len()).filter(|&node| times[node].is_finite());
    let mut known: Vec<(u64, u32)> =
        known.map(|node| (sorting::of_number(times[node]).into(), node as u32)).collect();
    sorting::sort(&mut known);
    let mut lines = vec![f32::NAN; times.len()];
    let last = known.len().saturating_sub(1).max(1) as f32;
    let mut from = 0;
    for same in known.chunk_by(|a, b| a.0 == b.0) {
        let middle = from as f32 + (same.len() - 1) as f32 * 0.5;
        for &(_, node) in same {
            lines[node as usize] = (2.0 * middle / last - 1.0) * WIDTH;
        }
        from += same.len();
    }
    lines
}

/// Puts nodes without a start on their lines.
pub(crate) fn begin_at(places: &mut [[f32; 2]], starts: &[Option<[f32; 2]>], lines: &[f32], extent: f32) {
    for ((place, start), line) in places.iter_mut().zip(starts).zip(lines) {
        if start.is_none() && line.is_finite() {
            // Still as wide apart as they stood, so that forces can tell them.
            place[0] = line * extent + place[0] * 0.1;
        }
    }
}
