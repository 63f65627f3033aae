//! What a file is, told by its content and never by its name.

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Text of some sort: what sort, its words tell.
    Text,
    /// A PDF.
    Pdf,
    /// A ZIP archive, and so any modern office file or book as well: its entries tell.
    Zip,
    /// A tar archive.
    Tar,
    /// Packed with gzip.
    Gzip,
    /// Rich text.
    Rtf,
    /// An Office file of the old kind (`.doc`, `.xls`), or a new one that is encrypted.
    OldOffice,
    /// A table of the sort that data sets are kept in.
    Parquet,
}

/// What a file is.
pub fn kind(bytes: &[u8]) -> Kind {
    match bytes {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] | [b'P', b'K', 7, 8, ..] => Kind::Zip,
        [0x1f, 0x8b, 8, ..] => Kind::Gzip,
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => Kind::OldOffice,
        [b'P', b'A', b'R', b'1', ..] if bytes.ends_with(b"PAR1") => Kind::Parquet,
        _ if is_tar(bytes) => Kind::Tar,
        _ if begins_soon(bytes, b"%PDF-") => Kind::Pdf,
        _ if begins_soon(bytes, b"{\\rtf") => Kind::Rtf,
        _ => Kind::Text,
    }
}

/// Whether a file begins with `sign`, but for white space, a byte order mark or some stray bytes of a bad download:
/// PDF readers look for the sign in the first kilobyte.
fn begins_soon(bytes: &[u8], sign: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    start.starts_with(sign)
        || (sign.starts_with(b"%") && head.windows(sign.len()).any(|window| window == sign))
}

/// Whether the first block is a tar header: its checksum is that of its bytes.
fn is_tar(bytes: &[u8]) -> bool {
    let Some(header) = bytes.get(..512) else { return false };
    let stated = std::str::from_utf8(&header[148..156]).unwrap_or_default();
    let stated = u32::from_str_radix(stated.trim_matches(['\0', ' ']), 8);
    // The checksum's own bytes count as blanks.
    let sum: u32 = header
        .iter()
        .enumerate()
        .map(|(at, &byte)| if (148..156).contains(&at) { 32 } else { u32::from(byte) })
        .sum();
    header[0] != 0 && stated == Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_content() {
        assert_eq!(kind(b"PK\x03\x04"), Kind::Zip);
        assert_eq!(kind(b"\x1f\x8b\x08\x00"), Kind::Gzip);
        assert_eq!(kind(b"%PDF-1.4"), Kind::Pdf);
        assert_eq!(kind(b"\r\nHTTP stray\r\n%PDF-1.4"), Kind::Pdf);
        assert_eq!(kind(b" {\\rtf1\\ansi"), Kind::Rtf);
        assert_eq!(kind(b"PAR1\x15\x04PAR1"), Kind::Parquet);
        assert_eq!(kind(b"PAR1 is a sign"), Kind::Text);
        assert_eq!(kind(b"Trump met Putin"), Kind::Text);
        assert_eq!(kind(b""), Kind::Text);
        assert_eq!(kind(&[b'a'; 600]), Kind::Text);
    }
}
