//! Export: an excerpt with its attribution, a document as text, Markdown or Word, an address as a QR
//! code.
//!
//! Pure functions over [`celan_document`], the same on the host and in WASM. The words of a document
//! stay exactly as they are; what is added is set apart and says where they come from.

mod citation;
mod docx;
mod excerpt;
mod export;
mod markdown;
mod passage_code;
mod qr;
mod zip;

pub use citation::Citation;
pub use excerpt::Excerpt;
pub use export::Export;
pub use markdown::markdown;
pub use passage_code::passage_codes;
pub use qr::QrCode;
