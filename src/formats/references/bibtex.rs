//! BibTeX: entries of fields in braces or quotation marks.

use std::collections::BTreeMap;

use super::Entry;
use super::latex::plain;

/// Kinds of entries, and what stands between them.
const KINDS: [&str; 26] = [
    "article",
    "book",
    "booklet",
    "inbook",
    "incollection",
    "inproceedings",
    "conference",
    "manual",
    "mastersthesis",
    "misc",
    "phdthesis",
    "proceedings",
    "techreport",
    "unpublished",
    "online",
    "electronic",
    "www",
    "report",
    "thesis",
    "dataset",
    "periodical",
    "collection",
    "string",
    "comment",
    "preamble",
    "newspaper",
];

/// How long an entry's key may be, in bytes.
const LONGEST_KEY: usize = 500;

/// How many times its length a bibliography may take from its own abbreviations: ones made of others double.
const ROOM: usize = 4;

/// What `@string` abbreviates.
#[derive(Default)]
struct Strings {
    words: BTreeMap<String, String>,
    /// How many bytes may still be taken from it.
    room: usize,
}

impl Strings {
    /// What a word stands for; itself where it is none of them, or there is no room.
    fn get<'w>(&'w mut self, word: &'w str) -> &'w str {
        let Some(found) = self.words.get(&word.to_lowercase()) else { return word };
        match self.room.checked_sub(found.len()) {
            Some(room) => {
                self.room = room;
                found
            }
            None => word,
        }
    }
}

/// Whether a text is BibTeX: it begins with an entry, remarks aside.
pub(super) fn looks_like(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    let Some(first) = lines.find(|line| !line.is_empty() && !line.starts_with('%')) else { return false };
    kind(first).is_some()
}

/// The kind of the entry that a text begins with, and what follows its brace.
fn kind(text: &str) -> Option<(&'static str, &str)> {
    let rest = text.strip_prefix('@')?;
    let end = rest.find(|c: char| !c.is_ascii_alphabetic())?;
    let kind = KINDS.iter().find(|kind| kind.eq_ignore_ascii_case(&rest[..end]))?;
    let rest = rest[end..].trim_start();
    Some((kind, rest.strip_prefix('{').or_else(|| rest.strip_prefix('('))?))
}

/// The entries of a bibliography.
pub(super) fn entries(text: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut strings = Strings { room: text.len().saturating_mul(ROOM), ..Strings::default() };
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        let Some((kind, inside)) = kind(&rest[at..]) else {
            rest = &rest[at + 1..];
            continue;
        };
        rest = inside;
        match kind {
            "comment" | "preamble" => continue,
            "string" => {
                let (fields, after) = fields(inside, &mut strings);
                strings.words.extend(fields);
                rest = after;
            }
            _ => {
                // The entry's key stands before the first comma.
                let near = &inside[..inside.floor_char_boundary(LONGEST_KEY)];
                let key = near.find([',', '}', '=']).filter(|&at| near[at..].starts_with(','));
                let (fields, after) =
                    fields(inside.get(key.map_or(0, |at| at + 1)..).unwrap_or_default(), &mut strings);
                rest = after;
                entries.push(entry(&fields));
            }
        }
    }
    entries
}

fn entry(fields: &BTreeMap<String, String>) -> Entry {
    let get = |names: &[&str]| {
        names.iter().find_map(|name| fields.get(*name)).map(|value| plain(value)).unwrap_or_default()
    };
    let author = names_of(fields.get("author").map(String::as_str).unwrap_or_default());
    let date = get(&["date"]);
    let date = if date.is_empty() {
        format!("{} {} {}", get(&["year"]), get(&["month"]), get(&["day"]))
    } else {
        date
    };
    Entry {
        title: get(&["title"]),
        authors: author,
        date: date.trim().to_owned(),
        journal: get(&["journal", "journaltitle", "booktitle", "publisher", "howpublished"]),
        language: get(&["language", "langid"]),
        text: get(&["abstract"]),
    }
}

/// Names stand between "and"s that are in no braces.
fn names_of(authors: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut depth = 0usize;
    for word in authors.split_whitespace() {
        if depth == 0 && word.eq_ignore_ascii_case("and") {
            names.push(String::new());
            continue;
        }
        depth += word.matches('{').count();
        depth = depth.saturating_sub(word.matches('}').count());
        if let Some(name) = names.last_mut() {
            super::join(name, word);
        }
    }
    names.iter().map(|name| plain(name)).filter(|name| !name.is_empty()).collect()
}

/// The fields of an entry up to its brace, and what follows it.
fn fields<'t>(mut rest: &'t str, strings: &mut Strings) -> (BTreeMap<String, String>, &'t str) {
    let mut fields = BTreeMap::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let end = rest.find(|c: char| !(c.is_alphanumeric() || "-_:.+".contains(c))).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let Some(after) = after.trim_start().strip_prefix('=').filter(|_| !name.is_empty()) else {
            let closed = after.strip_prefix('}').or_else(|| after.strip_prefix(')'));
            return (fields, closed.unwrap_or(after));
        };
        let (value, after) = value(after, strings);
        fields.entry(name.to_lowercase()).or_insert(value);
        rest = after;
    }
}

/// A value, parts of which are joined by `#`, and what follows it.
fn value<'t>(mut rest: &'t str, strings: &mut Strings) -> (String, &'t str) {
    let mut value = String::new();
    loop {
        rest = rest.trim_start();
        let (part, after) = match rest.as_bytes().first() {
            Some(b'{') => enclosed(&rest[1..], '}'),
            Some(b'"') => enclosed(&rest[1..], '"'),
            _ => {
                let end =
                    rest.find(|c: char| c.is_whitespace() || ",#}{)=\"".contains(c)).unwrap_or(rest.len());
                let (word, after) = rest.split_at(end);
                value.push_str(strings.get(word));
                ("", after)
            }
        };
        value.push_str(part);
        rest = after.trim_start();
        match rest.strip_prefix('#') {
            Some(after) => rest = after,
            None => return (value, rest),
        }
    }
}

/// What stands before the closing sign outside of all braces, and what follows it.
fn enclosed(text: &str, close: char) -> (&str, &str) {
    let mut depth = 0usize;
    let mut is_escaped = false;
    for (at, character) in text.char_indices() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if character == close && depth == 0 => {
                return (&text[..at], &text[at + character.len_utf8()..]);
            }
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    (text, "")
}

#[cfg(test)]
mod tests {
    use super::entries;

    #[test]
    fn abbreviations_of_abbreviations_stay_in_bounds() {
        let mut text = "@string{a0 = \"Trump met Putin. \"}\n@article{x, title = a0 # a0}\n".to_owned();
        for at in 0..60 {
            text += &format!("@string{{a{} = a{at} # a{at}}}\n", at + 1);
        }
        text += "@article{y, abstract = a60 # a60}";
        let found = entries(&text);
        assert_eq!(found[0].title, "Trump met Putin. Trump met Putin.");
        assert!(found[1].text.len() < text.len() * 5);
    }
}
