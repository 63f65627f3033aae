//! Mentions whose entity is known, to entities with names, kinds and counts.

use std::collections::BTreeMap;

use super::inventory::{Inventory, Reading, Sense};
use super::name::fold;
use super::resolution::Roots;
use super::shown::{self, Written};
use super::table::Table;
use super::{Alias, Entity, MentionRef, Reason};
use crate::entities::Kind;
use crate::ids::DocumentId;

/// A mention with all that is known of it. Sorted, the mentions of one entity stand together in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Resolved {
    root: Sense,
    document: u32,
    mention: u32,
    reason: Reason,
}

/// Gathers the mentions of each root into an entity, sorted as [`super::resolve`] promises.
pub(super) fn gather(inventory: &Inventory, table: &Table, roots: &Roots) -> Vec<Entity> {
    let mut resolved: Vec<Resolved> = Vec::with_capacity(roots.iter().map(Vec::len).sum());
    for (document, roots) in roots.iter().enumerate() {
        for (mention, &(root, reason)) in roots.iter().enumerate() {
            resolved.push(Resolved { root, document: document as u32, mention: mention as u32, reason });
        }
    }
    resolved.sort_unstable();
    let entities = resolved
        .chunk_by(|one, next| one.root == next.root)
        .map(|mentions| entity(inventory, table, mentions))
        .collect();
    sorted(one_a_name(entities))
}

fn entity(inventory: &Inventory, table: &Table, mentions: &[Resolved]) -> Entity {
    let root = mentions[0].root;
    let reading = |at: &Resolved| &inventory.articles[at.document as usize][at.mention as usize];
    let mut votes = [0u64; 6];
    let mut names: Vec<(u32, u32, Reason)> = Vec::new();
    for at in mentions {
        let Reading { surface, sense, kind, vote } = *reading(at);
        votes[kind.index()] += vote;
        names.push((surface, sense.form(), at.reason));
    }
    names.sort_unstable();

    let row = inventory.forms[root.form() as usize]
        .row
        .filter(|_| !root.is_person())
        .and_then(|row| table.get(row));
    let kind = match row {
        Some(row) => row.kind,
        None if root.is_person() => Kind::Person,
        None => plurality(&votes),
    };

    // Each name as written, with the commonest reason for it.
    let written: Vec<(Written<'_>, Reason)> = names
        .chunk_by(|one, next| (one.0, one.1) == (next.0, next.1))
        .map(|chunk| {
            let reason = chunk
                .chunk_by(|one, next| one.2 == next.2)
                .max_by_key(|same| (same.len(), std::cmp::Reverse(same[0].2)))
                .map_or(Reason::FullName, |same| same[0].2);
            let name = Written {
                surface: &inventory.surfaces[chunk[0].0 as usize],
                key: &inventory.forms[chunk[0].1 as usize].key,
                count: chunk.len() as u32,
            };
            (name, reason)
        })
        .collect();
    let plain: Vec<Written<'_>> = written.iter().map(|(name, _)| name.clone()).collect();
    let (index, shown) = shown::choose(&plain, kind == Kind::Person);
    let name = row.map_or(shown, |row| row.name.to_owned());
    let shown_key = plain.get(index).map_or("", |name| name.key);

    let mut by_surface: BTreeMap<&str, (u32, Reason)> = BTreeMap::new();
    for (written, reason) in &written {
        let reason = match reason {
            _ if written.surface == name => Reason::FullName,
            _ if row.is_none() && written.key == shown_key => {
                if fold(written.surface) == written.key {
                    Reason::Spelling
                } else {
                    Reason::ShortForm
                }
            }
            reason => *reason,
        };
        by_surface.entry(written.surface).or_insert((0, reason)).0 += written.count;
    }
    // The shown name is among the names even where it is only written in capitals, or stands in the table alone.
    by_surface.entry(&name).or_insert((0, Reason::FullName));
    let mut aliases: Vec<Alias> = by_surface
        .into_iter()
        .map(|(surface, (mentions, reason))| Alias { surface: surface.to_owned(), mentions, reason })
        .collect();
    aliases.sort_by(|one, other| (other.mentions, &one.surface).cmp(&(one.mentions, &other.surface)));

    let mentions = mentions
        .iter()
        .map(|at| MentionRef { document: DocumentId(at.document), mention: at.mention })
        .collect();
    Entity { name, kind, aliases, mentions }
}

/// The kind with most votes, the earlier of two with as many.
fn plurality(votes: &[u64; 6]) -> Kind {
    let best = |best: Kind, kind: Kind| if votes[kind.index()] > votes[best.index()] { kind } else { best };
    // What is not a person's sense is no person, whatever single mentions say.
    Kind::ALL[1..].iter().copied().fold(Kind::Organisation, best)
}

/// Two entities of one kind that would show the same name are one: an [`EntityKey`](crate::ids::EntityKey) is of one
/// entity.
fn one_a_name(mut entities: Vec<Entity>) -> Vec<Entity> {
    entities.sort_by(|one, other| {
        (one.kind, &one.name, &one.mentions).cmp(&(other.kind, &other.name, &other.mentions))
    });
    let mut kept: Vec<Entity> = Vec::with_capacity(entities.len());
    for entity in entities {
        match kept.last_mut() {
            Some(last) if last.kind == entity.kind && last.name == entity.name => {
                last.mentions.extend(entity.mentions);
                last.mentions.sort_unstable();
                for alias in entity.aliases {
                    match last.aliases.iter_mut().find(|other| other.surface == alias.surface) {
                        Some(other) => other.mentions += alias.mentions,
                        None => last.aliases.push(alias),
                    }
                }
                last.aliases.sort_by(|one, other| {
                    (other.mentions, &one.surface).cmp(&(one.mentions, &other.surface))
                });
            }
            _ => kept.push(entity),
        }
    }
    kept
}

fn sorted(mut entities: Vec<Entity>) -> Vec<Entity> {
    entities.sort_by(|one, other| {
        (other.mentions.len(), &one.name, one.kind).cmp(&(one.mentions.len(), &other.name, other.kind))
    });
    entities
}
