//! What the targets do with the bytes that a fuzzer makes up: one function each, named as the target.
//!
//! A target opens a file and checks what came of it ([`sound`], which the property tests use too). Formats that are
//! packed are fuzzed beneath the packing: the bytes are the files inside, parted by [`PART`], since no mutation of a
//! packed file is likely to leave it whole. What another reader took is not kept, so that each target stays with its own.

#[path = "../../src/formats/tests/sound/mod.rs"]
mod sound;

use std::io::{Cursor, Write};

use coterie_formats::pdf::{self, Info, Page, PdfText, Word};
use coterie_formats::{Limits, Opening, Options, open_within};
use coterie_read::{Format, Source};
use flate2::Compression;
use flate2::write::GzEncoder;
use libfuzzer_sys::Corpus;
use zip::write::SimpleFileOptions;

/// Parts the files inside of a packed one: a byte that markup has not.
pub const PART: u8 = 0x1e;

/// No file of a fuzzer unpacks to more.
const LIMITS: Limits = Limits { entry: 1 << 20, file: 4 << 20, entries: 100, ratio: 200, depth: 3 };

/// Any file.
pub fn any(bytes: &[u8]) -> Corpus {
    opened("file", bytes, &[bytes]);
    Corpus::Keep
}

/// Plain text and Markdown.
pub fn text(bytes: &[u8]) -> Corpus {
    of(&[Format::Text, Format::Markdown], bytes)
}

/// Web pages.
pub fn page(bytes: &[u8]) -> Corpus {
    of(&[Format::Html], bytes)
}

/// Mails, boxes of them, saved pages.
pub fn mail(bytes: &[u8]) -> Corpus {
    of(&[Format::Mail, Format::Html], bytes)
}

/// Rich text.
pub fn rtf(bytes: &[u8]) -> Corpus {
    of(&[Format::Office], bytes)
}

/// Tables.
pub fn table(bytes: &[u8]) -> Corpus {
    of(&[Format::Record], bytes)
}

/// JSON, whole or in lines.
pub fn data(bytes: &[u8]) -> Corpus {
    of(&[Format::Record], bytes)
}

/// Captions.
pub fn captions(bytes: &[u8]) -> Corpus {
    of(&[Format::Captions], bytes)
}

/// Bibliographies.
pub fn references(bytes: &[u8]) -> Corpus {
    of(&[Format::Reference], bytes)
}

/// News of agencies, feeds, other XML.
pub fn news(bytes: &[u8]) -> Corpus {
    of(&[Format::News], bytes)
}

/// Exports of news databases.
pub fn bundle(bytes: &[u8]) -> Corpus {
    of(&[Format::Export], bytes)
}

/// Web archives.
pub fn warc(bytes: &[u8]) -> Corpus {
    of(&[Format::Archived], bytes)
}

/// Office files: the first byte says which, `w` (Word), `t` (OpenDocument text), `s` (slides), `x` (Excel), `c`
/// (OpenDocument spreadsheet), `b` (Excel, binary); then their parts. Old workbooks are fuzzed as any file is: they are
/// not packed.
pub fn office(bytes: &[u8]) -> Corpus {
    const NAMES: [&[&str]; 6] = [
        &[
            "word/document.xml",
            "word/styles.xml",
            "word/footnotes.xml",
            "docProps/core.xml",
            "word/header1.xml",
            "_rels/.rels",
        ],
        &["content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"],
        &["ppt/slides/slide1.xml", "docProps/core.xml", "ppt/slides/slide2.xml"],
        &[
            "xl/worksheets/sheet1.xml",
            "xl/sharedStrings.xml",
            "xl/workbook.xml",
            "xl/styles.xml",
            "xl/_rels/workbook.xml.rels",
            "xl/worksheets/sheet2.xml",
        ],
        &["content.xml", "meta.xml", "META-INF/manifest.xml"],
        &[
            "xl/worksheets/sheet1.bin",
            "xl/sharedStrings.bin",
            "xl/workbook.bin",
            "xl/styles.bin",
            "xl/_rels/workbook.bin.rels",
        ],
    ];
    let Some((first, parts)) = bytes.split_first() else { return Corpus::Reject };
    let kind = match first {
        b't' => 1,
        b's' => 2,
        b'x' => 3,
        b'c' => 4,
        b'b' => 5,
        _ => 0,
    };
    let mut files: Vec<(&str, &[u8])> = match kind {
        1 => vec![("mimetype", b"application/vnd.oasis.opendocument.text")],
        4 => vec![("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")],
        _ => vec![("[Content_Types].xml", b"<Types/>")],
    };
    files.extend(NAMES[kind].iter().copied().zip(parts.split(|&byte| byte == PART)));
    opened("file", &zip(&files), &[]);
    Corpus::Keep
}

/// Books: the list of chapters, two chapters, the table of contents, and the list of what is locked.
pub fn epub(bytes: &[u8]) -> Corpus {
    const NAMES: [&str; 5] = ["o/b.opf", "o/a.xhtml", "o/b.xhtml", "o/n.xhtml", "META-INF/encryption.xml"];
    let container = b"<c><rootfile full-path='o/b.opf'/></c>";
    let mut files: Vec<(&str, &[u8])> = vec![("META-INF/container.xml", container)];
    files.extend(NAMES.into_iter().zip(bytes.split(|&byte| byte == PART)));
    let chapters: Vec<&[u8]> = files.iter().map(|&(_, bytes)| bytes).collect();
    opened("file", &zip(&files), &chapters);
    Corpus::Keep
}

/// Archives: of parts that are names (up to the first line's end) with contents, as the first byte says: `z` (ZIP), `t`
/// (tar), `g` (gzip of the rest), `T` (tar in gzip); else the bytes are the archive itself.
pub fn archive(bytes: &[u8]) -> Corpus {
    let Some((first, rest)) = bytes.split_first() else { return Corpus::Reject };
    let files: Vec<(String, &[u8])> = rest
        .split(|&byte| byte == PART)
        .map(|part| {
            let end = part.iter().position(|&byte| byte == b'\n').unwrap_or(0);
            let (name, content) = part.split_at(end);
            (String::from_utf8_lossy(name).into_owned(), content)
        })
        .collect();
    let named = || files.iter().map(|(name, content)| (name.as_str(), *content)).collect::<Vec<_>>();
    let packed = match first {
        b'z' => zip(&named()),
        b't' => tar(&named()),
        b'g' => gzip(rest),
        b'T' => gzip(&tar(&named())),
        _ => bytes.to_vec(),
    };
    opened("file", &packed, &[]);
    Corpus::Keep
}

/// What becomes of the words that pdf.js finds: as its JSON, or lines of five bytes (left, baseline, width, size,
/// marks) and the word.
pub fn pdf(bytes: &[u8]) -> Corpus {
    let found = serde_json::from_slice(bytes).unwrap_or_else(|_| words(bytes));
    let reading = pdf::read(Source { name: "file", bytes }, &found);
    let opening =
        Opening { documents: reading.documents, diagnostics: reading.diagnostics, ..Opening::default() };
    checked(&opening, &[]);
    Corpus::Keep
}

fn words(bytes: &[u8]) -> PdfText {
    let mut lines = bytes.split(|&byte| byte == b'\n');
    let said = String::from_utf8_lossy(lines.next().unwrap_or_default()).into_owned();
    let mut said = said.split('\t').map(str::to_owned);
    let mut next = || said.next().unwrap_or_default();
    let info = Info { title: next(), author: next(), created: next() };
    let blank = Page { width: 600.0, height: 800.0, words: Vec::new() };
    let mut pages = vec![blank.clone()];
    for line in lines {
        let [left, base, width, size, marks, text @ ..] = line else { continue };
        let number = |byte: &u8| match byte {
            // Files are hostile in their numbers too.
            0xff if marks & 8 > 0 => f32::NAN,
            0xfe if marks & 8 > 0 => f32::INFINITY,
            0xfd if marks & 8 > 0 => f32::MIN,
            &byte => f32::from(byte) * 3.0,
        };
        if marks & 4 > 0 && pages.len() < 50 {
            pages.push(blank.clone());
        }
        let text = String::from_utf8_lossy(text).into_owned();
        let size = number(size) / 20.0;
        let word = Word(text, number(left), number(base), number(width), size, marks & 1 > 0, marks & 2 == 0);
        if let Some(page) = pages.last_mut() {
            page.words.push(word);
        }
    }
    PdfText { total: pages.len() as u32, lost: 0, pages, info, trouble: None }
}

/// Opens a file of text; kept where one of these formats came of it, or nothing but a sentence.
fn of(formats: &[Format], bytes: &[u8]) -> Corpus {
    let opening = opened("file", bytes, &[bytes]);
    let is_own = opening.documents.is_empty()
        || opening.documents.iter().any(|document| formats.contains(&document.format));
    if is_own { Corpus::Keep } else { Corpus::Reject }
}

fn opened(name: &str, bytes: &[u8], sources: &[&[u8]]) -> Opening {
    let opening = open_within(Source { name, bytes }, &Options::default(), LIMITS);
    checked(&opening, sources);
    opening
}

fn checked(opening: &Opening, sources: &[&[u8]]) {
    if let Err(why) = sound::check(opening, sources) {
        panic!("{why}");
    }
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in files {
        // A name that is there already is refused.
        if writer.start_file(*name, stored).is_ok() {
            writer.write_all(content).expect("memory takes it");
        }
    }
    writer.finish().expect("memory takes it").into_inner()
}

fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, content) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        // A name that leads out of the archive is refused.
        let _refused = archive.append_data(&mut header, name, *content);
    }
    archive.into_inner().expect("memory takes it")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::fast());
    writer.write_all(bytes).expect("memory takes it");
    writer.finish().expect("memory takes it")
}
