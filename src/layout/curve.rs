//! The order of points along a Hilbert curve: what is near in it is near in the plane.
//!
//! Source of method: Hilbert (1891); the state of the curve in four bits of tables, after Butz (1971).

use super::sorting;

/// For each state of the curve, the place of each quarter (by its bits `x | y << 1`) along it.
const PLACE: [[u8; 4]; 4] = [[0, 3, 1, 2], [0, 1, 3, 2], [2, 3, 1, 0], [2, 1, 3, 0]];
/// For each state of the curve, the state inside each quarter.
const STATE: [[u8; 4]; 4] = [[1, 2, 0, 0], [0, 1, 3, 1], [2, 0, 2, 3], [3, 3, 1, 2]];
/// Bits of a coordinate.
const BITS: u32 = 16;

/// The curve's order of points, its buffers kept.
#[derive(Clone, Debug, Default)]
pub(crate) struct Curve {
    keys: Vec<(u64, u32)>,
    spare: Vec<(u64, u32)>,
}

impl Curve {
    /// The points' indices in their order along a curve through all of them. Points that share a cell of the curve
    /// stay in order of index.
    pub(crate) fn order(&mut self, x: &[f32], y: &[f32]) -> impl Iterator<Item = u32> + '_ {
        let (x_cells, y_cells) = (Cells::of(x, y), Cells::of(y, x));
        self.keys.clear();
        self.keys.extend(
            (x.iter().zip(y))
                .enumerate()
                .map(|(index, (&x, &y))| (key(x_cells.cell(x), y_cells.cell(y)).into(), index as u32)),
        );
        self.sort();
        self.keys.iter().map(|&(_, index)| index)
    }

    /// By key, stable: two passes over the halves of the keys, where there are enough of them to pay for it.
    fn sort(&mut self) {
        if self.keys.len() < 1 << 12 {
            sorting::sort(&mut self.keys);
            return;
        }
        for shift in [0, 16] {
            let mut starts = vec![0u32; 1 << 16];
            let digit = |key: u64| (key >> shift & 0xffff) as usize;
            for &(key, _) in &self.keys {
                starts[digit(key)] += 1;
            }
            let mut sum = 0;
            for start in &mut starts {
                sum += std::mem::replace(start, sum);
            }
            self.spare.clear();
            self.spare.resize(self.keys.len(), (0, 0));
            for &(key, index) in &self.keys {
                let place = &mut starts[digit(key)];
                self.spare[*place as usize] = (key, index);
                *place += 1;
            }
            std::mem::swap(&mut self.keys, &mut self.spare);
        }
    }
}

/// The square around all points, cut into cells.
struct Cells {
    low: f32,
    scale: f32,
}

impl Cells {
    /// Along the axis of `values`, when the other axis holds `others`.
    fn of(values: &[f32], others: &[f32]) -> Cells {
        let (low, high) = ends(values);
        let (other_low, other_high) = ends(others);
        let side = (high - low).max(other_high - other_low).max(1e-6);
        Cells { low, scale: ((1 << BITS) - 1) as f32 / side }
    }

    fn cell(&self, value: f32) -> u32 {
        ((value - self.low) * self.scale) as u32
    }
}

fn ends(values: &[f32]) -> (f32, f32) {
    values.iter().fold((f32::MAX, f32::MIN), |(low, high), &value| (low.min(value), high.max(value)))
}

fn key(x: u32, y: u32) -> u32 {
    let mut state = 0;
    let mut key = 0;
    for bit in (0..BITS).rev() {
        let quarter = ((x >> bit & 1) | (y >> bit & 1) << 1) as usize;
        key = key << 2 | u32::from(PLACE[state][quarter]);
        state = usize::from(STATE[state][quarter]);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_goes_to_a_neighbour() {
        let side = 32u32;
        let (x, y): (Vec<f32>, Vec<f32>) =
            (0..side * side).map(|cell| ((cell % side) as f32, (cell / side) as f32)).unzip();
        let order: Vec<u32> = Curve::default().order(&x, &y).collect();
        assert_eq!(order.len(), x.len());
        for pair in order.windows(2) {
            let [a, b] = [pair[0] as usize, pair[1] as usize];
            assert_eq!((x[a] - x[b]).abs() + (y[a] - y[b]).abs(), 1.0, "{a} to {b}");
        }
    }
}
