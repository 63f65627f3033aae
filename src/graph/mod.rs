//! The graph of entities, and the part of it that is shown.
//!
//! **Invariant:** a [`GraphView`] is a pure function of the graph and the [`ViewSettings`]; nothing is synchronised.

use serde::{Deserialize, Serialize};

use crate::cooccurrence::Window;
use crate::entities::{Kind, KindSet};
use crate::ids::{EntityId, EntityKey};

/// What a person chose to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewSettings {
    /// How near two names must stand to be tied.
    pub window: Window,
    /// Ties with fewer windows than this are left out. At least 1.
    pub least_weight: u32,
    /// The kinds of entity that are shown.
    pub kinds: KindSet,
    /// At most this many entities are shown, those with most mentions first.
    pub limit: u32,
    /// Show only this entity and those tied to it.
    pub focus: Option<EntityKey>,
}

impl Default for ViewSettings {
    fn default() -> Self {
        ViewSettings {
            window: Window::Sentence,
            least_weight: 1,
            kinds: KindSet::MAIN,
            limit: 400,
            focus: None,
        }
    }
}

/// An entity as drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeView {
    /// Survives the arrival of other documents.
    pub key: EntityKey,
    /// In the resolution this view was derived from.
    pub entity: EntityId,
    /// The full name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// How often the articles name it.
    pub mentions: u32,
    /// How many articles name it.
    pub documents: u32,
    /// To how many shown entities it is tied.
    pub degree: u32,
}

/// A tie as drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EdgeView {
    /// Index of one end in [`GraphView::nodes`], the smaller.
    pub a: u32,
    /// Index of the other end.
    pub b: u32,
    /// The number of windows that name both.
    pub weight: u32,
}

/// How much there is, beside what is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Articles read.
    pub documents: u32,
    /// Entities of the chosen kinds.
    pub entities: u32,
    /// Pairs of those entities with at least the least weight in the chosen window.
    pub ties: u32,
    /// The weight of the strongest tie in the chosen window, whatever the least weight.
    pub strongest: u32,
    /// Entities of each kind, in the order of [`Kind::ALL`], whatever kinds are chosen.
    pub by_kind: [u32; 6],
}

/// What is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GraphView {
    /// The entities shown, most mentions first.
    pub nodes: Vec<NodeView>,
    /// The ties between them, sorted by `(a, b)`.
    pub edges: Vec<EdgeView>,
    /// How much there is in all.
    pub totals: Totals,
    /// How many ties (of the chosen kinds and window) have weight 1, 2, 3, …; the last of at most 32 entries counts
    /// all beyond. For the histogram beside the least weight.
    pub weights: Vec<u32>,
}
