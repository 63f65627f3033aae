//! How good a graph is: nodes, names, ties and evidence against a gold graph.
//!
//! Counted as the project's `score.py` counts, so that figures can be laid beside each other.
//!
//! ```text
//! gold.json → Annotation → Gold ─┐
//! Interchange ───────────────────┴ matching → Scores → report, floors
//! ```
//!
//! Each node stands for at most one gold entity and back, so that the mentions they share are as many as can be (CEAF).
//! Where the gold does not say where names stand, names are compared instead. What the gold marks optional is neither
//! rewarded nor punished.

mod comparison;
mod figures;
mod gold;
mod losses;
mod matching;
mod measures;
mod name;
pub mod report;

pub use comparison::{Comparison, Verdict};
pub use figures::{Figures, Measure, SETS, Set};
pub use gold::{Annotation, Gold, GoldDocument, GoldEntity, GoldMention, GoldSentence, Level, Pair};
pub use losses::{Loss, Losses};
pub use name::normal;

use crate::interchange::Interchange;

/// How many were rightly found, were found, and were there to be found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    /// Found, rightly.
    pub right: u32,
    /// Found, rightly or not.
    pub found: u32,
    /// There to be found.
    pub wanted: u32,
}

impl Rate {
    /// The share of what was found that is right, 0 to 1.
    pub fn precision(self) -> f64 {
        share(f64::from(self.right), f64::from(self.found))
    }

    /// The share of what there is that was found, 0 to 1.
    pub fn recall(self) -> f64 {
        share(f64::from(self.right), f64::from(self.wanted))
    }

    /// The harmonic mean of precision and recall, 0 to 1.
    pub fn f1(self) -> f64 {
        harmonic(self.precision(), self.recall())
    }
}

/// What was measured of a graph; shares are from 0 to 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    /// Entities.
    pub nodes: Rate,
    /// Of the mentions that count, the share that the matched nodes have.
    pub coverage: f64,
    /// B³ over mentions: whether those that are one entity are one node (recall) and those of a node one entity
    /// (precision).
    pub names: (f64, f64),
    /// Of the matched nodes, the share whose kind is right.
    pub kinds: f64,
    /// Ties.
    pub edges: Rate,
    /// Ties between matched nodes and entities only.
    pub edges_given_nodes: Rate,
    /// Of the ties found, those at a node that stands for no entity.
    pub spurious: u32,
    /// The cosine of the weights.
    pub cosine: f64,
    /// The weighted Jaccard index of the weights.
    pub jaccard: f64,
    /// Of the 20 heaviest ties found, the share that is among the 20 heaviest there are, ties in weight shared out;
    /// none where there are fewer.
    pub top20: Option<f64>,
    /// Of the windows given as evidence, the share whose sentences have both entities; none where none is given.
    pub evidence: Option<f64>,
}

impl Scores {
    /// F1 of [`Scores::names`].
    pub fn names_f1(&self) -> f64 {
        harmonic(self.names.0, self.names.1)
    }
}

/// `part` of `whole`; 0 of nothing.
fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn harmonic(one: f64, other: f64) -> f64 {
    share(2.0 * one * other, one + other)
}

/// The kinds that sets tell apart, of all that annotations tell apart; any other is its own.
fn coarse(kind: &str) -> &str {
    match kind {
        "PERSON" | "PER" => "PER",
        "ORG" | "ORGANIZATION" => "ORG",
        "GPE" | "LOC" | "LOCATION" | "FAC" | "FACILITY" => "LOC",
        "NORP" | "MISC" | "EVENT" | "PRODUCT" | "WORK_OF_ART" => "MISC",
        other => other,
    }
}

/// Measures `graph` against `gold`.
pub fn score(graph: &Interchange, gold: &Gold) -> Scores {
    Comparison::new(graph, gold).scores()
}
