//! The files that a host serves: those of a folder, or a whole version held in memory.

use std::io;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use percent_encoding::percent_decode_str;

use crate::file::{self, Target};
use crate::negotiate::Encoding;
use crate::snapshot::Snapshot;

/// Where files come from.
pub(crate) enum Files {
    /// A folder, as it is at each request.
    Folder(PathBuf),
    /// A whole version of a site, held in memory.
    Whole(Snapshot),
}

impl Files {
    /// Finds what `path` (without prefix and leading slash, still percent-encoded) names.
    pub(crate) fn resolve(&self, path: &str) -> Target {
        match self {
            Self::Folder(root) => file::resolve(root, path),
            Self::Whole(snapshot) => match percent_decode_str(path).decode_utf8() {
                Ok(path) => snapshot.resolve(&path),
                Err(_) => Target::Missing,
            },
        }
    }

    /// Reads the first of the compressed forms that exists, else the file itself.
    pub(crate) fn read(
        &self,
        file: &Path,
        accepted: impl Iterator<Item = Encoding>,
    ) -> io::Result<(Bytes, Option<Encoding>)> {
        match self {
            Self::Folder(root) => {
                let (bytes, encoding) = file::read(root, file, accepted)?;
                Ok((bytes.into(), encoding))
            }
            Self::Whole(snapshot) => snapshot.read_file(file, accepted),
        }
    }
}
