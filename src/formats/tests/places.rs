//! The way back: what any reader says of places in a file lies in the file, is there once, and is what the text says.

mod sound;

use std::io::{Cursor, Write};

use coterie_formats::pdf::{self, Info, Page, PdfText, Word};
use coterie_formats::{Opening, Options, open};
use coterie_read::Source;
use proptest::prelude::*;
use zip::write::SimpleFileOptions;

/// Checks what a file gives; `sources` are the files in it.
fn check(bytes: &[u8], sources: &[&[u8]]) -> Result<(), TestCaseError> {
    let opening = open(Source { name: "file", bytes }, &Options::default());
    sound::check(&opening, sources).map_err(TestCaseError::fail)
}

/// Some of these, one after another.
fn some_of(pieces: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

/// Markup of a page whose headings, title and paragraphs repeat each other.
fn markup() -> impl Strategy<Value = String> {
    some_of(prop_oneof![
        3 => "</?(p|div|h1|h2|title|a|ul|li|table|tr|td|b|script|style|svg|br|article|pre|header|nav|main)( class=[a-z]*)?/?>",
        2 => prop::sample::select(&[
            "<h1>Trump met Putin</h1>", "<title>Trump met Putin</title>", "<title>Trump met Putin - BBC</title>",
            "<h2>Trump met Putin</h2>", "<p>Trump met Putin</p>", "<p>Trump met Putin, and they talked for long.</p>",
            "<article><p>Trump met Putin in Helsinki on Monday, and both of them said that it went very well.</p></article>",
        ][..]).prop_map(str::to_owned),
        2 => "[ \\n]?[A-Z][a-z]+( [a-z]+){0,12}[.,]? ",
        1 => "&[a-z#0-9]{0,5};?",
        1 => "<!--|-->|<|>|\"|é|😀|\\PC{0,3}",
    ])
}

fn markdown() -> impl Strategy<Value = String> {
    some_of(prop_oneof![
        3 => "[#>*_`~\\[\\]()!|\\\\-]{1,3}",
        2 => "\n|\n\n|---\n|```|    |  \n|\r\n",
        1 => "title: [a-z]{0,3}\n|author: \"?[a-z ]{0,5}\"?\n",
        3 => " ?[A-Z][a-z]+ [a-z]+[.,]? ",
        1 => "&amp;|&#8217;|é”|<b>|<http://a>|\\[a\\]\\(b\\)|\\[\\^1\\]|\\[a\\]: b\n",
    ])
}

/// A ZIP archive of these files.
fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a file");
        writer.write_all(content.as_bytes()).expect("its content");
    }
    writer.finish().expect("an archive").into_inner()
}

fn word() -> impl Strategy<Value = Word> {
    let text = prop_oneof![
        6 => "[A-Z]?[a-z]{1,9}[.,-]?",
        2 => " |[0-9]{1,3}|- 1 -|Page 1|ﬁ|\u{ad}",
        1 => "\\PC{0,4}",
    ];
    let place = || prop_oneof![8 => 0.0f32..800.0, 1 => any::<f32>()];
    (text, place(), place(), 0.0f32..100.0, prop_oneof![Just(10.0f32), any::<f32>()], any::<(bool, bool)>())
        .prop_map(|(text, left, base, width, size, (ends, upright))| {
            Word(text, left, base, width, size, ends, upright)
        })
}

proptest! {
    #[test]
    fn of_pages(head in markup(), body in markup()) {
        let page = format!("<html><head>{head}</head><body>{body}");
        check(page.as_bytes(), &[page.as_bytes()])?;
    }

    #[test]
    fn of_markdown(front in prop_oneof![Just("# Title\n\n"), Just("---\ntitle: t\n"), Just("")], text in markdown()) {
        let text = format!("{front}{text}");
        check(text.as_bytes(), &[text.as_bytes()])?;
    }

    #[test]
    fn of_text(lines in prop::collection::vec("[A-Za-z“”é😀., \u{c}\u{2028}]{0,90}\r?\n?\r?", 0..12), cut in 0usize..3) {
        let text = lines.concat();
        let bytes = [&b"\xef\xbb\xbf"[cut..], text.as_bytes()].concat();
        check(&bytes, &[&bytes])?;
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&wide, &[&wide])?;
    }

    #[test]
    fn of_chapters(a in markup(), b in markup()) {
        let opf = "<p><metadata><title>Trump met Putin</title></metadata><item id='a' href='a.xhtml'/><item id='b' href='b.xhtml'/>\
                   <itemref idref='a'/><itemref idref='b'/></p>";
        let book = zip(&[
            ("META-INF/container.xml", "<c><rootfile full-path='b.opf'/></c>"), ("b.opf", opf), ("a.xhtml", &a), ("b.xhtml", &b),
        ]);
        check(&book, &[a.as_bytes(), b.as_bytes()])?;
    }

    #[test]
    fn of_saved_pages(page in markup()) {
        let mail = format!("From: <Saved by Blink>\nSubject: a\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{page}");
        check(mail.as_bytes(), &[page.as_bytes()])?;
        let warc = format!("WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
        check(warc.as_bytes(), &[page.as_bytes()])?;
    }

    #[test]
    fn of_rows(cells in prop::collection::vec("[^\"]{0,90}", 2..12), markup in markup()) {
        let quoted = markup.replace('"', "\"\"");
        let rows: Vec<String> = cells.iter().map(|cell| format!("\"{cell}\",\"{quoted} Trump met Putin, and they talked.\"")).collect();
        let table = format!("title,text\n{}\n", rows.join("\n"));
        check(table.as_bytes(), &[table.as_bytes()])?;
        let list = serde_json::Value::from(vec![serde_json::json!({"title": cells[0], "text": markup, "url": cells[1]}); 2]);
        check(list.to_string().as_bytes(), &[])?;
    }

    #[test]
    fn of_pdf_files(pages in prop::collection::vec(prop::collection::vec(word(), 0..30), 0..5), title in "\\PC{0,9}", lost in 0u32..3) {
        let pages: Vec<Page> = pages.into_iter().map(|words| Page { width: 600.0, height: 800.0, words }).collect();
        let info = Info { created: format!("D:{title}"), author: title.clone(), title };
        let found = PdfText { total: pages.len() as u32, pages, lost, info, trouble: None };
        let reading = pdf::read(Source { name: "file", bytes: b"" }, &found);
        let opening = Opening { documents: reading.documents, diagnostics: reading.diagnostics, ..Opening::default() };
        sound::check(&opening, &[]).map_err(TestCaseError::fail)?;
    }
}
