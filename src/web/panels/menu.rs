//! The menu beside a node, a name or selected words: what can be decided of it.
//!
//! Why `popover="manual"`: a popover that closes by itself closes with the very press of the right button that opens
//! it, when that button is let go.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::{Store, heard, lazy};
use crate::app::views::MenuView;
use crate::app::{Message, Of, Verbs, views};

/// What stays free between the menu and the window's edge. CSS pixels.
const EDGE: f64 = 8.0;

/// Opens a menu below an element.
pub(super) fn open_below(store: Store, of: Of, element: &Element) {
    let place = element.get_bounding_client_rect();
    store.dispatch(Message::MenuOpened { of, at: [place.left() as f32, place.bottom() as f32] });
}

/// Whether a key asks for the menu of what has the focus.
pub(super) fn asks(event: &KeyboardEvent) -> bool {
    event.key() == "ContextMenu" || (event.key() == "F10" && event.shift_key())
}

pub(super) fn menu(store: Store) -> AnyView {
    let view = store.memo(views::menu);
    let panel = NodeRef::<html::Div>::new();
    // What had the focus before.
    let before = StoredValue::new_local(None::<HtmlElement>);
    let close = move || {
        let Some(panel) = panel.get_untracked() else { return };
        // The entry that had the focus may be gone already.
        let held = document()
            .active_element()
            .is_none_or(|at| at.matches("body").unwrap_or(true) || panel.contains(Some(&at)));
        let _ = panel.hide_popover();
        if let Some(element) = before.try_update_value(Option::take).flatten().filter(|_| held) {
            let _ = element.focus();
        }
    };
    Effect::new(move || match view.get() {
        Some(view) => request_animation_frame(move || {
            if let Some(panel) = panel.get_untracked() {
                before.set_value(document().active_element().and_then(|at| at.dyn_into().ok()));
                show(&panel, &view);
            }
        }),
        None => close(),
    });
    // A press anywhere else closes it.
    let outside = window_event_listener(leptos::ev::pointerdown, move |event| {
        let inside = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let inside = inside.is_some_and(|at| at.closest(".verb-menu").is_ok_and(|menu| menu.is_some()));
        if !inside && store.peek(|model| model.deciding.menu.is_some()) {
            store.dispatch(Message::MenuClosed);
        }
    });
    on_cleanup(move || outside.remove());
    let keydown = move |event: KeyboardEvent| {
        let key = event.key();
        match key.as_str() {
            "ArrowDown" | "ArrowUp" => step(key == "ArrowDown"),
            "Tab" => store.dispatch(Message::MenuClosed),
            _ => return,
        }
        event.prevent_default();
    };
    let content = lazy(move || {
        let item = |(words, at): (String, u32)| {
            let take = move |_| {
                // First of all: the focus is then where it was, to which a dialog gives it back.
                close();
                store.dispatch(Message::VerbTaken(Verbs::Menu, at));
            };
            view! { <button role="menuitem" on:click=heard(take)>{words}</button> }
        };
        view.get().map(|MenuView { head, note, verbs, .. }| {
            let noted = (!note.is_empty()).then(|| view! { <p class="muted">{note}</p> });
            let label = head.clone();
            view! {
                <p class="head">{head}</p>
                {noted}
                <div role="menu" aria-label=label>{verbs.into_iter().zip(0..).map(item).collect_view()}</div>
            }
            .into_any()
        })
    });
    view! {
        <div class="menu-panel verb-menu" popover="manual" node_ref=panel on:keydown=heard(keydown)>{content}</div>
    }
    .into_any()
}

/// Shows the menu within the window, and gives its first entry the focus.
fn show(panel: &HtmlElement, view: &MenuView) {
    let _ = panel.show_popover();
    let window = window();
    let length =
        |side: Result<wasm_bindgen::JsValue, _>| side.ok().and_then(|side| side.as_f64()).unwrap_or(0.0);
    let room = [length(window.inner_width()), length(window.inner_height())];
    let size = [f64::from(panel.offset_width()), f64::from(panel.offset_height())];
    for (side, axis) in [("left", 0), ("top", 1)] {
        let at = f64::from(view.at[axis]).min(room[axis] - size[axis] - EDGE).max(EDGE);
        let style = web_sys::HtmlElement::style(panel);
        let _ = style.set_property(side, &[&(at as i32).to_string(), "px"].concat());
    }
    if view.takes_focus {
        focus(panel.query_selector("button").ok().flatten());
    }
}

/// The focus goes to the next entry, or the one before; from the last to the first.
fn step(down: bool) {
    let Some(at) = document().active_element() else { return };
    let next = if down { at.next_element_sibling() } else { at.previous_element_sibling() };
    let around = at.parent_element();
    focus(next.or_else(|| {
        around.and_then(|list| if down { list.first_element_child() } else { list.last_element_child() })
    }));
}

fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}
