//! Whether the letters of a page are those that a reader sees: some fonts do not say which letters they are, and what
//! comes out are letters of private use, control characters, or words that mix alphabets at random.

use super::lines::Line;

/// Whether a page's letters cannot be trusted.
pub(super) fn is_garbled(lines: &[Line]) -> bool {
    let (mut all, mut strange) = (0usize, 0usize);
    let (mut words, mut mixed) = (0usize, 0usize);
    for line in lines {
        for word in line.text.split_whitespace() {
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            words += usize::from(letters > 1);
            mixed += usize::from(letters > 1 && mixes_alphabets(word));
            all += word.chars().count();
            strange += word.chars().filter(is_strange).count();
        }
    }
    strange * 10 > all * 3 || mixed * 4 > words
}

/// Whether it is a character that nobody writes.
fn is_strange(character: &char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{fffd}') || character.is_control()
}

/// Whether a word has letters of more than one alphabet. Latin letters stand beside others everywhere.
fn mixes_alphabets(word: &str) -> bool {
    let mut alphabets =
        word.chars().filter(|c| c.is_alphabetic()).map(alphabet).filter(|&alphabet| alphabet != 0);
    let first = alphabets.next();
    alphabets.any(|other| Some(other) != first)
}

/// A number for the alphabet of a letter, coarse: writing systems that share words (Chinese, Japanese, Korean) are one,
/// the extensions of Latin are Latin, and elsewhere it is the block of 128 characters.
fn alphabet(letter: char) -> u32 {
    match u32::from(letter) {
        0x0000..=0x02ff
        | 0x1d00..=0x1dbf
        | 0x1e00..=0x1eff
        | 0x2070..=0x218f
        | 0x2c60..=0x2c7f
        | 0xa720..=0xa7ff
        | 0xab30..=0xab6f
        | 0xff21..=0xff5a => 0,
        // Letters of formulas.
        0x1d400..=0x1d7ff => 0,
        0x0370..=0x03ff | 0x1f00..=0x1fff => 1,
        0x0400..=0x052f | 0x1c80..=0x1c8f => 2,
        0x0590..=0x05ff | 0xfb1d..=0xfb4f => 3,
        0x0600..=0x06ff | 0x0750..=0x077f | 0x08a0..=0x08ff | 0xfb50..=0xfdff | 0xfe70..=0xfeff => 4,
        0x10a0..=0x10ff | 0x1c90..=0x1cbf | 0x2d00..=0x2d2f => 5,
        0x1200..=0x139f | 0x2d80..=0x2ddf => 6,
        0x1100..=0x11ff
        | 0x2e80..=0x9fff
        | 0xa960..=0xa97f
        | 0xac00..=0xd7ff
        | 0xf900..=0xfaff
        | 0x1b000..=0x1b16f
        | 0x20000..=0x3ffff => 7,
        other => 16 + (other >> 7),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, garbled: bool) {
        let line = Line { text: text.to_owned(), left: 0.0, right: 1.0, base: 1.0, size: 10.0 };
        assert_eq!(is_garbled(&[line]), garbled, "{text}");
    }

    #[test]
    fn words_that_mix_alphabets_are_garbled() {
        check("ΰԔϸЇΨ ϣÎgϙķϢʆ হഝgς", true);
        check("\u{2}\u{3}\u{4} \u{e001}\u{e002} is", true);
    }

    #[test]
    fn texts_in_any_alphabet_are_not() {
        check("Trump met Путин in Αθήνα", false);
        check("日本語とカタカナ 한국어 中文 GDPは", false);
        check("naïve Šķēps việt nam ǎn", false);
        check("قال الرئيس إن", false);
        check("the α-particle and Δx of 5 µm, GDPは", false);
    }
}
