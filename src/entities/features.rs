//! What the recogniser looks at: hashed features of a token in its sentence.
//!
//! # How it works
//!
//! A first pass turns each token into facts: hashes of the word, its lower-cased form and its affixes, a coarse
//! class of its letters, and what the word lists say. A second pass combines the facts of a token and its neighbours
//! into some fifty feature keys of [`KEY_BITS`] bits. No string is built on the way. Training calls the very same
//! code, so the two cannot drift; [`VERSION`] goes into the model file and changes with every change here.
//!
//! In headlines capitals say little. The sentence's [`Casing`] is therefore part of every feature that looks at
//! capitals, and training adds upper-case and title-case copies of its sentences.

use std::collections::HashMap;

use super::letters::{SEED, casing, class_of, each_folded, shape_of, step};
use super::lexicon::{self, Listed};
use crate::model::Gazetteer;
use crate::model::KEY_BITS;
use crate::model::clusters::Clusters;
use crate::model::gazetteer::LONGEST;
use crate::model::network::Input;
use crate::model::plain::Plain;

pub use super::letters::{Casing, Class, lower_hash};

/// Changes with every change of the features: a model made for other features is refused.
pub const VERSION: u16 = 4;

/// What features need of one token.
#[derive(Clone, Copy, Debug, Default)]
struct Facts {
    word: u32,
    lower: u32,
    prefixes: [u32; 4],
    suffixes: [u32; 4],
    shape: u32,
    class: Class,
    /// Lists that have the word.
    listed: u8,
    /// Lists that have a run of words this token is in, and whether it opens the run.
    phrase: u8,
    cluster: [u8; 2],
    /// First and last capitalised word of the run of such words around this token.
    run: (u32, u32),
    run_length: u8,
    /// The nearest words without a capital on either side.
    outside: (u32, u32),
}

/// Set in `Facts::phrase` where a listed run of several words begins.
const OPENS: u8 = 128;

/// Turns tokens into feature keys. Holds the word lists by hash and scratch space.
#[derive(Debug)]
pub struct Extractor {
    listed: HashMap<u32, Listed, Plain>,
    phrases: HashMap<u32, Listed, Plain>,
    gazetteer: Gazetteer,
}

/// Scratch space for one sentence at a time.
#[derive(Debug, Default)]
pub struct Sentence {
    facts: Vec<Facts>,
    casing: Option<Casing>,
}

/// A handle or an address: what it is counts, its letters do not.
fn opaque(class: Class) -> Facts {
    let hash = step(SEED, if class == Class::Handle { '@' } else { ':' });
    Facts { word: hash, lower: hash, shape: hash, class, ..Facts::default() }
}

fn facts_of(word: &str) -> Facts {
    let class = class_of(word);
    if matches!(class, Class::Handle | Class::Link) {
        return opaque(class);
    }
    let mut facts = Facts { class, ..Facts::default() };
    let (mut exact, mut lower, mut shape) = (SEED, SEED, SEED);
    let mut last_shape = '\0';
    let mut prefix = 0;
    for character in word.chars() {
        exact = step(exact, character);
        each_folded(character, |c| lower = step(lower, c));
        if prefix < 4 {
            facts.prefixes[prefix] = lower;
            prefix += 1;
        }
        let letter = shape_of(character);
        if letter != last_shape {
            shape = step(shape, letter);
            last_shape = letter;
        }
    }
    let (mut suffix, mut count) = (SEED ^ 0x5555, 0);
    for character in word.chars().rev().take(4) {
        each_folded(character, |c| suffix = step(suffix, c));
        facts.suffixes[count] = suffix;
        count += 1;
    }
    // The shape also says how long the word is, coarsely.
    let length = word.chars().take(9).count().min(8) as u32;
    Facts { word: exact, lower, shape: step(shape, char::from(b'0' + length as u8)), ..facts }
}

/// Mixes a template's number and its values into a feature key.
fn key(template: u32, a: u32, b: u32) -> u32 {
    let mut x = (u64::from(template) << 32 | u64::from(a)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 29) ^ u64::from(b)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (x >> (64 - KEY_BITS)) as u32
}

/// Lists that are too long for the program and come with the model, by the bit that says a name is in them. The bits of
/// single words and of runs go on from those of [`Listed`].
pub mod lists {
    /// A word that is a rarer surname.
    pub const SURNAME: u8 = 64;
    /// A word that is a town.
    pub const TOWN: u8 = 128;
    /// A run of words that names a town; the same bit as the lexicon's cities.
    pub const TOWN_RUN: u8 = super::Listed::CITY.0;
    /// A run of words that names a school, a party or the like.
    pub const INSTITUTION_RUN: u8 = 8;
}

/// The hash of a run of words, one word more.
fn longer(run: u32, word: u32) -> u32 {
    key(99, run, word)
}

/// The hash of a run of folded words.
pub fn run_hash<'w>(words: impl IntoIterator<Item = &'w str>) -> u32 {
    words.into_iter().map(lower_hash).fold(SEED, longer)
}

impl Extractor {
    /// An extractor over the word lists of [`lexicon`] and those that come with the model.
    pub fn new(gazetteer: Gazetteer) -> Self {
        let mut extractor = Extractor { listed: HashMap::default(), phrases: HashMap::default(), gazetteer };
        for (name, listed) in lexicon::entries() {
            let (table, hash) = match name.contains(' ') {
                false => (&mut extractor.listed, lower_hash(name)),
                true => (&mut extractor.phrases, run_hash(name.split(' '))),
            };
            let entry = table.entry(hash).or_default();
            *entry = entry.and(listed);
        }
        extractor
    }

    /// Reads a sentence's tokens into `sentence`, for [`Extractor::keys`].
    pub fn read(&self, tokens: &[&str], clusters: &Clusters, sentence: &mut Sentence) {
        let facts = &mut sentence.facts;
        facts.clear();
        facts.extend(tokens.iter().map(|token| {
            let mut facts = facts_of(token);
            facts.listed = self.listed.get(&facts.lower).copied().unwrap_or_default().0;
            facts.listed |= self.gazetteer.word(facts.lower);
            facts.cluster = clusters.of(facts.lower);
            facts
        }));
        sentence.casing = Some(casing(tokens));
        mark_handles(tokens, facts);
        self.mark_phrases(facts);
        mark_runs(facts);
    }

    fn mark_phrases(&self, facts: &mut [Facts]) {
        let mut at = 0;
        while at < facts.len() {
            let longest = if facts[at].class.is_capital() { LONGEST.min(facts.len() - at) } else { 0 };
            let mut found = (0, 0);
            let mut hash = SEED;
            for count in 1..=longest {
                hash = longer(hash, facts[at + count - 1].lower);
                let listed =
                    if count > 1 { self.phrases.get(&hash).copied().unwrap_or_default() } else { Listed(0) };
                let bits = listed.0 | self.gazetteer.run(hash);
                if bits != 0 {
                    found = (count, bits);
                }
            }
            for (index, facts) in facts[at..at + found.0].iter_mut().enumerate() {
                facts.phrase = found.1 | if index == 0 { OPENS } else { 64 };
            }
            at += found.0.max(1);
        }
    }

    /// Replaces `keys` by the feature keys of token `i` of a sentence that was [read](Extractor::read).
    pub fn keys(&self, sentence: &Sentence, i: usize, keys: &mut Vec<u32>) {
        const EDGE: Facts = Facts {
            word: 1,
            lower: 1,
            prefixes: [1; 4],
            suffixes: [1; 4],
            shape: 1,
            class: Class::Edge,
            listed: 0,
            phrase: 0,
            cluster: [0; 2],
            run: (1, 1),
            run_length: 0,
            outside: (1, 1),
        };
        let facts = &sentence.facts;
        let at = |offset: isize| i.checked_add_signed(offset).and_then(|j| facts.get(j)).unwrap_or(&EDGE);
        let (f, p, n, pp, nn) = (at(0), at(-1), at(1), at(-2), at(2));
        let mode = sentence.casing.unwrap_or(Casing::Prose) as u32;
        let class = f.class as u32 * 4 + mode;
        let first = u32::from(p.class == Class::Edge || p.class == Class::Mark && pp.class == Class::Edge);
        let around = |a: &Facts, b: &Facts| a.class as u32 * 32 + b.class as u32;

        keys.clear();
        let mut template = 0;
        let mut add = |a: u32, b: u32| {
            template += 1;
            keys.push(key(template, a, b));
        };
        add(0, 0);
        add(f.lower, 0);
        add(f.word, mode);
        add(f.lower, class);
        add(f.shape, mode);
        add(class, first);
        add(f.lower, first + 2 * mode);
        for prefix in f.prefixes {
            add(prefix, class);
        }
        for suffix in f.suffixes {
            add(suffix, class);
        }
        add(p.lower, 0);
        add(n.lower, 0);
        add(pp.lower, 0);
        add(nn.lower, 0);
        add(p.lower, class);
        add(n.lower, class);
        add(p.lower, f.lower);
        add(f.lower, n.lower);
        add(key(90, pp.lower, p.lower), class);
        add(key(91, n.lower, nn.lower), class);
        add(key(92, p.lower, n.lower), class);
        add(p.suffixes[2], class);
        add(n.suffixes[2], class);
        add(p.shape, f.shape);
        add(f.shape, n.shape);
        add(around(p, n), class);
        add(around(pp, p), class);
        add(around(n, nn), class);
        add(f.outside.0, class);
        add(f.outside.1, class);
        add(key(93, f.outside.0, f.outside.1), class);
        add(f.run.0, class);
        add(f.run.1, class);
        add(u32::from(f.run_length), class);
        add(key(94, f.run.0, f.run.1), class);
        add(u32::from(f.listed), class);
        add(u32::from(p.listed) * 256 + u32::from(f.listed), class);
        add(u32::from(f.listed) * 256 + u32::from(n.listed), class);
        add(u32::from(f.phrase), u32::from(n.phrase));
        add(u32::from(f.cluster[0]), class);
        add(u32::from(f.cluster[1]), class);
        add(u32::from(p.cluster[1]), class);
        add(u32::from(n.cluster[1]), class);
        add(u32::from(p.cluster[0]) * 256 + u32::from(f.cluster[0]), class);
        add(u32::from(f.cluster[0]) * 256 + u32::from(n.cluster[0]), class);
    }
}

impl Sentence {
    /// What the network needs of token `i`.
    pub fn input(&self, i: usize) -> Input {
        let Some(facts) = self.facts.get(i) else { return Input::default() };
        Input {
            lower: facts.lower,
            prefix: facts.prefixes[2],
            suffix: facts.suffixes[2],
            shape: facts.shape,
            class: facts.class as u8,
            casing: self.casing() as u8,
            lists: u16::from(facts.listed) | u16::from(facts.phrase) << 8,
        }
    }

    /// The number of tokens read.
    pub fn len(&self) -> usize {
        self.facts.len()
    }

    /// Whether no token was read.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// How the sentence uses capitals.
    pub fn casing(&self) -> Casing {
        self.casing.unwrap_or(Casing::Prose)
    }

    /// The class of token `i`.
    pub fn class(&self, i: usize) -> Class {
        self.facts.get(i).map_or(Class::Edge, |facts| facts.class)
    }
}

/// Which tokens are handles or part of one: some tokenisers part `@some_one` into `@ some _ one`.
pub fn handles<T: AsRef<str>>(tokens: &[T]) -> Vec<bool> {
    let mut handles: Vec<bool> = Vec::with_capacity(tokens.len());
    for (i, token) in tokens.iter().map(AsRef::as_ref).enumerate() {
        let before = |back: usize| i.checked_sub(back).map(|at| (tokens[at].as_ref(), handles[at]));
        let goes_on = match before(1) {
            Some(("@", _)) => true,
            Some(("_", true)) => before(2).is_some(),
            Some((_, true)) => token == "_",
            _ => false,
        };
        handles.push(token == "@" && i + 1 < tokens.len() || goes_on || class_of(token) == Class::Handle);
    }
    handles
}

fn mark_handles(tokens: &[&str], facts: &mut [Facts]) {
    if !tokens.contains(&"@") {
        return;
    }
    for (facts, handle) in facts.iter_mut().zip(handles(tokens)) {
        if handle {
            *facts = opaque(Class::Handle);
        }
    }
}

/// Tells each token the run of capitalised words around it and the words that close it in.
fn mark_runs(facts: &mut [Facts]) {
    let mut at = 0;
    let mut before = 1;
    while at < facts.len() {
        if !facts[at].class.is_capital() {
            let after = facts.get(at + 1).map_or(1, |next| next.lower);
            let here = facts[at].lower;
            facts[at].outside = (before, after);
            facts[at].run = (0, 0);
            before = here;
            at += 1;
            continue;
        }
        let length = facts[at..].iter().take_while(|facts| facts.class.is_capital()).count();
        let after = facts.get(at + length).map_or(1, |next| next.lower);
        let run = (facts[at].lower, facts[at + length - 1].lower);
        for facts in &mut facts[at..at + length] {
            facts.outside = (before, after);
            facts.run = run;
            facts.run_length = length.min(7) as u8;
        }
        at += length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_depend_on_the_neighbours() {
        let extractor = Extractor::new(Gazetteer::default());
        let keys = |tokens: &[&str]| {
            let (mut sentence, mut keys) = (Sentence::default(), Vec::new());
            extractor.read(tokens, &Clusters::default(), &mut sentence);
            extractor.keys(&sentence, 1, &mut keys);
            keys
        };
        let (a, b) = (keys(&["President", "Bush", "said"]), keys(&["the", "Bush", "said"]));
        assert_eq!(a.len(), b.len());
        assert!(a.iter().zip(&b).filter(|(a, b)| a == b).count() > a.len() / 3);
        assert_ne!(a, b);
    }

    fn check_handles(sentence: &str, expected: &str) {
        let tokens: Vec<_> = sentence.split(' ').collect();
        let found: String = handles(&tokens).into_iter().map(|h| if h { '@' } else { '.' }).collect();
        assert_eq!(found, expected, "{sentence}");
    }

    #[test]
    fn handles_are_known_whole_and_in_parts() {
        check_handles("RT @someone : hello", ".@..");
        check_handles("RT @ some _ one : hello _", ".@@@@...");
        check_handles("mail me @", "...");
    }
}
