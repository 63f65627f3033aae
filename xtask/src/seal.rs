//! Sealing: everything but `index.html` moves into a folder named after its contents.
//!
//! How it works: trunk names the worker's files, the model and the samples the same in every release, so a
//! browser could pair a new page with an old cached engine. Here all files move, together, into
//! `dist/a-HASH/`, with a hash over every name and byte; files that name each other relatively (the loader
//! names the engine, the engine its wasm) go on doing so, and `index.html`, which a host should not cache for
//! long, is the only file that changes. The page learns the folder from `<meta name="coterie-assets">`.
//!
//! Why not a hash in each name: the worker's loader, wasm-bindgen's glue and the page would all have to be
//! rewritten, and a mistake in one shows only in a browser with a warm cache.

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::shell::{program, root};
use crate::{Result, demo, tools};

/// What stays beside `index.html` under its own name: for people and hosts, not for the page.
const UNSEALED: [&str; 3] = ["index.html", "coterie.d.ts", ".nojekyll"];
/// How `index.html` names the folder that the page asks for its files.
const ASSETS: &str = "<meta name=\"coterie-assets\" content=\"./\">";
/// Start of an FNV-1a hash.
pub(crate) const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// Trunk's last hook, for `dist` and `serve` alike: trunk says where in `TRUNK_STAGING_DIR`.
pub(crate) fn hook() -> Result {
    let staging = env::var_os("TRUNK_STAGING_DIR").ok_or("`seal` is trunk's hook: use `cargo xtask dist`")?;
    let staging = PathBuf::from(staging);
    demo::write(&staging)?;
    credits(&staging.join("credits.txt"))?;
    pdf(&staging.join("pdf"))?;
    minify(&staging)?;
    seal(&staging)
}

/// What reads PDF files: pdf.js with its character maps and fonts, and our script around it.
fn pdf(folder: &Path) -> Result {
    let pdfjs = tools::node_modules_of("static/pdf")?.join("pdfjs-dist");
    fs::create_dir_all(folder)?;
    // Not every host knows that .mjs is a script.
    for script in ["pdf.min", "pdf.worker.min"] {
        let from = pdfjs.join("legacy/build").join(format!("{script}.mjs"));
        fs::copy(from, folder.join(format!("{script}.js")))?;
    }
    fs::copy(root().join("static/pdf/text.mjs"), folder.join("text.js"))?;
    for parts in ["cmaps", "standard_fonts"] {
        fs::create_dir_all(folder.join(parts))?;
        for entry in fs::read_dir(pdfjs.join(parts))? {
            let entry = entry?;
            fs::copy(entry.path(), folder.join(parts).join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// Scripts without what only their authors read: wasm-bindgen's glue is half comments.
fn minify(staging: &Path) -> Result {
    let esbuild = tools::node_modules()?.join(".bin/esbuild");
    for name in ["boot.js", "page.js", "engine.js", "opener.js"] {
        let file = staging.join(name);
        let out = format!("--outfile={}", file.display());
        program(&esbuild)
            .args(["--minify", "--log-level=warning", "--allow-overwrite"])
            .arg(&file)
            .arg(out)
            .run()?;
    }
    Ok(())
}

/// The credits as browsers show rather than save them. Hosts do not say in which charset text is: its first bytes do.
fn credits(out: &Path) -> Result {
    let credits = fs::read_to_string(root().join("CREDITS.md"))?;
    fs::write(out, ["\u{feff}", &credits].concat())?;
    Ok(())
}

/// Seals a finished page in place.
fn seal(dist: &Path) -> Result {
    let mut names: Vec<String> = Vec::new();
    for entry in fs::read_dir(dist)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !UNSEALED.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names.sort();
    let hash = names.iter().try_fold(FNV_START, |hash, name| hash_tree(hash, &dist.join(name), name))?;
    let folder = format!("a-{hash:016x}");
    fs::create_dir(dist.join(&folder))?;
    for name in &names {
        fs::rename(dist.join(name), dist.join(&folder).join(name))?;
    }
    let index = dist.join("index.html");
    fs::write(&index, point(&fs::read_to_string(&index)?, &names, &folder)?)?;
    // GitHub Pages would otherwise drop files by name.
    fs::write(dist.join(".nojekyll"), "")?;
    Ok(())
}

/// `index.html` with every reference to a moved file or folder pointing into `folder`.
fn point(html: &str, names: &[String], folder: &str) -> Result<String> {
    if !html.contains(ASSETS) {
        return Err(format!("index.html must say {ASSETS}").into());
    }
    let mut html = html.replace(ASSETS, &format!("<meta name=\"coterie-assets\" content=\"./{folder}/\">"));
    for name in names {
        for quote in ['"', '\''] {
            for end in [quote, '/'] {
                let from = format!("{quote}./{name}{end}");
                html = html.replace(&from, &format!("{quote}./{folder}/{name}{end}"));
            }
        }
    }
    Ok(html)
}

/// Hashes a file, or a folder's files in order, names included.
fn hash_tree(hash: u64, path: &Path, name: &str) -> Result<u64> {
    let hash = fnv(fnv(hash, name.as_bytes()), &[0]);
    if !path.is_dir() {
        let bytes = fs::read(path)?;
        return Ok(fnv(fnv(hash, &(bytes.len() as u64).to_le_bytes()), &bytes));
    }
    let entries = fs::read_dir(path)?.map(|entry| Ok(entry?.file_name()));
    let mut names = entries.collect::<std::io::Result<Vec<_>>>()?;
    names.sort();
    names.iter().try_fold(hash, |hash, name| hash_tree(hash, &path.join(name), &name.to_string_lossy()))
}

/// FNV-1a over more bytes.
pub(crate) fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: &str) {
        let names = ["boot.js", "page.js", "samples"].map(str::to_owned);
        let sealed = point(&format!("{ASSETS}{body}"), &names, "a-1").expect("the page names its folder");
        assert_eq!(sealed, format!("<meta name=\"coterie-assets\" content=\"./a-1/\">{expected}"));
    }

    #[test]
    fn references_to_moved_files_follow_them() {
        check(r#"<script src="./boot.js">"#, r#"<script src="./a-1/boot.js">"#);
        check(r#"<link href='./page.js'>"#, r#"<link href='./a-1/page.js'>"#);
        check(r#"<a href="./samples/one.txt">"#, r#"<a href="./a-1/samples/one.txt">"#);
    }

    #[test]
    fn other_references_stay() {
        check(r#"<a href="./boot.json">"#, r#"<a href="./boot.json">"#);
        check(r#"<a href="./coterie.d.ts">"#, r#"<a href="./coterie.d.ts">"#);
        check("<p>./page.js</p>", "<p>./page.js</p>");
    }

    #[test]
    fn a_page_that_cannot_learn_its_folder_is_refused() {
        assert!(point("<html>", &[], "a-1").is_err_and(|error| error.to_string().contains("coterie-assets")));
    }
}
