//! A hasher for keys that no stranger chooses.

/// Hashes fast what needs no protection: hashes, and small numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plain(u64);

impl std::hash::BuildHasher for Plain {
    type Hasher = Plain;
    fn build_hasher(&self) -> Plain {
        Plain(0)
    }
}

impl std::hash::Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u32(u32::from(byte));
        }
    }
    fn write_u32(&mut self, value: u32) {
        self.0 = (self.0 ^ u64::from(value)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}
