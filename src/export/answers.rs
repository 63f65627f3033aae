//! As what a picture can be saved: every answer that the page offers, in its words.

use super::{Format, Sheet};
use crate::app::words::{Phrase, pictures};

/// What a PNG is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Png {
    /// None: the file is as the engine writes it.
    No,
    /// So many pixels for a CSS pixel.
    Times(f32),
    /// As many pixels as fill a sheet at 300 dpi: its longer and its shorter side.
    Filling([f32; 2]),
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Answer {
    words: Phrase,
    /// The form that is written.
    pub(super) format: Format,
    /// Light colours whatever the page's are.
    pub(super) light: bool,
    /// The ground is seen through.
    pub(super) clear: bool,
    png: Png,
}

const fn answer(words: Phrase, format: Format, png: Png) -> Answer {
    Answer { words, format, light: false, clear: false, png }
}

const fn light(answer: Answer) -> Answer {
    Answer { light: true, ..answer }
}

const fn clear(answer: Answer) -> Answer {
    Answer { clear: true, ..answer }
}

/// In the order in which they are offered.
pub(super) const ANSWERS: [Answer; 12] = [
    answer(pictures::SVG, Format::Svg, Png::No),
    clear(answer(pictures::SVG_CLEAR, Format::Svg, Png::No)),
    light(answer(pictures::PDF, Format::Pdf(Sheet::Fitting), Png::No)),
    light(answer(pictures::PDF_A4, Format::Pdf(Sheet::A4), Png::No)),
    light(answer(pictures::PDF_A3, Format::Pdf(Sheet::A3), Png::No)),
    answer(pictures::PNG, Format::Svg, Png::Times(1.0)),
    answer(pictures::PNG_2, Format::Svg, Png::Times(2.0)),
    answer(pictures::PNG_3, Format::Svg, Png::Times(3.0)),
    answer(pictures::PNG_4, Format::Svg, Png::Times(4.0)),
    clear(answer(pictures::PNG_CLEAR, Format::Svg, Png::Times(2.0))),
    light(answer(pictures::PNG_A4, Format::Svg, Png::Filling([3508.0, 2480.0]))),
    light(answer(pictures::PNG_A3, Format::Svg, Png::Filling([4961.0, 3508.0]))),
];

impl Answer {
    /// What is offered, and what is to be known of it; may be empty.
    pub(super) fn said(&self) -> (String, String) {
        let note = if self.light { pictures::LIGHT.text() } else { "" };
        (self.words.text().to_owned(), note.to_owned())
    }

    /// How large a PNG of a drawing is, in pixels; `None` where none is made.
    pub(super) fn pixels(&self, size: [f32; 2]) -> Option<[u32; 2]> {
        let scale = match self.png {
            Png::No => return None,
            Png::Times(times) => times,
            Png::Filling([long, short]) => {
                let [wide, high] = if size[0] > size[1] { [long, short] } else { [short, long] };
                (wide / size[0]).min(high / size[1])
            }
        };
        Some(size.map(|side| (side * scale).round() as u32))
    }

    /// The ending of the file's name.
    pub(super) fn ending(&self) -> &'static str {
        match (self.png, self.format) {
            (Png::No, Format::Svg) => ".svg",
            (Png::No, Format::Pdf(_)) => ".pdf",
            _ => ".png",
        }
    }
}
