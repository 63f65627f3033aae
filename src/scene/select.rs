//! Which nodes lie in a box or a lasso.

use super::Scene;

impl Scene {
    /// The nodes whose centres lie in the upright box between two opposite corners (CSS pixels, in any order, its
    /// sides included), in the order of drawing.
    pub fn nodes_in_rect(&self, from: [f32; 2], to: [f32; 2]) -> Vec<u32> {
        let [from, to] = [from, to].map(|corner| self.to_world(corner));
        let inside = |at: [f32; 2]| {
            (0..2).all(|axis| from[axis].min(to[axis]) <= at[axis] && at[axis] <= from[axis].max(to[axis]))
        };
        self.nodes_where(inside)
    }

    /// The nodes whose centres lie in a polygon of CSS pixels, in the order of drawing. It closes itself; where it
    /// crosses itself, what an odd number of its loops go around is inside (the even-odd rule). Fewer than three
    /// points hold nothing.
    pub fn nodes_in_polygon(&self, points: &[[f32; 2]]) -> Vec<u32> {
        let points: Vec<[f32; 2]> = points.iter().map(|&point| self.to_world(point)).collect();
        self.nodes_where(|at| holds(&points, at))
    }

    fn nodes_where(&self, inside: impl Fn([f32; 2]) -> bool) -> Vec<u32> {
        let all = self.positions.iter().enumerate();
        all.filter(|&(_, &at)| inside(at)).map(|(node, _)| node as u32).collect()
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
