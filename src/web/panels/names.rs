//! The list of names: the graph, as text.

use leptos::prelude::*;

use super::{Store, heard, lazy, mark, open_clicked};
use crate::app::{Message, Sorting, Step, views, words};
use crate::evidence::Subject;

pub(super) fn section(store: Store) -> AnyView {
    let names = store.memo(views::names);
    let cursor = store.memo(|model| model.names.cursor);
    let selected = store.memo(|model| model.trail.entity());
    let keydown = move |event: web_sys::KeyboardEvent| {
        let message = match event.key().as_str() {
            "ArrowDown" => Message::NamesStepped(Step::Next),
            "ArrowUp" => Message::NamesStepped(Step::Previous),
            "Home" => Message::NamesStepped(Step::First),
            "End" => Message::NamesStepped(Step::Last),
            "Enter" | " " => match cursor.get_untracked() {
                Some(key) => Message::Chosen(Subject::Entity(key)),
                None => return,
            },
            _ => return,
        };
        event.prevent_default();
        store.dispatch(message);
    };
    // Rows are built once for each list; which of them is selected changes on the row alone.
    let rows = lazy(move || {
        let row = move |row: views::NameRow| {
            let key = row.key;
            view! {
                <li
                    role="option"
                    id=views::name_id(key)
                    data-key=key.0.to_string()
                    aria-label=row.words
                    aria-selected=lazy(move || (selected.get() == Some(key)).to_string())
                    class:cursor=lazy(move || cursor.get() == Some(key))
                >
                    {mark(row.kind)}
                    <span class="name">{row.name}</span>
                    <span class="count">{words::number(row.mentions)}</span>
                    <span class="count ties">{words::number(row.ties)}</span>
                </li>
            }
        };
        names.get().rows.into_iter().map(row).collect_view().into_any()
    });
    view! {
        <section class="names" aria-labelledby="names-head">
            <h2 id="names-head">{words::NAMES.text()}</h2>
            <div class="sorting" role="group" aria-label=words::SORT_BY.text()>
                {sorters(store)}
            </div>
            <p class="muted" hidden=lazy(move || names.with(|names| !names.rows.is_empty()))>
                {words::NO_NAMES.text()}
            </p>
            <ul
                id="names"
                role="listbox"
                tabindex="0"
                aria-labelledby="names-head"
                aria-activedescendant=lazy(move || cursor.get().map(views::name_id))
                on:click=heard(move |event: web_sys::MouseEvent| {
                    open_clicked(store, &event);
                })
                on:keydown=heard(keydown)
            >
                {rows}
            </ul>
            <button
                class="link"
                hidden=lazy(move || names.with(|names| names.more == 0))
                on:click=heard(move |_| store.dispatch(Message::NamesMore))
            >
                {lazy(move || words::SHOW_ALL.count(names.with(|names| names.more), &[]))}
            </button>
        </section>
    }
    .into_any()
}

fn sorters(store: Store) -> AnyView {
    let sorting = store.memo(|model| model.names.sorting);
    let each = [
        (Sorting::Name, words::SORT_NAME),
        (Sorting::Mentions, words::SORT_MENTIONS),
        (Sorting::Ties, words::SORT_TIES),
    ];
    let buttons = each.map(|(which, word)| {
        view! {
            <button
                aria-pressed=lazy(move || (sorting.get() == which).to_string())
                on:click=heard(move |_| store.dispatch(Message::NamesSorted(which)))
            >
                {word.text()}
            </button>
        }
    });
    buttons.collect_view().into_any()
}
