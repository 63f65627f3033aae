//! How good a picture is.

use crate::graph::Graph;

/// Nodes from which distances are measured.
const SOURCES: usize = 50;
/// Nodes whose neighbourhoods are looked at.
const LOOKED_AT: usize = 1000;

/// Sampled evenly over the nodes, the same for every layout of a graph.
pub(crate) struct Quality {
    /// Mean of (a·e/d − 1)² over pairs, d in ties and e in the plane, with the best scale a.
    pub(crate) stress: f64,
    /// Jaccard of a node's neighbours and the as many nodes nearest to it.
    pub(crate) neighbours: f64,
    /// Share of the ten nearest that are of the same community.
    pub(crate) purity: f64,
    /// Standard deviation over mean of the ties' lengths.
    pub(crate) edge_variation: f64,
}

pub(crate) fn measure(graph: &Graph, at: &[[f32; 2]]) -> Quality {
    let nodes = graph.nodes();
    let mut around = vec![Vec::new(); nodes];
    for &(a, b, _) in &graph.edges {
        around[a as usize].push(b);
        around[b as usize].push(a);
    }
    let between = |a: usize, b: usize| {
        let [dx, dy] = [0, 1].map(|axis| f64::from(at[a][axis]) - f64::from(at[b][axis]));
        (dx * dx + dy * dy).sqrt()
    };
    let (mut first, mut second, mut pairs) = (0.0, 0.0, 0.0);
    for source in sample(nodes, SOURCES) {
        for (node, steps) in distances(&around, source) {
            let ratio = between(source, node) / f64::from(steps);
            first += ratio;
            second += ratio * ratio;
            pairs += 1.0;
        }
    }
    let stress = 1.0 - first * first / (second * pairs).max(f64::MIN_POSITIVE);
    let (mut neighbours, mut purity, mut looked) = (0.0, 0.0, 0.0);
    for node in sample(nodes, LOOKED_AT).filter(|&node| !around[node].is_empty()) {
        let degree = around[node].len();
        let mut others: Vec<(f64, u32)> = (0..nodes)
            .filter(|&other| other != node)
            .map(|other| (between(node, other), other as u32))
            .collect();
        let least = degree.max(10).min(others.len());
        let by_distance = |a: &(f64, u32), b: &(f64, u32)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
        if least < others.len() {
            others.select_nth_unstable_by(least, by_distance);
            others.truncate(least);
        }
        others.sort_unstable_by(by_distance);
        let both = others[..degree].iter().filter(|other| around[node].contains(&other.1)).count() as f64;
        neighbours += both / (2.0 * degree as f64 - both);
        let nearest = &others[..others.len().min(10)];
        if let Some(groups) = &graph.groups {
            let same = nearest.iter().filter(|other| groups[other.1 as usize] == groups[node]).count();
            purity += same as f64 / nearest.len() as f64;
        }
        looked += 1.0;
    }
    let lengths: Vec<f64> = graph.edges.iter().map(|&(a, b, _)| between(a as usize, b as usize)).collect();
    let mean = lengths.iter().sum::<f64>() / lengths.len() as f64;
    let variance = lengths.iter().map(|length| (length - mean).powi(2)).sum::<f64>() / lengths.len() as f64;
    Quality {
        stress,
        neighbours: neighbours / looked,
        purity: purity / looked,
        edge_variation: variance.sqrt() / mean,
    }
}

fn sample(nodes: usize, count: usize) -> impl Iterator<Item = usize> {
    let count = count.min(nodes);
    (0..count).map(move |at| at * nodes / count)
}

fn distances(around: &[Vec<u32>], source: usize) -> Vec<(usize, u32)> {
    let mut steps = vec![u32::MAX; around.len()];
    steps[source] = 0;
    let mut queue = vec![source as u32];
    let mut next = 0;
    while let Some(&node) = queue.get(next) {
        next += 1;
        for &other in &around[node as usize] {
            if steps[other as usize] == u32::MAX {
                steps[other as usize] = steps[node as usize] + 1;
                queue.push(other);
            }
        }
    }
    queue[1..].iter().map(|&node| (node as usize, steps[node as usize])).collect()
}
