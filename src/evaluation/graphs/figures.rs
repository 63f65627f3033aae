//! Figures by name: what is measured, what others reach, what is aimed at, and what may not be lost.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Level, Scores};
use crate::cooccurrence::Window;

/// A gold graph with its articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    /// Its folder.
    pub name: String,
    /// What makes a pair one there.
    pub level: Level,
    /// Whether each document is a graph by itself: the set's figures are then their means.
    pub by_document: bool,
}

/// The sets that are known, in the order in which they are printed.
pub const SETS: [&str; 7] = ["seeds", "web_dev", "meantime_dev", "gum_dev", "litbank", "lesmis", "huck"];

impl Set {
    /// The set of a name: one graph of sentences, but for litbank's hundred books, which have nothing to do with each
    /// other, and for Knuth's graphs of chapters.
    pub fn of(name: &str) -> Set {
        let level = if matches!(name, "lesmis" | "huck") { Level::Document } else { Level::Sentence };
        Set { name: name.to_owned(), level, by_document: name == "litbank" }
    }
}

impl Level {
    /// The window that gives such pairs.
    pub fn window(self) -> Window {
        match self {
            Level::Sentence | Level::Reference => Window::Sentence,
            Level::Document => Window::Document,
        }
    }
}

/// What is measured of a graph: see the fields of [`Scores`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Precision of nodes.
    NodePrecision,
    /// Recall of nodes.
    NodeRecall,
    /// F1 of nodes.
    Nodes,
    /// [`Scores::coverage`].
    Coverage,
    /// F1 of [`Scores::names`].
    Names,
    /// [`Scores::kinds`].
    Kinds,
    /// Precision of ties.
    EdgePrecision,
    /// Recall of ties.
    EdgeRecall,
    /// F1 of ties.
    Edges,
    /// F1 of [`Scores::edges_given_nodes`].
    EdgesGivenNodes,
    /// [`Scores::cosine`].
    Cosine,
    /// [`Scores::jaccard`].
    Jaccard,
    /// [`Scores::top20`].
    Top20,
    /// [`Scores::evidence`].
    Evidence,
}

impl Measure {
    /// All, in the order in which they are printed.
    pub const ALL: [Measure; 14] = [
        Measure::NodePrecision,
        Measure::NodeRecall,
        Measure::Nodes,
        Measure::Coverage,
        Measure::Names,
        Measure::Kinds,
        Measure::EdgePrecision,
        Measure::EdgeRecall,
        Measure::Edges,
        Measure::EdgesGivenNodes,
        Measure::Cosine,
        Measure::Jaccard,
        Measure::Top20,
        Measure::Evidence,
    ];

    /// What `score.py` calls it.
    pub fn code(self) -> &'static str {
        match self {
            Measure::NodePrecision => "node_P",
            Measure::NodeRecall => "node_R",
            Measure::Nodes => "node_F1",
            Measure::Coverage => "mention_cov",
            Measure::Names => "alias_B3_F1",
            Measure::Kinds => "type_acc",
            Measure::EdgePrecision => "edge_P",
            Measure::EdgeRecall => "edge_R",
            Measure::Edges => "edge_F1",
            Measure::EdgesGivenNodes => "edge_F1_given_nodes",
            Measure::Cosine => "w_cosine",
            Measure::Jaccard => "w_jaccard",
            Measure::Top20 => "top20_P",
            Measure::Evidence => "evidence_P",
        }
    }

    /// The measure of a code.
    pub fn from_code(code: &str) -> Option<Measure> {
        Measure::ALL.into_iter().find(|measure| measure.code() == code)
    }

    /// Its value, 0 to 1. None where there is nothing to measure: ties in a gold that has none, no evidence.
    pub fn of(self, scores: &Scores) -> Option<f64> {
        let edges = |value: f64| (scores.edges.wanted > 0).then_some(value);
        match self {
            Measure::NodePrecision => Some(scores.nodes.precision()),
            Measure::NodeRecall => Some(scores.nodes.recall()),
            Measure::Nodes => Some(scores.nodes.f1()),
            Measure::Coverage => Some(scores.coverage),
            Measure::Names => Some(scores.names_f1()),
            Measure::Kinds => Some(scores.kinds),
            Measure::EdgePrecision => edges(scores.edges.precision()),
            Measure::EdgeRecall => edges(scores.edges.recall()),
            Measure::Edges => edges(scores.edges.f1()),
            Measure::EdgesGivenNodes => edges(scores.edges_given_nodes.f1()),
            Measure::Cosine => edges(scores.cosine),
            Measure::Jaccard => edges(scores.jaccard),
            Measure::Top20 => scores.top20,
            Measure::Evidence => scores.evidence.filter(|_| scores.edges.wanted > 0),
        }
    }
}

/// Figures of some systems on some sets, or on documents of a set (`litbank/1023_bleak_house`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// In the order in which systems first came.
    systems: Vec<String>,
    values: BTreeMap<(usize, String, Measure), f64>,
}

impl Figures {
    /// What others reach, and what is aimed at, as the project has it in `../shared/eval/README.md` and in its issues.
    pub fn stated() -> Figures {
        Figures::parse(include_str!("stated.tsv")).unwrap_or_default()
    }

    /// What others reach, as `cargo xtask bench graphs --record` measured it.
    pub fn measured() -> Figures {
        Figures::parse(include_str!("measured.tsv")).unwrap_or_default()
    }

    /// Under what our own figures may not fall.
    pub fn floors() -> Figures {
        Figures::parse(include_str!("floors.tsv")).unwrap_or_default()
    }

    /// The systems, in the order in which they first came.
    pub fn systems(&self) -> impl Iterator<Item = &str> {
        self.systems.iter().map(String::as_str)
    }

    /// Sets a figure.
    pub fn set(&mut self, system: &str, set: &str, measure: Measure, value: f64) {
        let at = self.systems.iter().position(|known| known == system).unwrap_or_else(|| {
            self.systems.push(system.to_owned());
            self.systems.len() - 1
        });
        self.values.insert((at, set.to_owned(), measure), value);
    }

    /// Sets all figures of a graph.
    pub fn set_all(&mut self, system: &str, set: &str, scores: &Scores) {
        for measure in Measure::ALL {
            if let Some(value) = measure.of(scores) {
                self.set(system, set, measure, value);
            }
        }
    }

    /// Sets the figures of a set, for each system, to the means of its documents', each over those that have it.
    pub fn set_means(&mut self, set: &str) {
        for system in self.systems.clone() {
            for measure in Measure::ALL {
                let values: Vec<f64> =
                    self.documents(&system, set, measure).into_iter().map(|(_, value)| value).collect();
                if !values.is_empty() {
                    let mean = values.iter().sum::<f64>() / values.len() as f64;
                    self.set(&system, set, measure, mean);
                }
            }
        }
    }

    /// A figure.
    pub fn get(&self, system: &str, set: &str, measure: Measure) -> Option<f64> {
        let at = self.systems.iter().position(|known| known == system)?;
        self.values.get(&(at, set.to_owned(), measure)).copied()
    }

    /// Whether there is any figure of a system on a set.
    pub fn has(&self, system: &str, set: &str) -> bool {
        Measure::ALL.into_iter().any(|measure| self.get(system, set, measure).is_some())
    }

    /// The figures of a set's documents, by document.
    pub fn documents(&self, system: &str, set: &str, measure: Measure) -> Vec<(&str, f64)> {
        let Some(at) = self.systems.iter().position(|known| known == system) else { return Vec::new() };
        let of_set = |of: &str| of.strip_prefix(set).is_some_and(|rest| rest.starts_with('/'));
        self.values
            .iter()
            .filter(|((system, of, which), _)| *system == at && *which == measure && of_set(of))
            .map(|((_, of, _), &value)| (of.as_str(), value))
            .collect()
    }

    /// What is worth keeping: of documents the F1 of ties alone.
    #[must_use]
    pub fn for_record(mut self) -> Figures {
        self.values.retain(|(_, set, measure), _| !set.contains('/') || *measure == Measure::Edges);
        self
    }

    /// All figures: system, set, measure, value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, Measure, f64)> {
        self.values.iter().map(|((system, set, measure), &value)| {
            (self.systems[*system].as_str(), set.as_str(), *measure, value)
        })
    }

    /// The table: `system TAB set TAB measure TAB value` lines, values to four places.
    pub fn to_table(&self) -> String {
        let mut table = String::from("# system, set, measure (as score.py calls it), value\n");
        for (system, set, measure, value) in self.iter() {
            let _ = writeln!(table, "{system}\t{set}\t{}\t{value:.4}", measure.code());
        }
        table
    }

    /// Reads the table; lines that begin with `#` are passed over.
    ///
    /// # Errors
    /// The first line that is no figure.
    pub fn parse(table: &str) -> Result<Figures, String> {
        let mut figures = Figures::default();
        for line in table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let mut cells = line.split('\t');
            let figure = (|| {
                let (system, set) = (cells.next()?, cells.next()?);
                let measure = Measure::from_code(cells.next()?)?;
                Some((system, set, measure, cells.next()?.parse().ok()?))
            })();
            let (system, set, measure, value) = figure.ok_or_else(|| format!("this is no figure: {line}"))?;
            figures.set(system, set, measure, value);
        }
        Ok(figures)
    }
}
