//! Sentence boundaries against the annotated sets. They are not part of a clone: without them this says so and passes.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use coterie::read::{Source, read};
use coterie::{clean, segment};

/// Sentences of a set: ours, the gold's, and those in which both ends agree, in code points.
struct Agreement {
    found: usize,
    gold: usize,
    shared: usize,
}

fn agreement(set: &str, counting: bool) -> Option<Agreement> {
    let folder = Path::new("../shared/data/graphs").join(set);
    let Ok(gold) = fs::read_to_string(folder.join("gold.json")) else {
        println!("skipped: {set} is not on this machine");
        return None;
    };
    let gold: serde_json::Value = serde_json::from_str(&gold).expect("gold is JSON");
    let mut agreement = Agreement { found: 0, gold: 0, shared: 0 };
    let verbose = std::env::var_os("SHOW").is_some();
    for entry in gold["documents"].as_array().expect("documents") {
        let name = entry["doc"].as_str().expect("a name");
        let bytes = fs::read(folder.join("docs").join(name)).expect("the text");
        let wanted: BTreeSet<(u32, u32)> = entry["sentences"]
            .as_array()
            .expect("sentences")
            .iter()
            .filter(|sentence| !counting || sentence["counts"].as_bool() == Some(true))
            .map(|sentence| {
                let length = || sentence["text"].as_str().expect("text").chars().count() as u64;
                let start = sentence["start"].as_u64().expect("an offset");
                (start as u32, sentence["end"].as_u64().unwrap_or_else(|| start + length()) as u32)
            })
            .collect();
        let mut found = BTreeSet::new();
        for document in read(Source { name, bytes: &bytes }).documents {
            let document = clean::clean(document);
            for sentence in segment::segment(&document).sentences {
                found.insert(document.origin.code_points(sentence.span));
            }
        }
        if verbose {
            let text: Vec<char> = String::from_utf8_lossy(&bytes).chars().collect();
            let show = |sign: &str, spans: Vec<&(u32, u32)>| {
                for &&(start, end) in &spans {
                    let words: String =
                        text.get(start as usize..end as usize).unwrap_or_default().iter().collect();
                    println!("{name} {sign} {words:?}");
                }
            };
            show("extra", found.difference(&wanted).collect());
            show("missed", wanted.difference(&found).collect());
        }
        agreement.found += found.len();
        agreement.gold += wanted.len();
        agreement.shared += found.intersection(&wanted).count();
    }
    Some(agreement)
}

/// The set's sentence F1 (of sentences that count, where the gold says which) must not fall under `floor`.
#[track_caller]
fn check(set: &str, counting: bool, floor: f64) {
    let Some(Agreement { found, gold, shared }) = agreement(set, counting) else { return };
    let (precision, recall) = (shared as f64 / found as f64, shared as f64 / gold as f64);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!(
        "{set}: sentence precision {precision:.3} recall {recall:.3} F1 {f1:.3} ({found} found, {gold} gold)"
    );
    assert!(f1 >= floor, "{set}: {f1:.3} is under {floor}");
}

#[test]
fn seeds() {
    check("seeds", true, 0.999);
}

#[test]
fn web() {
    check("web_dev", true, 0.99);
}

#[test]
fn wikinews() {
    check("meantime_dev", false, 0.88);
}

#[test]
fn genres() {
    check("gum_dev", false, 0.94);
}
