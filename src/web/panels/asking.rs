//! What files ask, in the list of trouble: a password, whether an export was rightly split, which columns hold what.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, SubmitEvent};

use super::{Store, articles, heard, lazy};
use crate::app::{Message, views, words};

/// One line a file, with its form. Apart from the others: a field that is built anew loses what is typed.
pub(super) fn list(store: Store, asking: Memo<Vec<views::AskingRow>>) -> AnyView {
    Effect::new(move || {
        asking.track();
        request_animation_frame(|| {
            // Whoever has just answered stands at the heading, and goes on with what is asked next.
            let find = |selector: &str| document().query_selector(selector).ok().flatten();
            let next = find("#articles-head:focus").and_then(|_| find(".asking input, .asking select"));
            if let Some(next) = next {
                let _ = next.unchecked_into::<HtmlElement>().focus();
            }
        });
    });
    let rows = lazy(move || asking.get().into_iter().map(|row| line(store, row)).collect_view().into_any());
    view! { <ul class="asking">{rows}</ul> }.into_any()
}

fn line(store: Store, row: views::AskingRow) -> AnyView {
    let fields: Vec<AnyView> = row
        .fields
        .iter()
        .enumerate()
        .map(|(at, (label, choices))| field(label, choices, row.chosen(at)))
        .collect();
    let (ticket, right) = (row.ticket, row.may_be_right());
    let form = row.question.map(|question| {
        let asked = question.clone();
        let send = move |event: SubmitEvent| {
            event.prevent_default();
            let options = views::answer(&asked, filled(&event));
            let question = asked.clone();
            store.dispatch(Message::FileAnswered { ticket, question, options: Some(options) });
        };
        let keep = move |_| {
            let question = question.clone();
            store.dispatch(Message::FileAnswered { ticket, question, options: None });
        };
        view! {
            <form aria-label=row.said.file.clone() on:submit=heard(send)>
                {fields}
                <p class="verbs">
                    <button class="main">{row.verb}</button>
                    <button type="button" hidden=!right on:click=heard(keep)>{words::ASK_RIGHT.text()}</button>
                </p>
            </form>
        }
        .into_any()
    });
    articles::line(row.said, form)
}

fn field(label: &str, choices: &[String], chosen: usize) -> AnyView {
    let input = if choices.is_empty() {
        view! { <input type="password" required autocomplete="off" /> }.into_any()
    } else {
        let option = |(at, choice): (usize, &String)| {
            view! { <option value=at.to_string() selected=at == chosen>{choice.clone()}</option> }.into_any()
        };
        let options: Vec<AnyView> = choices.iter().enumerate().map(option).collect();
        view! { <select>{options}</select> }.into_any()
    };
    view! { <label class="field"><span>{label.to_owned()}</span> {input}</label> }.into_any()
}

/// What stands in the fields, in their order.
fn filled(event: &SubmitEvent) -> Vec<String> {
    let form = event.target().and_then(|form| form.dyn_into::<HtmlElement>().ok());
    let Some(fields) = form.and_then(|form| form.query_selector_all("input, select").ok()) else {
        return Vec::new();
    };
    // A list to choose from has its value where a field has.
    let value = |at| Some(fields.get(at)?.unchecked_into::<HtmlInputElement>().value());
    (0..fields.length()).filter_map(value).collect()
}
