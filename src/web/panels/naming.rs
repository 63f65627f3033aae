//! The page "How names are found".

use leptos::prelude::*;

use super::{Store, lazy, mark};
use crate::app::words::Phrase;
use crate::app::{Dialog, views, words};
use crate::entities::Kind;
use crate::web::bridge::assets;

/// Stands in the document only while it is read.
pub(super) fn content(store: Store) -> AnyView {
    let open = store.memo(|model| model.dialog == Some(Dialog::Naming));
    lazy(move || if open.get() { text() } else { ().into_any() }).into_any()
}

fn text() -> AnyView {
    let view = views::naming();
    let weak =
        [words::WEAK_ENGLISH, words::WEAK_OTHER, words::WEAK_CAPITALS, words::WEAK_WORDS, words::WEAK_TIES];
    let texts = view.texts.into_iter().map(|(text, cells)| (text.into_any(), cells.to_vec()));
    let kinds = view.kinds.into_iter().map(|(kind, cells)| (kind_name(kind), cells.to_vec()));
    let scores = view.scores.into_iter().map(|(range, cells)| (range.into_any(), cells.to_vec()));
    let mut with_spacy = views::FIGURES.to_vec();
    with_spacy.push(words::NAMING_SPACY);
    let parts = vec![
        words_of(words::NAMING_WHAT),
        head(words::KINDS),
        view! { <dl>{Kind::ALL.map(meaning).collect_view()}</dl> }.into_any(),
        head(words::NAMING_ACCURACY_HEAD),
        words_of(words::NAMING_ACCURACY),
        table(words::NAMING_TEXTS, &with_spacy, texts.collect()),
        view! { <p class="muted">{words::NAMING_HANDLES.text()}</p> }.into_any(),
        table(words::NAMING_BY_KIND, &views::FIGURES, kinds.collect()),
        head(words::NAMING_SURE_HEAD),
        words_of(words::NAMING_SURE),
        table(words::NAMING_SCORES, &[words::NAMING_RIGHT_OF, words::NAMING_NAMES], scores.collect()),
        head(words::NAMING_WEAK_HEAD),
        view! { <ul>{weak.map(item).collect_view()}</ul> }.into_any(),
        head(words::NAMING_LICENCE_HEAD),
        words_of(words::NAMING_LICENCE),
        credits(),
    ];
    view! { <div class="naming">{parts}</div> }.into_any()
}

fn head(phrase: Phrase) -> AnyView {
    view! { <h3>{phrase.text()}</h3> }.into_any()
}

fn words_of(phrase: Phrase) -> AnyView {
    view! { <p>{phrase.text()}</p> }.into_any()
}

fn item(phrase: Phrase) -> AnyView {
    view! { <li>{phrase.text()}</li> }.into_any()
}

/// The credits lie beside the page's other files, as text.
fn credits() -> AnyView {
    let address = [&assets(&window()), "credits.txt"].concat();
    let link = view! { <a href=address target="_blank" rel="noopener">{words::NAMING_CREDITS.text()}</a> };
    view! { <p>{link}</p> }.into_any()
}

fn kind_name(kind: Kind) -> AnyView {
    view! { {mark(kind)} {views::kinds_word(kind)} }.into_any()
}

fn meaning(kind: Kind) -> AnyView {
    view! {
        <dt>{kind_name(kind)}</dt>
        <dd>{views::kind_meaning(kind)}</dd>
    }
    .into_any()
}

/// Figures under their heads, a row's name before them.
fn table(caption: Phrase, heads: &[Phrase], rows: Vec<(AnyView, Vec<String>)>) -> AnyView {
    let heads = heads.iter().map(|head| view! { <th scope="col">{head.text()}</th> }.into_any());
    let heads = heads.collect_view();
    let row = |(name, cells): (AnyView, Vec<String>)| {
        let cells = cells.into_iter().map(|cell| view! { <td>{cell}</td> }.into_any()).collect_view();
        view! { <tr><th scope="row">{name}</th>{cells}</tr> }.into_any()
    };
    let rows = rows.into_iter().map(row).collect_view();
    view! {
        <table>
            <caption>{caption.text()}</caption>
            <thead><tr><td></td>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
