//! What opens files that are no text, as a module for `static/open.js`: see `coterie::web::opener`.
//!
//! Its exports stand here and not in the library: those of a library are in every program that links it.

#[cfg(target_arch = "wasm32")]
#[expect(unreachable_pub, reason = "wasm-bindgen exports what is public")]
mod exports {
    use coterie::web::opener;
    use js_sys::{Array, Uint8Array};
    use wasm_bindgen::prelude::wasm_bindgen;

    /// See [`opener::open`].
    #[wasm_bindgen]
    pub fn open(name: &str, bytes: &[u8], options: &[u8]) -> Array {
        opener::open(name, bytes, options)
    }

    /// See [`opener::pdf`].
    #[wasm_bindgen]
    pub fn pdf(name: &str, bytes: &[u8], words: &str) -> Uint8Array {
        opener::pdf(name, bytes, words)
    }
}

fn main() {}
