//! The dialogs: pasting, sharing, keys, how names are found. The browser's own, so that focus and Esc are its concern.

use leptos::html;
use leptos::prelude::*;

use super::{Store, deciding, heard, lazy, log, naming, questions};
use crate::app::{Dialog, Message, views, words};

pub(super) fn dialogs(store: Store) -> AnyView {
    view! {
        {dialog(store, Dialog::Paste, words::PASTE_HEAD, paste(store))}
        {dialog(store, Dialog::Share, words::SHARE_HEAD, share(store))}
        {dialog(store, Dialog::Keys, words::KEYS_HEAD, keys())}
        {dialog(store, Dialog::Naming, words::NAMING_HEAD, naming::content(store))}
        {dialog(store, Dialog::Decide, words::DECISIONS, deciding::form(store))}
        {dialog(store, Dialog::Decisions, words::DECISIONS, log::content(store))}
        {dialog(store, Dialog::Questions, words::QUESTIONS_HEAD, questions::content(store))}
    }
    .into_any()
}

fn dialog(store: Store, which: Dialog, head: words::Phrase, content: AnyView) -> AnyView {
    let open = store.memo(|model| model.dialog);
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = element.get() else { return };
        match (open.get() == Some(which), dialog.open()) {
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let closed = move |_| {
        if open.get_untracked() == Some(which) {
            store.dispatch(Message::DialogClosed);
        }
    };
    let close = view! {
        <p class="verbs end">
            <button on:click=heard(move |_| store.dispatch(Message::DialogClosed))>{words::CLOSE.text()}</button>
        </p>
    };
    // A page of text begins with its heading, for the eye and for the keyboard, and ends out of sight.
    let long = matches!(which, Dialog::Naming | Dialog::Decisions | Dialog::Questions);
    // A form's question is its heading.
    let form = store.memo(|model| views::form(model).map(|form| form.head));
    let said = move || match which {
        Dialog::Decide => form.get().unwrap_or_default(),
        _ => head.text().to_owned(),
    };
    let head_at = long.then_some("-1");
    view! {
        <dialog node_ref=element class:long=long aria-label=lazy(said) on:close=heard(closed)>
            <h2 tabindex=head_at autofocus=long>{lazy(said)}</h2>
            {content}
            {close}
        </dialog>
    }
    .into_any()
}

fn paste(store: Store) -> AnyView {
    let field = NodeRef::<html::Textarea>::new();
    let read = move |_| {
        if let Some(field) = field.get_untracked() {
            let text = field.value();
            field.set_value("");
            store.dispatch(Message::TextPasted(text));
        }
    };
    view! {
        <label class="field">
            <span>{words::PASTE_LABEL.text()}</span>
            <textarea id="paste" rows="12" node_ref=field></textarea>
        </label>
        <p class="verbs">
            <button class="main" on:click=heard(read)>{words::PASTE_READ.text()}</button>
        </p>
    }
    .into_any()
}

fn share(store: Store) -> AnyView {
    let view = store.memo(views::sharing);
    let link = move || view.with(|view| view.link.clone());
    view! {
        <p>{words::SHARE_WHAT.text()}</p>
        <label class="check">
            <input
                type="checkbox"
                prop:checked=lazy(move || view.with(|view| view.passages))
                on:change=heard(move |event| {
                    store.dispatch(Message::SentencesIncluded(event_target_checked(&event)));
                })
            />
            <span>{words::SHARE_SENTENCES.text()}</span>
        </label>
        <p class="muted">{lazy(move || view.with(|view| view.passages_words))}</p>
        <label class="field" hidden=lazy(move || link().is_none())>
            <span>{words::LINK_LABEL.text()}</span>
            <input id="link" readonly spellcheck="false" prop:value=lazy(move || link().unwrap_or_default()) />
        </label>
        <p role="status">{lazy(move || view.with(|view| view.note.clone()))}</p>
        <p class="verbs">
            <button
                class="main"
                hidden=lazy(move || link().is_none())
                on:click=heard(move |_| store.dispatch(Message::LinkAsked))
            >
                {words::COPY_LINK.text()}
            </button>
            <button
                hidden=lazy(move || view.with(|view| !view.file))
                on:click=heard(move |_| store.dispatch(Message::FileAsked))
            >
                {words::SAVE_FILE.text()}
            </button>
            <button on:click=heard(move |_| store.dispatch(Message::PictureAsked))>
                {words::SAVE_PICTURE.text()}
            </button>
        </p>
        <p class="muted" role="status">{lazy(move || view.with(|view| view.done.clone()))}</p>
    }
    .into_any()
}

fn keys() -> AnyView {
    let each = [
        ("/", words::KEY_SEARCH),
        ("← ↑ → ↓", words::KEY_WALK),
        ("Enter", words::KEY_OPEN),
        ("Space", words::KEY_CHOOSE),
        (words::SHIFT_DRAG.text(), words::KEY_BOX),
        (words::ALT_DRAG.text(), words::KEY_LASSO),
        ("m h r", words::KEY_DECIDE),
        ("Shift F10", words::KEY_MENU),
        ("Ctrl Z", words::KEY_UNDO),
        ("Esc", words::KEY_BACK),
        ("+ − 0", words::KEY_ZOOM),
        ("f", words::KEY_FIT_CHOSEN),
        ("?", words::KEY_HELP),
    ];
    let rows = each.map(|(key, word)| {
        view! { <dt><kbd>{key}</kbd></dt> <dd>{word.text()}</dd> }
    });
    view! { <dl class="keys">{rows.collect_view()}</dl> }.into_any()
}
