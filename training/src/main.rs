//! Makes the recogniser's model, `static/models/names.bin`, together with the Python scripts beside it; `cargo xtask train`
//! calls all in their order.
//!
//! ```text
//! coterie-training perceptron        the linear part, to target/training/linear.bin
//! coterie-training export            what the network sees of the training sets, for network.py
//! coterie-training pack              both parts and the lists, to static/models/names.bin
//! coterie-training parity            the tags that every machine must give, to tests/cases/names/parity.tsv
//! coterie-training margins           what a margin is worth: counts behind the curve of the scores
//! coterie-training articles --graph DIR [--show N]   names found and missed in annotated articles
//! ```
//!
//! Options: `--data DIR` the annotated sets, `--work DIR` what lies between, `--model FILE`, `--lists DIR`.
//!
//! Deterministic: the same data give the same bytes. The features are those of `coterie::entities::features`, so
//! training and inference cannot drift.

mod articles;
mod augment;
mod data;
mod export;
mod measure;
mod pack;
mod perceptron;
mod random;
mod shrink;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use coterie::entities::features::Extractor;

const COMMANDS: &str = "say `perceptron`, `export`, `pack`, `parity`, `margins` or `articles`";

/// What the command line asks for.
struct Arguments {
    command: String,
    options: Vec<(String, String)>,
}

impl Arguments {
    fn read() -> Result<Self, String> {
        let mut words = std::env::args().skip(1);
        let command = words.next().ok_or(COMMANDS)?;
        let mut options = Vec::new();
        while let Some(word) = words.next() {
            let name = word.strip_prefix("--").ok_or_else(|| format!("`{word}` is not an option"))?;
            options.push((name.to_owned(), words.next().ok_or_else(|| format!("--{name} needs a value"))?));
        }
        Ok(Arguments { command, options })
    }

    fn option(&self, name: &str) -> Option<&str> {
        self.options.iter().rev().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    fn path(&self, name: &str, default: &str) -> PathBuf {
        PathBuf::from(self.option(name).unwrap_or(default))
    }

    fn number(&self, name: &str, default: i32) -> Result<i32, String> {
        let Some(value) = self.option(name) else { return Ok(default) };
        value.parse().map_err(|_| format!("--{name} needs a number"))
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    std::fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}

fn run() -> Result<(), String> {
    let arguments = Arguments::read()?;
    let data = arguments.path("data", "../shared/data/names");
    let model = arguments.path("model", "static/models/names.bin");
    let work = arguments.path("work", "target/training");
    let lists = || data::gazetteer(&arguments.path("lists", "training/data/lists"));
    match arguments.command.as_str() {
        "perceptron" => {
            let sets = data::training_sets(&data.join("train"), arguments.option("sets"))?;
            let clusters = data::clusters(&arguments.path("clusters", "training/data/clusters.tsv"))?;
            let epochs = arguments.number("epochs", 8)?;
            let features = arguments.number("features", 110_000)?;
            let learned = perceptron::train(
                &sets,
                &Extractor::new(lists()?),
                &clusters,
                epochs as u32,
                features as usize,
            );
            let settings = shrink::Settings {
                step: arguments.number("step", shrink::Settings::default().step)?,
                least: arguments.number("least", shrink::Settings::default().least)?,
            };
            let tagger = shrink::shrink(learned, &settings);
            let bytes = tagger.to_bytes().map_err(|error| error.to_string())?;
            println!("{} features, {} bytes", tagger.len(), bytes.len());
            write(&work.join("linear.bin"), &bytes)
        }
        "pack" => {
            let name = arguments.option("network").unwrap_or("network");
            let packed = pack::pack(
                lists()?,
                &work.join("linear.bin"),
                &work.join("vocabulary.tsv"),
                &work.join(name).with_extension("safetensors"),
            )?;
            let bytes = packed.to_bytes().map_err(|error| error.to_string())?;
            println!("{} bytes", bytes.len());
            write(&model, &bytes)
        }
        "export" => export::export(
            &data,
            &Extractor::new(lists()?),
            &export::vocabulary(&work.join("vocabulary.tsv"))?,
            &work,
        ),
        "parity" => measure::parity(&model, &arguments.path("file", "tests/cases/names/parity.tsv")),
        "margins" => measure::margins(&model, &data.join("dev")),
        "articles" => {
            articles::compare(&model, &arguments.path("graph", "."), arguments.number("show", 40)? as usize)
        }
        other => Err(format!("`{other}` is not a command: {COMMANDS}")),
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
