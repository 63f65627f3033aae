//! Names joined by a hyphen: `Trump-Putin`, `US-Russia`, `anti-Trump`.
//!
//! A hyphen also stands inside names (`al-Assad`, `Jean-Claude`, `Coca-Cola`, `Day-Lewis`), so it separates only where
//! the article itself gives evidence. `A-B` is cut when every part is a country, or stands elsewhere in the same
//! article as a word of its own that is always capitalised; never at a particle or combining form (`Al`, `Anglo`),
//! and, unless all parts are countries, not after a capitalised word (`Daniel Day-Lewis`), where the joined form is
//! likelier to be the rest of a name. A prefix in small letters before a capital is always cut (`anti-Trump`).
//! An en dash or a slash always separates; see the `tokens` module.

use std::collections::BTreeSet;

use crate::ids::Span;

use super::Sentence;
use super::countries::is_country;
use super::sentences::is_starter;
use crate::order::Gather;

/// Cuts the joined names among the tokens of a document; sentences keep pointing at theirs.
pub(super) fn split(text: &str, sentences: &mut [Sentence], tokens: &mut Vec<Span>) {
    let slice = |span: Span| text.get(span.range()).unwrap_or_default();
    if !tokens.iter().any(|&token| is_candidate(slice(token))) {
        return;
    }
    let names = standing_alone(tokens.iter().map(|&token| slice(token)));
    let mut split = Vec::with_capacity(tokens.len() + 16);
    for sentence in sentences {
        let first = split.len() as u32;
        let mut before: Option<&str> = None;
        for (rank, &token) in
            tokens[sentence.first_token as usize..sentence.end_token as usize].iter().enumerate()
        {
            let word = slice(token);
            let in_name =
                rank > 1 && before.is_some_and(|b| b.starts_with(char::is_uppercase) && !is_starter(b));
            if is_candidate(word) && separates(word, in_name, &names) {
                cut(word, token.start as usize, &mut split);
            } else {
                split.push(token);
            }
            before = Some(word);
        }
        (sentence.first_token, sentence.end_token) = (first, split.len() as u32);
    }
    *tokens = split;
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

fn is_candidate(word: &str) -> bool {
    word.contains(is_hyphen)
        && word.split(is_hyphen).skip(1).any(|part| part.starts_with(char::is_uppercase))
        && !word.contains(['/', '@'])
}

/// Words that stand alone and only with a capital, in capitals: the names of the article, and some more.
fn standing_alone<'t>(words: impl Iterator<Item = &'t str> + Clone) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = words
        .clone()
        .filter(|word| {
            word.starts_with(char::is_uppercase)
                && word.len() > 1
                && !word.contains(is_hyphen)
                && !is_starter(word)
        })
        .map(upper)
        .gather();
    for word in words.filter(|word| word.starts_with(char::is_lowercase)) {
        names.remove(&upper(word));
    }
    names
}

/// A word in capitals, without full stops.
fn upper(word: &str) -> String {
    word.chars().filter(|&c| c != '.').flat_map(char::to_uppercase).collect()
}

fn separates(word: &str, in_name: bool, names: &BTreeSet<String>) -> bool {
    let mut parts = word.split(is_hyphen);
    let first = parts.clone().next().unwrap_or_default();
    if is_prefix(first) {
        return parts.nth(1).is_some_and(|part| part.chars().count() > 1);
    }
    let is_known = |part: &str| is_country(part) || names.contains(&upper(part));
    if parts.clone().any(|part| part.chars().count() < 2 || !part.starts_with(char::is_uppercase)) {
        return false;
    }
    if HYPHENATED.contains(&upper(word).as_str()) {
        return false;
    }
    if PREFIXES.contains(&first.to_lowercase().as_str()) {
        return parts.skip(1).all(is_known); // "Pro-Trump", not "Non-Proliferation"
    }
    if parts.clone().any(|part| BOUND.binary_search(&upper(part).as_str()).is_ok()) {
        return false;
    }
    parts.clone().all(is_country) || (!in_name && parts.all(is_known))
}

fn cut(word: &str, start: usize, tokens: &mut Vec<Span>) {
    let mut from = 0;
    for (at, hyphen) in word.char_indices().filter(|&(_, c)| is_hyphen(c)) {
        if from < at {
            tokens.push(Span::new(start + from, start + at));
        }
        from = at + hyphen.len_utf8();
        tokens.push(Span::new(start + at, start + from));
    }
    if from < word.len() {
        tokens.push(Span::new(start + from, start + word.len()));
    }
}

fn is_prefix(part: &str) -> bool {
    PREFIXES.contains(&part)
}

/// English prefixes that are hyphenated before a capital.
const PREFIXES: [&str; 8] = ["anti", "pro", "ex", "non", "post", "pre", "un", "mid"];

/// States whose own name has a hyphen and parts that are, or look like, other countries.
const HYPHENATED: [&str; 4] = ["AUSTRIA-HUNGARY", "BOSNIA-HERZEGOVINA", "GUINEA-BISSAU", "TIMOR-LESTE"];

/// Particles and combining forms, in capitals, sorted: they are bound to the other part of the name.
const BOUND: [&str; 51] = [
    "ABD", "ABDUL", "ABU", "AD", "AFRO", "AL", "AN", "ANGLO", "AR", "AS", "ASH", "AT", "AUSTRO", "AZ", "BEN",
    "BIN", "DA", "DAR", "DE", "DEL", "DES", "DI", "DU", "ED", "EL", "EURO", "FRANCO", "GRAECO", "GRECO",
    "IBN", "INDO", "ITALO", "LA", "LE", "LES", "LUSO", "NEO", "PAN", "RUSSO", "SAINT", "SINO", "ST", "STE",
    "TRANS", "TURCO", "UL", "UMM", "UR", "VAN", "VON", "ZU",
];

#[cfg(test)]
mod tests {
    use super::BOUND;

    #[test]
    fn bound_forms_are_sorted() {
        assert!(BOUND.is_sorted());
    }
}
