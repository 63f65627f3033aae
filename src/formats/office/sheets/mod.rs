//! Spreadsheets: in each sheet, one article to a row.
//!
//! The four formats differ in how they keep cells and in nothing else: each reader puts the cells of a file into a
//! [`Book`], as text, and [`Book::finish`] makes articles of its rows as of those of any table.
//!
//! Why not the library for it (calamine): a wrong byte can make it panic or fill the memory, which ends a program that
//! reads a folder of files (decision 9 has the figures).
//!
//! **Invariant:** what a file unpacks to is bounded by the limits of archives, and so is what its cells hold together:
//! a cell may name a long text that a million others name as well.

mod biff;
mod cells;
mod ods;
mod xls;
mod xlsb;
mod xlsx;

pub(super) use ods::read as read_ods;
pub(super) use xls::read as read_xls;

use coterie_read::Source;

use super::super::{Desk, Limits, Spent, table};
use super::Parts;

/// The most rows that are read of a sheet.
const ROWS: usize = 100_000;

/// The most columns: articles stand in the first of them.
const COLUMNS: usize = 500;

/// The most sheets that are named.
const MOST_NAMED: usize = 12;

/// What to do about a file that cannot be read.
const SAVE_AGAIN: &str = "Open it in its program, save it again, and add that.";

/// Reads a workbook of Excel that is a ZIP archive.
pub(super) fn read(source: Source<'_>, parts: &mut Parts<'_, '_, '_>) {
    let mut book = Book::new(parts.desk.budget.limits());
    let before = parts.desk.count();
    if find(parts, "xl/workbook.bin").is_some() {
        xlsb::read(parts, &mut book);
    } else {
        xlsx::read(parts, &mut book);
    }
    let said = parts.desk.count() > before;
    book.finish(source.name, said, parts.desk);
}

/// The name that a part has in the archive: some programs write names in letters of another size.
fn find(parts: &Parts<'_, '_, '_>, path: &str) -> Option<String> {
    if parts.package.has(path) {
        return Some(path.to_owned());
    }
    parts.package.names().find(|name| name.eq_ignore_ascii_case(path)).map(str::to_owned)
}

/// A sheet as a workbook lists it.
struct Listed {
    name: String,
    /// Where its cells are.
    path: String,
    hidden: bool,
}

/// A sheet that was read.
#[derive(Debug)]
struct Sheet {
    name: String,
    hidden: bool,
    rows: Vec<Vec<String>>,
    /// Whether it has more rows than are read.
    is_long: bool,
    /// Whether it has more columns than are read.
    is_wide: bool,
}

/// The sheets of a file as they are read.
#[derive(Debug)]
struct Book {
    sheets: Vec<Sheet>,
    /// The row that is being read: its number in the sheet, and its cells.
    row: (u32, Vec<String>),
    /// How many bytes the cells may still hold.
    room: u64,
    /// Whether there was no room for all of them.
    is_full: bool,
    /// Whether a part of the file is damaged.
    is_damaged: bool,
    /// How many rows repeat the one above, and so were read once.
    again: u64,
}

impl Book {
    fn new(limits: &Limits) -> Self {
        Book {
            sheets: Vec::new(),
            row: (0, Vec::new()),
            room: limits.file,
            is_full: false,
            is_damaged: false,
            again: 0,
        }
    }

    /// Begins a sheet.
    fn begin(&mut self, name: &str, hidden: bool) {
        self.end_row();
        let name = name.to_owned();
        self.sheets.push(Sheet { name, hidden, rows: Vec::new(), is_long: false, is_wide: false });
    }

    /// Adds a cell of the sheet that was begun last, at its place counted from 0. Rows without cells leave no trace.
    fn cell(&mut self, row: u32, column: usize, text: &str) {
        if row != self.row.0 {
            self.end_row();
            self.row.0 = row;
        }
        let Some(sheet) = self.sheets.last_mut() else { return };
        if text.trim().is_empty() || sheet.is_long || self.is_full {
            return;
        }
        if column >= COLUMNS {
            sheet.is_wide = true;
            return;
        }
        if sheet.rows.len() >= ROWS {
            sheet.is_long = true;
            return;
        }
        let cells = &mut self.row.1;
        let more = (column + 1).saturating_sub(cells.len()) * size_of::<String>() + text.len();
        match self.room.checked_sub(more as u64) {
            Some(room) => self.room = room,
            None => {
                self.is_full = true;
                return;
            }
        }
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        if let Some(cell) = cells.get_mut(column) {
            text.clone_into(cell);
        }
    }

    /// Ends the row that is being read.
    fn end_row(&mut self) {
        let cells = std::mem::take(&mut self.row.1);
        if let Some(sheet) = self.sheets.last_mut()
            && !cells.is_empty()
        {
            sheet.rows.push(cells);
        }
    }

    /// Whether no more of this sheet is read.
    fn is_done(&self) -> bool {
        self.is_full || self.sheets.last().is_some_and(|sheet| sheet.is_long)
    }

    /// Makes articles of the rows. `said` is whether something was said of the file already.
    fn finish(self, name: &str, said: bool, desk: &mut Desk<'_>) {
        let is_damaged = self.is_damaged;
        let articles = desk.articles();
        self.put(name, said, desk);
        if is_damaged && desk.articles() == articles {
            let message = "This spreadsheet is damaged: no article in it can be read.";
            desk.error(
                name,
                message,
                "Download or copy it again, or open it in its program and save it again.",
            );
        } else if is_damaged {
            let message = "This file is damaged: only what stands before the damage was read.";
            let hint = "Open it in its program, save it again, and add that if something is missing.";
            desk.warn(name, message, hint);
        }
    }

    fn put(mut self, name: &str, said: bool, desk: &mut Desk<'_>) {
        self.end_row();
        if self.is_full {
            desk.spent(name, Spent::File);
        }
        if self.again > 0 {
            desk.note(
                name,
                format!("Rows that repeat the row above were read once: {} of them.", self.again),
            );
        }
        self.sheets.retain(|sheet| !sheet.rows.is_empty());
        let (hidden, shown): (Vec<Sheet>, Vec<Sheet>) =
            self.sheets.into_iter().partition(|sheet| sheet.hidden);
        let several = hidden.len() + shown.len() > 1;
        let (all, mut left_out) = (shown.len(), Vec::new());
        for sheet in shown {
            let own = if several { format!("{name}/{}", sheet.name) } else { name.to_owned() };
            if let Err(why) = table::articles(&own, sheet.rows, desk) {
                left_out.push((sheet.name, why));
                continue;
            }
            if sheet.is_long {
                let message = format!("Only the first {ROWS} of its rows were read.");
                desk.warn(&own, message, "Split the sheet into several files.");
            }
            if sheet.is_wide {
                let message = format!("Only the first {COLUMNS} of its columns were read.");
                desk.warn(
                    &own,
                    message,
                    "Move the columns of the articles to the front if they are missing.",
                );
            }
        }
        let hidden: Vec<String> = hidden.into_iter().map(|sheet| sheet.name).collect();
        if all > left_out.len() || all == 0 {
            let names: Vec<String> = left_out.into_iter().map(|(name, _)| name).collect();
            note(&names, "no column of articles", name, desk);
        } else if self.is_damaged {
            // Where texts are lost, so are columns.
        } else {
            // Each asks for its columns.
            left_out.into_iter().take(MOST_NAMED).for_each(|(_, without)| desk.say(*without));
        }
        if all == 0 && !hidden.is_empty() {
            let message = format!("All its sheets with something in them are hidden: {}.", listed(&hidden));
            desk.error(name, message, "Show them in the spreadsheet program, save the file, and add that.");
        } else if !hidden.is_empty() {
            let message = format!("What is hidden in the spreadsheet was left out: {}.", listed(&hidden));
            desk.note(name, message);
        } else if all == 0 && !said && !self.is_damaged && !self.is_full {
            desk.error(
                name,
                "There is nothing in the sheets of this file.",
                "Choose one with an article to a row.",
            );
        }
    }
}

/// Says that these sheets were left out, if there are any.
fn note(sheets: &[String], why: &str, name: &str, desk: &mut Desk<'_>) {
    match sheets {
        [] => {}
        [one] => desk.note(name, format!("The sheet “{one}” has {why} and was left out.")),
        many => desk.note(name, format!("These sheets have {why} and were left out: {}.", listed(many))),
    }
}

/// Names of sheets, the first of them where there are many.
fn listed(names: &[String]) -> String {
    let mut shown: Vec<String> = names.iter().take(MOST_NAMED).map(|name| format!("“{name}”")).collect();
    if names.len() > MOST_NAMED {
        shown.push(format!("and {} more", names.len() - MOST_NAMED));
    }
    shown.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(rows: u32, columns: usize, limits: &Limits) -> Book {
        let mut book = Book::new(limits);
        book.begin("S", false);
        for row in 0..rows {
            for column in 0..columns {
                book.cell(row, column, "Trump");
            }
        }
        book.end_row();
        book
    }

    #[test]
    fn rows_and_columns_end_somewhere() {
        let most = u32::try_from(ROWS).expect("a row");
        let book = filled(most + 9, 1, &Limits::default());
        assert_eq!((book.sheets[0].rows.len(), book.sheets[0].is_long, book.is_done()), (ROWS, true, true));
        let book = filled(2, COLUMNS + 9, &Limits::default());
        assert_eq!(
            (book.sheets[0].rows[1].len(), book.sheets[0].is_wide, book.is_done()),
            (COLUMNS, true, false)
        );
    }

    #[test]
    fn what_cells_hold_together_ends_somewhere() {
        let book = filled(1000, 10, &Limits { file: 100_000, ..Limits::default() });
        let held: usize =
            book.sheets[0].rows.iter().map(|row| row.len() * size_of::<String>() + row.concat().len()).sum();
        assert!(book.is_full && held <= 100_000 && held > 99_000, "{held}");
    }
}
