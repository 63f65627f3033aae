//! Tar archives.

use std::io::Cursor;

use coterie_read::Source;

use super::{Desk, Folder, GET_AGAIN, Spent, Unpacked, clean_name, is_hidden};

/// Opens a tar archive. Its files are slices of it: nothing is unpacked, so only their number counts.
pub(crate) fn read(Source { name, bytes }: Source<'_>, desk: &mut Desk<'_>) {
    let mut folder = Folder::new(name);
    let (mut files, whole) = files(bytes, &mut folder);
    files.sort_by(|a, b| a.0.cmp(&b.0));
    let mut said = false;
    for (path, content, is_whole) in files {
        if is_hidden(&path) {
            folder.passed += 1;
            continue;
        }
        if let Err(spent) = desk.budget.begin() {
            desk.spent(name, spent);
            said = true;
            break;
        }
        if content.len() as u64 > desk.budget.limits().entry {
            desk.spent(&format!("{name}/{path}"), Spent::Entry);
            said = true;
            continue;
        }
        folder.open(&path, &Unpacked { bytes: content.to_vec(), whole: is_whole }, desk);
    }
    if !whole {
        let message = "This archive is damaged or breaks off. What stands before that was read.";
        desk.warn(name, message, GET_AGAIN);
    }
    folder.finish(said || !whole, desk);
}

/// Its files with their content, and whether that is whole; whether the archive is.
#[allow(clippy::type_complexity, reason = "read in one place")]
fn files<'a>(bytes: &'a [u8], folder: &mut Folder<'_>) -> (Vec<(String, &'a [u8], bool)>, bool) {
    let mut archive = tar::Archive::new(Cursor::new(bytes));
    let Ok(entries) = archive.entries_with_seek() else { return (Vec::new(), false) };
    let (mut files, mut whole) = (Vec::new(), true);
    for entry in entries {
        let Ok(entry) = entry else {
            whole = false;
            break;
        };
        let kind = entry.header().entry_type();
        if kind.is_dir() || kind.is_pax_global_extensions() {
            continue;
        }
        // Links are to files that are there by themselves; the rest are no files.
        if !kind.is_file() && !kind.is_contiguous() {
            folder.passed += 1;
            continue;
        }
        let path = clean_name(&String::from_utf8_lossy(&entry.path_bytes()));
        let start = usize::try_from(entry.raw_file_position()).unwrap_or(usize::MAX).min(bytes.len());
        let size = usize::try_from(entry.size()).unwrap_or(usize::MAX);
        let end = start.saturating_add(size);
        let content = bytes.get(start..end.min(bytes.len())).unwrap_or_default();
        whole &= end <= bytes.len();
        if !path.is_empty() {
            files.push((path, content, end <= bytes.len()));
        }
    }
    (files, whole)
}
