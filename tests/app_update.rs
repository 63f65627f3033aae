//! What the page does: messages in, effects and views out.

use coterie::app::model::{Corpus, Model};
use coterie::app::views::{self, Ground, Panel};
use coterie::app::{Demo, Dialog, Direction, Effect, Message, Origin, Step, link, sharing, update, words};
use coterie::cooccurrence::Window;
use coterie::diagnostic::Diagnostic;
use coterie::entities::{Kind, KindSet};
use coterie::evidence::{Evidence, Subject};
use coterie::graph::{EdgeView, GraphView, NodeView, Totals, ViewSettings};
use coterie::ids::{EntityId, EntityKey};
use coterie::protocol::{Outcome, Request, Response, Ticket, Told, encode};
use coterie::share::LONGEST_LINK;

const ADA: EntityKey = EntityKey(1);
const ACME: EntityKey = EntityKey(2);
const OSLO: EntityKey = EntityKey(3);

/// Ada is tied to Acme (3 sentences) and to Oslo (1).
fn graph() -> GraphView {
    let node = |key: EntityKey, name: &str, kind, mentions, degree| NodeView {
        key,
        entity: EntityId(key.0 as u32 - 1),
        name: name.to_owned(),
        kind,
        mentions,
        documents: 1,
        degree,
        community: 0,
    };
    GraphView {
        nodes: vec![
            node(ADA, "Ada Byron", Kind::Person, 9, 2),
            node(ACME, "Acme", Kind::Organisation, 5, 1),
            node(OSLO, "Oslo", Kind::Place, 2, 1),
        ],
        edges: vec![
            EdgeView { a: 0, b: 1, weight: 3, referred: 0, doubtful: 0 },
            EdgeView { a: 0, b: 2, weight: 1, referred: 0, doubtful: 0 },
        ],
        totals: Totals {
            documents: 5,
            entities: 3,
            ties: 2,
            strongest: 3,
            by_kind: [1, 1, 1, 0, 0, 0],
            ..Totals::default()
        },
        weights: vec![1, 0, 1],
    }
}

/// Ada in the middle, Acme to the right, Oslo below.
fn places() -> Vec<f32> {
    vec![0.0, 0.0, 100.0, 0.0, 0.0, 100.0]
}

fn begun(fragment: &str) -> Message {
    Message::Begun {
        fragment: fragment.to_owned(),
        query: String::new(),
        address: "https://example.org/coterie/".to_owned(),
        workers: 2,
        remembered: Vec::new(),
    }
}

fn demo() -> Message {
    Message::Demo(encode(&Demo { view: graph(), positions: places(), told: Told::default() }))
}

fn answer(response: Response) -> Message {
    Message::Answered { worker: 0, response }
}

fn view(revision: u32, view: GraphView) -> Response {
    let positions = vec![0.0; 2 * view.nodes.len()];
    Response::View {
        revision,
        settings: ViewSettings::default(),
        view,
        positions,
        settled: Some(Told::default()),
    }
}

fn files(batch: u32, origin: Origin) -> Message {
    let tickets = vec![Ticket { id: batch * 10, name: "a.txt".to_owned(), ..Ticket::default() }];
    Message::Dropped { batch, tickets, origin }
}

/// A page after these messages, and what the last one asked for.
fn after(messages: impl IntoIterator<Item = Message>) -> (Model, Vec<Effect>) {
    let mut model = Model::default();
    let mut effects = Vec::new();
    for message in messages {
        effects = update(&mut model, message);
    }
    (model, effects)
}

/// A page whose demo is drawn and whose engine is up.
fn demo_ready() -> Vec<Message> {
    vec![
        begun(""),
        Message::Resized { width: 800.0, height: 600.0 },
        demo(),
        Message::Painted { drawn: true },
        answer(Response::Ready),
    ]
}

/// A page whose engine has read the samples.
fn samples_ready() -> Vec<Message> {
    let mut messages = demo_ready();
    messages.extend([files(1, Origin::Samples), answer(view(1, graph())), answer(Response::Flushed)]);
    messages
}

fn samples_then(more: impl IntoIterator<Item = Message>) -> (Model, Vec<Effect>) {
    after(samples_ready().into_iter().chain(more))
}

fn asks(effects: &[Effect]) -> Vec<&Request> {
    let mut requests = Vec::new();
    for effect in effects {
        if let Effect::Ask(request) = effect {
            requests.push(request);
        }
    }
    requests
}

fn evidence_of(subject: Subject) -> Response {
    let evidence = Evidence {
        subject,
        entities: Vec::new(),
        window: Window::Sentence,
        weight: 3,
        documents: 2,
        neighbours: Vec::new(),
        neighbour_count: 0,
        articles: Vec::new(),
        referred: 0,
        references: Vec::new(),
        doubts: Vec::new(),
    };
    Response::Evidence { subject, evidence: Some(evidence) }
}

#[test]
fn the_engine_is_asked_for_only_after_the_first_picture() {
    let (_, effects) = after([begun(""), demo()]);
    assert_eq!(effects, [Effect::Draw]);
    let (_, effects) = after([begun(""), demo(), Message::Painted { drawn: true }]);
    assert_eq!(effects, [Effect::StartWorkers(2)]);
}

#[test]
fn the_samples_are_fetched_once_the_engine_is_ready() {
    let (_, effects) = after(demo_ready());
    assert_eq!(effects, [Effect::FetchSamples]);
}

#[test]
fn the_demo_stays_until_the_samples_are_read() {
    let half = GraphView { nodes: graph().nodes[..1].to_vec(), edges: Vec::new(), ..graph() };
    let messages = [files(1, Origin::Samples), answer(view(1, half))];
    let (model, _) = after(demo_ready().into_iter().chain(messages));
    assert_eq!((model.corpus.clone(), model.shown.view.nodes.len()), (Corpus::Demo, 3));
    let (model, _) = samples_then([]);
    assert_eq!((model.corpus.clone(), model.shown.revision), (Corpus::Samples, 1));
}

#[test]
fn totals_are_the_graphs() {
    assert_eq!(views::totals(&samples_then([]).0), "5 articles · 3 entities · 2 ties");
}

#[test]
fn a_click_on_a_node_selects_it_and_asks_for_its_sentences() {
    let (model, effects) = samples_then([Message::Picked(Some(Subject::Entity(ADA)))]);
    assert_eq!(model.selection(), Some(Subject::Entity(ADA)));
    assert!(matches!(asks(&effects)[..], [Request::Evidence { subject: Subject::Entity(ADA), .. }]));
}

#[test]
fn a_click_on_an_edge_says_its_count() {
    let tie = Subject::Tie(ADA, ACME);
    let (model, _) = samples_then([Message::Picked(Some(tie)), answer(evidence_of(tie))]);
    assert_eq!(model.told, "Ada Byron and Acme, 3 sentences.");
    let Panel::Tie { note, .. } = views::panel(&model) else { panic!("no tie is shown") };
    assert_eq!(note, "3 sentences in 2 articles");
}

#[test]
fn a_click_before_the_engine_is_ready_is_answered_once_it_is() {
    let clicked = [begun(""), demo(), Message::Picked(Some(Subject::Entity(ADA)))];
    let (model, effects) = after(clicked.clone());
    assert_eq!(asks(&effects).len(), 0);
    assert!(
        matches!(views::panel(&model), Panel::Awaited { note, .. } if note == words::ENGINE_WAITS.text()),
        "the panel says that it waits"
    );
    let later = [
        Message::Painted { drawn: true },
        answer(Response::Ready),
        files(1, Origin::Samples),
        answer(view(1, graph())),
        answer(Response::Flushed),
    ];
    let (_, effects) = after(clicked.into_iter().chain(later));
    assert!(asks(&effects).iter().any(|request| matches!(request, Request::Evidence { .. })));
}

#[test]
fn escape_steps_back_one_thing_at_a_time() {
    let read = [
        Message::Picked(Some(Subject::Entity(ADA))),
        Message::Chosen(Subject::Tie(ADA, OSLO)),
        Message::ArticleOpened { document: 0, paragraph: 2 },
        Message::DialogOpened(Dialog::Keys),
    ];
    let (mut model, _) = samples_then(read);
    let mut seen = Vec::new();
    for _ in 0..4 {
        update(&mut model, Message::Escaped);
        seen.push((model.dialog, model.trail.depth()));
    }
    assert_eq!(seen, [(None, 3), (None, 2), (None, 1), (None, 0)]);
}

/// A file, dropped on the samples by the person: read, with this outcome.
fn own(batch: u32, outcome: Outcome) -> Vec<Message> {
    let read = |id: u32, outcome: Outcome| {
        let readable = outcome != Outcome::Failed;
        let analysed = Response::Analysed { tickets: vec![id], readable, analysed: Vec::new() };
        let absorbed = Response::Absorbed { outcomes: vec![(id, outcome)], diagnostics: Vec::new() };
        [answer(analysed), answer(absorbed)]
    };
    let samples = read(10, Outcome::Added { articles: 1, names: 1 });
    samples.into_iter().chain([files(batch, Origin::Person)]).chain(read(10 * batch, outcome)).collect()
}

#[test]
fn the_persons_first_file_that_can_be_read_replaces_the_samples() {
    let messages = own(2, Outcome::Added { articles: 1, names: 1 });
    let (model, effects) = samples_then(messages[..3].to_vec());
    assert_eq!((model.corpus.clone(), model.shown.view.nodes.len()), (Corpus::Samples, 3), "not before");
    assert!(!asks(&effects).contains(&&Request::Clear));
    let (model, effects) = samples_then(messages[..4].to_vec());
    assert_eq!(
        (model.corpus.clone(), model.notice.words.as_str()),
        (Corpus::Own, words::SAMPLES_LEFT.text())
    );
    assert!(matches!(asks(&effects)[..], [Request::Clear, Request::Absorb { .. }]), "{effects:?}");
    let (_, effects) =
        samples_then(messages.into_iter().chain(own(3, Outcome::Added { articles: 1, names: 1 })));
    assert!(!asks(&effects).contains(&&Request::Clear), "later files join the first");
}

#[test]
fn a_drop_of_which_nothing_can_be_read_leaves_the_graph() {
    let messages = own(2, Outcome::Failed);
    let (model, effects) = samples_then(messages.into_iter().chain([answer(Response::Flushed)]));
    assert_eq!((model.corpus.clone(), model.shown.view.nodes.len()), (Corpus::Samples, 3));
    assert!(model.notice.words.contains("could not be read"), "{}", model.notice.words);
    assert!(!asks(&effects).contains(&&Request::Clear));
    assert_eq!(model.replacing, None);
}

#[test]
fn a_drop_on_the_demo_before_the_engine_is_up_leaves_it_too() {
    let drop = [begun(""), demo(), Message::Painted { drawn: true }, files(2, Origin::Person)];
    let (model, effects) = after(drop.into_iter().chain([answer(Response::Ready)]));
    assert_eq!((model.corpus.clone(), model.shown.view.nodes.len()), (Corpus::Demo, 3));
    assert!(effects.contains(&Effect::FetchSamples), "{effects:?}");
    assert!(views::reading(&model).is_some(), "the person's own files are not read quietly");
}

#[test]
fn samples_that_come_after_a_clear_are_let_go() {
    let messages = demo_ready().into_iter().chain([Message::ClearAsked, files(1, Origin::Samples)]);
    let (model, effects) = after(messages);
    assert_eq!(effects, [Effect::Release(vec![10]), Effect::Settle { batch: 1 }]);
    assert_eq!(views::ground(&model), Ground::Empty);
}

#[test]
fn filters_post_a_view() {
    let wanted = |settings: ViewSettings| vec![Effect::Ask(Request::View(settings))];
    let default = ViewSettings::default();
    let (_, effects) = samples_then([Message::KindShown(Kind::Place, false)]);
    assert_eq!(effects, wanted(ViewSettings { kinds: KindSet::MAIN.with(Kind::Place, false), ..default }));
    let (_, effects) = samples_then([Message::WindowChosen(Window::Paragraph)]);
    assert_eq!(effects, wanted(ViewSettings { window: Window::Paragraph, ..default }));
    let (_, effects) = samples_then([Message::LeastWeight(2)]);
    assert_eq!(effects, wanted(ViewSettings { least_weight: 2, ..default }));
    let (_, effects) = samples_then([Message::Only(Some(ADA))]);
    assert_eq!(effects, wanted(ViewSettings { focus: Some(ADA), ..default }));
    let (_, effects) = samples_then([Message::LeastWeight(1)]);
    assert_eq!(effects, [], "what is shown already is not asked for");
}

#[test]
fn the_selection_survives_a_new_view_and_is_asked_again() {
    let clicked = [Message::Picked(Some(Subject::Entity(OSLO)))];
    let mut turned = graph();
    turned.nodes.reverse();
    let (model, effects) = samples_then(clicked.into_iter().chain([answer(view(2, turned))]));
    assert_eq!(model.trail.entity(), Some(OSLO));
    assert!(asks(&effects).iter().any(|request| matches!(request, Request::Evidence { .. })));
}

#[test]
fn search_asks_the_engine_and_takes_only_the_last_answer() {
    let typed = [Message::SearchTyped("by".to_owned())];
    let (_, effects) = samples_then(typed.clone());
    assert!(matches!(asks(&effects)[..], [Request::Search { offset: 0, .. }]));
    let late = Response::Found { query: "b".to_owned(), offset: 0, total: 7, entities: Vec::new() };
    let (model, _) = samples_then(typed.into_iter().chain([answer(late)]));
    assert_eq!(model.search.total, None);
}

#[test]
fn what_was_typed_last_is_chosen_even_before_the_engine_answers() {
    let found = Response::Found { query: "o".to_owned(), offset: 0, total: 0, entities: Vec::new() };
    let typed = ["o", "BYR"].map(|query| Message::SearchTyped(query.to_owned()));
    let (model, _) = samples_then(typed.into_iter().chain([answer(found), Message::SearchChosen(None)]));
    assert_eq!(model.trail.entity(), Some(ADA));
}

#[test]
fn search_works_on_the_demo_before_the_engine() {
    let typed = [Message::SearchTyped("BYR".to_owned()), Message::SearchStepped(Step::Next)];
    let chosen = [Message::SearchChosen(None)];
    let (model, _) = after([begun(""), demo()].into_iter().chain(typed).chain(chosen));
    assert_eq!(model.trail.entity(), Some(ADA));
}

#[test]
fn arrows_walk_to_the_neighbour_that_lies_there() {
    let walk = |to: &[Direction]| {
        let first = Message::Picked(Some(Subject::Entity(ADA)));
        let steps = to.iter().map(|to| Message::Walked(*to));
        after([begun(""), demo(), first].into_iter().chain(steps)).0.trail.entity()
    };
    assert_eq!(walk(&[Direction::Right]), Some(ACME));
    assert_eq!(walk(&[Direction::Down]), Some(OSLO));
    assert_eq!(walk(&[Direction::Down, Direction::Up, Direction::Right]), Some(ACME));
    assert_eq!(walk(&[Direction::Left]), Some(ADA), "nobody lies there");
}

#[test]
fn a_dragged_node_is_held_where_it_was_dropped() {
    let dragged = [Message::Dragged { key: ACME, to: [7.0, 8.0], onto: None }, Message::Held(ACME)];
    let (model, effects) = samples_then(dragged);
    assert_eq!(asks(&effects), [&Request::Pin { key: ACME, at: Some([7.0, 8.0]) }]);
    assert_eq!(model.held().get(&ACME), Some(&[7.0, 8.0]));
}

#[test]
fn a_link_names_finding_and_view() {
    let shared = |link: String| {
        let shared = Response::Shared { passages: false, link, file: b"{}".to_vec() };
        let select = Message::Picked(Some(Subject::Entity(ADA)));
        [select, Message::DialogOpened(Dialog::Share), answer(shared)]
    };
    let (_, effects) = samples_then(shared("payload".to_owned()).into_iter().chain([Message::LinkAsked]));
    let fragment = "g=payload&v=s:0000000000000001".to_owned();
    let address = ["https://example.org/coterie/#", &fragment].concat();
    assert_eq!(effects, [Effect::Copy(address), Effect::SetFragment(fragment)]);

    let long = shared("x".repeat(LONGEST_LINK));
    let (model, effects) = samples_then(long.clone().into_iter().chain([Message::LinkAsked]));
    assert_eq!(effects, [], "too long a link is not copied");
    let dialog = views::sharing(&model);
    assert!(dialog.note.contains("32.9 kB") && dialog.file && dialog.link.is_none(), "{}", dialog.note);
    let (_, effects) = samples_then(long.into_iter().chain([Message::FileAsked]));
    let name = sharing::FILE_NAME.to_owned();
    assert_eq!(effects, [Effect::Download { name, mime: "application/json", bytes: b"{}".to_vec() }]);
}

#[test]
fn the_sentences_stay_at_home_unless_ticked() {
    let (_, effects) = samples_then([Message::DialogOpened(Dialog::Share)]);
    assert_eq!(asks(&effects), [&Request::Share { passages: false }]);
    let (_, effects) = samples_then([Message::DialogOpened(Dialog::Share), Message::SentencesIncluded(true)]);
    assert_eq!(asks(&effects), [&Request::Share { passages: true }]);
}

#[test]
fn a_broken_link_is_trouble_and_nothing_shows() {
    let broken = Diagnostic::error("", "This link is damaged.", "Ask for it again.");
    let (model, _) = after([begun("g=nonsense"), demo(), answer(Response::Opened(Err(broken)))]);
    assert_eq!((model.trouble.len(), model.corpus.clone()), (1, Corpus::Empty));
}

#[test]
fn a_source_is_fetched_in_place_of_the_samples() {
    let messages = [begun("src=data%2Flist.json"), demo(), Message::Painted { drawn: true }];
    let (model, effects) = after(messages.into_iter().chain([answer(Response::Ready)]));
    assert_eq!(effects, [Effect::FetchSource("data/list.json".to_owned())]);
    assert_eq!(model.corpus, Corpus::Opening("data/list.json".to_owned()));
}

#[test]
fn a_link_restores_filters_and_selection() {
    let fragment = format!(
        "v={}",
        link::format_state(&link::State {
            settings: ViewSettings { least_weight: 2, ..ViewSettings::default() },
            selection: Some(Subject::Entity(OSLO)),
            camera: Some([10, -20, 1500]),
        })
    );
    let (model, _) = after([begun(&fragment), Message::Resized { width: 800.0, height: 600.0 }, demo()]);
    assert_eq!((model.settings.least_weight, model.trail.entity()), (2, Some(OSLO)));
    assert_eq!(model.stage.camera.center, [1.0, -2.0]);
}

#[test]
fn a_stopped_lead_is_restarted_and_said() {
    let (model, effects) = samples_then([Message::Stopped { worker: 0, message: "out of memory".into() }]);
    assert!(effects.contains(&Effect::RestartWorker(0)));
    assert_eq!(model.trouble.len(), 1);
}

#[test]
fn a_demo_that_does_not_come_leaves_a_page_that_works() {
    let failed = Message::FetchFailed { url: "demo.bin".into(), message: "404".into() };
    let (model, effects) = after([begun(""), failed]);
    assert_eq!(effects, [Effect::Draw, Effect::StartWorkers(2)]);
    assert_eq!(views::ground(&model), Ground::Empty);
}

#[test]
fn preferences_are_remembered() {
    let (_, effects) = after([begun(""), demo(), Message::CardClosed]);
    assert_eq!(effects, [Effect::Remember { key: "card", value: "closed".to_owned() }]);
    let remembered = vec![("card".to_owned(), "closed".to_owned())];
    let Message::Begun { fragment, query, address, workers, .. } = begun("") else { return };
    let (model, _) = after([Message::Begun { fragment, query, address, workers, remembered }, demo()]);
    assert!(!views::card(&model));
}
