//! Sentences of the tests, with their names marked.

use super::Kind;
use super::recogniser::Found;

/// Words parted by spaces, and their names, which are written `[PER Vladimir Putin]`; each has this `margin`.
pub(super) fn read(text: &str, margin: i32) -> (Vec<&str>, Vec<Found>) {
    let (mut words, mut names, mut open) = (Vec::new(), Vec::new(), None);
    for word in text.split(' ') {
        if let Some(code) = word.strip_prefix('[') {
            open = Kind::from_code(code).map(|kind| (words.len(), kind));
            continue;
        }
        words.push(word.trim_end_matches(']'));
        if word.ends_with(']')
            && let Some((start, kind)) = open.take()
        {
            names.push(Found { start, end: words.len(), kind, margin });
        }
    }
    (words, names)
}
