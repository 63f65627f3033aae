//! PDF files for the command line: pdf.js, run by Node.js, as the page runs it in a worker.

use std::env;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::diagnostic::Diagnostic;
use crate::formats::pdf::{self, PdfText};
use crate::read::{Reading, Source};

/// The folder of pdf.js in place of the one that `cargo xtask dist` fetched.
const FOLDER: &str = "COTERIE_PDFJS";

/// Reads a PDF.
pub(super) fn read(source: Source<'_>, password: Option<&str>) -> Reading {
    let failed = |message: String, hint: &str| Reading {
        documents: Vec::new(),
        diagnostics: vec![Diagnostic::error(source.name, message, hint)],
    };
    let Some(folder) = folder() else {
        let message = "PDF files are read by pdf.js, which is not on this machine.".to_owned();
        return failed(
            message,
            "Run `cargo xtask dist` once, which fetches it, or set COTERIE_PDFJS to its folder.",
        );
    };
    match run(&folder, source.bytes, password) {
        Ok(found) => pdf::read(source, &found),
        Err(error) => failed(
            format!("pdf.js could not read it: {error}."),
            "See that Node.js 20 or later is installed, or save the PDF as text.",
        ),
    }
}

fn run(folder: &Path, bytes: &[u8], password: Option<&str>) -> Result<PdfText, String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/pdf/node.mjs");
    let mut node = Command::new("node");
    node.arg(script)
        .arg(folder)
        .args(password)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = node.spawn().map_err(|error| format!("node: {error}"))?;
    if let Some(mut stdin) = child.stdin.take() {
        // Where node ends early, what it printed tells more than the broken pipe.
        let _ = stdin.write_all(bytes);
    }
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(format!("node ended with {}", output.status));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())
}

/// Where pdf.js lies: where the variable says, else where the project keeps its tools.
fn folder() -> Option<PathBuf> {
    if let Some(folder) = env::var_os(FOLDER) {
        return Some(folder.into());
    }
    // As `xtask/src/tools.rs` has it.
    let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"));
    let cache =
        env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or_else(|| Some(Path::new(&home?).join(".cache")));
    let tools =
        env::var_os("COTERIE_TOOLS").map(PathBuf::from).or_else(|| Some(cache?.join("coterie/tools")))?;
    let folders = std::fs::read_dir(tools).ok()?;
    folders
        .filter_map(|entry| Some(entry.ok()?.path().join("node_modules/pdfjs-dist")))
        .find(|folder| is_ours(folder))
}

/// Whether a folder holds the pdf.js that the page has.
fn is_ours(folder: &Path) -> bool {
    let version = |text: &str, path: &[&str]| {
        let json: serde_json::Value = serde_json::from_str(text).ok()?;
        path.iter().try_fold(&json, |json, key| json.get(key))?.as_str().map(str::to_owned)
    };
    let wanted = version(include_str!("../../static/pdf/package.json"), &["dependencies", "pdfjs-dist"]);
    let found = std::fs::read_to_string(folder.join("package.json")).unwrap_or_default();
    wanted.is_some() && version(&found, &["version"]) == wanted
}
