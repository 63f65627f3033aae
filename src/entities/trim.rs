//! A name's own words: no article, no possessive, no title, no marks around it.

use super::Kind;
use super::lexicon::{self, Listed};

/// The tokens `start..end` of a sentence without what does not belong to the name; `None` where nothing is left.
pub(super) fn trim(words: &[&str], mut start: usize, mut end: usize, kind: Kind) -> Option<(usize, usize)> {
    let is_mark = |word: &str| !word.chars().any(char::is_alphanumeric);
    while end > start && (is_mark(words[end - 1]) || is_possessive(words[end - 1])) {
        end -= 1;
    }
    loop {
        let word = *words.get(start).filter(|_| start < end)?;
        if is_mark(word) || start + 1 < end && is_article(word) && !keeps_article(&words[start..end]) {
            start += 1;
        } else {
            break;
        }
    }
    if kind == Kind::Person {
        start += lexicon::leading_titles(&words[start..end]);
    }
    words[start..end].iter().any(|word| !is_mark(word) && !is_article(word)).then_some((start, end))
}

fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'S" | "’S" | "'" | "’")
}

fn is_article(word: &str) -> bool {
    ["the", "a", "an"].iter().any(|article| word.eq_ignore_ascii_case(article))
}

/// Places whose article is part of the name: those that the list of cities has with it (The Hague).
fn keeps_article(words: &[&str]) -> bool {
    words[0].starts_with('T') && lexicon::listed(&words.join(" ").to_lowercase()).any(Listed::CITY)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, kind: Kind, expected: &str) {
        let words: Vec<_> = name.split(' ').collect();
        let trimmed = trim(&words, 0, words.len(), kind).map(|(start, end)| words[start..end].join(" "));
        assert_eq!(trimmed.as_deref().unwrap_or_default(), expected);
    }

    #[test]
    fn what_is_not_the_name_is_trimmed() {
        check("the New York Times", Kind::Organisation, "New York Times");
        check("The Hague", Kind::Place, "The Hague");
        check("The", Kind::Organisation, "");
        check("Russia 's", Kind::Place, "Russia");
        check("“ Putin ”", Kind::Person, "Putin");
        check("Prime Minister Ariel Sharon", Kind::Person, "Ariel Sharon");
        check("Lord West", Kind::Person, "Lord West");
        check("General Motors", Kind::Organisation, "General Motors");
    }
}
