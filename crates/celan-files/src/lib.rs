//! Reads files within limits, and writes several files together or not at all.
//!
//! [`read`] takes regular files only: a pipe, a device or a file that is too large is an error and never
//! a wait. [`Outputs`] writes all its files beside their places, and renames them only when each of them
//! is on the disk: whoever is killed, or finds the disk full, leaves the former files whole. Killed while
//! it renames, it leaves a journal, which [`interrupted`] finds and the next [`Outputs::commit`] finishes.

mod disk;
mod error;
mod outputs;
mod read;

pub use error::FileError;
pub use outputs::{Outputs, interrupted};
pub use read::{list, read, read_inside};
