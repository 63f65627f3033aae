//! What a person points at or has chosen, and what is near it.

use serde::{Deserialize, Serialize};

use super::{Pick, Scene};
use crate::order::sorted;

/// What a person points at or has chosen. Neighbours of it keep full strength, the rest falls back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Highlight {
    /// Under the pointer or the keyboard's focus.
    pub hovered: Option<Pick>,
    /// Chosen.
    pub selected: Vec<Pick>,
}

/// How an item stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ring {
    /// It does not.
    None,
    /// Tied to what is hovered or selected.
    Near,
    /// Under the pointer or the keyboard's focus.
    Hovered,
    /// Chosen.
    Selected,
}

/// The items that stand out, each once, by index; the rest has [`Ring::None`].
#[derive(Clone, Debug, Default)]
pub(super) struct Focus {
    pub(super) nodes: Vec<(u32, Ring)>,
    pub(super) edges: Vec<(u32, Ring)>,
    /// Edges of what is selected, or selected themselves: they are drawn as curves. By index.
    pub(super) curved: Vec<u32>,
}

impl Focus {
    pub(super) fn new(scene: &Scene) -> Focus {
        let Focus { mut nodes, mut edges, mut curved } = Focus::default();
        let Highlight { hovered, selected } = &scene.highlight;
        let picks = selected.iter().map(|&pick| (pick, Ring::Selected));
        for (pick, ring) in picks.chain(hovered.map(|pick| (pick, Ring::Hovered))) {
            let before = edges.len();
            match pick {
                Pick::Node(node) => {
                    nodes.push((node, ring));
                    for &(edge, other) in scene.adjacency.of(node) {
                        nodes.push((other, Ring::Near));
                        edges.push((edge, Ring::Near));
                    }
                }
                Pick::Edge(edge) => {
                    edges.push((edge, ring));
                    let ends = scene.view.edges[edge as usize];
                    nodes.extend([ends.a, ends.b].map(|end| (end, Ring::Near)));
                }
            }
            if ring == Ring::Selected {
                curved.extend(edges[before..].iter().map(|&(edge, _)| edge));
            }
        }
        let mut curved = sorted(curved, u32::cmp);
        curved.dedup();
        Focus { nodes: strongest(nodes), edges: strongest(edges), curved }
    }

    /// Whether anything stands out, so that the rest falls back.
    pub(super) fn any(&self) -> bool {
        !self.nodes.is_empty()
    }

    pub(super) fn of_node(&self, node: u32) -> Ring {
        find(&self.nodes, node)
    }

    pub(super) fn of_edge(&self, edge: u32) -> Ring {
        find(&self.edges, edge)
    }
}

/// Sorts by index and keeps the strongest ring of each.
fn strongest(rings: Vec<(u32, Ring)>) -> Vec<(u32, Ring)> {
    let mut rings = sorted(rings, |a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    rings.dedup_by_key(|(item, _)| *item);
    rings
}

fn find(rings: &[(u32, Ring)], item: u32) -> Ring {
    rings.binary_search_by_key(&item, |&(item, _)| item).map_or(Ring::None, |at| rings[at].1)
}
