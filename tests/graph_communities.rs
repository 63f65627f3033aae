//! Communities: planted ones are found, all are connected, and nothing but the ties decides.

use coterie::graph::{communities, modularity};
use proptest::prelude::*;

type Edge = (u32, u32, u32);

/// Numbers that look thrown: a multiplicative generator (Lehmer, 48 bits).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_mul(0x5DEE_CE66D).wrapping_add(11) & 0xFFFF_FFFF_FFFF;
        ((self.0 >> 16) % u64::from(bound)) as u32
    }
}

/// `groups` groups of `size` nodes; each node has so many ties within its group and so many to anywhere. Node `i` is of
/// group `i % groups`.
fn planted(groups: u32, size: u32, within: u32, across: u32) -> Vec<Edge> {
    let mut dice = Dice(5);
    let mut edges = Vec::new();
    for node in 0..groups * size {
        for _ in 0..within {
            edges.push((node, node % groups + groups * dice.below(size), 1));
        }
        for _ in 0..across {
            edges.push((node, dice.below(groups * size), 1));
        }
    }
    edges
}

/// The share of pairs of neighbouring numbers within a planted group that were found together, and of those of two
/// groups that were found apart.
fn agreement(found: &[u32], groups: u32) -> [f64; 2] {
    let mut agreed = [0.0; 2];
    let mut all = [0.0; 2];
    for a in 0..found.len() {
        for b in a + 1..found.len() {
            let apart = usize::from(a as u32 % groups != b as u32 % groups);
            all[apart] += 1.0;
            agreed[apart] += f64::from(u8::from((found[a] != found[b]) == (apart == 1)));
        }
    }
    [agreed[0] / all[0], agreed[1] / all[1]]
}

#[track_caller]
fn check(count: usize, edges: &[Edge], expected: &[u32]) {
    assert_eq!(communities(count, edges), expected);
}

#[track_caller]
fn check_planted(groups: u32, size: u32, within: u32, across: u32, least: f64) {
    let found = communities((groups * size) as usize, &planted(groups, size, within, across));
    let [together, apart] = agreement(&found, groups);
    assert!(together >= least && apart >= least, "together {together:.3}, apart {apart:.3}");
}

#[test]
fn of_nothing_there_are_none() {
    check(0, &[], &[]);
}

#[test]
fn a_single_node_is_its_own() {
    check(1, &[], &[0]);
}

#[test]
fn the_largest_comes_first_and_the_tied_before_the_single() {
    check(7, &[(1, 2, 1), (3, 4, 1), (4, 5, 1), (3, 5, 1)], &[2, 1, 1, 0, 0, 0, 3]);
}

#[test]
fn weights_decide() {
    check(4, &[(0, 1, 9), (1, 2, 1), (2, 3, 9), (3, 0, 1)], &[0, 0, 1, 1]);
    check(4, &[(0, 1, 1), (1, 2, 9), (2, 3, 1), (3, 0, 9)], &[0, 1, 1, 0]);
}

#[test]
fn unsound_edges_are_passed_over() {
    check(3, &[(0, 0, 9), (0, 7, 9), (1, 2, 0), (1, 2, 3)], &[1, 0, 0]);
}

#[test]
fn planted_groups_are_found() {
    check_planted(4, 30, 6, 1, 0.99);
    check_planted(20, 50, 8, 2, 0.98);
}

#[test]
fn groups_that_shade_into_each_other_are_mostly_found() {
    check_planted(10, 100, 7, 4, 0.85);
}

/// Two cliques of four on a bridge: 12 of 13 ties are within, and each has half of the strength.
#[test]
fn modularity_is_newmans() {
    let clique = |at: u32| (0..4).flat_map(move |a| (0..a).map(move |b| (at + a, at + b, 1)));
    let edges: Vec<Edge> = clique(0).chain(clique(4)).chain([(0, 4, 1)]).collect();
    let halves = [0, 0, 0, 0, 1, 1, 1, 1];
    assert!((modularity(&edges, &halves) - (12.0 / 13.0 - 0.5)).abs() < 1e-12);
    check(8, &edges, &halves);
}

/// The karate club (Zachary, 1977): the best division known has modularity 0.4198 (Brandes et al., 2008).
#[test]
fn the_karate_club_falls_into_its_four_known_parts() {
    let ties: &[(u32, &[u32])] = &[
        (1, &[2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 18, 20, 22, 32]),
        (2, &[3, 4, 8, 14, 18, 20, 22, 31]),
        (3, &[4, 8, 9, 10, 14, 28, 29, 33]),
        (4, &[8, 13, 14]),
        (5, &[7, 11]),
        (6, &[7, 11, 17]),
        (7, &[17]),
        (9, &[31, 33, 34]),
        (10, &[34]),
        (14, &[34]),
        (15, &[33, 34]),
        (16, &[33, 34]),
        (19, &[33, 34]),
        (20, &[34]),
        (21, &[33, 34]),
        (23, &[33, 34]),
        (24, &[26, 28, 30, 33, 34]),
        (25, &[26, 28, 32]),
        (26, &[32]),
        (27, &[30, 34]),
        (28, &[34]),
        (29, &[32, 34]),
        (30, &[33, 34]),
        (31, &[33, 34]),
        (32, &[33, 34]),
        (33, &[34]),
    ];
    let edges: Vec<Edge> =
        ties.iter().flat_map(|(a, ends)| ends.iter().map(move |b| (a - 1, b - 1, 1))).collect();
    assert_eq!(edges.len(), 78);
    let found = modularity(&edges, &communities(34, &edges));
    assert!((found - 0.4198).abs() < 1e-4, "{found}");
}

/// The parts of a community, by flooding.
fn parts(edges: &[Edge], members: &[u32]) -> usize {
    let mut left: Vec<u32> = members.to_vec();
    let mut parts = 0;
    while let Some(start) = left.pop() {
        parts += 1;
        let mut queue = vec![start];
        while let Some(node) = queue.pop() {
            let ends = edges.iter().filter(|edge| edge.2 > 0 && (edge.0 == node || edge.1 == node));
            for other in ends.map(|edge| edge.0 + edge.1 - node) {
                if let Some(at) = left.iter().position(|&node| node == other) {
                    queue.push(left.swap_remove(at));
                }
            }
        }
    }
    parts
}

prop_compose! {
    fn graphs()(count in 1u32..40)
        (count in Just(count), edges in prop::collection::vec((0..count, 0..count, 0u32..5), 0..90))
        -> (usize, Vec<Edge>) {
        (count as usize, edges)
    }
}

proptest! {
    #[test]
    fn every_community_is_connected((count, edges) in graphs()) {
        let found = communities(count, &edges);
        for community in 0..count as u32 {
            let members: Vec<u32> =
                (0..count as u32).filter(|&node| found[node as usize] == community).collect();
            prop_assert!(parts(&edges, &members) <= 1, "{members:?}");
        }
    }

    #[test]
    fn the_order_of_ties_and_their_ends_makes_no_difference((count, edges) in graphs()) {
        let turned: Vec<Edge> = edges.iter().rev().map(|&(a, b, weight)| (b, a, weight)).collect();
        prop_assert_eq!(communities(count, &edges), communities(count, &turned));
    }

    #[test]
    fn numbers_are_dense_and_in_order_of_size((count, edges) in graphs()) {
        let found = communities(count, &edges);
        let tied = |node: usize| {
            edges.iter().any(|&(a, b, weight)| a != b && weight > 0 && (a == node as u32 || b == node as u32))
        };
        let groups = found.iter().max().map_or(0, |most| most + 1);
        let about: Vec<(bool, usize, std::cmp::Reverse<usize>)> = (0..groups)
            .map(|group| {
                let of: Vec<usize> = (0..count).filter(|&node| found[node] == group).collect();
                (tied(of[0]), of.len(), std::cmp::Reverse(of[0]))
            })
            .collect();
        prop_assert!(about.windows(2).all(|pair| pair[0] > pair[1]), "{about:?}");
    }

    #[test]
    fn it_is_no_worse_than_all_apart_or_all_as_one((count, edges) in graphs()) {
        let found = modularity(&edges, &communities(count, &edges));
        let apart: Vec<u32> = (0..count as u32).collect();
        prop_assert!(found >= modularity(&edges, &apart) - 1e-9 && found >= -1e-9);
    }
}
