//! The folded text of the library, searchable by any stretch of it.

mod buffer;

pub(crate) use buffer::{Lists, TextBuffer, encode};
