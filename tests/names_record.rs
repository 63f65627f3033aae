//! The figures that the page shows are those of the model that ships.

use std::path::Path;

use coterie::entities::Recogniser;
use coterie::evaluation::record::{Record, YARDSTICKS};
use coterie::evaluation::{evaluate, read};
use coterie::ids::Fingerprint;

const MODEL: &[u8] = include_bytes!("../static/models/names.bin");
const AGAIN: &str =
    "measure again: cargo run --release --bin coterie -- eval names --record static/models/names.eval.tsv";

fn shipped() -> Record {
    Record::shipped().expect("static/models/names.eval.tsv is a table")
}

#[test]
fn the_record_is_of_the_model_that_ships() {
    assert_eq!(shipped().model, Fingerprint::of(MODEL), "{AGAIN}");
}

#[test]
fn the_record_has_every_set_with_a_yardstick() {
    for yardstick in YARDSTICKS {
        assert!(shipped().set(yardstick.set).is_some(), "{}: {AGAIN}", yardstick.set);
    }
}

/// One set stands for all: the model is the same, so only a change of code could move its figures.
#[test]
fn the_record_is_what_is_counted_today() {
    let path = Path::new("../shared/data/names/dev/voa_dev.tsv");
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: {} is not on this machine", path.display());
        return;
    };
    let recogniser = Recogniser::load(MODEL).expect("the model that ships loads");
    let sentences = read(&text).expect("an annotated set");
    assert_eq!(shipped().set("voa_dev"), Some(&evaluate(&recogniser, &sentences)), "{AGAIN}");
}
