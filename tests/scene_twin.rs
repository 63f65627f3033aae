//! Picking, selecting and culling against a twin that looks at everything, written anew from what is drawn.

#[path = "common/scenes.rs"]
mod scenes;

use coterie::graph::EdgeView;
use coterie::scene::{Camera, Highlight, Pick, Scene};
use proptest::prelude::*;
use scenes::CANVAS;

/// Nodes `(mentions, x, y)`, edges `(a, b, weight)`.
fn scene(nodes: &[(u32, f32, f32)], edges: &[(u32, u32, u32)], camera: Camera) -> Scene {
    let mut scene = scenes::scene(nodes, edges);
    scene.set_camera(camera);
    scene
}

/// Distance of a node's centre from a point, both on screen, and its radius there.
fn disc(scene: &Scene, node: u32, [x, y]: [f32; 2]) -> (f64, f64) {
    let at = scene.to_screen(scene.positions()[node as usize]);
    let [dx, dy] = [f64::from(at[0] - x), f64::from(at[1] - y)];
    ((dx * dx + dy * dy).sqrt(), f64::from(scene.radius_on_screen(node)))
}

/// What may be picked: the last disc that holds the point; or else those whose rims are nearest, of those whose
/// centres are within the tolerance. Several where rounding cannot tell.
fn nodes_at(scene: &Scene, point: [f32; 2], tolerance: f32) -> Vec<u32> {
    let all: Vec<(f64, f64)> =
        (0..scene.positions().len() as u32).map(|node| disc(scene, node, point)).collect();
    let held = |slack: f64| all.iter().rposition(|(distance, radius)| distance - radius <= slack);
    let mut nodes: Vec<usize> = [held(-0.01), held(0.01)].into_iter().flatten().collect();
    if held(-0.01).is_none() {
        let near = |slack: f64| {
            let within = all.iter().filter(move |(distance, _)| *distance <= f64::from(tolerance) + slack);
            within.map(|(distance, radius)| distance - radius).fold(f64::INFINITY, f64::min)
        };
        let (nearest, widest) = (near(-0.01).max(near(0.01)), f64::from(tolerance) + 0.01);
        nodes.extend(
            (0..all.len())
                .filter(|&node| all[node].0 <= widest && all[node].0 - all[node].1 <= nearest + 0.01),
        );
    }
    nodes.into_iter().map(|node| node as u32).collect()
}

/// Distance on screen of a drawn tie's line from a point.
fn line(scene: &Scene, edge: &EdgeView, [x, y]: [f32; 2]) -> f64 {
    let [a, b] = [edge.a, edge.b].map(|end| scene.to_screen(scene.positions()[end as usize]).map(f64::from));
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let length = dx * dx + dy * dy;
    let along = ((f64::from(x) - a[0]) * dx + (f64::from(y) - a[1]) * dy) / length;
    let share = if length > 0.0 { along.clamp(0.0, 1.0) } else { 0.0 };
    let [ox, oy] = [a[0] + share * dx - f64::from(x), a[1] + share * dy - f64::from(y)];
    (ox * ox + oy * oy).sqrt()
}

fn check_pick(scene: &Scene, point: [f32; 2], tolerance: f32) {
    let nodes = nodes_at(scene, point, tolerance);
    match scene.pick_node(point, tolerance) {
        Some(node) => assert!(nodes.contains(&node), "{node} was picked at {point:?} and not of {nodes:?}"),
        None => {
            let missed = nodes.iter().find(|&&node| {
                let (distance, radius) = disc(scene, node, point);
                distance < radius.max(f64::from(tolerance)) - 0.02
            });
            assert_eq!(missed, None, "not picked at {point:?}");
        }
    }
    let drawn = scene.ties_drawn() as usize;
    let lines = scene.ties_by_weight()[..drawn].iter().map(|&edge| &scene.view().edges[edge as usize]);
    let nearest = lines.map(|edge| line(scene, edge, point)).fold(f64::INFINITY, f64::min);
    match scene.pick_edge(point, tolerance) {
        Some(edge) => {
            let distance = line(scene, &scene.view().edges[edge as usize], point);
            assert!(distance <= nearest + 0.05, "{distance} away, and another {nearest}");
        }
        None => {
            assert!(nearest >= f64::from(tolerance) * 0.5 - 0.05, "none at {point:?}, but {nearest} away");
        }
    }
}

fn check_seen(scene: &Scene, limit: usize) {
    let seen = scene.nodes_seen(limit);
    let on_canvas = |node: &u32| {
        let [x, y] = scene.to_screen(scene.positions()[*node as usize]);
        let radius = scene.radius_on_screen(*node);
        x > -radius && x < CANVAS[0] + radius && y > -radius && y < CANVAS[1] + radius
    };
    let expected: Vec<u32> = (0..scene.positions().len() as u32).filter(on_canvas).take(limit).collect();
    assert_eq!(seen, expected);
}

fn check_box(scene: &Scene, from: [f32; 2], to: [f32; 2]) {
    let [a, b] = [from, to].map(|corner| scene.to_world(corner));
    let inside = |&node: &u32| {
        let at = scene.positions()[node as usize];
        (0..2).all(|axis| a[axis].min(b[axis]) <= at[axis] && at[axis] <= a[axis].max(b[axis]))
    };
    let expected: Vec<u32> = (0..scene.positions().len() as u32).filter(inside).collect();
    assert_eq!(scene.nodes_in_rect(from, to), expected);
}

/// Asks everything of the scene as it is, five times: first it looks at all, and then builds its grids.
fn check(scene: &Scene) {
    for (round, point) in
        [[400.0, 300.0], [10.0, 590.0], [401.0, 299.0], [250.0, 420.0], [799.0, 0.0]].into_iter().enumerate()
    {
        check_pick(scene, point, if round % 2 == 0 { 12.0 } else { 22.0 });
        check_seen(scene, [1, 7, 100, 400, 2000][round]);
        check_box(scene, [100.0, 500.0], [point[0], point[1] * 0.5]);
    }
}

fn origin(zoom: f32) -> Camera {
    Camera { center: [0.0; 2], zoom }
}

#[test]
fn nothing_at_all() {
    check(&scene(&[], &[], origin(1.0)));
}

#[test]
fn one_name() {
    check(&scene(&[(9, 0.0, 0.0)], &[], origin(1.0)));
    check(&scene(&[(9, 900.0, -3.0)], &[], origin(0.01)));
}

#[test]
fn names_in_one_place() {
    check(&scene(&[(9, 5.0, 5.0); 300], &[(0, 1, 1), (4, 250, 7)], origin(1.0)));
}

#[test]
fn names_in_a_row_without_ties() {
    let row: Vec<_> = (0..300u32).map(|index| (1, index as f32 * 9.0 - 1300.0, 0.0)).collect();
    check(&scene(&row, &[], origin(1.0)));
    let column: Vec<_> = row.iter().map(|&(mentions, x, y)| (mentions, y, x)).collect();
    check(&scene(&column, &[], origin(1.0)));
}

#[test]
fn a_name_far_out() {
    let mut nodes: Vec<_> =
        (0..300u32).map(|index| (2, (index % 20 * 31) as f32, (index / 20 * 37) as f32)).collect();
    nodes[7] = (5, 9e6, -9e6);
    let ties: Vec<_> = (0..299u32).map(|index| (index, index + 1, 1 + index % 5)).collect();
    check(&scene(&nodes, &ties, origin(1.0)));
}

/// Numbers that look random and are the same everywhere (Steele's SplitMix).
fn random(index: u64) -> f32 {
    let mut z = index.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((z ^ (z >> 31)) >> 40) as f32 / (1u64 << 24) as f32
}

/// A disc of names, mentions falling off, and ties mostly to names beside.
fn large(count: u32, ties: u32) -> Scene {
    let side = (count as f32).sqrt() * 30.0;
    let at = |index: u32| [0, 1].map(|axis| (random(u64::from(index) * 2 + axis) - 0.5) * side);
    let nodes: Vec<_> = (0..count).map(|index| (1 + 500 / (index + 1), at(index)[0], at(index)[1])).collect();
    let edges: Vec<_> = (0..ties)
        .map(|index| {
            let [a, b] =
                [0, 1].map(|end| (random(u64::from(index) * 2 + end + (1 << 40)) * count as f32) as u32);
            (a, b, 1 + index % 9)
        })
        .collect();
    scene(&nodes, &edges, origin(1.0))
}

#[test]
fn a_hundred_thousand_names() {
    let mut scene = large(100_000, 500_000);
    check(&scene);
    for zoom in [0.02, 0.3, 4.0] {
        scene.set_camera(Camera { center: [700.0, -900.0], zoom });
        check(&scene);
    }
}

#[test]
fn what_stands_out_is_picked_however_weak() {
    let mut scene = large(1_000, 20_000);
    scene.set_camera(origin(0.1));
    let &weakest = scene.ties_by_weight().last().expect("ties");
    let ends = scene.view().edges[weakest as usize];
    let [a, b] = [ends.a, ends.b].map(|end| scene.to_screen(scene.positions()[end as usize]));
    let middle = [(a[0] + b[0]) * 0.5, (a[1] + b[1]) * 0.5];
    assert_ne!(scene.pick_edge(middle, 12.0), Some(weakest));
    scene.set_highlight(Highlight { hovered: Some(Pick::Edge(weakest)), ..Highlight::default() });
    assert_eq!(scene.pick_edge(middle, 12.0), Some(weakest));
}

prop_compose! {
    fn scenes()(
        nodes in prop::collection::vec((1u32..60, -400.0f32..400.0, -300.0f32..300.0), 0..400),
        edges in prop::collection::vec((0u32..400, 0u32..400, 1u32..50), 0..600),
        zoom in 0.05f32..5.0,
        center in [-300.0f32..300.0, -300.0f32..300.0],
    ) -> Scene {
        scene(&nodes, &edges, Camera { center, zoom })
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn grids_find_what_looking_at_all_finds(
        mut scene in scenes(),
        points in prop::collection::vec([0.0f32..800.0, 0.0f32..600.0], 4..12),
        tolerance in 1.0f32..22.0,
        limit in 0usize..500,
        moved in any::<bool>(),
    ) {
        for (at, &point) in points.iter().enumerate() {
            if moved && at == 5 {
                let places: Vec<[f32; 2]> = scene.positions().iter().map(|&[x, y]| [y, x * 0.5]).collect();
                scene.set_positions(&places);
            }
            check_pick(&scene, point, tolerance);
            check_seen(&scene, limit);
            check_box(&scene, points[0], point);
        }
    }
}
