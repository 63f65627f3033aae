//! Boxes and lassos.

#[path = "common/scenes.rs"]
mod scenes;

use coterie::scene::Scene;
use proptest::prelude::*;

/// Names in these places; the origin is at (400, 300).
fn scene(places: &[[f32; 2]]) -> Scene {
    let nodes: Vec<(u32, f32, f32)> = places.iter().map(|&[x, y]| (1, x, y)).collect();
    scenes::scene(&nodes, &[])
}

/// Five in a row, 100 apart: at 200, 300, 400, 500 and 600 pixels across, 300 down.
fn row() -> Scene {
    scene(&[-200.0, -100.0, 0.0, 100.0, 200.0].map(|x| [x, 0.0]))
}

#[track_caller]
fn check_rect(from: [f32; 2], to: [f32; 2], expected: &[u32]) {
    assert_eq!(row().nodes_in_rect(from, to), expected);
}

#[test]
fn a_box_holds_what_lies_between_its_corners() {
    check_rect([250.0, 200.0], [450.0, 400.0], &[1, 2]);
    check_rect([450.0, 400.0], [250.0, 200.0], &[1, 2]);
    check_rect([250.0, 301.0], [450.0, 400.0], &[]);
    check_rect([400.0, 300.0], [500.0, 300.0], &[2, 3]);
    check_rect([f32::NAN, 0.0], [800.0, 600.0], &[]);
}

#[track_caller]
fn check_polygon(points: &[[f32; 2]], expected: &[u32]) {
    assert_eq!(row().nodes_in_polygon(points), expected);
}

#[test]
fn a_lasso_closes_itself_and_holds_what_it_goes_around() {
    check_polygon(&[[250.0, 200.0], [450.0, 200.0], [350.0, 500.0]], &[1, 2]);
    check_polygon(&[[250.0, 200.0], [450.0, 400.0]], &[]);
    check_polygon(&[], &[]);
}

#[test]
fn what_a_lasso_goes_around_twice_is_outside() {
    let square = |low: f32, high: f32| [[low, low], [high, low], [high, high], [low, high], [low, low]];
    check_polygon(&[square(150.0, 650.0), square(250.0, 550.0)].concat(), &[0, 4]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_box_is_the_lasso_of_its_corners(
        places in prop::collection::vec([-500.0f32..500.0, -400.0f32..400.0], 0..60),
        from in [-50.0f32..850.0, -50.0f32..650.0],
        to in [-50.0f32..850.0, -50.0f32..650.0],
    ) {
        let scene = scene(&places);
        let corners = [from, [to[0], from[1]], to, [from[0], to[1]]];
        prop_assert_eq!(scene.nodes_in_rect(from, to), scene.nodes_in_polygon(&corners));
    }
}
