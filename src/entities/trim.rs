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
        let article = is_article(word) && !keeps_article(&words[start..end]);
        if is_mark(word) || start + 1 < end && (article || is_preposition(word)) {
            start += 1;
        } else {
            break;
        }
    }
    match kind {
        Kind::Person => {
            start += leading_trade(&words[start..end]);
            (start, end) = without_small_words(words, start, end);
            start += lexicon::leading_titles(&words[start..end]);
        }
        // "First Sea Lord" is an office, whatever its other words name.
        Kind::Place if end > start + 1 && lexicon::is_half_title(words[end - 1]) => return None,
        Kind::Organisation | Kind::Place if end > start + 1 && is_office(words[end - 1]) => {
            // "DNC Chair", but "Office of the President".
            let bound = matches!(words[end - 2].to_lowercase().as_str(), "of" | "the" | "for" | "and" | "&");
            end -= usize::from(!bound);
        }
        _ => {}
    }
    words[start..end].iter().any(|word| !is_mark(word) && !is_article(word)).then_some((start, end))
}

/// A person's name neither begins nor ends with a word in small letters ("so Tom", "Jim considerable"), particles
/// aside; where all its words are small, it is somebody's way of writing.
fn without_small_words(words: &[&str], mut start: usize, mut end: usize) -> (usize, usize) {
    let is_small = |word: &str| word.chars().all(char::is_lowercase);
    if words[start..end].iter().all(|word| is_small(word)) {
        return (start, end);
    }
    let opens_surname = |at: usize| {
        is_particle(words[at]) && words.get(at + 1).is_some_and(|next| !is_small(next) || is_particle(next))
    };
    while is_small(words[start]) && !opens_surname(start) && start + 1 < end {
        start += 1;
    }
    while is_small(words[end - 1]) && start + 1 < end && !is_hyphen(words[end - 2]) {
        end -= 1;
    }
    (start, end)
}

fn is_hyphen(word: &str) -> bool {
    matches!(word, "-" | "–" | "‐" | "’" | "'")
}

/// Words that open a surname in small letters.
fn is_particle(word: &str) -> bool {
    const PARTICLES: [&str; 27] = [
        "abu", "af", "al", "ap", "as", "av", "ben", "bin", "bint", "da", "de", "del", "della", "den", "der",
        "di", "dos", "du", "el", "ibn", "la", "le", "ten", "ter", "van", "von", "zu",
    ];
    PARTICLES.contains(&word)
}

fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'S" | "’S" | "'" | "’")
}

fn is_article(word: &str) -> bool {
    ["the", "a", "an"].iter().any(|article| word.eq_ignore_ascii_case(article))
}

fn is_preposition(word: &str) -> bool {
    matches!(word, "of" | "for" | "in" | "from" | "with" | "and" | "by" | "at")
}

/// How many words before a person's name say what the person does: all up to a plural that is written small
/// ("Westworld co-stars Jane Roe"), and a trade with a capital ("Photographer Jane Roe"). At least two words
/// are left.
fn leading_trade(words: &[&str]) -> usize {
    const TRADES: [&str; 24] = [
        "architect",
        "artist",
        "attorney-general",
        "broadcaster",
        "columnist",
        "composer",
        "designer",
        "director",
        "dramatist",
        "engineer",
        "filmmaker",
        "historian",
        "lawyer",
        "linguist",
        "mathematician",
        "musician",
        "novelist",
        "painter",
        "philosopher",
        "photographer",
        "playwright",
        "poet",
        "producer",
        "sociologist",
    ];
    let most = words.len().saturating_sub(2);
    let small = |word: &&str| word.len() > 3 && word.ends_with('s') && word.starts_with(char::is_lowercase);
    let trade = |word: &&str| TRADES.contains(&word.to_lowercase().as_str());
    words[..most].iter().rposition(|word| small(word) || trade(word)).map_or(0, |last| last + 1)
}

/// Offices that follow the name of what they head.
fn is_office(word: &str) -> bool {
    const OFFICES: [&str; 14] = [
        "ambassador",
        "ceo",
        "chair",
        "chairman",
        "chairwoman",
        "chief",
        "commissioner",
        "director",
        "leader",
        "minister",
        "president",
        "secretary",
        "spokesman",
        "spokeswoman",
    ];
    OFFICES.iter().any(|office| word.eq_ignore_ascii_case(office))
}

/// Where a country or nationality, one or more titles and a person's name run together (`US President Donald Trump`):
/// how long the first is, and where the person begins.
pub(super) fn country_and_person(words: &[&str]) -> Option<(usize, usize)> {
    let title = words.iter().skip(1).position(|word| lexicon::is_title(word))? + 1;
    let country = lexicon::listed(&words[..title].join(" ").to_lowercase());
    let titles = words[title..].iter().take_while(|word| lexicon::is_title(word)).count();
    let named = title + titles < words.len();
    (named && country.any(Listed::COUNTRY.and(Listed::GROUP))).then_some((title, title + titles))
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
        check("blackguarding Sherburn", Kind::Person, "Sherburn");
        check("Jim considerable", Kind::Person, "Jim");
        check("ben for Huck", Kind::Person, "Huck");
        check("de Gaulle", Kind::Person, "de Gaulle");
        check("bell hooks", Kind::Person, "bell hooks");
        check("General Motors", Kind::Organisation, "General Motors");
        check("DNC Chair", Kind::Organisation, "DNC");
        check("First Sea Lord", Kind::Place, "");
        check("of Snowdon", Kind::Place, "Snowdon");
        check("Photographer Jane Roe", Kind::Person, "Jane Roe");
        check("Westworld co-stars Jane Roe", Kind::Person, "Jane Roe");
        check("Ludwig van Beethoven", Kind::Person, "Ludwig van Beethoven");
        check("Ana Maria dos Santos Silva", Kind::Person, "Ana Maria dos Santos Silva");
        check("Poet Laureate", Kind::Person, "Poet Laureate");
        check("Office of the President", Kind::Organisation, "Office of the President");
    }
}
