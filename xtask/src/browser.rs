//! The page in a real browser: journeys and measurements, written for Node's own test runner in
//! `tests/browser/`.

use std::fs;

use crate::shell::{Program, program, root};
use crate::{Result, dist, tools};

/// Runs every journey over the `dist/` that stands.
pub(crate) fn journeys() -> Result {
    if !dist::folder().join("index.html").is_file() {
        return Err("dist/ is missing: run `cargo xtask dist` first".into());
    }
    let entries = fs::read_dir(root().join("tests/browser"))?.filter_map(|entry| Some(entry.ok()?.path()));
    let mut files: Vec<_> = entries.filter(|path| path.to_string_lossy().ends_with(".test.mjs")).collect();
    files.sort();
    node()?.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).args(files).run()
}

/// Drops the load set on the page and records how long it took to be in the graph.
pub(crate) fn bench_load(repeats: &str) -> Result {
    dist::dist()?;
    node()?.args(["tests/browser/bench-load.mjs", repeats]).run()
}

fn node() -> Result<Program> {
    let modules = tools::node_modules()?;
    Ok(program("node").env("CHROME", tools::chromium()?).env("COTERIE_NODE_MODULES", modules))
}
