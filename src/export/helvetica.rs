//! The widths of Helvetica's letters, and their codes.
//!
//! Source: Adobe's font metrics of the fourteen standard fonts (`Helvetica.afm`), which every reader of PDF brings
//! along; codes are those of WinAnsiEncoding (ISO 32000-1, annex D.2), which is Windows-1252.

/// The letters at codes 128 to 159; `\0` where there is none.
const MIDDLE: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“',
    '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// Widths at codes 32 to 255, in thousandths of the type size.
#[rustfmt::skip]
const WIDTHS: [u16; 224] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, 0,
    556, 0, 222, 556, 333, 1000, 556, 556, 333, 1000, 667, 333, 1000, 0, 611, 0,
    0, 222, 222, 333, 333, 350, 556, 1000, 333, 1000, 500, 333, 944, 0, 500, 667,
    278, 333, 556, 556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 333, 737, 333,
    400, 584, 333, 333, 333, 556, 537, 278, 333, 333, 365, 556, 834, 834, 834, 611,
    667, 667, 667, 667, 667, 667, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278,
    722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611,
    556, 556, 556, 556, 556, 556, 889, 500, 556, 556, 556, 556, 278, 278, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 584, 611, 556, 556, 556, 556, 500, 556, 500,
];

/// The code of a letter; `None` for one that the font lacks.
pub fn code(letter: char) -> Option<u8> {
    match letter {
        ' '..='~' | '\u{a0}'..='ÿ' => u8::try_from(u32::from(letter)).ok(),
        '\0' => None,
        _ => MIDDLE.iter().position(|&other| other == letter).map(|at| at as u8 + 128),
    }
}

/// Whether the font has all letters of a text.
pub fn has(text: &str) -> bool {
    text.chars().all(|letter| code(letter).is_some())
}

/// The width of a text at a type size, in the same unit. A letter that the font lacks is taken to be as wide as most
/// of its like: a whole square for Chinese, Japanese and Korean, nothing for marks that combine, `m` and a half else.
pub fn width(text: &str, size: f32) -> f32 {
    let thousandths: u32 = text.chars().map(|letter| u32::from(thousandths(letter))).sum();
    thousandths as f32 * size / 1000.0
}

fn thousandths(letter: char) -> u16 {
    match (code(letter), letter) {
        (Some(code), _) => WIDTHS[usize::from(code) - 32],
        (None, '\u{300}'..='\u{36f}') => 0,
        (None, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{ffef}') => 1000,
        _ => 600,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Widths from Adobe's file, by letter.
    #[test]
    fn letters_have_their_widths() {
        for (letter, width) in
            [(' ', 278), ('0', 556), ('A', 667), ('W', 944), ('i', 222), ('~', 584), ('€', 556), ('Œ', 1000)]
        {
            assert_eq!(thousandths(letter), width, "{letter}");
        }
        for (letter, width) in [('™', 1000), ('ž', 500), ('×', 584), ('ß', 611), ('ø', 611), ('ÿ', 500)]
        {
            assert_eq!(thousandths(letter), width, "{letter}");
        }
    }

    #[test]
    fn what_the_font_lacks_has_no_code() {
        assert!(has("Ångström–Müller & Œuvre…"));
        assert!(!has("Łódź") && !has("Путин") && !has("习近平") && !has("\u{7f}") && !has("\n"));
    }
}
