//! How true a picture is to its graph: the measures that the page shows and that benchmarks compare layouts by.
//!
//! All are of a sample that depends on nothing but the graph, so that equal pictures have equal figures, and none
//! changes when the whole picture is scaled, turned or moved.

use super::sorting;

/// Nodes from which distances are measured at most.
const SOURCES: usize = 100;
/// Nodes and ties that distances are searched through at most, all sources together.
const SEARCHED: usize = 30_000_000;
/// Nodes whose surroundings are looked at, at most.
const SAMPLE: usize = 2_000;
/// How many nearest nodes [`purity`] looks at.
const NEAREST: usize = 10;

/// Measures of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Quality {
    /// Normalised stress: the mean of `(s·e/d − 1)²` over pairs of nodes that ties join, where `e` is how far apart
    /// they stand, `d` over how many ties the way between them goes, and `s` the scale that makes it least. 0 is
    /// perfect; 1 is no relation.
    pub stress: f32,
    /// Neighbourhood preservation: how far the names tied to a name are also those that stand nearest to it. The mean
    /// over nodes of degree `k ≥ 1` of the Jaccard index of its neighbours and its `k` nearest nodes. 0 to 1 (perfect).
    pub neighbours: f32,
    /// How uneven ties are in length: standard deviation over mean.
    pub edge_variation: f32,
}

/// Measures a picture of `positions.len()` nodes. Ties are `(a, b)`; those to a missing node or from a node to itself
/// are ignored.
pub fn measure(edges: &[(u32, u32)], positions: &[[f32; 2]]) -> Quality {
    let graph = Neighbours::new(positions.len(), edges);
    Quality {
        stress: stress(&graph, positions),
        neighbours: neighbourhoods(&graph, positions),
        edge_variation: edge_variation(&graph, positions),
    }
}

/// Community purity: of the ten nodes nearest to a node, the share that belongs to its own group (`groups[node]`);
/// the mean over nodes. 0 to 1.
pub fn purity(positions: &[[f32; 2]], groups: &[u32]) -> f32 {
    let near = Near::new(positions);
    let nodes = sample(positions.len().min(groups.len()), SAMPLE);
    let mut sum = 0.0f64;
    let mut count = 0u32;
    for node in nodes {
        let nearest = near.nearest(positions, node, NEAREST);
        let own = nearest.iter().filter(|&&other| groups.get(other as usize) == Some(&groups[node])).count();
        if !nearest.is_empty() {
            sum += own as f64 / nearest.len() as f64;
            count += 1;
        }
    }
    (sum / f64::from(count.max(1))) as f32
}

fn stress(graph: &Neighbours, positions: &[[f32; 2]]) -> f32 {
    let count = positions.len();
    let sources = (SEARCHED / (count + graph.ends.len()).max(1)).clamp(10, SOURCES);
    let mut hops = Vec::new();
    // For the best scale: s = Σr / Σr² over r = e/d, and the mean of (s·r − 1)² is then 1 − (Σr)² / (N Σr²).
    let [mut sum, mut squares, mut pairs] = [0.0f64; 3];
    for source in sample(count, sources) {
        graph.hops(source, &mut hops);
        for (node, &far) in hops.iter().enumerate() {
            if far == u32::MAX || far == 0 {
                continue;
            }
            let ratio = f64::from(distance(positions[source], positions[node])) / f64::from(far);
            sum += ratio;
            squares += ratio * ratio;
            pairs += 1.0;
        }
    }
    if squares > 0.0 { (1.0 - sum * sum / (pairs * squares)) as f32 } else { 0.0 }
}

fn neighbourhoods(graph: &Neighbours, positions: &[[f32; 2]]) -> f32 {
    let near = Near::new(positions);
    let mut sum = 0.0f64;
    let mut count = 0u32;
    for node in sample(positions.len(), SAMPLE) {
        let tied = graph.of(node);
        if tied.is_empty() {
            continue;
        }
        let nearest = near.nearest(positions, node, tied.len());
        let both = nearest.iter().filter(|other| tied.binary_search(other).is_ok()).count();
        sum += both as f64 / (tied.len() + nearest.len() - both) as f64;
        count += 1;
    }
    (sum / f64::from(count.max(1))) as f32
}

fn edge_variation(graph: &Neighbours, positions: &[[f32; 2]]) -> f32 {
    let [mut sum, mut squares, mut count] = [0.0f64; 3];
    for node in 0..positions.len() {
        for &other in graph.of(node) {
            let length = f64::from(distance(positions[node], positions[other as usize]));
            sum += length;
            squares += length * length;
            count += 1.0;
        }
    }
    if sum > 0.0 { ((squares * count / (sum * sum) - 1.0).max(0.0).sqrt()) as f32 } else { 0.0 }
}

fn distance(a: [f32; 2], b: [f32; 2]) -> f32 {
    let [dx, dy] = [a[0] - b[0], a[1] - b[1]];
    (dx * dx + dy * dy).sqrt()
}

/// At most `most` of `count` nodes, evenly spread.
fn sample(count: usize, most: usize) -> impl Iterator<Item = usize> {
    let taken = count.min(most);
    (0..taken).map(move |index| index * count / taken)
}

/// For each node, the nodes tied to it, ascending and once each.
struct Neighbours {
    starts: Vec<u32>,
    ends: Vec<u32>,
}

impl Neighbours {
    fn new(count: usize, edges: &[(u32, u32)]) -> Neighbours {
        let ends = (edges.iter())
            .filter(|&&(a, b)| a != b && (a.max(b) as usize) < count)
            .flat_map(|&(a, b)| [(a, b), (b, a)]);
        let mut pairs: Vec<(u64, u32)> = ends.map(|(a, b)| (sorting::of_two(a, b), 0)).collect();
        sorting::sort(&mut pairs);
        pairs.dedup();
        let mut starts = vec![0u32; count + 1];
        for (pair, _) in &pairs {
            starts[(pair >> 32) as usize + 1] += 1;
        }
        for node in 0..count {
            starts[node + 1] += starts[node];
        }
        Neighbours { starts, ends: pairs.into_iter().map(|(pair, _)| pair as u32).collect() }
    }

    fn of(&self, node: usize) -> &[u32] {
        &self.ends[self.starts[node] as usize..self.starts[node + 1] as usize]
    }

    /// Over how many ties each node is reached from `source`; `u32::MAX` where no way leads.
    fn hops(&self, source: usize, hops: &mut Vec<u32>) {
        hops.clear();
        hops.resize(self.starts.len() - 1, u32::MAX);
        hops[source] = 0;
        let mut queue = vec![source as u32];
        let mut at = 0;
        while let Some(&node) = queue.get(at) {
            at += 1;
            for &other in self.of(node as usize) {
                if hops[other as usize] == u32::MAX {
                    hops[other as usize] = hops[node as usize] + 1;
                    queue.push(other);
                }
            }
        }
    }
}

/// Nodes by cells of a square lattice, about two a cell.
struct Near {
    low: [f32; 2],
    side: f32,
    cells: [usize; 2],
    starts: Vec<u32>,
    nodes: Vec<u32>,
}

impl Near {
    fn new(positions: &[[f32; 2]]) -> Near {
        let ends = |fold: fn(f32, f32) -> f32, start: f32| {
            [0, 1].map(|axis| positions.iter().map(|at| at[axis]).fold(start, fold))
        };
        let (low, high) = (ends(f32::min, f32::MAX), ends(f32::max, f32::MIN));
        let size = [0, 1].map(|axis| (high[axis] - low[axis]).max(1e-6));
        let side = (size[0] * size[1] / (positions.len().max(2) as f32 / 2.0)).sqrt();
        let side = side.max(size[0].max(size[1]) / 2000.0);
        let cells = size.map(|size| (size / side) as usize + 1);
        let mut near = Near { low, side, cells, starts: vec![0; cells[0] * cells[1] + 1], nodes: Vec::new() };
        let cell: Vec<usize> = positions.iter().map(|&at| near.index(near.cell_of(at))).collect();
        for &cell in &cell {
            near.starts[cell + 1] += 1;
        }
        for cell in 1..near.starts.len() {
            near.starts[cell] += near.starts[cell - 1];
        }
        let mut next = near.starts.clone();
        near.nodes = vec![0; positions.len()];
        for (node, &cell) in cell.iter().enumerate() {
            near.nodes[next[cell] as usize] = node as u32;
            next[cell] += 1;
        }
        near
    }

    fn cell_of(&self, at: [f32; 2]) -> [usize; 2] {
        [0, 1].map(|axis| (((at[axis] - self.low[axis]) / self.side) as usize).min(self.cells[axis] - 1))
    }

    fn index(&self, [column, row]: [usize; 2]) -> usize {
        row * self.cells[0] + column
    }

    /// The `wanted` nodes nearest to `node`, without it; of those equally far the first.
    fn nearest(&self, positions: &[[f32; 2]], node: usize, wanted: usize) -> Vec<u32> {
        let at = positions[node];
        let [column, row] = self.cell_of(at).map(|cell| cell as isize);
        let last = self.cells[0].max(self.cells[1]) as isize;
        let mut found: Vec<(u64, u32)> = Vec::new();
        let mut ring = 0;
        while ring <= last {
            let mut take = |column: isize, row: isize| {
                let inside = |cell: isize, axis: usize| cell >= 0 && (cell as usize) < self.cells[axis];
                if inside(column, 0) && inside(row, 1) {
                    let cell = self.index([column as usize, row as usize]);
                    let nodes = &self.nodes[self.starts[cell] as usize..self.starts[cell + 1] as usize];
                    let others = nodes.iter().filter(|&&other| other as usize != node);
                    let far = |other: u32| sorting::of_number(distance(at, positions[other as usize]));
                    found.extend(others.map(|&other| (far(other).into(), other)));
                }
            };
            for step in -ring..=ring {
                take(column + step, row - ring);
                if ring > 0 {
                    take(column + step, row + ring);
                }
                if step.abs() < ring {
                    take(column - ring, row + step);
                    take(column + ring, row + step);
                }
            }
            // What is not in these cells is further away than this.
            let reach = sorting::of_number(ring as f32 * self.side).into();
            if found.len() >= wanted && found.iter().filter(|(far, _)| *far <= reach).count() >= wanted {
                break;
            }
            ring += 1;
        }
        sorting::sort(&mut found);
        found.into_iter().take(wanted).map(|(_, other)| other).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A way of ten nodes, and two pictures of it.
    fn way() -> Vec<(u32, u32)> {
        (0..9).map(|node| (node, node + 1)).collect()
    }

    fn straight() -> Vec<[f32; 2]> {
        (0..10).map(|at| [at as f32 * 7.0, 3.0]).collect()
    }

    /// Neighbours as far apart as may be.
    fn shuffled() -> Vec<[f32; 2]> {
        (0..10).map(|at| [(at * 3 % 10) as f32, 0.0]).collect()
    }

    #[test]
    fn a_way_in_a_line_is_perfect() {
        let quality = measure(&way(), &straight());
        assert!(quality.stress < 1e-6 && quality.edge_variation < 1e-3, "{quality:?}");
        // The ends have one tie; of two equally near nodes the first is taken, which is the tied one.
        assert!(quality.neighbours > 0.99, "{quality:?}");
    }

    #[test]
    fn a_shuffled_way_is_not() {
        let quality = measure(&way(), &shuffled());
        assert!(quality.stress > 0.2 && quality.neighbours < 0.3, "{quality:?}");
    }

    #[test]
    fn scale_and_place_make_no_difference() {
        let moved: Vec<[f32; 2]> =
            shuffled().iter().map(|[x, y]| [100.0 - 4.0 * x, 4.0 * y + 50.0]).collect();
        let (one, other) = (measure(&way(), &shuffled()), measure(&way(), &moved));
        assert!((one.stress - other.stress).abs() < 1e-5 && one.neighbours == other.neighbours);
    }

    #[test]
    fn purity_counts_the_ten_nearest() {
        let places: Vec<[f32; 2]> =
            (0..40).map(|node| [(node / 20) as f32 * 100.0, (node % 20) as f32]).collect();
        let (apart, mixed): (Vec<u32>, Vec<u32>) = (0..40).map(|node| (node / 20, node % 2)).unzip();
        assert_eq!(purity(&places, &apart), 1.0);
        assert!(purity(&places, &mixed) < 0.6);
    }

    #[test]
    fn nothing_is_measured_without_trouble() {
        assert_eq!(measure(&[], &[]), Quality::default());
        measure(&[(0, 0), (0, 9), (0, 1)], &[[0.0; 2]; 2]);
        assert_eq!(purity(&[[0.0; 2]], &[0]), 0.0);
    }
}
