//! "How names are found": what the recogniser marks, how well, and how sure it is.
//!
//! It depends on the build alone, so it is written while the page is built (`naming.html`) and fetched when a person opens
//! it: its words and figures are no part of what every visitor loads.
//!
//! **Invariant:** every figure comes from the record of the model that ships ([`Record::shipped`]).

use std::fmt::Write as _;

use super::{kind_class, kinds_word, outline};
use crate::app::words::{self, Phrase};
use crate::entities::Kind;
use crate::evaluation::Counts;
use crate::evaluation::record::{Record, yardstick};

/// The set that figures by kind are of: news, which is what people drop.
const NEWS: &str = "voa_dev";

/// What is on the page. It depends on the build alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamingView {
    /// Figures by kind of text; the cells stand under [`FIGURES`] and then [`words::NAMING_SPACY`].
    pub texts: Vec<(&'static str, [String; 4])>,
    /// Figures by kind of name, in news; the cells stand under [`FIGURES`].
    pub kinds: Vec<(Kind, [String; 3])>,
    /// A range of scores, how many of 100 such names are right, and how many names those were.
    pub scores: Vec<(String, [String; 2])>,
}

/// Heads of the columns of figures.
pub const FIGURES: [Phrase; 3] = [words::NAMING_RIGHT, words::NAMING_FOUND, words::NAMING_F1];

/// What a kind takes in, with examples.
pub fn kind_meaning(kind: Kind) -> &'static str {
    let phrase = match kind {
        Kind::Person => words::PERSON_MEANS,
        Kind::Organisation => words::ORGANISATION_MEANS,
        Kind::Place => words::PLACE_MEANS,
        Kind::Group => words::GROUP_MEANS,
        Kind::Event => words::EVENT_MEANS,
        Kind::Other => words::OTHER_MEANS,
    };
    phrase.text()
}

/// What the sets are texts of, in the order of the page: what people drop comes first.
const TEXTS: [(&str, Phrase); 5] = [
    (NEWS, words::TEXT_NEWS),
    ("crossner_pol", words::TEXT_POLITICS),
    ("uner_ewt", words::TEXT_WEB),
    ("wnut17", words::TEXT_POSTS),
    ("btc_h", words::TEXT_TWEETS),
];

/// What is on the page.
pub fn naming() -> NamingView {
    let Some(record) = Record::shipped() else { return NamingView::default() };
    let texts = TEXTS.into_iter().filter_map(|(set, text)| {
        let [right, found, f1] = figures(record.set(set)?.main());
        let spacy = yardstick(set).map_or_else(|| "–".to_owned(), |others| words::tenths(others.small));
        Some((text.text(), [right, found, f1, spacy]))
    });
    let kinds = Kind::ALL.into_iter().filter_map(|kind| {
        let counts = record.set(NEWS)?.kinds[kind.index()];
        Some((kind, figures(counts)))
    });
    let scores = record.bins().into_iter().enumerate().rev().filter(|(_, counts)| counts.said > 0);
    let scores = scores.map(|(bin, counts)| {
        let bin = bin as u32;
        let range = words::RANGE.with(&[("low", &words::tenths(bin)), ("high", &words::tenths(bin + 1))]);
        (range, [words::tenths(counts.precision()), words::number(counts.said)])
    });
    NamingView { texts: texts.collect(), kinds: kinds.collect(), scores: scores.collect() }
}

/// Right of 100 found, found of 100 there are, F1.
fn figures(counts: Counts) -> [String; 3] {
    [counts.precision(), counts.recall(), counts.f1()].map(words::tenths)
}

/// The page as markup. Where it links, `{assets}` stands for the folder of the page's files.
pub fn naming_html() -> String {
    let view = naming();
    let weak =
        [words::WEAK_ENGLISH, words::WEAK_OTHER, words::WEAK_CAPITALS, words::WEAK_WORDS, words::WEAK_TIES];
    let texts = view.texts.iter().map(|(text, cells)| row(&escaped(text), cells));
    let kinds = view.kinds.iter().map(|(kind, cells)| row(&kind_name(*kind), cells));
    let scores = view.scores.iter().map(|(range, cells)| row(range, cells));
    let meaning =
        |kind| ["<dt>", &kind_name(kind), "</dt>", &in_tag("dd", &escaped(kind_meaning(kind)))].concat();
    let credits = format!(
        "<a href=\"{{assets}}credits.txt\" target=\"_blank\" rel=\"noopener\">{}</a>",
        escaped(words::NAMING_CREDITS.text())
    );
    let with_spacy: Vec<Phrase> = FIGURES.into_iter().chain([words::NAMING_SPACY]).collect();
    let by_score = [words::NAMING_RIGHT_OF, words::NAMING_NAMES];
    let said = |tag: &str, phrase: Phrase| in_tag(tag, &escaped(phrase.text()));
    [
        said("p", words::NAMING_WHAT),
        said("h3", words::KINDS),
        in_tag("dl", &Kind::ALL.map(meaning).concat()),
        said("h3", words::NAMING_ACCURACY_HEAD),
        said("p", words::NAMING_ACCURACY),
        table(words::NAMING_TEXTS, &with_spacy, texts.collect()),
        ["<p class=\"muted\">", &escaped(words::NAMING_HANDLES.text()), "</p>"].concat(),
        table(words::NAMING_BY_KIND, &FIGURES, kinds.collect()),
        said("h3", words::NAMING_SURE_HEAD),
        said("p", words::NAMING_SURE),
        table(words::NAMING_SCORES, &by_score, scores.collect()),
        said("h3", words::NAMING_WEAK_HEAD),
        in_tag("ul", &weak.map(|weak| said("li", weak)).concat()),
        said("h3", words::NAMING_LICENCE_HEAD),
        said("p", words::NAMING_LICENCE),
        in_tag("p", &credits),
    ]
    .concat()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn in_tag(tag: &str, inner: &str) -> String {
    format!("<{tag}>{inner}</{tag}>")
}

/// A kind's mark and name.
fn kind_name(kind: Kind) -> String {
    format!(
        "<svg class=\"mark {}\" viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path fill-rule=\"evenodd\" d=\"{}\"></path></svg> {}",
        kind_class(kind),
        outline(kind),
        kinds_word(kind)
    )
}

/// A row of figures, its name before them.
fn row(name: &str, cells: &[String]) -> String {
    let cells: String = cells.iter().map(|cell| in_tag("td", cell)).collect();
    format!("<tr><th scope=\"row\">{name}</th>{cells}</tr>")
}

/// Figures under their heads.
fn table(caption: Phrase, heads: &[Phrase], rows: Vec<String>) -> String {
    let mut row = String::from("<td></td>");
    for head in heads {
        // Writing to a string does not fail.
        let _ = write!(row, "<th scope=\"col\">{}</th>", escaped(head.text()));
    }
    let (caption, rows) = (escaped(caption.text()), rows.concat());
    format!("<table><caption>{caption}</caption><thead><tr>{row}</tr></thead><tbody>{rows}</tbody></table>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_and_kind_of_the_record_is_shown() {
        let record = Record::shipped().expect("static/models/names.eval.tsv is a table");
        let told = |set: &str| TEXTS.iter().any(|(told, _)| *told == set);
        assert!(record.sets.iter().all(|(set, _)| told(set)), "say in TEXTS what a new set is a text of");
        assert_eq!(naming().texts.len(), record.sets.len());
        assert_eq!(naming().kinds.len(), Kind::ALL.len());
    }

    #[test]
    fn the_markup_is_sound_and_holds_every_figure() {
        let html = naming_html();
        roxmltree::Document::parse(&["<div>", &html, "</div>"].concat()).expect("every element ends");
        let view = naming();
        let cells = view.texts.iter().flat_map(|(_, cells)| cells);
        assert!(cells.chain(view.kinds.iter().flat_map(|(_, cells)| cells)).all(|cell| html.contains(cell)));
    }

    #[test]
    fn figures_are_of_a_hundred() {
        let figures = figures(Counts { gold: 40, said: 30, right: 20 });
        assert_eq!(figures, ["66.7", "50.0", "57.1"]);
    }
}
