//! Old workbooks of Excel (XLS): one stream of records (\[MS-XLS\]; those of Excel 5 and 95 differ in how they keep
//! texts).

use std::collections::BTreeMap;

use coterie_read::Source;
use encoding_rs::WINDOWS_1252;

use super::super::super::Desk;
use super::super::super::rtf::code_page;
use super::super::ole::Ole;
use super::biff::{Reader, Record, Records, Texts, kind};
use super::xlsb::unpacked;
use super::{Book, SAVE_AGAIN, cells};

/// Reads a workbook.
pub(crate) fn read(Source { name, bytes }: Source<'_>, desk: &mut Desk<'_>) {
    let stream = Ole::open(bytes).and_then(|ole| ole.stream("Workbook").or_else(|| ole.stream("Book")));
    let Some((stream, whole)) = stream else {
        return desk.error(name, "This Excel workbook is damaged: nothing in it can be read.", SAVE_AGAIN);
    };
    let mut book = Book::new(desk.budget.limits());
    book.is_damaged = !whole;
    let workbook = match Workbook::read(&stream) {
        Ok(workbook) => workbook,
        Err(Unread::Locked) => {
            let hint = "Open it in its program, save it without a password, and add that.";
            return desk.error(name, "This Excel workbook is locked with a password.", hint);
        }
        Err(Unread::Ancient) => {
            let hint = "Open it in Excel or LibreOffice, save it as .xlsx, and add that.";
            return desk.error(
                name,
                "This is a workbook of Excel 4 or older, which Coterie does not read.",
                hint,
            );
        }
    };
    for sheet in &workbook.sheets {
        book.begin(&sheet.name, sheet.hidden);
        workbook.sheet(stream.get(sheet.start..).unwrap_or_default(), &mut book);
    }
    book.finish(name, false, desk);
}

/// Why nothing is read.
enum Unread {
    Locked,
    Ancient,
}

struct Listed {
    name: String,
    start: usize,
    hidden: bool,
}

/// What the beginning of the stream says of the sheets that follow.
struct Workbook {
    sheets: Vec<Listed>,
    /// The texts that cells share.
    shared: Vec<String>,
    /// Of each style that cells have, whether it shows dates.
    dates: Vec<bool>,
    from_1904: bool,
    texts: Texts,
}

impl Workbook {
    fn read(stream: &[u8]) -> Result<Self, Unread> {
        let (mut codes, mut styles) = (BTreeMap::new(), Vec::new());
        let mut workbook = Workbook {
            sheets: Vec::new(),
            shared: Vec::new(),
            dates: Vec::new(),
            from_1904: false,
            texts: Texts::Unicode,
        };
        for record in Records::new(stream) {
            let mut reader = record.reader();
            match record.kind {
                kind::BOF => {
                    workbook.texts = match reader.short() {
                        Some(0x0500) => Texts::Bytes(WINDOWS_1252),
                        _ => Texts::Unicode,
                    };
                }
                0x0009 | 0x0209 | 0x0409 => return Err(Unread::Ancient),
                kind::FILE_PASS => return Err(Unread::Locked),
                kind::CODE_PAGE => {
                    let page = reader.short().and_then(|number| code_page(i32::from(number)));
                    if let (Some(page), Texts::Bytes(_)) = (page, workbook.texts) {
                        workbook.texts = Texts::Bytes(page);
                    }
                }
                kind::DATE_1904 => workbook.from_1904 = reader.short() == Some(1),
                kind::FORMAT => {
                    let id = reader.short();
                    let code = match workbook.texts {
                        Texts::Bytes(_) => workbook.texts.short(&mut reader),
                        Texts::Unicode => workbook.texts.long(&mut reader),
                    };
                    codes.extend(id.zip(code));
                }
                kind::XF => {
                    let style = reader.skip(2).and_then(|()| reader.short());
                    styles.push(style.unwrap_or(0));
                }
                kind::BOUND_SHEET => workbook.sheets.extend(workbook.listed(&mut reader)),
                kind::SST => workbook.shared = shared(&mut reader),
                kind::EOF => break,
                _ => {}
            }
        }
        workbook.dates =
            styles.iter().map(|id| cells::is_date(*id, codes.get(id).map(String::as_str))).collect();
        Ok(workbook)
    }

    /// A sheet; none where it has no cells.
    fn listed(&self, reader: &mut Reader<'_, '_>) -> Option<Listed> {
        let start = usize::try_from(reader.long()?).ok()?;
        let hidden = reader.byte()? & 3 != 0;
        let is_sheet = reader.byte()? == 0;
        let name = self.texts.short(reader)?;
        is_sheet.then_some(Listed { name, start, hidden })
    }

    /// Reads a sheet, which ends where the records say so.
    fn sheet(&self, stream: &[u8], book: &mut Book) {
        // Charts on the sheet stand in the midst of it, and have cells of their own.
        let mut depth = 0usize;
        // The place of a formula whose text follows.
        let mut reckoned = None;
        let mut records = Records::new(stream);
        for record in records.by_ref() {
            match record.kind {
                kind::BOF => depth += 1,
                kind::EOF if depth <= 1 => return,
                kind::EOF => depth -= 1,
                _ if depth > 1 => {}
                kind::STRING => {
                    let text = self.texts.long(&mut record.reader());
                    if let (Some((row, column)), Some(text)) = (reckoned.take(), text) {
                        book.cell(row, column, &text);
                    }
                }
                _ => {
                    if self.cell(&record, &mut reckoned, book).is_none() {
                        book.is_damaged = true;
                    }
                }
            }
            if book.is_done() {
                return;
            }
        }
        book.is_damaged = true;
    }

    /// Puts what a record holds into the book; none where it is too short for what it is.
    fn cell(&self, record: &Record<'_>, reckoned: &mut Option<(u32, usize)>, book: &mut Book) -> Option<()> {
        let is_cell = matches!(
            record.kind,
            kind::NUMBER
                | kind::RK
                | kind::MUL_RK
                | kind::LABEL
                | kind::R_STRING
                | kind::LABEL_SST
                | kind::BOOL_ERR
                | kind::FORMULA
        );
        if !is_cell {
            return Some(());
        }
        let mut reader = record.reader();
        let (row, column) = (u32::from(reader.short()?), usize::from(reader.short()?));
        if record.kind == kind::MUL_RK {
            // A style and a number each; what is left over is the last column.
            let length: usize = record.parts.iter().map(|part| part.len()).sum();
            for beside in 0..length.saturating_sub(6) / 6 {
                let style = reader.short()?;
                let number = unpacked(reader.long()?);
                book.cell(row, column + beside, &self.shown(number, style));
            }
            return Some(());
        }
        let style = reader.short()?;
        match record.kind {
            kind::NUMBER => {
                let number = reader.bytes().map(f64::from_le_bytes)?;
                book.cell(row, column, &self.shown(number, style));
            }
            kind::RK => {
                let number = unpacked(reader.long()?);
                book.cell(row, column, &self.shown(number, style));
            }
            kind::LABEL | kind::R_STRING => book.cell(row, column, &self.texts.long(&mut reader)?),
            kind::LABEL_SST => {
                let rank = usize::try_from(reader.long()?).ok()?;
                book.cell(row, column, self.shared.get(rank)?);
            }
            kind::BOOL_ERR => {
                if let [value, 0] = reader.bytes()? {
                    book.cell(row, column, if value == 0 { "FALSE" } else { "TRUE" });
                }
            }
            // A formula: what it came to, a number unless the last bytes say otherwise.
            _ => match reader.bytes::<8>()? {
                [0, .., 0xff, 0xff] => *reckoned = Some((row, column)),
                [1, _, value, .., 0xff, 0xff] => {
                    book.cell(row, column, if value == 0 { "FALSE" } else { "TRUE" });
                }
                [.., 0xff, 0xff] => {}
                number => book.cell(row, column, &self.shown(f64::from_le_bytes(number), style)),
            },
        }
        Some(())
    }

    fn shown(&self, number: f64, style: u16) -> String {
        let is_date = self.dates.get(usize::from(style)).copied().unwrap_or(false);
        cells::shown(number, is_date, self.from_1904)
    }
}

/// The texts that cells share (2.4.265); those before the damage where there is any.
fn shared(reader: &mut Reader<'_, '_>) -> Vec<String> {
    let mut texts = Vec::new();
    let count = reader.skip_to_texts().unwrap_or(0);
    for _ in 0..count {
        match reader.rich_text() {
            Some(text) => texts.push(text),
            None => break,
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::super::super::super::Limits;
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).expect("a short record");
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    /// A stream of one sheet of these cells, of a version, after what else it says at its beginning.
    fn stream(version: u16, globals: &[Vec<u8>], cells: &[Vec<u8>]) -> Vec<u8> {
        let begin = record(kind::BOF, &[&version.to_le_bytes()[..], &[5, 0]].concat());
        let globals = globals.concat();
        let name: &[u8] = if version == 0x0500 { b"\x01S" } else { b"\x01\x00S" };
        let start = u32::try_from(begin.len() + globals.len() + 4 + 6 + name.len() + 4).expect("a place");
        let sheet = record(kind::BOUND_SHEET, &[&start.to_le_bytes()[..], &[0, 0], name].concat());
        let end = record(kind::EOF, &[]);
        [&begin[..], &globals, &sheet, &end, &begin, &cells.concat(), &end].concat()
    }

    /// The rows of its sheets, their cells with `|` between them.
    fn rows(stream: &[u8]) -> String {
        let mut book = Book::new(&Limits::default());
        let workbook = Workbook::read(stream).unwrap_or_else(|_| panic!("a workbook"));
        for sheet in &workbook.sheets {
            book.begin(&sheet.name, sheet.hidden);
            workbook.sheet(stream.get(sheet.start..).unwrap_or_default(), &mut book);
        }
        book.end_row();
        let rows = book.sheets.iter().flat_map(|sheet| &sheet.rows).map(|row| row.join("|"));
        let damaged = if book.is_damaged { "damaged" } else { "" };
        rows.chain([damaged.to_owned()]).collect::<Vec<_>>().join("\n").trim().to_owned()
    }

    fn shared_cell(row: u8, text: u8) -> Vec<u8> {
        record(kind::LABEL_SST, &[row, 0, 0, 0, 0, 0, text, 0, 0, 0])
    }

    #[test]
    fn texts_that_go_on_in_the_next_record() {
        // Two texts: the first goes on with two bytes a sign, the second has two runs of looks and something more.
        let first = record(kind::SST, b"\x02\0\0\0\x02\0\0\0\x06\0\0Put");
        let second = record(kind::CONTINUE, b"\x01i\0n\0\x16\x04\x03\0\x0c\x02\0\x02\0\0\0Xi!");
        let third = record(kind::CONTINUE, b"\0\0\0\0\0\0\0\0??");
        let cells = [shared_cell(0, 0), shared_cell(1, 1), shared_cell(2, 7)];
        assert_eq!(rows(&stream(0x0600, &[first, second, third], &cells)), "PutinЖ\nXi!\ndamaged");
    }

    #[test]
    fn cells_of_each_kind() {
        let globals = [
            record(kind::FORMAT, b"\xa4\0\x08\0\0d.m.yyyy"),
            record(kind::XF, &[0, 0, 0, 0]),
            record(kind::XF, &[0, 0, 0xa4, 0]),
        ];
        let number = |column: u8, style: u8, number: f64| {
            record(kind::NUMBER, &[&[0, 0, column, 0, style, 0][..], &number.to_le_bytes()].concat())
        };
        let formula = |column: u8, value: [u8; 8]| {
            record(kind::FORMULA, &[&[0, 0, column, 0, 0, 0][..], &value, &[0; 8]].concat())
        };
        let packed = (42_689u32 << 2 | 2).to_le_bytes();
        let cells = [
            number(0, 0, 0.5),
            number(1, 1, 42_689.0),
            record(kind::RK, &[&[0, 0, 2, 0, 1, 0][..], &packed].concat()),
            record(kind::MUL_RK, &[&[0, 0, 3, 0, 0, 0][..], &packed, &[1, 0], &packed, &[4, 0]].concat()),
            formula(5, [0, 0, 0, 0, 0, 0, 0xff, 0xff]),
            record(kind::STRING, b"\x02\0\0Xi"),
            formula(6, 7.0f64.to_le_bytes()),
            formula(7, [1, 0, 1, 0, 0, 0, 0xff, 0xff]),
            formula(8, [2, 0, 7, 0, 0, 0, 0xff, 0xff]),
            record(kind::BOOL_ERR, &[0, 0, 9, 0, 0, 0, 1, 0]),
            // A chart, whose cells are its own.
            record(kind::BOF, &[0, 6, 0x20, 0]),
            number(0, 0, 9.0),
            record(kind::EOF, &[]),
            record(kind::LABEL, b"\x01\0\0\0\0\0\x02\0\x01\x16\x04\x17\x04"),
        ];
        assert_eq!(
            rows(&stream(0x0600, &globals, &cells)),
            "0.5|2016-11-15|2016-11-15|42689|2016-11-15|Xi|7|TRUE||TRUE\nЖЗ"
        );
    }

    #[test]
    fn workbooks_of_excel_95_have_texts_in_a_code_page() {
        let cells = [record(kind::LABEL, b"\0\0\0\0\0\0\x02\0\xc6\xc7")];
        let page = record(kind::CODE_PAGE, &1251u16.to_le_bytes());
        assert_eq!(rows(&stream(0x0500, &[page], &cells)), "ЖЗ");
    }

    #[test]
    fn what_is_locked_or_breaks_off() {
        let locked = stream(0x0600, &[record(kind::FILE_PASS, &[1, 0])], &[]);
        assert!(matches!(Workbook::read(&locked), Err(Unread::Locked)));
        assert!(matches!(Workbook::read(b"\x09\x02\x06\0\0\0\x10\0\0\0"), Err(Unread::Ancient)));
        let whole = stream(0x0600, &[], &[record(kind::LABEL, b"\0\0\0\0\0\0\x02\0\0Xi")]);
        assert_eq!(rows(&whole), "Xi");
        assert_eq!(rows(&whole[..whole.len() - 4]), "Xi\ndamaged");
    }
}
