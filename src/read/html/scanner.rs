//! A page's source as tags and text, each with its place: what a DOM forgets.
//!
//! After the tokenization stage of the HTML standard (§13.2.5), reduced to what is needed to find words and tags: no
//! tree, no error reports, one pass. Comments, doctypes and the content of `<script>` and `<style>` never come out.

use std::borrow::Cow;

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'h> {
    /// `<name attributes>`.
    Open {
        /// As written; compare without case.
        name: &'h str,
        /// What stands between name and `>`.
        attributes: &'h str,
    },
    /// `</name>`.
    Close {
        /// As written.
        name: &'h str,
    },
    /// Words, entities not decoded.
    Text(&'h str),
}

/// Walks over a page's source; `at` is the byte after the last piece.
#[derive(Clone, Debug)]
pub(super) struct Scanner<'h> {
    pub(super) html: &'h str,
    pub(super) at: usize,
}

/// Elements whose content is not markup, and not words of the article either.
const RAW: [&str; 7] = ["script", "style", "textarea", "xmp", "iframe", "noembed", "noframes"];

impl<'h> Scanner<'h> {
    pub(super) fn new(html: &'h str) -> Self {
        Scanner { html, at: 0 }
    }

    /// The next piece, with the byte at which it begins.
    pub(super) fn next_piece(&mut self) -> Option<(usize, Piece<'h>)> {
        loop {
            let start = self.at;
            let rest = self.html.get(start..).filter(|rest| !rest.is_empty())?;
            if !begins_markup(rest) {
                // Text: up to the next '<' that begins markup.
                let mut end = 1;
                loop {
                    match rest.as_bytes()[end..].iter().position(|&byte| byte == b'<') {
                        Some(at) if begins_markup(&rest[end + at..]) => {
                            end += at;
                            break;
                        }
                        Some(at) => end += at + 1,
                        None => {
                            end = rest.len();
                            break;
                        }
                    }
                }
                // A text may begin inside a character only if its first byte is whole: `<` is ASCII, so it is.
                let end = ceil_boundary(rest, end);
                self.at = start + end;
                return Some((start, Piece::Text(&rest[..end])));
            }
            if let Some(piece) = self.markup(rest) {
                return Some((start, piece));
            }
        }
    }

    /// Passes over the markup at the start of `rest`; a piece if it is a tag.
    fn markup(&mut self, rest: &'h str) -> Option<Piece<'h>> {
        let bytes = rest.as_bytes();
        let skip =
            |from: usize, end: &str| rest[from..].find(end).map_or(rest.len(), |at| from + at + end.len());
        if let Some(comment) = rest.strip_prefix("<!--") {
            // "<!-->" is a whole comment.
            self.at += if comment.starts_with('>') { 5 } else { skip(4, "-->") };
            return None;
        }
        if bytes[1] == b'!' || bytes[1] == b'?' {
            self.at += skip(2, ">");
            return None;
        }
        let closes = bytes[1] == b'/';
        let name_start = 1 + usize::from(closes);
        let name_end = bytes[name_start..]
            .iter()
            .position(|&byte| byte.is_ascii_whitespace() || byte == b'/' || byte == b'>')
            .map_or(rest.len(), |at| name_start + at);
        let (attributes_end, end) = tag_end(bytes, name_end);
        self.at += end;
        let name = &rest[name_start..name_end];
        if end == rest.len() && bytes[end - 1] != b'>' {
            return None; // The page ends within the tag.
        }
        if closes {
            return Some(Piece::Close { name });
        }
        if RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name)) {
            self.skip_raw(name);
        }
        Some(Piece::Open { name, attributes: &rest[name_end..attributes_end] })
    }

    /// Passes over everything up to `</name`.
    fn skip_raw(&mut self, name: &str) {
        let bytes = self.html.as_bytes();
        let mut at = self.at;
        while let Some(found) = bytes[at..].iter().position(|&byte| byte == b'<') {
            at += found;
            let rest = &bytes[at..];
            if rest.get(1) == Some(&b'/')
                && rest.get(2..2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
                && rest.get(2 + name.len()).is_none_or(|&byte| !byte.is_ascii_alphanumeric())
            {
                self.at = at;
                return;
            }
            at += 1;
        }
        self.at = bytes.len();
    }
}

/// Whether a `<` begins a tag, a comment or the like; in "a < b" it does not.
fn begins_markup(text: &str) -> bool {
    match text.as_bytes() {
        [b'<', b'/', third, ..] => third.is_ascii_alphabetic(),
        [b'<', second, ..] => second.is_ascii_alphabetic() || matches!(second, b'!' | b'?'),
        _ => false,
    }
}

fn ceil_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// Where a tag's attributes end, and where the tag does, behind its `>`; a `>` in a quoted value does not end it.
fn tag_end(bytes: &[u8], from: usize) -> (usize, usize) {
    let mut at = from;
    let mut after_equals = false;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => return (at, at + 1),
            b'"' | b'\'' if after_equals => {
                let Some(length) = bytes[at + 1..].iter().position(|&other| other == byte) else {
                    return (bytes.len(), bytes.len());
                };
                at += length + 1;
                after_equals = false;
            }
            b'=' => after_equals = true,
            byte if byte.is_ascii_whitespace() => {}
            _ => after_equals = false,
        }
        at += 1;
    }
    (bytes.len(), bytes.len())
}

/// The value of an attribute, entities decoded.
pub(super) fn attribute<'h>(attributes: &'h str, wanted: &str) -> Option<Cow<'h, str>> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let name_end = rest
            .char_indices()
            .skip(1)
            .find(|&(_, c)| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '='))
            .map_or(rest.len(), |(at, _)| at);
        let name = &rest[..name_end];
        let after = rest[name_end..].trim_start();
        let Some(value) = after.strip_prefix('=') else {
            rest = after;
            continue;
        };
        let value = value.trim_start();
        let (value, remains) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value
                .split_at(value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len())),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(html_escape::decode_html_entities(value));
        }
        rest = remains;
    }
}

/// The character at the start of `text` with entities decoded, and its length in bytes of the source. An entity that
/// stands for two characters gives the first.
pub(crate) fn character(text: &str) -> Option<(char, usize)> {
    let first = text.chars().next()?;
    if first != '&' {
        return Some((first, first.len_utf8()));
    }
    let end = text
        .bytes()
        .take(34)
        .skip(1)
        .position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#')
        .map_or(text.len().min(34), |at| at + 1);
    let Some(body) = text.get(1..end) else { return Some(('&', 1)) };
    let length = end + usize::from(text[end..].starts_with(';'));
    if let Some(number) = body.strip_prefix('#') {
        return Some(numeric(number).map_or(('&', 1), |(found, digits)| {
            let end = 2 + digits;
            (found, end + usize::from(text[end..].starts_with(';')))
        }));
    }
    if length == end {
        // Without a semicolon only the oldest names are entities.
        const OLD: [(&str, char); 7] = [
            ("amp", '&'),
            ("lt", '<'),
            ("gt", '>'),
            ("quot", '"'),
            ("nbsp", '\u{a0}'),
            ("copy", '©'),
            ("reg", '®'),
        ];
        let old = OLD.iter().find(|(name, _)| body.starts_with(name));
        return Some(old.map_or(('&', 1), |&(name, found)| (found, 1 + name.len())));
    }
    match html_escape::decode_html_entities(&text[..length]) {
        Cow::Owned(decoded) => Some((decoded.chars().next().unwrap_or('&'), length)),
        Cow::Borrowed(_) => Some(('&', 1)),
    }
}

/// The character of a number behind `&#`, and how many bytes of it are read.
fn numeric(number: &str) -> Option<(char, usize)> {
    let (digits, radix, prefix) = match number.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, 1),
        None => (number, 10, 0),
    };
    let length = digits.bytes().take_while(|&byte| char::from(byte).is_digit(radix)).count();
    if length == 0 {
        return None;
    }
    let value = u32::from_str_radix(&digits[..length], radix).unwrap_or(u32::MAX);
    Some((numbered(value), prefix + length))
}

/// The character of `&#value;`, as the standard decodes it: 128 to 159 are windows-1252.
fn numbered(value: u32) -> char {
    match value {
        0x80..=0x9f => {
            let bytes = [value as u8];
            let decoded = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0.chars().next();
            decoded.unwrap_or('\u{fffd}')
        }
        0 => '\u{fffd}',
        _ => char::from_u32(value).unwrap_or('\u{fffd}'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(html: &str) -> String {
        let mut scanner = Scanner::new(html);
        let mut shown = String::new();
        while let Some((_, piece)) = scanner.next_piece() {
            match piece {
                Piece::Open { name, .. } => shown += &format!("<{name}>"),
                Piece::Close { name } => shown += &format!("</{name}>"),
                Piece::Text(text) => shown += &format!("[{text}]"),
            }
        }
        shown
    }

    #[test]
    fn tags_and_text() {
        assert_eq!(
            pieces("<!doctype html><p class='a>b'>Trump &amp; <B>Putin</B></p>"),
            "<p>[Trump &amp; ]<B>[Putin]</B></p>"
        );
        assert_eq!(
            pieces("a < b <!-- <p>no --> c<script>if (a<b) '</p>'</SCRIPT>d"),
            "[a < b ][ c]<script></SCRIPT>[d]"
        );
        assert_eq!(pieces("x<p title=\"never ended>y"), "[x]");
        assert_eq!(pieces("<"), "[<]");
        assert_eq!(pieces("é<é"), "[é<é]");
    }

    #[test]
    fn attributes_and_entities() {
        assert_eq!(attribute(" a b=c title = 'A &amp; B'", "title").as_deref(), Some("A & B"));
        assert_eq!(attribute(" data-at=17", "data-at").as_deref(), Some("17"));
        assert_eq!(character("&amp;x"), Some(('&', 5)));
        assert_eq!(character("&#8217;s"), Some(('’', 7)));
        assert_eq!(character("&#x92;s"), Some(('’', 6)));
        assert_eq!(character("& co"), Some(('&', 1)));
        assert_eq!(character("&rsquo;"), Some(('’', 7)));
    }
}
