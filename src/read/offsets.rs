//! The way back: from bytes of a document's text to code points of the file it came from.

use serde::{Deserialize, Serialize};

use coterie_base::ids::Span;

/// Maps bytes of a [`Document`](super::Document)'s text to **Unicode code points of the decoded file** (for a web
/// page: of its source), a byte order mark not counted.
///
/// Characters of one width that stand one after another in the file are one run, so the map of an English article is
/// about as long as the number of its curly quotes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OffsetMap {
    /// At least one, ascending in `byte`; the last goes on to the end of the text.
    runs: Vec<Run>,
}

/// Characters of equal width that lie side by side in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Run {
    /// First byte, in the text.
    byte: u32,
    /// First code point, in the file.
    point: u32,
    /// Bytes of each character in the text: 1 to 4.
    width: u32,
    /// Code points of each character in the file: 1, or 5 for `&amp;`, or 0 for what the file does not have.
    step: u32,
}

impl Run {
    /// The code points between which the character that holds byte `at` stands.
    fn character(&self, at: u32) -> (u32, u32) {
        let start = self.point + at.saturating_sub(self.byte) / self.width * self.step;
        (start, start + self.step)
    }
}

impl OffsetMap {
    /// The map of a text that is the decoded file itself.
    pub fn identity(text: &str) -> Self {
        let mut map = OffsetMapBuilder::default();
        for (point, character) in text.chars().enumerate() {
            map.push(character, point as u32, 1);
        }
        map.finish()
    }

    /// The code point of the decoded file at which the character at byte `at` begins; at the end of the text, one past
    /// its last character.
    pub fn code_point(&self, at: u32) -> u32 {
        self.run(at).character(at).0
    }

    /// The code points of the decoded file at which the words of a span begin and end: of its first and its last
    /// character that the file has. The end is right also where markup follows it in the file.
    pub fn code_points(&self, span: Span) -> (u32, u32) {
        let runs = &self.runs[self.rank(span.start)..];
        let runs = &runs[..runs.partition_point(|run| run.byte < span.end)];
        let real = |run: &&Run| run.step > 0;
        let start = runs.iter().find(real).map(|run| run.character(span.start.max(run.byte)).0);
        let end = runs.iter().enumerate().rev().find(|(_, run)| real(run)).map(|(rank, run)| {
            let end = runs.get(rank + 1).map_or(span.end, |next| next.byte.min(span.end));
            run.character(end.saturating_sub(1).max(run.byte)).1
        });
        match (start, end) {
            (Some(start), Some(end)) if !span.is_empty() => (start, end.max(start)),
            _ => (self.code_point(span.start), self.code_point(span.start)),
        }
    }

    fn run(&self, at: u32) -> Run {
        self.runs.get(self.rank(at)).copied().unwrap_or(Run { byte: 0, point: 0, width: 1, step: 1 })
    }

    /// The rank of the run that holds byte `at`.
    fn rank(&self, at: u32) -> usize {
        self.runs.partition_point(|run| run.byte <= at).saturating_sub(1)
    }
}

/// Builds an [`OffsetMap`] character by character, in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct OffsetMapBuilder {
    runs: Vec<Run>,
    bytes: u32,
}

impl OffsetMapBuilder {
    /// Adds the text's next character, which stands in the file at `point` and takes `step` code points there.
    pub fn push(&mut self, character: char, point: u32, step: u32) {
        let width = character.len_utf8() as u32;
        let continues = self.runs.last().is_some_and(|run| {
            run.width == width && run.step == step && run.character(self.bytes).0 == point
        });
        if !continues {
            self.runs.push(Run { byte: self.bytes, point, width, step });
        }
        self.bytes += width;
    }

    /// Adds the text's next character, which the file does not have; it stands where the one before it ends.
    pub fn insert(&mut self, character: char) {
        let point = self.bytes.checked_sub(1).and_then(|last| Some(self.runs.last()?.character(last).1));
        self.push(character, point.unwrap_or(0), 0);
    }

    /// The map of what was added.
    pub fn finish(mut self) -> OffsetMap {
        if self.runs.is_empty() {
            self.runs.push(Run { byte: 0, point: 0, width: 1, step: 1 });
        }
        OffsetMap { runs: self.runs }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_counts_code_points() {
        let text = "a “Ω” 😀b";
        let map = OffsetMap::identity(text);
        for (point, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(map.code_point(byte as u32), point as u32);
        }
        assert_eq!(map.code_point(text.len() as u32), text.chars().count() as u32);
    }

    #[test]
    fn a_span_ends_before_markup() {
        // "A&B" from "A&amp;<b>B</b>"
        let mut map = OffsetMapBuilder::default();
        map.push('A', 0, 1);
        map.push('&', 1, 5);
        map.push('B', 9, 1);
        let map = map.finish();
        assert_eq!(map.code_points(Span::new(0, 2)), (0, 6));
        assert_eq!(map.code_points(Span::new(2, 3)), (9, 10));
    }
}
