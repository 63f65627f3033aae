//! Repairs text that was decoded with the wrong charset, once or several times: `â€™` and `‚Äô` for `’`, `¬†` for a
//! no-break space.
//!
//! How it works: UTF-8 read as windows-1252 or Mac OS Roman turns each character into two to four characters whose
//! bytes, taken back to that charset, are one valid UTF-8 sequence. Wherever such a sequence stands and gives a
//! character that articles have, it is replaced; what cannot be taken back stays. Texts repaired once are looked at
//! again, since some were broken twice.
//!
//! Why not repair whole files: articles are pasted together from several sources, broken and sound, so only the
//! characters concerned are touched. Why not a general fixer: the known crate for it is larger than all our readers.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

use crate::ids::Span;
use crate::read::{Document, OffsetMapBuilder};

/// How often a text can have been broken.
const ROUNDS: usize = 3;

/// Repairs a document's text; blocks and the map to the file follow.
pub(super) fn mend(document: Document) -> Document {
    let mut document = document;
    for _ in 0..ROUNDS {
        let repairs = repairs(&document.text);
        if repairs.is_empty() {
            break;
        }
        document = apply(document, &repairs);
    }
    document
}

/// Bytes of the text that stand for one character.
struct Repair {
    start: usize,
    end: usize,
    character: char,
}

fn repairs(text: &str) -> Vec<Repair> {
    let mut repairs = Vec::new();
    let mut skip_until = 0;
    let mut before = ' ';
    for (at, first) in text.char_indices() {
        if at >= skip_until && !first.is_ascii() {
            if let Some(repair) = repair(text, at, first, before) {
                skip_until = repair.end;
                repairs.push(repair);
            } else if ('\u{80}'..='\u{9f}').contains(&first) && first != '\u{85}' {
                // A control character that nobody writes: a windows-1252 byte taken for Latin-1.
                let byte = [first as u32 as u8];
                let (decoded, _) = WINDOWS_1252.decode_without_bom_handling(&byte);
                if let Some(character) = decoded.chars().next().filter(|&character| character != first) {
                    repairs.push(Repair { start: at, end: at + first.len_utf8(), character });
                }
            }
        }
        before = first;
    }
    repairs
}

/// The sequence that begins with `first` at `at`, if it is one character broken.
fn repair(text: &str, at: usize, first: char, before: char) -> Option<Repair> {
    [WINDOWS_1252, MACINTOSH].into_iter().find_map(|encoding| {
        let lead = byte_of(first, encoding)?;
        let length = match lead {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => return None,
        };
        let mut bytes = [0u8; 4];
        let mut end = at;
        let mut characters = text.get(at..)?.chars();
        for byte in bytes.iter_mut().take(length) {
            let character = characters.next()?;
            *byte = byte_of(character, encoding)?;
            end += character.len_utf8();
        }
        let character = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
        is_plausible(character, first, before, text[at..end].chars().nth(1)?, encoding).then_some(Repair {
            start: at,
            end,
            character: if character == '\u{a0}' { ' ' } else { character },
        })
    })
}

/// Whether the character is one that articles have, and the broken form one that they do not.
fn is_plausible(
    character: char,
    first: char,
    before: char,
    second: char,
    encoding: &'static Encoding,
) -> bool {
    match character {
        // Two characters: only Latin letters and signs, and not where a capital ends a word in capitals before a
        // closing quotation mark or dash (“MAÇÔ”).
        '\u{a0}'..='\u{17f}' => {
            encoding == MACINTOSH
                || !(before.is_uppercase()
                    && first.is_uppercase()
                    && matches!(second, '”' | '’' | '»' | '…' | '–' | '—' | '“' | '‘'))
        }
        '\u{370}'..='\u{7ff}' => false,
        '\u{2010}'..='\u{205e}' | '\u{20a0}'..='\u{20bf}' | '\u{2122}' | '\u{2190}'..='\u{27bf}' => true,
        '\u{fb00}'..='\u{fb06}' | '\u{feff}' | '\u{fffd}' => true,
        '\u{1f300}'..='\u{1faff}' => true,
        _ => false,
    }
}

/// The byte that a character is in a charset of single bytes; windows-1252 leaves five bytes undefined, which readers
/// pass through as control characters.
fn byte_of(character: char, encoding: &'static Encoding) -> Option<u8> {
    if ('\u{80}'..='\u{9f}').contains(&character) {
        return (encoding == WINDOWS_1252).then_some(character as u8);
    }
    // By decoding each byte: an encoder would bring the tables of all charsets.
    (0x80..=u8::MAX).chain(0..0x80).find(|&byte| {
        let (decoded, _) = encoding.decode_without_bom_handling(std::slice::from_ref(&byte));
        decoded.chars().eq(std::iter::once(character))
    })
}

/// The document with each broken stretch replaced.
fn apply(document: Document, repairs: &[Repair]) -> Document {
    let old = &document.text;
    let mut text = String::with_capacity(old.len());
    let mut origin = OffsetMapBuilder::default();
    let mut push = |character: char, start: usize, end: usize| {
        let (from, to) = document.origin.code_points(Span::new(start, end));
        text.push(character);
        origin.push(character, from, to - from);
    };
    let mut pending = repairs.iter().peekable();
    let mut skip_until = 0;
    for (at, character) in old.char_indices() {
        if at < skip_until {
            continue;
        }
        match pending.next_if(|repair| repair.start == at) {
            Some(repair) => {
                push(repair.character, at, repair.end);
                skip_until = repair.end;
            }
            None => push(character, at, at + character.len_utf8()),
        }
    }
    // How much longer the text became (or, mostly, shorter) before a byte.
    let mut moved = Vec::with_capacity(repairs.len());
    let mut shift = 0i64;
    for repair in repairs {
        shift += repair.character.len_utf8() as i64 - (repair.end - repair.start) as i64;
        moved.push((repair.end, shift));
    }
    let place = |at: u32| {
        let passed = moved.partition_point(|&(end, _)| end <= at as usize);
        (i64::from(at) + passed.checked_sub(1).map_or(0, |rank| moved[rank].1)) as u32
    };
    let mut blocks = document.blocks;
    for block in &mut blocks {
        block.span = Span { start: place(block.span.start), end: place(block.span.end) };
    }
    Document { text, origin: origin.finish(), blocks, ..document }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(broken: &str, mended: &str) {
        let document = mend(Document::plain("a.txt", b"", broken.to_owned()));
        assert_eq!(document.text, mended);
        assert_eq!(document.origin.code_point(mended.len() as u32) as usize, broken.chars().count());
    }

    #[test]
    fn broken_text_is_mended() {
        check("new¬†“partner-like cooperation”¬†between", "new “partner-like cooperation” between");
        check("countriesâ€™ air â€œforcesâ€\u{9d}", "countries’ air “forces”");
        check("countries‚Äô MÃ¼ller, Guzm√°n", "countries’ Müller, Guzmán");
        check("Ã¢â‚¬â„¢", "’");
        check("it\u{92}s", "it’s");
    }

    #[test]
    fn sound_text_is_left_alone() {
        for text in ["MAÇÃ” É…", "“Ünal” – Ärzte’s café » À", "Путин и Трамп", "10 £ § 3 ¶", "特朗普"]
        {
            check(text, text);
        }
    }
}
