//! OpenDocument's spreadsheets (ODS): cells hold what they show, and beside it their value.

use std::collections::BTreeSet;

use coterie_read::Source;

use super::super::super::xml::{Element, Piece, Xml};
use super::super::Parts;
use super::Book;

/// Reads a spreadsheet.
pub(crate) fn read(source: Source<'_>, parts: &mut Parts<'_, '_, '_>) {
    let mut book = Book::new(parts.desk.budget.limits());
    let before = parts.desk.count();
    if let Some(text) = parts.text("content.xml") {
        content(&text, &mut book);
    }
    let said = parts.desk.count() > before;
    book.finish(source.name, said, parts.desk);
}

fn content(text: &str, book: &mut Book) {
    let mut xml = Xml::new(text);
    let (mut style, mut hidden) = (String::new(), BTreeSet::new());
    let (mut row, mut column) = (0u32, 0usize);
    // What is repeated stands once in the file.
    let (mut rows, mut cells): (u32, Vec<Cell>) = (1, Vec::new());
    while let Some(piece) = xml.next_piece() {
        let Piece::Open(element) = piece else { continue };
        match element.name() {
            "style" => style = element.attribute("name").unwrap_or_default(),
            "table-properties" if element.is("display", "false") => {
                hidden.insert(std::mem::take(&mut style));
            }
            "table" => {
                put(&mut cells, row, rows, book);
                let own = element.attribute("style-name").unwrap_or_default();
                let name = element.attribute("name").unwrap_or_default();
                book.begin(&name, hidden.contains(&own));
                (row, rows) = (0, 1);
            }
            "table-row" => {
                put(&mut cells, row, rows, book);
                row = row.saturating_add(rows);
                rows = repeated(&element, "number-rows-repeated");
                column = 0;
            }
            "table-cell" | "covered-table-cell" => {
                let wide = usize::try_from(repeated(&element, "number-columns-repeated")).unwrap_or(1);
                let date = element.attribute("date-value");
                let own = element.attribute("string-value");
                let shown = shown(&mut xml);
                let words =
                    date.map(|date| date_of(&date)).or(own.filter(|_| shown.is_empty())).unwrap_or(shown);
                if !words.trim().is_empty() {
                    cells.push(Cell { column, wide, words });
                }
                column = column.saturating_add(wide);
            }
            // What was there before changes; the cells of charts; what other files say.
            "tracked-changes" | "forms" | "shapes" | "dde-links" | "database-ranges" => xml.skip(),
            _ => {}
        }
    }
    put(&mut cells, row, rows, book);
    book.is_damaged |= xml.is_broken;
}

/// A cell with words, as often beside itself as it is `wide`.
struct Cell {
    column: usize,
    wide: usize,
    words: String,
}

/// Puts a row into the book. Where the same row is repeated, the same article would be, so that it is read once.
fn put(cells: &mut Vec<Cell>, row: u32, rows: u32, book: &mut Book) {
    if !cells.is_empty() {
        book.again += u64::from(rows.saturating_sub(1));
    }
    for Cell { column, wide, words } in cells.drain(..) {
        // One more than is read, so that this is said.
        for beside in 0..wide.min(super::COLUMNS + 1) {
            book.cell(row, column.saturating_add(beside), &words);
        }
    }
}

fn repeated(element: &Element<'_>, name: &str) -> u32 {
    element.attribute(name).and_then(|times| times.parse().ok()).unwrap_or(1).max(1)
}

/// `2016-11-15T10:30:00` as a person writes it.
fn date_of(value: &str) -> String {
    let (day, time) = value.split_once('T').unwrap_or((value, ""));
    let time = time.get(..5).filter(|time| *time != "00:00").unwrap_or_default();
    format!("{day} {time}").trim_end().to_owned()
}

/// What the cell that was opened last shows: its paragraphs, but for remarks and what is drawn on it.
fn shown(xml: &mut Xml<'_>) -> String {
    let (mut depth, mut words, mut paragraphs) = (1usize, String::new(), 0usize);
    while depth > 0 {
        match xml.next_piece() {
            Some(Piece::Open(element)) => match element.name() {
                "annotation" | "frame" | "custom-shape" | "object" | "ruby-text" | "detective" | "table" => {
                    xml.skip();
                }
                name => {
                    match name {
                        "p" => {
                            paragraphs += 1;
                            if paragraphs > 1 {
                                words.push('\n');
                            }
                        }
                        "s" | "tab" => words.push(' '),
                        "line-break" => words.push('\n'),
                        _ => {}
                    }
                    depth += 1;
                }
            },
            Some(Piece::Close) => depth -= 1,
            // Between paragraphs stand the blanks of the file alone.
            Some(Piece::Words(more)) if paragraphs > 0 => words.push_str(&more),
            Some(Piece::Words(_)) => {}
            None => break,
        }
    }
    words
}
