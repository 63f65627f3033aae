//! Archives: files in folders, and archives in archives.
//!
//! **Invariant:** what an archive's headers say of sizes is never believed: [`unpack`] counts while it unpacks.

mod gzip;
mod package;
mod tar;
mod wacz;
mod zip;

pub(crate) use gzip::read as read_gzip;
pub(crate) use package::{Lost, Package};
pub(crate) use tar::read as read_tar;
pub(crate) use zip::read as read_zip;

use std::io::Read;

use coterie_read::Source;

use super::{Budget, Desk, Kind, Spent, kind};

/// What is said of a file that unpacks to its beginning only.
const DAMAGED: &str = "It is damaged: only what stands before the damage was read.";

/// What to do about damage.
const GET_AGAIN: &str = "Download or copy the archive again if something is missing.";

/// What unpacking gave, and whether it came to its end: where it broke, its beginning is there all the same.
struct Unpacked {
    bytes: Vec<u8>,
    whole: bool,
}

/// How large what is unpacked may be: as a file, or as an archive of many.
#[derive(Clone, Copy)]
enum Size {
    Entry,
    Archive,
}

/// Unpacks an entry that has `packed` bytes in the archive.
fn unpack(reader: impl Read, packed: u64, budget: &mut Budget, size: Size) -> Result<Unpacked, Spent> {
    let unpacked = match size {
        Size::Entry => read_some(reader, budget.room(packed)),
        Size::Archive => read_some(reader, budget.room_for_archive(packed)),
    };
    let length = unpacked.bytes.len() as u64;
    match size {
        Size::Entry => budget.take(packed, length)?,
        Size::Archive => budget.take_archive(packed, length)?,
    }
    Ok(unpacked)
}

/// Reads one byte more than there is room for, at most.
fn read_some(reader: impl Read, room: u64) -> Unpacked {
    let mut bytes = Vec::new();
    // What came before an error stays.
    let whole = reader.take(room.saturating_add(1)).read_to_end(&mut bytes).is_ok();
    Unpacked { bytes, whole }
}

/// A path of an archive as a person knows it: `/` between parts, and none that leads out of the archive.
fn clean_name(path: &str) -> String {
    let parts = path.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    parts.collect::<Vec<_>>().join("/")
}

/// Whether systems hide such a file: their own notes on folders, and what begins with a dot.
fn is_hidden(path: &str) -> bool {
    let is_notes = |part: &str| {
        ["__MACOSX", "Thumbs.db", "desktop.ini"].iter().any(|name| part.eq_ignore_ascii_case(name))
    };
    path.split('/').any(|part| part.starts_with('.') || is_notes(part))
}

/// Whether a file is of a sort that accompanies articles and is none: pictures, sounds, programs, a page's styles and
/// scripts, which are text and told by their names alone.
fn is_no_article(path: &str, bytes: &[u8]) -> bool {
    let has = |ending: &&str| path.len() > ending.len() && path.to_ascii_lowercase().ends_with(*ending);
    let accompanies = || [".css", ".js", ".mjs", ".map", ".svg"].iter().any(has);
    kind(bytes) == Kind::Text && (coterie_read::is_wordless(bytes) || accompanies())
}

/// The files of one archive as they are opened, and how many were not.
struct Folder<'n> {
    name: &'n str,
    passed: usize,
    opened: usize,
}

impl<'n> Folder<'n> {
    fn new(name: &'n str) -> Self {
        Folder { name, passed: 0, opened: 0 }
    }

    /// Opens what `path` unpacked to.
    fn open(&mut self, path: &str, unpacked: &Unpacked, desk: &mut Desk<'_>) {
        if is_no_article(path, &unpacked.bytes) {
            self.passed += 1;
            return;
        }
        self.opened += 1;
        let name = format!("{}/{path}", self.name);
        desk.inner(Source { name: &name, bytes: &unpacked.bytes });
        if !unpacked.whole {
            desk.warn(&name, DAMAGED, GET_AGAIN);
        }
    }

    /// Says what was passed over. `said` is whether something was said of the archive already.
    fn finish(self, said: bool, desk: &mut Desk<'_>) {
        if self.opened == 0 && !said {
            let hint = "Choose an archive with articles in it.";
            desk.error(self.name, "There are no articles in this archive.", hint);
        } else if self.passed > 0 {
            let message = match self.passed {
                1 => "1 file that is no article was passed over.".to_owned(),
                many => format!("{many} files that are no articles were passed over."),
            };
            desk.note(self.name, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere_else() {
        assert_eq!(clean_name("../../etc/./passwd"), "etc/passwd");
        assert_eq!(clean_name("\\\\host\\a.txt"), "host/a.txt");
        assert_eq!(clean_name("/a//b.txt"), "a/b.txt");
    }

    #[test]
    fn what_systems_hide() {
        assert!(is_hidden("__MACOSX/a.txt") && is_hidden("a/.git/b") && is_hidden("a/thumbs.db"));
        assert!(!is_hidden("a/b.txt"));
    }
}
