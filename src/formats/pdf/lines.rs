//! Words to lines.

use unicode_normalization::UnicodeNormalization;

use super::{Page, Word};

/// Words on one baseline, left to right.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    /// The left end, in points.
    pub(super) left: f32,
    /// The right end.
    pub(super) right: f32,
    /// The baseline, from the page's upper side.
    pub(super) base: f32,
    /// The type size of most of it.
    pub(super) size: f32,
}

impl Line {
    pub(super) fn has_words(&self) -> bool {
        self.text.chars().any(char::is_alphanumeric)
    }
}

/// A gap wider than this part of the type size is a blank: the narrowest that typesetters use is a fifth.
const BLANK: f32 = 0.18;
/// A gap wider than this many type sizes parts columns, or the cells of a table.
const COLUMN: f32 = 3.0;

/// The lines of a page, in the file's order.
pub(super) fn lines(page: &Page) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut open: Option<Open> = None;
    for word in &page.words {
        let Word(text, left, base, width, size, ends, upright) = word;
        let size = if *size > 0.0 { *size } else { 1.0 };
        if text.trim().is_empty() {
            if let Some(open) = open.as_mut().filter(|_| !text.is_empty()) {
                open.blank = true;
            }
        } else {
            let fits = open.as_ref().is_some_and(|open| open.continues(*left, *base, size, *upright));
            if !fits {
                lines.extend(open.take().map(Open::finish));
            }
            let open = open.get_or_insert_with(|| Open::new(*left, *base, size, *upright));
            open.add(text, *left, *width, size);
        }
        if let Some(open) = open.as_mut().filter(|_| *ends) {
            open.ended = true;
            open.blank = true;
        }
    }
    lines.extend(open.map(Open::finish));
    for line in &mut lines {
        spaced_out(line);
        line.text = whole_letters(&line.text);
    }
    lines
}

/// A line being put together.
struct Open {
    line: Line,
    upright: bool,
    /// Whether a blank comes before the next word.
    blank: bool,
    /// Whether pdf.js ended the line.
    ended: bool,
    /// Letters of the size that the line has.
    letters: usize,
}

impl Open {
    fn new(left: f32, base: f32, size: f32, upright: bool) -> Open {
        let line = Line { text: String::new(), left, right: left, base, size };
        Open { line, upright, blank: false, ended: false, letters: 0 }
    }

    /// Whether a word stands on this line: on its baseline (raised or lowered marks included), a little further right.
    fn continues(&self, left: f32, base: f32, size: f32, upright: bool) -> bool {
        if upright != self.upright {
            return false;
        }
        if !upright {
            // Words that run down the page: pdf.js knows its lines.
            return !self.ended;
        }
        let larger = size.max(self.line.size);
        let same = (base - self.line.base).abs() < larger * 0.45;
        let gap = left - self.line.right;
        same && gap > -larger && gap < larger * COLUMN
    }

    fn add(&mut self, text: &str, left: f32, width: f32, size: f32) {
        let line = &mut self.line;
        let gap = left - line.right;
        let apart = self.blank || (self.upright && gap > size.min(line.size) * BLANK);
        if apart && !line.text.is_empty() && !line.text.ends_with(char::is_whitespace) {
            line.text.push(' ');
        }
        line.text.push_str(text);
        let letters = text.chars().count();
        if letters > self.letters {
            (line.size, self.letters) = (size, letters);
        }
        line.right = line.right.max(left + width);
        (self.blank, self.ended) = (false, false);
    }

    fn finish(self) -> Line {
        let Line { text, left, right, base, size } = self.line;
        Line { text: text.trim().to_owned(), left, right, base, size }
    }
}

/// Letters set apart for emphasis (`T R U M P`) are one word again.
fn spaced_out(line: &mut Line) {
    let parts: Vec<&str> = line.text.split(' ').collect();
    let single = parts.iter().filter(|part| part.chars().count() == 1).count();
    if parts.len() < 4 || single * 10 < parts.len() * 8 {
        return;
    }
    let letters = parts.iter().all(|part| part.chars().all(char::is_alphabetic));
    // Further apart they are cells of a table.
    let close = (line.right - line.left) < line.size * 1.3 * line.text.chars().count() as f32 / 2.0;
    if letters && close {
        line.text = parts.concat();
    }
}

/// The letters that ligatures and shapes stand for: `fi` set as one letter, Arabic letters by their place in the word.
fn whole_letters(text: &str) -> String {
    let is_shape = |c: &char| matches!(c, '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    let mut whole = String::with_capacity(text.len());
    for character in text.chars() {
        if is_shape(&character) {
            whole.extend(character.nfkc());
        } else {
            whole.push(character);
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &[(&str, f32, f32)], wanted: &str) {
        let word = |&(text, left, base): &(&str, f32, f32)| {
            Word(text.to_owned(), left, base, text.chars().count() as f32 * 5.0, 10.0, false, true)
        };
        let page = Page { width: 600.0, height: 800.0, words: words.iter().map(word).collect() };
        let texts: Vec<String> = lines(&page).into_iter().map(|line| line.text).collect();
        assert_eq!(texts.join("|"), wanted);
    }

    #[test]
    fn words_on_a_baseline_are_a_line() {
        check(&[("Trump", 0.0, 10.0), ("met", 28.0, 10.0), ("Putin", 0.0, 22.0)], "Trump met|Putin");
    }

    #[test]
    fn letters_that_touch_are_a_word() {
        check(&[("Tru", 0.0, 10.0), ("mp", 15.5, 10.0), ("1", 26.0, 7.0)], "Trump1");
    }

    #[test]
    fn columns_are_lines_of_their_own() {
        check(&[("left", 0.0, 10.0), ("right", 300.0, 10.0)], "left|right");
    }

    #[test]
    fn ligatures_are_their_letters() {
        check(&[("\u{fb01}nance o\u{fb03}ce", 0.0, 10.0)], "finance office");
    }

    #[test]
    fn cells_of_single_letters_are_no_word() {
        check(
            &[("A", 0.0, 10.0), ("B", 27.0, 10.0), ("C", 54.0, 10.0), ("D", 81.0, 10.0), ("E", 108.0, 10.0)],
            "A B C D E",
        );
    }

    #[test]
    fn letters_set_apart_are_a_word() {
        check(
            &[("T", 0.0, 10.0), ("R", 10.0, 10.0), ("U", 20.0, 10.0), ("M", 30.0, 10.0), ("P", 40.0, 10.0)],
            "TRUMP",
        );
    }
}
