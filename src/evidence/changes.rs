//! How an opened article differs from the one that it is a near-copy of.

use super::{ArticleView, Change, Mark};
use crate::copies;
use crate::pipeline::Article;

/// Of a run of missing words, at most so many are shown, half of them from its beginning.
const MISSING: usize = 60;

/// Notes in a view of an article how it differs from another.
pub fn note_changes(view: &mut ArticleView, article: &Article, other: &Article) {
    for difference in copies::differences(article, other) {
        let Some(block) = article.document.blocks.get(difference.block) else { continue };
        let Some(paragraph) = view.paragraphs.get_mut(difference.block) else { continue };
        let start = difference.span.start.saturating_sub(block.span.start);
        let end = difference.span.end.saturating_sub(block.span.start);
        let missing: Vec<&str> = difference.missing.iter().map(|span| other.document.slice(*span)).collect();
        let mut missing = cut(&missing.join(" "));
        if !missing.is_empty() {
            // Apart from the words beside it.
            let at_end = start as usize == paragraph.text.len();
            missing.insert(if at_end { 0 } else { missing.len() }, ' ');
        }
        paragraph.changes.push(Change { start, end, missing });
    }
    for paragraph in &mut view.paragraphs {
        let borders: Vec<u32> =
            paragraph.changes.iter().flat_map(|change| [change.start, change.end]).collect();
        if !borders.is_empty() {
            paragraph.marks = std::mem::take(&mut paragraph.marks)
                .into_iter()
                .flat_map(|mark| parted(mark, &borders))
                .collect();
        }
    }
}

/// A mark cut at the borders that it crosses.
fn parted(mark: Mark, borders: &[u32]) -> Vec<Mark> {
    let from = borders.partition_point(|&border| border <= mark.start);
    let inside = borders.iter().skip(from).copied().take_while(|&border| border < mark.end);
    let mut start = mark.start;
    let mut parts = Vec::new();
    for end in inside.chain([mark.end]) {
        if start < end {
            parts.push(Mark { start, end, ..mark });
        }
        start = end;
    }
    parts
}

/// Words parted by single spaces; of very many, those in the middle are left out, and that is shown.
fn cut(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.get(MISSING / 2..words.len().saturating_sub(MISSING / 2)) {
        Some(middle) if words.len() > MISSING => {
            let (first, last) = (&words[..MISSING / 2], &words[words.len() - MISSING / 2..]);
            let left_out = crate::app::words::WORDS_BETWEEN.count(middle.len() as u32, &[]);
            [&first.join(" "), left_out.as_str(), &last.join(" ")].join(" ")
        }
        _ => words.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::Kind;
    use crate::ids::EntityKey;

    #[test]
    fn a_mark_is_cut_at_the_borders_inside_it() {
        let mark = |start, end| Mark {
            start,
            end,
            entity: EntityKey(1),
            kind: Kind::Person,
            asked: false,
            referred: false,
            mention: 3,
        };
        let check = |borders: &[u32], expected: &[(u32, u32)]| {
            let parts: Vec<Mark> = expected.iter().map(|&(start, end)| mark(start, end)).collect();
            assert_eq!(parted(mark(4, 9), borders), parts);
        };
        check(&[], &[(4, 9)]);
        check(&[0, 4, 9, 12], &[(4, 9)]);
        check(&[4, 6, 6, 20], &[(4, 6), (6, 9)]);
    }

    #[test]
    fn very_many_words_are_shown_by_their_ends() {
        assert_eq!(cut(" a  b\nc "), "a b c");
        let many: Vec<String> = (0..100).map(|at| at.to_string()).collect();
        let shown = cut(&many.join(" "));
        assert!(shown.starts_with("0 1 ") && shown.ends_with(" 98 99"), "{shown}");
        assert!(shown.contains("29 (40 more words) 70"), "{shown}");
    }
}
