//! The quality of the graph against gold graphs, where the data lies beside the clone.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{cargo, program, root, shared};
use crate::test::Outcome;
use crate::{Result, tools};

/// A gold graph and what must be reached on it, sentence by sentence. Floors lie a little under what was
/// measured when they were set: they catch a fall, they are not the goal.
struct Set {
    name: &'static str,
    floors: &'static [(&'static str, f64)],
}

const SETS: [Set; 2] = [
    Set { name: "seeds", floors: &[("node_F1", 0.90), ("edge_F1", 0.85), ("evidence_P", 0.90)] },
    Set { name: "meantime_dev", floors: &[("node_F1", 0.78)] },
];

/// Scores `coterie analyze` with the shared scorer and fails under a floor.
pub(crate) fn check() -> Result<Outcome> {
    let Some(shared) = shared().filter(|shared| shared.join("eval/score.py").is_file()) else {
        return Ok(Outcome::Skipped("there is no ../shared with gold graphs beside this clone".into()));
    };
    let Some(python) = tools::python_with_scipy() else {
        return Ok(Outcome::Skipped(
            "the scorer needs Python 3 with numpy and scipy, or pip to get them".into(),
        ));
    };
    let mut under = Vec::new();
    for set in SETS {
        let scores = score(&python, &shared, set.name)?;
        for &(measure, floor) in set.floors {
            let value = scores.get(measure).copied().ok_or_else(|| format!("no {measure} in the scores"))?;
            println!("{:<14}{measure:<12}{value:>7.3}   floor {floor:.2}", set.name);
            if value < floor {
                under.push(format!("{} {measure}", set.name));
            }
        }
    }
    if under.is_empty() {
        Ok(Outcome::Passed)
    } else {
        Err(format!("under the floor: {}", under.join(", ")).into())
    }
}

/// Analyses a set's articles and gives the scorer's numbers by name.
fn score(python: &Path, shared: &Path, set: &str) -> Result<BTreeMap<String, f64>> {
    let folder = shared.join("data/graphs").join(set);
    let analyze = ["run", "--quiet", "--bin", "coterie", "--", "analyze", "--format", "json"];
    let graph = cargo().args(analyze).arg(folder.join("docs")).read()?;
    let out = root().join("target/scores");
    fs::create_dir_all(&out)?;
    let file: PathBuf = out.join(format!("{set}.json"));
    fs::write(&file, graph)?;
    let scorer = shared.join("eval/score.py");
    let printed = program(python).args([scorer, file, folder.join("gold.json")]).read()?;
    Ok(printed.lines().filter_map(number).collect())
}

/// `node_F1   0.912` as a pair; `None` for a line that holds no number.
fn number(line: &str) -> Option<(String, f64)> {
    let (name, value) = line.split_once(' ')?;
    Some((name.to_owned(), value.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scorers_lines_are_read() {
        assert_eq!(number("node_F1                    0.912"), Some(("node_F1".to_owned(), 0.912)));
        assert_eq!(number("complete                   True"), None);
        assert_eq!(number(""), None);
    }
}
