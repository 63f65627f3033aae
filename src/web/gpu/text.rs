//! Names as pixels: each is written once by a 2D canvas at the device's own resolution and kept in one texture.
//!
//! The texture holds covers, not colours (see [`super::shaders::NAME_FRAGMENT`]), so that changing the theme writes
//! nothing anew. Shelves fill it; when it is full it starts over with the names now shown. The names of a frame that
//! are new on a shelf are uploaded together: a canvas as wide as the texture is the shelf being filled.

use std::collections::BTreeMap;

use js_sys::{Object, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, WebGl2RenderingContext as Gl, WebGlTexture};

use super::GpuError;
use super::program::out_of_memory;
use crate::export::Raster;

/// CSS pixels around a text for its halo.
pub(super) const PADDING: f32 = 4.0;
/// The halo's width on each side, in CSS pixels.
const HALO: f32 = 2.5;
/// The texture's side.
const SIDE: u16 = 2048;
/// The tallest name's height in device pixels.
const TALLEST: u16 = 128;
/// Pixels for a CSS pixel of a name in print: about 400 to the inch.
const FINE: f32 = 4.0;
/// Faces and weight of all names.
const FACE: &str = "px system-ui, sans-serif";

/// Left, top, width and height in the texture.
pub(super) type Cell = [u16; 4];

/// The texture and where in it each name is.
pub(super) struct Atlas {
    texture: WebGlTexture,
    brush: CanvasRenderingContext2d,
    canvas: HtmlCanvasElement,
    /// Name → its size in tenths of device pixels and its cell.
    cells: BTreeMap<String, (u32, Cell)>,
    /// Where the next name goes, and the shelf's height.
    next: [u16; 2],
    shelf: u16,
    /// The shelf is uploaded up to this column.
    flushed: u16,
    /// Bytes uploaded so far.
    bytes: usize,
    ratio: f32,
    /// The brush's type, in tenths of pixels: setting it costs more than measuring with it.
    tenths: u32,
}

impl Atlas {
    pub(super) fn new(gl: &Gl) -> Result<Atlas, GpuError> {
        let canvas = (web_sys::window().and_then(|window| window.document()))
            .and_then(|document| document.create_element("canvas").ok())
            .and_then(|canvas| canvas.dyn_into::<HtmlCanvasElement>().ok())
            .ok_or(GpuError::Unsupported)?;
        canvas.set_width(u32::from(SIDE));
        canvas.set_height(u32::from(TALLEST));
        // It is read back for every upload: browsers then keep it in memory of their own.
        let options = Object::new();
        let _ = Reflect::set(&options, &"willReadFrequently".into(), &true.into());
        let brush = (canvas.get_context_with_context_options("2d", &options).ok().flatten())
            .and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok())
            .ok_or(GpuError::Unsupported)?;
        let texture = gl.create_texture().ok_or_else(out_of_memory)?;
        gl.active_texture(Gl::TEXTURE1);
        gl.bind_texture(Gl::TEXTURE_2D, Some(&texture));
        gl.tex_storage_2d(Gl::TEXTURE_2D, 1, Gl::RG8, i32::from(SIDE), i32::from(SIDE));
        gl.tex_parameteri(Gl::TEXTURE_2D, Gl::TEXTURE_MIN_FILTER, Gl::NEAREST as i32);
        gl.tex_parameteri(Gl::TEXTURE_2D, Gl::TEXTURE_MAG_FILTER, Gl::NEAREST as i32);
        gl.pixel_storei(Gl::UNPACK_PREMULTIPLY_ALPHA_WEBGL, 1);
        let cells = BTreeMap::new();
        Ok(Atlas {
            texture,
            brush,
            canvas,
            cells,
            next: [0, 0],
            shelf: 0,
            flushed: 0,
            bytes: 0,
            ratio: 1.0,
            tenths: 0,
        })
    }

    /// The width of a text at a size, both in CSS pixels.
    pub(super) fn measure(&mut self, text: &str, size: f32) -> f32 {
        self.measure_at((size * 10.0) as u32, text)
    }

    fn measure_at(&mut self, tenths: u32, text: &str) -> f32 {
        if self.tenths != tenths {
            self.tenths = tenths;
            self.brush.set_font(&font(tenths));
        }
        self.brush.measure_text(text).map_or(0.0, |metrics| metrics.width() as f32)
    }

    /// Where each of `texts` (with its size in CSS pixels) is, writing those that are new, and how many bytes that
    /// took. `None` for one that finds no room.
    pub(super) fn write(&mut self, gl: &Gl, texts: &[(&str, f32)], ratio: f32) -> (Vec<Option<Cell>>, usize) {
        let before = self.bytes;
        if ratio != self.ratio {
            self.ratio = ratio;
            self.start_over();
        }
        let mut cells: Vec<Option<Cell>> =
            texts.iter().map(|&(text, size)| self.cell(gl, text, size)).collect();
        if cells.iter().any(Option::is_none) {
            self.start_over();
            cells = texts.iter().map(|&(text, size)| self.cell(gl, text, size)).collect();
        }
        self.flush(gl);
        (cells, self.bytes - before)
    }

    fn start_over(&mut self) {
        self.cells.clear();
        self.next = [0, 0];
        self.shelf = 0;
        self.flushed = 0;
    }

    fn cell(&mut self, gl: &Gl, text: &str, size: f32) -> Option<Cell> {
        let tenths = (size * self.ratio * 10.0) as u32;
        if let Some(&(written, cell)) = self.cells.get(text)
            && written == tenths
        {
            return Some(cell);
        }
        let padding = (PADDING * self.ratio).round();
        let text_width = self.measure_at(tenths, text);
        let width = (text_width.ceil() + 2.0 * padding).min(f32::from(SIDE)) as u16;
        let height = ((size * 1.3 * self.ratio).round() + 2.0 * padding).min(f32::from(TALLEST)) as u16;
        if self.next[0] + width > SIDE {
            self.flush(gl);
            self.next = [0, self.next[1] + self.shelf];
            self.shelf = 0;
            self.flushed = 0;
        }
        if self.next[1] + height > SIDE {
            return None;
        }
        let [left, top] = self.next;
        self.paint(text, padding, [left, width, height]);
        self.next[0] += width;
        self.shelf = self.shelf.max(height);
        let cell = [left, top, width, height];
        self.cells.insert(text.to_owned(), (tenths, cell));
        Some(cell)
    }

    /// A text by itself, large enough for print.
    pub(super) fn raster(&mut self, node: u32, text: &str, size: f32) -> Option<Raster> {
        let wide = self.measure(text, size) + 2.0 * PADDING;
        let ratio = (f32::from(SIDE) / wide).min(FINE);
        let before = std::mem::replace(&mut self.ratio, ratio);
        self.measure_at((size * ratio * 10.0) as u32, text);
        let pixels = [wide * ratio, (size * 1.3 + 2.0 * PADDING) * ratio].map(|side| side as u16);
        self.paint(text, PADDING * ratio, [0, pixels[0], pixels[1]]);
        self.ratio = before;
        let [width, height] = pixels.map(f64::from);
        let image = self.brush.get_image_data(0.0, 0.0, width, height).ok()?;
        let cover = |pixel: &[u8]| u8::from(pixel[0] > 127) | u8::from(pixel[1] > 127) << 1;
        let covers = image.data().chunks_exact(4).map(cover).collect();
        Some(Raster { node, size: pixels, padding: PADDING, covers })
    }

    /// Uploads what was painted on the shelf since the last time.
    fn flush(&mut self, gl: &Gl) {
        let [right, top] = self.next;
        let (left, width) = (self.flushed, right - self.flushed);
        if width == 0 {
            return;
        }
        gl.active_texture(Gl::TEXTURE1);
        gl.bind_texture(Gl::TEXTURE_2D, Some(&self.texture));
        // The canvas holds the shelf: what of it is new begins at this column.
        gl.pixel_storei(Gl::UNPACK_SKIP_PIXELS, i32::from(left));
        // Fails only for a canvas of another origin's pixels.
        let _ = gl.tex_sub_image_2d_with_i32_and_i32_and_u32_and_type_and_html_canvas_element(
            Gl::TEXTURE_2D,
            0,
            i32::from(left),
            i32::from(top),
            i32::from(width),
            i32::from(self.shelf),
            Gl::RG,
            Gl::UNSIGNED_BYTE,
            &self.canvas,
        );
        gl.pixel_storei(Gl::UNPACK_SKIP_PIXELS, 0);
        self.flushed = right;
        self.bytes += usize::from(width) * usize::from(self.shelf) * 2;
    }

    /// Paints the halo in red and the letters in red and green on the canvas, from the column `left` on.
    fn paint(&self, text: &str, padding: f32, [left, width, height]: [u16; 3]) {
        let [x, middle] = [f64::from(left) + f64::from(padding), f64::from(height) * 0.5];
        let brush = &self.brush;
        brush.clear_rect(f64::from(left), 0.0, f64::from(width), f64::from(TALLEST));
        brush.set_text_baseline("middle");
        brush.set_line_join("round");
        brush.set_line_width(f64::from(2.0 * HALO * self.ratio));
        brush.set_stroke_style_str("#f00");
        brush.set_fill_style_str("#ff0");
        // These fail for coordinates that are not finite alone.
        let _ = brush.stroke_text(text, x, middle);
        let _ = brush.fill_text(text, x, middle);
    }
}

/// The CSS font of a size in tenths of pixels.
fn font(tenths: u32) -> String {
    let mut font = String::from("500 ");
    font.push_str(&(tenths / 10).to_string());
    font.push('.');
    font.push_str(&(tenths % 10).to_string());
    font.push_str(FACE);
    font
}
