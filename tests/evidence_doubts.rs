//! What the evidence of a tie says of the doubtful links it rests on.

#[path = "common/markup.rs"]
mod markup;

use coterie::aliases::{Owners, resolve};
use coterie::cooccurrence::{Window, count};
use coterie::evidence::{Corpus, Subject, evidence, in_hundred};
use coterie::graph::ViewSettings;
use coterie::ids::EntityKey;

fn check(window: Window, articles: &[&str], ends: [(&str, &str); 2], expected: &[&str]) {
    let articles = markup::corpus(articles);
    let entities = resolve(&articles);
    let owners = Owners::new(&articles, &entities);
    let settings = ViewSettings { window, ..ViewSettings::default() };
    let [one, other] = ends.map(|(kind, name)| EntityKey::new(kind, name));
    let pairs = count(&articles, &entities, window);
    let corpus = Corpus::new(&articles, &entities, &owners);
    let found = evidence(corpus, &pairs, Subject::Tie(one, other), &settings, 10).expect("a tie");
    let link = entities.iter().flat_map(|entity| &entity.aliases).find(|alias| alias.surface == "Kodiak");
    let sure = in_hundred(link.expect("a name of the firm").link.sure);
    let expected: Vec<String> = expected.iter().map(|line| line.replace("SURE", &sure)).collect();
    assert_eq!(found.doubts, expected);
}

const FIRM: &str =
    "[Kodiak Robotics|ORG] met [Ada|PER]. // [Kodiak|ORG] met [Ada|PER]. // [Kodiak|ORG] saw [Bob|PER].";

#[test]
fn what_rests_on_a_doubtful_name_is_said_with_how_sure_it_is() {
    let ends = [("ORG", "Kodiak Robotics"), ("PER", "Ada")];
    let line = "1 of 2 sentences rests on “Kodiak” being Kodiak Robotics, SURE in 100 sure";
    check(Window::Sentence, &[FIRM], ends, &[line]);
    let ends = [("PER", "Bob"), ("ORG", "Kodiak Robotics")];
    let line = "1 of 1 sentences rests on “Kodiak” being Kodiak Robotics, SURE in 100 sure";
    check(Window::Sentence, &[FIRM], ends, &[line]);
}

#[test]
fn a_window_that_names_an_end_surely_too_does_not_rest_on_doubt() {
    check(Window::Document, &[FIRM], [("ORG", "Kodiak Robotics"), ("PER", "Ada")], &[]);
}
