//! `coterie eval`: how well names are found, and how good the graph is, on annotated sets, beside what others reach.

mod graphs;
mod names;

use clap::Subcommand;

use crate::entities::Recogniser;

/// What to measure.
#[derive(Debug, Subcommand)]
pub(super) enum Eval {
    /// How many names are found, and how many of those found are right: by set and kind, beside other recognisers.
    Names(names::Names),
    /// How near the graph of each set's articles is to its gold graph: nodes, ties, weights, evidence, beside others.
    Graphs(graphs::Graphs),
}

impl Eval {
    /// Measures a recogniser loaded from the bytes `model`, or the graph that it leads to. Gives what to print, and
    /// whether everything is as good as was asked.
    pub(super) fn run(&self, model: &[u8], recogniser: &Recogniser) -> Result<(String, bool), String> {
        match self {
            Eval::Names(task) => task.run(model, recogniser).map(|text| (text, true)),
            Eval::Graphs(task) => task.run(recogniser),
        }
    }
}
