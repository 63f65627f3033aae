//! The land of communities, and the minimap.

#[path = "common/scenes.rs"]
mod scenes;

use coterie::graph::NodeView;
use coterie::scene::{Camera, Field, Insets, LANDS, Minimap, Scene};
use proptest::prelude::*;

/// Nodes `(community, x, y)`, communities shown.
fn scene(nodes: &[(u32, f32, f32)]) -> Scene {
    let views = (nodes.iter().enumerate())
        .map(|(index, &(community, ..))| NodeView { community, ..scenes::node(index, 1) });
    let mut scene = scenes::scene_of(views.collect(), nodes.iter().map(|&(_, x, y)| [x, y]).collect(), &[]);
    scene.set_communities(true);
    scene
}

/// A square of nine names around a place, 40 apart.
fn town(community: u32, x: f32, y: f32) -> Vec<(u32, f32, f32)> {
    (0..9)
        .map(|at| (community, x + (at % 3) as f32 * 40.0 - 40.0, y + (at / 3) as f32 * 40.0 - 40.0))
        .collect()
}

/// Two towns side by side, 600 apart.
fn towns() -> Vec<(u32, f32, f32)> {
    [town(0, -300.0, 0.0), town(1, 300.0, 0.0)].concat()
}

/// Whose land is at a place, by colour; `None` where it is nobody's.
fn owner(field: &Field, at: [f32; 2]) -> Option<usize> {
    let bounds = field.bounds?;
    let [column, row] = [0, 1].map(|axis| {
        let share = (at[axis] - bounds.low[axis]) / (bounds.high[axis] - bounds.low[axis]);
        (share * field.size[axis] as f32) as usize
    });
    let [red, green, blue, strength] = field.cells[row * field.size[0] as usize + column];
    let color = [red, green, blue].map(|channel| u32::from(channel) * 255 / u32::from(strength.max(1)));
    let near = |land: &[u8; 3]| (0..3).map(|at| color[at].abs_diff(u32::from(land[at]))).sum::<u32>();
    (strength >= 128).then(|| (0..LANDS.len()).min_by_key(|&land| near(&LANDS[land]))).flatten()
}

#[track_caller]
fn check_owner(nodes: &[(u32, f32, f32)], at: [f32; 2], expected: Option<usize>) {
    assert_eq!(owner(&scene(nodes).field(), at), expected);
}

#[test]
fn land_is_its_communitys_and_ends_between_them() {
    check_owner(&towns(), [-300.0, 0.0], Some(0));
    check_owner(&towns(), [310.0, 30.0], Some(1));
    check_owner(&towns(), [0.0, 0.0], None);
}

#[test]
fn a_name_far_from_its_own_takes_no_land_from_others() {
    let mut nodes = towns();
    nodes.push((1, -300.0, 10.0));
    check_owner(&nodes, [-300.0, 10.0], Some(0));
}

#[test]
fn a_few_names_have_no_land_and_one_community_says_nothing() {
    let few = |count: usize| [towns(), town(2, 0.0, 400.0)[..count].to_vec()].concat();
    check_owner(&few(3), [-30.0, 360.0], None);
    check_owner(&few(4), [-30.0, 360.0], Some(2));
    assert_eq!(scene(&town(0, 0.0, 0.0)).field(), Field::default());
    assert_eq!(scene(&[]).field(), Field::default());
}

#[test]
fn communities_are_shown_on_demand() {
    let mut scene = scene(&towns());
    let before = scene.revision();
    scene.set_communities(false);
    assert_ne!(before, scene.revision());
    assert_eq!(scene.field(), Field::default());
}

/// A minimap of 200 × 100 in the corner at (600, 0), and the camera here.
fn with_minimap(camera: Camera) -> Scene {
    let mut scene = scene(&towns());
    scene.set_minimap(Some(Minimap { rect: [600.0, 0.0, 200.0, 100.0] }));
    scene.set_camera(camera);
    scene
}

#[test]
fn a_click_on_the_minimap_is_a_place() {
    let scene = with_minimap(Camera { center: [-300.0, 0.0], zoom: 4.0 });
    assert_eq!(scene.minimap_to_world([700.0, 50.0]), Some([0.0, 0.0]));
    assert_eq!(scene.minimap_to_world([599.0, 50.0]), None);
    let [x, y] = scene.minimap_to_world([608.0, 50.0]).expect("on it");
    assert!((x + 340.0).abs() < 1.0 && y.abs() < 1.0, "{x} {y}");
}

#[test]
fn the_minimap_shows_what_the_canvas_shows() {
    let scene = with_minimap(Camera { center: [-200.0, 0.0], zoom: 4.0 });
    let [low, high] = scene.seen_on_minimap().expect("shown");
    let [left, right] = [low, high].map(|corner| scene.minimap_to_world(corner).expect("on it"));
    assert!((left[0] + 300.0).abs() < 1.0 && (right[0] + 100.0).abs() < 1.0, "{left:?} {right:?}");
    assert!(scene.sees_part());
    let mut scene = scene;
    scene.set_camera(scene.fitted(Insets::default()));
    assert!(!scene.sees_part());
}

#[test]
fn a_minimap_with_no_room_is_none() {
    let mut scene = scene(&towns());
    scene.set_minimap(Some(Minimap { rect: [0.0, 0.0, 10.0, 100.0] }));
    assert_eq!(scene.minimap(), None);
    assert_eq!(scene.minimap_to_world([5.0, 5.0]), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_field_covers_all_names_and_is_small(
        nodes in prop::collection::vec((0u32..6, -4000.0f32..4000.0, -100.0f32..3000.0), 0..200),
    ) {
        let field = scene(&nodes).field();
        prop_assert_eq!(field.cells.len(), (field.size[0] * field.size[1]) as usize);
        prop_assert!(field.cells.len() <= 170 * 170);
        if let Some(bounds) = field.bounds {
            let inside = |at: [f32; 2]| (0..2).all(|axis| bounds.low[axis] <= at[axis] && at[axis] <= bounds.high[axis]);
            prop_assert!(nodes.iter().all(|&(_, x, y)| inside([x, y])));
        }
    }
}
