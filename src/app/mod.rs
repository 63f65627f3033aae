//! What the page is: `Model`, `Message`, `update`, `Effect`. Pure and tested natively.
//!
//! ```text
//! DOM event → Message → update(&mut Model) → [Effect] → Request ⇢ worker ⇢ Response → Message → … → view
//! ```
//!
//! [`Model`] holds what is known, [`update()`] is the one place that changes it, [`views`] says what each panel shows
//! of it, [`words`] in which words, [`link`] what of it travels in an address.

pub mod deciding;
pub mod effect;
pub mod link;
pub mod model;
pub mod picturing;
pub mod reading;
pub mod sharing;
pub mod stage;
pub mod trail;
pub mod update;
pub mod views;
pub mod words;

use serde::{Deserialize, Serialize};

pub use deciding::{Answer, Filled, Form, Of};
pub use effect::Effect;
pub use model::Model;
pub use update::update;
pub use views::Verbs;

use crate::cooccurrence::Window;
use crate::copies::Counted;
use crate::decisions::EntryId;
use crate::entities::Kind;
use crate::evidence::Subject;
use crate::graph::GraphView;
use crate::ids::EntityKey;
use crate::layout::Mode;
use crate::protocol::{Act, Response, Ticket, Told};
use crate::question::{Options, Question};
use crate::scene::Camera;

/// The graph of the sample articles, computed when the page is built (`demo.bin`, postcard).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Demo {
    /// Under the default settings.
    pub view: GraphView,
    /// Two numbers a node, layout units.
    pub positions: Vec<f32>,
    /// What is said of them.
    pub told: Told,
}

/// Who put files on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The person, or a program through `window.coterie`. Makes samples and shared findings give way.
    Person,
    /// [`Effect::FetchSamples`].
    Samples,
    /// [`Effect::FetchSource`].
    Source,
}

/// A dialog over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// A field for text.
    Paste,
    /// The link and what goes along.
    Share,
    /// The list of keys.
    Keys,
    /// How names are found, and how well.
    Naming,
    /// Something to fill in before a decision.
    Decide,
    /// The log of decisions.
    Decisions,
    /// The open questions, one at a time.
    Questions,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// A part of the panels beside the graph: on a small screen one is seen at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// The articles read and what went wrong.
    Articles,
    /// The list that mirrors the graph.
    #[default]
    Names,
    /// Kinds, window, least weight.
    Filters,
    /// What is selected.
    Evidence,
}

/// How far the sheet of a small screen is pulled up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sheet {
    /// Its tabs only.
    #[default]
    Peek,
    /// Half of the screen.
    Half,
    /// Nearly all of it.
    Full,
}

/// What the list of names is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sorting {
    /// Most often named first.
    #[default]
    Mentions,
    /// Most ties first.
    Ties,
    /// A to Z.
    Name,
}

/// A step through a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One up.
    Previous,
    /// One down.
    Next,
    /// To the start.
    First,
    /// To the end.
    Last,
}

/// Where an arrow key points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// ←
    Left,
    /// →
    Right,
    /// ↑
    Up,
    /// ↓
    Down,
}

/// Everything that can make the page act.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// The page has come up: what the shell found around it.
    Begun {
        /// What stands after the `#` of the address, without it.
        fragment: String,
        /// What stands after the `?`, without it.
        query: String,
        /// The address up to the `#`.
        address: String,
        /// Workers worth starting.
        workers: u32,
        /// What [`Effect::Remember`] kept, by key.
        remembered: Vec<(String, String)>,
    },
    /// The precomputed demo ([`Demo`], `demo.bin`) has come.
    Demo(Vec<u8>),
    /// The graph has been drawn, or cannot be (no WebGL). Sent once, after the first frame.
    Painted {
        /// Whether there is a picture.
        drawn: bool,
    },
    /// What stands after the `#` has changed by the person's hand.
    FragmentChanged(String),
    /// Files were dropped, picked, pasted or fetched. The shell holds their handles by ticket.
    Dropped {
        /// Settled by [`Effect::Settle`] when all are in the graph.
        batch: u32,
        /// One for each file, in order of their names.
        tickets: Vec<Ticket>,
        /// Who dropped them.
        origin: Origin,
    },
    /// A worker answered.
    Answered {
        /// Which.
        worker: effect::WorkerIndex,
        /// What.
        response: Response,
    },
    /// A worker ended by itself.
    Stopped {
        /// Which.
        worker: effect::WorkerIndex,
        /// The browser's words.
        message: String,
    },
    /// Something could not be fetched.
    FetchFailed {
        /// Its address.
        url: String,
        /// A sentence.
        message: String,
    },
    /// [`Effect::Copy`] is done, or not.
    Copied(bool),
    /// Files hover over the window (how many, if the browser tells), or no longer do.
    Hovering(Option<u32>),

    /// What a file asks was answered.
    FileAnswered {
        /// The file's ticket.
        ticket: u32,
        /// What it asks.
        question: Question,
        /// What the person said; `None` where all is right as it is.
        options: Option<Options>,
    },

    // The graph. Places are CSS pixels of the canvas.
    /// The canvas has this size.
    Resized {
        /// CSS pixels.
        width: f32,
        /// CSS pixels.
        height: f32,
    },
    /// The pointer is over something, or nothing.
    Hovered(Option<Subject>),
    /// Something was clicked, or the empty ground.
    Picked(Option<Subject>),
    /// The ground was dragged.
    Panned([f32; 2]),
    /// Zoom by a factor about a place.
    ZoomedAt {
        /// What stays where it is.
        at: [f32; 2],
        /// More than 1 zooms in.
        factor: f32,
    },
    /// Zoom by a factor about the middle.
    Zoomed(f32),
    /// The camera was taken hold of on its way.
    CameraTaken(Camera),
    /// See all.
    Fitted,
    /// See what is chosen, or else what is selected and its neighbours.
    ChosenFitted,
    /// A place (layout units) comes to the middle: it was pointed at on the overview.
    Centred([f32; 2]),
    /// The overview is wanted, or no longer.
    OverviewToggled,
    /// The next drag over the graph draws a line around names, or no longer does.
    LassoToggled,
    /// A box or a line was drawn around these: they are chosen beside those that were.
    Gathered(Vec<EntityKey>),
    /// A node is dragged to a place (layout units).
    Dragged {
        /// Which.
        key: EntityKey,
        /// Where.
        to: [f32; 2],
        /// The node it would be dropped on.
        onto: Option<EntityKey>,
    },
    /// A dragged node was let go: it is held there, or asked about if it was dropped on another.
    Held(EntityKey),
    /// A held node may move again.
    LetGo(EntityKey),
    /// Only this entity and its ties; `None` shows all again.
    Only(Option<EntityKey>),
    /// An arrow key on the graph.
    Walked(Direction),
    /// Enter on the graph.
    Entered,
    /// Esc anywhere.
    Escaped,

    // Filters.
    /// A kind is shown or hidden.
    KindShown(Kind, bool),
    /// How near is together.
    WindowChosen(Window),
    /// Ties below it are left out.
    LeastWeight(u32),
    /// Whether near-copies are counted once.
    CopiesCounted(Counted),
    /// Whether words that stand for a name make ties.
    ReferencesCounted(bool),
    /// More entities at once.
    MoreAsked,
    /// All entities at once.
    AllAsked,
    /// All filters as they were.
    FiltersReset,
    /// By what the picture is arranged.
    ModeChosen(Mode),
    /// Whether communities are tinted.
    CommunitiesShown(bool),

    // Names.
    /// The list's order.
    NamesSorted(Sorting),
    /// The list's cursor moved.
    NamesStepped(Step),
    /// A longer list.
    NamesMore,
    /// Something was chosen in a panel.
    Chosen(Subject),

    // Search.
    /// What stands in the box.
    SearchTyped(String),
    /// The cursor of the results moved.
    SearchStepped(Step),
    /// The result at the cursor, or this one, was chosen.
    SearchChosen(Option<u32>),
    /// The box lost its results.
    SearchClosed,

    // Evidence.
    /// To the page before.
    Back,
    /// A whole article.
    ArticleOpened {
        /// Its index in the corpus.
        document: u32,
        /// The paragraph to scroll to.
        paragraph: u32,
    },
    /// More passages of what is selected.
    PassagesMore,

    // Articles.
    /// Let the person choose files.
    FilesAsked,
    /// Let the person choose a folder.
    FolderAsked,
    /// Text was pasted into the dialog.
    TextPasted(String),
    /// Forget all articles.
    ClearAsked,
    /// Read the sample articles.
    SamplesAsked,
    /// Stop reading.
    CancelAsked,
    /// The lines of trouble have been read.
    TroubleDismissed,
    /// All lines of the list of articles.
    ArticlesMore,

    // Sharing.
    /// Whether the sentences go along.
    SentencesIncluded(bool),
    /// Put the link on the clipboard.
    LinkAsked,
    /// Save the finding as a file.
    FileAsked,
    /// Ask as what to save what is seen.
    PictureAsked,
    /// [`Effect::Rasterise`] cannot be done.
    PictureTooLarge,

    // Decisions.
    /// A menu opens beside what it is of, at a place in CSS pixels of the window.
    MenuOpened {
        /// What it is of.
        of: Of,
        /// Its upper left corner.
        at: [f32; 2],
    },
    /// It closes.
    MenuClosed,
    /// A verb of the menu or the strip is taken.
    VerbTaken(Verbs, u32),
    /// Something is to be filled in before a decision.
    FormOpened(Form),
    /// What stands in it, where that searches.
    FormTyped(String),
    /// It was filled in.
    FormFilled(Filled),
    /// Something was decided.
    Decided(Act),
    /// One more is chosen beside the others, or no longer.
    Toggled(EntityKey),
    /// The same, of what is selected.
    ToggledHere,
    /// None is chosen any more, and none was dropped on another.
    ChoiceCleared,
    /// Merge those chosen, or ask with whom what is selected is to be merged.
    MergeAsked,
    /// Hide those chosen, or what is selected.
    HideAsked,
    /// Ask how what is selected is called.
    RenameAsked,
    /// Take the last change back.
    Undone,
    /// Do what was taken back again.
    Redone,
    /// Entries are taken out of the log.
    EntryDropped(EntryId),
    /// Save the log as a file.
    DecisionsAsked,
    /// How the person calls themself.
    AuthorNamed(String),
    /// The question that stands is answered.
    QuestionAnswered(Answer),

    // The page itself.
    /// A dialog opens.
    DialogOpened(Dialog),
    /// It closes.
    DialogClosed,
    /// Light or dark.
    ThemeChosen(Theme),
    /// The first visit's card was closed.
    CardClosed,
    /// Which panel a small screen shows.
    TabChosen(Tab),
    /// How far the sheet is pulled.
    SheetMoved(Sheet),
    /// The drawer of a middling screen opens or closes.
    DrawerToggled,
}

impl Message {
    /// Whether no panel changes by it: such messages come with every move of a pointer, with every step of a layout,
    /// and with every file a worker is at, of which the next batch tells.
    pub fn is_quiet(&self) -> bool {
        matches!(
            self,
            Message::Hovered(_)
                | Message::Panned(_)
                | Message::ZoomedAt { .. }
                | Message::Zoomed(_)
                | Message::CameraTaken(_)
                | Message::Centred(_)
                | Message::Fitted
                | Message::Dragged { .. }
                | Message::Resized { .. }
                | Message::Answered {
                    response: Response::Reading { .. } | Response::Positions { settled: None, .. },
                    ..
                }
        )
    }
}
