//! Programs, and the buffers of instances that they draw.

use js_sys::{Float32Array, Uint32Array};
use web_sys::{
    WebGl2RenderingContext as Gl, WebGlBuffer, WebGlProgram, WebGlShader, WebGlUniformLocation,
    WebGlVertexArrayObject,
};

use super::GpuError;
use super::frame::Numbers;

/// One attribute of an instance: so many 32-bit floats, or whole numbers.
#[derive(Clone, Copy)]
pub(super) enum Attribute {
    Floats(i32),
    Numbers(i32),
}

/// A linked program and where its numbers go; textures are at fixed units.
pub(super) struct Program {
    program: WebGlProgram,
    frame: Option<WebGlUniformLocation>,
    pieces: Option<WebGlUniformLocation>,
}

/// The unit of each texture.
const TEXTURES: [&str; 3] = ["u_places", "u_atlas", "u_field"];

impl Program {
    pub(super) fn new(gl: &Gl, [vertex, fragment]: [&str; 2]) -> Result<Program, GpuError> {
        let program = gl.create_program().ok_or_else(out_of_memory)?;
        for (kind, source) in [(Gl::VERTEX_SHADER, vertex), (Gl::FRAGMENT_SHADER, fragment)] {
            gl.attach_shader(&program, &compile(gl, kind, source)?);
        }
        gl.link_program(&program);
        if !gl.get_program_parameter(&program, Gl::LINK_STATUS).is_truthy() {
            return Err(GpuError::Refused(gl.get_program_info_log(&program).unwrap_or_default()));
        }
        gl.use_program(Some(&program));
        for (unit, name) in TEXTURES.into_iter().enumerate() {
            // A program without this texture has no such place, and setting no place does nothing.
            gl.uniform1i(gl.get_uniform_location(&program, name).as_ref(), unit as i32);
        }
        let frame = gl.get_uniform_location(&program, "u_frame");
        let pieces = gl.get_uniform_location(&program, "u_pieces");
        Ok(Program { program, frame, pieces })
    }

    /// Says what the frame's draw calls share.
    pub(super) fn begin(&self, gl: &Gl, numbers: &Numbers) {
        gl.use_program(Some(&self.program));
        gl.uniform4fv_with_f32_array(self.frame.as_ref(), numbers);
    }
}

/// Instances in a buffer, and how the GPU reads them.
pub(super) struct Layer {
    array: WebGlVertexArrayObject,
    buffer: WebGlBuffer,
    /// How many there are.
    pub(super) instances: i32,
}

impl Layer {
    /// The attributes' locations count on from 0.
    pub(super) fn new(gl: &Gl, attributes: &[Attribute]) -> Result<Layer, GpuError> {
        let array = gl.create_vertex_array().ok_or_else(out_of_memory)?;
        let buffer = gl.create_buffer().ok_or_else(out_of_memory)?;
        gl.bind_vertex_array(Some(&array));
        gl.bind_buffer(Gl::ARRAY_BUFFER, Some(&buffer));
        let bytes = |attribute: Attribute| match attribute {
            Attribute::Floats(count) | Attribute::Numbers(count) => 4 * count,
        };
        let stride = attributes.iter().map(|&attribute| bytes(attribute)).sum();
        let mut offset = 0;
        for (location, &attribute) in (0..).zip(attributes) {
            gl.enable_vertex_attrib_array(location);
            match attribute {
                Attribute::Floats(count) => {
                    gl.vertex_attrib_pointer_with_i32(location, count, Gl::FLOAT, false, stride, offset);
                }
                Attribute::Numbers(count) => {
                    gl.vertex_attrib_i_pointer_with_i32(location, count, Gl::UNSIGNED_INT, stride, offset);
                }
            }
            gl.vertex_attrib_divisor(location, 1);
            offset += bytes(attribute);
        }
        gl.bind_vertex_array(None);
        Ok(Layer { array, buffer, instances: 0 })
    }

    /// Replaces the instances by whole numbers, `width` for each; returns how many bytes that took.
    pub(super) fn upload_numbers(&mut self, gl: &Gl, numbers: &[u32], width: usize) -> usize {
        self.upload(gl, &Uint32Array::from(numbers), numbers.len(), width)
    }

    /// Replaces the instances by floats, `width` for each; returns how many bytes that took.
    pub(super) fn upload_floats(&mut self, gl: &Gl, numbers: &[f32], width: usize) -> usize {
        self.upload(gl, &Float32Array::from(numbers), numbers.len(), width)
    }

    fn upload(&mut self, gl: &Gl, values: &js_sys::Object, count: usize, width: usize) -> usize {
        self.instances = (count / width) as i32;
        gl.bind_buffer(Gl::ARRAY_BUFFER, Some(&self.buffer));
        gl.buffer_data_with_array_buffer_view(Gl::ARRAY_BUFFER, values, Gl::DYNAMIC_DRAW);
        count * 4
    }

    /// Draws the first `instances` with a strip of so many pieces each (a piece is a quad, by `gl_VertexID`). Returns
    /// how many draw calls that took.
    pub(super) fn draw(&self, gl: &Gl, program: &Program, pieces: u32, instances: i32) -> u32 {
        if instances == 0 {
            return 0;
        }
        gl.use_program(Some(&program.program));
        gl.bind_vertex_array(Some(&self.array));
        if let Some(place) = &program.pieces {
            gl.uniform1f(Some(place), pieces as f32);
        }
        gl.draw_arrays_instanced(Gl::TRIANGLE_STRIP, 0, 2 * pieces as i32 + 2, instances);
        1
    }
}

fn compile(gl: &Gl, kind: u32, source: &str) -> Result<WebGlShader, GpuError> {
    let shader = gl.create_shader(kind).ok_or_else(out_of_memory)?;
    gl.shader_source(&shader, source);
    gl.compile_shader(&shader);
    if gl.get_shader_parameter(&shader, Gl::COMPILE_STATUS).is_truthy() {
        Ok(shader)
    } else {
        Err(GpuError::Refused(gl.get_shader_info_log(&shader).unwrap_or_default()))
    }
}

pub(super) fn out_of_memory() -> GpuError {
    GpuError::Refused("no memory".to_owned())
}
