//! Four numbers at a time, summed in one order, so that the same bits come out natively and as wasm.

pub(crate) use wide::f32x4 as Lanes;

/// How many numbers are worked on together.
pub(crate) const LANES: usize = 4;

/// The first four numbers of `values`.
#[inline(always)]
pub(crate) fn load(values: &[f32]) -> Lanes {
    Lanes::new([values[0], values[1], values[2], values[3]])
}

#[inline(always)]
pub(crate) fn store(lanes: Lanes, to: &mut [f32]) {
    to[..LANES].copy_from_slice(&lanes.to_array());
}

/// The sum of the four. Not the library's, whose order may be another on another machine.
#[inline(always)]
pub(crate) fn sum(lanes: Lanes) -> f32 {
    let [a, b, c, d] = lanes.to_array();
    (a + b) + (c + d)
}
