//! Entities by name, as one types it: any case, no accents, any of the names, words begun and not finished.

use crate::aliases::{Entity, fold};
use crate::ids::EntityId;
use crate::order::InOrder;

/// The entities that `query` may mean, best first: those with a name that begins with it, then those with a later
/// word that does, then those that hold it anywhere; within each, most mentions first. An empty query gives all.
pub fn search(entities: &[Entity], query: &str) -> Vec<EntityId> {
    ranked(entities.iter().map(names), query)
}

fn names(entity: &Entity) -> impl Iterator<Item = &str> {
    std::iter::once(entity.name.as_str()).chain(entity.aliases.iter().map(|alias| alias.surface.as_str()))
}

/// The same over the names alone of entities that come with most mentions first.
pub fn ranked<'a, N>(entities: impl Iterator<Item = N>, query: &str) -> Vec<EntityId>
where
    N: IntoIterator<Item = &'a str>,
{
    let query = fold(query);
    let mut found: Vec<(Place, u32)> = entities
        .zip(0..)
        .filter_map(|(names, index)| {
            let best = names.into_iter().filter_map(|name| place(&fold(name), &query)).min()?;
            Some((best, index))
        })
        .collect();
    // Entities are sorted by mentions, so their index is the tie-break.
    found.put_in_order(Ord::cmp);
    found.into_iter().map(|(_, index)| EntityId(index)).collect()
}

/// Where in a name the query stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Start,
    Word,
    Inside,
}

fn place(name: &str, query: &str) -> Option<Place> {
    let mut hits = name.match_indices(query).map(|(at, _)| at).peekable();
    let first = *hits.peek()?;
    match first {
        0 => Some(Place::Start),
        _ if hits.any(|at| name[..at].ends_with(' ')) => Some(Place::Word),
        _ => Some(Place::Inside),
    }
}
