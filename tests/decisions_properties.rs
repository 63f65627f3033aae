//! What holds of decisions whatever they are.

#[path = "common/markup.rs"]
mod markup;

use std::collections::BTreeSet;

use coterie::aliases::{Entity, MentionRef};
use coterie::cooccurrence::{Window, count};
use coterie::decisions::{
    self, ArticleName, Change, Decided, Decision, Entries, Entry, LATEST, Log, Part, Place, Who,
};
use coterie::entities::Kind;
use coterie::graph::{EntityGraph, ViewSettings, view};
use coterie::ids::Fingerprint;
use coterie::pipeline::{self, Article};
use coterie::protocol::encode;
use coterie::read::Field;
use proptest::prelude::*;

/// Names that are parts of each other, and one that no article marks.
const NAMES: [&str; 9] =
    ["Ann Lee", "Lee", "Bob Lee", "Bo Ray", "RAY", "Ray", "Ann Ray", "Zed", "Acme Ray Corp"];

fn name() -> impl Strategy<Value = String> {
    prop::sample::select(&NAMES[..]).prop_map(str::to_owned)
}

fn kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(&[Kind::Person, Kind::Organisation, Kind::Place][..])
}

/// A sentence of names, marked or not, and words between.
fn sentence() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        5 => (name(), prop::sample::select(&["PER", "PER", "PER", "ORG"][..]))
            .prop_map(|(name, kind)| format!("[{name}|{kind}]")),
        1 => name(),
        1 => Just("met".to_owned()),
    ];
    prop::collection::vec(piece, 1..5).prop_map(|pieces| pieces.join(" "))
}

fn articles() -> impl Strategy<Value = Vec<Article>> {
    let text = prop::collection::vec(sentence(), 1..5).prop_map(|sentences| sentences.join(" // "));
    prop::collection::vec(text, 1..5).prop_map(|texts| {
        let named = texts.iter().zip(0..).map(|(text, index)| (format!("{index}.txt"), text));
        named.map(|(name, text)| markup::article(&name, text)).collect()
    })
}

fn who() -> impl Strategy<Value = Who> {
    (kind(), name(), prop::collection::vec(name(), 0..3)).prop_map(|(kind, name, also)| {
        // Mostly persons, as in the articles.
        let kind = if kind == Kind::Place { Kind::Person } else { kind };
        Who { also, ..Who::new(kind, &name) }
    })
}

fn article_name(index: u8) -> ArticleName {
    ArticleName { file: format!("{index}.txt"), fingerprint: Fingerprint(7) }
}

/// Values of any field, two of each.
fn value() -> impl Strategy<Value = String> {
    prop::sample::select(&["2016-11-09", "9 Nov 2015", "German", "fr", "A  title", " "][..])
        .prop_map(str::to_owned)
}

fn part() -> impl Strategy<Value = Part> {
    let article = article_name;
    prop_oneof![
        Just(Part::Whole),
        name().prop_map(Part::Name),
        name().prop_map(Part::Doubtful),
        (0..4u8).prop_map(move |index| Part::Article(article(index))),
        (0..4u8, 0..40u32, name()).prop_map(move |(index, at, written)| {
            Part::Mention(Place { article: article(index), at, written })
        }),
    ]
}

fn decision() -> impl Strategy<Value = Decision> {
    let one = prop_oneof![
        3 => prop::collection::vec(who(), 2..4).prop_map(|of| Decision::Merge { of }),
        3 => (who(), part(), prop::option::of(name()))
            .prop_map(|(of, part, name)| Decision::Split { of, part, name }),
        1 => (who(), name()).prop_map(|(of, to)| Decision::Rename { of, to }),
        1 => (who(), kind()).prop_map(|(of, to)| Decision::Retype { of, to }),
        1 => who().prop_map(|of| Decision::Hide { of }),
        1 => who().prop_map(|of| Decision::Restore { of }),
        2 => (who(), who()).prop_map(|(one, other)| Decision::Apart(one, other)),
        1 => (name(), kind()).prop_map(|(name, kind)| Decision::Add { name, kind }),
        1 => (who(), name()).prop_map(|(of, name)| Decision::Alias { of, name }),
        1 => (who(), name()).prop_map(|(of, name)| Decision::Confirm { of, name }),
        2 => (0..4u8, prop::sample::select(&Field::ALL[..]), prop::option::of(value()))
            .prop_map(|(index, field, to)| Decision::Amend { of: article_name(index), field, to }),
    ];
    one.prop_filter_map("says nothing", Decision::checked)
}

/// Entries of somebody else, made in no knowledge of ours.
fn entries() -> impl Strategy<Value = Entries> {
    let entry = (0..20u64, prop::sample::select(&["Ann", "Bob", ""][..]), decision());
    let reason = prop::option::of(Just("why".to_owned()));
    prop::collection::vec((entry, reason), 0..6).prop_map(|made| {
        let mut log = Log::default();
        for ((at, author, decision), reason) in made {
            let entry = log.entry(decision, at, author, reason);
            log.change(Change::Added(Box::new(entry)));
        }
        log.entries()
    })
}

/// What a person does to a log.
#[derive(Clone, Debug)]
enum Step {
    Decide(Decision),
    Combine(Entries),
    Drop(usize),
    Undo,
    Redo,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => decision().prop_map(Step::Decide),
        1 => entries().prop_map(Step::Combine),
        1 => (0..10usize).prop_map(Step::Drop),
        1 => Just(Step::Undo),
        1 => Just(Step::Redo),
    ]
}

fn take(log: &mut Log, step: &Step) {
    match step {
        Step::Decide(decision) => {
            let entry = log.entry(decision.clone(), 5, "Ann", None);
            log.change(Change::Added(Box::new(entry)));
        }
        Step::Combine(entries) => {
            let entries = entries.in_order().into_iter().map(|(_, entry)| entry.clone()).collect();
            log.change(Change::Combined(entries));
        }
        Step::Drop(rank) => {
            let entries = log.entries();
            if let Some((id, _)) = entries.in_order().get(*rank) {
                log.change(Change::Dropped(*id));
            }
        }
        Step::Undo => drop(log.undo()),
        Step::Redo => drop(log.redo()),
    }
}

/// The articles with what was added, and what the log makes of them.
fn derive(articles: &[Article], entries: &Entries) -> (Vec<Article>, Decided) {
    let mut articles = articles.to_vec();
    pipeline::sort(&mut articles);
    let decided = decisions::derive(&mut articles, entries);
    (articles, decided)
}

/// The picture, as it is sent.
fn picture(articles: &[Article], entries: &Entries) -> Vec<u8> {
    let (articles, decided) = derive(articles, entries);
    let pairs = count(&articles, &decided.entities, Window::Sentence);
    let graph = EntityGraph::new(articles.len(), &decided.entities, &pairs);
    let says: Vec<_> = articles.iter().map(|article| &article.document.metadata).collect();
    encode(&(view(&graph, &ViewSettings::default()), decided.entities, decided.hidden, says))
}

fn all(decided: &Decided) -> impl Iterator<Item = &Entity> {
    decided.entities.iter().chain(&decided.hidden)
}

proptest! {
    #[test]
    fn every_mention_is_one_entitys_whatever_is_decided(
        articles in articles(), steps in prop::collection::vec(step(), 0..10),
    ) {
        let mut log = Log::default();
        steps.iter().for_each(|step| take(&mut log, step));
        let (articles, decided) = derive(&articles, &log.entries());
        let mut given: Vec<MentionRef> = all(&decided).flat_map(|entity| entity.mentions.clone()).collect();
        given.sort_unstable();
        let there: Vec<MentionRef> = (0..).map(coterie::ids::DocumentId).zip(&articles)
            .flat_map(|(document, article)| {
                (0..article.mentions.len() as u32).map(move |mention| MentionRef { document, mention })
            })
            .collect();
        prop_assert_eq!(given, there);
    }

    #[test]
    fn names_and_keys_are_of_one_entity_and_counts_are_those_of_mentions(
        articles in articles(), steps in prop::collection::vec(step(), 0..10),
    ) {
        let mut log = Log::default();
        steps.iter().for_each(|step| take(&mut log, step));
        let (_, decided) = derive(&articles, &log.entries());
        let (mut names, mut keys) = (BTreeSet::new(), BTreeSet::new());
        for entity in all(&decided) {
            prop_assert!(names.insert((entity.kind, entity.name.clone())), "two are {}", entity.name);
            prop_assert!(keys.insert(entity.key));
            prop_assert!(entity.mentions.is_sorted() && !entity.mentions.is_empty());
            prop_assert!(entity.doubtful.iter().all(|at| entity.mentions.binary_search(at).is_ok()));
            prop_assert!(entity.aliases.iter().any(|alias| alias.surface == entity.name));
            let counted: u32 = entity.aliases.iter().map(|alias| alias.mentions).sum();
            prop_assert_eq!(counted as usize, entity.mentions.len(), "{:?}", entity);
        }
    }

    #[test]
    fn undo_gives_back_every_picture_there_was_and_redo_the_last(
        articles in articles(), decisions in prop::collection::vec(decision(), 1..7),
    ) {
        let mut log = Log::default();
        let mut pictures = vec![picture(&articles, &log.entries())];
        for decision in &decisions {
            take(&mut log, &Step::Decide(decision.clone()));
            pictures.push(picture(&articles, &log.entries()));
        }
        let last = pictures.pop().expect("one for each decision");
        for expected in pictures.iter().rev() {
            log.undo();
            prop_assert_eq!(&picture(&articles, &log.entries()), expected);
        }
        prop_assert!(log.undo().is_none());
        while log.redo().is_some() {}
        prop_assert_eq!(picture(&articles, &log.entries()), last);
    }

    #[test]
    fn the_picture_does_not_depend_on_the_order_of_files(
        articles in articles(), entries in entries(), turn in 0..4usize,
    ) {
        let mut turned = articles.clone();
        let by = turn % turned.len();
        turned.rotate_left(by);
        prop_assert_eq!(picture(&turned, &entries), picture(&articles, &entries));
    }

    #[test]
    fn combining_does_not_depend_on_who_combines_with_whom_or_how_often(
        articles in articles(), one in entries(), two in entries(), three in entries(),
    ) {
        let both = one.clone().combine(&two);
        prop_assert_eq!(&both, &two.clone().combine(&one));
        prop_assert_eq!(both.clone().combine(&three), one.clone().combine(&two.clone().combine(&three)));
        prop_assert_eq!(&both.clone().combine(&one), &both);
        prop_assert_eq!(picture(&articles, &both), picture(&articles, &two.combine(&one)));
    }

    #[test]
    fn what_is_exported_reads_back_as_the_same(entries in entries()) {
        let file = decisions::encode(&entries);
        prop_assert!(decisions::looks_like_file(&file));
        prop_assert_eq!(decisions::decode("log.json", &file), Ok(entries));
    }

    #[test]
    fn a_log_is_taken_over_with_its_history(steps in prop::collection::vec(step(), 0..10)) {
        let mut log = Log::default();
        steps.iter().for_each(|step| take(&mut log, step));
        prop_assert_eq!(decisions::resume(&decisions::save(&log)), Some(log));
    }

    #[test]
    fn any_bytes_are_decisions_or_said_not_to_be(
        bytes in prop::collection::vec(any::<u8>(), 0..200), entries in entries(), at in 0..4000usize, byte: u8,
    ) {
        let said = |bytes: &[u8]| match decisions::decode("a.json", bytes) {
            Ok(_) => true,
            Err(trouble) => trouble.file == "a.json" && !trouble.message.is_empty() && !trouble.hint.is_empty(),
        };
        prop_assert!(said(&bytes));
        let mut damaged = decisions::encode(&entries);
        let at = at % damaged.len();
        damaged[at] = byte;
        prop_assert!(said(&damaged));
        prop_assert!(said(&damaged[..at]));
    }

    #[test]
    fn an_entry_lies_within_the_calendar_and_after_those_before(
        at: u64, decisions in prop::collection::vec(decision(), 1..5),
    ) {
        let mut log = Log::default();
        for decision in decisions {
            let entry: Entry = log.entry(decision, at, "", None);
            prop_assert!(entry.at <= LATEST);
            let before = log.entries();
            prop_assert!(before.in_order().iter().all(|(_, other)| other.at < entry.at || other.at == LATEST));
            log.change(Change::Added(Box::new(entry)));
        }
    }
}
