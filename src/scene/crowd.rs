//! What is on the canvas so far, by cells, so that only what is near is looked at.

/// An upright box on screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rect {
    pub(super) low: [f32; 2],
    pub(super) high: [f32; 2],
}

/// A disc or a label.
pub(super) struct Taken {
    pub(super) rect: Rect,
    pub(super) node: u32,
    /// Of a disc; 0 for a label.
    pub(super) radius: f32,
}

/// What is on the canvas so far.
pub(super) struct Crowd {
    columns: usize,
    rows: usize,
    /// For each cell the last of its [`links`](Crowd::links).
    cells: Vec<u32>,
    /// What touches a cell, and the link before it: lists in one piece of memory, as there is a crowd for each frame.
    links: Vec<[u32; 2]>,
    taken: Vec<Taken>,
}

/// The end of a list.
const NONE: u32 = u32::MAX;

/// A cell's side in CSS pixels: about the width of a short name.
const CELL: f32 = 64.0;

impl Crowd {
    pub(super) fn new(viewport: [f32; 2]) -> Crowd {
        let [columns, rows] = viewport.map(|side| (side / CELL).clamp(0.0, 200.0) as usize + 1);
        Crowd { columns, rows, cells: vec![NONE; columns * rows], links: Vec::new(), taken: Vec::new() }
    }

    pub(super) fn add(&mut self, taken: Taken) {
        let number = self.taken.len() as u32;
        for cell in self.cells_of(&taken.rect, 0.0) {
            let before = std::mem::replace(&mut self.cells[cell], self.links.len() as u32);
            self.links.push([number, before]);
        }
        self.taken.push(taken);
    }

    /// The largest radius of what comes nearer to `rect` than `margin` and is not of `node`; `None` if nothing does.
    pub(super) fn largest(&self, rect: &Rect, margin: f32, node: u32) -> Option<f32> {
        self.near(rect, margin, node).map(|taken| taken.radius).reduce(f32::max)
    }

    /// Whether anything but what is of `node` comes nearer to `rect` than `margin`.
    pub(super) fn touches(&self, rect: &Rect, margin: f32, node: u32) -> bool {
        self.near(rect, margin, node).next().is_some()
    }

    fn near(&self, rect: &Rect, margin: f32, node: u32) -> impl Iterator<Item = &Taken> {
        let links = self.cells_of(rect, margin).flat_map(|cell| {
            let link = |at: u32| self.links.get(at as usize);
            std::iter::successors(link(self.cells[cell]), move |[_, before]| link(*before))
        });
        links
            .map(|[number, _]| &self.taken[*number as usize])
            .filter(move |taken| taken.node != node && rect.meets(&taken.rect, margin))
    }

    fn cells_of(&self, rect: &Rect, margin: f32) -> impl Iterator<Item = usize> + use<> {
        let (columns, last) = (self.columns, [self.columns - 1, self.rows - 1]);
        // Negative numbers become 0.
        let cell = |axis: usize, at: f32| ((at / CELL) as usize).min(last[axis]);
        let low = [0, 1].map(|axis| cell(axis, rect.low[axis] - margin));
        let high = [0, 1].map(|axis| cell(axis, rect.high[axis] + margin));
        (low[1]..=high[1]).flat_map(move |row| (low[0]..=high[0]).map(move |column| row * columns + column))
    }
}

impl Rect {
    pub(super) fn around([x, y]: [f32; 2], radius: f32) -> Rect {
        Rect { low: [x - radius, y - radius], high: [x + radius, y + radius] }
    }

    /// Whether the two come nearer than `margin`.
    pub(super) fn meets(&self, other: &Rect, margin: f32) -> bool {
        (0..2).all(|axis| {
            self.low[axis] < other.high[axis] + margin && other.low[axis] < self.high[axis] + margin
        })
    }

    pub(super) fn holds(&self, other: &Rect) -> bool {
        (0..2).all(|axis| self.low[axis] <= other.low[axis] && other.high[axis] <= self.high[axis])
    }
}
