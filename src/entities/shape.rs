//! What a name's own words say of it, whatever the tagger made of the sentence: a name that was cut in two is whole
//! again, a civil title makes a person, and an office or a class of things alone is nobody's name.

use super::lexicon::{self, Listed};
use super::recogniser::Found;
use super::{Kind, trim};

/// Titles of people who hold no office: what follows is a person, whatever the tagger took it for.
const CIVIL_TITLES: [&str; 14] = [
    "dame", "frau", "herr", "madame", "miss", "mlle", "mme", "monsieur", "mr", "mrs", "ms", "mx", "señor",
    "señora",
];

/// Classes of organisations and places, and the points of the compass: capitalised where one is meant that the text has
/// named before, but alone the name of none.
const CLASSES: [&str; 46] = [
    "academy",
    "agency",
    "airport",
    "association",
    "authority",
    "avenue",
    "bank",
    "board",
    "bureau",
    "center",
    "centre",
    "church",
    "city",
    "club",
    "college",
    "commission",
    "committee",
    "company",
    "corporation",
    "council",
    "county",
    "court",
    "department",
    "district",
    "east",
    "foundation",
    "fund",
    "hospital",
    "hotel",
    "institute",
    "library",
    "ministry",
    "museum",
    "nation",
    "north",
    "palace",
    "park",
    "province",
    "river",
    "school",
    "south",
    "state",
    "street",
    "terminal",
    "university",
    "west",
];

/// Countries and territories of ISO 3166 whose English names have an "and", folded.
const JOINT_COUNTRIES: [&str; 11] = [
    "antigua and barbuda",
    "bosnia and herzegovina",
    "saint kitts and nevis",
    "saint pierre and miquelon",
    "saint vincent and the grenadines",
    "sao tome and principe",
    "são tomé and príncipe",
    "serbia and montenegro",
    "trinidad and tobago",
    "turks and caicos",
    "wallis and futuna",
];

/// Time zones, which clocks are told by.
const ZONES: [&str; 12] =
    ["BST", "CDT", "CEST", "CET", "CST", "EDT", "EST", "GMT", "MST", "PDT", "PST", "UTC"];

fn is_civil_title(word: &str) -> bool {
    CIVIL_TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

fn is_class(word: &str) -> bool {
    CLASSES.contains(&word.to_lowercase().as_str())
}

/// Names that belong together are joined, and the kind follows a civil title.
pub(super) fn mend(words: &[&str], found: Vec<Found>) -> Vec<Found> {
    let mut names: Vec<Found> = Vec::with_capacity(found.len());
    for mut name in found {
        if names.last().is_some_and(|last| last.end > name.start) {
            continue;
        }
        if name.kind == Kind::Place {
            name.end = end_of_country(words, name.start, name.end);
        }
        match names.last_mut() {
            Some(last) if is_one(words, last, &name) => {
                last.end = name.end;
                last.margin = last.margin.min(name.margin);
            }
            _ => names.push(name),
        }
    }
    for name in &mut names {
        if is_titled(words, name) {
            name.kind = Kind::Person;
        }
    }
    names
}

/// Whether two names are one that was cut: "University of" "Southern Indiana".
fn is_one(words: &[&str], first: &Found, second: &Found) -> bool {
    let own = &words[first.start..first.end];
    let open = own.last().is_some_and(|word| *word == "of") && own.len() > 1;
    let apart = first.end != second.start || second.kind == Kind::Person;
    open && !apart && matches!(first.kind, Kind::Organisation | Kind::Place)
}

/// Where a place ends that may be the beginning of a country with an "and" in it ("Antigua and Barbuda").
fn end_of_country(words: &[&str], start: usize, end: usize) -> usize {
    if !words.get(end).is_some_and(|word| matches!(*word, "and" | "&")) {
        return end;
    }
    let is_country = |end: &usize| {
        let whole = words[start..*end].join(" ").to_lowercase().replace('&', "and").replace("st.", "saint");
        JOINT_COUNTRIES.contains(&whole.as_str())
    };
    (end + 2..=words.len().min(end + 3)).find(is_country).unwrap_or(end)
}

/// Whether a civil title opens the name or stands before it: "Miss Sedley" is no firm. "Miss Venezuela" is none either.
fn is_titled(words: &[&str], name: &Found) -> bool {
    let inside = is_civil_title(words[name.start]) && name.end > name.start + 1;
    let before = name.start.checked_sub(1).is_some_and(|before| is_civil_title(words[before]));
    let rest = &words[name.start + usize::from(inside)..name.end];
    let capital = rest.first().is_some_and(|word| word.starts_with(char::is_uppercase));
    let class = rest.last().is_some_and(|word| is_class(word));
    (inside || before)
        && capital
        && !class
        && !lexicon::listed(&rest.join(" ").to_lowercase()).any(Listed::COUNTRY)
}

/// Who makes it, if the words name a model: a maker's name with a number of it ("Airbus A320", "Boeing 787-8").
pub(super) fn maker<'a, 'w>(words: &'a [&'w str]) -> Option<&'a [&'w str]> {
    let (number, maker) = words.split_last()?;
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let others = number.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || c == '-');
    // "Channel 4" and "Group of 20" are no models.
    let model = digits >= 3 || (digits > 0 && number.starts_with(|c: char| c.is_ascii_uppercase()));
    (others && model && !maker.is_empty() && *maker.last()? != "of").then_some(maker)
}

/// The surname, if a single word is its plural: "Ashburnhams".
pub(super) fn one_of_family<'w>(words: &[&'w str]) -> Option<&'w str> {
    match words {
        [word] => word.strip_suffix('s').filter(|one| one.len() > 2),
        _ => None,
    }
}

/// Whether the words are no name at all: titles alone ("President", "Latino Senator"), or a class alone ("Court").
/// A title that is also the surname of someone named in full is for the article to tell.
pub(super) fn is_nameless(words: &[&str], kind: Kind) -> bool {
    let title = |word: &&str| lexicon::is_title(word);
    // A hashtag or an address is no name.
    if words[0].starts_with('#') || words.iter().any(|word| word.contains('/') && word.contains('.')) {
        return true;
    }
    match kind {
        Kind::Person => {
            let people = words
                .iter()
                .take_while(|word| lexicon::listed(&word.to_lowercase()).any(Listed::GROUP))
                .count();
            let rest = &words[people..];
            let name = |word: &&str| {
                lexicon::listed(&word.to_lowercase()).any(Listed::GIVEN_NAME.and(Listed::SURNAME))
            };
            !rest.is_empty() && rest.iter().all(|word| title(word) && !name(word))
        }
        Kind::Organisation | Kind::Place => {
            matches!(words, [word] if is_class(word) && is_plain(word) || ZONES.contains(word))
        }
        _ => false,
    }
}

/// A capital and small letters: "MUSEUM" may be an acronym or a shout.
fn is_plain(word: &str) -> bool {
    word.chars().skip(1).all(char::is_lowercase)
}

/// Names without what does not belong to them, parted where a joining mark was cut loose from the words around it,
/// and where a title stands between a country and a person.
pub(super) fn tidy(words: &[&str], joined: impl Fn(usize) -> bool, found: &[Found]) -> Vec<Found> {
    let mut names = Vec::with_capacity(found.len());
    let mut push = |part: Found| {
        if let Some((start, end)) = trim::trim(words, part.start, part.end, part.kind) {
            names.push(Found { start, end, ..part });
        }
    };
    for name in &mend(words, found.to_vec()) {
        let mut start = name.start;
        for end in (name.start..name.end).filter(|&i| joined(i)).chain([name.end]) {
            if let Some((country, person)) = trim::country_and_person(&words[start..end]) {
                let kind = if lexicon::country(&words[start..start + country].join(" ")).is_some() {
                    Kind::Place
                } else {
                    Kind::Group
                };
                push(Found { start, end: start + country, kind, ..*name });
                push(Found { start: start + person, end, kind: Kind::Person, ..*name });
            } else if start < end {
                push(Found { start, end, ..*name });
            }
            start = end + 1;
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::super::marked;
    use super::*;

    /// A sentence with its names written `[PER Vladimir Putin]`, before and after.
    fn check(text: &str, expected: &str) {
        let (words, names) = marked::read(text, 1);
        let names: Vec<_> = mend(&words, names)
            .iter()
            .filter(|name| !is_nameless(&words[name.start..name.end], name.kind))
            .map(|name| format!("{} {}", name.kind.code(), words[name.start..name.end].join(" ")))
            .collect();
        assert_eq!(names.join(", "), expected, "{text}");
    }

    #[test]
    fn what_was_cut_is_one() {
        check("the [ORG University of] [LOC Southern Indiana] won", "ORG University of Southern Indiana");
        check("[LOC Antigua] and [LOC Barbuda] voted", "LOC Antigua and Barbuda");
        check("[LOC Saint Vincent] and the Grenadines voted", "LOC Saint Vincent and the Grenadines");
        check("[LOC Bosnia] and [LOC Serbia] voted", "LOC Bosnia, LOC Serbia");
        check("[LOC France] of [LOC Europe]", "LOC France, LOC Europe");
    }

    #[test]
    fn a_civil_title_makes_a_person() {
        check("[ORG Miss Sedley] left", "PER Miss Sedley");
        check("Mrs. [LOC Washington] left", "PER Washington");
        check("[EVENT Miss Venezuela] left", "EVENT Miss Venezuela");
        check("[LOC Washington] left", "LOC Washington");
        check("[LOC Madame Tussauds Museum] is open", "LOC Madame Tussauds Museum");
    }

    #[test]
    fn a_maker_s_number_is_a_model() {
        assert_eq!(maker(&["Airbus", "A320"]), Some(&["Airbus"][..]));
        assert_eq!(maker(&["Boeing", "787-8"]), Some(&["Boeing"][..]));
        assert_eq!(maker(&["Channel", "4"]), None);
        assert_eq!(maker(&["Group", "of", "77"]), None);
        assert_eq!(maker(&["A320"]), None);
    }

    #[test]
    fn titles_and_classes_alone_are_no_names() {
        check("the [PER President] spoke", "");
        check("the [PER Latino Senator] spoke", "");
        check("the [ORG Court] ruled", "");
        check("the [ORG Supreme Court] ruled", "ORG Supreme Court");
        check("in the [LOC South] at 9 [ORG GMT]", "");
        check("[PER South] and [LOC South Carolina]", "PER South, LOC South Carolina");
        check("[ORG CENTER] is an acronym", "ORG CENTER");
        check("[ORG example.org/about] says", "");
        check("[PER Sheikh Hasina] spoke", "PER Sheikh Hasina");
    }

    #[test]
    fn joined_names_part() {
        let words = ["the", "Trump", "-", "Putin", "call"];
        let name = Found { start: 0, end: 4, kind: Kind::Person, margin: 1 };
        let parts = tidy(&words, |i| i == 2, &[name]);
        assert_eq!(parts.iter().map(|n| (n.start, n.end)).collect::<Vec<_>>(), [(1, 2), (3, 4)]);
    }

    #[test]
    fn a_country_its_office_and_the_person_part() {
        let words = ["US", "President", "Donald", "Trump"];
        let name = Found { start: 0, end: 4, kind: Kind::Person, margin: 1 };
        let parts = tidy(&words, |_| false, &[name]);
        let parts: Vec<_> = parts.iter().map(|n| (n.start, n.end, n.kind)).collect();
        assert_eq!(parts, [(0, 1, Kind::Place), (2, 4, Kind::Person)]);
    }
}
