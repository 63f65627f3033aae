//! A ZIP archive: its entries by name, also where its list of entries is lost.

use std::io::Cursor;

use flate2::read::DeflateDecoder;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::{Budget, Size, Spent, Unpacked, clean_name, unpack};

/// A ZIP archive.
///
/// The list of entries stands at its end, so that a download that broke off has none: then the entries are looked for
/// by their signs.
pub(crate) struct Package<'a> {
    bytes: &'a [u8],
    archive: Option<ZipArchive<Cursor<&'a [u8]>>>,
    /// By name.
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    place: Place,
}

#[derive(Clone, Copy)]
enum Place {
    /// Its rank in the list of entries.
    Listed(usize),
    /// Where its packed bytes stand; how they are packed; whether they are encrypted.
    Found { start: usize, end: usize, method: u16, locked: bool },
}

/// Why an entry gave nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    /// The limits forbid it.
    Spent(Spent),
    /// It is encrypted, and no password was given.
    Locked,
    /// The password is not its own.
    WrongPassword,
    /// It is packed in a way that cannot be opened here.
    Method(&'static str),
    /// Nothing of it can be had.
    Damaged,
}

impl<'a> Package<'a> {
    /// Finds the entries.
    pub(crate) fn open(bytes: &'a [u8]) -> Self {
        let archive = ZipArchive::new(Cursor::new(bytes)).ok();
        let mut entries = match &archive {
            Some(archive) => (0..archive.len()).filter_map(|rank| listed(archive, rank)).collect(),
            None => found(bytes),
        };
        entries.sort_by(|a: &Entry, b| a.name.cmp(&b.name));
        Package { bytes, archive, entries }
    }

    /// Whether the list of entries is lost.
    pub(crate) fn is_cut_short(&self) -> bool {
        self.archive.is_none()
    }

    /// Whether files have the same name: then the list of entries gives the last of them alone.
    pub(crate) fn repeats_names(&self) -> bool {
        self.archive.as_ref().is_some_and(ZipArchive::has_duplicate_names)
    }

    /// The names of all files, in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.name.as_str())
    }

    /// Whether there is such a file.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.rank(name).is_some()
    }

    /// The rank of a file among [`Package::names`].
    pub(super) fn rank(&self, name: &str) -> Option<usize> {
        self.entries.binary_search_by(|entry| entry.name.as_str().cmp(name)).ok()
    }

    /// The content of a file; none where there is no such file.
    pub(crate) fn part(
        &mut self,
        name: &str,
        password: Option<&str>,
        budget: &mut Budget,
    ) -> Option<Result<(Vec<u8>, bool), Lost>> {
        let rank = self.rank(name)?;
        Some(self.unpack(rank, password, budget).map(|Unpacked { bytes, whole }| (bytes, whole)))
    }

    /// Unpacks the file of this rank.
    pub(super) fn unpack(
        &mut self,
        rank: usize,
        password: Option<&str>,
        budget: &mut Budget,
    ) -> Result<Unpacked, Lost> {
        self.unpack_by(rank, password, budget, Size::Entry)
    }

    /// The same of a file that holds many files, and so may be larger than one.
    pub(super) fn unpack_archive(
        &mut self,
        rank: usize,
        password: Option<&str>,
        budget: &mut Budget,
    ) -> Result<Unpacked, Lost> {
        self.unpack_by(rank, password, budget, Size::Archive)
    }

    fn unpack_by(
        &mut self,
        rank: usize,
        password: Option<&str>,
        budget: &mut Budget,
        size: Size,
    ) -> Result<Unpacked, Lost> {
        budget.begin().map_err(Lost::Spent)?;
        let place = self.entries.get(rank).ok_or(Lost::Damaged)?.place;
        let unpacked = self.unpack_at(place, password, budget, size)?;
        if unpacked.bytes.is_empty() && !unpacked.whole { Err(Lost::Damaged) } else { Ok(unpacked) }
    }

    fn unpack_at(
        &mut self,
        place: Place,
        password: Option<&str>,
        budget: &mut Budget,
        size: Size,
    ) -> Result<Unpacked, Lost> {
        match (place, &mut self.archive) {
            (Place::Listed(rank), Some(archive)) => {
                unpack_listed(archive, rank, self.bytes.len() as u64, password, budget, size)
            }
            (Place::Listed(_), None) => Err(Lost::Damaged),
            // Without the list, the password cannot be tried.
            (Place::Found { locked: true, .. }, _) if password.is_some() => Err(Lost::Damaged),
            (Place::Found { locked: true, .. }, _) => Err(Lost::Locked),
            (Place::Found { start, end, method, .. }, _) => {
                let packed = self.bytes.get(start..end).unwrap_or_default();
                let room = packed.len() as u64;
                match method {
                    0 => unpack(packed, room, budget, size).map_err(Lost::Spent),
                    8 => unpack(DeflateDecoder::new(packed), room, budget, size).map_err(Lost::Spent),
                    _ => Err(Lost::Method("an uncommon method")),
                }
            }
        }
    }
}

/// The number that stands for a method where an entry is encrypted with AES.
const AES: u16 = 99;

fn unpack_listed(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    rank: usize,
    length: u64,
    password: Option<&str>,
    budget: &mut Budget,
    size: Size,
) -> Result<Unpacked, Lost> {
    let Ok(entry) = archive.by_index_data(rank) else { return Err(Lost::Damaged) };
    let (locked, packed, method) = (entry.encrypted(), entry.compressed_size(), entry.compression());
    // Other methods show only when the first byte is read.
    if !matches!(number(method), 0 | 8 | AES) {
        return Err(Lost::Method(method_name(method)));
    }
    let opened = match (locked, password) {
        (true, Some(password)) => archive.by_index_decrypt(rank, password.as_bytes()),
        _ => archive.by_index(rank),
    };
    let reader = opened.map_err(|error| lost(&error, method))?;
    let unpacked = unpack(reader, packed.min(length), budget, size).map_err(Lost::Spent)?;
    // A wrong password passes the first check once in 256 times.
    if locked && !unpacked.whole {
        return Err(Lost::WrongPassword);
    }
    Ok(unpacked)
}

fn lost(error: &ZipError, method: CompressionMethod) -> Lost {
    match error {
        ZipError::InvalidPassword => Lost::WrongPassword,
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Lost::Locked,
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            Lost::Method(method_name(method))
        }
        _ => Lost::Damaged,
    }
}

#[allow(deprecated, reason = "the crate names only what it was built with")]
fn number(method: CompressionMethod) -> u16 {
    method.to_u16()
}

/// The numbers are those of the format's description.
fn method_name(method: CompressionMethod) -> &'static str {
    match number(method) {
        1..=6 => "an old method of PKZIP",
        9 => "Deflate64",
        12 => "bzip2",
        14 => "LZMA",
        93 => "Zstandard",
        95 => "XZ",
        98 => "PPMd",
        _ => "an uncommon method",
    }
}

/// An entry of the list, but for folders and links.
fn listed(archive: &ZipArchive<Cursor<&[u8]>>, rank: usize) -> Option<Entry> {
    let entry = archive.by_index_data(rank).ok()?;
    if !entry.is_file() {
        return None;
    }
    // Many programs write UTF-8 without saying so; what is none is in the charset of the first PCs.
    let name = match std::str::from_utf8(entry.name_raw()) {
        Ok(name) => clean_name(name),
        Err(_) => clean_name(&entry.name().ok()?),
    };
    (!name.is_empty()).then_some(Entry { name, place: Place::Listed(rank) })
}

/// The entries of an archive without a list, by their signs.
fn found(bytes: &[u8]) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut at = 0;
    while let Some(start) = next_sign(bytes, at, &[*b"PK\x03\x04"]) {
        let Some((entry, end)) = found_at(bytes, start) else {
            at = start + 4;
            continue;
        };
        entries.extend(entry);
        at = end.max(start + 4);
    }
    entries
}

/// The entry whose header begins at `start`, but for folders, and where its bytes end.
fn found_at(bytes: &[u8], start: usize) -> Option<(Option<Entry>, usize)> {
    let header = bytes.get(start..start.checked_add(30)?)?;
    let short = |at: usize| Some(u16::from_le_bytes([*header.get(at)?, *header.get(at + 1)?]));
    let (flags, method) = (short(6)?, short(8)?);
    let size = usize::from(short(18)?) | usize::from(short(20)?) << 16;
    let name_start = start + 30;
    let name_end = name_start + usize::from(short(26)?);
    let data = name_end + usize::from(short(28)?);
    let name = String::from_utf8_lossy(bytes.get(name_start..name_end)?);
    // A size that is written after the data, or in a field of its own, is not known here.
    let is_stated = flags & 8 == 0 && size != u32::MAX as usize;
    let end = match is_stated.then(|| data.checked_add(size)).flatten() {
        Some(end) => end.min(bytes.len()),
        None => {
            next_sign(bytes, data, &[*b"PK\x07\x08", *b"PK\x03\x04", *b"PK\x01\x02"]).unwrap_or(bytes.len())
        }
    };
    let is_folder = name.ends_with('/');
    let name = clean_name(&name);
    let place = Place::Found { start: data.min(end), end, method, locked: flags & 1 != 0 };
    Some(((!is_folder && !name.is_empty()).then_some(Entry { name, place }), end))
}

fn next_sign(bytes: &[u8], from: usize, signs: &[[u8; 4]]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(4).position(|window| signs.iter().any(|sign| window == sign)).map(|at| from + at)
}
