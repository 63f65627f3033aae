//! `coterie eval names`: how well the recogniser does on annotated sets, beside what others reach.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use crate::cli::read_file;
use crate::entities::Recogniser;
use crate::evaluation::record::{Record, yardstick};
use crate::evaluation::{self, Counts, report};
use crate::ids::Fingerprint;

#[derive(Debug, Args)]
pub(in crate::cli) struct Names {
    /// Annotated sets: a token, TAB and BIO tag a line, a blank line between sentences.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The folder of the sets to take where no file is named: all its .tsv files.
    #[arg(long, value_name = "DIR", default_value = "../shared/data/names/dev", conflicts_with = "files")]
    data: PathBuf,
    /// Prints JSON.
    #[arg(long)]
    json: bool,
    /// Also writes the counts to a table, as the page shows them (static/models/names.eval.tsv).
    #[arg(long, value_name = "TABLE")]
    record: Option<PathBuf>,
}

impl Names {
    /// Measures a recogniser loaded from the bytes `model`, and gives what to print.
    pub(super) fn run(&self, model: &[u8], recogniser: &Recogniser) -> Result<String, String> {
        let files = if self.files.is_empty() { sets_in(&self.data)? } else { self.files.clone() };
        let measure = |file: &PathBuf| {
            let named = |error| format!("{}: {error}", file.display());
            let text =
                String::from_utf8(read_file(file)?).map_err(|_| named("it is not UTF-8".to_owned()))?;
            let sentences = evaluation::read(&text).map_err(named)?;
            let stem = file.file_stem().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
            Ok((stem, evaluation::evaluate(recogniser, &sentences)))
        };
        let sets = files.iter().map(measure).collect::<Result<Vec<_>, String>>()?;
        let record = Record { model: Fingerprint::of(model), sets };
        if let Some(table) = &self.record {
            fs::write(table, record.to_table()).map_err(|error| format!("{}: {error}", table.display()))?;
        }
        Ok(if self.json { format!("{:#}\n", as_json(&record)) } else { report::text(&record) })
    }
}

fn sets_in(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| {
        format!(
            "there are no annotated sets in {} ({error}); name files, or their folder with --data",
            folder.display()
        )
    })?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "tsv"))
        .collect();
    files.sort();
    if files.is_empty() { Err(format!("{} holds no .tsv file", folder.display())) } else { Ok(files) }
}

fn as_json(record: &Record) -> Value {
    let percent = |n: u32| f64::from(n) / 10.0;
    let sets = record.sets.iter().map(|(set, scores)| {
        let rows = report::rows(scores).into_iter().map(|(row, counts)| {
            let Counts { gold, said, right } = counts;
            let [p, r, f] = [counts.precision(), counts.recall(), counts.f1()].map(percent);
            let value = json!({
                "gold": gold, "said": said, "right": right, "precision": p, "recall": r, "f1": f,
            });
            (row.to_owned(), value)
        });
        let others = yardstick(set).map(|others| {
            json!({
                "perceptron": percent(others.perceptron),
                "spacy_small": percent(others.small),
                "spacy_medium": percent(others.medium),
            })
        });
        json!({ "set": set, "scores": serde_json::Map::from_iter(rows), "others_f1": others })
    });
    let bins = record.bins().into_iter().zip(0u32..).map(|(counts, bin)| {
        json!({
            "from": f64::from(bin) / 10.0,
            "to": f64::from(bin + 1) / 10.0,
            "said": counts.said,
            "right": counts.right,
        })
    });
    json!({
        "model": format!("{:032x}", record.model.0),
        "sets": sets.collect::<Vec<_>>(),
        "reliability": bins.collect::<Vec<_>>(),
    })
}
