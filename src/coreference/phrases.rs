//! Noun phrases that speak of someone or something by what it is: "the Russian president", "the company".

use super::nouns::{self, Sort};
use super::scan::Word;
use crate::entities::lexicon;
use crate::ids::{self, Span};

/// A noun phrase in the singular.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase {
    /// The noun.
    pub(super) head: &'static str,
    pub(super) sort: Sort,
    /// From the first word to the noun, without what is part of a name.
    pub(super) span: Span,
    /// Whether it means one that is known: "the", "this", and nothing after it says which.
    pub(super) definite: bool,
    /// The country it belongs to: "the Russian president", "Russia's president".
    pub(super) nation: Option<&'static str>,
    /// The word before the noun, hashed: "the *prime* minister".
    pub(super) modifier: Option<u64>,
    /// Whether that word says that it is not quite what the noun says: "the *former* president".
    pub(super) diminished: bool,
}

impl Phrase {
    /// A noun of which nothing else is known.
    fn bare(head: &'static str, sort: Sort, span: Span) -> Self {
        Phrase { head, sort, span, definite: false, nation: None, modifier: None, diminished: false }
    }
}

/// How a phrase stands to the names around it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Beside {
    /// It says what the bearer of this mention is: "the president, Vladimir Putin", "President Putin".
    Mention(u32),
    /// It says what the subject of its clause is: "Putin is the president".
    Subject,
    /// It speaks for itself.
    Nothing,
}

/// The phrase whose noun is the word at `at`; `has_subject` tells whether its clause has a subject before it.
pub(super) fn phrase(words: &[Word], at: usize, has_subject: bool) -> Option<(Phrase, Beside)> {
    let here = &words[at];
    let (head, sort) = nouns::noun(here.lower.trim_end_matches('.'))?;
    let in_sentence = |other: &&Word| other.sentence == here.sentence;
    let after = |n: usize| words.get(at + n).filter(in_sentence);
    if nouns::stands_alone(head) {
        let phrase = Phrase::bare(head, sort, here.span);
        return Some((phrase, Beside::Nothing));
    }
    let mut before = before(words, at);
    // "The president of Russia" is Russia's; "the museum of the town" may be any, and "the University" is a name.
    let person = matches!(sort, Sort::Person(_));
    let mut open =
        before.determiner.is_some_and(|word| matches!(word, "the" | "this" | "that")) || before.nation_owns;
    let definite = open;
    if after(1).is_some_and(|word| word.lower == "of") {
        let name = (2..4).filter_map(after).find(|word| !nouns::is_determiner(&word.lower));
        before.nation = before.nation.or(name.and_then(|name| lexicon::nation(&name.lower)));
        open &= before.nation.is_some();
    }
    if !person {
        open &= before.determiner != Some("that")
            && (before.determiner == Some("the") || sort == Sort::Organisation);
        open &= before.nation.is_none() && !here.capital && after(1).is_none_or(|word| word.lower != "of");
    }
    let marked = (before.start..=at).rev().take_while(|&at| words[at].mention.is_none()).last().unwrap_or(at);
    let phrase = Phrase {
        head,
        sort,
        span: Span { start: words[marked].span.start, end: here.span.end },
        definite: open,
        nation: before.nation,
        modifier: before.modifier.map(|word| ids::fnv1a(word.bytes())),
        diminished: before.modifier.is_some_and(nouns::diminishes),
    };
    if let Some(mention) = after(1).and_then(|word| word.mention) {
        return Some((phrase, Beside::Mention(mention)));
    }
    before.determiner?;
    // "The company spokesman" is no company.
    if after(1).is_some_and(|word| nouns::noun(&word.lower).is_some()) {
        return None;
    }
    let named_after = after(1).filter(|word| word.lower == ",").and(after(2)).and_then(|word| word.mention);
    if let Some(mention) = named_after.filter(|_| definite) {
        return Some((phrase, Beside::Mention(mention)));
    }
    // "Larry, the doctor's man" is no doctor, "Boeing, the aircraft maker" is no aircraft.
    let goes_on = after(1).is_some_and(|word| {
        let lower = word.lower.as_str();
        let ends = nouns::is_preposition(lower) || nouns::opens_clause(lower) || nouns::is_linking(lower);
        matches!(lower, "'s" | "’s" | "'" | "’") || (lower.starts_with(char::is_alphabetic) && !ends)
    });
    let earlier = |n: usize| before.start.checked_sub(n).and_then(|at| words.get(at)).filter(in_sentence);
    if earlier(1).is_some_and(|word| word.lower == ",")
        && let Some(mention) = earlier(2).and_then(|word| word.mention)
    {
        return (!goes_on).then_some((phrase, Beside::Mention(mention)));
    }
    let says_what = has_subject && earlier(1).is_some_and(|word| nouns::is_linking(&word.lower));
    Some((phrase, if says_what && !goes_on { Beside::Subject } else { Beside::Nothing }))
}

/// The title that a mention begins with ("Judge Miller"), where its first word is the word at `at`.
pub(super) fn title_within(words: &[Word], at: usize) -> Option<Phrase> {
    let here = &words[at];
    let (head, sort) = nouns::noun(here.lower.trim_end_matches('.'))?;
    let goes_on = words.get(at + 1).is_some_and(|next| next.mention == here.mention);
    goes_on.then_some(Phrase::bare(head, sort, here.span))
}

/// What stands before a noun.
struct Before<'a> {
    /// The first word of the phrase.
    start: usize,
    determiner: Option<&'a str>,
    nation: Option<&'static str>,
    /// The determiner is a country's name with its 's.
    nation_owns: bool,
    modifier: Option<&'a str>,
}

fn before(words: &[Word], at: usize) -> Before<'_> {
    let mut before = Before { start: at, determiner: None, nation: None, nation_owns: false, modifier: None };
    for earlier in (at.saturating_sub(5)..at).rev() {
        let other = &words[earlier];
        if other.sentence != words[at].sentence {
            break;
        }
        let word = other.lower.as_str();
        if nouns::is_determiner(word) {
            before.determiner = Some(word);
            before.start = earlier;
            if matches!(word, "'s" | "’s") {
                // Whose it is: a country's, or someone's.
                let owner = earlier.checked_sub(1).map(|at| &words[at]);
                before.nation = owner.and_then(|owner| lexicon::nation(&owner.lower));
                before.nation_owns = before.nation.is_some();
                before.start = earlier - usize::from(before.nation_owns);
            }
            break;
        }
        if let Some(nation) = lexicon::nation(word) {
            before.nation = Some(nation);
            before.start = earlier;
            continue;
        }
        if other.mention.is_some() || !word.starts_with(char::is_alphabetic) || nouns::is_preposition(word) {
            break;
        }
        if earlier + 1 == at {
            before.modifier = Some(word);
            before.start = earlier;
        }
    }
    before
}
