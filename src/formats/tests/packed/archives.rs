//! Archives.

use std::io::{Cursor, Write};

use coterie_read::Source;
use flate2::write::GzEncoder;
use zip::unstable::write::FileOptionsExt;
use zip::write::SimpleFileOptions;

use super::{check, opened, shown, zip};
use coterie_formats::{Limits, Opening, Options, Question, open, open_within};

fn tar(files: &[(&str, &str)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        builder.append_data(&mut header, name, content.as_bytes()).expect("a file");
    }
    builder.into_inner().expect("an archive")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).expect("room");
    encoder.finish().expect("room")
}

#[test]
fn files_in_order_of_their_names() {
    let files = [("b/c.txt", "Three."), ("a.txt", "One."), ("b/a.txt", "Two.")];
    let expected = "a/a.txt: One.\na/b/a.txt: Two.\na/b/c.txt: Three.";
    check(&zip(&files), expected);
    check(&tar(&files), expected);
    check(&gzip(&tar(&files)), expected);
    check(&gzip(b"Only this."), "a: Only this.");
}

#[test]
fn what_is_no_article_is_counted() {
    let files = [
        ("__MACOSX/._a.txt", "x"),
        ("a.txt", "One."),
        ("b.gif", "GIF89a\0\0\0"),
        ("c/.DS_Store", "x"),
        ("empty", ""),
        ("p_files/x.css", "p { color: red }"),
    ];
    check(&zip(&files), "a/a.txt: One.\n~ a: 5 files that are no articles were passed over.");
    check(&zip(&[(".x", "One.")]), "! a: There are no articles in this archive.");
    check(&zip(&[]), "! a: There are no articles in this archive.");
}

#[test]
fn archives_in_archives() {
    let inner = |bytes: &[u8], name: &str| {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(name, SimpleFileOptions::default()).expect("a file");
        writer.write_all(bytes).expect("room");
        writer.finish().expect("an archive").into_inner()
    };
    let one = gzip(&tar(&[("x.txt", "Deep.")]));
    let two = inner(&one, "1.tgz");
    let three = inner(&two, "2.zip");
    check(&three, "a/2.zip/1.tgz/x.txt: Deep.");
    let four = inner(&three, "3.zip");
    check(&four, "! a/3.zip/2.zip/1.tgz/x.txt: It lies more than 3 archives deep and was left out.");
}

#[test]
fn sizes_are_measured() {
    let limits = Limits { entry: 2 << 20, file: 5 << 20, entries: 3, ratio: 20, depth: 3 };
    let shown_within =
        |bytes: &[u8]| shown(&open_within(Source { name: "a", bytes }, &Options::default(), limits));
    let big = "x ".repeat(3 << 19);
    let bomb = zip(&[("a.txt", &big), ("b.txt", "Fine.")]);
    let expected = "a/b.txt: Fine.\n! a/a.txt: It unpacks to far more than any article and was left out.";
    assert_eq!(shown_within(&bomb), expected);
    let many = zip(&[("1", "a b."), ("2", "a b."), ("3", "a b."), ("4", "a b.")]);
    assert!(shown_within(&many).ends_with("! a: It holds more than 3 files; the rest was left out."));
    // What was left out was unpacked all the same, and counts.
    let bombs = zip(&[("1", &big), ("2", &big), ("3", &big), ("4", &big)]);
    assert_eq!(shown_within(&bombs).matches("far more").count(), 3);
    // A size that lies makes no difference.
    let mut lying = zip(&[("a.txt", &big)]);
    let list = lying.windows(4).position(|sign| sign == b"PK\x01\x02").expect("the list");
    lying[list + 24..list + 28].copy_from_slice(&9u32.to_le_bytes());
    assert!(!shown_within(&lying).contains("a/a.txt: x"));
}

#[test]
fn archives_that_break_off_give_what_they_have() {
    let whole = zip(&[("a.txt", "One."), ("b.txt", "Two.")]);
    let cut = whole.windows(4).position(|sign| sign == b"PK\x01\x02").expect("the list");
    let expected = "a/a.txt: One.\na/b.txt: Two.\n! a: This archive is damaged or breaks off. What could be found in it was read.";
    check(&whole[..cut], expected);
    let whole = tar(&[("a.txt", "One."), ("b.txt", &"Two. ".repeat(300))]);
    let opening = open(Source { name: "a", bytes: &whole[..1800] }, &Options::default());
    let text = shown(&opening);
    assert!(
        text.contains("a/a.txt: One.\na/b.txt: Two. Two.") && text.contains("! a: This archive is damaged"),
        "{text}"
    );
    let words: String = (0..20_000).map(|n| format!("word{n} ")).collect();
    let packed = gzip(words.as_bytes());
    let opening = open(Source { name: "a", bytes: &packed[..packed.len() / 2] }, &Options::default());
    assert!(opening.documents[0].text.starts_with("word0 word1 ") && opening.diagnostics.len() == 1);
}

#[test]
fn locked_archives_ask_for_the_password() {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().with_deprecated_encryption(b"geheim").expect("a password");
    writer.start_file("a.txt", options).expect("a file");
    writer.write_all(b"One.").expect("room");
    let bytes = writer.finish().expect("an archive").into_inner();
    check(&bytes, "! a: 1 file in this archive cannot be opened without a password.");
    let with = |password: &str| {
        let options = Options { password: Some(password.to_owned()), ..Options::default() };
        open(Source { name: "a", bytes: &bytes }, &options)
    };
    assert_eq!(shown(&with("geheim")), "a/a.txt: One.");
    assert_eq!(shown(&with("wrong")), "! a: 1 file in this archive cannot be opened with this password.");
    let asked =
        |opening: Opening| opening.diagnostics.into_iter().find_map(|said| said.question).map(|asked| *asked);
    assert_eq!(asked(opened(&bytes)), Some(Question::Password { wrong: false }));
    assert_eq!(asked(with("wrong")), Some(Question::Password { wrong: true }));
    assert_eq!(asked(with("geheim")), None);
}

#[test]
fn what_cannot_be_unpacked_is_named() {
    // The method stands in the entry's header and in the list.
    let mut bytes = zip(&[("a.txt", "One."), ("b.txt", "Two.")]);
    let header = bytes.windows(4).position(|sign| sign == b"PK\x03\x04").expect("a header");
    let list = bytes.windows(4).position(|sign| sign == b"PK\x01\x02").expect("the list");
    bytes[header + 8] = 12;
    bytes[list + 10] = 12;
    check(&bytes, "a/b.txt: Two.\n! a: 1 file in this archive cannot be opened: packed with bzip2.");
}

#[test]
fn files_of_one_name_are_said() {
    let mut bytes = zip(&[("a.txt", "One."), ("b.txt", "Two.")]);
    for at in 0..bytes.len() - 5 {
        if bytes[at..].starts_with(b"b.txt") {
            bytes[at] = b'a';
        }
    }
    let expected = "a/a.txt: Two.\n! a: Some files in this archive have the same name: only the last of each name was read.";
    check(&bytes, expected);
}

#[test]
fn old_office_files_are_named() {
    let with = |stream: &str| {
        let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        bytes.resize(512, 0);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(1024, 0);
        bytes
    };
    check(&with("WordDocument"), "! a: This is an old Word document (.doc), which Coterie does not read.");
    check(&with("Workbook"), "! a: This Excel workbook is damaged: nothing in it can be read.");
    check(&with("EncryptedPackage"), "! a: This Office file is locked with a password.");
    check(&with("Unknown"), "! a: This Office file is damaged or breaks off: nothing in it can be read.");
}

#[test]
fn newer_encryption_is_opened_too() {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().with_aes_encryption(zip::AesMode::Aes256, "geheim");
    writer.start_file("a.txt", options).expect("a file");
    writer.write_all(b"One.").expect("room");
    let bytes = writer.finish().expect("an archive").into_inner();
    let with = |password: Option<&str>| {
        let options = Options { password: password.map(str::to_owned), ..Options::default() };
        shown(&open(Source { name: "a", bytes: &bytes }, &options))
    };
    assert_eq!(with(Some("geheim")), "a/a.txt: One.");
    assert_eq!(with(Some("wrong")), "! a: 1 file in this archive cannot be opened with this password.");
    assert_eq!(with(None), "! a: 1 file in this archive cannot be opened without a password.");
}

/// A page as a WARC file keeps it.
fn fetched(url: &str, page: &str) -> String {
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    let length = block.len();
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2016-11-15T10:00:00Z\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n"
    )
}

#[test]
fn web_archives_with_their_index() {
    let page = |words: &str| format!("<html><body><p>{words}</p></body></html>");
    let (one, two) = (
        fetched("https://a.org/1", &page("Trump met Putin.")),
        fetched("https://a.org/2", &page("They parted.")),
    );
    let files = [
        (
            "datapackage.json",
            "{\"profile\": \"data-package\", \"description\": \"Trump met Putin in an index and it is long enough to be one.\"}",
        ),
        ("archive/one.warc", &format!("{one}{two}")),
        ("archive/two.warc", &one),
        ("fuzzy.json", "{}"),
        ("indexes/index.cdx", "org,a)/1 20161115100000 {\"url\": \"https://a.org/1\"}"),
        (
            "pages/pages.jsonl",
            "{\"format\": \"json-pages-1.0\", \"title\": \"All Pages\"}\n{\"url\": \"https://a.org/1\", \"title\": \"Summit\"}\nno json\n{\"url\": \"https://a.org/2\", \"title\": \"https://a.org/2\"}",
        ),
    ];
    let opening = opened(&zip(&files));
    let read: Vec<String> = opening
        .documents
        .iter()
        .map(|document| {
            let guessed = document.metadata.guessed.is(coterie_read::Field::Title);
            format!("{}: {:?} {guessed} {}", document.name, document.metadata.title, document.text)
        })
        .collect();
    assert_eq!(
        read,
        [
            "a/https://a.org/1: Some(\"Summit\") true Trump met Putin.",
            "a/https://a.org/2: None false They parted."
        ]
    );
    let said: Vec<&str> = opening.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    assert!(said.contains(&"1 page was fetched more than once and read as first fetched."), "{said:?}");
    let damaged = zip(&[("datapackage.json", "{}"), ("archive/one.warc.gz", "x")]);
    check(&damaged, "! a: There are no pages in this web archive.");
}
