//! From the model to the canvas, one animation frame at a time and only after a change.
//!
//! The scene that is drawn follows the model: when nodes have new places, or the camera jumps, the drawn ones glide
//! there in [`GLIDE`] milliseconds. Picking asks the scene that is drawn, so that a click takes what is seen.
//!
//! **Invariant:** a still graph asks for no frame, and a frame in which only the camera moves looks at no node: what
//! grows with the graph runs when the graph, its places or its pins have changed.

use std::collections::BTreeMap;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlCanvasElement, MediaQueryList};

use super::Store;
use crate::app::model::Shown;
use crate::app::{Effect, Message, Model, Theme as Choice, views};
use crate::evidence::Subject;
use crate::export::PictureRequest;
use crate::ids::EntityKey;
use crate::protocol::Request;
use crate::scene::{Camera, Highlight, Minimap, Pick, Scene, Theme};
use crate::web::gpu::Renderer;

/// How long nodes and camera take to their new places, in milliseconds.
const GLIDE: f64 = 200.0;

/// A handle on the picture; copies are the same picture.
#[derive(Clone, Copy)]
pub struct Stage(StoredValue<Option<Picture>, LocalStorage>);

impl Default for Stage {
    fn default() -> Self {
        Stage(StoredValue::new_local(None))
    }
}

struct Picture {
    store: Store,
    canvas: HtmlCanvasElement,
    renderer: Option<Renderer>,
    scene: Scene,
    /// The generation of the graph in the scene, and the moves of its nodes that it follows.
    followed: Option<(u32, u32)>,
    /// The nodes that are pinned in the scene.
    pins: Vec<EntityKey>,
    /// Whether the canvas says that the pointer is over something.
    over: bool,
    /// The overview shows.
    overview: bool,
    nodes: Glide<Vec<[f32; 2]>>,
    camera: Glide<Camera>,
    /// A frame has been asked for.
    pending: bool,
    painted: bool,
    /// Whether something was on its way in the last frame.
    moving: bool,
    dark: Option<MediaQueryList>,
    still: Option<MediaQueryList>,
    contrast: Option<MediaQueryList>,
    _on_theme: Closure<dyn FnMut()>,
}

/// Something on its way to where it should be.
#[derive(Default)]
struct Glide<T> {
    from: T,
    to: T,
    /// When it set out, in milliseconds of the page's clock; `None` once it is there.
    since: Option<f64>,
}

impl<T: Clone + PartialEq> Glide<T> {
    /// Sets out for `to`, or is there at once.
    fn head_for(&mut self, at: T, to: T, now: f64, glides: bool) {
        if to != self.to {
            self.since = glides.then_some(now);
            self.from = at;
            self.to = to;
        }
    }

    /// The part of the way behind, eased; `None` when it stands still.
    fn progress(&mut self, now: f64) -> Option<f32> {
        let part = ((now - self.since?) / GLIDE) as f32;
        if part >= 1.0 {
            self.since = None;
        }
        Some(part.clamp(0.0, 1.0))
    }
}

impl Stage {
    /// Takes the canvas and draws what the model has.
    pub(super) fn take(self, store: Store, canvas: HtmlCanvasElement) {
        let renderer = Renderer::new(canvas.clone(), move || self.request()).ok();
        let media = |query: &str| window().match_media(query).ok().flatten();
        let on_theme = Closure::<dyn FnMut()>::new(move || self.request());
        let dark = media("(prefers-color-scheme: dark)");
        let contrast = media("(prefers-contrast: more)");
        for list in [&dark, &contrast].into_iter().flatten() {
            list.set_onchange(Some(on_theme.as_ref().unchecked_ref()));
        }
        self.0.set_value(Some(Picture {
            store,
            canvas,
            renderer,
            scene: Scene::default(),
            followed: None,
            pins: Vec::new(),
            over: false,
            overview: false,
            nodes: Glide::default(),
            camera: Glide::default(),
            pending: false,
            painted: false,
            moving: false,
            dark,
            still: media("(prefers-reduced-motion: reduce)"),
            contrast,
            _on_theme: on_theme,
        }));
    }

    /// Draws at the next frame.
    pub fn request(self) {
        let asked = self.0.try_update_value(|picture| match picture {
            Some(picture) => !std::mem::replace(&mut picture.pending, true),
            None => false,
        });
        if asked == Some(true) {
            request_animation_frame(move || self.frame());
        }
    }

    /// What is at a CSS pixel of the canvas.
    pub(super) fn pick(self, at: [f32; 2], tolerance: f32) -> Option<Subject> {
        self.read(|picture| {
            let view = picture.scene.view();
            let key = |node: u32| view.nodes.get(node as usize).map(|node| node.key);
            match picture.scene.pick(at, tolerance)? {
                Pick::Node(node) => key(node).map(Subject::Entity),
                Pick::Edge(edge) => {
                    let edge = view.edges.get(edge as usize)?;
                    Some(Subject::Tie(key(edge.a)?, key(edge.b)?))
                }
            }
        })?
    }

    /// The node at a CSS pixel and where it stands, in layout units.
    pub(super) fn node(self, at: [f32; 2], tolerance: f32) -> Option<(EntityKey, [f32; 2])> {
        self.read(|picture| {
            let node = picture.scene.pick_node(at, tolerance)? as usize;
            Some((picture.scene.view().nodes.get(node)?.key, *picture.scene.positions().get(node)?))
        })?
    }

    /// The node on which a dragged one would be dropped at a CSS pixel of the canvas.
    pub(super) fn drop_target(self, at: [f32; 2], dragged: EntityKey) -> Option<EntityKey> {
        self.read(|picture| {
            let node = picture.scene.drop_target(at, picture.index(dragged)?)?;
            Some(picture.scene.view().nodes.get(node as usize)?.key)
        })?
    }

    /// Where a node stands, in CSS pixels of the canvas.
    pub(super) fn place_of(self, key: EntityKey) -> Option<[f32; 2]> {
        self.read(|picture| {
            let node = picture.index(key)? as usize;
            Some(picture.scene.to_screen(*picture.scene.positions().get(node)?))
        })?
    }

    /// The names within a line around CSS pixels of the canvas.
    pub(super) fn within(self, points: &[[f32; 2]]) -> Vec<EntityKey> {
        let keys = self.read(|picture| {
            let nodes = &picture.scene.view().nodes;
            let inside = picture.scene.nodes_in_polygon(points);
            inside.into_iter().filter_map(|node| Some(nodes.get(node as usize)?.key)).collect()
        });
        keys.unwrap_or_default()
    }

    /// What is under a CSS pixel of the canvas on the overview, in layout units.
    pub(super) fn overview_to_world(self, at: [f32; 2]) -> Option<[f32; 2]> {
        self.read(|picture| picture.scene.minimap_to_world(at))?
    }

    /// Whoever takes hold of the picture has it where it is seen, though it was on its way elsewhere.
    pub(super) fn take_hold(self, store: Store) {
        let on_its_way = self.read(|picture| picture.camera.since.map(|_| picture.scene.camera()));
        if let Some(camera) = on_its_way.flatten() {
            store.dispatch(Message::CameraTaken(camera));
        }
    }

    /// A CSS pixel of the canvas in layout units.
    pub(super) fn to_world(self, at: [f32; 2]) -> [f32; 2] {
        self.read(|picture| picture.scene.to_world(at)).unwrap_or_default()
    }

    /// A request for a picture, completed with what the canvas shows; nothing where there is no picture.
    pub fn depict(self, mut request: Box<PictureRequest>) -> Option<Effect> {
        self.0.try_update_value(|picture| {
            let Picture { scene, renderer, .. } = picture.as_mut()?;
            request.camera = scene.camera();
            request.size = scene.viewport();
            request.theme = *scene.theme();
            request.communities = scene.shows_communities();
            request.highlight = scene.highlight().clone();
            request.positions = scene.positions().to_vec();
            if let Some(renderer) = renderer {
                request.labels = renderer.labels().to_vec();
                request.rasters = renderer.rasters(scene);
            }
            Some(Effect::Ask(Request::Picture(request)))
        })?
    }

    fn read<T>(self, read: impl FnOnce(&Picture) -> T) -> Option<T> {
        self.0.try_with_value(|picture| picture.as_ref().map(read))?
    }

    fn frame(self) {
        let now = window().performance().map_or(0.0, |clock| clock.now());
        let done = self.0.try_update_value(|picture| {
            let picture = picture.as_mut()?;
            picture.pending = false;
            let moving = picture.frame(now);
            let first = !std::mem::replace(&mut picture.painted, true);
            Some((picture.store, moving, first.then_some(picture.renderer.is_some())))
        });
        let Some(Some((store, moving, first))) = done else { return };
        if moving {
            self.request();
        }
        if let Some(drawn) = first {
            store.dispatch(Message::Painted { drawn });
        }
    }
}

impl Picture {
    /// Draws; `true` while something is on its way.
    fn frame(&mut self, now: f64) -> bool {
        let store = self.store;
        let moving = store.peek(|model| self.follow(model, now));
        self.place_ticks();
        if let Some(renderer) = &mut self.renderer {
            if std::mem::replace(&mut self.moving, moving) && !moving {
                renderer.rest();
            }
            renderer.draw(&self.scene, window().device_pixel_ratio() as f32);
        }
        moving
    }

    /// Tells the dates along the picture where it is.
    fn place_ticks(&self) {
        let ticks = document().get_element_by_id("ticks").filter(|ticks| ticks.child_element_count() > 0);
        let Some(ticks) = ticks.and_then(|ticks| ticks.dyn_into::<web_sys::HtmlElement>().ok()) else {
            return;
        };
        let [zoom, shift] = [self.scene.camera().zoom, self.scene.to_screen([0.0; 2])[0]];
        for (name, value) in [("--zoom", zoom), ("--shift", shift)] {
            let thousandths = ((value * 1000.0) as i32).to_string();
            let _ = web_sys::HtmlElement::style(&ticks).set_property(name, &thousandths);
        }
    }

    /// Brings the scene up to the model, or on its way there.
    fn follow(&mut self, model: &Model, now: f64) -> bool {
        let matches = |list: &Option<MediaQueryList>| list.as_ref().is_some_and(MediaQueryList::matches);
        let dark = match model.theme {
            Choice::System => matches(&self.dark),
            Choice::Light => false,
            Choice::Dark => true,
        };
        let glides = self.painted && !matches(&self.still);
        let theme = if dark { Theme::DARK } else { Theme::LIGHT };
        self.scene.set_theme(if matches(&self.contrast) { theme.stronger() } else { theme });
        self.scene.set_viewport(model.stage.size);
        self.scene.set_communities(views::tinted(model));
        self.follow_nodes(model, now, glides);
        self.follow_camera(model, now, glides);
        self.follow_overview(model);
        self.follow_highlight(model);
        self.nodes.since.is_some() || self.camera.since.is_some()
    }

    /// The index of a node in the scene. The model may be ahead of it until the next frame.
    fn index(&self, key: EntityKey) -> Option<u32> {
        let index = self.store.peek(|model| model.shown.index(key))?;
        self.scene.view().nodes.get(index).filter(|node| node.key == key).map(|_| index as u32)
    }

    fn follow_nodes(&mut self, model: &Model, now: f64, glides: bool) {
        let shown = &model.shown;
        let followed = Some((model.generation, shown.moves));
        let changed = followed != self.followed;
        if changed {
            let mut to: Vec<[f32; 2]> = shown.positions.chunks_exact(2).map(|at| [at[0], at[1]]).collect();
            to.resize(shown.view.nodes.len(), [0.0; 2]);
            if self.followed.map(|(generation, _)| generation) != Some(model.generation) {
                self.show(shown, &to);
            }
            self.followed = followed;
            self.nodes.head_for(self.scene.positions().to_vec(), to, now, glides);
        }
        let dragged = model.stage.dragged.and_then(|(key, at)| Some((shown.index(key)?, at)));
        if let Some((index, at)) = dragged {
            // What the pointer holds is where the pointer is.
            for places in [&mut self.nodes.from, &mut self.nodes.to] {
                if let Some(place) = places.get_mut(index) {
                    *place = at;
                }
            }
        }
        match self.nodes.progress(now) {
            Some(part) if part < 1.0 => {
                let left = 1.0 - part;
                let eased = 1.0 - left * left * left;
                let pairs = self.nodes.from.iter().zip(&self.nodes.to);
                let places: Vec<[f32; 2]> = pairs
                    .map(|(from, to)| [0, 1].map(|axis| from[axis] + (to[axis] - from[axis]) * eased))
                    .collect();
                self.scene.set_positions(&places);
            }
            None if !changed && dragged.is_none() => {}
            _ => self.scene.set_positions(&self.nodes.to),
        }
        if !self.pins.iter().eq(model.stage.held.keys()) {
            self.pins = model.stage.held.keys().copied().collect();
            for (index, node) in shown.view.nodes.iter().enumerate() {
                self.scene.set_pinned(index as u32, model.stage.held.contains_key(&node.key));
            }
        }
    }

    /// Puts another graph in the scene; nodes that were there set out from where they are.
    fn show(&mut self, shown: &Shown, to: &[[f32; 2]]) {
        let mut before = BTreeMap::<EntityKey, [f32; 2]>::new();
        for (node, at) in self.scene.view().nodes.iter().zip(self.scene.positions()) {
            before.insert(node.key, *at);
        }
        let keys = shown.view.nodes.iter().map(|node| node.key);
        let from = keys.zip(to).map(|(key, to)| before.get(&key).copied().unwrap_or(*to)).collect();
        self.scene.set_graph(shown.view.clone(), from);
        self.nodes = Glide::default();
        self.pins = Vec::new();
    }

    fn follow_camera(&mut self, model: &Model, now: f64, glides: bool) {
        let glides = glides && model.stage.eased;
        self.camera.head_for(self.scene.camera(), model.stage.camera, now, glides);
        let camera = match self.camera.progress(now) {
            Some(part) => Camera::between(self.camera.from, self.camera.to, part),
            None => self.camera.to,
        };
        self.scene.set_camera(camera);
    }

    /// The overview shows while a part of the graph is seen.
    fn follow_overview(&mut self, model: &Model) {
        let shown = model.stage.overview().filter(|_| self.scene.sees_part());
        self.scene.set_minimap(shown.map(|rect| Minimap { rect }));
        if shown.is_some() != std::mem::replace(&mut self.overview, shown.is_some())
            && let Some(overview) = document().get_element_by_id("overview")
        {
            let _ = overview.toggle_attribute_with_force("hidden", shown.is_none());
        }
    }

    fn follow_highlight(&mut self, model: &Model) {
        let pick = |subject: Subject| match subject {
            Subject::Entity(key) => model.shown.index(key).map(|index| Pick::Node(index as u32)),
            Subject::Tie(a, b) => {
                let (a, b) = (model.shown.index(a)?, model.shown.index(b)?);
                self.scene.edge_between(a as u32, b as u32).map(Pick::Edge)
            }
        };
        // While a node is dragged, what it would be dropped on lights up.
        let under = match model.stage.dragged {
            Some(_) => model.stage.onto.map(Subject::Entity),
            None => model.stage.hover,
        };
        let hovered = under.and_then(pick);
        let chosen = model.deciding.chosen.iter().copied().map(Subject::Entity);
        let selected = model.selection().into_iter().chain(chosen).filter_map(pick).collect();
        let over = hovered.is_some();
        self.scene.set_highlight(Highlight { hovered, selected });
        if over != std::mem::replace(&mut self.over, over) {
            let _ = self.canvas.set_attribute("data-over", if over { "yes" } else { "no" });
        }
    }
}
