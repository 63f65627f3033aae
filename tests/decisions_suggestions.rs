//! The queue of questions.

#[path = "common/worker.rs"]
mod worker;

use coterie::protocol::{LineState, LogView, Request, Response, Stamp, SuggestionView};
use coterie::session::Session;
use worker::{begun, feed, picture};

/// Names that may be one or not: whom a surname that two share stands for, short forms, spellings. What is asked about
/// them may change as names are resolved better; that there are questions of both sorts must not.
const NEWS: &[(&str, &str)] = &[
    (
        "a.txt",
        "ABC News sued Angela Merkel in Madrid. ABC lost against Angela Merkel in Paris. ABC News left.\n",
    ),
    ("b.txt", "The Labor Department warned David Cameron in London. Labor fought David Cameron in Leeds.\n"),
    ("c.txt", "The White House praised Nancy Pelosi in Denver. Nancy Pelosi led the House in Boston.\n"),
    ("d.txt", "Bill Clinton met Al Gore. Hillary Clinton met Tim Kaine.\n"),
    ("e.txt", "Clinton flew to Miami with Joe Biden.\n"),
    ("f.txt", "Nicolas Sarkozi met Jacques Chirac in Nice. Nicolas Sarkozy met Alain Juppe in Lille.\n"),
];

/// How a question about a link begins, and one about a separation.
const SORTS: [&str; 2] = ["Is “", "Are "];

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

fn first<'a>(questions: &'a [SuggestionView], sort: &str) -> &'a SuggestionView {
    let found = questions.iter().find(|question| question.question.starts_with(sort));
    found.unwrap_or_else(|| panic!("no question begins with {sort}: {questions:#?}"))
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
    for sort in SORTS {
        let question = first(&questions, sort);
        assert!(question.ties > 0);
        for side in &question.sides {
            assert!(question.question.contains(&side.name), "{question:#?}");
            assert!(side.about.starts_with("named "), "{}", side.about);
            let passages = side.articles.iter().flat_map(|article| &article.passages);
            assert!((1..=3).contains(&passages.clone().count()));
            assert!(passages.clone().all(|passage| passage.marks.iter().any(|mark| mark.asked)));
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
    let [link, separation] = SORTS;
    for (sort, same, said) in [
        (separation, true, "Merged "),
        (separation, false, "Kept "),
        (link, true, "Confirmed that “"),
        (link, false, "Parted the doubtful “"),
    ] {
        let mut session = session();
        let before = questions(&mut session, Vec::new());
        let id = first(&before, sort).id;
        let log = answer(&mut session, id, same);
        assert!(log.said.starts_with(said), "{}", log.said);
        assert_eq!(log.lines[0].state, LineState::Applied);
        let names = first(&before, sort).sides.each_ref().map(|side| side.name.as_str());
        let after = questions(&mut session, Vec::new());
        let again = after.iter().find(|one| names.iter().all(|name| one.question.contains(name)));
        assert_eq!(again.filter(|_| !same), None, "it is not asked in other words");
        assert!(after.iter().all(|question| question.id != id));
        session.handle(Request::Undo, Vec::new());
        assert_eq!(questions(&mut session, Vec::new()), before);
    }
}
