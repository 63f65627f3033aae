//! The log of decisions: what was decided, by whom and when, what contradicts what, what is hidden.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Store, heard, lazy, mark};
use crate::app::views::DisputeSide;
use crate::app::{Dialog, Form, Message, views, words};
use crate::protocol::{Act, HiddenLine, LineState, LogLine};

/// Stands in the document only while it is read.
pub(super) fn content(store: Store) -> AnyView {
    let open =
        store.memo(|model| (model.dialog == Some(Dialog::Decisions)).then(|| model.deciding.author.clone()));
    let is_open = Memo::new(move |_| open.get().is_some());
    lazy(
        move || {
            if is_open.get() { parts(store, open.get_untracked().unwrap_or_default()) } else { ().into_any() }
        },
    )
    .into_any()
}

fn parts(store: Store, author: String) -> AnyView {
    let steps = store.memo(views::steps);
    let lines = store.memo(|model| model.deciding.log.lines.clone());
    let unseen = store.memo(|model| model.deciding.log.hidden.clone());
    let disputes = store.memo(views::disputes);
    // The button that was pressed may be gone with its line.
    Effect::new(move || {
        lines.track();
        unseen.track();
        request_animation_frame(|| {
            let lost =
                document().active_element().is_none_or(|at| at.matches("body, dialog").unwrap_or(true));
            let head = document().query_selector("dialog[open] h2").ok().flatten();
            if let Some(head) =
                head.and_then(|head| head.dyn_into::<web_sys::HtmlElement>().ok()).filter(|_| lost)
            {
                let _ = head.focus();
            }
        });
    });
    let named = move |event| store.dispatch(Message::AuthorNamed(event_target_value(&event)));
    let files: [(words::Phrase, fn() -> Message); 3] = [
        (words::MARK_HEAD, || Message::FormOpened(Form::Mark(String::new()))),
        (words::DECISIONS_SAVE, || Message::DecisionsAsked),
        (words::DECISIONS_OPEN, || Message::FilesAsked),
    ];
    let files = files.map(|(phrase, message)| {
        view! { <button on:click=heard(move |_| store.dispatch(message()))>{phrase.text()}</button> }
    });
    view! {
        <div class="log">
            <p class="muted">{words::DECISIONS_NOTE.text()}</p>
            <p class="verbs">{lazy(move || step_buttons(store, steps.get()))}</p>
            <p class="verbs">{files.collect_view()}</p>
            <label class="field">
                <span>{words::AUTHOR.text()}</span>
                <input autocomplete="name" prop:value=author on:change=heard(named) />
            </label>
            {lazy(move || disputed(store, disputes.get()))}
            {lazy(move || entries(store, lines.get()))}
            {lazy(move || hidden(store, unseen.get()))}
        </div>
    }
    .into_any()
}

/// Undo and redo, with what they would do.
pub(super) fn step_buttons(store: Store, [undo, redo]: [Option<String>; 2]) -> AnyView {
    let button = |(words, redoes): (Option<String>, bool)| {
        let take = move |_| store.dispatch(if redoes { Message::Redone } else { Message::Undone });
        words.map(|words| view! { <button on:click=heard(take)>{words}</button> })
    };
    [(undo, false), (redo, true)].map(button).collect_view().into_any()
}

fn disputed(store: Store, pairs: Vec<[DisputeSide; 2]>) -> AnyView {
    if pairs.is_empty() {
        return ().into_any();
    }
    let side = move |side: DisputeSide| {
        let keep = move |_| store.dispatch(Message::EntryDropped(side.drops));
        view! {
            <div>
                <p>{side.words}</p>
                <p class="muted">{side.by}</p>
                <button on:click=heard(keep)>{words::KEEP_THIS.text()}</button>
            </div>
        }
    };
    let pairs =
        pairs.into_iter().map(|pair| view! { <div class="sides">{pair.map(side).collect_view()}</div> });
    view! { <h3>{words::DISPUTES.text()}</h3> {pairs.collect_view()} }.into_any()
}

fn entries(store: Store, lines: Vec<LogLine>) -> AnyView {
    if lines.is_empty() {
        return view! { <p>{words::DECISIONS_NONE.text()}</p> }.into_any();
    }
    let row = move |line: LogLine| {
        let (class, state) = match line.state {
            LineState::Applied => ("applied", words::APPLIED),
            LineState::Waits => ("waits", words::WAITS),
            LineState::Disputed => ("disputed", words::DISPUTED),
            LineState::Overruled => ("waits", words::OVERRULED),
        };
        let label = [words::DROP_ENTRY.text(), ": ", &line.words].concat();
        let drop = move |_| store.dispatch(Message::EntryDropped(line.entry));
        view! {
            <li>
                <div>
                    <p>{line.words} " " <span class=["state ", class].concat()>{state.text()}</span></p>
                    <p class="muted">{line.by}</p>
                    <p class="muted">{line.note}</p>
                </div>
                <button aria-label=label on:click=heard(drop)>{words::DROP_ENTRY.text()}</button>
            </li>
        }
    };
    let rows = lines.into_iter().map(row).collect_view();
    view! { <h3>{words::DECISIONS_LIST.text()}</h3> <ul class="entries">{rows}</ul> }.into_any()
}

fn hidden(store: Store, lines: Vec<HiddenLine>) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let row = move |line: HiddenLine| {
        let restore = move |_| store.dispatch(Message::Decided(Act::Restore(line.key)));
        let label = [words::RESTORE.text(), " ", &line.name].concat();
        view! {
            <li>
                <div>
                    {mark(line.kind)} " " {line.name}
                    " " <span class="muted">{words::MENTIONS_COUNT.count(line.mentions, &[])}</span>
                </div>
                <button aria-label=label on:click=heard(restore)>{words::RESTORE.text()}</button>
            </li>
        }
    };
    let rows = lines.into_iter().map(row).collect_view();
    view! { <h3>{words::HIDDEN.text()}</h3> <ul class="entries">{rows}</ul> }.into_any()
}
