//! The forces on all nodes together, and how far each node goes.
//!
//! - All pairs push each other by their masses over their distance ([`super::repulsion`]); a node's mass is its degree
//!   and one.
//! - Ties pull by their length, and near neighbours besides with the bounded force of t-FDP (Zhong, Xue, Zhang, Zhang,
//!   Ban, Deussen, Wang, "Force-directed graph layouts revisited: a new force based on the t-distribution", TVCG 2023),
//!   `d / (1 + d²/r²)`, which keeps neighbours together and lets go of what is far; a little of it does not let go
//!   (`d / √(1 + d²/r²)`, which beyond `r` is LinLog's; Noack, 2007), which parts communities.
//! - Springs to pivots keep long ways true ([`super::springs`]).
//! - Gravity pulls to the middle, and in some modes a line across the picture pulls its nodes.
//! - Swing against traction controls the step (Jacomy, Venturini, Heymann, Bastian, "ForceAtlas2", 2014; the constants
//!   are those of Gephi 0.10). Departure: cooling bounds how far a node goes in one round, so that every layout ends.
//!
//! Nodes are kept in the order of a curve through them ([`super::curve`]), found anew every [`SORTED`] rounds, so that
//! what is near in the plane is near in memory.

use super::curve::Curve;
use super::lanes::{LANES, Lanes, load, store, sum};
use super::mode::Strengths;
use super::pivots::Pivots;
use super::repulsion::{BLOCK, Points, Repulsion};
use super::springs::{Springs, Standing};
use super::ties::Ties;

/// How hard nodes push each other.
const REPULSION: f32 = 10.0;
/// Rounds between one sorting of the nodes and the next, at most.
const SORTED: u32 = 8;
/// How far nodes may have gone since they were sorted, on average, as a part of a block's side: from there on what is
/// near in memory is no longer near in the plane, and that costs more than sorting.
const DRIFT: f32 = 0.8;
/// A layout stands still when no node moved further than this in a round.
const STILL: f32 = 0.01;

/// Nodes with their masses, ties and the state of the step control. Units are those of the forces.
#[derive(Clone, Debug, Default)]
pub(crate) struct Forces {
    strengths: Option<Strengths>,
    ties: Ties,
    springs: Springs,
    repulsion: Repulsion,
    curve: Curve,
    /// Which node stands at each place of the arrays, and where each node stands.
    node: Vec<u32>,
    rank: Vec<u32>,
    /// Filled up to whole blocks with places without a node.
    x: Vec<f32>,
    y: Vec<f32>,
    mass: Vec<f32>,
    /// 1, or 0 for pinned nodes.
    free: Vec<f32>,
    /// Where a mode wants the node across the picture, and how hard: 0 where it does not.
    line: Vec<[f32; 2]>,
    force: [Vec<f32>; 2],
    before: [Vec<f32>; 2],
    /// Ties from each place to later ones: the places and the pull.
    edges: Edges,
    speed: f32,
    efficiency: f32,
    /// How far a node may go in the first round.
    reach: f32,
    extent: f32,
    /// How far nodes have gone on average since they were sorted, and how far they may.
    drift: f32,
    most_drift: f32,
    sorted: u32,
    round: u32,
}

/// Ties as arrays.
#[derive(Clone, Debug, Default)]
struct Edges {
    /// Where the ties of each place begin; one more for the end.
    starts: Vec<u32>,
    /// The later place and the pull.
    ends: Vec<(u32, f32)>,
}

/// Where nodes begin.
pub(crate) struct Start<'a> {
    /// A place for each node.
    pub(crate) places: &'a [[f32; 2]],
    /// Whether each must stay there.
    pub(crate) pinned: &'a [bool],
    /// Where a mode wants each across the picture, in extents from its middle; NaN where it does not. Empty: nowhere.
    pub(crate) lines: &'a [f32],
    /// How far a node may go in the first round, as a part of the extent.
    pub(crate) reach: f32,
}

impl Forces {
    /// A length that grows as the settled picture does: where gravity and the repulsion of all nodes would be in
    /// balance. Strengths are scaled by it.
    pub(crate) fn extent(ties: &Ties) -> f32 {
        let mass = (ties.count() + ties.ends()).max(1) as f32;
        0.6 * (REPULSION * mass / 0.25).sqrt()
    }

    pub(crate) fn new(ties: Ties, pivots: &Pivots, strengths: Strengths, start: &Start<'_>) -> Forces {
        let count = ties.count();
        let extent = Forces::extent(&ties);
        let padded = count.next_multiple_of(BLOCK);
        let mut forces = Forces {
            strengths: Some(strengths),
            springs: Springs::new(pivots, count),
            node: (0..count as u32).collect(),
            rank: (0..count as u32).collect(),
            x: start.places.iter().map(|place| place[0]).collect(),
            y: start.places.iter().map(|place| place[1]).collect(),
            mass: (0..count as u32).map(|node| 1.0 + ties.degree(node) as f32).collect(),
            free: start.pinned.iter().map(|&pinned| if pinned { 0.0 } else { 1.0 }).collect(),
            line: (0..count)
                .map(|node| match start.lines.get(node) {
                    Some(line) if line.is_finite() => [line * extent, strengths.line],
                    _ => [0.0; 2],
                })
                .collect(),
            ties,
            speed: 1.0,
            efficiency: 1.0,
            reach: start.reach * extent,
            extent,
            ..Forces::default()
        };
        for array in [&mut forces.force, &mut forces.before].into_iter().flatten() {
            *array = vec![0.0; padded];
        }
        for array in [&mut forces.x, &mut forces.y, &mut forces.mass, &mut forces.free] {
            array.resize(padded, 0.0);
        }
        forces.line.resize(padded, [0.0; 2]);
        forces
    }

    /// The place of each node, in order of nodes.
    pub(crate) fn places(&self) -> impl Iterator<Item = [f32; 2]> + '_ {
        self.rank.iter().map(|&at| [self.x[at as usize], self.y[at as usize]])
    }

    /// One round; `cooling` falls from 1 to 0. Returns whether anything still moves.
    pub(crate) fn step(&mut self, cooling: f32) -> bool {
        let Some(strengths) = self.strengths else { return false };
        if self.round == 0 || self.sorted == SORTED || self.drift > self.most_drift {
            self.sort();
        }
        self.sorted += 1;
        std::mem::swap(&mut self.force, &mut self.before);
        let [force_x, force_y] = &mut self.force;
        let points = Points { x: &self.x, y: &self.y, mass: &self.mass };
        self.repulsion.set(points, REPULSION, force_x, force_y);
        let count = self.node.len();
        let standing = Standing { x: &self.x, y: &self.y, node: &self.node, rank: &self.rank };
        self.springs.add(self.round, strengths.spring, standing, &self.mass, (force_x, force_y));
        self.edges.pull((&self.x, &self.y), strengths, self.extent, (force_x, force_y));
        for at in 0..count {
            let [line, pull] = self.line[at];
            let mass = self.mass[at];
            force_x[at] -= mass * (strengths.gravity * self.x[at] + pull * (self.x[at] - line));
            force_y[at] -= mass * strengths.gravity * self.y[at];
        }
        self.choose_speed();
        self.round += 1;
        self.go(cooling * self.reach)
    }

    /// Puts the nodes in the order of a curve.
    fn sort(&mut self) {
        let count = self.node.len();
        let order: Vec<u32> = self.curve.order(&self.x[..count], &self.y[..count]).collect();
        let mut spare = Vec::with_capacity(self.x.len());
        let [force_x, force_y] = &mut self.force;
        for array in [&mut self.x, &mut self.y, &mut self.mass, &mut self.free, force_x, force_y] {
            spare.clear();
            spare.extend(order.iter().map(|&at| array[at as usize]));
            spare.extend_from_slice(&array[count..]);
            std::mem::swap(array, &mut spare);
        }
        let lines: Vec<[f32; 2]> = order.iter().map(|&at| self.line[at as usize]).collect();
        self.line[..count].copy_from_slice(&lines);
        self.node = order.iter().map(|&at| self.node[at as usize]).collect();
        for (at, &node) in self.node.iter().enumerate() {
            self.rank[node as usize] = at as u32;
        }
        // Places without a node stand with the last one: near, and without mass.
        if let Some(last) = count.checked_sub(1) {
            let (x, y) = (self.x[last], self.y[last]);
            self.x[count..].fill(x);
            self.y[count..].fill(y);
        }
        self.edges.take(&self.ties, &self.node, &self.rank);
        self.sorted = 0;
        self.drift = 0.0;
        self.most_drift = DRIFT * self.block_side();
    }

    /// The side of a block whose points are spread as all points are, by their standard deviation.
    fn block_side(&self) -> f32 {
        let count = self.node.len().max(1) as f32;
        let squares = (self.x.iter().zip(&self.y).step_by(16)).map(|(x, y)| x * x + y * y).sum::<f32>();
        (squares * 16.0 / count * BLOCK as f32 / count).sqrt()
    }

    /// Swing (force that reverses) asks for smaller steps, traction (force that persists) for larger ones.
    fn choose_speed(&mut self) {
        let [mut swing, mut traction] = [Lanes::ZERO; 2];
        let [force_x, force_y] = &self.force;
        let [before_x, before_y] = &self.before;
        for at in (0..self.x.len()).step_by(LANES) {
            let weight = load(&self.mass[at..]) * load(&self.free[at..]);
            let (x, y) = (load(&force_x[at..]), load(&force_y[at..]));
            let (was_x, was_y) = (load(&before_x[at..]), load(&before_y[at..]));
            swing += weight * length(x - was_x, y - was_y);
            traction += weight * length(x + was_x, y + was_y);
        }
        let (swing, traction) = (sum(swing) + 1e-6, 0.5 * sum(traction) + 1e-6);
        let count = self.node.len() as f32;
        let estimate = 0.05 * count.sqrt();
        let mut tolerance = estimate.sqrt().max((estimate * traction / (count * count)).min(10.0));
        if swing > 2.0 * traction {
            if self.efficiency > 0.05 {
                self.efficiency *= 0.5;
            }
            tolerance = tolerance.max(1.0);
        }
        let target = tolerance * self.efficiency * traction / swing;
        if swing > tolerance * traction {
            if self.efficiency > 0.05 {
                self.efficiency *= 0.7;
            }
        } else if self.speed < 1000.0 {
            self.efficiency = (self.efficiency * 1.3).min(1e6);
        }
        self.speed += (target - self.speed).min(0.5 * self.speed);
    }

    fn go(&mut self, reach: f32) -> bool {
        let [force_x, force_y] = &self.force;
        let [before_x, before_y] = &self.before;
        let (speed, one) = (Lanes::splat(self.speed), Lanes::splat(1.0));
        let [mut furthest, mut all] = [Lanes::ZERO; 2];
        for at in (0..self.x.len()).step_by(LANES) {
            let free = load(&self.free[at..]);
            let (dx, dy) = (load(&force_x[at..]), load(&force_y[at..]));
            let swing = length(dx - load(&before_x[at..]), dy - load(&before_y[at..]));
            let swing = load(&self.mass[at..]) * swing;
            let factor = free * speed / (one + (speed * swing).sqrt());
            let way = factor * length(dx, dy);
            let bound = (Lanes::splat(reach) / way.max(Lanes::splat(1e-30))).min(one);
            furthest = furthest.max(way);
            all += way.min(Lanes::splat(reach));
            let factor = factor * bound;
            store(load(&self.x[at..]) + dx * factor, &mut self.x[at..]);
            store(load(&self.y[at..]) + dy * factor, &mut self.y[at..]);
        }
        self.drift += sum(all) / self.node.len().max(1) as f32;
        reach > STILL && furthest.to_array().into_iter().fold(0.0, f32::max) > STILL
    }

    /// Turns the nodes of each of `parts` about their middle until it is longest across, for a canvas wider than high.
    pub(crate) fn turn_lengthwise(&mut self, parts: &[Vec<u32>]) {
        for part in parts {
            let count = part.len() as f32;
            let at = |node: &u32| self.rank[*node as usize] as usize;
            let middle =
                [&self.x, &self.y].map(|along| part.iter().map(|node| along[at(node)]).sum::<f32>() / count);
            let [mut xx, mut xy, mut yy] = [0.0f32; 3];
            for at in part.iter().map(at) {
                let (dx, dy) = (self.x[at] - middle[0], self.y[at] - middle[1]);
                xx += dx * dx;
                xy += dx * dy;
                yy += dy * dy;
            }
            // The long axis by the double angle, for which a square root is enough.
            let double = ((xx - yy) * (xx - yy) + 4.0 * xy * xy).sqrt();
            if double <= 0.0 {
                continue;
            }
            let cosine = (((1.0 + (xx - yy) / double) * 0.5).max(0.0)).sqrt();
            let sine = (((1.0 - (xx - yy) / double) * 0.5).max(0.0)).sqrt();
            let sine = if xy < 0.0 { -sine } else { sine };
            for &node in part {
                let at = self.rank[node as usize] as usize;
                let (dx, dy) = (self.x[at] - middle[0], self.y[at] - middle[1]);
                self.x[at] = middle[0] + dx * cosine + dy * sine;
                self.y[at] = middle[1] + dy * cosine - dx * sine;
                self.force[0][at] = 0.0;
                self.force[1][at] = 0.0;
            }
        }
    }
}

impl Edges {
    /// Takes the ties in the order of places.
    fn take(&mut self, ties: &Ties, node: &[u32], rank: &[u32]) {
        self.starts.clear();
        self.ends.clear();
        self.starts.push(0);
        for (at, &node) in node.iter().enumerate() {
            let later = ties.of(node).iter().map(|&(other, pull)| (rank[other as usize], pull));
            self.ends.extend(later.filter(|(to, _)| *to > at as u32));
            self.starts.push(self.ends.len() as u32);
        }
    }

    /// Adds the pull of all ties.
    fn pull(
        &self,
        (x, y): (&[f32], &[f32]),
        strengths: Strengths,
        extent: f32,
        (force_x, force_y): (&mut [f32], &mut [f32]),
    ) {
        let Strengths { long, reach, steady, .. } = strengths;
        let short = strengths.short * extent / reach;
        let within = 1.0 / (reach * reach);
        for (from, row) in self.starts.windows(2).enumerate() {
            let (own_x, own_y) = (x[from], y[from]);
            let [mut sum_x, mut sum_y] = [0.0f32; 2];
            for &(to, pull) in &self.ends[row[0] as usize..row[1] as usize] {
                let to = to as usize;
                let (dx, dy) = (x[to] - own_x, y[to] - own_y);
                let near = 1.0 / (1.0 + (dx * dx + dy * dy) * within);
                let pull = pull * (long + short * (near + steady * near.sqrt()));
                let (dx, dy) = (dx * pull, dy * pull);
                sum_x += dx;
                sum_y += dy;
                force_x[to] -= dx;
                force_y[to] -= dy;
            }
            force_x[from] += sum_x;
            force_y[from] += sum_y;
        }
    }
}

fn length(x: Lanes, y: Lanes) -> Lanes {
    (x * x + y * y).sqrt()
}
