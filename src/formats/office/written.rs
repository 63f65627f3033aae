//! Paragraphs, tables and text boxes as they come, to the paragraphs of an article.

use coterie_read::{Draft, Role};

use super::properties;
use crate::record::{line, without_by};
use crate::when::{self, Order};

/// How deeply text boxes and tables may stand in each other; deeper ones join what they stand in.
const DEEPEST: usize = 64;

/// How many of the first paragraphs may hold the title.
const LOOK_AT: usize = 5;

/// A paragraph.
type Paragraph = (Role, String);

/// What was read of a document so far.
#[derive(Default)]
pub(crate) struct Written {
    /// Finished paragraphs, in order.
    paragraphs: Vec<Paragraph>,
    /// Paragraphs that have begun: one, and one more for each text box in it.
    open: Vec<Paragraph>,
    /// Rows that have begun: the cells of one, and of one more for each table in it.
    rows: Vec<Vec<Vec<Paragraph>>>,
    /// Paragraphs of text boxes: they follow the paragraph that they stand in.
    after: Vec<Paragraph>,
    /// How many paragraphs and rows have begun beyond the depth.
    too_deep: (usize, usize),
}

impl Written {
    /// A paragraph begins.
    pub(crate) fn begin(&mut self, role: Role) {
        if self.open.len() >= DEEPEST {
            self.too_deep.0 += 1;
            return self.push(" ");
        }
        self.open.push((role, String::new()));
    }

    /// The paragraph turns out to be of this role.
    pub(crate) fn set_role(&mut self, role: Role) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.0 = role;
        }
    }

    /// Whether a paragraph has begun.
    pub(crate) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Words of the paragraph.
    pub(crate) fn push(&mut self, words: &str) {
        if let Some((_, written)) = self.open.last_mut() {
            // What breaks a line of the file is no break that a person made.
            written.extend(words.chars().map(|c| if c == '\n' { ' ' } else { c }));
        }
    }

    /// A line of the paragraph ends; an empty line parts it in two.
    pub(crate) fn line(&mut self) {
        if let Some((_, written)) = self.open.last_mut() {
            written.push('\n');
        }
    }

    /// The paragraph is parted in two: by a page's or a column's end.
    pub(crate) fn part(&mut self) {
        self.line();
        self.line();
    }

    /// The paragraph ends.
    pub(crate) fn end(&mut self) {
        if self.too_deep.0 > 0 {
            self.too_deep.0 -= 1;
            return self.push(" ");
        }
        let Some((role, words)) = self.open.pop() else { return };
        for part in words.split("\n\n").filter(|part| !part.trim().is_empty()) {
            self.deliver((role, part.to_owned()));
        }
        if self.open.is_empty() && self.rows.is_empty() {
            self.paragraphs.append(&mut self.after);
        }
    }

    fn deliver(&mut self, paragraph: Paragraph) {
        match self.rows.last_mut() {
            Some(cells) => match cells.last_mut() {
                Some(cell) => cell.push(paragraph),
                None => cells.push(vec![paragraph]),
            },
            None if self.open.is_empty() => self.paragraphs.push(paragraph),
            None => self.after.push(paragraph),
        }
    }

    /// A table's row begins.
    pub(crate) fn begin_row(&mut self) {
        if self.rows.len() >= DEEPEST {
            self.too_deep.1 += 1;
        } else {
            self.rows.push(Vec::new());
        }
    }

    /// A cell of the row begins.
    pub(crate) fn begin_cell(&mut self) {
        if let Some(cells) = self.rows.last_mut() {
            cells.push(Vec::new());
        }
    }

    /// The row ends: it is one paragraph, unless it holds whole paragraphs side by side.
    pub(crate) fn end_row(&mut self) {
        if self.too_deep.1 > 0 {
            self.too_deep.1 -= 1;
            return;
        }
        let mut cells = self.rows.pop().unwrap_or_default();
        cells.retain(|cell| !cell.is_empty());
        if cells.len() > 1 && cells.iter().all(|cell| cell.len() == 1) {
            let words: Vec<&str> = cells.iter().flatten().map(|(_, words)| words.trim()).collect();
            let role = cells.iter().flatten().next().map_or(Role::Body, |&(role, _)| role);
            self.deliver((role, words.join(" | ")));
        } else {
            cells.into_iter().flatten().for_each(|paragraph| self.deliver(paragraph));
        }
    }

    /// The row was deleted.
    pub(crate) fn drop_row(&mut self) {
        if self.too_deep.1 > 0 {
            self.too_deep.1 -= 1;
        } else {
            self.rows.pop();
        }
    }

    /// Whether a row has begun.
    pub(crate) fn is_in_row(&self) -> bool {
        !self.rows.is_empty()
    }

    /// How many rows have begun, in each other.
    pub(crate) fn row_depth(&self) -> usize {
        self.rows.len()
    }

    /// Adds what another has, after all of this.
    pub(crate) fn append(&mut self, mut other: Written) {
        self.close();
        other.close();
        self.paragraphs.append(&mut other.paragraphs);
    }

    /// Ends what has begun, where a document breaks off.
    fn close(&mut self) {
        self.too_deep = (0, 0);
        while self.is_open() {
            self.end();
        }
        while self.is_in_row() {
            self.end_row();
        }
        self.paragraphs.append(&mut self.after);
    }

    /// Adds all of it to a draft. A paragraph that the document
    /// calls its title is its title; else one of the first that says what the draft's title does.
    pub(crate) fn finish(mut self, draft: &mut Draft) {
        self.close();
        let mut is_titled = self.paragraphs.iter().any(|(role, _)| *role == Role::Title);
        if is_titled {
            draft.metadata.title = None;
        } else if let Some(title) = &draft.metadata.title {
            let same = |words: &str| words.split_whitespace().eq(title.split_whitespace());
            let first = self.paragraphs.iter_mut().take(LOOK_AT);
            if let Some(paragraph) = first.into_iter().find(|(role, words)| role.counts() && same(words)) {
                paragraph.0 = Role::Title;
            }
        }
        is_titled = false;
        stated(&self.paragraphs, draft);
        for (role, words) in self.paragraphs {
            // The title is one paragraph: later ones of its kind are headings.
            let role = if role == Role::Title && is_titled { Role::Body } else { role };
            is_titled |= role == Role::Title;
            draft.add(role, &words);
        }
    }
}

/// Takes from the paragraphs that the document calls its author's and its date's what they say: it tells more than when
/// the file was made, and by whom.
fn stated(paragraphs: &[Paragraph], draft: &mut Draft) {
    let mut authors = Vec::new();
    for (_, words) in paragraphs.iter().filter(|(role, _)| *role == Role::Byline) {
        match when::stated(words, Order::Unknown) {
            Some(date) => {
                draft.metadata.date = Some(date);
            }
            None => authors.extend(line(words).map(|words| without_by(&words))),
        }
    }
    if !authors.is_empty() {
        draft.metadata.byline = Some(authors.join(", "));
    }
    properties::guess(&mut draft.metadata);
}
