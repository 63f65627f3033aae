//! What files ask of the person, from the answer of the lead to the file's being read again.

use coterie::app::model::{Corpus, Model};
use coterie::app::views::{self, AskingRow};
use coterie::app::{Effect, Message, Origin, Tab, update};
use coterie::diagnostic::Diagnostic;
use coterie::graph::{GraphView, ViewSettings};
use coterie::protocol::{Outcome, Request, Response, Ticket, Told};
use coterie::question::{Columns, Options, Question};

/// A page whose lead is up, with nothing on it.
fn ready(remembered: &[(&str, &str)]) -> Model {
    let mut model = Model::default();
    let remembered = remembered.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    update(
        &mut model,
        Message::Begun {
            fragment: String::new(),
            query: String::new(),
            address: String::new(),
            workers: 1,
            remembered,
        },
    );
    update(&mut model, Message::Painted { drawn: true });
    answer(&mut model, Response::Ready);
    model
}

fn answer(model: &mut Model, response: Response) -> Vec<Effect> {
    update(model, Message::Answered { worker: 0, response })
}

fn drop_files(model: &mut Model, names: &[(u32, &str)]) -> Vec<Effect> {
    let ticket = |(id, name): &(u32, &str)| Ticket { id: *id, name: (*name).to_owned(), ..Ticket::default() };
    let tickets = names.iter().map(ticket).collect();
    update(model, Message::Dropped { batch: names[0].0, tickets, origin: Origin::Person })
}

/// All that was dealt is read, and asks this.
fn read(model: &mut Model, asked: &[(u32, &str, Option<Question>)]) -> Vec<Effect> {
    for (id, name, question) in asked {
        let readable = question.as_ref().is_none_or(|asked| !matches!(asked, Question::Password { .. }));
        let outcome = if readable { Outcome::Added { articles: 1, names: 1 } } else { Outcome::Failed };
        let said = |question: &Question| {
            let said = if readable {
                Diagnostic::note(name, "It asks.", "")
            } else {
                Diagnostic::error(name, "It asks.", "")
            };
            Diagnostic { ticket: Some(*id), ..said.asking(question.clone()) }
        };
        let diagnostics = question.iter().map(said).collect();
        answer(model, Response::Analysed { tickets: vec![*id], readable, analysed: Vec::new() });
        answer(model, Response::Absorbed { outcomes: vec![(*id, outcome)], diagnostics });
    }
    answer(model, Response::Flushed)
}

fn say(model: &mut Model, row: &AskingRow, filled: &[&str]) -> Vec<Effect> {
    let question = row.question.clone().expect("a form");
    let options = views::answer(&question, filled.iter().map(|&field| field.to_owned()).collect());
    update(model, Message::FileAnswered { ticket: row.ticket, question, options: Some(options) })
}

fn forgotten(effects: &[Effect]) -> Vec<u32> {
    let ticket = |effect: &Effect| match effect {
        Effect::Ask(Request::Forget { ticket }) => Some(*ticket),
        _ => None,
    };
    effects.iter().filter_map(ticket).collect()
}

fn dealt(effects: &[Effect]) -> Vec<Ticket> {
    let tickets = |effect: &Effect| match effect {
        Effect::Read { tickets, .. } => tickets.clone(),
        _ => Vec::new(),
    };
    effects.iter().flat_map(tickets).collect()
}

const LOCKED: Question = Question::Password { wrong: false };

fn table(table: u64) -> Question {
    let names = ["title", "text", "reply"].map(str::to_owned).to_vec();
    Question::Columns { names, chosen: Columns { table, at: [Some(1), Some(0), None, None, None] } }
}

#[test]
fn a_password_is_asked_for_given_and_asked_for_again() {
    let mut model = ready(&[]);
    drop_files(&mut model, &[(1, "a.zip")]);
    model.tab = Tab::Names;
    read(&mut model, &[(1, "a.zip", Some(LOCKED))]);
    assert_eq!(model.tab, Tab::Articles);
    assert!(model.notice.words.ends_with("There is a question about 1 file: see Articles."));
    let rows = views::asking(&model);
    assert_eq!(rows[0].fields, [("Password of a.zip".to_owned(), Vec::new())]);
    assert!(views::trouble(&model).is_empty() && !rows[0].may_be_right());
    let effects = say(&mut model, &rows[0], &["geheim"]);
    assert_eq!(forgotten(&effects), [1]);
    assert_eq!(dealt(&effects)[0].options.password.as_deref(), Some("geheim"));
    assert!(effects.contains(&Effect::Focus("articles-head".to_owned())));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Remember { .. })));
    assert!(views::asking(&model).is_empty());
    read(&mut model, &[(1, "a.zip", Some(Question::Password { wrong: true }))]);
    let rows = views::asking(&model);
    assert_eq!(rows[0].fields[0].0, "Another password of a.zip");
    let effects = say(&mut model, &rows[0], &["richtig"]);
    assert_eq!(dealt(&effects)[0].options.password.as_deref(), Some("richtig"));
    read(&mut model, &[(1, "a.zip", None)]);
    assert!(views::asking(&model).is_empty() && model.reading.is_idle());
    assert_eq!(model.notice.words, "0 articles in the graph.");
}

#[test]
fn an_export_is_confirmed_or_read_as_one() {
    let mut model = ready(&[]);
    drop_files(&mut model, &[(1, "a.txt"), (2, "b.txt")]);
    let count = |articles| Some(Question::Count { articles });
    read(&mut model, &[(1, "a.txt", count(50)), (2, "b.txt", count(3))]);
    let rows = views::asking(&model);
    assert_eq!((rows.len(), rows[0].verb, rows[0].may_be_right()), (2, "It is one article", true));
    let right =
        Message::FileAnswered { ticket: 1, question: Question::Count { articles: 50 }, options: None };
    assert!(forgotten(&update(&mut model, right)).is_empty());
    let effects = say(&mut model, &rows[1], &[]);
    assert_eq!((forgotten(&effects), dealt(&effects)[0].options.whole), (vec![2], true));
    assert!(views::asking(&model).is_empty());
}

#[test]
fn columns_are_chosen_once_for_all_files_of_one_header_and_remembered() {
    let mut model = ready(&[]);
    drop_files(&mut model, &[(1, "a.csv"), (2, "b.csv"), (3, "c.csv")]);
    read(
        &mut model,
        &[(1, "a.csv", Some(table(7))), (2, "b.csv", Some(table(7))), (3, "c.csv", Some(table(8)))],
    );
    let rows = views::asking(&model);
    assert_eq!(rows.iter().map(|row| row.ticket).collect::<Vec<_>>(), [1, 3]);
    let labels: Vec<&str> = rows[0].fields.iter().map(|(label, _)| label.as_str()).collect();
    assert_eq!(labels, ["Text", "Headline", "Byline", "Date", "Source"]);
    assert_eq!(rows[0].fields[0].1, ["none", "title", "text", "reply"]);
    assert_eq!([0, 1, 2].map(|field| rows[0].chosen(field)), [2, 1, 0]);
    let effects = say(&mut model, &rows[0], &["3", "1", "0", "0", "0"]);
    assert_eq!(forgotten(&effects), [1, 2]);
    let chosen = Columns { table: 7, at: [Some(2), Some(0), None, None, None] };
    let said = Options { columns: vec![chosen], ..Options::default() };
    assert_eq!(dealt(&effects)[0].options, said);
    let kept = Effect::Remember { key: "columns", value: "7 2 0 - - -\n".to_owned() };
    assert!(effects.contains(&kept));
    assert_eq!(views::asking(&model).len(), 1);
    read(&mut model, &[(1, "a.csv", None), (2, "b.csv", None)]);
    assert_eq!(dealt(&drop_files(&mut model, &[(4, "d.csv")]))[0].options, said);
    // On another day.
    let mut model = ready(&[("columns", "7 2 0 - - -\n")]);
    assert_eq!(dealt(&drop_files(&mut model, &[(1, "a.csv")]))[0].options, said);
}

#[test]
fn what_opens_at_last_takes_the_place_of_the_samples() {
    let mut model = ready(&[]);
    model.corpus = Corpus::Samples;
    drop_files(&mut model, &[(10, "a.zip"), (11, "b.zip")]);
    read(&mut model, &[(10, "a.zip", Some(LOCKED)), (11, "b.zip", Some(LOCKED))]);
    assert_eq!((model.corpus.clone(), model.replacing), (Corpus::Samples, None));
    let rows = views::asking(&model);
    say(&mut model, &rows[1], &["geheim"]);
    let opened = Response::Analysed { tickets: vec![11], readable: true, analysed: Vec::new() };
    let effects = answer(&mut model, opened);
    assert!(effects.contains(&Effect::Ask(Request::Clear)));
    assert_eq!((model.corpus.clone(), views::asking(&model).len()), (Corpus::Own, 1));
    // The other is still there to be opened.
    answer(
        &mut model,
        Response::Absorbed {
            outcomes: vec![(11, Outcome::Added { articles: 1, names: 1 })],
            diagnostics: Vec::new(),
        },
    );
    let rows = views::asking(&model);
    assert_eq!(forgotten(&say(&mut model, &rows[0], &["geheim"])), [10]);
}

#[test]
fn what_opens_at_last_is_seen_where_nothing_was() {
    let mut model = ready(&[]);
    drop_files(&mut model, &[(1, "a.zip")]);
    model.corpus = Corpus::Empty;
    read(&mut model, &[(1, "a.zip", Some(LOCKED))]);
    let rows = views::asking(&model);
    say(&mut model, &rows[0], &["geheim"]);
    let view = Response::View {
        revision: 3,
        settings: ViewSettings::default(),
        view: GraphView::default(),
        positions: Vec::new(),
        settled: Some(Told::default()),
    };
    answer(&mut model, view);
    assert_eq!((model.corpus.clone(), model.shown.revision), (Corpus::Own, 3));
}

#[test]
fn nothing_is_asked_that_cannot_be_answered() {
    let mut model = ready(&[]);
    drop_files(&mut model, &[(1, "a.zip")]);
    read(&mut model, &[(1, "a.zip", Some(LOCKED))]);
    let rows = views::asking(&model);
    update(&mut model, Message::Stopped { worker: 0, message: String::new() });
    assert_eq!(say(&mut model, &rows[0], &["geheim"]), []);
    assert_eq!(views::asking(&model).len(), 1, "the question stands until the lead is back");
    update(&mut model, Message::ClearAsked);
    assert!(views::asking(&model).is_empty());
}

#[test]
fn what_a_restarted_lead_says_again_is_said_once() {
    let mut model = ready(&[]);
    drop_files(&mut model, &[(1, "a.csv")]);
    read(&mut model, &[(1, "a.csv", Some(table(7)))]);
    update(&mut model, Message::Stopped { worker: 0, message: String::new() });
    answer(&mut model, Response::Ready);
    read(&mut model, &[(1, "a.csv", Some(table(7)))]);
    let asked = model.trouble.iter().filter(|said| said.question.is_some()).count();
    assert_eq!(asked, 1);
}

#[test]
fn what_is_not_read_without_an_answer_comes_first() {
    let mut model = ready(&[]);
    drop_files(&mut model, &[(1, "a.csv"), (2, "b.zip")]);
    read(&mut model, &[(1, "a.csv", Some(table(7)))]);
    assert_eq!(views::trouble_head(&model), "To check");
    read(&mut model, &[(2, "b.zip", Some(LOCKED))]);
    assert_eq!(views::trouble_head(&model), "Trouble");
    let files: Vec<String> = views::asking(&model).into_iter().map(|row| row.said.file).collect();
    assert_eq!(files, ["b.zip", "a.csv"]);
}
