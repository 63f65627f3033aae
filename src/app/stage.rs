//! The canvas as the model knows it: its size, the camera, what the pointer is over, which nodes are held.

use std::collections::BTreeMap;

use super::Direction;
use super::model::Shown;
use crate::evidence::Subject;
use crate::ids::EntityKey;
use crate::scene::{self, Bounds, Camera, Insets};

/// A canvas narrower than this is on a small screen. CSS pixels.
pub const NARROW: f32 = 700.0;

/// What must stay free: the modes lie at the top, the legend and the zoom buttons at the foot.
const AROUND: Insets = Insets { left: 8.0, top: 40.0, right: 8.0, bottom: 40.0 };

/// As [`AROUND`], where there is no room to spare.
const AROUND_NARROW: Insets = Insets { left: 12.0, top: 44.0, right: 12.0, bottom: 40.0 };

/// A canvas narrower than this has no room for an overview. CSS pixels.
const OVERVIEW_FROM: f32 = 480.0;

/// Width and height of the overview, and its distance from the right and lower side. CSS pixels; the style sheet has
/// the same.
const OVERVIEW: [f32; 4] = [168.0, 112.0, 12.0, 56.0];

/// What the canvas shows, beside the graph itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stage {
    /// CSS pixels.
    pub size: [f32; 2],
    /// Where the picture is seen from.
    pub camera: Camera,
    /// Whether the person moved the camera: it then stays when the graph grows.
    pub moved: bool,
    /// Whether the camera glides to where it is now, rather than being there with the pointer.
    pub eased: bool,
    /// What the pointer is over, or the keyboard in the list of names.
    pub hover: Option<Subject>,
    /// The node under the pointer that drags it, and where it is (layout units).
    pub dragged: Option<(EntityKey, [f32; 2])>,
    /// The node that it would be dropped on.
    pub onto: Option<EntityKey>,
    /// Where it stood when it was taken hold of.
    pub lifted: Option<[f32; 2]>,
    /// Whether the next drag draws a line around names.
    pub lasso: bool,
    /// Whether the person wants no overview.
    pub overview_off: bool,
    /// Whether communities are tinted, where the person said so: else they are where the picture is arranged by them.
    pub tint: Option<bool>,
    /// Nodes held in place, and where.
    pub held: BTreeMap<EntityKey, [f32; 2]>,
}

impl Stage {
    /// Shows all of the graph.
    pub fn fit(&mut self, shown: &Shown) {
        if self.size.contains(&0.0) {
            return;
        }
        let mut places = shown.positions.chunks_exact(2).map(|place| [place[0], place[1]]);
        self.fit_around(&mut places);
    }

    /// Shows some nodes: those at these indices.
    pub fn fit_nodes(&mut self, shown: &Shown, nodes: &[usize]) {
        self.moved = true;
        self.fit_around(&mut nodes.iter().filter_map(|&index| shown.place(index)));
    }

    fn fit_around(&mut self, places: &mut dyn Iterator<Item = [f32; 2]>) {
        if let Some(bounds) = Bounds::around(places) {
            let around = if self.size[0] < NARROW { AROUND_NARROW } else { AROUND };
            self.camera = Camera::fit(bounds, self.size, around);
            self.eased = true;
        }
    }

    /// Shows all of the graph, unless the person chose where to look.
    pub fn follow(&mut self, shown: &Shown) {
        if !self.moved {
            self.fit(shown);
        }
    }

    /// The ground was dragged by so many CSS pixels.
    pub fn pan(&mut self, by: [f32; 2]) {
        self.moved = true;
        self.eased = false;
        self.camera = self.camera.panned(by);
    }

    /// Brings a place to the middle, at once.
    pub fn center(&mut self, place: [f32; 2]) {
        self.moved = true;
        self.eased = false;
        self.camera = Camera { center: place, ..self.camera }.clamped();
    }

    /// Zooms about a CSS pixel.
    pub fn zoom(&mut self, about: [f32; 2], factor: f32) {
        self.moved = true;
        self.eased = false;
        self.camera = self.camera.zoomed(self.size, factor, about);
    }

    /// Zooms about the middle.
    pub fn zoom_middle(&mut self, factor: f32) {
        self.zoom(self.size.map(|length| length / 2.0), factor);
        self.eased = true;
    }

    /// Brings a place into sight if it is out of it.
    pub fn reveal(&mut self, place: [f32; 2]) {
        let at = self.camera.to_screen(self.size, place);
        let margin = 24.0;
        let seen = |axis: usize| at[axis] > margin && at[axis] < self.size[axis] - margin;
        if self.moved && !(seen(0) && seen(1)) {
            self.camera.center = place;
            self.eased = true;
        }
    }

    /// The neighbour to go to by an arrow key; without a selected entity, the one named most.
    pub fn neighbour(&self, shown: &Shown, from: Option<Subject>, towards: Direction) -> Option<EntityKey> {
        let from = match from {
            Some(Subject::Entity(key) | Subject::Tie(key, _)) => shown.index(key),
            None => None,
        };
        let Some(from) = from else { return shown.view.nodes.first().map(|node| node.key) };
        let way = match towards {
            Direction::Left => [-1.0, 0.0],
            Direction::Right => [1.0, 0.0],
            Direction::Up => [0.0, -1.0],
            Direction::Down => [0.0, 1.0],
        };
        let others = shown.neighbours(from).filter_map(|other| Some((other as u32, shown.place(other)?)));
        let next = scene::towards(shown.place(from)?, way, others)?;
        shown.view.nodes.get(next as usize).map(|node| node.key)
    }

    /// Where the whole graph may be drawn once more, small: left, top, width and height in CSS pixels of the canvas.
    pub fn overview(&self) -> Option<[f32; 4]> {
        let [width, height, right, bottom] = OVERVIEW;
        let wanted = !self.overview_off && self.size[0] >= OVERVIEW_FROM;
        wanted.then(|| [self.size[0] - right - width, self.size[1] - bottom - height, width, height])
    }

    /// The camera as a link carries it; `None` where the whole graph is seen.
    pub fn moved_camera(&self) -> Option<[i32; 3]> {
        let Camera { center: [x, y], zoom } = self.camera;
        self.moved.then_some([(x * 10.0) as i32, (y * 10.0) as i32, (zoom * 1000.0) as i32])
    }

    /// Puts the camera where a link says.
    pub fn restore(&mut self, [x, y, zoom]: [i32; 3]) {
        let camera = Camera { center: [x as f32 / 10.0, y as f32 / 10.0], zoom: zoom as f32 / 1000.0 };
        self.camera = camera.clamped();
        self.moved = true;
    }

    /// Forgets what concerns a graph that is gone.
    pub fn forget(&mut self) {
        *self = Stage { size: self.size, overview_off: self.overview_off, ..Stage::default() };
    }
}
