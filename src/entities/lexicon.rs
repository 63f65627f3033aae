//! General word lists: titles, countries with their peoples and capitals, cities, given names, surnames.
//!
//! The lists say what a word *can* be; the recogniser decides what it is. Their sources and licences stand in the
//! first line of each file under `data/` and in `CREDITS.md`. **Invariant:** no list was cut from a test set.

use crate::order::InOrder;
use std::collections::HashMap;
use std::sync::OnceLock;

/// What the lists say about a word or a run of words: a bit for each list it stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Listed(pub u8);

impl Listed {
    /// A country, or another name of one.
    pub const COUNTRY: Listed = Listed(1);
    /// An adjective or noun of a nationality, people, religion or leaning.
    pub const GROUP: Listed = Listed(2);
    /// A capital, a city of 300,000 people or more, or a state of the United States.
    pub const CITY: Listed = Listed(4);
    /// A common given name.
    pub const GIVEN_NAME: Listed = Listed(8);
    /// A common surname.
    pub const SURNAME: Listed = Listed(16);
    /// A title, rank or office that stands before a person's name.
    pub const TITLE: Listed = Listed(32);

    /// Whether a bit of `other` is set.
    pub fn any(self, other: Listed) -> bool {
        self.0 & other.0 != 0
    }

    /// Both together.
    pub fn and(self, other: Listed) -> Listed {
        Listed(self.0 | other.0)
    }
}

/// Words that open a person's name but may be part of it: stripped only before two or more further words.
const HALF_TITLES: [&str; 2] = ["lord", "lady"];

struct Lexicon {
    listed: HashMap<Box<str>, Listed>,
    /// The usual English name of a country by each of its names.
    countries: HashMap<&'static str, &'static str>,
    /// The same by the names of a country and of its people, in lower case.
    nations: HashMap<String, &'static str>,
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::build)
}

/// The lines of a data file that are not comments.
fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// The values of a cell.
fn values(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').filter(|value| !value.is_empty())
}

impl Lexicon {
    fn build() -> Self {
        let mut lexicon =
            Lexicon { listed: HashMap::new(), countries: HashMap::new(), nations: HashMap::new() };
        for line in lines(include_str!("data/countries.tsv")) {
            let mut cells = line.split('\t').chain(std::iter::repeat(""));
            let mut cell = || cells.next().unwrap_or_default();
            let [usual, other_names, peoples, capital] = [cell(), cell(), cell(), cell()];
            for name in values(usual).chain(values(other_names)) {
                lexicon.countries.entry(name).or_insert(usual);
                lexicon.list(name, Listed::COUNTRY);
            }
            for name in values(usual).chain(values(other_names)).chain(values(peoples)) {
                lexicon.nations.entry(name.to_lowercase()).or_insert(usual);
            }
            for people in values(peoples) {
                lexicon.list(people, Listed::GROUP);
            }
            for capital in values(capital) {
                lexicon.list(capital, Listed::CITY);
            }
        }
        for (file, list) in [
            (include_str!("data/groups.txt"), Listed::GROUP),
            (include_str!("data/cities.txt"), Listed::CITY),
            (include_str!("data/first_names.txt"), Listed::GIVEN_NAME),
            (include_str!("data/surnames.txt"), Listed::SURNAME),
            (include_str!("data/titles.txt"), Listed::TITLE),
        ] {
            for value in lines(file).flat_map(values) {
                lexicon.list(value, list);
            }
        }
        lexicon
    }

    fn list(&mut self, name: &str, list: Listed) {
        let entry = self.listed.entry(name.to_lowercase().into_boxed_str()).or_default();
        *entry = entry.and(list);
    }
}

/// What the lists say of a word or run of words, given in lower case with single spaces between words.
pub fn listed(lower: &str) -> Listed {
    lexicon().listed.get(lower).copied().unwrap_or_default()
}

/// Every entry in lower case with its lists, in order of the alphabet.
pub fn entries() -> Vec<(&'static str, Listed)> {
    let mut entries: Vec<_> = lexicon().listed.iter().map(|(name, &listed)| (&**name, listed)).collect();
    entries.put_in_order_of(|&(name, _)| name);
    entries
}

/// Whether a word is a title, rank or office that stands before a person's name: `Mr.`, `President`, `Admiral`.
/// Case and a final full stop do not matter.
pub fn is_title(word: &str) -> bool {
    listed(word.trim_end_matches('.').to_lowercase().as_str()).any(Listed::TITLE)
}

/// Whether a word is a title that may be part of a person's name: Lord West.
pub fn is_half_title(word: &str) -> bool {
    HALF_TITLES.iter().any(|half| word.eq_ignore_ascii_case(half))
}

/// How many of a person's leading words are titles and not part of the name; at least one word is left.
///
/// ```
/// use coterie::entities::lexicon::leading_titles;
/// assert_eq!(leading_titles(&["Prime", "Minister", "Ariel", "Sharon"]), 2);
/// assert_eq!(leading_titles(&["Admiral", "Lord", "West"]), 1);
/// assert_eq!(leading_titles(&["King"]), 0);
/// ```
pub fn leading_titles(words: &[&str]) -> usize {
    let mut count = 0;
    while count + 1 < words.len() {
        let word = words[count];
        let half = is_half_title(word);
        let strip =
            if half { count + 3 <= words.len() && !is_title(words[count + 1]) } else { is_title(word) };
        if !strip {
            break;
        }
        count += 1;
    }
    count
}

/// The usual English name of a country (`U.S.` → United States), from any in the spelling and case of the list.
pub fn country(name: &str) -> Option<&'static str> {
    lexicon().countries.get(name).copied()
}

/// The usual English name of the country that a word in lower case names, or whose people it names (`russian` →
/// Russia).
pub fn nation(lower: &str) -> Option<&'static str> {
    lexicon().nations.get(lower).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expected: Listed) {
        assert!(listed(word).any(expected), "{word}: {:?}", listed(word));
    }

    #[test]
    fn lists_hold_the_obvious() {
        check("u.s.", Listed::COUNTRY);
        check("south korea", Listed::COUNTRY);
        check("syrians", Listed::GROUP);
        check("mary", Listed::GIVEN_NAME);
        check("mosul", Listed::CITY);
        check("admiral", Listed::TITLE);
    }

    #[test]
    fn countries_are_found_by_other_names() {
        assert_eq!(country("US"), Some("United States"));
        assert_eq!(country("us"), None);
        assert_eq!(nation("russian"), Some("Russia"));
    }

    #[test]
    fn titles_are_stripped_but_a_name_is_left() {
        assert_eq!(leading_titles(&["Mr.", "Putin"]), 1);
        assert_eq!(leading_titles(&["Lord", "West"]), 0);
        assert_eq!(leading_titles(&["Lord", "Alan", "West"]), 1);
        assert_eq!(leading_titles(&["President"]), 0);
    }
}
