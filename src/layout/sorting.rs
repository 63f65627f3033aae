//! One way to sort for all of the layout.
//!
//! The library's sorts are compiled anew for every type and comparison, at four to six kilobytes of wasm each, which
//! was a third of the whole. Here there is one type: a key that orders, and what it is the key of.

/// In order of key, then of what it is the key of.
#[inline(never)]
pub(crate) fn sort(items: &mut [(u64, u32)]) {
    items.sort_unstable();
}

/// A key that orders as numbers do: negative ones first, what is no number last or first by its sign.
pub(crate) fn of_number(value: f32) -> u32 {
    let bits = value.to_bits();
    if bits >> 31 == 0 { bits | 1 << 31 } else { !bits }
}

/// A key of two, the first of which counts first.
pub(crate) fn of_two(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// A key that orders as signed numbers do.
pub(crate) fn of_signed(value: i32) -> u32 {
    value as u32 ^ 1 << 31
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_order_as_numbers_do() {
        let numbers = [f32::NEG_INFINITY, -2.5, -1e-30, -0.0, 0.0, 1e-30, 1.0, 3e8, f32::INFINITY];
        assert!(numbers.windows(2).all(|pair| of_number(pair[0]) < of_number(pair[1])));
        assert!(
            [i32::MIN, -1, 0, 7, i32::MAX].windows(2).all(|pair| of_signed(pair[0]) < of_signed(pair[1]))
        );
    }
}
