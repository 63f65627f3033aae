//! How well names are found: spans against the spans of annotated sets, precision, recall, F1, and whether the scores
//! can be believed.
//!
//! Counted as the project's `names.py` counts, so that figures can be laid beside each other. Both sides drop a
//! leading article, a trailing possessive and, before a person, a title: annotation habits differ there, and no
//! reader cares. A name is right when its words and its kind are.
//!
//! [`record`] holds the figures of the model that ships, as the page shows them; [`report`] prints figures.

#[cfg(not(target_arch = "wasm32"))]
pub mod graphs;
pub mod record;
pub mod report;

use std::collections::BTreeSet;

use crate::entities::{Kind, KindSet, Recogniser};

/// What `names.py` takes off the front of a person.
const TITLES: &str = "mr mr. mrs mrs. ms ms. dr dr. president prime minister secretary general gen. senator sen. rep. \
    king queen prince princess pope chancellor governor gov. mayor lieutenant lt. colonel col. major maj. captain \
    capt. judge admiral sir lord lady professor prof. sheikh president-elect";

/// The ranges that scores are sorted into: 0.0 to 0.1, 0.1 to 0.2, and so on.
pub const BINS: usize = 10;

/// A sentence of an annotated set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Vec<String>,
    /// The BIO tag of each.
    pub tags: Vec<String>,
}

/// A name among the tokens of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// First token.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What it names.
    pub kind: Kind,
}

/// How many names there are, were said to be, and were rightly said to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Names in the annotation.
    pub gold: u32,
    /// Names that were found, rightly or not.
    pub said: u32,
    /// Those of them that the annotation has too, word for word and of the same kind.
    pub right: u32,
}

/// What was counted on a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// By kind, in the order of [`Kind::ALL`].
    pub kinds: [Counts; Kind::ALL.len()],
    /// People, organisations and places by the score they were given; `gold` stays 0.
    pub bins: [Counts; BINS],
}

impl Counts {
    /// The share of what was said that is right, in tenths of a per cent.
    pub fn precision(self) -> u32 {
        per_mille(self.right, self.said)
    }

    /// The share of the names there are that was found, in tenths of a per cent.
    pub fn recall(self) -> u32 {
        per_mille(self.right, self.gold)
    }

    /// The harmonic mean of precision and recall, in tenths of a per cent.
    pub fn f1(self) -> u32 {
        per_mille(2 * self.right, self.gold + self.said)
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.gold += other.gold;
        self.said += other.said;
        self.right += other.right;
    }
}

impl Scores {
    /// People, organisations and places together: the micro-average that sets are compared by.
    pub fn main(&self) -> Counts {
        let mut all = Counts::default();
        for kind in Kind::ALL.into_iter().filter(|&kind| KindSet::MAIN.contains(kind)) {
            all += self.kinds[kind.index()];
        }
        all
    }

    /// Counts a sentence's names, `said` beside `gold`.
    fn count(&mut self, gold: &BTreeSet<Name>, said: &BTreeSet<Name>) {
        for kind in Kind::ALL {
            let of = |names: &BTreeSet<Name>| names.iter().filter(|name| name.kind == kind).count() as u32;
            let right = gold.intersection(said).filter(|name| name.kind == kind).count() as u32;
            self.kinds[kind.index()] += Counts { gold: of(gold), said: of(said), right };
        }
    }
}

/// `part` of `whole` in thousandths, the nearest, of two as near the even one; 0 of nothing.
fn per_mille(part: u32, whole: u32) -> u32 {
    if whole == 0 {
        return 0;
    }
    let (part, whole) = (1000 * u64::from(part), u64::from(whole));
    let (floor, rest) = (part / whole, part % whole);
    let up = match (2 * rest).cmp(&whole) {
        std::cmp::Ordering::Less => 0,
        std::cmp::Ordering::Equal => floor % 2,
        std::cmp::Ordering::Greater => 1,
    };
    (floor + up) as u32
}

/// The sentences of an annotated set: `token TAB tag` lines, a blank line between sentences.
///
/// # Errors
/// The first line that is neither.
pub fn read(text: &str) -> Result<Vec<Sentence>, String> {
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    for (line, number) in text.lines().chain([""]).zip(1..) {
        if !line.trim().is_empty() {
            let (token, tag) =
                line.rsplit_once('\t').ok_or_else(|| format!("line {number} is no token, TAB, tag"))?;
            sentence.tokens.push(token.to_owned());
            sentence.tags.push(tag.to_owned());
        } else if !sentence.tokens.is_empty() {
            sentences.push(std::mem::take(&mut sentence));
        }
    }
    Ok(sentences)
}

/// The names that BIO tags mark, in order. A name that begins with `I-` counts; kinds that are not ours do not.
pub fn names<T: AsRef<str>>(tags: &[T]) -> Vec<Name> {
    let mut names = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    for (i, tag) in tags.iter().map(AsRef::as_ref).chain(["O"]).enumerate() {
        let (prefix, code) = tag.split_once('-').unwrap_or((tag, ""));
        if let Some((start, of)) = open
            && (matches!(prefix, "O" | "B") || code != of)
        {
            names.extend(Kind::from_code(of).map(|kind| Name { start, end: i, kind }));
            open = None;
        }
        if matches!(prefix, "B" | "I") && open.is_none() {
            open = Some((i, code));
        }
    }
    names
}

/// A name without what sets differ about: title, article, possessive.
pub fn normal<T: AsRef<str>>(tokens: &[T], Name { mut start, mut end, kind }: Name) -> Name {
    let lower = |i: usize| tokens[i].as_ref().to_lowercase();
    while kind == Kind::Person
        && start + 1 < end
        && TITLES.split_whitespace().any(|title| title == lower(start))
    {
        start += 1;
    }
    while start + 1 < end && matches!(lower(start).as_str(), "the" | "a" | "an") {
        start += 1;
    }
    while end - 1 > start && matches!(tokens[end - 1].as_ref(), "'s" | "’s" | "'" | "’") {
        end -= 1;
    }
    Name { start, end, kind }
}

/// Names without what sets differ about.
pub fn normals<T: AsRef<str>>(tokens: &[T], names: impl IntoIterator<Item = Name>) -> BTreeSet<Name> {
    names.into_iter().map(|name| normal(tokens, name)).collect()
}

/// Counts what `recogniser` finds in the sentences of an annotated set.
pub fn evaluate(recogniser: &Recogniser, sentences: &[Sentence]) -> Scores {
    let mut scores = Scores::default();
    for Sentence { tokens, tags } in sentences {
        let words: Vec<&str> = tokens.iter().map(String::as_str).collect();
        let gold = normals(tokens, names(tags));
        let found = recogniser.names(&words);
        let said = found.iter().map(|&(start, end, kind, _)| Name { start, end, kind });
        scores.count(&gold, &normals(tokens, said));
        for (start, end, kind, score) in found {
            if KindSet::MAIN.contains(kind) {
                let right = u32::from(gold.contains(&normal(tokens, Name { start, end, kind })));
                scores.bins[bin(score)] += Counts { gold: 0, said: 1, right };
            }
        }
    }
    scores
}

/// Where a score from 0 to 1 belongs among the [`BINS`].
fn bin(score: f32) -> usize {
    ((score * BINS as f32) as usize).min(BINS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts of people, organisations and places, of tags (`-` for none of a kind) given beside the gold ones.
    fn check(tokens: &str, gold: &str, said: &str, expected: [u32; 3]) {
        let split = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let tokens = split(tokens);
        let mut scores = Scores::default();
        scores.count(&normals(&tokens, names(&split(gold))), &normals(&tokens, names(&split(said))));
        let Counts { gold, said, right } = scores.main();
        assert_eq!([gold, said, right], expected, "{}", tokens.join(" "));
    }

    #[test]
    fn a_name_is_right_when_words_and_kind_are() {
        check("Ada met Bell Labs", "B-PER O B-ORG I-ORG", "B-PER O B-ORG I-ORG", [2, 2, 2]);
        check("Ada met Bell Labs", "B-PER O B-ORG I-ORG", "B-PER O B-PER I-PER", [2, 2, 1]);
        check("Ada met Bell Labs", "B-PER O B-ORG I-ORG", "B-PER O B-ORG O", [2, 2, 1]);
        check("Ada met Bell Labs", "B-PER O B-ORG I-ORG", "O O O O", [2, 0, 0]);
    }

    #[test]
    fn a_leading_article_weighs_nothing() {
        check("the Bell Labs", "O B-ORG I-ORG", "B-ORG I-ORG I-ORG", [1, 1, 1]);
        check("The Hague", "B-LOC I-LOC", "O B-LOC", [1, 1, 1]);
        check("The", "B-ORG", "B-ORG", [1, 1, 1]);
    }

    #[test]
    fn a_trailing_possessive_weighs_nothing() {
        check("Ada 's notes", "B-PER O O", "B-PER I-PER O", [1, 1, 1]);
        check("Jones ’ notes", "B-PER I-PER O", "B-PER O O", [1, 1, 1]);
    }

    #[test]
    fn a_title_weighs_nothing_before_a_person_only() {
        check("Prime Minister May", "O O B-PER", "B-PER I-PER I-PER", [1, 1, 1]);
        check("Prince George County", "O B-LOC I-LOC", "B-LOC I-LOC I-LOC", [1, 1, 0]);
    }

    #[test]
    fn kinds_beside_people_organisations_and_places_do_not_count_here() {
        check("French voters", "B-NORP O", "B-LOC O", [0, 1, 0]);
        check("French voters", "B-NORP O", "B-NORP O", [0, 0, 0]);
    }

    #[test]
    fn tags_are_read_leniently() {
        let tags = ["I-PER", "I-PER", "I-ORG", "B-ORG", "O", "B-DATE", "I-PER"];
        let spans = names(&tags).into_iter().map(|name| (name.start, name.end, name.kind.code()));
        assert_eq!(spans.collect::<Vec<_>>(), [(0, 2, "PER"), (2, 3, "ORG"), (3, 4, "ORG"), (6, 7, "PER")]);
    }

    #[test]
    fn figures_are_rounded_to_a_tenth_of_a_per_cent() {
        let counts = Counts { gold: 3, said: 8, right: 2 };
        assert_eq!([counts.precision(), counts.recall(), counts.f1()], [250, 667, 364]);
        let half = |right| Counts { gold: 0, said: 16, right }.precision();
        assert_eq!([half(13), half(15)], [812, 938], "halves to the even tenth");
        assert_eq!(Counts::default().f1(), 0);
    }

    #[test]
    fn a_set_is_read_and_a_broken_line_named() {
        let set = "Ada\tB-PER\nmet\tO\n\n\nYou\tO";
        let lengths = read(set).map(|sentences| sentences.iter().map(|s| s.tokens.len()).collect());
        assert_eq!(lengths, Ok(vec![2, 1]));
        assert_eq!(read("Ada\tB-PER\nmet"), Err("line 2 is no token, TAB, tag".to_owned()));
    }

    #[test]
    fn scores_fall_into_their_bin() {
        assert_eq!([0.0, 0.05, 0.1, 0.95, 1.0].map(bin), [0, 0, 1, 9, 9]);
    }
}
