//! Web archives (WARC): each page that was fetched is an article.
//!
//! The format is ISO 28500: records of headers and a block, whose length the headers state. A block of type `response`
//! is the server's answer as it came: its own headers, and a body that may be sent in chunks and packed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use coterie_read::{Field, Format, Source};
use flate2::read::{DeflateDecoder, GzDecoder, ZlibDecoder};

use super::record::host;
use super::when::{Order, stated};
use super::{Desk, Spent};

/// Whether a file is a web archive.
pub(crate) fn looks_like(bytes: &[u8]) -> bool {
    let rest = bytes.trim_ascii_start().strip_prefix(b"WARC/").unwrap_or_default();
    rest.first().is_some_and(u8::is_ascii_digit)
}

/// Puts the pages of a web archive on the desk.
pub(crate) fn read(source: Source<'_>, desk: &mut Desk<'_>) {
    let mut pages = Pages::default();
    pages.read(source.name, source.bytes, desk);
    pages.finish(source.name, desk);
}

/// The pages of a web archive, of one file or several, as they are read.
#[derive(Default)]
pub(crate) struct Pages {
    /// What pages are called that do not say so themselves, by their addresses.
    titles: BTreeMap<String, String>,
    /// The addresses that were read, where each is read once; none where it is read as often as it was fetched.
    seen: Option<BTreeSet<String>>,
    /// How many were passed over since they had been read.
    again: usize,
    /// How many files are no pages.
    others: usize,
    /// How many cannot be unpacked.
    broken: usize,
    /// Whether anything came of any.
    any: bool,
}

impl Pages {
    /// Pages of which each is read once.
    pub(crate) fn once_each(titles: BTreeMap<String, String>) -> Self {
        Pages { titles, seen: Some(BTreeSet::new()), ..Pages::default() }
    }

    /// Puts the pages of a file on the desk, as pages of `name`.
    pub(crate) fn read(&mut self, name: &str, bytes: &[u8], desk: &mut Desk<'_>) {
        let before = desk.count();
        let mut rest = bytes;
        while let Some((record, after)) = record(rest) {
            rest = after;
            if !record.kind.eq_ignore_ascii_case("response") {
                // Requests, notes on fetching and the like are no pages, and nobody takes them for such; wget files its
                // own as resources.
                let is_file =
                    ["resource", "conversion"].iter().any(|kind| record.kind.eq_ignore_ascii_case(kind));
                self.others += usize::from(is_file && !record.url.starts_with("metadata:"));
                continue;
            }
            let (head, body) = halves(record.block);
            let head = Headers::of(head);
            let is_page = head.get("content-type").is_some_and(|kind| {
                let kind = kind.to_ascii_lowercase();
                kind.starts_with("text/html") || kind.starts_with("application/xhtml")
            });
            if !is_page || !head.says_ok() {
                self.others += 1;
                continue;
            }
            if let Some(seen) = &mut self.seen
                && !seen.insert(record.url.clone())
            {
                self.again += 1;
                continue;
            }
            if let Err(spent) = desk.budget.begin() {
                desk.spent(name, spent);
                break;
            }
            let packed = body.len() as u64;
            let unpacked = unpack(&head, body, desk.budget.room(packed));
            let Some(page) = unpacked else {
                self.broken += 1;
                continue;
            };
            if let Err(spent) = desk.budget.take(packed, page.len() as u64) {
                desk.spent(&record.url, spent);
                if spent == Spent::File {
                    break;
                }
                continue;
            }
            self.put(&record, &format!("{name}/{}", record.url), &page, desk);
        }
        self.any |= desk.count() > before;
    }

    fn put(&self, record: &Record<'_>, name: &str, page: &[u8], desk: &mut Desk<'_>) {
        let mut reading = coterie_read::read(Source { name, bytes: page });
        for document in &mut reading.documents {
            document.format = Format::Archived;
            let metadata = &mut document.metadata;
            metadata.site = metadata.site.take().or_else(|| host(&record.url));
            if metadata.date.is_none()
                && let Some(date) = stated(&record.date, Order::Unknown)
            {
                // The day it was fetched: it was published then or before.
                metadata.date = Some(date);
                metadata.guessed.mark(Field::Date);
            }
            if metadata.title.is_none()
                && let Some(title) = self.titles.get(&record.url)
            {
                metadata.title = Some(title.clone());
                metadata.guessed.mark(Field::Title);
            }
        }
        desk.take(reading);
    }

    /// Says what was left out.
    pub(crate) fn finish(self, name: &str, desk: &mut Desk<'_>) {
        let Pages { again, others, broken, any, .. } = self;
        if again > 0 {
            let pages = if again == 1 { "1 page was" } else { &format!("{again} pages were") };
            desk.note(name, format!("{pages} fetched more than once and read as first fetched."));
        }
        if others > 0 {
            let message = format!(
                "{others} files in this web archive are no pages (pictures, styles, errors) and were left out."
            );
            desk.warn(name, message, "");
        }
        if broken > 0 {
            let message =
                format!("{broken} pages in this web archive are packed in a way that Coterie does not know.");
            desk.warn(name, message, "Save those pages from the browser and add them.");
        }
        if !any && others + broken == 0 {
            let hint = "Choose an archive with web pages in it.";
            desk.error(name, "There are no pages in this web archive.", hint);
        }
    }
}

/// A record.
struct Record<'w> {
    kind: String,
    url: String,
    date: String,
    block: &'w [u8],
}

/// The next record, and what follows it. Where a record's length is wrong, the next sign of one is looked for.
fn record(bytes: &[u8]) -> Option<(Record<'_>, &[u8])> {
    let start = find(bytes, b"WARC/")?;
    let (head, rest) = halves(&bytes[start..]);
    let headers = Headers::of(head);
    let length = headers.get("content-length").and_then(|length| length.parse::<usize>().ok());
    let length = length.filter(|&length| length <= rest.len());
    let length = length.unwrap_or_else(|| find(rest, b"\r\n\r\nWARC/1").unwrap_or(rest.len()));
    let (block, rest) = rest.split_at(length);
    let get = |name: &str| headers.get(name).unwrap_or_default().to_owned();
    let url = get("warc-target-uri").trim_matches(['<', '>']).to_owned();
    Some((Record { kind: get("warc-type"), url, date: get("warc-date"), block }, rest))
}

/// Headers and body: what stands before and after the first empty line.
fn halves(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    while let Some(line) = find(&bytes[at..], b"\n") {
        let end = at + line;
        let rest = &bytes[end + 1..];
        if let Some(rest) = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")) {
            return (&bytes[..end], rest);
        }
        at = end + 1;
    }
    (bytes, &[])
}

fn find(bytes: &[u8], sign: &[u8]) -> Option<usize> {
    let first = *sign.first()?;
    let mut at = 0;
    while let Some(next) = bytes.get(at..)?.iter().position(|&byte| byte == first) {
        at += next;
        if bytes[at..].starts_with(sign) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Headers by name, and the line above them.
struct Headers {
    first: String,
    fields: Vec<(String, String)>,
}

impl Headers {
    /// Only so many headers are looked at.
    const MOST: usize = 200;

    fn of(head: &[u8]) -> Self {
        let head = String::from_utf8_lossy(&head[..head.len().min(64 << 10)]);
        let mut lines = head.lines();
        let first = lines.next().unwrap_or_default().to_owned();
        let fields = lines.take(Self::MOST).filter_map(|line| line.split_once(':'));
        let fields = fields.map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        Headers { first, fields: fields.collect() }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether the server answered with the page that was asked for.
    fn says_ok(&self) -> bool {
        self.first.split_whitespace().nth(1).is_none_or(|status| status.starts_with('2'))
    }
}

/// A body without chunks and packing, at most one byte more than there is room for; none where its packing is unknown.
fn unpack(head: &Headers, body: &[u8], room: u64) -> Option<Vec<u8>> {
    let is_chunked =
        head.get("transfer-encoding").is_some_and(|how| how.to_ascii_lowercase().contains("chunked"));
    // Archivers take chunks off and leave the header.
    let whole = if is_chunked { unchunk(body) } else { None };
    let body = whole.as_deref().unwrap_or(body);
    let inflate = |reader: &mut dyn Read| {
        let mut page = Vec::new();
        // What was cut off gives what came before.
        let _cut = reader.take(room.saturating_add(1)).read_to_end(&mut page);
        (!page.is_empty()).then_some(page)
    };
    let how = head.get("content-encoding").unwrap_or_default().to_ascii_lowercase();
    match how.as_str() {
        _ if body.starts_with(&[0x1f, 0x8b]) => inflate(&mut GzDecoder::new(body)),
        "deflate" => inflate(&mut ZlibDecoder::new(body))
            .or_else(|| inflate(&mut DeflateDecoder::new(body)))
            .or_else(|| Some(body.to_vec())),
        // Archivers unpack bodies and leave the header, too.
        _ if how.is_empty() || how == "identity" || looks_like_markup(body) => Some(body.to_vec()),
        _ => None,
    }
}

fn looks_like_markup(body: &[u8]) -> bool {
    let head = &body[..body.len().min(1024)];
    head.trim_ascii_start().starts_with(b"<") && std::str::from_utf8(&head[..head.len().min(64)]).is_ok()
}

/// A body put together from its chunks; none where it has none.
fn unchunk(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    let mut count = 0;
    loop {
        let end = body.iter().take(32).position(|&byte| byte == b'\n');
        let line = end.and_then(|end| body.get(..end)).and_then(|line| std::str::from_utf8(line).ok());
        let size = line.map(|line| line.split(';').next().unwrap_or_default().trim());
        let size = size.and_then(|size| usize::from_str_radix(size, 16).ok());
        let (Some(end), Some(size)) = (end, size) else { return (count > 0).then_some(whole) };
        let rest = &body[end + 1..];
        if size == 0 {
            return Some(whole);
        }
        let size = size.min(rest.len());
        whole.extend_from_slice(&rest[..size]);
        body = &rest[size..];
        body = body.strip_prefix(b"\r\n").or(body.strip_prefix(b"\n")).unwrap_or(body);
        count += 1;
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::shown::shown;

    const PAGE: &str = "<html><head><title>Summit</title></head><body><p>Trump met Putin.</p></body></html>";

    fn record_of(kind: &str, http: &str, body: &[u8]) -> Vec<u8> {
        let block = [http.as_bytes(), b"\r\n\r\n", body].concat();
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://www.bbc.co.uk/a\r\nWARC-Date: 2016-11-15T10:00:00Z\r\nContent-Length: {}\r\n\r\n",
            block.len()
        );
        [head.as_bytes(), &block, b"\r\n\r\n"].concat()
    }

    #[track_caller]
    fn check(warc: &[u8], expected: &str) {
        let shown = shown("w", warc);
        let lines: Vec<&str> =
            shown.lines().filter(|line| !line.starts_with("warning: No article was found")).collect();
        assert_eq!(lines.join("\n"), expected);
    }

    const READ: &str =
        "w/https://www.bbc.co.uk/a | Summit | | 2016-11-15 | bbc.co.uk\n# Summit\nTrump met Putin.";

    #[test]
    fn pages() {
        let http = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8";
        let mut warc = record_of("warcinfo", "software: x", b"");
        warc.extend(record_of("request", "GET / HTTP/1.1", b""));
        warc.extend(record_of("response", http, PAGE.as_bytes()));
        check(&warc, READ);
        let chunked =
            format!("{:x}\r\n{}\r\n{:x}\r\n{}\r\n0\r\n\r\n", 10, &PAGE[..10], PAGE.len() - 10, &PAGE[10..]);
        check(
            &record_of("response", &format!("{http}\r\nTransfer-Encoding: chunked"), chunked.as_bytes()),
            READ,
        );
        check(
            &record_of("response", &format!("{http}\r\nTransfer-Encoding: chunked"), PAGE.as_bytes()),
            READ,
        );
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(PAGE.as_bytes()).expect("packing");
        let packed = packer.finish().expect("packing");
        check(&record_of("response", &format!("{http}\r\nContent-Encoding: gzip"), &packed), READ);
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(PAGE.as_bytes()).expect("packing");
        let packed = packer.finish().expect("packing");
        check(&record_of("response", &format!("{http}\r\nContent-Encoding: deflate"), &packed), READ);
    }

    #[test]
    fn what_is_no_page_is_counted() {
        let mut warc = record_of("response", "HTTP/1.1 200 OK\r\nContent-Type: image/png", b"\x89PNG");
        warc.extend(record_of(
            "response",
            "HTTP/1.1 404 Not Found\r\nContent-Type: text/html",
            PAGE.as_bytes(),
        ));
        check(
            &warc,
            "warning: 2 files in this web archive are no pages (pictures, styles, errors) and were left out.",
        );
        check(b"WARC/1.0\r\n", "error: There are no pages in this web archive.");
    }

    #[test]
    fn a_wrong_length_loses_one_record() {
        let http = "HTTP/1.1 200 OK\r\nContent-Type: text/html";
        let broken = String::from_utf8(record_of("request", "GET / HTTP/1.1", b"")).expect("text");
        let length = broken.find("Content-Length: ").expect("a length");
        let broken = format!(
            "{}Content-Length: 999999999{}",
            &broken[..length],
            &broken[length + "Content-Length: 18".len()..]
        );
        let warc = [broken.as_bytes(), &record_of("response", http, PAGE.as_bytes())].concat();
        check(&warc, READ);
    }

    #[test]
    fn articles_are_no_archives() {
        assert!(!looks_like(b"WARC/ is a format"));
        assert!(!looks_like(b"WARCs hold pages"));
    }
}
