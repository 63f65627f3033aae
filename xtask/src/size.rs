//! The size budget: what a person downloads, in brotli at its best, as static hosts send it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::program;
use crate::{Result, dist};

/// A limit over files that are loaded together.
struct Budget {
    what: &'static str,
    files: &'static [&'static str],
    /// Bytes in brotli; `None` where the figure is only printed.
    limit: Option<u64>,
}

const BUDGETS: [Budget; 8] = [
    Budget { what: "page", files: &["boot.js", "page.js", "page_bg.wasm"], limit: Some(250_000) },
    Budget { what: "engine", files: &["engine.js", "engine_bg.wasm"], limit: Some(900_000) },
    Budget { what: "opener", files: &["open.js", "opener.js", "opener_bg.wasm"], limit: Some(900_000) },
    Budget { what: "model", files: &["models"], limit: Some(3_000_000) },
    Budget { what: "demo graph", files: &["demo.bin"], limit: None },
    Budget {
        what: "pdf.js",
        files: &["pdf/pdf.min.js", "pdf/pdf.worker.min.js", "pdf/text.js"],
        limit: None,
    },
    // Of these a file takes what it needs.
    Budget { what: "maps, fonts", files: &["pdf/cmaps", "pdf/standard_fonts"], limit: None },
    Budget { what: "on naming", files: &["naming.html"], limit: None },
];

/// Prints the table and fails over a limit.
pub(crate) fn check() -> Result {
    let assets = assets()?;
    let mut over = Vec::new();
    println!("{:<12}{:>12}{:>12}{:>12}", "", "bytes", "brotli", "limit");
    for budget in BUDGETS {
        let files: Vec<PathBuf> = budget.files.iter().map(|file| assets.join(file)).collect();
        let (plain, brotli) = sizes(&files)?;
        let limit = budget.limit.map_or_else(String::new, |limit| limit.to_string());
        println!("{:<12}{plain:>12}{brotli:>12}{limit:>12}", budget.what);
        if budget.limit.is_some_and(|limit| brotli > limit) {
            over.push(budget.what);
        }
    }
    if over.is_empty() { Ok(()) } else { Err(format!("over the limit: {}", over.join(", ")).into()) }
}

/// The sealed folder of `dist/`.
fn assets() -> Result<PathBuf> {
    let dist = dist::folder();
    let entries = fs::read_dir(&dist).map_err(|_| "dist/ is missing: run `cargo xtask dist` first")?;
    let sealed = entries.filter_map(|entry| Some(entry.ok()?.path())).find(|path| {
        path.is_dir() && path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("a-"))
    });
    sealed.ok_or_else(|| "dist/ is not sealed: run `cargo xtask dist`".into())
}

/// Bytes of some files (or of the files in a folder), plain and in brotli (quality 11, each file alone).
fn sizes(paths: &[PathBuf]) -> Result<(u64, u64)> {
    const SCRIPT: &str = "\
        const { readFileSync, statSync, readdirSync, existsSync } = require('node:fs');\
        const { brotliCompressSync, constants } = require('node:zlib');\
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };\
        let plain = 0, brotli = 0;\
        const add = (path) => {\
          if (!existsSync(path)) return;\
          if (statSync(path).isDirectory()) { for (const name of readdirSync(path)) add(path + '/' + name); return; }\
          const bytes = readFileSync(path);\
          plain += bytes.length; brotli += brotliCompressSync(bytes, { params }).length;\
        };\
        process.argv.slice(1).forEach(add);\
        console.log(plain, brotli);";
    let printed = program("node").args(["-e", SCRIPT, "--"]).args(paths.iter().map(Path::new)).read()?;
    let mut numbers = printed.split(' ').map(str::parse::<u64>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(plain)), Some(Ok(brotli))) => Ok((plain, brotli)),
        _ => Err(format!("node printed `{printed}` for sizes").into()),
    }
}
