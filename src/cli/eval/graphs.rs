//! `coterie eval graphs`: how near the graph is to gold graphs, beside what others reach.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use crate::cli::{self, File, read_file};
use crate::decisions::Entries;
use crate::entities::{Kind, KindSet, Recogniser};
use crate::evaluation::graphs::report::{self, OURS};
use crate::evaluation::graphs::{self, Annotation, Comparison, Figures, Level, Losses, Measure, SETS, Set};
use crate::graph::ViewSettings;
use crate::interchange::Interchange;

#[derive(Debug, Args)]
pub(in crate::cli) struct Graphs {
    /// The sets, by their folders' names; all that are known if none is named.
    #[arg(value_name = "SET")]
    sets: Vec<String>,
    /// The folder of the sets: each a folder with docs/ and gold.json.
    #[arg(long, value_name = "DIR", default_value = "../shared/data/graphs")]
    data: PathBuf,
    /// Measures other systems' graphs as well: DIR/SYSTEM/SET.json, or DIR/SYSTEM/SET/DOCUMENT.json for a set that is
    /// measured document by document.
    #[arg(long, value_name = "DIR")]
    others: Option<PathBuf>,
    /// Writes the other systems' figures to a table (src/evaluation/graphs/measured.tsv).
    #[arg(long, value_name = "TABLE", requires = "others")]
    record: Option<PathBuf>,
    /// Also counts windows that only refer to someone ("he", "the Russian leader"), against such windows of the gold.
    #[arg(long)]
    references: bool,
    /// Also says where ties are lost, and the N names that cost most of each cause.
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
    /// Also prints each document of a set that is measured document by document.
    #[arg(long)]
    by_document: bool,
    /// Fails where a figure lies under its floor.
    #[arg(long, conflicts_with = "json")]
    floors: bool,
    /// Prints JSON.
    #[arg(long)]
    json: bool,
}

/// A graph to be found, and the articles to find it in.
struct Part {
    /// The set, or `SET/DOCUMENT`.
    name: String,
    annotation: Annotation,
    files: Vec<File>,
}

/// What was measured.
#[derive(Default)]
struct Measured {
    ours: Figures,
    others: Figures,
    /// By set: where ties are lost.
    notes: Vec<String>,
}

impl Graphs {
    /// Measures, and gives what to print and whether all floors hold.
    pub(super) fn run(&self, recogniser: &Recogniser) -> Result<(String, bool), String> {
        let sets = self.sets()?;
        let mut measured = Measured::default();
        for set in &sets {
            self.measure(set, recogniser, &mut measured)?;
        }
        if let Some(table) = &self.record {
            let kept = measured.others.clone().for_record().to_table();
            fs::write(table, kept).map_err(|error| format!("{}: {error}", table.display()))?;
        }
        let mut out =
            if self.json { format!("{:#}\n", as_json(&measured.ours)) } else { self.text(&sets, &measured) };
        let mut good = true;
        if self.floors {
            let (text, hold) = report::floors(&measured.ours, &Figures::floors());
            out.push_str(&text);
            good = hold;
        }
        Ok((out, good))
    }

    fn measure(&self, set: &Set, recogniser: &Recogniser, measured: &mut Measured) -> Result<(), String> {
        let Measured { ours, others, notes } = measured;
        let mut losses: Option<Losses> = None;
        let mut note = String::new();
        for part in self.parts(set)? {
            let gold = part.annotation.gold(set.level);
            let window = set.level.window();
            let graph = |kinds| cli::analyze(&part.files, recogniser, window, kinds).0.unwrap_or_default();
            let found = graph(KindSet::MAIN);
            let comparison = Comparison::new(&found, &gold);
            ours.set_all(OURS, &part.name, &comparison.scores());
            if self.references {
                part.references(set, recogniser, &found, ours);
            }
            if self.errors > 0 {
                let all = graph(Kind::ALL.into_iter().fold(KindSet::NONE, |set, kind| set.with(kind, true)));
                if let Some(part) = comparison.losses(&all) {
                    losses.get_or_insert_default().add(part);
                }
                if !set.by_document {
                    note.push_str(&report::lists(&comparison, self.errors));
                }
            }
            for (system, graph) in self.of_others(&part.name)? {
                others.set_all(&system, &part.name, &graphs::score(&graph, &gold));
            }
        }
        if set.by_document {
            for figures in [ours, others] {
                figures.set_means(&set.name);
            }
        }
        note.extend(losses.map(|losses| losses.text(self.errors)));
        notes.push(note);
        Ok(())
    }

    fn text(&self, sets: &[Set], Measured { ours, others, notes }: &Measured) -> String {
        let kept;
        let others = if self.others.is_some() {
            others
        } else {
            kept = Figures::measured();
            &kept
        };
        let mut out = String::new();
        for (set, note) in sets.iter().zip(notes) {
            if self.by_document && set.by_document {
                for (document, _) in ours.documents(OURS, &set.name, Measure::Nodes) {
                    out.push_str(&report::table(document, ours, others, &Figures::default()));
                }
            }
            out.push_str(&report::table(&set.name, ours, others, &Figures::stated()));
            out.push_str(note);
            out.push('\n');
        }
        out
    }

    /// The sets that are asked for: those known first, then others by name.
    fn sets(&self) -> Result<Vec<Set>, String> {
        if !self.sets.is_empty() {
            return Ok(self.sets.iter().map(|name| Set::of(name)).collect());
        }
        let mut names = folders(&self.data)?;
        names.retain(|name| self.data.join(name).join("gold.json").is_file());
        names.sort_by_key(|name| SETS.iter().position(|known| known == name).unwrap_or(SETS.len()));
        if names.is_empty() {
            return Err(format!("there are no gold graphs in {}", self.data.display()));
        }
        Ok(names.iter().map(|name| Set::of(name)).collect())
    }

    /// The graphs of a set: one, or one for each document.
    fn parts(&self, set: &Set) -> Result<Vec<Part>, String> {
        let folder = self.data.join(&set.name);
        let gold = folder.join("gold.json");
        let annotation =
            Annotation::read(&read_file(&gold)?).map_err(|error| format!("{}: {error}", gold.display()))?;
        let files = cli::files(&[folder.join("docs")])?;
        if !set.by_document {
            return Ok(vec![Part { name: set.name.clone(), annotation, files }]);
        }
        let part = |document: &str| Part {
            name: format!("{}/{}", &set.name, document.strip_suffix(".txt").unwrap_or(document)),
            annotation: annotation.only(document),
            files: files.iter().filter(|file| file.name == document).cloned().collect(),
        };
        Ok(annotation.documents().map(part).collect())
    }

    /// Other systems' graphs of a set or a document of it.
    fn of_others(&self, part: &str) -> Result<Vec<(String, Interchange)>, String> {
        let Some(folder) = &self.others else { return Ok(Vec::new()) };
        let mut graphs = Vec::new();
        for system in folders(folder)? {
            let file = folder.join(&system).join(format!("{part}.json"));
            if file.is_file() {
                let graph = serde_json::from_slice(&read_file(&file)?);
                graphs.push((system, graph.map_err(|error| format!("{}: {error}", file.display()))?));
            }
        }
        Ok(graphs)
    }
}

impl Part {
    /// Measures the graph with windows that only refer to someone, against the gold's, beside the graph of names alone.
    fn references(&self, set: &Set, recogniser: &Recogniser, names: &Interchange, ours: &mut Figures) {
        let level = match set.level {
            Level::Sentence if self.annotation.has_references() => Level::Reference,
            Level::Document => Level::Document,
            _ => return,
        };
        let settings = ViewSettings { window: level.window(), references: true, ..ViewSettings::default() };
        let (graph, _) = cli::analyze_under(&self.files, recogniser, &settings, &Entries::default());
        let mut graph = graph.unwrap_or_default();
        for edge in &mut graph.edges {
            edge.weight += edge.references.len() as u32;
            edge.evidence.append(&mut edge.references);
        }
        let gold = self.annotation.gold(level);
        if level == Level::Reference {
            ours.set_all("names, of all references", &self.name, &graphs::score(names, &gold));
        }
        ours.set_all("references, of all", &self.name, &graphs::score(&graph, &gold));
    }
}

/// The names of the folders in a folder, in order.
fn folders(folder: &Path) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(folder).map_err(|error| {
        format!("there are no graphs in {} ({error}); name their folder with --data", folder.display())
    })?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| Some(entry.ok()?.path()).filter(|path| path.is_dir()))
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    Ok(names)
}

fn as_json(ours: &Figures) -> serde_json::Value {
    let mut sets = serde_json::Map::new();
    for (_, set, measure, value) in ours.iter() {
        let figures = sets.entry(set).or_insert_with(|| json!({}));
        figures[measure.code()] = json!(value);
    }
    sets.into()
}
