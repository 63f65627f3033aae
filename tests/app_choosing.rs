//! Choosing several and looking at them: boxes and lines drawn around names, fitting, the keys that walk.

use coterie::app::model::{Corpus, Engine, Model, Shown};
use coterie::app::{Direction, Message, update, words};
use coterie::entities::Kind;
use coterie::evidence::Subject;
use coterie::graph::{EdgeView, GraphView, NodeView, ViewSettings};
use coterie::ids::{EntityId, EntityKey};
use coterie::protocol::{Response, Told};
use proptest::prelude::*;

const HUB: EntityKey = EntityKey(40);
const EAST: EntityKey = EntityKey(30);
const SOUTH: EntityKey = EntityKey(20);
const FAR: EntityKey = EntityKey(10);

/// Names without ties.
fn graph(keys: &[EntityKey]) -> GraphView {
    let node = |key: &EntityKey| NodeView {
        key: *key,
        entity: EntityId(0),
        name: String::new(),
        kind: Kind::Person,
        mentions: 1,
        documents: 1,
        degree: 0,
        community: 0,
    };
    GraphView { nodes: keys.iter().map(node).collect(), ..GraphView::default() }
}

/// A hub tied to one east and one south of it, and one far away.
fn page() -> Model {
    let edge = |b| EdgeView { a: 0, b, weight: b, referred: 0, doubtful: 0 };
    let view = GraphView { edges: vec![edge(1), edge(2)], ..graph(&[HUB, EAST, SOUTH, FAR]) };
    let positions = vec![0.0, 0.0, 100.0, 0.0, 0.0, 100.0, 5000.0, 5000.0];
    let shown = Shown::new(1, ViewSettings::default(), view, positions);
    let mut model = Model { engine: Engine::Ready, corpus: Corpus::Own, shown, ..Model::default() };
    update(&mut model, Message::Resized { width: 800.0, height: 600.0 });
    model
}

fn after(messages: impl IntoIterator<Item = Message>) -> Model {
    let mut model = page();
    for message in messages {
        update(&mut model, message);
    }
    model
}

/// Which names are on the canvas.
fn seen(model: &Model) -> Vec<EntityKey> {
    let inside = |place: [f32; 2]| {
        let at = model.stage.camera.to_screen(model.stage.size, place);
        (0..2).all(|axis| (0.0..=model.stage.size[axis]).contains(&at[axis]))
    };
    let nodes = model.shown.view.nodes.iter().enumerate();
    let seen = nodes.filter(|(index, _)| model.shown.place(*index).is_some_and(inside));
    seen.map(|(_, node)| node.key).collect()
}

#[track_caller]
fn fits(messages: impl IntoIterator<Item = Message>, expected: &[EntityKey]) {
    let model = after(messages.into_iter().chain([Message::ChosenFitted]));
    assert_eq!(seen(&model), expected);
}

#[track_caller]
fn walks(from: Option<EntityKey>, towards: Direction, to: Option<EntityKey>) {
    let start = from.map(|key| Message::Picked(Some(Subject::Entity(key))));
    let model = after(start.into_iter().chain([Message::Walked(towards)]));
    assert_eq!(model.trail.entity(), to);
}

#[test]
fn those_drawn_around_are_chosen_beside_those_that_were() {
    let drawn = [Message::LassoToggled, Message::Gathered(vec![SOUTH, EAST])];
    let model = after([Message::Toggled(EAST)].into_iter().chain(drawn));
    assert_eq!((&model.deciding.chosen[..], model.stage.lasso), (&[EAST, SOUTH][..], false));
    assert_eq!(model.told, words::CHOSEN.count(2, &[]));
}

#[test]
fn escape_puts_the_lasso_away_before_what_is_chosen() {
    let started = [Message::Toggled(EAST), Message::LassoToggled, Message::Escaped];
    let model = after(started.clone());
    assert_eq!((model.stage.lasso, model.deciding.chosen.len()), (false, 1));
    let model = after(started.into_iter().chain([Message::Escaped]));
    assert_eq!(model.deciding.chosen, []);
}

#[test]
fn what_is_chosen_fills_the_canvas() {
    fits([Message::Gathered(vec![EAST, SOUTH])], &[HUB, EAST, SOUTH]);
    fits([Message::Gathered(vec![FAR])], &[FAR]);
    fits([Message::Gathered(vec![HUB, FAR])], &[HUB, EAST, SOUTH, FAR]);
}

#[test]
fn without_a_choice_what_is_selected_and_its_neighbours_do() {
    fits([Message::Picked(Some(Subject::Entity(HUB)))], &[HUB, EAST, SOUTH]);
    fits([Message::Picked(Some(Subject::Entity(FAR)))], &[FAR]);
    fits([Message::Picked(Some(Subject::Tie(HUB, EAST)))], &[HUB, EAST, SOUTH]);
    let model = after([Message::ChosenFitted]);
    assert_eq!((model.notice.words.as_str(), model.stage.moved), (words::CHOOSE_FIRST.text(), false));
}

#[test]
fn arrows_walk_to_the_neighbour_in_their_direction() {
    walks(None, Direction::Up, Some(HUB));
    walks(Some(HUB), Direction::Right, Some(EAST));
    walks(Some(HUB), Direction::Down, Some(SOUTH));
    walks(Some(HUB), Direction::Left, Some(HUB));
    walks(Some(EAST), Direction::Left, Some(HUB));
    walks(Some(FAR), Direction::Left, Some(FAR));
}

#[test]
fn panels_are_not_drawn_anew_while_a_layout_streams() {
    let positions = |settled| {
        let response = Response::Positions { revision: 1, positions: Vec::new(), settled };
        Message::Answered { worker: 0, response }
    };
    assert!(positions(None).is_quiet());
    assert!(!positions(Some(Told::default())).is_quiet());
}

proptest! {
    #[test]
    fn a_name_is_found_by_its_key(keys in proptest::collection::btree_set(0u64..50, 0..20), asked in 0u64..50) {
        let mut keys: Vec<EntityKey> = keys.into_iter().map(EntityKey).collect();
        let turn = keys.len() / 2;
        keys.rotate_left(turn);
        let shown = Shown::new(1, ViewSettings::default(), graph(&keys), Vec::new());
        prop_assert_eq!(shown.index(EntityKey(asked)), keys.iter().position(|key| key.0 == asked));
    }
}
