//! Where the names of the hubs go: all of them together, as each takes room from the others.
//!
//! How it works: every hub has a few places for its name. Each takes the free one that costs least: what it covers,
//! and how many places of other hubs. A hub that finds none free goes first in the next attempt, the others around it.

use super::crowd::Rect;
use crate::order::InOrder;

/// A place for a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) slot: u8,
    pub(super) rect: Rect,
    /// What speaks against it: the radius in CSS pixels of the largest disc that it covers.
    pub(super) cost: f32,
    /// Whether the name stood there in the last frame.
    pub(super) stays: bool,
}

/// A hub whose name is to be written.
#[derive(Debug)]
pub(super) struct Hub {
    pub(super) places: Vec<Place>,
    /// What its name keeps from others, in CSS pixels.
    pub(super) margin: f32,
    /// Whether it gave way a moment ago, and others do not make room for it.
    pub(super) waits: bool,
}

/// One place for each hub, or none where there is no room, so that none overlap: as many as can be found, the first
/// hubs first.
pub(super) fn choose(mut hubs: Vec<Hub>) -> Vec<Option<Place>> {
    for hub in 0..hubs.len() {
        let mut places = std::mem::take(&mut hubs[hub].places);
        for place in &mut places {
            // Its own are not among them now.
            for other in hubs.iter().flat_map(|other| &other.places) {
                place.cost += f32::from(u8::from(place.rect.meets(&other.rect, 0.0)));
            }
        }
        // Where the name stood before comes first.
        let cost = |place: &Place| if place.stays { -1.0 } else { place.cost };
        places.put_in_order(|one, other| cost(one).total_cmp(&cost(other)));
        hubs[hub].places = places;
    }
    let mut order: Vec<usize> = (0..hubs.len()).collect();
    let (mut best, mut fewest) = (Vec::new(), usize::MAX);
    for _ in 0..=hubs.len() {
        let mut chosen: Vec<Option<Place>> = vec![None; hubs.len()];
        let mut left = Vec::new();
        for (rank, &hub) in order.iter().enumerate() {
            let Hub { places, margin, waits } = &hubs[hub];
            let free =
                |place: &Place| chosen.iter().flatten().all(|other| !place.rect.meets(&other.rect, *margin));
            let place = places.iter().copied().find(free);
            if place.is_none() && !waits {
                left.push(rank);
            }
            chosen[hub] = place;
        }
        if left.len() < fewest {
            (best, fewest) = (chosen, left.len());
        }
        let Some(&first) = left.first() else { break };
        let hub = order.remove(first);
        order.insert(0, hub);
    }
    best
}
