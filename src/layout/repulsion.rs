//! Repulsion between all pairs, in time that grows with the number of nodes.
//!
//! How it works: in two dimensions the force `m·(z−w)/|z−w|²` of a body at `w` on one at `z` is the complex conjugate
//! of `m/(z−w)`, which is analytic. So what is far acts as a series (Greengard and Rokhlin, "A fast algorithm for
//! particle simulations", 1987): each cell of a tree has the mass of its points, their centre, and their second
//! moment; where two cells are far from each other, the one's points feel the other as a polynomial around their own
//! centre, which is handed down from cell to child and evaluated once for each point. What is near acts point on
//! point, four at a time.
//!
//! The tree has no pointers: points come sorted along a Hilbert curve, [`BLOCK`] of them make a block, four blocks a
//! cell, four cells the next. Every cell knows how far its furthest point may be, so that the tree stays right while
//! points move, and only grows less sharp until they are sorted anew.
//!
//! Two cells are far when the gap between the boxes around their points is wide beside the boxes ([`GAP`]). How exact
//! that is, the tests say.

use super::lanes::{LANES, Lanes, load, store, sum};

/// Points in a block.
pub(crate) const BLOCK: usize = 16;
/// Children of a cell.
const BRANCH: usize = 4;
/// Two cells are far when the gap between their boxes is wider than this part of the longer side.
const GAP: f32 = 0.2;
/// Keeps the force between near points finite. In units of the forces, squared.
const SOFTENING: f32 = 0.01;

/// A complex number.
type Complex = [f32; 2];

/// The tree and its buffers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Repulsion {
    /// Blocks first, then the cells of four blocks, and so on up to the root.
    cells: Vec<Cell>,
    /// Where each level begins in `cells`, and where the last ends.
    levels: Vec<u32>,
    /// What far cells do to each cell: the coefficients of 1, δ and δ², δ the way from its centre.
    fields: Vec<[Complex; 3]>,
    walk: Walk,
}

/// The points below a node of the tree, as one body.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    /// The centre of mass.
    at: [f32; 2],
    mass: f32,
    /// The box around the points, and its longer side.
    low: [f32; 2],
    high: [f32; 2],
    side: f32,
    /// `Σ m·(w − centre)²`, complex.
    second: Complex,
}

/// Lists used on the way down.
#[derive(Clone, Debug, Default)]
struct Walk {
    /// Cells that act on the cell at hand or below it, a stretch for each level above.
    open: Vec<Place>,
    /// Cells that were just opened.
    pending: Vec<Place>,
    far: Vec<u32>,
    near: Vec<u32>,
}

/// A cell by its level and its index in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    level: u32,
    index: u32,
}

/// Points in the order of a curve; all slices are as long, and that length is a multiple of [`BLOCK`]: what is
/// missing is filled with points without mass, where the last point stands.
#[derive(Clone, Copy)]
pub(crate) struct Points<'a> {
    pub(crate) x: &'a [f32],
    pub(crate) y: &'a [f32],
    pub(crate) mass: &'a [f32],
}

impl Repulsion {
    /// Sets `force_x` and `force_y` of each point to the sum over all others of `strength · m·mᵢ / distance`, away
    /// from them.
    pub(crate) fn set(
        &mut self,
        points: Points<'_>,
        strength: f32,
        force_x: &mut [f32],
        force_y: &mut [f32],
    ) {
        debug_assert!(points.x.len().is_multiple_of(BLOCK));
        if points.x.is_empty() {
            return;
        }
        self.gather(points);
        self.fields.clear();
        self.fields.resize(self.cells.len(), [[0.0; 2]; 3]);
        let root = Place { level: self.levels.len() as u32 - 2, index: 0 };
        self.walk.open.clear();
        self.walk.open.push(root);
        self.descend(root, 0, &mut Target { points, strength, force_x, force_y });
    }

    /// Makes cells of the points, from the blocks up.
    fn gather(&mut self, points: Points<'_>) {
        self.cells.clear();
        self.levels.clear();
        self.levels.push(0);
        let blocks = (points.x.chunks_exact(BLOCK).zip(points.y.chunks_exact(BLOCK)))
            .zip(points.mass.chunks_exact(BLOCK));
        self.cells.extend(blocks.map(|((x, y), mass)| Cell::of_points(x, y, mass)));
        let mut start = 0;
        loop {
            let end = self.cells.len();
            self.levels.push(end as u32);
            if end - start <= 1 {
                return;
            }
            for first in (start..end).step_by(BRANCH) {
                let cell = Cell::of_cells(&self.cells[first..end.min(first + BRANCH)]);
                self.cells.push(cell);
            }
            start = end;
        }
    }

    fn id(&self, place: Place) -> usize {
        (self.levels[place.level as usize] + place.index) as usize
    }

    fn children(&self, of: Place) -> impl Iterator<Item = Place> + use<> {
        let level = of.level - 1;
        let count = self.levels[of.level as usize] - self.levels[level as usize];
        let first = of.index * BRANCH as u32;
        (first..count.min(first + BRANCH as u32)).map(move |index| Place { level, index })
    }

    /// Lets the open cells from `from` on act on `place`: far ones at once, others on its children or points.
    fn descend(&mut self, place: Place, from: usize, target: &mut Target<'_>) {
        let id = self.id(place);
        let cell = self.cells[id];
        let to = self.walk.open.len();
        self.walk.far.clear();
        self.walk.near.clear();
        let mut at = from;
        while at < to || !self.walk.pending.is_empty() {
            let other = self.walk.pending.pop().unwrap_or_else(|| {
                at += 1;
                self.walk.open[at - 1]
            });
            let body = &self.cells[self.id(other)];
            if cell.is_far_from(body) {
                self.walk.far.push(self.id(other) as u32);
            } else if other.level > 0 && (place.level == 0 || body.side > cell.side) {
                let children = self.children(other);
                self.walk.pending.extend(children);
            } else if place.level == 0 {
                self.walk.near.push(other.index);
            } else {
                self.walk.open.push(other);
            }
        }
        let far = far_field(&self.cells, &self.walk.far, cell.at);
        for (coefficient, more) in self.fields[id].iter_mut().zip(far) {
            *coefficient = add(*coefficient, more);
        }
        if place.level == 0 {
            target.act(place.index as usize, &self.walk.near, &cell, &self.fields[id]);
        } else {
            for child in self.children(place) {
                let child_id = self.id(child);
                let way = sub(self.cells[child_id].at, cell.at);
                self.fields[child_id] = shifted(&self.fields[id], way);
                self.descend(child, to, target);
            }
        }
        self.walk.open.truncate(to);
    }
}

impl Cell {
    fn of_points(x: &[f32], y: &[f32], mass: &[f32]) -> Cell {
        let [mut all, mut sum_x, mut sum_y] = [Lanes::ZERO; 3];
        for at in (0..BLOCK).step_by(LANES) {
            let m = load(&mass[at..]);
            all += m;
            sum_x += m * load(&x[at..]);
            sum_y += m * load(&y[at..]);
        }
        let mass_of_all = sum(all);
        if mass_of_all <= 0.0 {
            return Cell::default();
        }
        let centre = [sum(sum_x) / mass_of_all, sum(sum_y) / mass_of_all];
        let [mut real, mut imaginary] = [Lanes::ZERO; 2];
        let [mut low_x, mut low_y] = [x, y].map(load);
        let [mut high_x, mut high_y] = [low_x, low_y];
        for at in (0..BLOCK).step_by(LANES) {
            let m = load(&mass[at..]);
            let (x, y) = (load(&x[at..]), load(&y[at..]));
            (low_x, high_x) = (low_x.min(x), high_x.max(x));
            (low_y, high_y) = (low_y.min(y), high_y.max(y));
            let (dx, dy) = (x - Lanes::splat(centre[0]), y - Lanes::splat(centre[1]));
            real += m * (dx * dx - dy * dy);
            imaginary += m * (dx * dy);
        }
        let second = [sum(real), 2.0 * sum(imaginary)];
        let low =
            [low_x, low_y].map(|lanes| lanes.to_array().into_iter().fold(f32::MAX, |a, b| -greater(-a, -b)));
        let high = [high_x, high_y].map(|lanes| lanes.to_array().into_iter().fold(f32::MIN, greater));
        Cell { at: centre, mass: mass_of_all, low, high, side: longer(low, high), second }
    }

    fn of_cells(cells: &[Cell]) -> Cell {
        let mass: f32 = cells.iter().map(|cell| cell.mass).sum();
        if mass <= 0.0 {
            return Cell::default();
        }
        let sum = cells.iter().fold([0.0; 2], |sum, cell| add(sum, scaled(cell.at, cell.mass)));
        let at = scaled(sum, 1.0 / mass);
        let mut whole = Cell { at, mass, low: at, high: at, ..Cell::default() };
        for cell in cells.iter().filter(|cell| cell.mass > 0.0) {
            let way = sub(cell.at, at);
            whole.second = add(whole.second, add(cell.second, scaled(product(way, way), cell.mass)));
            for axis in 0..2 {
                whole.low[axis] = -greater(-whole.low[axis], -cell.low[axis]);
                whole.high[axis] = greater(whole.high[axis], cell.high[axis]);
            }
        }
        whole.side = longer(whole.low, whole.high);
        whole
    }

    /// Whether the gap between the boxes is wide enough for the series to hold.
    fn is_far_from(&self, other: &Cell) -> bool {
        let gap = |axis: usize| {
            let (before, after) = (self.low[axis] - other.high[axis], other.low[axis] - self.high[axis]);
            greater(greater(before, after), 0.0)
        };
        let (gap_x, gap_y) = (gap(0), gap(1));
        let wide = GAP * greater(self.side, other.side);
        gap_x * gap_x + gap_y * gap_y > wide * wide
    }
}

/// The greater of two numbers. Not the library's `max`, which as wasm is a call that asks for what is no number.
#[inline(always)]
fn greater(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

fn longer(low: [f32; 2], high: [f32; 2]) -> f32 {
    greater(high[0] - low[0], high[1] - low[1])
}

/// What `bodies` do around `centre`, which is far from all of them: coefficients of 1, δ, δ².
fn far_field(cells: &[Cell], bodies: &[u32], centre: [f32; 2]) -> [Complex; 3] {
    let mut sums = [[Lanes::ZERO; 2]; 3];
    let [zero_x, zero_y] = centre.map(Lanes::splat);
    for chunk in bodies.chunks(LANES) {
        // Lanes without a body have one without mass, at a distance of one.
        let mut body = [Cell { at: [centre[0] + 1.0, centre[1]], ..Cell::default() }; LANES];
        for (lane, &id) in body.iter_mut().zip(chunk) {
            *lane = cells[id as usize];
        }
        let lanes = |part: fn(&Cell) -> f32| {
            Lanes::new([part(&body[0]), part(&body[1]), part(&body[2]), part(&body[3])])
        };
        let x = zero_x - lanes(|cell| cell.at[0]);
        let y = zero_y - lanes(|cell| cell.at[1]);
        let mass = lanes(|cell| cell.mass);
        let (second_x, second_y) = (lanes(|cell| cell.second[0]), lanes(|cell| cell.second[1]));
        // Of w = 1/u, u the way from the body to the centre: w, w², w³.
        let inverse = Lanes::splat(1.0) / (x * x + y * y);
        let (wx, wy) = (x * inverse, Lanes::splat(0.0) - y * inverse);
        let (w2x, w2y) = (wx * wx - wy * wy, (wx + wx) * wy);
        let (w3x, w3y) = (w2x * wx - w2y * wy, w2x * wy + w2y * wx);
        // m/(u+δ) + q/u³ = (m·w + q·w³) − m·w²·δ + m·w³·δ².
        sums[0][0] += mass * wx + (second_x * w3x - second_y * w3y);
        sums[0][1] += mass * wy + (second_x * w3y + second_y * w3x);
        sums[1][0] -= mass * w2x;
        sums[1][1] -= mass * w2y;
        sums[2][0] += mass * w3x;
        sums[2][1] += mass * w3y;
    }
    sums.map(|coefficient| coefficient.map(sum))
}

/// The same polynomial around a centre that lies `way` from the old one.
fn shifted([one, first, second]: &[Complex; 3], way: Complex) -> [Complex; 3] {
    let further = product(*second, way);
    [add(*one, product(add(*first, further), way)), add(*first, scaled(further, 2.0)), *second]
}

/// The points that are acted on.
struct Target<'a> {
    points: Points<'a>,
    strength: f32,
    force_x: &'a mut [f32],
    force_y: &'a mut [f32],
}

impl Target<'_> {
    /// Lets the field of what is far and the blocks that are near act on the points of `block`. A point acts on
    /// itself with no force, for its distance is zero.
    fn act(&mut self, block: usize, near: &[u32], cell: &Cell, field: &[Complex; 3]) {
        const WIDTH: usize = BLOCK / LANES;
        let Points { x, y, mass } = self.points;
        let own = block * BLOCK..(block + 1) * BLOCK;
        let at_x: [Lanes; WIDTH] = lanes_of(&x[own.clone()]);
        let at_y: [Lanes; WIDTH] = lanes_of(&y[own.clone()]);
        let mut sum_x = [Lanes::ZERO; WIDTH];
        let mut sum_y = [Lanes::ZERO; WIDTH];
        let [[one_x, one_y], [first_x, first_y], [second_x, second_y]] =
            field.map(|coefficient| coefficient.map(Lanes::splat));
        for lane in 0..WIDTH {
            let dx = at_x[lane] - Lanes::splat(cell.at[0]);
            let dy = at_y[lane] - Lanes::splat(cell.at[1]);
            let (gx, gy) = (first_x + second_x * dx - second_y * dy, first_y + second_x * dy + second_y * dx);
            sum_x[lane] = one_x + gx * dx - gy * dy;
            sum_y[lane] = Lanes::splat(0.0) - (one_y + gx * dy + gy * dx);
        }
        let softening = Lanes::splat(SOFTENING);
        let (blocks_x, blocks_y) = (x.as_chunks::<BLOCK>().0, y.as_chunks::<BLOCK>().0);
        let blocks_mass = mass.as_chunks::<BLOCK>().0;
        for &other in near {
            let other = other as usize;
            let (xs, ys, masses) = (&blocks_x[other], &blocks_y[other], &blocks_mass[other]);
            for body in 0..BLOCK {
                let (body_x, body_y) = (Lanes::splat(xs[body]), Lanes::splat(ys[body]));
                let weight = Lanes::splat(masses[body]);
                for lane in 0..WIDTH {
                    let (dx, dy) = (at_x[lane] - body_x, at_y[lane] - body_y);
                    let push = weight / (dx * dx + dy * dy + softening);
                    sum_x[lane] += dx * push;
                    sum_y[lane] += dy * push;
                }
            }
        }
        let strength = Lanes::splat(self.strength);
        let (force_x, force_y) = (&mut self.force_x[own.clone()], &mut self.force_y[own.clone()]);
        let mass = &mass[own];
        for lane in 0..WIDTH {
            let at = lane * LANES;
            let factor = strength * load(&mass[at..]);
            store(factor * sum_x[lane], &mut force_x[at..]);
            store(factor * sum_y[lane], &mut force_y[at..]);
        }
    }
}

fn lanes_of<const WIDTH: usize>(values: &[f32]) -> [Lanes; WIDTH] {
    std::array::from_fn(|lane| load(&values[lane * LANES..]))
}

fn add(a: Complex, b: Complex) -> Complex {
    [a[0] + b[0], a[1] + b[1]]
}

fn sub(a: Complex, b: Complex) -> Complex {
    [a[0] - b[0], a[1] - b[1]]
}

fn scaled(a: Complex, by: f32) -> Complex {
    [a[0] * by, a[1] * by]
}

fn product(a: Complex, b: Complex) -> Complex {
    [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sum over all pairs, as the definition says.
    fn exact(points: Points<'_>, at: usize) -> [f64; 2] {
        let Points { x, y, mass } = points;
        let mut force = [0.0; 2];
        for other in 0..x.len() {
            let (dx, dy) = (f64::from(x[at]) - f64::from(x[other]), f64::from(y[at]) - f64::from(y[other]));
            let push =
                f64::from(mass[at]) * f64::from(mass[other]) / (dx * dx + dy * dy + f64::from(SOFTENING));
            force = [force[0] + dx * push, force[1] + dy * push];
        }
        force
    }

    /// The mean error of the forces is at most so much of their mean.
    #[track_caller]
    fn check(places: &[[f32; 2]], tolerance: f64) {
        let count = places.len();
        let (mut x, mut y) = (Vec::new(), Vec::new());
        for place in
            places.iter().chain(std::iter::repeat_n(&places[count - 1], count.wrapping_neg() % BLOCK))
        {
            x.push(place[0]);
            y.push(place[1]);
        }
        let mut mass: Vec<f32> = (0..count).map(|node| 1.0 + (node % 5) as f32).collect();
        mass.resize(x.len(), 0.0);
        let points = Points { x: &x, y: &y, mass: &mass };
        let (mut force_x, mut force_y) = (vec![0.0; x.len()], vec![0.0; x.len()]);
        Repulsion::default().set(points, 1.0, &mut force_x, &mut force_y);
        let size = |x: f64, y: f64| (x * x + y * y).sqrt();
        let (mut error, mut total) = (0.0, 0.0);
        for at in 0..count {
            let [right_x, right_y] = exact(points, at);
            error += size(f64::from(force_x[at]) - right_x, f64::from(force_y[at]) - right_y);
            total += size(right_x, right_y);
        }
        assert!(error <= tolerance * total, "{error} of {total}");
    }

    /// Along a curve through a disc that is denser in its middle.
    fn scattered(count: u32) -> Vec<[f32; 2]> {
        let along = |bits: u32| (bits >> 8) as f32 / 8_388_608.0 - 1.0;
        let (x, y): (Vec<f32>, Vec<f32>) = (0..count)
            .map(|i| [i.wrapping_mul(0xc13f_a9a9), i.wrapping_mul(0x91e1_0da5)].map(along))
            .map(|[x, y]| (x * (x * x + y * y) * 100.0, y * (x * x + y * y) * 100.0))
            .unzip();
        let mut curve = super::super::curve::Curve::default();
        curve.order(&x, &y).map(|at| [x[at as usize], y[at as usize]]).collect()
    }

    #[test]
    fn within_a_block_it_is_exact() {
        check(&scattered(16), 1e-5);
    }

    #[test]
    fn a_few_blocks_are_as_good_as_exact() {
        check(&scattered(100), 0.01);
    }

    #[test]
    fn thousands_of_points_are_within_three_percent() {
        check(&scattered(5000), 0.03);
    }

    #[test]
    fn coincident_points_are_no_trouble() {
        check(&[vec![[1.0, 1.0]; 100], vec![[2.0, 2.0]; 3]].concat(), 0.01);
    }

    #[test]
    fn points_on_a_line_are_no_trouble() {
        check(&(0..1000).map(|at| [at as f32, 0.0]).collect::<Vec<_>>(), 0.08);
    }
}
