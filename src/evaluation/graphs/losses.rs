//! Where ties are lost: each tie that is missing, and each that should not be there, put down to one cause.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Comparison, GoldMention, Pair, Rate, Verdict};
use crate::interchange::{Interchange, Place};

/// Why a tie is missing, or is there and should not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// A name was not found.
    NameMissed,
    /// A name was found and taken for a nationality, an event or a work.
    KindMissed,
    /// A name was taken for another entity than it is, with a name of that entity.
    Merged,
    /// A name stands for an entity apart, beside the node that has most of its mentions.
    Split,
    /// A name that the gold does not have.
    NameInvented,
    /// All is as in the gold but for where sentences end, or what of an article counts.
    Window,
}

impl Loss {
    /// All, in the order in which a tie with several is put down to one.
    pub const ALL: [Loss; 6] =
        [Loss::NameMissed, Loss::KindMissed, Loss::NameInvented, Loss::Merged, Loss::Split, Loss::Window];

    fn words(self) -> &'static str {
        match self {
            Loss::NameMissed => "name not found",
            Loss::KindMissed => "found as NORP, EVENT or MISC",
            Loss::Merged => "wrongly merged",
            Loss::Split => "wrongly split",
            Loss::NameInvented => "not a name in the gold",
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
        for cause in Loss::ALL {
            let Some(blames) = self.by_cause.get(&cause) else { continue };
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

/// What became of a name of the gold.
#[derive(Clone, Copy)]
enum Fate {
    /// It is a mention of the node that stands for its entity.
    Right,
    Lost(Loss),
}

impl Comparison<'_> {
    /// Where ties are lost; `all` is the same graph with entities of all kinds. None where the gold does not say where
    /// names stand.
    pub fn losses(&self, all: &Interchange) -> Option<Losses> {
        let documents = self.gold.documents.as_ref().filter(|_| self.by_place)?;
        let mut losses = Losses { edges: self.scores().edges, ..Losses::default() };
        let main = Found::new(self.graph);
        let all = Found::new(all);
        let found: std::collections::BTreeSet<Pair> = (0..self.graph.edges.len())
            .filter_map(|edge| match self.verdict(edge)? {
                Verdict::Right(pair) => Some(pair),
                _ => None,
            })
            .collect();

        // Ties that are missing: the sentence that shows them best says why.
        let mut reasons: BTreeMap<Pair, (usize, Loss, String)> = BTreeMap::new();
        for (name, document) in documents {
            for sentence in &document.sentences {
                let inside: Vec<&GoldMention> = document
                    .mentions
                    .iter()
                    .filter(|mention| sentence.start <= mention.start && mention.end <= sentence.end)
                    .collect();
                for a in &inside {
                    for b in inside.iter().filter(|b| a.entity < b.entity) {
                        let pair = (a.entity, b.entity);
                        if found.contains(&pair) || !self.gold.edges.contains_key(&pair) {
                            continue;
                        }
                        let fates = [a, b].map(|mention| (mention, self.fate(name, mention, &main, &all)));
                        let lost = fates.iter().filter_map(|(mention, fate)| match fate {
                            Fate::Right => None,
                            Fate::Lost(loss) => {
                                Some((*loss, self.gold.entities[mention.entity].label.clone()))
                            }
                        });
                        let lost: Vec<(Loss, String)> = lost.collect();
                        let rank = |loss: &Loss| Loss::ALL.iter().position(|other| other == loss);
                        let first = lost.iter().min_by_key(|(loss, _)| rank(loss)).cloned();
                        let (loss, label) = first
                            .unwrap_or_else(|| (Loss::Window, self.gold.entities[a.entity].label.clone()));
                        let reason = (lost.len(), loss, label);
                        let known = reasons.entry(pair).or_insert_with(|| reason.clone());
                        if reason.0 < known.0 {
                            *known = reason;
                        }
                    }
                }
            }
        }
        for pair in self.gold.edges.keys().filter(|pair| !found.contains(pair)) {
            let (_, loss, label) = reasons
                .remove(pair)
                .unwrap_or_else(|| (0, Loss::Window, self.gold.entities[pair.0].label.clone()));
            losses.blame(loss, false, label);
        }

        // Ties that should not be there.
        for (index, edge) in self.graph.edges.iter().enumerate() {
            let Some((a, b)) = self.ends[index] else { continue };
            let (loss, node) = match self.verdict(index) {
                Some(Verdict::Spurious) => {
                    let unmatched = [a, b].into_iter().filter(|node| !self.matched.contains_key(node));
                    let blamed = unmatched.map(|node| {
                        let shares = self.overlaps.iter().any(|(other, ..)| other == node);
                        (if shares { Loss::Split } else { Loss::NameInvented }, node)
                    });
                    let rank = |loss: &Loss| Loss::ALL.iter().position(|other| other == loss);
                    match blamed.min_by_key(|(loss, _)| rank(loss)) {
                        Some(blamed) => blamed,
                        None => continue,
                    }
                }
                Some(Verdict::Wrong(_)) => {
                    edge.evidence.first().map_or((Loss::Window, a), |place| self.fault(place, a, b, &main))
                }
                _ => continue,
            };
            losses.blame(loss, true, self.graph.nodes[node].label.clone());
        }
        Some(losses)
    }

    /// What became of a name of the gold.
    fn fate(&self, document: &str, mention: &GoldMention, main: &Found, all: &Found) -> Fate {
        match main.at(document, mention.start, mention.end) {
            Some(node) => match self.matched.get(&node) {
                Some(&entity) if entity == mention.entity => Fate::Right,
                Some(_) => Fate::Lost(Loss::Merged),
                None => Fate::Lost(Loss::Split),
            },
            None if all.at(document, mention.start, mention.end).is_some() => Fate::Lost(Loss::KindMissed),
            None => Fate::Lost(Loss::NameMissed),
        }
    }

    /// Why two matched nodes appear together in a window in which their entities do not.
    fn fault(&self, window: &Place, a: usize, b: usize, main: &Found) -> (Loss, usize) {
        let documents = self.gold.documents.as_ref();
        let mentions =
            documents.and_then(|documents| documents.get(&window.doc)).map(|document| &document.mentions);
        for node in [a, b] {
            for &(start, end, _) in main.within(window).filter(|&&(.., of)| of == node) {
                let here = mentions.into_iter().flatten().filter(|gold| gold.start < end && start < gold.end);
                let here: Vec<usize> = here.map(|gold| gold.entity).collect();
                if here.is_empty() {
                    return (Loss::NameInvented, node);
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
