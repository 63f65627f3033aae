//! Where ties are lost: each tie that is missing, and each that should not be there, put down to one cause.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Comparison, GoldDocument, GoldMention, Pair, Rate, Verdict};
use crate::interchange::{Edge, Interchange, Place};

/// Why a tie is missing, or is there and should not be. A tie with several causes is put down to the first of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// A name was not found.
    NameMissed,
    /// A name was found and taken for a nationality, an event or a work.
    KindMissed,
    /// A name that the gold does not have there, though it has it elsewhere.
    NameUnmarked,
    /// A name that the gold has nowhere.
    NameInvented,
    /// A name was taken for another entity than it is, which the node mostly stands for.
    Merged,
    /// A name stands for an entity apart, beside the node that has most of its mentions.
    Split,
    /// All is as in the gold but for where sentences end, or what of an article counts.
    Window,
}

impl Loss {
    fn words(self) -> &'static str {
        match self {
            Loss::NameMissed => "name not found",
            Loss::KindMissed => "found as NORP, EVENT or MISC",
            Loss::Merged => "wrongly merged",
            Loss::Split => "wrongly split",
            Loss::NameUnmarked => "a name, not marked there",
            Loss::NameInvented => "no name of the gold",
            Loss::Window => "sentence or zone differs",
        }
    }
}

/// Ties lost, by cause.
#[derive(Clone, Debug, Default)]
pub struct Losses {
    edges: Rate,
    /// For each cause the ties that are missing, then those that should not be there, each under who is at fault.
    by_cause: BTreeMap<Loss, [Blame; 2]>,
}

/// How many ties each name costs.
type Blame = BTreeMap<String, u32>;

impl Losses {
    /// Adds those of another document.
    pub fn add(&mut self, other: Losses) {
        self.edges.right += other.edges.right;
        self.edges.found += other.edges.found;
        self.edges.wanted += other.edges.wanted;
        for (cause, blames) in other.by_cause {
            let ours = self.by_cause.entry(cause).or_default();
            for (ours, theirs) in ours.iter_mut().zip(blames) {
                for (name, count) in theirs {
                    *ours.entry(name).or_insert(0) += count;
                }
            }
        }
    }

    fn blame(&mut self, cause: Loss, invented: bool, name: String) {
        let blames = self.by_cause.entry(cause).or_default();
        *blames[usize::from(invented)].entry(name).or_insert(0) += 1;
    }

    /// A table of causes, what F1 would be without each, and the `most` names that cost most.
    pub fn text(&self, most: usize) -> String {
        let mut out = format!(
            "  ties: {} right, {} found, {} in the gold, F1 {:.3}\n",
            self.edges.right,
            self.edges.found,
            self.edges.wanted,
            self.edges.f1()
        );
        for (cause, blames) in &self.by_cause {
            let [missing, wrong] = [0, 1].map(|side: usize| blames[side].values().sum::<u32>());
            let without = Rate {
                right: self.edges.right + missing,
                found: self.edges.found + missing - wrong.min(self.edges.found),
                wanted: self.edges.wanted,
            };
            let _ = writeln!(
                out,
                "  {:<30}{missing:>5} missing {wrong:>5} too many   F1 without {:.3}",
                cause.words(),
                without.f1()
            );
            for (blame, side) in
                blames.iter().zip(["missing", "too many"]).filter(|(blame, _)| !blame.is_empty())
            {
                let mut names: Vec<(&str, u32)> =
                    blame.iter().map(|(name, &count)| (name.as_str(), count)).collect();
                names.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
                let names: Vec<String> =
                    names.into_iter().take(most).map(|(name, count)| format!("{name} {count}")).collect();
                let _ = writeln!(out, "      {side}: {}", names.join("; "));
            }
        }
        out
    }
}

impl Comparison<'_> {
    /// Where ties are lost; `all` is the same graph with entities of all kinds. None where the gold does not say where
    /// names stand.
    pub fn losses(&self, all: &Interchange) -> Option<Losses> {
        let documents = self.gold.documents.as_ref().filter(|_| self.by_place)?;
        let (main, all) = (Found::new(self.graph), Found::new(all));
        let mut losses = Losses { edges: self.scores().edges, ..Losses::default() };
        let fate = |document: &str, mention: &GoldMention| self.fate(document, mention, &main, &all);
        let excuses = self.excuses(documents, fate);
        let right = self.right();
        for pair in self.gold.edges.keys().filter(|pair| !right.contains(pair)) {
            let (cause, entity) = match excuses.get(pair) {
                Some(&(_, Some(blamed))) => blamed,
                _ => (Loss::Window, pair.0),
            };
            losses.blame(cause, false, self.gold.entities[entity].label.clone());
        }
        for (index, edge) in self.graph.edges.iter().enumerate() {
            if let Some((cause, node)) = self.fault(index, edge, &main) {
                losses.blame(cause, true, self.graph.nodes[node].label.clone());
            }
        }
        Some(losses)
    }

    /// For each pair of entities named in one sentence, what is wrong with their names in the sentence where the least
    /// is: how many of the two were lost, and the first cause with the entity that it befell.
    fn excuses(
        &self,
        documents: &BTreeMap<String, GoldDocument>,
        fate: impl Fn(&str, &GoldMention) -> Option<Loss>,
    ) -> BTreeMap<Pair, (usize, Option<(Loss, usize)>)> {
        let mut excuses: BTreeMap<Pair, (usize, Option<(Loss, usize)>)> = BTreeMap::new();
        for (name, document) in documents {
            for sentence in &document.sentences {
                let inside =
                    |mention: &&GoldMention| sentence.start <= mention.start && mention.end <= sentence.end;
                let fates: Vec<(usize, Option<Loss>)> = document
                    .mentions
                    .iter()
                    .filter(inside)
                    .map(|mention| (mention.entity, fate(name, mention)))
                    .collect();
                for &a in &fates {
                    for &b in fates.iter().filter(|b| a.0 < b.0) {
                        let lost = [a, b].into_iter().filter_map(|(entity, cause)| Some((cause?, entity)));
                        let excuse = (lost.clone().count(), lost.min());
                        let best = excuses.entry((a.0, b.0)).or_insert(excuse);
                        *best = excuse.min(*best);
                    }
                }
            }
        }
        excuses
    }

    /// What went wrong with a name of the gold, if anything.
    fn fate(&self, document: &str, mention: &GoldMention, main: &Found, all: &Found) -> Option<Loss> {
        match main.at(document, mention.start, mention.end) {
            Some(node) => match self.matched.get(&node) {
                Some(&entity) if entity == mention.entity => None,
                Some(_) => Some(Loss::Merged),
                None => Some(Loss::Split),
            },
            None if all.at(document, mention.start, mention.end).is_some() => Some(Loss::KindMissed),
            None => Some(Loss::NameMissed),
        }
    }

    /// Why a tie should not be there, and the node at fault; none where it may be.
    fn fault(&self, index: usize, edge: &Edge, main: &Found) -> Option<(Loss, usize)> {
        let (a, b) = self.ends[index]?;
        match self.verdict(index)? {
            Verdict::Spurious => {
                let nobodies = [a, b].into_iter().filter(|node| !self.matched.contains_key(node));
                let shares = |node| self.overlaps.iter().any(|(other, ..)| other == node);
                nobodies.map(|node| (if shares(node) { Loss::Split } else { self.stray(node) }, node)).min()
            }
            Verdict::Wrong(_) => {
                let first = edge.evidence.first();
                Some(first.map_or((Loss::Window, a), |place| self.fault_in(place, a, b, main)))
            }
            Verdict::Right(_) | Verdict::Free => None,
        }
    }

    /// What a name of a node is where the gold has none.
    fn stray(&self, node: usize) -> Loss {
        let known = |name: &String| self.gold.entities.iter().any(|entity| entity.names.contains_key(name));
        if self.names[node].iter().any(known) { Loss::NameUnmarked } else { Loss::NameInvented }
    }

    /// Why two matched nodes appear together in a window in which their entities do not.
    fn fault_in(&self, window: &Place, a: usize, b: usize, main: &Found) -> (Loss, usize) {
        let documents = self.gold.documents.as_ref();
        let mentions =
            documents.and_then(|documents| documents.get(&window.doc)).map(|document| &document.mentions);
        for node in [a, b] {
            for &(start, end, _) in main.within(window).filter(|&&(.., of)| of == node) {
                let here = mentions.into_iter().flatten().filter(|gold| gold.start < end && start < gold.end);
                let here: Vec<usize> = here.map(|gold| gold.entity).collect();
                if here.is_empty() {
                    return (self.stray(node), node);
                }
                if !here.contains(&self.matched[&node]) {
                    return (Loss::Merged, node);
                }
            }
        }
        (Loss::Window, a)
    }
}

/// Where nodes are named.
struct Found(BTreeMap<String, Vec<(u32, u32, usize)>>);

impl Found {
    fn new(graph: &Interchange) -> Found {
        let mut found: BTreeMap<String, Vec<(u32, u32, usize)>> = BTreeMap::new();
        for (node, facts) in graph.nodes.iter().enumerate() {
            for place in &facts.occurrences {
                found.entry(place.doc.clone()).or_default().push((place.start, place.end, node));
            }
        }
        for places in found.values_mut() {
            places.sort_unstable();
        }
        Found(found)
    }

    /// The node named at a place: of several, the one that shares the most with it.
    fn at(&self, document: &str, start: u32, end: u32) -> Option<usize> {
        let places = self.0.get(document)?;
        let shared = |place: &&(u32, u32, usize)| end.min(place.1).saturating_sub(start.max(place.0));
        places.iter().filter(|place| shared(place) > 0).max_by_key(shared).map(|place| place.2)
    }

    fn within(&self, window: &Place) -> impl Iterator<Item = &(u32, u32, usize)> {
        let places = self.0.get(&window.doc).into_iter().flatten();
        places.filter(move |place| window.start <= place.0 && place.1 <= window.end)
    }
}
