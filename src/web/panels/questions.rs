//! The open questions, one at a time: who is who, with the sentences side by side.

use leptos::prelude::*;

use super::evidence::passages;
use super::{Store, heard, lazy, mark, over};
use crate::app::views::SideColumn;
use crate::app::{Answer, Message, views, words};

/// The answers, each with its key.
pub const ANSWERS: [(&str, words::Phrase, Answer); 3] = [
    ("s", words::SAME, Answer::Same),
    ("d", words::DIFFERENT, Answer::Different),
    ("l", words::LATER, Answer::Later),
];

pub(super) fn content(store: Store) -> AnyView {
    let question = store.memo(views::question);
    let left = store.memo(views::questions_word);
    let asked = lazy(move || {
        question.with(|question| {
            let asked = question.as_ref().map(|question| question.question.clone());
            asked.unwrap_or_else(|| words::QUESTIONS_NONE.text().to_owned())
        })
    });
    let known = lazy(move || {
        question.get().map(|question| {
            let sides = question.sides.into_iter().map(side).collect_view();
            view! {
                <p>{question.why}</p>
                <p class="muted">{question.change}</p>
                <div class="sides">{sides}</div>
            }
            .into_any()
        })
    });
    // The buttons stay: the focus is on one of them from question to question.
    let answers = ANSWERS.map(|(key, word, answer)| {
        view! {
            <button
                aria-keyshortcuts=key
                on:click=heard(move |_| store.dispatch(Message::QuestionAnswered(answer)))
            >
                {word.text()}
                " "
                <kbd aria-hidden="true">{key}</kbd>
            </button>
        }
    });
    view! {
        <div class="questions">
            <div aria-live="polite">
                <p class="muted">{over::done(store)}</p>
                <p class="question">{asked}</p>
            </div>
            {known}
            <p class="verbs" hidden=lazy(move || question.with(Option::is_none))>
                {answers.collect_view()}
                <span class="muted">{lazy(move || left.get())}</span>
            </p>
        </div>
    }
    .into_any()
}

fn side(side: SideColumn) -> AnyView {
    view! {
        <section>
            <h3>{mark(side.kind)} " " {side.name}</h3>
            <p class="muted">{side.about}</p>
            {passages(side.articles, 0)}
        </section>
    }
    .into_any()
}
