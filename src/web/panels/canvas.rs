//! The canvas and what hands do on it: wheel, drag, pinch, click, double-click, keys.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{KeyboardEvent, MouseEvent, PointerEvent, ResizeObserver, WheelEvent};

use super::{Stage, Store, heard, lazy};
use crate::app::{Direction, Message, views, words};
use crate::ids::EntityKey;

/// Half the least target of a mouse or pen, and of a finger, in CSS pixels.
const TOLERANCE: (f32, f32) = (12.0, 22.0);

/// A pointer that moved less than this is still a click. CSS pixels.
const SLOP: f32 = 4.0;

/// Wheel pixels that double or halve.
const WHEEL_TO_DOUBLE: f32 = 300.0;

/// What the pointers on the canvas are doing.
#[derive(Clone, Copy, Debug, Default)]
enum Gesture {
    #[default]
    Idle,
    /// Down, not yet moved. On a node: which, and where it was taken hold of (layout units from its centre).
    Pressed {
        pointer: i32,
        at: [f32; 2],
        node: Option<(EntityKey, [f32; 2])>,
    },
    Panning {
        pointer: i32,
        at: [f32; 2],
    },
    Dragging {
        pointer: i32,
        key: EntityKey,
        grip: [f32; 2],
    },
    Pinching {
        pointers: [i32; 2],
        at: [[f32; 2]; 2],
    },
}

pub(super) fn canvas(store: Store, stage: Stage) -> AnyView {
    let element = NodeRef::<html::Canvas>::new();
    let label = store.memo(views::graph_label);
    let drawn = store.memo(|model| model.picture != Some(false));
    let gesture = StoredValue::new_local(Gesture::default());
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
    let step = move |next: Gesture| gesture.set_value(next);
    let end = move |event: PointerEvent| step(released(store, stage, gesture.get_value(), &event));
    view! {
        <canvas
            id="graph"
            tabindex="0"
            role="application"
            aria-label=lazy(move || label.get())
            aria-describedby="graph-help"
            node_ref=element
            hidden=lazy(move || !drawn.get())
            on:pointerdown=heard(move |event| step(pressed(stage, gesture.get_value(), &event)))
            on:pointermove=heard(move |event| step(moved(store, stage, gesture.get_value(), &event)))
            on:pointerup=heard(end)
            on:pointercancel=heard(move |event: PointerEvent| {
                if let Gesture::Dragging { key, .. } = gesture.get_value() {
                    store.dispatch(Message::Held(key));
                }
                drop(event);
                step(Gesture::Idle);
            })
            on:pointerleave=heard(move |_| hover(store, None))
            on:wheel=heard(move |event| wheel(store, &event))
            on:dblclick=heard(move |event| double(store, stage, &event))
            on:keydown=heard(move |event| key(store, &event))
        ></canvas>
        <p class="unseen" id="graph-help">{words::GRAPH_HELP.text()}</p>
        <p class="ground muted" hidden=lazy(move || drawn.get())>{words::NO_WEBGL.text()}</p>
    }
    .into_any()
}

fn place(event: &MouseEvent) -> [f32; 2] {
    [event.offset_x() as f32, event.offset_y() as f32]
}

fn tolerance(event: &PointerEvent) -> f32 {
    if event.pointer_type() == "touch" { TOLERANCE.1 } else { TOLERANCE.0 }
}

fn distance([ax, ay]: [f32; 2], [bx, by]: [f32; 2]) -> f32 {
    ((ax - bx) * (ax - bx) + (ay - by) * (ay - by)).sqrt()
}

fn minus(a: [f32; 2], b: [f32; 2]) -> [f32; 2] {
    [a[0] - b[0], a[1] - b[1]]
}

fn pressed(stage: Stage, gesture: Gesture, event: &PointerEvent) -> Gesture {
    if event.button() != 0 {
        return gesture;
    }
    let (pointer, at) = (event.pointer_id(), place(event));
    if let Some(target) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) {
        // A pointer that has gone already cannot be held; then there is nothing to follow either.
        let _ = target.set_pointer_capture(pointer);
    }
    match gesture {
        Gesture::Pressed { pointer: first, at: before, .. }
        | Gesture::Panning { pointer: first, at: before }
            if first != pointer =>
        {
            Gesture::Pinching { pointers: [first, pointer], at: [before, at] }
        }
        Gesture::Dragging { .. } | Gesture::Pinching { .. } => gesture,
        _ => {
            let node = stage.node(at, tolerance(event));
            let node = node.map(|(key, place)| (key, minus(stage.to_world(at), place)));
            Gesture::Pressed { pointer, at, node }
        }
    }
}

fn moved(store: Store, stage: Stage, gesture: Gesture, event: &PointerEvent) -> Gesture {
    let (moving, to) = (event.pointer_id(), place(event));
    match gesture {
        Gesture::Idle => {
            if event.pointer_type() != "touch" {
                hover(store, stage.pick(to, tolerance(event)));
            }
            Gesture::Idle
        }
        Gesture::Pressed { pointer, at, node } if pointer == moving => {
            if distance(at, to) < SLOP {
                return gesture;
            }
            match node {
                Some((key, grip)) => drag(store, stage, pointer, key, grip, to),
                None => pan(store, pointer, at, to),
            }
        }
        Gesture::Panning { pointer, at } if pointer == moving => pan(store, pointer, at, to),
        Gesture::Dragging { pointer, key, grip } if pointer == moving => {
            drag(store, stage, pointer, key, grip, to)
        }
        Gesture::Pinching { pointers, at } => {
            let mut now = at;
            match pointers.iter().position(|pointer| *pointer == moving) {
                Some(which) => now[which] = to,
                None => return gesture,
            }
            let middle = |[a, b]: [[f32; 2]; 2]| [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0];
            let factor = distance(now[0], now[1]).max(1.0) / distance(at[0], at[1]).max(1.0);
            store.dispatch(Message::Panned(minus(middle(now), middle(at))));
            store.dispatch(Message::ZoomedAt { at: middle(now), factor });
            Gesture::Pinching { pointers, at: now }
        }
        _ => gesture,
    }
}

fn drag(store: Store, stage: Stage, pointer: i32, key: EntityKey, grip: [f32; 2], to: [f32; 2]) -> Gesture {
    store.dispatch(Message::Dragged { key, to: minus(stage.to_world(to), grip) });
    Gesture::Dragging { pointer, key, grip }
}

fn pan(store: Store, pointer: i32, at: [f32; 2], to: [f32; 2]) -> Gesture {
    store.dispatch(Message::Panned(minus(to, at)));
    Gesture::Panning { pointer, at: to }
}

fn released(store: Store, stage: Stage, gesture: Gesture, event: &PointerEvent) -> Gesture {
    match gesture {
        Gesture::Pressed { pointer, at, .. } if pointer == event.pointer_id() => {
            store.dispatch(Message::Picked(stage.pick(at, tolerance(event))));
            Gesture::Idle
        }
        Gesture::Dragging { key, .. } => {
            store.dispatch(Message::Held(key));
            Gesture::Idle
        }
        Gesture::Pinching { pointers: [a, b], at } if [a, b].contains(&event.pointer_id()) => {
            let (pointer, at) = if a == event.pointer_id() { (b, at[1]) } else { (a, at[0]) };
            Gesture::Panning { pointer, at }
        }
        _ => Gesture::Idle,
    }
}

fn hover(store: Store, over: Option<crate::evidence::Subject>) {
    if store.peek(|model| model.stage.hover != over) {
        store.dispatch(Message::Hovered(over));
    }
}

fn wheel(store: Store, event: &WheelEvent) {
    event.prevent_default();
    let lines = if event.delta_mode() == WheelEvent::DOM_DELTA_LINE { 16.0 } else { 1.0 };
    // A pinch on a touchpad comes as a wheel with Ctrl and small steps.
    let pinch = if event.ctrl_key() { 5.0 } else { 1.0 };
    let pixels = event.delta_y() as f32 * lines * pinch;
    let turn = (pixels / WHEEL_TO_DOUBLE).clamp(-1.0, 1.0);
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

fn key(store: Store, event: &KeyboardEvent) {
    let message = match event.key().as_str() {
        "ArrowLeft" => Message::Walked(Direction::Left),
        "ArrowRight" => Message::Walked(Direction::Right),
        "ArrowUp" => Message::Walked(Direction::Up),
        "ArrowDown" => Message::Walked(Direction::Down),
        "Enter" => Message::Entered,
        _ => return,
    };
    event.prevent_default();
    store.dispatch(message);
}
