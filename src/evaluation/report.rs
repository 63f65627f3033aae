//! Figures as lines for a terminal.

use std::fmt::Write as _;

use super::record::{Record, yardstick};
use super::{BINS, Counts, Scores};
use crate::entities::Kind;

/// What is said of a set: all of people, organisations and places, then each kind that the set marks.
pub fn rows(scores: &Scores) -> Vec<(&'static str, Counts)> {
    let kinds = Kind::ALL.into_iter().map(|kind| (kind.code(), scores.kinds[kind.index()]));
    std::iter::once(("all", scores.main())).chain(kinds.filter(|(_, counts)| counts.gold > 0)).collect()
}

/// `953` as `95.3`.
fn tenths(n: u32) -> String {
    format!("{}.{}", n / 10, n % 10)
}

/// The figures for a terminal: each set's by kind, beside what others reach, then whether scores can be believed.
pub fn text(record: &Record) -> String {
    let mut out = String::new();
    for (set, scores) in &record.sets {
        let _ = writeln!(out, "{set:<14}{:>10}{:>8}{:>8}{:>8}", "precision", "recall", "F1", "names");
        for (row, counts) in rows(scores) {
            let [p, r, f] = [counts.precision(), counts.recall(), counts.f1()].map(tenths);
            let _ = write!(out, "  {row:<12}{p:>10}{r:>8}{f:>8}{:>8}", counts.gold);
            if let Some(others) = yardstick(set).filter(|_| row == "all") {
                let [perceptron, small, medium] =
                    [others.perceptron, others.small, others.medium].map(tenths);
                let _ = write!(
                    out,
                    "   F1 of a plain perceptron {perceptron}, spaCy small {small}, medium {medium}"
                );
            }
            out.push('\n');
        }
        out.push('\n');
    }
    out.push_str("all: people, organisations and places (PER, ORG, LOC)\n\n");
    let _ = writeln!(out, "{:<14}{:>10}{:>8}", "score", "right", "of");
    for (bin, counts) in record.bins().into_iter().enumerate().filter(|(_, counts)| counts.said > 0) {
        let _ = writeln!(out, "  {:<12}{:>9}%{:>8}", range(bin), tenths(counts.precision()), counts.said);
    }
    out
}

/// `0.3 to 0.4`.
fn range(bin: usize) -> String {
    let end = |bin: usize| tenths((10 * bin / BINS) as u32);
    format!("{} to {}", end(bin), end(bin + 1))
}
