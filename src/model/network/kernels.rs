//! The inner loops: products of small integers, and one step of the recurrence.
//!
//! Weights lie in blocks of [`ROWS`] rows, two columns of the four rows after one another, so that one instruction
//! multiplies eight pairs and adds them to four sums, one a row. All sums are of integers, so their order does not matter:
//! the vector unit and its scalar twin agree to the last bit. What is left in floating point uses addition,
//! multiplication, division and rounding only, element by element, which IEEE 754 defines exactly; no `exp`, whose last
//! bit is each machine's own.

use wide::{f32x4, i16x8, i32x4};

/// Rows of a block.
pub(super) const ROWS: usize = 4;
/// Columns of the layers are multiples of this.
pub(super) const COLUMNS: usize = 8;

/// Two neighbouring columns of four rows.
pub(super) type Pair = [i16; 2 * ROWS];

/// Weights given row by row, in blocks: `columns / 2` pairs a block. Rows are filled up with zeros to whole blocks.
pub(super) fn blocks(weights: &[i16], columns: usize) -> Vec<Pair> {
    let rows: Vec<&[i16]> = weights.chunks_exact(columns).collect();
    let mut pairs = Vec::with_capacity(weights.len().div_ceil(2 * ROWS));
    for block in rows.chunks(ROWS) {
        for column in (0..columns).step_by(2) {
            let weight = |at: usize| block.get(at / 2).map_or(0, |row| row[column + at % 2]);
            pairs.push(std::array::from_fn(weight));
        }
    }
    pairs
}

/// Two inputs as the one number that [`products`] takes.
pub(super) fn paired(first: i16, second: i16) -> i32 {
    i32::from(first as u16) | i32::from(second) << 16
}

/// The products of two blocks of four rows with `N` inputs, given in [pairs](paired).
#[inline]
fn products<const N: usize>(upper: &[Pair], lower: &[Pair], inputs: [&[i32]; N]) -> [[i32x4; 2]; N] {
    let mut sums = [[i32x4::ZERO; 2]; N];
    for (at, (upper, lower)) in upper.iter().zip(lower).enumerate() {
        let (upper, lower) = (i16x8::new(*upper), i16x8::new(*lower));
        for (sums, input) in sums.iter_mut().zip(&inputs) {
            let input: i16x8 = bytemuck::cast(i32x4::splat(input[at]));
            sums[0] += upper.dot(input);
            sums[1] += lower.dot(input);
        }
    }
    sums
}

/// A layer over `N` inputs of `columns / 2` pairs each: `out[input][row] = scale[row] · product + bias[row]`. Blocks,
/// scales and biases come in twos.
#[inline]
pub(super) fn layer<const N: usize>(
    blocks: &[Pair],
    scales: &[f32],
    bias: &[f32],
    inputs: [&[i32]; N],
    out: &mut [Vec<f32>; N],
) {
    let pairs = inputs[0].len();
    let inputs = inputs.map(|input| &input[..pairs]);
    let each = blocks.chunks_exact(2 * pairs).zip(scales.as_chunks::<8>().0).zip(bias.as_chunks::<8>().0);
    for (at, ((blocks, scales), bias)) in each.enumerate() {
        let (upper, lower) = blocks.split_at(pairs);
        for (sums, out) in products(upper, lower, inputs).into_iter().zip(out.iter_mut()) {
            for (half, sum) in sums.into_iter().enumerate() {
                let four = |values: &[f32; 8]| f32x4::new(std::array::from_fn(|i| values[4 * half + i]));
                let value = f32x4::from_i32x4(sum) * four(scales) + four(bias);
                out[8 * at + 4 * half..][..4].copy_from_slice(&value.to_array());
            }
        }
    }
}

/// A number in steps of `1 / steps`, as near as 16 bits allow.
#[inline]
pub(super) fn quantised(value: f32, steps: f32) -> i16 {
    // `as` saturates, and makes nothing of what is not a number.
    (value * steps + if value < 0.0 { -0.5 } else { 0.5 }) as i16
}

/// The hyperbolic tangent by Lambert's continued fraction, cut after the seventh term: within 0.0002 of the true value.
#[inline]
fn tanh(x: f32x4) -> f32x4 {
    let (one, most) = (f32x4::splat(1.0), f32x4::splat(4.97));
    let x = x.fast_min(most).fast_max(-most);
    let square = x * x;
    let above = x * (135_135.0 + square * (17_325.0 + square * (378.0 + square)));
    let below = 135_135.0 + square * (62_370.0 + square * (3_150.0 + square * 28.0));
    (above / below).fast_min(one).fast_max(-one)
}

/// The logistic function.
#[inline]
fn sigmoid(x: f32x4) -> f32x4 {
    0.5 + 0.5 * tanh(0.5 * x)
}

/// One step of the recurrence: `gates` and `word` hold the input, forget, new and output gates one after another, from the
/// last state and from the word. The new state goes to `state` in steps of `1 / steps` and to `last` in pairs.
#[inline]
pub(super) fn advance(
    gates: &[f32],
    word: &[f32],
    cell: &mut [f32],
    state: &mut [i16],
    last: &mut [i32],
    steps: f32,
) {
    let (gates, word) = (gates.as_chunks::<4>().0, word.as_chunks::<4>().0);
    let (cells, states) = (cell.as_chunks_mut::<4>().0, state.as_chunks_mut::<4>().0);
    let quarter = cells.len();
    for (at, (cell, state)) in cells.iter_mut().zip(states).enumerate() {
        let gate = |which: usize| {
            let place = which * quarter + at;
            f32x4::new(gates[place]) + f32x4::new(word[place])
        };
        let kept = sigmoid(gate(1)) * f32x4::new(*cell) + sigmoid(gate(0)) * tanh(gate(2));
        let now = sigmoid(gate(3)) * tanh(kept);
        *cell = kept.to_array();
        *state = (now * steps).fast_trunc_int().to_array().map(|value| value as i16);
        last[2 * at] = paired(state[0], state[1]);
        last[2 * at + 1] = paired(state[2], state[3]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn scalar(weights: &[i16], input: &[i16]) -> i32 {
        weights.iter().zip(input).map(|(&w, &x)| i32::from(w) * i32::from(x)).sum()
    }

    proptest! {
        #[test]
        fn the_vector_unit_agrees_with_its_scalar_twin(
            columns in (1..4_usize).prop_map(|n| n * COLUMNS),
            weights in prop::collection::vec(-127_i16..=127, 8 * 24),
            a in prop::collection::vec(any::<i16>(), 24),
            b in prop::collection::vec(any::<i16>(), 24),
        ) {
            let weights = &weights[..8 * columns];
            let pairs = |x: &[i16]| x[..columns].chunks(2).map(|p| paired(p[0], p[1])).collect::<Vec<_>>();
            let mut out = [vec![0.0; 8], vec![0.0; 8]];
            layer(&blocks(weights, columns), &[1.0; 8], &[0.0; 8], [&pairs(&a), &pairs(&b)], &mut out);
            for (input, out) in [a, b].iter().zip(&out) {
                let twin = weights.chunks(columns).map(|row| scalar(row, input) as f32).collect::<Vec<_>>();
                prop_assert_eq!(&twin, out);
            }
        }

        #[test]
        #[expect(clippy::disallowed_methods, reason = "the platform's own is what ours must be near to")]
        fn the_tangent_is_near_the_true_one(x in -20.0_f32..20.0) {
            let (found, true_one) = (tanh(f32x4::splat(x)).to_array()[0], x.tanh());
            prop_assert!((found - true_one).abs() < 2e-4, "{} {}", found, true_one);
            prop_assert!((-1.0..=1.0).contains(&found));
        }
    }

    #[test]
    fn what_is_no_number_does_no_harm() {
        assert_eq!(quantised(f32::NAN, 100.0), 0);
        assert_eq!(quantised(f32::INFINITY, 100.0), i16::MAX);
        assert_eq!(quantised(-1.5, 2.0), -3);
    }
}
