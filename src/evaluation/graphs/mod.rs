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

mod figures;
mod gold;
mod losses;
mod matching;
mod name;
pub mod report;

pub use figures::{Figures, Measure, SETS, Set};
pub use gold::{Annotation, Gold, GoldDocument, GoldEntity, GoldMention, GoldSentence, Level, Pair};
pub use losses::{Loss, Losses};
pub use name::normal;

use std::collections::{BTreeMap, BTreeSet};

use crate::interchange::{Edge, Interchange, Node, Place};
use matching::Overlaps;

/// What a mention weighs in [`Overlaps`].
const MENTION: i64 = 1000;
/// What a name that the gold has too weighs there: it decides between equals.
const SAME_NAME: i64 = 1;
/// What a name weighs there, beside its count, where only names are compared.
const NAME: i64 = 10;

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

/// A graph beside its gold: who stands for whom.
#[derive(Debug)]
pub struct Comparison<'a> {
    graph: &'a Interchange,
    gold: &'a Gold,
    /// Whether both say where names stand; names are compared otherwise.
    by_place: bool,
    /// The names of each node, [`normal`].
    names: Vec<BTreeSet<String>>,
    overlaps: Overlaps,
    /// The entity of each node that has one.
    matched: BTreeMap<usize, usize>,
    /// Nodes that stand for something optional.
    ignored: BTreeSet<usize>,
    /// The ends of each edge of the graph, as indices of nodes; none for an edge to nowhere.
    ends: Vec<Option<(usize, usize)>>,
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
    fn pair(&self, a: usize, b: usize) -> Option<Pair> {
        let (a, b) = (*self.matched.get(&a)?, *self.matched.get(&b)?);
        Some((a.min(b), a.max(b)))
    }

    /// The measures.
    pub fn scores(&self) -> Scores {
        let verdicts: Vec<(Verdict, &Edge)> = self
            .graph
            .edges
            .iter()
            .enumerate()
            .filter_map(|(index, edge)| Some((self.verdict(index)?, edge)))
            .collect();
        let mut weights: BTreeMap<Pair, u32> = BTreeMap::new();
        let (mut right, mut wrong, mut spurious) = (0, 0, 0);
        for &(verdict, edge) in &verdicts {
            match verdict {
                Verdict::Right(pair) | Verdict::Wrong(pair) => {
                    *weights.entry(pair).or_insert(0) += edge.weight;
                }
                Verdict::Free => continue,
                Verdict::Spurious => {}
            }
            match verdict {
                Verdict::Right(_) => right += 1,
                Verdict::Wrong(_) => wrong += 1,
                Verdict::Spurious | Verdict::Free => spurious += 1,
            }
        }
        let reached: BTreeSet<usize> = self.matched.values().copied().collect();
        let between = self.gold.edges.keys().filter(|(a, b)| reached.contains(a) && reached.contains(b));
        let (cosine, jaccard) = self.weights(&weights);
        let core = |entity: &usize| !self.gold.entities[*entity].optional;
        Scores {
            nodes: Rate {
                right: self.matched.values().filter(|entity| core(entity)).count() as u32,
                found: (self.graph.nodes.len() - self.ignored.len()) as u32,
                wanted: (0..self.gold.entities.len()).filter(core).count() as u32,
            },
            coverage: self.coverage(),
            names: if self.by_place { self.b_cubed() } else { self.b_cubed_by_name() },
            kinds: self.kinds(),
            edges: Rate { right, found: right + wrong + spurious, wanted: self.gold.edges.len() as u32 },
            edges_given_nodes: Rate { right, found: right + wrong, wanted: between.count() as u32 },
            spurious,
            cosine,
            jaccard,
            top20: self.top(20, &verdicts),
            evidence: self.evidence(),
        }
    }

    fn mentions_that_count(&self) -> u32 {
        self.gold.entities.iter().filter(|entity| !entity.optional).map(|entity| entity.mentions).sum()
    }

    fn coverage(&self) -> f64 {
        let shared: i64 = self
            .matched
            .iter()
            .map(|(&node, &entity)| (&self.gold.entities[entity], self.overlaps.get(node, entity)))
            .filter(|(entity, _)| !entity.optional)
            .map(|(entity, overlap)| overlap.min(MENTION * i64::from(entity.mentions)))
            .sum();
        share(shared as f64 / MENTION as f64, f64::from(self.mentions_that_count()))
    }

    fn kinds(&self) -> f64 {
        let matched = self.matched.iter().map(|(&node, &entity)| (node, &self.gold.entities[entity]));
        let (mut right, mut all) = (0.0, 0.0);
        for (node, entity) in matched.filter(|(_, entity)| !entity.optional) {
            all += 1.0;
            right += f64::from(entity.kinds.contains(coarse(self.graph.nodes[node].kind.code())));
        }
        share(right, all)
    }

    /// Precision and recall of B³ over mentions.
    fn b_cubed(&self) -> (f64, f64) {
        let mut of_node: BTreeMap<usize, f64> = BTreeMap::new();
        for (node, _, overlap) in self.overlaps.iter() {
            *of_node.entry(node).or_insert(0.0) += (overlap / MENTION) as f64;
        }
        let (mut precision, mut recall, mut found) = (0.0, 0.0, 0.0);
        for (node, entity, overlap) in self.overlaps.iter() {
            let (shared, entity) = ((overlap / MENTION) as f64, &self.gold.entities[entity]);
            if !entity.optional && shared > 0.0 {
                precision += shared * shared / of_node[&node];
                recall += shared * shared / f64::from(entity.mentions);
                found += shared;
            }
        }
        (share(precision, found), share(recall, f64::from(self.mentions_that_count())).min(1.0))
    }

    /// The same over the names of each entity, where the gold does not say where they stand.
    fn b_cubed_by_name(&self) -> (f64, f64) {
        let core = || self.gold.entities.iter().enumerate().filter(|(_, entity)| !entity.optional);
        let mut owners: BTreeMap<&str, Vec<(usize, f64)>> = BTreeMap::new();
        for (index, entity) in core() {
            for (name, &count) in &entity.names {
                owners.entry(name).or_default().push((index, f64::from(count)));
            }
        }
        let mut nodes_of: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut clusters: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); self.names.len()];
        for (node, names) in self.names.iter().enumerate() {
            for name in names {
                nodes_of.entry(name).or_default().push(node);
                for &(entity, count) in owners.get(name.as_str()).into_iter().flatten() {
                    *clusters[node].entry(entity).or_insert(0.0) += count;
                }
            }
        }
        let (mut precision, mut recall, mut found, mut all) = (0.0, 0.0, 0.0, 0.0);
        for (index, entity) in core() {
            let whole: f64 = entity.names.values().map(|&count| f64::from(count)).sum();
            for (name, &count) in entity.names.iter().filter(|&(_, &count)| count > 0) {
                let count = f64::from(count);
                all += count;
                let has = |node: usize| clusters[node].get(&index).copied().unwrap_or(0.0);
                let nodes = nodes_of.get(name.as_str()).into_iter().flatten().copied();
                let Some(node) = nodes.rev().max_by(|&a, &b| has(a).total_cmp(&has(b))) else { continue };
                found += count;
                precision += count * share(has(node), clusters[node].values().sum());
                recall += count * share(has(node), whole);
            }
        }
        (share(precision, found), share(recall, all))
    }

    /// Cosine and weighted Jaccard index of the weights found and the gold's, over all pairs that either has.
    fn weights(&self, found: &BTreeMap<Pair, u32>) -> (f64, f64) {
        let gold = &self.gold.edges;
        let (mut dot, mut gold_square, mut found_square, mut least, mut most) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for pair in gold.keys().chain(found.keys().filter(|pair| !gold.contains_key(pair))) {
            let weight = |of: &BTreeMap<Pair, u32>| f64::from(of.get(pair).copied().unwrap_or(0));
            let (wanted, found) = (weight(gold), weight(found));
            dot += wanted * found;
            gold_square += wanted * wanted;
            found_square += found * found;
            least += wanted.min(found);
            most += wanted.max(found);
        }
        (share(dot, (gold_square * found_square).sqrt()), share(least, most))
    }

    /// The share of the `k` heaviest ties found that is among the `k` heaviest there are.
    fn top(&self, k: usize, verdicts: &[(Verdict, &Edge)]) -> Option<f64> {
        let mut wanted: Vec<u32> = self.gold.edges.values().copied().collect();
        wanted.sort_unstable_by(|a, b| b.cmp(a));
        let least = *wanted.get(k.checked_sub(1)?)?;
        let is_top = |verdict: &Verdict| match verdict {
            Verdict::Right(pair) => self.gold.edges[pair] >= least,
            _ => false,
        };
        let mut found: Vec<(u32, bool)> = verdicts
            .iter()
            .filter(|(verdict, _)| *verdict != Verdict::Free)
            .map(|(verdict, edge)| (edge.weight, is_top(verdict)))
            .collect();
        found.sort_by_key(|&(weight, _)| std::cmp::Reverse(weight));
        let right = |of: &mut dyn Iterator<Item = &(u32, bool)>| of.filter(|(_, top)| *top).count() as f64;
        let Some(&(cut, _)) = found.get(k - 1) else {
            return Some(right(&mut found.iter()) / k as f64);
        };
        // Of those that weigh the same at the cut, as many as would be expected.
        let above = found.partition_point(|&(weight, _)| weight > cut);
        let level = found.partition_point(|&(weight, _)| weight >= cut) - above;
        let expected = (k - above) as f64 * right(&mut found[above..above + level].iter()) / level as f64;
        Some((right(&mut found[..above].iter()) + expected) / k as f64)
    }

    fn evidence(&self) -> Option<f64> {
        let documents = self.gold.documents.as_ref()?;
        let (mut right, mut all, mut given) = (0.0, 0.0, false);
        for (edge, ends) in self.graph.edges.iter().zip(&self.ends) {
            given |= !edge.evidence.is_empty();
            let Some((a, b)) = ends.filter(|(a, b)| !self.ignored.contains(a) && !self.ignored.contains(b))
            else {
                continue;
            };
            let pair = self.pair(a, b);
            for place in &edge.evidence {
                all += 1.0;
                right += f64::from(pair.is_some_and(|pair| shows(documents, place, pair)));
            }
        }
        given.then(|| share(right, all))
    }
}

/// Whether a sentence of the gold that reaches into `place` has both entities.
fn shows(documents: &BTreeMap<String, GoldDocument>, place: &Place, (a, b): Pair) -> bool {
    let sentences = documents.get(&place.doc).into_iter().flat_map(|document| &document.sentences);
    sentences
        .filter(|sentence| sentence.start < place.end && place.start < sentence.end)
        .any(|sentence| sentence.entities.contains(&a) && sentence.entities.contains(&b))
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
