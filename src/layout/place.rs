//! First places: where a node stands before any force has acted.

use super::pivots::Pivots;
use super::sorting;
use super::ties::Ties;

/// A place for each node: its start; or amid its neighbours that have a start; or, in the largest of `parts`, where
/// pivot MDS has it; or else with its component at the next point of the R2 sequence (Roberts, 2018), shifted by the
/// seed, in a disc of radius `extent`. No two nodes without a pin share a place.
pub(crate) fn first_places(
    start: &[Option<[f32; 2]>],
    ties: &Ties,
    parts: &[Vec<u32>],
    pivots: &Pivots,
    seed: u64,
    extent: f32,
) -> Vec<[f32; 2]> {
    let mut sequence = Sequence::new(seed);
    let mut places = vec![[0.0f32; 2]; start.len()];
    for (rank, part) in parts.iter().enumerate() {
        let known = part.iter().any(|&node| start[node as usize].is_some());
        let scaled = if rank == 0 && !known { pivots.scaled(part) } else { None };
        let [x, y] = sequence.next_in_disc().map(|along| along * extent);
        let around = JITTER * extent * if rank == 0 && scaled.is_none() { 10.0 } else { 1.0 };
        for (index, &node) in part.iter().enumerate() {
            let [dx, dy] = sequence.next_in_disc();
            places[node as usize] = match (start[node as usize], &scaled) {
                (Some(place), _) => place,
                (None, Some(scaled)) => {
                    let [x, y] = scaled[index].map(|along| along * SCALED * extent);
                    [x + dx * around, y + dy * around]
                }
                (None, None) => match amid(start, ties, node) {
                    Some([x, y]) => [x + dx, y + dy],
                    None => [x + dx * around, y + dy * around],
                },
            };
        }
    }
    part_coincident(&mut places, &mut sequence);
    places
}

/// Places without end, in a disc of radius `extent`.
pub(crate) fn scattered(seed: u64, extent: f32) -> impl Iterator<Item = [f32; 2]> {
    let mut sequence = Sequence::new(seed);
    std::iter::repeat_with(move || sequence.next_in_disc().map(|along| along * extent))
}

/// The mean square distance from the middle at which pivot MDS begins, and how far nodes are shaken, as parts of the
/// extent.
const SCALED: f32 = 0.6;
const JITTER: f32 = 0.02;

/// The middle of the neighbours of `node` that have a start.
fn amid(start: &[Option<[f32; 2]>], ties: &Ties, node: u32) -> Option<[f32; 2]> {
    let known = ties.of(node).iter().filter_map(|&(other, _)| start[other as usize]);
    let (sum, count) =
        known.fold(([0.0, 0.0], 0.0), |([x, y], count), place| ([x + place[0], y + place[1]], count + 1.0));
    (count > 0.0).then(|| sum.map(|along| along / count))
}

/// Nodes in one place feel no force between them: gives all but the first a nudge.
fn part_coincident(places: &mut [[f32; 2]], sequence: &mut Sequence) {
    let key = |[x, y]: [f32; 2]| sorting::of_two(sorting::of_number(x), sorting::of_number(y));
    let mut order: Vec<(u64, u32)> =
        places.iter().enumerate().map(|(node, &place)| (key(place), node as u32)).collect();
    sorting::sort(&mut order);
    let same = order.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    let twins: Vec<usize> = same.map(|pair| pair[1].1 as usize).collect();
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
