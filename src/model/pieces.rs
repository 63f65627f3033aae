//! Cutting bytes that may be anything, and packing them so that damage shows.

use miniz_oxide::{deflate, inflate};

use super::ModelError;

/// Takes fixed-size pieces off a payload.
pub(super) struct Pieces<'a>(pub(super) &'a [u8]);

impl<'a> Pieces<'a> {
    pub(super) fn bytes(&mut self, count: usize) -> Result<&'a [u8], ModelError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or_else(|| broken("it ends too early"))?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn leb128(&mut self) -> Result<u32, ModelError> {
        let mut value = 0;
        for shift in [0, 7, 14, 21] {
            let [byte] = self.array()?;
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(broken("a number is too large"))
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], ModelError> {
        self.bytes(N)?.try_into().map_err(|_| broken("it ends too early"))
    }
}

pub(super) fn broken(why: &str) -> ModelError {
    ModelError(why.to_owned())
}

/// A payload packed: its length (u32) and its FNV-1a (u64), little-endian, then the payload deflated (zlib).
pub(super) fn packed(payload: &[u8]) -> Vec<u8> {
    let mut bytes = (payload.len() as u32).to_le_bytes().to_vec();
    bytes.extend(fnv1a(payload).to_le_bytes());
    bytes.extend(deflate::compress_to_vec_zlib(payload, 9));
    bytes
}

/// The payload of [`packed`] bytes. One that is said to be larger than `largest` is refused before it is unpacked.
pub(super) fn unpacked(bytes: &[u8], largest: usize) -> Result<Vec<u8>, ModelError> {
    let mut pieces = Pieces(bytes);
    let length = u32::from_le_bytes(pieces.array()?) as usize;
    let checksum = u64::from_le_bytes(pieces.array()?);
    if length > largest {
        return Err(broken("it is too large"));
    }
    let payload = inflate::decompress_to_vec_zlib_with_limit(pieces.0, length)
        .map_err(|_| broken("it does not unpack"))?;
    if payload.len() != length || fnv1a(&payload) != checksum {
        return Err(broken("its checksum is wrong"));
    }
    Ok(payload)
}

/// FNV-1a, 64 bits: tells a damaged file from a whole one.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
