//! Copies counted once, and references counted apart: what they may change, and what not.

#[path = "common/markup.rs"]
mod markup;

use coterie::aliases::{Entity, Owners, resolve};
use coterie::cooccurrence::{Cooccurrence, Counting, Window, count, count_by};
use coterie::copies;
use coterie::coreference::{Reference, ReferenceKind};
use coterie::evidence::{Corpus, Subject, evidence};
use coterie::graph::{EntityGraph, ViewSettings, view};
use coterie::ids::{DocumentId, EntityId, Span};
use coterie::pipeline::Article;
use proptest::prelude::*;

fn once(articles: &[Article], entities: &[Entity], window: Window) -> Vec<Cooccurrence> {
    let copies = copies::find(articles);
    count_by(articles, entities, &Counting { window, copies: Some(&copies), ..Counting::default() })
}

/// The weights of the tie of the first two entities, in each window, all counted and copies once.
#[track_caller]
fn check(markups: &[&str], each: [u32; 3], counted_once: [u32; 3]) {
    let articles = markup::corpus(markups);
    let entities = resolve(&articles);
    let weight = |ties: Vec<Cooccurrence>| ties[0].weight();
    assert_eq!(Window::ALL.map(|window| weight(count(&articles, &entities, window))), each);
    assert_eq!(Window::ALL.map(|window| weight(once(&articles, &entities, window))), counted_once);
}

const WIRE: &str = "[Putin|PER] met [Trump|PER] in the old town of the capital today.";

#[test]
fn a_sentence_of_the_wire_counts_once() {
    check(&[WIRE, WIRE, "[Trump|PER] and [Putin|PER] are friends."], [3, 3, 3], [2, 2, 2]);
}

#[test]
fn a_copied_sentence_in_another_paragraph_is_another_paragraph() {
    let longer = format!("{WIRE} // Nobody else was there when the doors were shut behind them.");
    check(&[WIRE, &longer], [2, 2, 2], [1, 2, 2]);
}

#[test]
fn the_first_in_order_stays() {
    let articles = markup::corpus(&["Nothing.", WIRE, WIRE]);
    let entities = resolve(&articles);
    assert_eq!(once(&articles, &entities, Window::Sentence)[0].passages[0].document, DocumentId(1));
}

/// The passages of the tie of the first two entities as `file: words (also)`, where copies count once and `references`
/// are counted.
fn told(articles: &[Article], references: &[Reference], window: Window) -> (u32, u32, Vec<String>) {
    let entities = resolve(articles);
    let owners = Owners::new(articles, &entities);
    let copies = copies::find(articles);
    let counting = Counting { window, copies: Some(&copies), references };
    let ties = count_by(articles, &entities, &counting);
    let corpus = Corpus { copies: Some(&copies), references, ..Corpus::new(articles, &entities, &owners) };
    let subject = Subject::Tie(entities[0].key, entities[1].key);
    let settings = ViewSettings { window, ..ViewSettings::default() };
    let answer = evidence(corpus, &ties, subject, &settings, 9).expect("they are tied");
    let lines = answer.articles.iter().chain(&answer.references).flat_map(|article| {
        article
            .passages
            .iter()
            .map(|passage| format!("{}: {} ({})", article.file, passage.text, passage.also))
    });
    (answer.weight, answer.referred, lines.collect())
}

#[test]
fn a_passage_says_where_else_it_stands() {
    let articles = markup::corpus(&[WIRE, WIRE, WIRE, "[Trump|PER] and [Putin|PER] are friends."]);
    let plain = "Putin met Trump in the old town of the capital today.";
    let wire = format!("0.txt: {plain} (Also in 1.txt and 1 other article)");
    let own = "3.txt: Trump and Putin are friends. ()".to_owned();
    assert_eq!(told(&articles, &[], Window::Sentence), (2, 0, vec![wire, own]));
}

#[test]
fn what_is_only_referred_to_is_told_apart() {
    let articles = markup::corpus(&["[Putin|PER] met [Trump|PER]. // He liked [Trump|PER]."]);
    let entities = resolve(&articles);
    let putin = entities.iter().position(|entity| entity.name == "Putin").expect("named");
    let he = Reference {
        document: DocumentId(0),
        sentence: 1,
        span: Span { start: 17, end: 19 },
        entity: EntityId(putin as u32),
        kind: ReferenceKind::Pronoun,
        sure: 900,
    };
    let lines = ["0.txt: Putin met Trump. ()".to_owned(), "0.txt: He liked Trump. ()".to_owned()];
    assert_eq!(told(&articles, &[he], Window::Sentence), (1, 1, lines.to_vec()));
}

/// Articles of few sentences, so that many are copies, and of few names.
fn corpus() -> impl Strategy<Value = Vec<Article>> {
    let name = prop::sample::select(vec!["[Ada|PER]", "[Bob|PER]", "[Cy|PER]", "[Rome|LOC]"]);
    let word = prop::sample::select(vec!["the", "old", "bridge", "fell", "again", "in", "spring"]);
    let sentence = (prop::collection::vec(name, 1..4), prop::collection::vec(word, 1..10))
        .prop_map(|(names, words)| format!("{} {}.", names.join(" "), words.join(" ")));
    let sentences = prop::collection::vec(sentence, 1..5);
    let picks = prop::collection::vec(
        prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 1..6),
        1..6,
    );
    (sentences, picks).prop_map(|(sentences, articles)| {
        let article = |picks: &Vec<(prop::sample::Index, bool)>| {
            let part = |(index, line): &(prop::sample::Index, bool)| {
                format!("{}{}", index.get(&sentences), if *line { "\n" } else { " // " })
            };
            let text: String = picks.iter().map(part).collect();
            text.trim_end_matches(" // ").to_owned()
        };
        let texts: Vec<String> = articles.iter().map(article).collect();
        markup::corpus(&texts.iter().map(String::as_str).collect::<Vec<_>>())
    })
}

/// References at the ends of some sentences.
fn references(articles: &[Article], entities: &[Entity], picks: &[(u8, u8, u8)]) -> Vec<Reference> {
    let mut references: Vec<Reference> = picks
        .iter()
        .map(|&(document, sentence, entity)| {
            let document = document as usize % articles.len();
            let sentence = sentence as usize % articles[document].sentences.len();
            let end = articles[document].sentences[sentence].span.end;
            Reference {
                document: DocumentId(document as u32),
                sentence: sentence as u32,
                span: Span { start: end, end },
                entity: EntityId(u32::from(entity) % entities.len() as u32),
                kind: ReferenceKind::Pronoun,
                sure: 900,
            }
        })
        .collect();
    references.sort_by_key(|reference| (reference.document, reference.sentence, reference.entity));
    references
}

proptest! {
    #[test]
    fn counting_once_loses_no_tie_and_raises_no_count(articles in corpus(), window in 0usize..3) {
        let (entities, window) = (resolve(&articles), Window::ALL[window]);
        let (each, once) = (count(&articles, &entities, window), once(&articles, &entities, window));
        prop_assert_eq!(each.len(), once.len());
        for (each, once) in each.iter().zip(&once) {
            prop_assert_eq!((each.a, each.b), (once.a, once.b));
            prop_assert!(!once.passages.is_empty());
            prop_assert_eq!(each.passages[0], once.passages[0]);
            prop_assert!(once.passages.iter().all(|passage| each.passages.contains(passage)));
            prop_assert!(once.passages.is_sorted());
        }
    }

    #[test]
    fn references_change_no_weight(
        articles in corpus(),
        window in 0usize..3,
        picks in prop::collection::vec(any::<(u8, u8, u8)>(), 0..12),
        counted_once in any::<bool>(),
    ) {
        let (entities, window) = (resolve(&articles), Window::ALL[window]);
        let references = references(&articles, &entities, &picks);
        let copies = counted_once.then(|| copies::find(&articles));
        let plain = Counting { window, copies: copies.as_ref(), references: &[] };
        let without = count_by(&articles, &entities, &plain);
        let with = count_by(&articles, &entities, &Counting { references: &references, ..plain });
        let mut named: Vec<Cooccurrence> = with.iter().filter(|tie| tie.weight() > 0).cloned().collect();
        for tie in &mut named {
            prop_assert!(tie.referred.iter().all(|passage| !tie.passages.contains(passage)));
            tie.referred.clear();
        }
        prop_assert_eq!(&named, &without);
        prop_assert!(with.iter().all(|tie| tie.weight() > 0 || !tie.referred.is_empty()));
        prop_assert!(with.is_sorted_by(|one, next| (one.a, one.b) < (next.a, next.b)));

        // In the picture too: what was there is there, as strong as it was.
        let settings = ViewSettings { least_weight: 2, ..ViewSettings::default() };
        let picture = |ties: &[Cooccurrence]| view(&EntityGraph::new(articles.len(), &entities, ties), &settings);
        let (without, with) = (picture(&without), picture(&with));
        let strong = with.edges.iter().filter(|edge| edge.weight >= 2).map(|edge| (edge.a, edge.b, edge.weight));
        let expected = without.edges.iter().map(|edge| (edge.a, edge.b, edge.weight));
        prop_assert_eq!(strong.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
        prop_assert_eq!(with.weights, without.weights);
    }
}
