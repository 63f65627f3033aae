//! Which shorter names a full name may go by. Strings alone decide here; [`super::resolution`] chooses among those
//! who share a shorter name.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::inventory::{Form, Inventory, Sense};
use super::name::{self, PersonName};
use super::table::Table;
use super::titles::{Courtesy, Sex};
use crate::entities::Kind;
use crate::entities::lexicon::{self, Listed};
use crate::order::InOrder;

/// How a shorter name follows from a full one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Relation {
    /// A legal form, a class word, a country or an office's words left out or changed about.
    Shorter,
    /// Middle names left out.
    Middle,
    /// A forename, or a surname, cut to its initial.
    Initial,
    /// Another form of the forename before the surname.
    Nickname,
    /// The same two words in the other order.
    Order,
    /// An abbreviation that an article defines in brackets.
    Definition,
    /// Initials of the full name.
    Acronym,
    /// The surname after a courtesy title that goes with the full name.
    Titled,
    /// The same, where the article also calls the person by the forename: then it is more often a relative.
    Familiar,
    /// The surname alone.
    Surname,
    /// The forename alone.
    Given,
    /// The first word of an organisation's name.
    Lead,
}

impl Relation {
    /// Which relation drives out which, where a name has several: the smaller the greater.
    pub(super) fn tier(self) -> u8 {
        match self {
            Relation::Shorter
            | Relation::Middle
            | Relation::Initial
            | Relation::Nickname
            | Relation::Order => 0,
            Relation::Definition | Relation::Acronym => 1,
            Relation::Titled | Relation::Familiar => 2,
            Relation::Surname => 3,
            Relation::Given => 4,
            Relation::Lead => 5,
        }
    }
}

/// The shorter names that occur in the corpus for a sense, sorted, without itself.
pub(super) fn parts(inventory: &Inventory, table: &Table, sense: Sense) -> Vec<(Sense, Relation)> {
    let form = &inventory.forms[sense.form() as usize];
    let mut names: Vec<(String, Relation)> = Vec::new();
    // A headline's verb makes no name: "Dewey DEFEATS Truman" once is nobody whom "Truman" could be short for.
    if form.shouted > 0 && form.counts.iter().sum::<u32>() == 1 {
        return Vec::new();
    }
    if sense.is_person() {
        person_parts(inventory, form, &mut names);
    } else {
        other_parts(inventory, table, form, &mut names);
    }
    let mut parts: Vec<(Sense, Relation)> = names
        .into_iter()
        .filter_map(|(name, relation)| {
            let form = inventory.form(&name)?;
            let written = &inventory.forms[form as usize];
            let fits = match relation {
                Relation::Acronym => 2 * written.acronyms >= written.counts.iter().sum(),
                Relation::Lead => written.legal_forms == 0 && is_short_organisation(written),
                _ => true,
            };
            (fits && form != sense.form()).then_some((Sense::new(form, sense.is_person()), relation))
        })
        .collect();
    parts.put_in_order(Ord::cmp);
    parts.dedup_by_key(|part| part.0);
    parts
}

fn person_parts(inventory: &Inventory, form: &Form, names: &mut Vec<(String, Relation)>) {
    let key = form.key.as_str();
    let Some(person) = PersonName::parse(key) else { return };
    // Two joined are nobody.
    if person.middle.contains(&"and") {
        return;
    }
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
    // "Theodorus of Tabennese" is Theodorus, and nobody's surname is Tabennese.
    if !person.is_of_place() {
        names.push((surname.clone(), Relation::Surname));
        names.push((last.to_owned(), Relation::Surname));
    }
    if name::courtesy(key).is_some() {
        return;
    }
    // Whoever is known to be a man is Mr. before another who may be one.
    let titled = if form.sex().is_some() { Relation::Titled } else { Relation::Surname };
    let has = |courtesy: Courtesy| inventory.form(&format!("{} {last}", courtesy.word())).is_some();
    let [mr, mrs, miss, _] = Courtesy::ALL.map(has);
    let [man, woman] = inventory.family(last);
    for courtesy in form.courtesies() {
        // Of a family, nobody is both: where another is known to be the man, this one is the woman.
        let unclear = form.sex().is_none() && mr && (mrs || miss) && man == woman;
        let taken = form.sex().is_none() && if courtesy.sex() == Sex::Man { man } else { woman };
        // Of two women, the married one is seldom called by her full name.
        let married = courtesy == Courtesy::Mrs && miss && form.courtesies[Courtesy::Mrs as usize] == 0;
        if unclear || taken || married {
            continue;
        }
        names.push((format!("{} {last}", courtesy.word()), titled));
        names.push((format!("{} {}", courtesy.word(), person.given), Relation::Given));
    }
    if person.ranked {
        return;
    }
    for rank in form.ranks() {
        names.push((format!("{rank} {}", person.given), Relation::Given));
    }
    // "Xi Jinping" is "Jinping Xi"; "George James" is not "James George".
    let is_given = |word: &str| lexicon::listed(word).any(Listed::GIVEN_NAME);
    if person.middle.is_empty() && person.surname.len() == 1 && !(is_given(person.given) && is_given(last)) {
        names.push((format!("{last} {}", person.given), Relation::Order));
    }
    let initial = person.given.chars().next().unwrap_or_default();
    names.push((format!("{initial} {surname}"), Relation::Initial));
    names.extend(last.chars().next().map(|letter| (format!("{} {letter}", person.given), Relation::Initial)));
    for given in std::iter::once(person.given).chain(nicknames(person.given).iter().copied()) {
        let relation = if given == person.given { Relation::Middle } else { Relation::Nickname };
        names.push((given.to_owned(), Relation::Given));
        names.push((format!("{given} {surname}"), relation));
        if person.surname.len() > 1 {
            names.push((format!("{given} {last}"), relation));
        }
    }
    if !person.middle.is_empty() {
        let middle = person.middle.join(" ");
        let initials: String = person.middle.iter().filter_map(|word| word.chars().next()).collect();
        names.push((format!("{} {initials} {surname}", person.given), Relation::Middle));
        names.push((format!("{initial}{initials} {surname}"), Relation::Initial));
        names.push((format!("{middle} {surname}"), Relation::Middle));
        names.push((format!("{} {middle}", person.given), Relation::Given));
    }
}

/// Whether a form is an organisation's name that could be short for a longer one: not also a place, a people or a
/// person's name.
fn is_short_organisation(form: &Form) -> bool {
    let organisation = form.votes[Kind::Organisation.index()];
    let also = Listed::COUNTRY.and(Listed::CITY).and(Listed::GROUP).and(Listed::GIVEN_NAME);
    form.votes.iter().all(|&votes| votes <= organisation)
        && form.key.len() > 2
        && !lexicon::listed(&form.key).any(also)
}

fn other_parts(inventory: &Inventory, table: &Table, form: &Form, names: &mut Vec<(String, Relation)>) {
    let key = form.key.as_str();
    let mut push = |name: &str| {
        names.extend(name::acronyms(name).into_iter().map(|acronym| (acronym, Relation::Acronym)));
        names.push((name.to_owned(), Relation::Shorter));
        if let Some(short) = name::without_class_word(name) {
            let short_form = inventory.form(short).map(|form| &inventory.forms[form as usize]);
            if short_form.is_some_and(is_short_organisation) {
                names.push((short.to_owned(), Relation::Shorter));
            }
        }
        if let Some(office) = name.strip_prefix("department of ") {
            names.push((format!("{office} department"), Relation::Shorter));
        }
        if let Some(office) = name.strip_prefix("ministry of ") {
            names.push((format!("{office} ministry"), Relation::Shorter));
        }
    };
    push(key);
    if let Some(name) = name::without_legal_form(key) {
        push(name);
    }
    let strongest =
        |kind: Kind, form: &Form| form.votes.iter().all(|&votes| votes <= form.votes[kind.index()]);
    let form_of = |name: &str| inventory.form(name).map(|form| &inventory.forms[form as usize]);
    let organisation = strongest(Kind::Organisation, form);
    let cuts = || key.match_indices(' ').map(|(at, _)| (&key[..at], &key[at + 1..])).filter(|_| organisation);
    // "U.S. Senate" is the Senate, where there is no other.
    cuts()
        .filter(|(start, _)| table.is_place(start) || lexicon::listed(start).any(Listed::COUNTRY))
        .for_each(|(_, rest)| push(rest));
    // "Boston Red Sox" are the Red Sox.
    let of_city = cuts().filter(|(start, _)| lexicon::listed(start).any(Listed::CITY));
    names.extend(of_city.map(|(_, rest)| (rest.to_owned(), Relation::Lead)));
    // "Republic of X", "City of X"; "Church of X".
    if let Some((class, rest)) = key.split_once(" of ")
        && let Some(short) = form_of(rest)
        && (is_polity(class) && strongest(Kind::Place, short)
            || class == "church" && organisation && is_short_organisation(short))
    {
        names.push((rest.to_owned(), Relation::Shorter));
    }
    // "European Space Company ESC" is the ESC.
    if let Some((_, last)) = key.rsplit_once(' ').filter(|(_, last)| organisation && last.len() > 2)
        && form_of(last).is_some_and(|short| {
            2 * short.acronyms >= short.counts.iter().sum() && strongest(Kind::Organisation, short)
        })
    {
        names.push((last.to_owned(), Relation::Shorter));
    }
    if let Some(city) = key.strip_suffix(" dc") {
        names.push((city.to_owned(), Relation::Shorter));
    }
    let plural = strongest(Kind::Group, form) || organisation && key.contains(' ');
    if let Some(one) = key.strip_suffix('s').filter(|_| plural) {
        names.push((one.to_owned(), Relation::Shorter));
    }
    if let Some((first, _)) = key.split_once(' ').filter(|_| form.votes[Kind::Organisation.index()] > 0) {
        names.push((first.to_owned(), Relation::Lead));
    }
}

/// Words before "of" that say what a place is.
fn is_polity(class: &str) -> bool {
    const POLITIES: [&str; 18] = [
        "city",
        "commonwealth",
        "emirate",
        "federation",
        "grand duchy",
        "island",
        "islands",
        "islamic republic",
        "kingdom",
        "people s republic",
        "peoples republic",
        "principality",
        "province",
        "republic",
        "state",
        "sultanate",
        "town",
        "village",
    ];
    POLITIES.contains(&class)
}

/// Short and full forms of English forenames, one family a line.
const NICKNAMES: &str = include_str!("nicknames.txt");

/// The other forms of a forename, folded.
pub(super) fn nicknames(given: &str) -> &'static [&'static str] {
    static FAMILIES: OnceLock<HashMap<&str, Vec<&str>>> = OnceLock::new();
    let families = FAMILIES.get_or_init(|| {
        let mut families: HashMap<&str, Vec<&str>> = HashMap::new();
        for line in NICKNAMES.lines().filter(|line| !line.starts_with('#')) {
            for name in line.split(' ') {
                families.entry(name).or_default().extend(line.split(' ').filter(|other| *other != name));
            }
        }
        families
    });
    families.get(given).map_or(&[], Vec::as_slice)
}
