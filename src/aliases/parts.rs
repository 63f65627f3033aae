//! Which shorter names a full name may go by. Strings alone decide here; [`super::resolution`] chooses among those
//! who share a shorter name.

use super::Reason;
use super::inventory::{Inventory, Sense};
use super::name::{self, PersonName};
use super::table::Table;

/// How a shorter name follows from a full one, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Relation {
    /// Middle names, a legal form or a class word left out, or a forename cut to its initial.
    Shorter,
    /// Initials of the full name, or an abbreviation that an article defines in brackets.
    Acronym,
    /// The surname alone.
    Surname,
    /// The forename alone.
    Given,
}

impl Relation {
    /// What to tell a person, for a match within the article or in the whole corpus.
    pub(super) fn reason(self, in_article: bool) -> Reason {
        match self {
            Relation::Shorter => Reason::ShortForm,
            Relation::Acronym => Reason::Acronym,
            Relation::Surname | Relation::Given if in_article => Reason::PartInArticle,
            Relation::Surname | Relation::Given => Reason::PartInCorpus,
        }
    }
}

/// The shorter names that occur in the corpus for a sense, sorted, without itself.
pub(super) fn parts(inventory: &Inventory, table: &Table, sense: Sense) -> Vec<(Sense, Relation)> {
    let key = inventory.forms[sense.form() as usize].key.as_str();
    let mut names: Vec<(String, Relation)> = Vec::new();
    if sense.is_person() {
        person_parts(inventory, key, &mut names);
    } else {
        other_parts(table, key, &mut names);
    }
    let mut parts: Vec<(Sense, Relation)> = names
        .into_iter()
        .filter_map(|(name, relation)| {
            let form = inventory.form(&name)?;
            let written = &inventory.forms[form as usize];
            let acronym = 2 * written.acronyms >= written.counts.iter().sum();
            let fits = relation != Relation::Acronym || acronym;
            (fits && form != sense.form()).then_some((Sense::new(form, sense.is_person()), relation))
        })
        .collect();
    parts.sort_unstable();
    parts.dedup_by_key(|part| part.0);
    parts
}

fn person_parts(inventory: &Inventory, key: &str, names: &mut Vec<(String, Relation)>) {
    let Some(person) = PersonName::parse(key) else { return };
    let surname = person.surname.join(" ");
    let last = person.surname.last().copied().unwrap_or_default();
    if let Some(generation) = person.generation {
        names.push((format!("{last} {generation}"), Relation::Shorter));
        names.push((format!("{} {generation}", person.given), Relation::Shorter));
        names.push((format!("{} {surname} {generation}", person.given), Relation::Shorter));
        // The son shares the father's name: only where the father is not named is the bare name the son's.
        let father = key.rsplit_once(' ').map_or(key, |(father, _)| father);
        if inventory.form(father).is_some() {
            return;
        }
        names.push((father.to_owned(), Relation::Shorter));
    }
    names.push((surname.clone(), Relation::Surname));
    names.push((last.to_owned(), Relation::Surname));
    if person.ranked {
        return;
    }
    names.push((person.given.to_owned(), Relation::Given));
    let initial = person.given.chars().next().unwrap_or_default();
    let middle: String = person.middle.iter().filter_map(|word| word.chars().next()).collect();
    names.push((format!("{initial} {surname}"), Relation::Shorter));
    if person.surname.len() > 1 {
        names.push((format!("{} {last}", person.given), Relation::Shorter));
    }
    if !person.middle.is_empty() {
        names.push((format!("{} {surname}", person.given), Relation::Shorter));
        names.push((format!("{} {middle} {surname}", person.given), Relation::Shorter));
        names.push((format!("{initial}{middle} {surname}"), Relation::Shorter));
        names.push((format!("{} {surname}", person.middle.join(" ")), Relation::Shorter));
        names.push((format!("{} {}", person.given, person.middle.join(" ")), Relation::Given));
    }
}

fn other_parts(table: &Table, key: &str, names: &mut Vec<(String, Relation)>) {
    let mut push_with_acronyms = |name: &str| {
        names.extend(name::acronyms(name).into_iter().map(|acronym| (acronym, Relation::Acronym)));
        names.push((name.to_owned(), Relation::Shorter));
        if let Some(short) = name::without_class_word(name) {
            names.push((short.to_owned(), Relation::Shorter));
        }
        if let Some(office) =
            name.strip_prefix("department of ").or_else(|| name.strip_prefix("ministry of "))
        {
            let class = if name.starts_with('d') { "department" } else { "ministry" };
            names.push((format!("{office} {class}"), Relation::Shorter));
        }
    };
    push_with_acronyms(key);
    if let Some(name) = name::without_legal_form(key) {
        push_with_acronyms(name);
    }
    // "U.S. Senate" is the Senate, where there is no other.
    for (at, _) in key.match_indices(' ') {
        if table.is_country(&key[..at]) && key[at + 1..].contains(char::is_alphabetic) {
            push_with_acronyms(&key[at + 1..]);
        }
    }
}
