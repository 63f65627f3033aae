//! The list of names: the graph, as text.

use leptos::prelude::*;

use super::gesture::adds;
use super::{Store, heard, key_said, lazy, mark, menu, open_clicked};
use crate::app::{Message, Of, Sorting, Step, views, words};
use crate::evidence::Subject;
use crate::ids::EntityKey;

pub(super) fn section(store: Store) -> AnyView {
    let names = store.memo(views::names);
    let cursor = store.memo(|model| model.names.cursor);
    let selected = store.memo(|model| model.trail.entity());
    let chosen = store.memo(|model| model.deciding.chosen.clone());
    let keydown = move |event: web_sys::KeyboardEvent| {
        let message = match event.key().as_str() {
            "ArrowDown" => Message::NamesStepped(Step::Next),
            "ArrowUp" => Message::NamesStepped(Step::Previous),
            "Home" => Message::NamesStepped(Step::First),
            "End" => Message::NamesStepped(Step::Last),
            "Enter" => match cursor.get_untracked() {
                Some(key) => Message::Chosen(Subject::Entity(key)),
                None => return,
            },
            " " => match cursor.get_untracked() {
                Some(key) => Message::Toggled(key),
                None => return,
            },
            _ if menu::asks(&event) => {
                event.prevent_default();
                return open_menu(store, cursor.get_untracked());
            }
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
                    aria-selected=lazy(move || {
                        (selected.get() == Some(key) || chosen.with(|chosen| chosen.contains(&key))).to_string()
                    })
                    class:chosen=lazy(move || chosen.with(|chosen| chosen.contains(&key)))
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
                aria-multiselectable="true"
                aria-labelledby="names-head"
                aria-activedescendant=lazy(move || cursor.get().map(views::name_id))
                on:click=heard(move |event: web_sys::MouseEvent| match key_said(&event) {
                    Some(key) if adds(&event) => store.dispatch(Message::Toggled(key)),
                    _ => drop(open_clicked(store, &event)),
                })
                on:contextmenu=heard(move |event: web_sys::MouseEvent| {
                    if let Some(key) = key_said(&event) {
                        event.prevent_default();
                        let at = [event.client_x() as f32, event.client_y() as f32];
                        store.dispatch(Message::MenuOpened { of: Of::Entity(key), at });
                    }
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

/// The menu of a name, below its row.
fn open_menu(store: Store, key: Option<EntityKey>) {
    if let Some(key) = key
        && let Some(row) = document().get_element_by_id(&views::name_id(key))
    {
        menu::open_below(store, Of::Entity(key), &row);
    }
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
