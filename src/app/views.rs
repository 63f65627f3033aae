//! What each panel shows: pure functions of the [`Model`], compared by the panels so that only what changed is
//! drawn again.

use super::model::{Corpus, Engine, Model, Shown};
use super::sharing::{FILE_NAME, Handed, Link};
use super::trail::{Content, Place};
use super::{Sorting, words};
use crate::aliases::Reason;
use crate::cooccurrence::Window;
use crate::diagnostic::{Diagnostic, Severity};
use crate::entities::{Kind, KindSet};
use crate::evidence::{ArticlePassages, ArticleView, EntityView, Evidence, Mark, Subject};
use crate::ids::EntityKey;
use crate::read::{Metadata, Role};
use crate::share::LONGEST_LINK;

/// The name of a kind, for one of them.
pub fn kind_word(kind: Kind) -> &'static str {
    let word = match kind {
        Kind::Person => words::PERSON,
        Kind::Organisation => words::ORGANISATION,
        Kind::Place => words::PLACE,
        Kind::Group => words::GROUP,
        Kind::Event => words::EVENT,
        Kind::Other => words::OTHER,
    };
    word.text()
}

/// The name of a kind, for all of them.
pub fn kinds_word(kind: Kind) -> &'static str {
    let word = match kind {
        Kind::Person => words::PERSONS,
        Kind::Organisation => words::ORGANISATIONS,
        Kind::Place => words::PLACES,
        Kind::Group => words::GROUPS,
        Kind::Event => words::EVENTS,
        Kind::Other => words::OTHERS,
    };
    word.text()
}

/// A number of windows: `31 sentences`.
pub fn windows(window: Window, n: u32) -> String {
    let phrase = match window {
        Window::Sentence => words::SENTENCES_COUNT,
        Window::Paragraph => words::PARAGRAPHS_COUNT,
        Window::Document => words::ARTICLES_COUNT,
    };
    phrase.count(n, &[])
}

/// A number of windows in a number of articles: `31 sentences in 5 articles`.
pub fn windows_in(window: Window, n: u32, documents: u32) -> String {
    let count = windows(window, n);
    if window == Window::Document || documents == 0 {
        return words::IN_ONE_ARTICLE.with(&[("count", &count)]);
    }
    let articles = words::ARTICLES_COUNT.count(documents, &[]);
    words::IN_ARTICLES.with(&[("count", &count), ("articles", &articles)])
}

/// The id of a name's row in the list.
pub fn name_id(key: EntityKey) -> String {
    ["name-", &key.0.to_string()].concat()
}

/// The totals in the bar at the top: `5 articles · 37 entities · 117 ties`.
pub fn totals(model: &Model) -> String {
    let totals = &model.shown.view.totals;
    if totals.entities == 0 && totals.documents == 0 {
        return String::new();
    }
    let parts = [
        words::ARTICLES_COUNT.count(totals.documents, &[]),
        words::ENTITIES_COUNT.count(totals.entities, &[]),
        words::TIES_COUNT.count(totals.ties, &[]),
    ];
    parts.join(" · ")
}

/// A row of the list of names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameRow {
    /// Whose.
    pub key: EntityKey,
    /// The full name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// How often it is named.
    pub mentions: u32,
    /// To how many shown names it is tied.
    pub ties: u32,
    /// The row in words.
    pub words: String,
}

/// The list that mirrors the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamesView {
    /// In order, cut at the limit.
    pub rows: Vec<NameRow>,
    /// How many are not listed.
    pub more: u32,
    /// The order.
    pub sorting: Sorting,
}

/// The list that mirrors the graph.
pub fn names(model: &Model) -> NamesView {
    let nodes = &model.shown.view.nodes;
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    match model.names.sorting {
        Sorting::Mentions => {}
        Sorting::Ties => order.sort_by_key(|&i| std::cmp::Reverse(nodes[i].degree)),
        Sorting::Name => order.sort_by_cached_key(|&i| nodes[i].name.to_lowercase()),
    }
    let shown = order.len().min(model.names.limit);
    let rows = order.into_iter().take(shown).map(|i| &nodes[i]).map(|node| NameRow {
        key: node.key,
        name: node.name.clone(),
        kind: node.kind,
        mentions: node.mentions,
        ties: node.degree,
        words: words::NAME_ROW.with(&[
            ("name", &node.name),
            ("kind", kind_word(node.kind)),
            ("mentions", &words::MENTIONS_COUNT.count(node.mentions, &[])),
            ("ties", &words::TIES_COUNT.count(node.degree, &[])),
        ]),
    });
    NamesView { rows: rows.collect(), more: (nodes.len() - shown) as u32, sorting: model.names.sorting }
}

/// A kind in filters and legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindRow {
    /// Which.
    pub kind: Kind,
    /// How many entities of it there are.
    pub count: u32,
    /// Whether it is shown.
    pub shown: bool,
}

/// The kinds, in order.
pub fn kinds(model: &Model) -> Vec<KindRow> {
    let counts = model.shown.view.totals.by_kind;
    let row = |kind: Kind| KindRow {
        kind,
        count: counts[kind.index()],
        shown: model.settings.kinds.contains(kind),
    };
    Kind::ALL.into_iter().map(row).collect()
}

/// The filters beside the kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiltersView {
    /// How near is together.
    pub window: Window,
    /// Ties below it are left out.
    pub least: u32,
    /// The weight of the strongest tie.
    pub most: u32,
    /// `least` with its unit.
    pub least_words: String,
    /// Ties by weight: per weight, height in percent of the highest, and whether it is kept.
    pub bars: Vec<(u32, bool)>,
}

/// The filters beside the kinds.
pub fn filters(model: &Model) -> FiltersView {
    let view = &model.shown.view;
    let highest = view.weights.iter().copied().max().unwrap_or(0).max(1);
    let least = model.settings.least_weight;
    let bars = view.weights.iter().zip(1u32..).map(|(count, weight)| {
        // A square root, so that one tall bar leaves the others to be seen.
        let height = (*count as f32 / highest as f32).sqrt() * 100.0;
        (if *count > 0 { (height as u32).max(4) } else { 0 }, weight >= least)
    });
    FiltersView {
        window: model.settings.window,
        least,
        most: view.totals.strongest.max(least).max(1),
        least_words: windows(model.settings.window, least),
        bars: bars.collect(),
    }
}

/// A line of the list of articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleRow {
    /// Index in the corpus.
    pub document: u32,
    /// Headline, or the file's name.
    pub title: String,
    /// Date and number of names.
    pub note: String,
}

/// The list of articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticlesView {
    /// In order, cut.
    pub rows: Vec<ArticleRow>,
    /// How many are not listed.
    pub more: u32,
    /// What stands in place of an empty list.
    pub note: &'static str,
}

/// The list of articles.
pub fn articles(model: &Model) -> ArticlesView {
    let shown = model.articles.len().min(model.articles_limit);
    let rows = model.articles.iter().take(shown).map(|line| {
        let names = words::ARTICLE_NAMES.count(line.names, &[]);
        let parts: Vec<&str> = line.date.as_deref().into_iter().chain([names.as_str()]).collect();
        ArticleRow {
            document: line.document,
            title: line.title.clone().unwrap_or_else(|| line.file.clone()),
            note: parts.join(" · "),
        }
    });
    let note = match model.corpus {
        Corpus::Finding { .. } => words::SHARED_ARTICLES,
        Corpus::Demo | Corpus::Samples | Corpus::Own if model.engine != Engine::Ready => words::ENGINE_WAITS,
        _ => words::NO_ARTICLES,
    };
    ArticlesView { rows: rows.collect(), more: (model.articles.len() - shown) as u32, note: note.text() }
}

/// A line of trouble.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TroubleRow {
    /// The file, if it is of one.
    pub file: String,
    /// What happened.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// Whether something was lost.
    pub severity: Severity,
}

/// What went wrong, newest last.
pub fn trouble(model: &Model) -> Vec<TroubleRow> {
    let row = |diagnostic: &Diagnostic| TroubleRow {
        file: diagnostic.file.clone(),
        message: diagnostic.message.clone(),
        hint: diagnostic.hint.clone(),
        severity: diagnostic.severity,
    };
    model.trouble.iter().map(row).collect()
}

/// The bar while files are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingView {
    /// Files read, of `total`.
    pub done: u32,
    /// Files.
    pub total: u32,
    /// The line beside the bar.
    pub words: String,
}

/// The bar while files are read; the samples behind the demo are read quietly.
pub fn reading(model: &Model) -> Option<ReadingView> {
    if model.reading.is_idle() || model.corpus == Corpus::Demo {
        return None;
    }
    let progress = model.reading.progress();
    let mut parts = vec![
        words::READING
            .with(&[("done", &words::number(progress.done)), ("total", &words::number(progress.total))]),
    ];
    if let Some(file) = &progress.current {
        parts.push(words::READING_NOW.with(&[("file", file)]));
    }
    if progress.failed > 0 {
        parts.push(words::READING_FAILED.count(progress.failed, &[]));
    }
    Some(ReadingView { done: progress.done, total: progress.total, words: parts.join(" · ") })
}

/// What lies over the middle of the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Nothing: there is a graph.
    Graph,
    /// Nothing yet.
    Waiting,
    /// What is being opened.
    Opening(String),
    /// Where to drop.
    Empty,
    /// The filters let nothing through.
    Filtered,
    /// What was read names nobody.
    Nameless,
}

/// What lies over the middle of the graph.
pub fn ground(model: &Model) -> Ground {
    if !model.shown.view.nodes.is_empty() {
        return Ground::Graph;
    }
    let busy = !model.reading.is_idle() || model.samples_awaited;
    match &model.corpus {
        Corpus::Nothing | Corpus::Demo => Ground::Waiting,
        Corpus::Opening(source) => Ground::Opening(words::OPENING.with(&[("source", source)])),
        _ if busy => Ground::Waiting,
        Corpus::Empty | Corpus::Finding { .. } => Ground::Empty,
        Corpus::Samples | Corpus::Own => {
            let totals = &model.shown.view.totals;
            if totals.by_kind.iter().any(|count| *count > 0) {
                Ground::Filtered
            } else if totals.documents > 0 {
                Ground::Nameless
            } else {
                Ground::Empty
            }
        }
    }
}

/// Whether the first visit's card shows.
pub fn card(model: &Model) -> bool {
    !model.card_closed
        && matches!(model.corpus, Corpus::Demo | Corpus::Samples)
        && !model.shown.view.nodes.is_empty()
}

/// When not all entities are drawn, the line that says so.
pub fn showing(model: &Model) -> Option<String> {
    let shown = model.shown.view.nodes.len() as u32;
    let all = model.shown.view.totals.entities;
    if model.shown.settings.focus.is_some() || shown >= all || shown < model.shown.settings.limit {
        return None;
    }
    let all = words::ENTITIES_COUNT.count(all, &[]);
    Some(words::SHOWING.with(&[("shown", &words::number(shown)), ("all", &all)]))
}

/// When only an entity and its ties are drawn, the line that says so.
pub fn only(model: &Model) -> Option<String> {
    let key = model.settings.focus?;
    let name = model.shown.node(key).map_or("…", |node| node.name.as_str());
    Some(words::ONLY.with(&[("name", name)]))
}

/// What a screen reader is told of the canvas.
pub fn graph_label(model: &Model) -> String {
    let view = &model.shown.view;
    words::GRAPH_LABEL.with(&[
        ("entities", &words::ENTITIES_COUNT.count(view.nodes.len() as u32, &[])),
        ("ties", &words::TIES_COUNT.count(view.edges.len() as u32, &[])),
    ])
}

/// What a screen reader is told when other entities show.
pub fn view_notice(model: &Model) -> String {
    let view = &model.shown.view;
    words::SAY_VIEW.with(&[
        ("entities", &words::ENTITIES_COUNT.count(view.nodes.len() as u32, &[])),
        ("ties", &words::TIES_COUNT.count(view.edges.len() as u32, &[])),
    ])
}

/// What a screen reader is told of what is selected.
pub fn selection_notice(model: &Model) -> Option<String> {
    match model.selection()? {
        Subject::Entity(key) => {
            let node = model.shown.node(key)?;
            Some(words::SAY_SELECTED.with(&[
                ("name", &node.name),
                ("kind", kind_word(node.kind)),
                ("mentions", &words::MENTIONS_COUNT.count(node.mentions, &[])),
                ("ties", &words::TIES_COUNT.count(node.degree, &[])),
            ]))
        }
        Subject::Tie(a, b) => {
            let count = windows(model.shown.settings.window, model.shown.weight(a, b)?);
            let (a, b) = (&model.shown.node(a)?.name, &model.shown.node(b)?.name);
            Some(words::SAY_TIE.with(&[("a", a), ("b", b), ("count", &count)]))
        }
    }
}

// Search.

/// The names on screen that hold `query`, for as long as the engine cannot be asked.
pub fn matching(shown: &Shown, query: &str, limit: usize) -> Vec<EntityView> {
    let query = query.trim().to_lowercase();
    let nodes = shown.view.nodes.iter().filter(|node| node.name.to_lowercase().contains(&query));
    let entity = |node: &crate::graph::NodeView| EntityView {
        key: node.key,
        name: node.name.clone(),
        kind: node.kind,
        aliases: Vec::new(),
        mentions: node.mentions,
        documents: node.documents,
    };
    nodes.take(limit).map(entity).collect()
}

/// A result of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultRow {
    /// The full name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// The other name that matched, if it was one.
    pub also: String,
    /// How often it is named.
    pub mentions: String,
    /// Whether the keyboard is at it.
    pub at: bool,
}

/// The results of the search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchView {
    /// Whether they show.
    pub open: bool,
    /// Best first.
    pub rows: Vec<ResultRow>,
    /// What is said below them.
    pub note: String,
    /// The row that the keyboard is at.
    pub cursor: Option<u32>,
}

/// The results of the search.
pub fn search(model: &Model) -> SearchView {
    let search = &model.search;
    if !search.open {
        return SearchView::default();
    }
    let query = search.query.trim().to_lowercase();
    let rows = search.results.iter().zip(0..).map(|(entity, at)| {
        let named = entity.name.to_lowercase().contains(&query);
        let also = entity.aliases.iter().find(|alias| alias.surface.to_lowercase().contains(&query));
        ResultRow {
            name: entity.name.clone(),
            kind: entity.kind,
            also: also.filter(|_| !named).map(|alias| alias.surface.clone()).unwrap_or_default(),
            mentions: words::number(entity.mentions),
            at: search.cursor == Some(at),
        }
    });
    let rows: Vec<ResultRow> = rows.collect();
    let note = match search.total {
        None => String::new(),
        Some(0) => words::SEARCH_NONE.with(&[("query", search.query.trim())]),
        Some(total) if total as usize > rows.len() => {
            words::SEARCH_MORE.count(total - rows.len() as u32, &[])
        }
        Some(_) => String::new(),
    };
    SearchView { open: true, rows, note, cursor: search.cursor }
}

// Evidence.

/// A piece of text: plain, or a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whose name it is.
    pub name: Option<(EntityKey, Kind, bool)>,
}

/// A text cut at its marks. A mark that is out of place is left out, never the text.
pub fn pieces(text: &str, marks: &[Mark]) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut push = |text: &str, name| {
        if !text.is_empty() {
            out.push(Piece { text: text.to_owned(), name });
        }
    };
    for mark in marks {
        let (start, end) = (mark.start as usize, mark.end as usize);
        let (Some(before), Some(name)) = (text.get(at..start), text.get(start..end)) else { continue };
        push(before, None);
        push(name, Some((mark.entity, mark.kind, mark.asked)));
        at = end;
    }
    push(text.get(at..).unwrap_or_default(), None);
    out
}

/// The head of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Whose.
    pub key: EntityKey,
    /// The full name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
}

/// Another name, and why it is the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AliasChip {
    /// The words.
    pub surface: String,
    /// How often.
    pub mentions: String,
    /// Why.
    pub why: String,
}

/// A row of the ties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieRow {
    /// The other end.
    pub other: Head,
    /// The weight with its unit.
    pub words: String,
    /// The weight.
    pub weight: u32,
    /// Percent of the strongest in the list.
    pub share: u32,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words.
    pub pieces: Vec<Piece>,
    /// Its paragraph in the article.
    pub paragraph: u32,
    /// Where it stands, in words.
    pub place: String,
}

/// The quotations of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotations {
    /// The article.
    pub document: u32,
    /// Headline, or the file's name.
    pub title: String,
    /// Source, date and how many.
    pub note: String,
    /// The words.
    pub quotations: Vec<Quotation>,
}

/// A paragraph of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParagraphView {
    /// The words.
    pub pieces: Vec<Piece>,
    /// What it is for.
    pub role: Role,
    /// Whether to scroll here.
    pub here: bool,
}

/// What the evidence panel shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Panel {
    /// Nothing is selected.
    Nothing,
    /// The answer is on its way; what is known already, and what to say.
    Awaited {
        /// What was clicked.
        title: String,
        /// Why it takes time.
        note: &'static str,
    },
    /// An entity.
    Entity {
        /// Name and kind.
        head: Head,
        /// How often and where it is named.
        note: String,
        /// Its other names.
        aliases: Vec<AliasChip>,
        /// Whether it is held in place.
        held: bool,
        /// Strongest first.
        ties: Vec<TieRow>,
        /// How many there are in all.
        tie_count: u32,
        /// By article.
        articles: Vec<Quotations>,
        /// Passages not listed.
        more: u32,
    },
    /// A tie.
    Tie {
        /// Its ends.
        ends: Vec<Head>,
        /// How many passages.
        note: String,
        /// By article.
        articles: Vec<Quotations>,
        /// Passages not listed.
        more: u32,
    },
    /// A whole article.
    Article {
        /// Headline, or the file's name.
        title: String,
        /// Source, date, byline, file.
        note: String,
        /// The words.
        paragraphs: Vec<ParagraphView>,
    },
    /// It is not in the graph any more.
    Gone,
}

/// What the evidence panel shows.
pub fn panel(model: &Model) -> Panel {
    let Some(page) = model.trail.current() else { return Panel::Nothing };
    match &page.content {
        Content::Gone => Panel::Gone,
        Content::Awaited => {
            let note = if model.can_answer() { words::LOADING } else { words::ENGINE_WAITS };
            Panel::Awaited { title: title(model, page.place), note: note.text() }
        }
        Content::Evidence(evidence) => evidence_panel(model, evidence),
        Content::Article(article) => article_panel(article, page.place),
    }
}

fn title(model: &Model, place: Place) -> String {
    let name = |key: EntityKey| model.shown.node(key).map(|node| node.name.clone()).unwrap_or_default();
    match place {
        Place::Subject(Subject::Entity(key)) => name(key),
        Place::Subject(Subject::Tie(a, b)) => words::AND.with(&[("a", &name(a)), ("b", &name(b))]),
        Place::Article { document, .. } => model
            .articles
            .iter()
            .find(|line| line.document == document)
            .map(|line| line.title.clone().unwrap_or_else(|| line.file.clone()))
            .unwrap_or_default(),
    }
}

fn evidence_panel(model: &Model, evidence: &Evidence) -> Panel {
    let articles: Vec<Quotations> =
        evidence.articles.iter().map(|article| quotations(article, evidence.window)).collect();
    let given: usize = articles.iter().map(|article| article.quotations.len()).sum();
    let more = evidence.weight.saturating_sub(given as u32);
    let counts = windows_in(evidence.window, evidence.weight, evidence.documents);
    let head = |entity: &EntityView| Head { key: entity.key, name: entity.name.clone(), kind: entity.kind };
    match (evidence.subject, evidence.entities.as_slice()) {
        (Subject::Entity(key), [entity, ..]) => {
            let named = words::MENTIONS_COUNT.count(entity.mentions, &[]);
            let strongest = evidence.neighbours.iter().map(|other| other.weight).max().unwrap_or(1).max(1);
            let ties = evidence.neighbours.iter().map(|other| TieRow {
                other: Head { key: other.key, name: other.name.clone(), kind: other.kind },
                words: windows(evidence.window, other.weight),
                weight: other.weight,
                share: (100 * u64::from(other.weight) / u64::from(strongest)) as u32,
            });
            let aliases = entity.aliases.iter().filter(|alias| alias.surface != entity.name);
            Panel::Entity {
                head: head(entity),
                note: [named, counts].join(" · "),
                aliases: aliases
                    .map(|alias| AliasChip {
                        surface: alias.surface.clone(),
                        mentions: words::number(alias.mentions),
                        why: reason(alias.reason).to_owned(),
                    })
                    .collect(),
                held: model.stage.held.contains_key(&key),
                ties: ties.collect(),
                tie_count: evidence.neighbour_count,
                articles,
                more,
            }
        }
        (_, entities) => {
            Panel::Tie { ends: entities.iter().map(head).collect(), note: counts, articles, more }
        }
    }
}

fn reason(reason: Reason) -> &'static str {
    let phrase = match reason {
        Reason::FullName => words::REASON_FULL_NAME,
        Reason::Spelling => words::REASON_SPELLING,
        Reason::PartInArticle => words::REASON_PART_IN_ARTICLE,
        Reason::PartInCorpus => words::REASON_PART_IN_CORPUS,
        Reason::MostNamed => words::REASON_MOST_NAMED,
        Reason::Acronym => words::REASON_ACRONYM,
        Reason::Table => words::REASON_TABLE,
        Reason::ShortForm => words::REASON_SHORT_FORM,
    };
    phrase.text()
}

fn quotations(article: &ArticlePassages, window: Window) -> Quotations {
    let count = if window == Window::Document { String::new() } else { windows(window, article.count) };
    let passages = article.passages.iter().map(|passage| Quotation {
        pieces: pieces(&passage.text, &passage.marks),
        paragraph: passage.paragraph,
        place: words::PARAGRAPH_AT.count(passage.paragraph + 1, &[]),
    });
    Quotations {
        document: article.document,
        title: article.metadata.title.clone().unwrap_or_else(|| article.file.clone()),
        note: source_line(&article.metadata, &count),
        quotations: passages.collect(),
    }
}

fn source_line(metadata: &Metadata, last: &str) -> String {
    let known = [metadata.site.as_deref(), metadata.date.as_deref(), Some(last)];
    let parts: Vec<&str> = known.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn article_panel(article: &ArticleView, place: Place) -> Panel {
    let at = match place {
        Place::Article { paragraph, .. } => paragraph,
        Place::Subject(_) => 0,
    };
    let metadata = &article.metadata;
    let byline = metadata.byline.as_deref().unwrap_or_default();
    let note = [source_line(metadata, byline), article.file.clone()];
    let paragraphs = article.paragraphs.iter().zip(0..).map(|(paragraph, index)| ParagraphView {
        pieces: pieces(&paragraph.text, &paragraph.marks),
        role: paragraph.role,
        here: index == at,
    });
    Panel::Article {
        title: metadata.title.clone().unwrap_or_else(|| article.file.clone()),
        note: note.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        paragraphs: paragraphs.collect(),
    }
}

// Sharing.

/// The dialog that shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareView {
    /// Whether the sentences go along.
    pub passages: bool,
    /// What that means.
    pub passages_words: &'static str,
    /// The link, where there is one that is short enough.
    pub link: Option<String>,
    /// What is to be said of it.
    pub note: String,
    /// Whether it can be saved as a file.
    pub file: bool,
    /// What was done.
    pub done: String,
}

/// The dialog that shares.
pub fn sharing(model: &Model) -> ShareView {
    let passages = model.sharing.passages;
    let words_of = if passages { words::SHARE_SENTENCES_ON } else { words::SHARE_SENTENCES_OFF };
    let mut view = ShareView {
        passages,
        passages_words: words_of.text(),
        link: None,
        note: String::new(),
        file: false,
        done: String::new(),
    };
    match &model.sharing.link {
        Link::None => view.note = words::SHARE_NOTHING.text().to_owned(),
        Link::Wanted => view.note = words::ENGINE_WAITS.text().to_owned(),
        Link::Asked => view.note = words::SHARE_PREPARING.text().to_owned(),
        Link::Ready { address, handed, .. } => {
            let fits = address.len() <= LONGEST_LINK;
            let phrase = if fits { words::SHARE_SIZE } else { words::SHARE_TOO_LONG };
            view.note = phrase.with(&[("size", &words::size(address.len()))]);
            view.link = fits.then(|| address.clone());
            view.file = true;
            view.done = match handed {
                Handed::Not => String::new(),
                Handed::Copied => words::COPIED.text().to_owned(),
                Handed::Refused => words::COPY_FAILED.text().to_owned(),
                Handed::Saved => words::SAVED.with(&[("file", FILE_NAME)]),
            };
        }
    }
    view
}

/// Whether any filter is not at its default.
pub fn filtered(model: &Model) -> bool {
    let settings = &model.settings;
    settings.least_weight > 1 || settings.kinds != KindSet::MAIN || settings.focus.is_some()
}
