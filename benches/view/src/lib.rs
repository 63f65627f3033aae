//! What a page needs to lay out and draw a graph, without the page: what `benches/view/peers/coterie.mjs` measures.
#![cfg(target_arch = "wasm32")]

use coterie::entities::Kind;
use coterie::graph::{EdgeView, GraphView, NodeView};
use coterie::ids::{EntityId, EntityKey};
use coterie::layout::{LayoutRequest, Simulation};
use coterie::scene::{self, Camera, Scene};
use coterie::web::gpu::Renderer;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

/// A graph on a canvas.
#[wasm_bindgen]
pub struct View {
    scene: Scene,
    renderer: Renderer,
}

#[wasm_bindgen]
impl View {
    /// Shows a graph on a canvas of this size in CSS pixels. `ends` has two numbers a tie, `weights` one; `mentions` and
    /// `groups` have one a node, `names` a line; `places` has two numbers a node and may be empty: then nodes are laid out
    /// first, which the size of the wasm counts in and no measurement does.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::too_many_arguments, reason = "arrays cross the border one by one")]
    pub fn new(
        canvas: HtmlCanvasElement,
        size: &[f32],
        ends: &[u32],
        weights: &[u32],
        mentions: &[u32],
        groups: &[u32],
        names: &str,
        places: &[f32],
    ) -> Result<View, JsError> {
        let mut degrees = vec![0u32; mentions.len()];
        for &end in ends {
            degrees[end as usize] += 1;
        }
        let nodes = (names.lines().zip(mentions).zip(groups).zip(&degrees).enumerate())
            .map(|(index, (((name, &mentions), &community), &degree))| NodeView {
                key: EntityKey(index as u64),
                entity: EntityId(index as u32),
                name: name.to_owned(),
                kind: Kind::ALL[community as usize % Kind::ALL.len()],
                mentions,
                documents: mentions,
                degree,
                community,
            })
            .collect();
        let edges = (ends.chunks_exact(2).zip(weights))
            .map(|(ends, &weight)| EdgeView { a: ends[0], b: ends[1], weight, referred: 0, doubtful: 0 })
            .collect();
        let places = if places.is_empty() { lay_out(ends, weights, mentions) } else { pairs(places) };
        let mut scene = Scene::default();
        scene.set_viewport([size[0], size[1]]);
        scene.set_graph(GraphView { nodes, edges, ..GraphView::default() }, places);
        let renderer = Renderer::new(canvas, || ()).map_err(|error| JsError::new(&error.to_string()))?;
        Ok(View { scene, renderer })
    }

    /// Draws with this place in the middle and this many CSS pixels a layout unit.
    pub fn draw(&mut self, x: f32, y: f32, zoom: f32) {
        self.scene.set_camera(Camera { center: [x, y], zoom });
        self.renderer.draw(&self.scene, 1.0);
    }

    /// How many names the last frame shows.
    pub fn labels(&self) -> u32 {
        self.renderer.labels().len() as u32
    }
}

fn lay_out(ends: &[u32], weights: &[u32], mentions: &[u32]) -> Vec<[f32; 2]> {
    let edges = ends.chunks_exact(2).zip(weights).map(|(ends, &weight)| (ends[0], ends[1], weight as f32));
    let mut simulation = Simulation::new(&LayoutRequest {
        radii: mentions.iter().map(|&mentions| scene::radius(mentions)).collect(),
        edges: edges.collect(),
        ..LayoutRequest::default()
    });
    simulation.run_to_end();
    simulation.positions().to_vec()
}

fn pairs(numbers: &[f32]) -> Vec<[f32; 2]> {
    numbers.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect()
}
