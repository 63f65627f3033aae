//! Dealing files to workers: a queue, who is busy with what, what became of each file.
//!
//! A pure state machine: it is told what happened and answers with [`Effect`]s. Files are dealt in small batches to
//! whichever worker is free; what a worker found goes to the lead; once nothing is under way the lead is asked to
//! [`Flush`](Request::Flush), and when it has, the batches that are complete are settled.
//!
//! A file may be read again under other [`Options`] ([`Reading::read_again`]): the lead forgets what it gave before.
//!
//! **Invariant:** every ticket ends in exactly one final [`FileState`], whatever workers do.

use std::collections::{BTreeMap, VecDeque};

use super::effect::{Effect, WorkerIndex};
use crate::diagnostic::Diagnostic;
use crate::protocol::{Outcome, Request, Response, Ticket};
use crate::question::Options;

/// The worker that keeps the corpus.
pub const LEAD: WorkerIndex = 0;

/// A worker is not dealt more files than this at once: posting a file costs the page thread about a millisecond.
const MOST_FILES: usize = 8;

/// A lead that keeps ending without a file to blame is restarted this often.
const MOST_RESTARTS: u32 = 3;

/// Where a file is on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileState {
    /// In the queue.
    Waiting,
    /// With a worker.
    Reading,
    /// Read, on its way into the corpus.
    Read,
    /// Final: what became of it.
    Done(Outcome),
    /// Final: the person cancelled before it was read.
    Cancelled,
}

impl FileState {
    fn is_final(&self) -> bool {
        matches!(self, FileState::Done(_) | FileState::Cancelled)
    }
}

/// A file that was dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its ticket's id.
    pub id: u32,
    /// Its name as the person knows it.
    pub name: String,
    /// Where it is.
    pub state: FileState,
    /// What the person said about it.
    options: Options,
    batch: u32,
    round: u32,
}

/// How far the reading is: for the bar under the header. Counts are files since the last time nothing was under way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files dropped.
    pub total: u32,
    /// Files that reached a final state.
    pub done: u32,
    /// Files of those that could not be read.
    pub failed: u32,
    /// Files of those that were left when the person cancelled.
    pub cancelled: u32,
    /// Articles with at least one name found.
    pub with_names: u32,
    /// The file a worker is at.
    pub current: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Worker {
    /// Loading its model.
    Starting,
    Idle,
    /// With these files; `at` is the one it said it is at.
    Busy {
        tickets: Vec<u32>,
        at: Option<u32>,
    },
    /// Cannot be used.
    Gone,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Corpus {
    /// All that was absorbed is in the last view.
    #[default]
    Shown,
    /// Something was absorbed since.
    Grown,
    /// The lead was asked to show it.
    Flushing,
}

/// The reading of files.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    workers: Vec<Worker>,
    queue: VecDeque<u32>,
    files: BTreeMap<u32, File>,
    /// Counts the times that nothing was under way.
    round: u32,
    corpus: Corpus,
    /// Batches not yet settled.
    batches: Vec<u32>,
    restarts: u32,
}

impl Reading {
    /// That many workers have been asked to start.
    pub fn workers_started(&mut self, count: u32) {
        self.workers = vec![Worker::Starting; count as usize];
    }

    /// Files were dropped. An empty batch is settled with the next flush.
    pub fn add(&mut self, batch: u32, tickets: Vec<Ticket>) -> Vec<Effect> {
        self.begin(!tickets.is_empty());
        self.batches.push(batch);
        for Ticket { id, name, options } in tickets {
            self.queue.push_back(id);
            let file = File { id, name, state: FileState::Waiting, options, batch, round: self.round };
            self.files.insert(id, file);
        }
        self.deal()
    }

    /// The person said more about files that have been read: they are read again, in place of what they gave.
    pub fn read_again(&mut self, tickets: &[u32], options: &Options) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.begin(true);
        for id in tickets {
            let done = |file: &&mut File| matches!(file.state, FileState::Done(_));
            let Some(file) = self.files.get_mut(id).filter(done) else { continue };
            file.options.add(options.clone());
            file.state = FileState::Waiting;
            file.round = self.round;
            self.queue.push_back(*id);
            self.corpus = Corpus::Grown;
            effects.push(Effect::Ask(Request::Forget { ticket: *id }));
        }
        effects.extend(self.deal());
        effects
    }

    /// A round begins where nothing is under way.
    fn begin(&mut self, anything: bool) {
        if anything && self.is_idle() {
            self.round += 1;
        }
    }

    /// A worker answered; answers that do not concern the reading do nothing.
    pub fn answered(&mut self, worker: WorkerIndex, response: &Response) -> Vec<Effect> {
        match response {
            Response::Ready => self.set(worker, Worker::Idle),
            Response::Unusable { .. } => self.set(worker, Worker::Gone),
            Response::Reading { ticket } => {
                if let Some(Worker::Busy { at, .. }) = self.workers.get_mut(worker as usize) {
                    *at = Some(*ticket);
                }
                return Vec::new();
            }
            Response::Analysed { tickets, analysed, .. } => {
                self.set(worker, Worker::Idle);
                let mut effects = Vec::new();
                if self.awaits(tickets) {
                    self.mark(tickets, FileState::Read);
                    effects.push(Effect::Ask(Request::Absorb { analysed: analysed.clone() }));
                }
                effects.extend(self.deal());
                return effects;
            }
            Response::Absorbed { outcomes, .. } => {
                self.corpus = Corpus::Grown;
                for (id, outcome) in outcomes {
                    if let Some(file) = self.files.get_mut(id) {
                        file.state = FileState::Done(outcome.clone());
                    }
                }
            }
            Response::Flushed => {
                if self.corpus == Corpus::Flushing {
                    self.corpus = Corpus::Shown;
                    return self.settle();
                }
                return Vec::new();
            }
            _ => return Vec::new(),
        }
        self.deal()
    }

    /// A worker ended by itself: the file it was at is blamed, its others are dealt again, and it is restarted. A
    /// lead takes the corpus with it, so everything is read again.
    pub fn stopped(&mut self, worker: WorkerIndex) -> (Vec<Effect>, Vec<Diagnostic>) {
        let Some(state) = self.workers.get_mut(worker as usize) else { return (Vec::new(), Vec::new()) };
        let before = std::mem::replace(state, Worker::Starting);
        let mut trouble = Vec::new();
        let mut blamed = false;
        if let Worker::Busy { tickets, at } = before {
            for id in tickets.into_iter().rev() {
                let Some(file) = self.files.get_mut(&id) else { continue };
                if file.state != FileState::Reading {
                    continue;
                }
                if Some(id) == at {
                    blamed = true;
                    file.state = FileState::Done(Outcome::Failed);
                    trouble.push(Diagnostic::error(
                        &file.name,
                        "The reader stopped at this file and was restarted.",
                        "Your other files are here. Save this one as plain text and drop it again.",
                    ));
                } else {
                    file.state = FileState::Waiting;
                    self.queue.push_front(id);
                }
            }
        }
        if !blamed {
            self.restarts += 1;
        }
        if self.restarts > MOST_RESTARTS {
            self.set(worker, Worker::Gone);
            trouble.push(Diagnostic::error(
                "",
                "The reader stopped several times and was not restarted.",
                "Reload the page; with fewer files at once it may have enough memory.",
            ));
            return (self.deal(), trouble);
        }
        if worker == LEAD {
            self.read_all_again();
        }
        let mut effects = vec![Effect::RestartWorker(worker)];
        effects.extend(self.deal());
        (effects, trouble)
    }

    /// The person cancelled: what is read stays, the rest is left.
    pub fn cancel(&mut self) -> Vec<Effect> {
        self.queue.clear();
        let mut released = Vec::new();
        for file in self.files.values_mut() {
            if matches!(file.state, FileState::Waiting | FileState::Reading) {
                file.state = FileState::Cancelled;
                released.push(file.id);
            }
        }
        let mut effects = vec![Effect::Release(released)];
        effects.extend(self.deal());
        effects
    }

    /// The files before the ticket `first` are forgotten; what workers are still at of them is ignored when it comes.
    pub fn forget_before(&mut self, first: u32) -> Vec<Effect> {
        let kept = self.files.split_off(&first);
        let gone = std::mem::replace(&mut self.files, kept);
        self.queue.retain(|id| *id >= first);
        let mut effects = vec![Effect::Release(gone.into_keys().collect())];
        self.corpus = Corpus::Shown;
        effects.extend(self.settle());
        effects
    }

    /// Whether a reader's result for these files is still wanted.
    pub fn awaits(&self, tickets: &[u32]) -> bool {
        tickets.iter().any(|id| self.state(*id) == Some(&FileState::Reading))
    }

    /// Whether nothing is under way.
    pub fn is_idle(&self) -> bool {
        self.corpus == Corpus::Shown && self.files.values().all(|file| file.state.is_final())
    }

    /// All files since the page came up or was cleared, in order of arrival.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.files.values()
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        let mut progress = Progress::default();
        for file in self.files.values().filter(|file| file.round == self.round) {
            progress.total += 1;
            progress.done += u32::from(file.state.is_final());
            match file.state {
                FileState::Done(Outcome::Failed) => progress.failed += 1,
                FileState::Cancelled => progress.cancelled += 1,
                FileState::Done(Outcome::Added { names: 1.., .. }) => progress.with_names += 1,
                _ => {}
            }
        }
        progress.current = self.workers.iter().find_map(|worker| match worker {
            Worker::Busy { at: Some(id), .. } => self.files.get(id).map(|file| file.name.clone()),
            _ => None,
        });
        progress
    }

    fn state(&self, id: u32) -> Option<&FileState> {
        self.files.get(&id).map(|file| &file.state)
    }

    fn set(&mut self, worker: WorkerIndex, state: Worker) {
        if let Some(slot) = self.workers.get_mut(worker as usize) {
            *slot = state;
        }
    }

    fn mark(&mut self, tickets: &[u32], state: FileState) {
        for id in tickets {
            if let Some(file) = self.files.get_mut(id) {
                file.state = state.clone();
            }
        }
    }

    /// The corpus is lost: what was in it or on its way is read again.
    fn read_all_again(&mut self) {
        self.corpus = Corpus::Shown;
        for file in self.files.values_mut() {
            let lost = match &file.state {
                FileState::Read => true,
                FileState::Done(outcome) => !matches!(outcome, Outcome::Failed),
                FileState::Waiting | FileState::Reading | FileState::Cancelled => false,
            };
            if lost {
                file.state = FileState::Waiting;
                file.round = self.round;
                self.queue.push_back(file.id);
            }
        }
    }

    /// Gives every free worker something to do, or asks for the final view when there is nothing left.
    fn deal(&mut self) -> Vec<Effect> {
        if self.workers.first() == Some(&Worker::Gone) {
            // Without a lead nothing is taken in and nothing is shown.
            self.queue.clear();
            self.corpus = Corpus::Shown;
            for file in self.files.values_mut().filter(|file| !file.state.is_final()) {
                file.state = FileState::Done(Outcome::Failed);
            }
            return self.settle();
        }
        let mut effects = Vec::new();
        let share = (self.queue.len() / (self.workers.len().max(1) * 4)).clamp(1, MOST_FILES);
        for index in 0..self.workers.len() {
            if self.queue.is_empty() {
                break;
            }
            if self.workers[index] != Worker::Idle {
                continue;
            }
            // The lead also absorbs, so it reads in smaller portions.
            let portion = if index == LEAD as usize { share.div_ceil(2) } else { share };
            // Of one batch: its files may yet take the place of those before them.
            let batch = |id: &u32| self.files.get(id).map(|file| file.batch);
            let first = self.queue.front().and_then(batch);
            let count = self.queue.iter().take(portion).take_while(|id| batch(id) == first).count();
            let ids: Vec<u32> = self.queue.drain(..count).collect();
            let tickets = ids
                .iter()
                .filter_map(|id| self.files.get(id))
                .map(|file| Ticket { id: file.id, name: file.name.clone(), options: file.options.clone() })
                .collect();
            self.mark(&ids, FileState::Reading);
            self.workers[index] = Worker::Busy { tickets: ids, at: None };
            effects.push(Effect::Read { worker: index as WorkerIndex, tickets });
        }
        let all_final = self.files.values().all(|file| file.state.is_final());
        let unsaid = !self.batches.is_empty() || self.corpus == Corpus::Grown;
        if all_final && unsaid && self.corpus != Corpus::Flushing {
            self.corpus = Corpus::Flushing;
            effects.push(Effect::Ask(Request::Flush));
        }
        effects
    }

    /// Settles the batches whose files have all ended.
    fn settle(&mut self) -> Vec<Effect> {
        let (open, done): (Vec<u32>, Vec<u32>) = self.batches.iter().partition(|batch| {
            self.files.values().any(|file| file.batch == **batch && !file.state.is_final())
        });
        self.batches = open;
        done.into_iter().map(|batch| Effect::Settle { batch }).collect()
    }
}
