//! Brings the components together.
//!
//! The largest stays; each next one, largest first, takes the nearest gap outside of it, on one of many rays from its
//! middle; single nodes, often many, then fill a lattice around it all. A component that a person has seen stays where
//! it is if nothing else is there; one with a pin always stays.
//!
//! Nearness is measured by the least canvas that holds the place, so that corners fill before the picture grows.

use super::overlap::{Boxes, Taken};
use super::sorting;

/// Rays from the middle, at which components are tried.
const RAYS: usize = 64;
/// The length of a step along a ray, in layout units.
const STEP: f32 = 10.0;

/// Rays from the middle of the largest component, and how far out each is taken.
struct Rays {
    middle: [f32; 2],
    /// Points on the border of the canvas's rectangle around the middle, half as high as 1.
    directions: [[f32; 2]; RAYS],
    /// Where the largest component ends on each ray.
    outline: [f32; RAYS],
    aspect: f32,
}

/// Moves whole components; `parts` as sorted by `Forces::components`, `stretch` gives the canvas's proportions.
pub(crate) fn pack(
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
    let rays = Rays::around(positions, largest, stretch[0] / stretch[1]);
    let mut singles = Vec::new();
    for (rank, part) in parts.iter().enumerate().filter(|(_, part)| !is_fixed(part)) {
        let stays = rank == 0 || part.iter().any(|&node| known[node as usize]);
        if stays && is_free(positions, &taken, part, [0.0; 2]) {
            settle(positions, &mut taken, part, [0.0; 2]);
            continue;
        }
        if let &[single] = part.as_slice() {
            singles.push(single);
            continue;
        }
        let way = rays.nearest_gap(positions, &taken, part);
        settle(positions, &mut taken, part, way);
    }
    let mut lattice = rays.lattice(boxes.largest(&singles), singles.len()).into_iter();
    for single in singles {
        let at = positions[single as usize];
        let part = [single];
        let mut ways = lattice.by_ref().map(|[x, y]| [x - at[0], y - at[1]]);
        let way = ways.find(|&way| is_free(positions, &taken, &part, way));
        let way = way.unwrap_or_else(|| rays.nearest_gap(positions, &taken, &part));
        settle(positions, &mut taken, &part, way);
    }
}

impl Rays {
    fn around(positions: &[[f32; 2]], largest: &[u32], aspect: f32) -> Rays {
        let middle = middle(positions, largest);
        let directions = directions(aspect);
        let mut outline = [0.0f32; RAYS];
        if largest.len() > 1 {
            for &node in largest {
                let [dx, dy] = [0, 1].map(|axis| positions[node as usize][axis] - middle[axis]);
                // The distance at which the canvas's rectangle reaches the node, and the ray nearest to its side.
                let distance = (dx.abs() / aspect).max(dy.abs());
                let ray = nearest_ray([dx / aspect, dy], distance);
                for near in [RAYS - 2, RAYS - 1, 0, 1, 2] {
                    let reach = &mut outline[(ray + near) % RAYS];
                    *reach = reach.max(distance);
                }
            }
        }
        Rays { middle, directions, outline, aspect }
    }

    /// How far to move `part` to the gap nearest to the middle.
    fn nearest_gap(&self, positions: &[[f32; 2]], taken: &Taken<'_>, part: &[u32]) -> [f32; 2] {
        let own = middle(positions, part);
        let way = |ray: usize, distance: f32| {
            [0, 1].map(|axis| self.middle[axis] + self.directions[ray][axis] * distance - own[axis])
        };
        let mut best = (f32::MAX, 0);
        for (ray, &outline) in self.outline.iter().enumerate() {
            let mut distance = outline;
            while distance < best.0 && !is_free(positions, taken, part, way(ray, distance)) {
                distance += STEP;
            }
            if distance < best.0 {
                best = (distance, ray);
            }
        }
        way(best.1, best.0)
    }

    /// Places for `count` boxes of `size` around the outline, nearest first.
    fn lattice(&self, size: [f32; 2], count: usize) -> Vec<[f32; 2]> {
        let reach = self.outline.iter().fold(0.0f32, |reach, &outline| reach.max(outline));
        // The outline's rectangle, and again as much as the boxes need.
        let area = reach * reach + count as f32 * size[0] * size[1] / (2.0 * self.aspect);
        let reach = area.sqrt() + size[0].max(size[1]);
        let [columns, rows] =
            [reach * self.aspect / size[0], reach / size[1]].map(|half| half.min(1e3) as i32);
        let mut places = Vec::new();
        for (row, column) in
            (-rows..=rows).flat_map(|row| (-columns..=columns).map(move |column| (row, column)))
        {
            let [dx, dy] = [column as f32 * size[0], row as f32 * size[1]];
            let distance = (dx.abs() / self.aspect).max(dy.abs());
            if distance >= self.outline[nearest_ray([dx / self.aspect, dy], distance)] {
                places.push((distance, [self.middle[0] + dx, self.middle[1] + dy]));
            }
        }
        let mut order: Vec<(u64, u32)> = (places.iter().enumerate())
            .map(|(index, (distance, _))| (sorting::of_number(*distance).into(), index as u32))
            .collect();
        sorting::sort(&mut order);
        order.into_iter().map(|(_, index)| places[index as usize].1).collect()
    }
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

/// Points around a square, side by side, stretched to `aspect`.
fn directions(aspect: f32) -> [[f32; 2]; RAYS] {
    let mut directions = [[0.0; 2]; RAYS];
    for (index, direction) in directions.iter_mut().enumerate() {
        let along = 2.0 * (index % SIDE) as f32 / SIDE as f32 - 1.0;
        *direction = match index / SIDE {
            0 => [aspect, along],
            1 => [-along * aspect, 1.0],
            2 => [-aspect, -along],
            _ => [along * aspect, -1.0],
        };
    }
    directions
}

/// Rays through each side of the square.
const SIDE: usize = RAYS / 4;

/// The ray through the point `(x, y)` of a square of half-side `distance`.
fn nearest_ray([x, y]: [f32; 2], distance: f32) -> usize {
    let (side, along) = if x >= distance {
        (0, y)
    } else if y >= distance {
        (1, -x)
    } else if -x >= distance {
        (2, -y)
    } else {
        (3, x)
    };
    let share = if distance > 0.0 { (along / distance + 1.0) * 0.5 } else { 0.0 };
    side * SIDE + ((share * SIDE as f32) as usize).min(SIDE - 1)
}
