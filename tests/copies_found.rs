//! Which sentences and articles are called copies.

#[path = "common/markup.rs"]
mod markup;

use coterie::cooccurrence::Window;
use coterie::copies::{Copies, differences, find};
use coterie::ids::{DocumentId, Span};
use coterie::pipeline::Article;
use proptest::prelude::*;

/// Whether the first sentences of two articles are copies of each other.
fn alike(one: &str, other: &str) -> bool {
    let copies = find(&markup::corpus(&[one, other]));
    let said = |document| copies.said(DocumentId(document), 0, Window::Sentence);
    said(0) == said(1)
}

#[track_caller]
fn copies(one: &str, other: &str) {
    assert!(alike(one, other), "{one:?} / {other:?}");
}

#[track_caller]
fn apart(one: &str, other: &str) {
    assert!(!alike(one, other), "{one:?} / {other:?}");
}

#[test]
fn the_same_words_are_copies_however_written() {
    copies("“Putin met Trump” – in Rome.", "\"PUTIN MET TRUMP\" - IN ROME");
}

#[test]
fn a_few_words_are_nobodys_copy() {
    apart("Putin met Trump.", "Putin met Trump.");
}

#[test]
fn short_sentences_are_copies_only_when_the_same() {
    copies("Putin met Trump in Rome.", "Putin met Trump in Rome.");
    apart("Putin met Trump in Rome today.", "Putin met Trump in Rome.");
}

#[test]
fn a_long_sentence_may_be_touched_up() {
    const WIRE: &str = "The two leaders spoke for an hour about the war and agreed to meet again in spring";
    copies(WIRE, "The two leaders spoke for an hour about the war and they agreed to meet again in spring");
    copies(WIRE, &format!("{WIRE}, officials said"));
    apart(WIRE, "The two leaders did not speak of the war, but their aides agreed to meet again soon");
}

#[test]
fn other_numbers_and_other_names_make_other_sentences() {
    apart(
        "A bomb in the market of the old town killed 5 people on the first day of the feast.",
        "A bomb in the market of the old town killed 7 people on the first day of the feast.",
    );
    apart(
        "The board said that the price of a share rose by 6.9 per cent in the month.",
        "The board said that the price of a share rose by 6.6 per cent in the month.",
    );
    apart(
        "[Putin|PER] and the foreign minister of the republic spoke for an hour about the war in the east.",
        "[Trump|PER] and the foreign minister of the republic spoke for an hour about the war in the east.",
    );
    copies(
        "[Vladimir Putin|PER] and the foreign minister of the republic spoke for an hour about the war.",
        "[Putin|PER] and the foreign minister of the republic spoke for an hour about the war.",
    );
}

const STORY: &str = "The council of the small town met on the eve of the feast. // It spoke of the old bridge over \
    the river.\nNobody had crossed it since the flood. // The mayor would not pay for stone, and wood would rot.";

fn said(copies: &Copies, document: u32, sentence: u32, window: Window) -> Option<u32> {
    copies.said(DocumentId(document), sentence, window)
}

#[test]
fn a_paragraph_is_a_copy_when_all_its_sentences_are() {
    let changed = STORY.replace("the river.", "the river.\nA paragraph of its own stands here, as one sees.");
    let copies = find(&markup::corpus(&[STORY, &changed]));
    let paragraph = |document, sentence| said(&copies, document, sentence, Window::Paragraph);
    assert_eq!(paragraph(0, 0), paragraph(1, 0));
    assert_eq!(paragraph(0, 2), paragraph(1, 3));
    assert_ne!(paragraph(0, 2), paragraph(1, 2));
    assert_eq!(copies.copied_sentences(), 4);
}

#[test]
fn an_article_knows_of_which_it_is_a_copy() {
    let longer = format!("{STORY} // In the end they took the ferry.");
    let copies = find(&markup::corpus(&[STORY, "Nothing of all this is said here.", &longer]));
    let likeness = copies.likeness(DocumentId(2)).expect("a copy");
    assert_eq!((likeness.of, likeness.percent), (DocumentId(0), 84));
    assert_eq!(copies.likeness(DocumentId(0)), None);
    assert_eq!(copies.likeness(DocumentId(1)), None);
    assert_eq!(copies.copied_articles(), 1);
    assert_eq!(said(&copies, 0, 0, Window::Document), said(&copies, 2, 0, Window::Document));
}

#[test]
fn an_empty_article_is_a_copy_of_nothing() {
    assert_eq!(find(&markup::corpus(&["", ""])).copied_articles(), 0);
}

/// Articles of few different words, so that many are near-copies.
fn corpus() -> impl Strategy<Value = Vec<String>> {
    let word = prop::sample::select(vec!["the", "old", "bridge", "fell", "into", "river", "12", "again"]);
    let sentence = prop::collection::vec(word, 3..14).prop_map(|words| format!("{}.", words.join(" ")));
    let story = prop::collection::vec(sentence, 1..6);
    let stories = prop::collection::vec(story, 1..4);
    let picks = prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..8);
    (stories, picks).prop_map(|(stories, picks)| {
        picks
            .into_iter()
            .map(|(story, cut)| {
                let story = story.get(&stories);
                story[cut.index(story.len())..].join(" // ")
            })
            .collect()
    })
}

/// The groups as sets of texts' places under the names they had first.
fn groups(articles: &[Article], window: Window) -> Vec<Vec<(String, u32)>> {
    let copies = find(articles);
    let mut places: Vec<(Option<u32>, String, u32)> = Vec::new();
    for (document, article) in (0..).zip(articles) {
        let text = article.document.metadata.title.clone().unwrap_or_default();
        for sentence in 0..article.sentences.len() as u32 {
            places.push((said(&copies, document, sentence, window), text.clone(), sentence));
        }
    }
    places.sort();
    let mut groups: Vec<Vec<(String, u32)>> = places
        .chunk_by(|one, next| one.0 == next.0)
        .map(|group| group.iter().map(|(_, text, sentence)| (text.clone(), *sentence)).collect())
        .collect();
    groups.iter_mut().for_each(|group| group.sort());
    groups.sort();
    groups
}

proptest! {
    #[test]
    fn groups_do_not_depend_on_the_order_of_articles(stories in corpus(), turn in 0usize..8, window in 0usize..3) {
        let markups: Vec<&str> = stories.iter().map(String::as_str).collect();
        let mut articles = markup::corpus(&markups);
        for (number, article) in articles.iter_mut().enumerate() {
            article.document.metadata.title = Some(number.to_string());
        }
        let expected = groups(&articles, Window::ALL[window]);
        let turn = turn % articles.len();
        articles.rotate_left(turn);
        prop_assert_eq!(groups(&articles, Window::ALL[window]), expected.clone());
        articles.reverse();
        prop_assert_eq!(groups(&articles, Window::ALL[window]), expected);
    }

    #[test]
    fn a_copy_stands_after_what_it_copies(stories in corpus()) {
        let markups: Vec<&str> = stories.iter().map(String::as_str).collect();
        let articles = markup::corpus(&markups);
        let copies = find(&articles);
        for document in 0..articles.len() as u32 {
            if let Some(likeness) = copies.likeness(DocumentId(document)) {
                prop_assert!(likeness.of.0 < document);
                prop_assert_eq!(
                    said(&copies, document, 0, Window::Document),
                    said(&copies, likeness.of.0, 0, Window::Document)
                );
            }
        }
    }
}

/// Words as copies are compared by: letters and digits, in lower case.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// A text without some spans of it.
fn without(text: &str, spans: &[Span]) -> String {
    let mut rest = text.to_owned();
    for span in spans.iter().rev() {
        rest.replace_range(span.range(), "");
    }
    rest
}

/// A text of few words in a few paragraphs: most of them stand more than once.
fn paragraphs(most: usize) -> impl Strategy<Value = String> {
    let word = prop::sample::select(&["a", "b", "c", "d", "e", "Fée", "g,", "“h”", "\n"][..]);
    prop::collection::vec(word, 0..most).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn what_two_articles_share_is_what_is_left_without_their_differences(
        one in prop_oneof![paragraphs(12), paragraphs(400)], other in prop_oneof![paragraphs(12), paragraphs(400)],
    ) {
        let (one, other) = (markup::article("0", &one), markup::article("1", &other));
        let found = differences(&one, &other);
        prop_assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        for difference in &found {
            prop_assert!(one.document.blocks[difference.block].span.contains(difference.span));
        }
        let new: Vec<Span> = found.iter().map(|difference| difference.span).collect();
        let missing: Vec<Span> = found.iter().flat_map(|difference| difference.missing.clone()).collect();
        // A text without any word has no place to show what it lacks.
        if !words(&one.document.text).is_empty() {
            prop_assert_eq!(words(&without(&one.document.text, &new)), words(&without(&other.document.text, &missing)));
        }
        prop_assert!(differences(&one, &one).is_empty());
    }
}
