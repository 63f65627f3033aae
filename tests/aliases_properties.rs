//! What holds of every resolution, whatever the articles say.

#[path = "common/markup.rs"]
mod markup;

use std::collections::BTreeSet;

use coterie::aliases::{Owners, Question, doubts, resolve};
use coterie::cooccurrence::{Window, count};
use coterie::evidence::{Corpus, Subject, article_view, evidence, search};
use coterie::graph::ViewSettings;
use coterie::ids::DocumentId;
use coterie::pipeline::{Article, sort};
use proptest::prelude::*;

const NAMES: &[&str] = &[
    "Carl Bach",
    "Anna Bach",
    "Bach",
    "Carl",
    "BACH",
    "Carl Bach Jr.",
    "C. Bach",
    "C. P. E. Bach",
    "Lord Bach",
    "U.S.",
    "US",
    "America",
    "United States",
    "General Motors",
    "GM",
    "General Motors Corp.",
    "GM Europe",
    "NATO",
    "Washington",
    "George Washington",
    "Washington, D.C.",
    "Bashar al-Assad",
    "al-Assad",
    "Assad",
    "…",
    "'s",
    "É. Zola",
    "Émile Zola",
    "Zola",
    "Motors",
    "The",
    "President",
    "Mr. Bach",
];
const KINDS: &[&str] = &["PER", "ORG", "LOC", "NORP", "EVENT", "MISC"];

fn an_article() -> impl Strategy<Value = String> {
    let mention =
        (0..NAMES.len(), prop_oneof![4 => Just(0usize), 2 => Just(1), 2 => Just(2), 1 => 3..6usize], 1..10u8)
            .prop_map(|(name, kind, score)| format!("[{}|{}|0.{score}]", NAMES[name], KINDS[kind]));
    let sentence = prop::collection::vec(mention, 0..4).prop_map(|mentions| mentions.join(" and ") + "x");
    let paragraph = prop::collection::vec(sentence, 1..4).prop_map(|sentences| sentences.join(" // "));
    prop::collection::vec(paragraph, 1..4).prop_map(|paragraphs| paragraphs.join("\n"))
}

fn articles() -> impl Strategy<Value = Vec<Article>> {
    prop::collection::vec(an_article(), 0..6).prop_map(|markups| {
        let markups: Vec<&str> = markups.iter().map(String::as_str).collect();
        markup::corpus(&markups)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_mention_belongs_to_exactly_one_entity(articles in articles()) {
        let entities = resolve(&articles);
        let mut seen: Vec<_> = entities.iter().flat_map(|entity| entity.mentions.clone()).collect();
        prop_assert!(entities.iter().all(|entity| !entity.mentions.is_empty() && entity.mentions.is_sorted()));
        seen.sort_unstable();
        let all: usize = articles.iter().map(|article| article.mentions.len()).sum();
        prop_assert_eq!(seen.len(), all);
        seen.dedup();
        prop_assert_eq!(seen.len(), all);
    }

    #[test]
    fn doubtful_mentions_are_mentions(articles in articles()) {
        for entity in resolve(&articles) {
            prop_assert!(entity.doubtful.is_sorted());
            prop_assert!(entity.doubtful.iter().all(|at| entity.mentions.binary_search(at).is_ok()));
            // A name is doubtful where any mention of it is, so that what is drawn doubtful can be asked about.
            let any = entity.aliases.iter().any(|alias| alias.link.is_doubtful());
            prop_assert_eq!(any, !entity.doubtful.is_empty());
        }
    }

    #[test]
    fn questions_are_about_entities(articles in articles()) {
        let entities = resolve(&articles);
        let find = |key| entities.iter().find(|entity| entity.key == key);
        for doubt in doubts(&articles, &entities) {
            prop_assert!(doubt.sure <= 1000);
            match doubt.question {
                Question::Link { entity, surface, mentions } => {
                    let entity = find(entity).expect("an entity");
                    prop_assert!(entity.aliases.iter().any(|alias| alias.surface == surface));
                    prop_assert!(mentions.iter().all(|at| entity.doubtful.contains(at)) && !mentions.is_empty());
                }
                Question::Separation { one, other } => {
                    prop_assert!(one != other && find(one).is_some() && find(other).is_some());
                }
            }
        }
    }

    #[test]
    fn keys_are_of_one_entity_and_names_are_among_the_aliases(articles in articles()) {
        let entities = resolve(&articles);
        let keys: BTreeSet<_> = entities.iter().map(|entity| entity.key).collect();
        prop_assert_eq!(keys.len(), entities.len());
        for entity in &entities {
            prop_assert!(entity.aliases.iter().any(|alias| alias.surface == entity.name));
            let counted: u32 = entity.aliases.iter().map(|alias| alias.mentions).sum();
            prop_assert_eq!(counted as usize, entity.mentions.len());
        }
    }

    #[test]
    fn the_order_of_files_does_not_matter(
        (sorted, mut shuffled) in articles().prop_flat_map(|articles| (Just(articles.clone()), Just(articles).prop_shuffle())),
    ) {
        sort(&mut shuffled);
        prop_assert_eq!(resolve(&sorted), resolve(&shuffled));
    }

    #[test]
    fn entities_come_most_mentions_first(articles in articles()) {
        let entities = resolve(&articles);
        prop_assert!(entities.is_sorted_by_key(|entity| (std::cmp::Reverse(entity.mentions.len()), entity.name.clone(), entity.kind)));
    }

    #[test]
    fn a_tie_is_as_heavy_as_its_passages_and_each_names_both(articles in articles(), window in 0..3usize) {
        let entities = resolve(&articles);
        let owners = Owners::new(&articles, &entities);
        let corpus = Corpus::new(&articles, &entities, &owners);
        let settings = ViewSettings { window: Window::ALL[window], ..ViewSettings::default() };
        let pairs = count(&articles, &entities, settings.window);
        prop_assert!(pairs.is_sorted_by_key(|pair| (pair.a, pair.b)));
        for pair in &pairs {
            let keys = [entities[pair.a.index()].key, entities[pair.b.index()].key];
            let answer = evidence(corpus, &pairs, Subject::Tie(keys[0], keys[1]), &settings, usize::MAX);
            let answer = answer.expect("a tie has evidence");
            prop_assert_eq!(answer.weight, pair.weight());
            for article in &answer.articles {
                prop_assert_eq!(article.count as usize, article.passages.len());
                for passage in &article.passages {
                    let both = keys.iter().all(|&key| passage.marks.iter().any(|mark| mark.asked && mark.entity == key));
                    prop_assert!(both || settings.window == Window::Document);
                    for mark in &passage.marks {
                        prop_assert!(passage.text.get(mark.start as usize..mark.end as usize).is_some());
                    }
                    let paragraphs = article_view(corpus, DocumentId(article.document)).expect("an article").paragraphs;
                    let paragraph = &paragraphs[passage.paragraph as usize];
                    prop_assert!(paragraph.text[passage.offset as usize..].starts_with(&passage.text));
                }
            }
        }
    }

    #[test]
    fn an_entity_is_found_by_each_of_its_names(articles in articles()) {
        let entities = resolve(&articles);
        for (index, entity) in entities.iter().enumerate() {
            for alias in &entity.aliases {
                let found = search(&entities, &alias.surface.to_uppercase());
                prop_assert!(found.iter().any(|id| id.index() == index), "{} by {}", entity.name, alias.surface);
            }
        }
    }
}
