//! Names as strings: folding, titles, particles, suffixes. Everything here works on one name alone.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::titles::{self, Courtesy, Title};
use crate::entities::lexicon::{self, Listed};

/// A name folded for comparison: compatibility forms, case, accents, quotes, dots, hyphens, a possessive and a
/// leading article are gone, initials stand together (`J. K.` and `J.K.` are `jk`, `U.S.` is `us`), and a leading
/// Saint is `st`. Words are parted by one space. A letter that was lost (U+FFFD) stays as one. Empty when the name has
/// no letter or digit.
pub fn fold(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for character in name.nfkd().filter(|&character| !is_combining_mark(character)) {
        match character {
            '’' | '‘' | '`' | '´' | 'ʼ' | 'ʻ' => plain.push('\''),
            'ø' | 'Ø' => plain.push('o'),
            'ł' | 'Ł' => plain.push('l'),
            'đ' | 'Đ' => plain.push('d'),
            'ı' => plain.push('i'),
            'ß' => plain.push_str("ss"),
            'æ' | 'Æ' => plain.push_str("ae"),
            'œ' | 'Œ' => plain.push_str("oe"),
            '&' => plain.push_str(" and "),
            _ => plain.extend(character.to_lowercase()),
        }
    }
    let mut words: Vec<String> = Vec::new();
    for chunk in plain
        .split(|character: char| !(character.is_alphanumeric() || matches!(character, '\'' | '.' | LOST)))
    {
        let chunk = chunk.trim_matches(['\'', '.']);
        let chunk = chunk.strip_suffix("'s").unwrap_or(chunk).replace('\'', "");
        let mut initials_open = false;
        for part in chunk.split('.').filter(|part| !part.is_empty()) {
            let initial = part.chars().nth(1).is_none() && part.chars().all(char::is_alphabetic);
            match words.last_mut() {
                Some(last) if initial && initials_open => last.push_str(part),
                _ => words.push(part.to_owned()),
            }
            initials_open = initial;
        }
    }
    if words.len() > 1 && matches!(words[0].as_str(), "the" | "a" | "an") {
        words.remove(0);
    }
    join_initials(&mut words);
    if words.len() > 1 && words[0] == "saint" {
        "st".clone_into(&mut words[0]);
    }
    words.join(" ")
}

/// Joins neighbouring single letters: `j k rowling` is `jk rowling`.
fn join_initials(words: &mut Vec<String>) {
    let mut at = 1;
    while at < words.len() {
        let single = |word: &String| word.len() == 1 && word.chars().all(char::is_alphabetic);
        let run_before = at >= 2 || words.len() > 2 || words.iter().all(single);
        if run_before && single(&words[at]) && single(&words[at - 1]) {
            let mut run = words.remove(at);
            while at < words.len() && single(&words[at]) {
                run.push_str(&words.remove(at));
            }
            words[at - 1].push_str(&run);
        } else {
            at += 1;
        }
    }
}

/// What stands where a letter was lost on the way to the file.
pub(super) const LOST: char = '\u{fffd}';

/// Ranks that stand for a forename: with the name they make, they are the name ("Lord West").
const RANKS: &[&str] = &[
    "lord", "lady", "baron", "baroness", "viscount", "prince", "princess", "king", "queen", "pope", "saint",
    "st", "emperor", "empress", "count", "countess", "duke", "duchess",
];

/// Words that belong to the surname after them.
const PARTICLES: &[&str] = &[
    "al", "el", "as", "ash", "an", "bin", "bint", "ibn", "abu", "ben", "von", "van", "der", "den", "de",
    "del", "della", "di", "da", "do", "dos", "du", "la", "le", "ter", "ten", "zu", "af", "mac", "st",
];

/// What marks one generation from another.
const GENERATIONS: &[&str] = &["jr", "sr", "junior", "senior", "ii", "iii", "iv", "esq"];

/// Whether a word is a rank that makes a name ("Lord").
pub(super) fn is_rank(word: &str) -> bool {
    RANKS.contains(&word)
}

/// A person's folded name without the titles before it, without a nationality before those ("Australian Prime
/// Minister"), and without a fond word before a single name ("Little Gavroche"). At least one word stays, and a rank
/// that makes the name stays with it.
pub(super) fn without_titles(folded: &str) -> &str {
    let mut rest = folded;
    while let Some((first, after)) = rest.split_once(' ') {
        let single = !after.contains(' ');
        let before_title = lexicon::listed(first).any(Listed::GROUP.and(Listed::COUNTRY))
            && after.split_once(' ').is_some_and(|(next, _)| is_title(next));
        if is_rank(first) && single
            || !(is_title(first) || before_title || single && titles::is_epithet(first))
        {
            break;
        }
        rest = after;
    }
    rest
}

/// The key of a person's folded name, by which its mentions are one form: without titles, but a single name keeps the
/// courtesy title inside it or `before` it ("mrs oak"). And the title.
pub(super) fn person_key(folded: &str, before: Option<Title>) -> (String, Option<Title>) {
    let name = without_titles(folded);
    let stripped = folded[..folded.len() - name.len()].trim_end();
    let inside = stripped.rsplit(' ').find_map(titles::title);
    let title = inside.or(before.filter(|_| stripped.is_empty()));
    match title.and_then(|title| title.courtesy) {
        Some(courtesy) if !name.contains(' ') => (format!("{} {name}", courtesy.word()), title),
        _ => (name.to_owned(), title),
    }
}

/// The courtesy title that a key opens with, and the single name after it.
pub(super) fn courtesy(key: &str) -> Option<(Courtesy, &str)> {
    let (word, name) = key.split_once(' ').filter(|(_, name)| !name.contains(' '))?;
    Courtesy::ALL.into_iter().find(|courtesy| courtesy.word() == word).map(|courtesy| (courtesy, name))
}

/// A title that is no one's forename ("Don", "Earl").
fn is_title(word: &str) -> bool {
    let listed = lexicon::listed(word);
    listed.any(Listed::TITLE) && !listed.any(Listed::GIVEN_NAME)
        || titles::title(word).is_some_and(|title| title.courtesy.is_some())
}

/// The parts of a person's folded name.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PersonName<'a> {
    /// The first word.
    pub(super) given: &'a str,
    /// The words between.
    pub(super) middle: Vec<&'a str>,
    /// The surname with its particles.
    pub(super) surname: Vec<&'a str>,
    /// `jr`, `iii`.
    pub(super) generation: Option<&'a str>,
    /// Whether the first word is a rank or a courtesy title and no forename.
    pub(super) ranked: bool,
}

impl<'a> PersonName<'a> {
    /// `None` for a name of one word.
    pub(super) fn parse(folded: &'a str) -> Option<Self> {
        let mut words: Vec<&str> = folded.split(' ').collect();
        let generation = words.pop_if(|last| GENERATIONS.contains(last));
        let (given, rest) = words.split_first()?;
        if rest.is_empty() {
            return None;
        }
        let mut start = rest.len() - 1;
        while start > 0 && PARTICLES.contains(&rest[start - 1]) {
            start -= 1;
        }
        Some(PersonName {
            given,
            middle: rest[..start].to_vec(),
            surname: rest[start..].to_vec(),
            generation,
            ranked: is_rank(given) || courtesy(folded).is_some(),
        })
    }

    /// Whether the last word says where the person is from ("Theodorus of Tabennese").
    pub(super) fn is_of_place(&self) -> bool {
        self.middle.last() == Some(&"of")
    }
}

/// Legal forms of companies: what follows a company's name and is no part of it.
const LEGAL_FORMS: &[&str] = &[
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "ltd",
    "limited",
    "plc",
    "llc",
    "llp",
    "lp",
    "gmbh",
    "ag",
    "kg",
    "sa",
    "sas",
    "sarl",
    "nv",
    "bv",
    "se",
    "ab",
    "asa",
    "oy",
    "oyj",
    "spa",
    "srl",
    "pty",
    "pte",
    "pvt",
    "bhd",
    "kk",
    "jsc",
    "ojsc",
    "pjsc",
    "ooo",
    "zao",
    "holdings",
    "holding",
    "group",
    "cos",
];

/// What an organisation is, said after its name.
const CLASS_WORDS: &[&str] = &[
    "channel",
    "tv",
    "television",
    "newspaper",
    "magazine",
    "agency",
    "party",
    "airlines",
    "airways",
    "airline",
    "bank",
    "motors",
    "motor",
    "university",
    "group",
    "foundation",
    "organization",
    "organisation",
    "network",
    "online",
    "news",
    "movement",
    "website",
    "times",
    "air lines",
];

/// A company's folded name without its legal form; `None` when there is none, or nothing would be left.
pub(super) fn without_legal_form(folded: &str) -> Option<&str> {
    let mut rest = folded;
    while let Some((before, last)) = rest.rsplit_once(' ') {
        if !LEGAL_FORMS.contains(&last) {
            break;
        }
        rest = before.strip_suffix(" and").unwrap_or(before);
    }
    (rest.len() < folded.len()).then_some(rest)
}

/// An organisation's folded name without the class word at its end.
pub(super) fn without_class_word(folded: &str) -> Option<&str> {
    let (before, last) = folded.rsplit_once(' ')?;
    CLASS_WORDS.contains(&last).then_some(before)
}

/// The initials by which a folded name of several words may be known: with its small words, and without.
pub(super) fn acronyms(folded: &str) -> Vec<String> {
    const SMALL: &[&str] =
        &["of", "the", "and", "for", "in", "on", "to", "de", "du", "des", "la", "a", "an", "at"];
    let first = |word: &str| word.chars().next();
    let all: String = folded.split(' ').filter_map(first).collect();
    let large: String = folded.split(' ').filter(|word| !SMALL.contains(word)).filter_map(first).collect();
    let mut acronyms = vec![large, all];
    acronyms.dedup();
    acronyms.retain(|acronym| acronym.chars().count() > 1);
    acronyms
}

/// Whether a written name looks like an acronym: two to seven letters, all but one of them capitals at least (dots
/// and digits do not matter).
pub(super) fn is_acronym(surface: &str) -> bool {
    let letters = surface.chars().filter(|character| character.is_alphabetic()).count();
    let capitals = surface.chars().filter(|character| character.is_uppercase()).count();
    let plain =
        surface.chars().all(|character| character.is_alphanumeric() || matches!(character, '.' | '&' | '-'));
    plain && (2..=7).contains(&letters) && capitals >= 2 && capitals + 1 >= letters
}

/// Whether a word of four letters or more is in capitals while another word is not.
pub(super) fn is_half_shouted(surface: &str) -> bool {
    let lower = |word: &str| word.chars().any(char::is_lowercase);
    let shouted =
        |word: &str| word.chars().filter(|character| character.is_uppercase()).count() > 3 && !lower(word);
    surface.split_whitespace().any(shouted) && surface.split_whitespace().any(lower)
}

/// Whether `short` is written in brackets as an abbreviation of `long`: its letters are found in `long` from the end
/// backwards, the first of them at the start of a word (Schwartz and Hearst, "A simple algorithm for identifying
/// abbreviation definitions in biomedical text", PSB 2003). Both folded.
pub(super) fn abbreviates(short: &str, long: &str) -> bool {
    let long: Vec<char> = long.chars().collect();
    let mut at = long.len();
    let letters: Vec<char> = short.chars().filter(|character| character.is_alphanumeric()).collect();
    for (rank, &letter) in letters.iter().enumerate().rev() {
        loop {
            let Some(before) = at.checked_sub(1) else { return false };
            at = before;
            let starts_word = at == 0 || long[at - 1] == ' ';
            if long[at] == letter && (rank > 0 || starts_word) {
                break;
            }
        }
    }
    letters.len() > 1 && letters.len() < long.len()
}
