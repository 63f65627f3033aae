//! Web archives with their index (WACZ): a ZIP archive of WARC files, lists of their pages, and what programs need to play
//! them back, which is no article.

use std::collections::BTreeMap;

use coterie_read::{Source, decode};
use serde_json::Value;

use super::super::warc::Pages;
use super::{DAMAGED, Desk, GET_AGAIN, Kind, Lost, Package, gzip, kind};

/// Whether a ZIP archive is one: it says what it holds, and holds WARC files.
pub(super) fn is_one(package: &Package<'_>) -> bool {
    package.has("datapackage.json") && package.names().any(is_warc)
}

fn is_warc(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    path.starts_with("archive/") && (path.ends_with(".warc") || path.ends_with(".warc.gz"))
}

/// Puts its pages on the desk, each once, whichever WARC file it stands in.
pub(super) fn read(source: Source<'_>, package: &mut Package<'_>, desk: &mut Desk<'_>) {
    let name = source.name;
    let mut pages = Pages::once_each(titles(package, desk));
    let paths: Vec<String> = package.names().map(str::to_owned).collect();
    let password = desk.options.password.clone();
    for (rank, path) in paths.iter().enumerate().filter(|(_, path)| is_warc(path)) {
        let own = format!("{name}/{path}");
        let packed = match package.unpack_archive(rank, password.as_deref(), &mut desk.budget) {
            Ok(packed) => packed,
            Err(Lost::Spent(spent)) => {
                desk.spent(&own, spent);
                continue;
            }
            Err(Lost::Locked | Lost::WrongPassword) => {
                let hint = "Unpack it with its password and add what is inside.";
                desk.error(&own, "This file cannot be opened without a password.", hint);
                continue;
            }
            Err(Lost::Method(_) | Lost::Damaged) => {
                desk.error(&own, "This file cannot be opened: the archive is damaged.", GET_AGAIN);
                continue;
            }
        };
        let mut whole = packed.whole;
        if kind(&packed.bytes) == Kind::Gzip {
            match gzip::unpack_archive(&packed.bytes, &mut desk.budget) {
                Ok(unpacked) => {
                    pages.read(name, &unpacked.bytes, desk);
                    whole &= unpacked.whole;
                }
                Err(spent) => desk.spent(&own, spent),
            }
        } else {
            pages.read(name, &packed.bytes, desk);
        }
        if !whole {
            desk.warn(&own, DAMAGED, GET_AGAIN);
        }
    }
    pages.finish(name, desk);
}

/// What the lists of pages call them, by their addresses: an object to a line.
fn titles(package: &mut Package<'_>, desk: &mut Desk<'_>) -> BTreeMap<String, String> {
    let mut titles = BTreeMap::new();
    let password = desk.options.password.clone();
    for list in ["pages/pages.jsonl", "pages/extraPages.jsonl"] {
        let Some(Ok((bytes, _))) = package.part(list, password.as_deref(), &mut desk.budget) else {
            continue;
        };
        for line in decode::decode(&bytes).text.lines() {
            let Ok(page) = serde_json::from_str::<Value>(line) else { continue };
            if let (Some(url), Some(title)) = (page["url"].as_str(), page["title"].as_str()) {
                // Pages without a title of their own are called by their address.
                if !title.trim().is_empty() && !title.contains("://") {
                    titles.insert(url.to_owned(), title.trim().to_owned());
                }
            }
        }
    }
    titles
}
