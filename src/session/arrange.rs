//! Where the nodes of the shown graph stand, and which layout is under way.
//!
//! The picture of a graph is a function of corpus, log, settings and pins, and never of the way a person came to
//! them: in each mode the graph under default settings is laid out from nothing; under any other settings its nodes
//! start from where that layout put them. Decisions move nothing: what was there without them stays where it was, and
//! only what they part from it looks for a place. Articles that come to those that are shown already move little: what
//! was there starts from where it stood.

use std::collections::BTreeMap;

use super::timing::Times;
use crate::graph::{GraphView, ViewSettings};
use crate::ids::{EntityKey, Fingerprint};
use crate::layout::{LayoutRequest, Mode, Simulation};
use crate::order::Gather;
use crate::protocol;
use crate::scene;

/// Chooses the first places. Any constant would do; this one is the house number of the demo.
const SEED: u64 = 5;

/// Nodes and ties that a step of a layout handles, about ten milliseconds of work.
const STEP: usize = 60_000;

/// A layout of fewer nodes and ties than this is run to its end at once: it takes less than a blink.
const SMALL: usize = 3_000;

pub(super) type Places = BTreeMap<EntityKey, [f32; 2]>;

/// By what nodes are arranged, beside their ties.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    pub(super) mode: Mode,
    /// When entities are named: asked for by [`Mode::ByTime`] alone.
    pub(super) times: Times,
}

/// Where the nodes of a view stand, and the layout that moves them, if one is under way.
#[derive(Debug)]
pub(super) struct Arrangement {
    keys: Vec<EntityKey>,
    /// Nodes and ties.
    size: usize,
    motion: Motion,
}

#[derive(Debug)]
enum Motion {
    Fixed(Vec<[f32; 2]>),
    Layout(Box<Simulation>),
}

impl Arrangement {
    /// Begins the layout of a view. Nodes start where `places` has them; those in `pins` are held there.
    pub(super) fn new(view: &GraphView, plan: &Plan, places: &Places, pins: &Places) -> Self {
        let keys: Vec<EntityKey> = view.nodes.iter().map(|node| node.key).collect();
        let request = LayoutRequest {
            radii: view.nodes.iter().map(|node| scene::radius(node.mentions)).collect(),
            edges: view.edges.iter().map(|edge| (edge.a, edge.b, edge.weight as f32)).collect(),
            start: keys.iter().map(|key| pins.get(key).or_else(|| places.get(key)).copied()).collect(),
            pinned: keys.iter().map(|key| pins.contains_key(key)).collect(),
            seed: SEED,
            mode: plan.mode,
            kinds: view.nodes.iter().map(|node| node.kind.index() as u8).collect(),
            times: times(view, plan),
            ..LayoutRequest::default()
        };
        let motion = Motion::Layout(Box::new(Simulation::new(&request)));
        Arrangement { size: keys.len() + view.edges.len(), keys, motion }
    }

    /// The same, with every node that has a place held there: only those without one look for theirs.
    pub(super) fn beside(view: &GraphView, plan: &Plan, places: &Places, pins: &Places) -> Self {
        let mut held = places.clone();
        held.extend(pins);
        if view.nodes.iter().all(|node| held.contains_key(&node.key)) {
            return Self::fixed(view, &held);
        }
        Self::new(view, plan, &held, &held)
    }

    /// A view whose nodes stand where `places` has them, and stay there.
    pub(super) fn fixed(view: &GraphView, places: &Places) -> Self {
        let keys: Vec<EntityKey> = view.nodes.iter().map(|node| node.key).collect();
        let positions = keys.iter().map(|key| places.get(key).copied().unwrap_or_default()).collect();
        Arrangement { size: keys.len(), keys, motion: Motion::Fixed(positions) }
    }

    /// Whether the layout is done within a blink.
    pub(super) fn is_small(&self) -> bool {
        self.size < SMALL
    }

    pub(super) fn is_settled(&self) -> bool {
        match &self.motion {
            Motion::Fixed(_) => true,
            Motion::Layout(simulation) => simulation.settled(),
        }
    }

    /// A portion of the work.
    pub(super) fn step(&mut self) {
        let Motion::Layout(simulation) = &mut self.motion else { return };
        for _ in 0..(STEP / self.size.max(1)).max(1) {
            if !simulation.tick() {
                break;
            }
        }
    }

    /// The rest of the work.
    pub(super) fn finish(&mut self) {
        if let Motion::Layout(simulation) = &mut self.motion {
            simulation.run_to_end();
        }
    }

    /// Two numbers a node, in the view's order.
    pub(super) fn flat(&self) -> Vec<f32> {
        self.positions().iter().flatten().copied().collect()
    }

    /// Where each node stands.
    pub(super) fn places(&self) -> Places {
        self.keys.iter().copied().zip(self.positions().iter().copied()).gather()
    }

    /// Where the view's nodes stand, in its order.
    pub(super) fn positions(&self) -> &[[f32; 2]] {
        match &self.motion {
            Motion::Fixed(positions) => positions,
            Motion::Layout(simulation) => simulation.positions(),
        }
    }
}

/// When each node is named; NaN where no article says. Empty where nothing depends on it.
pub(super) fn times(view: &GraphView, plan: &Plan) -> Vec<f32> {
    if plan.mode != Mode::ByTime {
        return Vec::new();
    }
    view.nodes.iter().map(|node| plan.times.get(&node.key).copied().unwrap_or(f32::NAN)).collect()
}

/// A settled layout that other views start from, or that decisions change as little as they can.
#[derive(Clone, Debug)]
pub(super) struct Base {
    /// What it was laid out under.
    pub(super) settings: ViewSettings,
    /// The nodes that were held.
    pub(super) pins: Places,
    /// Where each node stands.
    pub(super) places: Places,
    /// What was laid out: see [`shape`].
    pub(super) shape: Fingerprint,
    /// The dates that were amended by hand, where it is arranged by these.
    pub(super) dates: Option<Fingerprint>,
}

/// What a layout of a view depends on beside its plan, in short: its entities and ties.
pub(super) fn shape(view: &GraphView) -> Fingerprint {
    let nodes: Vec<_> = view.nodes.iter().map(|node| (node.key, node.mentions, node.kind)).collect();
    Fingerprint::of(&protocol::encode(&(nodes, &view.edges)))
}

impl Base {
    /// Whether the view under these settings and pins is this layout as it is.
    pub(super) fn is_of(&self, settings: &ViewSettings, pins: &Places) -> bool {
        let held = self.pins == *pins || pins.iter().all(|(key, at)| self.places.get(key) == Some(at));
        self.settings == *settings && held
    }
}
