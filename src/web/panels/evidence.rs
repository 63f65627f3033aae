//! The answer to a click, in the articles' own words.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Store, heard, kind_class, lazy, named, open_clicked, said, sign};
use crate::app::views::{AliasChip, Head, Panel, ParagraphView, Piece, Quotations, TieRow};
use crate::app::{Dialog, Message, views, words};
use crate::evidence::Subject;
use crate::ids::EntityKey;
use crate::read::Role;

const ARROW: &str = "M9.5 3L4.5 8l5 5";

pub(super) fn section(store: Store) -> AnyView {
    let panel = store.memo(views::panel);
    let depth = store.memo(|model| model.trail.depth());
    let scroller = NodeRef::<leptos::html::Div>::new();
    // How far each page on the way was scrolled, so that Back returns to the same place.
    let scrolled = StoredValue::new_local(Vec::<i32>::new());
    let scroll = move |_: web_sys::Event| {
        if let Some(element) = scroller.get_untracked() {
            let depth = depth.get_untracked();
            scrolled.update_value(|places| {
                places.resize(depth + 1, 0);
                places[depth] = element.scroll_top();
            });
        }
    };
    Effect::new(move |before: Option<usize>| {
        let now = depth.get();
        panel.track();
        if let Some(element) = scroller.get_untracked()
            && before != Some(now)
        {
            let back = before.is_some_and(|before| now < before);
            let place = scrolled.with_value(|places| places.get(now).copied().unwrap_or(0));
            element.set_scroll_top(if back { place } else { 0 });
        }
        now
    });
    // What has the focus may go when another page is shown, or the same one anew.
    let holds_focus = StoredValue::new_local(false);
    Effect::new(move || {
        panel.track();
        if holds_focus.get_value() {
            request_animation_frame(move || holds_focus.set_value(keep_focus()));
        }
    });
    let click = move |event: web_sys::MouseEvent| act(store, &event);
    let keydown = move |event: web_sys::KeyboardEvent| {
        let on_name = said(&event, "role").as_deref() == Some("button");
        if on_name && matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            act(store, &event);
        }
    };
    view! {
        <section
            class="evidence"
            aria-labelledby="evidence-head"
            on:focusin=heard(move |_| holds_focus.set_value(true))
        >
            <div class="evidence-bar">
                <button
                    class="quiet"
                    hidden=lazy(move || depth.get() < 2)
                    on:click=heard(move |_| store.dispatch(Message::Back))
                >
                    {sign(ARROW)}
                    <span>{words::BACK.text()}</span>
                </button>
                <h2 id="evidence-head" tabindex="-1">{words::EVIDENCE.text()}</h2>
            </div>
            <div class="evidence-body" node_ref=scroller on:scroll=heard(scroll) on:click=heard(click) on:keydown=heard(keydown)>
                {lazy(move || show(panel.get()))}
            </div>
        </section>
    }
    .into_any()
}

/// Puts a focus whose element is gone on the heading of what is shown, and says whether the focus is in the panel.
fn keep_focus() -> bool {
    let at = document().active_element();
    if let Some(at) = at.filter(|at| !at.matches("body").unwrap_or(true)) {
        return at.closest(".evidence").is_ok_and(|panel| panel.is_some());
    }
    let find = |selector| document().query_selector(selector).ok().flatten();
    let head = find(".evidence .subject").or_else(|| find("#evidence-head"));
    let head = head.and_then(|head| head.dyn_into::<web_sys::HtmlElement>().ok());
    let options = web_sys::FocusOptions::new();
    // An article is scrolled to its passage.
    options.set_prevent_scroll(true);
    head.is_some_and(|head| head.focus_with_options(&options).is_ok())
}

/// What a click in the panel asks for; rows and names say it in attributes.
fn act(store: Store, event: &web_sys::Event) {
    let number = |attribute: &str| said(event, attribute).and_then(|number| number.parse().ok());
    if let Some(document) = number("data-document") {
        let paragraph = number("data-paragraph").unwrap_or(0);
        return store.dispatch(Message::ArticleOpened { document, paragraph });
    }
    if let Some(action) = said(event, "data-act") {
        let key = said(event, "data-of").and_then(|key| key.parse().ok()).map(EntityKey);
        match (action.as_str(), key) {
            ("naming", _) => store.dispatch(Message::DialogOpened(Dialog::Naming)),
            ("more", _) => store.dispatch(Message::PassagesMore),
            ("only", Some(key)) => store.dispatch(Message::Only(Some(key))),
            ("let-go", Some(key)) => store.dispatch(Message::LetGo(key)),
            _ => {}
        }
        return;
    }
    if let Some(other) = said(event, "data-tie").and_then(|key| key.parse().ok()).map(EntityKey) {
        if let Some(entity) = store.peek(|model| model.trail.entity()) {
            store.dispatch(Message::Chosen(Subject::Tie(entity, other)));
        }
        return;
    }
    // Text that is being selected is not a click on a name.
    if selecting() {
        return;
    }
    open_clicked(store, event);
}

fn selecting() -> bool {
    let selection = window().get_selection().ok().flatten();
    selection.is_some_and(|selection| !selection.is_collapsed())
}

fn show(panel: Panel) -> AnyView {
    match panel {
        Panel::Nothing => hint(words::EVIDENCE_HINT.text()),
        Panel::Gone => hint(words::GONE.text()),
        Panel::Awaited { title, note } => {
            view! { <h3 class="subject" tabindex="-1">{title}</h3> <p class="muted" role="status">{note}</p> }
                .into_any()
        }
        Panel::Entity { head, note, aliases, held, ties, tie_count, articles, more } => {
            let key = head.key.0.to_string();
            view! {
                <h3 class="subject" tabindex="-1">{named(&head)}</h3>
                <p class="muted">
                    <button class="link" data-act="naming" title=words::NAMING_HEAD.text()>
                        {views::kind_word(head.kind)}
                    </button>
                    " · "
                    {note}
                </p>
                {chips(aliases)}
                <p class="actions">
                    <button data-act="only" data-of=key.clone()>{words::ONLY_THIS.text()}</button>
                    {held.then(|| view! {
                        <button data-act="let-go" data-of=key title=words::HOLD_NOTE.text()>
                            {words::LET_GO.text()}
                        </button>
                    })}
                </p>
                {rows(ties, tie_count)}
                <h4>{words::PASSAGES.text()}</h4>
                {passages(articles, more)}
            }
            .into_any()
        }
        Panel::Tie { ends, note, articles, more } => {
            let mut ends = ends.into_iter().map(end);
            let (a, b) = (ends.next(), ends.next());
            view! {
                <h3 class="subject tie" tabindex="-1">{a} <span class="and">" and "</span> {b}</h3>
                <p class="muted">{note}</p>
                {passages(articles, more)}
            }
            .into_any()
        }
        Panel::Article { title, note, paragraphs } => view! {
            <article class="article">
                <h3 class="subject" tabindex="-1">{title}</h3>
                <p class="muted">{note}</p>
                {paragraphs.into_iter().map(paragraph).collect_view()}
            </article>
        }
        .into_any(),
    }
}

fn hint(words: &'static str) -> AnyView {
    view! { <p class="muted hint">{words}</p> }.into_any()
}

/// An end of a tie: opens its own page.
fn end(head: Head) -> AnyView {
    view! { <button class="end" data-key=head.key.0.to_string()>{named(&head)}</button> }.into_any()
}

fn chips(aliases: Vec<AliasChip>) -> Option<AnyView> {
    if aliases.is_empty() {
        return None;
    }
    let chip = |AliasChip { surface, mentions, why }: AliasChip| {
        let said = [", ", &why].concat();
        view! {
            <li title=why>
                {surface}
                <span class="count">{mentions}</span>
                <span class="unseen">{said}</span>
            </li>
        }
    };
    let chips = aliases.into_iter().map(chip).collect_view();
    Some(
        view! {
            <h4>{words::ALSO_CALLED.text()}</h4>
            <ul class="chips">{chips}</ul>
        }
        .into_any(),
    )
}

/// Ties listed before the passages; the rest can be walked in the graph.
fn rows(ties: Vec<TieRow>, count: u32) -> AnyView {
    let hidden = count.saturating_sub(ties.len() as u32);
    let row = |tie: TieRow| {
        let share = ["", &tie.share.to_string(), "%"].concat();
        view! {
            <li>
                <button data-tie=tie.other.key.0.to_string()>
                    {named(&tie.other)}
                    <span class="strength" aria-hidden="true"><span style:width=share></span></span>
                    <span class="count">{tie.words}</span>
                </button>
            </li>
        }
    };
    let rows = ties.into_iter().map(row).collect_view();
    let rest = (hidden > 0).then(|| {
        view! { <p class="muted">{words::MORE_TIES.count(hidden, &[])}</p> }
    });
    view! {
        <h4>{words::TIES.text()} <span class="count">{words::number(count)}</span></h4>
        <ul class="ties">{rows}</ul>
        {rest}
    }
    .into_any()
}

fn passages(articles: Vec<Quotations>, more: u32) -> AnyView {
    if articles.iter().all(|article| article.quotations.is_empty()) {
        return hint(words::NO_PASSAGES.text());
    }
    let articles = articles.into_iter().map(|article| {
        let document = article.document.to_string();
        let quotes = article.quotations.into_iter().map(|quotation| {
            view! {
                <blockquote>
                    <p>{quotation.pieces.into_iter().map(|piece| said_piece(piece, true)).collect_view()}</p>
                    <footer>
                        <span class="muted">{quotation.place}</span>
                        <button
                            class="link"
                            data-document=document.clone()
                            data-paragraph=quotation.paragraph.to_string()
                        >
                            {words::OPEN_ARTICLE.text()}
                        </button>
                    </footer>
                </blockquote>
            }
        });
        let quotes = quotes.collect_view();
        view! {
            <section class="quoted">
                <h5>{article.title}</h5>
                <p class="muted">{article.note}</p>
                {quotes}
            </section>
        }
    });
    let articles = articles.collect_view();
    let rest = (more > 0).then(|| {
        view! { <button data-act="more">{words::MORE_PASSAGES.count(more, &[])}</button> }
    });
    view! { {articles} {rest} }.into_any()
}

/// A piece of text. In a quotation only what was asked about is marked; in an article every name is.
fn said_piece(piece: Piece, asked_only: bool) -> AnyView {
    match piece.name {
        Some((key, kind, asked)) if asked || !asked_only => view! {
            <mark
                class=kind_class(kind)
                class:asked=asked
                role="button"
                tabindex="0"
                title=views::kind_word(kind)
                data-key=key.0.to_string()
            >
                {piece.text}
            </mark>
        }
        .into_any(),
        _ => piece.text.into_any(),
    }
}

fn paragraph(paragraph: ParagraphView) -> AnyView {
    let id = paragraph.here.then_some("here");
    let pieces = paragraph.pieces.into_iter().map(|piece| said_piece(piece, false)).collect_view();
    let here = paragraph.here;
    match paragraph.role {
        Role::Title => view! { <p class="role-title" class:here=here id=id>{pieces}</p> }.into_any(),
        Role::Body => view! { <p class:here=here id=id>{pieces}</p> }.into_any(),
        Role::Byline => view! { <p class="role-byline" class:here=here id=id>{pieces}</p> }.into_any(),
        Role::Boilerplate => view! {
            <p class="role-left-out" class:here=here id=id>
                <span class="label">{words::LEFT_OUT.text()}</span>
                " "
                {pieces}
            </p>
        }
        .into_any(),
    }
}
