//! Why a site cannot be served.

use std::net::SocketAddr;
use std::path::PathBuf;

/// Why a folder does not hold a whole site.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// The list of its files is not there.
    #[error("{} has no files.json: name the folder of a site, as `cargo xtask dist` writes one", .0.display())]
    NoList(PathBuf),
    /// The list of its files cannot be read.
    #[error("{} is damaged ({reason}): put the site there again", path.display())]
    List {
        /// The list.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A file cannot be read.
    #[error("{} cannot be read ({source}): put the site there again", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A file is another one than the list says.
    #[error("{} is not the file that files.json names: put the site there again", .0.display())]
    Differs(PathBuf),
}

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
    /// What stands in the folder is no site, or not a whole one.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The thread that serves could not start.
    #[error("cannot start the server: {0}")]
    Start(#[from] std::io::Error),
}
