//! Lines to paragraphs, and the headline.

use std::collections::BTreeMap;

use super::lines::Line;

/// The paragraphs of all pages.
pub(super) fn paragraphs(pages: &[Vec<Line>]) -> Vec<String> {
    let hyphened = Hyphened::of(pages);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut last: Option<&Line> = None;
    for lines in pages {
        let pitch = pitch(lines);
        let mut first = true;
        for line in lines.iter().filter(|line| !line.text.is_empty()) {
            let goes_on = match (last, paragraphs.last()) {
                (Some(before), Some(paragraph)) if first => flows_on(paragraph, before, line),
                (Some(before), Some(paragraph)) => follows(paragraph, before, line, pitch),
                _ => false,
            };
            first = false;
            match paragraphs.last_mut().filter(|_| goes_on) {
                Some(paragraph) => hyphened.join(paragraph, &line.text),
                None => paragraphs.push(line.text.clone()),
            }
            last = Some(line);
        }
    }
    paragraphs
}

/// The usual distance of baselines on a page.
fn pitch(lines: &[Line]) -> f32 {
    let mut steps: Vec<f32> = lines
        .windows(2)
        .map(|pair| pair[1].base - pair[0].base)
        .filter(|&step| step > 1.0 && step < 60.0)
        .collect();
    steps.sort_by(f32::total_cmp);
    steps.get(steps.len() / 2).copied().unwrap_or(14.0)
}

/// Whether a line belongs to the paragraph of the line before it on the page.
fn follows(paragraph: &str, before: &Line, line: &Line, pitch: f32) -> bool {
    let size = before.size.max(line.size);
    if (before.size - line.size).abs() > size * 0.12 {
        return false;
    }
    let step = line.base - before.base;
    if step.abs() < size * 0.3 {
        // Cells of a row.
        return false;
    }
    if step < 0.0 {
        // The next column, or a box.
        return flows_on(paragraph, before, line);
    }
    if step > pitch.max(size) * 1.45 {
        return false;
    }
    let indent = line.left - before.left;
    // An indented line begins a paragraph, unless the one before was itself the indented first.
    if indent > size * 0.8 && indent < size * 6.0 && ends(paragraph) {
        return false;
    }
    // A short line that ends a sentence ends the paragraph too.
    let short = before.right < line.right - size * 4.0;
    let ended = short && ends(paragraph);
    !ended && !is_item(&line.text)
}

/// Whether a line at the top of a page or column goes on with the paragraph before it.
fn flows_on(paragraph: &str, before: &Line, line: &Line) -> bool {
    let begins_small = line.text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    let size = before.size.max(line.size);
    (before.size - line.size).abs() <= size * 0.12
        && !ends(paragraph)
        && (begins_small || paragraph.ends_with(['-', '\u{ad}', ',']))
}

/// Whether a paragraph's words end a sentence.
fn ends(paragraph: &str) -> bool {
    paragraph.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '!', '?', ':', '…'])
}

/// Whether a line begins an item of a list.
fn is_item(text: &str) -> bool {
    text.starts_with(['•', '▪', '●', '◦', '‣', '–'])
}

/// Words with hyphens in the middle of lines: what is written so there is written so at a line's end too.
struct Hyphened(BTreeMap<String, ()>);

impl Hyphened {
    fn of(pages: &[Vec<Line>]) -> Self {
        let words = pages.iter().flatten().flat_map(|line| line.text.split(' '));
        let whole = words.map(bare).filter(|word| word.contains('-') && !word.ends_with('-'));
        Hyphened(whole.map(|word| (word.to_lowercase(), ())).collect())
    }

    /// Puts a line behind a paragraph: a word broken at the end is joined.
    fn join(&self, paragraph: &mut String, line: &str) {
        let next = line.split(' ').next().map(bare).unwrap_or_default();
        // No word is longer; a hostile line without blanks must not be looked through again and again.
        let tail = &paragraph[paragraph.floor_char_boundary(paragraph.len().saturating_sub(100))..];
        let last = tail.rsplit(' ').next().unwrap_or_default();
        let soft = last.ends_with('\u{ad}');
        let stem = last.strip_suffix(['-', '\u{ad}', '\u{2010}']).unwrap_or_default();
        let breaks = stem.ends_with(char::is_alphabetic) && next.starts_with(char::is_lowercase);
        if soft || breaks {
            let kept = self.0.contains_key(&format!("{}-{next}", bare(stem)).to_lowercase());
            if soft || !kept {
                paragraph.pop();
            }
        } else if !(stem.ends_with(char::is_alphanumeric) && last.ends_with('-')) {
            paragraph.push(' ');
        }
        paragraph.push_str(line);
    }
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-')
}

/// The headline: what is set largest on the first page, if it is clearly larger than the text and not much.
pub(super) fn headline(pages: &[Vec<Line>]) -> Option<String> {
    let mut letters: BTreeMap<u32, usize> = BTreeMap::new();
    for line in pages.iter().flatten() {
        *letters.entry((line.size * 4.0) as u32).or_default() += line.text.chars().count();
    }
    let body = letters.iter().max_by_key(|(_, count)| **count).map(|(size, _)| *size as f32 / 4.0)?;
    let first = pages.iter().find(|lines| lines.iter().any(Line::has_words))?;
    let largest = first.iter().filter(|line| line.has_words()).map(|line| line.size).fold(0.0, f32::max);
    if largest < body * 1.2 {
        return None;
    }
    let lines = first.iter().filter(|line| line.size > largest * 0.95 && line.has_words());
    let title = lines.take(4).map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
    let words = title.split(' ').count();
    ((2..=30).contains(&words) && title.chars().count() <= 200).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, left: f32, base: f32) -> Line {
        Line { text: text.to_owned(), left, right: left + text.len() as f32 * 5.0, base, size: 10.0 }
    }

    #[track_caller]
    fn check(lines: &[Line], wanted: &str) {
        assert_eq!(paragraphs(&[lines.to_vec()]).join("|"), wanted);
    }

    #[test]
    fn close_lines_are_a_paragraph() {
        check(
            &[
                line("Trump met Putin in Mos-", 0.0, 0.0),
                line("cow, with well-known and well-", 0.0, 12.0),
                line("known men.", 0.0, 24.0),
                line("A new one begins here, further", 0.0, 50.0),
                line("down.", 0.0, 62.0),
            ],
            "Trump met Putin in Moscow, with well-known and well-known men.|A new one begins here, further down.",
        );
    }

    #[test]
    fn an_indented_line_begins_a_paragraph() {
        check(
            &[
                line("He said so, and that is all.", 0.0, 0.0),
                line("She did not say what he said.", 15.0, 12.0),
            ],
            "He said so, and that is all.|She did not say what he said.",
        );
    }

    #[test]
    fn a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() {
        let first =
            vec![line("He went to the", 0.0, 700.0), line("city with the others of his", 300.0, 20.0)];
        let second = vec![line("family.", 0.0, 20.0)];
        assert_eq!(paragraphs(&[first, second]), ["He went to the city with the others of his family."]);
    }
}
