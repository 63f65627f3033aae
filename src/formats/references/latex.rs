//! The TeX that bibliographies have in their words: accents, letters, braces.

use unicode_normalization::UnicodeNormalization;

/// Letters and signs by their commands.
const LETTERS: [(&str, &str); 24] = [
    ("ss", "ß"),
    ("o", "ø"),
    ("O", "Ø"),
    ("l", "ł"),
    ("L", "Ł"),
    ("ae", "æ"),
    ("AE", "Æ"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("aa", "å"),
    ("AA", "Å"),
    ("i", "i"),
    ("j", "j"),
    ("dh", "ð"),
    ("th", "þ"),
    ("dj", "đ"),
    ("DJ", "Đ"),
    ("textendash", "–"),
    ("textemdash", "—"),
    ("textquoteright", "’"),
    ("textquoteleft", "‘"),
    ("textquotedblleft", "“"),
    ("textquotedblright", "”"),
    ("ldots", "…"),
];

/// The accent of a command, as a character that follows its letter.
fn accent(command: &str) -> Option<char> {
    Some(match command {
        "`" => '\u{300}',
        "'" => '\u{301}',
        "^" => '\u{302}',
        "~" => '\u{303}',
        "=" => '\u{304}',
        "u" => '\u{306}',
        "." => '\u{307}',
        "\"" => '\u{308}',
        "r" => '\u{30a}',
        "H" => '\u{30b}',
        "v" => '\u{30c}',
        "d" => '\u{323}',
        "c" => '\u{327}',
        "k" => '\u{328}',
        "b" => '\u{331}',
        _ => return None,
    })
}

/// The words of some TeX.
pub(super) fn plain(tex: &str) -> String {
    let mut words = String::new();
    // An accent stands before its letter, which may be in braces.
    let mut pending: Option<char> = None;
    let mut rest = tex;
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        match character {
            '\\' => {
                let letters = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
                let length =
                    if letters > 0 { letters } else { rest.chars().next().map_or(0, char::len_utf8) };
                let (command, after) = rest.split_at(length);
                rest = if letters > 0 { after.trim_start_matches(' ') } else { after };
                if let Some(mark) = accent(command) {
                    pending = Some(mark);
                } else if let Some((_, letter)) = LETTERS.iter().find(|(name, _)| *name == command) {
                    words.push_str(letter);
                    words.extend(pending.take());
                    // "{\ss}" and "\ss{}" end a command without a blank.
                    rest = rest.strip_prefix("{}").unwrap_or(rest);
                } else if letters == 0 {
                    words.push_str(match command {
                        "\\" | " " | "," => " ",
                        "-" | "/" => "",
                        other => other,
                    });
                }
            }
            '{' | '}' | '$' => {}
            '~' => words.push(' '),
            '-' if rest.starts_with("--") => {
                rest = &rest[2..];
                words.push('—');
            }
            '-' if rest.starts_with('-') => {
                rest = &rest[1..];
                words.push('–');
            }
            '`' if rest.starts_with('`') => {
                rest = &rest[1..];
                words.push('“');
            }
            '\'' if rest.starts_with('\'') => {
                rest = &rest[1..];
                words.push('”');
            }
            other => {
                words.push(other);
                if other.is_alphabetic() {
                    words.extend(pending.take());
                }
            }
        }
    }
    words.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[track_caller]
    fn check(tex: &str, expected: &str) {
        assert_eq!(plain(tex), expected);
    }

    #[test]
    fn accents_and_letters() {
        check(r#"{\"u}ber M\"uller, G{\"{o}}del"#, "über Müller, Gödel");
        check(r"Fran\c{c}ois \v{S}im\'{\i}", "François Šimí");
        check(r"Stra{\ss}e, S\o ren, \L{}\'od\'z", "Straße, Søren, Łódź");
        check(r"50\% \& more~so", "50% & more so");
        check(r"``a'' -- b --- c", "“a” – b — c");
        check(r"\emph{so} \textbf{it} is", "so it is");
        check("\\", "");
    }
}
