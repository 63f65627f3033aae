//! What lies over and around the graph: reading bar, legend, zoom, card, empty state, veil, notices.

use leptos::prelude::*;

use super::{Stage, Store, canvas, deciding, heard, keep_focus, lazy, mark, modes, overview, sign};
use crate::app::views::Ground;
use crate::app::{Dialog, Message, views, words};
use crate::entities::Kind;
use crate::scene::Stroke;

const CROSS: &str = "M4 4l8 8M12 4l-8 8";
const PLUS: &str = "M8 3v10M3 8h10";
const MINUS: &str = "M3 8h10";
const CORNERS: &str = "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10";

const CORNERED: &str =
    "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10M8 6a2 2 0 1 0 0 4A2 2 0 1 0 8 6Z";
const LOOP: &str =
    "M8 2.5c3.3 0 6 1.7 6 4s-2.7 4-6 4-6-1.7-6-4 2.7-4 6-4ZM4.5 9.6c-1.2.6-1.4 2.4.2 2.4 1.3 0 1 2-.7 2";

const MAP: &str = "M2 3.5h12v9H2ZM8 7.5h6M8 7.5v5";

/// How much a button or a key zooms.
pub(super) const ZOOM: f32 = 1.4;

/// A thin bar and one line.
pub(super) fn reading(store: Store) -> AnyView {
    let reading = store.memo(views::reading);
    let part = move |read: fn(&views::ReadingView) -> u32| {
        lazy(move || reading.with(|reading| reading.as_ref().map_or(0, read)).to_string())
    };
    view! {
        <div class="reading" hidden=lazy(move || reading.with(Option::is_none))>
            <progress
                aria-labelledby="reading-words"
                max=part(|reading| reading.total.max(1))
                prop:value=part(|reading| reading.done)
            ></progress>
            <p id="reading-words">
                {lazy(move || reading.with(|reading| reading.as_ref().map(|reading| reading.words.clone())))}
            </p>
            <button on:click=heard(move |_| store.dispatch(Message::CancelAsked))>{words::CANCEL.text()}</button>
        </div>
    }
    .into_any()
}

/// The graph and what floats over it.
pub(super) fn middle(store: Store, stage: Stage) -> AnyView {
    view! {
        <main class="middle" aria-label=words::GRAPH.text()>
            {canvas::canvas(store, stage)}
            {modes::ticks(store)}
            {ground(store)}
            <div class="top-of-graph">
                {modes::modes(store)}
                {card(store)}
                {only(store)}
                {showing(store)}
                {deciding::strip(store)}
            </div>
            {legend(store)}
            {overview::overview(store, stage)}
            {zoom(store)}
        </main>
    }
    .into_any()
}

fn card(store: Store) -> AnyView {
    let card = store.memo(views::card);
    view! {
        <div class="card" hidden=lazy(move || !card.get())>
            <p>{words::FIRST_VISIT.text()}</p>
            <button class="quiet" aria-label=words::CLOSE.text()
                on:click=heard(move |_| store.dispatch(Message::CardClosed))>
                {sign(CROSS)}
            </button>
        </div>
    }
    .into_any()
}

fn only(store: Store) -> AnyView {
    let only = store.memo(views::only);
    view! {
        <p class="pill" hidden=lazy(move || only.with(Option::is_none))>
            <span>{lazy(move || only.get())}</span>
            <button class="link" on:click=heard(move |_| store.dispatch(Message::Only(None)))>
                {words::END_ONLY.text()}
            </button>
        </p>
    }
    .into_any()
}

fn showing(store: Store) -> AnyView {
    let showing = store.memo(views::showing);
    view! {
        <p class="pill" hidden=lazy(move || showing.with(Option::is_none))>
            <span>{lazy(move || showing.get())}</span>
            <button class="link" on:click=heard(move |_| store.dispatch(Message::MoreAsked))>
                {words::SHOW_MORE.text()}
            </button>
            <button class="link" on:click=heard(move |_| store.dispatch(Message::AllAsked))>
                {words::SHOW_EVERY.text()}
            </button>
        </p>
    }
    .into_any()
}

/// A line that is not drawn through, and what it says.
fn stroke(dashes: &'static str, word: words::Phrase, shown: Memo<bool>) -> AnyView {
    view! {
        <span class="strokes" hidden=lazy(move || !shown.get())>
            <svg viewBox="0 0 24 4" aria-hidden="true"><path d="M0 2h24" stroke-dasharray=dashes></path></svg>
            {word.text()}
        </span>
    }
    .into_any()
}

/// The kinds: what their marks mean, and a way to show or hide them.
fn legend(store: Store) -> AnyView {
    let kinds = store.memo(views::kinds);
    let tinted = store.memo(views::tinted);
    let communities = store.memo(views::has_communities);
    let dashed = store.memo(|model| views::draws(model, Stroke::Dashed));
    let dotted = store.memo(|model| views::draws(model, Stroke::Dotted));
    let entry = move |kind: Kind| {
        let row = move || kinds.with(|kinds| kinds[kind.index()].clone());
        view! {
            <button
                hidden=lazy(move || row().count == 0)
                aria-pressed=lazy(move || row().shown.to_string())
                on:click=heard(move |_| store.dispatch(Message::KindShown(kind, !row().shown)))
            >
                {mark(kind)}
                <span>{views::kinds_word(kind)}</span>
            </button>
        }
    };
    view! {
        <div class="legend" role="group" aria-label=words::KINDS.text()>
            {Kind::ALL.map(entry).collect_view()}
            <button
                class="tint"
                hidden=lazy(move || !communities.get())
                aria-pressed=lazy(move || tinted.get().to_string())
                title=words::TINT_MEANS.text()
                on:click=heard(move |_| store.dispatch(Message::CommunitiesShown(!tinted.get())))
            >
                <span class="swatch"></span>
                {words::TINT.text()}
            </button>
            {stroke("7 4", words::DASHED, dashed)}
            {stroke("2 4", words::DOTTED, dotted)}
            <button
                class="about"
                aria-label=words::NAMING_HEAD.text()
                title=words::NAMING_HEAD.text()
                on:click=heard(move |_| store.dispatch(Message::DialogOpened(Dialog::Naming)))
            >
                "?"
            </button>
        </div>
    }
    .into_any()
}

fn zoom(store: Store) -> AnyView {
    let lasso = store.memo(|model| model.stage.lasso);
    let overview = store.memo(|model| !model.stage.overview_off);
    let each: [(_, _, fn() -> Message); 6] = [
        (PLUS, words::ZOOM_IN, || Message::Zoomed(ZOOM)),
        (MINUS, words::ZOOM_OUT, || Message::Zoomed(1.0 / ZOOM)),
        (CORNERS, words::FIT, || Message::Fitted),
        (CORNERED, words::FIT_CHOSEN, || Message::ChosenFitted),
        (LOOP, words::LASSO, || Message::LassoToggled),
        (MAP, words::OVERVIEW, || Message::OverviewToggled),
    ];
    let buttons = each.map(|(glyph, word, message)| {
        let pressed = match glyph {
            LOOP => Some(lasso),
            MAP => Some(overview),
            _ => None,
        };
        view! {
            <button
                aria-label=word.text()
                title=word.text()
                class:wide=glyph == MAP
                aria-pressed=lazy(move || pressed.map(|pressed| pressed.get().to_string()))
                on:click=heard(move |_| store.dispatch(message()))
            >
                {sign(glyph)}
            </button>
        }
    });
    view! { <div class="zoom">{buttons.collect_view()}</div> }.into_any()
}

/// What stands where a graph would.
fn ground(store: Store) -> AnyView {
    let ground = store.memo(views::ground);
    let show = lazy(move || match ground.get() {
        Ground::Graph | Ground::Waiting => ().into_any(),
        Ground::Opening(words) => view! { <p class="ground muted">{words}</p> }.into_any(),
        Ground::Nameless => view! { <p class="ground muted">{words::NO_NAMES_FOUND.text()}</p> }.into_any(),
        Ground::Filtered => view! {
            <div class="ground">
                <p class="muted">{words::NOTHING_PASSES.text()}</p>
                <button on:click=heard(move |_| store.dispatch(Message::FiltersReset))>
                    {words::RESET_FILTERS.text()}
                </button>
            </div>
        }
        .into_any(),
        Ground::Empty => empty(store),
    });
    view! { <div class="grounds">{show}</div> }.into_any()
}

fn empty(store: Store) -> AnyView {
    let verbs: [(_, fn() -> Message); 4] = [
        (words::ADD_FILES, || Message::FilesAsked),
        (words::ADD_FOLDER, || Message::FolderAsked),
        (words::ADD_TEXT, || Message::DialogOpened(Dialog::Paste)),
        (words::LOAD_SAMPLES, || Message::SamplesAsked),
    ];
    let buttons = verbs.map(|(word, message)| {
        view! { <button on:click=heard(move |_| store.dispatch(message()))>{word.text()}</button> }
    });
    view! {
        <div class="ground empty">
            <h2>{words::EMPTY_HEAD.text()}</h2>
            <p>{words::EMPTY_FORMATS.text()}</p>
            <p class="verbs">{buttons.collect_view()}</p>
            <p class="muted">{words::EMPTY_PRIVACY.text()}</p>
        </div>
    }
    .into_any()
}

/// The quiet line: what has just happened, said to a screen reader too.
pub(super) fn notice(store: Store) -> AnyView {
    let told = store.memo(|model| model.told.clone());
    view! {
        <p class="unseen" role="status">{lazy(move || told.get())}</p>
        <p class="notice" role="status">{done(store)}</p>
    }
    .into_any()
}

/// What has just happened, and a way back.
pub(super) fn done(store: Store) -> AnyView {
    let notice = store.memo(|model| model.notice.clone());
    view! {
        {lazy(move || notice.with(|notice| notice.words.clone()))}
        " "
        <button
            class="link"
            hidden=lazy(move || !notice.with(|notice| notice.undo))
            on:click=heard(move |_| {
                store.dispatch(Message::Undone);
                keep_focus();
            })
        >
            {words::UNDO.text()}
        </button>
    }
    .into_any()
}

/// While files hover over the window.
pub(super) fn veil(store: Store) -> AnyView {
    let hovering = store.memo(|model| model.hovering);
    let words = lazy(move || match hovering.get() {
        Some(0) => words::VEIL_UNCOUNTED.text().to_owned(),
        Some(count) => words::VEIL.count(count, &[]),
        None => String::new(),
    });
    view! { <div class="veil" hidden=lazy(move || hovering.get().is_none())><p>{words}</p></div> }.into_any()
}
