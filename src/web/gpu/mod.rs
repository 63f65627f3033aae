//! Paints a [`Scene`] with WebGL2: three programs of our own, three draw calls a frame (ties, nodes, names).
//!
//! ```ignore
//! let mut renderer = Renderer::new(canvas, request_draw)?;  // Err(GpuError): say why in words, show the list instead
//! // in one animation frame after anything changed, and never on a timer:
//! renderer.draw(&scene, window.device_pixel_ratio() as f32);
//! ```
//!
//! How it works: the renderer remembers what it has uploaded by [`Scene::revision`] and what it has drawn by camera,
//! size and theme. [`draw`](Renderer::draw) uploads what changed, and does nothing at all when nothing did; so a
//! still graph costs nothing, however often `draw` is called. The canvas's backing store follows
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
mod program;
mod shaders;
mod text;

use std::fmt;

use web_sys::{HtmlCanvasElement, WebGl2RenderingContext as Gl};

use crate::scene::{Camera, Label, Labels, Revision, Rgb, Scene, Theme};
use context::{Context, State};
use program::{Attribute, Layer};
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
}

/// What the last frame showed; an equal one need not be drawn.
#[derive(Clone, Copy, PartialEq)]
struct Drawn {
    revision: Revision,
    camera: Camera,
    viewport: [f32; 2],
    theme: Theme,
    ratio: f32,
}

/// What lives in the context and is lost with it.
struct Gpu {
    edges: Layer,
    nodes: Layer,
    names: Layer,
    atlas: Atlas,
    uploaded: Option<Revision>,
}

impl Renderer {
    /// Takes the canvas. `restored` is called when a lost context has come back and a frame should be drawn.
    pub fn new(canvas: HtmlCanvasElement, restored: impl Fn() + 'static) -> Result<Renderer, GpuError> {
        let context = Context::new(canvas, restored)?;
        let gpu = Gpu::new(&context.gl)?;
        Ok(Renderer { context, gpu, labels: Labels::default(), drawn: None, frames: 0 })
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
        if self.context.state() == State::Restored {
            // A driver that refuses now what it took before has lost the context again: wait for the next one.
            let Ok(gpu) = Gpu::new(&self.context.gl) else { return false };
            self.gpu = gpu;
            self.context.set_ready();
        }
        let size = drawn.viewport.map(|side| (side * drawn.ratio).round() as u32);
        self.context.resize(size);
        self.gpu.upload(&self.context.gl, scene);
        let atlas = &mut self.gpu.atlas;
        let labels = self.labels.place(scene, &mut |name, size| atlas.measure(name, size));
        self.gpu.upload_names(&self.context.gl, scene, labels, drawn.ratio);
        self.gpu.paint(&self.context.gl, &drawn, size);
        self.drawn = Some(drawn);
        self.frames = self.frames.wrapping_add(1);
        self.context.show_frames(self.frames);
        true
    }

    /// Frames drawn so far.
    pub fn frames(&self) -> u32 {
        self.frames
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
            ratio,
        }
    }
}

impl Gpu {
    fn new(gl: &Gl) -> Result<Gpu, GpuError> {
        let edges = Layer::new(
            gl,
            [shaders::EDGE_VERTEX, shaders::EDGE_FRAGMENT],
            &[&[Attribute::Floats(4), Attribute::Floats(2)], &[Attribute::Bytes(4)]],
        )?;
        let nodes = Layer::new(
            gl,
            [shaders::NODE_VERTEX, shaders::NODE_FRAGMENT],
            &[&[Attribute::Floats(4)], &[Attribute::Bytes(4)]],
        )?;
        let names = Layer::new(
            gl,
            [shaders::NAME_VERTEX, shaders::NAME_FRAGMENT],
            &[&[Attribute::Floats(4), Attribute::Floats(4), Attribute::Floats(1)]],
        )?;
        gl.enable(Gl::BLEND);
        gl.blend_func(Gl::ONE, Gl::ONE_MINUS_SRC_ALPHA);
        Ok(Gpu { edges, nodes, names, atlas: Atlas::new(gl)?, uploaded: None })
    }

    /// Brings the instance arrays up to the scene's revision.
    fn upload(&mut self, gl: &Gl, scene: &Scene) {
        let now = scene.revision();
        let before = self.uploaded.replace(now);
        let same = |part: fn(Revision) -> u32| {
            before.is_some_and(|before| before.graph == now.graph && part(before) == part(now))
        };
        if !same(|revision| revision.positions) {
            self.edges.upload_floats(gl, 0, scene.edge_instances().as_flattened());
            self.nodes.upload_floats(gl, 0, scene.node_instances().as_flattened());
        }
        if !same(|revision| revision.look) {
            self.edges.upload_bytes(gl, 1, scene.edge_looks().as_flattened());
            self.nodes.upload_bytes(gl, 1, scene.node_looks().as_flattened());
        }
        self.edges.instances = scene.view().edges.len() as i32;
        self.nodes.instances = scene.view().nodes.len() as i32;
    }

    /// Writes the labels' texts that the atlas does not hold yet, and where they all go.
    fn upload_names(&mut self, gl: &Gl, scene: &Scene, labels: &[Label], ratio: f32) {
        let texts: Vec<(&str, f32)> = (labels.iter())
            .map(|label| (scene.view().nodes[label.node as usize].name.as_str(), label.size))
            .collect();
        let cells = self.atlas.write(gl, &texts, ratio);
        let mut quads: Vec<[f32; 9]> = Vec::with_capacity(labels.len());
        for (label, cell) in labels.iter().zip(cells) {
            let Some(cell) = cell else { continue };
            let [x, y] = scene.positions()[label.node as usize];
            let [dx, dy] = label.offset.map(|offset| offset - text::PADDING);
            let [u, v, width, height] = cell.map(f32::from);
            quads.push([x, y, dx, dy, u, v, width, height, label.strength]);
        }
        quads.reverse();
        self.names.upload_floats(gl, 0, quads.as_flattened());
        self.names.instances = quads.len() as i32;
    }

    fn paint(&self, gl: &Gl, drawn: &Drawn, [width, height]: [u32; 2]) {
        let Drawn { camera, viewport, theme, ratio, .. } = drawn;
        gl.viewport(0, 0, width as i32, height as i32);
        gl.clear_color(0.0, 0.0, 0.0, 0.0);
        gl.clear(Gl::COLOR_BUFFER_BIT);
        for layer in [&self.edges, &self.nodes, &self.names] {
            if layer.instances == 0 {
                continue;
            }
            layer.begin(gl);
            // Six numbers: middle, zoom, pixel ratio, and the canvas's size in CSS pixels; then the scale of discs.
            layer.set(gl, "u_camera", &[camera.center[0], camera.center[1], camera.zoom, *ratio]);
            layer.set(gl, "u_viewport", viewport);
            layer.set(gl, "u_scale", &[camera.disc_scale()]);
            layer.set(gl, "u_paper", &unit(theme.paper));
            layer.set(gl, "u_ink", &unit(theme.ink));
            layer.set(gl, "u_accent", &unit(theme.accent));
            layer.set(gl, "u_kinds", theme.kinds.map(unit).as_flattened());
            layer.draw(gl);
        }
    }
}

/// A colour as shaders take it: 0 to 1, still in sRGB, in which browsers blend.
fn unit(color: Rgb) -> [f32; 3] {
    color.map(|channel| f32::from(channel) / 255.0)
}
