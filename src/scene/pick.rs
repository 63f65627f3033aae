//! What is at a point, and which neighbour lies in a direction.
//!
//! Why not a grid: a scan with an early way out is four comparisons for nearly every node and edge, needs nothing
//! rebuilt when nodes move, and reads the very numbers that are drawn.

use super::{Pick, Scene, radius};

/// A small disc takes a drop within so many CSS pixels of its centre, as it takes a click.
const LEAST_TARGET: f32 = 12.0;

impl Scene {
    /// What is at `point` (CSS pixels): a node before an edge, for an edge runs under its nodes. `tolerance` is half
    /// the least target in CSS pixels: 12 for a mouse or a pen, 22 for a finger; edges answer within half of it.
    pub fn pick(&self, point: [f32; 2], tolerance: f32) -> Option<Pick> {
        self.pick_node(point, tolerance)
            .map(Pick::Node)
            .or_else(|| self.pick_edge(point, tolerance).map(Pick::Edge))
    }

    /// The node other than `dragged` whose disc holds `point`, the nearest of them: on it a dragged node is dropped.
    pub fn drop_target(&self, point: [f32; 2], dragged: u32) -> Option<u32> {
        let at = self.to_world(point);
        let mut nearest: Option<(f32, u32)> = None;
        for (node, place) in self.positions.iter().enumerate() {
            let [dx, dy] = [place[0] - at[0], place[1] - at[1]];
            let distance = (dx * dx + dy * dy).sqrt() * self.camera.zoom;
            let inside = distance <= self.radius_on_screen(node as u32).max(LEAST_TARGET);
            if node as u32 != dragged && inside && nearest.is_none_or(|(best, _)| distance < best) {
                nearest = Some((distance, node as u32));
            }
        }
        nearest.map(|(_, node)| node)
    }

    /// The topmost node whose disc holds `point`; or else the one whose rim is nearest, within `tolerance` of the
    /// centre.
    pub fn pick_node(&self, point: [f32; 2], tolerance: f32) -> Option<u32> {
        let at = self.to_world(point);
        let zoom = self.camera.zoom;
        let far = (self.camera.disc_radius(28.0).max(tolerance)) / zoom;
        let mut inside = None;
        let mut nearest: Option<(f32, u32)> = None;
        for (node, place) in self.positions.iter().enumerate() {
            let [dx, dy] = [place[0] - at[0], place[1] - at[1]];
            if dx.abs() > far || dy.abs() > far {
                continue;
            }
            let distance = (dx * dx + dy * dy).sqrt() * zoom;
            let rim = distance - self.camera.disc_radius(radius(self.view.nodes[node].mentions));
            if rim <= 0.0 {
                inside = Some(node as u32);
            } else if distance <= tolerance && nearest.is_none_or(|(best, _)| rim < best) {
                nearest = Some((rim, node as u32));
            }
        }
        inside.or(nearest.map(|(_, node)| node))
    }

    /// The edge nearest to `point`, within half of `tolerance` of its line.
    pub fn pick_edge(&self, point: [f32; 2], tolerance: f32) -> Option<u32> {
        let at = self.to_world(point);
        let far = (tolerance * 0.5).max(self.camera.line_width(8.0) * 0.5) / self.camera.zoom;
        let mut nearest: Option<(f32, u32)> = None;
        for (index, edge) in self.view.edges.iter().enumerate() {
            let [a, b] = [self.position(edge.a), self.position(edge.b)];
            let misses =
                |axis: usize| a[axis].min(b[axis]) - far > at[axis] || a[axis].max(b[axis]) + far < at[axis];
            if misses(0) || misses(1) {
                continue;
            }
            let distance = distance_to_segment(at, a, b);
            if distance <= far && nearest.is_none_or(|(best, _)| distance < best) {
                nearest = Some((distance, index as u32));
            }
        }
        let (distance, edge) = nearest?;
        let half = self.camera.line_width(self.edge_width(edge)) * 0.5;
        (distance * self.camera.zoom <= half.max(tolerance * 0.5)).then_some(edge)
    }
}

fn distance_to_segment(point: [f32; 2], a: [f32; 2], b: [f32; 2]) -> f32 {
    let [along_x, along_y] = [b[0] - a[0], b[1] - a[1]];
    let [to_x, to_y] = [point[0] - a[0], point[1] - a[1]];
    let length_squared = along_x * along_x + along_y * along_y;
    let share = if length_squared > 0.0 {
        ((to_x * along_x + to_y * along_y) / length_squared).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let [dx, dy] = [to_x - along_x * share, to_y - along_y * share];
    (dx * dx + dy * dy).sqrt()
}
