//! Markdown's inline marks, removed.

/// A character with its place in the source, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glyph {
    pub(super) character: char,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it stands for itself whatever it is: it was an entity.
    pub(super) literal: bool,
}

/// How far a bracket's partner is looked for: keeps the time linear.
const REACH: usize = 2000;

/// How deeply links and pictures may be nested in each other.
const NESTED: usize = 4;

/// A paragraph's characters without its marks.
pub(super) fn reduce(glyphs: &[Glyph]) -> Vec<Glyph> {
    let mut words = Vec::with_capacity(glyphs.len());
    inline(glyphs, NESTED, &mut words);
    words
}

fn inline(glyphs: &[Glyph], depth: usize, words: &mut Vec<Glyph>) {
    let at_character = |at: usize| glyphs.get(at).filter(|glyph| !glyph.literal).map(|glyph| glyph.character);
    let mut at = 0;
    while let Some(&glyph) = glyphs.get(at) {
        let mark = if glyph.literal { '\0' } else { glyph.character };
        match mark {
            '\\' if at_character(at + 1).is_some_and(|c| c.is_ascii_punctuation()) => {
                words.push(glyphs[at + 1]);
                at += 2;
                continue;
            }
            '`' => {
                let ticks = run(glyphs, at);
                if let Some(close) = closing_ticks(glyphs, at + ticks, ticks) {
                    words.extend_from_slice(&glyphs[at + ticks..close]);
                    at = close + ticks;
                    continue;
                }
            }
            '!' | '[' if depth > 0 => {
                let open = at + usize::from(mark == '!');
                if at_character(open) == Some('[')
                    && let Some(link) = link(glyphs, open)
                {
                    if at_character(open + 1) != Some('^') {
                        inline(&glyphs[open + 1..link.close], depth - 1, words);
                    }
                    at = link.end;
                    continue;
                }
            }
            '<' => {
                if let Some(end) = tag(glyphs, at) {
                    let is_address = glyphs[at..end].iter().any(|glyph| glyph.character == ':')
                        && at_character(at + 1).is_some_and(char::is_lowercase)
                        && !glyphs[at..end].iter().any(|glyph| glyph.character == ' ');
                    if is_address {
                        words.extend_from_slice(&glyphs[at + 1..end - 1]);
                    }
                    at = end;
                    continue;
                }
            }
            '*' | '_' | '~' => {
                let length = run(glyphs, at);
                if is_emphasis(glyphs, at, length, mark) {
                    at += length;
                    continue;
                }
                words.extend_from_slice(&glyphs[at..at + length]);
                at += length;
                continue;
            }
            _ => {}
        }
        words.push(glyph);
        at += 1;
    }
}

/// How many equal characters stand at `at`.
fn run(glyphs: &[Glyph], at: usize) -> usize {
    let first = glyphs[at].character;
    glyphs[at..].iter().take_while(|glyph| glyph.character == first && !glyph.literal).count().max(1)
}

fn closing_ticks(glyphs: &[Glyph], from: usize, ticks: usize) -> Option<usize> {
    let mut at = from;
    while at < glyphs.len().min(from + REACH) {
        if glyphs[at].character == '`' {
            let length = run(glyphs, at);
            if length == ticks {
                return Some(at);
            }
            at += length;
        } else {
            at += 1;
        }
    }
    None
}

/// A link's `]`, and where the link ends.
struct Link {
    close: usize,
    end: usize,
}

/// `[words](address)`, `[words][id]`, `[^note]`; the words of a bare `[id]` are an editor's brackets far more often.
fn link(glyphs: &[Glyph], open: usize) -> Option<Link> {
    let close = partner(glyphs, open, '[', ']')?;
    if glyphs.get(open + 1).is_some_and(|glyph| glyph.character == '^') {
        let colon = glyphs.get(close + 1).is_some_and(|glyph| glyph.character == ':');
        return Some(Link { close, end: close + 1 + usize::from(colon) });
    }
    let end = match glyphs.get(close + 1)?.character {
        '(' => partner(glyphs, close + 1, '(', ')')?,
        '[' => partner(glyphs, close + 1, '[', ']')?,
        _ => return None,
    };
    Some(Link { close, end: end + 1 })
}

fn partner(glyphs: &[Glyph], open: usize, opens: char, closes: char) -> Option<usize> {
    let mut depth = 0usize;
    let mut at = open;
    while at < glyphs.len().min(open + REACH) {
        let glyph = glyphs[at];
        if glyph.character == '\\' && !glyph.literal {
            at += 1;
        } else if glyph.character == opens {
            depth += 1;
        } else if glyph.character == closes {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
        at += 1;
    }
    None
}

/// Where the tag, comment or address in angle brackets at `at` ends.
fn tag(glyphs: &[Glyph], at: usize) -> Option<usize> {
    let next = glyphs.get(at + 1)?.character;
    if !(next.is_ascii_alphabetic() || matches!(next, '/' | '!')) {
        return None;
    }
    let close = glyphs[at..].iter().take(REACH).position(|glyph| glyph.character == '>' && !glyph.literal)?;
    Some(at + close + 1)
}

/// Whether a run of marks is emphasis: it touches a word on one side at least, and an underscore is not inside a word.
fn is_emphasis(glyphs: &[Glyph], at: usize, length: usize, mark: char) -> bool {
    let before = at.checked_sub(1).map(|before| glyphs[before].character);
    let after = glyphs.get(at + length).map(|glyph| glyph.character);
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match mark {
        _ if is_space(before) && is_space(after) => false,
        '_' => !(is_word(before) && is_word(after)),
        '~' => length == 2,
        _ => length <= 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(marked: &str, expected: &str) {
        let glyphs: Vec<Glyph> = marked
            .char_indices()
            .map(|(start, character)| Glyph {
                character,
                start,
                end: start + character.len_utf8(),
                literal: false,
            })
            .collect();
        assert_eq!(reduce(&glyphs).iter().map(|glyph| glyph.character).collect::<String>(), expected);
    }

    #[test]
    fn marks_are_removed() {
        check("**Trump** met _Putin_ and ~~him~~", "Trump met Putin and him");
        check("[Donald *Trump*](http://a.b/(c)) and ![Putin](x.png)", "Donald Trump and Putin");
        check("`Putin` said\\* 5 * 3 snake_case", "Putin said* 5 * 3 snake_case");
        check("<b>Assad</b> <https://a.b> x < y", "Assad https://a.b x < y");
        check("what [kind] of[^1] man", "what [kind] of man");
        check("[[never closed", "[[never closed");
    }
}
