//! What a title says of the person it stands before: man or woman, married or not.
//!
//! "Mrs. Oak" is not Mr. Oak, and "Miss Oak" may be the daughter of both. A surname alone after such a title is a name
//! of its own, which a full name must fit.

use std::collections::HashSet;
use std::sync::OnceLock;

/// A title that goes with a surname alone, in every language that English texts keep it in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Courtesy {
    /// Mr., Monsieur, Herr …
    Mr,
    /// Mrs., Madame, Frau …
    Mrs,
    /// Miss, Mademoiselle …
    Miss,
    /// Ms.
    Ms,
}

impl Courtesy {
    /// All, in order.
    pub(super) const ALL: [Courtesy; 4] = [Courtesy::Mr, Courtesy::Mrs, Courtesy::Miss, Courtesy::Ms];

    /// The word that stands for it in a folded name.
    pub(super) fn word(self) -> &'static str {
        match self {
            Courtesy::Mr => "mr",
            Courtesy::Mrs => "mrs",
            Courtesy::Miss => "miss",
            Courtesy::Ms => "ms",
        }
    }

    /// Whom it is said to.
    pub(super) fn sex(self) -> Sex {
        if self == Courtesy::Mr { Sex::Man } else { Sex::Woman }
    }
}

/// Man or woman.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Sex {
    Man,
    Woman,
}

/// A title before a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Title {
    /// Of the courtesy titles, which.
    pub(super) courtesy: Option<Courtesy>,
    /// Of whom it is said, if of one sex only.
    pub(super) sex: Option<Sex>,
}

/// What a folded word says as a title; `None` where it is none of these.
pub(super) fn title(word: &str) -> Option<Title> {
    let courtesy = match word {
        "mr" | "mister" | "monsieur" | "herr" | "signor" | "senor" | "messieurs" => Some(Courtesy::Mr),
        "mrs" | "missis" | "missus" | "mistress" | "madame" | "mme" | "mame" | "frau" | "signora"
        | "senora" => Some(Courtesy::Mrs),
        "miss" | "missie" | "mademoiselle" | "mlle" | "fraulein" | "signorina" | "senorita" => {
            Some(Courtesy::Miss)
        }
        "ms" => Some(Courtesy::Ms),
        _ => None,
    };
    let sex = match word {
        _ if courtesy.is_some() => courtesy.map(Courtesy::sex),
        "sir" | "lord" | "master" | "mars" | "marse" | "massa" | "misto" | "uncle" | "brother" | "father"
        | "grandfather" | "king" | "prince" | "emperor" | "duke" | "count" | "baron" | "viscount"
        | "marquis" | "earl" | "pope" | "don" | "squire" | "abbe" | "tsar" | "sultan" => Some(Sex::Man),
        "lady" | "madam" | "dame" | "aunt" | "auntie" | "sister" | "mother" | "grandmother" | "granny"
        | "queen" | "princess" | "empress" | "duchess" | "countess" | "baroness" | "viscountess"
        | "marquise" | "widow" | "goodwife" => Some(Sex::Woman),
        "cousin" | "judge" | "doctor" | "dr" | "captain" | "colonel" | "major" | "general" | "lieutenant"
        | "sergeant" | "inspector" | "professor" | "reverend" | "deacon" | "president" | "senator"
        | "governor" | "farmer" | "parson" | "saint" | "rabbi" | "bishop" | "citizen" | "chief" | "nurse"
        | "detective" => None,
        _ => return None,
    };
    Some(Title { courtesy, sex })
}

/// The sex of those of whom a folded word is said as a title.
pub(crate) fn title_sex(word: &str) -> Option<Sex> {
    title(word).and_then(|title| title.sex)
}

/// Words before a single name that say no more than how the speaker stands to the person.
pub(super) fn is_epithet(word: &str) -> bool {
    matches!(word, "little" | "old" | "ole" | "young" | "poor" | "dear" | "dearest" | "sweet" | "good")
}

/// The names of a list: parted by spaces, lines with `#` are notices.
pub(crate) fn listed(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split(' '))
}

/// The sex that a forename says, where nearly all who bear it are of one.
pub(crate) fn sex_of(given: &str) -> Option<Sex> {
    static NAMES: OnceLock<[HashSet<&str>; 2]> = OnceLock::new();
    let [men, women] = NAMES.get_or_init(|| {
        [include_str!("men.txt"), include_str!("women.txt")].map(|file| listed(file).collect())
    });
    match (men.contains(given), women.contains(given)) {
        (true, false) => Some(Sex::Man),
        (false, true) => Some(Sex::Woman),
        _ => None,
    }
}

/// The word before the byte `start` of `text`, as written, where nothing but spaces parts it from what follows and it
/// is a [`title`]. `m` counts as Monsieur where `french` is set.
pub(super) fn before(text: &str, start: usize, french: bool) -> Option<(&str, Title)> {
    let before = text.get(..start)?;
    let trimmed = before.trim_end_matches([' ', '\u{a0}', '\n']);
    let gap = &before[trimmed.len()..];
    if gap.is_empty() || gap.matches('\n').count() > 1 {
        return None;
    }
    let from = trimmed
        .char_indices()
        .rev()
        .take(16)
        .take_while(|(_, character)| character.is_alphabetic() || *character == '.')
        .last()
        .map(|(at, _)| at)?;
    let written = &trimmed[from..];
    if !written.starts_with(char::is_uppercase) {
        return None;
    }
    let word = super::name::fold(written);
    if french && word == "m" {
        return Some((written, Title { courtesy: Some(Courtesy::Mr), sex: Some(Sex::Man) }));
    }
    title(&word).map(|title| (written, title))
}

/// Whether a text has French titles, so that "M." is Monsieur.
pub(super) fn is_french(text: &str) -> bool {
    ["Monsieur ", "Madame ", "Mademoiselle ", "Mme", "Mlle"].iter().any(|title| text.contains(title))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let start = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        assert_eq!(before(text, start, true).map(|found| found.0), expected);
    }

    #[test]
    fn a_title_stands_right_before_the_name() {
        check("so Mrs. Oak", Some("Mrs."));
        check("“Mr Oak", Some("Mr"));
        check("and M. Madeleine", Some("M."));
        check("Aunt Sally", Some("Aunt"));
        check("my aunt Sally", None);
        check("the Oak", None);
        check("Mrs.\n\nOak", None);
        check("Oak", None);
    }

    #[test]
    fn most_forenames_say_a_sex() {
        assert_eq!(sex_of("katharine"), Some(Sex::Woman));
        assert_eq!(sex_of("gabriel"), Some(Sex::Man));
        assert_eq!(sex_of("leslie"), None);
    }
}
