//! What a person decides, as the lead takes it: acts by key and index become decisions by name, the log changes, and
//! the graph is derived anew.

use super::{Session, Shown, told};
use crate::app::words::{self, Phrase};
use crate::decisions::{self, Change, Decision, Entries, Entry, EntryId, State};
use crate::diagnostic::Diagnostic;
use crate::ids::{EntityKey, Fingerprint};
use crate::protocol::{Act, LogView, Response, Stamp};
use crate::read::{Field, Metadata};

impl Session {
    /// Enters a decision.
    pub(super) fn decide(&mut self, act: Act, stamp: &Stamp) -> Vec<Response> {
        let Shown::Articles(corpus) = &self.shown else {
            return self.no_articles();
        };
        if let Act::HideAll(keys) = act {
            return self.hide_all(keys, stamp);
        }
        let touched = match &act {
            Act::Merge(keys) => keys.first().copied(),
            Act::Split(key, _)
            | Act::Rename(key, _)
            | Act::Retype(key, _)
            | Act::Restore(key)
            | Act::Apart(key, _)
            | Act::Alias(key, _) => Some(*key),
            Act::Hide(_) | Act::HideAll(_) | Act::Add { .. } | Act::Amend { .. } => None,
        };
        let Some(decision) = corpus.decision(act) else { return self.gone() };
        let field = match &decision {
            Decision::Amend { field, .. } => Some(*field),
            _ => None,
        };
        match (decision.checked(), field) {
            (None, Some(field)) => no_value(field),
            (Some(decision), Some(_)) if corpus.is_so(&decision) => {
                refused(words::REFUSED_IDLE, words::REFUSED_SO.text())
            }
            (Some(decision), _) if !corpus.is_so(&decision) => self.enter(decision, stamp, touched),
            _ => refused(words::REFUSED_EMPTY, words::REFUSED_EMPTY_HINT.text()),
        }
    }

    /// Enters a decision that says something.
    pub(super) fn enter(
        &mut self,
        decision: Decision,
        stamp: &Stamp,
        touched: Option<EntityKey>,
    ) -> Vec<Response> {
        let mut entry = self.entry(decision, stamp);
        if let Shown::Articles(corpus) = &self.shown {
            match corpus.would_be(&self.log.entries(), &entry) {
                // What it contradicts in these articles alone stands in the log too: it is decided against that.
                State::Disputed(with) => entry.over.extend(with),
                State::Waits => return refused(words::REFUSED_IDLE, words::REFUSED_IDLE_HINT.text()),
                State::Applied | State::Overruled(_) => {}
            }
        }
        let said = words::DONE.with(&[("did", &told::did(&entry.decision))]);
        self.log.change(Change::Added(Box::new(entry)));
        self.decided(said, touched)
    }

    fn entry(&self, decision: Decision, stamp: &Stamp) -> Entry {
        let reason = Some(stamp.reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        self.log.entry(decision, stamp.at, stamp.author.trim(), reason)
    }

    /// Hides several: as many entries, and one change.
    fn hide_all(&mut self, keys: Vec<EntityKey>, stamp: &Stamp) -> Vec<Response> {
        let Shown::Articles(corpus) = &self.shown else { return self.no_articles() };
        let hides = keys.into_iter().filter_map(|key| corpus.decision(Act::Hide(key))?.checked());
        let mut entries: Vec<Entry> = hides.map(|decision| self.entry(decision, stamp)).collect();
        let states = corpus.would_all_be(&self.log.entries(), &entries);
        for (entry, state) in entries.iter_mut().zip(states) {
            if let State::Disputed(with) = state {
                entry.over.extend(with);
            }
        }
        if entries.is_empty() {
            return self.gone();
        }
        let change = Change::Combined(entries);
        let said = words::DONE.with(&[("did", &told::changed(&self.log, &change))]);
        self.log.change(change);
        self.decided(said, None)
    }

    /// Nothing can be decided without articles.
    pub(super) fn no_articles(&self) -> Vec<Response> {
        refused(words::REFUSED_SHARED, words::REFUSED_SHARED_HINT.text())
    }

    /// What an act speaks of is not there.
    pub(super) fn gone(&self) -> Vec<Response> {
        refused(words::REFUSED_GONE, "")
    }

    /// Takes the last change back.
    pub(super) fn undo(&mut self) -> Vec<Response> {
        let Some(change) = self.log.undo().cloned() else { return self.log_unchanged() };
        let said = words::UNDONE.with(&[("did", &told::changed(&self.log, &change))]);
        self.decided(said, None)
    }

    /// Makes the change that was undone last once more.
    pub(super) fn redo(&mut self) -> Vec<Response> {
        let Some(change) = self.log.redo().cloned() else { return self.log_unchanged() };
        let said = words::REDONE.with(&[("did", &told::changed(&self.log, &change))]);
        self.decided(said, None)
    }

    /// Takes an entry out of the log.
    pub(super) fn drop_entry(&mut self, entry: EntryId) -> Vec<Response> {
        if self.log.entries().get(entry).is_none() {
            return self.log_unchanged();
        }
        let change = Change::Dropped(entry);
        let said = words::DONE.with(&[("did", &told::changed(&self.log, &change))]);
        self.log.change(change);
        self.decided(said, None)
    }

    /// Combines a file of decisions with the log.
    pub(super) fn import(&mut self, file: &str, bytes: &[u8]) -> Vec<Response> {
        match decisions::decode(file, bytes) {
            Ok(entries) => {
                let said = match self.combine(&entries) {
                    0 => words::DONE.with(&[("did", words::DID_NOTHING.text())]),
                    added => words::DONE.with(&[("did", &words::DID_COMBINE.count(added, &[]))]),
                };
                self.decided(said, None)
            }
            Err(trouble) => vec![Response::Refused(trouble)],
        }
    }

    /// Puts entries into the log; gives how many of them are new.
    pub(super) fn combine(&mut self, others: &Entries) -> u32 {
        let entries = self.log.entries();
        let new: Vec<_> =
            others.in_order().into_iter().filter(|(id, _)| entries.get(*id).is_none()).collect();
        let new: Vec<_> = new.into_iter().map(|(_, entry)| entry.clone()).collect();
        let added = new.len() as u32;
        if added > 0 {
            self.log.change(Change::Combined(new));
            self.stale = true;
        }
        added
    }

    /// Takes over the log of a lead that stopped.
    pub(super) fn resume(&mut self, saved: &[u8]) -> Vec<Response> {
        match decisions::resume(saved) {
            Some(log) => {
                self.log = log;
                self.decided(String::new(), None)
            }
            None => self.log_unchanged(),
        }
    }

    /// The log, ready to show.
    pub(super) fn log_view(&self) -> LogView {
        let entries = self.log.entries();
        match &self.shown {
            Shown::Articles(corpus) => {
                told::view(&self.log, &entries, corpus.states(), corpus.hidden_lines())
            }
            // Without articles all that holds waits.
            Shown::Finding(_) => {
                let decided = decisions::apply(&[], &[], &entries);
                told::view(&self.log, &entries, &decided.states, Vec::new())
            }
        }
    }

    /// The log has changed: derives the graph anew and tells both.
    fn decided(&mut self, said: String, touched: Option<EntityKey>) -> Vec<Response> {
        let amended = self.amended();
        self.derive();
        // A lead that has just taken over has no articles yet, and nothing to show in place of what is on the page.
        let mut responses = match &self.shown {
            Shown::Articles(corpus) if !corpus.articles().is_empty() => self.show(),
            _ => Vec::new(),
        };
        let view = LogView { said, touched, ..self.log_view() };
        responses.insert(0, Response::Decisions(view));
        if self.amended() != amended {
            responses.push(self.articles());
        }
        responses
    }

    fn amended(&self) -> Vec<(Fingerprint, Metadata)> {
        match &self.shown {
            Shown::Articles(corpus) => corpus.amended(),
            Shown::Finding(_) => Vec::new(),
        }
    }

    /// Derives what is shown from the articles and the log.
    pub(super) fn derive(&mut self) {
        self.stale = false;
        if let Shown::Articles(corpus) = &mut self.shown {
            let waiting = corpus.is_waiting();
            corpus.derive(&self.log.entries());
            if waiting {
                self.leave_bases();
            }
        }
    }

    fn log_unchanged(&self) -> Vec<Response> {
        vec![Response::Decisions(self.log_view())]
    }
}

/// What was written is no value of this field.
fn no_value(field: Field) -> Vec<Response> {
    let (why, hint) = match field {
        Field::Date => (words::REFUSED_DATE, words::AMEND_DATE),
        Field::Language => (words::REFUSED_LANGUAGE, words::AMEND_LANGUAGE),
        Field::Title | Field::Byline | Field::Site => (words::REFUSED_LONG, words::REFUSED_LONG_HINT),
    };
    refused(why, hint.text())
}

fn refused(message: Phrase, hint: &str) -> Vec<Response> {
    vec![Response::Refused(Diagnostic::error("", message.text(), hint))]
}
