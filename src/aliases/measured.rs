//! How often links are right: counts the links of each class on annotated articles, and prints what `link::Ground::counted` has.
//!
//! A link counts when the annotation has both the linked mention and a mention of the full name that it was linked to;
//! it is right when both are of one entity. Ask for it with
//! `cargo test --release --lib aliases::measured -- --ignored --nocapture`. Needs `../shared` beside the clone.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::link::Ground;
use super::{definitions, inventory, resolution, separations, table};
use crate::entities::Recogniser;
use crate::pipeline::{self, Article};
use crate::read::Source;

/// The annotated sets, and whether each document of a set is a world of its own.
const SETS: [(&str, bool); 4] =
    [("gum_dev", false), ("meantime_dev", false), ("web_dev", false), ("litbank", true)];

/// Names of the annotation in a document: first code point, one past the last, entity.
type Gold = BTreeMap<String, Vec<(usize, usize, String)>>;

fn gold(set: &Path) -> Option<Gold> {
    let gold: Value = serde_json::from_slice(&fs::read(set.join("gold.json")).ok()?).ok()?;
    let list = |value: &Value, field: &str| value[field].as_array().cloned().unwrap_or_default();
    let text = |value: &Value, field: &str| value[field].as_str().unwrap_or_default().to_owned();
    let at = |value: &Value, field: &str| value[field].as_u64().unwrap_or_default() as usize;
    let mut names = Gold::new();
    for document in list(&gold, "documents") {
        let mentions =
            list(&document, "sentences").into_iter().flat_map(|sentence| list(&sentence, "mentions"));
        let named =
            mentions.filter(|mention| matches!(mention["kind"].as_str(), Some("name" | "NAM") | None));
        let named = named.map(|name| (at(&name, "start"), at(&name, "end"), text(&name, "entity")));
        names.insert(text(&document, "doc"), named.collect());
    }
    Some(names)
}

fn articles(set: &Path, recogniser: &Recogniser) -> Vec<Article> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(set.join("docs")).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut articles = Vec::new();
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = fs::read(&path).unwrap_or_default();
        articles.extend(pipeline::analyse(Source { name: &name, bytes: &bytes }, recogniser).articles);
    }
    pipeline::sort(&mut articles);
    articles
}

/// The annotated entity of each mention: the one whose name shares most of the mention's letters, at least half.
fn judged(article: &Article, gold: &Gold) -> Vec<Option<String>> {
    let name = &article.document.name;
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let Some(names) = gold.get(name).or_else(|| gold.get(stem)) else {
        return vec![None; article.mentions.len()];
    };
    let overlap = |start: usize, end: usize, name: &(usize, usize, String)| {
        2 * end.min(name.1).saturating_sub(start.max(name.0)) >= end.max(name.1) - start.min(name.0)
    };
    article
        .mentions
        .iter()
        .map(|mention| {
            let (start, end) = article.document.origin.code_points(mention.span);
            let (start, end) = (start as usize, end as usize);
            names.iter().find(|name| overlap(start, end, name)).map(|name| name.2.clone())
        })
        .collect()
}

/// Right and all of each class, with the wrong ones in words.
#[derive(Default)]
struct Counts(BTreeMap<String, (u32, u32)>, BTreeMap<String, Vec<String>>);

impl Counts {
    fn add(&mut self, class: impl std::fmt::Debug, right: bool, words: impl FnOnce() -> String) {
        let class = format!("{class:?}");
        let count = self.0.entry(class.clone()).or_default();
        count.1 += 1;
        count.0 += u32::from(right);
        let mark = if right { "right" } else { "WRONG" };
        self.1.entry(class).or_default().push(format!("{mark} {}", words()));
    }

    fn print(mut self) {
        for (class, (right, all)) in &self.0 {
            println!("{class}: {right} of {all}, {:.3}", f64::from(*right) / f64::from(*all));
        }
        for (class, cases) in &mut self.1 {
            println!("== {class}");
            cases.sort();
            for same in cases.chunk_by(|one, next| one == next) {
                println!("    {} × {}", same.len(), same[0]);
            }
        }
    }
}

/// For each world of annotated articles, the annotated entity of each mention.
fn each_world(mut with: impl FnMut(&[Article], &[Vec<Option<String>>])) {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/graphs");
    let model = include_bytes!("../../static/models/names.bin");
    let recogniser = Recogniser::load(model).expect("the model that ships");
    for (set, apart) in SETS {
        let Some(gold) = gold(&shared.join(set)) else {
            println!("skipped: {set} is not there");
            continue;
        };
        let all = articles(&shared.join(set), &recogniser);
        let worlds: Vec<&[Article]> = if apart { all.chunks(1).collect() } else { vec![&all] };
        for articles in worlds {
            let judged: Vec<Vec<Option<String>>> =
                articles.iter().map(|article| judged(article, &gold)).collect();
            with(articles, &judged);
        }
    }
}

/// The entity that most votes are for, the first of several.
fn most<'a>(votes: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    votes.for_each(|vote| *counts.entry(vote).or_default() += 1);
    counts.into_iter().max_by_key(|&(name, count)| (count, std::cmp::Reverse(name))).map(|(name, _)| name)
}

#[test]
#[ignore = "prints the counts that link.rs has"]
fn links_of_each_class() {
    let table = table::Table::shipped();
    let mut counts = Counts::default();
    each_world(|articles, judged| {
        let inventory = inventory::Inventory::new(articles, &table);
        let definitions = definitions::find(articles, &inventory);
        let roots = resolution::resolve(&inventory, &table, &definitions);
        let each = || {
            let documents = roots.iter().zip(judged).zip(articles);
            documents.flat_map(|((roots, judged), article)| {
                roots.iter().zip(judged).zip(&article.mentions).filter_map(
                    move |((root, judged), mention)| {
                        Some((root.0, root.1, judged.as_deref()?, article.document.slice(mention.span)))
                    },
                )
            })
        };
        // Whom the full names stand for.
        let mut full: BTreeMap<_, Vec<&str>> = BTreeMap::new();
        for (root, _, entity, _) in each().filter(|each| each.1 == Ground::Own) {
            full.entry(root).or_default().push(entity);
        }
        for (root, ground, entity, name) in each() {
            let Some(meant) = full.get(&root).and_then(|votes| most(votes.iter().copied())) else { continue };
            counts.add(ground, entity == meant, || format!("{name}: {entity}, not {meant}"));
        }
    });
    counts.print();
}

#[test]
#[ignore = "prints the counts that separations.rs has"]
fn separations_of_each_class() {
    let mut counts = Counts::default();
    each_world(|articles, judged| {
        let entities = super::resolve(articles);
        let meant = |index: u32| {
            let mentions = entities[index as usize].mentions.iter();
            most(mentions.filter_map(|at| judged[at.document.index()][at.mention as usize].as_deref()))
        };
        for separation in separations::find(&entities) {
            let (Some(one), Some(other)) = (meant(separation.one), meant(separation.other)) else { continue };
            let name = |index: u32| entities[index as usize].name.as_str();
            counts.add(separation.likeness, one == other, || {
                format!("{} and {}: {one}, {other}", name(separation.one), name(separation.other))
            });
        }
    });
    counts.print();
}
