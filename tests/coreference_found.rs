//! Words that stand for a name, and whom they stand for.

#[path = "common/markup.rs"]
mod markup;

use coterie::aliases::{Entity, Owners, resolve};
use coterie::coreference::{Reference, ReferenceKind, find};
use coterie::pipeline::Article;
use proptest::prelude::*;

fn references(articles: &[Article]) -> (Vec<Entity>, Vec<Reference>) {
    let entities = resolve(articles);
    let found = find(articles, &entities, &Owners::new(articles, &entities));
    (entities, found)
}

/// The references of an article as `words = name`.
#[track_caller]
fn check(markup: &str, expected: &[&str]) {
    let articles = markup::corpus(&[markup]);
    let (entities, found) = references(&articles);
    let line = |reference: &Reference| {
        let words = articles[0].document.slice(reference.span);
        format!("{words} = {}", entities[reference.entity.index()].name)
    };
    assert_eq!(found.iter().map(line).collect::<Vec<_>>(), expected, "{markup}");
}

#[test]
fn he_is_the_man_the_sentence_before_was_about() {
    check("[John Smith|PER] met [Mary Jones|PER]. // He left early.", &["He = John Smith"]);
}

#[test]
fn she_is_the_woman_though_the_man_was_named_last() {
    check(
        "[Mary Jones|PER] met [John Smith|PER]. // She left with her dog.",
        &["She = Mary Jones", "her = Mary Jones"],
    );
}

#[test]
fn a_title_says_which_of_two() {
    check("Mr. [Lark|PER] saw Mrs. [Finch|PER]. // She waved.", &["She = Mrs. Finch"]);
}

#[test]
fn whom_someone_sees_is_not_himself() {
    check("[Paul Brown|PER] came in. // [John Smith|PER] saw him.", &["him = Paul Brown"]);
    check("[Paul Brown|PER] came in. // [John Smith|PER] hurt himself.", &["himself = John Smith"]);
}

#[test]
fn what_stands_for_someone_without_a_name_is_passed_over() {
    check("[John Smith|PER] was ill. // An old man knocked at the door. // He wore a hat.", &[]);
}

#[test]
fn an_organisation_is_not_he() {
    check("[NATO|ORG] met in [Rome|LOC]. // He left.", &[]);
}

#[test]
fn after_some_sentences_nobody_is_meant() {
    check("[John Smith|PER] left. // It rained. // It snowed. // It hailed. // It froze. // He came.", &[]);
}

#[test]
fn a_title_gives_a_role() {
    check(
        "Russian President [Vladimir Putin|PER] spoke in [Rome|LOC]. // It rained. // The president left.",
        &["The president = Vladimir Putin"],
    );
    check(
        "Russian President [Vladimir Putin|PER] met [Barack Obama|PER]. // The Russian leader left.",
        &["The Russian leader = Vladimir Putin"],
    );
}

#[test]
fn a_role_stands_beside_its_name() {
    check(
        "[Ann Lark|PER], a senator from Ohio, spoke. // [Bob Reed|PER] heard it. // The senator smiled.",
        &["The senator = Ann Lark"],
    );
    check("The mayor, [Ann Lark|PER], spoke. // It rained. // The mayor smiled.", &["The mayor = Ann Lark"]);
    check(
        "[Ann Lark|PER] was the mayor of the town. // It rained. // The mayor smiled.",
        &["The mayor = Ann Lark"],
    );
}

#[test]
fn the_doctors_man_is_no_doctor() {
    check("[Larry|PER], the doctor's man, lit the lamp. // It rained. // The doctor smiled.", &[]);
}

#[test]
fn a_former_president_is_not_the_president() {
    check("Former President [George Bush|PER] spoke. // It rained. // The president smiled.", &[]);
}

#[test]
fn of_two_presidents_neither_is_certain() {
    check(
        "President [Ann Lark|PER] met President [Bob Reed|PER]. // It rained. // The president smiled.",
        &[],
    );
}

#[test]
fn a_name_may_say_what_it_names() {
    check("[Deutsche Bank|ORG] lost money. // The bank closed.", &["The bank = Deutsche Bank"]);
    check("[France|LOC] was warm. // The country rejoiced.", &["The country = France"]);
    check("[France|LOC] was warm. // The city of light rejoiced.", &[]);
    check("[Deutsche Bank|ORG] lost money. // The bank manager left.", &[]);
}

fn story() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "[Ann Lark|PER]",
        "[Lark|PER]",
        "[Bob Reed|PER]",
        "[NATO|ORG]",
        "[France|LOC]",
        "he",
        "She",
        "her",
        "him",
        "himself",
        "the",
        "president",
        "a",
        "man",
        "company",
        "country",
        "said",
        "that",
        "was",
        ",",
        "\"",
        "of",
        "'s",
        "President",
        "French",
        "Mr.",
    ]);
    let sentence = prop::collection::vec(word, 1..12).prop_map(|words| format!("{} .", words.join(" ")));
    prop::collection::vec(sentence, 1..8).prop_map(|sentences| sentences.join(" // "))
}

proptest! {
    #[test]
    fn references_lie_in_their_sentence_in_order_and_touch_no_name(stories in prop::collection::vec(story(), 1..4)) {
        let markups: Vec<&str> = stories.iter().map(String::as_str).collect();
        let articles = markup::corpus(&markups);
        let (entities, found) = references(&articles);
        let place = |reference: &Reference| (reference.document, reference.sentence, reference.span);
        prop_assert!(found.is_sorted_by_key(place));
        for reference in found {
            let article = &articles[reference.document.index()];
            prop_assert!(article.sentences[reference.sentence as usize].span.contains(reference.span));
            let apart = |name: coterie::ids::Span| name.end <= reference.span.start || reference.span.end <= name.start;
            prop_assert!(article.mentions.iter().all(|mention| apart(mention.span)));
            prop_assert!(reference.entity.index() < entities.len());
            prop_assert!(reference.sure <= 1000);
            let person = entities[reference.entity.index()].kind == coterie::entities::Kind::Person;
            prop_assert!(person || reference.kind == ReferenceKind::Role);
        }
    }
}
