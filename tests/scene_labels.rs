//! Names: which are written, and where.

#[path = "common/scenes.rs"]
mod scenes;

use coterie::graph::GraphView;
use coterie::scene::{Camera, Highlight, Label, Labels, Pick, Scene};
use proptest::prelude::*;
use scenes::scene;

/// A name in the middle and one on each side.
const CROSS: [(u32, f32, f32); 5] =
    [(16, 0.0, 0.0), (1, 100.0, 0.0), (1, 0.0, 100.0), (1, -100.0, 0.0), (1, 0.0, -100.0)];

fn highlight(hovered: Option<Pick>) -> Highlight {
    Highlight { hovered, selected: Vec::new() }
}

/// Every letter 7 px wide at 12 px.
fn measure(text: &str, size: f32) -> f32 {
    text.chars().count() as f32 * size * 0.58
}

/// The boxes of labels on screen.
fn boxes(scene: &Scene, labels: &[Label]) -> Vec<[f32; 4]> {
    (labels.iter())
        .map(|label| {
            let [left, top] = label.corner(scene);
            [left, top, left + label.extent[0], top + label.extent[1]]
        })
        .collect()
}

#[track_caller]
fn check_labels(scene: &Scene, labels: &mut Labels) {
    let placed = labels.place(scene, &mut measure).to_vec();
    let boxes = boxes(scene, &placed);
    for (index, a) in boxes.iter().enumerate() {
        for b in &boxes[index + 1..] {
            // A hundredth of a pixel for rounding between screen and offset.
            let apart = a[2] < b[0] + 0.01 || b[2] < a[0] + 0.01 || a[3] < b[1] + 0.01 || b[3] < a[1] + 0.01;
            assert!(apart, "{a:?} overlaps {b:?}");
        }
    }
    assert!(placed.iter().all(|label| (11.0..=18.0).contains(&label.size)));
}

#[test]
fn every_name_is_written_where_there_is_room() {
    let scene = scene(&CROSS, &[]);
    assert_eq!(Labels::default().place(&scene, &mut measure).len(), 5);
}

#[test]
fn a_smaller_graph_after_a_larger_one_is_written() {
    let mut scene = scene(&CROSS, &[]);
    let mut labels = Labels::default();
    labels.place(&scene, &mut measure);
    let view = GraphView { nodes: scene.view().nodes[..1].to_vec(), ..GraphView::default() };
    scene.set_graph(view, Vec::new());
    assert_eq!(labels.place(&scene, &mut measure).len(), 1);
}

#[test]
fn the_hovered_name_is_written_first() {
    let crowd: Vec<(u32, f32, f32)> = (0..50).map(|index| (100 - index, index as f32, 0.0)).collect();
    let mut scene = scene(&crowd, &[]);
    scene.set_highlight(highlight(Some(Pick::Node(49))));
    assert_eq!(Labels::default().place(&scene, &mut measure)[0].node, 49);
}

#[test]
fn names_do_not_flicker_while_zooming_and_panning() {
    let crowd: Vec<(u32, f32, f32)> = (0..60u32)
        .map(|i| (1 + i * 7 % 13, (i * 97 % 400) as f32 - 200.0, (i * 61 % 300) as f32 - 150.0))
        .collect();
    check_calm(scene(&crowd, &[]), |camera| camera.zoomed(scenes::CANVAS, 1.02, [400.0, 300.0]));
    check_calm(scene(&crowd, &[]), |camera| camera.panned([-3.0, 1.0]));
}

#[track_caller]
fn check_calm(mut scene: Scene, step: fn(Camera) -> Camera) {
    let mut labels = Labels::default();
    let mut written = Vec::new();
    for _ in 0..40 {
        scene.set_camera(step(scene.camera()));
        labels.place(&scene, &mut measure);
        written.push(
            (0..60).map(|node| labels.placed().iter().any(|label| label.node == node)).collect::<Vec<_>>(),
        );
    }
    // A name that goes and comes back within five frames would flicker.
    let flickers: usize = (0..60)
        .map(|node| {
            let shown: Vec<bool> = written.iter().map(|frame| frame[node]).collect();
            shown.windows(5).filter(|w| w[0] && !w[1..4].iter().all(|&s| s) && w[4]).count()
        })
        .sum();
    assert_eq!(flickers, 0);
}

#[test]
fn hubs_are_named_in_a_crowd_of_large_discs() {
    let crowd: Vec<(u32, f32, f32)> = (0..300u32)
        .map(|index| {
            (500 - index, (index * 7 % 20 * 40) as f32 - 380.0, (index * 7 / 20 % 15 * 40) as f32 - 280.0)
        })
        .collect();
    let scene = scene(&crowd, &[]);
    let mut labels = Labels::default();
    let named: Vec<u32> = labels.place(&scene, &mut measure).iter().map(|label| label.node).collect();
    assert_eq!(named[..8], [0, 1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn a_name_in_focus_covers_no_disc_in_focus() {
    let ring: Vec<(u32, f32, f32)> =
        (0..9u32).map(|at| (40, (at % 3 * 60) as f32, (at / 3 * 60) as f32)).collect();
    let ties: Vec<(u32, u32, u32)> = (1..9).map(|other| (0, other, 1)).collect();
    let mut scene = scene(&ring, &ties);
    scene.set_highlight(highlight(Some(Pick::Node(0))));
    let mut labels = Labels::default();
    for label in labels.place(&scene, &mut measure).iter().filter(|label| label.node != 0) {
        let low = label.corner(&scene);
        let high = [low[0] + label.extent[0], low[1] + label.extent[1]];
        let covers = |node: u32| {
            let at = scene.to_screen(scene.positions()[node as usize]);
            let radius = scene.radius_on_screen(node);
            (0..2).all(|axis| low[axis] < at[axis] + radius && at[axis] - radius < high[axis])
        };
        assert!(!(0..9).any(|node| node != label.node && covers(node)), "{label:?}");
    }
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
    fn labels_never_overlap(mut scene in scenes(), hovered in 0u32..80) {
        let mut labels = Labels::default();
        check_labels(&scene, &mut labels);
        scene.set_highlight(highlight(Some(Pick::Node(hovered))));
        scene.set_camera(scene.camera().zoomed([800.0, 600.0], 1.1, [100.0, 100.0]));
        check_labels(&scene, &mut labels);
    }
}
