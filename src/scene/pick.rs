//! What is at a point.

use super::{CURVE_STEPS, LARGEST, Pick, Scene, lines, radius};

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
        let mut nearest = Nearest::default();
        self.discs_near(point, LEAST_TARGET, &mut |node, distance, radius| {
            if node != dragged && distance <= radius.max(LEAST_TARGET) {
                nearest.offer(distance, node);
            }
        });
        nearest.item()
    }

    /// The topmost node whose disc holds `point`; or else the one whose rim is nearest, within `tolerance` of the
    /// centre.
    pub fn pick_node(&self, point: [f32; 2], tolerance: f32) -> Option<u32> {
        let mut inside = None;
        let mut nearest = Nearest::default();
        self.discs_near(point, tolerance, &mut |node, distance, radius| {
            if distance <= radius {
                inside = inside.max(Some(node));
            } else if distance <= tolerance {
                nearest.offer(distance - radius, node);
            }
        });
        inside.or(nearest.item())
    }

    /// Calls `visit` with node, distance of its centre from `point` and radius, both in CSS pixels, for all nodes
    /// whose discs hold the point or whose centres are within `tolerance`, and for some others.
    fn discs_near(&self, point: [f32; 2], tolerance: f32, visit: &mut dyn FnMut(u32, f32, f32)) {
        let at = self.to_world(point);
        let zoom = self.camera.zoom;
        let far = self.camera.disc_radius(LARGEST).max(tolerance) / zoom;
        self.nodes_near(at.map(|side| side - far), at.map(|side| side + far), &mut |node| {
            let place = self.positions[node as usize];
            let [dx, dy] = [place[0] - at[0], place[1] - at[1]];
            if dx.abs() <= far && dy.abs() <= far {
                let radius = self.camera.disc_radius(radius(self.view.nodes[node as usize].mentions));
                visit(node, (dx * dx + dy * dy).sqrt() * zoom, radius);
            }
        });
    }

    /// The drawn edge nearest to `point`, within half of `tolerance` of its line.
    pub fn pick_edge(&self, point: [f32; 2], tolerance: f32) -> Option<u32> {
        let at = self.to_world(point);
        let far = (tolerance * 0.5).max(self.camera.line_width(lines::WIDEST) * 0.5) / self.camera.zoom;
        let faintest = self.faintest_drawn();
        let mut nearest = Nearest::default();
        self.edges_near(at.map(|side| side - far), at.map(|side| side + far), &mut |edge| {
            let [a, b] = self.ends(edge);
            let misses =
                |axis: usize| a[axis].min(b[axis]) - far > at[axis] || a[axis].max(b[axis]) + far < at[axis];
            if !(misses(0) || misses(1) || self.is_fainter(edge, faintest)) {
                nearest.offer(distance_to_segment(at, a, b), edge);
            }
        });
        // What stands out is drawn from however far, and what is chosen as a curve.
        for &(edge, _) in &self.focus.edges {
            nearest.offer(self.distance_to_line(at, edge), edge);
        }
        let (distance, edge) = nearest.0?;
        let half = self.camera.line_width(self.width(edge)) * 0.5;
        (distance <= far && distance * self.camera.zoom <= half.max(tolerance * 0.5)).then_some(edge)
    }

    /// The last tie in the order of weights that is drawn, where not all are: its weight and index.
    fn faintest_drawn(&self) -> Option<(u32, u32)> {
        let drawn = self.ties_drawn() as usize;
        let &last = self.by_weight[..drawn].last().filter(|_| drawn < self.by_weight.len())?;
        Some((self.view.edges[last as usize].weight, last))
    }

    /// Whether an edge comes after another, by weight and index, in the order of weights.
    fn is_fainter(&self, edge: u32, than: Option<(u32, u32)>) -> bool {
        let weight = self.view.edges[edge as usize].weight;
        than.is_some_and(|(least, last)| weight < least || weight == least && edge > last)
    }

    /// From a place to a tie as it is drawn when it stands out, in layout units.
    fn distance_to_line(&self, at: [f32; 2], edge: u32) -> f32 {
        let [a, b] = self.ends(edge);
        let Some(control) = self.control(edge) else { return distance_to_segment(at, a, b) };
        let mut from = a;
        let mut least = f32::INFINITY;
        for step in 1..=CURVE_STEPS {
            let t = step as f32 / CURVE_STEPS as f32;
            let to = [0, 1].map(|axis| {
                let left = 1.0 - t;
                a[axis] * left * left + 2.0 * control[axis] * left * t + b[axis] * t * t
            });
            least = least.min(distance_to_segment(at, from, to));
            from = to;
        }
        least
    }
}

/// The nearest of those offered; the one with the least index of equally near ones.
#[derive(Default)]
struct Nearest(Option<(f32, u32)>);

impl Nearest {
    fn offer(&mut self, distance: f32, item: u32) {
        if self.0.is_none_or(|(best, first)| distance < best || distance == best && item < first) {
            self.0 = Some((distance, item));
        }
    }

    fn item(&self) -> Option<u32> {
        self.0.map(|(_, item)| item)
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
