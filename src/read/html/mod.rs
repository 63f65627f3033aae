//! Web pages: the article's own words, what the page says about it, and the way back to the source.
//!
//! The main text is found by Readability (`dom_smoothie`); where it finds nothing, or the page is nested too deeply
//! to be parsed on a worker's stack, all words that the page shows are taken, with a warning.

mod align;
mod blocks;
mod depth;
mod facts;
mod linked;
mod metadata;
mod scanner;

pub(super) use self::metadata::language_code;
pub(super) use self::scanner::character;

use dom_smoothie::{Config, Readability};

use self::blocks::{Gatherer, Markup};
use self::scanner::{Piece, Scanner};
use super::text::Parts;
use super::{Field, Metadata, OffsetMap, Role};

/// How deeply elements may be nested: as deep as Chromium's parser lets them.
const DEEPEST: usize = 512;

/// How many elements a page may have before only its words are taken: Readability's time grows faster than the page.
const MOST_ELEMENTS: usize = 100_000;

/// How many entities one stretch of text may have: html5ever's time grows with their square.
const MOST_ENTITIES: usize = 50_000;

/// What a page gave.
pub(super) struct Page {
    pub(super) parts: Parts,
    pub(super) metadata: Metadata,
    /// What was lost, if something was, and what to do.
    pub(super) warning: Option<(&'static str, &'static str)>,
}

/// Whether a text is a page: it begins with markup, or has much of it.
pub(super) fn is_page(text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(16_384)).unwrap_or(text).trim_start();
    let starts = |tag: &str| head.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    if ["<!doctype html", "<html", "<head", "<body", "<title", "<meta"].iter().any(|tag| starts(tag)) {
        return true;
    }
    let mut scanner = Scanner::new(head);
    let (mut opens, mut closes) = (0, 0);
    while let Some((_, piece)) = scanner.next_piece() {
        const KNOWN: [&str; 20] = [
            "html", "head", "body", "title", "meta", "div", "p", "a", "br", "span", "h1", "h2", "h3", "b",
            "i", "em", "strong", "ul", "li", "article",
        ];
        let known = |name: &str| KNOWN.iter().any(|tag| tag.eq_ignore_ascii_case(name));
        match piece {
            Piece::Open { name, .. } if known(name) => opens += 1,
            Piece::Close { name } if known(name) => closes += 1,
            _ => {}
        }
    }
    let begins_with_tag = head.starts_with('<') && opens > 0;
    closes > 0 && (opens + closes >= 6 || (begins_with_tag && opens + closes >= 2))
}

/// The paragraphs of markup that is an article and nothing else, as a field of a table holds it.
pub(super) fn paragraphs(markup: &str) -> Vec<String> {
    let points = OffsetMap::identity(markup);
    let mut gatherer = Gatherer::new(markup, &points);
    gatherer.add(markup, Markup::Source);
    let (text, blocks, _) = gatherer.finish();
    blocks.iter().filter_map(|block| text.get(block.span.range())).map(str::to_owned).collect()
}

/// Reads a page.
pub(super) fn read(source: &str) -> Page {
    let points = OffsetMap::identity(source);
    let facts = facts::facts(source);
    let too_deep = facts.depth > DEEPEST;
    let too_large = facts.elements > MOST_ELEMENTS || facts.entities > MOST_ENTITIES;
    let article = (!too_deep && !too_large)
        .then(|| Readability::new(align::annotate(source), None, Some(Config::default())).ok()?.parse().ok())
        .flatten();
    let mut metadata = facts.metadata(source, article.as_ref());
    let mut gatherer = Gatherer::new(source, &points);
    let mut warning = None;
    if let Some(title) = &metadata.title {
        let place = facts.heading_of(source, title).map(|(at, ..)| at);
        gatherer.add_line(title, place, Role::Title);
    }
    let titled = gatherer.blocks.len();
    if let Some(article) = &article {
        gatherer.add(&article.content, Markup::Article);
    }
    if gatherer.blocks.len() > titled {
        // The article alone tells its language.
        metadata.guess(Field::Language, || super::language::language(&gatherer.text));
        gatherer.add(source, Markup::Rest);
    } else {
        gatherer.add(source, Markup::Source);
        let message = match (too_deep, too_large) {
            (true, _) => "This page is nested too deeply to find its article, so all its words were read.",
            (_, true) => "This page is too large to find its article, so all its words were read.",
            _ => "No article was found on this page, so all its words were read.",
        };
        warning = Some((message, "Save the article alone as text if other words of the page disturb."));
    }
    let (text, mut blocks, origin) = gatherer.finish();
    // The headline repeated at the start of the article counts once.
    let words = |rank: usize| blocks.get(rank).and_then(|block: &super::Block| text.get(block.span.range()));
    if titled == 1 && words(1).is_some() && words(0) == words(1) {
        blocks.remove(0);
        blocks[0].role = Role::Title;
    }
    let title = metadata.title.clone();
    Page { parts: Parts { text, blocks, origin, title }, metadata, warning }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, expected: &str) {
        let Page { parts, .. } = read(page);
        let paragraphs: Vec<&str> =
            parts.blocks.iter().map(|block| &parts.text[block.span.range()]).collect();
        assert_eq!(paragraphs.join("|"), expected);
    }

    #[test]
    fn the_headline_is_read_once_wherever_it_stands() {
        let head = "<html><head><title>Two talk</title></head><body>";
        check(
            &format!("{head}<p>By Ann Lee</p><h1>Two talk</h1><p>They met."),
            "Two talk|By Ann Lee|They met.",
        );
        check(&format!("{head}<h1>Two talk</h1><p>They met."), "Two talk|They met.");
    }

    #[test]
    fn signs_of_footnotes_are_no_words() {
        check(
            "<html><body><p>They met.<a href=\"#n1\" role=\"doc-noteref\"><sup>1</sup></a> All of <a href=\"/b\">them</a>.</p>\
             <p id=\"n1\">In June.<a class=\"footnote-back\" role=\"doc-backlink\">↩︎</a></p>",
            "They met. All of them.|In June.",
        );
    }
}
