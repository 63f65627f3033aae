//! Span precision, recall and F1 on the development sets, counted as the team's `names.py` counts.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use coterie::entities::{Kind, Recogniser};

use crate::data::{read, spans};

/// Words that `names.py` takes off the front of a person.
const TITLES: &str = "mr mr. mrs mrs. ms ms. dr dr. president prime minister secretary general gen. senator sen. rep. \
    king queen prince princess pope chancellor governor gov. mayor lieutenant lt. colonel col. major maj. captain \
    capt. judge admiral sir lord lady professor prof. sheikh president-elect";

const COUNTED: [Kind; 3] = [Kind::Person, Kind::Organisation, Kind::Place];

fn normal(tokens: &[String], (mut start, mut end, kind): (usize, usize, Kind)) -> (usize, usize, Kind) {
    let lower = |i: usize| tokens[i].to_lowercase();
    while kind == Kind::Person
        && start + 1 < end
        && TITLES.split_whitespace().any(|title| title == lower(start))
    {
        start += 1;
    }
    while start + 1 < end && matches!(lower(start).as_str(), "the" | "a" | "an") {
        start += 1;
    }
    while end - 1 > start && matches!(tokens[end - 1].as_str(), "'s" | "’s" | "'" | "’") {
        end -= 1;
    }
    (start, end, kind)
}

#[derive(Clone, Copy, Default)]
struct Counts {
    gold: usize,
    said: usize,
    right: usize,
}

impl Counts {
    fn add(&mut self, other: Counts) {
        self.gold += other.gold;
        self.said += other.said;
        self.right += other.right;
    }

    fn f1(self) -> f64 {
        200.0 * self.right as f64 / ((self.gold + self.said) as f64).max(1.0)
    }

    fn line(self) -> String {
        let share = |of: usize| 100.0 * self.right as f64 / of.max(1) as f64;
        format!(
            "P {:5.1}  R {:5.1}  F1 {:5.1}  (n={})",
            share(self.said),
            share(self.gold),
            self.f1(),
            self.gold
        )
    }
}

/// Prints the figures of a model on every set in `directory`; writes its tags to the directory `write`.
pub(crate) fn evaluate(model: &Path, directory: &Path, write: Option<&str>) -> Result<(), String> {
    let bytes = std::fs::read(model).map_err(|error| format!("{}: {error}", model.display()))?;
    let recogniser = Recogniser::load(&bytes).map_err(|error| error.to_string())?;
    let mut names: Vec<_> = std::fs::read_dir(directory)
        .map_err(|error| format!("{}: {error}", directory.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "tsv"))
        .collect();
    names.sort();
    let mut bins = [Counts::default(); 10];
    for path in names {
        let mut counts = [Counts::default(); 6];
        let mut predicted = String::new();
        for (tokens, tags) in read(&path)? {
            let words: Vec<&str> = tokens.iter().map(String::as_str).collect();
            let guess = recogniser.tag(&words);
            for (token, tag) in tokens.iter().zip(&guess) {
                let _ = writeln!(predicted, "{token}\t{tag}");
            }
            predicted.push('\n');
            let set = |spans: Vec<_>| spans.into_iter().map(|s| normal(&tokens, s)).collect::<BTreeSet<_>>();
            let (gold, said) = (set(spans(&tags)), set(spans(&guess)));
            for (start, end, kind, score) in recogniser.names(&words) {
                let bin = &mut bins[((score * 10.0) as usize).min(9)];
                if COUNTED.contains(&kind) {
                    bin.said += 1;
                    bin.right += usize::from(gold.contains(&normal(&tokens, (start, end, kind))));
                }
            }
            for kind in Kind::ALL {
                let of = |set: &BTreeSet<(usize, usize, Kind)>| set.iter().filter(|s| s.2 == kind).count();
                let right = gold.intersection(&said).filter(|s| s.2 == kind).count();
                counts[kind.index()].add(Counts { gold: of(&gold), said: of(&said), right });
            }
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let mut all = Counts::default();
        for kind in COUNTED {
            all.add(counts[kind.index()]);
        }
        println!("{stem:14} all    {}", all.line());
        for kind in Kind::ALL.into_iter().filter(|kind| counts[kind.index()].gold > 0) {
            println!("{:14} {:6} {}", "", kind.code(), counts[kind.index()].line());
        }
        if let Some(write) = write {
            let out = Path::new(write).join(format!("{stem}.tsv"));
            std::fs::write(&out, predicted).map_err(|error| format!("{}: {error}", out.display()))?;
        }
    }
    println!("scores of people, organisations and places on all sets: how many of them are right");
    for (rank, bin) in bins.iter().enumerate() {
        let low = rank as f64 / 10.0;
        let share = bin.right as f64 / bin.said.max(1) as f64;
        println!("  {low:.1} to {:.1}: {share:.2} of {}", low + 0.1, bin.said);
    }
    Ok(())
}
