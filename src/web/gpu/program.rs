//! A program with the buffers of its instances.

use js_sys::Float32Array;
use web_sys::{
    WebGl2RenderingContext as Gl, WebGlBuffer, WebGlProgram, WebGlShader, WebGlUniformLocation,
    WebGlVertexArrayObject,
};

use super::GpuError;

/// One attribute of an instance: so many 32-bit floats, or bytes that arrive as floats from 0 to 255.
#[derive(Clone, Copy)]
pub(super) enum Attribute {
    Floats(i32),
    Bytes(i32),
}

/// Draws one quad of four corners (by `gl_VertexID`) for each instance.
pub(super) struct Layer {
    program: WebGlProgram,
    array: WebGlVertexArrayObject,
    buffers: Vec<WebGlBuffer>,
    uniforms: Vec<(String, WebGlUniformLocation)>,
    pub(super) instances: i32,
}

impl Layer {
    /// `buffers` lists each buffer's attributes; their locations count on from 0.
    pub(super) fn new(gl: &Gl, sources: [&str; 2], buffers: &[&[Attribute]]) -> Result<Layer, GpuError> {
        let program = link(gl, sources)?;
        let array = gl.create_vertex_array().ok_or_else(out_of_memory)?;
        gl.bind_vertex_array(Some(&array));
        let mut location = 0;
        let mut kept = Vec::with_capacity(buffers.len());
        for attributes in buffers {
            let buffer = gl.create_buffer().ok_or_else(out_of_memory)?;
            gl.bind_buffer(Gl::ARRAY_BUFFER, Some(&buffer));
            let stride = attributes.iter().map(|attribute| attribute.bytes()).sum();
            let mut offset = 0;
            for attribute in *attributes {
                let (count, kind) = match *attribute {
                    Attribute::Floats(count) => (count, Gl::FLOAT),
                    Attribute::Bytes(count) => (count, Gl::UNSIGNED_BYTE),
                };
                gl.enable_vertex_attrib_array(location);
                gl.vertex_attrib_pointer_with_i32(location, count, kind, false, stride, offset);
                gl.vertex_attrib_divisor(location, 1);
                offset += attribute.bytes();
                location += 1;
            }
            kept.push(buffer);
        }
        gl.bind_vertex_array(None);
        let uniforms = uniforms(gl, &program);
        Ok(Layer { program, array, buffers: kept, uniforms, instances: 0 })
    }

    pub(super) fn upload_floats(&self, gl: &Gl, buffer: usize, values: &[f32]) {
        gl.bind_buffer(Gl::ARRAY_BUFFER, self.buffers.get(buffer));
        gl.buffer_data_with_array_buffer_view(
            Gl::ARRAY_BUFFER,
            &Float32Array::from(values),
            Gl::DYNAMIC_DRAW,
        );
    }

    pub(super) fn upload_bytes(&self, gl: &Gl, buffer: usize, values: &[u8]) {
        gl.bind_buffer(Gl::ARRAY_BUFFER, self.buffers.get(buffer));
        gl.buffer_data_with_u8_array(Gl::ARRAY_BUFFER, values, Gl::DYNAMIC_DRAW);
    }

    pub(super) fn begin(&self, gl: &Gl) {
        gl.use_program(Some(&self.program));
        gl.bind_vertex_array(Some(&self.array));
    }

    /// Sets a uniform of as many floats as the shader declares; one that the shader does not use is skipped.
    pub(super) fn set(&self, gl: &Gl, name: &str, values: &[f32]) {
        let uniform = self.uniforms.iter().find(|(other, _)| other == name);
        let Some((_, location)) = uniform else { return };
        match values.len() {
            1 => gl.uniform1f(Some(location), values[0]),
            2 => gl.uniform2fv_with_f32_array(Some(location), values),
            4 => gl.uniform4fv_with_f32_array(Some(location), values),
            _ => gl.uniform3fv_with_f32_array(Some(location), values),
        }
    }

    pub(super) fn draw(&self, gl: &Gl) {
        gl.draw_arrays_instanced(Gl::TRIANGLE_STRIP, 0, 4, self.instances);
        gl.bind_vertex_array(None);
    }
}

impl Attribute {
    fn bytes(self) -> i32 {
        match self {
            Attribute::Floats(count) => 4 * count,
            Attribute::Bytes(count) => count,
        }
    }
}

fn link(gl: &Gl, [vertex, fragment]: [&str; 2]) -> Result<WebGlProgram, GpuError> {
    let program = gl.create_program().ok_or_else(out_of_memory)?;
    for (kind, source) in [(Gl::VERTEX_SHADER, vertex), (Gl::FRAGMENT_SHADER, fragment)] {
        gl.attach_shader(&program, &compile(gl, kind, source)?);
    }
    gl.link_program(&program);
    if gl.get_program_parameter(&program, Gl::LINK_STATUS).is_truthy() {
        Ok(program)
    } else {
        Err(GpuError::Refused(gl.get_program_info_log(&program).unwrap_or_default()))
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

fn uniforms(gl: &Gl, program: &WebGlProgram) -> Vec<(String, WebGlUniformLocation)> {
    let count = gl.get_program_parameter(program, Gl::ACTIVE_UNIFORMS).as_f64().unwrap_or_default() as u32;
    (0..count)
        .filter_map(|index| {
            let name = gl.get_active_uniform(program, index)?.name();
            let location = gl.get_uniform_location(program, &name)?;
            Some((name.trim_end_matches("[0]").to_owned(), location))
        })
        .collect()
}

pub(super) fn out_of_memory() -> GpuError {
    GpuError::Refused("no memory".to_owned())
}
