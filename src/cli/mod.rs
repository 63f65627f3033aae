//! The command line: the same core as the page, over files named on it.
//!
//! What was asked for goes to standard output and nothing else does; what a person should know goes to standard error.

mod eval;
mod pdf;
mod picture;
mod read;

use std::fs;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::aliases::Owners;
use crate::app::views;
use crate::cooccurrence::{Counting, Window};
use crate::copies;
use crate::coreference;
use crate::decisions::{self, Entries};
use crate::diagnostic::{Diagnostic, Severity};
use crate::entities::{Kind, KindSet, Recogniser};
use crate::formats::Options;
use crate::graph::ViewSettings;
use crate::ids::Fingerprint;
use crate::interchange::{self, Interchange};
use crate::pipeline::{self, Analysis};
use crate::protocol;
use crate::read::{Document, Source};
use crate::session;

/// Who appears with whom, and why: articles in, an entity graph with its evidence out.
#[derive(Debug, Parser)]
#[command(name = "coterie", version)]
pub struct Command {
    /// The weight file of the recogniser, in place of the built-in one.
    #[arg(long, global = true, value_name = "FILE")]
    model: Option<PathBuf>,
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Reads articles and prints the graph of the people, organisations and places they name.
    Analyze(Analyze),
    /// Reads files of any kind and prints their articles, one line of JSON each.
    Read(read::Read),
    /// Reads articles and draws the graph: SVG to edit, PDF to print.
    Picture(picture::Picture),
    /// Reads one token a line (a blank line between sentences) and prints token, TAB, tag.
    Tag,
    /// Measures the recogniser, or the whole graph, on annotated sets.
    #[command(subcommand)]
    Eval(eval::Eval),
    /// Writes the graph of the sample articles as the page shows it before the engine has loaded.
    Demo {
        /// The folder of articles.
        folder: PathBuf,
        /// The file to write.
        out: PathBuf,
    },
    /// Writes what the page says of how names are found, as markup.
    Naming {
        /// The file to write.
        out: PathBuf,
    },
}

/// Articles, and which names and ties of them count.
#[derive(Debug, Args)]
struct Selection {
    /// Files and folders of articles.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How near two names must stand to be tied.
    #[arg(long, value_enum, default_value_t = WindowName::Sentence)]
    window: WindowName,
    /// The kinds of entity, parted by commas: PER, ORG, LOC, NORP, EVENT, MISC.
    #[arg(long, default_value = "PER,ORG,LOC", value_parser = kinds)]
    kinds: KindSet,
    /// Count sentences, paragraphs and articles that are near-copies of each other once.
    #[arg(long)]
    copies_once: bool,
    /// Also give the windows in which an end is only referred to ("he", "the Russian leader"), apart from the weight.
    #[arg(long)]
    references: bool,
    /// A file of decisions to apply, as the page saves it; of several, all together.
    #[arg(long, value_name = "FILE")]
    decisions: Vec<PathBuf>,
}

#[derive(Debug, Args)]
struct Analyze {
    #[command(flatten)]
    selection: Selection,
    /// The form of the output.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
}

impl Selection {
    fn settings(&self) -> ViewSettings {
        ViewSettings {
            window: self.window.into(),
            kinds: self.kinds,
            copies: if self.copies_once { copies::Counted::Once } else { copies::Counted::Each },
            references: self.references,
            ..ViewSettings::default()
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum WindowName {
    Sentence,
    Paragraph,
    Document,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// The interchange: nodes with names and places, ties with weight and evidence.
    Json,
}

impl From<WindowName> for Window {
    fn from(name: WindowName) -> Window {
        match name {
            WindowName::Sentence => Window::Sentence,
            WindowName::Paragraph => Window::Paragraph,
            WindowName::Document => Window::Document,
        }
    }
}

fn kinds(codes: &str) -> Result<KindSet, String> {
    codes.split(',').map(str::trim).try_fold(KindSet::NONE, |set, code| {
        let kind = Kind::from_code(&code.to_uppercase()).ok_or_else(|| {
            let known: Vec<&str> = Kind::ALL.into_iter().map(Kind::code).collect();
            format!("there is no kind {code}; the kinds are {}", known.join(", "))
        })?;
        Ok(set.with(kind, true))
    })
}

/// Runs the command line with the built-in weight file, and says how it ended: 1 when nothing could be read.
pub fn run(model: &[u8]) -> ExitCode {
    match Command::parse().run(model) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("coterie: {message}");
            ExitCode::FAILURE
        }
    }
}

impl Command {
    fn run(self, built_in: &[u8]) -> Result<(), String> {
        let own = self.model.as_deref().map(read_file).transpose()?;
        let model = own.as_deref().unwrap_or(built_in);
        let recogniser = Recogniser::load(model).map_err(|error| error.to_string())?;
        match self.task {
            Task::Demo { folder, out } => {
                let read = |file: File| Ok((file.name, read_file(&file.path)?));
                let files = files(&[folder])?.into_iter().map(read).collect::<Result<_, String>>()?;
                let bytes = protocol::encode(&session::demo(files, model)?);
                fs::write(&out, bytes).map_err(|error| format!("{}: {error}", out.display()))
            }
            Task::Naming { out } => {
                fs::write(&out, views::naming_html()).map_err(|error| format!("{}: {error}", out.display()))
            }
            Task::Read(task) => task.run(),
            Task::Picture(task) => task.run(model),
            Task::Analyze(Analyze { selection: task, format: Format::Json }) => {
                let files = files(&task.paths)?;
                let log = log(&task.decisions)?;
                let (graph, diagnostics) = analyze_under(&files, &recogniser, &task.settings(), &log);
                for diagnostic in &diagnostics {
                    eprintln!("{}", line(diagnostic));
                }
                let graph = graph.ok_or("nothing could be read")?;
                let mut out = io::BufWriter::new(io::stdout().lock());
                serde_json::to_writer(&mut out, &graph).map_err(|error| error.to_string())?;
                writeln!(out).and_then(|()| out.flush()).map_err(|error| error.to_string())
            }
            Task::Eval(task) => {
                let (text, good) = task.run(model, &recogniser)?;
                io::stdout().lock().write_all(text.as_bytes()).map_err(|error| error.to_string())?;
                if good { Ok(()) } else { Err("under the floor".to_owned()) }
            }
            Task::Tag => tag(io::stdin().lock(), io::BufWriter::new(io::stdout().lock()), &recogniser)
                .map_err(|error| error.to_string()),
        }
    }
}

/// The decisions of some files, together. Fails on one that cannot be read, in words.
fn log(paths: &[PathBuf]) -> Result<Entries, String> {
    paths.iter().try_fold(Entries::default(), |log, path| {
        let read = decisions::decode(&path.display().to_string(), &read_file(path)?);
        Ok(log.combine(&read.map_err(|trouble| line(&trouble))?))
    })
}

fn read_file(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// A file to read, and the name its articles are known by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct File {
    /// The base name of a file given by itself; the path within the folder, with `/` between parts, of one found in
    /// a folder.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
}

/// The files that `paths` name: folders are walked in order of names; files whose name begins with a dot and links to
/// folders, which may lead in circles, are passed over. Fails on a path that is not there.
pub fn files(paths: &[PathBuf]) -> Result<Vec<File>, String> {
    let mut files = Vec::new();
    for path in paths {
        let about = fs::metadata(path).map_err(|error| format!("{}: {error}", path.display()))?;
        if about.is_dir() {
            walk(path, "", &mut files).map_err(|error| format!("{}: {error}", path.display()))?;
        } else {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            files.push(File { name, path: path.clone() });
        }
    }
    Ok(files)
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<File>) -> io::Result<()> {
    let mut entries: Vec<(String, PathBuf)> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path())))
        .collect::<io::Result<_>>()?;
    entries.sort();
    for (name, path) in entries.into_iter().filter(|(name, _)| !name.starts_with('.')) {
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            if !path.is_symlink() {
                walk(&path, &format!("{name}/"), files)?;
            }
        } else {
            files.push(File { name, path });
        }
    }
    Ok(())
}

/// The graph of some files, or none when nothing could be read, and what a person should know. Files are read by as
/// many threads as there are cores; the graph does not depend on how many those are.
pub fn analyze(
    files: &[File],
    recogniser: &Recogniser,
    window: Window,
    kinds: KindSet,
) -> (Option<Interchange>, Vec<Diagnostic>) {
    let settings = ViewSettings { window, kinds, ..ViewSettings::default() };
    analyze_under(files, recogniser, &settings, &Entries::default())
}

/// The same under other settings: of these window, kinds, copies and references matter.
pub fn analyze_under(
    files: &[File],
    recogniser: &Recogniser,
    settings: &ViewSettings,
    log: &Entries,
) -> (Option<Interchange>, Vec<Diagnostic>) {
    let next = AtomicUsize::new(0);
    let next = &next;
    let mut read: Vec<(usize, Analysis)> = std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(files.len().max(1));
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(move || {
                    let mut done = Vec::new();
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(file) = files.get(index) else { return done };
                        done.push((index, read_one(file, recogniser)));
                    }
                })
            })
            .collect();
        let join = |worker: std::thread::ScopedJoinHandle<'_, _>| {
            worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        workers.into_iter().flat_map(join).collect()
    });
    read.sort_by_key(|&(index, _)| (files[index].name.as_str(), index));

    let mut diagnostics = Vec::new();
    let mut articles = Vec::new();
    for (_, analysis) in read {
        diagnostics.extend(analysis.diagnostics);
        articles.extend(analysis.articles);
    }
    // Of two names for one content the smaller stands, as on the page.
    pipeline::sort(&mut articles);
    let mut first_of: std::collections::BTreeMap<Fingerprint, String> = std::collections::BTreeMap::new();
    articles.retain(|article| {
        let Document { name, fingerprint, .. } = &article.document;
        if let Some(first) = first_of.get(fingerprint) {
            let message = format!("It is the same as {first} and was counted once.");
            diagnostics.push(Diagnostic::warning(name, message, ""));
            return false;
        }
        first_of.insert(*fingerprint, name.clone());
        true
    });
    if articles.is_empty() {
        return (None, diagnostics);
    }
    let decided = decisions::derive(&mut articles, log);
    let foreign = session::foreign_note(&articles);
    if !foreign.is_empty() {
        diagnostics.push(Diagnostic::warning("articles", foreign, ""));
    }
    for line in session::log_lines(log, &decided.states) {
        if !line.note.is_empty() {
            diagnostics.push(Diagnostic::warning("decisions", format!("{}.", line.words), line.note));
        }
    }
    let entities = decided.entities;
    let copies = (settings.copies == copies::Counted::Once).then(|| copies::find(&articles));
    let references = settings
        .references
        .then(|| coreference::find(&articles, &entities, &Owners::new(&articles, &entities)));
    let counting = Counting {
        window: settings.window,
        copies: copies.as_ref(),
        references: references.as_deref().unwrap_or_default(),
    };
    (Some(interchange::build_by(&articles, &entities, &counting, settings.kinds)), diagnostics)
}

fn read_one(file: &File, recogniser: &Recogniser) -> Analysis {
    match fs::read(&file.path) {
        Ok(bytes) => {
            let source = Source { name: &file.name, bytes: &bytes };
            pipeline::find_names(read::read_whole(source, &Options::default()), recogniser, || ())
        }
        Err(error) => Analysis { articles: Vec::new(), diagnostics: vec![unopened(&file.name, &error)] },
    }
}

/// What to say of a file that the system does not give.
fn unopened(name: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::error(name, format!("It could not be opened: {error}."), "See whether it may be read.")
}

/// A diagnostic as a line for the terminal.
fn line(diagnostic: &Diagnostic) -> String {
    let words = format!("{} {}", diagnostic.message, diagnostic.hint);
    format!("{}: {}: {}", severity(diagnostic), diagnostic.file, words.trim_end())
}

/// How much was lost, as a word.
fn severity(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// Tags sentences of one token a line; anything after a TAB is passed over, so that an annotated file can be tagged
/// as it is.
///
/// # Errors
/// Where the input is not UTF-8, or either end is closed.
pub fn tag(input: impl BufRead, mut output: impl Write, recogniser: &Recogniser) -> io::Result<()> {
    let mut tokens: Vec<String> = Vec::new();
    let mut finish = |tokens: &mut Vec<String>| {
        let words: Vec<&str> = tokens.iter().map(String::as_str).collect();
        for (token, tag) in words.iter().zip(recogniser.tag(&words)) {
            writeln!(output, "{token}\t{tag}")?;
        }
        tokens.clear();
        writeln!(output)
    };
    for line in input.lines() {
        let line = line?;
        match line.split('\t').next().unwrap_or_default().trim() {
            "" => finish(&mut tokens)?,
            token => tokens.push(token.to_owned()),
        }
    }
    if !tokens.is_empty() {
        finish(&mut tokens)?;
    }
    output.flush()
}
