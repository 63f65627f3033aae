//! `cargo xtask train`: from the annotated sets to the model, its figures and its parity vectors.
//!
//! ```text
//! vectors.py ── vocabulary.tsv, vectors.npy ──┐
//! coterie-training perceptron ── linear.bin   ├─ coterie-training pack ── static/models/names.bin ── coterie eval names
//! coterie-training export ── *.bin ─ network.py ── network.safetensors ──┘
//! ```
//!
//! What lies between is in `target/training`. Everything is seeded and runs on one thread; the
//! scripts say how long they took.

use crate::shell::{cargo, program, root, shared};
use crate::{Result, tools};

const WORK: &str = "target/training";

/// Makes the model. `epochs` is for a quick look at the whole way; the model that ships is made with the default.
pub(crate) fn train(epochs: Option<&str>) -> Result {
    if shared().is_none() {
        return Err("training needs the annotated sets in ../shared, which are not beside this clone".into());
    }
    let python = tools::python_with_torch()?;
    std::fs::create_dir_all(root().join(WORK))?;
    let script = |name: &str| program(&python).arg(format!("training/{name}.py")).arg(WORK);
    let training = |command: &[&str]| {
        let run = ["run", "--release", "--quiet", "--package", "coterie-training", "--"];
        cargo().args(run).args(command.iter().copied()).args(["--work", WORK]).run()
    };
    let step = |name: &str| println!("== {name}");
    step("word vectors");
    script("vectors").run()?;
    step("the perceptron");
    training(&["perceptron"])?;
    step("the network");
    training(&["export"])?;
    script("network").args(epochs.iter().flat_map(|epochs| ["--epochs", epochs])).run()?;
    step("the model");
    training(&["pack"])?;
    training(&["parity"])?;
    let eval = ["run", "--release", "--quiet", "--bin", "coterie", "--", "eval", "names", "--record"];
    cargo().args(eval).arg("static/models/names.eval.tsv").run()?;
    Ok(())
}
