//! The graph of entities, and the part of it that is shown.
//!
//! **Invariant:** a [`GraphView`] is a pure function of the graph and the [`ViewSettings`]; nothing is synchronised.

mod communities;
mod entity_graph;

pub use communities::{communities, modularity};
pub use entity_graph::{EntityGraph, NodeFacts, Strength};

use petgraph::visit::EdgeRef;
use serde::{Deserialize, Serialize};

use crate::cooccurrence::Window;
use crate::copies::Counted;
use crate::entities::{Kind, KindSet};
use crate::ids::{EntityId, EntityKey};
use crate::layout::Mode;
use crate::order::sorted;

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
    /// How sentences, paragraphs and articles that are near-copies of each other are counted.
    pub copies: Counted,
    /// Whether words that stand for a name ("he", "the Russian leader") make ties, counted apart.
    pub references: bool,
    /// By what the picture is arranged. No [`GraphView`] depends on it.
    pub mode: Mode,
}

impl Default for ViewSettings {
    fn default() -> Self {
        ViewSettings {
            window: Window::Sentence,
            least_weight: 1,
            kinds: KindSet::MAIN,
            limit: 400,
            focus: None,
            copies: Counted::Each,
            references: false,
            mode: Mode::Balanced,
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
    /// Which of the shown graph's [`communities()`] it is of: 0 is the largest. Ties count by their weight, those
    /// without one by their references. 0 until [`find_communities`] has told.
    pub community: u32,
}

/// A tie as drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EdgeView {
    /// Index of one end in [`GraphView::nodes`], the smaller.
    pub a: u32,
    /// Index of the other end.
    pub b: u32,
    /// The number of windows that name both; 0 only where [`EdgeView::referred`] is not.
    pub weight: u32,
    /// The number of further windows in which one or both are only referred to; 0 unless
    /// [`ViewSettings::references`].
    pub referred: u32,
    /// The number of those windows that name one end, or both, through doubtful links alone: where it is all of the
    /// weight, the tie is drawn dashed.
    pub doubtful: u32,
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
    /// Sentences that are near-copies of one before them.
    pub copied_sentences: u32,
    /// Articles that are near-copies of one before them.
    pub copied_documents: u32,
    /// How many different days the articles are of, as far as they say.
    pub days: u32,
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

/// How many entries [`GraphView::weights`] has at most.
const HISTOGRAM: usize = 32;

/// The part of the graph that a person chose to see. `settings.window` is the caller's affair: `graph` is of one
/// window.
pub fn view(graph: &EntityGraph, settings: &ViewSettings) -> GraphView {
    let facts = |index: usize| &graph.graph()[petgraph::graph::NodeIndex::new(index)];
    let count = graph.graph().node_count();
    let focus = settings.focus.and_then(|key| graph.node(key));
    let chosen = |index: usize| settings.kinds.contains(facts(index).kind);
    let least = settings.least_weight.max(1);
    let ties = || {
        graph.graph().edge_references().map(|edge| {
            let (a, b) = (edge.source().index(), edge.target().index());
            (a.min(b), a.max(b), *edge.weight())
        })
    };

    let mut totals = Totals { documents: graph.documents(), ..Totals::default() };
    for index in 0..count {
        totals.by_kind[facts(index).kind.index()] += 1;
        totals.entities += u32::from(chosen(index));
    }
    let mut weights = Vec::new();
    for (_, _, strength) in ties().filter(|&(a, b, _)| chosen(a) && chosen(b)) {
        totals.ties += u32::from(strength.reaches(least));
        totals.strongest = totals.strongest.max(strength.weight);
        if strength.weight == 0 {
            continue;
        }
        let bin = (strength.weight as usize).min(HISTOGRAM);
        weights.resize(weights.len().max(bin), 0);
        weights[bin - 1] += 1;
    }

    // The focus is shown even when its kind is not: it was asked for by name.
    let visible = |index: usize| chosen(index) || Some(index) == focus;
    let mut shown: Vec<usize> = match focus {
        None => (0..count).filter(|&index| chosen(index)).collect(),
        Some(focus) => {
            let node = petgraph::graph::NodeIndex::new(focus);
            let mut around: Vec<usize> = graph
                .graph()
                .edges(node)
                .filter(|edge| edge.weight().reaches(least))
                .map(|edge| if edge.source() == node { edge.target() } else { edge.source() })
                .map(petgraph::graph::NodeIndex::index)
                .filter(|&index| chosen(index))
                .collect();
            around.push(focus);
            around
        }
    };
    let more_named = |a: &usize, b: &usize| facts(*b).mentions.cmp(&facts(*a).mentions).then(a.cmp(b));
    shown = sorted(shown, |a, b| (Some(*a) != focus).cmp(&(Some(*b) != focus)).then(more_named(a, b)));
    shown.truncate(settings.limit as usize);
    shown = sorted(shown, more_named);

    let mut place = vec![None; count];
    for (rank, &index) in shown.iter().enumerate() {
        place[index] = Some(rank as u32);
    }
    let mut nodes: Vec<NodeView> = shown
        .iter()
        .map(|&index| NodeView {
            key: graph.keys()[index],
            entity: EntityId(index as u32),
            name: facts(index).name.clone(),
            kind: facts(index).kind,
            mentions: facts(index).mentions,
            documents: facts(index).documents,
            degree: 0,
            community: 0,
        })
        .collect();
    let edges: Vec<EdgeView> = ties()
        .filter(|&(a, b, strength)| strength.reaches(least) && visible(a) && visible(b))
        .filter_map(|(a, b, Strength { weight, referred, doubtful })| {
            let (a, b) = (place[a]?, place[b]?);
            Some(EdgeView { a: a.min(b), b: a.max(b), weight, referred, doubtful })
        })
        .collect();
    let edges = sorted(edges, |one, other| (one.a, one.b).cmp(&(other.a, other.b)));
    for edge in &edges {
        nodes[edge.a as usize].degree += 1;
        nodes[edge.b as usize].degree += 1;
    }
    GraphView { nodes, edges, totals, weights }
}

/// Tells each node's [`NodeView::community`]. Apart from [`view`], which the page calls too, for a link's first picture:
/// the page has no room for it.
pub fn find_communities(view: &mut GraphView) {
    let ties: Vec<(u32, u32, u32)> =
        view.edges.iter().map(|edge| (edge.a, edge.b, edge.weight.max(edge.referred))).collect();
    let found = communities(view.nodes.len(), &ties);
    for (node, community) in view.nodes.iter_mut().zip(found) {
        node.community = community;
    }
}
