//! Springs between the nodes and pivots: long ways in the picture as long as in the graph.
//!
//! A spring of rest length `unit · hops` and stiffness `1/hops²` (the weights of stress; Gansner, Koren and North,
//! 2005) joins each node to each pivot. `unit` is the scale at which the picture is truest as it stands. Each round
//! looks at one group of pivots, by turns, and leaves the others' pull as it was a few rounds ago: a force that came
//! and went would look like swing to the step control.

use super::lanes::{LANES, Lanes, load, sum};
use super::pivots::{PIVOTS, Pivots};

/// Pivots that one round looks at.
const GROUP: usize = 8;
const WIDTH: usize = GROUP / LANES;

/// The springs of all nodes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Springs {
    pivots: Vec<u32>,
    groups: usize,
    /// `1/hops` by group of pivots, node and pivot; 0 where there is no spring.
    nearness: Vec<f32>,
    /// The pull by node and group, when last looked at.
    pulls: Vec<[f32; 2]>,
    /// A hop in the picture, as the last round found it.
    unit: f32,
}

/// Where nodes stand: `x` and `y` by place, which node stands at each place, and the place of each node.
#[derive(Clone, Copy)]
pub(crate) struct Standing<'a> {
    pub(crate) x: &'a [f32],
    pub(crate) y: &'a [f32],
    pub(crate) node: &'a [u32],
    pub(crate) rank: &'a [u32],
}

impl Springs {
    pub(crate) fn new(pivots: &Pivots, nodes: usize) -> Springs {
        let groups = pivots.nodes.len().div_ceil(GROUP);
        let mut nearness = vec![0.0; groups * nodes * GROUP];
        for (pivot, hops) in pivots.hops.iter().enumerate() {
            let (group, lane) = (pivot / GROUP, pivot % GROUP);
            for (node, &far) in hops.iter().enumerate() {
                if far > 0 && far < u8::MAX {
                    nearness[(group * nodes + node) * GROUP + lane] = 1.0 / f32::from(far);
                }
            }
        }
        let pulls = vec![[0.0; 2]; groups * nodes];
        Springs { pivots: pivots.nodes.clone(), groups, nearness, pulls, unit: 0.0 }
    }

    /// Adds the pull of all springs to the forces at each place. Deterministic in the rounds so far.
    pub(crate) fn add(
        &mut self,
        round: u32,
        stiffness: f32,
        standing: Standing<'_>,
        mass: &[f32],
        (force_x, force_y): (&mut [f32], &mut [f32]),
    ) {
        if self.groups == 0 || stiffness <= 0.0 {
            return;
        }
        if self.unit == 0.0 {
            // The first round finds the unit, and then looks at all.
            for group in (0..self.groups).chain(0..self.groups) {
                self.look(group, standing);
            }
        } else {
            self.look(round as usize % self.groups, standing);
        }
        // The fewer pivots there are, the stiffer is each.
        let stiffness = stiffness * PIVOTS as f32 / self.pivots.len() as f32;
        for (at, &node) in standing.node.iter().enumerate() {
            let pulls = &self.pulls[node as usize * self.groups..(node as usize + 1) * self.groups];
            let [x, y] = pulls.iter().fold([0.0; 2], |sum, pull| [sum[0] + pull[0], sum[1] + pull[1]]);
            force_x[at] += stiffness * mass[at] * x;
            force_y[at] += stiffness * mass[at] * y;
        }
    }

    /// Finds the pull of a group's springs.
    fn look(&mut self, group: usize, Standing { x, y, node, rank }: Standing<'_>) {
        let [mut pivot_x, mut pivot_y] = [[0.0; GROUP]; 2];
        for (lane, &pivot) in self.pivots[group * GROUP..].iter().take(GROUP).enumerate() {
            let at = rank[pivot as usize] as usize;
            (pivot_x[lane], pivot_y[lane]) = (x[at], y[at]);
        }
        let [pivot_x, pivot_y]: [[Lanes; WIDTH]; 2] =
            [pivot_x, pivot_y].map(|along| std::array::from_fn(|lane| load(&along[lane * LANES..])));
        let nodes = node.len();
        let nearness = &self.nearness[group * nodes * GROUP..(group + 1) * nodes * GROUP];
        let unit = Lanes::splat(self.unit);
        let [mut ratios, mut squares] = [Lanes::ZERO; 2];
        for (at, &node) in node.iter().enumerate() {
            let near = &nearness[node as usize * GROUP..(node as usize + 1) * GROUP];
            let (own_x, own_y) = (Lanes::splat(x[at]), Lanes::splat(y[at]));
            let [mut pull_x, mut pull_y] = [Lanes::ZERO; 2];
            for lane in 0..WIDTH {
                let near = load(&near[lane * LANES..]);
                let (dx, dy) = (own_x - pivot_x[lane], own_y - pivot_y[lane]);
                let far = (dx * dx + dy * dy + Lanes::splat(1e-6)).sqrt();
                let ratio = far * near;
                ratios += ratio;
                squares += ratio * ratio;
                // (unit·hops − far) / (hops²·far)
                let pull = near * (unit / far - near);
                pull_x += dx * pull;
                pull_y += dy * pull;
            }
            self.pulls[node as usize * self.groups + group] = [sum(pull_x), sum(pull_y)];
        }
        let ratios = sum(ratios);
        if ratios > 0.0 {
            self.unit = sum(squares) / ratios;
        }
    }
}
