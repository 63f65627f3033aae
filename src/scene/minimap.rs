//! The whole graph in a corner of the canvas, and what of it is seen.

use super::{Bounds, Camera, Scene};

/// Where the whole graph is drawn once more, small.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Minimap {
    /// Left, top, width and height in CSS pixels of the canvas.
    pub rect: [f32; 4],
}

/// CSS pixels of a minimap that stay free around the graph.
const FREE: f32 = 8.0;

impl Scene {
    /// Shows a minimap, or none.
    pub fn set_minimap(&mut self, minimap: Option<Minimap>) {
        self.minimap = minimap.filter(|minimap| minimap.rect[2] > 2.0 * FREE && minimap.rect[3] > 2.0 * FREE);
    }

    /// The minimap, where one is shown.
    pub fn minimap(&self) -> Option<Minimap> {
        self.minimap
    }

    /// The camera that shows the whole graph on a canvas of the minimap's size.
    pub fn minimap_camera(&self) -> Option<Camera> {
        let [_, _, width, height] = self.minimap?.rect;
        let Bounds { low, high } = self.bounds()?;
        let zoom = ((width - 2.0 * FREE) / (high[0] - low[0]).max(1.0))
            .min((height - 2.0 * FREE) / (high[1] - low[1]).max(1.0));
        Some(Camera { center: [0, 1].map(|axis| (low[axis] + high[axis]) * 0.5), zoom })
    }

    /// A CSS pixel of the canvas to layout units, if it lies on the minimap.
    pub fn minimap_to_world(&self, point: [f32; 2]) -> Option<[f32; 2]> {
        let [left, top, width, height] = self.minimap?.rect;
        let at = [point[0] - left, point[1] - top];
        let inside = (0.0..=width).contains(&at[0]) && (0.0..=height).contains(&at[1]);
        inside.then_some(self.minimap_camera()?.to_world([width, height], at))
    }

    /// The part of the minimap that the canvas shows: two corners in CSS pixels of the canvas, within the minimap.
    pub fn seen_on_minimap(&self) -> Option<[[f32; 2]; 2]> {
        let [left, top, width, height] = self.minimap?.rect;
        let camera = self.minimap_camera()?;
        Some([[0.0; 2], self.viewport].map(|corner| {
            let [x, y] = camera.to_screen([width, height], self.to_world(corner));
            // Not clamp: it says its bounds when they are none, and so brings along how numbers are written.
            [left + x.max(0.0).min(width), top + y.max(0.0).min(height)]
        }))
    }

    /// Whether the camera sees less than the whole graph: then a minimap helps.
    pub fn sees_part(&self) -> bool {
        let Some(bounds) = self.bounds() else { return false };
        let [low, high] = [bounds.low, bounds.high].map(|corner| self.to_screen(corner));
        (0..2).any(|axis| low[axis] < 0.0 || high[axis] > self.viewport[axis])
    }
}
