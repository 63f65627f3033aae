//! Every message between the page and its workers.
//!
//! A message travels as one `postcard` buffer, transferred and not copied; the files of a [`Request::Read`] ride
//! beside it as handles, so that their bytes never touch the page thread.
//!
//! One worker is the *lead*: it keeps the corpus, derives the graph and lays it out. Every worker, the lead
//! included, can read. What a reader found goes to the lead through the page unopened.

use serde::{Deserialize, Serialize};

use crate::decisions::EntryId;
use crate::diagnostic::Diagnostic;
use crate::entities::Kind;
use crate::evidence::{ArticlePassages, ArticleView, EntityView, Evidence, Subject};
use crate::export::{Picture, PictureRequest};
use crate::graph::{GraphView, ViewSettings};
use crate::ids::EntityKey;
use crate::interchange::Interchange;
use crate::question::Options;
use crate::read::Field;

/// A file on its way into the graph.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// Given by the page, unique in its life.
    pub id: u32,
    /// The file's name as the person knows it.
    pub name: String,
    /// What the person said about it.
    pub options: Options,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// Its articles are in the graph (from the next view on); `names` is how many names were found.
    Added {
        /// Articles found in the file.
        articles: u32,
        /// Mentions found in them.
        names: u32,
    },
    /// The same content is in the graph already, under this name.
    Duplicate {
        /// The name it was first read under.
        of: String,
    },
    /// Nothing of it is in the graph; the diagnostics say why.
    Failed,
    /// It is a shared finding and was opened in place of the articles.
    Finding,
    /// It is a file of decisions, and this many of them are new.
    Decisions {
        /// Entries that were not in the log.
        added: u32,
    },
}

/// What a person decides, as the page knows it: by key and index. The lead turns it into a
/// [`Decision`](crate::decisions::Decision), which outlives both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Act {
    /// These are one, named as the first.
    Merge(Vec<EntityKey>),
    /// A part of it is another.
    Split(EntityKey, Cut),
    /// It is called so.
    Rename(EntityKey, String),
    /// It is of this kind.
    Retype(EntityKey, Kind),
    /// It is not drawn and not counted.
    Hide(EntityKey),
    /// None of them is drawn or counted; one change, however many.
    HideAll(Vec<EntityKey>),
    /// It is drawn again: one of [`LogView::hidden`].
    Restore(EntityKey),
    /// These are never one.
    Apart(EntityKey, EntityKey),
    /// A missed name, to be marked wherever it stands.
    Add {
        /// As written.
        name: String,
        /// What it names.
        kind: Kind,
    },
    /// What is written so is this entity.
    Alias(EntityKey, String),
    /// An article says this of itself.
    Amend {
        /// Its index in the corpus.
        document: u32,
        /// Which field.
        field: Field,
        /// What it says, as a person wrote it; blank where that is unknown.
        value: String,
    },
}

/// What is split off an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cut {
    /// Each of its names becomes an entity of its own.
    Whole,
    /// All that is written so.
    Name(String),
    /// All in this article.
    Article {
        /// Its index in the corpus.
        document: u32,
    },
    /// A single mention, as [`Mark::mention`](crate::evidence::Mark::mention) has it.
    Mention {
        /// The article's index in the corpus.
        document: u32,
        /// Index into the article's mentions.
        mention: u32,
    },
}

/// By whom a decision is made, when and why. The core reads no clock.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Milliseconds since 1970.
    pub at: u64,
    /// As the person calls themself; may be empty.
    pub author: String,
    /// Why; may be empty.
    pub reason: String,
}

/// What became of an entry of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineState {
    /// The graph shows it.
    Applied,
    /// What it speaks of is not in these articles.
    Waits,
    /// It contradicts another entry, and neither is applied until one is dropped.
    Disputed,
    /// A later entry says otherwise.
    Overruled,
}

/// An entry of the log, ready to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogLine {
    /// For [`Request::Drop`].
    pub entry: EntryId,
    /// Milliseconds since 1970.
    pub at: u64,
    /// What was decided: "Merged Trump into Donald Trump".
    pub words: String,
    /// Who decided it, when and why: "Ann, 22 November 2026: same man".
    pub by: String,
    /// What became of it.
    pub state: LineState,
    /// What the state means for this entry, a sentence; empty where it is applied.
    pub note: String,
    /// The entries that dispute it.
    pub against: Vec<EntryId>,
}

/// An entity that is hidden, ready to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HiddenLine {
    /// For [`Act::Restore`].
    pub key: EntityKey,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// How often the articles name it.
    pub mentions: u32,
}

/// The log, ready to show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogView {
    /// Latest first.
    pub lines: Vec<LogLine>,
    /// The entities hidden now, most mentions first.
    pub hidden: Vec<HiddenLine>,
    /// How many lines are disputed.
    pub disputed: u32,
    /// How many lines wait.
    pub waiting: u32,
    /// What undo would take back ("Merged Trump into Donald Trump"); `None` when nothing is left to undo.
    pub undo: Option<String>,
    /// What redo would do again.
    pub redo: Option<String>,
    /// What has just been done, a sentence to announce; empty when the log was only asked for.
    pub said: String,
    /// The entity that has just been made or changed: what to select now.
    pub touched: Option<EntityKey>,
    /// The log with its history, for [`Request::ResumeDecisions`] should the lead have to be restarted.
    #[serde(with = "serde_bytes")]
    pub saved: Vec<u8>,
}

/// One of the two that a suggestion asks about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideView {
    /// Its entity.
    pub key: EntityKey,
    /// The name asked about.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// How often it is named, and where else it leads.
    pub about: String,
    /// At most three passages, by article.
    pub articles: Vec<ArticlePassages>,
}

/// A doubtful link, or a doubtful separation, as a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuggestionView {
    /// The same question has the same id, whatever else is read.
    pub id: u64,
    /// "Is “Clinton” Hillary Clinton?"
    pub question: String,
    /// What speaks for it, and how sure the resolver is.
    pub why: String,
    /// How many ties the answer would change.
    pub ties: u32,
    /// What would change, as a line.
    pub change: String,
    /// The one in doubt, and whom it may be.
    pub sides: [SideView; 2],
}

/// What the page asks of a worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// First message: the content of `static/models/names.bin` rides beside it.
    Start,
    /// Any worker: read these files, which ride beside the message in this order.
    Read {
        /// One for each file.
        tickets: Vec<Ticket>,
    },
    /// Lead: take what a reader found ([`Response::Analysed`]) into the corpus.
    Absorb {
        /// As it came.
        #[serde(with = "serde_bytes")]
        analysed: Vec<u8>,
    },
    /// Lead: the file is read again; what it gave before goes.
    Forget {
        /// The file's.
        ticket: u32,
    },
    /// Lead: all that was dropped has been absorbed; show the final graph.
    Flush,
    /// Lead: forget all articles, or the shared finding.
    Clear,
    /// Lead: open a shared finding ([`crate::share`]) in place of the articles.
    OpenFinding {
        /// A link's payload or a project file.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// Lead: show the graph under these settings.
    View(ViewSettings),
    /// Lead: hold a node at a place, or let it go.
    Pin {
        /// The node.
        key: EntityKey,
        /// Layout units; `None` lets it go.
        at: Option<[f32; 2]>,
    },
    /// Lead: the passages behind a node or an edge.
    Evidence {
        /// What was clicked.
        subject: Subject,
        /// At most this many passages.
        limit: u32,
    },
    /// Lead: a whole article.
    Article {
        /// Its index in the corpus.
        document: u32,
    },
    /// Lead: entities by any of their names, of any kind. An empty query gives all, most mentions first.
    Search {
        /// What was typed.
        query: String,
        /// Skip this many.
        offset: u32,
        /// At most this many.
        limit: u32,
    },
    /// Lead: the articles read.
    Articles,
    /// Lead: the graph as other programs read it, under the current settings' window and kinds.
    Interchange,
    /// Lead: the shown graph as a finding to share.
    Share {
        /// Whether the sentences behind the ties go along.
        passages: bool,
    },
    /// Lead: what is seen, as a file.
    Picture(Box<PictureRequest>),
    /// Lead: enter a decision in the log.
    Decide {
        /// What is decided.
        act: Act,
        /// By whom and when.
        stamp: Stamp,
    },
    /// Lead: take the last change of the log back.
    Undo,
    /// Lead: make the change that was undone last once more.
    Redo,
    /// Lead: take an entry out of the log, wherever it stands.
    Drop {
        /// Which.
        entry: EntryId,
    },
    /// Lead: the log.
    Decisions,
    /// Lead: the log as a file.
    ExportDecisions,
    /// Lead: combine a file of decisions with the log.
    ImportDecisions {
        /// The file's name.
        file: String,
        /// Its content.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// Lead: take over the log of a lead that stopped: [`LogView::saved`].
    ResumeDecisions {
        /// As it came.
        #[serde(with = "serde_bytes")]
        saved: Vec<u8>,
    },
    /// Lead: the doubtful links and separations, those that change most first.
    Suggestions {
        /// Those the person put off: they come last, in this order.
        later: Vec<u64>,
        /// At most this many.
        limit: u32,
    },
    /// Lead: decide a suggestion.
    Answer {
        /// Which.
        suggestion: u64,
        /// Whether the two are the same.
        same: bool,
        /// By whom and when.
        stamp: Stamp,
    },
}

/// A line of the list of articles, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleLine {
    /// Index in the corpus.
    pub document: u32,
    /// Headline, or the file's name.
    pub title: String,
    /// Date, source, how many names were found in it, and what else is to be known.
    pub note: String,
}

/// A date along the axis of a picture that is arranged by time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tick {
    /// Layout units across.
    pub at: f32,
    /// "9 Nov 2016", "Nov 2016" or "2016".
    pub date: String,
}

/// What is said of a picture once its layout has settled.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// How true it is to the ties: "distances 84 %, neighbours 31 %"; empty where there is nothing to measure.
    pub quality: String,
    /// What is when, from left to right, where it is arranged by time.
    pub ticks: Vec<Tick>,
}

/// What a worker answers. Views and positions also come unasked, while files are read and while a layout settles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Response {
    /// The worker has come up and waits for [`Request::Start`].
    Up,
    /// The worker can read.
    Ready,
    /// The model could not be loaded; the worker is of no use.
    Unusable {
        /// A sentence.
        message: String,
    },
    /// A reader is at this file (sent before each, and as a sign of life while it is at its articles).
    Reading {
        /// Its ticket.
        ticket: u32,
    },
    /// A reader's result, to be passed to the lead as it is.
    Analysed {
        /// The files it holds, in order.
        tickets: Vec<u32>,
        /// Whether any of them gave an article or a finding.
        readable: bool,
        /// For [`Request::Absorb`].
        #[serde(with = "serde_bytes")]
        analysed: Vec<u8>,
    },
    /// The lead took files in.
    Absorbed {
        /// What became of each.
        outcomes: Vec<(u32, Outcome)>,
        /// What a person should know, or may answer.
        diagnostics: Vec<Diagnostic>,
    },
    /// What to draw. `positions` are `x, y` for each node: where they stand so far.
    View {
        /// Grows with each view.
        revision: u32,
        /// The settings it was derived under.
        settings: ViewSettings,
        /// Nodes and edges.
        view: GraphView,
        /// Two numbers a node, layout units.
        positions: Vec<f32>,
        /// What is said of the positions once they are final; `None` while they move.
        settled: Option<Told>,
    },
    /// All that was absorbed before a [`Request::Flush`] is in the view sent just before this.
    Flushed,
    /// The layout of a view moved on.
    Positions {
        /// The view's.
        revision: u32,
        /// Two numbers a node.
        positions: Vec<f32>,
        /// What is said of the positions once they are final; `None` while they move.
        settled: Option<Told>,
    },
    /// The passages behind a node or an edge; `None` when it is no longer in the graph.
    Evidence {
        /// What was asked about.
        subject: Subject,
        /// The answer.
        evidence: Option<Evidence>,
    },
    /// A whole article; `None` when there is none of that index.
    Article(Option<ArticleView>),
    /// Entities by name.
    Found {
        /// What was typed.
        query: String,
        /// The first skipped.
        offset: u32,
        /// How many there are in all.
        total: u32,
        /// Best first.
        entities: Vec<EntityView>,
    },
    /// The articles read: when asked for, and when what one says of itself was amended.
    Articles {
        /// In order of the corpus.
        lines: Vec<ArticleLine>,
        /// What is to be known of all of them, a sentence; empty where nothing is.
        note: String,
    },
    /// The graph as other programs read it.
    Interchange(Interchange),
    /// The shown graph as a finding.
    Shared {
        /// Whether it carries sentences.
        passages: bool,
        /// The value of `#g=` (deflate, base64url).
        link: String,
        /// The project file (`.json`).
        #[serde(with = "serde_bytes")]
        file: Vec<u8>,
    },
    /// What is seen, as a file.
    Picture(Picture),
    /// A finding was opened, or could not be.
    Opened(Result<(), Diagnostic>),
    /// The log: when asked for and after each change, before the view that the change brings.
    Decisions(LogView),
    /// A decision or a file of decisions could not be taken, and the log is as it was; or there is no such picture.
    Refused(Diagnostic),
    /// The log as a file (`.json`).
    DecisionsFile(#[serde(with = "serde_bytes")] Vec<u8>),
    /// The open questions.
    Suggestions {
        /// How many there are in all.
        total: u32,
        /// Those that change most first.
        questions: Vec<SuggestionView>,
    },
}

/// A message as bytes.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    // Encoding to a growing vector fails on no type of this module: all lengths are known.
    postcard::to_allocvec(message).unwrap_or_default()
}

/// Bytes as a message; `None` if they are none (another release's worker, say).
pub fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
