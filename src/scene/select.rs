//! Which nodes lie in a box or a lasso.

use super::{Bounds, Scene};
use crate::order::sorted;

impl Scene {
    /// The nodes whose centres lie in the upright box between two opposite corners (CSS pixels, in any order, its
    /// sides included), in the order of drawing.
    pub fn nodes_in_rect(&self, from: [f32; 2], to: [f32; 2]) -> Vec<u32> {
        let [from, to] = [from, to].map(|corner| self.to_world(corner));
        self.nodes_where(&[from, to], &|_| true)
    }

    /// The nodes whose centres lie in a polygon of CSS pixels, in the order of drawing. It closes itself; where it
    /// crosses itself, what an odd number of its loops go around is inside (the even-odd rule). Fewer than three
    /// points hold nothing.
    pub fn nodes_in_polygon(&self, points: &[[f32; 2]]) -> Vec<u32> {
        let points: Vec<[f32; 2]> = points.iter().map(|&point| self.to_world(point)).collect();
        self.nodes_where(&points, &|at| holds(&points, at))
    }

    /// The nodes in the box around `points` (layout units) of which `inside` is true.
    fn nodes_where(&self, points: &[[f32; 2]], inside: &dyn Fn([f32; 2]) -> bool) -> Vec<u32> {
        let Some(Bounds { low, high }) = Bounds::around(points.iter().copied()) else { return Vec::new() };
        let mut nodes = Vec::new();
        self.nodes_near(low, high, &mut |node| {
            let at = self.positions[node as usize];
            if (0..2).all(|axis| low[axis] <= at[axis] && at[axis] <= high[axis]) && inside(at) {
                nodes.push(node);
            }
        });
        sorted(nodes, u32::cmp)
    }
}

/// Whether a closed polygon goes around a point an odd number of times: a ray to the right crosses it so often
/// (Shimrat 1962).
fn holds(polygon: &[[f32; 2]], [x, y]: [f32; 2]) -> bool {
    let Some(mut last) = polygon.last().copied() else { return false };
    let mut inside = false;
    for &next in polygon {
        let straddles = (last[1] > y) != (next[1] > y);
        if straddles && x < (next[0] - last[0]) * (y - last[1]) / (next[1] - last[1]) + last[0] {
            inside = !inside;
        }
        last = next;
    }
    inside
}
