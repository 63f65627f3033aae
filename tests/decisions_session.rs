//! Deciding, as the page does it: acts by key, the log in words, the picture that follows.

#[path = "common/worker.rs"]
mod worker;

use coterie::decisions;
use coterie::entities::Kind;
use coterie::evidence::{Evidence, Subject};
use coterie::graph::{GraphView, ViewSettings};
use coterie::ids::EntityKey;
use coterie::protocol::{Act, Cut, LineState, LogView, Outcome, Request, Response, Stamp, encode};
use coterie::session::Session;
use worker::{begun, feed, picture, samples, with_samples};

/// 22 November 2026.
const NOW: u64 = 1_795_324_488_123;

fn stamp() -> Stamp {
    Stamp { at: NOW, author: "Ann".to_owned(), reason: String::new() }
}

fn now(session: &mut Session) -> (GraphView, Vec<f32>) {
    picture(session, Request::View(ViewSettings::default()))
}

fn key(view: &GraphView, name: &str) -> EntityKey {
    let node = view.nodes.iter().find(|node| node.name == name);
    node.unwrap_or_else(|| panic!("no {name} in {:?}", names(view))).key
}

fn names(view: &GraphView) -> Vec<&str> {
    view.nodes.iter().map(|node| node.name.as_str()).collect()
}

fn log(responses: Vec<Response>) -> LogView {
    let log = responses.into_iter().find_map(|response| match response {
        Response::Decisions(log) => Some(log),
        _ => None,
    });
    log.expect("the log comes after each change")
}

/// Asks, lets the layout settle, and gives the log.
fn ask(session: &mut Session, request: Request) -> LogView {
    let responses = session.handle(request, Vec::new());
    while session.is_busy() {
        session.step();
    }
    log(responses)
}

fn decide(session: &mut Session, act: Act) -> LogView {
    ask(session, Request::Decide { act, stamp: stamp() })
}

fn evidence(session: &mut Session, subject: Subject) -> Evidence {
    match session.handle(Request::Evidence { subject, limit: 1000 }, Vec::new()).pop() {
        Some(Response::Evidence { evidence: Some(evidence), .. }) => evidence,
        other => panic!("no evidence of {subject:?}: {other:?}"),
    }
}

fn merge(view: &GraphView, one: &str, other: &str) -> Act {
    Act::Merge(vec![key(view, one), key(view, other)])
}

#[test]
fn a_merge_is_said_shown_and_explained() {
    let mut session = with_samples();
    let (before, _) = now(&mut session);
    let log = decide(&mut session, merge(&before, "Dmitry Peskov", "Lord West"));
    assert_eq!(log.said, "Merged Lord West into Dmitry Peskov.");
    assert_eq!(log.lines[0].by, "Ann, 22 November 2026");
    assert_eq!(log.lines[0].state, LineState::Applied);
    assert_eq!((log.undo.as_deref(), log.redo), (Some("Merged Lord West into Dmitry Peskov"), None));
    assert_eq!(log.touched, Some(key(&before, "Dmitry Peskov")));
    let (after, _) = now(&mut session);
    assert!(!names(&after).contains(&"Lord West"));
    let of = evidence(&mut session, Subject::Entity(key(&after, "Dmitry Peskov")));
    let alias = of.entities[0].aliases.iter().find(|alias| alias.surface == "Lord West").expect("a name");
    assert_eq!(alias.why, "merged by Ann on 22 November 2026");
}

#[test]
fn undo_of_everything_gives_back_the_first_picture_bit_for_bit() {
    let mut session = with_samples();
    let first = now(&mut session);
    let peskov = key(&first.0, "Dmitry Peskov");
    let acts = [
        merge(&first.0, "Dmitry Peskov", "Lord West"),
        Act::Rename(peskov, "The spokesman".to_owned()),
        Act::Retype(peskov, Kind::Organisation),
        Act::Split(key(&first.0, "Donald Trump"), Cut::Whole),
        Act::Hide(key(&first.0, "Vladimir Putin")),
        Act::Add { name: "spokesman".to_owned(), kind: Kind::Person },
        Act::Alias(peskov, "ISIS".to_owned()),
    ];
    let mut pictures = vec![first];
    for act in acts.clone() {
        let log = decide(&mut session, act);
        assert_eq!(log.lines[0].state, LineState::Applied, "{}", log.lines[0].words);
        pictures.push(now(&mut session));
    }
    let last = pictures.pop().expect("one for each act");
    for expected in pictures.iter().rev() {
        ask(&mut session, Request::Undo);
        assert_eq!(encode(&now(&mut session)), encode(expected));
    }
    assert_eq!(ask(&mut session, Request::Undo).undo, None);
    for _ in acts {
        ask(&mut session, Request::Redo);
    }
    assert_eq!(encode(&now(&mut session)), encode(&last));
}

#[test]
fn a_renamed_node_keeps_its_key_and_its_place() {
    let mut session = with_samples();
    let (before, _) = now(&mut session);
    let putin = key(&before, "Vladimir Putin");
    picture(&mut session, Request::Pin { key: putin, at: Some([500.0, -300.0]) });
    decide(&mut session, Act::Rename(putin, "  V.  Putin ".to_owned()));
    let (after, positions) = now(&mut session);
    let at = after.nodes.iter().position(|node| node.key == putin).expect("still there");
    assert_eq!(after.nodes[at].name, "V. Putin");
    assert_eq!(positions[2 * at..2 * at + 2], [500.0, -300.0]);
}

#[test]
fn a_decision_moves_nothing_that_was_there() {
    for settings in [ViewSettings::default(), ViewSettings { least_weight: 2, ..ViewSettings::default() }] {
        let mut session = with_samples();
        let (before, places) = picture(&mut session, Request::View(settings));
        let place = |key: EntityKey| {
            let at = before.nodes.iter().position(|node| node.key == key)?;
            Some([places[2 * at], places[2 * at + 1]])
        };
        let mut fresh = 0;
        for act in [
            merge(&before, "Dmitry Peskov", "Lord West"),
            Act::Split(key(&before, "Donald Trump"), Cut::Name("Trump".to_owned())),
        ] {
            decide(&mut session, act);
            let (after, moved) = picture(&mut session, Request::View(settings));
            for (node, at) in after.nodes.iter().zip(moved.chunks(2)) {
                assert!(at.iter().all(|x| x.is_finite()));
                fresh += usize::from(place(node.key).is_none());
                assert!(place(node.key).is_none_or(|place| place == at), "{} moved", node.name);
            }
        }
        assert_eq!(fresh, 1, "what was parted from Donald Trump");
    }
}

#[test]
fn the_log_replays_when_articles_come() {
    let mut session = begun();
    let files = samples();
    feed(&mut session, &files, 5);
    let (view, _) = picture(&mut session, Request::Flush);
    decide(&mut session, merge(&view, "Dmitry Peskov", "Lord West"));
    let expected = now(&mut session);

    let mut other = begun();
    let Some(Response::DecisionsFile(file)) = session.handle(Request::ExportDecisions, Vec::new()).pop()
    else {
        panic!("no file");
    };
    feed(&mut other, &files[..2], 2);
    picture(&mut other, Request::Flush);
    let became = feed(&mut other, &[("ann.json".to_owned(), file)], 1);
    assert_eq!(became, [Outcome::Decisions { added: 1 }]);
    picture(&mut other, Request::Flush);
    feed(&mut other, &files[2..], 1);
    assert_eq!(picture(&mut other, Request::Flush).0, expected.0);
}

#[test]
fn clear_forgets_the_articles_and_keeps_what_was_decided() {
    let mut session = with_samples();
    let (view, _) = now(&mut session);
    decide(&mut session, Act::Hide(key(&view, "Vladimir Putin")));
    picture(&mut session, Request::Clear);
    let log = ask(&mut session, Request::Decisions);
    assert_eq!(log.lines[0].words, "Hid Vladimir Putin");
    feed(&mut session, &samples(), 5);
    let (view, _) = picture(&mut session, Request::Flush);
    assert!(!names(&view).contains(&"Vladimir Putin"));
}

#[test]
fn a_lead_that_takes_over_has_the_log_with_its_history() {
    let mut session = with_samples();
    let (view, _) = now(&mut session);
    let saved = decide(&mut session, Act::Hide(key(&view, "Vladimir Putin"))).saved;
    let mut other = with_samples();
    let log = ask(&mut other, Request::ResumeDecisions { saved });
    assert_eq!(log.undo.as_deref(), Some("Hid Vladimir Putin"));
    assert_eq!(now(&mut other), now(&mut session));
    ask(&mut other, Request::Undo);
    assert_eq!(now(&mut other).0, view);
}

#[test]
fn a_lead_without_articles_takes_the_log_and_shows_nothing() {
    let mut session = with_samples();
    let (view, _) = now(&mut session);
    let saved = decide(&mut session, Act::Hide(key(&view, "Vladimir Putin"))).saved;
    let answers = begun().handle(Request::ResumeDecisions { saved }, Vec::new());
    assert!(matches!(&answers[..], [Response::Decisions(_)]), "{answers:?}");
}

#[test]
fn decisions_made_while_files_come_hold_for_those_that_follow() {
    let mut session = begun();
    feed(&mut session, &samples()[..2], 2);
    let (view, _) = picture(&mut session, Request::Flush);
    feed(&mut session, &samples()[2..], 3);
    let (one, other) = (view.nodes[0].key, view.nodes[1].key);
    decide(&mut session, Act::Merge(vec![one, other]));
    let mut after = with_samples();
    decide(&mut after, Act::Merge(vec![one, other]));
    assert_eq!(picture(&mut session, Request::Flush).0, now(&mut after).0);
}

#[test]
fn the_hidden_are_listed_and_restored() {
    let mut session = with_samples();
    let (view, _) = now(&mut session);
    let putin = key(&view, "Vladimir Putin");
    let log = decide(&mut session, Act::Hide(putin));
    assert_eq!(log.hidden.iter().map(|line| line.name.as_str()).collect::<Vec<_>>(), ["Vladimir Putin"]);
    let (without, _) = now(&mut session);
    assert_eq!(without.nodes.len(), view.nodes.len() - 1);
    assert!(decide(&mut session, Act::Restore(putin)).hidden.is_empty());
    assert_eq!(now(&mut session).0, view);
}

#[test]
fn several_are_hidden_at_once_and_come_back_at_once() {
    let mut session = with_samples();
    let (view, _) = now(&mut session);
    let log = decide(&mut session, Act::HideAll(view.nodes[..3].iter().map(|node| node.key).collect()));
    assert_eq!((log.said.as_str(), log.lines.len(), log.hidden.len()), ("Hid 3 names.", 3, 3));
    assert_eq!(log.undo.as_deref(), Some("Hid 3 names"));
    assert_eq!(now(&mut session).0.nodes.len(), view.nodes.len() - 3);
    ask(&mut session, Request::Undo);
    assert_eq!(now(&mut session).0, view);
}

#[test]
fn a_single_mention_is_split_off_from_the_text() {
    let mut session = with_samples();
    let (view, _) = now(&mut session);
    let putin = key(&view, "Vladimir Putin");
    let of = evidence(&mut session, Subject::Entity(putin));
    let passage = &of.articles[0].passages[0];
    let mark = passage.marks.iter().find(|mark| mark.entity == putin).expect("asked about");
    let cut = Cut::Mention { document: of.articles[0].document, mention: mark.mention };
    let before = view.nodes.iter().find(|node| node.key == putin).map(|node| node.mentions);
    let log = decide(&mut session, Act::Split(putin, cut));
    assert_eq!(log.lines[0].state, LineState::Applied);
    let (after, _) = now(&mut session);
    let left = after.nodes.iter().find(|node| node.key == putin).map(|node| node.mentions + 1);
    assert_eq!(left, before);
}

#[test]
fn a_decision_against_another_says_so_and_can_be_dropped() {
    let mut session = with_samples();
    let (view, _) = now(&mut session);
    let putin = key(&view, "Vladimir Putin");
    decide(&mut session, Act::Rename(putin, "V. Putin".to_owned()));
    let log = decide(&mut session, Act::Rename(putin, "Putin".to_owned()));
    let states: Vec<LineState> = log.lines.iter().map(|line| line.state).collect();
    assert_eq!(states, [LineState::Applied, LineState::Overruled]);
    assert_eq!(log.lines[1].note, "Decided otherwise later: “Renamed Vladimir Putin to Putin”.");
    let log = ask(&mut session, Request::Drop { entry: log.lines[0].entry });
    assert_eq!(log.said, "Dropped “Renamed Vladimir Putin to Putin”.");
    assert!(names(&now(&mut session).0).contains(&"V. Putin"));
}

#[test]
fn what_was_merged_is_split_off_again() {
    let mut session = with_samples();
    let (view, _) = now(&mut session);
    let one = key(&view, "Dmitry Peskov");
    decide(&mut session, merge(&view, "Dmitry Peskov", "Lord West"));
    let log = decide(&mut session, Act::Split(one, Cut::Name("Lord West".to_owned())));
    let states: Vec<LineState> = log.lines.iter().map(|line| line.state).collect();
    assert_eq!(states, [LineState::Applied, LineState::Applied]);
    let (after, _) = now(&mut session);
    assert_eq!(
        names(&after).iter().collect::<std::collections::BTreeSet<_>>(),
        names(&view).iter().collect()
    );
}

#[test]
fn what_cannot_be_decided_is_refused_in_words() {
    let mut session = with_samples();
    let (view, _) = now(&mut session);
    let refused = |session: &mut Session, request| match session.handle(request, Vec::new()).pop() {
        Some(Response::Refused(trouble)) => trouble.message,
        other => panic!("taken: {other:?}"),
    };
    let decide = |act| Request::Decide { act, stamp: stamp() };
    let putin = key(&view, "Vladimir Putin");
    assert_eq!(refused(&mut session, decide(Act::Hide(EntityKey(1)))), "It is not in the graph now.");
    assert_eq!(refused(&mut session, decide(Act::Merge(vec![putin, putin]))), "This decides nothing.");
    assert_eq!(refused(&mut session, decide(Act::Rename(putin, " ".to_owned()))), "This decides nothing.");
    let same = Act::Rename(putin, "Vladimir Putin".to_owned());
    assert_eq!(refused(&mut session, decide(same)), "This decides nothing.");
    for idle in [
        Act::Split(putin, Cut::Name("Boris Yeltsin".to_owned())),
        Act::Alias(putin, "Boris Yeltsin".to_owned()),
        Act::Add { name: "Boris Yeltsin".to_owned(), kind: Kind::Person },
    ] {
        assert_eq!(refused(&mut session, decide(idle)), "This would change nothing.");
    }
    let bytes = b"{\"coterie\":\"decisions\",\"version\":1,\"entries\":[{\"at\":\"2026-11-22\"}]}".to_vec();
    assert!(decisions::looks_like_file(&bytes));
    let message = refused(&mut session, Request::ImportDecisions { file: "a.json".to_owned(), bytes });
    assert_eq!(message, "Entry 1 of this file cannot be read: missing field `decision`.");
}
