//! The part of the graph that is shown.

#[path = "common/markup.rs"]
mod markup;

use coterie::aliases::resolve;
use coterie::cooccurrence::{Window, count};
use coterie::entities::{Kind, KindSet};
use coterie::graph::{EntityGraph, GraphView, NodeFacts, Strength, ViewSettings, find_communities, view};
use coterie::ids::EntityKey;

const STORY: &str = "[Ada|PER] met [Bob|PER]. // [Ada|PER] met [Bob|PER] in [Rome|LOC]. // [Cy|PER] was there. // [Ada|PER] is [Roman|NORP].";

fn graph() -> EntityGraph {
    let articles = markup::corpus(&[STORY]);
    let entities = resolve(&articles);
    EntityGraph::new(articles.len(), &entities, &count(&articles, &entities, Window::Sentence))
}

fn lines(view: &GraphView) -> String {
    let nodes: Vec<String> = view.nodes.iter().map(|node| format!("{} {}", node.name, node.degree)).collect();
    let name = |index: u32| view.nodes[index as usize].name.as_str();
    let edges: Vec<String> =
        view.edges.iter().map(|edge| format!("{}-{} {}", name(edge.a), name(edge.b), edge.weight)).collect();
    format!("{} | {}", nodes.join(", "), edges.join(", "))
}

fn check(settings: ViewSettings, expected: &str) {
    assert_eq!(lines(&view(&graph(), &settings)), expected);
}

#[test]
fn by_default_people_organisations_and_places_are_shown_tied_or_not() {
    check(ViewSettings::default(), "Ada 2, Bob 2, Cy 0, Rome 2 | Ada-Bob 2, Ada-Rome 1, Bob-Rome 1");
}

#[test]
fn light_ties_are_left_out() {
    check(
        ViewSettings { least_weight: 2, ..ViewSettings::default() },
        "Ada 1, Bob 1, Cy 0, Rome 0 | Ada-Bob 2",
    );
}

#[test]
fn a_focus_shows_what_is_tied_to_it() {
    let focus = Some(EntityKey::new("LOC", "Rome"));
    check(
        ViewSettings { focus, ..ViewSettings::default() },
        "Ada 2, Bob 2, Rome 2 | Ada-Bob 2, Ada-Rome 1, Bob-Rome 1",
    );
}

#[test]
fn a_focus_of_a_hidden_kind_is_shown_all_the_same() {
    let focus = Some(EntityKey::new("NORP", "Roman"));
    check(ViewSettings { focus, ..ViewSettings::default() }, "Ada 1, Roman 1 | Ada-Roman 1");
}

#[test]
fn the_limit_keeps_those_named_most_and_the_focus() {
    check(ViewSettings { limit: 2, ..ViewSettings::default() }, "Ada 1, Bob 1 | Ada-Bob 2");
    let focus = Some(EntityKey::new("LOC", "Rome"));
    check(ViewSettings { limit: 2, focus, ..ViewSettings::default() }, "Ada 1, Rome 1 | Ada-Rome 1");
}

#[test]
fn totals_tell_what_there_is_beside_what_is_shown() {
    let view = view(&graph(), &ViewSettings { least_weight: 2, limit: 1, ..ViewSettings::default() });
    let totals = view.totals;
    assert_eq!((totals.documents, totals.entities, totals.ties, totals.strongest), (1, 4, 1, 2));
    assert_eq!(totals.by_kind, [3, 0, 1, 1, 0, 0]);
    assert_eq!(view.weights, [2, 1]);
}

#[test]
fn every_kind_can_be_shown() {
    let settings = ViewSettings { kinds: KindSet::NONE.with(Kind::Group, true), ..ViewSettings::default() };
    check(settings, "Roman 0 | ");
}

#[test]
fn a_finding_without_articles_is_a_graph_too() {
    let node =
        |name: &str, mentions| NodeFacts { name: name.into(), kind: Kind::Person, mentions, documents: 1 };
    let tie = |(a, b, weight)| (a, b, Strength { weight, ..Strength::default() });
    let ties = [(1, 0, 3), (0, 0, 1), (0, 7, 1), (0, 1, 0)].map(tie);
    let graph = EntityGraph::from_facts(2, vec![node("Ada", 1), node("Bob", 5)], ties);
    assert_eq!(lines(&view(&graph, &ViewSettings::default())), "Bob 1, Ada 1 | Bob-Ada 3");
}

#[test]
fn names_are_told_their_company_where_it_is_asked_for() {
    let mut view = view(&graph(), &ViewSettings::default());
    let company = |view: &GraphView| view.nodes.iter().map(|node| node.community).collect::<Vec<_>>();
    assert_eq!(company(&view), [0, 0, 0, 0]);
    find_communities(&mut view);
    // Ada, Bob, Cy (tied to none), Rome.
    assert_eq!(company(&view), [0, 0, 1, 0]);
}
