//! A token's letters: how they are folded and hashed, and what their capitals say.

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Casing {
    /// As prose does.
    Prose,
    /// Most Words Start With A Capital.
    Title,
    /// MOST LETTERS ARE CAPITALS.
    Upper,
}

/// A coarse class of a token's characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum Class {
    /// Outside the sentence.
    #[default]
    Edge,
    /// No letter or digit.
    Mark,
    /// Digits.
    Number,
    /// Only lower-case letters.
    Lower,
    /// A capital first, then lower-case letters.
    Capital,
    /// One capital letter, or one with a full stop.
    Initial,
    /// Capitals only.
    Upper,
    /// Capitals with full stops between: `U.S.`
    Dotted,
    /// Capitals inside.
    Mixed,
    /// Letters and digits.
    Alphanumeric,
    /// `@someone`
    Handle,
    /// `#something`
    Hashtag,
    /// A web or mail address.
    Link,
}

impl Class {
    /// Whether the token starts like a name.
    pub fn is_capital(self) -> bool {
        matches!(self, Class::Capital | Class::Initial | Class::Upper | Class::Dotted | Class::Mixed)
    }
}

/// Where every hash of letters begins (FNV-1a, 32 bits).
pub(super) const SEED: u32 = 0x811c_9dc5;

/// A hash with one more letter.
pub(super) fn step(hash: u32, character: char) -> u32 {
    (hash ^ character as u32).wrapping_mul(0x0100_0193)
}

/// A word's hash as the features see it: lower case, digits as `0`, curly apostrophes straight.
pub fn lower_hash(word: &str) -> u32 {
    let mut hash = SEED;
    for character in word.chars() {
        each_folded(character, |c| hash = step(hash, c));
    }
    hash
}

/// The letters a letter is folded to: lower case, digits as `0`, straight quotation marks.
pub(super) fn each_folded(character: char, mut each: impl FnMut(char)) {
    match character {
        'A'..='Z' => each(character.to_ascii_lowercase()),
        '0'..='9' => each('0'),
        // The last stands where text was decoded wrongly, most often for an apostrophe.
        '’' | '‘' | '`' | char::REPLACEMENT_CHARACTER => each('\''),
        '“' | '”' => each('"'),
        _ if character.is_ascii() => each(character),
        _ => character.to_lowercase().for_each(each),
    }
}

/// A letter of the shape: `X` upper, `x` lower, `d` digit, else the character.
pub(super) fn shape_of(character: char) -> char {
    if character.is_uppercase() {
        'X'
    } else if character.is_alphabetic() {
        'x'
    } else if character.is_numeric() {
        'd'
    } else if character == char::REPLACEMENT_CHARACTER {
        '\''
    } else {
        character
    }
}

/// The class of a token.
pub(super) fn class_of(word: &str) -> Class {
    let mut characters = word.chars();
    match characters.next() {
        None => return Class::Edge,
        Some('@') if word.len() > 2 => return Class::Handle,
        Some('#') if word.len() > 2 => return Class::Hashtag,
        _ => {}
    }
    if word.contains("://") || word.starts_with("www.") || is_mail_address(word) {
        return Class::Link;
    }
    let (mut upper, mut lower, mut digit, mut stop, mut later_upper) = (0, 0, 0, 0, 0);
    for (index, character) in word.chars().enumerate() {
        if character.is_uppercase() {
            upper += 1;
            later_upper += usize::from(index > 0);
        } else if character.is_alphabetic() {
            lower += 1;
        } else if character.is_numeric() {
            digit += 1;
        } else if character == '.' {
            stop += 1;
        }
    }
    match (upper, lower, digit) {
        (0, 0, 0) => Class::Mark,
        (0, 0, _) => Class::Number,
        (0, _, 0) => Class::Lower,
        (_, _, 1..) => Class::Alphanumeric,
        (1, 0, 0) => Class::Initial,
        (_, 0, 0) if stop > 1 => Class::Dotted,
        (_, 0, 0) => Class::Upper,
        (1, _, 0) if later_upper == 0 => Class::Capital,
        _ => Class::Mixed,
    }
}

/// Whether a token has the form `someone@somewhere.org`.
fn is_mail_address(word: &str) -> bool {
    word.split_once('@').is_some_and(|(someone, somewhere)| !someone.is_empty() && somewhere.contains('.'))
}

/// How a sentence uses capitals.
pub(super) fn casing(tokens: &[&str]) -> Casing {
    let (mut words, mut upper, mut long, mut capital) = (0, 0, 0, 0);
    for token in tokens {
        let class = class_of(token);
        if !matches!(class, Class::Lower | Class::Capital | Class::Upper | Class::Mixed) {
            continue;
        }
        let letters = token.chars().count();
        words += usize::from(letters > 1);
        upper += usize::from(letters > 1 && class == Class::Upper);
        long += usize::from(letters > 3);
        capital += usize::from(letters > 3 && class != Class::Lower);
    }
    if words >= 3 && upper * 10 >= words * 7 {
        Casing::Upper
    } else if long >= 4 && capital * 10 >= long * 8 {
        Casing::Title
    } else {
        Casing::Prose
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_class(word: &str, expected: Class) {
        assert_eq!(class_of(word), expected, "{word}");
    }

    #[test]
    fn classes() {
        check_class("Putin", Class::Capital);
        check_class("U.S.", Class::Dotted);
        check_class("W.", Class::Initial);
        check_class("NATO", Class::Upper);
        check_class("McCain", Class::Mixed);
        check_class("al-Assad", Class::Mixed);
        check_class("1990s", Class::Alphanumeric);
        check_class("'s", Class::Lower);
        check_class("--", Class::Mark);
        check_class("@handle", Class::Handle);
        check_class("someone@example.org", Class::Link);
        check_class("https://example.org", Class::Link);
        check_class("50@", Class::Number);
    }

    fn check_casing(sentence: &str, expected: Casing) {
        let tokens: Vec<_> = sentence.split(' ').collect();
        assert_eq!(casing(&tokens), expected, "{sentence}");
    }

    #[test]
    fn casings() {
        check_casing("Putin and Trump met in Helsinki last week .", Casing::Prose);
        check_casing("Putin And Trump to Meet in Helsinki Next Week", Casing::Title);
        check_casing("PUTIN AND TRUMP JOIN FORCES", Casing::Upper);
    }
}
