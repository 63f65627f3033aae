//! Which sentences count, against the annotated sets. They are not part of a clone: without them this says so and passes.

use std::fs;
use std::path::Path;

use coterie::clean::clean;
use coterie::read::{Source, read};

/// Shares of a set's sentences: of those we count, which count; of those that count, which we count; of those that do
/// not, which we leave out.
struct Shares {
    precision: f64,
    recall: f64,
    left_out: f64,
}

fn shares(set: &str) -> Option<Shares> {
    let folder = Path::new("../shared/data/graphs").join(set);
    let Ok(gold) = fs::read_to_string(folder.join("gold.json")) else {
        println!("skipped: {set} is not on this machine");
        return None;
    };
    let gold: serde_json::Value = serde_json::from_str(&gold).expect("gold is JSON");
    let (mut both, mut ours, mut theirs, mut neither, mut all) = (0usize, 0usize, 0usize, 0usize, 0usize);
    for entry in gold["documents"].as_array().expect("documents") {
        let name = entry["doc"].as_str().expect("a name");
        let bytes = fs::read(folder.join("docs").join(name)).expect("the text");
        let document = clean(read(Source { name, bytes: &bytes }).documents.pop().expect("a document"));
        for sentence in entry["sentences"].as_array().expect("sentences") {
            let start = sentence["start"].as_u64().expect("an offset") as u32;
            let counted = document.blocks.iter().any(|block| {
                let (from, to) = document.origin.code_points(block.span);
                block.role.counts() && (from..to).contains(&start)
            });
            let counts = sentence["counts"].as_bool().expect("counts");
            if counted != counts {
                println!("{name}: {} {:?}", if counted { "counted" } else { "left out" }, sentence["text"]);
            }
            all += 1;
            both += usize::from(counted && counts);
            ours += usize::from(counted);
            theirs += usize::from(counts);
            neither += usize::from(!counted && !counts);
        }
    }
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    Some(Shares {
        precision: share(both, ours),
        recall: share(both, theirs),
        left_out: share(neither, all - theirs),
    })
}

#[track_caller]
fn check(set: &str, left_out_floor: f64) {
    let Some(Shares { precision, recall, left_out }) = shares(set) else { return };
    println!(
        "{set}: counts precision {precision:.3} recall {recall:.3}; left out {left_out:.3} of what does not count"
    );
    assert!(recall >= 0.999, "{set}: real sentences are left out");
    assert!(left_out >= left_out_floor, "{set}: {left_out:.3} is under {left_out_floor}");
}

#[test]
fn seeds() {
    check("seeds", 1.0);
}

#[test]
fn web() {
    check("web_dev", 0.9);
}
