//! The dialog that saves what is seen as a file.

use leptos::prelude::*;

use super::{Store, heard, lazy};
use crate::app::words::{Phrase, pictures};
use crate::app::{Message, Tick, picturing, views};

pub(super) fn content(store: Store) -> AnyView {
    let view = store.memo(views::picturing);
    let forms = picturing::forms().zip(0u8..).map(|(words, at)| {
        view! { <option value=at.to_string()>{words}</option> }
    });
    let choose = move |event: web_sys::Event| {
        if let Ok(which) = event_target_value(&event).parse() {
            store.dispatch(Message::FormOfPicture(which));
        }
    };
    let check = |(tick, words): (Tick, Phrase)| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=lazy(move || view.with(|view| view.ticks[tick as usize]))
                    on:change=heard(move |event| {
                        store.dispatch(Message::PictureTicked(tick, event_target_checked(&event)));
                    })
                />
                <span>{words.text()}</span>
            </label>
        }
    };
    let checks =
        [(Tick::Light, pictures::LIGHT), (Tick::Clear, pictures::CLEAR), (Tick::Notes, pictures::NOTES)];
    view! {
        <p>{pictures::WHAT.text()}</p>
        <label class="field">
            <span>{pictures::AS.text()}</span>
            <select id="picture-as" on:change=heard(choose)>{forms.collect_view()}</select>
        </label>
        {checks.map(check).collect_view()}
        <p class="verbs">
            <button class="main" on:click=heard(move |_| store.dispatch(Message::PictureAsked))>
                {pictures::SAVE.text()}
            </button>
        </p>
        <p role="status">{lazy(move || view.with(|view| view.note.clone()))}</p>
        <p class="muted" id="picture-caption">{lazy(move || view.with(|view| view.caption.join(" ")))}</p>
    }
    .into_any()
}
