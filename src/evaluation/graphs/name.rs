//! Names in the form in which they are compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// What is taken off the front of a name, as often as it stands there.
const TITLES: [&str; 40] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "sir",
    "president-elect",
    "president",
    "vice president",
    "prime minister",
    "senator",
    "sen",
    "rep",
    "gov",
    "governor",
    "general",
    "gen",
    "admiral",
    "adm",
    "col",
    "colonel",
    "capt",
    "captain",
    "lt",
    "sgt",
    "chancellor",
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "professor",
    "prof",
    "secretary",
    "judge",
    "justice",
    "chairman",
    "ceo",
    "director",
    "minister",
];

/// A name without case, accents, possessives, the dots of initials, punctuation, a leading article and titles: what
/// `norm` of the shared `score.py` gives.
pub fn normal(name: &str) -> String {
    let bare = name.nfkd().filter(|&character| canonical_combining_class(character) == 0);
    let mut folded: Vec<char> = Vec::with_capacity(name.len());
    for character in bare.flat_map(char::to_lowercase) {
        match character {
            'ß' => folded.extend(['s', 's']),
            'ς' => folded.push('σ'),
            '’' | '‘' => folded.push('\''),
            '–' => folded.push('-'),
            _ => folded.push(character),
        }
    }
    let kept = without_dots(&without_possessives(&folded));
    let spaced: String =
        kept.into_iter().map(|c| if is_word(c) || matches!(c, '&' | '-') { c } else { ' ' }).collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let joined = words.join(" ").replace(" -", "-").replace("- ", "-");
    let mut rest = joined.as_str();
    rest = ["the ", "a ", "an "].into_iter().find_map(|article| rest.strip_prefix(article)).unwrap_or(rest);
    while let Some(shorter) = TITLES.into_iter().find_map(|title| {
        let after = rest.strip_prefix(title)?.strip_prefix(' ')?;
        after.starts_with(is_word).then_some(after)
    }) {
        rest = shorter;
    }
    rest.to_owned()
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Takes off `'s` at the end of a word, an apostrophe before a letter, and one after an `s`.
fn without_possessives(name: &[char]) -> Vec<char> {
    let word_at = |at: usize| name.get(at).copied().is_some_and(is_word);
    let mut kept = Vec::with_capacity(name.len());
    let mut at = 0;
    while let Some(&character) = name.get(at) {
        let after_s = at.checked_sub(1).is_some_and(|before| name[before] == 's');
        if character != '\'' || !(word_at(at + 1) || after_s) {
            kept.push(character);
        } else if name.get(at + 1) == Some(&'s') && !word_at(at + 2) {
            at += 1;
        }
        at += 1;
    }
    kept
}

/// Takes off the dot of a lone letter before another, a space or the end: `u.s.` becomes `us`.
fn without_dots(name: &[char]) -> Vec<char> {
    let word_at = |at: usize| name.get(at).copied().is_some_and(is_word);
    let lone = |at: usize| name.get(at).is_some_and(char::is_ascii_lowercase) && !word_at(at + 1);
    let ends = |at: usize| name.get(at).is_none_or(|c| c.is_whitespace()) || lone(at);
    let drops = |at: usize| {
        let starts = |letter: usize| letter == 0 || !word_at(letter - 1);
        name[at] == '.'
            && at.checked_sub(1).is_some_and(|letter| name[letter].is_ascii_lowercase() && starts(letter))
            && ends(at + 1)
    };
    (0..name.len()).filter(|&at| !drops(at)).map(|at| name[at]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &str) {
        assert_eq!(normal(name), expected, "{name}");
    }

    #[test]
    fn case_accents_and_quotes_weigh_nothing() {
        check("Al Jazeera", "al jazeera");
        check("François HOLLANDE", "francois hollande");
        check("Straße", "strasse");
        check("Jean–Claude", "jean-claude");
        check("O’Brien", "obrien");
    }

    #[test]
    fn a_possessive_weighs_nothing() {
        check("Trump's", "trump");
        check("Jones’", "jones");
        check("Hardee’s Food", "hardee food");
        check("the 'sober' man", "sober man");
        check("Xi' an", "xi an");
    }

    #[test]
    fn the_dots_of_initials_weigh_nothing() {
        check("U.S.", "us");
        check("U.S.A", "usa");
        check("George W. Bush", "george w bush");
        check("St. Louis", "st louis");
        check("Yahoo!Inc.", "yahoo inc");
    }

    #[test]
    fn articles_and_titles_are_taken_off() {
        check("The President of Mexico", "of mexico");
        check("the Queen", "queen");
        check("Vice President Mike Pence", "mike pence");
        check("Sen. Gen. X", "x");
        check("An the a", "the a");
    }

    #[test]
    fn hyphens_and_ampersands_stay() {
        check("AT&T", "at&t");
        check("Trump - Putin", "trump-putin");
        check("A \u{fffd} B", "b");
    }
}
