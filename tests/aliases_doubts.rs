//! What a person is asked about identity.

#[path = "common/markup.rs"]
mod markup;

use coterie::aliases::{Question, doubts, resolve};
use coterie::ids::EntityKey;

/// `name ~ surface: reason` for a doubtful link, `name | name: reason` for a doubtful separation.
fn check(articles: &[&str], expected: &[&str]) {
    let articles = markup::corpus(articles);
    let entities = resolve(&articles);
    let name = |key: EntityKey| &entities.iter().find(|entity| entity.key == key).expect("an entity").name;
    let lines: Vec<String> = doubts(&articles, &entities)
        .iter()
        .map(|doubt| match &doubt.question {
            Question::Link { entity, surface, .. } => {
                format!("{} ~ {surface}: {:?}", name(*entity), doubt.reason)
            }
            Question::Separation { one, other } => {
                format!("{} | {}: {:?}", name(*one), name(*other), doubt.reason)
            }
        })
        .collect();
    assert_eq!(lines, expected);
}

#[test]
fn what_is_certain_is_not_asked() {
    check(&["[Vladimir Putin|PER] met [Donald Trump|PER]. // [Putin|PER] left."], &[]);
    check(&["[Apple|ORG] sued [Samsung|ORG] in [Iran|LOC] and [Iraq|LOC]."], &[]);
}

#[test]
fn a_guess_is_asked_about() {
    check(&["[Lockheed Martin|ORG] bid. // [Lockheed|ORG] won."], &["Lockheed Martin ~ Lockheed: ShortForm"]);
}

#[test]
fn a_surname_that_two_share_is_asked_about() {
    check(
        &["[Mary Shelley|PER] and [Percy Shelley|PER] met. // [Shelley|PER] wrote."],
        &["Mary Shelley | Shelley: MostNamed", "Percy Shelley | Shelley: MostNamed"],
    );
}

#[test]
fn a_transliteration_is_asked_about() {
    check(
        &["[Muammar Gaddafi|PER] fell.", "[Muammar Qaddafi|PER] hid."],
        &["Muammar Gaddafi | Muammar Qaddafi: Variant"],
    );
}

#[test]
fn a_slip_is_asked_about() {
    check(
        &["[Angela Merkel|PER] spoke.", "[Angela Markel|PER] spoke."],
        &["Angela Markel | Angela Merkel: Variant"],
    );
}

#[test]
fn an_acronym_that_several_fit_is_asked_about() {
    check(
        &[
            "[BODC|ORG] met [BODC|ORG].",
            "The [Bureau for Oddities of the Deep Coast|ORG] sat. // The [Board of Desert Cats|ORG] slept.",
        ],
        &["BODC | Board of Desert Cats: Acronym", "BODC | Bureau for Oddities of the Deep Coast: Acronym"],
    );
}

#[test]
fn a_look_alike_is_asked_about() {
    check(&["[Apple Inc.|ORG] sued [Apple Corps|ORG]."], &["Apple Corps | Apple Inc.: ShortForm"]);
}

#[test]
fn one_name_of_two_kinds_is_asked_about() {
    check(
        &[
            "[Washington|PER] slept. // [Washington|PER] rose. // [Washington|PER] won.",
            "[Washington|LOC] is a city. // [Washington|LOC] has a dome. // [Washington|LOC] is hot.",
        ],
        &["Washington | Washington: OtherKind"],
    );
}

#[test]
fn a_titled_surname_of_one_who_is_called_by_the_forename_is_asked_about() {
    check(&["[Winnie Verloc|PER] came. // Mrs. [Verloc|PER] sat."], &[]);
    check(
        &["[Winnie Verloc|PER] came. // [Winnie|PER] left. // Mrs. [Verloc|PER] sat."],
        &["Winnie Verloc ~ Verloc: PartInArticle"],
    );
}

#[test]
fn man_and_wife_are_not_asked_about() {
    check(&["[Winnie Verloc|PER] came. // Mr. [Verloc|PER] sat. // Mr. [Verloc|PER] left."], &[]);
}
