//! Rich text as a row of signs.

/// A sign of rich text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\name` or `\name12`
    Word(&'a str, Option<i32>),
    /// `\` and a sign that is no letter: `\~`, `\*`.
    Sign(u8),
    /// A byte of text: itself, or as `\'e9`.
    Byte(u8),
}

/// Reads rich text sign by sign.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Tokens { rest: bytes }
    }

    /// The next sign; none at the end.
    pub(super) fn next_token(&mut self) -> Option<Token<'a>> {
        loop {
            let (&first, after) = self.rest.split_first()?;
            self.rest = after;
            return Some(match first {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => self.control()?,
                // Lines of the file are not lines of the text.
                b'\r' | b'\n' | 0 => continue,
                byte => Token::Byte(byte),
            });
        }
    }

    /// What stands behind a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let (&first, after) = self.rest.split_first()?;
        if !first.is_ascii_alphabetic() {
            self.rest = after;
            return Some(match first {
                b'\'' => {
                    let code = after.get(..2).and_then(|code| std::str::from_utf8(code).ok());
                    match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
                        Some(byte) => {
                            self.rest = after.get(2..).unwrap_or_default();
                            Token::Byte(byte)
                        }
                        None => Token::Sign(b'\''),
                    }
                }
                b'\r' | b'\n' => Token::Word("par", None),
                b'\t' => Token::Word("tab", None),
                b'{' | b'}' | b'\\' => Token::Byte(first),
                sign => Token::Sign(sign),
            });
        }
        let letters = self.rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (name, after) = self.rest.split_at_checked(letters)?;
        let name = std::str::from_utf8(name).unwrap_or_default();
        let sign = usize::from(after.first() == Some(&b'-'));
        let digits = after.iter().skip(sign).take_while(|byte| byte.is_ascii_digit()).count();
        let length = if digits > 0 { sign + digits } else { 0 };
        let (number, mut after) = after.split_at_checked(length)?;
        let number = std::str::from_utf8(number).ok().and_then(|number| number.parse::<i32>().ok());
        // One blank belongs to the word.
        if let Some((b' ', behind)) = after.split_first() {
            after = behind;
        }
        // So many bytes of a picture follow as they are.
        if name == "bin" {
            let length = number.and_then(|number| usize::try_from(number).ok()).unwrap_or(0);
            after = after.get(length..).unwrap_or_default();
        }
        self.rest = after;
        Some(Token::Word(name, number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs() {
        let mut tokens = Tokens::new(b"{\\b0 a\r\n\\'e9\\~\\bin2 {{\\u-5?}");
        let mut found = Vec::new();
        while let Some(token) = tokens.next_token() {
            found.push(token);
        }
        use Token::*;
        let expected = [
            Open,
            Word("b", Some(0)),
            Byte(b'a'),
            Byte(0xe9),
            Sign(b'~'),
            Word("bin", Some(2)),
            Word("u", Some(-5)),
            Byte(b'?'),
            Close,
        ];
        assert_eq!(found, expected);
    }
}
