//! Entities that were kept apart and may be one, by the likeness of their names.
//!
//! Each entity gives *blocking keys*, and is compared only with those that share one. Where one name would be part of
//! the other, the longer name *offers* the key and the shorter *asks* for it; otherwise both do both. A key that many
//! share says little: of those who offer it, the most mentioned are kept. Work is linear in entities, but for sorting.

use std::collections::BTreeSet;

use super::link::{Reason, succession};
use super::name::{self, PersonName, fold};
use super::parts::nicknames;
use super::table::Table;
use super::titles::{self, Sex};
use super::{Entity, variant};
use crate::entities::Kind;
use crate::entities::lexicon::{self, Listed};
use crate::order::InOrder;

/// Of those who offer a key, how many are kept; of those who ask for it too.
const MOST: usize = 6;

/// How many of an entity's names are looked at, most frequent first.
const NAMES: usize = 6;

/// Two entities, by index, the smaller first, and what they have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Separation {
    pub(super) one: u32,
    pub(super) other: u32,
    pub(super) likeness: Likeness,
}

/// What speaks for two entities' being one: the classes whose rightness is counted, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// The same words in another order.
    Order,
    /// The same full name with a nickname.
    Nickname,
    /// The same surname, and a forename that the other has as an initial.
    Initial,
    /// Letters differ as transliterations do.
    Transliteration,
    /// A letter or two differ.
    Slip,
    /// The same words for another kind.
    Kind,
    /// The initials.
    Acronym,
    /// The first or last words of a longer name.
    Short,
    /// Forename and surname, with other words between.
    Middle,
    /// A surname.
    Surname,
    /// A forename, where an article names both.
    Given,
}

impl Likeness {
    /// What to tell a person.
    pub(super) fn reason(self) -> Reason {
        match self {
            Likeness::Order => Reason::NameOrder,
            Likeness::Nickname => Reason::Nickname,
            Likeness::Initial => Reason::Initials,
            Likeness::Transliteration | Likeness::Slip => Reason::Variant,
            Likeness::Kind => Reason::OtherKind,
            Likeness::Acronym => Reason::Acronym,
            Likeness::Short => Reason::ShortForm,
            Likeness::Middle => Reason::MiddleName,
            Likeness::Surname | Likeness::Given => Reason::MostNamed,
        }
    }

    /// How often such two are the same, per mille.
    pub(super) fn sure(self) -> u16 {
        let (right, all) = self.counted();
        succession(right, all)
    }

    /// Of the pairs of this class in the development sets (see `measured.rs`), those that the
    /// annotation has as one, and all. Few are asked about, so what is rare is counted together with its like.
    fn counted(self) -> (u32, u32) {
        match self {
            Likeness::Order | Likeness::Nickname | Likeness::Initial | Likeness::Slip => (2, 2),
            Likeness::Transliteration => (5, 9),
            Likeness::Acronym | Likeness::Short => (13, 28),
            Likeness::Surname | Likeness::Given => (5, 15),
            Likeness::Kind | Likeness::Middle => (0, 2),
        }
    }
}

/// A key that an entity offers to others, asks others for, or both.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    likeness: Likeness,
    words: String,
    entity: u32,
    offers: bool,
    asks: bool,
}

/// Pairs of `entities` (most mentions first) whose names are alike, sorted, each with its surest likeness.
pub(super) fn find(entities: &[Entity]) -> Vec<Separation> {
    let table = Table::shipped();
    let names: Vec<Names> = entities.iter().map(|entity| Names::of(entity, &table)).collect();
    let mut keys = Vec::new();
    for (index, names) in names.iter().enumerate() {
        names.keys(index as u32, &mut keys);
    }
    keys.put_in_order(Ord::cmp);
    keys.dedup();
    let mut found = Vec::new();
    for block in keys.chunk_by(|one, next| (one.likeness, &one.words) == (next.likeness, &next.words)) {
        let offering: Vec<&Key> = block.iter().filter(|key| key.offers).take(MOST).collect();
        let asking: Vec<&Key> = block.iter().filter(|key| key.asks).take(MOST).collect();
        for short in asking {
            for long in &offering {
                let (one, other) = (short.entity.min(long.entity), short.entity.max(long.entity));
                let likeness = short.likeness;
                if one != other
                    && names[one as usize].may_be(&names[other as usize], likeness)
                    && (likeness != Likeness::Given || share_an_article(entities, one, other))
                {
                    found.push(Separation { one, other, likeness });
                }
            }
        }
    }
    found.put_in_order(Ord::cmp);
    found.dedup_by_key(|separation| (separation.one, separation.other));
    found
}

fn share_an_article(entities: &[Entity], one: u32, other: u32) -> bool {
    let mentions = |index: u32| &entities[index as usize].mentions;
    let (few, many) = (mentions(one), mentions(other));
    let (few, many) = if few.len() < many.len() { (few, many) } else { (many, few) };
    few.iter().any(|at| {
        let after = many.partition_point(|other| other.document < at.document);
        many.get(after).is_some_and(|other| other.document == at.document)
    })
}

/// The folded names of an entity.
#[derive(Debug)]
struct Names {
    kind: Kind,
    /// The shown name first.
    folded: Vec<String>,
    /// Its row in the table of aliases.
    row: Option<u32>,
    /// Of a person, what the title or the forename says.
    sex: Option<Sex>,
    /// Whether it is known by acronyms alone.
    acronym: bool,
}

impl Names {
    fn of(entity: &Entity, table: &Table) -> Self {
        let person = entity.kind == Kind::Person;
        let mut folded: Vec<String> = Vec::new();
        let mut acronym = !person;
        let aliases = entity.aliases.iter().map(|alias| &alias.surface);
        for surface in std::iter::once(&entity.name).chain(aliases) {
            let whole = fold(surface);
            let name = match entity.kind {
                Kind::Person => name::without_titles(&whole),
                Kind::Organisation => name::without_legal_form(&whole).unwrap_or(&whole),
                _ => &whole,
            };
            if name.is_empty() || folded.iter().any(|known| known == name) {
                continue;
            }
            acronym &= name::is_acronym(surface);
            folded.push(name.to_owned());
            if folded.len() == NAMES {
                break;
            }
        }
        let row = folded.first().filter(|_| !person).and_then(|name| table.row(name, true));
        let sex = || {
            let (key, title) = name::person_key(&fold(&entity.name), None);
            let forename = || PersonName::parse(&key).and_then(|name| titles::sex_of(name.given));
            title.and_then(|title| title.sex).or_else(forename)
        };
        Names { kind: entity.kind, sex: if person { sex() } else { None }, folded, row, acronym }
    }

    fn is_person(&self) -> bool {
        self.kind == Kind::Person
    }

    fn keys(&self, entity: u32, keys: &mut Vec<Key>) {
        let mut push = |likeness, words: String, offers, asks| {
            keys.push(Key { likeness, words, entity, offers, asks });
        };
        let one_word = self.folded.iter().all(|name| !name.contains(' '));
        for (rank, name) in self.folded.iter().enumerate() {
            let side = if self.is_person() { "p" } else { "o" };
            push(Likeness::Kind, name.clone(), true, true);
            if name.chars().count() > 4 {
                push(Likeness::Transliteration, format!("{side} {}", variant::skeleton(name)), true, true);
                for cut in cuts(name) {
                    push(Likeness::Slip, format!("{side} {cut}"), true, true);
                }
            }
            if !self.is_person() {
                if rank == 0 {
                    push(Likeness::Short, name.clone(), false, true);
                }
                if self.acronym && name.chars().count() > 2 {
                    push(Likeness::Acronym, name.clone(), false, true);
                }
                other_keys(self.kind, name, &mut push);
            } else if one_word {
                push(Likeness::Surname, name.clone(), false, true);
                push(Likeness::Given, name.clone(), false, true);
            } else {
                person_keys(name, &mut push);
            }
        }
    }

    /// Whether nothing in the names says that two are not one.
    fn may_be(&self, other: &Names, likeness: Likeness) -> bool {
        if self.is_person() != other.is_person() {
            return likeness == Likeness::Kind;
        }
        if self.row.is_some() && other.row.is_some() && self.row != other.row {
            return false;
        }
        if self.sex.is_some() && other.sex.is_some() && self.sex != other.sex {
            return false;
        }
        let pairs = || self.folded.iter().flat_map(|one| other.folded.iter().map(move |two| (one, two)));
        match likeness {
            Likeness::Kind => self.kind != other.kind,
            Likeness::Transliteration => pairs().any(|(one, two)| is_transliteration(one, two)),
            Likeness::Slip => pairs().any(|(one, two)| is_slip(one, two)),
            Likeness::Short => self.kind == other.kind,
            Likeness::Order => pairs().all(|(one, two)| one != two),
            _ => true,
        }
    }
}

fn person_keys(name: &str, push: &mut impl FnMut(Likeness, String, bool, bool)) {
    let Some(person) = PersonName::parse(name) else { return };
    let surname = person.surname.join(" ");
    let last = person.surname.last().copied().unwrap_or_default();
    for part in BTreeSet::from([surname.as_str(), last]).into_iter().filter(|_| !person.is_of_place()) {
        push(Likeness::Surname, part.to_owned(), true, false);
    }
    if person.ranked || person.generation.is_some() {
        return;
    }
    push(Likeness::Given, person.given.to_owned(), true, false);
    let initial = person.given.chars().next().unwrap_or_default();
    let short = person.given.chars().count() == 1;
    push(Likeness::Initial, format!("{initial} {surname}"), !short, short);
    for given in nicknames(person.given) {
        push(Likeness::Given, (*given).to_owned(), true, false);
        push(Likeness::Nickname, format!("{given} {surname}"), true, false);
    }
    push(Likeness::Nickname, format!("{} {surname}", person.given), false, true);
    if !person.middle.is_empty() {
        push(Likeness::Middle, format!("{} {surname}", person.given), true, true);
    }
    let mut words: Vec<&str> = name.split(' ').collect();
    if words.len() <= 3 {
        words.put_in_order(Ord::cmp);
        push(Likeness::Order, words.join(" "), true, true);
    }
}

fn other_keys(kind: Kind, name: &str, push: &mut impl FnMut(Likeness, String, bool, bool)) {
    for acronym in name::acronyms(name).into_iter().filter(|_| name.contains(' ')) {
        push(Likeness::Acronym, acronym, true, false);
    }
    let spaces: Vec<usize> = name.match_indices(' ').map(|(at, _)| at).collect();
    // A hotel, a river or a department of a place is not the place.
    let starts = if kind == Kind::Organisation { 2 } else { 0 };
    for &at in spaces.iter().take(starts) {
        push(Likeness::Short, name[..at].to_owned(), true, false);
    }
    if let Some(&at) = spaces.last() {
        match kind {
            Kind::Organisation => push(Likeness::Short, name[at + 1..].to_owned(), true, false),
            Kind::Place if matches!(&name[at + 1..], "city" | "island" | "islands") => {
                push(Likeness::Short, name[..at].to_owned(), true, false);
            }
            _ => {}
        }
    }
}

/// A name with each letter left out in turn, and whole: two names that share one differ in a letter or two (Mor and
/// Fraenkel, "A hash code method for detecting and correcting spelling errors", 1982). Long names are no slips.
fn cuts(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    if !(6..=32).contains(&letters.len()) {
        return Vec::new();
    }
    let without = |left_out: usize| {
        letters.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, letter)| letter).collect()
    };
    (0..=letters.len()).map(without).collect()
}

/// Words that are known as names of different things are no spellings of one another.
fn are_known(one: &str, other: &str) -> bool {
    let known = Listed::COUNTRY.and(Listed::CITY).and(Listed::GROUP).and(Listed::GIVEN_NAME);
    lexicon::listed(one).any(known) && lexicon::listed(other).any(known)
}

/// The words in which two names of as many words differ.
fn differing<'a>(one: &'a str, other: &'a str) -> Option<(&'a str, &'a str)> {
    if one.split(' ').count() != other.split(' ').count() || are_known(one, other) {
        return None;
    }
    let mut differing = one.split(' ').zip(other.split(' ')).filter(|(one, other)| one != other);
    let first = differing.next()?;
    (differing.next().is_none() && !are_known(first.0, first.1)).then_some(first)
}

fn is_transliteration(one: &str, other: &str) -> bool {
    let alike = |(one, other): (&str, &str)| {
        let shorter = one.len().min(other.len());
        shorter > 3
            && variant::skeleton(one) == variant::skeleton(other)
            && variant::distance(one, other, shorter / 3).is_some()
    };
    differing(one, other).is_some_and(alike)
}

fn is_slip(one: &str, other: &str) -> bool {
    let digit = |word: &str| word.chars().any(|character| character.is_ascii_digit());
    let plural = |one: &str, other: &str| one.strip_suffix('s') == Some(other);
    differing(one, other).is_some_and(|(one, other)| {
        one.chars().count().min(other.chars().count()) > 4
            && !(digit(one) || digit(other) || plural(one, other) || plural(other, one))
            && one.chars().next() == other.chars().next()
            && variant::distance(one, other, 1).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str, slip: bool, transliteration: bool) {
        assert_eq!((is_slip(one, other), is_transliteration(one, other)), (slip, transliteration));
    }

    #[test]
    fn spellings_of_one_name() {
        check("angela merkel", "angela merckel", true, true);
        check("muammar gaddafi", "muammar qaddafi", false, true);
        check("iran", "iraq", false, false);
        check("airbus a320", "airbus a330", false, false);
        check("john smith", "joan smith", false, false);
        check("republican", "republicans", false, false);
    }
}
