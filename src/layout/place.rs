//! First places: where a node stands before any force has acted.

use std::cmp::Ordering;

/// A place for each node: its start; or amid its neighbours that have a start; or the next point of the R2 sequence
/// (Roberts, 2018), shifted by the seed, in a disc of radius `extent`. No two nodes without a pin share a place.
pub(super) fn first_places(
    start: &[Option<[f32; 2]>],
    edges: &[(u32, u32, f32)],
    seed: u64,
    extent: f32,
) -> Vec<[f32; 2]> {
    let mut amid = vec![[0.0f32; 3]; start.len()];
    for &(a, b, _) in edges {
        for (node, other) in [(a as usize, b as usize), (b as usize, a as usize)] {
            if let Some([x, y]) = start[other] {
                let [sum_x, sum_y, count] = &mut amid[node];
                *sum_x += x;
                *sum_y += y;
                *count += 1.0;
            }
        }
    }
    let mut sequence = Sequence::new(seed);
    let mut places: Vec<[f32; 2]> = (start.iter().zip(&amid))
        .map(|(start, &[x, y, count])| {
            let [dx, dy] = sequence.next_in_disc();
            match start {
                Some(place) => *place,
                None if count > 0.0 => [x / count + dx, y / count + dy],
                None => [dx * extent, dy * extent],
            }
        })
        .collect();
    part_coincident(&mut places, &mut sequence);
    places
}

/// Nodes in one place feel no force between them: gives all but the first a nudge.
fn part_coincident(places: &mut [[f32; 2]], sequence: &mut Sequence) {
    let mut order: Vec<usize> = (0..places.len()).collect();
    let by_place = |a: [f32; 2], b: [f32; 2]| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1]));
    order.sort_unstable_by(|&a, &b| by_place(places[a], places[b]).then(a.cmp(&b)));
    let twins: Vec<usize> = (order.windows(2))
        .filter(|pair| by_place(places[pair[0]], places[pair[1]]) == Ordering::Equal)
        .map(|pair| pair[1])
        .collect();
    for twin in twins {
        let [dx, dy] = sequence.next_in_disc();
        places[twin][0] += dx;
        places[twin][1] += dy;
    }
}

/// The R2 low-discrepancy sequence in fixed point: additive recurrences by the inverse powers of the plastic number.
struct Sequence {
    x: u32,
    y: u32,
}

impl Sequence {
    fn new(seed: u64) -> Self {
        let mixed = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Sequence { x: mixed as u32, y: (mixed >> 32) as u32 }
    }

    /// The next point inside the unit disc.
    fn next_in_disc(&mut self) -> [f32; 2] {
        loop {
            self.x = self.x.wrapping_add(0xc13f_a9a9);
            self.y = self.y.wrapping_add(0x91e1_0da5);
            let [x, y] = [self.x, self.y].map(|bits| (bits >> 8) as f32 / 8_388_608.0 - 1.0);
            if x * x + y * y <= 1.0 {
                return [x, y];
            }
        }
    }
}
