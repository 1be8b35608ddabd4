//! What opening a file may cost. Time and memory are bounded by its size, whatever its table and
//! its lists promise: no file of a megabyte asks for more than some 60 MiB.

use crate::error::BlobError;
use std::cell::Cell;

/// Bytes that any file may decode to, and how many more for each of its bytes. Chinese text decodes
/// to some twice its packed size, English to four times.
const DECODED: usize = 512 << 10;
const DECODED_PER_BYTE: usize = 8;
/// Bytes of memory that the values of any file may take, and how many more for each of its bytes. A
/// library takes some fifteen times its packed size.
const MEMORY: usize = 4 << 20;
const MEMORY_PER_BYTE: usize = 24;

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
        let most = |any: usize, each| file.saturating_mul(each).saturating_add(any);
        Self {
            file,
            decoded: Cell::new(most(DECODED, DECODED_PER_BYTE)),
            memory: Cell::new(most(MEMORY, MEMORY_PER_BYTE)),
        }
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
