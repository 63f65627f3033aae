//! The log: a history of changes, and the entries that stand after them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Decision;
use crate::ids;
use crate::order::{Gather, InOrder};

/// An entry of a log: its content, hashed, so that the same entry of two logs is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntryId(pub u64);

/// A decision with who made it, when and why. Entries are ordered by time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry {
    /// Milliseconds since 1970, at most [`LATEST`].
    pub at: u64,
    /// As the person calls themself; may be empty.
    pub author: String,
    /// What was decided.
    pub decision: Decision,
    /// Why, if they said.
    pub reason: Option<String>,
    /// The contradicting entries that stood in the log when this was decided: it was decided against them.
    pub over: BTreeSet<EntryId>,
}

/// The last moment an entry can have: the end of the year 9999.
pub const LATEST: u64 = 253_402_300_799_999;

impl Entry {
    /// Time, author, decision and reason, hashed; not what it was decided against.
    pub fn id(&self) -> EntryId {
        let content = (self.at, &self.author, &self.decision, &self.reason);
        // All of it is text and numbers: it can be written.
        EntryId(ids::fnv1a(serde_json::to_vec(&content).unwrap_or_default().into_iter()))
    }
}

/// Entries by id. Two sets are combined by uniting them: in whatever order and however often, the result is the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries(BTreeMap<EntryId, Entry>);

impl Entries {
    /// Puts an entry in.
    pub fn insert(&mut self, entry: Entry) {
        let over = entry.over.clone();
        self.0.entry(entry.id()).or_insert(entry).over.extend(over);
    }

    /// With an entry more.
    #[must_use]
    pub fn with(mut self, entry: Entry) -> Entries {
        self.insert(entry);
        self
    }

    /// Takes an entry out.
    pub fn remove(&mut self, id: EntryId) {
        self.0.remove(&id);
    }

    /// An entry by id.
    pub fn get(&self, id: EntryId) -> Option<&Entry> {
        self.0.get(&id)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Both together.
    #[must_use]
    pub fn combine(mut self, other: &Entries) -> Entries {
        other.0.values().cloned().for_each(|entry| self.insert(entry));
        self
    }

    /// All, in order of time.
    pub fn in_order(&self) -> Vec<(EntryId, &Entry)> {
        let mut entries: Vec<(EntryId, &Entry)> = self.0.iter().map(|(&id, entry)| (id, entry)).collect();
        entries.put_in_order(|one, other| (one.1, one.0).cmp(&(other.1, other.0)));
        entries
    }

    /// The entries that `decision` contradicts, among those that hold.
    pub fn against(&self, decision: &Decision) -> BTreeSet<EntryId> {
        let contradicted = self.0.iter().filter(|(_, entry)| entry.decision.contradicts(decision));
        contradicted.map(|(&id, _)| id).gather()
    }

    /// What each entry is worth beside the others, in order of time.
    ///
    /// Of two that contradict each other, the one that was decided against the other overrules it; where neither
    /// knew of the other, both are disputed, and neither holds.
    pub fn standings(&self) -> Vec<(EntryId, Standing)> {
        let entries = self.in_order();
        let mut standings = vec![Standing::Holds; entries.len()];
        let place: BTreeMap<EntryId, usize> = entries.iter().map(|&(id, _)| id).zip(0..).gather();
        // Once without disputes, to see who is overruled anyhow and so has nothing to dispute, and once with them.
        for with_disputes in [false, true] {
            let before = std::mem::replace(&mut standings, vec![Standing::Holds; entries.len()]);
            let disputes = if with_disputes { disputes(&entries, &before) } else { Vec::new() };
            for index in (0..entries.len()).rev() {
                if matches!(standings[index], Standing::Overruled(_)) {
                    continue;
                }
                if let Some(with) = disputes.get(index).filter(|with| !with.is_empty()) {
                    standings[index] =
                        Standing::Disputed(with.iter().map(|&other| entries[other].0).collect());
                    continue;
                }
                let (id, entry) = entries[index];
                // What it is decided against came before it, whatever a file says.
                for &over in entry.over.iter().filter_map(|over| place.get(over)) {
                    if over < index && entry.decision.voids(&entries[over].1.decision) {
                        standings[over] = Standing::Overruled(id);
                    }
                }
            }
        }
        entries.iter().map(|&(id, _)| id).zip(standings).collect()
    }
}

impl FromIterator<Entry> for Entries {
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Self {
        let mut all = Entries::default();
        entries.into_iter().for_each(|entry| all.insert(entry));
        all
    }
}

/// What an entry is worth beside the others of its log, whatever the articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It holds.
    Holds,
    /// This later entry was decided against it.
    Overruled(EntryId),
    /// It contradicts these ([`DISPUTES`] at most are listed), and none of them knew of the other.
    Disputed(Vec<EntryId>),
}

/// How many of those that an entry contradicts are listed: whoever settles some sees the next.
pub const DISPUTES: usize = 32;

/// For each entry that is not overruled, the first others of these that it contradicts while neither was decided
/// against the other.
fn disputes(entries: &[(EntryId, &Entry)], standings: &[Standing]) -> Vec<BTreeSet<usize>> {
    let mut by_subject: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let overruled = |index: usize| matches!(standings[index], Standing::Overruled(_));
    for (index, (_, entry)) in entries.iter().enumerate().filter(|&(index, _)| !overruled(index)) {
        for subject in entry.decision.subjects() {
            by_subject.entry(subject).or_default().push(index);
        }
    }
    let mut disputes = vec![BTreeSet::new(); entries.len()];
    for together in by_subject.values() {
        for (rank, &one) in together.iter().enumerate() {
            for &other in &together[rank + 1..] {
                if disputes[one].len().min(disputes[other].len()) >= DISPUTES {
                    continue;
                }
                let ((id, entry), (other_id, other_entry)) = (entries[one], entries[other]);
                let knew = entry.over.contains(&other_id) || other_entry.over.contains(&id);
                if !knew && entry.decision.contradicts(&other_entry.decision) {
                    for (of, with) in [(one, other), (other, one)] {
                        if disputes[of].len() < DISPUTES {
                            disputes[of].insert(with);
                        }
                    }
                }
            }
        }
    }
    disputes
}

/// One step of a log's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// A decision was made.
    Added(Box<Entry>),
    /// An entry was taken out.
    Dropped(EntryId),
    /// Another log's entries came in.
    Combined(Vec<Entry>),
}

/// All that was decided, as a history.
///
/// **Invariant:** the entries are a function of the changes; undo is one change fewer, and there are no inverses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Log {
    changes: Vec<Change>,
    /// The last undone stands last.
    undone: Vec<Change>,
}

impl Log {
    /// The entries that stand.
    pub fn entries(&self) -> Entries {
        let mut entries = Entries::default();
        for change in &self.changes {
            match change {
                Change::Added(entry) => entries.insert((**entry).clone()),
                Change::Dropped(id) => entries.remove(*id),
                Change::Combined(others) => others.iter().cloned().for_each(|entry| entries.insert(entry)),
            }
        }
        entries
    }

    /// Makes a change. What was undone can then no longer be done again.
    pub fn change(&mut self, change: Change) {
        self.changes.push(change);
        self.undone.clear();
    }

    /// Takes the last change back, and gives it.
    pub fn undo(&mut self) -> Option<&Change> {
        self.undone.push(self.changes.pop()?);
        self.undone.last()
    }

    /// Makes the change that was undone last once more, and gives it.
    pub fn redo(&mut self) -> Option<&Change> {
        self.changes.push(self.undone.pop()?);
        self.changes.last()
    }

    /// What [`undo`](Log::undo) would take back.
    pub fn last_change(&self) -> Option<&Change> {
        self.changes.last()
    }

    /// What [`redo`](Log::redo) would make again.
    pub fn last_undone(&self) -> Option<&Change> {
        self.undone.last()
    }

    /// An entry that was ever in the log: also one that was dropped, for words about the change that did.
    pub fn ever(&self, id: EntryId) -> Option<&Entry> {
        self.changes.iter().chain(&self.undone).find_map(|change| match change {
            Change::Added(entry) => (entry.id() == id).then_some(&**entry),
            Change::Combined(entries) => entries.iter().find(|entry| entry.id() == id),
            Change::Dropped(_) => None,
        })
    }

    /// An entry for a decision made now, against what it contradicts. Its time is later than that of all that stand,
    /// whatever the clock says, so that what is decided last comes last.
    pub fn entry(&self, decision: Decision, at: u64, author: &str, reason: Option<String>) -> Entry {
        let entries = self.entries();
        let latest = entries.0.values().map(|entry| entry.at + 1).max().unwrap_or(0);
        let over = entries.against(&decision);
        Entry { at: at.max(latest).min(LATEST), author: author.to_owned(), decision, reason, over }
    }
}
