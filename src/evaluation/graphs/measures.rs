//! The measures of a graph, once it is known who stands for whom.

use std::collections::{BTreeMap, BTreeSet};

use super::comparison::MENTION;
use super::{Comparison, GoldDocument, Pair, Rate, Scores, Verdict, coarse, share};
use crate::interchange::{Edge, Place};

impl Comparison<'_> {
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
            let (count, pair) = match verdict {
                Verdict::Right(pair) => (&mut right, Some(pair)),
                Verdict::Wrong(pair) => (&mut wrong, Some(pair)),
                Verdict::Spurious => (&mut spurious, None),
                Verdict::Free => continue,
            };
            *count += 1;
            if let Some(pair) = pair {
                *weights.entry(pair).or_insert(0) += edge.weight;
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
