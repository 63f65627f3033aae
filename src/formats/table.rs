//! Tables: one article to a row.
//!
//! Which column holds what is told by the header's names, and where they say nothing, by content: the longest prose is
//! the article. A person may choose otherwise, and is asked. Commas stand in any text, so a text is a table only where its
//! rows are alike and its header is one.

use coterie_base::diagnostic::Diagnostic;
use coterie_base::ids::fnv1a;
use coterie_base::order::InOrder;
use coterie_base::question::{Columns, Question};
use coterie_read::{Format, Source};

use super::Desk;
use super::record::{Part, Record, part, prose};
use super::when::{Order, stated};

/// How long prose is on average where a column holds articles, in characters.
const ARTICLE: usize = 80;

/// How much of a text is looked at to tell whether it is a table.
const HEAD: usize = 256 << 10;

/// How many rows are looked at for the same.
const ROWS: usize = 50;

/// Whether a text is a table.
pub(crate) fn looks_like(text: &str) -> bool {
    delimiter(text).is_some()
}

/// Reads a table that [`looks_like`] one.
pub(crate) fn read(source: Source<'_>, text: &str, desk: &mut Desk<'_>) {
    let Some(delimiter) = delimiter(text) else { return desk.take(coterie_read::read(source)) };
    if let Err(without) = articles(source.name, parse(body(text), delimiter, usize::MAX), desk) {
        desk.say(*without);
    }
}

/// Puts the articles of a table's rows on the desk, the first of them its header, if it has one.
///
/// # Errors
/// There are none: what is to be said of it, which has not been said.
pub(crate) fn articles(
    name: &str,
    mut rows: Vec<Vec<String>>,
    desk: &mut Desk<'_>,
) -> Result<(), Box<Diagnostic>> {
    rows.retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    // Sheets may have a heading of their own above the header.
    let names = |row: &[String]| row.iter().filter(|cell| part(cell).is_some()).count();
    let header = rows.iter().take(5).position(|row| names(row) >= 2).unwrap_or(0);
    let is_header = rows.get(header).is_some_and(|row| is_header(row));
    let heading: Vec<String> =
        if is_header { rows.get(header).cloned().unwrap_or_default() } else { Vec::new() };
    let articles = rows.get(if is_header { header + 1 } else { 0 }..).unwrap_or_default();
    if articles.is_empty() {
        let hint = "Add a table with a header and one article to each row below it.";
        return Err(Box::new(Diagnostic::error(name, "This table has no rows.", hint)));
    }
    let first = rows.get(if is_header { header } else { 0 }).map(Vec::as_slice).unwrap_or_default();
    let table = table(first);
    let options = desk.options;
    let chosen = options.columns.iter().find(|columns| columns.table == table);
    let columns = Found::of(&heading, articles, chosen);
    let question = Question::Columns {
        names: first.iter().take(MOST_COLUMNS).map(|cell| cell.trim().chars().take(40).collect()).collect(),
        chosen: Columns {
            table,
            at: CHOSEN.map(|part| columns.get(part).and_then(|at| u8::try_from(at).ok())),
        },
    };
    let Some(text) = columns.get(Part::Text) else {
        let named: Vec<String> = heading
            .iter()
            .filter(|cell| !cell.trim().is_empty())
            .take(12)
            .map(|cell| format!("“{}”", cell.trim()))
            .collect();
        let which = if named.is_empty() {
            "its columns have no names".to_owned()
        } else {
            format!("its columns are {}", named.join(", "))
        };
        let message = format!("This is a table without a column of articles: {which}.");
        let hint =
            "Choose the column of the articles' text, or add a table with a whole article in each row.";
        return Err(Box::new(Diagnostic::error(name, message, hint).asking(question)));
    };
    if first.len() > 1 {
        let column = match heading.get(text).filter(|name| !name.trim().is_empty()) {
            Some(name) => format!("the column “{}”", name.trim()),
            None => format!("column {}", text + 1),
        };
        let message = format!("This is a table: the articles' text is in {column}.");
        let hint = "Choose other columns if that is wrong.";
        desk.say(Diagnostic::note(name, message, hint).asking(question));
    }
    let order = columns.get(Part::Date).map_or(Order::Unknown, |column| {
        Order::of(articles.iter().filter_map(|row| row.get(column)).map(String::as_str))
    });
    let mut without = 0;
    for (rank, row) in articles.iter().enumerate() {
        let mut record = Record { order, ..Record::default() };
        for &(part, column) in &columns.columns {
            row.get(column).map(String::as_str).unwrap_or_default().trim().clone_into(record.field(part));
        }
        if !record.put(&format!("{name}#{}", rank + 1), Format::Record, desk) {
            without += 1;
        }
    }
    if without > 0 {
        let of = articles.len();
        let message = format!("{without} of its {of} rows have no text and were left out.");
        desk.warn(name, message, "Fill in the column of the articles' text if they belong in the graph.");
    }
    Ok(())
}

/// What a person can choose a column for, as [`Columns`] has them.
const CHOSEN: [Part; 5] = [Part::Text, Part::Title, Part::Byline, Part::Date, Part::Site];

/// A person chooses among so many columns.
const MOST_COLUMNS: usize = 250;

/// By what a table is known again: what its columns are called, or what stands first in each.
fn table(first: &[String]) -> u64 {
    fnv1a(first.iter().flat_map(|cell| cell.trim().bytes().chain([0])))
}

/// Which column holds what.
struct Found {
    columns: Vec<(Part, usize)>,
}

impl Found {
    /// What a person chose, and else what names and content tell. There may be no column of articles.
    fn of(header: &[String], rows: &[Vec<String>], chosen: Option<&Columns>) -> Self {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0).max(header.len());
        // The mean of what is filled in; a column that few rows fill is not the article.
        let means: Vec<usize> = (0..width)
            .map(|column| {
                let cells =
                    || rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.trim().is_empty());
                let filled = cells().count();
                let sum: usize = cells().map(|cell| prose(cell)).sum();
                if filled * 5 < rows.len() { 0 } else { sum / filled.max(1) }
            })
            .collect();
        let mean = |column: usize| means.get(column).copied().unwrap_or(0);
        let mut columns: Vec<(Part, usize)> = Vec::new();
        for (part, at) in chosen.iter().flat_map(|chosen| CHOSEN.into_iter().zip(chosen.at)) {
            columns.extend(at.map(usize::from).filter(|at| *at < width).map(|column| (part, column)));
        }
        // Where a person chose, what was left empty stays so.
        let is_open = |part: Part| chosen.is_none() || !CHOSEN.contains(&part);
        let mut named: Vec<(Part, usize, usize)> = header
            .iter()
            .enumerate()
            .filter_map(|(column, name)| part(name).map(|(part, rank)| (part, rank, column)))
            .collect();
        named.put_in_order(Ord::cmp);
        if chosen.is_none() {
            let of_names = |wanted: &[Part]| {
                let such = named
                    .iter()
                    .filter(|(part, _, column)| wanted.contains(part) && mean(*column) >= ARTICLE);
                such.max_by_key(|(_, rank, column)| (mean(*column), usize::MAX - rank))
                    .map(|&(.., column)| column)
            };
            let taken = |column: usize| named.iter().any(|&(part, _, at)| at == column && part != Part::Text);
            let longest = || {
                let free = (0..width).filter(|&column| mean(column) >= ARTICLE && !taken(column));
                free.max_by_key(|&column| (mean(column), width - column))
            };
            let text =
                of_names(&[Part::Text]).or_else(longest).or_else(|| of_names(&[Part::Lead, Part::Summary]));
            columns.extend(text.map(|column| (Part::Text, column)));
        }
        for (part, _, column) in named.into_iter().filter(|&(part, ..)| is_open(part)) {
            let is_free = columns.iter().all(|&(known, at)| known != part && at != column);
            if is_free {
                columns.push((part, column));
            }
        }
        let has = |columns: &[(Part, usize)], wanted| columns.iter().any(|&(part, _)| part == wanted);
        if header.is_empty() && is_open(Part::Date) && !has(&columns, Part::Date) {
            // Without a header, dates are known by their look.
            let are_dates = |column: usize| {
                let dates = rows
                    .iter()
                    .filter_map(|row| row.get(column))
                    .filter(|cell| cell.chars().count() <= 40 && stated(cell, Order::Unknown).is_some());
                dates.count() * 10 >= rows.len() * 8
            };
            columns.extend((0..width).find(|&column| are_dates(column)).map(|column| (Part::Date, column)));
        }
        Found { columns }
    }

    fn get(&self, wanted: Part) -> Option<usize> {
        self.columns.iter().find(|(part, _)| *part == wanted).map(|&(_, column)| column)
    }
}

/// Whether a row names its columns: short words, none twice, and none of them data.
fn is_header(row: &[String]) -> bool {
    let cells: Vec<&str> = row.iter().map(|cell| cell.trim()).collect();
    let filled = cells.iter().filter(|cell| !cell.is_empty());
    let is_name = |cell: &str| {
        cell.chars().count() <= 60
            && cell.chars().any(char::is_alphabetic)
            && !cell.ends_with(['.', '!', '?', ','])
            && !cell.contains("://")
            && stated(cell, Order::Unknown).is_none()
    };
    let mut names: Vec<&str> = filled.clone().copied().collect();
    names.put_in_order(Ord::cmp);
    let all = names.len();
    names.dedup();
    all > 0 && names.len() == all && filled.clone().all(|cell| is_name(cell)) && all * 2 >= cells.len()
}

/// What separates the columns of a text; none where it is no table.
fn delimiter(text: &str) -> Option<u8> {
    let stated = text.lines().next().and_then(|line| line.trim().strip_prefix("sep=")).map(str::as_bytes);
    if let Some([delimiter]) = stated {
        return Some(*delimiter);
    }
    let body = body(text);
    let head = body.get(..body.floor_char_boundary(HEAD)).unwrap_or(body);
    let is_cut = head.len() < body.len();
    let fits = |&delimiter: &u8| {
        let mut rows = parse(head, delimiter, ROWS);
        if is_cut && rows.len() < ROWS {
            rows.pop();
        }
        is_table(&rows, delimiter)
    };
    b",;\t|".iter().copied().find(fits)
}

/// Whether rows are those of a table and not the clauses of sentences.
fn is_table(rows: &[Vec<String>], delimiter: u8) -> bool {
    let Some((header, rest)) = rows.split_first() else { return false };
    let width = header.len();
    let rest: Vec<&Vec<String>> =
        rest.iter().filter(|row| row.len() > 1 || row.iter().any(|cell| !cell.is_empty())).collect();
    if width < 2 || rest.is_empty() {
        return false;
    }
    let alike = rest.iter().filter(|row| row.len() == width).count();
    if alike * 10 < rest.len() * 9 {
        return false;
    }
    let known: Vec<Part> = header.iter().filter_map(|cell| part(cell).map(|(part, _)| part)).collect();
    // In prose a blank follows every comma.
    let inner = rest.iter().flat_map(|row| row.iter().skip(1)).filter(|cell| !cell.is_empty());
    let spaced = inner.clone().filter(|cell| cell.starts_with(' ')).count();
    let is_tight = matches!(delimiter, b'\t') || spaced * 5 < inner.count();
    let is_header = is_header(header);
    let has_text = known.contains(&Part::Text) && rest.len() >= 2 && alike == rest.len();
    (is_header && has_text && is_tight)
        || (is_header && known.len() >= 2 && (is_tight || known.len() * 2 >= width))
        || (is_tight && rest.len() >= 4 && width >= 3 && alike == rest.len() && (is_header || width >= 4))
}

/// The text without the line by which Excel states its delimiter.
fn body(text: &str) -> &str {
    match text.split_once('\n') {
        Some((first, rest)) if first.trim().len() == 5 && first.starts_with("sep=") => rest,
        _ => text,
    }
}

fn parse(text: &str, delimiter: u8, most: usize) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let records = reader.records().take(most).filter_map(Result::ok);
    records.map(|record| record.iter().map(str::to_owned).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::shown::{opened, shown};

    const LONG: &str = "Donald Trump met Vladimir Putin in Helsinki on Monday, and both men said that it went very well indeed.";

    #[track_caller]
    fn check(table: &str, expected: &str) {
        assert_eq!(shown("a.csv", table), expected);
    }

    #[test]
    fn columns_by_name() {
        check(
            &format!(
                "id,Headline,Author,Published,Source,Text\n1,Summit,By Ann Lee,15/11/2016,BBC,\"{LONG}\nMore.\"\n"
            ),
            &format!("a.csv#1 | Summit | Ann Lee | 2016-11-15 | BBC\n# Summit\n{LONG}\nMore."),
        );
        check(
            &format!("title;body;date\nOne;{LONG};2016-11-15\nTwo;;2016-11-16\n"),
            &format!(
                "a.csv#1 | One | | 2016-11-15 |\n# One\n{LONG}\nwarning: 1 of its 2 rows have no text and were left out."
            ),
        );
    }

    #[test]
    fn two_columns_are_enough() {
        check(
            &format!("text,label\n\"{LONG}\",0\n\"{LONG}\",1\n"),
            &format!("a.csv#1 | | | |\n{LONG}\na.csv#2 | | | |\n{LONG}"),
        );
    }

    #[test]
    fn columns_by_content() {
        let row = format!("7|https://bbc.co.uk/a|2016-11-15|{LONG}\n");
        check(
            &row.repeat(5),
            &[1, 2, 3, 4, 5].map(|rank| format!("a.csv#{rank} | | | 2016-11-15 |\n{LONG}")).join("\n"),
        );
    }

    /// What a table asks: what its columns are called, which were chosen, and whether it was read.
    #[track_caller]
    fn asked(table: &str, options: &Options) -> (Vec<String>, Columns, bool) {
        let opening = crate::open(Source { name: "t", bytes: table.as_bytes() }, options);
        let read = !opening.documents.is_empty();
        match opening.diagnostics.into_iter().find_map(|said| said.question).map(|asked| *asked) {
            Some(Question::Columns { names, chosen }) => (names, chosen, read),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_a_person_chose_holds() {
        let table =
            format!("title,text,reply\nOne,\"{LONG}\",Trump met Putin.\nTwo,\"{LONG}\",Putin met Trump.\n");
        let (names, mut chosen, read) = asked(&table, &Options::default());
        assert_eq!(
            (names, chosen.at, read),
            (
                ["title", "text", "reply"].map(str::to_owned).to_vec(),
                [Some(1), Some(0), None, None, None],
                true
            )
        );
        chosen.at = [Some(2), None, None, None, None];
        let options = Options { columns: vec![chosen], ..Options::default() };
        let source = Source { name: "t", bytes: table.as_bytes() };
        let expected = "t#1 | | | |\nTrump met Putin.\nt#2 | | | |\nPutin met Trump.";
        assert_eq!(opened(&crate::open(source, &options)), expected);
        // It asks again, as it was answered.
        assert_eq!(asked(&table, &options).1, chosen);
        // What was chosen for one table says nothing of another.
        let other = table.replace("reply", "answer");
        assert_eq!(asked(&other, &options).1.at, [Some(1), Some(0), None, None, None]);
        chosen.at = [Some(200), Some(9), None, None, None];
        let options = Options { columns: vec![chosen], ..Options::default() };
        assert!(!asked(&table, &options).2);
    }

    #[test]
    fn a_table_without_articles_asks_for_them() {
        let (names, chosen, read) =
            asked("date,title,price\n2016-01-01,a,1\n2016-01-02,b,2\n", &Options::default());
        assert_eq!((names.len(), chosen.at, read), (3, [None, Some(1), None, Some(0), None], false));
    }

    #[test]
    fn a_table_without_a_header_is_known_by_its_first_row() {
        let row = format!("7|https://bbc.co.uk/a|2016-11-15|{LONG}\n");
        let (names, mut chosen, _) = asked(&row.repeat(5), &Options::default());
        assert_eq!((names[0].as_str(), chosen.at), ("7", [Some(3), None, None, Some(2), None]));
        chosen.at = [Some(3), Some(0), None, None, None];
        let options = Options { columns: vec![chosen], ..Options::default() };
        let read = crate::open(Source { name: "t", bytes: row.repeat(5).as_bytes() }, &options);
        assert!(opened(&read).starts_with("t#1 | 7 | | |\n# 7\nDonald"), "{}", opened(&read));
    }

    #[test]
    fn a_table_of_numbers_is_no_article() {
        check(
            "date,title,price\n2016-01-01,a,1\n2016-01-02,b,2\n",
            "error: This is a table without a column of articles: its columns are “date”, “title”, “price”.",
        );
    }

    #[test]
    fn articles_are_no_tables() {
        let check = |text: &str| assert_eq!(delimiter(text), None, "{text}");
        check("Trump, Putin, and Xi\nThey met, talked, and left.\nThen, he said, they ate.");
        check("Paris, France\nLondon, England\nBerlin, Germany\nRome, Italy\nOslo, Norway");
        check("Title: Summit\nDate: Monday\n\nTrump met Putin; they talked.");
        check("one | two\n");
        check("\"Text, date, title,\" he said, \"are words.\"\nOthers, she said, \"are not.\"");
        check("");
    }
}
