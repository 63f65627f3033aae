//! Excel's workbooks (XLSX): sheets, texts and formats are XML, each in a part of its own (ECMA-376 part 1, 18).

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::super::xml::{Piece, Xml};
use super::super::Parts;
use super::{Book, Listed, cells, find};

/// Reads a workbook.
pub(super) fn read(parts: &mut Parts<'_, '_, '_>, book: &mut Book) {
    let (sheets, from_1904) = listed(parts);
    let styles = part(parts, "xl/styles.xml").unwrap_or_default();
    let dates = dates(&styles);
    let texts = part(parts, "xl/sharedStrings.xml").unwrap_or_default();
    let texts = texts_of(&texts, book);
    for sheet in sheets {
        let Some(path) = find(parts, &sheet.path) else {
            book.is_damaged = true;
            continue;
        };
        let Some(text) = parts.text(&path) else { continue };
        book.begin(&sheet.name, sheet.hidden);
        Cells { texts: &texts, dates: &dates, from_1904 }.read(&text, book);
    }
}

fn part(parts: &mut Parts<'_, '_, '_>, path: &str) -> Option<String> {
    let path = find(parts, path)?;
    parts.text(&path)
}

/// The sheets, in the order in which a person sees them, and whether days are counted from 1904.
fn listed(parts: &mut Parts<'_, '_, '_>) -> (Vec<Listed>, bool) {
    let relations =
        part(parts, "xl/_rels/workbook.xml.rels").map(|text| relations(&text)).unwrap_or_default();
    let (mut sheets, mut from_1904) = (Vec::new(), false);
    let text = part(parts, "xl/workbook.xml").unwrap_or_default();
    let mut xml = Xml::new(&text);
    while let Some(piece) = xml.next_piece() {
        let Piece::Open(element) = piece else { continue };
        match element.name() {
            "workbookPr" => from_1904 = element.is("date1904", "1") || element.is("date1904", "true"),
            "sheet" => {
                let id = element.attribute("id").unwrap_or_default();
                // Sheets of charts and macros have no cells.
                let path = match relations.get(&id) {
                    Some((kind, _)) if !kind.ends_with("/worksheet") => continue,
                    Some((_, path)) => path.clone(),
                    None => format!("xl/worksheets/sheet{}.xml", sheets.len() + 1),
                };
                let name = element.attribute("name").unwrap_or_default();
                let hidden = element.attribute("state").is_some_and(|state| state != "visible");
                sheets.push(Listed { name, path, hidden });
            }
            _ => {}
        }
    }
    if sheets.is_empty() {
        // The list is lost with what stood behind it.
        let paths = parts.names("xl/worksheets/sheet");
        sheets.extend(paths.into_iter().map(|path| {
            let name = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".xml").to_owned();
            Listed { name, path, hidden: false }
        }));
    }
    (sheets, from_1904)
}

/// What the relations of the workbook lead to: the kind and path of each, by its id.
pub(super) fn relations(text: &str) -> BTreeMap<String, (String, String)> {
    let mut relations = BTreeMap::new();
    let mut xml = Xml::new(text);
    while let Some(piece) = xml.next_piece() {
        let Piece::Open(element) = piece else { continue };
        if let (Some(id), Some(target)) = (element.attribute("Id"), element.attribute("Target")) {
            let target = target.replace('\\', "/");
            let path = match (target.strip_prefix('/'), target.strip_prefix("../")) {
                (Some(absolute), _) => absolute.to_owned(),
                (_, Some(above)) => above.to_owned(),
                _ => format!("xl/{target}"),
            };
            relations.insert(id, (element.attribute("Type").unwrap_or_default(), path));
        }
    }
    relations
}

/// Of each style that cells have, whether it shows dates.
fn dates(styles: &str) -> Vec<bool> {
    let (mut codes, mut dates, mut is_inside) = (BTreeMap::new(), Vec::new(), false);
    let mut xml = Xml::new(styles);
    while let Some(piece) = xml.next_piece() {
        let Piece::Open(element) = piece else { continue };
        let id = || element.attribute("numFmtId").and_then(|id| id.parse::<u16>().ok()).unwrap_or(0);
        match element.name() {
            "numFmt" => {
                codes.insert(id(), element.attribute("formatCode").unwrap_or_default());
            }
            "cellXfs" => is_inside = true,
            "cellStyleXfs" | "cellStyles" | "dxfs" => is_inside = false,
            "xf" if is_inside => {
                let id = id();
                dates.push(cells::is_date(id, codes.get(&id).map(String::as_str)));
            }
            _ => {}
        }
    }
    dates
}

/// The texts that cells share.
fn texts_of(text: &str, book: &mut Book) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut xml = Xml::new(text);
    while let Some(piece) = xml.next_piece() {
        let Piece::Open(element) = piece else { continue };
        match element.name() {
            "si" => texts.push(String::new()),
            // How Chinese signs are spoken.
            "rPh" => xml.skip(),
            "t" => {
                let words = xml.raw_words();
                if let Some(last) = texts.last_mut() {
                    last.push_str(&unescaped(&words));
                }
            }
            _ => {}
        }
    }
    book.is_damaged |= xml.is_broken;
    texts
}

/// What the cells of a sheet stand for.
struct Cells<'t> {
    texts: &'t [String],
    /// Of each style, whether it shows dates.
    dates: &'t [bool],
    from_1904: bool,
}

impl Cells<'_> {
    fn read(&self, text: &str, book: &mut Book) {
        let mut xml = Xml::new(text);
        let (mut row, mut next_row, mut column, mut next_column) = (0u32, 0u32, 0usize, 0usize);
        let (mut kind, mut is_date) = (String::new(), false);
        while let Some(piece) = xml.next_piece() {
            let Piece::Open(element) = piece else { continue };
            match element.name() {
                "row" => {
                    let stated = element.attribute("r").and_then(|row| row.parse::<u32>().ok());
                    row = stated.map_or(next_row, |row| row.saturating_sub(1));
                    (next_row, next_column) = (row.saturating_add(1), 0);
                    if book.is_done() {
                        return;
                    }
                }
                "c" => {
                    column =
                        element.attribute("r").and_then(|place| column_of(&place)).unwrap_or(next_column);
                    next_column = column.saturating_add(1);
                    kind = element.attribute("t").unwrap_or_default();
                    let style = element.attribute("s").and_then(|style| style.parse::<usize>().ok());
                    is_date = self.dates.get(style.unwrap_or(0)).copied().unwrap_or(false);
                }
                "v" => {
                    let value = xml.raw_words();
                    self.put(&value, &kind, is_date, (row, column), book);
                }
                "is" => {
                    let words = inline(&mut xml);
                    book.cell(row, column, &words);
                }
                // How a value is reckoned; and what follows the cells.
                "f" | "conditionalFormatting" | "dataValidations" | "extLst" => xml.skip(),
                _ => {}
            }
        }
        book.is_damaged |= xml.is_broken;
    }

    fn put(&self, value: &str, kind: &str, is_date: bool, (row, column): (u32, usize), book: &mut Book) {
        match kind {
            "s" => match value.trim().parse::<usize>().ok().and_then(|rank| self.texts.get(rank)) {
                Some(text) => book.cell(row, column, text),
                None => book.is_damaged = true,
            },
            "str" | "d" => book.cell(row, column, &unescaped(value)),
            "b" => {
                book.cell(row, column, if matches!(value.trim(), "1" | "true") { "TRUE" } else { "FALSE" });
            }
            // Of an inline text the words stand beside it; and what could not be reckoned says nothing.
            "inlineStr" | "e" => {}
            _ => match value.trim().parse::<f64>() {
                Ok(number) => book.cell(row, column, &cells::shown(number, is_date, self.from_1904)),
                Err(_) => book.cell(row, column, value),
            },
        }
    }
}

/// The words of a cell that holds them itself.
fn inline(xml: &mut Xml<'_>) -> String {
    let (mut depth, mut words) = (1usize, String::new());
    while depth > 0 {
        match xml.next_piece() {
            Some(Piece::Open(element)) => match element.name() {
                "rPh" => xml.skip(),
                "t" => words.push_str(&unescaped(&xml.raw_words())),
                _ => depth += 1,
            },
            Some(Piece::Close) => depth -= 1,
            Some(Piece::Words(_)) => {}
            None => break,
        }
    }
    words
}

/// The column, counted from 0, of a place like `AB12`.
fn column_of(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic).take(4);
    let column =
        letters.fold(0usize, |sum, letter| sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    column.checked_sub(1)
}

/// A text without the escapes of signs that XML cannot hold: `_x000D_`.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at(at);
        plain.push_str(before);
        let number = escape.get(2..6).filter(|_| escape.as_bytes().get(6) == Some(&b'_'));
        let sign = number.and_then(|number| u32::from_str_radix(number, 16).ok()).and_then(char::from_u32);
        match sign {
            Some(sign) => {
                // A line ends with one sign here.
                if sign != '\r' {
                    plain.push(sign);
                }
                rest = escape.get(7..).unwrap_or_default();
            }
            None => {
                plain.push_str("_x");
                rest = escape.get(2..).unwrap_or_default();
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        assert_eq!(column_of("A1"), Some(0));
        assert_eq!(column_of("XFD9"), Some(16_383));
        assert_eq!(column_of("9"), None);
        assert_eq!(column_of("ZZZZZZZZZZZZZZZZ1"), Some(475_253));
    }

    #[test]
    fn escapes() {
        assert_eq!(unescaped("one_x000D_\ntwo"), "one\ntwo");
        assert_eq!(unescaped("_x005F_x000D_ a_xb _x12"), "_x000D_ a_xb _x12");
        assert_eq!(unescaped("_xüü__"), "_xüü__");
    }
}
