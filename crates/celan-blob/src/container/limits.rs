//! What a file may cost, opened and used. Memory and time are bounded by its size, whatever its table and
//! its lists promise; `tests/memory` measures what the worst files of a megabyte take.

use crate::error::BlobError;
use std::cell::Cell;

/// A smaller file may cost as much as one of so many bytes: a library that repeats itself packs to little.
const SMALL: usize = 1 << 20;
/// Bytes that a file may decode to for each of its bytes. Libraries that need more are packed with room.
const DECODED: usize = 3;
/// Bytes of memory that what it holds may take for each of its bytes, in the library, in its index and while it is
/// searched. A library takes some twenty times its packed size.
const MEMORY: usize = 28;

/// What is left for a file, or for two that are opened together.
#[derive(Debug, Clone)]
pub(crate) struct Budget {
    file: usize,
    decoded: Cell<usize>,
    memory: Cell<usize>,
}

impl Budget {
    /// For `file` bytes.
    pub(crate) fn new(file: usize) -> Self {
        let most = |each| file.max(SMALL).saturating_mul(each);
        Self {
            file,
            decoded: Cell::new(most(DECODED)),
            memory: Cell::new(most(MEMORY)),
        }
    }

    /// For the values of a section of so many bytes, which were decoded within the file's budget: `each`
    /// bytes of memory for each of them.
    pub(crate) fn of_section(raw: usize, each: usize) -> Self {
        Self {
            file: raw,
            decoded: Cell::new(0),
            memory: Cell::new(raw.saturating_mul(each)),
        }
    }

    /// The size of a file that may cost half as much again as one of `file` bytes.
    #[cfg(feature = "pack")]
    pub(crate) fn larger(file: usize) -> usize {
        file.max(SMALL).saturating_mul(3) / 2
    }

    /// Takes `bytes` of memory for values; `None` if there are not so many.
    pub(crate) fn take(&self, bytes: usize) -> Option<()> {
        self.memory.set(self.memory.get().checked_sub(bytes)?);
        Some(())
    }

    /// Takes what `section` decodes to, in bytes.
    pub(crate) fn decode(&self, section: &str, bytes: usize) -> Result<(), BlobError> {
        let left = self.decoded.get().checked_sub(bytes);
        self.decoded
            .set(left.ok_or_else(|| self.exceeded(section))?);
        Ok(())
    }

    /// The error for `section`, which asks for more than there is.
    pub(crate) fn exceeded(&self, section: &str) -> BlobError {
        BlobError::TooLarge {
            section: section.to_owned(),
            file: self.file as u64,
        }
    }
}
