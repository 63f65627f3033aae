//! The canvas and what hands do on it: wheel, drag, pinch, click, double-click, keys.

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{KeyboardEvent, MouseEvent, PointerEvent, ResizeObserver, WheelEvent};

use super::{Stage, Store, heard, lazy, menu};
use crate::app::{Direction, Message, Of, views, words};
use crate::evidence::Subject;
use crate::ids::EntityKey;

/// Half the least target of a mouse or pen, and of a finger, in CSS pixels.
const TOLERANCE: (f32, f32) = (12.0, 22.0);

/// A pointer that moved less than this is still a click. CSS pixels.
const SLOP: f32 = 4.0;

/// A finger that stays for so long asks for the menu.
const LONG_PRESS: Duration = Duration::from_millis(500);

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
            on:pointerdown=heard(move |event: PointerEvent| {
                step(pressed(stage, gesture.get_value(), &event));
                if event.pointer_type() == "touch" {
                    hold(store, gesture, &event);
                }
            })
            on:pointermove=heard(move |event| step(moved(store, stage, gesture.get_value(), &event)))
            on:pointerup=heard(end)
            on:pointercancel=heard(move |event: PointerEvent| {
                if let Gesture::Dragging { key, .. } = gesture.get_value() {
                    store.dispatch(Message::Held(key));
                }
                drop(event);
                step(Gesture::Idle);
            })
            on:contextmenu=heard(move |event| menu_at(store, stage, &event))
            on:pointerleave=heard(move |_| hover(store, None))
            on:wheel=heard(move |event| wheel(store, &event))
            on:dblclick=heard(move |event| double(store, stage, &event))
            on:keydown=heard(move |event| key(store, stage, &event))
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
    let onto = stage.drop_target(to, key);
    store.dispatch(Message::Dragged { key, to: minus(stage.to_world(to), grip), onto });
    Gesture::Dragging { pointer, key, grip }
}

fn pan(store: Store, pointer: i32, at: [f32; 2], to: [f32; 2]) -> Gesture {
    store.dispatch(Message::Panned(minus(to, at)));
    Gesture::Panning { pointer, at: to }
}

fn released(store: Store, stage: Stage, gesture: Gesture, event: &PointerEvent) -> Gesture {
    match gesture {
        Gesture::Pressed { pointer, at, .. } if pointer == event.pointer_id() => {
            let picked = stage.pick(at, tolerance(event));
            store.dispatch(match picked {
                Some(Subject::Entity(key)) if adds(event) => Message::Toggled(key),
                _ => Message::Picked(picked),
            });
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

/// Whether a click adds to what is chosen.
pub(super) fn adds(event: &MouseEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.shift_key()
}

/// A finger that stays on a node opens its menu.
fn hold(store: Store, gesture: StoredValue<Gesture, LocalStorage>, event: &PointerEvent) {
    let (id, at) = (event.pointer_id(), [event.client_x() as f32, event.client_y() as f32]);
    let open = move || {
        if let Some(Gesture::Pressed { pointer, node: Some((key, _)), .. }) = gesture.try_get_value()
            && pointer == id
        {
            gesture.set_value(Gesture::Idle);
            store.dispatch(Message::MenuOpened { of: Of::Entity(key), at });
        }
    };
    set_timeout(open, LONG_PRESS);
}

fn menu_at(store: Store, stage: Stage, event: &MouseEvent) {
    event.prevent_default();
    if let Some((key, _)) = stage.node(place(event), TOLERANCE.0) {
        let at = [event.client_x() as f32, event.client_y() as f32];
        store.dispatch(Message::MenuOpened { of: Of::Entity(key), at });
    }
}

fn hover(store: Store, over: Option<Subject>) {
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
