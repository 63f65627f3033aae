//! What holds for every layout, however odd the request.

use coterie_layout::{LayoutRequest, Mode, Simulation};
use proptest::prelude::*;

fn settle(request: &LayoutRequest) -> Vec<[f32; 2]> {
    let mut layout = Simulation::new(request);
    let ticks = (0..1000).take_while(|_| layout.tick()).count();
    assert!(ticks < 200, "{ticks} ticks");
    layout.positions().to_vec()
}

fn request(radii: &[f32], edges: &[(u32, u32, f32)]) -> LayoutRequest {
    LayoutRequest { radii: radii.to_vec(), edges: edges.to_vec(), ..LayoutRequest::default() }
}

/// Settles and holds the result to the invariants: finite, pins kept, no two discs overlap unless both are pinned.
#[track_caller]
fn check(request: &LayoutRequest) -> Vec<[f32; 2]> {
    let positions = settle(request);
    assert_eq!(positions.len(), request.radii.len());
    assert!(positions.iter().flatten().all(|value| value.is_finite()));
    let pin = |node: usize| {
        let pinned = request.pinned.get(node).copied().unwrap_or(false);
        request
            .start
            .get(node)
            .copied()
            .flatten()
            .filter(|at| pinned && at.iter().all(|value| value.is_finite()))
    };
    for (a, at) in positions.iter().enumerate() {
        if let Some(start) = pin(a) {
            assert_eq!(*at, start);
        }
        for (b, other) in positions.iter().enumerate().skip(a + 1) {
            let [dx, dy] = [at[0] - other[0], at[1] - other[1]];
            let free = (dx * dx + dy * dy).sqrt() - request.radii[a] - request.radii[b];
            assert!(
                free > -0.01 || (pin(a).is_some() && pin(b).is_some()),
                "{a} and {b} overlap by {}",
                -free
            );
        }
    }
    positions
}

#[test]
fn no_nodes() {
    assert!(check(&request(&[], &[])).is_empty());
}

#[test]
fn one_node() {
    check(&request(&[4.0], &[]));
}

#[test]
fn isolated_nodes_stay_near() {
    let positions = check(&request(&[4.0; 50], &[]));
    assert!(positions.iter().flatten().all(|value| value.abs() < 1000.0));
}

#[test]
fn coincident_starts_part() {
    check(&LayoutRequest { start: vec![Some([1.0, 1.0]); 40], ..request(&[10.0; 40], &[(0, 1, 2.0)]) });
}

#[test]
fn ties_that_cannot_be_are_ignored() {
    let odd = [(0, 0, 1.0), (0, 9, 1.0), (0, 1, f32::NAN), (1, 2, f32::INFINITY), (0, 2, -1.0)];
    assert_eq!(check(&request(&[4.0; 3], &odd)), check(&request(&[4.0; 3], &[])));
}

#[test]
fn starts_that_cannot_be_are_ignored() {
    let start = vec![Some([f32::NAN, 0.0]), Some([f32::INFINITY, 1.0]), None];
    check(&LayoutRequest { start, pinned: vec![true; 3], ..request(&[4.0; 3], &[(0, 1, 1.0)]) });
}

#[test]
fn tied_nodes_stand_nearer_than_untied_ones() {
    // Two triangles joined by one tie.
    let edges: Vec<_> =
        [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (2, 3)].map(|(a, b)| (a, b, 1.0)).to_vec();
    let positions = check(&request(&[4.0; 6], &edges));
    let distance = |a: usize, b: usize| {
        let [dx, dy] = [positions[a][0] - positions[b][0], positions[a][1] - positions[b][1]];
        (dx * dx + dy * dy).sqrt()
    };
    assert!(distance(0, 1) < distance(0, 4) && distance(4, 5) < distance(1, 5));
}

#[test]
fn later_names_stand_to_the_right_tied_or_not() {
    let times = vec![0.0, 0.0, 100.0, 100.0, 50.0, 0.0];
    let tied = request(&[8.0; 6], &[(0, 1, 1.0), (2, 3, 5.0)]);
    let places = check(&LayoutRequest { mode: Mode::ByTime, times: times.clone(), ..tied });
    for (early, late) in (0..6).flat_map(|a| (0..6).map(move |b| (a, b))) {
        assert!(times[early] >= times[late] || places[early][0] < places[late][0], "{places:?}");
    }
}

#[test]
fn a_settled_picture_moves_little_when_asked_again() {
    let edges: Vec<_> = (1..40u32).map(|node| (node / 3, node, 1.0)).collect();
    let cold = request(&[6.0; 40], &edges);
    let before = check(&cold);
    let after = check(&LayoutRequest { start: before.iter().map(|&at| Some(at)).collect(), ..cold });
    let moved: f32 = (before.iter().zip(&after))
        .map(|(a, b)| ((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1])).sqrt())
        .sum();
    let width = before.iter().map(|at| at[0]).fold(0.0, f32::max) * 2.0;
    assert!(moved / 40.0 < 0.1 * width, "{} of {width}", moved / 40.0);
}

prop_compose! {
    fn requests()(count in 0usize..60)(
        radii in prop::collection::vec(prop_oneof![Just(4.0f32), 4.0f32..28.0], count),
        edges in prop::collection::vec((0..count.max(1) as u32, 0..count.max(1) as u32, 0.0f32..40.0), 0..120),
        start in prop::collection::vec(
            prop::option::of(prop_oneof![Just([0.0f32, 0.0]), prop::array::uniform2(-500.0f32..500.0)]), count),
        pinned in prop::collection::vec(prop::bool::weighted(0.1), count),
        seed in any::<u64>(),
        aspect in prop_oneof![Just(0.0f32), 0.1f32..4.0],
        mode in prop::sample::select(vec![Mode::Balanced, Mode::Communities, Mode::ByKind, Mode::ByTime]),
        kinds in prop::collection::vec(0u8..6, 0..60),
        times in prop::collection::vec(prop_oneof![Just(f32::NAN), Just(3.0f32), -1e9f32..1e9], 0..60),
    ) -> LayoutRequest {
        LayoutRequest { radii, edges, start, pinned, mode, kinds, times, seed, aspect }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn holds_for_any_request(request in requests()) {
        check(&request);
    }

    #[test]
    fn is_a_function_of_the_request(request in requests()) {
        prop_assert_eq!(settle(&request), settle(&request.clone()));
    }
}
