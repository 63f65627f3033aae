//! The articles read, and what went wrong.

use leptos::prelude::*;

use super::{Store, asking, heard, lazy, said};
use crate::app::{Message, views, words};
use crate::diagnostic::Severity;
use crate::protocol::ArticleLine;

pub(super) fn section(store: Store) -> AnyView {
    let articles = store.memo(views::articles);
    let rows = lazy(move || {
        let row = |row: ArticleLine| {
            view! {
                <li>
                    <button data-document=row.document.to_string()>
                        <span class="title">{row.title}</span>
                        <span class="muted">{row.note}</span>
                    </button>
                </li>
            }
        };
        articles.get().rows.into_iter().map(row).collect_view().into_any()
    });
    let coming = lazy(move || {
        let row = |(file, state): (String, &'static str)| {
            view! { <li><span class="title">{file}</span> <span class="muted">{state}</span></li> }
        };
        articles.get().coming.into_iter().map(row).collect_view().into_any()
    });
    let open = move |event: web_sys::MouseEvent| {
        if let Some(document) = said(&event, "data-document").and_then(|at| at.parse().ok()) {
            store.dispatch(Message::ArticleOpened { document, paragraph: 0 });
        }
    };
    view! {
        <section class="articles" aria-labelledby="articles-head">
            <h2 id="articles-head" tabindex="-1">{words::ARTICLES.text()}</h2>
            {trouble(store)}
            <p class="muted" hidden=lazy(move || articles.with(|articles| articles.note.is_empty()))>
                {lazy(move || articles.with(|articles| articles.note.clone()))}
            </p>
            <ul class="article-list" on:click=heard(open)>{rows}</ul>
            <ul class="coming">{coming}</ul>
            <button
                class="link"
                hidden=lazy(move || articles.with(|articles| articles.more == 0))
                on:click=heard(move |_| store.dispatch(Message::ArticlesMore))
            >
                {lazy(move || words::SHOW_ALL.count(articles.with(|articles| articles.more), &[]))}
            </button>
        </section>
    }
    .into_any()
}

/// One line a file: what happened, what to do, what to answer.
fn trouble(store: Store) -> AnyView {
    let trouble = store.memo(views::trouble);
    let asking = store.memo(views::asking);
    let head = store.memo(views::trouble_head);
    let rows = lazy(move || trouble.get().into_iter().map(|row| line(row, None)).collect_view().into_any());
    view! {
        <div class="trouble" role="region" aria-labelledby="trouble-head"
            hidden=lazy(move || trouble.with(Vec::is_empty) && asking.with(Vec::is_empty))>
            <h3 id="trouble-head">{lazy(move || head.get())}</h3>
            {asking::list(store, asking)}
            <ul>{rows}</ul>
            <button class="link" on:click=heard(move |_| store.dispatch(Message::TroubleDismissed))>
                {words::DISMISS.text()}
            </button>
        </div>
    }
    .into_any()
}

/// Of which file it is, what happened, what to do, and what to fill in.
pub(super) fn line(row: views::TroubleRow, form: Option<AnyView>) -> AnyView {
    let class = match row.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let file = (!row.file.is_empty()).then(|| view! { <strong>{row.file}</strong> });
    view! { <li class=class>{file} <span>{row.message}</span> <span class="muted">{row.hint}</span> {form}</li> }
        .into_any()
}
