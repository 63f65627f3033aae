//! People who go by a single name in a whole corpus: Cosette, Javert, Jim.
//!
//! In the news a person is named in full before the surname stands alone, in every article anew. Through a novel's
//! chapters most go by one name, and a full name that happens to stand in one chapter ("Jim Hornback") is another's.
//! Such a single name means one and the same everywhere: the full name that nearly all its longer names are, or nobody
//! but itself.

use std::collections::{BTreeMap, BTreeSet};

use super::inventory::{Inventory, Sense};
use super::name;
use super::parts::Relation;
use super::titles::Sex;
use crate::order::Gather;

/// In how many articles a single name must stand.
const ARTICLES: u32 = 5;

/// What is known of a single name.
#[derive(Clone, Copy, Debug, Default)]
struct Single {
    /// How many articles have it.
    articles: u32,
    /// How many of them have a longer name of which it is a part.
    introduced: u32,
    /// How many mentions have a longer name.
    longer: u32,
    /// The most frequent of those, and how many mentions it has.
    most: Option<(u32, Sense)>,
}

/// Each single name that stands without a full one in three quarters of its articles, and is eight times as frequent as
/// all full names of which it is a part together; with whom it means. With a courtesy title it means the same, unless
/// a woman shares her husband's name.
pub(super) fn names(
    inventory: &Inventory,
    parts: &[Vec<(Sense, Relation)>],
    counts: &[u32],
) -> BTreeMap<Sense, Sense> {
    let key = |sense: Sense| inventory.forms[sense.form() as usize].key.as_str();
    let of_full_name = |sense: Sense| {
        let full = sense.is_person() && name::courtesy(key(sense)).is_none();
        let parts = parts[sense.index()].iter().filter(move |_| full);
        let part = |relation| matches!(relation, Relation::Surname | Relation::Given);
        parts
            .filter(move |&&(part_of, relation)| part(relation) && !key(part_of).contains(' '))
            .map(|part| part.0)
    };
    let mut singles: BTreeMap<Sense, Single> = BTreeMap::new();
    for readings in &inventory.articles {
        let present: BTreeSet<Sense> = readings.iter().map(|reading| reading.sense).gather();
        let introduced: BTreeSet<Sense> = present.iter().copied().flat_map(of_full_name).gather();
        for &sense in present.iter().filter(|sense| sense.is_person() && !key(**sense).contains(' ')) {
            let single = singles.entry(sense).or_default();
            single.articles += 1;
            single.introduced += u32::from(introduced.contains(&sense));
        }
    }
    for long in (0..counts.len() as u32).map(Sense) {
        let count = counts[long.index()];
        for part in of_full_name(long).filter(|_| count > 0) {
            if let Some(single) = singles.get_mut(&part) {
                single.longer += count;
                single.most = single.most.max(Some((count, long)));
            }
        }
    }
    singles.retain(|sense, single| {
        single.articles >= ARTICLES
            && 4 * single.introduced <= single.articles
            && counts[sense.index()] >= 8 * single.longer
    });
    let mut found: BTreeMap<Sense, Sense> = BTreeMap::new();
    for (&sense, single) in &singles {
        let most = single.most.filter(|&(count, _)| count > 1 && 4 * count >= 3 * single.longer);
        found.insert(sense, most.map_or(sense, |(_, long)| long));
    }
    // For each, which sexes its courtesy titles say.
    let courtesies: Vec<(Sense, Sense, Sex)> = (0..counts.len() as u32)
        .map(Sense)
        .filter(|sense| sense.is_person() && counts[sense.index()] > 0)
        .filter_map(|sense| {
            let (courtesy, single) = name::courtesy(key(sense))?;
            Some((sense, Sense::new(inventory.form(single)?, true), courtesy.sex()))
        })
        .collect();
    let men: BTreeSet<Sense> =
        courtesies.iter().filter(|(.., sex)| *sex == Sex::Man).map(|&(_, single, _)| single).gather();
    for (titled, single, sex) in courtesies {
        if let Some(&root) = found.get(&single).filter(|_| sex == Sex::Man || !men.contains(&single)) {
            found.insert(titled, root);
        }
    }
    found
}
