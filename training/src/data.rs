//! Reads the annotated sets and brings their habits in line with ours.
//!
//! The sets do not all annotate all kinds. Where a set has no `NORP`, say, an unmarked nationality is *unknown*, not
//! "no name": each token therefore carries the **set of labels it may have**, and training updates towards the best
//! path within those sets.

use std::path::Path;

use coterie::entities::features::lists;
use coterie::entities::lexicon::{self, Listed};
use coterie::entities::{Kind, TAGS, features};
use coterie::evaluation::{self, Name, Sentence};
use coterie::model::Gazetteer;
use coterie::model::clusters::Clusters;
use coterie::model::viterbi::{ANY, LabelSet};

/// A sentence with what its tokens may be.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    /// The tokens.
    pub(crate) tokens: Vec<String>,
    /// The labels each may have; never empty.
    pub(crate) allowed: Vec<LabelSet>,
}

/// A training set: its file and its habits.
struct Set {
    name: &'static str,
    /// Kinds that the set marks wherever they occur.
    kinds: &'static [Kind],
}

use Kind::{Event, Group, Organisation, Other, Person, Place};

const SETS: [Set; 7] = [
    Set { name: "voa", kinds: &[Person, Organisation, Place, Group, Event, Other] },
    Set { name: "btc", kinds: &[Person, Organisation, Place] },
    Set { name: "wnut17", kinds: &[Person, Organisation, Place, Other] },
    Set { name: "crossner", kinds: &[Person, Organisation, Place, Event, Other] },
    Set { name: "redocred", kinds: &[Person, Organisation, Place] },
    Set { name: "gum", kinds: &[Person, Organisation, Place, Event] },
    Set { name: "re3d", kinds: &[Person, Organisation, Place, Group] },
];

/// The examples of the sets in `directory`; `only` names some of them, parted by commas.
pub(crate) fn training_sets(directory: &Path, only: Option<&str>) -> Result<Vec<Example>, String> {
    let mut examples = Vec::new();
    for set in &SETS {
        if only.is_some_and(|only| !only.split(',').any(|name| name == set.name)) {
            continue;
        }
        let path = directory.join(set.name).with_extension("tsv");
        let named = |error| format!("{}: {error}", path.display());
        let text = std::fs::read_to_string(&path).map_err(|error| named(error.to_string()))?;
        for Sentence { tokens, tags } in evaluation::read(&text).map_err(named)? {
            examples.push(example(set, tokens, &tags));
        }
    }
    Ok(examples)
}

/// The names of the training sets.
pub(crate) fn set_names() -> impl Iterator<Item = &'static str> {
    SETS.iter().map(|set| set.name)
}

fn label(kind: Kind, inside: bool) -> usize {
    1 + 2 * kind.index() + usize::from(inside)
}

fn example(set: &Set, tokens: Vec<String>, tags: &[String]) -> Example {
    let unmarked = Kind::ALL
        .into_iter()
        .filter(|kind| !set.kinds.contains(kind))
        .fold(1, |labels, kind| labels | 1 << label(kind, false) | 1 << label(kind, true));
    let mut allowed = vec![unmarked; tokens.len()];
    let handles = features::handles(&tokens);
    for Name { start, end, kind } in evaluation::names(tags) {
        let words: Vec<&str> = tokens[start..end].iter().map(String::as_str).collect();
        if handles[start..end].contains(&true) {
            // A handle is no name to us, whoever it belongs to.
            allowed[start..end].fill(1);
            continue;
        }
        let Some((skip, keep, kind)) = in_our_manner(set, &words, kind) else {
            allowed[start..end].fill(ANY);
            continue;
        };
        for (offset, allowed) in allowed[start..end].iter_mut().enumerate() {
            *allowed = match kind {
                _ if offset < skip || offset >= keep => unmarked,
                Some(kind) => 1 << label(kind, offset > skip),
                // A kind the set is vague about: a name for sure, but of which kind is ours to say.
                None => (ANY & !1) & if offset > skip { INSIDE } else { !INSIDE },
            };
        }
    }
    debug_assert!(TAGS[2].starts_with('I') && INSIDE & (1 << 2) != 0);
    Example { tokens, allowed }
}

/// The labels that continue a name.
const INSIDE: LabelSet = 0b1_0101_0101_0100;

/// A set's name in our manner: how many leading words are no part of it, where it ends, and its kind (`None` where
/// only that it is a name can be said). `None` where nothing can be said at all.
fn in_our_manner(set: &Set, words: &[&str], kind: Kind) -> Option<(usize, usize, Option<Kind>)> {
    if set.name == "voa" {
        return Some((0, words.len(), Some(kind)));
    }
    let capitals = |word: &&str| word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    if set.name == "re3d" && !words.iter().any(capitals) {
        return None;
    }
    let (mut skip, mut keep) = (0, words.len());
    while skip + 1 < keep
        && ["the", "a", "an"].iter().any(|article| words[skip].eq_ignore_ascii_case(article))
    {
        skip += 1;
    }
    while keep > skip + 1 && matches!(words[keep - 1], "'s" | "’s" | "'" | "’") {
        keep -= 1;
    }
    if kind == Person {
        skip += lexicon::leading_titles(&words[skip..keep]);
    }
    let name = words[skip..keep].join(" ");
    let listed = lexicon::listed(&name.to_lowercase());
    let group = listed.any(Listed::GROUP) && !listed.any(Listed::COUNTRY) && !listed.any(Listed::GIVEN_NAME);
    if !set.kinds.contains(&Group) && group && matches!(kind, Place | Other | Organisation) {
        return Some((skip, keep, Some(Group)));
    }
    if listed.any(Listed::COUNTRY) && kind == Organisation {
        return Some((skip, keep, Some(Place)));
    }
    let vague = kind == Other && matches!(set.name, "redocred" | "gum");
    Some((skip, keep, if vague { None } else { Some(kind) }))
}

/// The long lists of `directory`: names parted by `|`, lines that begin with `#` are comments.
pub(crate) fn gazetteer(directory: &Path) -> Result<Gazetteer, String> {
    let (mut words, mut runs) = (Vec::new(), Vec::new());
    for (file, word_bits, run_bits) in [
        ("surnames.txt", lists::SURNAME, 0),
        ("towns.txt", lists::TOWN, lists::TOWN_RUN),
        ("schools.txt", 0, lists::INSTITUTION_RUN),
        ("parties.txt", 0, lists::INSTITUTION_RUN),
    ] {
        let path = directory.join(file);
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let names = text.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split('|'));
        for name in names.filter(|name| !name.is_empty()) {
            match (name.contains(' '), word_bits) {
                (false, bits @ 1..) => words.push((features::lower_hash(name), bits)),
                (false, _) | (true, _) if run_bits != 0 => {
                    runs.push((features::run_hash(name.split(' ')), run_bits));
                }
                _ => {}
            }
        }
    }
    Ok(Gazetteer::new(words, runs))
}

/// Word clusters, one `word TAB fine TAB coarse` a line; none where there is no file.
pub(crate) fn clusters(path: &Path) -> Result<Clusters, String> {
    if !path.exists() {
        return Ok(Clusters::default());
    }
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut words = Vec::new();
    let mut coarse_of = [0; 256];
    for line in text.lines().filter(|line| !line.starts_with("# ")) {
        let mut cells = line.split('\t');
        let (Some(word), Some(fine), Some(coarse)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        let number = |cell: &str| cell.parse::<u8>().map_err(|_| format!("{}: `{line}`", path.display()));
        let fine = number(fine)?;
        coarse_of[usize::from(fine)] = number(coarse)?;
        words.push((coterie::entities::features::lower_hash(word), fine));
    }
    Ok(Clusters::new(words, coarse_of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inside_labels_are_the_inside_tags() {
        for (label, tag) in TAGS.iter().enumerate() {
            assert_eq!(INSIDE & (1 << label) != 0, tag.starts_with("I-"), "{tag}");
        }
    }
}
