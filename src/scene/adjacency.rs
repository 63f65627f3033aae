//! Who is tied to whom.

use crate::graph::GraphView;

/// For each node, its edges and the nodes at their other ends, heaviest edge first.
#[derive(Clone, Debug, Default)]
pub(super) struct Adjacency {
    starts: Vec<u32>,
    ends: Vec<(u32, u32)>,
}

impl Adjacency {
    /// `by_weight` lists all edges of `view`, whose ends exist and differ.
    pub(super) fn new(view: &GraphView, by_weight: &[u32]) -> Self {
        let both = |edge: u32| {
            let ends = &view.edges[edge as usize];
            [(ends.a, ends.b), (ends.b, ends.a)]
        };
        let mut starts = vec![0u32; view.nodes.len() + 1];
        for (node, _) in by_weight.iter().flat_map(|&edge| both(edge)) {
            starts[node as usize + 1] += 1;
        }
        for node in 1..starts.len() {
            starts[node] += starts[node - 1];
        }
        let mut next = starts.clone();
        let mut ends = vec![(0, 0); by_weight.len() * 2];
        for &edge in by_weight {
            for (node, other) in both(edge) {
                ends[next[node as usize] as usize] = (edge, other);
                next[node as usize] += 1;
            }
        }
        Adjacency { starts, ends }
    }

    /// `(edge, other node)` of each edge of `node`.
    pub(super) fn of(&self, node: u32) -> &[(u32, u32)] {
        match self.starts.get(node as usize..node as usize + 2) {
            Some(&[start, end]) => &self.ends[start as usize..end as usize],
            _ => &[],
        }
    }
}
