//! Repulsion between all pairs in `n log n`: the Barnes-Hut approximation.
//!
//! How it works: points are sorted along a Morton curve, so that every cell of a quadtree is a range of the sorted
//! arrays; the tree is one array in preorder, each cell knowing where its subtree ends. A leaf's points walk the tree
//! together: the walk makes one list of bodies (far cells, near points), and the list then acts on all the leaf's
//! points in lanes, which compilers turn into SIMD without changing the order of any sum.
//!
//! Might try: a Hilbert curve, sorting only every few rounds, quadrupoles.

/// Points in a leaf at most; also the lanes of the inner loop.
const LANES: usize = 16;
/// A cell acts as one body when its side is below this times its distance, squared.
const THETA_SQUARED: f32 = 1.0;
/// Keeps the force between near points finite. In units of the forces, squared.
const SOFTENING: f32 = 0.01;

/// The quadtree, its buffers kept between rounds.
#[derive(Clone, Debug, Default)]
pub(super) struct Repulsion {
    order: Vec<(u32, u32)>,
    bodies: Vec<Body>,
    cells: Vec<Cell>,
    list: Vec<Body>,
}

/// A mass at a point.
#[derive(Clone, Copy, Debug, Default)]
struct Body {
    x: f32,
    y: f32,
    mass: f32,
}

#[derive(Clone, Copy, Debug)]
struct Cell {
    /// All its mass at its centre of mass.
    body: Body,
    low: [f32; 2],
    high: [f32; 2],
    /// The range of sorted points.
    first: u32,
    end: u32,
    /// The cell after the subtree.
    next: u32,
    leaf: bool,
}

impl Repulsion {
    /// Adds to each node's `force` the sum over all others of `strength · massᵢ · massⱼ / distance`, away from them.
    pub(super) fn add(&mut self, places: &[[f32; 2]], masses: &[f32], strength: f32, force: &mut [[f32; 2]]) {
        self.build(places, masses);
        for leaf in 0..self.cells.len() {
            let cell = self.cells[leaf];
            if cell.leaf {
                self.gather(&cell);
                self.act(&cell, strength, force);
            }
        }
    }

    fn build(&mut self, places: &[[f32; 2]], masses: &[f32]) {
        let (low, high) = bounds(places.iter().copied());
        let side = (high[0] - low[0]).max(high[1] - low[1]).max(1e-6);
        let scale = 65_535.0 / side;
        self.order.clear();
        self.order.extend(places.iter().enumerate().map(|(node, place)| {
            let [x, y] = [0, 1].map(|axis| ((place[axis] - low[axis]) * scale) as u32);
            (spread(x.min(0xffff)) | spread(y.min(0xffff)) << 1, node as u32)
        }));
        self.order.sort_unstable();
        self.bodies.clear();
        self.bodies.extend(self.order.iter().map(|&(_, node)| {
            let [x, y] = places[node as usize];
            Body { x, y, mass: masses[node as usize] }
        }));
        self.cells.clear();
        self.build_cell(0, self.order.len(), 30);
    }

    /// Pushes the cell of the sorted points `first..end`, which agree in all key bits above `shift + 2`.
    fn build_cell(&mut self, first: usize, end: usize, mut shift: u32) {
        let leaf = end - first <= LANES;
        // A cell whose points all lie in one quarter is that quarter.
        let quarter = |key: u32, shift: u32| key >> shift;
        while !leaf
            && shift > 0
            && quarter(self.order[first].0, shift) == quarter(self.order[end - 1].0, shift)
        {
            shift -= 2;
        }
        let bottom = shift == 0 && quarter(self.order[first].0, 0) == quarter(self.order[end - 1].0, 0);
        let here = self.cells.len();
        let (low, high) = bounds(self.bodies[first..end].iter().map(|body| [body.x, body.y]));
        let body = centre(self.bodies[first..end].iter());
        let [first_index, end_index] = [first as u32, end as u32];
        self.cells.push(Cell { body, low, high, first: first_index, end: end_index, next: 0, leaf });
        if bottom && !leaf {
            // More points in one place than a leaf holds: several leaves side by side.
            for start in (first..end).step_by(LANES) {
                self.build_cell(start, end.min(start + LANES), 0);
            }
        } else if !leaf {
            let mut start = first;
            while start < end {
                let digit = quarter(self.order[start].0, shift);
                let stop = start + self.order[start..end].partition_point(|&(key, _)| key >> shift == digit);
                self.build_cell(start, stop, shift.saturating_sub(2));
                start = stop;
            }
        }
        self.cells[here].next = self.cells.len() as u32;
    }

    /// Lists the bodies that act on the points of `leaf`.
    fn gather(&mut self, leaf: &Cell) {
        self.list.clear();
        let mut at = 0;
        while let Some(cell) = self.cells.get(at) {
            let dx = (leaf.low[0] - cell.body.x).max(cell.body.x - leaf.high[0]).max(0.0);
            let dy = (leaf.low[1] - cell.body.y).max(cell.body.y - leaf.high[1]).max(0.0);
            let side = (cell.high[0] - cell.low[0]).max(cell.high[1] - cell.low[1]);
            // A cell that holds the leaf itself can never stand for it, however far its centre of mass.
            let own = cell.first <= leaf.first && leaf.end <= cell.end;
            if !own && side * side < THETA_SQUARED * (dx * dx + dy * dy) {
                self.list.push(cell.body);
                at = cell.next as usize;
            } else if cell.leaf {
                self.list.extend_from_slice(&self.bodies[cell.first as usize..cell.end as usize]);
                at = cell.next as usize;
            } else {
                at += 1;
            }
        }
    }

    /// Lets the list act on the points of `leaf`. A point acts on itself with no force, for its distance is zero.
    fn act(&self, leaf: &Cell, strength: f32, force: &mut [[f32; 2]]) {
        let range = leaf.first as usize..leaf.end as usize;
        let mut x = [0.0f32; LANES];
        let mut y = [0.0f32; LANES];
        let mut force_x = [0.0f32; LANES];
        let mut force_y = [0.0f32; LANES];
        for (lane, body) in self.bodies[range.clone()].iter().enumerate() {
            x[lane] = body.x;
            y[lane] = body.y;
        }
        for body in &self.list {
            for lane in 0..LANES {
                let dx = x[lane] - body.x;
                let dy = y[lane] - body.y;
                let push = body.mass / (dx * dx + dy * dy + SOFTENING);
                force_x[lane] += dx * push;
                force_y[lane] += dy * push;
            }
        }
        for (lane, at) in range.enumerate() {
            let factor = strength * self.bodies[at].mass;
            let target = &mut force[self.order[at].1 as usize];
            target[0] += factor * force_x[lane];
            target[1] += factor * force_y[lane];
        }
    }
}

/// The 16 low bits of `bits`, each followed by a zero.
fn spread(bits: u32) -> u32 {
    let bits = (bits | bits << 8) & 0x00ff_00ff;
    let bits = (bits | bits << 4) & 0x0f0f_0f0f;
    let bits = (bits | bits << 2) & 0x3333_3333;
    (bits | bits << 1) & 0x5555_5555
}

fn bounds(points: impl Iterator<Item = [f32; 2]>) -> ([f32; 2], [f32; 2]) {
    points.fold(([f32::MAX; 2], [f32::MIN; 2]), |(low, high), [x, y]| {
        ([low[0].min(x), low[1].min(y)], [high[0].max(x), high[1].max(y)])
    })
}

fn centre<'a>(bodies: impl Iterator<Item = &'a Body>) -> Body {
    let sum = bodies.fold(Body::default(), |sum, body| Body {
        x: sum.x + body.x * body.mass,
        y: sum.y + body.y * body.mass,
        mass: sum.mass + body.mass,
    });
    Body { x: sum.x / sum.mass, y: sum.y / sum.mass, mass: sum.mass }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sum over all pairs, as the definition says.
    fn exact(places: &[[f32; 2]], masses: &[f32]) -> Vec<[f32; 2]> {
        let push = |a: usize, b: usize| {
            let [dx, dy] = [places[a][0] - places[b][0], places[a][1] - places[b][1]];
            let push = masses[a] * masses[b] / (dx * dx + dy * dy + SOFTENING);
            [dx * push, dy * push]
        };
        let all = 0..places.len();
        (all.clone())
            .map(|a| {
                all.clone().map(|b| push(a, b)).fold([0.0, 0.0], |sum, f| [sum[0] + f[0], sum[1] + f[1]])
            })
            .collect()
    }

    #[track_caller]
    fn check(places: &[[f32; 2]], tolerance: f32) {
        let masses: Vec<f32> = (0..places.len()).map(|node| 1.0 + (node % 5) as f32).collect();
        let mut force = vec![[0.0; 2]; places.len()];
        Repulsion::default().add(places, &masses, 1.0, &mut force);
        let exact = exact(places, &masses);
        let size = |f: &[f32; 2]| (f[0] * f[0] + f[1] * f[1]).sqrt();
        let error: f32 = (force.iter().zip(&exact)).map(|(f, e)| size(&[f[0] - e[0], f[1] - e[1]])).sum();
        let total: f32 = exact.iter().map(size).sum();
        assert!(error <= tolerance * total, "{error} of {total}");
    }

    fn scattered(count: u32) -> Vec<[f32; 2]> {
        let coordinate = |bits: u32| (bits >> 8) as f32 / 1e5;
        (0..count)
            .map(|i| [i.wrapping_mul(0xc13f_a9a9), i.wrapping_mul(0x91e1_0da5)].map(coordinate))
            .collect()
    }

    #[test]
    fn within_a_leaf_it_is_exact() {
        check(&scattered(16), 1e-5);
    }

    #[test]
    fn a_thousand_points_are_within_three_percent() {
        check(&scattered(1000), 0.03);
    }

    #[test]
    fn coincident_points_end_the_tree() {
        check(&[vec![[1.0, 1.0]; 100], vec![[2.0, 2.0]; 3]].concat(), 0.01);
    }
}
