//! The queue of questions.

#[path = "common/worker.rs"]
mod worker;

use coterie::protocol::{LineState, LogView, Request, Response, Stamp, SuggestionView};
use coterie::session::Session;
use worker::{begun, feed, picture};

/// A name in two orders, and a short form that may be another's.
const NEWS: &[(&str, &str)] = &[
    ("a.txt", "Xi Jinping met Tony Blair in Berlin. Tony Blair praised Xi Jinping.\n"),
    ("b.txt", "Jinping Xi met Barack Obama in Rome. Later Jinping Xi saw Vladimir Putin in Moscow.\n"),
    (
        "c.txt",
        "ABC News sued Angela Merkel in Madrid. ABC lost against Angela Merkel in Paris. ABC News left.\n",
    ),
];

fn session() -> Session {
    let mut session = begun();
    let files: Vec<(String, Vec<u8>)> =
        NEWS.iter().map(|(name, text)| (name.to_string(), text.as_bytes().to_vec())).collect();
    feed(&mut session, &files, 3);
    picture(&mut session, Request::Flush);
    session
}

fn questions(session: &mut Session, later: Vec<u64>) -> Vec<SuggestionView> {
    match session.handle(Request::Suggestions { later, limit: 100 }, Vec::new()).pop() {
        Some(Response::Suggestions { total, questions }) => {
            assert_eq!(total as usize, questions.len());
            questions
        }
        other => panic!("no questions: {other:?}"),
    }
}

fn about<'a>(questions: &'a [SuggestionView], words: &str) -> &'a SuggestionView {
    let found = questions.iter().find(|question| question.question.contains(words));
    found.unwrap_or_else(|| panic!("nothing about {words} in {questions:#?}"))
}

fn answer(session: &mut Session, suggestion: u64, same: bool) -> LogView {
    let request = Request::Answer { suggestion, same, stamp: Stamp::default() };
    match session.handle(request, Vec::new()).into_iter().next() {
        Some(Response::Decisions(log)) => log,
        other => panic!("not taken: {other:?}"),
    }
}

#[test]
fn a_question_has_its_two_sides_side_by_side() {
    let mut session = session();
    let questions = questions(&mut session, Vec::new());
    let question = about(&questions, "Jinping Xi");
    assert_eq!(question.question, "Are Xi Jinping and Jinping Xi the same?");
    let names = question.sides.each_ref().map(|side| side.name.as_str());
    assert_eq!(names, ["Xi Jinping", "Jinping Xi"]);
    for side in &question.sides {
        assert_eq!(side.about, "named 2 times in 1 article");
        assert_eq!(side.articles[0].passages.len(), 2);
        for passage in &side.articles[0].passages {
            let asked: Vec<&str> = passage
                .marks
                .iter()
                .filter(|mark| mark.asked)
                .map(|mark| &passage.text[mark.start as usize..mark.end as usize])
                .collect();
            assert_eq!(asked, [side.name.as_str()]);
        }
    }
}

#[test]
fn those_that_change_most_come_first_and_those_put_off_last() {
    let mut session = session();
    let all = questions(&mut session, Vec::new());
    assert!(all.len() > 1);
    assert!(all.is_sorted_by(|one, next| one.ties >= next.ties));
    let later = vec![all[1].id, all[0].id];
    let turned: Vec<u64> = questions(&mut session, later.clone()).iter().map(|one| one.id).collect();
    assert_eq!(turned[turned.len() - 2..], later);
}

#[test]
fn an_answer_is_a_decision_and_closes_the_question() {
    for (words, same, said) in [
        ("Jinping Xi", true, "Merged Xi Jinping into Jinping Xi."),
        ("Jinping Xi", false, "Kept Jinping Xi and Xi Jinping apart."),
        ("ABC", true, "Confirmed that “ABC” is ABC News."),
        ("ABC", false, "Parted the doubtful “ABC” from ABC News."),
    ] {
        let mut session = session();
        let before = questions(&mut session, Vec::new());
        let id = about(&before, words).id;
        let log = answer(&mut session, id, same);
        assert_eq!((log.said.as_str(), log.lines[0].state), (said, LineState::Applied));
        let after = questions(&mut session, Vec::new());
        assert!(after.iter().all(|question| !question.question.contains(words)), "{after:#?}");
        session.handle(Request::Undo, Vec::new());
        assert_eq!(questions(&mut session, Vec::new()), before);
    }
}
