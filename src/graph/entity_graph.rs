//! The graph itself, on petgraph: built once for a corpus and a window, viewed many times.

use petgraph::graph::{NodeIndex, UnGraph};
use serde::{Deserialize, Serialize};

use crate::aliases::Entity;
use crate::cooccurrence::Cooccurrence;
use crate::entities::Kind;
use crate::ids::EntityKey;
use crate::order::sorted;

/// What a node is, without the articles: a shared finding has only this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeFacts {
    /// The full name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// How often the articles name it.
    pub mentions: u32,
    /// How many articles name it.
    pub documents: u32,
}

impl NodeFacts {
    /// The key of a node that has no articles: of its name and kind.
    pub fn key(&self) -> EntityKey {
        EntityKey::new(self.kind.code(), &self.name)
    }
}

/// How strong a tie is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Strength {
    /// The number of windows that name both.
    pub weight: u32,
    /// The number of further windows in which one or both are only referred to.
    pub referred: u32,
    /// How many of the windows that name both rest on doubtful links alone.
    pub doubtful: u32,
}

impl Strength {
    /// Whether there are `least` windows of either sort: the two are counted apart, and never added.
    pub fn reaches(self, least: u32) -> bool {
        self.weight.max(self.referred) >= least
    }
}

/// Entities and their ties in one window. Node weights are what [`view`](super::view) needs of an entity; edge
/// weights say how many windows there are, at least one.
#[derive(Clone, Debug, Default)]
pub struct EntityGraph {
    graph: UnGraph<NodeFacts, Strength>,
    keys: Vec<EntityKey>,
    documents: u32,
}

impl EntityGraph {
    /// The graph of a corpus of `documents` articles: node `i` is entity `i`.
    pub fn new(documents: usize, entities: &[Entity], cooccurrences: &[Cooccurrence]) -> Self {
        let nodes = entities
            .iter()
            .map(|entity| NodeFacts {
                name: entity.name.clone(),
                kind: entity.kind,
                mentions: entity.mentions.len() as u32,
                documents: entity.document_count(),
            })
            .collect();
        let ties = cooccurrences.iter().map(|pair| (pair.a.0, pair.b.0, pair.strength()));
        let keys = entities.iter().map(|entity| entity.key).collect();
        EntityGraph { keys, ..Self::from_facts(documents, nodes, ties) }
    }

    /// The graph of a finding that has no articles. Ties are `(node, node, strength)`; a tie to a node that is not
    /// there, to itself or of no weight is dropped, and of two ties between the same nodes the last stands.
    pub fn from_facts(
        documents: usize,
        nodes: Vec<NodeFacts>,
        ties: impl IntoIterator<Item = (u32, u32, Strength)>,
    ) -> Self {
        let ties = ties.into_iter();
        let mut graph = UnGraph::with_capacity(nodes.len(), ties.size_hint().0);
        let keys = nodes.iter().map(NodeFacts::key).collect();
        let count = nodes.len() as u32;
        for node in nodes {
            graph.add_node(node);
        }
        let ties: Vec<_> = ties
            .filter(|&(a, b, strength)| a != b && a < count && b < count && strength.reaches(1))
            .map(|(a, b, strength)| (a.min(b), a.max(b), strength))
            .collect();
        let ties = sorted(ties, |one, other| (one.0, one.1).cmp(&(other.0, other.1)));
        for chunk in ties.chunk_by(|left, right| (left.0, left.1) == (right.0, right.1)) {
            if let Some(&(a, b, strength)) = chunk.last() {
                graph.add_edge(NodeIndex::new(a as usize), NodeIndex::new(b as usize), strength);
            }
        }
        EntityGraph { graph, keys, documents: documents as u32 }
    }

    /// The graph, for algorithms: node `i` is entity `i`, and edges are in order of `(a, b)`, `a < b`.
    pub fn graph(&self) -> &UnGraph<NodeFacts, Strength> {
        &self.graph
    }

    /// How many articles it was counted in.
    pub fn documents(&self) -> u32 {
        self.documents
    }

    /// The key of each node, in order.
    pub fn keys(&self) -> &[EntityKey] {
        &self.keys
    }

    /// The node of a key.
    pub fn node(&self, key: EntityKey) -> Option<usize> {
        self.keys.iter().position(|&other| other == key)
    }
}
