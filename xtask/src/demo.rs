//! What the command line of the same core writes while the page is built: the sample articles' graph, so that it is drawn
//! before the engine has loaded, and the page on how names are found, so that it is loaded when it is opened.

use std::path::Path;

use crate::Result;
use crate::shell::cargo;

/// Writes both into `folder`.
pub(crate) fn write(folder: &Path) -> Result {
    let run = ["run", "--quiet", "--bin", "coterie", "--"];
    cargo().args(run).args(["demo", "static/samples"]).arg(folder.join("demo.bin")).run()?;
    cargo().args(run).arg("naming").arg(folder.join("naming.html")).run()
}
