//! What is written where: every distinct name of the corpus once, with its votes for each kind.
//!
//! A *form* is a folded name. A *sense* is a form as a person's name or as another's: "Washington" the president and
//! "Washington" the city are one form and may be two senses. Everything later speaks of senses.

use std::collections::HashMap;

use super::name;
use super::table::Table;
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
    /// Whether a longer person's name ends with it.
    pub(super) surname: bool,
}

/// A surface and its form by what it names: a person without titles, an organisation without its legal form.
#[derive(Clone, Copy, Debug)]
struct Admitted {
    surface: u32,
    person: u32,
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
}

/// Everything written.
#[derive(Debug, Default)]
pub(super) struct Inventory {
    /// Distinct names as written, white space collapsed.
    pub(super) surfaces: Vec<String>,
    /// Distinct folded names.
    pub(super) forms: Vec<Form>,
    /// For each article, its mentions.
    pub(super) articles: Vec<Vec<Reading>>,
    by_key: HashMap<String, u32>,
}

impl Inventory {
    /// Reads all mentions and settles the sense of each.
    pub(super) fn new(articles: &[Article], table: &Table) -> Self {
        let mut inventory = Inventory::default();
        let mut known: HashMap<String, Admitted> = HashMap::new();
        for article in articles {
            let mut readings = Vec::with_capacity(article.mentions.len());
            for mention in &article.mentions {
                let written = article.document.slice(mention.span);
                let admitted = match known.get(written) {
                    Some(&found) => found,
                    None => {
                        let entry = inventory.admit(written);
                        known.insert(written.to_owned(), entry);
                        entry
                    }
                };
                let person = mention.kind == Kind::Person;
                let form = match mention.kind {
                    Kind::Person => admitted.person,
                    Kind::Organisation => admitted.organisation,
                    _ => admitted.other,
                };
                // A score that is no number counts as the least vote.
                let vote = ((mention.score.clamp(0.0, 1.0) * 1000.0) as u64).max(1);
                let entry = &mut inventory.forms[form as usize];
                entry.votes[mention.kind.index()] += vote;
                entry.counts[mention.kind.index()] += 1;
                entry.acronyms += u32::from(name::is_acronym(written));
                entry.legal_forms += u32::from(!person && form != admitted.other);
                entry.shouted += u32::from(name::is_half_shouted(written));
                readings.push(Reading {
                    surface: admitted.surface,
                    sense: Sense::new(form, person),
                    kind: mention.kind,
                    vote,
                });
            }
            inventory.articles.push(readings);
        }
        inventory.find_surnames();
        for form in &mut inventory.forms {
            let acronym = 2 * form.acronyms >= form.counts.iter().sum();
            form.row = table.row(&form.key, acronym);
        }
        inventory.settle();
        inventory
    }

    /// The form of a folded name, if any mention has it.
    pub(super) fn form(&self, key: &str) -> Option<u32> {
        self.by_key.get(key).copied()
    }

    fn admit(&mut self, written: &str) -> Admitted {
        let surface = written.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut folded = name::fold(&surface);
        if folded.is_empty() {
            folded.clone_from(&surface);
        }
        let person = self.intern(name::without_titles(&folded));
        let organisation = self.intern(name::without_legal_form(&folded).unwrap_or(&folded));
        let other = self.intern(&folded);
        self.surfaces.push(surface);
        Admitted { surface: self.surfaces.len() as u32 - 1, person, organisation, other }
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

    fn find_surnames(&mut self) {
        let mut surnames = Vec::new();
        for form in &self.forms {
            let person = form.votes[Kind::Person.index()];
            if person > 0 && person >= strongest_other(form) {
                let last = form.key.rsplit_once(' ').map(|(_, last)| last);
                surnames.extend(last.and_then(|last| self.form(last)));
            }
        }
        for surname in surnames {
            self.forms[surname as usize].surname = true;
        }
    }

    /// Settles which sense each mention has. A form has one sense in all articles unless both are clearly supported;
    /// then it has one sense in each article (Gale, Church and Yarowsky, "One sense per discourse", 1992).
    fn settle(&mut self) {
        let settled: Vec<Settled> = self.forms.iter().map(settle).collect();
        for readings in &mut self.articles {
            let mut votes: Vec<(u32, u64, u64)> = readings
                .iter()
                .filter(|reading| settled[reading.sense.form() as usize] == Settled::ByArticle)
                .map(|reading| match reading.kind {
                    Kind::Person => (reading.sense.form(), reading.vote, 0),
                    _ => (reading.sense.form(), 0, reading.vote),
                })
                .collect();
            votes.sort_unstable();
            let votes: Vec<(u32, bool)> = votes
                .chunk_by(|one, next| one.0 == next.0)
                .map(|chunk| {
                    let (person, other) =
                        chunk.iter().fold((0, 0), |sum, vote| (sum.0 + vote.1, sum.1 + vote.2));
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
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Settled {
    Person,
    Other,
    ByArticle,
}

fn strongest_other(form: &Form) -> u64 {
    form.votes[1..].iter().copied().max().unwrap_or(0)
}

fn settle(form: &Form) -> Settled {
    let person = form.votes[Kind::Person.index()];
    let other: u64 = form.votes[1..].iter().sum();
    let total = person + other;
    let person_count = form.counts[Kind::Person.index()];
    let other_count: u32 = form.counts[1..].iter().sum();
    // A name of the table is a person's only if it is one word and nearly always taken for a person's.
    if form.row.is_some() && (form.key.contains(' ') || person_count < 3 || person < 3 * other) {
        return Settled::Other;
    }
    // Clearly supported: at least three mentions and a quarter of the votes.
    if person_count.min(other_count) >= 3 && person.min(other) * 4 >= total {
        return Settled::ByArticle;
    }
    // A surname of someone in the corpus is a person's on a fifth of the votes.
    if person >= strongest_other(form) || (form.surname && person * 5 >= total) {
        return Settled::Person;
    }
    Settled::Other
}
