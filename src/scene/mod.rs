//! Graph, positions and camera to what the GPU draws: instance arrays, labels, picking.

/// The radius of a node's disc in layout units: area by mentions, 4 to 28.
pub fn radius(mentions: u32) -> f32 {
    (4.0 * (mentions as f32).sqrt()).clamp(4.0, 28.0)
}
