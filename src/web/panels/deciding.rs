//! What is to be filled in before a decision, and the strip over the graph.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};

use super::{Store, heard, keep_focus, lazy, mark};
use crate::app::views::Choice;
use crate::app::{Filled, Message, Verbs, views, words};

const TEXT: &str = "form-text";
const REASON: &str = "form-reason";

/// The line over the graph: how many are chosen, or whether two are one.
pub(super) fn strip(store: Store) -> AnyView {
    let strip = store.memo(views::strip);
    Effect::new(move |before: Option<bool>| {
        let stands = strip.with(Option::is_some);
        if before == Some(true) && !stands {
            keep_focus();
        }
        stands
    });
    let show = lazy(move || {
        strip.get().map(|strip| {
            let label = strip.words.clone();
            let button = |(words, at): (String, u32)| {
                let take = move |_| store.dispatch(Message::VerbTaken(Verbs::Strip, at));
                view! { <button on:click=heard(take)>{words}</button> }
            };
            let buttons = strip.verbs.into_iter().zip(0..).map(button).collect_view();
            view! {
                <div class="pill strip" role="group" aria-label=label>
                    <span>{strip.words}</span>
                    {buttons}
                </div>
            }
            .into_any()
        })
    });
    view! { <div>{show}</div> }.into_any()
}

/// The content of the dialog.
pub(super) fn form(store: Store) -> AnyView {
    // What stays while names are searched: a field that is built anew loses what is typed.
    let frame =
        store.memo(|model| views::form(model).map(|form| views::FormView { choices: Vec::new(), ..form }));
    let choices = store.memo(|model| views::form(model).map(|form| form.choices).unwrap_or_default());
    Effect::new(move || {
        if let Some(form) = frame.get() {
            request_animation_frame(move || {
                let first = field(TEXT).or_else(|| find("input[name=form-choice]:checked"));
                if let Some(first) = first {
                    let _ = first.focus();
                    // Whoever types already is not stopped.
                    if form.field.is_none_or(|(_, text)| text == first.value()) {
                        first.select();
                    }
                }
            });
        }
    });
    let send = move || store.dispatch(Message::FormFilled(filled()));
    let keydown = move |event: KeyboardEvent| {
        let in_field = event.target().is_some_and(|target| target.has_type::<HtmlInputElement>());
        if in_field && event.key() == "Enter" {
            event.prevent_default();
            send();
        }
    };
    let content = lazy(move || {
        frame.get().map(|form| {
            let searches = form.searches;
            let typed = move |event| {
                if searches {
                    store.dispatch(Message::FormTyped(event_target_value(&event)));
                }
            };
            let text = form.field.map(|(label, value)| {
                view! {
                    <label class="field">
                        <span>{label}</span>
                        <input id=TEXT autocomplete="off" spellcheck="false" prop:value=value on:input=heard(typed) />
                    </label>
                }
            });
            let chosen = form.chosen;
            let rows = lazy(move || {
                choices.get().into_iter().zip(0..).map(|(choice, at)| row(choice, at, at == chosen)).collect_view().into_any()
            });
            view! {
                <p class="muted">{form.note}</p>
                {text}
                <div class="choices" role="radiogroup" aria-label=form.head>{rows}</div>
                <label class="field" hidden=!form.asks_why>
                    <span>{words::WHY.text()}</span>
                    <input id=REASON autocomplete="off" />
                </label>
                <p class="verbs">
                    <button class="main" on:click=heard(move |_| send())>{form.verb}</button>
                </p>
            }
            .into_any()
        })
    });
    view! { <div class="form" on:keydown=heard(keydown)>{content}</div> }.into_any()
}

fn row(choice: Choice, at: u32, chosen: bool) -> AnyView {
    view! {
        <label class="choice">
            <input type="radio" name="form-choice" value=at.to_string() prop:checked=chosen />
            {choice.kind.map(mark)}
            <span>{choice.words} " " <span class="muted">{choice.note}</span></span>
        </label>
    }
    .into_any()
}

/// What stands in the fields.
fn filled() -> Filled {
    let value = |input: Option<HtmlInputElement>| input.map(|input| input.value()).unwrap_or_default();
    Filled {
        text: value(field(TEXT)),
        choice: value(find("input[name=form-choice]:checked")).parse().unwrap_or(0),
        reason: value(field(REASON)),
    }
}

fn field(id: &str) -> Option<HtmlInputElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

fn find(selector: &str) -> Option<HtmlInputElement> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}
