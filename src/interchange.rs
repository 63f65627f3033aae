//! The graph as other programs read it: what `coterie analyze` prints and `window.coterie.graph()` gives.
//!
//! Offsets are Unicode code points of the decoded file.

use serde::{Deserialize, Serialize};

use crate::aliases::Entity;
use crate::cooccurrence::Window;
use crate::entities::{Kind, KindSet};
use crate::pipeline::Article;

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The file's name.
    pub doc: String,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

/// An entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// Unique in this graph: the name, with its kind in brackets where two entities share it.
    pub id: String,
    /// The full name.
    pub label: String,
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// Its other names.
    pub aliases: Vec<String>,
    /// How often it is named.
    pub mentions: u32,
    /// Where.
    pub occurrences: Vec<Place>,
}

/// A tie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    /// Id of one node.
    pub source: String,
    /// Id of the other.
    pub target: String,
    /// The number of windows that name both.
    pub weight: u32,
    /// The files that have such a window.
    pub documents: Vec<String>,
    /// The windows.
    pub evidence: Vec<Place>,
}

/// The graph.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interchange {
    /// Entities, most mentions first.
    pub nodes: Vec<Node>,
    /// Ties, in order of their ends.
    pub edges: Vec<Edge>,
}

/// The graph of `articles` (sorted, see [`crate::pipeline::sort`]) and their `entities` in one window.
pub fn build(articles: &[Article], entities: &[Entity], window: Window, kinds: KindSet) -> Interchange {
    let _ = (articles, entities, window, kinds);
    Interchange::default()
}
