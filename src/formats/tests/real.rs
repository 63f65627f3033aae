//! Files that real programs made (`tests/cases/real`, made by its `make.sh`), and what they are read as.
//!
//! What is expected of each stands in `expected.txt` beside them, which the journeys of `tests/browser/drops.test.mjs`
//! hold the page to as well. A file without an entry fails, and so does an entry without a file. Where something
//! differs, the entries as they are now are printed, to be looked at and taken over if they are right.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use coterie_base::diagnostic::Severity;
use coterie_formats::pdf::{self, PdfText};
use coterie_formats::{Inner, Options, open};
use coterie_read::{Document, Field, Reading, Role, Source};

/// How many of a body's first and last words are compared.
const WORDS: usize = 5;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every fixture as `format/file`, in order.
fn fixtures() -> Vec<String> {
    let names = |folder: &Path| {
        let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
        let mut names: Vec<(String, bool)> = entries
            .map(|entry| (entry.file_name().into_string().expect("UTF-8"), entry.path().is_dir()))
            .collect();
        names.sort();
        names
    };
    let real = root().join("tests/cases/real");
    let formats = names(&real).into_iter().filter(|(name, is_folder)| *is_folder && name != "source");
    let files = formats.flat_map(|(format, _)| {
        let files = names(&real.join(&format));
        files.into_iter().map(move |(file, _)| format!("{format}/{file}"))
    });
    files.collect()
}

/// What is expected, by fixture: lines without a blank before them name one, the lines below are what came of it.
fn expected() -> BTreeMap<String, String> {
    let text = fs::read_to_string(root().join("tests/cases/real/expected.txt")).expect("expected.txt");
    let mut entries: BTreeMap<String, String> = BTreeMap::new();
    let mut name = "";
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if line.starts_with(' ') {
            let entry = entries.get_mut(name).expect("a fixture above");
            entry.push_str(line);
            entry.push('\n');
        } else {
            name = line;
            assert!(entries.insert(name.to_owned(), String::new()).is_none(), "{name} has two entries");
        }
    }
    entries
}

/// What came of a fixture, written out: a line for each article (`title | byline | date | site | language | count of
/// words: first words … last words`; `?` after what was guessed, `-` for what is not known), then one for whatever is
/// said, with the name of the file inside that it is said of.
fn shown(name: &str, reading: &Reading) -> String {
    let articles = reading.documents.iter().map(line);
    let said = reading.diagnostics.iter().map(|said| {
        let how = match said.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let of = if said.file == name { String::new() } else { format!(" ({})", said.file) };
        format!("{how}{of}: {}", said.message)
    });
    articles.chain(said).map(|line| format!("  {line}\n")).collect()
}

fn line(document: &Document) -> String {
    let metadata = &document.metadata;
    let field = |value: &Option<String>, field| {
        let sign = if metadata.guessed.is(field) { "?" } else { "" };
        value.as_ref().map_or("-".to_owned(), |value| format!("{value}{sign}"))
    };
    let body = document.blocks.iter().filter(|block| block.role == Role::Body);
    let words: Vec<&str> = body.flat_map(|block| document.slice(block.span).split_whitespace()).collect();
    let (first, last) = (&words[..words.len().min(WORDS)], &words[words.len().saturating_sub(WORDS)..]);
    // One without a title is listed under its file's name.
    let untitled = || format!("({})", document.name);
    let fields = [
        if metadata.title.is_some() { field(&metadata.title, Field::Title) } else { untitled() },
        field(&metadata.byline, Field::Byline),
        field(&metadata.date, Field::Date),
        field(&metadata.site, Field::Site),
        field(&metadata.language, Field::Language),
    ];
    format!("{} | {} words: {} … {}", fields.join(" | "), words.len(), first.join(" "), last.join(" "))
}

/// Opens a fixture; `None` where pdf.js is not at hand to read its PDF files.
fn opened(name: &str, bytes: &[u8], pdfjs: Option<&Path>) -> Option<Reading> {
    let (mut reading, pdfs) = open(Source { name, bytes }, &Options::default()).into_reading();
    for Inner { name, bytes } in pdfs {
        let found = pdf::read(Source { name: &name, bytes: &bytes }, &words(pdfjs?, &bytes));
        reading.documents.extend(found.documents);
        reading.diagnostics.extend(found.diagnostics);
    }
    Some(reading)
}

/// The words of a PDF, as the command line gets them (`src/cli/pdf.rs`).
fn words(pdfjs: &Path, bytes: &[u8]) -> PdfText {
    let mut node = Command::new("node");
    node.arg(root().join("static/pdf/node.mjs")).arg(pdfjs).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = node.spawn().expect("node");
    child.stdin.take().expect("its input").write_all(bytes).expect("the file");
    let output = child.wait_with_output().expect("its output");
    assert!(output.status.success(), "node ended with {}", output.status);
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The pdf.js that `cargo xtask dist` fetched, if it did and there is a Node.js to run it.
fn pdfjs() -> Option<PathBuf> {
    Command::new("node").arg("--version").stdout(Stdio::null()).status().ok()?;
    if let Some(folder) = std::env::var_os("COTERIE_PDFJS") {
        return Some(folder.into());
    }
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache"));
    let cache = || std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or_else(home);
    let tools = std::env::var_os("COTERIE_TOOLS").map(PathBuf::from);
    let tools = tools.or_else(|| Some(cache()?.join("coterie/tools")))?;
    let version = |file: PathBuf, path: &str| {
        let json: serde_json::Value = serde_json::from_str(&fs::read_to_string(file).ok()?).ok()?;
        json.pointer(path)?.as_str().map(str::to_owned)
    };
    let wanted = version(root().join("static/pdf/package.json"), "/dependencies/pdfjs-dist");
    let folders = fs::read_dir(tools).ok()?.filter_map(Result::ok);
    folders
        .map(|entry| entry.path().join("node_modules/pdfjs-dist"))
        .find(|folder| wanted.is_some() && version(folder.join("package.json"), "/version") == wanted)
}

#[test]
fn files_of_real_programs_are_read_as_expected() {
    let mut expected = expected();
    let pdfjs = pdfjs();
    let (mut wrong, mut skipped) = (String::new(), 0);
    // The page counts an article once that comes twice, and a format's files are dropped there together.
    let mut seen = BTreeSet::new();
    for fixture in fixtures() {
        let wanted = expected.remove(&fixture);
        let bytes = fs::read(root().join("tests/cases/real").join(&fixture)).expect("a file");
        let (format, name) = fixture.split_once('/').expect("a format");
        let Some(reading) = opened(name, &bytes, pdfjs.as_deref()) else {
            skipped += 1;
            continue;
        };
        for document in &reading.documents {
            let fresh = seen.insert((format.to_owned(), document.fingerprint));
            if !fresh {
                wrong.push_str(&format!("{fixture}: {} came before\n\n", document.name));
            }
        }
        let shown = shown(name, &reading);
        if wanted.as_ref() != Some(&shown) {
            wrong.push_str(&format!("{fixture}\n{shown}\n"));
        }
    }
    if skipped > 0 {
        println!("skipped: {skipped} fixtures, which need Node.js and pdf.js (`cargo xtask dist`)");
    }
    assert!(wrong.is_empty(), "not as expected.txt says:\n\n{wrong}");
    assert!(expected.is_empty(), "entries without a fixture: {:?}", expected.keys());
}
