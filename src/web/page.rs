//! The page: mounts the panels, starts the loop, listens to the window's keys.

use std::rc::Rc;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::api;
use super::bridge::Bridge;
use super::panels::{self, Stage, Store};
use crate::app::{Dialog, Effect, Message};

/// How much a key zooms.
const ZOOM: f32 = 1.4;

/// Brings the page up.
pub fn start() {
    mount_to_body(|| {
        let stage = Stage::default();
        let bridge = StoredValue::new_local(None::<Bridge>);
        let store = Store::new(move |effect| {
            let Some(hands) = bridge.get_value() else { return };
            if let Some(asked) = hands.run(effect).and_then(|left| carry_out(stage, left)) {
                hands.run(asked);
            }
        });
        let hands = Bridge::new(window(), Rc::new(move |message| store.dispatch(message)));
        bridge.set_value(Some(hands.clone()));
        api::install(&hands);
        // The listener lives as long as the page.
        let _ = window_event_listener(ev::keydown, move |event| key(store, &event));
        let page = panels::page(store, stage);
        store.dispatch(hands.begun());
        hands.fetch_demo();
        page
    });
}

/// What concerns the document. Gives back what the canvas has to ask of the engine.
fn carry_out(stage: Stage, effect: Effect) -> Option<Effect> {
    match effect {
        Effect::Depict(request) => return stage.depict(request),
        Effect::Draw => stage.request(),
        Effect::Focus(id) => focus(id),
        Effect::ScrollTo(id) => scroll_to(id),
        _ => {}
    }
    None
}

/// After the panels have changed.
fn focus(id: String) {
    request_animation_frame(move || focus_now(&id));
}

fn focus_now(id: &str) {
    if let Some(element) = by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element that takes no focus is no fault of the person's.
        let _ = element.focus();
    }
}

fn scroll_to(id: String) {
    request_animation_frame(move || {
        if let Some(element) = by_id(&id) {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

fn by_id(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// The keys that work wherever the focus is.
fn key(store: Store, event: &KeyboardEvent) {
    let open = |selector: &str| document().query_selector(selector).ok().flatten().is_some();
    let key = event.key();
    if (event.ctrl_key() || event.meta_key()) && !types(event) {
        match (key.as_str(), event.shift_key()) {
            ("z", false) => store.dispatch(Message::Undone),
            ("Z" | "z", true) | ("y", false) => store.dispatch(Message::Redone),
            _ => return,
        }
        return event.prevent_default();
    }
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    if key == "Escape" {
        // An open menu of the bar closes by itself.
        if !open("[popover=auto]:popover-open") {
            store.dispatch(Message::Escaped);
        }
        return;
    }
    if types(event) {
        return;
    }
    if open("dialog[open]") {
        if let Some((.., answer)) = panels::ANSWERS.into_iter().find(|(its, ..)| *its == key)
            && store.peek(|model| model.dialog == Some(Dialog::Questions))
        {
            event.prevent_default();
            store.dispatch(Message::QuestionAnswered(answer));
        }
        return;
    }
    if open(":popover-open") {
        return;
    }
    match key.as_str() {
        // At once: the next key belongs into the box already.
        "/" => focus_now("search"),
        "?" => store.dispatch(Message::DialogOpened(Dialog::Keys)),
        "+" | "=" => store.dispatch(Message::Zoomed(ZOOM)),
        "-" => store.dispatch(Message::Zoomed(1.0 / ZOOM)),
        "0" => store.dispatch(Message::Fitted),
        "f" => store.dispatch(Message::ChosenFitted),
        "m" => store.dispatch(Message::MergeAsked),
        "h" => store.dispatch(Message::HideAsked),
        "r" => store.dispatch(Message::RenameAsked),
        _ => return,
    }
    event.prevent_default();
}

/// Whether the key goes into a field.
fn types(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let fields = "textarea, select, input:not([type=range], [type=checkbox], [type=radio])";
    target.is_some_and(|element| element.matches(fields).unwrap_or(false))
}
