//! The settings of a finding as they have travelled since the first release: five fields. How copies were counted
//! and by what the picture is arranged stands in the envelope ([`super::codec`]), so that old links open and, counted each, old pages read new ones.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::cooccurrence::Window;
use crate::entities::KindSet;
use crate::graph::ViewSettings;
use crate::ids::EntityKey;

#[derive(Serialize, Deserialize)]
struct Seen {
    window: Window,
    least_weight: u32,
    kinds: KindSet,
    limit: u32,
    focus: Option<EntityKey>,
}

pub(super) fn serialize<S: Serializer>(settings: &ViewSettings, serializer: S) -> Result<S::Ok, S::Error> {
    let ViewSettings { window, least_weight, kinds, limit, focus, .. } = *settings;
    Seen { window, least_weight, kinds, limit, focus }.serialize(serializer)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<ViewSettings, D::Error> {
    let Seen { window, least_weight, kinds, limit, focus } = Seen::deserialize(deserializer)?;
    Ok(ViewSettings { window, least_weight, kinds, limit, focus, ..ViewSettings::default() })
}
