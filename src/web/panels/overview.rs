//! The overview: what a pointer does on the small picture of the whole graph. The scene draws it, and the frame says
//! whether it shows.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::PointerEvent;

use super::gesture::place;
use super::{Stage, Store, heard};
use crate::app::Message;

pub(super) fn overview(store: Store, stage: Stage) -> AnyView {
    let point = move |event: &PointerEvent| {
        let Some([left, top, ..]) = store.peek(|model| model.stage.overview()) else { return };
        let [x, y] = place(event);
        if let Some(world) = stage.overview_to_world([left + x, top + y]) {
            store.dispatch(Message::Centred(world));
        }
    };
    let press = move |event: PointerEvent| {
        if let Some(target) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) {
            // A pointer that has gone already cannot be held.
            let _ = target.set_pointer_capture(event.pointer_id());
        }
        stage.take_hold(store);
        point(&event);
    };
    let drag = move |event: PointerEvent| {
        if event.buttons() & 1 == 1 {
            point(&event);
        }
    };
    // Not for the keyboard: `0` shows all, and arrows walk.
    view! {
        <div
            class="overview"
            id="overview"
            hidden
            aria-hidden="true"
            on:pointerdown=heard(press)
            on:pointermove=heard(drag)
        ></div>
    }
    .into_any()
}
