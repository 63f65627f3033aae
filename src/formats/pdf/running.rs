//! Running heads, running feet and page numbers: what stands at the edge of most pages.

use std::collections::{BTreeMap, BTreeSet};

use super::PdfText;
use super::lines::Line;

/// So many lines from either end of a page may be running ones.
const EDGE: usize = 3;
/// Fewer pages than this have none that could be told, but for a page's number.
const FEWEST: usize = 2;

/// The pages without running lines, and those lines, each once.
pub(super) fn part(found: &PdfText, pages: Vec<Vec<Line>>) -> (Vec<Vec<Line>>, Vec<String>) {
    let with_words = pages.iter().filter(|lines| !lines.is_empty()).count();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (lines, page) in pages.iter().zip(&found.pages) {
        let keys: BTreeSet<String> = edge(lines, page.height).map(|rank| key(&lines[rank].text)).collect();
        for key in keys {
            *seen.entry(key).or_default() += 1;
        }
    }
    let runs = |text: &str| {
        let key = key(text);
        let is_first = || text.trim_matches(|c: char| !c.is_alphanumeric()) == "1";
        let number = is_number(&key) && (with_words > 1 || is_first());
        number || (with_words >= FEWEST && seen.get(&key).is_some_and(|count| count * 2 > with_words))
    };
    let (mut kept, mut left_out, mut once) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (lines, page) in pages.into_iter().zip(&found.pages) {
        let edge: BTreeSet<usize> = edge(&lines, page.height).collect();
        let mut rest = Vec::with_capacity(lines.len());
        for (rank, line) in lines.into_iter().enumerate() {
            if !edge.contains(&rank) || !runs(&line.text) {
                rest.push(line);
            } else if once.insert(key(&line.text)) {
                left_out.push(line.text);
            }
        }
        kept.push(rest);
    }
    (kept, left_out)
}

/// The lines that stand highest and lowest on a page, in its outer sevenths.
fn edge(lines: &[Line], height: f32) -> impl Iterator<Item = usize> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|&one, &other| lines[one].base.total_cmp(&lines[other].base));
    let outer = height / 7.0;
    let high = order.iter().take(EDGE).copied().filter(|&rank| lines[rank].base < outer);
    let low = order.iter().rev().take(EDGE).copied().filter(|&rank| lines[rank].base > height - outer);
    high.chain(low).collect::<BTreeSet<usize>>().into_iter()
}

/// A line without what differs from page to page.
fn key(text: &str) -> String {
    let mut key = String::new();
    for character in text.chars().flat_map(char::to_lowercase) {
        if character.is_numeric() {
            if !key.ends_with('#') {
                key.push('#');
            }
        } else if !character.is_whitespace() {
            key.push(character);
        }
    }
    key
}

/// Whether a line is a page's number and no more: `7`, `- 7 -`, `Page 7 of 9`, `iv`.
fn is_number(key: &str) -> bool {
    let bare = key.trim_matches(|c: char| c.is_ascii_punctuation() && c != '#' || "–—·•|".contains(c));
    matches!(bare, "#" | "page#" | "page#of#" | "p.#" | "#of#" | "#/#" | "seite#" | "página#" | "#|page")
        || (!bare.is_empty() && bare.len() <= 6 && bare.chars().all(|c| "ivxl".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::super::Page;
    use super::*;

    fn line(text: &str, base: f32) -> Line {
        Line { text: text.to_owned(), left: 50.0, right: 500.0, base, size: 10.0 }
    }

    #[test]
    fn heads_and_numbers_of_most_pages_are_left_out_once() {
        let pages: Vec<Vec<Line>> = (1..=4)
            .map(|page| {
                vec![
                    line(&format!("The Daily Page {page}"), 30.0),
                    line("Trump met Putin.", 40.0),
                    line(&format!("- {page} -"), 780.0),
                ]
            })
            .collect();
        let page = Page { width: 600.0, height: 800.0, words: Vec::new() };
        let found = PdfText { pages: vec![page; 4], ..PdfText::default() };
        let mut different = pages.clone();
        for (rank, lines) in different.iter_mut().enumerate() {
            lines[1].text = format!("{} met Putin.", ["Ann", "Bob", "Cy", "Dee"][rank]);
        }
        let (kept, left_out) = part(&found, different);
        let texts: Vec<&str> = kept.iter().flatten().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["Ann met Putin.", "Bob met Putin.", "Cy met Putin.", "Dee met Putin."]);
        assert_eq!(left_out, ["The Daily Page 1", "- 1 -"]);
    }

    #[test]
    fn few_pages_have_running_lines_too() {
        let page = Page { width: 600.0, height: 800.0, words: Vec::new() };
        let check = |pages: Vec<Vec<Line>>, expected: &[&str]| {
            let found = PdfText { pages: vec![page.clone(); pages.len()], ..PdfText::default() };
            assert_eq!(part(&found, pages).1, expected);
        };
        check(vec![vec![line("Trump met Putin.", 40.0), line("1", 780.0)]], &["1"]);
        check(vec![vec![line("Trump met Putin.", 40.0), line("2016", 780.0)]], &[]);
        let of_two = |number| vec![line(number, 30.0), line(&format!("They talked {number} times."), 400.0)];
        check(vec![of_two("The Page 1/2"), of_two("The Page 2/2")], &["The Page 1/2"]);
        check(vec![vec![line("Trump met Putin.", 40.0)], vec![line("They talked.", 40.0)]], &[]);
    }

    #[test]
    fn numbers_of_pages() {
        for text in ["7", "- 7 -", "Page 7 of 9", "iv", "| 12 |"] {
            assert!(is_number(&key(text)), "{text}");
        }
        for text in ["In 2016", "Civic", "7 people"] {
            assert!(!is_number(&key(text)), "{text}");
        }
    }
}
