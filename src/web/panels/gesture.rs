//! What pointers do on the canvas: click, drag, pan, pinch, long press, and lines drawn around names.
//!
//! A drag of the ground pans and a drag of a node moves it. With Shift it draws a box, and with Alt, or after the
//! button for it, a line: whoever is inside is chosen. Two fingers zoom and pan at once.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{MouseEvent, PointerEvent};

use super::{Stage, Store};
use crate::app::{Message, Of};
use crate::evidence::Subject;
use crate::ids::EntityKey;

/// Half the least target of a mouse or pen, and of a finger, in CSS pixels.
pub(super) const TOLERANCE: (f32, f32) = (12.0, 22.0);

/// A pointer that moved less than this is still a click, and a drawn line has no finer bends. CSS pixels.
const SLOP: f32 = 4.0;

/// A finger that stays for so long asks for the menu.
const LONG_PRESS: Duration = Duration::from_millis(500);

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
    /// Drawing around names: a box from a corner, or a line.
    Drawing {
        pointer: i32,
        corner: Option<[f32; 2]>,
    },
}

/// The gesture under way; copies are the same gesture.
#[derive(Clone, Copy)]
pub(super) struct Hands {
    store: Store,
    stage: Stage,
    gesture: StoredValue<Gesture, LocalStorage>,
    /// The line drawn so far, or the corners of the box.
    drawn: RwSignal<Vec<[f32; 2]>>,
}

/// Where an event is, in CSS pixels of the canvas.
pub(super) fn place(event: &MouseEvent) -> [f32; 2] {
    [event.offset_x() as f32, event.offset_y() as f32]
}

/// Whether a click adds to what is chosen.
pub(super) fn adds(event: &MouseEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.shift_key()
}

/// Says what the pointer is over, where that is another thing than before.
pub(super) fn hover(store: Store, over: Option<Subject>) {
    if store.peek(|model| model.stage.hover != over) {
        store.dispatch(Message::Hovered(over));
    }
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

impl Hands {
    pub(super) fn new(store: Store, stage: Stage) -> Hands {
        Hands {
            store,
            stage,
            gesture: StoredValue::new_local(Gesture::default()),
            drawn: RwSignal::new(Vec::new()),
        }
    }

    /// What is being drawn, as the path of an SVG.
    pub(super) fn outline(self) -> String {
        self.drawn.with(|points| {
            let mut path = String::new();
            for (point, sign) in points.iter().zip(std::iter::once("M").chain(std::iter::repeat("L"))) {
                let [x, y] = point.map(|length| (length as i32).to_string());
                path.extend([sign, &x, " ", &y]);
            }
            path
        })
    }

    pub(super) fn press(self, event: &PointerEvent) {
        if event.button() != 0 {
            return;
        }
        let (pointer, at) = (event.pointer_id(), place(event));
        if let Some(target) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) {
            // A pointer that has gone already cannot be held; then there is nothing to follow either.
            let _ = target.set_pointer_capture(pointer);
        }
        self.stage.take_hold(self.store);
        let next = match self.gesture.get_value() {
            Gesture::Pressed { pointer: first, at: before, .. }
            | Gesture::Panning { pointer: first, at: before }
                if first != pointer =>
            {
                Gesture::Pinching { pointers: [first, pointer], at: [before, at] }
            }
            Gesture::Drawing { pointer: first, .. } if first != pointer => {
                let before = self.drawn.with_untracked(|points| points.last().copied()).unwrap_or(at);
                self.drawn.set(Vec::new());
                Gesture::Pinching { pointers: [first, pointer], at: [before, at] }
            }
            busy @ (Gesture::Dragging { .. } | Gesture::Pinching { .. }) => busy,
            _ => {
                let node = self.stage.node(at, tolerance(event));
                let node = node.map(|(key, place)| (key, minus(self.stage.to_world(at), place)));
                Gesture::Pressed { pointer, at, node }
            }
        };
        self.gesture.set_value(next);
        if event.pointer_type() == "touch" {
            self.hold(event);
        }
    }

    pub(super) fn move_to(self, event: &PointerEvent) {
        let next = self.moved(event);
        self.gesture.set_value(next);
    }

    fn moved(self, event: &PointerEvent) -> Gesture {
        let Hands { store, stage, .. } = self;
        let (moving, to) = (event.pointer_id(), place(event));
        match self.gesture.get_value() {
            Gesture::Idle => {
                if event.pointer_type() != "touch" {
                    hover(store, stage.pick(to, tolerance(event)));
                }
                Gesture::Idle
            }
            Gesture::Pressed { pointer, at, node } if pointer == moving => {
                if distance(at, to) < SLOP {
                    return Gesture::Pressed { pointer, at, node };
                }
                let lasso = event.alt_key() || store.peek(|model| model.stage.lasso);
                match node {
                    _ if lasso || event.shift_key() => {
                        self.drawn.set(vec![at]);
                        self.draw(pointer, (!lasso).then_some(at), to)
                    }
                    Some((key, grip)) => self.drag(pointer, key, grip, to),
                    None => self.pan(pointer, at, to),
                }
            }
            Gesture::Panning { pointer, at } if pointer == moving => self.pan(pointer, at, to),
            Gesture::Dragging { pointer, key, grip } if pointer == moving => {
                self.drag(pointer, key, grip, to)
            }
            Gesture::Drawing { pointer, corner } if pointer == moving => self.draw(pointer, corner, to),
            Gesture::Pinching { pointers, at } => {
                let mut now = at;
                if let Some(which) = pointers.iter().position(|pointer| *pointer == moving) {
                    now[which] = to;
                }
                let middle = |[a, b]: [[f32; 2]; 2]| [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0];
                let factor = distance(now[0], now[1]).max(1.0) / distance(at[0], at[1]).max(1.0);
                store.dispatch(Message::Panned(minus(middle(now), middle(at))));
                store.dispatch(Message::ZoomedAt { at: middle(now), factor });
                Gesture::Pinching { pointers, at: now }
            }
            other => other,
        }
    }

    fn drag(self, pointer: i32, key: EntityKey, grip: [f32; 2], to: [f32; 2]) -> Gesture {
        let onto = self.stage.drop_target(to, key);
        self.store.dispatch(Message::Dragged { key, to: minus(self.stage.to_world(to), grip), onto });
        Gesture::Dragging { pointer, key, grip }
    }

    fn pan(self, pointer: i32, at: [f32; 2], to: [f32; 2]) -> Gesture {
        self.store.dispatch(Message::Panned(minus(to, at)));
        Gesture::Panning { pointer, at: to }
    }

    fn draw(self, pointer: i32, corner: Option<[f32; 2]>, to: [f32; 2]) -> Gesture {
        self.drawn.update(|points| match corner {
            Some([x, y]) => *points = vec![[x, y], [to[0], y], to, [x, to[1]], [x, y]],
            None if points.last().is_none_or(|last| distance(*last, to) >= SLOP) => points.push(to),
            None => {}
        });
        Gesture::Drawing { pointer, corner }
    }

    pub(super) fn release(self, event: &PointerEvent) {
        let next = self.released(event);
        self.gesture.set_value(next);
    }

    fn released(self, event: &PointerEvent) -> Gesture {
        let Hands { store, stage, .. } = self;
        match self.gesture.get_value() {
            Gesture::Pressed { pointer, at, .. } if pointer == event.pointer_id() => {
                let picked = stage.pick(at, tolerance(event));
                store.dispatch(match picked {
                    Some(Subject::Entity(key)) if adds(event) => Message::Toggled(key),
                    _ => Message::Picked(picked),
                });
            }
            Gesture::Dragging { key, .. } => store.dispatch(Message::Held(key)),
            Gesture::Drawing { .. } => {
                let points = self.drawn.with_untracked(Clone::clone);
                self.drawn.set(Vec::new());
                store.dispatch(Message::Gathered(stage.within(&points)));
            }
            Gesture::Pinching { pointers: [a, b], at } if [a, b].contains(&event.pointer_id()) => {
                let (pointer, at) = if a == event.pointer_id() { (b, at[1]) } else { (a, at[0]) };
                return Gesture::Panning { pointer, at };
            }
            _ => {}
        }
        Gesture::Idle
    }

    /// The browser took the pointer away.
    pub(super) fn cancel(self) {
        if let Gesture::Dragging { key, .. } = self.gesture.get_value() {
            self.store.dispatch(Message::Held(key));
        }
        self.drawn.set(Vec::new());
        self.gesture.set_value(Gesture::Idle);
    }

    /// A finger that stays on a node opens its menu.
    fn hold(self, event: &PointerEvent) {
        let (id, at) = (event.pointer_id(), [event.client_x() as f32, event.client_y() as f32]);
        let open = move || {
            if let Some(Gesture::Pressed { pointer, node: Some((key, _)), .. }) = self.gesture.try_get_value()
                && pointer == id
            {
                self.gesture.set_value(Gesture::Idle);
                self.store.dispatch(Message::MenuOpened { of: Of::Entity(key), at });
            }
        };
        set_timeout(open, LONG_PRESS);
    }
}
