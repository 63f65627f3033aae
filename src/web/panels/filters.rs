//! What is shown: kinds, window, least weight.

use leptos::prelude::*;

use super::{Store, mark};
use crate::app::{Message, views, words};
use crate::cooccurrence::Window;
use crate::entities::Kind;

pub(super) fn section(store: Store) -> AnyView {
    let filtered = store.memo(views::filtered);
    view! {
        <section class="filters" aria-labelledby="filters-head">
            <h2 id="filters-head">{words::FILTERS.text()}</h2>
            {kinds(store)}
            {windows(store)}
            {weight(store)}
            <button
                class="link"
                hidden=move || !filtered.get()
                on:click=move |_| store.dispatch(Message::FiltersReset)
            >
                {words::RESET_FILTERS.text()}
            </button>
        </section>
    }
    .into_any()
}

fn kinds(store: Store) -> AnyView {
    let kinds = store.memo(views::kinds);
    let row = move |kind: Kind| {
        let count = move || words::number(kinds.with(|kinds| kinds[kind.index()].count));
        let shown = move || kinds.with(|kinds| kinds[kind.index()].shown);
        view! {
            <label class="kind">
                <input
                    type="checkbox"
                    prop:checked=shown
                    on:change=move |event| store.dispatch(Message::KindShown(kind, event_target_checked(&event)))
                />
                {mark(kind)}
                <span class="name">{views::kinds_word(kind)}</span>
                <span class="count">{count}</span>
            </label>
        }
    };
    view! {
        <fieldset>
            <legend>{words::KINDS.text()}</legend>
            {Kind::ALL.map(row).collect_view()}
        </fieldset>
    }
    .into_any()
}

fn windows(store: Store) -> AnyView {
    let window = store.memo(|model| model.settings.window);
    let row = move |which: Window| {
        let word = match which {
            Window::Sentence => words::SENTENCE,
            Window::Paragraph => words::PARAGRAPH,
            Window::Document => words::ARTICLE,
        };
        view! {
            <label>
                <input
                    type="radio"
                    name="window"
                    prop:checked=move || window.get() == which
                    on:change=move |_| store.dispatch(Message::WindowChosen(which))
                />
                <span>{word.text()}</span>
            </label>
        }
    };
    view! {
        <fieldset class="segments">
            <legend>{words::WINDOW.text()}</legend>
            <div>{Window::ALL.map(row).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

fn weight(store: Store) -> AnyView {
    let filters = store.memo(views::filters);
    let send = move |event: web_sys::Event| {
        if let Ok(least) = event_target_value(&event).parse() {
            store.dispatch(Message::LeastWeight(least));
        }
    };
    let bars = move || {
        let bars = filters.get().bars;
        let width = 100.0 / bars.len().max(1) as f32;
        let bar = move |(at, (height, kept)): (usize, (u32, bool))| {
            view! {
                <rect
                    class=if kept { "kept" } else { "cut" }
                    x=(at as f32 * width).to_string()
                    y=(100 - height).to_string()
                    width=(width * 0.8).to_string()
                    height=height.to_string()
                ></rect>
            }
        };
        bars.into_iter().enumerate().map(bar).collect_view()
    };
    view! {
        <fieldset class="weight">
            <legend>{words::LEAST_WEIGHT.text()}": "{move || filters.with(|filters| filters.least_words.clone())}</legend>
            <svg class="histogram" viewBox="0 0 100 100" preserveAspectRatio="none" role="img"
                aria-label=words::HISTOGRAM.text()>
                {bars}
            </svg>
            <div class="weight-row">
                <input
                    type="range"
                    min="1"
                    max=move || filters.with(|filters| filters.most).to_string()
                    prop:value=move || filters.with(|filters| filters.least).to_string()
                    aria-label=words::LEAST_WEIGHT.text()
                    on:input=send
                />
                <input
                    type="number"
                    min="1"
                    prop:value=move || filters.with(|filters| filters.least).to_string()
                    aria-label=words::LEAST_WEIGHT.text()
                    on:change=send
                />
            </div>
        </fieldset>
    }
    .into_any()
}
