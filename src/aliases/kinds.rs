//! Whether a name is a person's: settled for all mentions of a form together.
//!
//! A form has one sense in all articles unless both are clearly supported; then it has one sense in each article (Gale,
//! Church and Yarowsky, "One sense per discourse", 1992). A single name that ends full names of persons is theirs on
//! less evidence, and where their articles are all that have it, on none: "Leitch" is Kellie Leitch, whatever the
//! recogniser took it for.

use std::collections::{BTreeMap, BTreeSet};

use super::inventory::{Form, Inventory, Reading, Sense};
use super::name;
use crate::entities::Kind;
use crate::entities::lexicon::{self, Listed};
use crate::order::{Gather, InOrder};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Settled {
    Person,
    Other,
    ByArticle,
}

/// What is known of a form as a surname.
#[derive(Clone, Copy, Debug, Default)]
struct Surname {
    /// How many articles have it alone.
    alone: u32,
    /// How many of those have a full name that ends with it.
    introduced: u32,
    /// How many mentions have it after a courtesy title.
    called: u32,
    /// Whether a longer name of an organisation begins with it.
    firm: bool,
}

/// Settles the sense of every mention.
pub(super) fn settle(inventory: &mut Inventory) {
    let surnames = surnames(inventory);
    let settled: Vec<Settled> = inventory
        .forms
        .iter()
        .zip(0u32..)
        .map(|(form, index)| settle_form(form, surnames.get(&index)))
        .collect();
    for readings in &mut inventory.articles {
        settle_article(readings, &settled);
    }
}

/// The forms that full names of persons end with.
fn surnames(inventory: &Inventory) -> BTreeMap<u32, Surname> {
    let mut surnames: BTreeMap<u32, Surname> = BTreeMap::new();
    // For each form, the surname that it ends with if it is a person's.
    let mut last = vec![None; inventory.forms.len()];
    for (form, last) in inventory.forms.iter().zip(&mut last) {
        let person = form.votes[Kind::Person.index()];
        // Where somebody is from is no surname, and two joined are nobody.
        let joined = form.key.contains(" of ") || form.key.contains(" and ");
        let is_person = !joined && person > 0 && person >= strongest_other(form);
        let Some((_, word)) = form.key.rsplit_once(' ').filter(|_| is_person) else {
            continue;
        };
        *last = inventory.form(word);
        if let Some(surname) = *last {
            let called = name::courtesy(&form.key).map_or(0, |_| form.counts[Kind::Person.index()]);
            surnames.entry(surname).or_default().called += called;
        }
    }
    for form in &inventory.forms {
        let organisation = form.votes[Kind::Organisation.index()];
        if let Some((word, _)) =
            form.key.split_once(' ').filter(|_| 2 * organisation > form.votes.iter().sum())
            && let Some(surname) = inventory.form(word).and_then(|word| surnames.get_mut(&word))
        {
            surname.firm = true;
        }
    }
    for readings in &inventory.articles {
        let forms: BTreeSet<u32> = readings.iter().map(|reading| reading.sense.form()).gather();
        let introduced: BTreeSet<u32> = forms.iter().filter_map(|&form| last[form as usize]).gather();
        for form in forms {
            if let Some(surname) = surnames.get_mut(&form) {
                surname.alone += 1;
                surname.introduced += u32::from(introduced.contains(&form));
            }
        }
    }
    surnames
}

fn settle_article(readings: &mut [Reading], settled: &[Settled]) {
    let mut votes: Vec<(u32, u64, u64)> = readings
        .iter()
        .filter(|reading| settled[reading.sense.form() as usize] == Settled::ByArticle)
        .map(|reading| match reading.kind {
            Kind::Person => (reading.sense.form(), reading.vote, 0),
            _ => (reading.sense.form(), 0, reading.vote),
        })
        .collect();
    votes.put_in_order(Ord::cmp);
    let votes: Vec<(u32, bool)> = votes
        .chunk_by(|one, next| one.0 == next.0)
        .map(|chunk| {
            let (person, other) = chunk.iter().fold((0, 0), |sum, vote| (sum.0 + vote.1, sum.1 + vote.2));
            (chunk[0].0, person > other)
        })
        .collect();
    for reading in readings {
        let form = reading.sense.form();
        let person = match settled[form as usize] {
            Settled::Person => true,
            Settled::Other => false,
            Settled::ByArticle => {
                votes.binary_search_by_key(&form, |vote| vote.0).is_ok_and(|at| votes[at].1)
            }
        };
        reading.sense = Sense::new(form, person);
    }
}

fn strongest_other(form: &Form) -> u64 {
    form.votes[1..].iter().copied().max().unwrap_or(0)
}

fn settle_form(form: &Form, surname: Option<&Surname>) -> Settled {
    let person = form.votes[Kind::Person.index()];
    let other: u64 = form.votes[1..].iter().sum();
    let total = person + other;
    let person_count = form.counts[Kind::Person.index()];
    let other_count: u32 = form.counts[1..].iter().sum();
    // A name of the table is a person's only if it is one word and nearly always taken for a person's.
    if form.row.is_some() && (form.key.contains(' ') || person_count < 3 || person < 3 * other) {
        return Settled::Other;
    }
    if surname.is_some_and(|surname| is_surname_only(form, surname)) {
        return Settled::Person;
    }
    // Clearly supported: at least three mentions and a quarter of the votes.
    if person_count.min(other_count) >= 3 && person.min(other) * 4 >= total {
        return Settled::ByArticle;
    }
    // A surname of someone in the corpus is a person's on a fifth of the votes.
    if person >= strongest_other(form) || (surname.is_some() && person * 5 >= total) {
        return Settled::Person;
    }
    Settled::Other
}

/// Whether a form is nothing else than the surname of persons who are introduced where it stands, or who are often
/// called by it: no listed place or people, no acronym, and no first word of a firm.
fn is_surname_only(form: &Form, surname: &Surname) -> bool {
    let other: u32 = form.counts[1..].iter().sum();
    let all: u32 = other + form.counts[Kind::Person.index()];
    let listed = lexicon::listed(&form.key).any(Listed::COUNTRY.and(Listed::CITY).and(Listed::GROUP));
    if listed || surname.firm || 2 * form.acronyms >= all || form.row.is_some() {
        return false;
    }
    let place = form.votes[Kind::Place.index()] == strongest_other(form);
    2 * surname.introduced > surname.alone || surname.called >= 3 && (place || 3 * surname.called >= other)
}
