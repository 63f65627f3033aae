//! A graph against a gold graph: nodes and edges, precision and recall.
//!
//! Each system node is matched to at most one gold entity and back, largest overlap of mentions first. Entities and
//! ties that the gold marks optional are neither rewarded nor punished. (The project's own scorer assigns optimally;
//! on these sets the two agree to the second decimal.)
#![allow(dead_code)]

use std::collections::{BTreeMap, BTreeSet};

use coterie::interchange::Interchange;
use serde_json::Value;

/// Precision and recall of one thing.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Rate {
    pub(crate) right: usize,
    pub(crate) found: usize,
    pub(crate) wanted: usize,
}

impl Rate {
    /// The harmonic mean of precision and recall, 0 to 1.
    pub(crate) fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.wanted).max(1) as f64
    }
}

/// Nodes and edges of `graph` against `gold`, a parsed `gold.json`, at sentence level.
pub(crate) fn score(graph: &Interchange, gold: &Value) -> (Rate, Rate) {
    let entities = list(gold, "entities");
    let ids: BTreeMap<&str, usize> =
        entities.iter().enumerate().map(|(index, entity)| (text(entity, "id"), index)).collect();
    let optional = |index: usize| entities[index]["optional"].as_bool().unwrap_or(false);

    // Where the gold has names.
    let mut places: BTreeMap<&str, Vec<(u64, u64, usize)>> = BTreeMap::new();
    for document in list(gold, "documents") {
        let at = places.entry(text(document, "doc")).or_default();
        for mention in list(document, "sentences").iter().flat_map(|sentence| list(sentence, "mentions")) {
            if matches!(text(mention, "kind"), "name" | "NAM") {
                at.push((number(mention, "start"), number(mention, "end"), ids[text(mention, "entity")]));
            }
        }
    }

    // How many mentions each node shares with each entity.
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (node, facts) in graph.nodes.iter().enumerate() {
        for at in &facts.occurrences {
            let (start, end) = (u64::from(at.start), u64::from(at.end));
            let overlap = |other: &&(u64, u64, usize)| end.min(other.1).saturating_sub(start.max(other.0));
            let near = places.get(at.doc.as_str()).into_iter().flatten();
            if let Some(best) = near.filter(|other| overlap(other) > 0).max_by_key(overlap) {
                *shared.entry((node, best.2)).or_default() += 1;
            }
        }
    }
    let mut pairs: Vec<(usize, usize, usize)> =
        shared.iter().map(|(&(node, entity), &count)| (count, node, entity)).collect();
    pairs.sort_by_key(|&(count, node, entity)| (std::cmp::Reverse(count), node, entity));
    let mut of_node: BTreeMap<usize, usize> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (_, node, entity) in &pairs {
        if !of_node.contains_key(node) && taken.insert(*entity) {
            of_node.insert(*node, *entity);
        }
    }
    let ignored = |node: usize| match of_node.get(&node) {
        Some(&entity) => optional(entity),
        None => {
            let mut touched = pairs.iter().filter(|pair| pair.1 == node).peekable();
            touched.peek().is_some() && touched.all(|pair| optional(pair.2))
        }
    };
    let nodes = Rate {
        right: of_node.values().filter(|&&entity| !optional(entity)).count(),
        found: (0..graph.nodes.len()).filter(|&node| !ignored(node)).count(),
        wanted: (0..entities.len()).filter(|&entity| !optional(entity)).count(),
    };

    let mut wanted = BTreeSet::new();
    let mut free = BTreeSet::new();
    for edge in list(gold, "edges") {
        let (a, b) = (ids[text(edge, "a")], ids[text(edge, "b")]);
        let counts = edge["sentence_count"].as_u64().unwrap_or(0) > 0 && !optional(a) && !optional(b);
        if counts { &mut wanted } else { &mut free }.insert((a.min(b), a.max(b)));
    }
    let by_id: BTreeMap<&str, usize> =
        graph.nodes.iter().enumerate().map(|(index, node)| (node.id.as_str(), index)).collect();
    let mut edges = Rate { wanted: wanted.len(), ..Rate::default() };
    for edge in &graph.edges {
        let (a, b) = (by_id[edge.source.as_str()], by_id[edge.target.as_str()]);
        if ignored(a) || ignored(b) {
            continue;
        }
        let tie = of_node.get(&a).zip(of_node.get(&b)).map(|(&a, &b)| (a.min(b), a.max(b)));
        match tie {
            Some(tie) if wanted.contains(&tie) => {
                edges.right += 1;
                edges.found += 1;
            }
            Some(tie) if free.contains(&tie) => {}
            _ => edges.found += 1,
        }
    }
    (nodes, edges)
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn number(value: &Value, key: &str) -> u64 {
    value[key].as_u64().unwrap_or_default()
}
