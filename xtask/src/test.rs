//! Every check, one heading each; all run, so that one failure does not hide another.

use std::time::{Duration, Instant};

use crate::shell::cargo;
use crate::tools::{WASM, component, note_compiler, wasm_target};
use crate::{Result, browser, dist, scores, size};

/// How a step that did not fail ended.
pub(crate) enum Outcome {
    /// It ran and passed.
    Passed,
    /// It did not run, and why.
    Skipped(String),
}

type Step = (&'static str, fn() -> Result<Outcome>);

/// The order: fast and cheap first; `size` and `browser` look at what `dist` built.
const STEPS: [Step; 9] = [
    ("format", || passed(format())),
    ("clippy", || passed(clippy())),
    ("clippy-wasm", || passed(clippy_wasm())),
    ("tests", || passed(cargo().args(["test", "--workspace"]).run())),
    ("docs", || passed(docs())),
    ("dist", || passed(dist::dist())),
    ("size", || passed(size::check())),
    ("browser", || passed(browser::journeys())),
    ("scores", scores::check),
];

/// Runs the steps named, or all.
pub(crate) fn run(only: &[&str]) -> Result {
    if let Some(unknown) = only.iter().find(|name| !STEPS.iter().any(|step| step.0 == **name)) {
        let names: Vec<&str> = STEPS.iter().map(|step| step.0).collect();
        return Err(format!("`{unknown}` is not a step. Steps: {}", names.join(", ")).into());
    }
    note_compiler()?;
    let mut lines = Vec::new();
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for (name, step) in STEPS {
        if !only.is_empty() && !only.contains(&name) {
            continue;
        }
        println!("\n== {name}");
        #[expect(clippy::disallowed_methods, reason = "chores may read the clock")]
        let start = Instant::now();
        let word = match step() {
            Ok(Outcome::Passed) => {
                passed += 1;
                "passed".to_owned()
            }
            Ok(Outcome::Skipped(why)) => {
                skipped += 1;
                println!("skipped: {why}");
                format!("skipped: {why}")
            }
            Err(error) => {
                failed += 1;
                println!("FAILED: {error}");
                format!("FAILED: {error}")
            }
        };
        let line = format!("{name:<12}{:>7}  {word}", clock(start.elapsed()));
        println!("== {line}");
        lines.push(line);
    }
    println!("\n{}\n\n{passed} passed, {failed} failed, {skipped} skipped", lines.join("\n"));
    if failed == 0 { Ok(()) } else { Err("not every step passed".into()) }
}

fn passed(result: Result) -> Result<Outcome> {
    result.map(|()| Outcome::Passed)
}

fn format() -> Result {
    component("rustfmt", "fmt")?;
    cargo().args(["fmt", "--all", "--check"]).run()
}

fn clippy() -> Result {
    component("clippy", "clippy")?;
    cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]).run()
}

fn clippy_wasm() -> Result {
    wasm_target()?;
    let what = ["clippy", "--target", WASM, "--lib", "--bin", "page", "--bin", "engine"];
    cargo().args(what).args(["--", "-D", "warnings"]).run()
}

/// The core as a native reader sees it, then the browser shell, which exists for wasm only.
fn docs() -> Result {
    let doc = || {
        let flags = ["doc", "--no-deps", "--document-private-items"];
        cargo().env("RUSTDOCFLAGS", "-D warnings").args(flags)
    };
    doc().arg("--workspace").run()?;
    doc().args(["--lib", "--target", WASM]).run()
}

fn clock(elapsed: Duration) -> String {
    format!("{}:{:02}", elapsed.as_secs() / 60, elapsed.as_secs() % 60)
}
