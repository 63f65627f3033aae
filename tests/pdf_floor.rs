//! PDF files beside the clone (../shared/data/pdf): what is said of them, and how well our words agree with pdftotext's.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Agreement with pdftotext where there is text that can be read: the mean of the files' F1 over bags of words.
const FLOOR: f64 = 0.93;

/// Words and how often each is written; ligatures as their letters.
fn bag(text: &str) -> BTreeMap<String, usize> {
    use unicode_normalization::UnicodeNormalization;
    let mut bag = BTreeMap::new();
    let lower = text.nfkc().collect::<String>().to_lowercase();
    for word in lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *bag.entry(word.to_owned()).or_default() += 1;
    }
    bag
}

fn f1(one: &BTreeMap<String, usize>, other: &BTreeMap<String, usize>) -> f64 {
    let shared: usize =
        one.iter().map(|(word, count)| (*count).min(other.get(word).copied().unwrap_or(0))).sum();
    let all = one.values().sum::<usize>() + other.values().sum::<usize>();
    2.0 * shared as f64 / all as f64
}

#[test]
fn words_agree_with_pdftotext_and_what_has_none_is_named() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/pdf");
    let printed =
        Command::new(env!("CARGO_BIN_EXE_coterie")).arg("read").arg(&folder).output().expect("coterie");
    let printed = String::from_utf8(printed.stdout).expect("UTF-8");
    let able = Command::new("pdftotext").arg("-v").output().is_ok();
    if !folder.is_dir() || !able || printed.contains("not on this machine") {
        println!(
            "skipped: it needs ../shared/data/pdf, pdftotext (poppler-utils), Node.js and pdf.js (`cargo xtask dist`)"
        );
        return;
    }
    let mut scores = Vec::new();
    for line in printed.lines() {
        let article: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let file = article["file"].as_str().expect("a name");
        let wanted =
            Command::new("pdftotext").arg("-q").arg(folder.join(file)).arg("-").output().expect("pdftotext");
        let wanted = bag(&String::from_utf8_lossy(&wanted.stdout));
        let text = article["text"].as_str().expect("text");
        let said = article["diagnostics"].to_string();
        if text.is_empty() {
            let named =
                ["encrypted", "no text layer", "cannot be read"].iter().any(|word| said.contains(word));
            assert!(named, "{file} gave nothing, and nothing was said of it: {said}");
        } else if !wanted.is_empty() {
            scores.push(f1(&bag(text), &wanted));
        }
    }
    let mean = scores.iter().sum::<f64>() / scores.len() as f64;
    println!("agreement {mean:.3} over {} files", scores.len());
    assert!(mean >= FLOOR, "{mean:.3}");
}
