//! How often a reference is right, on annotated articles. Needs `../shared`, and skips without it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use coterie::aliases::{Owners, resolve};
use coterie::coreference::{Reference, ReferenceKind, find};
use coterie::entities::Recogniser;
use coterie::pipeline::{self, Article};
use coterie::read::Source;
use serde::Deserialize;

const MODEL: &[u8] = include_bytes!("../static/models/names.bin");

const PRONOUNS: [&str; 8] = ["he", "him", "his", "himself", "she", "her", "hers", "herself"];

#[derive(Deserialize)]
struct Gold {
    documents: Vec<GoldDocument>,
}

#[derive(Deserialize)]
struct GoldDocument {
    doc: String,
    sentences: Vec<GoldSentence>,
}

#[derive(Deserialize)]
struct GoldSentence {
    mentions: Vec<GoldMention>,
}

/// Offsets are code points of the file.
#[derive(Deserialize)]
struct GoldMention {
    entity: String,
    start: u32,
    end: u32,
    surface: String,
    kind: String,
}

/// References given, right ones, and those the annotators gave.
#[derive(Debug, Default, PartialEq)]
struct Tally {
    given: u32,
    right: u32,
    wanted: u32,
}

impl Tally {
    fn precision(&self) -> f64 {
        f64::from(self.right) / f64::from(self.given.max(1))
    }

    fn recall(&self) -> f64 {
        f64::from(self.right) / f64::from(self.wanted.max(1))
    }
}

/// The figures of pronouns and of roles in a set, each article by itself: names as found, not as annotated. A role
/// counts as found where it overlaps an annotated one of the same entity.
fn measure(folder: &Path) -> [Tally; 2] {
    let recogniser = Recogniser::load(MODEL).expect("the shipped model");
    let gold = fs::read(folder.join("gold.json")).expect("readable");
    let gold: Gold = serde_json::from_slice(&gold).expect("as the README says");
    let mut tallies = [Tally::default(), Tally::default()];
    for document in gold.documents {
        let name = format!("{}.txt", document.doc.trim_end_matches(".txt"));
        let bytes = fs::read(folder.join("docs").join(&name)).expect("readable");
        let articles = pipeline::analyse(Source { name: &name, bytes: &bytes }, &recogniser).articles;
        let annotated: Vec<GoldMention> =
            document.sentences.into_iter().flat_map(|sentence| sentence.mentions).collect();
        tally(&articles, &annotated, &mut tallies);
    }
    tallies
}

fn tally(articles: &[Article], annotated: &[GoldMention], tallies: &mut [Tally; 2]) {
    let entities = resolve(articles);
    let references = find(articles, &entities, &Owners::new(articles, &entities));
    let overlap =
        |mention: &GoldMention, (start, end): (u32, u32)| mention.start < end && start < mention.end;
    // Whom each entity is, by most of its names.
    let who: Vec<Option<&str>> = entities
        .iter()
        .map(|entity| {
            let mut votes: BTreeMap<&str, u32> = BTreeMap::new();
            for at in &entity.mentions {
                let article = &articles[at.document.index()];
                let span = article.document.origin.code_points(article.mentions[at.mention as usize].span);
                let names = annotated.iter().filter(|mention| mention.kind == "NAM");
                if let Some(name) = names.clone().find(|name| overlap(name, span)) {
                    *votes.entry(&name.entity).or_default() += 1;
                }
            }
            votes.into_iter().max_by_key(|&(_, votes)| votes).map(|(who, _)| who)
        })
        .collect();
    let right = |reference: &Reference| {
        let article = &articles[reference.document.index()];
        let span = article.document.origin.code_points(reference.span);
        let mut same = annotated.iter().filter(|mention| match reference.kind {
            ReferenceKind::Pronoun => mention.kind == "PRO" && (mention.start, mention.end) == span,
            ReferenceKind::Role => mention.kind == "NOM" && overlap(mention, span),
        });
        same.any(|mention| who[reference.entity.index()] == Some(&mention.entity))
    };
    for reference in &references {
        let tally = &mut tallies[usize::from(reference.kind == ReferenceKind::Role)];
        tally.given += 1;
        tally.right += u32::from(right(reference));
    }
    for mention in annotated {
        let pronoun = mention.kind == "PRO" && PRONOUNS.contains(&mention.surface.to_lowercase().as_str());
        tallies[0].wanted += u32::from(pronoun);
        tallies[1].wanted += u32::from(mention.kind == "NOM");
    }
}

/// The least precision and recall of pronouns, and the least precision of roles.
fn check(set: &str, [precision, recall, roles]: [f64; 3]) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/graphs").join(set);
    if !folder.exists() {
        eprintln!("skipped: {} is not there", folder.display());
        return;
    }
    let [pronouns, nouns] = measure(&folder);
    for (what, tally) in [("pronouns", &pronouns), ("roles", &nouns)] {
        let (precision, recall) = (tally.precision(), tally.recall());
        println!("{set}: {what}: precision {precision:.3}, recall {recall:.3}, {tally:?}");
    }
    assert!(pronouns.precision() >= precision && pronouns.recall() >= recall, "{set}: {pronouns:?}");
    assert!(nouns.precision() >= roles, "{set}: {nouns:?}");
}

#[test]
fn most_references_are_right_in_open_genres() {
    check("gum_dev", [0.92, 0.66, 0.85]);
}

#[test]
fn most_references_are_right_in_novels() {
    check("litbank", [0.84, 0.37, 0.6]);
}
