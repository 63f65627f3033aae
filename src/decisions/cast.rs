//! The entities as they are while the log is replayed: found by name, joined and parted.
//!
//! **Invariant:** every mention belongs to exactly one member, whatever is done.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{EntryId, Who};
use crate::aliases::{Alias, Entity, Link, MentionRef, Reason, fold};
use crate::entities::Kind;
use crate::ids::EntityKey;
use crate::order::{Gather, InOrder};
use crate::pipeline::Article;

/// A member's place in the cast. Stays what it is while the log is replayed.
pub(super) type Index = usize;

/// An entity, and what was decided on it.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) entity: Entity,
    pub(super) hidden: bool,
    /// The entries that named it and gave it its kind.
    pub(super) renamed: Option<EntryId>,
    pub(super) retyped: Option<EntryId>,
}

#[derive(Debug)]
pub(super) struct Cast<'a> {
    articles: &'a [Article],
    members: Vec<Member>,
    /// For each member that was joined to another, the other, or who that was joined to.
    joined: Vec<Cell<Option<Index>>>,
    by_key: HashMap<EntityKey, Index>,
    /// Members by any full name they have or had.
    by_name: HashMap<String, Vec<Index>>,
    /// Members by any name they go by, or did.
    by_surface: HashMap<String, Vec<Index>>,
    /// The same by folded names, once they are asked for: folding them all takes its time.
    by_fold: Option<HashMap<String, Vec<Index>>>,
}

impl<'a> Cast<'a> {
    pub(super) fn new(articles: &'a [Article], entities: &[Entity]) -> Self {
        let mut cast = Cast {
            articles,
            members: Vec::with_capacity(entities.len()),
            joined: Vec::with_capacity(entities.len()),
            by_key: HashMap::new(),
            by_name: HashMap::new(),
            by_surface: HashMap::new(),
            by_fold: None,
        };
        for entity in entities {
            cast.push(entity.clone());
        }
        cast
    }

    fn push(&mut self, entity: Entity) -> Index {
        let index = self.members.len();
        self.by_key.insert(entity.key, index);
        self.by_name.entry(entity.name.clone()).or_default().push(index);
        for alias in &entity.aliases {
            self.note_surface(&alias.surface, index);
        }
        self.members.push(Member { entity, hidden: false, renamed: None, retyped: None });
        self.joined.push(Cell::new(None));
        index
    }

    fn note_surface(&mut self, surface: &str, index: Index) {
        self.by_surface.entry(surface.to_owned()).or_default().push(index);
        if let Some(by_fold) = &mut self.by_fold {
            by_fold.entry(fold(surface)).or_default().push(index);
        }
    }

    pub(super) fn member(&mut self, index: Index) -> &mut Member {
        &mut self.members[index]
    }

    /// Whether a key is some member's, or was.
    pub(super) fn has_key(&self, key: EntityKey) -> bool {
        self.by_key.contains_key(&key)
    }

    pub(super) fn entity(&self, index: Index) -> &Entity {
        &self.members[index].entity
    }

    /// The members that have mentions, shown ones and hidden ones, in no order.
    pub(super) fn into_entities(self) -> (Vec<Entity>, Vec<Entity>) {
        let present = self.members.into_iter().filter(|member| !member.entity.mentions.is_empty());
        let (hidden, shown): (Vec<Member>, Vec<Member>) = present.partition(|member| member.hidden);
        let entity = |member: Member| member.entity;
        (shown.into_iter().map(entity).collect(), hidden.into_iter().map(entity).collect())
    }

    /// Whom a decision means: the one of that name and kind; else the one of that name; else the one most of whose
    /// mentions go by one of the names.
    pub(super) fn find(&self, who: &Who) -> Option<Index> {
        let by_key = self.by_key.get(&who.key()).map(|&index| self.follow(index));
        if by_key.is_some() || who.part.is_some() {
            return by_key;
        }
        let most = |indices: &[Index]| {
            let present = indices.iter().copied().filter(|&index| self.is_present(index));
            present.max_by_key(|&index| (self.entity(index).mentions.len(), std::cmp::Reverse(index)))
        };
        let by_name = self.by_name.get(&who.name).map_or(&[][..], Vec::as_slice);
        let named_so: Vec<Index> =
            by_name.iter().copied().filter(|&index| self.entity(index).name == who.name).collect();
        most(&named_so).or_else(|| most(by_name)).or_else(|| self.find_by_surface(who))
    }

    /// The member that one was joined to, if it was.
    pub(super) fn follow(&self, mut index: Index) -> Index {
        while let Some(next) = self.joined[index].get() {
            // The way is halved each time it is gone, so that long chains cost little.
            if let Some(after) = self.joined[next].get() {
                self.joined[index].set(Some(after));
            }
            index = next;
        }
        index
    }

    fn find_by_surface(&self, who: &Who) -> Option<Index> {
        let names: BTreeSet<&str> = std::iter::once(&who.name).chain(&who.also).map(String::as_str).gather();
        let mut candidates: Vec<Index> =
            names.iter().filter_map(|&name| self.by_surface.get(name)).flatten().copied().collect();
        candidates.put_in_order(Ord::cmp);
        candidates.dedup();
        let counted = candidates.into_iter().filter_map(|index| {
            let entity = self.entity(index);
            let so = entity.aliases.iter().filter(|alias| names.contains(alias.surface.as_str()));
            let count: usize = so.map(|alias| alias.mentions as usize).sum();
            (2 * count > entity.mentions.len()).then_some((count, std::cmp::Reverse(index)))
        });
        counted.max().map(|(_, index)| index.0)
    }

    fn is_present(&self, index: Index) -> bool {
        !self.entity(index).mentions.is_empty()
    }

    /// The members some mention of which is written so, but for case and accents, with those mentions.
    pub(super) fn written(&mut self, name: &str) -> Vec<(Index, Vec<MentionRef>)> {
        let key = fold(name);
        let by_fold = self.by_fold.get_or_insert_with(|| {
            let mut by_fold: HashMap<String, Vec<Index>> = HashMap::new();
            for (index, member) in self.members.iter().enumerate() {
                for alias in &member.entity.aliases {
                    by_fold.entry(fold(&alias.surface)).or_default().push(index);
                }
            }
            by_fold
        });
        let mut indices = by_fold.get(&key).cloned().unwrap_or_default();
        indices.put_in_order(Ord::cmp);
        indices.dedup();
        indices
            .into_iter()
            .map(|index| (index, self.mentions_named(index, |written| *written == key)))
            .filter(|(_, mentions)| !mentions.is_empty())
            .collect()
    }

    /// Whether any mention is written exactly so.
    pub(super) fn is_written(&self, name: &str) -> bool {
        let members = self.by_surface.get(name).map_or(&[][..], Vec::as_slice);
        members.iter().any(|&index| {
            self.entity(index).aliases.iter().any(|alias| alias.surface == name && alias.mentions > 0)
        })
    }

    /// The mentions of a member whose folded words pass.
    pub(super) fn mentions_named(&self, index: Index, test: impl Fn(&String) -> bool) -> Vec<MentionRef> {
        let mut known: HashMap<String, bool> = HashMap::new();
        let mentions = self.entity(index).mentions.iter().copied();
        mentions
            .filter(|&at| {
                let written = self.words(at);
                *known.entry(written).or_insert_with_key(|written| test(&fold(written)))
            })
            .collect()
    }

    /// A mention's own words, white space collapsed.
    pub(super) fn words(&self, at: MentionRef) -> String {
        let written = self.articles.get(at.document.index()).and_then(|article| {
            let mention = article.mentions.get(at.mention as usize)?;
            Some(article.document.slice(mention.span))
        });
        written.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Joins members to the first of them, which keeps its name, kind and key.
    pub(super) fn join(&mut self, target: Index, others: &[Index], by: EntryId) {
        let (mut mentions, mut doubtful, mut names) = (Vec::new(), Vec::new(), Vec::new());
        for &other in others.iter().filter(|&&other| other != target) {
            let entity = &mut self.members[other].entity;
            mentions.append(&mut entity.mentions);
            doubtful.append(&mut entity.doubtful);
            let aliases = std::mem::take(&mut entity.aliases).into_iter().filter(|alias| alias.mentions > 0);
            names.extend(aliases.map(|alias| (alias.surface, alias.mentions)));
            self.joined[other].set(Some(target));
        }
        self.members[target].entity.doubtful.append(&mut doubtful);
        self.members[target].entity.doubtful.put_in_order(Ord::cmp);
        self.give(target, &mentions);
        self.name_also(target, names, by, false);
    }

    fn give(&mut self, index: Index, mentions: &[MentionRef]) {
        let entity = &mut self.members[index].entity;
        entity.mentions.extend_from_slice(mentions);
        entity.mentions.put_in_order(Ord::cmp);
    }

    /// Counts further mentions of a member under names. Where `decided`, they are the member's because a person said
    /// so, even if they were before for another reason.
    fn name_also(&mut self, index: Index, names: Vec<(String, u32)>, by: EntryId, decided: bool) {
        let link = Link { reason: Reason::Decision(by.0), sure: 1000, seen: None };
        let entity = &self.members[index].entity;
        let surfaces = entity.aliases.iter().map(|alias| alias.surface.clone());
        let mut known: HashMap<String, usize> = surfaces.zip(0..).collect();
        for (surface, mentions) in names {
            let Some(&at) = known.get(&surface) else {
                self.note_surface(&surface, index);
                let aliases = &mut self.members[index].entity.aliases;
                known.insert(surface.clone(), aliases.len());
                aliases.push(Alias { surface, mentions, link });
                continue;
            };
            let entity = &mut self.members[index].entity;
            let alias = &mut entity.aliases[at];
            alias.mentions += mentions;
            if decided && alias.surface != entity.name {
                alias.link = link;
            }
        }
        sort(&mut self.members[index].entity.aliases);
    }

    /// Takes mentions from a member. Names that are written nowhere any more go, but for the one shown.
    fn take(&mut self, index: Index, leaving: &[MentionRef]) -> BTreeMap<String, (u32, Option<Link>)> {
        let mut names: BTreeMap<String, (u32, Option<Link>)> = BTreeMap::new();
        for &at in leaving {
            names.entry(self.words(at)).or_insert((0, None)).0 += 1;
        }
        let entity = &mut self.members[index].entity;
        let stays = |at: &MentionRef| leaving.binary_search(at).is_err();
        entity.mentions.retain(stays);
        entity.doubtful.retain(stays);
        for alias in &mut entity.aliases {
            if let Some((count, link)) = names.get_mut(&alias.surface) {
                alias.mentions = alias.mentions.saturating_sub(*count);
                *link = Some(alias.link);
            }
        }
        let name = entity.name.clone();
        entity.aliases.retain(|alias| alias.mentions > 0 || alias.surface == name);
        sort(&mut entity.aliases);
        names
    }

    /// Parts mentions (sorted, some but not all of a member's) from it, as a new member with this key. It is called
    /// `name`, or as the member where that name is written among them, or by the fullest of its own names.
    pub(super) fn part(
        &mut self,
        from: Index,
        leaving: &[MentionRef],
        key: EntityKey,
        name: Option<&str>,
    ) -> Index {
        let whole = self.entity(from).name.clone();
        let (kind, whole_key) = (self.entity(from).kind, fold(&whole));
        let names = self.take(from, leaving);
        let own = || {
            if names.contains_key(&whole) {
                return Some(whole.clone());
            }
            let capitals = |surface: &str| surface.chars().filter(|letter| letter.is_uppercase()).count();
            let fullest = names.iter().max_by_key(|(surface, (count, _))| {
                let rest = std::cmp::Reverse((capitals(surface), *surface));
                (surface.split(' ').count(), *count, rest)
            });
            fullest.map(|(surface, _)| surface.clone())
        };
        let name = name.map(str::to_owned).or_else(own).unwrap_or(whole);
        let shown = self.free_name(&name, kind, None);
        let own_key = fold(&name);
        let mut aliases: Vec<Alias> = names
            .into_iter()
            .map(|(surface, (mentions, link))| {
                // What said that it was the other says nothing now.
                let same = [&own_key, &whole_key].contains(&&fold(&surface));
                let link = link.filter(|_| !same).unwrap_or(Link::OWN);
                Alias { surface, mentions, link }
            })
            .collect();
        if !aliases.iter().any(|alias| alias.surface == shown) {
            aliases.push(Alias { surface: shown.clone(), mentions: 0, link: Link::OWN });
        }
        sort(&mut aliases);
        let mentions = leaving.to_vec();
        self.push(Entity { key, name: shown, kind, aliases, mentions, doubtful: Vec::new() })
    }

    /// Gives mentions of one member to another, by a person's word.
    pub(super) fn move_to(&mut self, from: Index, to: Index, leaving: &[MentionRef], by: EntryId) {
        if from == to {
            let entity = &mut self.members[to].entity;
            entity.doubtful.retain(|at| leaving.binary_search(at).is_err());
            let names: BTreeSet<String> = leaving.iter().map(|&at| self.words(at)).gather();
            self.name_also(to, names.into_iter().map(|name| (name, 0)).collect(), by, true);
            return;
        }
        let names = self.take(from, leaving);
        self.give(to, leaving);
        let names = names.into_iter().map(|(surface, (mentions, _))| (surface, mentions)).collect();
        self.name_also(to, names, by, true);
        if !self.is_present(from) {
            self.joined[from].set(Some(to));
        }
    }

    /// Shows a member under another name.
    pub(super) fn rename(&mut self, index: Index, name: &str, by: EntryId) {
        let name = self.free_name(name, self.entity(index).kind, Some(index));
        self.name_also(index, vec![(name.clone(), 0)], by, true);
        self.by_name.entry(name.clone()).or_default().push(index);
        self.members[index].entity.name = name;
        self.members[index].renamed = Some(by);
    }

    /// Makes a member one of another kind.
    pub(super) fn retype(&mut self, index: Index, kind: Kind, by: EntryId) {
        let name = self.free_name(&self.entity(index).name, kind, Some(index));
        if name != self.entity(index).name {
            self.name_also(index, vec![(name.clone(), 0)], by, true);
            self.by_name.entry(name.clone()).or_default().push(index);
        }
        let member = &mut self.members[index];
        member.entity.name = name;
        member.entity.kind = kind;
        member.retyped = Some(by);
    }

    /// `name`, or `name (2)` and so on where another of that kind has it: a name and a kind are of one entity.
    fn free_name(&self, name: &str, kind: Kind, own: Option<Index>) -> String {
        let taken = |name: &str| {
            self.by_name.get(name).is_some_and(|members| {
                members.iter().any(|&index| {
                    let entity = self.entity(index);
                    Some(index) != own && self.is_present(index) && entity.kind == kind && entity.name == name
                })
            })
        };
        if !taken(name) {
            return name.to_owned();
        }
        let mut numbered = (2..).map(|number: u32| format!("{name} ({number})"));
        numbered.find(|name| !taken(name)).unwrap_or_else(|| name.to_owned())
    }
}

fn sort(aliases: &mut [Alias]) {
    aliases.put_in_order(|one, other| (other.mentions, &one.surface).cmp(&(one.mentions, &other.surface)));
}
