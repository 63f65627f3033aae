//! Trains the recogniser's model, `static/models/names.bin`, and measures it.
//!
//! ```text
//! coterie-training train [--data DIR] [--out FILE] [--epochs N]
//! coterie-training eval  [--data DIR] [--model FILE] [--write DIR]
//! coterie-training articles --graph DIR [--model FILE] [--show N]
//! ```
//!
//! Deterministic: the same data give the same bytes. The features are those of `coterie::entities::features`, so
//! training and inference cannot drift.

mod articles;
mod augment;
mod data;
mod evaluate;
mod perceptron;
mod random;
mod shrink;

use std::path::PathBuf;
use std::process::ExitCode;

/// What the command line asks for.
struct Arguments {
    command: String,
    options: Vec<(String, String)>,
}

impl Arguments {
    fn read() -> Result<Self, String> {
        let mut words = std::env::args().skip(1);
        let command = words.next().ok_or("say `train`, `eval` or `articles`")?;
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

fn run() -> Result<(), String> {
    let arguments = Arguments::read()?;
    let data = arguments.path("data", "../shared/data/names");
    let model = arguments.path("model", "static/models/names.bin");
    match arguments.command.as_str() {
        "train" => {
            let sets = data::training_sets(&data.join("train"), arguments.option("sets"))?;
            let clusters = data::clusters(&arguments.path("clusters", "training/data/clusters.tsv"))?;
            let epochs = arguments.number("epochs", 8)?;
            let features = arguments.number("features", 110_000)?;
            let learned = perceptron::train(&sets, &clusters, epochs as u32, features as usize);
            let settings = shrink::Settings {
                step: arguments.number("step", shrink::Settings::default().step)?,
                least: arguments.number("least", shrink::Settings::default().least)?,
            };
            let tagger = shrink::shrink(learned, &settings);
            let bytes = tagger.to_bytes().map_err(|error| error.to_string())?;
            println!("{} features, {} bytes", tagger.len(), bytes.len());
            let out = arguments.path("out", "static/models/names.bin");
            std::fs::write(&out, bytes).map_err(|error| format!("{}: {error}", out.display()))?;
            evaluate::evaluate(&out, &data.join("dev"), None)
        }
        "eval" => evaluate::evaluate(&model, &data.join("dev"), arguments.option("write")),
        "articles" => {
            articles::compare(&model, &arguments.path("graph", "."), arguments.number("show", 40)? as usize)
        }
        other => Err(format!("`{other}` is not a command: say `train`, `eval` or `articles`")),
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
