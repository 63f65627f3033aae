//! The answer to a click, in the articles' own words.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Store, heard, key_said, lazy, menu, named, open_clicked, said, sign};
use crate::app::views::{
    AliasChip, Head, Panel, ParagraphView, Piece, Quotations, References, Side, Stretch, TieRow,
};
use crate::app::{Dialog, Form, Message, Of, views, words};
use crate::evidence::Subject;
use crate::ids::EntityKey;
use crate::protocol::Act;
use crate::read::Role;

/// Longer words are no name. Bytes.
const LONGEST_NAME: usize = 120;

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
            <div class="evidence-body" node_ref=scroller on:scroll=heard(scroll) on:click=heard(click) on:keydown=heard(keydown)
                on:mouseup=heard(move |event| select(store, &event))>
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
            ("amend", Some(at)) => store.dispatch(Message::FormOpened(Form::Amend(at.0 as u32))),
            ("naming", _) => store.dispatch(Message::DialogOpened(Dialog::Naming)),
            ("more", _) => store.dispatch(Message::PassagesMore),
            ("only", Some(key)) => store.dispatch(Message::Only(Some(key))),
            ("let-go", Some(key)) => store.dispatch(Message::LetGo(key)),
            ("merge", Some(key)) => {
                let form = Form::Merge { key, query: String::new(), found: Vec::new() };
                store.dispatch(Message::FormOpened(form));
            }
            ("rename", Some(key)) => store.dispatch(Message::FormOpened(Form::Rename(key))),
            ("hide", Some(key)) => store.dispatch(Message::Decided(Act::Hide(key))),
            ("menu", Some(key)) => open_menu(store, Of::Entity(key), event),
            ("name", Some(key)) => {
                let written = said(event, "data-name").unwrap_or_default();
                open_menu(store, Of::Name { key, written }, event);
            }
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
    if said(event, "role").as_deref() == Some("button")
        && let Some(key) = key_said(event)
    {
        let written = target(event).and_then(|name| name.text_content()).unwrap_or_default();
        let (document, mention) = (number("data-in").unwrap_or(0), number("data-mention"));
        return open_menu(store, Of::Mention { key, written, document, mention }, event);
    }
    open_clicked(store, event);
}

fn target(event: &web_sys::Event) -> Option<web_sys::Element> {
    event.target()?.dyn_into().ok()
}

fn open_menu(store: Store, of: Of, event: &web_sys::Event) {
    if let Some(element) = target(event) {
        menu::open_below(store, of, &element);
    }
}

/// Words of an article that were selected with the mouse may be a name that was missed.
fn select(store: Store, event: &web_sys::MouseEvent) {
    let within =
        target(event).is_some_and(|at| at.closest("blockquote p, .article p").is_ok_and(|p| p.is_some()));
    let selection = window().get_selection().ok().flatten().filter(|_| within && selecting());
    let Some(words) = selection.map(|selection| String::from(selection.to_string())) else { return };
    let words = words.trim();
    if !words.is_empty() && words.len() <= LONGEST_NAME && !words.contains('\n') {
        let at = [event.client_x() as f32, event.client_y() as f32 + 12.0];
        store.dispatch(Message::MenuOpened { of: Of::Words(words.to_owned()), at });
    }
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
        Panel::Entity { head, note, aliases, held, ties, tie_count, articles, more, references } => {
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
                {chips(aliases, &key)}
                <p class="actions" data-of=key.clone()>
                    <button data-act="merge">{words::MERGE_WITH.text()}</button>
                    <button data-act="rename">{words::RENAME_TO.text()}</button>
                    <button data-act="hide">{words::HIDE.text()}</button>
                    <button data-act="menu" aria-haspopup="menu" aria-label=words::MORE_DECISIONS.text()>"…"</button>
                    <button data-act="only">{words::ONLY_THIS.text()}</button>
                    {held.then(|| view! {
                        <button data-act="let-go" title=words::HOLD_NOTE.text()>
                            {words::LET_GO.text()}
                        </button>
                    })}
                </p>
                {rows(ties, tie_count)}
                <h4>{words::PASSAGES.text()}</h4>
                {passages(articles, more)}
                {referred(references)}
            }
            .into_any()
        }
        Panel::Tie { ends, note, doubts, articles, more, references } => {
            let doubts = doubts.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
            let mut ends = ends.into_iter().map(end);
            let (a, b) = (ends.next(), ends.next());
            view! {
                <h3 class="subject tie" tabindex="-1">{a} <span class="and">" and "</span> {b}</h3>
                <p class="muted">{note}</p>
                <ul class="doubts">{doubts}</ul>
                {passages(articles, more)}
                {referred(references)}
            }
            .into_any()
        }
        Panel::Article { document, title, file, facts, copy: (copy, of), stretches } => {
            let fact = |(words, at): (String, u32)| {
                let title = words::AMEND.text();
                view! { <li><button data-act="amend" data-of=at.to_string() title=title>{words}</button></li> }
            };
            let copy = (!copy.is_empty()).then(|| {
                let open = words::OPEN_ARTICLE.text();
                view! { <p class="muted">{copy} " " <button class="link" data-document=of.to_string()>{open}</button></p> }
            });
            view! {
                <article class="article" data-in=document.to_string()>
                    <h3 class="subject" tabindex="-1">{title}</h3>
                    <p class="muted">{file}</p>
                    <ul class="chips">{facts.into_iter().zip(0..).map(fact).collect_view()}</ul>
                    {copy}
                    {stretches.into_iter().map(stretch).collect_view()}
                </article>
            }
            .into_any()
        }
    }
}

/// Paragraphs; many that were left out are folded.
fn stretch(Stretch { folded, paragraphs }: Stretch) -> AnyView {
    let paragraphs = paragraphs.into_iter().map(paragraph).collect_view();
    if folded.is_empty() {
        return paragraphs.into_any();
    }
    view! { <details><summary>{folded}</summary> {paragraphs}</details> }.into_any()
}

fn hint(words: &'static str) -> AnyView {
    view! { <p class="muted hint">{words}</p> }.into_any()
}

/// An end of a tie: opens its own page.
fn end(head: Head) -> AnyView {
    view! { <button class="end" data-key=head.key.0.to_string()>{named(&head)}</button> }.into_any()
}

/// The other names; each opens a menu that says why it is the same, and splits it off.
fn chips(aliases: Vec<AliasChip>, key: &str) -> Option<AnyView> {
    if aliases.is_empty() {
        return None;
    }
    let chip = |AliasChip { surface, mentions, why, doubtful }: AliasChip| {
        let said = [", ", &why].concat();
        let name = surface.clone();
        view! {
            <li>
                <button
                    data-act="name"
                    data-of=key.to_owned()
                    data-name=name
                    aria-haspopup="menu"
                    title=why
                    class:doubtful=doubtful
                >
                    {surface}
                    <span class="count">{mentions}</span>
                    <span class="unseen">{said}</span>
                </button>
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

pub(super) fn passages(articles: Vec<Quotations>, more: u32) -> AnyView {
    if articles.iter().all(|article| article.quotations.is_empty()) {
        return hint(words::NO_PASSAGES.text());
    }
    let articles = articles.into_iter().map(|article| {
        let document = article.document.to_string();
        let quotes = article.quotations.into_iter().map(|quotation| {
            let said_also = (!quotation.also.is_empty()).then(|| [" · ", &quotation.also].concat());
            view! {
                <blockquote>
                    <p>{quotation.pieces.into_iter().map(|piece| said_piece(piece, true)).collect_view()}</p>
                    <footer>
                        <span class="muted">{quotation.place} {said_also}</span>
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
            <section class="quoted" data-in=article.document.to_string()>
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

/// The passages that only refer to what was asked about.
fn referred(References { head, articles }: References) -> AnyView {
    if head.is_empty() {
        return ().into_any();
    }
    view! { <h4>{head}</h4> {passages(articles, 0)} }.into_any()
}

/// A piece of text. In a quotation only what was asked about is marked; in an article every name is.
fn said_piece(piece: Piece, asked_only: bool) -> AnyView {
    let side = piece.side;
    let words = named_piece(piece, asked_only);
    match side {
        Side::Both => words,
        Side::Here => view! { <ins>{words}</ins> }.into_any(),
        Side::There => view! { <del>{words}</del> }.into_any(),
    }
}

fn named_piece(piece: Piece, asked_only: bool) -> AnyView {
    match piece.name {
        Some(name) if name.asked || !asked_only => view! {
            <mark
                class=views::kind_class(name.kind)
                class:asked=name.asked
                class:referred=name.referred
                role="button"
                tabindex="0"
                aria-haspopup="menu"
                title=views::kind_word(name.kind)
                data-key=name.key.0.to_string()
                data-mention=(!name.referred).then(|| name.mention.to_string())
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
