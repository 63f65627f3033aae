//! Markdown: its words without its marks.
//!
//! A reader for finding names, not a renderer: blocks by CommonMark's rules as far as they change what is a paragraph
//! (headings, quotations, lists, fences, tables, front matter), and inline marks removed where they are marks
//! (emphasis, links, pictures, code, escapes, tags, entities). Every character keeps its place in the file.

use super::dates::date_in;
use super::html::{character, language_code};
use super::inline::{Glyph, reduce};
use super::text::{Parts, headline};
use super::{Block, Metadata, OffsetMap, OffsetMapBuilder, Role};
use coterie_base::ids::Span;

/// Whether a text is Markdown, by marks that plain texts do not have. One could be chance, two are a habit; a heading
/// or front matter at the very start is enough.
pub(super) fn is_markdown(text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(65_536)).unwrap_or(text);
    let mut lines = head.lines().filter(|line| !line.trim().is_empty()).peekable();
    let Some(first) = lines.peek() else { return false };
    if heading(first).is_some() || (first.trim_end() == "---" && front_matter(head).is_some()) {
        return true;
    }
    let (mut strong, mut weak) = (0, 0);
    for line in lines {
        let link = line.find("](").is_some_and(|at| line[..at].contains('[') && line[at..].contains(')'));
        strong += usize::from(heading(line).is_some() || link || fence(line).is_some());
        let bold = line.matches("**").count() >= 2 || line.matches("__").count() >= 2;
        weak += usize::from(bold || list_item(line).is_some() || line.starts_with("> "));
    }
    strong >= 2 || (strong >= 1 && weak >= 1)
}

/// Reads Markdown.
pub(super) fn read(source: &str) -> (Parts, Metadata) {
    let mut reader = Reader::new(source);
    let mut metadata = Metadata::default();
    let body = front_matter(source).map_or(0, |matter| {
        reader.front_matter(matter.clone(), &mut metadata);
        matter.end
    });
    reader.body(body);
    let Reader { text, mut blocks, origin, .. } = reader;
    let titled =
        blocks.iter().find(|block| block.role == Role::Title).and_then(|block| text.get(block.span.range()));
    let title =
        metadata.title.clone().or_else(|| titled.map(str::to_owned)).or_else(|| headline(&text, &mut blocks));
    metadata.title = title.clone();
    (Parts { text, blocks, origin: origin.finish(), title }, metadata)
}

/// The bytes of the front matter, its fences included: `---`, lines of `key: value`, `---`.
fn front_matter(text: &str) -> Option<std::ops::Range<usize>> {
    let start = text.len() - text.trim_start().len();
    let mut at = start;
    let mut keys = 0;
    for (rank, line) in text[start..].split_inclusive('\n').take(200).enumerate() {
        at += line.len();
        let line = line.trim_end();
        match rank {
            0 if line != "---" => return None,
            0 => {}
            _ if line == "---" || line == "..." => return (keys > 0).then_some(start..at),
            _ => {
                let key = line.split(':').next().unwrap_or_default();
                keys += usize::from(
                    line.contains(':')
                        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte)),
                );
            }
        }
    }
    None
}

/// The bytes of a heading's words in its line.
fn heading(line: &str) -> Option<(usize, usize)> {
    let level = line.bytes().take_while(|&byte| byte == b'#').count();
    let rest = line.get(level..)?;
    if !(1..=6).contains(&level) || !rest.starts_with([' ', '\t']) || rest.trim().is_empty() {
        return None;
    }
    let words = rest.trim_end().trim_end_matches('#').trim_end();
    let start = level + (rest.len() - rest.trim_start().len());
    Some((start, (level + words.len()).max(start)))
}

/// The mark of a code fence.
fn fence(line: &str) -> Option<&'static str> {
    let line = line.trim_start();
    ["```", "~~~"].into_iter().find(|mark| line.starts_with(mark))
}

/// The bytes before the words of a list item.
fn list_item(line: &str) -> Option<usize> {
    let indent = line.len() - line.trim_start().len();
    let rest = &line[indent..];
    let digits = rest.bytes().take(9).take_while(u8::is_ascii_digit).count();
    let mark = match rest[digits..].chars().next() {
        Some('-' | '*' | '+') if digits == 0 => 1,
        Some('.' | ')') if digits > 0 => digits + 1,
        _ => return None,
    };
    let spaces = rest[mark..].len() - rest[mark..].trim_start_matches([' ', '\t']).len();
    (spaces > 0).then_some(indent + mark + spaces)
}

/// A line of one mark only: `---`, `***`, `===`.
fn is_rule(line: &str, marks: &[char]) -> bool {
    let line = line.trim();
    let Some(mark) = line.chars().next().filter(|mark| marks.contains(mark)) else { return false };
    line.len() >= 3 && line.chars().all(|c| c == ' ' || c == mark)
}

/// `[id]: address`, which is not shown.
fn is_definition(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('[')
        && !line.starts_with("[^")
        && line.find("]:").is_some_and(|at| !line[..at].contains(' ') || line[at..].contains("://"))
}

struct Reader<'s> {
    source: &'s str,
    /// Bytes of the source to code points.
    points: OffsetMap,
    text: String,
    blocks: Vec<Block>,
    origin: OffsetMapBuilder,
    /// The paragraph in hand, marks and all.
    pending: Vec<Glyph>,
}

impl<'s> Reader<'s> {
    fn new(source: &'s str) -> Self {
        Reader {
            source,
            points: OffsetMap::identity(source),
            text: String::new(),
            blocks: Vec::new(),
            origin: OffsetMapBuilder::default(),
            pending: Vec::new(),
        }
    }

    fn front_matter(&mut self, matter: std::ops::Range<usize>, metadata: &mut Metadata) {
        let mut at = matter.start;
        for line in self.source[matter.clone()].split_inclusive('\n') {
            let start = at;
            at += line.len();
            let Some((key, value)) = line.split_once(':') else { continue };
            let bare = value.trim().trim_matches(['"', '\'']).trim();
            if bare.is_empty() {
                continue;
            }
            match key.trim().to_ascii_lowercase().as_str() {
                "title" => {
                    metadata.title = Some(bare.to_owned());
                    let from = start + key.len() + 1 + value.find(bare).unwrap_or(0);
                    self.gather(from, from + bare.len());
                    self.flush(Role::Title, false);
                }
                "author" | "byline" | "authors" => {
                    let names = bare.trim_matches(|c: char| matches!(c, '[' | ']') || c.is_whitespace());
                    metadata.byline = Some(names.to_owned()).filter(|names| !names.is_empty());
                }
                "date" | "published" => {
                    metadata.date = date_in(bare).map(|found| found.iso).filter(|iso| !iso.is_empty());
                }
                "lang" | "language" => metadata.language = language_code(bare),
                "site" | "source" | "publication" => metadata.site = Some(bare.to_owned()),
                _ => {}
            }
        }
    }

    fn body(&mut self, body: usize) {
        let mut at = body;
        let mut fenced: Option<&str> = None;
        for line in self.source[body..].split_inclusive('\n') {
            let start = at;
            at += line.len();
            let end = start + line.trim_end().len();
            if let Some(mark) = fenced {
                if fence(line) == Some(mark) {
                    fenced = None;
                } else if end > start {
                    self.gather(start, end);
                    self.flush(Role::Boilerplate, false);
                }
                continue;
            }
            // Quotation marks, then the mark of a list item.
            let quoted = line.len() - line.trim_start_matches([' ', '>']).len();
            let inner = if line.trim_start().starts_with('>') { quoted } else { 0 };
            let words = &line[inner..];
            if words.trim().is_empty() {
                self.flush(Role::Body, true);
            } else if let Some(mark) = fence(words) {
                self.flush(Role::Body, true);
                fenced = Some(mark);
            } else if !self.pending.is_empty() && is_rule(words, &['=', '-']) {
                let role = self.heading_role();
                self.flush(role, true);
            } else if is_rule(words, &['-', '*', '_']) {
                self.flush(Role::Body, true);
            } else if let Some((from, to)) = heading(words) {
                self.flush(Role::Body, true);
                self.gather(start + inner + from, start + inner + to);
                let role = self.heading_role();
                self.flush(role, true);
            } else if is_definition(words) {
                self.flush(Role::Body, true);
            } else if words.trim_start().starts_with('|') {
                self.flush(Role::Body, true);
                self.table_row(start + inner, end);
            } else {
                let item = list_item(words);
                if item.is_some() {
                    self.flush(Role::Body, true);
                }
                let from = start + inner + item.unwrap_or(0);
                if from < end {
                    self.gather(from, end);
                }
                if line.trim_end_matches(['\n', '\r']).ends_with("  ") {
                    self.flush(Role::Body, true); // a line break that the writer asked for
                }
            }
        }
        self.flush(Role::Body, true);
    }

    /// The first heading is the headline.
    fn heading_role(&self) -> Role {
        if self.blocks.iter().any(|block| block.role == Role::Title) { Role::Body } else { Role::Title }
    }

    fn table_row(&mut self, start: usize, end: usize) {
        let row = &self.source[start..end];
        if row.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t')) {
            return;
        }
        let mut at = start;
        for cell in row.split('|') {
            self.gather(at, at + cell.len());
            self.flush(Role::Body, true);
            at += cell.len() + 1;
        }
    }

    /// Adds a line's characters to the paragraph in hand.
    fn gather(&mut self, start: usize, end: usize) {
        if !self.pending.is_empty() {
            self.pending.push(Glyph { character: ' ', start, end: start, literal: false });
        }
        let mut at = start;
        while at < end {
            let Some((character, length)) = character(&self.source[at..end]) else { break };
            self.pending.push(Glyph {
                character,
                start: at,
                end: at + length,
                literal: length > character.len_utf8(),
            });
            at += length;
        }
    }

    /// Ends the paragraph in hand.
    fn flush(&mut self, role: Role, marked: bool) {
        let glyphs = std::mem::take(&mut self.pending);
        let glyphs = if marked { reduce(&glyphs) } else { glyphs };
        let is_space = |glyph: &Glyph| glyph.character.is_whitespace() || glyph.character.is_control();
        let Some(first) = glyphs.iter().position(|glyph| !is_space(glyph)) else { return };
        let last = glyphs.iter().rposition(|glyph| !is_space(glyph)).unwrap_or(first);
        if !self.text.is_empty() {
            for newline in ['\n', '\n'] {
                self.text.push(newline);
                self.origin.insert(newline);
            }
        }
        let start = self.text.len();
        let mut spaced = false;
        for glyph in &glyphs[first..=last] {
            let character = if is_space(glyph) { ' ' } else { glyph.character };
            if character == ' ' && spaced {
                continue;
            }
            spaced = character == ' ';
            let point = self.points.code_point(glyph.start as u32);
            self.origin.push(character, point, self.points.code_point(glyph.end as u32) - point);
            self.text.push(character);
        }
        self.blocks.push(Block { span: Span::new(start, self.text.len()), role });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &str) {
        let (parts, _) = read(source);
        let lines: Vec<&str> = parts.blocks.iter().map(|block| &parts.text[block.span.range()]).collect();
        assert_eq!(lines.join("|"), expected);
    }

    #[test]
    fn blocks() {
        check(
            "# Trump *wins*\n\nOne\ntwo.\n\n- a\n- b\n\n> quoted\n> words",
            "Trump wins|One two.|a|b|quoted words",
        );
        check("Title\n=====\n\n1. first\n2. second\n\n---\n\nend", "Title|first|second|end");
        check("# T\n\n| A | B |\n|---|---|\n| c | d |", "T|A|B|c|d");
        check("# T\n\n[x]: http://example.com\nBody.", "T|Body.");
    }

    #[test]
    fn front_matter_is_metadata() {
        let (parts, metadata) =
            read("---\ntitle: \"Trump and Putin\"\nauthor: Ann Lee\ndate: 2016-11-15\n---\n\nThey met.");
        assert_eq!(parts.text, "Trump and Putin\n\nThey met.");
        assert_eq!(metadata.date.as_deref(), Some("2016-11-15"));
        assert_eq!(metadata.byline.as_deref(), Some("Ann Lee"));
        assert_eq!(parts.origin.code_point(0), 12);
        let (parts, metadata) = read("---\nauthor: []\nsite: \" \"\ntitle: t\n---\nThey met.");
        assert_eq!((metadata.byline, metadata.site, parts.origin.code_point(0)), (None, None, 32));
        let language = |tag: &str| read(&format!("---\nlang: {tag}\n---\nThey met.")).1.language;
        assert_eq!(language("en-GB").as_deref(), Some("en"));
        assert_eq!(language("German"), None);
    }

    #[test]
    fn told_by_content() {
        assert!(is_markdown("# Title\n\nText."));
        assert!(is_markdown("See [Putin](http://example.com) and\n\n**Trump** won."));
        assert!(!is_markdown("Trump won.\n\n- said he (twice) [sic]\n\n#MAGA"));
        assert!(!is_markdown("[fbcomments width=\"100%\"]\nTo Top"));
    }
}
