//! Who stands for whom: nodes of a graph beside entities of its gold.

use std::collections::{BTreeMap, BTreeSet};

use super::matching::Overlaps;
use super::{Gold, GoldDocument, GoldEntity, Pair, normal};
use crate::interchange::{Interchange, Node, Place};

/// What a mention weighs in [`Overlaps`].
pub(super) const MENTION: i64 = 1000;
/// What a name that the gold has too weighs there: it decides between equals.
const SAME_NAME: i64 = 1;
/// What a name weighs there, beside its count, where only names are compared.
const NAME: i64 = 10;

/// A graph beside its gold: who stands for whom.
#[derive(Debug)]
pub struct Comparison<'a> {
    pub(super) graph: &'a Interchange,
    pub(super) gold: &'a Gold,
    /// Whether both say where names stand; names are compared otherwise.
    pub(super) by_place: bool,
    /// The names of each node, [`normal`].
    pub(super) names: Vec<BTreeSet<String>>,
    pub(super) overlaps: Overlaps,
    /// The entity of each node that has one.
    pub(super) matched: BTreeMap<usize, usize>,
    /// Nodes that stand for something optional.
    pub(super) ignored: BTreeSet<usize>,
    /// The ends of each edge of the graph, as indices of nodes; none for an edge to nowhere.
    pub(super) ends: Vec<Option<(usize, usize)>>,
}

/// What a tie of the graph is, beside the gold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The gold has it.
    Right(Pair),
    /// It counts neither way.
    Free,
    /// Both ends stand for entities, between which the gold has no tie.
    Wrong(Pair),
    /// An end stands for no entity.
    Spurious,
}

impl<'a> Comparison<'a> {
    /// Finds out which node stands for which entity.
    pub fn new(graph: &'a Interchange, gold: &'a Gold) -> Self {
        let of_node = |node: &Node| {
            let names = std::iter::once(&node.label).chain(&node.aliases).map(|name| normal(name));
            names.filter(|name| !name.is_empty()).collect()
        };
        let names: Vec<BTreeSet<String>> = graph.nodes.iter().map(of_node).collect();
        let by_place =
            gold.documents.is_some() && graph.nodes.iter().any(|node| !node.occurrences.is_empty());
        let overlaps = if by_place { by_places(graph, gold, &names) } else { by_names(gold, &names) };
        let matched = overlaps.assign();
        let mut only_optional: BTreeMap<usize, bool> = BTreeMap::new();
        for (node, entity, _) in overlaps.iter().filter(|(node, ..)| !matched.contains_key(node)) {
            *only_optional.entry(node).or_insert(true) &= gold.entities[entity].optional;
        }
        let ignored = matched
            .iter()
            .filter(|&(_, &entity)| gold.entities[entity].optional)
            .map(|(&node, _)| node)
            .chain(only_optional.into_iter().filter_map(|(node, only)| only.then_some(node)))
            .collect();
        let index: BTreeMap<&str, usize> =
            graph.nodes.iter().enumerate().map(|(index, node)| (node.id.as_str(), index)).collect();
        let end = |id: &String| index.get(id.as_str()).copied();
        let ends = graph.edges.iter().map(|edge| end(&edge.source).zip(end(&edge.target))).collect();
        Comparison { graph, gold, by_place, names, overlaps, matched, ignored, ends }
    }

    /// What a tie, by its index in the graph, is; none for one to nowhere.
    pub fn verdict(&self, edge: usize) -> Option<Verdict> {
        let (a, b) = (*self.ends.get(edge)?)?;
        Some(if self.ignored.contains(&a) || self.ignored.contains(&b) {
            Verdict::Free
        } else if let Some(pair) = self.pair(a, b) {
            if self.gold.edges.contains_key(&pair) {
                Verdict::Right(pair)
            } else if self.gold.free.contains(&pair) {
                Verdict::Free
            } else {
                Verdict::Wrong(pair)
            }
        } else {
            Verdict::Spurious
        })
    }

    /// The entities that no node stands for, most mentions first.
    pub fn missed(&self) -> Vec<&GoldEntity> {
        let reached: BTreeSet<usize> = self.matched.values().copied().collect();
        let entities = self.gold.entities.iter().enumerate();
        let mut missed: Vec<&GoldEntity> = entities
            .filter(|(index, entity)| !entity.optional && !reached.contains(index))
            .map(|(_, entity)| entity)
            .collect();
        missed.sort_by_key(|entity| std::cmp::Reverse(entity.mentions));
        missed
    }

    /// The ties that were rightly found.
    pub(super) fn right(&self) -> BTreeSet<Pair> {
        let right = |edge| match self.verdict(edge)? {
            Verdict::Right(pair) => Some(pair),
            _ => None,
        };
        (0..self.ends.len()).filter_map(right).collect()
    }

    /// The ties that were missed, with their weight, heaviest first.
    pub fn missing(&self) -> Vec<(&GoldEntity, &GoldEntity, u32)> {
        let right = self.right();
        let wanted = self.gold.edges.iter().filter(|(pair, _)| !right.contains(pair));
        let mut missing: Vec<(&GoldEntity, &GoldEntity, u32)> = wanted
            .map(|(&(a, b), &weight)| (&self.gold.entities[a], &self.gold.entities[b], weight))
            .collect();
        missing.sort_by_key(|&(.., weight)| std::cmp::Reverse(weight));
        missing
    }

    /// The nodes that stand for no entity, most mentions first.
    pub fn spurious(&self) -> Vec<&Node> {
        let nodes = self.graph.nodes.iter().enumerate();
        let mut spurious: Vec<&Node> = nodes
            .filter(|(index, _)| !self.matched.contains_key(index) && !self.ignored.contains(index))
            .map(|(_, node)| node)
            .collect();
        spurious.sort_by_key(|node| std::cmp::Reverse(node.mentions));
        spurious
    }

    /// The entities that two nodes stand for.
    pub(super) fn pair(&self, a: usize, b: usize) -> Option<Pair> {
        let (a, b) = (*self.matched.get(&a)?, *self.matched.get(&b)?);
        Some((a.min(b), a.max(b)))
    }
}

/// The mentions that nodes and entities share.
fn by_places(graph: &Interchange, gold: &Gold, names: &[BTreeSet<String>]) -> Overlaps {
    let mut overlaps = Overlaps::default();
    for (node, facts) in graph.nodes.iter().enumerate() {
        for place in &facts.occurrences {
            let document = gold.documents.as_ref().and_then(|documents| documents.get(&place.doc));
            if let Some(entity) = document.and_then(|document| nearest(document, place)) {
                overlaps.add(node, entity, MENTION);
            }
        }
    }
    for (node, entity, _) in same_names(gold, names) {
        if overlaps.has(node, entity) {
            overlaps.add(node, entity, SAME_NAME);
        }
    }
    overlaps
}

/// How often the names that nodes and entities share stand for the entity.
fn by_names(gold: &Gold, names: &[BTreeSet<String>]) -> Overlaps {
    let mut overlaps = Overlaps::default();
    for (node, entity, count) in same_names(gold, names) {
        overlaps.add(node, entity, MENTION * i64::from(count) + NAME);
    }
    overlaps
}

/// Each name that a node and an entity share, as node, entity and how often it stands for the entity.
fn same_names(gold: &Gold, names: &[BTreeSet<String>]) -> Vec<(usize, usize, u32)> {
    let mut entities: BTreeMap<&str, Vec<(usize, u32)>> = BTreeMap::new();
    for (index, entity) in gold.entities.iter().enumerate() {
        for (name, &count) in &entity.names {
            entities.entry(name).or_default().push((index, count));
        }
    }
    let mut same = Vec::new();
    for (node, names) in names.iter().enumerate() {
        for of_name in names.iter().filter_map(|name| entities.get(name.as_str())) {
            same.extend(of_name.iter().map(|&(entity, count)| (node, entity, count)));
        }
    }
    same
}

/// The entity of the mention that overlaps a place the most, by intersection over union.
fn nearest(document: &GoldDocument, place: &Place) -> Option<usize> {
    let mut best: Option<(u64, u64, usize)> = None;
    for mention in &document.mentions {
        let inner = u64::from(mention.end.min(place.end).saturating_sub(mention.start.max(place.start)));
        let outer = u64::from(mention.end.max(place.end).saturating_sub(mention.start.min(place.start)));
        if inner > 0 && best.is_none_or(|(i, o, _)| inner * o > i * outer) {
            best = Some((inner, outer, mention.entity));
        }
    }
    best.map(|(.., entity)| entity)
}
