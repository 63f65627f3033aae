//! Files that are read again under what the person said: what they gave before is gone as if it had never been.

#[path = "common/worker.rs"]
mod worker;

use coterie::diagnostic::Diagnostic;
use coterie::protocol::{ArticleLine, Outcome, Request, Response, Ticket};
use coterie::question::{Columns, Options, Question};
use coterie::session::Session;
use worker::{begun, picture};

const LOCKED: &[u8] = include_bytes!("cases/formats/locked.zip");

const EXPORT: &str = "1 of 3 DOCUMENTS\n\nBBC\n\nJanuary 11, 2010 Monday\n\nThe first\n\nLENGTH: 10 words\n\nDonald Trump met Vladimir Putin in Helsinki.\n\nLOAD-DATE: January 12, 2010\n\n2 of 3 DOCUMENTS\n\nBBC\n\nJanuary 12, 2010 Tuesday\n\nThe second\n\nLENGTH: 10 words\n\nAngela Merkel met Emmanuel Macron in Berlin.\n\nLOAD-DATE: January 13, 2010\n\n3 of 3 DOCUMENTS\n\nBBC\n\nJanuary 13, 2010 Wednesday\n\nThe third\n\nLENGTH: 10 words\n\nPedro Sánchez met Mark Rutte in Madrid.\n\nLOAD-DATE: January 14, 2010\n";

const TABLE: &str = "title,text,reply\nOne,\"Donald Trump met Vladimir Putin in Helsinki on Monday, and both men said that it went very well.\",Angela Merkel met Emmanuel Macron.\nTwo,\"Pedro Sánchez met Mark Rutte in Madrid on Tuesday, and both men said that it went very well.\",Joe Biden met Xi Jinping.\n";

/// Has a file read and absorbed.
fn feed(
    session: &mut Session,
    id: u32,
    name: &str,
    bytes: &[u8],
    options: &Options,
) -> (Outcome, Vec<Diagnostic>) {
    let ticket = Ticket { id, name: name.to_owned(), options: options.clone() };
    for response in session.handle(Request::Read { tickets: vec![ticket] }, vec![Ok(bytes.to_vec())]) {
        let Response::Analysed { analysed, .. } = response else { continue };
        for response in session.handle(Request::Absorb { analysed }, Vec::new()) {
            if let Response::Absorbed { mut outcomes, diagnostics } = response {
                assert!(diagnostics.iter().all(|said| said.ticket == Some(id)), "{diagnostics:?}");
                return (outcomes.remove(0).1, diagnostics);
            }
        }
    }
    panic!("{name} was not absorbed");
}

/// The same, after what it gave was forgotten.
fn again(
    session: &mut Session,
    id: u32,
    name: &str,
    bytes: &[u8],
    options: &Options,
) -> (Outcome, Vec<Diagnostic>) {
    assert_eq!(session.handle(Request::Forget { ticket: id }, Vec::new()), []);
    feed(session, id, name, bytes, options)
}

fn articles(session: &mut Session) -> Vec<ArticleLine> {
    match session.handle(Request::Articles, Vec::new()).pop() {
        Some(Response::Articles { lines, .. }) => lines,
        other => panic!("{other:?}"),
    }
}

fn names(session: &mut Session) -> Vec<String> {
    let lines = articles(session).into_iter();
    let file = |line: ArticleLine| match session
        .handle(Request::Article { document: line.document }, Vec::new())
        .pop()
    {
        Some(Response::Article(Some(article))) => article.file,
        other => panic!("{other:?}"),
    };
    lines.map(file).collect()
}

fn question(said: &[Diagnostic]) -> Option<Question> {
    said.iter().find_map(|said| said.question.as_deref().cloned())
}

#[test]
fn a_locked_archive_asks_until_it_opens() {
    let mut session = begun();
    let with = |password: &str| Options { password: Some(password.to_owned()), ..Options::default() };
    let (outcome, said) = feed(&mut session, 1, "a.zip", LOCKED, &Options::default());
    assert_eq!((outcome, question(&said)), (Outcome::Failed, Some(Question::Password { wrong: false })));
    let (outcome, said) = again(&mut session, 1, "a.zip", LOCKED, &with("falsch"));
    assert_eq!((outcome, question(&said)), (Outcome::Failed, Some(Question::Password { wrong: true })));
    let (outcome, said) = again(&mut session, 1, "a.zip", LOCKED, &with("geheim"));
    assert!(matches!(outcome, Outcome::Added { articles: 1, names: 3.. }), "{outcome:?}");
    assert_eq!(said, []);
}

#[test]
fn an_export_read_as_one_is_one() {
    let whole = Options { whole: true, ..Options::default() };
    let mut session = begun();
    let (outcome, said) = feed(&mut session, 1, "e.txt", EXPORT.as_bytes(), &Options::default());
    assert!(matches!(outcome, Outcome::Added { articles: 3, .. }), "{outcome:?}");
    assert_eq!(question(&said), Some(Question::Count { articles: 3 }));
    picture(&mut session, Request::Flush);
    assert_eq!(names(&mut session), ["e.txt#1", "e.txt#2", "e.txt#3"]);
    let (outcome, said) = again(&mut session, 1, "e.txt", EXPORT.as_bytes(), &whole);
    assert!(matches!(outcome, Outcome::Added { articles: 1, .. }), "{outcome:?}");
    assert_eq!(question(&said), None);
    let (view, _) = picture(&mut session, Request::Flush);
    let mut other = begun();
    feed(&mut other, 1, "e.txt", EXPORT.as_bytes(), &whole);
    assert_eq!(view, picture(&mut other, Request::Flush).0);
    assert_eq!(articles(&mut session), articles(&mut other));
}

#[test]
fn the_columns_that_were_chosen_are_read() {
    let mut session = begun();
    let (_, said) = feed(&mut session, 1, "t.csv", TABLE.as_bytes(), &Options::default());
    let Some(Question::Columns { chosen, .. }) = question(&said) else { panic!("{said:?}") };
    let chosen = Columns { at: [Some(2), Some(0), None, None, None], ..chosen };
    let options = Options { columns: vec![chosen], ..Options::default() };
    again(&mut session, 1, "t.csv", TABLE.as_bytes(), &options);
    let (view, _) = picture(&mut session, Request::Flush);
    let names: Vec<&str> = view.nodes.iter().map(|node| node.name.as_str()).collect();
    assert!(names.contains(&"Angela Merkel") && !names.contains(&"Donald Trump"), "{names:?}");
}

/// Five files of three contents.
const FILES: [(u32, &str, &str); 5] = [
    (1, "c.txt", "Donald Trump met Vladimir Putin in Helsinki."),
    (2, "a.txt", "Donald Trump met Vladimir Putin in Helsinki."),
    (3, "b.txt", "Donald Trump met Vladimir Putin in Helsinki."),
    (4, "d.txt", "Angela Merkel met Emmanuel Macron in Berlin."),
    (5, "e.txt", "Vladimir Putin met Angela Merkel in Moscow."),
];

/// A session with these files, read in this order.
fn with(files: &[usize]) -> Session {
    let mut session = begun();
    for (id, name, text) in files.iter().map(|&at| FILES[at]) {
        feed(&mut session, id, name, text.as_bytes(), &Options::default());
    }
    session
}

#[test]
fn what_is_forgotten_leaves_no_trace_and_what_another_file_holds_stays() {
    let cases: [(&[usize], &[u32]); 7] = [
        (&[0, 1, 2, 3, 4], &[2]),
        (&[1, 2, 0, 3, 4], &[2]),
        (&[2, 1, 0, 3, 4], &[1, 3]),
        (&[0, 1, 2, 3, 4], &[2, 3]),
        (&[4, 3, 2, 1, 0], &[1, 2, 3]),
        (&[0, 3, 4], &[4, 5]),
        (&[0, 1], &[1, 2]),
    ];
    for (files, gone) in cases {
        let left: Vec<usize> = files.iter().copied().filter(|&at| !gone.contains(&FILES[at].0)).collect();
        let mut expected = with(&left);
        let expected = (picture(&mut expected, Request::Flush), articles(&mut expected));
        // Before the graph is shown, and after.
        for shown in [false, true] {
            let mut session = with(files);
            if shown {
                picture(&mut session, Request::Flush);
            }
            for &ticket in gone {
                session.handle(Request::Forget { ticket }, Vec::new());
            }
            let (view, positions) = picture(&mut session, Request::Flush);
            assert_eq!(
                (&view, articles(&mut session)),
                (&expected.0.0, expected.1.clone()),
                "{files:?} {gone:?}"
            );
            assert!(shown || positions == expected.0.1, "{files:?} {gone:?}");
        }
    }
}

#[test]
fn what_is_forgotten_and_comes_again_is_no_copy_of_itself() {
    let mut session = with(&[0, 3]);
    picture(&mut session, Request::Flush);
    let expected = articles(&mut session);
    let (id, name, text) = FILES[0];
    let (outcome, _) = again(&mut session, id, name, text.as_bytes(), &Options::default());
    assert!(matches!(outcome, Outcome::Added { articles: 1, .. }), "{outcome:?}");
    // Under a smaller name, while the first is still shown.
    let (id, name, text) = FILES[1];
    let (outcome, _) = feed(&mut session, id, name, text.as_bytes(), &Options::default());
    assert_eq!(outcome, Outcome::Duplicate { of: "c.txt".to_owned() });
    picture(&mut session, Request::Flush);
    assert_eq!(names(&mut session), ["a.txt", "d.txt"]);
    session.handle(Request::Forget { ticket: id }, Vec::new());
    picture(&mut session, Request::Flush);
    assert_eq!(articles(&mut session), expected);
}

#[test]
fn all_may_be_forgotten() {
    let mut session = with(&[0]);
    picture(&mut session, Request::Flush);
    session.handle(Request::Forget { ticket: 1 }, Vec::new());
    session.handle(Request::Forget { ticket: 99 }, Vec::new());
    let (view, _) = picture(&mut session, Request::Flush);
    assert_eq!((view.nodes.len(), names(&mut session).len()), (0, 0));
}
