//! The bar at the top: totals, search, adding, sharing, the rest.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::log::step_buttons;
use super::{Store, heard, lazy, mark, said, sign};
use crate::app::{Dialog, Message, Step, Theme, views, words};

const MAGNIFIER: &str = "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 1 0 0-9ZM10.4 10.4L14 14";
const DOTS: &str = "M3 8h.01M8 8h.01M13 8h.01";
const LINES: &str = "M2 4h12M2 8h12M2 12h12";
const PLUS: &str = "M8 3v10M3 8h10";

pub(super) fn bar(store: Store) -> AnyView {
    let totals = store.memo(views::totals);
    let drawer = store.memo(|model| model.drawer);
    let questions = store.memo(views::questions_word);
    view! {
        <header class="bar">
            <button
                class="drawer-button quiet"
                aria-label=words::OPEN_PANELS.text()
                aria-expanded=lazy(move || drawer.get().to_string())
                aria-controls="left"
                on:click=heard(move |_| store.dispatch(Message::DrawerToggled))
            >
                {sign(LINES)}
            </button>
            <h1>{words::APP.text()}</h1>
            <p class="totals">{lazy(move || totals.get())}</p>
            {search(store)}
            <button
                class="questions-button"
                hidden=lazy(move || questions.with(String::is_empty))
                on:click=heard(move |_| store.dispatch(Message::DialogOpened(Dialog::Questions)))
            >
                {lazy(move || questions.get())}
            </button>
            {menu(
                "add",
                words::ADD,
                Some(PLUS),
                vec![
                    (words::ADD_FILES, || Message::FilesAsked),
                    (words::ADD_FOLDER, || Message::FolderAsked),
                    (words::ADD_TEXT, || Message::DialogOpened(Dialog::Paste)),
                ],
                store,
                ().into_any(),
            )}
            <button class="share" on:click=heard(move |_| store.dispatch(Message::DialogOpened(Dialog::Share)))>
                {words::SHARE.text()}
            </button>
            {menu(
                "more",
                words::MORE,
                None,
                vec![
                    (words::DECISIONS, || Message::DialogOpened(Dialog::Decisions)),
                    (words::QUESTIONS_HEAD, || Message::DialogOpened(Dialog::Questions)),
                    (words::LOAD_SAMPLES, || Message::SamplesAsked),
                    (words::CLEAR, || Message::ClearAsked),
                    (words::NAMING_HEAD, || Message::DialogOpened(Dialog::Naming)),
                    (words::ALL_KEYS, || Message::DialogOpened(Dialog::Keys)),
                ],
                store,
                view! { {undoing(store)} {themes(store)} }.into_any(),
            )}
        </header>
    }
    .into_any()
}

/// A button that opens a list of verbs. Built on `popover`, which closes by itself.
fn menu(
    id: &'static str,
    word: words::Phrase,
    glyph: Option<&'static str>,
    verbs: Vec<(words::Phrase, fn() -> Message)>,
    store: Store,
    rest: AnyView,
) -> AnyView {
    let panel = ["menu-", id].concat();
    let button = if glyph.is_some() { "menu-button" } else { "menu-button quiet" };
    let verbs = verbs.into_iter().map(|(word, message)| {
        let take = move |event: web_sys::MouseEvent| {
            close_menu(&event);
            store.dispatch(message());
        };
        view! { <button on:click=heard(take)>{word.text()}</button> }
    });
    let verbs = verbs.collect_view();
    view! {
        <div class=["menu ", id].concat()>
            <button class=button popovertarget=panel.clone() aria-label=word.text()>
                {sign(glyph.unwrap_or(DOTS))}
                {glyph.map(|_| view! { <span>{word.text()}</span> })}
            </button>
            <div class="menu-panel" id=panel popover="auto">
                {verbs}
                {rest}
            </div>
        </div>
    }
    .into_any()
}

/// Undo and redo, with what they would do.
fn undoing(store: Store) -> AnyView {
    let steps = store.memo(views::steps);
    let verbs = lazy(move || step_buttons(store, steps.get()));
    // The button pressed is gone by then.
    let close = |_: web_sys::MouseEvent| hide(document().get_element_by_id("menu-more"));
    view! { <div class="undoing" on:click=heard(close)>{verbs}</div> }.into_any()
}

/// Closes the menu of an entry. First of all: the focus is then on the menu's button, to which a dialog gives it back.
fn close_menu(event: &web_sys::Event) {
    let entry = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    hide(entry.and_then(|entry| entry.closest("[popover]").ok().flatten()));
}

fn hide(panel: Option<web_sys::Element>) {
    if let Some(panel) = panel.and_then(|panel| panel.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = panel.hide_popover();
    }
}

fn themes(store: Store) -> AnyView {
    let theme = store.memo(|model| model.theme);
    let each = [
        (Theme::System, words::THEME_SYSTEM),
        (Theme::Light, words::THEME_LIGHT),
        (Theme::Dark, words::THEME_DARK),
    ];
    let buttons = each.map(|(which, word)| {
        view! {
            <label>
                <input
                    type="radio"
                    name="theme"
                    prop:checked=lazy(move || theme.get() == which)
                    on:change=heard(move |_| store.dispatch(Message::ThemeChosen(which)))
                />
                {word.text()}
            </label>
        }
    });
    view! {
        <fieldset class="themes">
            <legend>{words::THEME.text()}</legend>
            {buttons.collect_view()}
        </fieldset>
    }
    .into_any()
}

/// The search box: a combobox whose list shows below it.
fn search(store: Store) -> AnyView {
    let found = store.memo(views::search);
    let query = store.memo(|model| model.search.query.clone());
    let keydown = move |event: web_sys::KeyboardEvent| {
        let message = match event.key().as_str() {
            "ArrowDown" => Message::SearchStepped(Step::Next),
            "ArrowUp" => Message::SearchStepped(Step::Previous),
            "Enter" => Message::SearchChosen(None),
            _ => return,
        };
        event.prevent_default();
        store.dispatch(message);
    };
    let press = move |event: web_sys::MouseEvent| {
        // Before the box loses the focus, and without taking it away.
        event.prevent_default();
        if let Some(at) = said(&event, "data-at").and_then(|at| at.parse().ok()) {
            store.dispatch(Message::SearchChosen(Some(at)));
        }
    };
    let rows = lazy(move || {
        let rows = found.get().rows.into_iter().zip(0u32..).map(|(row, at)| {
            view! {
                <li
                    role="option"
                    id=["found-", &at.to_string()].concat()
                    data-at=at.to_string()
                    aria-selected=row.at.to_string()
                >
                    {mark(row.kind)}
                    <span class="name">{row.name}</span>
                    <span class="also">{row.also}</span>
                    <span class="count">{row.mentions}</span>
                </li>
            }
        });
        rows.collect_view().into_any()
    });
    view! {
        <div class="search" role="search">
            {sign(MAGNIFIER)}
            <input
                id="search"
                type="search"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                aria-autocomplete="list"
                aria-controls="found"
                aria-label=words::SEARCH.text()
                placeholder=words::SEARCH.text()
                aria-expanded=lazy(move || found.with(|found| found.open).to_string())
                aria-activedescendant=lazy(move || {
                    found.with(|found| found.cursor).map(|at| ["found-", &at.to_string()].concat())
                })
                prop:value=lazy(move || query.get())
                on:input=heard(move |event| store.dispatch(Message::SearchTyped(event_target_value(&event))))
                on:keydown=heard(keydown)
                on:blur=heard(move |_| store.dispatch(Message::SearchClosed))
            />
            <kbd aria-hidden="true">"/"</kbd>
            <div class="found" hidden=lazy(move || !found.with(|found| found.open))>
                <ul id="found" role="listbox" aria-label=words::SEARCH.text() on:mousedown=heard(press)>
                    {rows}
                </ul>
                <p class="muted" role="status">{lazy(move || found.with(|found| found.note.clone()))}</p>
            </div>
        </div>
    }
    .into_any()
}
