//! The recogniser as wasm for Node.js: what `benches/names/wasm.mjs` measures.
#![cfg(target_arch = "wasm32")]

mod text;

use coterie::entities::Recogniser;
use wasm_bindgen::prelude::*;

use text::Text;

/// A recogniser and the text it is measured on.
#[wasm_bindgen]
pub struct Bench {
    recogniser: Recogniser,
    text: Text,
}

/// What the wasm has of the machine's memory, in bytes.
#[wasm_bindgen]
pub fn memory_size() -> f64 {
    std::arch::wasm32::memory_size::<0>() as f64 * 65_536.0
}

#[wasm_bindgen]
impl Bench {
    /// Loads a model.
    #[wasm_bindgen(constructor)]
    pub fn new(model: &[u8]) -> Result<Bench, JsError> {
        let recogniser = Recogniser::load(model).map_err(|error| JsError::new(&error.to_string()))?;
        Ok(Bench { recogniser, text: Text::read("") })
    }

    /// Takes a text: a sentence a line, its tokens parted by TABs.
    pub fn read(&mut self, lines: &str) {
        self.text = Text::read(lines);
    }

    /// Finds the names in it, and gives how many there are.
    pub fn names(&self) -> u32 {
        self.text.names(&self.recogniser)
    }
}
