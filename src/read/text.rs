//! Plain text: its paragraphs, hard-wrapped or one to a line, and its headline.

use super::document::{Block, Role};
use super::offsets::{OffsetMap, OffsetMapBuilder};
use coterie_base::ids::Span;
use coterie_base::order::InOrder;

/// A text reduced to what is shown and counted.
pub(super) struct Parts {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    pub(super) origin: OffsetMap,
    pub(super) title: Option<String>,
}

/// Reads plain text: the file's characters but for carriage returns.
pub(super) fn read(decoded: &str) -> Parts {
    let (text, origin) = without_carriage_returns(decoded);
    let mut blocks = paragraphs(&text);
    let title = headline(&text, &mut blocks);
    Parts { text, blocks, origin, title }
}

fn without_carriage_returns(decoded: &str) -> (String, OffsetMap) {
    let mut text = String::with_capacity(decoded.len());
    let mut origin = OffsetMapBuilder::default();
    let mut characters = decoded.chars().enumerate().peekable();
    while let Some((point, character)) = characters.next() {
        let kept = match character {
            '\r' if characters.peek().is_some_and(|&(_, next)| next == '\n') => continue,
            '\r' => '\n',
            other => other,
        };
        text.push(kept);
        origin.push(kept, point as u32, 1);
    }
    (text, origin.finish())
}

/// A line: where its words stand, without white space around them.
#[derive(Clone, Copy)]
struct Line {
    start: usize,
    end: usize,
    /// Characters from the margin to the last word.
    columns: usize,
    indent: usize,
    /// Whether the line before it was empty.
    after_gap: bool,
}

/// The paragraphs. In a hard-wrapped file a line goes on in the next where the next line's first word would not have
/// fitted on it, which is how every wrapping program decides; in other files each line is a paragraph.
fn paragraphs(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let measure = wrap_measure(text, &lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut previous: Option<Line> = None;
    for line in lines {
        let joins = previous.is_some_and(|previous| {
            measure.is_some_and(|measure| continues(text, previous, line, measure * 85 / 100))
        });
        match blocks.last_mut() {
            Some(block) if joins => block.span.end = line.end as u32,
            _ => blocks.push(Block { span: Span::new(line.start, line.end), role: Role::Body }),
        }
        previous = Some(line);
    }
    blocks
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut at, mut after_gap) = (0, true);
    for line in text.split_inclusive(['\n', '\u{2028}', '\u{2029}', '\u{c}']) {
        let body = line.trim();
        if !body.is_empty() {
            let indent = line.len() - line.trim_start().len();
            let start = at + indent;
            lines.push(Line {
                start,
                end: start + body.len(),
                columns: line.trim_end().chars().count(),
                indent,
                after_gap,
            });
        }
        after_gap = body.is_empty();
        at += line.len();
    }
    lines
}

/// The column at which the file is wrapped; none where lines are paragraphs.
///
/// Wrapped text has lines of at most a hundred columns, and nearly every line inside a paragraph is full.
fn wrap_measure(text: &str, lines: &[Line]) -> Option<usize> {
    let mut columns: Vec<usize> = lines.iter().map(|line| line.columns).collect();
    columns.put_in_order(Ord::cmp);
    let measure = columns.get(columns.len().checked_sub(1)? * 98 / 100).copied()?;
    if !(30..=100).contains(&measure) {
        return None;
    }
    let inner = lines.windows(2).filter(|pair| !pair[1].after_gap);
    let (mut breaks, mut full, mut open) = (0, 0, 0);
    for pair in inner {
        breaks += 1;
        full += usize::from(is_full(text, pair[0], pair[1], measure * 85 / 100));
        open += usize::from(!text[pair[0].start..pair[0].end].ends_with(['.', '!', '?', '”', '"', ':']));
    }
    (breaks >= 3 && full * 3 >= breaks * 2 && open * 2 >= breaks).then_some(measure)
}

/// Whether the first word of `next` would have passed the measure on `line`.
fn is_full(text: &str, line: Line, next: Line, measure: usize) -> bool {
    let first = text[next.start..next.end].split_whitespace().next().unwrap_or_default();
    line.columns + 1 + first.chars().count() > measure
}

fn continues(text: &str, line: Line, next: Line, measure: usize) -> bool {
    let begins = text[next.start..next.end].chars().next();
    let is_item =
        begins.is_some_and(|c| matches!(c, '*' | '•' | '–' | '—' | '-') && next.indent >= line.indent);
    if next.after_gap || next.indent > line.indent.max(1) + 1 {
        return false;
    }
    is_full(text, line, next, measure) || (!is_item && begins.is_some_and(char::is_lowercase))
}

/// Marks the headline among the first blocks, and returns its words: a short line without a full stop, with something
/// after it.
pub(super) fn headline(text: &str, blocks: &mut [Block]) -> Option<String> {
    const LOOK_AT: usize = 3;
    let count = blocks.len();
    let words = |block: &Block| text.get(block.span.range()).unwrap_or_default();
    let rank = blocks.iter().take(LOOK_AT).position(|block| {
        words(block).split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count() >= 2
    })?;
    let title = words(&blocks[rank]).split_whitespace().collect::<Vec<_>>().join(" ");
    let is_short = title.chars().count() <= 200 && title.split(' ').count() <= 30;
    let is_line = !title.trim_end_matches(['"', '”', '’', '\'']).ends_with(['.', ':', ',', ';']);
    if rank + 1 == count || !is_short || !is_line {
        return None;
    }
    blocks[rank].role = Role::Title;
    Some(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let parts = read(text);
        let lines: Vec<String> = parts
            .blocks
            .iter()
            .map(|block| {
                let sign = if block.role == Role::Title { "# " } else { "" };
                format!("{sign}{}", parts.text[block.span.range()].replace('\n', "~"))
            })
            .collect();
        lines.join("|")
    }

    #[test]
    fn each_line_is_a_paragraph() {
        assert_eq!(shown("Trump and Putin talk\r\n\r\nOne.\r\nTwo."), "# Trump and Putin talk|One.|Two.");
        assert_eq!(shown("in ,\n\nTrump wins big!\nHe did."), "in ,|# Trump wins big!|He did.");
        assert_eq!(shown("Only this."), "Only this.");
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "CHAPTER ONE\n\nIn the year 1815 Monseigneur Charles\nBienvenu Myriel was Bishop of the town\nof Digne, and he was an old man then.\nHe had held the see for nine years or\nso, it seems.\n\nAlthough this detail has no connection\nwhatever with what we relate.";
        assert_eq!(
            shown(text),
            "# CHAPTER ONE|In the year 1815 Monseigneur Charles~Bienvenu Myriel was Bishop of the town~of Digne, and he was an old man then.~He had held the see for nine years or~so, it seems.|Although this detail has no connection~whatever with what we relate."
        );
    }
}
