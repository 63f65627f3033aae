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
use super::{definitions, inventory, resolution, table};
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

#[test]
#[ignore = "prints the counts that link.rs has"]
fn links_of_each_class() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/graphs");
    let recogniser =
        Recogniser::load(include_bytes!("../../static/models/names.bin")).expect("the model that ships");
    let table = table::Table::shipped();
    let mut counted: BTreeMap<Ground, (u32, u32)> = BTreeMap::new();
    let mut wrong: BTreeMap<Ground, Vec<String>> = BTreeMap::new();
    for (set, apart) in SETS {
        let Some(gold) = gold(&shared.join(set)) else {
            println!("skipped: {set} is not there");
            continue;
        };
        let all = articles(&shared.join(set), &recogniser);
        let worlds: Vec<&[Article]> = if apart { all.chunks(1).collect() } else { vec![&all] };
        for articles in worlds {
            let inventory = inventory::Inventory::new(articles, &table);
            let definitions = definitions::find(articles, &inventory);
            let roots = resolution::resolve(&inventory, &table, &definitions);
            let judged: Vec<Vec<Option<String>>> =
                articles.iter().map(|article| judged(article, &gold)).collect();
            // Whom the full names stand for.
            let mut full: BTreeMap<_, BTreeMap<&str, u32>> = BTreeMap::new();
            let each = || roots.iter().zip(&judged).zip(articles);
            for ((roots, judged), _) in each() {
                for (&(root, ground), entity) in roots.iter().zip(judged) {
                    if let (Ground::Own, Some(entity)) = (ground, entity) {
                        *full.entry(root).or_default().entry(entity).or_default() += 1;
                    }
                }
            }
            for ((roots, judged), article) in each() {
                for ((&(root, ground), entity), mention) in roots.iter().zip(judged).zip(&article.mentions) {
                    let meant = full.get(&root).and_then(|votes| votes.iter().max_by_key(|vote| vote.1));
                    let (Some(entity), Some((meant, _))) = (entity, meant) else { continue };
                    let count = counted.entry(ground).or_default();
                    count.1 += 1;
                    count.0 += u32::from(entity == meant);
                    if entity != meant {
                        let name = article.document.slice(mention.span);
                        wrong.entry(ground).or_default().push(format!("{name}: {entity}, not {meant}"));
                    }
                }
            }
        }
    }
    for (ground, (right, all)) in &counted {
        println!("{ground:?}: {right} of {all}, {:.3}", f64::from(*right) / f64::from(*all));
    }
    for (ground, wrong) in wrong.iter_mut() {
        wrong.sort();
        println!("{ground:?}");
        for same in wrong.chunk_by(|one, next| one == next) {
            println!("    {} × {}", same.len(), same[0]);
        }
    }
}
