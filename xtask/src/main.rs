//! The project's chores: `cargo xtask serve | dist | test | fuzz | bench | train`, set-up included.
//!
//! ```text
//! main ── command line ─┬─ dist   trunk, then seal: what a static host gets
//!                       ├─ test   every check, one heading each
//!                       ├─ fuzz   the readers, fed with whatever a fuzzer makes up
//!                       ├─ bench  measurements worth a record
//!                       └─ tools  the one table of pinned programs, installed on first use
//! ```
//!
//! **Invariant:** no dependencies. The first command on a fresh machine starts in seconds.

mod bench;
mod browser;
mod demo;
mod dist;
mod fuzz;
mod scores;
mod seal;
mod shell;
mod size;
mod test;
mod tools;
mod train;

use std::process::ExitCode;

/// What a chore gives: a failure is a sentence for the person who ran it.
pub(crate) type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// `[N] [--record]`.
fn bench_names(words: &[&str]) -> Result {
    let (record, repeats): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| **word == "--record");
    let repeats = match repeats.as_slice() {
        [] => 5,
        [repeats] => repeats.parse().map_err(|_| format!("`{repeats}` is no number of repeats"))?,
        _ => return Err("say `bench names [REPEATS] [--record]`".into()),
    };
    bench::names(repeats, !record.is_empty())
}

const HELP: &str = "\
cargo xtask COMMAND

  serve [PORT]       build the page and serve it on http://127.0.0.1:8080 (Ctrl-C ends it)
  dist               build dist/, the page as any static host can carry it
  test [STEP…]       run every check, or only the steps named (format, clippy, clippy-wasm, tests, docs,
                     dist, size, browser, scores)
  fuzz [TARGET…] [--minutes N]
                     feed every reader, or those named (text, page, mail, … as in fuzz/), with what a fuzzer makes
                     up, N minutes each (10), and say what it ran and what it found
  bench load [N]     drop the articles of ../shared/data/load/vast2014.zip on the page, N times (3)
  bench names [N] [--record]
                     time the recogniser, as wasm in Node.js, beside spaCy's small model, N times (5); --record
                     writes benches/record/DATE-names.txt
  bench graphs [--record]
                     measure our graphs of ../shared/data/graphs beside spaCy small's and the gold's names, naively
                     merged; --record writes benches/record/DATE-graphs.txt and src/evaluation/graphs/measured.tsv
  bench layout [GRAPH…] [PROGRAM…] [--record]
                     lay out graphs (1k, 10k; or 100k, lesmis, reuters) with our layout and its peers (or only with
                     those named: coterie, forceatlas2, …) and measure each; --record writes
                     benches/record/DATE-layout.txt
  bench view [GRAPH…] [PROGRAM…] [--record]
                     move the camera over graphs (1k, 10k, 100k) in Chromium, with our view and other libraries (or
                     only with those named: coterie, sigma, …); --record writes benches/record/DATE-view.txt
  train [EPOCHS]     make static/models/ again from ../shared/data/names (about an hour; needs 6 GB for PyTorch)

What is missing is installed on first use, pinned, in ~/.cache/coterie/tools (or where COTERIE_TOOLS says).
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["serve"] => dist::serve("8080"),
        ["serve", port] => dist::serve(port),
        ["dist"] => dist::dist(),
        ["seal"] => seal::hook(),
        ["test", steps @ ..] => test::run(steps),
        ["fuzz", words @ ..] => fuzz::run(words),
        ["bench", "load"] => browser::bench_load("3"),
        ["bench", "load", repeats] => browser::bench_load(repeats),
        ["bench", "names", words @ ..] => bench_names(words),
        ["bench", "graphs"] => bench::graphs(false),
        ["bench", "graphs", "--record"] => bench::graphs(true),
        ["bench", "layout", words @ ..] => bench::layout(words),
        ["bench", "view", words @ ..] => bench::view(words),
        ["train"] => train::train(None),
        ["train", epochs] => train::train(Some(epochs)),
        [] | ["help" | "--help" | "-h", ..] => {
            print!("{HELP}");
            Ok(())
        }
        _ => Err(format!("`{}` is not a chore.\n\n{HELP}", words.join(" ")).into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
