//! Which names keep company: communities of a weighted graph by modularity.
//!
//! Method: the Leiden algorithm (Traag, Waltman and van Eck, *From Louvain to Leiden: guaranteeing well-connected
//! communities*, Scientific Reports 9, 2019) at resolution 1. One level is: move nodes between communities while that
//! gains modularity; refine each community into well-connected parts; make each part one node of a smaller network, and
//! go on there. Where the authors draw lots, we take the best, and of equals the first: nodes come in order of index.
//!
//! **Invariant:** communities are a pure function of the set of ties. Every community is connected.

use std::collections::VecDeque;

/// How often the whole of it runs anew from where it ended. The later rounds gain little.
const ROUNDS: usize = 2;
/// A move must gain more than this share of the node's own strength: less is rounding.
const LEAST_GAIN: f64 = 1e-9;

/// For each of `count` nodes the number of its community: 0 is the one of most nodes, and of equally large ones the one
/// with the first node; nodes without a tie come last, each by itself.
///
/// Edges are `(a, b, weight)` in any order; the weights of repeated ones add up. Loops, edges of no weight and edges to
/// nodes that are not there are passed over.
///
/// ```
/// use coterie::graph::communities;
/// let two_pairs = [(0, 1, 5), (2, 3, 5), (1, 2, 1)];
/// assert_eq!(communities(5, &two_pairs), [0, 0, 1, 1, 2]);
/// ```
pub fn communities(count: usize, edges: &[(u32, u32, u32)]) -> Vec<u32> {
    let network = Network::new(count, edges);
    let mut found: Vec<u32> = (0..count as u32).collect();
    for _ in 0..ROUNDS {
        let next = network.connected_parts(&leiden(&network, &found));
        let gain = network.modularity(&next) - network.modularity(&found);
        if gain <= LEAST_GAIN {
            break;
        }
        found = next;
    }
    network.by_size(&found)
}

/// Newman's modularity of a division of nodes into groups, −0.5 to 1: the share of weight within groups, less what it
/// would be if ties fell as the nodes' strengths alone have it. 0 without ties. Edges as in [`communities`]; a node
/// beyond `groups` is passed over with its edges.
pub fn modularity(edges: &[(u32, u32, u32)], groups: &[u32]) -> f64 {
    Network::new(groups.len(), edges).modularity(&dense(groups).0)
}

/// Nodes with weighted neighbours. Loops show in `strength` alone.
struct Network {
    /// Where each node's neighbours begin in `ends`; one more than there are nodes.
    first: Vec<u32>,
    /// `(neighbour, weight)`.
    ends: Vec<(u32, f64)>,
    /// The weights at each node, a loop's twice.
    strength: Vec<f64>,
    /// The strengths of all nodes together.
    total: f64,
}

impl Network {
    fn new(count: usize, edges: &[(u32, u32, u32)]) -> Network {
        let sound: Vec<(u32, u32, u32)> = (edges.iter().copied())
            .filter(|&(a, b, weight)| a != b && (a.max(b) as usize) < count && weight > 0)
            .flat_map(|(a, b, weight)| [(a, b, weight), (b, a, weight)])
            .collect();
        // Twice dealt out, by one end and then by the other, neighbours are in order whatever order edges came in.
        let by_end = dealt(count, &sound, |edge| edge.1).1;
        let (first, sorted) = dealt(count, &by_end, |edge| edge.0);
        let ends: Vec<(u32, f64)> = sorted.iter().map(|edge| (edge.1, f64::from(edge.2))).collect();
        let mut network = Network { first, ends, strength: vec![0.0; count], total: 0.0 };
        for node in 0..count {
            network.strength[node] = network.of(node).iter().map(|end| end.1).sum();
        }
        network.total = network.strength.iter().sum();
        network
    }

    fn count(&self) -> usize {
        self.strength.len()
    }

    /// The neighbours of a node.
    fn of(&self, node: usize) -> &[(u32, f64)] {
        &self.ends[self.first[node] as usize..self.first[node + 1] as usize]
    }

    /// The network whose nodes are the groups `0..groups` of this one's.
    fn condensed(&self, group: &[u32], groups: usize) -> Network {
        let all: Vec<u32> = (0..self.count() as u32).collect();
        let (starts, members) = dealt(groups, &all, |&node| group[node as usize]);
        let mut condensed =
            Network { first: vec![0], ends: Vec::new(), strength: vec![0.0; groups], total: self.total };
        let mut links = Links::new(groups);
        for at in 0..groups {
            for &node in &members[starts[at] as usize..starts[at + 1] as usize] {
                condensed.strength[at] += self.strength[node as usize];
                for &(other, weight) in self.of(node as usize) {
                    links.add(group[other as usize], weight);
                }
            }
            links.take(at as u32);
            condensed.ends.extend(links.drain());
            condensed.first.push(condensed.ends.len() as u32);
        }
        condensed
    }

    /// The groups, each cut into its connected parts.
    fn connected_parts(&self, group: &[u32]) -> Vec<u32> {
        let mut part = vec![u32::MAX; self.count()];
        let mut parts = 0;
        let mut queue = Vec::new();
        for start in 0..self.count() {
            if part[start] != u32::MAX {
                continue;
            }
            part[start] = parts;
            queue.push(start);
            while let Some(node) = queue.pop() {
                for &(other, _) in self.of(node) {
                    let other = other as usize;
                    if part[other] == u32::MAX && group[other] == group[node] {
                        part[other] = parts;
                        queue.push(other);
                    }
                }
            }
            parts += 1;
        }
        part
    }

    /// The modularity of groups with numbers below the count of nodes.
    fn modularity(&self, group: &[u32]) -> f64 {
        if self.total <= 0.0 {
            return 0.0;
        }
        let mut within = 0.0;
        let mut strength = vec![0.0; self.count()];
        for node in 0..self.count() {
            strength[group[node] as usize] += self.strength[node];
            let inside = self.of(node).iter().filter(|end| group[end.0 as usize] == group[node]);
            within += inside.map(|end| end.1).sum::<f64>();
        }
        let by_chance: f64 = strength.iter().map(|sum| sum * (sum / self.total)).sum();
        (within - by_chance) / self.total
    }

    /// Numbers for groups, largest first; nodes without a tie last.
    fn by_size(&self, group: &[u32]) -> Vec<u32> {
        let (group, groups) = dense(group);
        let mut sizes = vec![(0u32, 0u32); groups];
        for (node, &at) in group.iter().enumerate() {
            let tied = u32::from(!self.of(node).is_empty());
            sizes[at as usize] = (sizes[at as usize].0 + 1, tied);
        }
        let order = crate::order::order(groups, &mut |a, b| {
            let (a, b) = (sizes[a], sizes[b]);
            (b.1, b.0).cmp(&(a.1, a.0))
        });
        let mut number = vec![0; groups];
        for (rank, at) in order.into_iter().enumerate() {
            number[at] = rank as u32;
        }
        group.into_iter().map(|at| number[at as usize]).collect()
    }
}

/// `items` in order of the bucket that `of` names, of which there are `buckets`, and where each bucket begins.
fn dealt<T: Copy>(buckets: usize, items: &[T], of: impl Fn(&T) -> u32) -> (Vec<u32>, Vec<T>) {
    let mut first = vec![0u32; buckets + 1];
    for item in items {
        first[of(item) as usize + 1] += 1;
    }
    for bucket in 0..buckets {
        first[bucket + 1] += first[bucket];
    }
    let mut next = first.clone();
    let mut dealt = items.to_vec();
    for &item in items {
        let place = &mut next[of(&item) as usize];
        dealt[*place as usize] = item;
        *place += 1;
    }
    (first, dealt)
}

/// The same groups numbered 0, 1, 2, … in order of their first nodes, and how many there are.
fn dense(group: &[u32]) -> (Vec<u32>, usize) {
    let mut number = std::collections::BTreeMap::new();
    let numbered = group.iter().map(|at| {
        let next = number.len() as u32;
        *number.entry(*at).or_insert(next)
    });
    let numbered: Vec<u32> = numbered.collect();
    (numbered, number.len())
}

/// The weights from one node to the groups around it.
struct Links {
    weight: Vec<f64>,
    groups: Vec<u32>,
}

impl Links {
    fn new(groups: usize) -> Links {
        Links { weight: vec![0.0; groups], groups: Vec::new() }
    }

    fn add(&mut self, group: u32, weight: f64) {
        let sum = &mut self.weight[group as usize];
        if *sum == 0.0 {
            self.groups.push(group);
        }
        *sum += weight;
    }

    /// Takes the weight to one group out.
    fn take(&mut self, group: u32) -> f64 {
        std::mem::take(&mut self.weight[group as usize])
    }

    /// All groups with weight, in the order they were met.
    fn drain(&mut self) -> impl Iterator<Item = (u32, f64)> + '_ {
        let weight = &mut self.weight;
        let all = self.groups.drain(..).map(|group| (group, std::mem::take(&mut weight[group as usize])));
        all.filter(|link| link.1 > 0.0)
    }
}

/// One run from where `start` has the nodes, with numbers below their count.
fn leiden(network: &Network, start: &[u32]) -> Vec<u32> {
    let mut group = start.to_vec();
    let mut whole = group.clone();
    // The node of the level for each node of the network.
    let mut node_of: Vec<u32> = (0..network.count() as u32).collect();
    let mut smaller: Option<Network> = None;
    loop {
        let level = smaller.as_ref().unwrap_or(network);
        move_nodes(level, &mut group);
        for (at, node) in whole.iter_mut().zip(&node_of) {
            *at = group[*node as usize];
        }
        let (parts, count) = dense(&refined(level, &group));
        if count == level.count() {
            return whole;
        }
        let mut of_parts = vec![0; count];
        for (part, at) in parts.iter().zip(&group) {
            of_parts[*part as usize] = *at;
        }
        for node in &mut node_of {
            *node = parts[*node as usize];
        }
        let next = level.condensed(&parts, count);
        group = dense(&of_parts).0;
        smaller = Some(next);
    }
}

/// Moves nodes to the neighbouring group that gains most modularity, until no move gains any. A node whose neighbour
/// moved is looked at again.
fn move_nodes(network: &Network, group: &mut [u32]) {
    let count = network.count();
    let mut strength = vec![0.0; count];
    let mut size = vec![0u32; count];
    for (node, &at) in group.iter().enumerate() {
        strength[at as usize] += network.strength[node];
        size[at as usize] += 1;
    }
    let mut empty: Vec<u32> = (0..count as u32).rev().filter(|&at| size[at as usize] == 0).collect();
    let mut links = Links::new(count);
    let mut queue: VecDeque<u32> = (0..count as u32).collect();
    let mut queued = vec![true; count];
    while let Some(node) = queue.pop_front() {
        queued[node as usize] = false;
        let (own, here) = (network.strength[node as usize], group[node as usize]);
        for &(other, weight) in network.of(node as usize) {
            links.add(group[other as usize], weight);
        }
        strength[here as usize] -= own;
        let share = own / network.total;
        let mut stay = links.take(here) - share * strength[here as usize];
        let mut best = here;
        // By itself it neither gains nor loses.
        if size[here as usize] > 1
            && stay < -LEAST_GAIN * own
            && let Some(&alone) = empty.last()
        {
            (stay, best) = (0.0, alone);
        }
        let least = stay + LEAST_GAIN * own;
        let mut most = least;
        for (at, weight) in links.drain() {
            let gain = weight - share * strength[at as usize];
            if gain > most || (gain == most && most > least && at < best) {
                (most, best) = (gain, at);
            }
        }
        strength[best as usize] += own;
        if best == here {
            continue;
        }
        if empty.last() == Some(&best) {
            empty.pop();
        }
        size[best as usize] += 1;
        size[here as usize] -= 1;
        if size[here as usize] == 0 {
            empty.push(here);
        }
        group[node as usize] = best;
        for &(other, _) in network.of(node as usize) {
            if group[other as usize] != best && !queued[other as usize] {
                queued[other as usize] = true;
                queue.push_back(other);
            }
        }
    }
}

/// Each group's well-connected parts: a node still by itself joins the part of its group that gains most, if node and
/// part are both tied to the rest of the group as firmly as chance would have it.
fn refined(network: &Network, group: &[u32]) -> Vec<u32> {
    let count = network.count();
    let mut of_group = vec![0.0; count];
    for (node, &at) in group.iter().enumerate() {
        of_group[at as usize] += network.strength[node];
    }
    let mut part: Vec<u32> = (0..count as u32).collect();
    let mut strength = network.strength.clone();
    let mut alone = vec![true; count];
    // The weight from each part to the rest of its group.
    let mut outward: Vec<f64> = (0..count)
        .map(|node| {
            let within = network.of(node).iter().filter(|end| group[end.0 as usize] == group[node]);
            within.map(|end| end.1).sum()
        })
        .collect();
    let firm = |outward: f64, strength: f64, all: f64| outward * network.total >= strength * (all - strength);
    let mut links = Links::new(count);
    for node in 0..count {
        let (own, all) = (network.strength[node], of_group[group[node] as usize]);
        if !alone[node] || !firm(outward[node], own, all) {
            continue;
        }
        for &(other, weight) in network.of(node) {
            if group[other as usize] == group[node] {
                links.add(part[other as usize], weight);
            }
        }
        let mut best: Option<(f64, u32, f64)> = None;
        for (at, weight) in links.drain() {
            let gain = weight - own / network.total * strength[at as usize];
            let better = best.is_none_or(|(most, first, _)| gain > most || (gain == most && at < first));
            if gain > 0.0 && better && firm(outward[at as usize], strength[at as usize], all) {
                best = Some((gain, at, weight));
            }
        }
        if let Some((_, at, weight)) = best {
            part[node] = at;
            strength[at as usize] += own;
            outward[at as usize] += outward[node] - 2.0 * weight;
            alone[at as usize] = false;
        }
    }
    part
}
