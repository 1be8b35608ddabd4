//! A static host for a built site, as `celan serve`, `cargo xtask serve` and the browser tests use it.
//!
//! [`Host`] serves whole versions of a site and takes over new ones; [`Server`] serves a folder as it is.
//! It answers from a folder alone: directory indexes, files compressed beforehand (`x.br`, `x.gz`
//! beside `x`), byte ranges with `If-Range`, entity tags, a page for unknown addresses, any path
//! prefix. It can also fail on purpose ([`Fault`]), so that a test sees what a reader sees on a bad
//! line. It knows nothing of documents or search.

mod error;
mod fault;
mod file;
mod files;
mod host;
mod negotiate;
mod respond;
mod server;
mod signal;
mod snapshot;

pub use error::{Error, SiteError};
pub use fault::Fault;
pub use host::{Event, Host};
pub use negotiate::Encoding;
pub use server::{Options, Server};
pub use signal::EndSignal;

#[cfg(test)]
mod tests;
