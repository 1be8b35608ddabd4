//! Documents taken elsewhere: a part of one with its source, a whole one as text, Markdown or Word.
//!
//! Pure functions over [`celan_document`], the same on the host and in WASM. The words of a document
//! stay exactly as they are; what is added is set apart and says where they come from.

mod citation;
mod markdown;
mod part;
mod text;

pub use citation::Citation;
pub use markdown::markdown;
pub use part::Part;
pub use text::text;
