//! From an entity or a tie to the articles' own words.

use std::cmp::Reverse;

use super::windows::{self, Said};
use super::{
    ArticlePassages, ArticleView, Corpus, DecidedBy, EntityView, Evidence, Mark, Neighbour, Paragraph,
    PassageView, Subject, alias_view, doubts,
};
use crate::aliases::{Entity, MentionRef};
use crate::cooccurrence::{self, Cooccurrence, Passage, Window};
use crate::coreference;
use crate::graph::{Strength, ViewSettings};
use crate::ids::{DocumentId, EntityId, EntityKey, Span};
use crate::order::InOrder;
use crate::pipeline::Article;

/// How many neighbours are listed at most.
pub const NEIGHBOURS: usize = 200;

/// The head of the panel for an entity. `decided` words the names that a person gave.
pub fn entity_view(entity: &Entity, decided: Option<&DecidedBy>) -> EntityView {
    let none = DecidedBy::new();
    let decided = decided.unwrap_or(&none);
    EntityView {
        key: entity.key,
        name: entity.name.clone(),
        kind: entity.kind,
        aliases: entity.aliases.iter().map(|alias| alias_view(alias, decided)).collect(),
        mentions: entity.mentions.len() as u32,
        documents: entity.document_count(),
    }
}

/// The sentences behind `subject`. `cooccurrences` are those of `settings.window` ([`cooccurrence::count`]); at most
/// `limit` passages are given, the first in order of the corpus, and counts stay totals. `None` when an entity is no
/// longer there, or the two of a tie share no window.
///
/// A passage is the window itself; where that is the whole article, it is each sentence of the article that names
/// what was asked about, and of a tie those that name both come first.
pub fn evidence(
    corpus: Corpus<'_>,
    cooccurrences: &[Cooccurrence],
    subject: Subject,
    settings: &ViewSettings,
    limit: usize,
) -> Option<Evidence> {
    let asked: Vec<EntityId> = match subject {
        Subject::Entity(key) => vec![find(corpus.entities, key)?],
        Subject::Tie(one, other) => vec![find(corpus.entities, one)?, find(corpus.entities, other)?],
    };
    let pair = match asked[..] {
        [one, other] => Some(cooccurrence::find(cooccurrences, one, other)?),
        _ => None,
    };
    let ask = Asked { corpus, asked: &asked, window: settings.window };
    let all = ask.naming_all();
    let said = Said::new(corpus, &all, settings.window);
    let named = said.once(all);
    let (referred, said_of_referred) = ask.referring(pair, &named, &said);
    let mut documents: Vec<DocumentId> = named.iter().map(|window| window.document).collect();
    documents.dedup();
    let (articles, left) = ask.passages(&named, &said, limit);
    let (references, _) = ask.passages(&referred, &said_of_referred, left);
    let neighbours = match asked[..] {
        [one] => neighbours(corpus, cooccurrences, one, settings),
        _ => Vec::new(),
    };
    let entities: Vec<&Entity> = asked.iter().map(|id| &corpus.entities[id.index()]).collect();
    Some(Evidence {
        subject,
        entities: entities.iter().map(|entity| entity_view(entity, corpus.decided)).collect(),
        window: settings.window,
        weight: named.len() as u32,
        documents: documents.len() as u32,
        neighbour_count: neighbours.len() as u32,
        neighbours: neighbours.into_iter().take(NEIGHBOURS).collect(),
        articles,
        referred: referred.len() as u32,
        references,
        doubts: match pair {
            Some(_) => doubts::lines(corpus, &entities, &named, settings.window),
            None => Vec::new(),
        },
    })
}

/// A question: an entity, or two together, in windows of one size.
#[derive(Clone, Copy, Debug)]
struct Asked<'a> {
    corpus: Corpus<'a>,
    asked: &'a [EntityId],
    window: Window,
}

impl Asked<'_> {
    fn mentions(&self, id: EntityId) -> &[MentionRef] {
        &self.corpus.entities[id.index()].mentions
    }

    /// The windows that name all that was asked about.
    fn naming_all(&self) -> Vec<Passage> {
        let mut all = windows::naming(self.corpus, self.mentions(self.asked[0]), self.window);
        for &id in &self.asked[1..] {
            let naming = windows::naming(self.corpus, self.mentions(id), self.window);
            all.retain(|at| naming.binary_search(at).is_ok());
        }
        all
    }

    /// The windows in which not all are named, but all named or referred to. Those of a `pair` are counted already.
    fn referring(&self, pair: Option<&Cooccurrence>, named: &[Passage], said: &Said) -> (Vec<Passage>, Said) {
        let mut referred = match pair {
            Some(pair) => pair.referred.clone(),
            None => windows::referring(self.corpus, self.asked[0], self.window),
        };
        let said_of_referred = Said::new(self.corpus, &referred, self.window);
        if pair.is_none() {
            referred.retain(|at| named.binary_search(at).is_err() && !said.has(&said_of_referred, *at));
            referred = said_of_referred.once(referred);
        }
        (referred, said_of_referred)
    }

    /// The first `limit` passages of these windows by article, and how many more might have been given.
    fn passages(&self, windows: &[Passage], said: &Said, limit: usize) -> (Vec<ArticlePassages>, usize) {
        let mut articles = Vec::new();
        let mut left = limit;
        for windows in windows.chunk_by(|one, next| one.document == next.document) {
            if left == 0 {
                break;
            }
            let document = windows[0].document;
            let Some(article) = self.corpus.articles.get(document.index()) else { continue };
            let spans: Vec<Span> = match self.window {
                Window::Sentence | Window::Paragraph => windows.iter().map(|window| window.span).collect(),
                Window::Document => self.sentences(document),
            };
            let mut passages: Vec<PassageView> = spans
                .iter()
                .take(left)
                .map(|&span| passage(self.corpus, document, article, span, self.asked))
                .collect();
            for (passage, &at) in passages.iter_mut().zip(windows) {
                passage.also = said.elsewhere(self.corpus, at);
            }
            left -= passages.len();
            articles.push(ArticlePassages {
                document: document.0,
                file: article.document.name.clone(),
                metadata: article.document.metadata.clone(),
                count: spans.len() as u32,
                passages,
            });
        }
        (articles, left)
    }

    /// The sentences of a document that name or refer to any that was asked about, those with most of them first.
    fn sentences(&self, document: DocumentId) -> Vec<Span> {
        let mut told: Vec<Span> = Vec::new();
        for &id in self.asked {
            let mentions = self.mentions(id);
            let from = mentions.partition_point(|at| at.document < document);
            let until = mentions.partition_point(|at| at.document <= document);
            let mut sentences = windows::naming(self.corpus, &mentions[from..until], Window::Sentence);
            sentences.extend(windows::sentences_referring(self.corpus, id, document));
            sentences.put_in_order(Ord::cmp);
            sentences.dedup();
            told.extend(sentences.iter().map(|passage| passage.span));
        }
        told.put_in_order(Ord::cmp);
        let mut sentences: Vec<(Span, usize)> =
            told.chunk_by(|one, next| one == next).map(|chunk| (chunk[0], chunk.len())).collect();
        sentences.put_in_order_of(|&(span, names)| (std::cmp::Reverse(names), span));
        sentences.into_iter().map(|(span, _)| span).collect()
    }
}

/// Sentences in which these mentions (sorted) stand, marked as what was asked about; at most `limit`, from as many
/// articles as there are.
pub fn sentences_of(corpus: Corpus<'_>, mentions: &[MentionRef], limit: usize) -> Vec<ArticlePassages> {
    let mut by_article: Vec<&[MentionRef]> =
        mentions.chunk_by(|one, next| one.document == next.document).collect();
    by_article.truncate(limit);
    let each = limit / by_article.len().max(1);
    let mut more = limit - each * by_article.len();
    let mut articles = Vec::new();
    for mentions in by_article {
        let document = mentions[0].document;
        let Some(article) = corpus.articles.get(document.index()) else { continue };
        let sentences = windows::naming(corpus, mentions, Window::Sentence);
        let given = sentences.len().min(each + more);
        more -= given.saturating_sub(each);
        let asked = |at: &Mark| {
            let found = MentionRef { document, mention: at.mention };
            !at.referred && mentions.binary_search(&found).is_ok()
        };
        let view = |at: &Passage| {
            let mut view = passage(corpus, document, article, at.span, &[]);
            for mark in &mut view.marks {
                mark.asked = asked(mark);
            }
            view
        };
        articles.push(ArticlePassages {
            document: document.0,
            file: article.document.name.clone(),
            metadata: article.document.metadata.clone(),
            count: sentences.len() as u32,
            passages: sentences.iter().take(given).map(view).collect(),
        });
    }
    articles
}

/// A whole article with every name marked; `None` when there is none of that index. What it says of itself and how it
/// differs from others is for those to add who know the words and the copies.
pub fn article_view(corpus: Corpus<'_>, document: DocumentId) -> Option<ArticleView> {
    let article = corpus.articles.get(document.index())?;
    Some(ArticleView {
        document: document.0,
        title: article.document.title().to_owned(),
        file: article.document.name.clone(),
        facts: Vec::new(),
        copy: String::new(),
        copy_of: 0,
        paragraphs: article
            .document
            .blocks
            .iter()
            .map(|block| Paragraph {
                text: article.document.slice(block.span).to_owned(),
                marks: marks(corpus, document, article, block.span, &[]),
                role: block.role,
                changes: Vec::new(),
            })
            .collect(),
    })
}

fn find(entities: &[Entity], key: EntityKey) -> Option<EntityId> {
    entities.iter().position(|entity| entity.key == key).map(|index| EntityId(index as u32))
}

/// The number of windows that name an entity: [`Evidence::weight`] without the rest.
pub fn window_count(corpus: Corpus<'_>, entity: EntityId, window: Window) -> u32 {
    let entity = corpus.entities.get(entity.index());
    entity.map_or(0, |entity| {
        let naming = windows::naming(corpus, &entity.mentions, window);
        Said::new(corpus, &naming, window).once(naming).len() as u32
    })
}

/// A passage with all names in it marked, none of them asked about. `None` if its document is not there.
pub fn passage_view(corpus: Corpus<'_>, at: Passage) -> Option<PassageView> {
    let article = corpus.articles.get(at.document.index())?;
    Some(passage(corpus, at.document, article, at.span, &[]))
}

fn passage(
    corpus: Corpus<'_>,
    document: DocumentId,
    article: &Article,
    span: Span,
    asked: &[EntityId],
) -> PassageView {
    let blocks = &article.document.blocks;
    let paragraph = blocks.partition_point(|block| block.span.end <= span.start);
    let start = blocks.get(paragraph).map_or(span.start, |block| block.span.start);
    PassageView {
        text: article.document.slice(span).to_owned(),
        marks: marks(corpus, document, article, span, asked),
        paragraph: paragraph as u32,
        offset: span.start.saturating_sub(start),
        also: String::new(),
    }
}

/// The names within a span, and what refers to one, as bytes of the span; of two that overlap, the first stands, and a
/// name before a reference.
fn marks(
    corpus: Corpus<'_>,
    document: DocumentId,
    article: &Article,
    span: Span,
    asked: &[EntityId],
) -> Vec<Mark> {
    let first = article.mentions.partition_point(|mention| mention.span.start < span.start);
    let mut end = span.start;
    let mut marks = Vec::new();
    for (mention, index) in article.mentions[first..].iter().zip(first..) {
        if mention.span.start >= span.end {
            break;
        }
        if mention.span.start < end || !span.contains(mention.span) || mention.span.is_empty() {
            continue;
        }
        let Some(owner) = corpus.owners.of(document, index as u32) else { continue };
        let Some(entity) = corpus.entities.get(owner.index()) else { continue };
        end = mention.span.end;
        marks.push(Mark {
            start: mention.span.start - span.start,
            end: mention.span.end - span.start,
            entity: entity.key,
            kind: entity.kind,
            asked: asked.contains(&owner),
            referred: false,
            mention: index as u32,
        });
    }
    let names = marks.len();
    for reference in coreference::of(corpus.references, document) {
        let Some(entity) = corpus.entities.get(reference.entity.index()) else { continue };
        if !span.contains(reference.span) || reference.span.is_empty() {
            continue;
        }
        let (start, end) = (reference.span.start - span.start, reference.span.end - span.start);
        if marks[..names].iter().all(|name| name.end <= start || end <= name.start) {
            marks.push(Mark {
                start,
                end,
                entity: entity.key,
                kind: entity.kind,
                asked: asked.contains(&reference.entity),
                referred: true,
                mention: 0,
            });
        }
    }
    marks.put_in_order_of(|mark| mark.start);
    marks
}

/// What an entity is tied to under the settings, strongest first.
fn neighbours(
    corpus: Corpus<'_>,
    cooccurrences: &[Cooccurrence],
    of: EntityId,
    settings: &ViewSettings,
) -> Vec<Neighbour> {
    let mut around: Vec<(Strength, EntityId)> = cooccurrences
        .iter()
        .filter(|pair| pair.a == of || pair.b == of)
        .map(|pair| (pair.strength(), if pair.a == of { pair.b } else { pair.a }))
        .filter(|(strength, _)| strength.reaches(settings.least_weight.max(1)))
        .filter(|(_, id)| settings.kinds.contains(corpus.entities[id.index()].kind))
        .collect();
    around
        .put_in_order_of(|&(Strength { weight, referred, .. }, id)| (Reverse(weight), Reverse(referred), id));
    around
        .into_iter()
        .map(|(Strength { weight, referred, .. }, id)| {
            let entity = &corpus.entities[id.index()];
            Neighbour { key: entity.key, name: entity.name.clone(), kind: entity.kind, weight, referred }
        })
        .collect()
}
