//! Graph, positions and camera to what the GPU draws: instance arrays, labels, picking.
//!
//! Everything a person sees in the canvas is a function of one [`Scene`]; `crate::web`'s renderer only paints it, and
//! an export could paint the same. Three spaces: *layout units* (the world, y downwards), *CSS pixels* (from the
//! canvas's top left corner) and indices into [`GraphView::nodes`] and [`GraphView::edges`].
//!
//! **Invariant:** panning and zooming change the [`Camera`] and the labels alone: instance arrays depend on graph,
//! positions and highlight, never on the camera. [`Scene::revision`] says which of them changed.
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

mod camera;
mod instances;
mod labels;
mod pick;
mod select;
mod theme;
mod walk;

pub use camera::{Bounds, Camera, Insets};
pub use instances::{EdgeInstance, EdgeLook, NodeInstance, NodeLook, Ring, Stroke};
pub use labels::{Label, Labels};
pub use theme::{Rgb, Shape, Theme};
pub use walk::towards;

use serde::{Deserialize, Serialize};

use crate::graph::GraphView;
use crate::order::order;

/// The radius of a node's disc in layout units: area by mentions, 4 to 28.
pub fn radius(mentions: u32) -> f32 {
    (4.0 * (mentions as f32).sqrt()).clamp(4.0, 28.0)
}

/// Something in the picture, by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pick {
    /// Of [`GraphView::nodes`].
    Node(u32),
    /// Of [`GraphView::edges`].
    Edge(u32),
}

/// What a person points at or has chosen. Neighbours of it keep full strength, the rest falls to 15 %.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Highlight {
    /// Under the pointer or the keyboard's focus.
    pub hovered: Option<Pick>,
    /// Chosen.
    pub selected: Vec<Pick>,
}

/// Counts the changes of a scene's parts, so that a painter uploads what changed and nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// Another graph: all arrays changed.
    pub graph: u32,
    /// Nodes moved.
    pub positions: u32,
    /// Highlight or pins changed.
    pub look: u32,
}

/// All that is drawn. Keep one and change it: a painter tells changes by [`Scene::revision`].
#[derive(Clone, Debug, Default)]
pub struct Scene {
    view: GraphView,
    positions: Vec<[f32; 2]>,
    pinned: Vec<bool>,
    adjacency: Adjacency,
    highlight: Highlight,
    camera: Camera,
    viewport: [f32; 2],
    theme: Theme,
    revision: Revision,
}

/// For each node, its edges and the nodes at their other ends, heaviest edge first.
#[derive(Clone, Debug, Default)]
struct Adjacency {
    starts: Vec<u32>,
    ends: Vec<(u32, u32)>,
}

impl Scene {
    /// Replaces the graph. `positions` are those of its nodes in layout units; missing ones are the origin. Clears
    /// highlight and pins, whose indices mean nothing any more; the camera stays.
    pub fn set_graph(&mut self, view: GraphView, positions: Vec<[f32; 2]>) {
        self.adjacency = Adjacency::new(&view);
        self.view = view;
        self.positions = positions;
        self.positions.resize(self.view.nodes.len(), [0.0; 2]);
        self.pinned = vec![false; self.view.nodes.len()];
        self.highlight = Highlight::default();
        self.revision.graph = self.revision.graph.wrapping_add(1);
    }

    /// Moves all nodes; ignored unless there is one position for each.
    pub fn set_positions(&mut self, positions: &[[f32; 2]]) {
        if positions.len() == self.positions.len() && positions != self.positions {
            self.positions.copy_from_slice(positions);
            self.revision.positions = self.revision.positions.wrapping_add(1);
        }
    }

    /// Marks a node as pinned, or not.
    pub fn set_pinned(&mut self, node: u32, pinned: bool) {
        if let Some(mark) = self.pinned.get_mut(node as usize)
            && *mark != pinned
        {
            *mark = pinned;
            self.revision.look = self.revision.look.wrapping_add(1);
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
            self.revision.look = self.revision.look.wrapping_add(1);
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
        Bounds::around(self.positions.iter().copied())
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

    /// The nodes tied to `node`, heaviest tie first.
    pub fn neighbours(&self, node: u32) -> impl Iterator<Item = u32> + '_ {
        self.adjacency.of(node).iter().map(|&(_, other)| other)
    }

    /// The edge between two nodes, if they are tied.
    pub fn edge_between(&self, a: u32, b: u32) -> Option<u32> {
        self.adjacency.of(a).iter().find(|&&(_, other)| other == b).map(|&(edge, _)| edge)
    }
}

impl Adjacency {
    fn new(view: &GraphView) -> Self {
        let mut starts = vec![0u32; view.nodes.len() + 1];
        let both = |at: usize| {
            let edge = &view.edges[at];
            [(edge.a, edge.b), (edge.b, edge.a)]
        };
        let sound = |at: &usize| {
            let edge = &view.edges[*at];
            edge.a != edge.b && (edge.a.max(edge.b) as usize) < view.nodes.len()
        };
        let mut order = order(view.edges.len(), &mut |i, j| view.edges[j].weight.cmp(&view.edges[i].weight));
        order.retain(sound);
        for (node, _) in order.iter().flat_map(|&at| both(at)) {
            starts[node as usize + 1] += 1;
        }
        for node in 1..starts.len() {
            starts[node] += starts[node - 1];
        }
        let mut next = starts.clone();
        let mut ends = vec![(0, 0); order.len() * 2];
        for at in order {
            for (node, other) in both(at) {
                ends[next[node as usize] as usize] = (at as u32, other);
                next[node as usize] += 1;
            }
        }
        Adjacency { starts, ends }
    }

    /// `(edge, other node)` of each edge of `node`.
    fn of(&self, node: u32) -> &[(u32, u32)] {
        match self.starts.get(node as usize..node as usize + 2) {
            Some(&[start, end]) => &self.ends[start as usize..end as usize],
            _ => &[],
        }
    }
}
