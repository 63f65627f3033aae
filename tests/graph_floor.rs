//! The quality of the whole pipeline, from files to graph, may not fall below the floors of
//! `src/evaluation/graphs/floors.tsv`. Here the sets that take a moment; `cargo xtask test scores` has all.

use std::fs;
use std::path::{Path, PathBuf};

use coterie::cli;
use coterie::cooccurrence::Window;
use coterie::entities::{KindSet, Recogniser};
use coterie::evaluation::graphs::{Annotation, Figures, Level, score};

fn check(set: &str, articles: &Path, gold: &Path) {
    if !gold.exists() {
        println!("skipped: there is no {}", gold.display());
        return;
    }
    let model = fs::read(root().join("static/models/names.bin")).expect("the weight file");
    let recogniser = Recogniser::load(&model).expect("a good weight file");
    let files = cli::files(&[articles.to_path_buf()]).expect("the articles");
    let (graph, diagnostics) = cli::analyze(&files, &recogniser, Window::Sentence, KindSet::MAIN);
    let graph = graph.unwrap_or_else(|| panic!("nothing could be read: {diagnostics:?}"));
    let annotation = Annotation::read(&fs::read(gold).expect("the gold")).expect("a gold graph");
    let scores = score(&graph, &annotation.gold(Level::Sentence));
    let floors = Figures::floors();
    let floors: Vec<_> = floors.iter().filter(|(_, of, ..)| *of == set).collect();
    assert!(!floors.is_empty(), "{set} has no floors");
    for (_, _, measure, floor) in floors {
        let value = measure.of(&scores).unwrap_or_default();
        println!("{set}: {} {value:.3}, floor {floor:.3}", measure.code());
        assert!(value >= floor, "{set}: {} {value:.3} is under {floor:.3}", measure.code());
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn check_shared(set: &str) {
    let folder = root().join("../shared/data/graphs").join(set);
    check(set, &folder.join("docs"), &folder.join("gold.json"));
}

#[test]
fn the_sample_articles() {
    check("seeds", &root().join("static/samples"), &root().join("tests/gold/seeds/gold.json"));
}

#[test]
fn web_articles_of_2016() {
    check_shared("web_dev");
}

#[test]
fn wikinews() {
    check_shared("meantime_dev");
}
