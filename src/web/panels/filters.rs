//! What is shown: kinds, window, least weight.

use leptos::prelude::*;

use super::{Store, heard, lazy, mark};
use crate::app::{Message, views, words};
use crate::cooccurrence::Window;
use crate::copies::Counted;
use crate::entities::Kind;

/// The histogram has room for so many bars at least.
const FEWEST_BARS: usize = 16;

pub(super) fn section(store: Store) -> AnyView {
    let filtered = store.memo(views::filtered);
    view! {
        <section class="filters" aria-labelledby="filters-head">
            <h2 id="filters-head">{words::FILTERS.text()}</h2>
            {kinds(store)}
            {windows(store)}
            {weight(store)}
            {counted(store)}
            <button
                class="link"
                hidden=lazy(move || !filtered.get())
                on:click=heard(move |_| store.dispatch(Message::FiltersReset))
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
        let count = lazy(move || words::number(kinds.with(|kinds| kinds[kind.index()].count)));
        let shown = lazy(move || kinds.with(|kinds| kinds[kind.index()].shown));
        view! {
            <label class="kind">
                <input
                    type="checkbox"
                    prop:checked=shown
                    on:change=heard(move |event| store.dispatch(Message::KindShown(kind, event_target_checked(&event))))
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
                    prop:checked=lazy(move || window.get() == which)
                    on:change=heard(move |_| store.dispatch(Message::WindowChosen(which)))
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

/// What else is counted, or counted once.
fn counted(store: Store) -> AnyView {
    let filters = store.memo(views::filters);
    let copies = move |event| {
        let counted = if event_target_checked(&event) { Counted::Once } else { Counted::Each };
        store.dispatch(Message::CopiesCounted(counted));
    };
    let references = move |event| store.dispatch(Message::ReferencesCounted(event_target_checked(&event)));
    view! {
        <fieldset class="counted">
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=lazy(move || filters.with(|filters| filters.copies == Counted::Once))
                    on:change=heard(copies)
                />
                <span>{words::COPIES.text()}</span>
            </label>
            <p class="muted">{lazy(move || filters.with(|filters| filters.copies_words.clone()))}</p>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=lazy(move || filters.with(|filters| filters.references))
                    on:change=heard(references)
                />
                <span>{words::REFERENCES.text()}</span>
            </label>
            <p class="muted">{words::REFERENCES_NOTE.text()}</p>
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
    let bars = lazy(move || {
        let bars = filters.get().bars;
        let bar = move |((height, kept), at): ((u32, bool), u32)| {
            view! {
                <rect
                    class=if kept { "kept" } else { "cut" }
                    x=(at * 10).to_string()
                    y=(100 - height).to_string()
                    width="8"
                    height=height.to_string()
                ></rect>
            }
        };
        bars.into_iter().zip(0u32..).map(bar).collect_view().into_any()
    });
    // A few bars keep to the left, as many would stand.
    let size = lazy(move || {
        let bars = filters.with(|filters| filters.bars.len()).max(FEWEST_BARS);
        ["0 0 ", &(10 * bars).to_string(), " 100"].concat()
    });
    view! {
        <fieldset class="weight">
            <legend>{words::LEAST_WEIGHT.text()}": "{lazy(move || filters.with(|filters| filters.least_words.clone()))}</legend>
            <svg class="histogram" viewBox=size preserveAspectRatio="none" role="img"
                aria-label=words::HISTOGRAM.text()>
                {bars}
            </svg>
            <div class="weight-row">
                <input
                    type="range"
                    min="1"
                    max=lazy(move || filters.with(|filters| filters.most).to_string())
                    prop:value=lazy(move || filters.with(|filters| filters.least).to_string())
                    aria-label=words::LEAST_WEIGHT.text()
                    on:input=heard(send)
                />
                <input
                    type="number"
                    min="1"
                    prop:value=lazy(move || filters.with(|filters| filters.least).to_string())
                    aria-label=words::LEAST_WEIGHT.text()
                    on:change=heard(send)
                />
            </div>
        </fieldset>
    }
    .into_any()
}
