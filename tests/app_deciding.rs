//! Deciding by hand: what a person does becomes a decision, and the page says what was done.

use coterie::app::deciding::Menu;
use coterie::app::model::{Corpus, Engine, Model, Shown};
use coterie::app::{Answer, Dialog, Effect, Filled, Form, Message, Of, Verbs, update, views};
use coterie::cooccurrence::Window;
use coterie::decisions::EntryId;
use coterie::entities::Kind;
use coterie::evidence::{
    AliasView, ArticlePassages, ArticleView, EntityView, Evidence, Fact, Paragraph, Subject,
};
use coterie::graph::{EdgeView, GraphView, NodeView, ViewSettings};
use coterie::ids::{EntityId, EntityKey};
use coterie::protocol::{
    Act, Cut, LineState, LogLine, LogView, Request, Response, SideView, Stamp, SuggestionView,
};
use coterie::read::{Field, Metadata, Role};
use proptest::prelude::*;

const ADA: EntityKey = EntityKey(1);
const BYRON: EntityKey = EntityKey(2);
const OSLO: EntityKey = EntityKey(3);

fn entity(key: EntityKey, name: &str, kind: Kind, mentions: u32, aliases: Vec<AliasView>) -> EntityView {
    EntityView { key, name: name.to_owned(), kind, aliases, mentions, documents: 1 }
}

/// A page of three names, whose engine answers.
fn page() -> Model {
    let node = |key: EntityKey, name: &str, kind, mentions| NodeView {
        key,
        entity: EntityId(key.0 as u32 - 1),
        name: name.to_owned(),
        kind,
        mentions,
        documents: 1,
        degree: 1,
        community: 0,
    };
    let nodes = vec![
        node(ADA, "Ada Byron", Kind::Person, 9),
        node(BYRON, "Byron", Kind::Organisation, 5),
        node(OSLO, "Oslo", Kind::Place, 2),
    ];
    let edges = vec![EdgeView { a: 0, b: 1, weight: 3, referred: 0, doubtful: 3 }];
    let view = GraphView { nodes, edges, ..GraphView::default() };
    let positions = vec![0.0, 0.0, 100.0, 0.0, 0.0, 100.0];
    Model {
        engine: Engine::Ready,
        corpus: Corpus::Own,
        shown: Shown::new(1, ViewSettings::default(), view, positions),
        ..Model::default()
    }
}

/// The page after these messages, and what all of them asked the lead for, but for what is merely shown.
fn after(messages: impl IntoIterator<Item = Message>) -> (Model, Vec<Request>) {
    let mut model = page();
    let asked = messages.into_iter().flat_map(|message| update(&mut model, message)).collect::<Vec<_>>();
    let decides = |effect: Effect| match effect {
        Effect::Ask(Request::Evidence { .. } | Request::Suggestions { .. }) => None,
        Effect::Ask(request) => Some(request),
        _ => None,
    };
    (model, asked.into_iter().filter_map(decides).collect())
}

#[track_caller]
fn decides(messages: impl IntoIterator<Item = Message>, acts: &[Act]) {
    let (_, asked) = after(messages);
    let wanted: Vec<Request> =
        acts.iter().map(|act| Request::Decide { act: act.clone(), stamp: Stamp::default() }).collect();
    let asked: Vec<Request> =
        asked.into_iter().filter(|request| matches!(request, Request::Decide { .. })).collect();
    assert_eq!(asked, wanted);
}

fn filled(text: &str, choice: u32) -> Message {
    Message::FormFilled(Filled { text: text.to_owned(), choice, reason: String::new() })
}

fn answer(response: Response) -> Message {
    Message::Answered { worker: 0, response }
}

fn found(query: &str, entities: Vec<EntityView>) -> Message {
    let total = entities.len() as u32;
    answer(Response::Found { query: query.to_owned(), offset: 0, total, entities })
}

/// Ada's evidence: two names, two articles.
fn evidence() -> Message {
    let alias = |surface: &str, mentions, why: &str| AliasView {
        surface: surface.to_owned(),
        mentions,
        why: why.to_owned(),
        doubtful: false,
    };
    let aliases = vec![
        alias("Ada Byron", 4, "the full name"),
        alias("Ada", 3, "part of the full name"),
        alias("Countess", 2, "the one named most"),
    ];
    let article = |document, file: &str| ArticlePassages {
        document,
        file: file.to_owned(),
        metadata: Metadata::default(),
        count: 1,
        passages: Vec::new(),
    };
    let evidence = Evidence {
        subject: Subject::Entity(ADA),
        entities: vec![entity(ADA, "Ada Byron", Kind::Person, 9, aliases)],
        window: Window::Sentence,
        weight: 9,
        documents: 2,
        neighbours: Vec::new(),
        neighbour_count: 0,
        articles: vec![article(4, "a.txt"), article(7, "b.txt")],
        referred: 0,
        references: Vec::new(),
        doubts: Vec::new(),
    };
    answer(Response::Evidence { subject: Subject::Entity(ADA), evidence: Some(evidence) })
}

fn reading_ada() -> Vec<Message> {
    vec![Message::Chosen(Subject::Entity(ADA)), evidence()]
}

#[test]
fn a_form_becomes_a_decision() {
    let merge = Form::Merge { key: ADA, query: String::new(), found: Vec::new() };
    let offered = vec![
        entity(ADA, "Ada Byron", Kind::Person, 9, Vec::new()),
        entity(OSLO, "Oslo", Kind::Place, 2, Vec::new()),
    ];
    let merging = [Message::FormOpened(merge), found("", offered), filled("", 0)];
    decides(merging, &[Act::Merge(vec![OSLO, ADA])]);
    let renaming = |to| [Message::FormOpened(Form::Rename(ADA)), filled(to, 0)];
    decides(renaming("  Ada Lovelace "), &[Act::Rename(ADA, "Ada Lovelace".to_owned())]);
    decides(renaming("  "), &[]);
    decides([Message::FormOpened(Form::Retype(ADA)), filled("", 3)], &[Act::Retype(ADA, Kind::ALL[3])]);
    let mark = Form::Mark("engine".to_owned());
    decides(
        [Message::FormOpened(mark), filled("Engine", 1)],
        &[Act::Add { name: "Engine".to_owned(), kind: Kind::ALL[1] }],
    );
}

#[test]
fn a_part_is_split_off_as_it_was_listed() {
    let (model, _) = after(reading_ada().into_iter().chain([Message::FormOpened(Form::Split(ADA))]));
    let form = views::form(&model).expect("a form");
    let words: Vec<&str> = form.choices.iter().map(|choice| choice.words.as_str()).collect();
    let wanted = [
        "“Ada”, 3 times",
        "“Countess”, 2 times",
        "Each of these names for itself",
        "In “a.txt”",
        "In “b.txt”",
    ];
    assert_eq!(words, wanted);
    assert_eq!(form.choices[1].note, "the one named most");
    let cuts = [
        Cut::Name("Ada".to_owned()),
        Cut::Name("Countess".to_owned()),
        Cut::Whole,
        Cut::Article { document: 4 },
        Cut::Article { document: 7 },
    ];
    for (choice, cut) in (0..).zip(cuts) {
        let form = [Message::FormOpened(Form::Split(ADA)), filled("", choice)];
        decides(reading_ada().into_iter().chain(form), &[Act::Split(ADA, cut)]);
    }
}

#[test]
fn a_node_dropped_on_another_goes_back_and_is_asked_about() {
    let onto = Some(OSLO);
    let drag = [Message::Dragged { key: BYRON, to: [0.0, 99.0], onto }, Message::Held(BYRON)];
    let (model, asked) = after(drag);
    assert_eq!(asked, [], "it is not held there");
    assert_eq!(model.shown.place(1), Some([100.0, 0.0]));
    let strip = views::strip(&model).expect("a strip");
    assert_eq!(strip.words, "Merge Byron into Oslo?");
    assert_eq!(strip.verbs, ["Merge", "Never merge", "Cancel"]);
    let said = |at| views::verb_said(&model, Verbs::Strip, at);
    assert_eq!(said(0), Some(Message::Decided(Act::Merge(vec![OSLO, BYRON]))));
    assert_eq!(said(1), Some(Message::Decided(Act::Apart(OSLO, BYRON))));
    assert_eq!(said(3), None);
}

#[test]
fn several_are_chosen_and_merged_under_the_name_that_is_named_most() {
    let chosen = [OSLO, BYRON, ADA].map(Message::Toggled);
    decides(chosen.clone().into_iter().chain([Message::MergeAsked]), &[Act::Merge(vec![ADA, BYRON, OSLO])]);
    let hidden = [Act::HideAll(vec![OSLO, ADA])];
    decides(chosen.into_iter().chain([Message::Toggled(BYRON), Message::HideAsked]), &hidden);
}

#[test]
fn a_name_in_a_text_offers_to_part_it() {
    let of = Of::Mention { key: ADA, written: "Ada".to_owned(), document: 4, mention: Some(11) };
    let (model, _) = after(reading_ada().into_iter().chain([Message::MenuOpened { of, at: [0.0, 0.0] }]));
    let splits = [1, 2, 3].map(|at| views::verb_said(&model, Verbs::Menu, at).expect("a verb"));
    let cuts = [
        Cut::Mention { document: 4, mention: 11 },
        Cut::Article { document: 4 },
        Cut::Name("Ada".to_owned()),
    ];
    assert_eq!(splits, cuts.map(|cut| Message::Decided(Act::Split(ADA, cut))));
}

#[test]
fn a_chip_says_why() {
    let of = Of::Name { key: ADA, written: "Countess".to_owned() };
    let (model, _) = after(reading_ada().into_iter().chain([Message::MenuOpened { of, at: [0.0, 0.0] }]));
    let menu = views::menu(&model).expect("a menu");
    assert_eq!(menu.note, "the one named most");
}

#[test]
fn what_was_done_is_said_with_a_way_back() {
    let log = LogView { said: "Merged.".to_owned(), undo: Some("Merged".to_owned()), ..LogView::default() };
    let (model, asked) = after([answer(Response::Decisions(log)), Message::Undone]);
    assert_eq!((model.notice.words.as_str(), model.notice.undo), ("Merged.", true));
    assert_eq!(asked, [Request::Undo]);
}

#[test]
fn a_lead_that_stopped_gets_its_log_back() {
    let log = LogView { saved: vec![1, 2, 3], ..LogView::default() };
    let stopped = Message::Stopped { worker: 0, message: String::new() };
    let messages = [answer(Response::Decisions(log)), stopped, answer(Response::Up), answer(Response::Ready)];
    let (_, asked) = after(messages);
    assert!(asked.contains(&Request::ResumeDecisions { saved: vec![1, 2, 3] }), "{asked:?}");
}

#[test]
fn nothing_is_decided_on_a_shared_graph() {
    let mut model = page();
    model.corpus = Corpus::Finding { opened: true };
    assert_eq!(update(&mut model, Message::Decided(Act::Hide(ADA))), []);
    assert!(model.notice.words.contains("shared"), "{}", model.notice.words);
    // A name in its sentences still opens.
    let of = Of::Mention { key: ADA, written: "Ada".to_owned(), document: 0, mention: Some(0) };
    update(&mut model, Message::MenuOpened { of, at: [0.0, 0.0] });
    assert_eq!((model.trail.entity(), model.deciding.menu), (Some(ADA), None::<Menu>));
}

fn question(id: u64) -> SuggestionView {
    let side = |key, name: &str| SideView {
        key,
        name: name.to_owned(),
        kind: Kind::Person,
        about: String::new(),
        articles: Vec::new(),
    };
    SuggestionView {
        id,
        question: ["Is it ", &id.to_string(), "?"].concat(),
        why: String::new(),
        ties: 7,
        change: String::new(),
        sides: [side(ADA, "Ada"), side(BYRON, "Byron")],
    }
}

#[test]
fn questions_are_answered_one_at_a_time() {
    let asked = answer(Response::Suggestions { total: 9, questions: [5, 6, 7].map(question).to_vec() });
    let answers = [Answer::Same, Answer::Different].map(Message::QuestionAnswered);
    let open = [asked, Message::DialogOpened(Dialog::Questions)];
    let (model, sent) = after(open.clone().into_iter().chain(answers));
    let sends = |suggestion, same| Request::Answer { suggestion, same, stamp: Stamp::default() };
    assert_eq!(sent, [sends(5, true), sends(6, false)]);
    assert_eq!(views::question(&model).map(|view| view.question), Some("Is it 7?".to_owned()));
    assert_eq!(views::questions_word(&model), "7 open questions");
    let (model, _) = after(open.into_iter().chain([Message::QuestionAnswered(Answer::Later)]));
    assert_eq!(model.deciding.later, [5]);
    assert_eq!(views::question(&model).map(|view| view.question), Some("Is it 6?".to_owned()));
}

#[test]
fn the_queue_opens_without_the_notice_of_what_came_before() {
    let mut model = page();
    model.notice.words = "2 articles in the graph.".to_owned();
    update(&mut model, Message::DialogOpened(Dialog::Questions));
    assert_eq!(model.notice.words, "");
}

#[test]
fn decisions_that_contradict_each_other_stand_side_by_side() {
    let line = |id, against: &[u64]| LogLine {
        entry: EntryId(id),
        at: 0,
        words: ["decision ", &id.to_string()].concat(),
        by: String::new(),
        state: LineState::Disputed,
        note: String::new(),
        against: against.iter().map(|id| EntryId(*id)).collect(),
    };
    let lines = vec![line(1, &[3]), line(2, &[]), line(3, &[1])];
    let (model, _) = after([answer(Response::Decisions(LogView { lines, ..LogView::default() }))]);
    let pairs = views::disputes(&model);
    let drops: Vec<[EntryId; 2]> = pairs.iter().map(|pair| [pair[0].drops, pair[1].drops]).collect();
    assert_eq!(drops, [[EntryId(3), EntryId(1)]], "keeping one drops the other");
}

proptest! {
    /// Choosing is its own inverse, in whatever order.
    #[test]
    fn chosen_twice_is_chosen_no_longer(keys in prop::collection::vec(0u64..4, 0..12)) {
        let twice = keys.iter().chain(&keys).map(|key| Message::Toggled(EntityKey(*key)));
        prop_assert_eq!(after(twice).0.deciding.chosen, []);
    }
}

/// The page with an article opened.
fn opened(paragraphs: Vec<Paragraph>) -> Model {
    let fact = |field, value: &str| Fact {
        field,
        words: format!("{field:?}: {value}"),
        question: format!("{field:?}?"),
        hint: "A hint.".to_owned(),
        value: value.to_owned(),
    };
    let article = ArticleView {
        document: 4,
        title: "One".to_owned(),
        file: "one.txt".to_owned(),
        facts: vec![fact(Field::Title, "One"), fact(Field::Date, "2016-11-08")],
        copy: "Nearly a copy of a.txt.".to_owned(),
        copy_of: 2,
        paragraphs,
    };
    let mut model = page();
    update(&mut model, Message::ArticleOpened { document: 4, paragraph: 0 });
    update(&mut model, answer(Response::Article(Some(article))));
    model
}

#[test]
fn a_field_of_an_article_is_amended() {
    let mut model = opened(Vec::new());
    update(&mut model, Message::FormOpened(Form::Amend(1)));
    let form = views::form(&model).expect("a form");
    assert_eq!((form.head.as_str(), form.note.as_str()), ("Date?", "A hint."));
    assert_eq!(form.field.map(|(_, text)| text).as_deref(), Some("2016-11-08"));
    let effects = update(&mut model, filled(" 2016-11-09 ", 0));
    let act = Act::Amend { document: 4, field: Field::Date, value: "2016-11-09".to_owned() };
    assert!(effects.contains(&Effect::Ask(Request::Decide { act, stamp: Stamp::default() })), "{effects:?}");
    update(&mut model, Message::FormOpened(Form::Amend(1)));
    let effects = update(&mut model, filled(" ", 0));
    let act = Act::Amend { document: 4, field: Field::Date, value: String::new() };
    assert!(effects.contains(&Effect::Ask(Request::Decide { act, stamp: Stamp::default() })), "unknown");
}

#[test]
fn many_left_out_paragraphs_are_folded_and_few_are_not() {
    let paragraph =
        |role| Paragraph { text: "Words.".to_owned(), marks: Vec::new(), role, changes: Vec::new() };
    let out = Role::Boilerplate;
    let roles = [Role::Title, Role::Body, out, Role::Body, out, out, out];
    let views::Panel::Article { stretches, copy, .. } = views::panel(&opened(roles.map(paragraph).to_vec()))
    else {
        panic!("no article")
    };
    let shown: Vec<(&str, usize)> =
        stretches.iter().map(|stretch| (stretch.folded.as_str(), stretch.paragraphs.len())).collect();
    assert_eq!(shown, [("", 2), ("", 1), ("", 1), ("Show what was left out (3 paragraphs)", 3)]);
    assert_eq!(copy, ("Nearly a copy of a.txt.".to_owned(), 2));
}
