//! What a name can be.

use serde::{Deserialize, Serialize};

/// The kinds of entity, in the order in which legends list them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// People, real or fictional, and families.
    #[serde(rename = "PER")]
    Person,
    /// Companies, agencies, parties, armed groups, media, and institutions called by their seat.
    #[serde(rename = "ORG")]
    Organisation,
    /// Countries, cities, regions, waters, named facilities.
    #[serde(rename = "LOC")]
    Place,
    /// Nationalities, peoples, religions, political leanings.
    #[serde(rename = "NORP")]
    Group,
    /// Named wars, elections, storms, games, holidays.
    #[serde(rename = "EVENT")]
    Event,
    /// Works, laws, treaties, prizes, products.
    #[serde(rename = "MISC")]
    Other,
}

impl Kind {
    /// All kinds, in order.
    pub const ALL: [Kind; 6] =
        [Kind::Person, Kind::Organisation, Kind::Place, Kind::Group, Kind::Event, Kind::Other];

    /// The interchange's code: `PER`, `ORG`, `LOC`, `NORP`, `EVENT` or `MISC`.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Person => "PER",
            Kind::Organisation => "ORG",
            Kind::Place => "LOC",
            Kind::Group => "NORP",
            Kind::Event => "EVENT",
            Kind::Other => "MISC",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Its place in [`Kind::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct KindSet(u8);

impl KindSet {
    /// People, organisations and places: what a graph shows unless asked for more. Nationalities, events and works
    /// are found and counted, and shown by one click.
    pub const MAIN: KindSet = KindSet(0b000_111);
    /// No kind.
    pub const NONE: KindSet = KindSet(0);

    /// Whether `kind` is in the set.
    pub fn contains(self, kind: Kind) -> bool {
        self.0 & (1 << kind.index()) != 0
    }

    /// The set with `kind` in it, or out of it.
    #[must_use]
    pub fn with(self, kind: Kind, inside: bool) -> KindSet {
        let bit = 1 << kind.index();
        KindSet(if inside { self.0 | bit } else { self.0 & !bit })
    }
}

impl Default for KindSet {
    fn default() -> Self {
        KindSet::MAIN
    }
}
