//! Event listeners that are owned: drop one and it no longer listens.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{AddEventListenerOptions, Event, EventTarget};

/// A listener on an element, a window or a worker.
#[derive(Debug)]
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Calls `heard` with each event of that name. The listener may prevent the browser's own doing.
    pub fn new<E: JsCast>(
        target: &EventTarget,
        event: &'static str,
        mut heard: impl FnMut(E) + 'static,
    ) -> Listener {
        let closure = Closure::new(move |event: Event| heard(event.unchecked_into()));
        let options = AddEventListenerOptions::new();
        options.set_passive(false);
        // Adding fails on no target that a browser gives us.
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
            event,
            closure.as_ref().unchecked_ref(),
            &options,
        );
        Listener { target: target.clone(), event, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self
            .target
            .remove_event_listener_with_callback(self.event, self.closure.as_ref().unchecked_ref());
    }
}
