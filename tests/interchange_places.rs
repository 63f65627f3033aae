//! The graph as other programs read it.

#[path = "common/markup.rs"]
mod markup;

use coterie::aliases::resolve;
use coterie::cooccurrence::Window;
use coterie::entities::KindSet;
use coterie::interchange::build;

fn json(articles: &[&str], kinds: KindSet) -> serde_json::Value {
    let articles = markup::corpus(articles);
    serde_json::to_value(build(&articles, &resolve(&articles), Window::Sentence, kinds)).expect("JSON")
}

#[test]
fn offsets_count_code_points() {
    let graph = json(&["„Ünïcödé“ [Zoë|PER] met [Bob|PER]."], KindSet::MAIN);
    assert_eq!(
        graph["nodes"][1]["occurrences"][0],
        serde_json::json!({"doc": "0.txt", "start": 10, "end": 13})
    );
    assert_eq!(graph["edges"][0]["evidence"][0], serde_json::json!({"doc": "0.txt", "start": 0, "end": 22}));
}

#[test]
fn two_of_one_name_are_told_apart() {
    let graph =
        json(&["[Paris|LOC] [Paris|LOC] [Paris|LOC]", "[Paris|PER] [Paris|PER] [Paris|PER]"], KindSet::MAIN);
    let ids: Vec<&str> =
        graph["nodes"].as_array().expect("nodes").iter().filter_map(|n| n["id"].as_str()).collect();
    assert_eq!(ids, ["Paris (PER)", "Paris (LOC)"]);
}

#[test]
fn ties_of_kinds_left_out_are_left_out() {
    let graph = json(&["[Bob|PER] the [Roman|NORP]"], KindSet::MAIN);
    assert_eq!(
        (graph["nodes"].as_array().map(Vec::len), graph["edges"].as_array().map(Vec::len)),
        (Some(1), Some(0))
    );
}

#[test]
fn names_other_than_the_label_are_aliases() {
    let graph = json(&["[Mary Smith|PER] met [Smith|PER]"], KindSet::MAIN);
    assert_eq!(graph["nodes"][0]["aliases"], serde_json::json!(["Smith"]));
    assert_eq!(graph["edges"], serde_json::json!([]));
}
