//! The log applied, entry by entry in order of time, to the entities that the articles give by themselves.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::cast::{Cast, Index};
use super::{ArticleName, Decision, Entries, Entry, EntryId, Part, Place, Standing, Who};
use crate::aliases::{Entity, MentionRef, fold};
use crate::ids::{DocumentId, EntityKey, Fingerprint};
use crate::order::{Gather, InOrder};
use crate::pipeline::Article;
use crate::read::{Field, Metadata};

/// What became of an entry in these articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// The entities show it.
    Applied,
    /// What it speaks of is not in these articles.
    Waits,
    /// It contradicts these.
    Disputed(Vec<EntryId>),
    /// This later entry was decided against it.
    Overruled(EntryId),
}

/// The entities as the articles and the log have them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// Those that are drawn and counted, sorted as [`crate::aliases::resolve`] sorts them.
    pub entities: Vec<Entity>,
    /// Those that are hidden, sorted alike.
    pub hidden: Vec<Entity>,
    /// What became of each entry, in order of time.
    pub states: Vec<(EntryId, State)>,
    /// Those of which a person said that they are not one: kept apart, or split from each other.
    pub apart: BTreeSet<[EntityKey; 2]>,
    /// What articles say of themselves, where a person amended it.
    pub amended: BTreeMap<DocumentId, Metadata>,
}

/// Applies a log to `entities`, which the articles give by themselves ([`crate::aliases::resolve`]). Names that were
/// added ([`super::missed()`]) are among the articles' mentions already, and their metadata is what was read.
pub fn apply(articles: &[Article], entities: &[Entity], log: &Entries) -> Decided {
    if log.is_empty() {
        return Decided { entities: entities.to_vec(), ..Decided::default() };
    }
    let standings = log.standings();
    let shelf = OnceCell::new();
    // What names do not tell, entities do: two names of two logs may be one entity here. Then neither entry holds,
    // and all is replayed without them, until no further dispute turns up; each round finds at least one.
    let mut disputes: BTreeMap<EntryId, BTreeSet<EntryId>> = BTreeMap::new();
    loop {
        let mut replay = Replay {
            cast: Cast::new(articles, entities),
            articles,
            apart: Vec::new(),
            parted: Vec::new(),
            found: Vec::new(),
            amended: BTreeMap::new(),
            amended_by: BTreeMap::new(),
            shelf: &shelf,
            log,
        };
        let mut states = Vec::with_capacity(standings.len());
        for (id, standing) in &standings {
            let Some(entry) = log.get(*id) else { continue };
            let state = match (standing, disputes.get(id)) {
                (Standing::Overruled(by), _) => State::Overruled(*by),
                (Standing::Disputed(with), _) => State::Disputed(with.clone()),
                (Standing::Holds, Some(with)) => State::Disputed(with.iter().copied().collect()),
                (Standing::Holds, None) => replay.entry(*id, entry),
            };
            states.push((*id, state));
        }
        if replay.found.is_empty() {
            let apart = replay.told_apart();
            let Replay { cast, amended, .. } = replay;
            let (mut entities, mut hidden) = cast.into_entities();
            sort(&mut entities);
            sort(&mut hidden);
            return Decided { entities, hidden, states, apart, amended };
        }
        for (one, other) in replay.found {
            disputes.entry(one).or_default().insert(other);
            disputes.entry(other).or_default().insert(one);
        }
    }
}

fn sort(entities: &mut [Entity]) {
    entities.put_in_order(|one, other| {
        (other.mentions.len(), &one.name, one.kind).cmp(&(one.mentions.len(), &other.name, other.kind))
    });
}

struct Replay<'a> {
    cast: Cast<'a>,
    articles: &'a [Article],
    /// Those that are never to be one, and which entry says so.
    apart: Vec<(Index, Index, EntryId)>,
    /// What was split, and from what.
    parted: Vec<(Index, Index)>,
    /// Entries found to contradict each other.
    found: Vec<(EntryId, EntryId)>,
    /// What articles say of themselves now, and which entry says so.
    amended: BTreeMap<DocumentId, Metadata>,
    amended_by: BTreeMap<(DocumentId, Field), EntryId>,
    shelf: &'a OnceCell<Shelf<'a>>,
    log: &'a Entries,
}

/// The articles by content and by name.
struct Shelf<'a> {
    by_content: HashMap<Fingerprint, Vec<DocumentId>>,
    by_name: HashMap<&'a str, Vec<DocumentId>>,
}

impl<'a> Shelf<'a> {
    fn new(articles: &'a [Article]) -> Self {
        let mut shelf = Shelf { by_content: HashMap::new(), by_name: HashMap::new() };
        for (id, article) in (0..).map(DocumentId).zip(articles) {
            shelf.by_content.entry(article.document.fingerprint).or_default().push(id);
            shelf.by_name.entry(&article.document.name).or_default().push(id);
        }
        shelf
    }
}

impl Replay<'_> {
    fn entry(&mut self, id: EntryId, entry: &Entry) -> State {
        let done = match &entry.decision {
            Decision::Merge { of } => return self.merge(id, entry, of),
            Decision::Split { of, part, name } => self.split(id, of, part, name.as_deref()),
            Decision::Rename { of, to } => self.cast.find(of).map(|index| {
                let before = self.cast.member(index).renamed;
                if !self.disputes(id, entry, before) {
                    self.cast.rename(index, to, id);
                }
            }),
            Decision::Retype { of, to } => self.cast.find(of).map(|index| {
                let before = self.cast.member(index).retyped;
                if !self.disputes(id, entry, before) {
                    self.cast.retype(index, *to, id);
                }
            }),
            Decision::Hide { of } => self.cast.find(of).map(|index| self.cast.member(index).hidden = true),
            Decision::Restore { of } => {
                self.cast.find(of).map(|index| self.cast.member(index).hidden = false)
            }
            Decision::Apart(one, other) => self.keep_apart(id, one, other),
            Decision::Add { name, .. } => self.cast.is_written(name).then_some(()),
            Decision::Alias { of, name } => self.alias(id, of, name),
            Decision::Confirm { of, name } => self.confirm(id, of, name),
            Decision::Amend { of, field, to } => self.amend(id, entry, of, *field, to.as_ref()),
        };
        if done.is_some() { State::Applied } else { State::Waits }
    }

    /// Whether an entry contradicts what another did to the same entity, not knowing of it.
    fn disputes(&mut self, id: EntryId, entry: &Entry, before: Option<EntryId>) -> bool {
        let Some(before) = before.filter(|before| !entry.over.contains(before)) else { return false };
        let same = self.log.get(before).is_some_and(|other| match (&other.decision, &entry.decision) {
            (Decision::Rename { to, .. }, Decision::Rename { to: name, .. }) => to == name,
            (Decision::Retype { to, .. }, Decision::Retype { to: kind, .. }) => to == kind,
            (Decision::Amend { to, .. }, Decision::Amend { to: value, .. }) => to == value,
            _ => true,
        });
        if !same {
            self.found.push((before, id));
        }
        !same
    }

    fn merge(&mut self, id: EntryId, entry: &Entry, of: &[Who]) -> State {
        let mut indices: Vec<Index> = of.iter().filter_map(|who| self.cast.find(who)).collect();
        let found = indices.len();
        let mut among: BTreeSet<Index> = BTreeSet::new();
        indices.retain(|&index| among.insert(index));
        let (Some(&first), true) = (indices.first(), found > 1) else { return State::Waits };
        let against: Vec<EntryId> = self
            .apart
            .iter()
            .map(|&(one, other, by)| (self.cast.follow(one), self.cast.follow(other), by))
            .filter(|(one, other, by)| {
                one != other && among.contains(one) && among.contains(other) && !entry.over.contains(by)
            })
            .map(|(_, _, by)| by)
            .collect();
        if !against.is_empty() {
            return State::Disputed(against);
        }
        self.cast.join(first, &indices[1..], id);
        State::Applied
    }

    fn split(&mut self, id: EntryId, of: &Who, part: &Part, name: Option<&str>) -> Option<()> {
        let index = self.cast.find(of)?;
        let leaving = match part {
            Part::Whole => {
                let own = fold(&self.cast.entity(index).name);
                let mut by_name: BTreeMap<String, Vec<MentionRef>> = BTreeMap::new();
                for &at in &self.cast.entity(index).mentions {
                    by_name.entry(fold(&self.cast.words(at))).or_default().push(at);
                }
                // Something stays: where the shown name is written nowhere, what is named most.
                let stays = match by_name.remove(&own) {
                    Some(_) => None,
                    None => {
                        by_name.iter().max_by_key(|(_, mentions)| mentions.len()).map(|(key, _)| key.clone())
                    }
                };
                by_name.retain(|key, _| Some(key) != stays.as_ref());
                for (key, leaving) in &by_name {
                    let part = self.cast.part(index, leaving, part_key(id, key), None);
                    self.parted.push((index, part));
                }
                return (!by_name.is_empty()).then_some(());
            }
            Part::Name(written) => {
                let key = fold(written);
                // The shown name keeps the key: where it is to leave, all others do.
                let shown = fold(&self.cast.entity(index).name) == key;
                self.cast.mentions_named(index, |written| (*written == key) != shown)
            }
            Part::Doubtful(written) => {
                let key = fold(written);
                let doubtful = self.cast.entity(index).doubtful.iter().copied();
                doubtful.filter(|&at| fold(&self.cast.words(at)) == key).collect()
            }
            Part::Article(article) => {
                let within = self.documents(article);
                let mentions = self.cast.entity(index).mentions.iter().copied();
                mentions.filter(|at| within.contains(&at.document)).collect()
            }
            Part::Mention(place) => {
                let at = self.mention(place)?;
                let mentions = self.cast.entity(index).mentions.iter().copied();
                mentions.filter(|&mention| mention == at).collect()
            }
        };
        let some = !leaving.is_empty() && leaving.len() < self.cast.entity(index).mentions.len();
        if some {
            let part = self.cast.part(index, &leaving, part_key(id, ""), name);
            self.parted.push((index, part));
        }
        some.then_some(())
    }

    fn keep_apart(&mut self, id: EntryId, one: &Who, other: &Who) -> Option<()> {
        let (first, second) = (self.cast.find(one), self.cast.find(other));
        let (first, second) = match (first, second) {
            (Some(first), Some(second)) if first != second => (first, second),
            (None, None) => return None,
            (Some(both), _) | (None, Some(both)) => {
                // The one whose key it is stays, and the other's names leave.
                let (stays, leaves) = if self.cast.entity(both).key == other.key() || first.is_none() {
                    (other, one)
                } else {
                    (one, other)
                };
                let kept: BTreeSet<String> = names(stays).gather();
                let own = fold(&leaves.name);
                let gone: BTreeSet<String> =
                    names(leaves).filter(|name| *name == own || !kept.contains(name)).gather();
                let leaving = self.cast.mentions_named(both, |written| gone.contains(written));
                if leaving.is_empty() || leaving.len() == self.cast.entity(both).mentions.len() {
                    return None;
                }
                let key = if self.cast.has_key(leaves.key()) { part_key(id, "") } else { leaves.key() };
                (both, self.cast.part(both, &leaving, key, Some(&leaves.name)))
            }
        };
        self.apart.push((first, second, id));
        Some(())
    }

    fn alias(&mut self, id: EntryId, of: &Who, name: &str) -> Option<()> {
        let to = self.cast.find(of)?;
        let written = self.cast.written(name);
        for (from, mentions) in &written {
            self.cast.move_to(*from, to, mentions, id);
        }
        (!written.is_empty()).then_some(())
    }

    fn confirm(&mut self, id: EntryId, of: &Who, name: &str) -> Option<()> {
        let index = self.cast.find(of)?;
        let key = fold(name);
        let mentions = self.cast.mentions_named(index, |written| *written == key);
        self.cast.move_to(index, index, &mentions, id);
        (!mentions.is_empty()).then_some(())
    }

    fn amend(
        &mut self,
        id: EntryId,
        entry: &Entry,
        of: &ArticleName,
        field: Field,
        to: Option<&String>,
    ) -> Option<()> {
        let documents = self.documents(of);
        for &document in &documents {
            let before = self.amended_by.get(&(document, field)).copied();
            if self.disputes(id, entry, before) {
                continue;
            }
            let Some(article) = self.articles.get(document.index()) else { continue };
            let metadata = self.amended.entry(document).or_insert_with(|| article.document.metadata.clone());
            metadata.set(field, to.cloned());
            self.amended_by.insert((document, field), id);
        }
        (!documents.is_empty()).then_some(())
    }

    /// The keys of those that are kept apart or were parted, each pair in order.
    fn told_apart(&self) -> BTreeSet<[EntityKey; 2]> {
        let kept = self.apart.iter().map(|&(one, other, _)| (one, other));
        let key = |index: Index| self.cast.entity(self.cast.follow(index)).key;
        let pairs = kept.chain(self.parted.iter().copied()).map(|(one, other)| [key(one), key(other)]);
        pairs
            .filter(|[one, other]| one != other)
            .map(|[one, other]| [one.min(other), one.max(other)])
            .collect()
    }

    /// The documents that are this article: by content, or else by name.
    fn documents(&self, name: &ArticleName) -> BTreeSet<DocumentId> {
        let shelf = self.shelf.get_or_init(|| Shelf::new(self.articles));
        let same = shelf.by_content.get(&name.fingerprint);
        let found = same.or_else(|| shelf.by_name.get(name.file.as_str()));
        found.into_iter().flatten().copied().gather()
    }

    /// The mention at a place: of an article with that very content, since places of another say nothing.
    fn mention(&self, place: &Place) -> Option<MentionRef> {
        (0..).map(DocumentId).zip(self.articles).find_map(|(document, article)| {
            if article.document.fingerprint != place.article.fingerprint {
                return None;
            }
            let mention = article.mentions.partition_point(|mention| mention.span.start < place.at);
            let found = article.mentions.get(mention)?;
            let same = found.span.start == place.at && article.document.slice(found.span) == place.written;
            same.then_some(MentionRef { document, mention: mention as u32 })
        })
    }
}

fn names(who: &Who) -> impl Iterator<Item = String> {
    std::iter::once(&who.name).chain(&who.also).map(|name| fold(name))
}

/// The key of what an entry splits off: the same wherever the log is replayed.
fn part_key(by: EntryId, name: &str) -> EntityKey {
    EntityKey::new("part", &format!("{:016x} {name}", by.0))
}
