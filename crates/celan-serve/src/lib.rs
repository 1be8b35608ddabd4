//! A static host for a built site, as `cargo xtask serve` and the browser tests use it.
//!
//! It answers from a folder alone: directory indexes, files compressed beforehand (`x.br`, `x.gz`
//! beside `x`), byte ranges with `If-Range`, entity tags, a page for unknown addresses, any path
//! prefix. It can also fail on purpose ([`Fault`]), so that a test sees what a reader sees on a bad
//! line. It knows nothing of documents or search.

mod error;
mod fault;
mod file;
mod negotiate;
mod respond;
mod server;

pub use error::Error;
pub use fault::Fault;
pub use negotiate::Encoding;
pub use server::{Options, Server};

#[cfg(test)]
mod tests;
