//! How well names are found: floors that only go up, and tags that every machine must give.

use std::collections::BTreeSet;
use std::path::Path;

use coterie::entities::{Kind, Recogniser};

fn recogniser() -> Recogniser {
    Recogniser::load(include_bytes!("../static/models/names.bin")).expect("the model that ships loads")
}

/// Sentences as `token TAB tag` lines, parted by blank lines; lines that begin with `# ` are comments.
fn sentences(text: &str) -> Vec<Vec<(&str, &str)>> {
    let lines: Vec<_> = text.lines().filter(|line| !line.starts_with("# ")).collect();
    lines
        .split(|line| line.trim().is_empty())
        .filter(|sentence| !sentence.is_empty())
        .map(|sentence| sentence.iter().filter_map(|line| line.rsplit_once('\t')).collect())
        .collect()
}

/// People, organisations and places: first token, one past the last, kind.
fn spans(tags: &[&str]) -> BTreeSet<(usize, usize, Kind)> {
    let mut spans: Vec<(usize, usize, Kind)> = Vec::new();
    for (i, tag) in tags.iter().enumerate() {
        let Some((prefix, code)) = tag.split_once('-') else { continue };
        let kind = Kind::from_code(code).expect("a known kind");
        match spans.last_mut() {
            Some(last) if prefix == "I" && last.1 == i && last.2 == kind => last.1 = i + 1,
            _ => spans.push((i, i + 1, kind)),
        }
    }
    spans
        .into_iter()
        .filter(|span| matches!(span.2, Kind::Person | Kind::Organisation | Kind::Place))
        .collect()
}

/// Exact spans of people, organisations and places: micro-F1 in hundredths of a per cent must reach `floor`.
fn check_floor(set: &str, floor: usize) {
    let path = Path::new("../shared/data/names/dev").join(set).with_extension("tsv");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not on this machine", path.display());
        return;
    };
    let recogniser = recogniser();
    let (mut gold, mut said, mut right) = (0, 0, 0);
    for sentence in sentences(&text) {
        let (tokens, tags): (Vec<_>, Vec<_>) = sentence.into_iter().unzip();
        let (expected, found) = (spans(&tags), spans(&recogniser.tag(&tokens)));
        gold += expected.len();
        said += found.len();
        right += expected.intersection(&found).count();
    }
    let f1 = 20_000 * right / (gold + said).max(1);
    assert!(f1 >= floor, "{set}: {f1} of {floor}");
}

#[test]
fn news() {
    check_floor("voa_dev", 9_520);
}

#[test]
fn politics() {
    check_floor("crossner_pol", 8_250);
}

#[test]
fn web() {
    check_floor("uner_ewt", 6_900);
}

#[test]
fn noisy() {
    check_floor("wnut17", 4_300);
}

#[test]
fn every_machine_gives_the_same_tags() {
    let recogniser = recogniser();
    for sentence in sentences(include_str!("cases/names/parity.tsv")) {
        let (tokens, expected): (Vec<_>, Vec<_>) = sentence.into_iter().unzip();
        assert_eq!(recogniser.tag(&tokens), expected, "{}", tokens.join(" "));
    }
}

#[test]
fn a_broken_model_is_refused_and_never_panics() {
    let mut bytes = include_bytes!("../static/models/names.bin").to_vec();
    assert!(Recogniser::load(&[]).is_err());
    assert!(Recogniser::load(&bytes[..bytes.len() / 2]).is_err());
    let step = bytes.len() / 40;
    for at in (0..bytes.len()).step_by(step) {
        bytes[at] ^= 0x40;
        assert!(Recogniser::load(&bytes).is_err(), "byte {at}");
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
