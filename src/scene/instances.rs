//! What is uploaded: one record of two or three whole numbers for each node and edge.
//!
//! Places are apart: a painter keeps them once, and records name nodes by index. So a layout that streams uploads
//! places alone, and records change with the graph. What stands out is drawn a second time over the rest, which falls
//! back as a whole: hovering uploads what is near the pointer and nothing else.

use super::{Ring, Scene, Shape, Stroke, radius};

/// `[node, look]`: an index into [`Scene::positions`]; from the lowest byte, the radius in eighths of layout units,
/// [`Shape`] as a number, [`Ring`] as a number, and whether it is pinned.
pub type NodeInstance = [u32; 2];

/// `[a, b, look]`: the ends' indices into [`Scene::positions`]; from the lowest byte, the width in sixteenths of CSS
/// pixels at zoom 1, [`Stroke`] as a number, [`Ring`] as a number, and whether it is a curve.
pub type EdgeInstance = [u32; 3];

impl Scene {
    /// One record for each node, in order: later ones are drawn over earlier ones. None stands out.
    pub fn node_instances(&self) -> Vec<NodeInstance> {
        (0..self.view.nodes.len() as u32).map(|node| self.node_instance(node, Ring::None)).collect()
    }

    /// The nodes that stand out, in order.
    pub fn node_instances_in_focus(&self) -> Vec<NodeInstance> {
        self.focus.nodes.iter().map(|&(node, ring)| self.node_instance(node, ring)).collect()
    }

    /// One record for each edge, heaviest first: from afar a beginning of them is drawn, see [`Scene::ties_drawn`].
    /// None stands out.
    pub fn edge_instances(&self) -> Vec<EdgeInstance> {
        self.by_weight.iter().map(|&edge| self.edge_instance(edge, Ring::None, false)).collect()
    }

    /// The edges that stand out, as [`Scene::ties_in_focus`] lists them.
    pub fn edge_instances_in_focus(&self) -> Vec<EdgeInstance> {
        let instance =
            |edge| self.edge_instance(edge, self.focus.of_edge(edge), self.control(edge).is_some());
        self.ties_in_focus().map(instance).collect()
    }

    fn node_instance(&self, node: u32, ring: Ring) -> NodeInstance {
        let of = &self.view.nodes[node as usize];
        let eighths = (radius(of.mentions) * 8.0).round() as u8;
        let pinned = u8::from(self.pinned[node as usize]);
        [node, u32::from_le_bytes([eighths, Shape::of(of.kind) as u8, ring as u8, pinned])]
    }

    fn edge_instance(&self, edge: u32, ring: Ring, curved: bool) -> EdgeInstance {
        let tie = &self.view.edges[edge as usize];
        let sixteenths = (self.width(edge) * 16.0).round() as u8;
        let look = [sixteenths, Stroke::of(tie) as u8, ring as u8, u8::from(curved)];
        [tie.a, tie.b, u32::from_le_bytes(look)]
    }
}
