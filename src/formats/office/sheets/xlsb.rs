//! Excel's binary workbooks (XLSB): the parts of [`super::xlsx`] as rows of records (\[MS-XLSB\]).

use std::collections::BTreeMap;

use super::super::Parts;
use super::xlsx::relations;
use super::{Book, Listed, cells, find};

/// Reads a workbook.
pub(super) fn read(parts: &mut Parts<'_, '_, '_>, book: &mut Book) {
    let (sheets, from_1904) = listed(parts, book);
    let styles = part(parts, "xl/styles.bin");
    let dates = dates(&styles);
    let texts = part(parts, "xl/sharedStrings.bin");
    let texts = texts_of(&texts, book);
    for sheet in sheets {
        let Some(path) = find(parts, &sheet.path) else {
            book.is_damaged = true;
            continue;
        };
        let Some(bytes) = parts.bytes(&path) else { continue };
        book.begin(&sheet.name, sheet.hidden);
        sheet_of(&bytes, &texts, &dates, from_1904, book);
    }
}

fn part(parts: &mut Parts<'_, '_, '_>, path: &str) -> Vec<u8> {
    find(parts, path).and_then(|path| parts.bytes(&path)).unwrap_or_default()
}

/// The kinds of records that matter (2.3.2).
mod kind {
    pub(super) const ROW: u16 = 0;
    pub(super) const CELL_RK: u16 = 2;
    pub(super) const CELL_BOOL: u16 = 4;
    pub(super) const CELL_REAL: u16 = 5;
    pub(super) const CELL_ST: u16 = 6;
    pub(super) const CELL_ISST: u16 = 7;
    pub(super) const FMLA_STRING: u16 = 8;
    pub(super) const FMLA_NUM: u16 = 9;
    pub(super) const FMLA_BOOL: u16 = 10;
    pub(super) const SST_ITEM: u16 = 19;
    pub(super) const FMT: u16 = 44;
    pub(super) const XF: u16 = 47;
    pub(super) const CELL_RSTRING: u16 = 62;
    pub(super) const END_SHEET_DATA: u16 = 146;
    pub(super) const WB_PROP: u16 = 153;
    pub(super) const BUNDLE_SH: u16 = 156;
    pub(super) const BEGIN_CELL_XFS: u16 = 617;
    pub(super) const END_CELL_XFS: u16 = 618;
}

/// Records: a kind of one byte or two, a length of up to four, and as many bytes.
struct Records<'b> {
    rest: &'b [u8],
    /// Whether the part breaks off.
    is_broken: bool,
}

impl<'b> Records<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        Records { rest: bytes, is_broken: false }
    }

    fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    fn record(&mut self) -> Option<(u16, &'b [u8])> {
        let first = self.byte()?;
        let mut kind = u16::from(first & 0x7f);
        if first & 0x80 != 0 {
            kind |= u16::from(self.byte()? & 0x7f) << 7;
        }
        let mut length = 0usize;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            length |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        let (data, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some((kind, data))
    }
}

impl<'b> Iterator for Records<'b> {
    type Item = (u16, &'b [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let record = self.record();
        self.is_broken |= record.is_none();
        if record.is_none() {
            self.rest = &[];
        }
        record
    }
}

fn short(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

fn long(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

/// A text and what follows it: its length, and as many units of UTF-16 (2.5.168).
fn wide(data: &[u8], at: usize) -> Option<(String, usize)> {
    let length = long(data, at)?;
    // What is not there at all.
    let length = if length == u32::MAX { 0 } else { usize::try_from(length).ok()? };
    let start = at.checked_add(4)?;
    let end = start.checked_add(length.checked_mul(2)?)?;
    let units = data.get(start..end)?.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit));
    let text = char::decode_utf16(units).map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    Some((text, end))
}

/// The sheets in their order, and whether days are counted from 1904.
fn listed(parts: &mut Parts<'_, '_, '_>, book: &mut Book) -> (Vec<Listed>, bool) {
    let text = find(parts, "xl/_rels/workbook.bin.rels").and_then(|path| parts.text(&path));
    let relations = text.map(|text| relations(&text)).unwrap_or_default();
    let bytes = part(parts, "xl/workbook.bin");
    let (mut sheets, mut from_1904) = (Vec::new(), false);
    let mut records = Records::new(&bytes);
    for (kind, data) in records.by_ref() {
        match kind {
            kind::WB_PROP => from_1904 = data.first().is_some_and(|flags| flags & 1 != 0),
            kind::BUNDLE_SH => {
                let read = || {
                    let (id, end) = wide(data, 8)?;
                    Some((long(data, 0)?, id, wide(data, end)?.0))
                };
                let Some((state, id, name)) = read() else {
                    book.is_damaged = true;
                    continue;
                };
                let path = match relations.get(&id) {
                    Some((kind, _)) if !kind.ends_with("/worksheet") => continue,
                    Some((_, path)) => path.clone(),
                    None => format!("xl/worksheets/sheet{}.bin", sheets.len() + 1),
                };
                sheets.push(Listed { name, path, hidden: state != 0 });
            }
            _ => {}
        }
    }
    book.is_damaged |= records.is_broken;
    (sheets, from_1904)
}

/// Of each style that cells have, whether it shows dates.
fn dates(styles: &[u8]) -> Vec<bool> {
    let (mut codes, mut dates, mut is_inside) = (BTreeMap::new(), Vec::new(), false);
    for (kind, data) in Records::new(styles) {
        match kind {
            kind::FMT => {
                if let (Some(id), Some((code, _))) = (short(data, 0), wide(data, 2)) {
                    codes.insert(id, code);
                }
            }
            kind::BEGIN_CELL_XFS => is_inside = true,
            kind::END_CELL_XFS => is_inside = false,
            kind::XF if is_inside => {
                let id = short(data, 2).unwrap_or(0);
                dates.push(cells::is_date(id, codes.get(&id).map(String::as_str)));
            }
            _ => {}
        }
    }
    dates
}

/// The texts that cells share.
fn texts_of(bytes: &[u8], book: &mut Book) -> Vec<String> {
    let mut records = Records::new(bytes);
    let items = records.by_ref().filter(|(kind, _)| *kind == kind::SST_ITEM);
    let texts = items.map(|(_, data)| wide(data, 1).map(|(text, _)| text).unwrap_or_default()).collect();
    book.is_damaged |= records.is_broken;
    texts
}

fn sheet_of(bytes: &[u8], texts: &[String], dates: &[bool], from_1904: bool, book: &mut Book) {
    let mut row = 0;
    let mut records = Records::new(bytes);
    for (kind, data) in records.by_ref() {
        if kind == kind::ROW {
            if book.is_done() {
                return;
            }
            row = long(data, 0).unwrap_or(row);
            continue;
        }
        if kind == kind::END_SHEET_DATA {
            return;
        }
        // Where a cell stands, and its style, in three bytes.
        let (Some(column), Some(style)) = (long(data, 0), long(data, 4)) else { continue };
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        let is_date = || dates.get((style & 0xff_ffff) as usize).copied().unwrap_or(false);
        let text = |at| wide(data, at).map(|(text, _)| text);
        match kind {
            kind::CELL_RK => {
                if let Some(packed) = long(data, 8) {
                    book.cell(row, column, &cells::shown(unpacked(packed), is_date(), from_1904));
                }
            }
            kind::CELL_REAL | kind::FMLA_NUM => {
                if let Some(bytes) = data.get(8..).and_then(|data| data.first_chunk()) {
                    let number = f64::from_le_bytes(*bytes);
                    book.cell(row, column, &cells::shown(number, is_date(), from_1904));
                }
            }
            kind::CELL_BOOL | kind::FMLA_BOOL => {
                let is_true = data.get(8).is_some_and(|&value| value != 0);
                book.cell(row, column, if is_true { "TRUE" } else { "FALSE" });
            }
            kind::CELL_ST | kind::FMLA_STRING => book.cell(row, column, &text(8).unwrap_or_default()),
            kind::CELL_RSTRING => book.cell(row, column, &text(9).unwrap_or_default()),
            kind::CELL_ISST => {
                let rank = long(data, 8).and_then(|rank| usize::try_from(rank).ok());
                match rank.and_then(|rank| texts.get(rank)) {
                    Some(text) => book.cell(row, column, text),
                    None => book.is_damaged = true,
                }
            }
            _ => {}
        }
    }
    book.is_damaged = true;
}

/// A number in four bytes (\[MS-XLS\] 2.5.217): a whole one, or the upper half of another; either may be a hundredth.
pub(super) fn unpacked(packed: u32) -> f64 {
    let number = if packed & 2 != 0 {
        f64::from(packed.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(packed & !3) << 32)
    };
    if packed & 1 != 0 { number / 100.0 } else { number }
}
