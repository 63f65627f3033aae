//! The page as a static host carries it, and the same page on loopback.

use std::fs;
use std::path::PathBuf;

use crate::shell::{Program, program, root};
use crate::{Result, tools};

/// Where the finished page lies.
pub(crate) fn folder() -> PathBuf {
    root().join("dist")
}

/// Builds `dist/`: trunk compiles and copies, then its last hook seals (see [`crate::seal`]).
pub(crate) fn dist() -> Result {
    trunk()?.args(["build", "--release"]).run()?;
    println!("dist/ is ready: {} files", count(folder())?);
    Ok(())
}

/// Builds the page, serves it on loopback and builds it again whenever a file changes.
///
/// Trunk's page reloader is an inline script, which our Content-Security-Policy refuses: reload by hand.
pub(crate) fn serve(port: &str) -> Result {
    println!("Building; then the page is at http://127.0.0.1:{port}/");
    let flags = ["serve", "--release", "--address", "127.0.0.1", "--no-autoreload=true", "--port", port];
    trunk()?.args(flags).run()
}

fn trunk() -> Result<Program> {
    let trunk = program("trunk").path_first(&tools::for_the_page()?)?;
    // Trunk 0.21 takes `NO_COLOR=1` for a broken command line.
    Ok(trunk.without_env("NO_COLOR"))
}

fn count(folder: PathBuf) -> Result<usize> {
    let mut files = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        files += if path.is_dir() { count(path)? } else { 1 };
    }
    Ok(files)
}
