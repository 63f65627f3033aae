//! Colours and shapes.

use serde::{Deserialize, Serialize};

use crate::entities::Kind;

/// Red, green, blue of sRGB.
pub type Rgb = [u8; 3];

/// The colours of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// The page.
    pub paper: Rgb,
    /// Text and lines.
    pub ink: Rgb,
    /// What is chosen.
    pub accent: Rgb,
    /// By [`Kind::index`] (Okabe and Ito's palette, safe for colour blindness, some darkened or lightened for contrast).
    pub kinds: [Rgb; 6],
    /// Whether lines are stronger and what is out of focus recedes less, for people who ask for more contrast.
    pub strong: bool,
}

impl Theme {
    /// On light paper.
    pub const LIGHT: Theme = Theme {
        paper: [0xfb, 0xfa, 0xf8],
        ink: [0x1b, 0x1d, 0x1f],
        accent: [0x1f, 0x5f, 0xbf],
        kinds: [
            [0x00, 0x72, 0xb2],
            [0xd5, 0x5e, 0x00],
            [0x00, 0x9e, 0x73],
            [0xaa, 0x44, 0x99],
            [0x8a, 0x6d, 0x00],
            [0x6b, 0x72, 0x80],
        ],
        strong: false,
    };

    /// On dark paper.
    pub const DARK: Theme = Theme {
        paper: [0x14, 0x16, 0x1a],
        ink: [0xe8, 0xe6, 0xe1],
        accent: [0x7f, 0xb0, 0xff],
        kinds: [
            [0x56, 0xb4, 0xe9],
            [0xf0, 0x90, 0x4d],
            [0x35, 0xc7, 0x9b],
            [0xcc, 0x79, 0xa7],
            [0xe0, 0xb8, 0x3a],
            [0x9a, 0xa1, 0xa9],
        ],
        strong: false,
    };
}

impl Theme {
    /// The same in black or white ink, with stronger lines, for people who ask for more contrast.
    #[must_use]
    pub fn stronger(self) -> Theme {
        Theme { strong: true, ink: if self.is_light() { [0; 3] } else { [255; 3] }, ..self }
    }

    /// Whether the paper is lighter than the ink.
    pub fn is_light(&self) -> bool {
        self.paper > self.ink
    }
}

impl Default for Theme {
    fn default() -> Self {
        Theme::LIGHT
    }
}

/// What a node looks like, beside its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// People.
    Circle,
    /// Organisations.
    RoundedSquare,
    /// Places.
    Diamond,
    /// Groups.
    Hexagon,
    /// Events.
    Star,
    /// All else.
    Ring,
}

impl Shape {
    /// The shape of a kind. Shapes and kinds have the same order, which the shader relies on.
    pub fn of(kind: Kind) -> Shape {
        match kind {
            Kind::Person => Shape::Circle,
            Kind::Organisation => Shape::RoundedSquare,
            Kind::Place => Shape::Diamond,
            Kind::Group => Shape::Hexagon,
            Kind::Event => Shape::Star,
            Kind::Other => Shape::Ring,
        }
    }
}
