//! Who appears with whom, by window.

#[path = "common/markup.rs"]
mod markup;

use coterie::aliases::resolve;
use coterie::cooccurrence::{Cooccurrence, Window, count};

fn check(window: Window, articles: &[&str], expected: &[&str]) {
    let articles = markup::corpus(articles);
    let entities = resolve(&articles);
    let mut ties: Vec<String> = count(&articles, &entities, window)
        .iter()
        .map(|pair| {
            let mut ends = [entities[pair.a.index()].name.as_str(), entities[pair.b.index()].name.as_str()];
            ends.sort_unstable();
            format!("{} - {} {}", ends[0], ends[1], pair.weight())
        })
        .collect();
    ties.sort_unstable();
    assert_eq!(ties, expected);
}

const STORY: &str =
    "[Ada|PER] met [Bob|PER] and [Bob|PER]. // [Ada|PER] left.\n[Cy|PER] came. // [Bob|PER] saw [Cy|PER].";

#[test]
fn a_sentence_counts_an_entity_once() {
    check(Window::Sentence, &[STORY], &["Ada - Bob 1", "Bob - Cy 1"]);
}

#[test]
fn a_paragraph_holds_its_sentences() {
    check(
        Window::Paragraph,
        &[STORY, "[Ada|PER]. // [Cy|PER]."],
        &["Ada - Bob 1", "Ada - Cy 1", "Bob - Cy 1"],
    );
}

#[test]
fn an_article_holds_everything_once() {
    check(Window::Document, &[STORY, STORY], &["Ada - Bob 2", "Ada - Cy 2", "Bob - Cy 2"]);
}

#[test]
fn the_span_of_an_article_is_all_that_counts() {
    let articles = markup::corpus(&[STORY]);
    let pairs = count(&articles, &resolve(&articles), Window::Document);
    assert_eq!(articles[0].document.slice(pairs[0].passages[0].span), articles[0].document.text.trim_end());
}

#[test]
fn repeated_sentences_count_each_time() {
    let line = "[Ada|PER] met [Bob|PER].";
    check(Window::Sentence, &[&format!("{line} // {line}")], &["Ada - Bob 2"]);
}

/// `a - b weight/doubtful` for each tie.
fn doubtful(articles: &[&str]) -> Vec<String> {
    let articles = markup::corpus(articles);
    let entities = resolve(&articles);
    let name = |id: coterie::ids::EntityId| entities[id.index()].name.as_str();
    let ties = count(&articles, &entities, Window::Sentence);
    let line = |pair: &Cooccurrence| {
        format!("{} - {} {}/{}", name(pair.a), name(pair.b), pair.weight(), pair.doubtful)
    };
    ties.iter().map(line).collect()
}

#[test]
fn windows_that_name_an_end_by_a_doubtful_link_alone_are_told_apart() {
    // That a longer company is meant by its first word is right less often than not.
    let lines = doubtful(&[
        "[Kodiak Robotics|ORG] met [Ada|PER]. // [Kodiak|ORG] met [Ada|PER]. // [Kodiak|ORG] of [Kodiak Robotics|ORG] met [Ada|PER].",
    ]);
    assert_eq!(lines, ["Kodiak Robotics - Ada 3/1"]);
}
