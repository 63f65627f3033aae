//! What a file is, by its first bytes.

const NO_WORDS: &str = "Coterie reads articles made of words. Add the article's text instead.";

/// Whether a file is empty or of a sort that has no words: a picture, sound, film or program, or data of no known sort.
pub fn is_wordless(bytes: &[u8]) -> bool {
    bytes.is_empty() || unreadable(bytes).is_some_and(|(_, hint)| hint == NO_WORDS)
}

/// What to say of a file that is not text: what it is, and what to do. `None` for text of any charset.
pub(super) fn unreadable(bytes: &[u8]) -> Option<(String, &'static str)> {
    const SAVE: &str = "Open it in its program and save it as text, Word or HTML.";
    const UNPACK: &str = "Unpack it and add the articles inside.";
    const EXPORT: &str = "Export its articles as text or HTML files and add those.";
    if bytes.is_empty() {
        return Some(("This file is empty.".to_owned(), "Choose a file with an article in it."));
    }
    let (what, hint) = match bytes {
        [b'%', b'P', b'D', b'F', ..] => ("a PDF", SAVE),
        [b'P', b'K', 3, 4, ..] => zip_kind(bytes).map_or(("a ZIP archive", UNPACK), |what| (what, SAVE)),
        [b'P', b'K', 5, 6, ..] => ("an empty ZIP archive", UNPACK),
        [b'{', b'\\', b'r', b't', b'f', ..] => ("a rich text (RTF) document", SAVE),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => ("an old Office document", SAVE),
        [0x1f, 0x8b, ..] => ("a gzip archive", UNPACK),
        [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, ..] => ("a bzip2 archive", UNPACK),
        [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => ("an xz archive", UNPACK),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => ("a Zstandard archive", UNPACK),
        [b'7', b'z', 0xbc, 0xaf, ..] => ("a 7-Zip archive", UNPACK),
        [b'R', b'a', b'r', b'!', 0x1a, ..] => ("a RAR archive", UNPACK),
        [0x89, b'P', b'N', b'G', ..] => ("a picture (PNG)", NO_WORDS),
        [0xff, 0xd8, 0xff, ..] => ("a picture (JPEG)", NO_WORDS),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => ("a picture (GIF)", NO_WORDS),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => ("a picture (WebP)", NO_WORDS),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', ..]
        | [b'R', b'I', b'F', b'F', _, _, _, _, b'A', b'V', b'I', b' ', ..] => {
            ("a sound or video file", NO_WORDS)
        }
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => ("a picture (TIFF)", NO_WORDS),
        [0, _, _, _, b'f', b't', b'y', b'p', ..] => ("a video or picture", NO_WORDS),
        [b'I', b'D', b'3', 2..=4, ..] | [b'O', b'g', b'g', b'S', 0, ..] | [b'f', b'L', b'a', b'C', 0, ..] => {
            ("a sound file", NO_WORDS)
        }
        _ if bytes.starts_with(b"SQLite format 3\0") => ("a database (SQLite)", EXPORT),
        [0x7f, b'E', b'L', b'F', ..] | [0, b'a', b's', b'm', ..] => ("a program", NO_WORDS),
        [b'M', b'Z', rest @ ..] if rest.iter().take(256).any(|&byte| byte == 0) => ("a program", NO_WORDS),
        _ if is_binary(bytes) => ("binary data and not text", NO_WORDS),
        _ => return None,
    };
    Some((format!("This is {what}."), hint))
}

/// Whether a text is a JSON object or list, whole and valid.
pub(super) fn is_json(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(['{', '[']) && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// Office files are ZIP archives that begin with telling names.
fn zip_kind(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(8192)];
    let has = |name: &[u8]| head.windows(name.len()).any(|window| window == name);
    if has(b"word/") {
        Some("a Word document (DOCX)")
    } else if has(b"xl/") {
        Some("an Excel workbook (XLSX)")
    } else if has(b"ppt/") {
        Some("a PowerPoint presentation (PPTX)")
    } else if has(b"application/epub+zip") {
        Some("an e-book (EPUB)")
    } else if has(b"application/vnd.oasis.opendocument") {
        Some("an OpenDocument file")
    } else {
        None
    }
}

/// Text has no control bytes but those for lines and tabs. UTF-16 has zero bytes, but few others.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let marked = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    let controls = head.iter().filter(|&&byte| byte < 32 && !matches!(byte, 0 | 8..=13 | 27)).count();
    let zeros = head.iter().filter(|&&byte| byte == 0).count();
    let wide = zeros * 5 > head.len() * 2 && zeros * 5 < head.len() * 3;
    !marked && (controls * 20 > head.len() || (zeros > 0 && !wide && zeros * 100 > head.len()))
}

#[cfg(test)]
mod tests {
    use super::unreadable;

    #[track_caller]
    fn check(bytes: &[u8], message: &str) {
        assert_eq!(unreadable(bytes).map(|(what, _)| what).unwrap_or_default(), message);
    }

    #[test]
    fn other_formats_are_named() {
        check(b"", "This file is empty.");
        check(b"%PDF-1.7", "This is a PDF.");
        check(b"PK\x03\x04....word/document.xml", "This is a Word document (DOCX).");
        check(b"PK\x03\x04....a.txt", "This is a ZIP archive.");
        check(b"{\\rtf1\\ansi", "This is a rich text (RTF) document.");
        check(b"\x89PNG\r\n\x1a\n", "This is a picture (PNG).");
        check(b"\x01\x02\x03\x04\x05\x00\x00\x00\x01", "This is binary data and not text.");
    }

    #[test]
    fn text_is_text() {
        check(b"MZ is the start of this line", "");
        check(b"SQLite is a database.", "");
        check(b"ID3 tags, RIFF files and GIF8 are not", "");
        check(b"RIFF between Trump and Putin", "");
        check(b"Liftype is a word", "");
        check("Путин и Трамп".as_bytes(), "");
        check(b"P\0u\0t\0i\0n\0 \0", "");
        check(b"caf\xe9", "");
    }
}
