//! How much a file may unpack to.

/// The most that one dropped file may unpack to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one entry.
    pub entry: u64,
    /// Bytes of all entries of a dropped file together.
    pub file: u64,
    /// Entries of a dropped file, those of archives inside it included.
    pub entries: u32,
    /// How many times larger than its packed form an entry may be.
    pub ratio: u64,
    /// How deeply archives may lie in archives.
    pub depth: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { entry: 50 << 20, file: 300 << 20, entries: 10_000, ratio: 200, depth: 3 }
    }
}

/// Why no more is unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spent {
    /// One entry is too large.
    Entry,
    /// All together are too large.
    File,
    /// There are too many.
    Entries,
    /// It is packed too tightly to be an article: a zip bomb.
    Ratio,
}

/// What is left of the limits while a dropped file is unpacked.
#[derive(Clone, Debug)]
pub struct Budget {
    limits: Limits,
    bytes: u64,
    entries: u32,
}

/// Entries smaller than this are never called bombs: a page of blanks is packed tightly too.
const SMALL: u64 = 1 << 20;

impl Budget {
    /// All of it.
    pub fn new(limits: Limits) -> Self {
        Budget { limits, bytes: 0, entries: 0 }
    }

    /// The limits themselves.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Begins an entry.
    ///
    /// # Errors
    /// There have been too many.
    pub fn begin(&mut self) -> Result<(), Spent> {
        self.entries = self.entries.saturating_add(1);
        if self.entries > self.limits.entries { Err(Spent::Entries) } else { Ok(()) }
    }

    /// The bytes of an entry that may still be unpacked, given how many it has packed.
    pub fn room(&self, packed: u64) -> u64 {
        let tight = packed.saturating_mul(self.limits.ratio).max(SMALL);
        self.limits.entry.min(self.limits.file.saturating_sub(self.bytes)).min(tight)
    }

    /// The same for an archive that is packed as a whole (`.tar.gz`), which may be larger than an entry.
    pub fn room_for_archive(&self, packed: u64) -> u64 {
        let tight = packed.saturating_mul(self.limits.ratio).max(SMALL);
        self.limits.file.saturating_sub(self.bytes).min(tight)
    }

    /// Takes what an entry unpacked to; `packed` is what it was. Call with one byte more than there is [`Budget::room`]
    /// for where there was no room. What is too much counts as well: unpacking it took its time.
    ///
    /// # Errors
    /// It was too much.
    pub fn take(&mut self, packed: u64, unpacked: u64) -> Result<(), Spent> {
        self.take_archive(packed, unpacked)?;
        if unpacked > self.limits.entry { Err(Spent::Entry) } else { Ok(()) }
    }

    /// The same for an archive that is packed as a whole.
    ///
    /// # Errors
    /// It was too much.
    pub fn take_archive(&mut self, packed: u64, unpacked: u64) -> Result<(), Spent> {
        self.bytes = self.bytes.saturating_add(unpacked);
        if unpacked > packed.saturating_mul(self.limits.ratio).max(SMALL) {
            return Err(Spent::Ratio);
        }
        if self.bytes > self.limits.file { Err(Spent::File) } else { Ok(()) }
    }
}

impl Spent {
    /// What happened, as a sentence.
    pub fn message(self, limits: &Limits) -> String {
        match self {
            Spent::Entry => format!("It unpacks to more than {} MB and was left out.", limits.entry >> 20),
            Spent::File => {
                format!("It unpacks to more than {} MB; the rest was left out.", limits.file >> 20)
            }
            Spent::Entries => format!("It holds more than {} files; the rest was left out.", limits.entries),
            Spent::Ratio => "It unpacks to far more than any article and was left out.".to_owned(),
        }
    }
}
