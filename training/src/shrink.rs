//! Makes learned weights small: rounds them to 8 bits and leaves out what rounds to little.

use coterie::entities::features;
use coterie::model::{LABELS, LinearTagger, WIDTH};

use crate::perceptron::Learned;

/// How much is rounded away.
pub(crate) struct Settings {
    /// Hundredths of the perceptron's unit that one step of an 8-bit weight stands for. Larger: smaller file.
    pub(crate) step: i32,
    /// A weight of fewer steps than this is left out. Larger: smaller file.
    pub(crate) least: i32,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { step: 200, least: 1 }
    }
}

/// The tagger of learned weights.
pub(crate) fn shrink(learned: Learned, settings: &Settings) -> LinearTagger {
    let step = f64::from(settings.step.max(1)) / 100.0;
    let weight = |value: f64| {
        let steps = (value / step).round().clamp(-127.0, 127.0) as i32;
        if steps.abs() < settings.least { 0 } else { steps as i8 }
    };
    let rows = learned
        .rows
        .into_iter()
        .map(|(key, row)| {
            let row: [i8; WIDTH] =
                std::array::from_fn(|label| row.get(label).map_or(0, |&value| weight(value)));
            (key, row)
        })
        .filter(|(_, row)| row.iter().any(|&weight| weight != 0))
        .collect();
    let transitions: [[i16; LABELS]; LABELS + 1] = learned
        .transitions
        .map(|row| row.map(|value| (value / step).round().clamp(-32_000.0, 32_000.0) as i16));
    LinearTagger::new(features::VERSION, rows, transitions, learned.clusters)
}
