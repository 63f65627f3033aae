//! By what the picture is arranged: one click each, and how true the picture is; the dates along it.

use leptos::prelude::*;

use super::{Store, heard, lazy};
use crate::app::{Message, views, words};
use crate::layout::Mode;

pub(super) fn modes(store: Store) -> AnyView {
    let view = store.memo(views::arranged);
    let each = Mode::ALL.map(|mode| {
        let [word, means] = views::mode_words(mode);
        view! {
            <label title=means hidden=lazy(move || mode == Mode::ByTime && !view.with(|view| view.timed))>
                <input
                    type="radio"
                    name="mode"
                    prop:checked=lazy(move || view.with(|view| view.mode == mode))
                    on:change=heard(move |_| store.dispatch(Message::ModeChosen(mode)))
                />
                <span>{word}</span>
            </label>
        }
    });
    view! {
        <div class="arranged">
            <fieldset class="segments">
                <legend class="unseen">{words::ARRANGED.text()}</legend>
                <div>{each.collect_view()}</div>
            </fieldset>
            <button class="quality" popovertarget="how-true" title=words::HOW_TRUE_MEANS.text()>
                {lazy(move || view.with(|view| view.quality.clone()))}
            </button>
            <p class="card" id="how-true" popover="auto">{words::HOW_TRUE_MEANS.text()}</p>
        </div>
    }
    .into_any()
}

/// The dates along a picture that is arranged by time. The frame says where the picture is: `--zoom` and `--shift`, in
/// thousandths.
pub(super) fn ticks(store: Store) -> AnyView {
    let ticks = store.memo(views::ticks);
    let each = lazy(move || {
        let tick = |(at, date): (i32, String)| {
            let place = ["calc((", &at.to_string(), "*var(--zoom,1000) + var(--shift,0))*.001px)"].concat();
            view! { <span style:left=place>{date}</span> }
        };
        ticks.get().into_iter().map(tick).collect_view().into_any()
    });
    view! { <div class="ticks" id="ticks">{each}</div> }.into_any()
}
