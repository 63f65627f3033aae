//! Captions of films and talks: SubRip (`.srt`) and WebVTT.
//!
//! Cues are joined to paragraphs: a pause or another speaker begins a new one. Captions that a machine writes roll: each
//! cue shows the line before it once more, which counts once.

use coterie_read::{Draft, Format, Role, Source};

use super::Desk;

/// A pause that ends a paragraph, in milliseconds.
const PAUSE: u64 = 2_000;

/// From how many characters on a paragraph ends where a sentence does, and from how many wherever a cue does.
const LONG: usize = 600;
const LONGEST: usize = 2_000;

/// Of how many lines a cue that rolls may be.
const MOST_ROLLING: usize = 4;

/// Whether a text is captions: it says so, or begins with cues that have their times.
pub(crate) fn looks_like(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if let Some(rest) = text.strip_prefix("WEBVTT") {
        return rest.is_empty() || rest.starts_with(char::is_whitespace);
    }
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let is_number = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit());
    let timed = if is_number { lines.next().unwrap_or_default() } else { first };
    times(timed).is_some()
}

/// What is shown for a while.
struct Cue<'t> {
    start: u64,
    end: u64,
    lines: Vec<&'t str>,
}

/// Puts captions on the desk.
pub(crate) fn read(source: Source<'_>, text: &str, desk: &mut Desk<'_>) {
    let mut draft = Draft::new(Format::Captions);
    let (mut speaker, mut end) = (String::new(), 0u64);
    let mut paragraph = String::new();
    let mut shown: Vec<String> = Vec::new();
    for cue in cues(text) {
        // A line that is still there is not said again.
        let rolls = cue.start <= end.saturating_add(100) && shown.len() <= MOST_ROLLING;
        let paused = cue.start > end.saturating_add(PAUSE);
        let said: Vec<(Option<String>, String)> = cue.lines.iter().map(|line| bare(line)).collect();
        let fresh = said.iter().filter(|(_, words)| !(words.is_empty() || rolls && shown.contains(words)));
        let is_full = paragraph.len() > LONGEST
            || (paragraph.len() > LONG && paragraph.trim_end().ends_with(['.', '!', '?', '"', '”']));
        if paused || is_full {
            draft.add(Role::Body, &std::mem::take(&mut paragraph));
        }
        for (named, words) in fresh {
            let turns = words.starts_with(">>") || words.starts_with("- ") || words.starts_with("– ");
            let words = words.trim_start_matches(['>', '-', '–', ' ']);
            let changes = named.as_ref().is_some_and(|named| *named != speaker);
            if turns || changes {
                draft.add(Role::Body, &std::mem::take(&mut paragraph));
            }
            if let Some(named) = named {
                speaker.clone_from(named);
            }
            if paragraph.is_empty() && named.is_some() {
                paragraph = format!("{speaker}: ");
            }
            if !paragraph.is_empty() && !paragraph.ends_with(' ') {
                paragraph.push(' ');
            }
            paragraph.push_str(words);
        }
        shown = said.into_iter().map(|(_, words)| words).filter(|words| !words.is_empty()).collect();
        end = end.max(cue.end);
    }
    draft.add(Role::Body, &paragraph);
    if !desk.article(source.name, source.bytes, draft) {
        desk.error(source.name, "There are no words in these captions.", "Choose a file with words in it.");
    }
}

/// The cues in order. Numbers and names of cues, notes, and styles stand outside of them.
fn cues(text: &str) -> Vec<Cue<'_>> {
    let mut cues: Vec<Cue<'_>> = Vec::new();
    let mut is_open = false;
    let mut lines = text.lines().map(str::trim).peekable();
    while let Some(line) = lines.next() {
        if let Some((start, end)) = times(line) {
            cues.push(Cue { start, end, lines: Vec::new() });
            is_open = true;
        } else if line.is_empty() {
            is_open = false;
        } else if is_open {
            // Where no empty line stands between, the next cue's number does.
            let is_number = line.bytes().all(|byte| byte.is_ascii_digit());
            let next_is_timed = lines.peek().is_some_and(|next| times(next).is_some());
            if !(is_number && next_is_timed)
                && let Some(cue) = cues.last_mut()
            {
                cue.lines.push(line);
            }
        }
    }
    cues
}

/// `00:00:01,000 --> 00:00:02,500 align:start`, in milliseconds.
fn times(line: &str) -> Option<(u64, u64)> {
    let (start, rest) = line.split_once("-->")?;
    Some((time(start.trim())?, time(rest.split_whitespace().next()?)?))
}

/// `01:02:03,004` or `02:03.004`.
fn time(text: &str) -> Option<u64> {
    let (clock, part) = text.split_once([',', '.'])?;
    let mut seconds = 0u64;
    for unit in clock.split(':') {
        let unit: u64 = unit.parse().ok().filter(|_| unit.len() <= 4)?;
        seconds = seconds.saturating_mul(60).saturating_add(unit);
    }
    let part: u64 = part.parse().ok().filter(|_| part.len() <= 3)?;
    clock.contains(':').then_some(seconds.saturating_mul(1000).saturating_add(part))
}

/// A line's speaker, if it names one, and its words without tags and signs of music.
fn bare(line: &str) -> (Option<String>, String) {
    let mut speaker = None;
    let mut words = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('<') {
        words.push_str(before);
        let Some((tag, after)) = after.split_once('>') else {
            // No tag ends any more.
            words.push('<');
            rest = after;
            break;
        };
        // `<v.loud Ann Lee>`
        if let Some(voice) = tag.strip_prefix('v').filter(|voice| voice.starts_with([' ', '.', '\t'])) {
            let name = voice.split_once(char::is_whitespace).map_or("", |(_, name)| name).trim();
            speaker = speaker.or((!name.is_empty()).then(|| name.to_owned()));
        }
        rest = after;
    }
    words.push_str(rest);
    // SubRip files have positions in braces, as `{\an8}`.
    let mut parts = words.split("{\\");
    let first = parts.next().unwrap_or_default().to_owned();
    let words =
        parts.fold(first, |words, part| words + part.split_once('}').map_or(part, |(_, after)| after));
    let words = words.replace(['♪', '♫'], " ");
    let words =
        if words.contains('&') { coterie_read::markup(&words.replace('<', "&lt;")).join(" ") } else { words };
    (speaker, words.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::looks_like;
    use crate::shown::shown;

    #[track_caller]
    fn check(captions: &str, expected: &str) {
        assert_eq!(shown("c", captions), format!("c | | | |\n{expected}"));
    }

    #[test]
    fn cues_are_joined_until_a_pause() {
        check(
            "1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>Trump met</i>\r\nPutin in\r\n\r\n2\r\n00:00:02,100 --> 00:00:03,000\r\n{\\an8}Helsinki.\r\n\r\n3\r\n00:00:09,000 --> 00:00:10,000\r\nThey talked &amp; left.\r\n",
            "Trump met Putin in Helsinki.\nThey talked & left.",
        );
    }

    #[test]
    fn speakers_are_named() {
        check(
            "WEBVTT - a talk\n\nNOTE made by hand\n\nSTYLE\n::cue { color: red }\n\nintro\n00:01.000 --> 00:02.000 align:start\n<v Ann Lee>Trump met <c.x>Putin</c>.</v>\n\n00:02.000 --> 00:03.000\n<v Ann Lee>They talked.\n\n00:03.000 --> 00:04.000\n<v.loud Bo>No.\n\n00:04.000 --> 00:05.000\n- Yes.\n- No.\n",
            "Ann Lee: Trump met Putin. They talked.\nBo: No.\nYes.\nNo.",
        );
    }

    #[test]
    fn rolling_lines_count_once() {
        check(
            "WEBVTT\nKind: captions\n\n00:00.000 --> 00:02.000\nTrump<00:00.500><c> met</c>\n\n00:02.000 --> 00:02.010\nTrump met\n\n00:02.010 --> 00:04.000\nTrump met\nPutin in Helsinki.\n\n00:04.000 --> 00:05.000\nPutin in Helsinki.\nThey talked.\n",
            "Trump met Putin in Helsinki. They talked.",
        );
        check("1\n00:01,000 --> 00:02,000\nNo.\n\n2\n00:03,000 --> 00:04,000\nNo.\n", "No. No.");
    }

    #[test]
    fn articles_are_no_captions() {
        let check = |text: &str| assert!(!looks_like(text), "{text}");
        check("1\nTrump met Putin --> a summit");
        check("WEBVTTs are files");
        check("2016\n\nTrump met Putin.");
        check("");
    }
}
