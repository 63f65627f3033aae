//! All that the page knows.

use std::collections::BTreeMap;

use super::deciding::Deciding;
use super::link::State;
use super::reading::Reading;
use super::sharing::Sharing;
use super::stage::Stage;
use super::trail::Trail;
use super::{Dialog, Sheet, Sorting, Tab, Theme};
use crate::diagnostic::Diagnostic;
use crate::evidence::{EntityView, Subject};
use crate::graph::{GraphView, NodeView, ViewSettings};
use crate::ids::EntityKey;
use crate::order::order;
use crate::protocol::{ArticleLine, Told};
use crate::question::Options;

/// Names in the list before *Show more*.
pub const NAMES_SHOWN: usize = 150;

/// Articles in the list before *Show more*.
pub const ARTICLES_SHOWN: usize = 60;

/// The workers, as far as the page cares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// Not asked for: the first picture comes first.
    #[default]
    Asleep,
    /// The lead is loading.
    Starting,
    /// The lead answers.
    Ready,
    /// There will be no answers; the browser's words.
    Unusable(String),
}

/// What the graph is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Corpus {
    /// Nothing has come yet.
    #[default]
    Nothing,
    /// The precomputed graph of the samples; the engine has not read them yet.
    Demo,
    /// The sample articles.
    Samples,
    /// The person's articles.
    Own,
    /// What a `src=` names is being fetched.
    Opening(String),
    /// A shared finding; `opened` once the engine has it.
    Finding {
        /// Whether the engine answers for it.
        opened: bool,
    },
    /// Cleared.
    Empty,
}

/// A graph and where its nodes stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    /// The engine's number for it; 0 for a graph that is not from the engine.
    pub revision: u32,
    /// What it was derived under.
    pub settings: ViewSettings,
    /// Nodes and edges. Not to be changed but by another [`Shown::new`].
    pub view: GraphView,
    /// Two numbers a node, layout units.
    pub positions: Vec<f32>,
    /// Counts the changes of positions, so that who draws need not compare them.
    pub moves: u32,
    /// What is said of the positions; `None` while they move.
    pub settled: Option<Told>,
    /// The nodes in order of their keys: what a pointer does must not take longer the more there are.
    by_key: Vec<usize>,
}

impl Shown {
    /// A graph as it is drawn.
    pub fn new(revision: u32, settings: ViewSettings, view: GraphView, positions: Vec<f32>) -> Shown {
        let by_key = order(view.nodes.len(), &mut |a, b| view.nodes[a].key.cmp(&view.nodes[b].key));
        Shown { revision, settings, view, positions, moves: 0, settled: None, by_key }
    }

    /// The same, with what is said of it.
    #[must_use]
    pub fn told(self, settled: Option<Told>) -> Shown {
        Shown { settled, ..self }
    }

    /// The index of an entity among the nodes, if it is shown.
    pub fn index(&self, key: EntityKey) -> Option<usize> {
        let of = |index: usize| self.view.nodes.get(index).map(|node| node.key);
        let at = self.by_key.partition_point(|&index| of(index) < Some(key));
        self.by_key.get(at).copied().filter(|&index| of(index) == Some(key))
    }

    /// An entity as drawn.
    pub fn node(&self, key: EntityKey) -> Option<&NodeView> {
        self.view.nodes.get(self.index(key)?)
    }

    /// The nodes tied to a node.
    pub fn neighbours(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let of = index as u32;
        self.view.edges.iter().filter_map(move |edge| match (edge.a == of, edge.b == of) {
            (true, _) => Some(edge.b as usize),
            (_, true) => Some(edge.a as usize),
            _ => None,
        })
    }

    /// Where a node stands.
    pub fn place(&self, index: usize) -> Option<[f32; 2]> {
        Some([*self.positions.get(2 * index)?, *self.positions.get(2 * index + 1)?])
    }

    /// The weight of the tie between two entities, if it is drawn.
    pub fn weight(&self, a: EntityKey, b: EntityKey) -> Option<u32> {
        let (a, b) = (self.index(a)? as u32, self.index(b)? as u32);
        let (ends, edges) = ((a.min(b), a.max(b)), &self.view.edges);
        let at = edges.partition_point(|edge| (edge.a, edge.b) < ends);
        edges.get(at).filter(|edge| (edge.a, edge.b) == ends).map(|edge| edge.weight)
    }
}

/// The list of names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// Its order.
    pub sorting: Sorting,
    /// At most this many rows.
    pub limit: usize,
    /// The row that the keyboard is at.
    pub cursor: Option<EntityKey>,
}

impl Default for Names {
    fn default() -> Self {
        Names { sorting: Sorting::default(), limit: NAMES_SHOWN, cursor: None }
    }
}

/// What has just happened, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// A sentence, written on the page; a screen reader speaks it too.
    pub words: String,
    /// Whether it can be taken back.
    pub undo: bool,
    /// Whether it stays until the person turns to something else.
    pub stays: bool,
}

/// The search box.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// What stands in it.
    pub query: String,
    /// Whether its results show.
    pub open: bool,
    /// What matches, best first.
    pub results: Vec<EntityView>,
    /// How many match in all; `None` while the answer is awaited.
    pub total: Option<u32>,
    /// The result that the keyboard is at.
    pub cursor: Option<u32>,
}

/// All that the page knows.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The address up to the `#`.
    pub address: String,
    /// Workers worth starting.
    pub workers: u32,
    /// The workers.
    pub engine: Engine,
    /// What the graph is of.
    pub corpus: Corpus,
    /// The graph on screen.
    pub shown: Shown,
    /// Counts the graphs shown, so that a painter knows another one.
    pub generation: u32,
    /// The engine's view that takes the demo's place once the samples are read.
    pub awaited: Option<Shown>,
    /// What the person chose to see; the engine's answer is `shown`.
    pub settings: ViewSettings,
    /// What is selected and read.
    pub trail: Trail,
    /// Camera, pointer, held nodes.
    pub stage: Stage,
    /// The list of names.
    pub names: Names,
    /// The search box.
    pub search: Search,
    /// Deciding by hand.
    pub deciding: Deciding,
    /// The articles read.
    pub articles: Vec<ArticleLine>,
    /// What is to be known of all of them; may be empty.
    pub articles_note: String,
    /// At most this many of them are listed.
    pub articles_limit: usize,
    /// What a person should know, or may answer.
    pub trouble: Vec<Diagnostic>,
    /// What the person said of files that are yet to come: the columns of tables.
    pub said: Options,
    /// Files on their way into the graph.
    pub reading: Reading,
    /// The first of the person's files that are to take the place of what is shown, once one of them can be read.
    pub replacing: Option<u32>,
    /// Whether the samples have been asked for and not come.
    pub samples_awaited: bool,
    /// A finding's bytes, for the engine.
    pub finding: Option<Vec<u8>>,
    /// What of the address is still to be applied: what was selected, where the camera stood.
    pub restored: State,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// The link.
    pub sharing: Sharing,
    /// Texts pasted so far.
    pub pasted: u32,
    /// What has just happened, as it is written on the page.
    pub notice: Notice,
    /// What a screen reader is told besides: the eye sees it elsewhere.
    pub told: String,
    /// Light or dark.
    pub theme: Theme,
    /// Whether the first visit's card was closed for good.
    pub card_closed: bool,
    /// Which panel a small screen shows.
    pub tab: Tab,
    /// How far the sheet is pulled.
    pub sheet: Sheet,
    /// Whether the drawer is open.
    pub drawer: bool,
    /// Files hover over the window.
    pub hovering: Option<u32>,
    /// Whether there is a picture; `None` before the first frame.
    pub picture: Option<bool>,
}

impl Model {
    /// Whether the engine can be asked about what is on screen.
    pub fn can_answer(&self) -> bool {
        self.engine == Engine::Ready
            && match self.corpus {
                Corpus::Samples | Corpus::Own | Corpus::Finding { opened: true } => true,
                Corpus::Nothing
                | Corpus::Demo
                | Corpus::Opening(_)
                | Corpus::Finding { opened: false }
                | Corpus::Empty => false,
            }
    }

    /// Says what has happened, on the page and to a screen reader.
    pub(super) fn say(&mut self, words: impl Into<String>) {
        self.notice = Notice { words: words.into(), undo: false, stays: false };
    }

    /// Tells a screen reader what the eye sees. What was decided stays written meanwhile.
    pub(super) fn tell(&mut self, words: impl Into<String>) {
        self.told = words.into();
        if !self.notice.stays {
            self.notice = Notice::default();
        }
    }

    /// What is selected.
    pub fn selection(&self) -> Option<Subject> {
        self.trail.subject()
    }

    /// The nodes held in place.
    pub fn held(&self) -> &BTreeMap<EntityKey, [f32; 2]> {
        &self.stage.held
    }
}
