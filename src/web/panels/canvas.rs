//! The canvas: its size, the wheel, the menu, the keys. What pointers do on it is [`gesture`]'s.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{KeyboardEvent, MouseEvent, PointerEvent, ResizeObserver, WheelEvent};

use super::gesture::{self, Hands, TOLERANCE, place};
use super::{Stage, Store, heard, lazy, menu};
use crate::app::{Direction, Message, Of, views, words};

/// Wheel pixels that double or halve.
const WHEEL_TO_DOUBLE: f32 = 300.0;

pub(super) fn canvas(store: Store, stage: Stage) -> AnyView {
    let element = NodeRef::<html::Canvas>::new();
    let label = store.memo(views::graph_label);
    let drawn = store.memo(|model| model.picture != Some(false));
    let hands = Hands::new(store, stage);
    let lasso = store.memo(|model| model.stage.lasso);
    let observer = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn FnMut()>)>);
    element.on_load(move |canvas| {
        stage.take(store, canvas.clone());
        let measure = {
            let canvas = canvas.clone();
            move || {
                let (width, height) = (canvas.client_width() as f32, canvas.client_height() as f32);
                store.dispatch(Message::Resized { width, height });
            }
        };
        measure();
        let closure = Closure::<dyn FnMut()>::new(measure);
        if let Ok(sizes) = ResizeObserver::new(closure.as_ref().unchecked_ref()) {
            sizes.observe(&canvas);
            observer.set_value(Some((sizes, closure)));
        }
    });
    on_cleanup(move || observer.set_value(None));
    view! {
        <canvas
            id="graph"
            tabindex="0"
            role="application"
            aria-label=lazy(move || label.get())
            aria-describedby="graph-help"
            node_ref=element
            hidden=lazy(move || !drawn.get())
            data-tool=lazy(move || lasso.get().then_some("lasso"))
            on:pointerdown=heard(move |event: PointerEvent| hands.press(&event))
            on:pointermove=heard(move |event: PointerEvent| hands.move_to(&event))
            on:pointerup=heard(move |event: PointerEvent| hands.release(&event))
            on:pointercancel=heard(move |_| hands.cancel())
            on:contextmenu=heard(move |event| menu_at(store, stage, &event))
            on:pointerleave=heard(move |_| gesture::hover(store, None))
            on:wheel=heard(move |event| wheel(store, stage, &event))
            on:dblclick=heard(move |event| double(store, stage, &event))
            on:keydown=heard(move |event| key(store, stage, &event))
        ></canvas>
        <svg class="drawn" aria-hidden="true"><path d=lazy(move || hands.outline())></path></svg>
        <p class="unseen" id="graph-help">{words::GRAPH_HELP.text()}</p>
        <p class="ground muted" hidden=lazy(move || drawn.get())>{words::NO_WEBGL.text()}</p>
    }
    .into_any()
}

fn menu_at(store: Store, stage: Stage, event: &MouseEvent) {
    event.prevent_default();
    if let Some((key, _)) = stage.node(place(event), TOLERANCE.0) {
        let at = [event.client_x() as f32, event.client_y() as f32];
        store.dispatch(Message::MenuOpened { of: Of::Entity(key), at });
    }
}

fn wheel(store: Store, stage: Stage, event: &WheelEvent) {
    event.prevent_default();
    stage.take_hold(store);
    let lines = if event.delta_mode() == WheelEvent::DOM_DELTA_LINE { 16.0 } else { 1.0 };
    // A pinch on a touchpad comes as a wheel with Ctrl and small steps.
    let pinch = if event.ctrl_key() { 5.0 } else { 1.0 };
    let [across, down] = [event.delta_x(), event.delta_y()].map(|delta| delta as f32 * lines * pinch);
    // Zooming has no sideways: such a turn moves the picture. A trackpad's upright scroll cannot be told from a
    // wheel's, and zooms like it.
    if across.abs() > down.abs() {
        return store.dispatch(Message::Panned([-across, 0.0]));
    }
    let turn = (down / WHEEL_TO_DOUBLE).clamp(-1.0, 1.0);
    // There and back again is where one was.
    let factor = if turn < 0.0 { 1.0 - turn } else { 1.0 / (1.0 + turn) };
    store.dispatch(Message::ZoomedAt { at: place(event), factor });
}

fn double(store: Store, stage: Stage, event: &MouseEvent) {
    if let Some((key, _)) = stage.node(place(event), TOLERANCE.0) {
        let only = store.peek(|model| model.settings.focus != Some(key));
        store.dispatch(Message::Only(only.then_some(key)));
    }
}

fn key(store: Store, stage: Stage, event: &KeyboardEvent) {
    if menu::asks(event) {
        event.prevent_default();
        if let (Some(key), Some(canvas)) = (store.peek(|model| model.trail.entity()), event.target()) {
            let corner = canvas.unchecked_into::<web_sys::Element>().get_bounding_client_rect();
            let [x, y] = stage.place_of(key).unwrap_or_default();
            let at = [corner.left() as f32 + x, corner.top() as f32 + y];
            store.dispatch(Message::MenuOpened { of: Of::Entity(key), at });
        }
        return;
    }
    let message = match event.key().as_str() {
        "ArrowLeft" => Message::Walked(Direction::Left),
        "ArrowRight" => Message::Walked(Direction::Right),
        "ArrowUp" => Message::Walked(Direction::Up),
        "ArrowDown" => Message::Walked(Direction::Down),
        "Enter" => Message::Entered,
        " " => Message::ToggledHere,
        _ => return,
    };
    event.prevent_default();
    store.dispatch(message);
}
