//! Pictures that programs look things up in: where the nodes stand, and where communities are.

use js_sys::{Float32Array, Object, Uint8Array};
use web_sys::{WebGl2RenderingContext as Gl, WebGlTexture};

use super::GpuError;
use super::program::out_of_memory;

/// Places in a row of the texture; the shaders know it too.
const ROW: usize = 1024;

/// A texture at a unit of its own.
pub(super) struct Picture {
    texture: WebGlTexture,
    unit: u32,
}

impl Picture {
    /// At a unit (`Gl::TEXTURE0` and so on); smoothed or not.
    pub(super) fn new(gl: &Gl, unit: u32, filter: u32) -> Result<Picture, GpuError> {
        let picture = Picture { texture: gl.create_texture().ok_or_else(out_of_memory)?, unit };
        picture.bind(gl);
        for name in [Gl::TEXTURE_MIN_FILTER, Gl::TEXTURE_MAG_FILTER] {
            gl.tex_parameteri(Gl::TEXTURE_2D, name, filter as i32);
        }
        for name in [Gl::TEXTURE_WRAP_S, Gl::TEXTURE_WRAP_T] {
            gl.tex_parameteri(Gl::TEXTURE_2D, name, Gl::CLAMP_TO_EDGE as i32);
        }
        Ok(picture)
    }

    fn bind(&self, gl: &Gl) {
        gl.active_texture(self.unit);
        gl.bind_texture(Gl::TEXTURE_2D, Some(&self.texture));
    }

    /// Writes places, in rows of [`ROW`]; returns how many bytes that took.
    pub(super) fn write_places(&self, gl: &Gl, places: &[[f32; 2]]) -> usize {
        let rows = places.len().div_ceil(ROW).max(1);
        let values = Float32Array::new_with_length((rows * ROW * 2) as u32);
        values.subarray(0, places.len() as u32 * 2).copy_from(places.as_flattened());
        self.write(gl, [Gl::RG32F, Gl::RG, Gl::FLOAT], [ROW as u32, rows as u32], &values);
        rows * ROW * 8
    }

    /// Writes colours, `size` columns and rows of them; returns how many bytes that took.
    pub(super) fn write_colors(&self, gl: &Gl, colors: &[[u8; 4]], size: [u32; 2]) -> usize {
        let values = Uint8Array::from(colors.as_flattened());
        self.write(gl, [Gl::RGBA8, Gl::RGBA, Gl::UNSIGNED_BYTE], size, &values);
        colors.len() * 4
    }

    fn write(&self, gl: &Gl, [kept, format, kind]: [u32; 3], [width, height]: [u32; 2], values: &Object) {
        self.bind(gl);
        // Fails for an array that is too short alone.
        let _ = gl.tex_image_2d_with_i32_and_i32_and_i32_and_format_and_type_and_opt_array_buffer_view(
            Gl::TEXTURE_2D,
            0,
            kept as i32,
            width as i32,
            height as i32,
            0,
            format,
            kind,
            Some(values),
        );
    }
}
