//! The articles read, and what went wrong.

use leptos::prelude::*;

use super::{Store, said};
use crate::app::{Message, views, words};
use crate::diagnostic::Severity;

pub(super) fn section(store: Store) -> AnyView {
    let articles = store.memo(views::articles);
    let rows = move || {
        let row = |row: views::ArticleRow| {
            view! {
                <li>
                    <button data-document=row.document.to_string()>
                        <span class="title">{row.title}</span>
                        <span class="muted">{row.note}</span>
                    </button>
                </li>
            }
        };
        articles.get().rows.into_iter().map(row).collect_view()
    };
    let open = move |event: web_sys::MouseEvent| {
        if let Some(document) = said(&event, "data-document").and_then(|at| at.parse().ok()) {
            store.dispatch(Message::ArticleOpened { document, paragraph: 0 });
        }
    };
    view! {
        <section class="articles" aria-labelledby="articles-head">
            <h2 id="articles-head">{words::ARTICLES.text()}</h2>
            <p class="muted" hidden=move || articles.with(|articles| !articles.rows.is_empty())>
                {move || articles.with(|articles| articles.note)}
            </p>
            <ul class="article-list" on:click=open>{rows}</ul>
            <button
                class="link"
                hidden=move || articles.with(|articles| articles.more == 0)
                on:click=move |_| store.dispatch(Message::ArticlesMore)
            >
                {move || words::SHOW_ALL.count(articles.with(|articles| articles.more), &[])}
            </button>
            {trouble(store)}
        </section>
    }
    .into_any()
}

/// One line a file: what happened, what to do.
fn trouble(store: Store) -> AnyView {
    let trouble = store.memo(views::trouble);
    let rows = move || {
        let row = |row: views::TroubleRow| {
            let class = match row.severity {
                Severity::Note => "note",
                Severity::Warning => "warning",
                Severity::Error => "error",
            };
            let file = (!row.file.is_empty()).then(|| view! { <strong>{row.file}</strong> });
            view! { <li class=class>{file} <span>{row.message}</span> <span class="muted">{row.hint}</span></li> }
        };
        trouble.get().into_iter().map(row).collect_view()
    };
    view! {
        <div class="trouble" role="region" aria-labelledby="trouble-head"
            hidden=move || trouble.with(Vec::is_empty)>
            <h3 id="trouble-head">{words::TROUBLE.text()}</h3>
            <ul>{rows}</ul>
            <button class="link" on:click=move |_| store.dispatch(Message::TroubleDismissed)>
                {words::DISMISS.text()}
            </button>
        </div>
    }
    .into_any()
}
