//! The records of old workbooks, and how texts are kept in them (\[MS-XLS\] 2.1.4, 2.5).

use encoding_rs::Encoding;

/// The kinds of records that matter (2.3).
pub(super) mod kind {
    pub(crate) const FORMULA: u16 = 0x0006;
    pub(crate) const EOF: u16 = 0x000a;
    pub(crate) const DATE_1904: u16 = 0x0022;
    pub(crate) const FILE_PASS: u16 = 0x002f;
    pub(crate) const CONTINUE: u16 = 0x003c;
    pub(crate) const CODE_PAGE: u16 = 0x0042;
    pub(crate) const BOUND_SHEET: u16 = 0x0085;
    pub(crate) const MUL_RK: u16 = 0x00bd;
    pub(crate) const R_STRING: u16 = 0x00d6;
    pub(crate) const XF: u16 = 0x00e0;
    pub(crate) const SST: u16 = 0x00fc;
    pub(crate) const LABEL_SST: u16 = 0x00fd;
    pub(crate) const NUMBER: u16 = 0x0203;
    pub(crate) const LABEL: u16 = 0x0204;
    pub(crate) const BOOL_ERR: u16 = 0x0205;
    pub(crate) const STRING: u16 = 0x0207;
    pub(crate) const RK: u16 = 0x027e;
    pub(crate) const FORMAT: u16 = 0x041e;
    pub(crate) const BOF: u16 = 0x0809;
}

/// A record: its bytes, and those of the records that continue it.
pub(super) struct Record<'b> {
    pub(super) kind: u16,
    pub(super) parts: Vec<&'b [u8]>,
}

/// Records: kind and length, of two bytes each, and as many bytes.
pub(super) struct Records<'b> {
    rest: &'b [u8],
    is_broken: bool,
}

impl<'b> Records<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Records { rest: bytes, is_broken: false }
    }

    fn one(&mut self) -> Option<(u16, &'b [u8])> {
        let (&[a, b, c, d], rest) = self.rest.split_first_chunk()?;
        let length = usize::from(u16::from_le_bytes([c, d]));
        // The last may break off.
        let (data, rest) = rest.split_at_checked(length).unwrap_or_else(|| {
            self.is_broken = true;
            (rest, &[])
        });
        self.rest = rest;
        Some((u16::from_le_bytes([a, b]), data))
    }
}

impl<'b> Iterator for Records<'b> {
    type Item = Record<'b>;

    fn next(&mut self) -> Option<Record<'b>> {
        let (kind, data) = self.one()?;
        let mut parts = vec![data];
        while self.rest.first_chunk() == Some(&kind::CONTINUE.to_le_bytes()) {
            parts.extend(self.one().map(|(_, data)| data));
        }
        Some(Record { kind, parts })
    }
}

/// Reads a record from its beginning to its end.
pub(super) struct Reader<'r, 'b> {
    parts: std::slice::Iter<'r, &'b [u8]>,
    rest: &'b [u8],
}

impl<'b> Reader<'_, 'b> {
    pub(super) fn byte(&mut self) -> Option<u8> {
        loop {
            if let Some((&first, rest)) = self.rest.split_first() {
                self.rest = rest;
                return Some(first);
            }
            self.rest = self.parts.next()?;
        }
    }

    pub(super) fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let mut bytes = [0; N];
        for byte in &mut bytes {
            *byte = self.byte()?;
        }
        Some(bytes)
    }

    pub(super) fn short(&mut self) -> Option<u16> {
        self.bytes().map(u16::from_le_bytes)
    }

    pub(super) fn long(&mut self) -> Option<u32> {
        self.bytes().map(u32::from_le_bytes)
    }

    pub(super) fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > self.rest.len() {
            count -= self.rest.len();
            self.rest = self.parts.next()?;
        }
        self.rest = self.rest.get(count..)?;
        Some(())
    }

    /// As many signs, of one byte or two each; where the record is continued in their midst, which of them is said anew.
    fn signs(&mut self, mut count: usize, mut is_wide: bool) -> Option<String> {
        let mut units: Vec<u16> = Vec::new();
        while count > 0 {
            if self.rest.is_empty() {
                self.rest = self.parts.next()?;
                is_wide = self.byte()? & 1 != 0;
            }
            let width = if is_wide { 2 } else { 1 };
            let here = count.min(self.rest.len() / width);
            if here == 0 {
                // Half a sign.
                self.rest = &[];
                continue;
            }
            let (signs, rest) = self.rest.split_at_checked(here * width)?;
            if is_wide {
                units.extend(signs.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit)));
            } else {
                units.extend(signs.iter().map(|&sign| u16::from(sign)));
            }
            self.rest = rest;
            count -= here;
        }
        Some(char::decode_utf16(units).map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    }
}

impl<'b> Record<'b> {
    pub(super) fn reader(&self) -> Reader<'_, 'b> {
        Reader { parts: self.parts.iter(), rest: &[] }
    }
}

/// How texts are kept.
#[derive(Clone, Copy)]
pub(super) enum Texts {
    /// In a code page: Excel 5 and 95.
    Bytes(&'static Encoding),
    /// In Unicode.
    Unicode,
}

impl Texts {
    /// A text after its length.
    pub(super) fn of(self, length: usize, reader: &mut Reader<'_, '_>) -> Option<String> {
        match self {
            Texts::Bytes(charset) => {
                let bytes: Vec<u8> = (0..length).map_while(|_| reader.byte()).collect();
                Some(charset.decode_without_bom_handling(&bytes).0.into_owned())
            }
            Texts::Unicode => {
                let flags = if length > 0 { reader.byte()? } else { 0 };
                reader.signs(length, flags & 1 != 0)
            }
        }
    }

    /// A text with a length of two bytes.
    pub(super) fn long(self, reader: &mut Reader<'_, '_>) -> Option<String> {
        let length = usize::from(reader.short()?);
        self.of(length, reader)
    }

    /// A text with a length of one byte.
    pub(super) fn short(self, reader: &mut Reader<'_, '_>) -> Option<String> {
        let length = usize::from(reader.byte()?);
        self.of(length, reader)
    }
}

impl Reader<'_, '_> {
    /// How many texts follow.
    pub(super) fn skip_to_texts(&mut self) -> Option<u32> {
        self.long()?;
        self.long()
    }

    /// A text whose parts may look different (2.5.293).
    pub(super) fn rich_text(&mut self) -> Option<String> {
        let length = usize::from(self.short()?);
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.short()? } else { 0 };
        let more = if flags & 4 != 0 { self.long()? } else { 0 };
        let text = self.signs(length, flags & 1 != 0)?;
        let skipped = self.skip(usize::from(runs) * 4).and_then(|()| self.skip(usize::try_from(more).ok()?));
        // The last text of a record that breaks off is there all the same.
        let _ = skipped;
        Some(text)
    }
}
