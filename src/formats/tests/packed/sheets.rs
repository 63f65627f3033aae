//! Spreadsheets.

use proptest::prelude::*;

use super::{opened, zip};
use coterie_formats::{Limits, Opening, Options, open_within};
use coterie_read::Source;

/// Made with openpyxl and LibreOffice: a heading above the header, dates, a hidden sheet, an empty one, one of notes.
const FILES: [(&str, &[u8]); 3] = [
    ("press.xlsx", include_bytes!("../../../../tests/cases/formats/press.xlsx")),
    ("press.ods", include_bytes!("../../../../tests/cases/formats/press.ods")),
    ("press.xls", include_bytes!("../../../../tests/cases/formats/press.xls")),
];

const TEXT: &str =
    "Angela Merkel met Emmanuel Macron in Berlin on Monday, and both of them said that it went well.";

/// Which column was read is said of every table, and not checked here.
const WHICH: &str = "This is a table: the articles' text is in";

fn shown(opening: &Opening) -> String {
    super::shown(opening).lines().filter(|line| !line.contains(WHICH)).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(bytes: &[u8], expected: &str) {
    assert_eq!(shown(&opened(bytes)), expected);
}

/// A workbook of sheets, whose rows are XML.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let (mut list, mut relations) = (String::new(), String::new());
    let mut parts = Vec::new();
    for (rank, (name, rows)) in sheets.iter().enumerate() {
        let (name, hidden) = name.strip_prefix('-').map_or((*name, ""), |name| (name, " state='hidden'"));
        list += &format!("<sheet name='{name}' sheetId='7' r:id='r{rank}'{hidden}/>");
        relations +=
            &format!("<Relationship Id='r{rank}' Type='x/worksheet' Target='worksheets/s{rank}.xml'/>");
        parts.push((
            format!("xl/worksheets/s{rank}.xml"),
            format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"),
        ));
    }
    let list = format!("<workbook><sheets>{list}</sheets></workbook>");
    let relations = format!("<Relationships>{relations}</Relationships>");
    let styles = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='d\\.m\\.yyyy'/></numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>\
                  <cellXfs><xf numFmtId='0'/><xf numFmtId='164'/></cellXfs></styleSheet>";
    let texts = format!(
        "<sst><si><t>{TEXT}</t></si><si><r><t>Merkel </t></r><r><t>in Berlin</t></r><rPh><t>no</t></rPh></si></sst>"
    );
    let mut files = vec![
        ("[Content_Types].xml", ""),
        ("xl/workbook.xml", &list),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/styles.xml", styles),
        ("xl/sharedStrings.xml", &texts),
    ];
    files.extend(parts.iter().map(|(name, content)| (name.as_str(), content.as_str())));
    zip(&files)
}

/// A row of cells with words of their own.
fn row(cells: &[&str]) -> String {
    let cells: Vec<String> =
        cells.iter().map(|cell| format!("<c t='inlineStr'><is><t>{cell}</t></is></c>")).collect();
    format!("<row>{}</row>", cells.concat())
}

#[track_caller]
fn check_rows(rows: &str, expected: &str) {
    check(&workbook(&[("S", rows)]), expected);
}

#[test]
fn real_files_of_each_format_hold_the_same_articles() {
    for (name, bytes) in FILES {
        let opening = coterie_formats::open(Source { name, bytes }, &Options::default());
        let all: Vec<String> = opening
            .documents
            .iter()
            .map(|document| {
                let metadata = &document.metadata;
                let fields = [&metadata.title, &metadata.byline, &metadata.date, &metadata.site];
                let fields = fields.map(|field| field.as_deref().unwrap_or("-")).join(", ");
                format!(
                    "{}: {fields}, {} words",
                    document.name.replace(name, ""),
                    document.text.split_whitespace().count()
                )
            })
            .collect();
        assert_eq!(
            all.join("\n"),
            "/Press#1: Merkel receives Macron, Ann Lee, 2016-11-15, The Times, 31 words\n\
             /Press#2: Sánchez in Lisbon, Bo Ek, 2016-11-16, El País, 23 words\n\
             /Press#4: Rutte waits, -, 2016-11-18, NRC, 24 words\n\
             /Agencies#1: -, -, 2017-01-02, -, 20 words",
            "{name}"
        );
        let said = opening.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str());
        let said: Vec<&str> = said.filter(|message| !message.starts_with(WHICH)).collect();
        let expected = [
            "1 of its 4 rows have no text and were left out.",
            "The sheet “Notes” has no column of articles and was left out.",
            "What is hidden in the spreadsheet was left out: “Old”.",
        ];
        assert_eq!(said, expected, "{name}");
    }
}

#[test]
fn cells_of_each_kind() {
    let shared = "<row r='1'><c r='A1' t='str'><v>title</v></c><c r='C1' t='str'><f>x</f><v>text</v></c><c r='D1' t='inlineStr'><is><t>date</t></is></c></row>\
                  <row r='5'><c r='A5' t='s'><v>1</v></c><c r='C5' t='s'><v>0</v></c><c r='D5' s='1'><v>42689</v></c></row>";
    check_rows(shared, &format!("a#1: # Merkel in Berlin|{TEXT}"));
    let dated = opened(&workbook(&[("S", shared)]));
    assert_eq!(dated.documents[0].metadata.date.as_deref(), Some("2016-11-15"));
}

#[test]
fn a_heading_and_empty_rows_above_the_header() {
    let rows = row(&["Press review"]) + "<row/>" + &row(&["title", "text"]) + "<row/>" + &row(&["One", TEXT]);
    check_rows(&rows, &format!("a#1: # One|{TEXT}"));
}

#[test]
fn sheets_without_articles_are_named() {
    let articles = row(&["title", "text"]) + &row(&["One", TEXT]);
    let numbers = row(&["year", "sum"]) + &row(&["2016", "7"]);
    check(
        &workbook(&[("A", &articles), ("B", &numbers), ("C", ""), ("D", &numbers)]),
        &format!(
            "a/A#1: # One|{TEXT}\n~ a: These sheets have no column of articles and were left out: “B”, “D”."
        ),
    );
    check(
        &workbook(&[("B", &numbers)]),
        "! a: This is a table without a column of articles: its columns are “year”, “sum”.",
    );
    check(
        &workbook(&[("B", &numbers), ("D", &numbers)]),
        "! a/B: This is a table without a column of articles: its columns are “year”, “sum”.\n\
         ! a/D: This is a table without a column of articles: its columns are “year”, “sum”.",
    );
    check(&workbook(&[("-A", &articles)]), "! a: All its sheets with something in them are hidden: “A”.");
    check(&workbook(&[("C", "")]), "! a: There is nothing in the sheets of this file.");
}

#[test]
fn a_workbook_without_its_list_of_sheets_is_read() {
    let sheet = format!(
        "<worksheet><sheetData>{}{}</sheetData></worksheet>",
        row(&["title", "text"]),
        row(&["One", TEXT])
    );
    let files = [("_rels/.rels", ""), ("xl/workbook.xml", "<w/>"), ("xl/worksheets/sheet1.xml", &sheet)];
    check(&zip(&files), &format!("a#1: # One|{TEXT}"));
}

#[test]
fn what_breaks_off_is_read_so_far() {
    let rows = row(&["title", "text"]) + &row(&["One", TEXT]);
    let broken = format!("<worksheet><sheetData>{rows}<row><c t='s'><v>9");
    let files = [("_rels/.rels", ""), ("xl/workbook.xml", ""), ("xl/worksheets/sheet1.xml", &broken)];
    check(
        &zip(&files),
        &format!(
            "a#1: # One|{TEXT}\n! a: This file is damaged: only what stands before the damage was read."
        ),
    );
}

#[test]
fn a_workbook_that_breaks_off_is_no_archive_of_xml() {
    let cut = |rank: usize, part: usize| {
        let (name, whole) = FILES[rank];
        coterie_formats::open(Source { name, bytes: &whole[..whole.len() * part / 10] }, &Options::default())
    };
    let most = cut(0, 6);
    assert!(!most.documents.is_empty(), "{}", shown(&most));
    assert!(most.documents.iter().all(|document| document.name.contains('#')), "{}", shown(&most));
    let last =
        |opening: &coterie_formats::Opening| opening.diagnostics.last().map(|said| said.message.clone());
    let damaged = "This spreadsheet is damaged: no article in it can be read.";
    assert_eq!(last(&cut(0, 3)).as_deref(), Some(damaged));
    let lost = "This Office file is damaged or breaks off: nothing in it can be read.";
    assert_eq!(last(&cut(2, 6)).as_deref(), Some(lost));
}

#[test]
fn one_text_in_very_many_cells_does_not_fill_the_memory() {
    let rows =
        row(&["title", "text"]) + &"<row><c t='s'><v>1</v></c><c t='s'><v>0</v></c></row>".repeat(2000);
    let bytes = workbook(&[("S", &rows)]);
    let limits = Limits { file: 200_000, ..Limits::default() };
    let opening = open_within(Source { name: "a", bytes: &bytes }, &Options::default(), limits);
    let held: usize = opening.documents.iter().map(|document| document.text.len()).sum();
    assert!(held > 10_000 && held < 200_000, "{held}");
    assert!(shown(&opening).contains("the rest was left out"));
}

#[test]
fn more_columns_than_anyone_fills_are_left_out() {
    let far =
        "<c r='ZZ1' t='s'><v>0</v></c><c r='A1' t='str'><v>text</v></c></row><row><c t='s'><v>0</v></c>";
    check_rows(
        &format!("<row>{far}</row>"),
        &format!("a#1: {TEXT}\n! a: Only the first 500 of its columns were read."),
    );
}

#[test]
fn locked_files_say_so() {
    let locked = zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>"),
        ("content.xml", "x"),
    ]);
    check(&locked, "! a: This file is locked with a password.");
}

/// A record of a binary workbook.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = if kind < 128 { vec![kind as u8] } else { vec![kind as u8 | 0x80, (kind >> 7) as u8] };
    let length = data.len();
    bytes.extend(if length < 128 {
        vec![length as u8]
    } else {
        vec![length as u8 | 0x80, (length >> 7) as u8]
    });
    bytes.extend(data);
    bytes
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u32::try_from(units.len()).expect("a short text");
    [&length.to_le_bytes()[..], &units.iter().flat_map(|unit| unit.to_le_bytes()).collect::<Vec<_>>()]
        .concat()
}

/// A cell of a binary workbook, in a column, with a style.
fn cell(kind: u16, column: u8, style: u8, value: &[u8]) -> Vec<u8> {
    record(kind, &[&[column, 0, 0, 0, style, 0, 0, 0], value].concat())
}

/// A binary workbook.
fn binary_workbook() -> Vec<u8> {
    let sheet = |state: u8, id: &str, name: &str| {
        record(156, &[&[state, 0, 0, 0, 1, 0, 0, 0], &wide(id)[..], &wide(name)].concat())
    };
    let workbook = [record(153, &[0, 0, 0, 0]), sheet(0, "r1", "S"), sheet(1, "r2", "Old")].concat();
    let styles = [
        record(44, &[&[164, 0][..], &wide("d.m.yyyy")].concat()),
        record(626, &[]),
        record(47, &[0, 0, 14, 0]),
        record(617, &[]),
        record(47, &[0, 0, 0, 0]),
        record(47, &[0, 0, 164, 0]),
        record(618, &[]),
    ]
    .concat();
    let texts =
        [record(19, &[&[0][..], &wide(TEXT)].concat()), record(19, &[&[0][..], &wide("Berlin")].concat())]
            .concat();
    let row = |number: u8| record(0, &[number, 0, 0, 0, 0]);
    let cells = [
        row(0),
        cell(6, 0, 0, &wide("title")),
        cell(6, 2, 0, &wide("text")),
        cell(8, 3, 0, &wide("date")),
        row(7),
        cell(7, 0, 0, &1u32.to_le_bytes()),
        cell(7, 2, 0, &0u32.to_le_bytes()),
        cell(2, 3, 1, &(42_689u32 << 2 | 2).to_le_bytes()),
        row(8),
        cell(62, 0, 0, &[&[0][..], &wide("Again")].concat()),
        cell(7, 2, 0, &0u32.to_le_bytes()),
        cell(5, 3, 1, &42_690.5f64.to_le_bytes()),
        record(146, &[]),
    ]
    .concat();
    let relations = "<r><Relationship Id='r1' Type='x/worksheet' Target='worksheets/sheet1.bin'/>\
                     <Relationship Id='r2' Type='x/worksheet' Target='worksheets/sheet1.bin'/></r>";
    super::zip_of(&[
        ("[Content_Types].xml", b""),
        ("xl/workbook.bin", &workbook),
        ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
        ("xl/styles.bin", &styles),
        ("xl/sharedStrings.bin", &texts),
        ("xl/worksheets/sheet1.bin", &cells),
    ])
}

#[test]
fn binary_workbooks() {
    let opening = opened(&binary_workbook());
    assert_eq!(
        shown(&opening),
        format!(
            "a/S#1: # Berlin|{TEXT}\na/S#2: # Again|{TEXT}\n~ a: What is hidden in the spreadsheet was left out: “Old”."
        )
    );
    let dates: Vec<_> =
        opening.documents.iter().filter_map(|document| document.metadata.date.as_deref()).collect();
    assert_eq!(dates, ["2016-11-15", "2016-11-16"]);
}

/// Signs of the formats of sheets.
const SIGNS: &[&str] = &[
    "<row>",
    "</row>",
    "<row r='7'>",
    "<row r='4294967295'>",
    "<c t='s'><v>0</v></c>",
    "<c r='ZZZZ9' s='1'>",
    "<c t='inlineStr'><is><t>",
    "</t></is></c>",
    "<v>42689</v>",
    "<v>1e308</v>",
    "<v>",
    "</c>",
    "<f>",
    "</f>",
    "<rPh>",
    "<si>",
    "<t>_x000D_ _x",
    "<table:table>",
    "<table:table-row>",
    "<table:table-row table:number-rows-repeated='4294967295'>",
    "<table:table-cell table:number-columns-repeated='99999999999'>",
    "<table:table-cell table:number-columns-repeated='16384'><text:p>Trump</text:p></table:table-cell>",
    "</table:table-row>",
    "<text:p>",
    "</text:p>",
    "<office:annotation>",
    "Trump met Putin.",
    "&amp;",
];

proptest! {
    #[test]
    fn any_sheet(text in super::hostile::soup(SIGNS)) {
        super::hostile::something(&workbook(&[("S", &text)]))?;
        super::hostile::something(&zip(&[("content.xml", &text), ("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]))?;
        super::hostile::something(&zip(&[("_rels/.rels", ""), ("xl/workbook.xml", &text), ("xl/worksheets/sheet1.xml", &text), ("xl/sharedStrings.xml", &text), ("xl/styles.xml", &text)]))?;
    }

    #[test]
    fn any_damage_to_an_old_workbook(
        damage in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..20), cut in any::<proptest::sample::Index>(), is_cut in any::<bool>(),
    ) {
        let mut bytes = FILES[2].1.to_vec();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(512 + cut.index(bytes.len() - 512));
        }
        super::hostile::something(&bytes)?;
    }

    #[test]
    fn any_damage_to_a_binary_workbook(part in 0usize..4, damage in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..20)) {
        let name = ["xl/workbook.bin", "xl/styles.bin", "xl/sharedStrings.bin", "xl/worksheets/sheet1.bin"][part];
        let whole = binary_workbook();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&whole[..])).expect("an archive");
        let mut files: Vec<(String, Vec<u8>)> = Vec::new();
        for rank in 0..archive.len() {
            let mut file = archive.by_index(rank).expect("a file");
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut file, &mut bytes).expect("its content");
            files.push((file.name().expect("a name").into_owned(), bytes));
        }
        for (own, bytes) in &mut files {
            if own == name {
                for (at, byte) in &damage {
                    let at = at.index(bytes.len());
                    bytes[at] = *byte;
                }
            }
        }
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])).collect();
        super::hostile::something(&super::zip_of(&files))?;
    }
}
