//! Distances in the graph, from a few pivots: a start for the picture, and springs that keep its long ways true.
//!
//! Source of method: Brandes and Pich, "Eigensolver methods for progressive multidimensional scaling of large data"
//! (pivot MDS, 2006) for the start; Ortmann, Klimenta and Brandes, "A sparse stress model" (2016) for springs to
//! pivots in place of those between all pairs.

use super::ties::Ties;

/// Pivots at most.
pub(crate) const PIVOTS: usize = 40;

/// Distances from pivots.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pivots {
    /// The pivots' nodes.
    pub(crate) nodes: Vec<u32>,
    /// For each pivot, the hops to each node; `u8::MAX` where no way leads.
    pub(crate) hops: Vec<Vec<u8>>,
}

impl Pivots {
    /// Of the component of `part`: its best tied node first, then by turns the node furthest from all so far (it
    /// spans the picture) and one among the rest (it stands for many).
    pub(crate) fn new(ties: &Ties, part: &[u32]) -> Pivots {
        let mut pivots = Pivots::default();
        let mut queue = Vec::new();
        let mut nearest = vec![u8::MAX; ties.count()];
        let Some(mut next) = part.iter().copied().max_by_key(|&node| (ties.degree(node), u32::MAX - node))
        else {
            return pivots;
        };
        let wanted = PIVOTS.min(part.len());
        loop {
            let mut hops = Vec::new();
            ties.hops(next, &mut hops, &mut queue);
            for &node in part {
                nearest[node as usize] = nearest[node as usize].min(hops[node as usize]);
            }
            pivots.nodes.push(next);
            pivots.hops.push(hops);
            let taken = pivots.nodes.len();
            if taken == wanted {
                return pivots;
            }
            next = if taken % 2 == 1 {
                let far = |node: &u32| (nearest[*node as usize], ties.degree(*node), u32::MAX - node);
                part.iter().copied().max_by_key(far).unwrap_or(next)
            } else {
                // Evenly over the component, by the golden ratio.
                let start = (taken * 618 % 1000) * part.len() / 1000;
                let free = |node: &&u32| nearest[**node as usize] > 0;
                part[start..].iter().chain(&part[..start]).find(free).copied().unwrap_or(next)
            };
        }
    }

    /// Pivot MDS: places for the nodes of `part`, in its order, around the origin at a mean square distance of 1.
    /// `None` for components without extent.
    pub(crate) fn scaled(&self, part: &[u32]) -> Option<Vec<[f32; 2]>> {
        let count = self.nodes.len();
        let square = |pivot: usize, node: u32| {
            let hops = f64::from(self.hops[pivot][node as usize]);
            hops * hops
        };
        // Double centring, by the means of columns, rows and all.
        let columns: Vec<f64> = (0..count)
            .map(|pivot| part.iter().map(|&node| square(pivot, node)).sum::<f64>() / part.len() as f64)
            .collect();
        let all = columns.iter().sum::<f64>() / count as f64;
        let mut centred = vec![0.0f32; part.len() * count];
        for (row, &node) in centred.chunks_exact_mut(count).zip(part) {
            let mean = (0..count).map(|pivot| square(pivot, node)).sum::<f64>() / count as f64;
            for (pivot, value) in row.iter_mut().enumerate() {
                *value = (-0.5 * (square(pivot, node) - columns[pivot] - mean + all)) as f32;
            }
        }
        let mut product = vec![0.0f64; count * count];
        for row in centred.chunks_exact(count) {
            for (one, sums) in row.iter().zip(product.chunks_exact_mut(count)) {
                for (other, sum) in row.iter().zip(sums) {
                    *sum += f64::from(one * other);
                }
            }
        }
        let first = eigenvector(&product, count, None)?;
        // A way or a star of two has only one axis.
        let second = eigenvector(&product, count, Some(&first)).unwrap_or_else(|| vec![0.0; count]);
        let along = |row: &[f32], axis: &[f64]| -> f64 {
            row.iter().zip(axis).map(|(&value, &axis)| f64::from(value) * axis).sum()
        };
        let places: Vec<[f64; 2]> =
            centred.chunks_exact(count).map(|row| [along(row, &first), along(row, &second)]).collect();
        let squares: f64 = places.iter().map(|[x, y]| x * x + y * y).sum();
        let scale = (squares / part.len() as f64).sqrt();
        let place = |at: &[f64; 2]| at.map(|value| (value / scale) as f32);
        (scale > 1e-9).then(|| places.iter().map(place).collect())
    }
}

/// The eigenvector of the greatest eigenvalue of a symmetric matrix, orthogonal to `besides`, by power iteration.
/// `None` where there is no eigenvalue but 0.
fn eigenvector(matrix: &[f64], count: usize, besides: Option<&[f64]>) -> Option<Vec<f64>> {
    // Not symmetric in any way that a graph may be.
    let mut vector: Vec<f64> = (0..count).map(|index| 1.0 + ((index * 618) % 1000) as f64 / 1000.0).collect();
    let scale = matrix.iter().fold(0.0f64, |most, value| most.max(value.abs()));
    for _ in 0..100 {
        if let Some(other) = besides {
            let along: f64 = vector.iter().zip(other).map(|(a, b)| a * b).sum();
            vector.iter_mut().zip(other).for_each(|(value, other)| *value -= along * other);
        }
        let image: Vec<f64> = (matrix.chunks_exact(count))
            .map(|row| row.iter().zip(&vector).map(|(a, b)| a * b).sum())
            .collect();
        let length = image.iter().map(|value| value * value).sum::<f64>().sqrt();
        if length <= 1e-9 * scale {
            return None;
        }
        vector = image.into_iter().map(|value| value / length).collect();
    }
    Some(vector)
}
