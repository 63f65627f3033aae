//! Measurements worth a record: how fast names are found, how good the graph is beside plainer ones, and how its layout
//! compares.

use std::fs;
use std::path::PathBuf;

use crate::Result;
use crate::shell::{cargo, program, root, shared};
use crate::tools::{self, WASM};

/// Prints the recogniser's words per CPU second, as wasm in Node.js, beside spaCy small's.
pub(crate) fn names(repeats: u32, record: bool) -> Result {
    let python = tools::python_with_spacy()?;
    let native = native("coterie-bench-names")?;
    let (glue, out) = wasm("coterie-bench-names", "nodejs", &["-O"])?;
    let run = program("node").arg("benches/names/run.mjs").args([native, glue, python, out]);
    run.arg(repeats.to_string()).args(record.then_some("record")).run()
}

/// Prints our layout's times and quality beside its peers', on generated graphs and real ones.
pub(crate) fn layout(words: &[&str]) -> Result {
    let modules = tools::node_modules_of("benches/layout")?;
    let native = native("coterie-bench-layout")?;
    let (glue, out) = wasm("coterie-bench-layout", "nodejs", &["-O"])?;
    program("node").arg("benches/layout/run.mjs").args([native, glue, modules, out]).args(words).run()
}

/// Prints what a frame costs while the camera moves, in Chromium, beside other libraries, and how large each is.
pub(crate) fn view(words: &[&str]) -> Result {
    let modules = tools::node_modules_of("benches/view")?;
    let native = native("coterie-bench-layout")?;
    let (glue, out) = wasm("coterie-bench-view", "web", &["-Oz", "--converge"])?;
    let run =
        program("node").env("CHROME", tools::chromium()?).env("COTERIE_NODE_MODULES", tools::node_modules()?);
    run.arg("benches/view/run.mjs").args([native, glue, modules, out]).args(words).run()
}

/// Prints how good our graphs are beside those of spaCy small's names and of the gold's own, naively merged.
///
/// A record is two files: what is printed, and the others' figures, which `coterie eval graphs` shows from then on.
pub(crate) fn graphs(record: bool) -> Result {
    let sets = shared().map(|shared| shared.join("data/graphs")).filter(|sets| sets.is_dir());
    let sets = sets.ok_or("there is no ../shared with gold graphs beside this clone")?;
    let python = tools::python_with_spacy()?;
    let out = target()?.join("bench-graphs");
    program(&python).arg("benches/graphs/naive.py").args([&sets, &out]).run()?;
    let eval = ["run", "--quiet", "--bin", "coterie", "--", "eval", "graphs", "--data"];
    let eval = cargo().args(eval).arg(&sets).arg("--others").arg(&out);
    if !record {
        return eval.run();
    }
    let printed = eval.args(["--record", "src/evaluation/graphs/measured.tsv"]).read()?;
    println!("{printed}");
    let today = program(&python).args(["-c", "import datetime; print(datetime.date.today())"]).read()?;
    let file = root().join(format!("benches/record/{today}-graphs.txt"));
    let with = format!("{}, merged by benches/graphs/naive.py", tools::SPACY[..2].join(" and "));
    Ok(fs::write(file, format!("{today}; {with}\n\n{printed}\n"))?)
}

/// A crate's native program, built.
fn native(krate: &str) -> Result<PathBuf> {
    cargo().args(["build", "--release", "--package", krate, "--bin", krate]).run()?;
    Ok(target()?.join("release").join(format!("{krate}{}", std::env::consts::EXE_SUFFIX)))
}

/// A crate's library as wasm, built as trunk does: the same profile and flags, wasm-bindgen, and wasm-opt with `optimise`
/// (`-O` is what the engine gets, `index.html` says what the page does). Gives the glue for `kind` (`nodejs` or `web`) and
/// the folder it is in.
fn wasm(krate: &str, kind: &str, optimise: &[&str]) -> Result<(PathBuf, PathBuf)> {
    let paths = tools::for_the_page()?;
    cargo().args(["build", "--profile", "web", "--package", krate, "--lib", "--target", WASM]).run()?;
    let target = target()?;
    let out = target.join(krate.trim_start_matches("coterie-"));
    fs::create_dir_all(&out)?;
    let library = krate.replace('-', "_");
    let built = target.join(WASM).join("web").join(format!("{library}.wasm"));
    let flags = ["--target", kind, "--no-typescript", "--out-dir"];
    program("wasm-bindgen").path_first(&paths)?.args(flags).args([&out, &built]).run()?;
    let wasm = out.join(format!("{library}_bg.wasm"));
    program("wasm-opt").path_first(&paths)?.arg(&wasm).args(optimise).arg("-o").arg(&wasm).run()?;
    Ok((out.join(format!("{library}.js")), out))
}

/// Cargo's target folder.
pub(crate) fn target() -> Result<PathBuf> {
    let metadata = cargo().args(["metadata", "--format-version", "1", "--no-deps", "--offline"]).read()?;
    let after = metadata.split("\"target_directory\":\"").nth(1).ok_or("cargo names no target folder")?;
    let folder = after.split('"').next().unwrap_or_default().replace("\\\\", "\\");
    Ok(root().join(folder))
}
