//! Hashes in a file for people: as hexadecimal text, since JSON's numbers end at 2⁵³ in many programs.

use serde::{Deserialize, Deserializer, Serializer};

/// `EntryId`s and other types of 64 bits.
pub(super) fn write(value: u64) -> String {
    format!("{value:016x}")
}

/// What [`write()`] wrote.
pub(super) fn read(text: &str) -> Option<u64> {
    u64::from_str_radix(text, 16).ok()
}

/// An optional [`EntityKey`](crate::ids::EntityKey).
pub(super) mod optional_key {
    use super::{Deserialize, Deserializer, Serializer};
    use crate::ids::EntityKey;

    pub(crate) fn serialize<S: Serializer>(key: &Option<EntityKey>, to: S) -> Result<S::Ok, S::Error> {
        match key {
            Some(key) => to.serialize_some(&super::write(key.0)),
            None => to.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<EntityKey>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        let key = |text: String| super::read(&text).map(EntityKey).ok_or_else(|| super::wrong(&text));
        text.map(key).transpose()
    }
}

/// A [`Fingerprint`](crate::ids::Fingerprint).
pub(super) mod fingerprint {
    use super::{Deserialize, Deserializer, Serializer};
    use crate::ids::Fingerprint;

    pub(crate) fn serialize<S: Serializer>(fingerprint: &Fingerprint, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&format!("{:032x}", fingerprint.0))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Fingerprint, D::Error> {
        let text = String::deserialize(from)?;
        u128::from_str_radix(&text, 16).map(Fingerprint).map_err(|_| super::wrong(&text))
    }
}

fn wrong<E: serde::de::Error>(text: &str) -> E {
    E::custom(format!("“{text}” is no number in hexadecimal digits"))
}
