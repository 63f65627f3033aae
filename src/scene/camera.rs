//! What part of the plane is seen.

use serde::{Deserialize, Serialize};

/// The middle of what is seen and how large. A value: moving it gives another.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Camera {
    /// What stands in the middle of the canvas, in layout units.
    pub center: [f32; 2],
    /// CSS pixels per layout unit, [`Camera::MIN_ZOOM`] to [`Camera::MAX_ZOOM`].
    pub zoom: f32,
}

impl Default for Camera {
    fn default() -> Self {
        Camera { center: [0.0; 2], zoom: 1.0 }
    }
}

/// An upright box in layout units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    /// Least x and y.
    pub low: [f32; 2],
    /// Greatest x and y.
    pub high: [f32; 2],
}

/// CSS pixels at the canvas's sides which panels cover or that should stay free.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Insets {
    /// From the left.
    pub left: f32,
    /// From the top.
    pub top: f32,
    /// From the right.
    pub right: f32,
    /// From the bottom.
    pub bottom: f32,
}

/// Free CSS pixels around a fitted graph, for discs and names: across and down.
const PADDING: [f32; 2] = [64.0, 44.0];

impl Camera {
    /// The furthest out.
    pub const MIN_ZOOM: f32 = 0.01;
    /// The furthest in.
    pub const MAX_ZOOM: f32 = 10.0;
    /// Fitting never makes discs larger than this.
    const MAX_FIT: f32 = 2.0;

    /// The camera with its zoom within bounds and everything finite.
    #[must_use]
    pub fn clamped(self) -> Camera {
        let sound = |value: f32| if value.is_finite() { value.clamp(-1e7, 1e7) } else { 0.0 };
        let zoom =
            if self.zoom.is_finite() { self.zoom.clamp(Camera::MIN_ZOOM, Camera::MAX_ZOOM) } else { 1.0 };
        Camera { center: self.center.map(sound), zoom }
    }

    /// Layout units to CSS pixels of a canvas of size `viewport`.
    pub fn to_screen(self, viewport: [f32; 2], place: [f32; 2]) -> [f32; 2] {
        [0, 1].map(|axis| (place[axis] - self.center[axis]) * self.zoom + viewport[axis] * 0.5)
    }

    /// CSS pixels of a canvas of size `viewport` to layout units.
    pub fn to_world(self, viewport: [f32; 2], point: [f32; 2]) -> [f32; 2] {
        [0, 1].map(|axis| (point[axis] - viewport[axis] * 0.5) / self.zoom + self.center[axis])
    }

    /// What is seen moves by so many CSS pixels.
    #[must_use]
    pub fn panned(self, by: [f32; 2]) -> Camera {
        let center = [0, 1].map(|axis| self.center[axis] - by[axis] / self.zoom);
        Camera { center, ..self }.clamped()
    }

    /// Closer by `factor` (further away below 1); what is at the CSS pixel `about` stays there.
    #[must_use]
    pub fn zoomed(self, viewport: [f32; 2], factor: f32, about: [f32; 2]) -> Camera {
        let fixed = self.to_world(viewport, about);
        let zoom = Camera { zoom: self.zoom * factor, ..self }.clamped().zoom;
        let center = [0, 1].map(|axis| fixed[axis] - (about[axis] - viewport[axis] * 0.5) / zoom);
        Camera { center, zoom }.clamped()
    }

    /// The camera that shows all of `bounds`, padded, in the part of the canvas that `insets` leave free.
    pub fn fit(bounds: Bounds, viewport: [f32; 2], insets: Insets) -> Camera {
        let taken = [insets.left + insets.right, insets.top + insets.bottom];
        let free = [0, 1].map(|axis| viewport[axis] - taken[axis]);
        // Small canvases cannot afford the whole padding.
        let inner = [0, 1].map(|axis| (free[axis] - 2.0 * PADDING[axis]).max(free[axis] * 0.5).max(1.0));
        let zoom = [0, 1]
            .map(|axis| inner[axis] / (bounds.high[axis] - bounds.low[axis]).max(1.0))
            .into_iter()
            .fold(Camera::MAX_FIT, f32::min);
        let zoom = Camera { center: [0.0; 2], zoom }.clamped().zoom;
        let offset = [(insets.left - insets.right) * 0.5, (insets.top - insets.bottom) * 0.5];
        let center = [0, 1].map(|axis| (bounds.low[axis] + bounds.high[axis]) * 0.5 - offset[axis] / zoom);
        Camera { center, zoom }.clamped()
    }

    /// On the way between two cameras; `progress` runs evenly from 0 to 1, the movement eases out. To interrupt,
    /// begin the next movement from what this returned.
    pub fn between(from: Camera, to: Camera, progress: f32) -> Camera {
        let left = 1.0 - progress.clamp(0.0, 1.0);
        let eased = 1.0 - left * left * left;
        if eased >= 1.0 {
            return to;
        }
        // What is seen is a window on the plane: its middle and its width move in step.
        let width = 1.0 / from.zoom + (1.0 / to.zoom - 1.0 / from.zoom) * eased;
        let center = [0, 1].map(|axis| from.center[axis] + (to.center[axis] - from.center[axis]) * eased);
        Camera { center, zoom: 1.0 / width }.clamped()
    }

    /// The factor on radii, the zoom to the power of 3/4: discs grow slower than distances, so that zooming in
    /// separates them and zooming out keeps them visible.
    pub fn disc_scale(self) -> f32 {
        let root = self.zoom.sqrt();
        (root * root.sqrt()).clamp(0.25, 2.0)
    }

    /// The width in CSS pixels of a line that is `width` wide at zoom 1.
    pub fn line_width(self, width: f32) -> f32 {
        width * self.disc_scale().max(0.5)
    }

    /// The radius in CSS pixels of a disc of `radius` layout units: at least 1.5.
    pub fn disc_radius(self, radius: f32) -> f32 {
        (radius * self.disc_scale()).max(1.5)
    }
}

impl Bounds {
    /// The least box around points; `None` without any.
    pub fn around(points: impl IntoIterator<Item = [f32; 2]>) -> Option<Bounds> {
        let mut points = points.into_iter();
        let first = points.next()?;
        Some(points.fold(Bounds { low: first, high: first }, |bounds, [x, y]| Bounds {
            low: [bounds.low[0].min(x), bounds.low[1].min(y)],
            high: [bounds.high[0].max(x), bounds.high[1].max(y)],
        }))
    }
}
