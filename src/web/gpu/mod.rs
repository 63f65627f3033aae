//! Paints a [`Scene`] with WebGL2: programs of our own, seven draw calls a frame (land of communities, ties, those
//! that stand out, nodes, those that stand out, names; the minimap).
//!
//! ```ignore
//! let mut renderer = Renderer::new(canvas, request_draw)?;  // Err(GpuError): say why in words, show the list instead
//! // in one animation frame after anything changed, and never on a timer:
//! renderer.draw(&scene, window.device_pixel_ratio() as f32);
//! ```
//!
//! How it works: the renderer remembers what it has uploaded by [`Scene::revision`] and what it has drawn by camera,
//! size and theme. [`draw`](Renderer::draw) uploads what changed, and does nothing at all when nothing did; so a
//! still graph costs nothing, however often `draw` is called. Places of nodes are one texture, records of nodes and
//! ties name them by index: a layout that streams uploads eight bytes a node, hovering what is near the pointer, and
//! panning and zooming upload the camera alone, and names where others are written. [`uploaded_bytes`] counts it.
//!
//! [`uploaded_bytes`]: Renderer::uploaded_bytes
//!
//! Nothing runs on a timer, and browsers give a hidden tab no animation frames. The canvas's backing store follows
//! [`Scene::viewport`] times the device's pixel ratio; its size on the page is the style sheet's business. The canvas
//! is transparent where nothing is drawn: give it the page's background.
//!
//! The attribute `data-frames` of the canvas counts frames for tests.
//!
//! A lost context is given back by the browser after a while; everything is then built again from the scene, in the
//! `draw` that the callback given to [`Renderer::new`] should ask for.
//!
//! Why not wgpu: its WebGL backend alone is 389 kB in brotli, against some ten for this.

mod context;
mod frame;
mod pictures;
mod program;
mod shaders;
mod text;

use std::fmt;

use web_sys::{HtmlCanvasElement, WebGl2RenderingContext as Gl};

use crate::export::{Raster, helvetica};
use crate::scene::{
    Bounds, CURVE_STEPS, Camera, Label, Labels, Minimap, Revision, Rgb, Scene, Theme, radius,
};
use context::{Context, State};
use frame::Numbers;
use pictures::Picture;
use program::{Attribute, Layer, Program};
use text::Atlas;

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GpuError {
    /// The browser has no WebGL2, or has it turned off.
    Unsupported,
    /// The graphics driver refused a program; its own words.
    Refused(String),
}

impl fmt::Display for GpuError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GpuError::Unsupported => {
                f.write_str("This browser cannot draw the graph: WebGL2 is off or missing.")
            }
            GpuError::Refused(why) => {
                f.write_str("The graphics driver refused to draw the graph: ")?;
                f.write_str(why)
            }
        }
    }
}

impl std::error::Error for GpuError {}

/// Owns the canvas's WebGL context, its listeners and all that was uploaded.
pub struct Renderer {
    context: Context,
    gpu: Gpu,
    labels: Labels,
    drawn: Option<Drawn>,
    frames: u32,
    bytes: usize,
    calls: u32,
}

/// What the last frame showed; an equal one need not be drawn.
#[derive(Clone, Copy, PartialEq)]
struct Drawn {
    revision: Revision,
    camera: Camera,
    viewport: [f32; 2],
    theme: Theme,
    minimap: Option<Minimap>,
    ratio: f32,
}

/// So many nodes are drawn on a minimap at most, those with most mentions.
const MINIMAP_NODES: i32 = 5000;

/// What lives in the context and is lost with it.
struct Gpu {
    places: Picture,
    field: Picture,
    land: Program,
    lands: Layer,
    tie: Program,
    node: Program,
    name: Program,
    ties: Layer,
    ties_in_focus: Layer,
    nodes: Layer,
    nodes_in_focus: Layer,
    names: Layer,
    atlas: Atlas,
    uploaded: Option<Revision>,
    /// The names as they were uploaded.
    quads: Vec<Quad>,
}

/// A name as `shaders::NAME_VERTEX` takes it.
type Quad = [f32; 12];

impl Renderer {
    /// Takes the canvas. `restored` is called when a lost context has come back and a frame should be drawn.
    pub fn new(canvas: HtmlCanvasElement, restored: impl Fn() + 'static) -> Result<Renderer, GpuError> {
        let context = Context::new(canvas, restored)?;
        let gpu = Gpu::new(&context.gl)?;
        Ok(Renderer { context, gpu, labels: Labels::default(), drawn: None, frames: 0, bytes: 0, calls: 0 })
    }

    /// Whether [`draw`](Self::draw) would paint: the scene or the pixel ratio differ from the last frame's.
    pub fn needs_draw(&self, scene: &Scene, ratio: f32) -> bool {
        match self.context.state() {
            State::Lost => false,
            State::Restored => true,
            State::Ready => self.drawn != Some(Drawn::of(scene, ratio)),
        }
    }

    /// Paints the scene if it differs from the last frame. `ratio` is the device's pixels per CSS pixel. Returns
    /// whether a frame was drawn.
    pub fn draw(&mut self, scene: &Scene, ratio: f32) -> bool {
        let drawn = Drawn::of(scene, ratio);
        if !self.needs_draw(scene, ratio) || drawn.viewport.iter().any(|side| *side < 1.0) {
            return false;
        }
        let gl = &self.context.gl;
        if self.context.state() == State::Restored {
            // A driver that refuses now what it took before has lost the context again: wait for the next one.
            let Ok(gpu) = Gpu::new(gl) else { return false };
            self.gpu = gpu;
            self.context.set_ready();
        }
        let size = drawn.viewport.map(|side| (side * drawn.ratio).round() as u32);
        self.context.resize(size);
        self.bytes = self.gpu.upload(gl, scene);
        let atlas = &mut self.gpu.atlas;
        let labels = self.labels.place(scene, &mut |name, size| atlas.measure(name, size));
        self.bytes += self.gpu.upload_names(gl, scene, labels, drawn.ratio);
        self.calls = self.gpu.paint(gl, scene, drawn.ratio, size);
        self.calls += self.gpu.paint_minimap(gl, scene, drawn.ratio);
        self.drawn = Some(drawn);
        self.frames = self.frames.wrapping_add(1);
        self.context.show_frames(self.frames);
        true
    }

    /// The next frame is the first at rest after a movement: its names are chosen anew.
    pub fn rest(&mut self) {
        self.labels.rest();
        self.drawn = None;
    }

    /// Frames drawn so far.
    pub fn frames(&self) -> u32 {
        self.frames
    }

    /// Bytes given to the GPU for the last frame: records, places, names and their letters, camera and colours.
    pub fn uploaded_bytes(&self) -> usize {
        self.bytes
    }

    /// Draw calls of the last frame.
    pub fn draw_calls(&self) -> u32 {
        self.calls
    }

    /// The names written in the last frame that a PDF's font lacks letters for, as pixels.
    pub fn rasters(&mut self, scene: &Scene) -> Vec<Raster> {
        let atlas = &mut self.gpu.atlas;
        let lacking = self.labels.placed().iter().filter_map(|label| {
            let name = scene.view().nodes.get(label.node as usize)?.name.as_str();
            (!helvetica::has(name)).then(|| atlas.raster(label.node, name, label.size))?
        });
        lacking.collect()
    }

    /// The names written in the last frame.
    pub fn labels(&self) -> &[Label] {
        self.labels.placed()
    }
}

impl Drawn {
    fn of(scene: &Scene, ratio: f32) -> Drawn {
        let ratio = if ratio.is_finite() { ratio.clamp(0.5, 4.0) } else { 1.0 };
        Drawn {
            revision: scene.revision(),
            camera: scene.camera(),
            viewport: scene.viewport(),
            theme: *scene.theme(),
            minimap: scene.minimap(),
            ratio,
        }
    }
}

impl Gpu {
    fn new(gl: &Gl) -> Result<Gpu, GpuError> {
        let tie = [Attribute::Numbers(3)];
        let node = [Attribute::Numbers(2)];
        let name = [Attribute::Floats(4); 3];
        gl.enable(Gl::BLEND);
        gl.blend_func(Gl::ONE, Gl::ONE_MINUS_SRC_ALPHA);
        Ok(Gpu {
            places: Picture::new(gl, Gl::TEXTURE0, Gl::NEAREST)?,
            field: Picture::new(gl, Gl::TEXTURE2, Gl::LINEAR)?,
            land: Program::new(gl, [shaders::LAND_VERTEX, shaders::LAND_FRAGMENT])?,
            lands: Layer::new(gl, &[Attribute::Floats(4)])?,
            tie: Program::new(gl, [shaders::EDGE_VERTEX, shaders::EDGE_FRAGMENT])?,
            node: Program::new(gl, [shaders::NODE_VERTEX, shaders::NODE_FRAGMENT])?,
            name: Program::new(gl, [shaders::NAME_VERTEX, shaders::NAME_FRAGMENT])?,
            ties: Layer::new(gl, &tie)?,
            ties_in_focus: Layer::new(gl, &tie)?,
            nodes: Layer::new(gl, &node)?,
            nodes_in_focus: Layer::new(gl, &node)?,
            names: Layer::new(gl, &name)?,
            atlas: Atlas::new(gl)?,
            uploaded: None,
            quads: Vec::new(),
        })
    }

    /// Brings places and records up to the scene's revision; returns how many bytes that took.
    fn upload(&mut self, gl: &Gl, scene: &Scene) -> usize {
        let now = scene.revision();
        let before = self.uploaded.replace(now);
        let same = |part: fn(Revision) -> u32| {
            before.is_some_and(|before| before.graph == now.graph && part(before) == part(now))
        };
        let mut bytes = 0;
        if !same(|revision| revision.positions) {
            bytes += self.places.write_places(gl, scene.positions());
        }
        if !(same(|revision| revision.positions) && same(|revision| revision.communities)) {
            let field = scene.field();
            bytes += self.field.write_colors(gl, &field.cells, field.size);
            let Bounds { low, high } = field.bounds.unwrap_or_default();
            let land: &[f32] = &[low[0], low[1], high[0], high[1]];
            bytes += self.lands.upload_floats(gl, if field.bounds.is_some() { land } else { &[] }, 4);
        }
        if !same(|revision| revision.graph) {
            bytes += self.ties.upload_numbers(gl, scene.edge_instances().as_flattened(), 3);
        }
        if !same(|revision| revision.pins) {
            bytes += self.nodes.upload_numbers(gl, scene.node_instances().as_flattened(), 2);
        }
        if !(same(|revision| revision.highlight) && same(|revision| revision.pins)) {
            let [ties, nodes] = [&mut self.ties_in_focus, &mut self.nodes_in_focus];
            bytes += ties.upload_numbers(gl, scene.edge_instances_in_focus().as_flattened(), 3);
            bytes += nodes.upload_numbers(gl, scene.node_instances_in_focus().as_flattened(), 2);
        }
        bytes
    }

    /// Writes the labels' texts that the atlas does not hold yet, and where they all go, if that is not where they
    /// are; returns how many bytes that took.
    fn upload_names(&mut self, gl: &Gl, scene: &Scene, labels: &[Label], ratio: f32) -> usize {
        let texts: Vec<(&str, f32)> = (labels.iter())
            .map(|label| (scene.view().nodes[label.node as usize].name.as_str(), label.size))
            .collect();
        let (cells, mut bytes) = self.atlas.write(gl, &texts, ratio);
        let mut quads: Vec<Quad> = Vec::with_capacity(labels.len());
        // What matters most is written last, over the rest.
        for (label, cell) in labels.iter().zip(cells).rev() {
            let Some(cell) = cell else { continue };
            let radius = radius(scene.view().nodes[label.node as usize].mentions);
            let [dx, dy] = label.offset.map(|offset| offset - text::PADDING);
            let [rx, ry] = label.outwards;
            let [u, v, width, height] = cell.map(f32::from);
            quads.push([label.node as f32, radius, label.strength, 0.0, dx, dy, rx, ry, u, v, width, height]);
        }
        if quads != self.quads {
            bytes += self.names.upload_floats(gl, quads.as_flattened(), 12);
            self.quads = quads;
        }
        bytes
    }

    /// Draws all layers, from below; returns in how many calls.
    fn paint(&self, gl: &Gl, scene: &Scene, ratio: f32, [width, height]: [u32; 2]) -> u32 {
        gl.viewport(0, 0, width as i32, height as i32);
        clear(gl, theme_color(scene.theme().paper, 0.0));
        self.begin(gl, &frame::numbers(scene, scene.camera(), scene.viewport(), ratio));
        let ties = (scene.ties_drawn().ceil() as i32).min(self.ties.instances);
        let calls = self.lands.draw(gl, &self.land, 1, self.lands.instances)
            + self.ties.draw(gl, &self.tie, 1, ties)
            + self.ties_in_focus.draw(gl, &self.tie, CURVE_STEPS, self.ties_in_focus.instances)
            + self.nodes.draw(gl, &self.node, 1, self.nodes.instances)
            + self.nodes_in_focus.draw(gl, &self.node, 1, self.nodes_in_focus.instances)
            + self.names.draw(gl, &self.name, 1, self.names.instances);
        gl.bind_vertex_array(None);
        calls
    }

    fn begin(&self, gl: &Gl, numbers: &Numbers) {
        for program in [&self.land, &self.tie, &self.node, &self.name] {
            program.begin(gl, numbers);
        }
    }

    /// Draws the minimap, where one is shown, on ground of its own; returns in how many calls.
    fn paint_minimap(&self, gl: &Gl, scene: &Scene, ratio: f32) -> u32 {
        let (Some(minimap), Some(camera), Some([low, high])) =
            (scene.minimap(), scene.minimap_camera(), scene.seen_on_minimap())
        else {
            return 0;
        };
        let theme = scene.theme();
        let [left, top, width, height] = minimap.rect;
        // Boxes of device pixels, from below as WebGL counts them: left, bottom, width, height.
        let device = |from: [f32; 2], to: [f32; 2]| {
            let below = scene.viewport()[1];
            [from[0], below - to[1], to[0] - from[0], to[1] - from[1]]
                .map(|side| (side * ratio).round() as i32)
        };
        let fill = |[x, y, width, height]: [i32; 4], color: [f32; 4]| {
            gl.scissor(x, y, width.max(1), height.max(1));
            clear(gl, color);
        };
        let ground = device([left, top], [left + width, top + height]);
        let line = ratio.round().max(1.0) as i32;
        gl.enable(Gl::SCISSOR_TEST);
        fill(ground, theme_color(mixed(theme.paper, theme.ink), 1.0));
        let [x, y, w, h] = ground;
        fill([x + line, y + line, w - 2 * line, h - 2 * line], theme_color(theme.paper, 1.0));
        gl.viewport(x, y, w, h);
        let mut numbers = frame::numbers(scene, camera, [width, height], ratio);
        // Discs as points, and nothing recedes.
        numbers[6] = 0.1;
        numbers[11] = 1.0;
        self.node.begin(gl, &numbers);
        let calls = self.nodes.draw(gl, &self.node, 1, self.nodes.instances.min(MINIMAP_NODES));
        gl.bind_vertex_array(None);
        let [x, y, w, h] = device(low, high);
        let accent = theme_color(theme.accent, 1.0);
        for side in [[x, y, w, line], [x, y + h - line, w, line], [x, y, line, h], [x + w - line, y, line, h]]
        {
            fill(side, accent);
        }
        gl.disable(Gl::SCISSOR_TEST);
        calls
    }
}

fn clear(gl: &Gl, [red, green, blue, alpha]: [f32; 4]) {
    gl.clear_color(red, green, blue, alpha);
    gl.clear(Gl::COLOR_BUFFER_BIT);
}

/// A colour, premultiplied.
fn theme_color(color: Rgb, alpha: f32) -> [f32; 4] {
    let [red, green, blue] = frame::unit(color).map(|channel| channel * alpha);
    [red, green, blue, alpha]
}

/// The colour of a quiet line: a fifth of ink on paper.
fn mixed(paper: Rgb, ink: Rgb) -> Rgb {
    [0, 1, 2].map(|at| ((u16::from(paper[at]) * 4 + u16::from(ink[at])) / 5) as u8)
}
