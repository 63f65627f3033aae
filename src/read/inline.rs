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

/// How far the end of a code span or tag is looked for: keeps the time linear.
const REACH: usize = 1000;

/// How deeply links and pictures may be nested in each other.
const NESTED: usize = 4;

/// A paragraph's characters without its marks.
pub(super) fn reduce(glyphs: &[Glyph]) -> Vec<Glyph> {
    let mut paragraph = Paragraph {
        glyphs,
        partners: partners(glyphs),
        words: Vec::with_capacity(glyphs.len()),
        no_tag_until: 0,
    };
    paragraph.inline(0, glyphs.len(), NESTED);
    paragraph.words
}

/// The rank of each opening bracket's closing one, in one pass; brackets of the two kinds are matched by themselves.
fn partners(glyphs: &[Glyph]) -> Vec<Option<u32>> {
    let mut partners = vec![None; glyphs.len()];
    let mut open: [Vec<usize>; 2] = [Vec::new(), Vec::new()];
    let mut escaped = false;
    for (rank, glyph) in glyphs.iter().enumerate() {
        let is_mark = !glyph.literal && !escaped;
        escaped = is_mark && glyph.character == '\\';
        match glyph.character {
            '[' if is_mark => open[0].push(rank),
            '(' if is_mark => open[1].push(rank),
            closes @ (']' | ')') if is_mark => {
                if let Some(start) = open[usize::from(closes == ')')].pop() {
                    partners[start] = Some(rank as u32);
                }
            }
            _ => {}
        }
    }
    partners
}

struct Paragraph<'g> {
    glyphs: &'g [Glyph],
    partners: Vec<Option<u32>>,
    words: Vec<Glyph>,
    /// Up to here no `>` stands.
    no_tag_until: usize,
}

impl Paragraph<'_> {
    fn inline(&mut self, from: usize, to: usize, depth: usize) {
        let glyphs = &self.glyphs[..to];
        let at_character =
            |at: usize| glyphs.get(at).filter(|glyph| !glyph.literal).map(|glyph| glyph.character);
        let mut at = from;
        while let Some(&glyph) = glyphs.get(at) {
            let mark = if glyph.literal { '\0' } else { glyph.character };
            match mark {
                '\\' if at_character(at + 1).is_some_and(|c| c.is_ascii_punctuation()) => {
                    self.words.push(glyphs[at + 1]);
                    at += 2;
                    continue;
                }
                '`' => {
                    let ticks = run(glyphs, at);
                    if let Some(close) = closing_ticks(glyphs, at + ticks, ticks) {
                        self.words.extend_from_slice(&glyphs[at + ticks..close]);
                        at = close + ticks;
                    } else {
                        self.words.extend_from_slice(&glyphs[at..at + ticks]);
                        at += ticks;
                    }
                    continue;
                }
                '!' | '[' if depth > 0 => {
                    let open = at + usize::from(mark == '!');
                    if at_character(open) == Some('[')
                        && let Some(link) = self.link(open, to)
                    {
                        if at_character(open + 1) != Some('^') {
                            self.inline(open + 1, link.close, depth - 1);
                        }
                        at = link.end;
                        continue;
                    }
                }
                '<' => {
                    if let Some(end) = self.tag(at, to) {
                        let inner = &glyphs[at + 1..end - 1];
                        let has = |wanted: char| inner.iter().any(|glyph| glyph.character == wanted);
                        if has(':') && !has(' ') && inner[0].character.is_lowercase() {
                            self.words.extend_from_slice(inner); // an address
                        }
                        at = end;
                        continue;
                    }
                }
                '*' | '_' | '~' => {
                    let length = run(glyphs, at);
                    if !is_emphasis(glyphs, at, length, mark) {
                        self.words.extend_from_slice(&glyphs[at..at + length]);
                    }
                    at += length;
                    continue;
                }
                _ => {}
            }
            self.words.push(glyph);
            at += 1;
        }
    }

    /// `[words](address)`, `[words][id]`, `[^note]`; the words of a bare `[id]` are an editor's brackets far more often.
    fn link(&self, open: usize, to: usize) -> Option<Link> {
        let partner = |open: usize| {
            let close = self.partners.get(open).copied().flatten()? as usize;
            (close < to).then_some(close)
        };
        let close = partner(open)?;
        let character = |at: usize| self.glyphs.get(at).filter(|_| at < to).map(|glyph| glyph.character);
        if character(open + 1) == Some('^') {
            return Some(Link { close, end: close + 1 + usize::from(character(close + 1) == Some(':')) });
        }
        matches!(character(close + 1), Some('(' | '[')).then_some(())?;
        Some(Link { close, end: partner(close + 1)? + 1 })
    }

    /// Where the tag, comment or address in angle brackets at `at` ends.
    fn tag(&mut self, at: usize, to: usize) -> Option<usize> {
        let next = self.glyphs.get(at + 1).filter(|_| at + 1 < to)?.character;
        if !(next.is_ascii_alphabetic() || matches!(next, '/' | '!')) {
            return None;
        }
        let limit = to.min(at + REACH);
        let from = self.no_tag_until.max(at);
        match (from..limit).find(|&rank| self.glyphs[rank].character == '>' && !self.glyphs[rank].literal) {
            Some(close) => Some(close + 1),
            None => {
                self.no_tag_until = limit.max(self.no_tag_until);
                None
            }
        }
    }
}

/// A link's `]`, and where the link ends.
struct Link {
    close: usize,
    end: usize,
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
        check("``never `closed", "``never `closed");
        check("```a ``b`` c", "```a b c");
        check("[[never closed", "[[never closed");
    }
}
