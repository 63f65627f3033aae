//! The names an entity goes by, each with why it is taken for the same, ready to show.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::aliases::{Alias, Reason};
use crate::app::words;

/// What was decided by hand, in words, by entry of the log.
pub type DecidedBy = BTreeMap<u64, String>;

/// One of the names of an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AliasView {
    /// As most often written.
    pub surface: String,
    /// How often it stands for this entity.
    pub mentions: u32,
    /// Why it is taken for this entity: a line to show.
    pub why: String,
    /// Whether a person should look at it.
    pub doubtful: bool,
}

/// A name with why it is one. `decided` words those that a person gave.
pub fn alias_view(alias: &Alias, decided: &DecidedBy) -> AliasView {
    let Alias { surface, mentions, link } = alias;
    let mut why = match link.reason {
        Reason::Decision(entry) => decided.get(&entry).cloned(),
        _ => None,
    }
    .unwrap_or_else(|| reason(link.reason).to_owned());
    if link.is_doubtful() {
        why = words::SURE_OF.with(&[("why", &why), ("n", &in_hundred(link.sure))]);
    }
    AliasView { surface: surface.clone(), mentions: *mentions, why, doubtful: link.is_doubtful() }
}

/// Per mille as a whole number of a hundred.
pub fn in_hundred(per_mille: u16) -> String {
    ((per_mille + 5) / 10).to_string()
}

/// Why a name is taken for an entity, as a phrase.
pub fn reason(reason: Reason) -> &'static str {
    let phrase = match reason {
        Reason::FullName => words::REASON_FULL_NAME,
        Reason::Spelling => words::REASON_SPELLING,
        Reason::Title => words::REASON_TITLE,
        Reason::LegalForm => words::REASON_LEGAL_FORM,
        Reason::MiddleName => words::REASON_MIDDLE_NAME,
        Reason::Initials => words::REASON_INITIALS,
        Reason::Nickname => words::REASON_NICKNAME,
        Reason::Definition => words::REASON_DEFINITION,
        Reason::PartInArticle => words::REASON_PART_IN_ARTICLE,
        Reason::PartInCorpus => words::REASON_PART_IN_CORPUS,
        Reason::MostNamed => words::REASON_MOST_NAMED,
        Reason::Acronym => words::REASON_ACRONYM,
        Reason::Table => words::REASON_TABLE,
        Reason::ShortForm => words::REASON_SHORT_FORM,
        Reason::Variant => words::REASON_VARIANT,
        Reason::NameOrder => words::REASON_NAME_ORDER,
        Reason::OtherKind => words::REASON_OTHER_KIND,
        Reason::Decision(_) => words::REASON_DECISION,
    };
    phrase.text()
}
