//! Whether a person is spoken of as "he" or as "she": by title, by given name, by the pronouns nearby.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::aliases::{Entity, fold};
use crate::entities::Kind;
use crate::pipeline::Article;

/// The pronouns a person goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    He,
    She,
}

/// Titles and kin words of one gender that stand before a name or are part of it.
const HE_TITLES: &[&str] = &[
    "mr",
    "mister",
    "sir",
    "lord",
    "king",
    "prince",
    "duke",
    "count",
    "baron",
    "earl",
    "viscount",
    "emperor",
    "tsar",
    "czar",
    "sultan",
    "emir",
    "shah",
    "pope",
    "father",
    "brother",
    "uncle",
    "monsieur",
    "herr",
    "señor",
    "don",
    "congressman",
    "chairman",
    "spokesman",
    "councilman",
    "alderman",
    "actor",
    "monsignor",
    "imam",
    "ayatollah",
    "sheikh",
    "rabbi",
    "master",
    "squire",
    "signor",
    "abbé",
    "grandfather",
    "grandpa",
];
const SHE_TITLES: &[&str] = &[
    "mrs",
    "ms",
    "miss",
    "lady",
    "queen",
    "princess",
    "duchess",
    "countess",
    "baroness",
    "empress",
    "dame",
    "madam",
    "madame",
    "mme",
    "mlle",
    "mademoiselle",
    "frau",
    "señora",
    "sister",
    "aunt",
    "auntie",
    "mother",
    "congresswoman",
    "chairwoman",
    "spokeswoman",
    "councilwoman",
    "actress",
    "signora",
    "doña",
    "widow",
    "grandmother",
    "grandma",
];

/// The gender of a title, in lower case without its dot.
pub(super) fn of_title(word: &str) -> Option<Gender> {
    if HE_TITLES.contains(&word) {
        Some(Gender::He)
    } else if SHE_TITLES.contains(&word) {
        Some(Gender::She)
    } else {
        None
    }
}

/// The gender of those who bear a given name, folded.
fn of_given_name(name: &str) -> Option<Gender> {
    static NAMES: OnceLock<HashMap<String, Gender>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let lists = [(include_str!("men.txt"), Gender::He), (include_str!("women.txt"), Gender::She)];
        let lines = |list: &'static str| list.lines().filter(|line| !line.starts_with('#'));
        lists
            .into_iter()
            .flat_map(|(list, gender)| {
                lines(list).flat_map(|line| line.split('|')).map(move |name| (fold(name), gender))
            })
            .collect()
    });
    names.get(name).copied()
}

/// Votes for each gender.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Votes {
    he: u32,
    she: u32,
}

impl Votes {
    pub(super) fn add(&mut self, gender: Gender) {
        match gender {
            Gender::He => self.he += 1,
            Gender::She => self.she += 1,
        }
    }

    /// The gender that `least` votes and three quarters of all are for.
    pub(super) fn verdict(self, least: u32) -> Option<Gender> {
        let (gender, most) =
            if self.he >= self.she { (Gender::He, self.he) } else { (Gender::She, self.she) };
        (most >= least && 4 * most >= 3 * (self.he + self.she)).then_some(gender)
    }
}

/// The gender of each entity by its titles (`titles`: votes of those that stand before its mentions), then by its given
/// name.
pub(super) fn of_entities(entities: &[Entity], titles: &[Votes]) -> Vec<Option<Gender>> {
    entities
        .iter()
        .zip(titles)
        .map(|(entity, titles)| {
            if entity.kind != Kind::Person {
                return None;
            }
            titles.verdict(1).or_else(|| by_name(entity))
        })
        .collect()
}

/// The gender of an entity by the words of its names: a title among them, or the first word of the longest.
fn by_name(entity: &Entity) -> Option<Gender> {
    let names = || std::iter::once(&entity.name).chain(entity.aliases.iter().map(|alias| &alias.surface));
    let folded: Vec<String> = names().map(|name| fold(name)).collect();
    let title = folded.iter().find_map(|name| name.split_once(' ').and_then(|(first, _)| of_title(first)));
    let full =
        folded.iter().find_map(|name| name.split_once(' ').and_then(|(first, _)| of_given_name(first)));
    let alone = || folded.iter().find(|name| !name.contains(' ')).and_then(|name| of_given_name(name));
    let several = folded.iter().any(|name| name.contains(' '));
    title.or(full).or_else(|| if several { None } else { alone() })
}

/// The title right before a place of a text: `Mr. ` before `Putin`.
pub(super) fn title_before(article: &Article, start: u32) -> Option<Gender> {
    let before = article.document.text.get(..start as usize)?.trim_end_matches([' ', '.', '\u{a0}']);
    let word = before.rsplit(|character: char| !character.is_alphabetic()).next()?;
    of_title(&word.to_lowercase())
}
