//! Which neighbour lies in the direction of an arrow key.

use super::Scene;

/// How far beside the way a neighbour may lie: the cosine of 68°.
const LEAST_COSINE: f32 = 0.375;

/// Of `others` (each with its place in layout units), the one to go to from `from` when a person presses an arrow
/// towards `(dx, dy)` (y downwards): near, and within 68° of that way. `None` when none lies there.
pub fn towards(
    from: [f32; 2],
    [dx, dy]: [f32; 2],
    others: impl IntoIterator<Item = (u32, [f32; 2])>,
) -> Option<u32> {
    let wish = (dx * dx + dy * dy).sqrt();
    let mut best: Option<(f32, u32)> = None;
    for (other, to) in others {
        let [x, y] = [to[0] - from[0], to[1] - from[1]];
        let length = (x * x + y * y).sqrt();
        let cosine = (x * dx + y * dy) / (length * wish);
        // Also false where there is no direction.
        if cosine > LEAST_COSINE {
            let effort = length / (cosine * cosine);
            if best.is_none_or(|(least, _)| effort < least) {
                best = Some((effort, other));
            }
        }
    }
    best.map(|(_, other)| other)
}

impl Scene {
    /// The neighbour of `node` to go to when a person presses an arrow towards `(dx, dy)`: see [`towards`].
    pub fn neighbour_in_direction(&self, node: u32, dx: f32, dy: f32) -> Option<u32> {
        let from = *self.positions.get(node as usize)?;
        towards(from, [dx, dy], self.neighbours(node).map(|other| (other, self.positions[other as usize])))
    }
}
