//! The quality of names and graphs against annotated sets, where the data lies beside the clone.

use crate::Result;
use crate::shell::{cargo, shared};
use crate::test::Outcome;

/// Prints how good the graphs of all sets are, beside what others reach, and fails under a floor of
/// `src/evaluation/graphs/floors.tsv`.
pub(crate) fn check() -> Result<Outcome> {
    let Some(sets) = shared().map(|shared| shared.join("data/graphs")).filter(|sets| sets.is_dir()) else {
        return Ok(Outcome::Skipped("there is no ../shared with gold graphs beside this clone".into()));
    };
    let eval = ["run", "--quiet", "--bin", "coterie", "--", "eval", "graphs", "--floors", "--data"];
    cargo().args(eval).arg(sets).run()?;
    Ok(Outcome::Passed)
}
