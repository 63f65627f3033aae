//! Entities by name, as one types it: any case, no accents, any of the names, words begun and not finished.

use crate::aliases::{Entity, fold};
use crate::ids::EntityId;

/// The entities that `query` may mean, best first: those with a name that begins with it, then those with a later
/// word that does, then those that hold it anywhere; within each, most mentions first. An empty query gives all.
pub fn search(entities: &[Entity], query: &str, limit: usize) -> Vec<EntityId> {
    let query = fold(query);
    let mut found: Vec<(Place, usize)> = entities
        .iter()
        .enumerate()
        .filter_map(|(index, entity)| {
            let names =
                std::iter::once(&entity.name).chain(entity.aliases.iter().map(|alias| &alias.surface));
            names.filter_map(|name| place(&fold(name), &query)).min().map(|best| (best, index))
        })
        .collect();
    // Entities are sorted by mentions, so their index is the tie-break.
    found.sort_unstable();
    found.into_iter().take(limit).map(|(_, index)| EntityId(index as u32)).collect()
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
