//! Bytes to text: charsets.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A file as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// Its characters, without the byte order mark.
    pub text: String,
    /// As the encoding standard names it.
    pub charset: &'static str,
    /// Whether bytes had to be replaced by `U+FFFD`.
    pub replaced: bool,
}

/// Decodes a file: by its byte order mark, by what a page declares, as UTF-8 where valid, else by statistics.
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[length..]);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return decode_as(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), charset: UTF_8.name(), replaced: false };
    }
    // A declaration that the bytes contradict is worth less than the bytes.
    if let Some(encoding) = declared(bytes).filter(|&encoding| encoding != UTF_8) {
        let decoded = decode_as(encoding, bytes);
        if !decoded.replaced {
            return decoded;
        }
    }
    // A long UTF-8 file with a few broken bytes stays UTF-8.
    let lossy = decode_as(UTF_8, bytes);
    if is_mostly_utf8(&lossy.text) {
        return lossy;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    decode_as(detector.guess(None, Utf8Detection::Allow), bytes)
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), charset: encoding.name(), replaced }
}

/// Whether real multi-byte characters outnumber the replaced bytes by far.
fn is_mostly_utf8(text: &str) -> bool {
    let (mut lost, mut real) = (0usize, 0usize);
    for character in text.chars().filter(|c| !c.is_ascii()) {
        if character == '\u{fffd}' { lost += 1 } else { real += 1 }
    }
    real > 8 * lost
}

/// UTF-16 shows as zero bytes on one side of most pairs: half the bytes of any Western text.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    if head.len() < 8 {
        return None;
    }
    let pairs = head.len() / 2;
    let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|&&byte| byte == 0).count();
    match (zeros(0) * 10 / pairs, zeros(1) * 10 / pairs) {
        (0, 6..) => Some(UTF_16LE),
        (6.., 0) => Some(UTF_16BE),
        _ => None,
    }
}

/// The charset that a page's first kilobytes declare: `<meta charset=…>`, `content="…; charset=…"`, `<?xml encoding=…?>`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let is_page = head.iter().position(|byte| !byte.is_ascii_whitespace()).is_some_and(|at| head[at] == b'<');
    if !is_page {
        return None;
    }
    [&b"charset"[..], b"encoding"].iter().find_map(|key| {
        let at = head.windows(key.len()).position(|window| window.eq_ignore_ascii_case(key))? + key.len();
        let rest = head[at..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let end = rest
            .iter()
            .position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:.".contains(byte)))
            .unwrap_or(rest.len());
        Encoding::for_label(&rest[..end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], charset: &str, text: &str) {
        let decoded = decode(bytes);
        assert_eq!((decoded.charset, decoded.text.as_str()), (charset, text));
    }

    #[test]
    fn charsets() {
        check("Müller".as_bytes(), "UTF-8", "Müller");
        check(b"\xef\xbb\xbfTrump", "UTF-8", "Trump");
        check(b"\xff\xfeP\0u\0t\0", "UTF-16LE", "Put");
        check(b"P\0u\0t\0i\0n\0 \0", "UTF-16LE", "Putin ");
        check(b"\0P\0u\0t\0i\0n", "UTF-16BE", "Putin");
        check(b"the countries\x92 \x93air\x94 forces", "windows-1252", "the countries’ “air” forces");
        check(b"<meta charset=koi8-r>\xf0\xd5\xd4\xc9\xce", "KOI8-R", "<meta charset=koi8-r>Путин");
    }

    #[test]
    fn says_what_was_replaced() {
        let mut bytes = "“Müller” é à ü ö ä ß ñ ç".repeat(4).into_bytes();
        bytes.push(0xff);
        assert!(decode(&bytes).replaced);
    }
}
