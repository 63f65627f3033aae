//! Whether a person is spoken of as "he" or as "she": by title, by given name, by the pronouns nearby.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::aliases::{self, Entity, Sex, fold};
use crate::entities::Kind;
use crate::pipeline::Article;

/// Offices and trades of one gender, which no courtesy is due to.
const OFFICES: &[(&str, Sex)] = &[
    ("congressman", Sex::Man),
    ("chairman", Sex::Man),
    ("spokesman", Sex::Man),
    ("councilman", Sex::Man),
    ("alderman", Sex::Man),
    ("actor", Sex::Man),
    ("monsignor", Sex::Man),
    ("imam", Sex::Man),
    ("ayatollah", Sex::Man),
    ("sheikh", Sex::Man),
    ("emir", Sex::Man),
    ("shah", Sex::Man),
    ("grandpa", Sex::Man),
    ("congresswoman", Sex::Woman),
    ("chairwoman", Sex::Woman),
    ("spokeswoman", Sex::Woman),
    ("councilwoman", Sex::Woman),
    ("actress", Sex::Woman),
    ("grandma", Sex::Woman),
];

/// The gender of a title, folded.
pub(super) fn of_title(word: &str) -> Option<Sex> {
    let office = OFFICES.iter().find(|(office, _)| *office == word).map(|&(_, sex)| sex);
    office.or_else(|| aliases::title_sex(word))
}

/// The gender of those who bear a given name, folded.
fn of_given_name(name: &str) -> Option<Sex> {
    static MORE: OnceLock<HashMap<String, Sex>> = OnceLock::new();
    let more = MORE.get_or_init(|| {
        let lists = [(include_str!("men.txt"), Sex::Man), (include_str!("women.txt"), Sex::Woman)];
        let names = aliases::listed;
        lists.into_iter().flat_map(|(list, sex)| names(list).map(move |name| (fold(name), sex))).collect()
    });
    aliases::sex_of(name).or_else(|| more.get(name).copied())
}

/// Votes for each gender.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Votes {
    men: u32,
    women: u32,
}

impl Votes {
    pub(super) fn add(&mut self, gender: Sex) {
        match gender {
            Sex::Man => self.men += 1,
            Sex::Woman => self.women += 1,
        }
    }

    /// The gender that `least` votes and three quarters of all are for.
    pub(super) fn verdict(self, least: u32) -> Option<Sex> {
        let (gender, most) =
            if self.men >= self.women { (Sex::Man, self.men) } else { (Sex::Woman, self.women) };
        (most >= least && 4 * most >= 3 * (self.men + self.women)).then_some(gender)
    }
}

/// The gender of each entity by its titles (`titles`: votes of those that stand before its mentions), then by its given
/// name.
pub(super) fn of_entities(entities: &[Entity], titles: &[Votes]) -> Vec<Option<Sex>> {
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
fn by_name(entity: &Entity) -> Option<Sex> {
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
pub(super) fn title_before(article: &Article, start: u32) -> Option<Sex> {
    let before = article.document.text.get(..start as usize)?.trim_end_matches([' ', '.', '\u{a0}']);
    let word = before.rsplit(|character: char| !character.is_alphabetic()).next()?;
    of_title(&fold(word))
}
