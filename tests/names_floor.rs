//! How well names are found: floors that only go up, and tags that every machine must give.

use std::path::Path;

use coterie::entities::Recogniser;
use coterie::evaluation::{Scores, Sentence, evaluate, read};
use coterie::model::Model;

const MODEL: &[u8] = include_bytes!("../static/models/names.bin");

fn recogniser() -> Recogniser {
    Recogniser::load(MODEL).expect("the model that ships loads")
}

/// The model without its network.
fn perceptron() -> Recogniser {
    let Model { gazetteer, linear, .. } = Model::from_bytes(MODEL).expect("the model that ships loads");
    Recogniser::new(gazetteer, linear, None).expect("made for these features")
}

fn dev_set(set: &str) -> Option<Vec<Sentence>> {
    let path = Path::new("../shared/data/names/dev").join(set).with_extension("tsv");
    let text = std::fs::read_to_string(&path);
    if text.is_err() {
        println!("skipped: {} is not on this machine", path.display());
    }
    Some(read(&text.ok()?).expect("an annotated set"))
}

fn f1(scores: &Scores) -> u32 {
    scores.main().f1()
}

/// People, organisations and places: micro-F1 in tenths of a per cent must reach `floor`, and be above the plain
/// perceptron's.
fn check_floor(set: &str, floor: u32) {
    let Some(sentences) = dev_set(set) else { return };
    let (model, yardstick) =
        (f1(&evaluate(&recogniser(), &sentences)), f1(&evaluate(&perceptron(), &sentences)));
    assert!(model >= floor, "{set}: {model} of {floor}");
    assert!(model > yardstick, "{set}: {model}, and the perceptron alone {yardstick}");
}

#[test]
fn news() {
    check_floor("voa_dev", 960);
}

#[test]
fn politics() {
    check_floor("crossner_pol", 858);
}

#[test]
fn web() {
    check_floor("uner_ewt", 728);
}

#[test]
fn noisy() {
    check_floor("wnut17", 489);
}

/// The sentences of the parity file: `token TAB tag` lines, and comments that begin with `# `.
fn parity() -> Vec<Sentence> {
    let lines: Vec<_> =
        include_str!("cases/names/parity.tsv").lines().filter(|line| !line.starts_with("# ")).collect();
    read(&lines.join("\n")).expect("an annotated set")
}

#[test]
fn every_machine_gives_the_same_tags() {
    let recogniser = recogniser();
    for Sentence { tokens, tags } in parity() {
        let words: Vec<_> = tokens.iter().map(String::as_str).collect();
        assert_eq!(recogniser.tag(&words), tags, "{}", tokens.join(" "));
    }
}

#[test]
fn names_are_the_same_one_by_one_and_all_together() {
    let recogniser = recogniser();
    let sentences = parity();
    let words: Vec<Vec<&str>> =
        sentences.iter().map(|s| s.tokens.iter().map(String::as_str).collect()).collect();
    let alone: Vec<_> = words.iter().map(|words| recogniser.names(words)).collect();
    assert_eq!(recogniser.names_all(&words), alone);
}

#[test]
fn the_model_is_written_as_it_was_read() {
    let model = Model::from_bytes(MODEL).expect("the model that ships loads");
    assert!(model.to_bytes().expect("writes") == MODEL);
}

#[test]
fn a_broken_model_is_refused_and_never_panics() {
    let model = Model::from_bytes(MODEL);
    let mut bytes = MODEL.to_vec();
    assert!(Recogniser::load(&[]).is_err());
    assert!(Recogniser::load(&bytes[..bytes.len() / 2]).is_err());
    let step = bytes.len() / 40;
    for at in (0..bytes.len()).step_by(step) {
        bytes[at] ^= 0x40;
        // A bit of a code that no byte uses changes nothing.
        assert!(Recogniser::load(&bytes).is_err() || Model::from_bytes(&bytes) == model, "byte {at}");
        bytes[at] ^= 0x40;
    }
    assert!(Recogniser::load(&bytes).is_ok());
}

#[test]
fn odd_sentences_are_tagged_all_the_same() {
    let recogniser = recogniser();
    let long = vec!["Putin"; 5_000];
    for tokens in
        [&[][..], &[""], &[" "], &["\u{0}", "🎈", "İstanbul", "ﬁ", "#", "@", "@a", "http://x"], &long]
    {
        assert_eq!(recogniser.tag(tokens).len(), tokens.len());
    }
}
