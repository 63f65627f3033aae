//! What a person can decide, in words that outlive the articles it was decided on.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{amend, hex};
use crate::aliases::fold;
use crate::entities::Kind;
use crate::ids::{EntityKey, Fingerprint};
use crate::order::InOrder;
use crate::read::Field;

/// An entity, by name: the name and kind that it has without any decision, so that no decision leans on another's
/// renaming.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Who {
    /// Its kind.
    pub kind: Kind,
    /// Its full name.
    pub name: String,
    /// Its other names, most frequent first: by these it is found where other articles name it otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Of what a decision split off: its key, since its name may be another's too.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "hex::optional_key")]
    pub part: Option<EntityKey>,
}

/// An article, by content, and by name where the content is not there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ArticleName {
    /// The file's name.
    pub file: String,
    /// Of its content.
    #[serde(with = "hex::fingerprint")]
    pub fingerprint: Fingerprint,
}

/// A single place where a name stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The article.
    #[serde(flatten)]
    pub article: ArticleName,
    /// First byte of the name in the article's text.
    pub at: u32,
    /// The name as written there.
    pub written: String,
}

/// What is split off an entity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Each of its names becomes an entity of its own.
    Whole,
    /// All that is written so, but for case and accents.
    Name(String),
    /// What is written so and is doubtfully its.
    Doubtful(String),
    /// All that stands in this article.
    Article(ArticleName),
    /// This one mention.
    Mention(Place),
}

/// What a person decided.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// These are one; the first gives name, kind and key.
    Merge {
        /// At least two.
        of: Vec<Who>,
    },
    /// This part is another entity.
    Split {
        /// Of which it was taken for a part.
        of: Who,
        /// What leaves.
        part: Part,
        /// What it is called; by its own words where this is absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    },
    /// It is shown under another name.
    Rename {
        /// Which.
        of: Who,
        /// The name.
        to: String,
    },
    /// It is of another kind.
    Retype {
        /// Which.
        of: Who,
        /// The kind.
        to: Kind,
    },
    /// It is not drawn and not counted in ties.
    Hide {
        /// Which.
        of: Who,
    },
    /// It is drawn again.
    Restore {
        /// Which.
        of: Who,
    },
    /// These two are never one.
    Apart(Who, Who),
    /// A name that was missed: it is marked wherever it stands.
    Add {
        /// As written.
        name: String,
        /// What it names.
        kind: Kind,
    },
    /// Whatever is written so, but for case and accents, is this entity.
    Alias {
        /// Which.
        of: Who,
        /// The name.
        name: String,
    },
    /// What is taken for this entity and written so, but for case and accents, is rightly its: no doubt is left.
    Confirm {
        /// Which.
        of: Who,
        /// The name.
        name: String,
    },
    /// An article says this of itself, whatever was read there.
    Amend {
        /// Which article.
        of: ArticleName,
        /// Which of its fields.
        field: Field,
        /// What it says, as [`amend::value`] has it; unknown where this is absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
    },
}

/// Longest name that is taken, in characters: names are short, and files may come from anyone.
pub const LONGEST_NAME: usize = 200;

/// A name as it is kept: trimmed, white space collapsed. `None` where nothing is left, or more than a name.
pub fn name(written: &str) -> Option<String> {
    let name = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = !name.chars().any(char::is_control);
    (plain && !name.is_empty() && name.chars().count() <= LONGEST_NAME).then_some(name)
}

impl Who {
    /// An entity with this name and kind and no other names.
    pub fn new(kind: Kind, name: &str) -> Self {
        Who { kind, name: name.to_owned(), also: Vec::new(), part: None }
    }

    /// The key under which it is known.
    pub fn key(&self) -> EntityKey {
        self.part.unwrap_or_else(|| EntityKey::new(self.kind.code(), &self.name))
    }

    /// Whether both name the same entity, as far as names tell.
    pub fn is(&self, other: &Who) -> bool {
        self.key() == other.key()
    }

    /// Whether `name` is its full name.
    fn is_called(&self, name: &str) -> bool {
        fold(&self.name) == fold(name)
    }

    fn checked(mut self) -> Option<Self> {
        self.name = name(&self.name)?;
        self.also.retain(|other| name(other).is_some());
        Some(self)
    }
}

impl Part {
    fn checked(self) -> Option<Self> {
        match self {
            Part::Whole | Part::Article(_) => Some(self),
            Part::Name(written) => name(&written).map(Part::Name),
            Part::Doubtful(written) => name(&written).map(Part::Doubtful),
            Part::Mention(place) => (!place.written.trim().is_empty()).then_some(Part::Mention(place)),
        }
    }
}

impl Decision {
    /// The decision with its names trimmed; `None` if it says nothing: a merge of one, a name without letters.
    pub fn checked(self) -> Option<Self> {
        Some(match self {
            Decision::Merge { of } => {
                let mut keys = BTreeSet::new();
                let mut kept: Vec<Who> = of.into_iter().map(Who::checked).collect::<Option<_>>()?;
                kept.retain(|who| keys.insert(who.key()));
                if kept.len() < 2 {
                    return None;
                }
                Decision::Merge { of: kept }
            }
            Decision::Split { of, part, name: called } => {
                let called = match called {
                    Some(called) => Some(name(&called)?),
                    None => None,
                };
                Decision::Split { of: of.checked()?, part: part.checked()?, name: called }
            }
            Decision::Rename { of, to } => Decision::Rename { of: of.checked()?, to: name(&to)? },
            Decision::Retype { of, to } => Decision::Retype { of: of.checked()?, to },
            Decision::Hide { of } => Decision::Hide { of: of.checked()? },
            Decision::Restore { of } => Decision::Restore { of: of.checked()? },
            Decision::Apart(one, other) => {
                let (one, other) = (one.checked()?, other.checked()?);
                if one.is(&other) {
                    return None;
                }
                Decision::Apart(one, other)
            }
            Decision::Add { name: written, kind } => Decision::Add { name: name(&written)?, kind },
            Decision::Alias { of, name: written } => {
                Decision::Alias { of: of.checked()?, name: name(&written)? }
            }
            Decision::Confirm { of, name: written } => {
                Decision::Confirm { of: of.checked()?, name: name(&written)? }
            }
            Decision::Amend { of, field, to } => {
                let to = to.filter(|written| !written.trim().is_empty());
                let to = match to {
                    Some(written) => Some(amend::value(field, &written)?),
                    None => None,
                };
                Decision::Amend { of, field, to }
            }
        })
    }

    /// The entities it speaks of.
    pub fn whos(&self) -> Vec<&Who> {
        match self {
            Decision::Merge { of } => of.iter().collect(),
            Decision::Apart(one, other) => vec![one, other],
            Decision::Split { of, .. }
            | Decision::Rename { of, .. }
            | Decision::Retype { of, .. }
            | Decision::Hide { of }
            | Decision::Restore { of }
            | Decision::Alias { of, .. }
            | Decision::Confirm { of, .. } => vec![of],
            Decision::Add { .. } | Decision::Amend { .. } => Vec::new(),
        }
    }

    /// Names without which nothing can contradict it: two decisions that share none agree.
    pub(super) fn subjects(&self) -> Vec<String> {
        let mut subjects: Vec<String> = self.whos().iter().map(|who| fold(&who.name)).collect();
        if let Decision::Add { name, .. } | Decision::Alias { name, .. } = self {
            subjects.push(fold(name));
        }
        if let Decision::Amend { of, field, .. } = self {
            subjects.push(format!("{:032x} {field:?}", of.fingerprint.0));
        }
        subjects.put_in_order(Ord::cmp);
        subjects.dedup();
        subjects
    }

    /// Whether both cannot hold. Symmetric.
    pub fn contradicts(&self, other: &Decision) -> bool {
        self.is_against(other) || other.is_against(self)
    }

    /// Whether, made after and against `earlier`, it takes that back. What splits or is split follows in its turn:
    /// a part that was split off can be joined to another, and back.
    pub(super) fn voids(&self, earlier: &Decision) -> bool {
        let splits = |decision: &Decision| matches!(decision, Decision::Split { .. });
        !splits(self) && !splits(earlier) && self.contradicts(earlier)
    }

    fn is_against(&self, other: &Decision) -> bool {
        use Decision::{Add, Alias, Amend, Apart, Confirm, Hide, Merge, Rename, Restore, Retype, Split};
        let among = |these: &[Who], who: &Who| these.iter().any(|this| this.is(who));
        match (self, other) {
            (Rename { of, to }, Rename { of: who, to: name }) => of.is(who) && to != name,
            (Retype { of, to }, Retype { of: who, to: kind }) => of.is(who) && to != kind,
            (Hide { of }, Restore { of: who }) => of.is(who),
            (Merge { of }, Apart(one, other)) => among(of, one) && among(of, other),
            (Merge { of }, Split { of: who, part: Part::Whole, .. }) => among(of, who),
            (Merge { of }, Split { of: who, part: Part::Name(name), .. }) => {
                among(of, who) && of.iter().any(|one| !one.is(who) && one.is_called(name))
            }
            (Alias { of, name }, Apart(one, other)) => {
                (of.is(one) && other.is_called(name)) || (of.is(other) && one.is_called(name))
            }
            (
                Alias { of, name } | Confirm { of, name },
                Split { of: who, part: Part::Name(written) | Part::Doubtful(written), .. },
            ) => of.is(who) && fold(name) == fold(written),
            (Alias { of, name }, Alias { of: who, name: written }) => {
                !of.is(who) && fold(name) == fold(written)
            }
            (Add { name, kind }, Add { name: written, kind: other }) => name == written && kind != other,
            (Amend { of, field, to }, Amend { of: article, field: other, to: value }) => {
                of.fingerprint == article.fingerprint && field == other && to != value
            }
            _ => false,
        }
    }
}
