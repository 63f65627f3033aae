//! Headlines: upper-case and title-case copies of sentences, with the same names.

use std::borrow::Cow;

use crate::data::Example;
use crate::random::Random;

/// Of a hundred sentences, how many also come in capitals, and how many in title case, in each epoch.
const UPPER: usize = 10;
const TITLE: usize = 10;

/// A sentence and, by chance, its headline.
pub(crate) fn copies<'a>(example: &'a Example, random: &mut Random) -> Vec<Cow<'a, Example>> {
    let mut copies = vec![Cow::Borrowed(example)];
    if example.tokens.len() >= 4 {
        let upper = random.chance(UPPER);
        let title = random.chance(TITLE);
        let small = random.chance(50);
        if upper {
            copies.push(Cow::Owned(recased(example, |token| token.to_uppercase())));
        }
        if title {
            copies.push(Cow::Owned(recased(example, |token| title_case(token, small))));
        }
    }
    copies
}

/// A way of writing a sentence.
type Recase = fn(&Example) -> Example;

/// The ways of a sentence's letters that the network learns from, by the name that `network.py` knows them by.
pub(crate) const LETTERS: [(&str, Recase); 5] = [
    ("own", Example::clone),
    ("upper", |example| recased(example, |token| token.to_uppercase())),
    ("title", |example| recased(example, |token| title_case(token, false))),
    ("title-small", |example| recased(example, |token| title_case(token, true))),
    ("lower", |example| recased(example, |token| token.to_lowercase())),
];

fn recased(example: &Example, case: impl Fn(&str) -> String) -> Example {
    let tokens = example.tokens.iter().map(|token| {
        if token.starts_with(['@', '#', '\'', '’']) || token.contains("://") {
            token.clone()
        } else {
            case(token)
        }
    });
    let (mut tokens, mut allowed): (Vec<_>, _) = (tokens.collect(), example.allowed.clone());
    // Headlines end without a full stop.
    if tokens.last().is_some_and(|last| last == ".") {
        tokens.pop();
        allowed.pop();
    }
    Example { tokens, allowed }
}

/// The first letter in capitals, the rest as it is; short words stay `small` in some styles.
fn title_case(token: &str, small: bool) -> String {
    const SMALL: [&str; 22] = [
        "a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "and", "or", "but", "as", "with",
        "from", "into", "over", "is", "n't", "than", "via",
    ];
    let mut characters = token.chars();
    match characters.next() {
        Some(first) if !(small && SMALL.contains(&token)) => first.to_uppercase().chain(characters).collect(),
        _ => token.to_owned(),
    }
}
