//! The left column: names, kinds and filters, articles, trouble.

use std::cmp::{Ordering, Reverse};

use super::{kind_word, lower, windows};
use crate::app::model::{Corpus, Engine, Model};
use crate::app::reading::FileState;
use crate::app::{Sorting, words};
use crate::cooccurrence::Window;
use crate::copies::Counted;
use crate::diagnostic::{Diagnostic, Severity};
use crate::entities::Kind;
use crate::ids::EntityKey;
use crate::order::{InOrder, order};
use crate::protocol::ArticleLine;
use crate::question::{Columns, Options, Question};
use crate::scene::Stroke;

/// The id of a name's row in the list.
pub fn name_id(key: EntityKey) -> String {
    ["name-", &key.0.to_string()].concat()
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
    let folded: Vec<String> = match model.names.sorting {
        Sorting::Name => nodes.iter().map(|node| lower(&node.name)).collect(),
        _ => Vec::new(),
    };
    let order = order(nodes.len(), &mut |i, j| match model.names.sorting {
        Sorting::Mentions => Ordering::Equal,
        Sorting::Name => folded[i].cmp(&folded[j]),
        Sorting::Ties => nodes[j].degree.cmp(&nodes[i].degree),
    });
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

/// Whether any tie is drawn so.
pub fn draws(model: &Model, stroke: Stroke) -> bool {
    model.shown.view.edges.iter().any(|edge| Stroke::of(edge) == stroke)
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
    /// Whether near-copies are counted once.
    pub copies: Counted,
    /// How many near-copies there are, in words.
    pub copies_words: String,
    /// Whether words that stand for a name make ties.
    pub references: bool,
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
        copies: model.settings.copies,
        copies_words: copies_words(view.totals.copied_sentences, view.totals.copied_documents),
        references: model.settings.references,
        bars: bars.collect(),
    }
}

fn copies_words(sentences: u32, documents: u32) -> String {
    let sentences = words::SENTENCES_COUNT.count(sentences, &[]);
    let articles = words::ARTICLES_COUNT.count(documents, &[]);
    words::COPIES_FOUND.with(&[("sentences", &sentences), ("articles", &articles)])
}

/// Files on their way that are listed.
const COMING: usize = 6;

/// The list of articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticlesView {
    /// In order, cut.
    pub rows: Vec<ArticleLine>,
    /// How many are not listed.
    pub more: u32,
    /// Files on their way into the graph, and where each is; the first few.
    pub coming: Vec<(String, &'static str)>,
    /// What stands over the list, or in place of an empty one; may be empty.
    pub note: String,
}

/// The list of articles.
pub fn articles(model: &Model) -> ArticlesView {
    let shown = model.articles.len().min(model.articles_limit);
    let coming = model.reading.files().filter_map(|file| {
        let state = match file.state {
            FileState::Waiting => words::WAITING,
            FileState::Reading | FileState::Read => words::BEING_READ,
            FileState::Done(_) | FileState::Cancelled => return None,
        };
        Some((file.name.clone(), state.text()))
    });
    let coming: Vec<_> = match model.corpus {
        Corpus::Demo => Vec::new(),
        _ => coming.take(COMING).collect(),
    };
    let note = match model.corpus {
        _ if shown > 0 => model.articles_note.as_str(),
        _ if !coming.is_empty() => "",
        Corpus::Finding { .. } => words::SHARED_ARTICLES.text(),
        Corpus::Demo if model.engine == Engine::Starting || model.engine == Engine::Asleep => {
            words::ENGINE_WAITS.text()
        }
        _ => words::NO_ARTICLES.text(),
    };
    ArticlesView {
        rows: model.articles.iter().take(shown).cloned().collect(),
        more: (model.articles.len() - shown) as u32,
        coming,
        note: note.to_owned(),
    }
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

fn trouble_row(diagnostic: &Diagnostic) -> TroubleRow {
    TroubleRow {
        file: diagnostic.file.clone(),
        message: diagnostic.message.clone(),
        hint: diagnostic.hint.clone(),
        severity: diagnostic.severity,
    }
}

/// What a file asks, as a form: the fields and what it says when it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskingRow {
    /// The file's ticket.
    pub ticket: u32,
    /// Why it asks.
    pub said: TroubleRow,
    /// What it asks; `None` where a form above asks it too.
    pub question: Option<Question>,
    /// What to fill in: the label, and what there is to choose from; nothing to choose from for a password.
    pub fields: Vec<(String, Vec<String>)>,
    /// What sends it.
    pub verb: &'static str,
}

impl AskingRow {
    /// Whether all may be right as it is.
    pub fn may_be_right(&self) -> bool {
        self.said.severity != Severity::Error && self.question.is_some()
    }

    /// Which of the choices of a field was taken.
    pub fn chosen(&self, field: usize) -> usize {
        match &self.question {
            Some(Question::Columns { chosen, .. }) => {
                chosen.at.get(field).copied().flatten().map_or(0, |at| usize::from(at) + 1)
            }
            _ => 0,
        }
    }
}

/// What files ask: first those that are not read without an answer.
pub fn asking(model: &Model) -> Vec<AskingRow> {
    let mut rows: Vec<AskingRow> = Vec::new();
    let mut asked: Vec<&Diagnostic> = model.trouble.iter().collect();
    asked.put_in_order_of(|said| Reverse(said.severity));
    for said in asked {
        let Some(question) = said.question.as_deref() else { continue };
        // Files with the same header are the same table: one answer does for all.
        let is_table = matches!(question, Question::Columns { .. });
        let is_asked =
            is_table && rows.iter().any(|row| row.question.as_ref().is_some_and(|q| q.is_like(question)));
        if is_asked && said.severity == Severity::Note {
            continue;
        }
        let (fields, verb) = form(question, &said.file);
        rows.push(AskingRow {
            ticket: said.ticket.unwrap_or_default(),
            said: trouble_row(said),
            question: (!is_asked).then(|| question.clone()),
            fields,
            verb: verb.text(),
        });
    }
    rows
}

/// What is to be filled in, and what sends it.
fn form(question: &Question, file: &str) -> (Vec<(String, Vec<String>)>, words::Phrase) {
    match question {
        Question::Password { wrong } => {
            let label = if *wrong { words::ASK_PASSWORD_AGAIN } else { words::ASK_PASSWORD };
            (vec![(label.with(&[("file", file)]), Vec::new())], words::ASK_OPEN)
        }
        Question::Count { .. } => (Vec::new(), words::ASK_WHOLE),
        Question::Columns { names, .. } => {
            let mut choices = vec![words::COLUMN_NONE.text().to_owned()];
            choices.extend_from_slice(names);
            let parts = [
                words::COLUMN_TEXT,
                words::COLUMN_TITLE,
                words::COLUMN_BYLINE,
                words::COLUMN_DATE,
                words::COLUMN_SITE,
            ];
            let field = |part: words::Phrase| (part.text().to_owned(), choices.clone());
            (parts.map(field).to_vec(), words::ASK_AGAIN)
        }
    }
}

/// What the person said: what stands in the fields, or the place of what was chosen there.
pub fn answer(question: &Question, filled: Vec<String>) -> Options {
    let mut options = Options::default();
    match question {
        Question::Password { .. } => options.password = filled.into_iter().next(),
        Question::Count { .. } => options.whole = true,
        Question::Columns { chosen, .. } => {
            let mut filled = filled.into_iter();
            // The first choice is that there is none.
            let at = chosen.at.map(|_| filled.next()?.parse::<u8>().ok()?.checked_sub(1));
            options.columns.push(Columns { at, ..*chosen });
        }
    }
    options
}

/// Files that came again are told of by name up to this many.
const AGAIN: usize = 3;

/// What stands over all that is said of files.
pub fn trouble_head(model: &Model) -> &'static str {
    let is_lost = model.trouble.iter().any(|said| said.severity != Severity::Note);
    let head = if is_lost { words::TROUBLE } else { words::TO_CHECK };
    head.text()
}

/// What went wrong: losses first, then what is merely worth knowing, then files that came again, each in order of time.
/// What can be answered stands apart ([`asking`]).
pub fn trouble(model: &Model) -> Vec<TroubleRow> {
    let [mut losses, mut notes, mut again] = [const { Vec::new() }; 3];
    for said in model.trouble.iter().filter(|said| said.question.is_none()) {
        let rows = match said.severity {
            Severity::Note if said.hint == words::DUPLICATE_HINT.text() => &mut again,
            Severity::Note => &mut notes,
            _ => &mut losses,
        };
        rows.push(trouble_row(said));
    }
    let more = again.len().saturating_sub(AGAIN);
    again.truncate(AGAIN);
    if more > 0 {
        again.push(TroubleRow {
            file: String::new(),
            message: words::DUPLICATES_MORE.count(more as u32, &[]),
            hint: words::DUPLICATE_HINT.text().to_owned(),
            severity: Severity::Note,
        });
    }
    losses.append(&mut notes);
    losses.append(&mut again);
    losses
}
