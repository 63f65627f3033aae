//! What the signs of rich text do.

use std::collections::BTreeMap;

use coterie_read::{Draft, Format, Role};
use encoding_rs::{Encoding, WINDOWS_1252};

use super::super::office::{self, Written};
use super::charset::{self, Charset};
use super::destination::{self, Destination};
use super::tokens::Token;

/// How deeply groups may stand in each other; deeper ones change what they stand in.
pub(super) const DEEPEST: usize = 1000;

/// What braces keep and give back.
#[derive(Clone, Copy)]
struct State {
    destination: Destination,
    /// Where words went before they went nowhere: text boxes and `\upr` stand in what old programs pass over.
    outer: Destination,
    font: i32,
    /// How many signs after `\u` say the same for old programs.
    repeats: u32,
    is_hidden: bool,
    is_deleted: bool,
    is_in_table: bool,
}

/// The state, and what was read so far.
pub(super) struct Reader {
    state: State,
    kept: Vec<State>,
    /// Groups beyond the depth.
    too_deep: usize,
    /// `\*` came: what follows may be passed over by who does not know it.
    is_optional: bool,
    page: &'static Encoding,
    fonts: BTreeMap<i32, Charset>,
    /// The font that `\f` without number means.
    default_font: i32,
    /// The style that is being described, and the roles of those that have one.
    style: i32,
    styles: BTreeMap<i32, Role>,
    /// Signs to pass over after `\u`.
    passing: u32,
    /// The first half of a character beyond the first 65,536.
    high: Option<u16>,
    /// Bytes of a code page that are not yet read.
    bytes: Vec<u8>,
    bytes_charset: Charset,
    /// Words that are not the text's: of the title, the author, a style's name.
    aside: String,
    written: Written,
    notes: Written,
    furniture: Written,
    draft: Draft,
    date: (i32, i32, i32),
}

impl Reader {
    pub(super) fn new() -> Self {
        let state = State {
            destination: Destination::Body,
            outer: Destination::Body,
            font: 0,
            repeats: 1,
            is_hidden: false,
            is_deleted: false,
            is_in_table: false,
        };
        Reader {
            state,
            kept: Vec::new(),
            too_deep: 0,
            is_optional: false,
            page: WINDOWS_1252,
            fonts: BTreeMap::new(),
            default_font: 0,
            style: 0,
            styles: BTreeMap::new(),
            passing: 0,
            high: None,
            bytes: Vec::new(),
            bytes_charset: Charset::Document,
            aside: String::new(),
            written: Written::default(),
            notes: Written::default(),
            furniture: Written::default(),
            draft: Draft::new(Format::Office),
            date: (0, 0, 0),
        }
    }

    /// How many groups are open.
    pub(super) fn depth(&self) -> usize {
        self.kept.len() + self.too_deep
    }

    /// Reads a sign.
    pub(super) fn token(&mut self, token: Token<'_>) {
        if self.passing > 0 {
            self.passing -= 1;
            match token {
                Token::Byte(_) | Token::Sign(_) => return,
                // A brace ends what is passed over, and a word is one that the writer forgot to repeat.
                Token::Open | Token::Close | Token::Word(..) => self.passing = 0,
            }
        }
        if !matches!(token, Token::Byte(_)) {
            self.flush();
        }
        let is_optional = std::mem::take(&mut self.is_optional);
        match token {
            Token::Open if self.kept.len() >= DEEPEST => self.too_deep += 1,
            Token::Open => self.kept.push(self.state),
            Token::Close => self.close(),
            Token::Byte(byte) => self.byte(byte),
            Token::Sign(b'*') => self.is_optional = true,
            Token::Sign(b'~') => self.push(" "),
            Token::Sign(b'_') => self.push("-"),
            Token::Sign(_) => {}
            Token::Word(name, number) => self.word(name, number, is_optional),
        }
    }

    fn close(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(outer) = self.kept.pop() else { return };
        let ended = self.state.destination;
        self.state = outer;
        // Styles stand in groups of their own within the list of styles.
        if ended == Destination::Style {
            let words = std::mem::take(&mut self.aside);
            if let Some(role) = destination::style(words.trim_end_matches(';').trim()) {
                self.styles.insert(self.style, role);
            }
        }
        if ended == outer.destination {
            return;
        }
        let words = if ended.is_aside() { std::mem::take(&mut self.aside) } else { String::new() };
        let metadata = &mut self.draft.metadata;
        match ended {
            Destination::Title => metadata.title = office::title(&words).or(metadata.title.take()),
            Destination::Author => metadata.byline = office::author(&words).or(metadata.byline.take()),
            // The Unicode form of words within a note does not end it.
            _ if outer.destination == Destination::Nowhere && ended != Destination::TextBox => {}
            Destination::Note => self.notes.end(),
            Destination::Furniture => self.furniture.end(),
            Destination::TextBox => self.written.end(),
            _ => {}
        }
    }

    fn byte(&mut self, byte: u8) {
        let charset = self.fonts.get(&self.state.font).copied().unwrap_or(Charset::Document);
        if charset != self.bytes_charset {
            self.flush();
            self.bytes_charset = charset;
        }
        if self.state.destination != Destination::Nowhere {
            self.bytes.push(byte);
        }
    }

    /// Reads the bytes so far: a character may have taken two.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        match self.bytes_charset {
            Charset::Symbol => self.push(" "),
            Charset::Document => self.push(&self.page.decode_without_bom_handling(&bytes).0),
            Charset::Of(encoding) => self.push(&encoding.decode_without_bom_handling(&bytes).0),
        }
    }

    /// Adds words where they go.
    fn push(&mut self, words: &str) {
        self.high = None;
        let destination = self.state.destination;
        if destination.is_aside() {
            self.aside.push_str(words);
        } else if let Some(written) = self.target() {
            if !written.is_open() {
                written.begin(if destination == Destination::Furniture {
                    Role::Boilerplate
                } else {
                    Role::Body
                });
            }
            written.push(words);
        }
    }

    /// Where the text's words go; none where they are not shown.
    fn target(&mut self) -> Option<&mut Written> {
        if self.state.is_hidden || self.state.is_deleted {
            return None;
        }
        match self.state.destination {
            Destination::Body | Destination::TextBox => Some(&mut self.written),
            Destination::Note => Some(&mut self.notes),
            Destination::Furniture => Some(&mut self.furniture),
            _ => None,
        }
    }

    /// A paragraph ends.
    fn paragraph(&mut self) {
        let (is_body, is_in_table) = (self.state.destination == Destination::Body, self.state.is_in_table);
        let is_box = self.state.destination == Destination::TextBox;
        if let Some(written) = self.target() {
            match (is_in_table, written.is_in_row()) {
                (false, true) if is_body => written.end_row(),
                (true, false) if is_body => written.begin_row(),
                _ => {}
            }
            written.end();
            // The paragraph that the box stands in has begun too.
            if is_box {
                written.begin(Role::Body);
            }
        }
    }

    /// A cell ends, of a table or (`level` 2) of a table in a table; the row that it stands in may not have begun.
    fn cell(&mut self, level: usize) {
        if self.state.destination == Destination::TextBox {
            return self.paragraph();
        }
        if let Some(written) = self.target() {
            while written.row_depth() < level {
                written.begin_row();
            }
            written.end();
            written.begin_cell();
        }
    }

    /// A row ends, and those in it.
    fn row(&mut self, level: usize) {
        if self.state.destination == Destination::TextBox {
            return;
        }
        if let Some(written) = self.target() {
            written.end();
            while written.row_depth() >= level {
                written.end_row();
            }
        }
    }

    /// A character as `\u`: a number of 16 bits, which may be written as negative.
    fn unicode(&mut self, number: i32) {
        let unit = (number & 0xffff) as u16;
        let high = self.high.take();
        match unit {
            0xd800..0xdc00 => self.high = Some(unit),
            0xdc00..0xe000 => {
                let pair = char::decode_utf16([high.unwrap_or(0), unit]).last();
                let character = pair.and_then(Result::ok).unwrap_or('\u{fffd}');
                self.push(character.encode_utf8(&mut [0; 4]));
            }
            // Word writes the signs of symbol fonts here.
            0xf000..0xf100 => self.push(" "),
            _ => {
                // Some programs write the number of the whole character.
                let number = if number > 0xffff { number as u32 } else { u32::from(unit) };
                let character = char::from_u32(number).unwrap_or('\u{fffd}');
                self.push(character.encode_utf8(&mut [0; 4]));
            }
        }
        self.passing = self.state.repeats;
    }

    fn word(&mut self, name: &str, number: Option<i32>, is_optional: bool) {
        let State { destination: now, outer, .. } = self.state;
        match destination::of(name, is_optional, now, outer) {
            // Words go on where they went.
            Some(destination) if destination == outer && now == Destination::Nowhere => {
                self.state.destination = destination;
                return;
            }
            Some(destination) => return self.enter(destination),
            None => {}
        }
        let is_on = number != Some(0);
        match name {
            "par" | "sect" | "page" | "column" => self.paragraph(),
            "line" | "softline" => {
                if let Some(written) = self.target() {
                    written.line();
                }
            }
            "tab" | "emspace" | "enspace" | "qmspace" => self.push(" "),
            "cell" => self.cell(1),
            "nestcell" => self.cell(2),
            "row" => self.row(1),
            "nestrow" => self.row(2),
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => {
                self.state.repeats =
                    number.and_then(|number| u32::try_from(number).ok()).unwrap_or(1).min(16);
            }
            "f" if self.state.destination == Destination::Fonts => {
                self.state.font = number.unwrap_or(0);
                self.fonts.insert(self.state.font, Charset::Document);
            }
            "f" => self.state.font = number.unwrap_or(self.default_font),
            "fcharset" => {
                self.fonts.insert(self.state.font, charset::font(number.unwrap_or(1)));
            }
            "cpg" if self.state.destination == Destination::Fonts => {
                if let Some(encoding) = number.and_then(charset::code_page) {
                    self.fonts.insert(self.state.font, Charset::Of(encoding));
                }
            }
            "deff" => {
                self.default_font = number.unwrap_or(0);
                self.state.font = self.default_font;
            }
            "ansicpg" => self.page = number.and_then(charset::code_page).unwrap_or(self.page),
            "mac" => self.page = encoding_rs::MACINTOSH,
            "v" => self.state.is_hidden = is_on,
            "deleted" => self.state.is_deleted = is_on,
            "plain" => {
                self.state.is_hidden = false;
                self.state.font = self.default_font;
            }
            "pard" => self.state.is_in_table = false,
            "intbl" => self.state.is_in_table = is_on,
            "s" if self.state.destination == Destination::Style => self.style = number.unwrap_or(0),
            "s" => self.styled(number.unwrap_or(0)),
            "yr" | "mo" | "dy" if self.state.destination == Destination::Created => {
                let number = number.unwrap_or(0);
                match name {
                    "yr" => self.date.0 = number,
                    "mo" => self.date.1 = number,
                    _ => self.date.2 = number,
                }
            }
            _ => {
                if let Some(sign) = destination::character(name) {
                    self.push(sign);
                }
            }
        }
    }

    /// The paragraph has a style: it may be the title's, or that of a table of contents.
    fn styled(&mut self, style: i32) {
        let role = self.styles.get(&style).copied().unwrap_or(Role::Body);
        if self.state.destination == Destination::Body && (role != Role::Body || self.written.is_open()) {
            if !self.written.is_open() {
                self.written.begin(Role::Body);
            }
            self.written.set_role(role);
        }
    }

    /// Words go elsewhere until the group ends.
    fn enter(&mut self, destination: Destination) {
        if destination == Destination::Nowhere {
            if self.state.destination != Destination::Nowhere {
                self.state.outer = self.state.destination;
            }
        } else if destination.is_aside() {
            self.aside.clear();
        }
        match destination {
            // Notes follow the text; each begins a paragraph.
            Destination::Note => self.notes.end(),
            Destination::TextBox => self.written.begin(Role::Body),
            _ => {}
        }
        self.state.destination = destination;
    }

    /// What was read.
    pub(super) fn finish(mut self) -> Draft {
        self.flush();
        let (year, month, day) = self.date;
        if (1900..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day) {
            self.draft.metadata.date = Some(format!("{year:04}-{month:02}-{day:02}"));
        }
        office::guess(&mut self.draft.metadata);
        self.written.append(self.notes);
        self.written.append(self.furniture);
        self.written.finish(&mut self.draft);
        self.draft
    }
}
