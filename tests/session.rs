//! The worker's state machine over the sample articles, and findings that travel from it.

#[path = "common/worker.rs"]
mod worker;

use coterie::cooccurrence::Window;
use coterie::copies::Counted;
use coterie::evidence::{Evidence, Subject};
use coterie::graph::{GraphView, ViewSettings};
use coterie::layout::Mode;
use coterie::protocol::{self, Outcome, Request, Response};
use coterie::session::Session;
use coterie::share::{self, Finding};
use proptest::prelude::*;
use worker::{MODEL, begun, feed, picture, samples, with_samples};

fn under(window: Window) -> ViewSettings {
    ViewSettings { window, ..ViewSettings::default() }
}

fn evidence(session: &mut Session, subject: Subject, limit: u32) -> Evidence {
    match session.handle(Request::Evidence { subject, limit }, Vec::new()).pop() {
        Some(Response::Evidence { evidence: Some(evidence), .. }) => evidence,
        other => panic!("no evidence of {subject:?}: {other:?}"),
    }
}

fn shared(session: &mut Session, passages: bool) -> (String, Vec<u8>) {
    match session.handle(Request::Share { passages }, Vec::new()).pop() {
        Some(Response::Shared { link, file, .. }) => (link, file),
        other => panic!("nothing to share: {other:?}"),
    }
}

#[test]
fn the_samples_show_those_whom_they_are_about() {
    let (view, _) = picture(&mut with_samples(), Request::View(ViewSettings::default()));
    let names: Vec<&str> = view.nodes.iter().map(|node| node.name.as_str()).collect();
    for name in ["Vladimir Putin", "Donald Trump", "ISIS", "Bashar al-Assad", "Dmitry Peskov", "Lord West"] {
        assert!(names.contains(&name), "{name} is not among {names:?}");
    }
}

#[test]
fn the_picture_does_not_depend_on_how_files_came() {
    let expected = picture(&mut with_samples(), Request::Flush);
    for portion in 1..=3 {
        let mut session = begun();
        let mut files = samples();
        files.rotate_left(portion);
        feed(&mut session, &files, portion);
        assert_eq!(picture(&mut session, Request::Flush), expected);
    }
}

#[test]
fn the_picture_does_not_depend_on_what_was_looked_at_before() {
    let mut session = with_samples();
    let settings = |least_weight| ViewSettings { least_weight, ..under(Window::Paragraph) };
    let first = picture(&mut session, Request::View(settings(2)));
    let before = picture(&mut session, Request::View(ViewSettings::default()));
    picture(&mut session, Request::View(settings(1)));
    assert_eq!(picture(&mut session, Request::View(settings(2))), first);
    assert_eq!(picture(&mut session, Request::View(ViewSettings::default())), before);
}

/// How far nodes of one picture stand from where another has them, and how far they all reach: means, layout units.
fn moved(before: &(GraphView, Vec<f32>), after: &(GraphView, Vec<f32>)) -> (f32, f32) {
    let place = |(view, positions): &(GraphView, Vec<f32>), key| {
        let index = view.nodes.iter().position(|node| node.key == key)?;
        Some([positions[2 * index], positions[2 * index + 1]])
    };
    let pairs: Vec<_> = (before.0.nodes.iter())
        .filter_map(|node| Some((place(before, node.key)?, place(after, node.key)?)))
        .collect();
    let mean = |lengths: Vec<f32>| lengths.iter().sum::<f32>() / lengths.len() as f32;
    let far = |[x, y]: [f32; 2]| (x * x + y * y).sqrt();
    (
        mean(pairs.iter().map(|(a, b)| far([b[0] - a[0], b[1] - a[1]])).collect()),
        mean(pairs.iter().map(|(a, _)| far(*a)).collect()),
    )
}

#[test]
fn articles_that_come_to_others_move_those_little() {
    for mode in Mode::ALL {
        let settings = ViewSettings { mode, ..ViewSettings::default() };
        let mut session = begun();
        feed(&mut session, &samples()[..3], 3);
        picture(&mut session, Request::Flush);
        let before = picture(&mut session, Request::View(settings));
        feed(&mut session, &samples()[3..], 2);
        let after = picture(&mut session, Request::Flush);
        let (moved, far) = moved(&before, &after);
        assert!(moved < 0.35 * far, "{mode:?}: moved {moved}, of {far}");
    }
}

#[test]
fn each_mode_is_another_picture_of_the_same_graph() {
    let mut session = with_samples();
    let mut pictures = Vec::new();
    for mode in Mode::ALL {
        let settings = ViewSettings { mode, ..ViewSettings::default() };
        pictures.push(picture(&mut session, Request::View(settings)));
        // And back, by another way.
        picture(&mut session, Request::View(ViewSettings { least_weight: 2, ..settings }));
        assert_eq!(picture(&mut session, Request::View(settings)), pictures[pictures.len() - 1]);
    }
    for (at, one) in pictures.iter().enumerate() {
        assert_eq!(one.0, pictures[0].0);
        assert!(pictures[..at].iter().all(|other| other.1 != one.1));
    }
}

#[test]
fn a_settled_picture_says_how_true_it_is() {
    let mut session = with_samples();
    let mut said = Vec::new();
    for mode in Mode::ALL {
        let settings = ViewSettings { mode, ..ViewSettings::default() };
        let mut responses = session.handle(Request::View(settings), Vec::new());
        while session.is_busy() {
            responses.extend(session.step());
        }
        match responses.pop() {
            Some(Response::View { settled: Some(settled), .. }) => said.push(settled.quality),
            other => panic!("{other:?}"),
        }
    }
    for quality in said {
        assert!(quality.starts_with("distances ") && quality.ends_with(" %"), "{quality}");
    }
}

#[test]
fn the_demo_is_what_the_worker_shows() {
    let demo = coterie::session::demo(samples(), MODEL).expect("the samples hold names");
    assert_eq!((demo.view, demo.positions), picture(&mut with_samples(), Request::Flush));
}

#[test]
fn every_count_on_an_edge_is_the_count_of_its_passages() {
    let mut session = with_samples();
    for window in Window::ALL {
        let (view, _) = picture(&mut session, Request::View(under(window)));
        assert!(!view.edges.is_empty());
        for edge in &view.edges {
            let ends = [edge.a, edge.b].map(|end| view.nodes[end as usize].key);
            let evidence = evidence(&mut session, Subject::Tie(ends[0], ends[1]), u32::MAX);
            assert_eq!(evidence.weight, edge.weight);
            let passages: u32 = evidence.articles.iter().map(|article| article.count).sum();
            let articles = evidence.articles.len() as u32;
            assert_eq!(evidence.documents, articles);
            match window {
                Window::Document => assert_eq!(evidence.weight, articles),
                Window::Sentence | Window::Paragraph => assert_eq!(evidence.weight, passages),
            }
        }
    }
}

#[test]
fn a_node_that_is_held_stays() {
    let mut session = with_samples();
    let (view, _) = picture(&mut session, Request::View(ViewSettings::default()));
    let key = view.nodes[0].key;
    let (_, before) = picture(&mut session, Request::View(ViewSettings::default()));
    let (_, positions) = picture(&mut session, Request::Pin { key, at: Some([500.0, -300.0]) });
    assert_eq!(positions[..2], [500.0, -300.0]);
    assert_eq!(positions[2..], before[2..], "nothing else moves");
    let (_, positions) = picture(&mut session, Request::View(under(Window::Document)));
    assert_eq!(positions[..2], [500.0, -300.0]);
}

#[test]
fn the_same_content_is_counted_once_and_named() {
    let mut session = begun();
    let mut files = samples();
    files.push(("copy.txt".to_owned(), files[0].1.clone()));
    let outcomes = feed(&mut session, &files, 10);
    assert_eq!(outcomes[5], Outcome::Duplicate { of: files[0].0.clone() });
    let (view, _) = picture(&mut session, Request::Flush);
    assert_eq!(view.totals.documents, 5);
}

#[test]
fn of_two_names_for_one_content_the_smaller_stands_in_its_place() {
    let mut session = with_samples();
    let (_, last) = samples().pop().expect("a sample");
    let became = feed(&mut session, &[("000.txt".to_owned(), last.clone())], 1);
    assert!(matches!(&became[..], [Outcome::Duplicate { .. }]));
    let mut other = begun();
    let mut files = samples();
    files.pop();
    files.push(("000.txt".to_owned(), last));
    feed(&mut other, &files, 5);
    assert_eq!(picture(&mut session, Request::Flush), picture(&mut other, Request::Flush));
    let articles = session.handle(Request::Articles, Vec::new());
    assert_eq!(articles, other.handle(Request::Articles, Vec::new()));
    let first = session.handle(Request::Article { document: 0 }, Vec::new());
    assert!(matches!(&first[..], [Response::Article(Some(article))] if article.file == "000.txt"));
}

#[test]
fn cleared_is_empty() {
    let mut session = with_samples();
    assert_eq!(picture(&mut session, Request::Clear).0.nodes, []);
}

#[test]
fn a_link_opens_the_same_graph_in_the_same_places() {
    let mut session = with_samples();
    for window in Window::ALL {
        let settings = ViewSettings { least_weight: 2, ..under(window) };
        let (view, positions) = picture(&mut session, Request::View(settings));
        let (link, file) = shared(&mut session, false);
        let finding = share::decode_link(&link).expect("as written");
        assert_eq!(share::decode_file(&file).as_ref(), Ok(&finding));
        let (opened, places) = finding.view(&settings);
        let facts = |view: &GraphView| {
            let nodes = view.nodes.iter().map(|n| (n.key, n.name.clone(), n.mentions, n.documents, n.degree));
            (nodes.collect::<Vec<_>>(), view.edges.clone())
        };
        assert_eq!(facts(&opened), facts(&view));
        assert!(positions.iter().zip(&places).all(|(a, b)| (a - b).abs() <= 0.125));
        let mut other = begun();
        let (reopened, again) = picture(&mut other, Request::OpenFinding { bytes: link.into_bytes() });
        assert_eq!((facts(&reopened), again), (facts(&opened), places));
    }
}

#[test]
fn layers_come_and_go_without_a_trace() {
    let mut session = with_samples();
    let plain = picture(&mut session, Request::View(ViewSettings::default()));
    let all = ViewSettings { copies: Counted::Once, references: true, ..ViewSettings::default() };
    let (layered, _) = picture(&mut session, Request::View(all));
    let weight = |view: &GraphView| view.edges.iter().map(|edge| edge.weight).sum::<u32>();
    assert!(layered.edges.iter().any(|edge| edge.referred > 0));
    assert!(weight(&layered) <= weight(&plain.0));
    for edge in &layered.edges {
        let key = |index: u32| layered.nodes[index as usize].key;
        let told = evidence(&mut session, Subject::Tie(key(edge.a), key(edge.b)), 0);
        assert_eq!((told.weight, told.referred), (edge.weight, edge.referred));
    }
    assert_eq!(picture(&mut session, Request::View(ViewSettings::default())), plain);
}

#[test]
fn an_answer_arrives_as_it_was_sent() {
    let mut session = with_samples();
    for references in [false, true] {
        session.handle(Request::View(ViewSettings { references, ..ViewSettings::default() }), Vec::new());
        for request in [Request::Interchange, Request::Decisions, Request::Articles] {
            for sent in session.handle(request, Vec::new()) {
                assert_eq!(protocol::decode(&protocol::encode(&sent)), Some(sent));
            }
        }
    }
}

#[test]
fn a_link_says_how_copies_were_counted() {
    let mut session = with_samples();
    let once = ViewSettings { copies: Counted::Once, ..ViewSettings::default() };
    let (view, _) = picture(&mut session, Request::View(once));
    let (link, file) = shared(&mut session, true);
    let finding = share::decode_link(&link).expect("as written");
    assert_eq!(finding.settings.copies, Counted::Once);
    assert_eq!(share::decode_file(&file).as_ref(), Ok(&finding));
    assert_eq!(finding.view(&once).0.edges, view.edges);
}

#[test]
fn a_shared_graph_counts_as_its_sender_does_in_every_window() {
    let mut session = with_samples();
    let narrow = ViewSettings { least_weight: 3, ..under(Window::Sentence) };
    picture(&mut session, Request::View(narrow));
    let finding = share::decode_link(&shared(&mut session, false).0).expect("as written");
    for window in Window::ALL {
        for least_weight in [1, 3] {
            let settings = ViewSettings { least_weight, ..under(window) };
            let (view, _) = picture(&mut session, Request::View(settings));
            assert_eq!(finding.view(&settings).0.edges, view.edges);
        }
    }
}

#[test]
fn a_link_carries_no_article_text_unless_asked() {
    let mut session = with_samples();
    let silent = share::decode_link(&shared(&mut session, false).0).expect("as written");
    assert_eq!((silent.articles.len(), silent.passages.len()), (0, 0));
    let spoken = share::decode_link(&shared(&mut session, true).0).expect("as written");
    assert_eq!(spoken.articles.len(), 5);
    assert_eq!(Finding { articles: Vec::new(), passages: Vec::new(), ..spoken.clone() }, silent);
}

#[test]
fn a_finding_with_sentences_answers_as_its_corpus_did() {
    let mut session = with_samples();
    let (view, _) = picture(&mut session, Request::View(ViewSettings::default()));
    let finding = share::decode_link(&shared(&mut session, true).0).expect("as written");
    for edge in &view.edges {
        let subject = Subject::Tie(view.nodes[edge.a as usize].key, view.nodes[edge.b as usize].key);
        let own = evidence(&mut session, subject, u32::MAX);
        let travelled =
            finding.evidence(subject, &ViewSettings::default(), usize::MAX).expect("a tie of the view");
        let words = |evidence: &Evidence| -> Vec<(String, u32)> {
            let passages = evidence.articles.iter().flat_map(|article| &article.passages);
            passages.map(|passage| (passage.text.clone(), passage.paragraph)).collect()
        };
        assert_eq!(words(&travelled), words(&own));
        assert_eq!((travelled.weight, travelled.documents), (own.weight, own.documents));
    }
    for window in Window::ALL {
        picture(&mut session, Request::View(under(window)));
        for node in &view.nodes {
            let subject = Subject::Entity(node.key);
            let own = evidence(&mut session, subject, 0);
            let travelled = finding.evidence(subject, &under(window), 0).expect("a node of the view");
            assert_eq!(travelled.weight, own.weight, "{}", node.name);
        }
    }
}

#[test]
fn names_are_found_in_a_finding_as_in_a_corpus() {
    let finding = share::decode_link(&shared(&mut with_samples(), false).0).expect("as written");
    let first = |query: &str| finding.search(query, 0, 1).1.pop().map(|found| found.name);
    assert_eq!(first("BASHÁR AL ASSAD").as_deref(), Some("Bashar al-Assad"));
    assert_eq!(finding.search("", 0, 1).0, finding.nodes.len());
}

#[test]
fn a_finding_dropped_as_a_file_is_opened() {
    let (_, file) = shared(&mut with_samples(), false);
    let mut session = begun();
    assert_eq!(feed(&mut session, &[("finding.json".to_owned(), file)], 1), [Outcome::Finding]);
    assert!(!picture(&mut session, Request::Flush).0.nodes.is_empty());
}

#[test]
fn a_finding_that_contradicts_itself_is_refused() {
    let finding = share::decode_link(&shared(&mut with_samples(), false).0).expect("as written");
    let twice = |change: &dyn Fn(&mut Finding)| {
        let mut finding = finding.clone();
        change(&mut finding);
        share::decode_link(&share::encode_link(&finding)).is_err()
    };
    assert!(twice(&|finding| finding.ties.push(finding.ties[0])));
    assert!(twice(&|finding| finding.nodes.push(finding.nodes[0].clone())));
}

#[test]
fn a_damaged_link_is_refused_in_words() {
    let (link, _) = shared(&mut with_samples(), false);
    let error = share::decode_link(&link[..link.len() / 2]).expect_err("cut off");
    assert_eq!(error.message, "This link is cut off or damaged.");
}

proptest! {
    #[test]
    fn no_payload_breaks_the_reader(payload in "[A-Za-z0-9_-]{0,200}", bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = share::decode_link(&payload);
        let _ = share::decode_any(&bytes);
        let answers = Session::default().handle(Request::Absorb { analysed: bytes }, Vec::new());
        prop_assert!(answers.len() <= 1);
    }
}
