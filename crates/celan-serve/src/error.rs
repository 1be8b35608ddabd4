//! Why a site cannot be served.

use std::net::SocketAddr;
use std::path::PathBuf;

/// Why a host could not start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder to be served is not there.
    #[error("{} is not a folder: build the site first with `cargo xtask dist`", .0.display())]
    NoFolder(PathBuf),
    /// Another program holds the port, or the address is not this machine's.
    #[error("cannot listen on {address}: {source}; name another port, or 0 for any free one")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The thread that serves could not start.
    #[error("cannot start the server: {0}")]
    Start(#[from] std::io::Error),
}
