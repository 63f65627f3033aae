//! Who may be meant by a shorter name.

use super::inventory::Sense;
use super::parts::Relation;

/// How many are remembered: where more share a name, nobody is foremost.
const MOST: usize = 12;

/// The entities that a shorter name may stand for, by the surest relation that any has to it.
#[derive(Clone, Debug, Default)]
pub(super) struct Candidates {
    relation: Option<Relation>,
    entities: Vec<Candidate>,
}

/// One of them.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    root: Sense,
    /// Where a longer name of it first stands.
    first: u32,
    /// How many mentions have a longer name of it.
    count: u32,
}

impl Candidates {
    /// Adds one who may be meant. A surer relation drives out the others.
    pub(super) fn add(&mut self, relation: Relation, root: Sense, first: u32, count: u32) {
        match self.relation {
            Some(known) if relation.tier() > known.tier() => return,
            Some(known) if relation.tier() == known.tier() => self.relation = Some(relation.min(known)),
            _ => {
                self.relation = Some(relation);
                self.entities.clear();
            }
        }
        let full = self.entities.len() == MOST;
        match self.entities.iter_mut().find(|candidate| candidate.root == root) {
            Some(candidate) => {
                candidate.first = candidate.first.min(first);
                candidate.count += count;
            }
            None if !full => self.entities.push(Candidate { root, first, count }),
            None => {}
        }
    }

    /// How they follow from the longer names.
    pub(super) fn relation(&self) -> Relation {
        self.relation.unwrap_or(Relation::Lead)
    }

    /// The only one, if there is one only.
    pub(super) fn only(&self) -> Option<Sense> {
        match self.entities[..] {
            [one] => Some(one.root),
            _ => None,
        }
    }

    /// Whether `root` is one of them.
    pub(super) fn has(&self, root: Sense) -> bool {
        self.entities.iter().any(|candidate| candidate.root == root)
    }

    /// The one whom a name that first stands at `short` introduces: the only one named in full before it, or the one
    /// named before all others and more often, or the one named more often than all others together.
    pub(super) fn introduced(&self, short: u32) -> Option<Sense> {
        let most = self.first(|candidate| (candidate.count, std::cmp::Reverse(candidate.root)))?;
        let all: u32 = self.entities.iter().map(|candidate| candidate.count).sum();
        if 2 * most.count > all {
            return Some(most.root);
        }
        let first = self.first(|candidate| std::cmp::Reverse(candidate.first))?;
        let mut others = self.entities.iter().filter(|candidate| candidate.root != first.root);
        others
            .all(|other| other.count < first.count || (first.first < short && short < other.first))
            .then_some(first.root)
    }

    /// The one who is named three times as often as any other.
    pub(super) fn foremost(&self) -> Option<Sense> {
        if self.entities.len() == MOST {
            return None;
        }
        let most = self.first(|candidate| (candidate.count, std::cmp::Reverse(candidate.root)))?;
        let mut others = self.entities.iter().filter(|candidate| candidate.root != most.root);
        others.all(|other| other.count * 3 <= most.count).then_some(most.root)
    }

    fn first<K: Ord>(&self, by: impl Fn(&Candidate) -> K) -> Option<Candidate> {
        self.entities.iter().copied().max_by_key(by)
    }
}
