//! Scenes from a few numbers.
#![allow(dead_code)]

use coterie::entities::Kind;
use coterie::graph::{EdgeView, GraphView, NodeView};
use coterie::ids::{EntityId, EntityKey};
use coterie::scene::Scene;

/// A canvas in CSS pixels; the origin is seen at its middle.
pub(crate) const CANVAS: [f32; 2] = [800.0, 600.0];

/// A name as drawn, of the kind and community that its caller gives it afterwards, or a person's of the first.
pub(crate) fn node(index: usize, mentions: u32) -> NodeView {
    NodeView {
        key: EntityKey(index as u64),
        entity: EntityId(index as u32),
        name: format!("Name number {index}"),
        kind: Kind::Person,
        mentions,
        documents: 1,
        degree: 0,
        community: 0,
    }
}

/// A scene of these nodes in these places, with edges `(a, b, weight)`.
pub(crate) fn scene_of(nodes: Vec<NodeView>, places: Vec<[f32; 2]>, edges: &[(u32, u32, u32)]) -> Scene {
    let tie = |&(a, b, weight): &(u32, u32, u32)| EdgeView { a, b, weight, referred: 0, doubtful: 0 };
    let mut scene = Scene::default();
    scene.set_viewport(CANVAS);
    let edges = edges.iter().map(tie).collect();
    scene.set_graph(GraphView { nodes, edges, ..GraphView::default() }, places);
    scene
}

/// A scene with nodes `(mentions, x, y)` and edges `(a, b, weight)`.
pub(crate) fn scene(nodes: &[(u32, f32, f32)], edges: &[(u32, u32, u32)]) -> Scene {
    let views = nodes.iter().enumerate().map(|(index, &(mentions, ..))| node(index, mentions)).collect();
    scene_of(views, nodes.iter().map(|&(_, x, y)| [x, y]).collect(), edges)
}
