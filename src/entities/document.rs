//! What the rest of an article says about a name.
//!
//! # How it works
//!
//! The tagger sees one sentence at a time, and in a headline, where every word has a capital, it knows little. The
//! prose of the article knows more:
//!
//! - a name that occurs several times **votes** on its kind, each occurrence with its margin;
//! - a lone surname or given name of a person named in full elsewhere is that **person**;
//! - a lone word that the tagger hardly believed and that occurs but once is **none**;
//! - a name found once is looked for **everywhere**, in the same spelling in prose, in any case in headlines;
//! - in a headline a run of words is cut to the names that the prose knows, and what it does not know counts only
//!   when the tagger is sure or a word list has it. A word that the prose writes small is no name by its capitals.
//!
//! Without prose (a text all in capitals) the tagger's word stands. None of this knows any name; a word list can
//! confirm one but never makes one.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::features::{Casing, lower_hash};
use super::lexicon::{self, Listed};
use super::recogniser::{Found, HALF_SURE};
use super::{Kind, shape};

/// Names of more words are not looked for elsewhere: they are lists taken for a name, and looking costs the square of
/// their length.
const LONGEST: usize = 12;

/// A sentence as the second pass sees it.
pub(super) struct Line<'t> {
    pub(super) words: Vec<&'t str>,
    pub(super) casing: Casing,
    /// The names so far, in order and without overlap.
    pub(super) names: Vec<Found>,
}

/// What the article's prose says about a name.
#[derive(Default)]
struct Known<'t> {
    /// The weight of its occurrences by kind.
    votes: [i64; 6],
    count: u32,
    /// Its spellings.
    surfaces: Vec<Vec<&'t str>>,
}

impl Known<'_> {
    fn kind(&self) -> Kind {
        Kind::ALL
            .into_iter()
            .max_by_key(|kind| (self.votes[kind.index()], 6 - kind.index()))
            .unwrap_or(Kind::Other)
    }

    fn weight(&self) -> i64 {
        self.votes.iter().sum()
    }
}

/// All that the article's prose says.
#[derive(Default)]
struct Evidence<'t> {
    names: BTreeMap<String, Known<'t>>,
    /// Surnames and given names of people named in full, with the weight of those.
    people: BTreeMap<String, i64>,
    /// Surnames that are also titles ("Ann Senator").
    titles: BTreeSet<String>,
    /// The given names among them.
    given_names: BTreeSet<String>,
    /// Hashes of words that occur in small letters.
    small: HashSet<u32>,
    /// Hashes of the first words of names, to look up only where it may help.
    starts: HashSet<u32>,
    longest: usize,
}

/// The second pass over an article: changes the names of its sentences.
pub(super) fn reconsider(lines: &mut [Line<'_>]) {
    let evidence = Evidence::gather(lines);
    if lines.iter().all(|line| line.casing != Casing::Prose) {
        return;
    }
    for line in lines.iter_mut() {
        line.names = match line.casing {
            Casing::Prose => evidence.prose(line),
            Casing::Title | Casing::Upper => evidence.headline(line),
        };
        evidence.by_shape(line);
    }
}

fn folded(words: &[&str]) -> String {
    words.join(" ").to_lowercase()
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// What an occurrence's margin is worth in a vote.
fn weight(margin: i32) -> i64 {
    i64::from(margin.clamp(1, 4 * HALF_SURE))
}

impl<'t> Evidence<'t> {
    fn gather(lines: &[Line<'t>]) -> Self {
        let mut evidence = Evidence::default();
        for line in lines.iter().filter(|line| line.casing == Casing::Prose) {
            evidence.small.extend(
                line.words
                    .iter()
                    .filter(|word| word.starts_with(char::is_lowercase))
                    .map(|word| lower_hash(word)),
            );
            for name in &line.names {
                let words = &line.words[name.start..name.end];
                let known = evidence.names.entry(folded(words)).or_default();
                known.votes[name.kind.index()] += weight(name.margin);
                known.count += 1;
                if !known.surfaces.iter().any(|surface| surface == words) {
                    known.surfaces.push(words.to_vec());
                }
            }
        }
        let (mut people, mut given_names) = (BTreeMap::new(), BTreeSet::new());
        let mut titles = BTreeSet::new();
        for known in evidence.names.values().filter(|known| known.kind() == Kind::Person) {
            let Some(words) = known.surfaces.first().filter(|words| (2..=4).contains(&words.len())) else {
                continue;
            };
            let support = known.votes[Kind::Person.index()];
            let titled = words.iter().all(|word| lexicon::is_title(word));
            let last = words.last().filter(|last| !titled && lexicon::is_title(last));
            titles.extend(last.map(|last| last.to_lowercase()));
            given_names.extend(words.first().map(|word| word.to_lowercase()));
            for word in [words.first(), words.last()].into_iter().flatten() {
                let proper = is_capital(word) && word.chars().count() > 2 && !word.ends_with('.');
                if proper && !lexicon::is_title(word) && !evidence.small.contains(&lower_hash(word)) {
                    *people.entry(word.to_lowercase()).or_default() += support;
                }
            }
        }
        evidence.people = people;
        evidence.titles = titles;
        evidence.given_names = given_names;
        for known in evidence.names.values() {
            evidence.longest = evidence.longest.max(known.surfaces[0].len()).min(LONGEST);
            evidence
                .starts
                .extend(known.surfaces.iter().flat_map(|words| words.first()).map(|w| lower_hash(w)));
        }
        evidence.starts.extend(evidence.people.keys().map(|word| lower_hash(word)));
        evidence
    }

    /// Whether a word also occurs in small letters, so that a capital alone does not make it a name.
    fn is_small(&self, word: &str) -> bool {
        self.small.contains(&lower_hash(word))
    }

    /// The kind that the article gives these words, with what stands behind it.
    fn kind_of(&self, words: &[&str]) -> Option<(Kind, i64)> {
        let name = folded(words);
        let own = self.names.get(&name);
        let own_weight = own.map_or(0, Known::weight);
        // A lone surname is the person's unless the article mostly uses it for something else.
        if let [_] = words
            && let Some(&support) = self.people.get(&name)
            && support + own.map_or(0, |known| known.votes[Kind::Person.index()]) * 2 >= own_weight
        {
            return Some((Kind::Person, support + own_weight));
        }
        own.map(|known| (known.kind(), own_weight))
    }

    /// The longest name that the article knows at the start of `words`: its length and kind.
    fn longest_at(&self, words: &[&str], exactly: bool, least: i64) -> Option<(usize, Kind)> {
        let first = words.first().filter(|first| is_capital(first))?;
        if !self.starts.contains(&lower_hash(first)) {
            return None;
        }
        (1..=self.longest.clamp(1, words.len())).rev().find_map(|length| {
            let words = &words[..length];
            let (kind, support) = self.kind_of(words)?;
            let spelt = || {
                let known = self.names.get(&folded(words));
                let own = known.is_some_and(|known| known.surfaces.iter().any(|surface| surface == words));
                own || length == 1 && self.people.contains_key(&folded(words)) && !is_all_capitals(words[0])
            };
            let small = length == 1 && self.is_small(first);
            (support >= least && !small && (!exactly || spelt())).then_some((length, kind))
        })
    }

    fn prose(&self, line: &Line<'_>) -> Vec<Found> {
        let mut names = Vec::with_capacity(line.names.len());
        let mut at = 0;
        let mut found = line.names.iter().peekable();
        while at < line.words.len() {
            if let Some(&&name) = found.peek()
                && name.start <= at
            {
                found.next();
                let mut name = self.revised(line, name);
                let limit = found.peek().map_or(line.words.len(), |next| next.start);
                let rest = line.words.get(name.start..limit).unwrap_or_default();
                if let Some((length, kind)) = self.longest_at(rest, true, i64::from(HALF_SURE))
                    && name.start + length > name.end
                {
                    name = Found { end: name.start + length, kind, ..name };
                }
                if !self.is_faint(line, &name) {
                    names.push(name);
                }
                at = name.end.max(at + 1);
                continue;
            }
            let limit = found.peek().map_or(line.words.len(), |name| name.start);
            match self.longest_at(&line.words[at..limit], true, i64::from(HALF_SURE)) {
                Some((length, kind)) if self.stands_alone(line, at, at + length) => {
                    names.push(Found { start: at, end: at + length, kind, margin: HALF_SURE / 2 });
                    at += length;
                }
                _ => at += 1,
            }
        }
        names
    }

    /// Whether a name of one word is more likely none: the tagger hardly believed it, nor does the rest of the article speak for it.
    fn is_faint(&self, line: &Line<'_>, name: &Found) -> bool {
        let words = &line.words[name.start..name.end];
        let support = self.kind_of(words).map_or(0, |(_, support)| support);
        words.len() == 1 && name.margin < HALF_SURE / 4 && support < i64::from(HALF_SURE / 2)
    }

    /// Drops offices and classes that nobody is called by, and types what a firm makes and a family as what they are.
    fn by_shape(&self, line: &mut Line<'_>) {
        let Line { words, names, .. } = line;
        names.retain_mut(|name| {
            let own = &words[name.start..name.end];
            let surname = |word: &str| self.people.contains_key(&word.to_lowercase());
            if name.kind == Kind::Organisation
                && let Some(maker) = shape::maker(own)
                && self.kind_of(maker).is_some_and(|(kind, _)| kind == Kind::Organisation)
            {
                name.kind = Kind::Other;
            }
            let the =
                name.start.checked_sub(1).is_some_and(|before| words[before].eq_ignore_ascii_case("the"));
            if the && shape::one_of_family(own).is_some_and(surname) {
                name.kind = Kind::Group;
            }
            let called = matches!(own, [word] if surname(word) || self.titles.contains(&word.to_lowercase()));
            called || !shape::is_nameless(own, name.kind)
        });
    }

    /// Whether no other capitalised word touches, of which the name might be a part.
    fn stands_alone(&self, line: &Line<'_>, start: usize, end: usize) -> bool {
        let part = |word: &&str| is_capital(word) && !lexicon::is_title(word);
        // The sentence's first word has its capital by its place, unless it is a given name.
        let first = |word: &str| lexicon::listed(&word.to_lowercase()).any(Listed::GIVEN_NAME);
        let before = start.checked_sub(1).and_then(|i| line.words.get(i));
        !before.is_some_and(|word| part(word) && (start > 1 || first(word)))
            && !line.words.get(end).is_some_and(part)
    }

    /// A name of the tagger's with the article's kind, less an opening word that is capitalised by its place only.
    fn revised(&self, line: &Line<'_>, mut name: Found) -> Found {
        let words = &line.words[name.start..name.end];
        if name.start == 0 && words.len() > 1 && self.is_small(words[0]) && self.kind_of(words).is_some() {
            let alone = self.names.get(&folded(words)).is_none_or(|known| known.count == 1);
            if alone && self.kind_of(&words[1..]).is_some() {
                name.start += 1;
            }
        }
        // "Trump campaign" is an event to the tagger at times; to the article it is Trump.
        let words = &line.words[name.start..name.end];
        let proper =
            words.iter().rposition(|word| !word.starts_with(char::is_lowercase)).map_or(0, |last| last + 1);
        if matches!(name.kind, Kind::Event | Kind::Other)
            && (1..words.len()).contains(&proper)
            && self.kind_of(&words[..proper]).is_some()
        {
            name.end = name.start + proper;
        }
        if let Some((kind, _)) = self.kind_of(&line.words[name.start..name.end]) {
            name.kind = kind;
        }
        name
    }

    fn headline(&self, line: &Line<'_>) -> Vec<Found> {
        let words = &line.words;
        let mut names: Vec<Found> = Vec::with_capacity(line.names.len());
        let mut at = 0;
        let mut found = line.names.iter().peekable();
        while at < words.len() {
            while found.peek().is_some_and(|name| name.end <= at) {
                found.next();
            }
            let own = found.peek().filter(|name| name.start == at).map(|&&name| name);
            let known = self.longest_at(&words[at..], false, 1);
            // The tagger's name stands when the prose has it too, and no longer one.
            if let Some(name) = own.filter(|name| known.is_none_or(|(length, _)| name.end - at >= length))
                && let Some((kind, _)) = self.kind_of(&words[at..name.end])
                && !(name.end - at == 1 && self.is_small(words[at]) && !is_sure(&name))
            {
                names.push(Found { kind, ..name });
                at = name.end;
                continue;
            }
            if let Some(name) = own.filter(|name| self.holds_together(words, name)) {
                names.push(name);
                at = name.end;
                continue;
            }
            if let Some((length, kind)) = known {
                names.push(Found { start: at, end: at + length, kind, margin: HALF_SURE });
                at += length;
                continue;
            }
            match own {
                Some(name) if self.believes(words, &name) => {
                    names.push(name);
                    at = name.end;
                }
                _ => at += 1,
            }
        }
        names
    }

    /// Whether a headline's name of several words is whole though the prose knows only a part of it: a given name
    /// with a surname, or words of which the prose neither writes one small nor knows the rest as another name.
    fn holds_together(&self, words: &[&str], name: &Found) -> bool {
        let own = &words[name.start..name.end];
        if own.len() < 2 || own.iter().any(|word| self.is_small(word)) {
            return false;
        }
        let first = own[0].to_lowercase();
        let given = lexicon::listed(&first).any(Listed::GIVEN_NAME)
            || self.given_names.contains(&first)
            || self
                .names
                .get(&first)
                .is_some_and(|known| known.kind() == Kind::Person && !self.people.contains_key(&first));
        if name.kind == Kind::Person && own.len() == 2 && given {
            return true;
        }
        is_sure(name) && (1..own.len()).all(|from| self.longest_at(&own[from..], false, 1).is_none())
    }

    /// Whether a headline's name that the prose does not have is one all the same.
    fn believes(&self, words: &[&str], name: &Found) -> bool {
        let own = &words[name.start..name.end];
        let known_inside = (1..own.len()).any(|from| self.longest_at(&own[from..], false, 1).is_some());
        if known_inside || own.iter().all(|word| self.is_small(word)) {
            return false;
        }
        is_sure(name)
            || lexicon::listed(&folded(own)).any(Listed::COUNTRY.and(Listed::GROUP).and(Listed::CITY))
    }
}

/// Sure enough for a headline: where most words have capitals, a margin is worth less.
fn is_sure(name: &Found) -> bool {
    name.margin >= HALF_SURE / 2
}

fn is_all_capitals(word: &str) -> bool {
    word.chars().all(|c| !c.is_lowercase()) && word.chars().count() > 1
}

#[cfg(test)]
mod tests {
    use super::super::marked;
    use super::*;

    /// Lines of words; a name is written `[PER Vladimir Putin]`. Prose unless the line opens with `# ` or `! `.
    fn line(text: &str) -> Line<'_> {
        let (casing, text) = match text.split_at_checked(2) {
            Some(("# ", rest)) => (Casing::Title, rest),
            Some(("! ", rest)) => (Casing::Upper, rest),
            _ => (Casing::Prose, text),
        };
        let (words, names) = marked::read(text, HALF_SURE - 1);
        Line { words, casing, names }
    }

    fn check(article: &[&str], expected: &[&str]) {
        let mut lines: Vec<_> = article.iter().map(|text| line(text)).collect();
        reconsider(&mut lines);
        for (line, expected) in lines.iter().zip(expected) {
            let names: Vec<_> = line
                .names
                .iter()
                .map(|name| format!("{} {}", name.kind.code(), line.words[name.start..name.end].join(" ")))
                .collect();
            assert_eq!(names.join(", "), *expected);
        }
    }

    #[test]
    fn a_surname_is_the_person_s() {
        check(
            &["[PER Vladimir Putin] spoke .", "Then Putin left .", "[ORG Putin] came back ."],
            &["PER Vladimir Putin", "PER Putin", "PER Putin"],
        );
    }

    #[test]
    fn occurrences_vote_on_the_kind() {
        check(
            &["[ORG Hamas] said so .", "[ORG Hamas] did so .", "[PER Hamas] is banned ."],
            &["ORG Hamas", "ORG Hamas", "ORG Hamas"],
        );
    }

    #[test]
    fn a_headline_is_cut_to_what_the_prose_knows() {
        check(
            &[
                "! [PER TRUMP DEFIES OBAMA] AND [ORG DESTROY]",
                "[PER Barack Obama] met [PER Donald Trump] , who defies and may destroy .",
            ],
            &["PER TRUMP, PER OBAMA", "PER Barack Obama, PER Donald Trump"],
        );
    }

    #[test]
    fn a_common_noun_does_not_make_an_event() {
        check(
            &["[PER Donald Trump] won .", "the [EVENT Trump campaign] and the [EVENT Paris summit]"],
            &["PER Donald Trump", "PER Trump, EVENT Paris summit"],
        );
    }

    #[test]
    fn the_pronoun_is_not_the_country() {
        check(&["! JOIN US NOW", "The [LOC US] asked us to come ."], &["", "LOC US"]);
    }

    #[test]
    fn a_word_capitalised_by_its_place_is_not_found_again() {
        check(&["[ORG Will] spoke .", "He will . Will they ?"], &["ORG Will", ""]);
    }

    #[test]
    fn models_and_families_are_no_organisations_and_offices_nobody() {
        check(
            &[
                "[ORG Airbus] sold the [ORG Airbus A320] .",
                "[PER Edward Ashburnham] led the [ORG Ashburnhams] .",
            ],
            &["ORG Airbus, MISC Airbus A320", "PER Edward Ashburnham, NORP Ashburnhams"],
        );
        check(
            &["the [PER President] met [PER Ann Senator] .", "[PER Senator] left ."],
            &["PER Ann Senator", "PER Senator"],
        );
    }

    #[test]
    fn a_full_name_in_a_headline_stays_whole() {
        check(
            &["# [PER Melania Trump] Speaks In Ohio", "[PER Donald Trump] and [PER Melania] were there ."],
            &["PER Melania Trump", "PER Donald Trump, PER Melania"],
        );
    }
}
