//! Brings the components together.
//!
//! The largest stays; each next one, largest first, takes the nearest gap on one of many rays from the middle. A
//! component that a person has seen stays where it is if nothing else is there; one with a pin always stays.

use super::overlap::{Boxes, Taken};

/// Rays from the middle, at which components are tried.
const RAYS: usize = 64;
/// The length of a step along a ray, in layout units.
const STEP: f32 = 10.0;

/// Moves whole components; `parts` as sorted by `Forces::components`, `stretch` gives the canvas's proportions.
pub(super) fn pack(
    positions: &mut [[f32; 2]],
    boxes: &Boxes,
    parts: &[Vec<u32>],
    pinned: &[bool],
    known: &[bool],
    stretch: [f32; 2],
) {
    let mut taken = Taken::new(boxes);
    let is_fixed = |part: &[u32]| part.iter().any(|&node| pinned[node as usize]);
    for part in parts.iter().filter(|part| is_fixed(part)) {
        settle(positions, &mut taken, part, [0.0; 2]);
    }
    let Some(largest) = parts.first() else { return };
    let middle = middle(positions, largest);
    let rays = rays(stretch[0] / stretch[1]);
    // Single nodes are sorted last and of one size, or nearly: a ray never frees up again for them.
    let mut single_from = [0.0f32; RAYS];
    for part in parts.iter().filter(|part| !is_fixed(part)) {
        let stays =
            part.iter().any(|&node| known[node as usize]) && is_free(positions, &taken, part, [0.0; 2]);
        let way = if stays {
            [0.0; 2]
        } else {
            nearest_gap(positions, &taken, part, middle, &rays, &mut single_from)
        };
        settle(positions, &mut taken, part, way);
    }
}

/// How far to move `part` to the gap nearest to the middle.
fn nearest_gap(
    positions: &[[f32; 2]],
    taken: &Taken<'_>,
    part: &[u32],
    middle: [f32; 2],
    rays: &[[f32; 2]; RAYS],
    single_from: &mut [f32; RAYS],
) -> [f32; 2] {
    let own = self::middle(positions, part);
    let way =
        |ray: usize, distance: f32| [0, 1].map(|axis| middle[axis] + rays[ray][axis] * distance - own[axis]);
    let mut best = (f32::MAX, 0);
    for (ray, from) in single_from.iter_mut().enumerate() {
        let mut distance = if part.len() == 1 { *from } else { 0.0 };
        while distance < best.0 && !is_free(positions, taken, part, way(ray, distance)) {
            distance += STEP;
        }
        if part.len() == 1 {
            *from = distance;
        }
        if distance < best.0 {
            best = (distance, ray);
        }
    }
    way(best.1, best.0)
}

fn is_free(positions: &[[f32; 2]], taken: &Taken<'_>, part: &[u32], way: [f32; 2]) -> bool {
    part.iter().all(|&node| {
        let [x, y] = positions[node as usize];
        taken.is_free(node as usize, [x + way[0], y + way[1]])
    })
}

fn settle(positions: &mut [[f32; 2]], taken: &mut Taken<'_>, part: &[u32], way: [f32; 2]) {
    for &node in part {
        let [x, y] = positions[node as usize];
        positions[node as usize] = [x + way[0], y + way[1]];
        taken.insert(node as usize, positions[node as usize]);
    }
}

/// The middle of the nodes' bounds.
fn middle(positions: &[[f32; 2]], part: &[u32]) -> [f32; 2] {
    [0, 1].map(|axis| {
        let along = part.iter().map(|&node| positions[node as usize][axis]);
        let (low, high) =
            along.fold((f32::MAX, f32::MIN), |(low, high), value| (low.min(value), high.max(value)));
        low + (high - low) * 0.5
    })
}

/// Directions around a circle, stretched to `aspect`: points around a square, brought to the circle.
fn rays(aspect: f32) -> [[f32; 2]; RAYS] {
    let mut rays = [[0.0; 2]; RAYS];
    for (index, ray) in rays.iter_mut().enumerate() {
        let along = 2.0 * (index % (RAYS / 4)) as f32 / (RAYS / 4) as f32 - 1.0;
        let [x, y] = match index / (RAYS / 4) {
            0 => [1.0, along],
            1 => [-along, 1.0],
            2 => [-1.0, -along],
            _ => [along, -1.0],
        };
        let length = (x * x + y * y).sqrt();
        *ray = [x / length * aspect, y / length];
    }
    rays
}
