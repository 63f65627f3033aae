//! Every message between the page and its workers.
//!
//! A message travels as one `postcard` buffer, transferred and not copied; the files of a [`Request::Read`] ride
//! beside it as handles, so that their bytes never touch the page thread.
//!
//! One worker is the *lead*: it keeps the corpus, derives the graph and lays it out. Every worker, the lead
//! included, can read. What a reader found goes to the lead through the page unopened.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::evidence::{ArticleView, EntityView, Evidence, Subject};
use crate::graph::{GraphView, ViewSettings};
use crate::ids::EntityKey;
use crate::interchange::Interchange;

/// A file on its way into the graph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// Given by the page, unique in its life.
    pub id: u32,
    /// The file's name as the person knows it.
    pub name: String,
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
}

/// A line of the list of articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleLine {
    /// Index in the corpus.
    pub document: u32,
    /// The file's name.
    pub file: String,
    /// Headline, if known.
    pub title: Option<String>,
    /// `YYYY-MM-DD`, if known.
    pub date: Option<String>,
    /// ISO 639-1, if known.
    pub language: Option<String>,
    /// How many names were found in it.
    pub names: u32,
    /// Of which article it is a near-copy, as a line to show; empty where of none.
    pub copy: String,
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
    /// A reader is at this file (sent before each).
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
        /// What a person should know.
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
        /// Whether the positions are final.
        settled: bool,
    },
    /// All that was absorbed before a [`Request::Flush`] is in the view sent just before this.
    Flushed,
    /// The layout of a view moved on.
    Positions {
        /// The view's.
        revision: u32,
        /// Two numbers a node.
        positions: Vec<f32>,
        /// Whether the positions are final.
        settled: bool,
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
    /// The articles read, in order of the corpus.
    Articles(Vec<ArticleLine>),
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
    /// A finding was opened, or could not be.
    Opened(Result<(), Diagnostic>),
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
