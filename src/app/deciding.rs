//! Deciding by hand: what a person is being asked, what was decided, what is still in doubt.
//!
//! The lead keeps the log and derives the graph from it; the page keeps the lines that the lead has worded
//! ([`LogView`], [`SuggestionView`]) and sends [`Act`](crate::protocol::Act)s.

use crate::evidence::EntityView;
use crate::ids::EntityKey;
use crate::protocol::{LogView, SuggestionView};

/// Questions kept at hand, so that the next one shows at once.
pub const QUESTIONS: u32 = 6;

/// Names offered to merge with.
pub const OFFERED: u32 = 8;

/// The name under which the log is saved.
pub const FILE_NAME: &str = "coterie-decisions.json";

/// What a menu is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// A node, or what the evidence panel shows.
    Entity(EntityKey),
    /// Another name of an entity.
    Name {
        /// Whose.
        key: EntityKey,
        /// As written.
        written: String,
    },
    /// A name in a text.
    Mention {
        /// Whose it is taken for.
        key: EntityKey,
        /// As written.
        written: String,
        /// The article's index in the corpus.
        document: u32,
        /// Index into the article's mentions; none for words that only refer to it.
        mention: Option<u32>,
    },
    /// Words that were selected in a text.
    Words(String),
}

/// A menu beside what it is of.
#[derive(Clone, Debug, PartialEq)]
pub struct Menu {
    /// What it is of.
    pub of: Of,
    /// Its upper left corner, in CSS pixels of the window.
    pub at: [f32; 2],
}

/// Something to fill in before a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// With whom?
    Merge {
        /// Who.
        key: EntityKey,
        /// What was typed.
        query: String,
        /// Who may be meant, best first.
        found: Vec<EntityView>,
    },
    /// What is its name?
    Rename(EntityKey),
    /// Of what kind is it?
    Retype(EntityKey),
    /// What of it is another?
    Split(EntityKey),
    /// What does a field of the article that is read say? By place among its facts.
    Amend(u32),
    /// Of what kind is this name, which was missed? The words may still be changed.
    Mark(String),
    /// As what is the picture to be saved? No decision, but asked for like one.
    Picture {
        /// What its caption will say.
        note: String,
        /// The answers, and what is to be known of each.
        offers: Vec<(String, String)>,
    },
}

/// The answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// They are one.
    Same,
    /// They are two.
    Different,
    /// Ask again after the others.
    Later,
}

/// What was filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// The text, where one was asked for.
    pub text: String,
    /// Which of the choices, where there were any.
    pub choice: u32,
    /// Why; may be empty.
    pub reason: String,
}

/// All of it.
#[derive(Clone, Debug, Default)]
pub struct Deciding {
    /// The menu that is open.
    pub menu: Option<Menu>,
    /// What is to be filled in; stands in [`Dialog::Decide`](super::Dialog::Decide).
    pub form: Option<Form>,
    /// Several that were chosen, in order.
    pub chosen: Vec<EntityKey>,
    /// Who was dragged, and onto whom: are they one?
    pub dropped: Option<(EntityKey, EntityKey)>,
    /// The log, as the lead told it last.
    pub log: LogView,
    /// Decisions that a file brought and that are not told of yet.
    pub taken: Option<u32>,
    /// How the person calls themself.
    pub author: String,
    /// The next open questions.
    pub questions: Vec<SuggestionView>,
    /// How many there are.
    pub total: u32,
    /// Those that were put off.
    pub later: Vec<u64>,
}

impl Deciding {
    /// Forgets what concerns a graph that is gone; log and author stay.
    pub fn forget(&mut self) {
        let (log, author) = (std::mem::take(&mut self.log), std::mem::take(&mut self.author));
        *self = Deciding { log, author, ..Deciding::default() };
    }

    /// Adds to those chosen.
    pub fn gather(&mut self, keys: Vec<EntityKey>) {
        let new: Vec<EntityKey> = keys.into_iter().filter(|key| !self.chosen.contains(key)).collect();
        self.chosen.extend(new);
    }

    /// Adds to those chosen, or takes from them.
    pub fn toggle(&mut self, key: EntityKey) {
        match self.chosen.iter().position(|other| *other == key) {
            Some(at) => drop(self.chosen.remove(at)),
            None => self.chosen.push(key),
        }
    }
}
