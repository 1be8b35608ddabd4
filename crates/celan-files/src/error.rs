//! What can go wrong with files, each with its path and remedy.

use std::io;
use std::path::{Path, PathBuf};

/// Why a file cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The system refuses.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A pipe, a device or a folder stands where a file is expected.
    #[error("{}: this is no regular file; put a file there", .0.display())]
    NotRegular(PathBuf),
    /// The file is larger than anything that can be meant.
    #[error("{}: {bytes} bytes, and at most {limit} are read; is it the right file?", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
        /// The most that is read.
        limit: u64,
    },
    /// A link or a path leads out of the folder.
    #[error("{}: this leads out of {}; put the file itself there", path.display(), folder.display())]
    Outside {
        /// The file.
        path: PathBuf,
        /// The folder that it must stay in.
        folder: PathBuf,
    },
    /// Another program writes to the folder.
    #[error("{}: another celan writes there; wait until it is done", .0.display())]
    Busy(PathBuf),
}

impl FileError {
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }

    /// Whether there is no such file.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Io { source, .. } if source.kind() == io::ErrorKind::NotFound)
    }

    /// What is wrong, without the path.
    pub fn reason(&self) -> String {
        match self {
            Self::Io { source, .. } => source.to_string(),
            Self::NotRegular(_) => "this is no regular file".to_owned(),
            Self::TooLarge { bytes, limit, .. } => {
                format!("{bytes} bytes, and at most {limit} are read")
            }
            Self::Outside { folder, .. } => format!("this leads out of {}", folder.display()),
            Self::Busy(_) => "another celan writes there".to_owned(),
        }
    }
}
