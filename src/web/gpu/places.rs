//! Where the nodes stand, as a texture that every program looks places up in.

use js_sys::Float32Array;
use web_sys::{WebGl2RenderingContext as Gl, WebGlTexture};

use super::GpuError;
use super::program::out_of_memory;

/// Places in a row of the texture; the shaders know it too.
const ROW: usize = 1024;

/// Two floats for each node, in rows of [`ROW`].
pub(super) struct Places {
    texture: WebGlTexture,
}

impl Places {
    pub(super) fn new(gl: &Gl) -> Result<Places, GpuError> {
        let texture = gl.create_texture().ok_or_else(out_of_memory)?;
        gl.active_texture(Gl::TEXTURE0);
        gl.bind_texture(Gl::TEXTURE_2D, Some(&texture));
        for filter in [Gl::TEXTURE_MIN_FILTER, Gl::TEXTURE_MAG_FILTER] {
            gl.tex_parameteri(Gl::TEXTURE_2D, filter, Gl::NEAREST as i32);
        }
        Ok(Places { texture })
    }

    /// Replaces all places; returns how many bytes that took.
    pub(super) fn write(&self, gl: &Gl, places: &[[f32; 2]]) -> usize {
        let rows = places.len().div_ceil(ROW).max(1);
        let values = Float32Array::new_with_length((rows * ROW * 2) as u32);
        values.subarray(0, places.len() as u32 * 2).copy_from(places.as_flattened());
        gl.active_texture(Gl::TEXTURE0);
        gl.bind_texture(Gl::TEXTURE_2D, Some(&self.texture));
        // Fails for an array that is too short alone.
        let _ = gl.tex_image_2d_with_i32_and_i32_and_i32_and_format_and_type_and_opt_array_buffer_view(
            Gl::TEXTURE_2D,
            0,
            Gl::RG32F as i32,
            ROW as i32,
            rows as i32,
            0,
            Gl::RG,
            Gl::FLOAT,
            Some(&values),
        );
        rows * ROW * 8
    }
}
