//! One way to sort for all that the page links.
//!
//! The library's sorts are compiled anew for every type and comparison, at three to four kilobytes of wasm each: ten
//! of them were a twentieth of the page. Here the elements are indices and the comparison is called through a
//! pointer, so that the code is there once. The engine's own stages sort so too, but for the few where the
//! time goes (co-occurrence, near-copies): sixty sorts were a tenth of it.

use std::cmp::Ordering;

/// The indices `0..count` in the order that `compare` gives; equal ones stay in order of index.
///
/// ```
/// let words = ["pear", "fig", "apple"];
/// let by_length = coterie_base::order::order(3, &mut |a, b| words[a].len().cmp(&words[b].len()));
/// assert_eq!(by_length, [1, 0, 2]);
/// ```
pub fn order(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut indices: Vec<usize> = (0..count).collect();
    indices.sort_unstable_by(|&a, &b| compare(a, b).then(a.cmp(&b)));
    indices
}

/// Collecting item by item. What the library's `collect` sorts before it fills a tree, a tree sorts anyway.
pub trait Gather: Iterator {
    /// All items in one collection.
    fn gather<C: Default + Extend<Self::Item>>(self) -> C
    where
        Self: Sized,
    {
        let mut collection = C::default();
        collection.extend(self);
        collection
    }
}

impl<I: Iterator> Gather for I {}

/// Sorting where it stands, as [`order`] does: equal items stay as they were.
pub trait InOrder<T> {
    /// In the order that `compare` gives.
    fn put_in_order(&mut self, compare: impl Fn(&T, &T) -> Ordering);

    /// In the order of a key.
    fn put_in_order_of<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.put_in_order(|one, other| key(one).cmp(&key(other)));
    }
}

impl<T> InOrder<T> for [T] {
    fn put_in_order(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        let places = order(self.len(), &mut |a, b| compare(&self[a], &self[b]));
        for (at, &place) in places.iter().enumerate() {
            // What stood there may have been swapped away by then: follow it.
            let mut from = place;
            while from < at {
                from = places[from];
            }
            self.swap(at, from);
        }
    }
}

/// `items` in the order that `compare` gives; equal ones stay as they were.
pub fn sorted<T>(items: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let places = order(items.len(), &mut |a, b| compare(&items[a], &items[b]));
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    places.into_iter().filter_map(|place| items[place].take()).collect()
}
