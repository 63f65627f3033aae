//! By what two prints can be told to be of the same data and settings.

use crate::copies::Counted;
use crate::entities::Kind;
use crate::graph::{GraphView, ViewSettings};
use crate::ids::fnv1a;
use crate::layout::Mode;

/// How finely places are told apart: the fourth part of a layout unit, as in links.
const FINENESS: f32 = 4.0;

/// Twelve hexadecimal digits (48 bits of FNV-1a) over what is shown and how:
///
/// - of each node, in order: its key (name and kind), how often and in how many articles it is named, and its place to
///   a fourth of a layout unit;
/// - of each tie: its ends, its weight, and the windows that only refer to it;
/// - the number of articles, and all of [`ViewSettings`]: window, least weight, kinds, limit, focus, copies,
///   references, mode.
///
/// Not covered: camera, size, colours, what is chosen, which names are written, and which ties rest on doubtful links.
/// So a graph opened from a link has the fingerprint it was shared with, as far as references, which do not travel, were
/// not counted.
pub fn fingerprint(view: &GraphView, positions: &[[f32; 2]], settings: &ViewSettings) -> String {
    let ViewSettings { window, least_weight, kinds, limit, focus, copies, references, mode } = *settings;
    let chosen = Kind::ALL.into_iter().map(|kind| u32::from(kinds.contains(kind)));
    let focus = focus.map_or([0, 0, 0], |key| [1, key.0 as u32, (key.0 >> 32) as u32]);
    let how = [
        view.totals.documents,
        window as u32,
        least_weight,
        limit,
        u32::from(copies == Counted::Once),
        u32::from(references),
        view.nodes.len() as u32,
        view.edges.len() as u32,
    ];
    let nodes = view.nodes.iter().zip(positions).flat_map(|(node, place)| {
        let [x, y] = place.map(|length| (length * FINENESS).round() as i32 as u32);
        [node.key.0 as u32, (node.key.0 >> 32) as u32, node.mentions, node.documents, x, y]
    });
    // What was fingerprinted before there were modes keeps its fingerprint.
    let arranged = (mode != Mode::Balanced).then_some(mode as u32);
    let ties = view.edges.iter().flat_map(|edge| [edge.a, edge.b, edge.weight, edge.referred]);
    let all = how.into_iter().chain(chosen).chain(focus).chain(nodes).chain(ties).chain(arranged);
    let hash = fnv1a(all.flat_map(u32::to_le_bytes));
    // The lower bits of FNV-1a mix best; the upper ones are folded in.
    format!("{:012x}", (hash ^ (hash >> 48)) & 0xffff_ffff_ffff)
}
