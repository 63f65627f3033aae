//! Graph, positions and camera to what the GPU draws: instance arrays, labels, picking.
//!
//! Everything a person sees in the canvas is a function of one [`Scene`]; `crate::web`'s renderer only paints it, and
//! an export could paint the same. Three spaces: *layout units* (the world, y downwards), *CSS pixels* (from the
//! canvas's top left corner) and indices into [`GraphView::nodes`] and [`GraphView::edges`].
//!
//! **Invariant:** panning and zooming change the [`Camera`] and the labels alone: instance arrays depend on graph,
//! pins and highlight, never on the camera nor on where nodes stand. [`Scene::revision`] says which of them changed.
//!
//! **Invariant:** every position is finite, and every edge has two ends that exist and differ: what is not so is
//! refused where it enters.
//!
//! ```
//! use coterie::graph::GraphView;
//! use coterie::scene::{Camera, Highlight, Insets, Pick, Scene};
//!
//! let mut scene = Scene::default();
//! scene.set_viewport([800.0, 600.0]);
//! scene.set_graph(GraphView::default(), Vec::new()); // when the graph or what is shown of it changes
//! scene.set_positions(&[]);                          // while a layout streams
//! scene.set_camera(scene.fitted(Insets::default())); // fit
//! scene.set_camera(scene.camera().zoomed(scene.viewport(), 1.2, [400.0, 300.0]));
//! let under_pointer: Option<Pick> = scene.pick([10.0, 20.0], 12.0);
//! scene.set_highlight(Highlight { hovered: under_pointer, ..Highlight::default() });
//! ```

mod adjacency;
mod camera;
mod crowd;
mod field;
mod focus;
mod grid;
mod hubs;
mod instances;
mod labels;
mod lines;
mod minimap;
mod nearby;
mod pick;
mod select;
mod theme;
mod walk;

pub use camera::{Bounds, Camera, Insets};
pub use field::{Field, LANDS};
pub use focus::{Highlight, Ring};
pub use instances::{EdgeInstance, NodeInstance};
pub use labels::{Label, Labels};
pub use lines::{CURVE_STEPS, Line, Stroke};
pub use minimap::Minimap;
pub use theme::{Rgb, Shape, Theme};
pub use walk::towards;

use std::cell::OnceCell;

use serde::{Deserialize, Serialize};

use crate::graph::GraphView;
use crate::order::order;
use adjacency::Adjacency;
use focus::Focus;
use nearby::{Extent, Nearby};

/// The radius of a node's disc in layout units: area by mentions, 4 to 28.
pub fn radius(mentions: u32) -> f32 {
    (4.0 * (mentions as f32).sqrt()).clamp(4.0, LARGEST)
}

/// The radius of the largest disc.
const LARGEST: f32 = 28.0;

/// Something in the picture, by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pick {
    /// Of [`GraphView::nodes`].
    Node(u32),
    /// Of [`GraphView::edges`].
    Edge(u32),
}

/// Counts the changes of a scene's parts, so that a painter uploads what changed and nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// Another graph: all arrays changed.
    pub graph: u32,
    /// Nodes moved.
    pub positions: u32,
    /// Pins changed.
    pub pins: u32,
    /// The highlight changed.
    pub highlight: u32,
    /// Communities were shown or hidden.
    pub communities: u32,
}

/// All that is drawn. Keep one and change it: a painter tells changes by [`Scene::revision`].
#[derive(Clone, Debug, Default)]
pub struct Scene {
    view: GraphView,
    positions: Vec<[f32; 2]>,
    pinned: Vec<bool>,
    adjacency: Adjacency,
    /// The edges, heaviest first.
    by_weight: Vec<u32>,
    /// The weight of the strongest tie.
    strongest: u32,
    highlight: Highlight,
    focus: Focus,
    camera: Camera,
    viewport: [f32; 2],
    theme: Theme,
    communities: bool,
    minimap: Option<Minimap>,
    revision: Revision,
    extent: OnceCell<Option<Extent>>,
    nearby: Nearby,
}

impl Scene {
    /// Replaces the graph. `positions` are those of its nodes in layout units; missing ones and ones that are not
    /// finite are the origin. Ties of a name with itself, or with one that is not there, are left out. Clears
    /// highlight and pins, whose indices mean nothing any more; the camera stays.
    pub fn set_graph(&mut self, mut view: GraphView, mut positions: Vec<[f32; 2]>) {
        let count = view.nodes.len();
        view.edges.retain(|edge| edge.a != edge.b && (edge.a.max(edge.b) as usize) < count);
        positions.resize(count, [0.0; 2]);
        for place in positions.iter_mut().filter(|place| !is_finite(place)) {
            *place = [0.0; 2];
        }
        let heavier = &mut |i: usize, j: usize| view.edges[j].weight.cmp(&view.edges[i].weight);
        self.by_weight = order(view.edges.len(), heavier).into_iter().map(|edge| edge as u32).collect();
        self.strongest = self.by_weight.first().map_or(1, |&edge| view.edges[edge as usize].weight);
        self.adjacency = Adjacency::new(&view, &self.by_weight);
        self.view = view;
        self.positions = positions;
        self.pinned = vec![false; count];
        self.highlight = Highlight::default();
        self.focus = Focus::default();
        self.revision.graph = self.revision.graph.wrapping_add(1);
        self.moved();
    }

    /// Moves all nodes; ignored unless there is one position for each. A node whose position is not finite stays.
    pub fn set_positions(&mut self, positions: &[[f32; 2]]) {
        if positions.len() == self.positions.len() && positions != self.positions {
            for (place, to) in self.positions.iter_mut().zip(positions).filter(|(_, to)| is_finite(to)) {
                *place = *to;
            }
            self.moved();
        }
    }

    fn moved(&mut self) {
        self.revision.positions = self.revision.positions.wrapping_add(1);
        self.extent = OnceCell::new();
        self.nearby = Nearby::default();
    }

    /// Marks a node as pinned, or not.
    pub fn set_pinned(&mut self, node: u32, pinned: bool) {
        if let Some(mark) = self.pinned.get_mut(node as usize)
            && *mark != pinned
        {
            *mark = pinned;
            self.revision.pins = self.revision.pins.wrapping_add(1);
        }
    }

    /// Says what a person points at or has chosen; indices beyond the graph are ignored.
    pub fn set_highlight(&mut self, mut highlight: Highlight) {
        let exists = |pick: &Pick| match *pick {
            Pick::Node(node) => (node as usize) < self.view.nodes.len(),
            Pick::Edge(edge) => (edge as usize) < self.view.edges.len(),
        };
        highlight.hovered = highlight.hovered.filter(exists);
        highlight.selected.retain(exists);
        if highlight != self.highlight {
            self.highlight = highlight;
            self.focus = Focus::new(self);
            self.revision.highlight = self.revision.highlight.wrapping_add(1);
        }
    }

    /// Whether it is shown where communities are.
    pub fn shows_communities(&self) -> bool {
        self.communities
    }

    /// Shows where communities are, or does not.
    pub fn set_communities(&mut self, shown: bool) {
        if shown != self.communities {
            self.communities = shown;
            self.revision.communities = self.revision.communities.wrapping_add(1);
        }
    }

    /// Moves the camera, see [`Camera`].
    pub fn set_camera(&mut self, camera: Camera) {
        self.camera = camera.clamped();
    }

    /// The canvas's size in CSS pixels. What stood in its middle stays there.
    pub fn set_viewport(&mut self, size: [f32; 2]) {
        self.viewport = size;
    }

    /// The colours.
    pub fn set_theme(&mut self, theme: Theme) {
        self.theme = theme;
    }

    /// What is drawn.
    pub fn view(&self) -> &GraphView {
        &self.view
    }

    /// Where the nodes stand, in layout units.
    pub fn positions(&self) -> &[[f32; 2]] {
        &self.positions
    }

    /// Whether each node is pinned.
    pub fn pinned(&self) -> &[bool] {
        &self.pinned
    }

    /// What a person points at or has chosen.
    pub fn highlight(&self) -> &Highlight {
        &self.highlight
    }

    /// What part of the plane is seen.
    pub fn camera(&self) -> Camera {
        self.camera
    }

    /// The canvas's size in CSS pixels.
    pub fn viewport(&self) -> [f32; 2] {
        self.viewport
    }

    /// The colours.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// How often each part changed.
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// Layout units to CSS pixels.
    pub fn to_screen(&self, place: [f32; 2]) -> [f32; 2] {
        self.camera.to_screen(self.viewport, place)
    }

    /// CSS pixels to layout units.
    pub fn to_world(&self, point: [f32; 2]) -> [f32; 2] {
        self.camera.to_world(self.viewport, point)
    }

    /// The box around all nodes' centres, if there are any.
    pub fn bounds(&self) -> Option<Bounds> {
        self.extent().map(|extent| extent.bounds)
    }

    /// The camera that shows the whole graph in what `insets` leave free.
    pub fn fitted(&self, insets: Insets) -> Camera {
        self.bounds().map_or_else(Camera::default, |bounds| Camera::fit(bounds, self.viewport, insets))
    }

    /// The radius in CSS pixels with which a node is drawn now.
    pub fn radius_on_screen(&self, node: u32) -> f32 {
        let mentions = self.view.nodes.get(node as usize).map_or(1, |node| node.mentions);
        self.camera.disc_radius(radius(mentions))
    }

    /// How a node stands out.
    pub fn node_ring(&self, node: u32) -> Ring {
        self.focus.of_node(node)
    }

    /// The strength, 0 to 1, of what does not stand out: 1 unless something does.
    pub fn rest_strength(&self) -> f32 {
        match (self.focus.any(), self.theme.strong) {
            (false, _) => 1.0,
            (true, false) => 0.15,
            (true, true) => 0.4,
        }
    }

    /// How much of its colour the land of a community has, 0 to 1.
    pub fn land_strength(&self) -> f32 {
        let strength = if self.theme.is_light() { 0.13 } else { 0.17 };
        if self.focus.any() { strength * 0.5 } else { strength }
    }

    /// The nodes tied to `node`, heaviest tie first.
    pub fn neighbours(&self, node: u32) -> impl Iterator<Item = u32> + '_ {
        self.adjacency.of(node).iter().map(|&(_, other)| other)
    }

    /// The edge between two nodes, if they are tied.
    pub fn edge_between(&self, a: u32, b: u32) -> Option<u32> {
        self.adjacency.of(a).iter().find(|&&(_, other)| other == b).map(|&(edge, _)| edge)
    }
}

fn is_finite(place: &[f32; 2]) -> bool {
    place.iter().all(|value| value.is_finite())
}
