//! The recogniser on whole articles, beside gold graphs: which names it misses, which it invents.

use std::collections::BTreeMap;
use std::path::Path;

use coterie::entities::KindSet;
use coterie::pipeline;
use coterie::read::Source;
use serde_json::Value;

use crate::measure;

/// A gold name, in code points of the file.
struct Name {
    start: u64,
    end: u64,
    surface: String,
    needed: bool,
    seen: bool,
}

fn names(document: &Value) -> Vec<Name> {
    let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    let mut names = Vec::new();
    for sentence in list(document, "sentences") {
        let counts = sentence["counts"].as_bool().unwrap_or(true);
        for mention in list(&sentence, "mentions") {
            let kind = mention["kind"].as_str().unwrap_or_default();
            names.push(Name {
                start: mention["start"].as_u64().unwrap_or_default(),
                end: mention["end"].as_u64().unwrap_or_default(),
                surface: mention["surface"].as_str().unwrap_or_default().to_owned(),
                needed: counts
                    && matches!(kind, "name" | "NAM")
                    && mention["optional"].as_bool() != Some(true),
                seen: false,
            });
        }
    }
    names
}

/// Prints how many gold names of the graph set in `directory` are found, and the commonest that are not.
pub(crate) fn compare(model: &Path, directory: &Path, show: usize) -> Result<(), String> {
    let recogniser = measure::load(model)?;
    let text = std::fs::read_to_string(directory.join("gold.json")).map_err(|error| error.to_string())?;
    let gold: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let (mut needed, mut exact, mut partly, mut said) = (0, 0, 0, 0);
    let (mut missed, mut cut, mut invented) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for document in gold["documents"].as_array().into_iter().flatten() {
        let name = document["doc"].as_str().unwrap_or_default();
        let bytes =
            std::fs::read(directory.join("docs").join(name)).map_err(|error| format!("{name}: {error}"))?;
        let mut names = names(document);
        let file: Vec<char> = String::from_utf8_lossy(&bytes).chars().collect();
        let around = |name: &Name| {
            let (start, end) = (name.start as usize, name.end as usize);
            let piece = |from: usize, to: usize| {
                file.get(from..to.min(file.len())).into_iter().flatten().collect::<String>()
            };
            format!("…{}[{}]{}…", piece(start.saturating_sub(25), start), name.surface, piece(end, end + 20))
                .replace('\n', "¶")
        };
        let analysis = pipeline::analyse(Source { name, bytes: &bytes }, &recogniser);
        for article in &analysis.articles {
            for mention in &article.mentions {
                if !KindSet::MAIN.contains(mention.kind) {
                    let point = |byte| u64::from(article.document.origin.code_point(byte));
                    let (start, end) = (point(mention.span.start), point(mention.span.end));
                    if names.iter().any(|gold| gold.needed && gold.start < end && start < gold.end) {
                        let surface = article.document.slice(mention.span);
                        *cut.entry(format!("({surface} {})", mention.kind.code())).or_insert(0) += 1;
                    }
                    continue;
                }
                said += 1;
                let point = |byte| u64::from(article.document.origin.code_point(byte));
                let (start, end) = (point(mention.span.start), point(mention.span.end));
                let surface = article.document.slice(mention.span);
                let mut touched = false;
                for gold in names.iter_mut().filter(|gold| gold.start < end && start < gold.end) {
                    touched = true;
                    if !gold.seen && gold.needed {
                        gold.seen = true;
                        if (gold.start, gold.end) == (start, end) {
                            exact += 1;
                        } else {
                            partly += 1;
                            *cut.entry(format!("{} → {surface}", around(gold))).or_insert(0) += 1;
                        }
                    }
                }
                if !touched {
                    *invented
                        .entry(format!("{surface} {} {:.2}", mention.kind.code(), mention.score))
                        .or_insert(0) += 1;
                }
            }
        }
        needed += names.iter().filter(|name| name.needed).count();
        for name in names.into_iter().filter(|name| name.needed && !name.seen) {
            *missed.entry(around(&name)).or_insert(0) += 1;
        }
    }
    let total = |map: &BTreeMap<String, usize>| map.values().sum::<usize>();
    println!(
        "{}: {needed} names; {exact} exact, {partly} partly, {} missed; {said} said, {} invented",
        directory.display(),
        total(&missed),
        total(&invented)
    );
    for (what, map) in [("missed", missed), ("cut", cut), ("invented", invented)] {
        let mut rows: Vec<_> = map.into_iter().collect();
        rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let rows: Vec<_> =
            rows.into_iter().take(show).map(|(name, count)| format!("{name} ×{count}")).collect();
        println!("  {what}: {}", rows.join(" | "));
    }
    Ok(())
}
