//! The scene without a GPU: camera, picking, walking, looks and labels.

#[path = "common/scenes.rs"]
mod scenes;

use coterie::entities::Kind;
use coterie::graph::{EdgeView, NodeView};
use coterie::scene::{Bounds, Camera, Highlight, Insets, Pick, Ring, Scene, Stroke};
use proptest::prelude::*;

/// A scene with nodes `(mentions, x, y)`, of all kinds in turn, and edges `(a, b, weight)`.
fn scene(nodes: &[(u32, f32, f32)], edges: &[(u32, u32, u32)]) -> Scene {
    let kind = |index: usize| Kind::ALL[index % 6];
    let views = (nodes.iter().enumerate())
        .map(|(index, &(mentions, ..))| NodeView { kind: kind(index), ..scenes::node(index, mentions) });
    scenes::scene_of(views.collect(), nodes.iter().map(|&(_, x, y)| [x, y]).collect(), edges)
}

/// A cross: 0 in the middle, then right, below, left, above.
fn cross() -> Scene {
    let nodes = [(16, 0.0, 0.0), (1, 100.0, 0.0), (1, 0.0, 100.0), (1, -100.0, 0.0), (1, 0.0, -100.0)];
    scene(&nodes, &[(0, 1, 9), (0, 2, 1), (0, 3, 1), (0, 4, 1)])
}

fn highlight(hovered: Option<Pick>, selected: &[Pick]) -> Highlight {
    Highlight { hovered, selected: selected.to_vec() }
}

#[track_caller]
fn check_pick(point: [f32; 2], expected: Option<Pick>) {
    assert_eq!(cross().pick(point, 12.0), expected);
}

#[test]
fn a_disc_is_picked_inside() {
    check_pick([400.0, 310.0], Some(Pick::Node(0)));
}

#[test]
fn a_small_disc_has_a_target_of_24_pixels() {
    check_pick([511.0, 300.0], Some(Pick::Node(1)));
    check_pick([513.0, 300.0], None);
}

#[test]
fn a_line_is_picked_beside_its_nodes() {
    check_pick([450.0, 304.0], Some(Pick::Edge(0)));
    check_pick([450.0, 320.0], None);
}

#[track_caller]
fn check_drop(point: [f32; 2], dragged: u32, expected: Option<u32>) {
    assert_eq!(cross().drop_target(point, dragged), expected);
}

#[test]
fn a_node_is_dropped_on_the_disc_below_and_never_on_itself() {
    check_drop([500.0, 300.0], 0, Some(1));
    check_drop([511.0, 300.0], 0, Some(1));
    check_drop([500.0, 300.0], 1, None);
    check_drop([450.0, 300.0], 2, None);
}

#[track_caller]
fn check_stroke(weight: u32, doubtful: u32, referred: u32, expected: Stroke) {
    assert_eq!(Stroke::of(&EdgeView { a: 0, b: 1, weight, referred, doubtful }), expected);
}

#[test]
fn a_tie_is_dashed_where_all_of_it_is_in_doubt_and_dotted_where_nobody_is_named() {
    check_stroke(3, 0, 0, Stroke::Solid);
    check_stroke(3, 2, 4, Stroke::Solid);
    check_stroke(3, 3, 4, Stroke::Dashed);
    check_stroke(0, 0, 4, Stroke::Dotted);
}

#[test]
fn an_empty_scene_has_nothing_to_pick_and_fits() {
    let scene = Scene::default();
    assert_eq!(scene.pick([0.0, 0.0], 12.0), None);
    assert_eq!(scene.fitted(Insets::default()), Camera::default());
}

#[track_caller]
fn check_walk(direction: [f32; 2], expected: Option<u32>) {
    assert_eq!(cross().neighbour_in_direction(0, direction[0], direction[1]), expected);
}

#[test]
fn arrows_walk_to_the_neighbour_that_way() {
    check_walk([1.0, 0.0], Some(1));
    check_walk([0.0, 1.0], Some(2));
    check_walk([-1.0, 0.0], Some(3));
    check_walk([0.0, -1.0], Some(4));
    assert_eq!(cross().neighbour_in_direction(1, 1.0, 0.0), None);
    assert_eq!(cross().neighbour_in_direction(1, -1.0, 0.0), Some(0));
    assert_eq!(cross().neighbour_in_direction(99, 1.0, 0.0), None);
    check_walk([0.0, 0.0], None);
}

#[test]
fn neighbours_come_heaviest_first() {
    assert_eq!(cross().neighbours(0).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert_eq!(cross().edge_between(3, 0), Some(2));
    assert_eq!(cross().edge_between(3, 1), None);
}

/// A node's index and ring, as uploaded over the rest.
fn rings(scene: &Scene) -> Vec<(u32, u8)> {
    scene.node_instances_in_focus().iter().map(|&[node, look]| (node, look.to_le_bytes()[2])).collect()
}

#[test]
fn hovering_keeps_neighbours_and_the_rest_recedes() {
    let mut scene = cross();
    assert_eq!(scene.rest_strength(), 1.0);
    scene.set_highlight(highlight(Some(Pick::Node(1)), &[]));
    assert_eq!(scene.rest_strength(), 0.15);
    assert_eq!(rings(&scene), [(0, Ring::Near as u8), (1, Ring::Hovered as u8)]);
    let edges = scene.edge_instances_in_focus();
    assert_eq!(edges.iter().map(|&[a, b, look]| (a, b, look >> 16)).collect::<Vec<_>>(), [(0, 1, 1)]);
}

#[test]
fn a_selected_tie_keeps_its_two_ends() {
    let mut scene = cross();
    scene.set_highlight(highlight(None, &[Pick::Edge(1), Pick::Edge(77), Pick::Node(77)]));
    assert_eq!(scene.highlight().selected, [Pick::Edge(1)]);
    assert_eq!(rings(&scene), [(0, Ring::Near as u8), (2, Ring::Near as u8)]);
}

#[test]
fn only_what_is_chosen_is_a_curve_and_is_picked_where_it_is_drawn() {
    let mut scene = cross();
    let curved =
        |scene: &Scene| (0..4).filter(|&edge| scene.line(edge).expect("a tie").control.is_some()).count();
    scene.set_highlight(highlight(Some(Pick::Node(0)), &[]));
    assert_eq!(curved(&scene), 0);
    scene.set_highlight(highlight(None, &[Pick::Edge(0)]));
    assert_eq!(curved(&scene), 1);
    // From (400, 300) to (500, 300), bent down by 8.
    assert_eq!(scene.pick([450.0, 308.0], 12.0), Some(Pick::Edge(0)));
    assert_eq!(scene.pick([450.0, 315.0], 12.0), None);
}

#[test]
fn lines_are_one_to_eight_pixels_wide() {
    let scene = scene(&[(1, 0.0, 0.0), (1, 9.0, 0.0), (1, 0.0, 9.0)], &[(0, 1, 1), (0, 2, 400)]);
    let widths: Vec<f32> = (0..2).map(|edge| scene.line(edge).expect("a tie").width).collect();
    assert_eq!(widths, [1.0, 8.0]);
    assert_eq!(scene.ties_by_weight(), [1, 0]);
    let sixteenths: Vec<u32> = scene.edge_instances().iter().map(|edge| edge[2] & 255).collect();
    assert_eq!(sixteenths, [128, 16]);
}

#[test]
fn panning_zooming_and_moving_change_no_record() {
    let mut scene = cross();
    let records = |scene: &Scene| (scene.node_instances(), scene.edge_instances());
    let before = (scene.revision(), records(&scene));
    scene.set_camera(scene.camera().panned([40.0, -7.0]).zoomed([800.0, 600.0], 3.0, [10.0, 10.0]));
    assert_eq!(before, (scene.revision(), records(&scene)));
    scene.set_positions(&[[1.0, 2.0]; 5]);
    assert_ne!(before.0, scene.revision());
    assert_eq!(before.1, records(&scene));
}

#[test]
fn what_is_no_place_and_no_tie_is_refused() {
    let mut scene = scene(
        &[(1, f32::NAN, 0.0), (1, 5.0, f32::INFINITY), (1, 3.0, 4.0)],
        &[(1, 1, 9), (0, 7, 9), (1, 2, 9)],
    );
    assert_eq!(scene.positions(), [[0.0, 0.0], [0.0, 0.0], [3.0, 4.0]]);
    assert_eq!(scene.view().edges.len(), 1);
    scene.set_positions(&[[1.0, 1.0], [f32::NAN, 2.0], [3.0, f32::NEG_INFINITY]]);
    assert_eq!(scene.positions(), [[1.0, 1.0], [0.0, 0.0], [3.0, 4.0]]);
}

#[track_caller]
fn check_drawn(edges: u32, zoom: f32, expected: std::ops::RangeInclusive<f32>) {
    // A square of 100 × 100 names, 10 apart; each tie is 500 long.
    let nodes: Vec<_> = (0..10_000u32).map(|i| (1, (i % 100 * 10) as f32, (i / 100 * 10) as f32)).collect();
    let ties: Vec<_> = (0..edges).map(|i| (i % 5000, i % 5000 + 5000, 1 + i / 5000)).collect();
    let mut scene = scene(&nodes, &ties);
    scene.set_camera(Camera { zoom, ..Camera::default() });
    let drawn = scene.ties_drawn();
    assert!(expected.contains(&drawn), "{drawn}");
}

#[test]
fn weak_ties_are_left_out_from_afar_where_there_are_many() {
    check_drawn(2_000, 0.01, 2_000.0..=2_000.0);
    check_drawn(40_000, 0.1, 2_000.0..=2_000.0);
    check_drawn(40_000, 1.0, 5_000.0..=7_000.0);
    check_drawn(40_000, 2.0, 10_000.0..=14_000.0);
    check_drawn(40_000, 8.0, 40_000.0..=40_000.0);
}

#[test]
fn weak_ties_fade_in_the_order_of_their_weights() {
    let fades: Vec<f32> = [0, 75, 80, 90, 99, 100, 150].map(|rank| Scene::fade(100.0, 200, rank)).to_vec();
    assert_eq!(fades, [1.0, 1.0, 0.8, 0.4, 0.04, 0.0, 0.0]);
    assert_eq!(Scene::fade(200.0, 200, 199), 1.0);
}

#[test]
fn a_fit_shows_all_beside_the_panels() {
    let bounds = Bounds { low: [-500.0, -100.0], high: [300.0, 900.0] };
    let insets = Insets { left: 200.0, ..Insets::default() };
    let camera = Camera::fit(bounds, [1000.0, 700.0], insets);
    let [left, top] = camera.to_screen([1000.0, 700.0], bounds.low);
    let [right, bottom] = camera.to_screen([1000.0, 700.0], bounds.high);
    assert!(left > 200.0 && top > 0.0 && right < 1000.0 && bottom < 700.0);
}

#[test]
fn a_movement_begins_and_ends_where_it_should() {
    let from = Camera { center: [1.0, 2.0], zoom: 0.5 };
    let to = Camera { center: [9.0, -2.0], zoom: 4.0 };
    assert_eq!(Camera::between(from, to, 0.0), from);
    assert_eq!(Camera::between(from, to, 1.0), to);
}

prop_compose! {
    fn scenes()(
        nodes in prop::collection::vec((1u32..60, -400.0f32..400.0, -300.0f32..300.0), 0..80),
        edges in prop::collection::vec((0u32..80, 0u32..80, 1u32..50), 0..80),
        zoom in 0.05f32..5.0,
    ) -> Scene {
        let mut scene = scene(&nodes, &edges);
        scene.set_camera(Camera { center: [0.0, 0.0], zoom });
        scene
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_drawn_is_what_is_picked(scene in scenes(), x in 0.0f32..800.0, y in 0.0f32..600.0) {
        // The oracle: the last disc, in the order of drawing, that holds the point.
        let mut inside = (0..scene.positions().len() as u32).filter(|&node| {
            let at = scene.to_screen(scene.positions()[node as usize]);
            let [dx, dy] = [at[0] - x, at[1] - y];
            (dx * dx + dy * dy).sqrt() < scene.radius_on_screen(node) - 0.01
        });
        if let Some(top) = inside.next_back() {
            let picked = scene.pick([x, y], 12.0);
            prop_assert!(matches!(picked, Some(Pick::Node(node)) if node >= top));
        }
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer(scene in scenes(), factor in 0.2f32..5.0, x in 0.0f32..800.0, y in 0.0f32..600.0) {
        let before = scene.to_world([x, y]);
        let camera = scene.camera().zoomed(scene.viewport(), factor, [x, y]);
        let after = camera.to_screen(scene.viewport(), before);
        prop_assert!((after[0] - x).abs() < 0.5 && (after[1] - y).abs() < 0.5);
    }
}
