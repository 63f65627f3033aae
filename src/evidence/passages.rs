//! From an entity or a tie to the articles' own words.

use super::{
    ArticlePassages, ArticleView, Corpus, EntityView, Evidence, Mark, Neighbour, Paragraph, PassageView,
    Subject,
};
use crate::aliases::{Entity, MentionRef};
use crate::cooccurrence::{self, Cooccurrence, Passage, Window};
use crate::graph::ViewSettings;
use crate::ids::{DocumentId, EntityId, EntityKey, Span};
use crate::pipeline::Article;

/// How many neighbours are listed at most.
pub const NEIGHBOURS: usize = 200;

/// The head of the panel for an entity.
pub fn entity_view(entity: &Entity) -> EntityView {
    EntityView {
        key: entity.key,
        name: entity.name.clone(),
        kind: entity.kind,
        aliases: entity.aliases.clone(),
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
    let windows: Vec<Passage> = match asked[..] {
        [one, other] => cooccurrence::find(cooccurrences, one, other)?.passages.clone(),
        _ => windows_of(corpus, &corpus.entities[asked[0].index()].mentions, settings.window),
    };
    let mut articles = Vec::new();
    let mut documents = 0;
    let mut left = limit;
    for windows in windows.chunk_by(|one, next| one.document == next.document) {
        documents += 1;
        let Some(article) = corpus.articles.get(windows[0].document.index()).filter(|_| left > 0) else {
            continue;
        };
        let spans: Vec<Span> = match settings.window {
            Window::Sentence | Window::Paragraph => windows.iter().map(|window| window.span).collect(),
            Window::Document => sentences(corpus, &asked, windows[0].document),
        };
        let passages: Vec<PassageView> = spans
            .iter()
            .take(left)
            .map(|&span| passage(corpus, windows[0].document, article, span, &asked))
            .collect();
        left -= passages.len();
        articles.push(ArticlePassages {
            document: windows[0].document.0,
            file: article.document.name.clone(),
            metadata: article.document.metadata.clone(),
            count: spans.len() as u32,
            passages,
        });
    }
    let neighbours = match asked[..] {
        [one] => neighbours(corpus, cooccurrences, one, settings),
        _ => Vec::new(),
    };
    Some(Evidence {
        subject,
        entities: asked.iter().map(|id| entity_view(&corpus.entities[id.index()])).collect(),
        window: settings.window,
        weight: windows.len() as u32,
        documents,
        neighbour_count: neighbours.len() as u32,
        neighbours: neighbours.into_iter().take(NEIGHBOURS).collect(),
        articles,
        referred: 0,
        references: Vec::new(),
        doubts: Vec::new(),
    })
}

/// A whole article with every name marked; `None` when there is none of that index.
pub fn article_view(corpus: Corpus<'_>, document: DocumentId) -> Option<ArticleView> {
    let article = corpus.articles.get(document.index())?;
    Some(ArticleView {
        document: document.0,
        file: article.document.name.clone(),
        metadata: article.document.metadata.clone(),
        paragraphs: article
            .document
            .blocks
            .iter()
            .map(|block| Paragraph {
                text: article.document.slice(block.span).to_owned(),
                marks: marks(corpus, document, article, block.span, &[]),
                role: block.role,
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
    entity.map_or(0, |entity| windows_of(corpus, &entity.mentions, window).len() as u32)
}

/// The windows in which any of `mentions` stands, in order.
fn windows_of(corpus: Corpus<'_>, mentions: &[MentionRef], window: Window) -> Vec<Passage> {
    let mut windows: Vec<Passage> = mentions
        .iter()
        .filter_map(|at| {
            let article = corpus.articles.get(at.document.index())?;
            let mention = article.mentions.get(at.mention as usize)?;
            let sentence = article.sentences.get(mention.sentence as usize)?;
            Some(Passage { document: at.document, span: window.around(article, sentence) })
        })
        .collect();
    windows.sort_unstable();
    windows.dedup();
    windows
}

/// The sentences of a document that name any of `asked`, those that name most of them first.
fn sentences(corpus: Corpus<'_>, asked: &[EntityId], document: DocumentId) -> Vec<Span> {
    let mut named: Vec<Span> = Vec::new();
    for id in asked {
        let mentions = &corpus.entities[id.index()].mentions;
        let from = mentions.partition_point(|at| at.document < document);
        let until = mentions.partition_point(|at| at.document <= document);
        let windows = windows_of(corpus, &mentions[from..until], Window::Sentence);
        named.extend(windows.iter().map(|passage| passage.span));
    }
    named.sort_unstable();
    let mut sentences: Vec<(Span, usize)> =
        named.chunk_by(|one, next| one == next).map(|chunk| (chunk[0], chunk.len())).collect();
    sentences.sort_by_key(|&(span, names)| (std::cmp::Reverse(names), span));
    sentences.into_iter().map(|(span, _)| span).collect()
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

/// The names within a span, as bytes of the span; of two that overlap, the first stands.
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
    marks
}

/// What an entity is tied to under the settings, strongest first.
fn neighbours(
    corpus: Corpus<'_>,
    cooccurrences: &[Cooccurrence],
    of: EntityId,
    settings: &ViewSettings,
) -> Vec<Neighbour> {
    let mut around: Vec<(std::cmp::Reverse<u32>, EntityId)> = cooccurrences
        .iter()
        .filter(|pair| (pair.a == of || pair.b == of) && pair.weight() >= settings.least_weight)
        .map(|pair| (std::cmp::Reverse(pair.weight()), if pair.a == of { pair.b } else { pair.a }))
        .filter(|(_, id)| settings.kinds.contains(corpus.entities[id.index()].kind))
        .collect();
    around.sort_unstable();
    around
        .into_iter()
        .map(|(weight, id)| {
            let entity = &corpus.entities[id.index()];
            Neighbour {
                key: entity.key,
                name: entity.name.clone(),
                kind: entity.kind,
                weight: weight.0,
                referred: 0,
            }
        })
        .collect()
}
