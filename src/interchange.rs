//! The graph as other programs read it: what `coterie analyze` prints and `window.coterie.graph()` gives.
//!
//! Offsets are Unicode code points of the decoded file.

use serde::{Deserialize, Serialize};

use crate::aliases::Entity;
use crate::cooccurrence::{self, Counting, Passage, Window};
use crate::entities::{Kind, KindSet};
use crate::ids::{DocumentId, EntityId, Span};
use crate::order::InOrder;
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
    /// Where references are counted: further windows, in which one or both are only referred to.
    #[serde(default)]
    pub references: Vec<Place>,
}

/// The graph.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interchange {
    /// Entities, most mentions first.
    pub nodes: Vec<Node>,
    /// Ties, in order of their ends.
    pub edges: Vec<Edge>,
}

/// The graph of `articles` (sorted, see [`crate::pipeline::sort`]) and their `entities` in one window, each counted.
pub fn build(articles: &[Article], entities: &[Entity], window: Window, kinds: KindSet) -> Interchange {
    build_by(articles, entities, &Counting { window, ..Counting::default() }, kinds)
}

/// The graph of `articles` (sorted, see [`crate::pipeline::sort`]) and their `entities`, counted as `counting` says.
pub fn build_by(
    articles: &[Article],
    entities: &[Entity],
    counting: &Counting<'_>,
    kinds: KindSet,
) -> Interchange {
    let ids = unique_ids(entities.iter().map(|entity| (entity.name.as_str(), entity.kind)));
    let place = |document: DocumentId, span: Span| {
        let document = &articles.get(document.index())?.document;
        let (start, end) = document.origin.code_points(span);
        Some(Place { doc: document.name.clone(), start, end })
    };
    let places = |windows: &[Passage]| -> Vec<Place> {
        windows.iter().filter_map(|window| place(window.document, window.span)).collect()
    };
    let kept = |id: EntityId| entities.get(id.index()).is_some_and(|entity| kinds.contains(entity.kind));
    let nodes = entities
        .iter()
        .zip(&ids)
        .filter(|(entity, _)| kinds.contains(entity.kind))
        .map(|(entity, id)| Node {
            id: id.clone(),
            label: entity.name.clone(),
            kind: entity.kind,
            aliases: entity
                .aliases
                .iter()
                .map(|alias| alias.surface.clone())
                .filter(|surface| *surface != entity.name)
                .collect(),
            mentions: entity.mentions.len() as u32,
            occurrences: entity
                .mentions
                .iter()
                .filter_map(|at| {
                    let mention = articles.get(at.document.index())?.mentions.get(at.mention as usize)?;
                    place(at.document, mention.span)
                })
                .collect(),
        })
        .collect();
    let edges = cooccurrence::count_by(articles, entities, counting)
        .into_iter()
        .filter(|pair| kept(pair.a) && kept(pair.b))
        .map(|pair| {
            let mut documents: Vec<DocumentId> =
                pair.passages.iter().map(|passage| passage.document).collect();
            documents.dedup();
            Edge {
                source: ids[pair.a.index()].clone(),
                target: ids[pair.b.index()].clone(),
                weight: pair.weight(),
                documents: documents
                    .into_iter()
                    .filter_map(|document| articles.get(document.index()))
                    .map(|article| article.document.name.clone())
                    .collect(),
                evidence: places(&pair.passages),
                references: places(&pair.referred),
            }
        })
        .collect();
    Interchange { nodes, edges }
}

/// For each entity its name, with its kind in brackets where another entity has the same.
pub(crate) fn unique_ids<'a>(entities: impl Iterator<Item = (&'a str, Kind)> + Clone) -> Vec<String> {
    let mut names: Vec<&str> = entities.clone().map(|(name, _)| name).collect();
    names.put_in_order(Ord::cmp);
    entities
        .map(|(name, kind)| {
            let first = names.partition_point(|&other| other < name);
            match names.get(first + 1) {
                Some(&next) if next == name => format!("{name} ({})", kind.code()),
                _ => name.to_owned(),
            }
        })
        .collect()
}
