//! Why a name is taken for an entity, and how surely.

use serde::{Deserialize, Serialize};

use super::MentionRef;
use super::parts::Relation;

/// Why a name is taken for an entity, how surely, and the place that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Why.
    pub reason: Reason,
    /// How often a link of this kind is right, per mille, as counted on annotated articles.
    pub sure: u16,
    /// Where the full name, or the definition, stands. `None` where nothing but the name itself, or a table, says so.
    pub seen: Option<MentionRef>,
}

impl Link {
    /// What is less sure than this, per mille, is asked about.
    pub const DOUBTFUL_BELOW: u16 = 800;

    /// The link of a name to itself.
    pub const OWN: Link = Link { reason: Reason::FullName, sure: 1000, seen: None };

    /// Whether a person should look at it.
    pub fn is_doubtful(&self) -> bool {
        self.sure < Self::DOUBTFUL_BELOW
    }
}

/// Why a name is taken for an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reason {
    /// It is the entity's own full name.
    FullName,
    /// The same words, but for case, accents or punctuation.
    Spelling,
    /// The name with a title or a role before it ("President Putin").
    Title,
    /// The name with the legal form of a company ("Apple Inc.").
    LegalForm,
    /// Middle names left out.
    MiddleName,
    /// A forename cut to its initial.
    Initials,
    /// A short form of the forename ("Bernie" for Bernard).
    Nickname,
    /// Surname (or first name) of the only such person in the article.
    PartInArticle,
    /// Surname (or first name) of the only such person in all articles.
    PartInCorpus,
    /// Surname (or first name) of several such persons, and this one is meant elsewhere, or named first and most.
    MostNamed,
    /// An article defines it: "X (Y)".
    Definition,
    /// The initials of the full name.
    Acronym,
    /// Listed in the table of aliases.
    Table,
    /// The full name with a word added, left out or shortened ("NTV", "NTV Channel").
    ShortForm,
    /// Spelt alike: another transliteration, or a slip.
    Variant,
    /// The same words in another order ("Xi Jinping", "Jinping Xi").
    NameOrder,
    /// The same words for another kind of thing.
    OtherKind,
    /// A person said so: the entry of the log ([`crate::decisions::EntryId`]).
    Decision(u64),
}

/// Among whom a shorter name was given its full name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Among {
    /// The only one in the article who may be meant.
    Article,
    /// The only one in all articles, none being in this one.
    Corpus,
    /// Several in the article may be meant, and this one is elsewhere, or is named first and most.
    SeveralInArticle,
    /// Several in all articles may be meant, none being in this one; this one usually is, or is named most.
    SeveralInCorpus,
}

/// What a link rests on: the classes whose rightness is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ground {
    /// The name is the full name, or is taken for nobody else.
    Own,
    /// The table of aliases.
    Table,
    /// The name follows from a full name.
    Part(Relation, Among),
}

impl Ground {
    /// What to tell a person.
    pub(super) fn reason(self) -> Reason {
        match self {
            Ground::Own => Reason::FullName,
            Ground::Table => Reason::Table,
            Ground::Part(relation, among) => match relation {
                Relation::Middle => Reason::MiddleName,
                Relation::Initial => Reason::Initials,
                Relation::Nickname => Reason::Nickname,
                Relation::Order => Reason::NameOrder,
                Relation::Shorter | Relation::Lead => Reason::ShortForm,
                Relation::Definition => Reason::Definition,
                Relation::Acronym => Reason::Acronym,
                Relation::Titled | Relation::Familiar | Relation::Surname | Relation::Given => match among {
                    Among::Article => Reason::PartInArticle,
                    Among::Corpus => Reason::PartInCorpus,
                    Among::SeveralInArticle | Among::SeveralInCorpus => Reason::MostNamed,
                },
            },
        }
    }

    /// Whether links on it are doubtful.
    pub(super) fn is_doubtful(self) -> bool {
        self.sure() < Link::DOUBTFUL_BELOW
    }

    /// How often such a link is right, per mille.
    pub(super) fn sure(self) -> u16 {
        match self.counted() {
            Some((right, all)) => succession(right, all),
            None => Link::OWN.sure,
        }
    }

    /// Links of this class that were right, and all of them, of those whose name and full name both stand in an
    /// annotation: the names that ship, found in the development sets of GUM (95 documents of ten genres), MEANTIME (46
    /// news articles), 25 political web articles, and the first chapters of the 100 novels of LitBank.
    /// `measured.rs` prints them. What is rare is counted together with its like. `None` for a name
    /// that is linked to nothing.
    fn counted(self) -> Option<(u32, u32)> {
        use {Among::*, Relation::*};
        let Ground::Part(relation, among) = self else {
            return (self == Ground::Table).then_some((210, 215));
        };
        Some(match (relation, among) {
            (Middle | Initial | Nickname | Order, _) => (32, 33),
            (Definition, _) => (46, 46),
            (Acronym, Article | SeveralInArticle) => (44, 47),
            (Acronym, Corpus | SeveralInCorpus) => (0, 3),
            (Shorter, Article | SeveralInArticle) => (47, 49),
            (Shorter, Corpus | SeveralInCorpus) => (55, 68),
            (Titled, _) => (59, 61),
            (Familiar, _) => (34, 63),
            (Surname, Article) => (633, 689),
            (Surname, SeveralInArticle) => (142, 159),
            (Surname, Corpus | SeveralInCorpus) => (32, 32),
            (Given, Article) => (375, 395),
            (Given, _) => (24, 26),
            (Lead, _) => (13, 20),
        })
    }
}

/// Laplace's rule of succession: the chance that the next of a class is right when `right` of `all` were, per mille.
pub(super) fn succession(right: u32, all: u32) -> u16 {
    (1000 * (right + 1) / (all + 2)).min(1000) as u16
}
