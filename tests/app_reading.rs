//! Dealing files to workers, played through without any.

use std::collections::VecDeque;
use std::ops::Range;

use coterie::app::effect::Effect;
use coterie::app::reading::{FileState, Reading};
use coterie::protocol::{Outcome, Request, Response, Ticket};
use coterie::question::Options;
use proptest::prelude::*;

fn tickets(ids: Range<u32>) -> Vec<Ticket> {
    ids.map(|id| Ticket { id, name: format!("{id}.txt"), ..Ticket::default() }).collect()
}

fn started(workers: u32) -> Reading {
    let mut reading = Reading::default();
    reading.workers_started(workers);
    for worker in 0..workers {
        assert!(reading.answered(worker, &Response::Ready).is_empty());
    }
    reading
}

/// Workers and lead that do all they are asked at once; returns every effect, in order.
fn play(reading: &mut Reading, effects: Vec<Effect>) -> Vec<Effect> {
    let mut pending: VecDeque<Effect> = effects.into();
    let mut seen = Vec::new();
    while let Some(effect) = pending.pop_front() {
        let answer = match &effect {
            Effect::Read { worker, tickets } => {
                let tickets: Vec<u32> = tickets.iter().map(|t| t.id).collect();
                let analysed = coterie::protocol::encode(&tickets);
                Some((*worker, Response::Analysed { tickets, readable: true, analysed }))
            }
            Effect::Ask(Request::Absorb { analysed }) => {
                let ids: Vec<u32> = coterie::protocol::decode(analysed).expect("as sent");
                let outcomes =
                    ids.into_iter().map(|id| (id, Outcome::Added { articles: 1, names: 1 })).collect();
                Some((0, Response::Absorbed { outcomes, diagnostics: Vec::new() }))
            }
            Effect::Ask(Request::Flush) => Some((0, Response::Flushed)),
            _ => None,
        };
        seen.push(effect);
        if let Some((worker, response)) = answer {
            pending.extend(reading.answered(worker, &response));
        }
    }
    seen
}

fn settled(effects: &[Effect]) -> Vec<u32> {
    let batch = |effect: &Effect| if let Effect::Settle { batch } = effect { Some(*batch) } else { None };
    effects.iter().filter_map(batch).collect()
}

fn absorbed(effects: &[Effect]) -> usize {
    effects.iter().filter(|e| matches!(e, Effect::Ask(Request::Absorb { .. }))).count()
}

#[test]
fn every_file_is_read_absorbed_flushed_and_settled() {
    let mut reading = started(3);
    let effects = reading.add(7, tickets(0..100));
    let seen = play(&mut reading, effects);
    assert_eq!(settled(&seen), [7]);
    assert!(reading.is_idle());
    assert_eq!(reading.progress().done, 100);
    assert_eq!(seen.iter().filter(|e| matches!(e, Effect::Ask(Request::Flush))).count(), 1);
}

#[test]
fn files_of_two_drops_are_dealt_apart_and_the_first_can_be_forgotten() {
    let mut reading = started(1);
    reading.add(1, tickets(0..100));
    reading.add(2, tickets(100..200));
    let effects = reading.forget_before(100);
    assert_eq!(settled(&effects), [1]);
    let late = Response::Analysed { tickets: vec![0], readable: true, analysed: Vec::new() };
    let effects = reading.answered(0, &late);
    assert_eq!(absorbed(&effects), 0, "what is forgotten is not absorbed");
    let seen = play(&mut reading, effects);
    assert_eq!(settled(&seen), [2]);
    let mixed = |effect: &Effect| match effect {
        Effect::Read { tickets, .. } => tickets.iter().any(|t| t.id < 100),
        _ => false,
    };
    assert!(!seen.iter().any(mixed));
    let mut reading = started(1);
    let mut effects = reading.add(1, tickets(0..3));
    effects.extend(reading.add(2, tickets(3..6)));
    let seen = play(&mut reading, effects);
    let both = |effect: &&Effect| {
        let Effect::Read { tickets, .. } = effect else { return false };
        tickets.iter().any(|t| t.id < 3) && tickets.iter().any(|t| t.id >= 3)
    };
    assert_eq!(seen.iter().filter(both).count(), 0);
}

#[test]
fn files_dropped_before_a_worker_is_ready_wait() {
    let mut reading = Reading::default();
    reading.workers_started(1);
    assert!(reading.add(1, tickets(0..1)).is_empty());
    let effects = reading.answered(0, &Response::Ready);
    assert_eq!(settled(&play(&mut reading, effects)), [1]);
}

#[test]
fn cancel_keeps_what_is_read_and_settles() {
    let mut reading = started(1);
    let first = reading.add(1, tickets(0..40));
    let cancelled = reading.cancel();
    assert_eq!(settled(&play(&mut reading, cancelled)), [1]);
    assert!(reading.files().all(|file| file.state == FileState::Cancelled));
    // What the worker was at comes late and is left out.
    assert_eq!(absorbed(&play(&mut reading, first)), 0);
}

#[test]
fn a_worker_that_stops_loses_one_file_and_is_restarted() {
    let mut reading = started(2);
    reading.add(1, tickets(0..30));
    let with_second = reading.files().filter(|f| f.state == FileState::Reading).last().expect("dealt").id;
    reading.answered(1, &Response::Reading { ticket: with_second });
    let (effects, trouble) = reading.stopped(1);
    assert!(effects.contains(&Effect::RestartWorker(1)));
    assert_eq!(trouble.iter().map(|d| d.file.clone()).collect::<Vec<_>>(), [format!("{with_second}.txt")]);
}

#[test]
fn a_lead_that_stops_has_everything_read_again() {
    let mut reading = started(1);
    let effects = reading.add(1, tickets(0..5));
    play(&mut reading, effects);
    let (effects, trouble) = reading.stopped(0);
    assert_eq!(effects, [Effect::RestartWorker(0)]);
    assert!(trouble.is_empty());
    let effects = reading.answered(0, &Response::Ready);
    assert_eq!(absorbed(&play(&mut reading, effects)), 5);
    assert!(reading.is_idle());
}

#[test]
fn a_lead_that_never_stays_up_is_given_up() {
    let mut reading = started(1);
    reading.add(1, tickets(0..1));
    let effects: Vec<Effect> = (0..5).flat_map(|_| reading.stopped(0).0).collect();
    assert_eq!(effects.iter().filter(|e| matches!(e, Effect::RestartWorker(_))).count(), 3);
    assert_eq!(settled(&effects), [1]);
}

fn whole() -> Options {
    Options { whole: true, ..Options::default() }
}

/// The tickets that workers were given.
fn dealt(effects: &[Effect]) -> Vec<Ticket> {
    let tickets = |effect: &Effect| {
        if let Effect::Read { tickets, .. } = effect { tickets.clone() } else { Vec::new() }
    };
    effects.iter().flat_map(tickets).collect()
}

#[test]
fn a_file_is_read_again_after_what_it_gave_is_forgotten() {
    let mut reading = started(2);
    let effects = reading.add(1, tickets(0..3));
    play(&mut reading, effects);
    let effects = reading.read_again(&[1], &whole());
    assert_eq!(effects[0], Effect::Ask(Request::Forget { ticket: 1 }));
    assert_eq!(dealt(&effects), [Ticket { id: 1, name: "1.txt".to_owned(), options: whole() }]);
    assert!(!reading.is_idle());
    let seen = play(&mut reading, effects);
    assert_eq!((absorbed(&seen), reading.progress().total, reading.is_idle()), (1, 1, true));
    assert_eq!(seen.iter().filter(|e| matches!(e, Effect::Ask(Request::Flush))).count(), 1);
}

#[test]
fn a_lead_that_is_restarted_reads_with_the_same_answers() {
    let mut reading = started(1);
    let effects = reading.add(1, tickets(0..2));
    play(&mut reading, effects);
    let effects = reading.read_again(&[1], &whole());
    play(&mut reading, effects);
    reading.stopped(0);
    let effects = reading.answered(0, &Response::Ready);
    let answers: Vec<(u32, bool)> =
        dealt(&play(&mut reading, effects)).iter().map(|ticket| (ticket.id, ticket.options.whole)).collect();
    assert_eq!(answers, [(0, false), (1, true)]);
}

#[test]
fn only_what_has_been_read_is_read_again() {
    let mut reading = started(1);
    reading.add(1, tickets(0..40));
    assert_eq!(reading.read_again(&[0, 39, 77], &whole()), []);
    reading.cancel();
    assert_eq!(dealt(&reading.read_again(&[0, 39], &whole())), []);
}

proptest! {
    #[test]
    fn every_ticket_ends_however_often_it_is_read_again(
        files in 1u32..30,
        workers in 1u32..4,
        steps in prop::collection::vec((0u32..5, 0u32..30), 0..16),
    ) {
        let mut reading = started(workers);
        let mut effects = reading.add(1, tickets(0..files));
        for (step, at) in steps {
            match step {
                0 => {
                    let ended = at % workers;
                    effects.retain(|effect| match effect {
                        Effect::Read { worker, .. } => *worker != ended,
                        Effect::Ask(_) => ended != 0,
                        _ => true,
                    });
                    effects.extend(reading.stopped(ended).0);
                }
                1 => effects.extend(reading.cancel()),
                2 | 3 => effects.extend(reading.read_again(&[at % files], &whole())),
                _ => drop(play(&mut reading, std::mem::take(&mut effects))),
            }
        }
        play(&mut reading, effects);
        for worker in 0..workers {
            let effects = reading.answered(worker, &Response::Ready);
            play(&mut reading, effects);
        }
        prop_assert!(reading.is_idle());
    }

    #[test]
    fn every_ticket_ends_whatever_workers_do(
        files in 1u32..60,
        workers in 1u32..5,
        stops in prop::collection::vec(0u32..5, 0..3),
    ) {
        let mut reading = started(workers);
        let mut effects = reading.add(1, tickets(0..files));
        for worker in stops {
            effects.retain(|e| !matches!(e, Effect::Read { worker: w, .. } if *w == worker));
            effects.extend(reading.stopped(worker).0);
        }
        play(&mut reading, effects);
        for worker in 0..workers {
            let effects = reading.answered(worker, &Response::Ready);
            play(&mut reading, effects);
        }
        prop_assert!(reading.is_idle());
    }
}
