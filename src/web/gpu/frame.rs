//! What all programs share in a frame: camera, canvas and colours, in one uniform block.

use js_sys::Float32Array;
use web_sys::{WebGl2RenderingContext as Gl, WebGlBuffer};

use super::GpuError;
use super::program::out_of_memory;
use crate::scene::{Rgb, Scene};

/// The block's numbers, in the order in which `shaders.rs` declares them.
pub(super) type Numbers = [f32; 48];

/// The uniform block `Frame` of `shaders.rs`, at binding 0.
pub(super) struct Frame {
    buffer: WebGlBuffer,
}

impl Frame {
    pub(super) fn new(gl: &Gl) -> Result<Frame, GpuError> {
        let buffer = gl.create_buffer().ok_or_else(out_of_memory)?;
        gl.bind_buffer_base(Gl::UNIFORM_BUFFER, 0, Some(&buffer));
        Ok(Frame { buffer })
    }

    /// Writes the block; returns how many bytes that took.
    pub(super) fn write(&self, gl: &Gl, numbers: &Numbers) -> usize {
        gl.bind_buffer(Gl::UNIFORM_BUFFER, Some(&self.buffer));
        let values = Float32Array::from(numbers.as_slice());
        gl.buffer_data_with_array_buffer_view(Gl::UNIFORM_BUFFER, &values, Gl::DYNAMIC_DRAW);
        size_of_val(numbers)
    }
}

/// The block for a scene on a canvas of `ratio` device pixels to a CSS pixel.
pub(super) fn numbers(scene: &Scene, ratio: f32) -> Numbers {
    let (camera, [width, height], theme) = (scene.camera(), scene.viewport(), scene.theme());
    let [faintest, boldest] = scene.inks();
    let ties = scene.view().edges.len() as f32;
    let drawn = scene.ties_drawn();
    // Where all are drawn, none fades.
    let fading = if drawn < ties { drawn } else { ties * 2.0 + 1.0 };
    let mut numbers = [0.0; 48];
    numbers[..12].copy_from_slice(&[
        camera.center[0],
        camera.center[1],
        camera.zoom,
        ratio,
        width,
        height,
        camera.disc_scale(),
        camera.line_width(1.0),
        faintest,
        boldest,
        fading,
        scene.rest_strength(),
    ]);
    let colors = [theme.paper, theme.ink, theme.accent].into_iter().chain(theme.kinds);
    for (slot, color) in numbers[12..].chunks_exact_mut(4).zip(colors) {
        slot[..3].copy_from_slice(&unit(color));
    }
    numbers
}

/// A colour as shaders take it: 0 to 1, still in sRGB, in which browsers blend.
fn unit(color: Rgb) -> [f32; 3] {
    color.map(|channel| f32::from(channel) / 255.0)
}
