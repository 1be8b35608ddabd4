//! Documents taken elsewhere: a part of one with its source, a whole one as text, Markdown or Word,
//! an address as a QR code.
//!
//! Pure functions over [`celan_document`], the same on the host and in WASM. The words of a document
//! stay exactly as they are; what is added is set apart and says where they come from.

mod citation;
mod export;
mod markdown;
mod package;
mod part;
mod qr;
mod word;

pub use citation::Citation;
pub use export::Export;
pub use markdown::markdown;
pub use part::Part;
pub use qr::QrCode;
