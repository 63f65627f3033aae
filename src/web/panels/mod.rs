//! The panels: what [`crate::app::views`] says, as elements. They decide nothing; every handler sends one message.
//!
//! Long lists have one listener, on the list: a row says in `data-` attributes what it stands for.
//! Article text reaches the page as text nodes only.

mod bar;
mod canvas;
mod deciding;
mod dialogs;
mod evidence;
mod filters;
mod gesture;
mod log;
mod menu;
mod modes;
mod names;
mod naming;
mod articles;
mod asking;
mod over;
mod overview;
mod picture;
mod questions;
mod store;

pub use picture::Stage;
pub use questions::ANSWERS;
pub use store::Store;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::update::theme_word;
use crate::app::{Message, Sheet, Tab, views, words};
use crate::entities::Kind;
use crate::evidence::Subject;
use crate::ids::EntityKey;

/// The whole page.
pub fn page(store: Store, stage: Stage) -> AnyView {
    let tab = store.memo(|model| model.tab);
    let sheet = store.memo(|model| model.sheet);
    let drawer = store.memo(|model| model.drawer);
    let theme = store.memo(|model| model.theme);
    Effect::new(move || {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-theme", theme_word(theme.get()));
        }
    });
    view! {
        <div
            class="page"
            data-tab=lazy(move || tab_word(tab.get()))
            data-sheet=lazy(move || match sheet.get() {
                Sheet::Peek => "peek",
                Sheet::Half => "half",
                Sheet::Full => "full",
            })
            data-drawer=lazy(move || if drawer.get() { "open" } else { "closed" })
        >
            <a class="skip" href="#names">{words::SKIP.text()}</a>
            {bar::bar(store)}
            {over::reading(store)}
            {over::middle(store, stage)}
            <div class="sheet">
                {tabs(store, tab)}
                <aside class="side left" id="left" aria-label=words::OPEN_PANELS.text()>
                    {articles::section(store)}
                    {names::section(store)}
                    {filters::section(store)}
                </aside>
                <aside class="side right" aria-label=words::EVIDENCE.text()>
                    {evidence::section(store)}
                </aside>
            </div>
            {over::notice(store)}
            {menu::menu(store)}
            {over::veil(store)}
            {dialogs::dialogs(store)}
        </div>
    }
    .into_any()
}

fn tab_word(tab: Tab) -> &'static str {
    match tab {
        Tab::Articles => "articles",
        Tab::Names => "names",
        Tab::Filters => "filters",
        Tab::Evidence => "evidence",
    }
}

/// The tabs of a small screen's sheet.
fn tabs(store: Store, tab: Memo<Tab>) -> AnyView {
    let each = [
        (Tab::Names, words::NAMES),
        (Tab::Evidence, words::EVIDENCE),
        (Tab::Articles, words::ARTICLES),
        (Tab::Filters, words::FILTERS),
    ];
    let buttons = each.map(|(which, word)| {
        view! {
            <button
                aria-pressed=lazy(move || (tab.get() == which).to_string())
                on:click=heard(move |_| store.dispatch(Message::TabChosen(which)))
            >
                {word.text()}
            </button>
        }
    });
    view! {
        <nav class="tabs" aria-label=words::PANELS.text()>
            <button class="grip" aria-label=words::CLOSE.text() on:click=heard(move |_| {
                let sheet = store.peek(|model| model.sheet);
                store.dispatch(Message::SheetMoved(match sheet {
                    Sheet::Peek => Sheet::Half,
                    Sheet::Half => Sheet::Full,
                    Sheet::Full => Sheet::Peek,
                }));
            })></button>
            {buttons.collect_view()}
        </nav>
    }
    .into_any()
}

/// A part of the page that follows the model. Boxed, so that all such parts are of one type: view code is compiled
/// once a type, and the page must stay small.
fn lazy<T: 'static>(read: impl FnMut() -> T + Send + 'static) -> Box<dyn FnMut() -> T + Send> {
    Box::new(read)
}

/// A listener, boxed for the same reason.
fn heard<E: 'static>(hear: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(hear)
}

/// A kind's mark: colour and shape.
fn mark(kind: Kind) -> AnyView {
    view! {
        <svg class=["mark ", views::kind_class(kind)].concat() viewBox="0 0 16 16" aria-hidden="true">
            <path fill-rule="evenodd" d=views::outline(kind)></path>
        </svg>
    }
    .into_any()
}

/// A drawn sign for a button.
fn sign(path: &'static str) -> AnyView {
    view! {
        <svg class="sign" viewBox="0 0 16 16" aria-hidden="true">
            <path d=path></path>
        </svg>
    }
    .into_any()
}

/// Gives the focus to the open dialog's heading, or else to the graph, where what had it is gone.
fn keep_focus() {
    request_animation_frame(|| {
        let lost = document().active_element().is_none_or(|at| at.matches("body").unwrap_or(true));
        let find = |selector: &str| document().query_selector(selector).ok().flatten();
        let graph = find("dialog[open] h2").or_else(|| find("#graph")).filter(|_| lost);
        if let Some(graph) = graph.and_then(|graph| graph.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = graph.focus();
        }
    });
}

/// What a row says in an attribute, for a listener on the list.
fn said(event: &web_sys::Event, attribute: &str) -> Option<String> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    target.closest(&["[", attribute, "]"].concat()).ok()??.get_attribute(attribute)
}

fn key_said(event: &web_sys::Event) -> Option<EntityKey> {
    said(event, "data-key")?.parse().ok().map(EntityKey)
}

/// Opens the entity that was clicked in a list or a text, if one was.
fn open_clicked(store: Store, event: &web_sys::Event) -> bool {
    let Some(key) = key_said(event) else { return false };
    store.dispatch(Message::Chosen(Subject::Entity(key)));
    true
}

/// A name with its mark, as a row or chip says it.
fn named(head: &views::Head) -> AnyView {
    view! { {mark(head.kind)} <span class="name">{head.name.clone()}</span> }.into_any()
}
