//! What articles say of themselves: listed, amended, arranged by, taken back.

#[path = "common/worker.rs"]
mod worker;

use coterie::evidence::ArticleView;
use coterie::graph::ViewSettings;
use coterie::layout::Mode;
use coterie::protocol::{Act, ArticleLine, LogView, Outcome, Request, Response, Stamp, encode};
use coterie::read::Field;
use coterie::session::Session;
use worker::{begun, feed, picture, with_samples};

fn under(mode: Mode) -> Request {
    Request::View(ViewSettings { mode, ..ViewSettings::default() })
}

fn file(name: &str, text: &str) -> (String, Vec<u8>) {
    (name.to_owned(), text.as_bytes().to_vec())
}

/// Two articles of two days.
fn dated() -> Session {
    let article = |title: &str, date: &str, words: &str| {
        format!("---\ntitle: {title}\ndate: {date}\nlang: en\n---\n\n{words}\n")
    };
    let mut session = begun();
    let files = [
        file("one.md", &article("One", "2011-03-02", "Angela Merkel met Nicolas Sarkozy in Berlin.")),
        file("two.md", &article("Two", "2016-11-09", "Donald Trump called Theresa May from Ottawa.")),
    ];
    feed(&mut session, &files, 2);
    picture(&mut session, Request::Flush);
    session
}

fn amend(session: &mut Session, document: u32, field: Field, value: &str) -> Vec<Response> {
    let act = Act::Amend { document, field, value: value.to_owned() };
    let stamp = Stamp { at: 1, author: "Ann".to_owned(), reason: String::new() };
    let responses = session.handle(Request::Decide { act, stamp }, Vec::new());
    while session.is_busy() {
        session.step();
    }
    responses
}

fn log(responses: &[Response]) -> &LogView {
    let log = responses.iter().find_map(|response| match response {
        Response::Decisions(log) => Some(log),
        _ => None,
    });
    log.unwrap_or_else(|| panic!("no log in {responses:?}"))
}

fn list(session: &mut Session) -> (Vec<ArticleLine>, String) {
    match session.handle(Request::Articles, Vec::new()).pop() {
        Some(Response::Articles { lines, note }) => (lines, note),
        other => panic!("no list: {other:?}"),
    }
}

fn notes(session: &mut Session) -> Vec<String> {
    list(session).0.into_iter().map(|line| line.note).collect()
}

fn open(session: &mut Session, document: u32) -> ArticleView {
    match session.handle(Request::Article { document }, Vec::new()).pop() {
        Some(Response::Article(Some(article))) => article,
        other => panic!("no article: {other:?}"),
    }
}

fn facts(session: &mut Session, document: u32) -> Vec<String> {
    open(session, document).facts.into_iter().map(|fact| fact.words).collect()
}

/// The dates along the axis of the picture by time, and where the nodes stand.
fn by_time(session: &mut Session) -> (Vec<String>, Vec<u8>) {
    let mut responses = session.handle(under(Mode::ByTime), Vec::new());
    while session.is_busy() {
        responses.extend(session.step());
    }
    let mut last = (Vec::new(), Vec::new());
    for response in responses {
        let (Response::View { settled: Some(told), positions, .. }
        | Response::Positions { settled: Some(told), positions, .. }) = response
        else {
            continue;
        };
        last = (told.ticks.into_iter().map(|tick| tick.date).collect(), encode(&positions));
    }
    last
}

#[test]
fn an_amended_date_is_said_listed_sure_and_arranged_by() {
    let mut session = dated();
    assert_eq!(by_time(&mut session).0, ["2011", "2016"]);
    let responses = amend(&mut session, 0, Field::Date, "4 May 2014");
    assert_eq!(log(&responses).said, "Changed the date of one.md to 2014-05-04.");
    let listed = responses.iter().any(|response| matches!(response, Response::Articles { .. }));
    assert!(listed, "the list comes by itself");
    assert_eq!(notes(&mut session)[0], "2014-05-04 · 3 names");
    assert_eq!(facts(&mut session, 0)[2], "Date: 2014-05-04");
    assert_eq!(by_time(&mut session).0, ["May 2014", "Nov 2016"]);
}

#[test]
fn undo_gives_back_the_picture_by_time_bit_for_bit_and_redo_the_other() {
    let mut session = dated();
    let (balanced, first) = (picture(&mut session, under(Mode::Balanced)), by_time(&mut session));
    amend(&mut session, 0, Field::Date, "2020-01-01");
    let second = by_time(&mut session);
    assert_ne!(first, second);
    assert_eq!(picture(&mut session, under(Mode::Balanced)), balanced, "only a picture by time moves");
    picture(&mut session, Request::Undo);
    assert_eq!(by_time(&mut session), first);
    assert_eq!(notes(&mut session)[0], "2011-03-02 · 3 names");
    picture(&mut session, Request::Redo);
    assert_eq!(by_time(&mut session), second);
}

#[test]
fn the_picture_by_amended_dates_does_not_depend_on_what_was_looked_at_before() {
    let mut session = dated();
    amend(&mut session, 0, Field::Date, "2020-01-01");
    let expected = by_time(&mut session);
    let mut other = dated();
    by_time(&mut other);
    amend(&mut other, 0, Field::Date, "2013-01-01");
    by_time(&mut other);
    amend(&mut other, 0, Field::Date, "2020-01-01");
    assert_eq!(by_time(&mut other), expected);
}

#[test]
fn each_field_is_amended_and_said_where_it_shows() {
    let mut session = dated();
    amend(&mut session, 0, Field::Title, "  Another   title ");
    amend(&mut session, 0, Field::Byline, "Ann Lee");
    amend(&mut session, 0, Field::Site, "The Paper");
    amend(&mut session, 0, Field::Language, "German");
    let (lines, note) = list(&mut session);
    assert_eq!(lines[0].title, "Another title");
    assert_eq!(lines[0].note, "2011-03-02 · The Paper · 3 names · German: names are found less well");
    assert_eq!(note, "1 article is not in English: Coterie finds names less well there.");
    let expected = ["Title", "Byline: Ann Lee", "Date: 2011-03-02", "Source: The Paper", "Language: German"];
    assert_eq!(facts(&mut session, 0), expected);
    amend(&mut session, 0, Field::Byline, "");
    assert_eq!(facts(&mut session, 0)[1], "Byline: unknown");
}

#[test]
fn a_guess_is_marked_until_a_person_confirms_it() {
    let mut session = with_samples();
    let guessed =
        |session: &mut Session| facts(session, 0).iter().filter(|fact| fact.contains("(guessed)")).count();
    let before = guessed(&mut session);
    assert!(before > 0, "{:?}", facts(&mut session, 0));
    let view = open(&mut session, 0);
    let fact = view.facts.iter().find(|fact| fact.words.contains("(guessed)")).expect("a guess").clone();
    amend(&mut session, 0, fact.field, &fact.value);
    assert_eq!(guessed(&mut session), before - 1);
    let again = amend(&mut session, 0, fact.field, &fact.value);
    assert!(matches!(&again[..], [Response::Refused(why)] if why.hint == "It says so already."), "{again:?}");
}

#[test]
fn what_is_no_value_is_refused_in_words() {
    let mut session = dated();
    let mut check =
        |document, field, value: &str, expected: &str| match &amend(&mut session, document, field, value)[..]
        {
            [Response::Refused(why)] => assert_eq!(why.message, expected),
            other => panic!("taken: {other:?}"),
        };
    check(0, Field::Date, "11/12/2016", "This is no date.");
    check(0, Field::Language, "Klingon", "This is no language that Coterie knows.");
    check(0, Field::Title, &"long ".repeat(200), "This is too long.");
    check(0, Field::Date, "2011-03-02", "This would change nothing.");
    check(9, Field::Date, "2011-03-02", "It is not in the graph now.");
}

#[test]
fn an_amendment_travels_by_file_and_waits_for_its_article() {
    let mut session = dated();
    amend(&mut session, 0, Field::Date, "2014-05-04");
    let Some(Response::DecisionsFile(saved)) = session.handle(Request::ExportDecisions, Vec::new()).pop()
    else {
        panic!("no file");
    };
    let mut other = begun();
    feed(&mut other, &[file("three.txt", "Theresa May met Angela Merkel.\n")], 1);
    let became = feed(&mut other, &[("ann.json".to_owned(), saved)], 1);
    assert_eq!(became, [Outcome::Decisions { added: 1 }]);
    picture(&mut other, Request::Flush);
    let responses = other.handle(Request::Decisions, Vec::new());
    assert_eq!(log(&responses).lines[0].note, "It is of an article that is not here.");
    let one =
        "---\ntitle: One\ndate: 2011-03-02\nlang: en\n---\n\nAngela Merkel met Nicolas Sarkozy in Berlin.\n";
    feed(&mut other, &[file("one.md", one)], 1);
    picture(&mut other, Request::Flush);
    assert!(notes(&mut other)[0].starts_with("2014-05-04"), "{:?}", notes(&mut other));
}

#[test]
fn text_in_other_languages_is_kept_counted_and_said() {
    let german = "Der Bundestag hat am Donnerstag in Berlin ein neues Gesetz beschlossen, das die Löhne in \
                  Krankenhäusern erhöht. Die Abgeordneten stimmten nach einer langen Aussprache mit großer Mehrheit \
                  dafür. Kritik kam von den Verbänden, die höhere Kosten für die Versicherten fürchten. Die \
                  Ministerin verteidigte ihre Pläne und verwies auf den Mangel an Pflegern, der in den nächsten \
                  Jahren noch wachsen werde. Der Bundesrat muss dem Gesetz noch zustimmen, bevor es gelten kann.";
    let russian = "Президент России Владимир Путин встретился в Москве с канцлером Германии. Стороны обсудили \
                   положение на Украине, поставки газа и торговлю между двумя странами. После переговоров был \
                   подписан ряд соглашений о сотрудничестве в области науки, культуры и образования. Следующая \
                   встреча должна пройти весной в Берлине. Об этом сообщила во вторник пресс-служба Кремля. \
                   Эксперты полагают, что договорённости позволят снизить напряжённость в регионе и на рынках.";
    let mut session = begun();
    let files = [
        file("de.txt", &format!("{german}\n\n{german}\n")),
        file("en.txt", "Angela Merkel met Nicolas Sarkozy in Berlin.\n"),
        file("kurz.txt", "Angela Merkel traf Nicolas Sarkozy in Berlin.\n"),
        file("ru.txt", &format!("{russian}\n\n{russian}\n")),
    ];
    feed(&mut session, &files, 4);
    picture(&mut session, Request::Flush);
    let (lines, note) = list(&mut session);
    assert_eq!(note, "2 articles are not in English: Coterie finds names less well there.");
    let said = |at: usize, words: &str| lines[at].note.contains(words);
    assert!(said(0, "German (guessed): names are found less well"), "{:?}", lines[0]);
    assert!(said(3, "Russian (guessed): names are found less well"), "{:?}", lines[3]);
    // Too short to tell.
    assert!(!said(1, "less well") && !said(2, "less well"), "{lines:?}");
    assert_eq!(facts(&mut session, 2)[4], "Language: unknown");
    assert!(open(&mut session, 3).paragraphs.iter().any(|paragraph| paragraph.text.contains("Путин")));
}

/// The words of a near-copy with what the first lacks in `{}` and what it has beside in `[]`, paragraph by paragraph.
fn shown(view: &ArticleView) -> Vec<String> {
    let paragraphs = view.paragraphs.iter().map(|paragraph| {
        let (mut shown, mut at) = (String::new(), 0);
        for change in &paragraph.changes {
            let (start, end) = (change.start as usize, change.end as usize);
            shown.push_str(&paragraph.text[at..start]);
            if !change.missing.is_empty() {
                shown.push_str(&format!("[{}]", change.missing));
            }
            if end > start {
                shown.push_str(&format!("{{{}}}", &paragraph.text[start..end]));
            }
            at = end;
        }
        shown + &paragraph.text[at..]
    });
    paragraphs.collect()
}

#[test]
fn a_near_copy_shows_the_words_that_differ() {
    let wire = "Angela Merkel met Nicolas Sarkozy in Berlin on Monday to speak about the debts of Greece and the euro.\n\n\
                They spoke for two hours and agreed to meet again in Paris in the spring, officials said later.\n\n\
                Mario Draghi was not there.\n";
    let reprint = "Chancellor Angela Merkel met Nicolas Sarkozy in Berlin on Monday to speak about the debts of Greece and the euro.\n\n\
                   They spoke for three hours and agreed to meet again in Paris in the spring, officials said later.\n";
    let mut session = begun();
    feed(&mut session, &[file("a.txt", wire), file("b.txt", reprint)], 2);
    picture(&mut session, Request::Flush);
    let view = open(&mut session, 1);
    assert_eq!(view.copy_of, 0);
    assert!(view.copy.starts_with("Nearly a copy of a.txt: "), "{}", view.copy);
    assert!(notes(&mut session)[1].contains("Nearly a copy of a.txt"));
    assert_eq!(
        shown(&view),
        [
            "{Chancellor} Angela Merkel met Nicolas Sarkozy in Berlin on Monday to speak about the debts of Greece and the euro.",
            "They spoke for [two ]{three} hours and agreed to meet again in Paris in the spring, officials said later.[ Mario Draghi was not there]",
        ]
    );
    let first = open(&mut session, 0);
    assert!(first.copy.is_empty() && first.paragraphs.iter().all(|paragraph| paragraph.changes.is_empty()));
}

#[test]
fn the_same_words_under_another_headline_or_none_are_called_the_same() {
    let words = "Angela Merkel met Nicolas Sarkozy in Berlin on Monday to speak about the debts of Greece.\n";
    let mut session = begun();
    feed(&mut session, &[file("a.txt", words), file("b.txt", &format!("{words} \n"))], 2);
    picture(&mut session, Request::Flush);
    let view = open(&mut session, 1);
    assert_eq!(view.copy, "The same words as a.txt.");
    assert!(view.paragraphs.iter().all(|paragraph| paragraph.changes.is_empty()));
}
