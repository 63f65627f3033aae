//! The quality of the whole pipeline, from files to graph, may not fall below these floors.

#[path = "common/score.rs"]
mod score;

use std::fs;
use std::path::{Path, PathBuf};

use coterie::cli;
use coterie::cooccurrence::Window;
use coterie::entities::{KindSet, Recogniser};

fn check(articles: &Path, gold: &Path, least_nodes: f64, least_edges: f64) {
    if !gold.exists() {
        println!("skipped: there is no {}", gold.display());
        return;
    }
    let model = fs::read(root().join("static/models/names.bin")).expect("the weight file");
    let recogniser = Recogniser::load(&model).expect("a good weight file");
    let files = cli::files(&[articles.to_path_buf()]).expect("the articles");
    let (graph, diagnostics) = cli::analyze(&files, &recogniser, Window::Sentence, KindSet::MAIN);
    let graph = graph.unwrap_or_else(|| panic!("nothing could be read: {diagnostics:?}"));
    let gold = serde_json::from_slice(&fs::read(gold).expect("the gold")).expect("gold in JSON");
    let (nodes, edges) = score::score(&graph, &gold);
    println!("{}: node F1 {:.3}, edge F1 {:.3}", articles.display(), nodes.f1(), edges.f1());
    assert!(nodes.f1() >= least_nodes, "nodes: {:.3} is under {least_nodes}: {nodes:?}", nodes.f1());
    assert!(edges.f1() >= least_edges, "edges: {:.3} is under {least_edges}: {edges:?}", edges.f1());
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn shared(set: &str) -> PathBuf {
    root().join("../shared/data/graphs").join(set)
}

#[test]
fn the_sample_articles() {
    check(&root().join("static/samples"), &root().join("tests/gold/seeds/gold.json"), 0.90, 0.85);
}

#[test]
fn web_articles_of_2016() {
    let set = shared("web_dev");
    check(&set.join("docs"), &set.join("gold.json"), 0.86, 0.80);
}

#[test]
fn wikinews() {
    let set = shared("meantime_dev");
    check(&set.join("docs"), &set.join("gold.json"), 0.78, 0.66);
}
