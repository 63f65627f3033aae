//! Measurements worth a record: how fast names are found.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Result;
use crate::shell::{cargo, program, root};
use crate::tools::{self, WASM};

/// The crate in `benches/names`.
const CRATE: &str = "coterie-bench-names";
/// Its wasm, as cargo names it.
const LIBRARY: &str = "coterie_bench_names";

/// Prints the recogniser's words per CPU second, as wasm in Node.js, beside spaCy small's.
///
/// The wasm is built as the engine is: the same profile and flags, wasm-bindgen, `wasm-opt -O` (trunk's default).
pub(crate) fn names(repeats: u32, record: bool) -> Result {
    let paths = tools::for_the_page()?;
    let python = tools::python_with_spacy()?;
    cargo().args(["build", "--release", "--package", CRATE, "--bin", CRATE]).run()?;
    cargo().args(["build", "--profile", "web", "--package", CRATE, "--lib", "--target", WASM]).run()?;
    let target = target()?;
    let out = target.join("bench-names");
    fs::create_dir_all(&out)?;
    let built = target.join(WASM).join("web").join(format!("{LIBRARY}.wasm"));
    let flags = ["--target", "nodejs", "--no-typescript", "--out-dir"];
    program("wasm-bindgen").path_first(&paths)?.args(flags).args([&out, &built]).run()?;
    let wasm = out.join(format!("{LIBRARY}_bg.wasm"));
    program("wasm-opt").path_first(&paths)?.args([&wasm, Path::new("-O"), Path::new("-o"), &wasm]).run()?;
    let native = target.join("release").join(format!("{CRATE}{}", std::env::consts::EXE_SUFFIX));
    let glue = out.join(format!("{LIBRARY}.js"));
    let run = program("node").arg("benches/names/run.mjs").args([native, glue, python, out]);
    run.arg(repeats.to_string()).args(record.then_some("record")).run()
}

/// Cargo's target folder.
fn target() -> Result<PathBuf> {
    let metadata = cargo().args(["metadata", "--format-version", "1", "--no-deps", "--offline"]).read()?;
    let after = metadata.split("\"target_directory\":\"").nth(1).ok_or("cargo names no target folder")?;
    let folder = after.split('"').next().unwrap_or_default().replace("\\\\", "\\");
    Ok(root().join(folder))
}
