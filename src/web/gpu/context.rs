//! The canvas's WebGL context, and its loss.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlCanvasElement, WebGl2RenderingContext as Gl};

use super::GpuError;

/// Whether there is something to draw with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// All is well.
    Ready,
    /// The browser took the context away and may give it back.
    Lost,
    /// It came back, empty.
    Restored,
}

/// The context and the listeners that follow its state; they go when it is dropped.
pub(super) struct Context {
    pub(super) gl: Gl,
    canvas: HtmlCanvasElement,
    state: Rc<Cell<State>>,
    _listeners: [Listener; 2],
}

impl Context {
    pub(super) fn new(canvas: HtmlCanvasElement, restored: impl Fn() + 'static) -> Result<Context, GpuError> {
        let options = Object::new();
        for (name, value) in [("alpha", true), ("antialias", false), ("depth", false), ("stencil", false)] {
            // Setting a property of a plain object cannot fail.
            let _ = Reflect::set(&options, &name.into(), &value.into());
        }
        let gl = (canvas.get_context_with_context_options("webgl2", &options).ok().flatten())
            .and_then(|context| context.dyn_into::<Gl>().ok())
            .ok_or(GpuError::Unsupported)?;
        let state = Rc::new(Cell::new(State::Ready));
        let lost = Listener::new(&canvas, "webglcontextlost", {
            let state = Rc::clone(&state);
            move |event| {
                // Without this the browser never gives the context back.
                event.prevent_default();
                state.set(State::Lost);
            }
        });
        let back = Listener::new(&canvas, "webglcontextrestored", {
            let state = Rc::clone(&state);
            move |_| {
                state.set(State::Restored);
                restored();
            }
        });
        Ok(Context { gl, canvas, state, _listeners: [lost, back] })
    }

    pub(super) fn state(&self) -> State {
        // A context can be lost before its event arrives.
        if self.gl.is_context_lost() { State::Lost } else { self.state.get() }
    }

    pub(super) fn set_ready(&self) {
        self.state.set(State::Ready);
    }

    /// Gives the backing store this size in device pixels.
    pub(super) fn resize(&self, [width, height]: [u32; 2]) {
        if self.canvas.width() != width {
            self.canvas.set_width(width);
        }
        if self.canvas.height() != height {
            self.canvas.set_height(height);
        }
    }

    pub(super) fn show_frames(&self, frames: u32) {
        // The name is a valid one: setting it cannot fail.
        let _ = self.canvas.set_attribute("data-frames", &frames.to_string());
    }
}

/// A listener that is removed when dropped.
struct Listener {
    target: HtmlCanvasElement,
    name: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    fn new(target: &HtmlCanvasElement, name: &'static str, run: impl FnMut(Event) + 'static) -> Listener {
        let closure = Closure::<dyn FnMut(Event)>::new(run);
        // Fails only for a target that is none.
        let _ = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
        Listener { target: target.clone(), name, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ =
            self.target.remove_event_listener_with_callback(self.name, self.closure.as_ref().unchecked_ref());
    }
}
