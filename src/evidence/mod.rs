//! The answer to a click: the sentences behind a node or an edge, in the articles' own words.

mod changes;
mod doubts;
mod names;
mod passages;
mod search;
mod windows;

pub use changes::note_changes;
pub use names::{AliasView, DecidedBy, alias_view, in_hundred, reason};
pub use passages::{
    NEIGHBOURS, article_view, entity_view, evidence, passage_view, sentences_of, window_count,
};
pub use search::{ranked, search};

use serde::{Deserialize, Serialize};

use crate::aliases::{Entity, Owners};
use crate::cooccurrence::Window;
use crate::copies::Copies;
use crate::coreference::Reference;
use crate::entities::Kind;
use crate::ids::EntityKey;
use crate::pipeline::Article;
use crate::read::{Field, Metadata, Role};

/// All that answers are given from: the articles, what they name, and which mention names what.
#[derive(Clone, Copy, Debug)]
pub struct Corpus<'a> {
    /// Sorted, see [`crate::pipeline::sort`].
    pub articles: &'a [Article],
    /// From [`crate::aliases::resolve`].
    pub entities: &'a [Entity],
    /// Of these articles and entities.
    pub owners: &'a Owners,
    /// Where windows that are copies of each other count once: which are.
    pub copies: Option<&'a Copies>,
    /// Where they count: words that stand for names, sorted by document and place.
    pub references: &'a [Reference],
    /// What was decided by hand, for names that a person gave.
    pub decided: Option<&'a DecidedBy>,
}

impl<'a> Corpus<'a> {
    /// Each window for itself, and names alone.
    pub fn new(articles: &'a [Article], entities: &'a [Entity], owners: &'a Owners) -> Self {
        Corpus { articles, entities, owners, copies: None, references: &[], decided: None }
    }
}

/// What was asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// An entity.
    Entity(EntityKey),
    /// Two entities together.
    Tie(EntityKey, EntityKey),
}

/// A marked name within a passage or paragraph. Offsets are bytes **of that passage's text**.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The entity named.
    pub entity: EntityKey,
    /// Its kind.
    pub kind: Kind,
    /// Whether it is what was asked about.
    pub asked: bool,
    /// Whether the words stand for the name without being it: "he", "the Russian leader".
    pub referred: bool,
    /// Index into the article's mentions, as [`Cut::Mention`](crate::protocol::Cut::Mention) wants it. Nothing in a
    /// shared finding, and nothing where [`referred`](Mark::referred) is.
    pub mention: u32,
}

/// A passage of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassageView {
    /// The words.
    pub text: String,
    /// The names in them, in order, not overlapping.
    pub marks: Vec<Mark>,
    /// Index of its paragraph in [`ArticleView::paragraphs`]; *Open article* scrolls there.
    pub paragraph: u32,
    /// First byte of the passage in that paragraph.
    pub offset: u32,
    /// Where copies are counted once: where else the same is said, as a line to show; empty where nowhere.
    pub also: String,
}

/// The passages of one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticlePassages {
    /// Index of the article in the corpus, as [`crate::protocol::Request::Article`] wants it.
    pub document: u32,
    /// The file's name.
    pub file: String,
    /// What the article says about itself.
    pub metadata: Metadata,
    /// How many passages this article has in all.
    pub count: u32,
    /// The passages given here, in order.
    pub passages: Vec<PassageView>,
}

/// An end of a tie, or what a tie leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Neighbour {
    /// The other entity.
    pub key: EntityKey,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// The number of windows that name both.
    pub weight: u32,
    /// The number of further windows in which one or both are only referred to.
    pub referred: u32,
}

/// What is known of an entity, for the head of the panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityView {
    /// Survives the arrival of other documents.
    pub key: EntityKey,
    /// The full name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// Its names, most frequent first.
    pub aliases: Vec<AliasView>,
    /// How often the articles name it.
    pub mentions: u32,
    /// How many articles name it.
    pub documents: u32,
}

/// The answer. Counts are totals; lists may be cut, and say so by being shorter than their count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What was asked about.
    pub subject: Subject,
    /// One entity, or the two of a tie in the order asked.
    pub entities: Vec<EntityView>,
    /// The window that the counts are in.
    pub window: Window,
    /// Of a tie: its weight in the window. Of an entity: the number of windows (sentences, paragraphs, articles) that name it.
    pub weight: u32,
    /// Articles that have such a window.
    pub documents: u32,
    /// Of an entity: those it is tied to under the current settings (all ties, not only drawn ones), strongest first, at most 200.
    pub neighbours: Vec<Neighbour>,
    /// How many neighbours there are in all.
    pub neighbour_count: u32,
    /// The passages by article, in order of the corpus.
    pub articles: Vec<ArticlePassages>,
    /// Further windows, in which what was asked about (of a tie, one or both) is only referred to.
    pub referred: u32,
    /// The passages of those, by article.
    pub references: Vec<ArticlePassages>,
    /// Of a tie: what of it rests on doubtful links, as lines to show ("2 of 5 sentences rest on “Clinton” being
    /// Hillary Clinton, 62 in 100 sure"). Empty where nothing does.
    pub doubts: Vec<String>,
}

/// Where a paragraph differs from the article that its own is a near-copy of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// First byte of the words that the other has not; bytes of the paragraph's text.
    pub start: u32,
    /// One past the last of them; `start` where only the other has words.
    pub end: u32,
    /// The words that stand in the other instead, before [`start`](Change::start); may be empty.
    pub missing: String,
}

/// A paragraph of an opened article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// The words.
    pub text: String,
    /// The names in them. None crosses the border of a change.
    pub marks: Vec<Mark>,
    /// What the paragraph is for; what does not count is shown as left out.
    pub role: Role,
    /// Of a near-copy: how it differs, in order, not overlapping.
    pub changes: Vec<Change>,
}

/// A field of what an article says of itself, ready to show and to amend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Which.
    pub field: Field,
    /// "Date: 2016-11-09 (guessed)".
    pub words: String,
    /// What is asked when it is to be amended.
    pub question: String,
    /// How to answer.
    pub hint: String,
    /// What it says now; empty where that is unknown.
    pub value: String,
}

/// An article, whole, with every entity marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleView {
    /// Index of the article in the corpus.
    pub document: u32,
    /// Headline, or the file's name.
    pub title: String,
    /// The file's name.
    pub file: String,
    /// What the article says of itself, field by field.
    pub facts: Vec<Fact>,
    /// Of which article it is a near-copy, and how the difference is shown, as a line; empty where of none.
    pub copy: String,
    /// That article's index in the corpus.
    pub copy_of: u32,
    /// Its paragraphs, one for each block of the document.
    pub paragraphs: Vec<Paragraph>,
}
