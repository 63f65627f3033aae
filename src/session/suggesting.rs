//! The questions worth asking: doubtful links and doubtful separations, those that change most first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::NodeIndex;

use super::corpus::{Corpus, Ties};
use super::{Session, Shown};
use crate::aliases::{self, Doubt, Entity, MentionRef, Question};
use crate::app::views::kind_word;
use crate::app::words;
use crate::decisions::{Decision, Part};
use crate::evidence::{self, in_hundred};
use crate::graph::ViewSettings;
use crate::ids::{EntityId, EntityKey};
use crate::order::{Gather, InOrder};
use crate::protocol::{Response, SideView, Stamp, SuggestionView};

/// How many passages stand beside each side.
const PASSAGES: usize = 3;

/// A question, and how many ties an answer that differs from what is shown would change.
#[derive(Debug)]
struct Ranked {
    id: u64,
    doubt: Doubt,
    ties: u32,
}

impl Session {
    /// The open questions; those put off come last, in the order in which they were.
    pub(super) fn suggestions(&mut self, later: &[u64], limit: u32) -> Response {
        let settings = self.settings;
        let Shown::Articles(corpus) = &mut self.shown else {
            return Response::Suggestions { total: 0, questions: Vec::new() };
        };
        corpus.count(&settings);
        let mut ranked = ranked(corpus, &settings);
        let put_off = |id: u64| later.iter().position(|&other| other == id).map_or(0, |place| place + 1);
        ranked.put_in_order_of(|one| {
            // Of two that change as much, the one that is nearer to a toss of a coin.
            (put_off(one.id), Reverse(one.ties), one.doubt.sure.abs_diff(500), one.id)
        });
        let total = ranked.len() as u32;
        let asking = Asking { corpus, by_key: by_key(corpus), settings };
        let questions = ranked.iter().filter_map(|one| asking.view(one)).take(limit as usize).collect();
        Response::Suggestions { total, questions }
    }

    /// Decides a question.
    pub(super) fn answer(&mut self, suggestion: u64, same: bool, stamp: &Stamp) -> Vec<Response> {
        let Shown::Articles(corpus) = &self.shown else { return self.no_articles() };
        let open = open(corpus).into_iter().find(|(id, _)| *id == suggestion);
        let decision = open.and_then(|(_, doubt)| answered(corpus, &doubt.question, same));
        let Some((decision, touched)) = decision else { return self.gone() };
        match decision.checked() {
            Some(decision) => self.enter(decision, stamp, Some(touched)),
            None => self.gone(),
        }
    }
}

/// What an answer decides, and on which entity.
fn answered(corpus: &Corpus, question: &Question, same: bool) -> Option<(Decision, EntityKey)> {
    Some(match (question, same) {
        (Question::Link { entity, surface, .. }, true) => {
            (Decision::Confirm { of: corpus.who(*entity)?, name: surface.clone() }, *entity)
        }
        (Question::Link { entity, surface, .. }, false) => {
            let part = Part::Doubtful(surface.clone());
            (Decision::Split { of: corpus.who(*entity)?, part, name: None }, *entity)
        }
        (Question::Separation { one, other }, true) => {
            let [first, second] = fuller_first(corpus, *one, *other)?;
            (Decision::Merge { of: vec![corpus.who(first)?, corpus.who(second)?] }, first)
        }
        (Question::Separation { one, other }, false) => {
            (Decision::Apart(corpus.who(*one)?, corpus.who(*other)?), *one)
        }
    })
}

/// Which of two gives the name: the one of more words, unless it is a rare one; else the one named more.
fn fuller_first(corpus: &Corpus, one: EntityKey, other: EntityKey) -> Option<[EntityKey; 2]> {
    let entity = |key| corpus.entities().iter().find(|entity| entity.key == key);
    let (first, second) = (entity(one)?, entity(other)?);
    let words = |entity: &Entity| entity.name.split(' ').count();
    let rare = 5 * second.mentions.len() < first.mentions.len();
    let fuller = words(second) > words(first) && (!rare || words(first) == 1);
    Some(if fuller { [other, one] } else { [one, other] })
}

/// The questions that no decision answers, each with its id: of keys and names, so that it is the same whatever else
/// is read.
fn open(corpus: &Corpus) -> Vec<(u64, Doubt)> {
    let doubts = aliases::doubts(corpus.articles(), corpus.entities());
    let open = doubts.into_iter().filter(|doubt| match doubt.question {
        Question::Separation { one, other } => !corpus.told_apart(one, other),
        Question::Link { .. } => true,
    });
    let id = |question: &Question| match question {
        Question::Link { entity, surface, .. } => {
            EntityKey::new("link", &format!("{:016x} {surface}", entity.0)).0
        }
        Question::Separation { one, other } => {
            EntityKey::new("apart", &format!("{:016x} {:016x}", one.min(other).0, one.max(other).0)).0
        }
    };
    open.map(|doubt| (id(&doubt.question), doubt)).collect()
}

fn by_key(corpus: &Corpus) -> BTreeMap<EntityKey, EntityId> {
    corpus.entities().iter().map(|entity| entity.key).zip((0..).map(EntityId)).gather()
}

fn ranked(corpus: &Corpus, settings: &ViewSettings) -> Vec<Ranked> {
    let Some(ties) = corpus.ties(settings) else { return Vec::new() };
    let by_key = by_key(corpus);
    let open = open(corpus).into_iter();
    open.map(|(id, doubt)| {
        let (Question::Link { entity: of, .. } | Question::Separation { other: of, .. }) = &doubt.question;
        let shown = by_key.get(of).filter(|id| is_chosen(corpus, settings, **id));
        let ties = shown.map_or(0, |&id| match &doubt.question {
            Question::Link { mentions, .. } => partners(corpus, id, mentions, settings),
            Question::Separation { .. } => degree(corpus, ties, id, settings),
        });
        Ranked { id, doubt, ties }
    })
    .collect()
}

/// Whether an entity is of a kind that is shown.
fn is_chosen(corpus: &Corpus, settings: &ViewSettings, id: EntityId) -> bool {
    corpus.entities().get(id.index()).is_some_and(|entity| settings.kinds.contains(entity.kind))
}

/// To how many of the kinds shown an entity is tied.
fn degree(corpus: &Corpus, ties: &Ties, id: EntityId, settings: &ViewSettings) -> u32 {
    let others = ties.graph.graph().neighbors(NodeIndex::new(id.index()));
    others.filter(|other| is_chosen(corpus, settings, EntityId(other.index() as u32))).count() as u32
}

/// How many others of the kinds shown share a window with one of these mentions.
fn partners(corpus: &Corpus, own: EntityId, mentions: &[MentionRef], settings: &ViewSettings) -> u32 {
    let mut others: BTreeSet<EntityId> = BTreeSet::new();
    let owners = corpus.owners();
    for at in mentions {
        let Some(article) = corpus.articles().get(at.document.index()) else { continue };
        let around = |mention: usize| {
            let sentence = article.sentences.get(article.mentions.get(mention)?.sentence as usize)?;
            Some(settings.window.around(article, sentence))
        };
        let Some(span) = around(at.mention as usize) else { continue };
        let first = article.mentions.partition_point(|mention| mention.span.start < span.start);
        for (mention, index) in article.mentions.iter().zip(0u32..).skip(first) {
            if mention.span.start >= span.end {
                break;
            }
            others.extend(owners.of(at.document, index).filter(|&owner| owner != own));
        }
    }
    others.iter().filter(|&&other| is_chosen(corpus, settings, other)).count() as u32
}

/// What questions are put into words with.
struct Asking<'a> {
    corpus: &'a Corpus,
    by_key: BTreeMap<EntityKey, EntityId>,
    settings: ViewSettings,
}

impl Asking<'_> {
    fn view(&self, ranked: &Ranked) -> Option<SuggestionView> {
        let Ranked { id, doubt, ties } = ranked;
        let (question, change, sides) = match &doubt.question {
            Question::Link { entity, surface, mentions } => {
                let owner = self.entity(*entity)?;
                let surely = |at: &&MentionRef| mentions.binary_search(at).is_err();
                let sure: Vec<MentionRef> = owner.mentions.iter().filter(surely).copied().collect();
                let question = words::ASK_LINK.with(&[("name", surface), ("full", &owner.name)]);
                let sides = [self.side(owner, surface, mentions), self.side(owner, &owner.name, &sure)];
                (question, words::CHANGE_IF_DIFFERENT, sides)
            }
            Question::Separation { one, other } => {
                let (one, other) = (self.entity(*one)?, self.entity(*other)?);
                let phrase =
                    if one.kind == other.kind { words::ASK_SEPARATION } else { words::ASK_SEPARATION_KINDS };
                let question = phrase.with(&[
                    ("a", &other.name),
                    ("b", &one.name),
                    ("kind", kind_word(other.kind)),
                    ("other", kind_word(one.kind)),
                ]);
                let side = |entity: &Entity| self.side(entity, &entity.name, &entity.mentions);
                (question, words::CHANGE_IF_SAME, [side(other), side(one)])
            }
        };
        let (reason, sure) = (evidence::reason(doubt.reason), in_hundred(doubt.sure));
        Some(SuggestionView {
            id: *id,
            question,
            why: words::ASK_WHY.with(&[("why", reason), ("n", &sure)]),
            ties: *ties,
            change: change.count(*ties, &[]),
            sides,
        })
    }

    fn entity(&self, key: EntityKey) -> Option<&Entity> {
        self.corpus.entities().get(self.by_key.get(&key)?.index())
    }

    fn side(&self, entity: &Entity, name: &str, mentions: &[MentionRef]) -> SideView {
        let mut documents: Vec<u32> = mentions.iter().map(|at| at.document.0).collect();
        documents.dedup();
        let named = words::MENTIONS_COUNT.count(mentions.len() as u32, &[]);
        let articles = words::ARTICLES_COUNT.count(documents.len() as u32, &[]);
        SideView {
            key: entity.key,
            name: name.to_owned(),
            kind: entity.kind,
            about: words::IN_ARTICLES.with(&[("count", &named), ("articles", &articles)]),
            articles: evidence::sentences_of(self.corpus.answers(&self.settings), mentions, PASSAGES),
        }
    }
}
