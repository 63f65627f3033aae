//! Files that are small file systems (\[MS-CFB\]): sectors, chained by a table, and a folder of streams.
//!
//! **Invariant:** no chain is longer than the file, and no table says how much memory is taken.

use std::collections::BTreeSet;

/// A file system.
pub(crate) struct Ole<'b> {
    bytes: &'b [u8],
    sector: usize,
    /// Which sector follows which.
    next: Vec<u32>,
    /// The same for the small sectors of short streams, which stand in a stream of their own.
    next_small: Vec<u32>,
    small: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    length: usize,
    /// The entries before and after it in its folder, and one of those in it.
    links: [u32; 3],
}

/// Bytes of a small sector.
const SMALL: usize = 64;

/// Streams shorter than this stand in small sectors.
const SHORT: usize = 4096;

/// Numbers from here on are no sectors.
const NO_SECTOR: u32 = 0xffff_fffa;

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

fn longs(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes))
}

impl<'b> Ole<'b> {
    /// None where its header or folder is damaged.
    pub(crate) fn open(bytes: &'b [u8]) -> Option<Self> {
        let sector = match bytes.get(30..32)? {
            [9, 0] => 512,
            [12, 0] => 4096,
            _ => return None,
        };
        let mut ole = Ole {
            bytes,
            sector,
            next: Vec::new(),
            next_small: Vec::new(),
            small: Vec::new(),
            entries: Vec::new(),
        };
        let most = bytes.len() / sector;
        // Where the table stands: the header names its first sectors, and a chain of sectors the others.
        let mut places: Vec<u32> = longs(bytes.get(76..512)?).collect();
        let mut more = long(bytes, 68)?;
        for _ in 0..most {
            if more >= NO_SECTOR {
                break;
            }
            let Some(sector) = ole.sector(more) else { break };
            places.extend(longs(sector));
            more = places.pop().unwrap_or(u32::MAX);
        }
        for place in places.into_iter().filter(|place| *place < NO_SECTOR).take(most) {
            let Some(sector) = ole.sector(place) else { break };
            ole.next.extend(longs(sector));
        }
        let folder = ole.chain(long(bytes, 48)?, usize::MAX);
        ole.entries =
            folder.as_chunks::<128>().0.iter().filter_map(|entry| Self::entry(entry, sector)).collect();
        let root = ole.entries.first().filter(|root| root.name.eq_ignore_ascii_case("Root Entry"));
        let &Entry { start, length, links: [.., inside], .. } = root?;
        ole.small = ole.chain(start, length);
        ole.next_small = longs(&ole.chain(long(bytes, 60)?, usize::MAX)).collect();
        // What is embedded in the file lies in folders of its own.
        let top = ole.folder(inside);
        if !top.is_empty() {
            let mut rank = 0;
            ole.entries.retain(|_| {
                rank += 1;
                top.contains(&(rank - 1))
            });
        }
        Some(ole)
    }

    /// The entries of the folder that one of them is in.
    fn folder(&self, first: u32) -> BTreeSet<usize> {
        let (mut found, mut open) = (BTreeSet::new(), vec![first]);
        while let Some(next) = open.pop() {
            let Some((rank, entry)) =
                usize::try_from(next).ok().and_then(|rank| Some((rank, self.entries.get(rank)?)))
            else {
                continue;
            };
            if found.insert(rank) {
                let [before, after, _] = entry.links;
                open.extend([before, after]);
            }
        }
        found
    }

    /// Whether there is such a stream or folder.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    fn entry(entry: &[u8; 128], sector: usize) -> Option<Entry> {
        let units = entry.get(..64)?.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit));
        let name = char::decode_utf16(units.take_while(|unit| *unit != 0)).flatten().collect();
        let mut length = u64::from(long(entry, 120)?);
        // In files of small sectors the upper half may be anything.
        if sector > 512 {
            length |= u64::from(long(entry, 124)?) << 32;
        }
        let links = [long(entry, 68)?, long(entry, 72)?, long(entry, 76)?];
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        Some(Entry { name, start: long(entry, 116)?, length, links })
    }

    /// What a sector holds: the last may be short.
    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        let start = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty())?;
        Some(rest.get(..self.sector).unwrap_or(rest))
    }

    /// What a chain of sectors holds, up to `length`; where it is damaged, what stands before that.
    fn chain(&self, mut number: u32, length: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        for _ in 0..=self.bytes.len() / self.sector {
            let Some(sector) = self.sector(number).filter(|_| bytes.len() < length) else { break };
            bytes.extend_from_slice(sector);
            let Some(&next) = usize::try_from(number).ok().and_then(|number| self.next.get(number)) else {
                break;
            };
            number = next;
        }
        bytes.truncate(length);
        bytes
    }

    /// What a stream holds, and whether it is whole; none where there is no such stream.
    pub(crate) fn stream(&self, name: &str) -> Option<(Vec<u8>, bool)> {
        let entry = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))?;
        let bytes = if entry.length < SHORT {
            self.small_chain(entry.start, entry.length)
        } else {
            self.chain(entry.start, entry.length)
        };
        let whole = bytes.len() == entry.length;
        Some((bytes, whole))
    }

    fn small_chain(&self, mut number: u32, length: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        for _ in 0..=length / SMALL {
            let at = usize::try_from(number).unwrap_or(usize::MAX);
            let sector = at.checked_mul(SMALL).and_then(|start| self.small.get(start..));
            let Some(sector) = sector.filter(|_| bytes.len() < length) else { break };
            bytes.extend_from_slice(sector.get(..SMALL).unwrap_or(sector));
            let Some(&next) = self.next_small.get(at) else { break };
            number = next;
        }
        bytes.truncate(length);
        bytes
    }
}
