//! Figures of graphs as lines for a terminal.

use std::fmt::Write as _;

use super::{Comparison, Figures, Measure};

/// What the table calls us.
pub const OURS: &str = "Coterie";

/// What stands over a measure's column.
fn heading(measure: Measure) -> &'static str {
    match measure {
        Measure::NodePrecision => "node P",
        Measure::NodeRecall => "R",
        Measure::Nodes => "F1",
        Measure::Coverage => "cover",
        Measure::Names => "B³",
        Measure::Kinds => "kinds",
        Measure::EdgePrecision => "edge P",
        Measure::EdgeRecall => "R",
        Measure::Edges => "F1",
        Measure::EdgesGivenNodes => "given",
        Measure::Cosine => "cosine",
        Measure::Jaccard => "w.Jac.",
        Measure::Top20 => "top20",
        Measure::Evidence => "evid.",
    }
}

/// A set's table: our figures, then others', as measured and as stated, then the goal.
pub fn table(set: &str, ours: &Figures, measured: &Figures, stated: &Figures) -> String {
    let mut out = format!("{set:<34}");
    for measure in Measure::ALL {
        let _ = write!(out, "{:>8}", heading(measure));
    }
    out.push('\n');
    let mut row = |figures: &Figures, system: &str, note: &str| {
        if !figures.has(system, set) {
            return;
        }
        let mut line = format!("  {:<32}", format!("{system}{note}"));
        for measure in Measure::ALL {
            let cell = figures.get(system, set, measure).map_or_else(String::new, thousandths);
            let _ = write!(line, "{cell:>8}");
        }
        out.push_str(line.trim_end());
        out.push('\n');
    };
    for system in ours.systems() {
        row(ours, system, "");
    }
    for system in measured.systems() {
        row(measured, system, "");
    }
    for system in stated.systems() {
        let note = if system == GOAL { "" } else { " (stated)" };
        row(stated, system, note);
    }
    out.push_str(&against(set, ours, measured));
    out
}

/// What the table calls what is aimed at.
const GOAL: &str = "goal";

/// `.953`, `1.000`.
fn thousandths(value: f64) -> String {
    let text = format!("{value:.3}");
    text.strip_prefix('0').map_or(text.clone(), str::to_owned)
}

/// In how many of a set's documents our ties are better than each other system's.
fn against(set: &str, ours: &Figures, measured: &Figures) -> String {
    let mut out = String::new();
    let mine = ours.documents(OURS, set, Measure::Edges);
    for system in measured.systems() {
        let [mut better, mut same, mut worse] = [0; 3];
        for (document, value) in &mine {
            let Some(theirs) = measured.get(system, document, Measure::Edges) else { continue };
            match (value - theirs).abs() {
                difference if difference < 0.0005 => same += 1,
                _ if *value > theirs => better += 1,
                _ => worse += 1,
            }
        }
        if better + same + worse > 0 {
            let _ = writeln!(
                out,
                "  edge F1 beside {system}: better in {better} of {} documents, the same in {same}, worse in {worse}",
                better + same + worse
            );
        }
    }
    out
}

/// Each floor beside our figure, of the sets measured, and whether all hold.
pub fn floors(ours: &Figures, floors: &Figures) -> (String, bool) {
    let (mut out, mut good) = (String::new(), true);
    for (_, set, measure, floor) in floors.iter() {
        let Some(value) = ours.get(OURS, set, measure) else { continue };
        let holds = value >= floor;
        good &= holds;
        let word = if holds { "" } else { "   UNDER THE FLOOR" };
        let _ = writeln!(out, "{set:<14}{:<20}{value:>7.3}   floor {floor:.3}{word}", measure.code());
    }
    (out, good)
}

/// The `most` entities and ties that were missed, and nodes that stand for none, weightiest first.
pub fn lists(comparison: &Comparison<'_>, most: usize) -> String {
    let (missed, spurious, missing) = (comparison.missed(), comparison.spurious(), comparison.missing());
    let entities = missed.iter().map(|entity| format!("{} {}", entity.label, entity.mentions)).take(most);
    let nodes = spurious.iter().map(|node| format!("{} {}", node.label, node.mentions)).take(most);
    let ties = missing.iter().map(|(a, b, weight)| format!("{} – {} {weight}", a.label, b.label)).take(most);
    let line =
        |count: usize, what: &str, names: Vec<String>| format!("  {count} {what}: {}\n", names.join("; "));
    line(missed.len(), "entities missed", entities.collect())
        + &line(spurious.len(), "nodes that stand for none", nodes.collect())
        + &line(missing.len(), "ties missed", ties.collect())
}
