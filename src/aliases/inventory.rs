//! What is written where: every distinct name of the corpus once, with its votes for each kind.
//!
//! A *form* is a folded name. A *sense* is a form as a person's name or as another's: "Washington" the president and
//! "Washington" the city are one form and may be two senses. Everything later speaks of senses.

use std::collections::HashMap;

use super::broken;
use super::kinds;
use super::name::{self, PersonName};
use super::table::Table;
use super::titles::{self, Courtesy, Sex, Title};
use crate::entities::Kind;
use crate::pipeline::Article;

/// A form as the name of a person (odd) or of anything else (even): `2 * form + person`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Sense(pub(super) u32);

impl Sense {
    pub(super) fn new(form: u32, person: bool) -> Self {
        Sense(2 * form + u32::from(person))
    }
    pub(super) fn form(self) -> u32 {
        self.0 / 2
    }
    pub(super) fn is_person(self) -> bool {
        self.0 % 2 == 1
    }
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A distinct folded name.
#[derive(Debug, Default)]
pub(super) struct Form {
    /// Folded; not empty.
    pub(super) key: String,
    /// Votes for each kind, in thousandths of a mention.
    pub(super) votes: [u64; 6],
    /// Mentions for each kind.
    pub(super) counts: [u32; 6],
    /// How many mentions are written like an acronym.
    pub(super) acronyms: u32,
    /// How many mentions have a company's legal form that is not in the form.
    pub(super) legal_forms: u32,
    /// Its row in the table of aliases.
    pub(super) row: Option<u32>,
    /// How many mentions are written with one word shouted among others that are not ("Dewey DEFEATS Truman").
    pub(super) shouted: u32,
    /// How many mentions have each of [`Courtesy::ALL`], inside them or right before them.
    pub(super) courtesies: [u32; 4],
    /// How many mentions have a title of a man, and of a woman.
    pub(super) sexes: [u32; 2],
}

/// A surface and its form by what it names: a person without titles, an organisation without its legal form.
#[derive(Clone, Copy, Debug)]
struct Admitted {
    surface: u32,
    person: u32,
    title: Option<Title>,
    organisation: u32,
    other: u32,
}

/// One mention, read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    /// As written, in [`Inventory::surfaces`].
    pub(super) surface: u32,
    /// Its sense, settled last.
    pub(super) sense: Sense,
    /// The recogniser's kind.
    pub(super) kind: Kind,
    /// Thousandths.
    pub(super) vote: u64,
    /// The title right before it, in [`Inventory::titles`].
    pub(super) title: Option<u16>,
}

/// Everything written.
#[derive(Debug, Default)]
pub(super) struct Inventory {
    /// Distinct names as written, white space collapsed.
    pub(super) surfaces: Vec<String>,
    /// Distinct titles as written right before names.
    pub(super) titles: Vec<String>,
    /// Distinct folded names.
    pub(super) forms: Vec<Form>,
    /// For each article, its mentions.
    pub(super) articles: Vec<Vec<Reading>>,
    by_key: HashMap<String, u32>,
    /// For each surname, whether a man and whether a woman is known to bear it.
    families: HashMap<String, [bool; 2]>,
}

impl Inventory {
    /// Reads all mentions and settles the sense of each.
    pub(super) fn new(articles: &[Article], table: &Table) -> Self {
        let mut inventory = Inventory::default();
        let mut known: HashMap<(&str, Option<Title>), Admitted> = HashMap::new();
        let mut titles: HashMap<&str, u16> = HashMap::new();
        for article in articles {
            let text = article.document.text.as_str();
            let french = titles::is_french(text);
            let mut readings = Vec::with_capacity(article.mentions.len());
            for mention in &article.mentions {
                let written = article.document.slice(mention.span);
                let before = titles::before(text, mention.span.start as usize, french);
                let title = before.map(|(_, title)| title);
                let admitted = match known.get(&(written, title)) {
                    Some(&found) => found,
                    None => {
                        let entry = inventory.admit(written, title, french);
                        known.insert((written, title), entry);
                        entry
                    }
                };
                // Whoever is called Mr. is a person.
                let kind = match title {
                    Some(Title { courtesy: Some(_), .. }) => Kind::Person,
                    _ => mention.kind,
                };
                let person = kind == Kind::Person;
                let form = match kind {
                    Kind::Person => admitted.person,
                    Kind::Organisation => admitted.organisation,
                    _ => admitted.other,
                };
                // A score that is no number counts as the least vote.
                let vote = ((mention.score.clamp(0.0, 1.0) * 1000.0) as u64).max(1);
                let entry = &mut inventory.forms[form as usize];
                entry.votes[kind.index()] += vote;
                entry.counts[kind.index()] += 1;
                entry.acronyms += u32::from(name::is_acronym(written));
                entry.legal_forms += u32::from(!person && form != admitted.other);
                entry.shouted += u32::from(name::is_half_shouted(written));
                if let Some(title) = admitted.title.filter(|_| person) {
                    if let Some(courtesy) = title.courtesy {
                        entry.courtesies[courtesy as usize] += 1;
                    }
                    if let Some(sex) = title.sex {
                        entry.sexes[sex as usize] += 1;
                    }
                }
                let title = before.filter(|_| person).and_then(|(written, _)| {
                    let next = u16::try_from(titles.len()).ok()?;
                    let index = *titles.entry(written).or_insert(next);
                    if index == next {
                        inventory.titles.push(written.to_owned());
                    }
                    Some(index)
                });
                readings.push(Reading {
                    surface: admitted.surface,
                    sense: Sense::new(form, person),
                    kind,
                    vote,
                    title,
                });
            }
            inventory.articles.push(readings);
        }
        broken::mend(&mut inventory);
        for form in &mut inventory.forms {
            let acronym = 2 * form.acronyms >= form.counts.iter().sum();
            form.row = table.row(&form.key, acronym);
        }
        kinds::settle(&mut inventory);
        inventory.find_families();
        inventory
    }

    /// The form of a folded name, if any mention has it.
    pub(super) fn form(&self, key: &str) -> Option<u32> {
        self.by_key.get(key).copied()
    }

    /// Whether a man, and whether a woman, is known to bear a surname (its last word).
    pub(super) fn family(&self, surname: &str) -> [bool; 2] {
        self.families.get(surname).copied().unwrap_or_default()
    }

    fn find_families(&mut self) {
        let mut families: HashMap<String, [bool; 2]> = HashMap::new();
        for form in self.forms.iter().filter(|form| form.counts[Kind::Person.index()] > 0) {
            let Some((_, last)) = form.key.rsplit_once(' ').filter(|_| name::courtesy(&form.key).is_none())
            else {
                continue;
            };
            if let Some(sex) = form.sex() {
                families.entry(last.to_owned()).or_default()[sex as usize] = true;
            }
        }
        self.families = families;
    }

    fn admit(&mut self, written: &str, title: Option<Title>, french: bool) -> Admitted {
        let surface = written.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut folded = name::fold(&surface);
        if folded.is_empty() {
            folded.clone_from(&surface);
        }
        // "M. Madeleine" is Monsieur Madeleine, and nobody whose forename begins with M.
        let monsieur = folded.strip_prefix("m ").filter(|_| french && surface.starts_with("M."));
        let spelt = monsieur.map(|name| format!("monsieur {name}"));
        // "O Fantine" is called, and no initial.
        let called = folded.strip_prefix("o ").filter(|_| surface.starts_with("O "));
        let plain = spelt.as_deref().or(called).unwrap_or(&folded);
        let (person, title) = name::person_key(plain, title);
        let person = self.intern(&person);
        let organisation = self.intern(name::without_legal_form(&folded).unwrap_or(&folded));
        let other = self.intern(&folded);
        self.surfaces.push(surface);
        Admitted { surface: self.surfaces.len() as u32 - 1, person, title, organisation, other }
    }

    fn intern(&mut self, key: &str) -> u32 {
        if let Some(&form) = self.by_key.get(key) {
            return form;
        }
        let form = self.forms.len() as u32;
        self.forms.push(Form { key: key.to_owned(), ..Form::default() });
        self.by_key.insert(key.to_owned(), form);
        form
    }
}

impl Form {
    /// Counts the mentions of another form too.
    pub(super) fn absorb(&mut self, other: &Form) {
        let add = |own: &mut [u32], others: &[u32]| {
            own.iter_mut().zip(others).for_each(|(own, other)| *own += other);
        };
        self.votes.iter_mut().zip(other.votes).for_each(|(own, other)| *own += other);
        add(&mut self.counts, &other.counts);
        add(&mut self.courtesies, &other.courtesies);
        add(&mut self.sexes, &other.sexes);
        self.acronyms += other.acronyms;
        self.legal_forms += other.legal_forms;
        self.shouted += other.shouted;
    }

    /// Of a full name: the sex that its titles or else its forename say.
    pub(super) fn sex(&self) -> Option<Sex> {
        match self.sexes {
            [men, women] if men > women => Some(Sex::Man),
            [men, women] if women > men => Some(Sex::Woman),
            _ => PersonName::parse(&self.key).and_then(|name| titles::sex_of(name.given)),
        }
    }

    /// The ranks that go with the forename of a full name: "Lord Henry" may be Henry Wotton.
    pub(super) fn ranks(&self) -> impl Iterator<Item = &'static str> {
        let sex = self.sex();
        let ranks = [("lord", Sex::Man), ("lady", Sex::Woman)];
        ranks.into_iter().filter(move |rank| sex.is_none_or(|sex| sex == rank.1)).map(|rank| rank.0)
    }

    /// The courtesy titles that go with the surname of a full name: those it is written with; else those of its sex;
    /// else all.
    pub(super) fn courtesies(&self) -> impl Iterator<Item = Courtesy> {
        let sex = self.sex();
        // "Ms." says nothing of marriage.
        let written =
            Courtesy::ALL.into_iter().take(3).any(|courtesy| self.courtesies[courtesy as usize] > 0);
        Courtesy::ALL.into_iter().filter(move |&courtesy| {
            let fits = sex.is_none_or(|sex| sex == courtesy.sex());
            fits && (!written || courtesy == Courtesy::Ms || self.courtesies[courtesy as usize] > 0)
        })
    }
}
