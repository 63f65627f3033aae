//! Stands in for the crate `wasm-streams`, for its size.
//!
//! Leptos brings it along for calls to a server, which a page without one never makes. What is exported to JavaScript is
//! never dropped by the linker, and that crate exports three classes: page, engine and opener all carried them. Here are
//! the few items that Leptos names, and nothing is exported.

use futures_util::stream::{self, Stream};
use wasm_bindgen::JsValue;

/// A stream of the browser.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Takes a stream of the browser.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        ReadableStream(raw)
    }

    /// An empty stream: nothing here is ever sent as one.
    ///
    /// # Panics
    /// The browser has no streams.
    pub fn from_stream<S: Stream<Item = Result<JsValue, JsValue>> + 'static>(_: S) -> Self {
        ReadableStream(web_sys::ReadableStream::new().expect("a browser has streams"))
    }

    /// The stream of the browser.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// An empty stream: nothing is ever received as one here.
    pub fn into_stream(self) -> impl Stream<Item = Result<JsValue, JsValue>> {
        stream::empty()
    }
}
