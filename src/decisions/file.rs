//! Decisions as a file: JSON that a person can read and mend, without a word of the articles but names, the names of
//! files, and what a person has an article say of itself.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Decision, Entries, Entry, EntryId, Log, hex, moment};
use crate::diagnostic::Diagnostic;
use crate::order::Gather;

/// Raised when the file changes in a way that older pages cannot read.
const VERSION: u32 = 2;

/// The version that first reads an entry: a file that older pages can read says so.
fn version(entry: &Entry) -> u32 {
    match entry.decision {
        Decision::Amend { .. } => 2,
        _ => 1,
    }
}

/// What `"coterie"` says in such a file.
const FORMAT: &str = "decisions";

#[derive(Serialize, Deserialize)]
struct File<T> {
    coterie: String,
    version: u32,
    entries: Vec<T>,
}

/// An entry as a file has it. What is optional may be left out by those who write such a file by hand.
#[derive(Serialize, Deserialize)]
struct Line {
    /// By which others of the same file speak of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    id: String,
    at: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    author: String,
    decision: Decision,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    over: Vec<String>,
}

/// The entries as a file: the same bytes for the same entries, however they came together.
pub fn encode(entries: &Entries) -> Vec<u8> {
    let all = entries.in_order();
    let version = all.iter().map(|(_, entry)| version(entry)).max().unwrap_or(1);
    let entries = all
        .into_iter()
        .map(|(id, entry)| Line {
            id: hex::write(id.0),
            at: moment::write(entry.at),
            author: entry.author.clone(),
            decision: entry.decision.clone(),
            reason: entry.reason.clone(),
            over: entry.over.iter().map(|over| hex::write(over.0)).collect(),
        })
        .collect();
    let file = File { coterie: FORMAT.to_owned(), version, entries };
    // All of it is text and numbers: it can be written.
    let mut bytes = serde_json::to_vec_pretty(&file).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Whether a file holds decisions, by how it begins.
pub fn looks_like_file(bytes: &[u8]) -> bool {
    let head: String = String::from_utf8_lossy(&bytes[..bytes.len().min(200)])
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    let head = head.trim_start_matches('\u{feff}');
    head.starts_with('{') && head.contains("\"coterie\":\"decisions\"")
}

/// Reads what [`encode`] wrote, or a person. `file` is its name.
///
/// # Errors
/// Which file, what is wrong with it, what to do. Of a file with one entry that cannot be read, none is taken: half
/// of somebody's decisions are not what they decided.
pub fn decode(file: &str, bytes: &[u8]) -> Result<Entries, Diagnostic> {
    const HINT: &str = "Mend it there, or ask for it again.";
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let read: File<serde_json::Value> = serde_json::from_slice(bytes).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let message = format!("This file of decisions cannot be read from line {line}, column {column} on.");
        Diagnostic::error(file, message, HINT)
    })?;
    if read.coterie != FORMAT {
        let hint = "Choose a file that Coterie saved under Decisions.";
        return Err(Diagnostic::error(file, "This is no file of decisions.", hint));
    }
    if read.version > VERSION {
        let hint = "Reload the page to get the newest Coterie, then open it again.";
        return Err(Diagnostic::error(file, "This file was made by a newer Coterie.", hint));
    }
    let mut entries = Vec::with_capacity(read.entries.len());
    for (value, number) in read.entries.into_iter().zip(1..) {
        let wrong = |what: &str| {
            Diagnostic::error(file, format!("Entry {number} of this file cannot be read: {what}."), HINT)
        };
        let line: Line = serde_json::from_value(value).map_err(|error| wrong(&error.to_string()))?;
        let at = moment::read(&line.at).ok_or_else(|| wrong(&format!("“{}” is no time", line.at)))?;
        let decision = line
            .decision
            .checked()
            .ok_or_else(|| wrong("it decides nothing, or a name or a value in it is none"))?;
        let entry = Entry { at, author: line.author, decision, reason: line.reason, over: BTreeSet::new() };
        entries.push((line.id, line.over, entry));
    }
    // An entry that was mended by hand has another id than the file says: what speaks of it still means it.
    let ids: BTreeMap<String, EntryId> =
        entries.iter().map(|(id, _, entry)| (id.clone(), entry.id())).gather();
    let known = |over: String| ids.get(&over).copied().or_else(|| hex::read(&over).map(EntryId));
    Ok(entries
        .into_iter()
        .map(|(_, over, entry)| Entry { over: over.into_iter().filter_map(known).collect(), ..entry })
        .collect())
}

/// A log with its history, for a worker that takes another's place.
pub fn save(log: &Log) -> Vec<u8> {
    serde_json::to_vec(log).unwrap_or_default()
}

/// Reads what [`save`] wrote; `None` if it did not.
pub fn resume(saved: &[u8]) -> Option<Log> {
    serde_json::from_slice(saved).ok()
}
