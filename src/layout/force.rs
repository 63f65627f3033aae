//! ForceAtlas2's forces and its control of the step.
//!
//! Source of method: Jacomy, Venturini, Heymann, Bastian, "ForceAtlas2" (PLoS ONE 9(6), 2014), with its strong
//! gravity, which grows with distance; the constants of the step control are those of Gephi 0.10.
//! Departure: cooling bounds how far a node goes in one round, so that every layout ends.

use super::repulsion::Repulsion;

/// How hard nodes push each other.
const REPULSION: f32 = 10.0;
/// How hard the middle pulls. Larger: parts stand nearer, and all is denser.
const GRAVITY: f32 = 0.25;
/// A layout stands still when no node moved further than this in a round.
const STILL: f32 = 0.01;

/// Nodes with their masses, ties and the state of the step control. Units are those of the forces.
#[derive(Clone, Debug)]
pub(super) struct Forces {
    places: Vec<[f32; 2]>,
    free: Vec<bool>,
    masses: Vec<f32>,
    edges: Vec<(u32, u32, f32)>,
    repulsion: Repulsion,
    force: Vec<[f32; 2]>,
    before: Vec<[f32; 2]>,
    speed: f32,
    efficiency: f32,
    /// How far a node may go in the first round.
    reach: f32,
}

impl Forces {
    pub(super) fn new(count: usize, edges: &[(u32, u32, f32)]) -> Self {
        let mut masses = vec![1.0f32; count];
        for &(a, b, _) in edges {
            masses[a as usize] += 1.0;
            masses[b as usize] += 1.0;
        }
        Forces {
            places: Vec::new(),
            free: Vec::new(),
            masses,
            edges: edges.to_vec(),
            repulsion: Repulsion::default(),
            force: vec![[0.0; 2]; count],
            before: vec![[0.0; 2]; count],
            speed: 1.0,
            efficiency: 1.0,
            reach: 0.0,
        }
    }

    /// About the radius of the settled picture: where gravity and the repulsion of all nodes are in balance, less
    /// what ties pull it together (measured on co-occurrence graphs of 37 to 10,000 nodes).
    pub(super) fn extent(&self) -> f32 {
        0.6 * (REPULSION * self.masses.iter().sum::<f32>() / GRAVITY).sqrt()
    }

    /// Puts the nodes in their first places; none goes further in a round than `reach` times the extent.
    pub(super) fn begin(self, places: Vec<[f32; 2]>, pinned: &[bool], reach: f32) -> Self {
        let reach = reach * self.extent();
        Forces { places, free: pinned.iter().map(|pinned| !pinned).collect(), reach, ..self }
    }

    pub(super) fn places(&self) -> impl Iterator<Item = [f32; 2]> + '_ {
        self.places.iter().copied()
    }

    /// One round; `cooling` falls from 1 to 0. Returns whether anything still moves.
    pub(super) fn step(&mut self, cooling: f32) -> bool {
        std::mem::swap(&mut self.force, &mut self.before);
        self.force.fill([0.0; 2]);
        self.repulsion.add(&self.places, &self.masses, REPULSION, &mut self.force);
        for &(a, b, pull) in &self.edges {
            let [a, b] = [a as usize, b as usize];
            for axis in 0..2 {
                let towards = pull * (self.places[b][axis] - self.places[a][axis]);
                self.force[a][axis] += towards;
                self.force[b][axis] -= towards;
            }
        }
        for ((force, place), mass) in self.force.iter_mut().zip(&self.places).zip(&self.masses) {
            force[0] -= GRAVITY * mass * place[0];
            force[1] -= GRAVITY * mass * place[1];
        }
        self.choose_speed();
        self.go(cooling * self.reach)
    }

    /// Swing (force that reverses) asks for smaller steps, traction (force that persists) for larger ones.
    fn choose_speed(&mut self) {
        let mut swing = 1e-6f32;
        let mut traction = 1e-6f32;
        for node in 0..self.places.len() {
            if self.free[node] {
                swing += self.masses[node] * self.swing(node);
                traction += self.masses[node] * 0.5 * length(sum(self.force[node], self.before[node]));
            }
        }
        let count = self.places.len() as f32;
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

    fn swing(&self, node: usize) -> f32 {
        let [before, now] = [self.before[node], self.force[node]];
        length([now[0] - before[0], now[1] - before[1]])
    }

    fn go(&mut self, reach: f32) -> bool {
        let mut furthest = 0.0f32;
        for node in 0..self.places.len() {
            if !self.free[node] {
                continue;
            }
            let swing = self.masses[node] * self.swing(node);
            let [dx, dy] = self.force[node];
            let factor = self.speed / (1.0 + (self.speed * swing).sqrt());
            let way = factor * length([dx, dy]);
            let factor = if way > reach { factor * (reach / way) } else { factor };
            self.places[node][0] += dx * factor;
            self.places[node][1] += dy * factor;
            furthest = furthest.max(way.min(reach));
        }
        furthest > STILL
    }

    /// Turns each component about its middle until it is longest across, for a canvas wider than high.
    pub(super) fn turn_lengthwise(&mut self) {
        for part in self.components() {
            let count = part.len() as f32;
            let [x, y] = part.iter().fold([0.0, 0.0], |total, &node| sum(total, self.places[node as usize]));
            let middle = [x / count, y / count];
            let [mut xx, mut xy, mut yy] = [0.0f32; 3];
            for &node in &part {
                let [dx, dy] = [0, 1].map(|axis| self.places[node as usize][axis] - middle[axis]);
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
            for &node in &part {
                let place = &mut self.places[node as usize];
                let [dx, dy] = [place[0] - middle[0], place[1] - middle[1]];
                *place = [middle[0] + dx * cosine + dy * sine, middle[1] + dy * cosine - dx * sine];
                self.force[node as usize] = [0.0; 2];
            }
        }
    }

    /// The nodes of each component, ascending; the largest component first, ties by their first node.
    pub(super) fn components(&self) -> Vec<Vec<u32>> {
        let mut root: Vec<u32> = (0..self.masses.len() as u32).collect();
        fn find(root: &mut [u32], mut node: u32) -> u32 {
            while root[node as usize] != node {
                root[node as usize] = root[root[node as usize] as usize];
                node = root[node as usize];
            }
            node
        }
        for &(a, b, _) in &self.edges {
            let [a, b] = [find(&mut root, a), find(&mut root, b)];
            root[a.max(b) as usize] = a.min(b);
        }
        let mut parts: Vec<Vec<u32>> = vec![Vec::new(); root.len()];
        for node in 0..root.len() as u32 {
            parts[find(&mut root, node) as usize].push(node);
        }
        parts.retain(|part| !part.is_empty());
        parts.sort_by_key(|part| (usize::MAX - part.len(), part[0]));
        parts
    }
}

fn sum(a: [f32; 2], b: [f32; 2]) -> [f32; 2] {
    [a[0] + b[0], a[1] + b[1]]
}

fn length([x, y]: [f32; 2]) -> f32 {
    (x * x + y * y).sqrt()
}
