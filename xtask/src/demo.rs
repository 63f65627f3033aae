//! The sample articles' graph, made while the page is built, so that it is drawn before the engine has loaded.

use std::path::Path;

use crate::Result;
use crate::shell::cargo;

/// Writes the demo graph to `file`, with the command line of the same core.
pub(crate) fn write(file: &Path) -> Result {
    let flags = ["run", "--quiet", "--bin", "coterie", "--", "demo", "static/samples"];
    cargo().args(flags).arg(file).run()
}
