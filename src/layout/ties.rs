//! The ties of a graph, as layouts use them.

use super::sorting;

/// For each node, its ties: a graph in compressed rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ties {
    starts: Vec<u32>,
    /// The node at the other end, and the tie's pull (1 is the mean).
    ends: Vec<(u32, f32)>,
}

impl Ties {
    /// Of ties `(a, b, weight)`. Those to a missing node or from a node to itself, and those without a finite positive
    /// weight, are left out; of two between the same nodes the heavier stands. The pull is the weight's square root
    /// over the mean of them: a tie of 31 sentences pulls more than one of 1, but not 31 times.
    pub(crate) fn new(count: usize, edges: &[(u32, u32, f32)]) -> Ties {
        let sound = |&&(a, b, weight): &&(u32, u32, f32)| {
            a != b && (a.max(b) as usize) < count && weight.is_finite() && weight > 0.0
        };
        let sound: Vec<&(u32, u32, f32)> = edges.iter().filter(sound).collect();
        let pull = |at: u32| sound[at as usize].2.min(1e9).sqrt();
        // By both ends, the heavier of two before the other.
        let mut order: Vec<(u64, u32)> = (sound.iter().enumerate())
            .flat_map(|(at, (a, b, _))| {
                [(sorting::of_two(*a, *b), at as u32), (sorting::of_two(*b, *a), at as u32)]
            })
            .collect();
        sorting::sort(&mut order);
        for same in order.chunk_by_mut(|one, other| one.0 == other.0) {
            let heaviest = same.iter().fold(0.0, |most: f32, (_, at)| most.max(pull(*at)));
            if let Some(at) = same.iter().position(|(_, at)| pull(*at) == heaviest) {
                same.swap(0, at);
            }
        }
        order.dedup_by_key(|tie| tie.0);
        let mean = order.iter().map(|(_, at)| f64::from(pull(*at))).sum::<f64>() / order.len().max(1) as f64;
        let mut starts = vec![0u32; count + 1];
        for (ends, _) in &order {
            starts[(ends >> 32) as usize + 1] += 1;
        }
        for node in 0..count {
            starts[node + 1] += starts[node];
        }
        let ends = order.iter().map(|&(ends, at)| (ends as u32, pull(at) / mean as f32)).collect();
        Ties { starts, ends }
    }

    /// The same among `nodes` (ascending, none of their ties leads to others), counted anew from 0.
    pub(crate) fn only(&self, nodes: &[u32]) -> Ties {
        let mut index = vec![0u32; self.count()];
        for (at, &node) in nodes.iter().enumerate() {
            index[node as usize] = at as u32;
        }
        let mut ties = Ties { starts: vec![0], ends: Vec::with_capacity(self.ends.len()) };
        for &node in nodes {
            ties.ends.extend(self.of(node).iter().map(|&(other, pull)| (index[other as usize], pull)));
            ties.starts.push(ties.ends.len() as u32);
        }
        ties
    }

    /// How many nodes there are.
    pub(crate) fn count(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// How many ties there are, each counted at both its ends.
    pub(crate) fn ends(&self) -> usize {
        self.ends.len()
    }

    /// The ties of a node, by the node at their other ends.
    pub(crate) fn of(&self, node: u32) -> &[(u32, f32)] {
        &self.ends[self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize]
    }

    /// How many nodes a node is tied to.
    pub(crate) fn degree(&self, node: u32) -> u32 {
        self.starts[node as usize + 1] - self.starts[node as usize]
    }

    /// Over how many ties each node is reached from `source`, at most 255; `u8::MAX` where no way leads. `queue` is a
    /// buffer.
    pub(crate) fn hops(&self, source: u32, hops: &mut Vec<u8>, queue: &mut Vec<u32>) {
        hops.clear();
        hops.resize(self.count(), u8::MAX);
        hops[source as usize] = 0;
        queue.clear();
        queue.push(source);
        let mut at = 0;
        while let Some(&node) = queue.get(at) {
            at += 1;
            let next = hops[node as usize].saturating_add(1).min(u8::MAX - 1);
            for &(other, _) in self.of(node) {
                if hops[other as usize] == u8::MAX {
                    hops[other as usize] = next;
                    queue.push(other);
                }
            }
        }
    }

    /// The nodes of each component, ascending; the largest component first, ties by their first node.
    pub(crate) fn components(&self) -> Vec<Vec<u32>> {
        let mut seen = vec![false; self.count()];
        let mut parts = Vec::new();
        for first in 0..self.count() as u32 {
            if std::mem::replace(&mut seen[first as usize], true) {
                continue;
            }
            let mut part = vec![first];
            let mut at = 0;
            while let Some(&node) = part.get(at) {
                at += 1;
                for &(other, _) in self.of(node) {
                    if !std::mem::replace(&mut seen[other as usize], true) {
                        part.push(other);
                    }
                }
            }
            parts.push(part);
        }
        let mut order: Vec<(u64, u32)> = (parts.iter().enumerate())
            .map(|(index, part)| (sorting::of_two(u32::MAX - part.len() as u32, part[0]), index as u32))
            .collect();
        sorting::sort(&mut order);
        let mut parts: Vec<Vec<u32>> =
            order.iter().map(|&(_, index)| std::mem::take(&mut parts[index as usize])).collect();
        for part in &mut parts {
            let mut nodes: Vec<(u64, u32)> = part.iter().map(|&node| (node.into(), node)).collect();
            sorting::sort(&mut nodes);
            part.clear();
            part.extend(nodes.iter().map(|&(_, node)| node));
        }
        parts
    }
}
