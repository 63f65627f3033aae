//! The log in words: the page shows these lines as they come.

use super::articles::{field_word, spoken};
use crate::app::views::kind_word;
use crate::app::words;
use crate::decisions::{Change, Decision, Entries, Entry, EntryId, Log, Part, State, Who, moment};
use crate::protocol::{HiddenLine, LineState, LogLine, LogView};

/// What a decision says: "Merged Trump into Donald Trump".
pub(super) fn did(decision: &Decision) -> String {
    let name = |who: &Who| who.name.clone();
    match decision {
        Decision::Merge { of } => {
            let (first, others) =
                of.split_first().map_or(("", &[][..]), |(first, others)| (&*first.name, others));
            let others: Vec<&str> = others.iter().map(|who| who.name.as_str()).collect();
            words::DID_MERGE.with(&[("names", &list(&others)), ("name", first)])
        }
        Decision::Split { of, part, name: called } => {
            let whole = [("name", name(of))];
            let (phrase, places) = match part {
                Part::Whole => (words::DID_SPLIT_WHOLE, vec![]),
                Part::Name(part) => (words::DID_SPLIT_NAME, vec![("part", part.clone())]),
                Part::Doubtful(part) => (words::DID_SPLIT_DOUBTFUL, vec![("part", part.clone())]),
                Part::Article(article) => (words::DID_SPLIT_ARTICLE, vec![("file", article.file.clone())]),
                Part::Mention(place) => (
                    words::DID_SPLIT_MENTION,
                    vec![("part", place.written.clone()), ("file", place.article.file.clone())],
                ),
            };
            let places: Vec<(&str, &str)> =
                whole.iter().chain(&places).map(|(place, value)| (*place, value.as_str())).collect();
            let did = phrase.with(&places);
            match called {
                Some(to) => words::DID_SPLIT_AS.with(&[("did", &did), ("to", to)]),
                None => did,
            }
        }
        Decision::Rename { of, to } => words::DID_RENAME.with(&[("name", &of.name), ("to", to)]),
        Decision::Retype { of, to } => {
            words::DID_RETYPE.with(&[("name", &of.name), ("kind", kind_word(*to))])
        }
        Decision::Hide { of } => words::DID_HIDE.with(&[("name", &of.name)]),
        Decision::Restore { of } => words::DID_RESTORE.with(&[("name", &of.name)]),
        Decision::Apart(one, other) => words::DID_APART.with(&[("a", &one.name), ("b", &other.name)]),
        Decision::Add { name, kind: of } => words::DID_ADD.with(&[("name", name), ("kind", kind_word(*of))]),
        Decision::Alias { of, name } => words::DID_ALIAS.with(&[("alias", name), ("name", &of.name)]),
        Decision::Confirm { of, name } => words::DID_CONFIRM.with(&[("alias", name), ("name", &of.name)]),
        Decision::Amend { of, field, to } => {
            let name = field_word(*field).text().to_lowercase();
            let to = to.as_deref().map(|value| spoken(*field, value));
            let phrase = if to.is_some() { words::DID_AMEND } else { words::DID_AMEND_UNKNOWN };
            phrase.with(&[("field", &name), ("file", &of.file), ("to", to.unwrap_or_default())])
        }
    }
}

/// Who decided it and when: "Ann, 22 November 2026".
pub(super) fn by(entry: &Entry) -> String {
    let day = moment::day(entry.at);
    match entry.author.trim() {
        "" => words::DECIDED_ON.with(&[("day", &day)]),
        author => words::DECIDED_BY.with(&[("author", author), ("day", &day)]),
    }
}

/// Why a name is an entity's, where an entry made it so: "merged by Ann on 22 November 2026".
pub(super) fn why(entry: &Entry) -> String {
    let merged = matches!(entry.decision, Decision::Merge { .. });
    let author = entry.author.trim();
    let phrase = match (merged, author.is_empty()) {
        (true, true) => words::REASON_MERGED,
        (true, false) => words::REASON_MERGED_BY,
        (false, true) => words::REASON_GIVEN,
        (false, false) => words::REASON_GIVEN_BY,
    };
    phrase.with(&[("author", author), ("day", &moment::day(entry.at))])
}

/// What a change of the log did.
pub(super) fn changed(log: &Log, change: &Change) -> String {
    match change {
        Change::Added(entry) => did(&entry.decision),
        Change::Dropped(id) => {
            let dropped = log.ever(*id).map(|entry| did(&entry.decision)).unwrap_or_default();
            words::DID_DROP.with(&[("did", &dropped)])
        }
        Change::Combined(entries) if entries.iter().all(is_hide) => {
            words::DID_HIDE_ALL.count(entries.len() as u32, &[])
        }
        Change::Combined(entries) => words::DID_COMBINE.count(entries.len() as u32, &[]),
    }
}

fn is_hide(entry: &Entry) -> bool {
    matches!(entry.decision, Decision::Hide { .. })
}

/// The log, ready to show. `states` are those of the entries in order of time.
pub(super) fn view(
    log: &Log,
    entries: &Entries,
    states: &[(EntryId, State)],
    hidden: Vec<HiddenLine>,
) -> LogView {
    let mut lines = lines(entries, states);
    lines.reverse();
    let count = |state| lines.iter().filter(|line| line.state == state).count() as u32;
    LogView {
        disputed: count(LineState::Disputed),
        waiting: count(LineState::Waits),
        lines,
        hidden,
        undo: log.last_change().map(|change| changed(log, change)),
        redo: log.last_undone().map(|change| changed(log, change)),
        said: String::new(),
        touched: None,
        saved: crate::decisions::save(log),
    }
}

/// The entries in words, in order of time.
pub fn lines(entries: &Entries, states: &[(EntryId, State)]) -> Vec<LogLine> {
    let line = |(id, state): &(EntryId, State)| Some(line(entries, *id, entries.get(*id)?, state));
    states.iter().filter_map(line).collect()
}

fn line(entries: &Entries, id: EntryId, entry: &Entry, state: &State) -> LogLine {
    let other = |other: &EntryId| {
        entries.get(*other).map(|other| (did(&other.decision), by(other))).unwrap_or_default()
    };
    let (line_state, note, against) = match state {
        State::Applied => (LineState::Applied, String::new(), Vec::new()),
        State::Waits => {
            let of_article = matches!(entry.decision, Decision::Amend { .. });
            let note = if of_article { words::WAITS_ARTICLE } else { words::WAITS_NOTE };
            (LineState::Waits, note.text().to_owned(), Vec::new())
        }
        State::Disputed(with) => {
            let notes: Vec<String> = with
                .iter()
                .map(|id| {
                    let (did, by) = other(id);
                    words::DISPUTED_NOTE.with(&[("did", &did), ("by", &by)])
                })
                .collect();
            (LineState::Disputed, notes.join(" "), with.clone())
        }
        State::Overruled(later) => {
            (LineState::Overruled, words::OVERRULED_NOTE.with(&[("did", &other(later).0)]), Vec::new())
        }
    };
    let mut by = by(entry);
    if let Some(reason) = entry.reason.as_deref().filter(|reason| !reason.is_empty()) {
        by = words::DECIDED_WHY.with(&[("by", &by), ("reason", reason)]);
    }
    LogLine { entry: id, at: entry.at, words: did(&entry.decision), by, state: line_state, note, against }
}

/// `Ann, Bob and Cy`.
fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [others @ .., last] => words::AND.with(&[("a", &others.join(", ")), ("b", last)]),
    }
}
