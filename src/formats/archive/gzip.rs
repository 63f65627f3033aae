//! Files packed with gzip, alone or as a tar archive.

use coterie_read::Source;
use flate2::read::MultiGzDecoder;

use super::super::warc;
use super::{
    Budget, DAMAGED, Desk, GET_AGAIN, Kind, Size, Spent, Unpacked, kind, read_some, read_tar, unpack,
};

/// Unpacks what holds many files, and so may be larger than one.
pub(super) fn unpack_archive(bytes: &[u8], budget: &mut Budget) -> Result<Unpacked, Spent> {
    unpack(MultiGzDecoder::new(bytes), bytes.len() as u64, budget, Size::Archive)
}

/// Opens what was packed. It keeps the name: there is one file in it.
pub(crate) fn read(Source { name, bytes }: Source<'_>, desk: &mut Desk<'_>) {
    let packed = bytes.len() as u64;
    let unpacked = desk.budget.begin().and_then(|()| {
        let head = read_some(MultiGzDecoder::new(bytes), 1023);
        if kind(&head.bytes) == Kind::Tar || warc::looks_like(&head.bytes) {
            return unpack_archive(bytes, &mut desk.budget);
        }
        unpack(MultiGzDecoder::new(bytes), packed, &mut desk.budget, Size::Entry)
    });
    let Unpacked { bytes, whole } = match unpacked {
        Ok(unpacked) => unpacked,
        Err(spent) => return desk.spent(name, spent),
    };
    if bytes.is_empty() && !whole {
        return desk.error(name, "This file is damaged: nothing in it can be unpacked.", GET_AGAIN);
    }
    let source = Source { name, bytes: &bytes };
    // A packed tar archive is one archive and not two in each other.
    if kind(&bytes) == Kind::Tar {
        read_tar(source, desk);
    } else {
        desk.inner(source);
    }
    if !whole {
        desk.warn(name, DAMAGED, GET_AGAIN);
    }
}
