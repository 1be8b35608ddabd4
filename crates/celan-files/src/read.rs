//! Reading: regular files of a bounded size.

use crate::error::FileError;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;

/// Reads a regular file of at most `limit` bytes.
///
/// # Errors
/// The file is missing, no regular file, too large, or cannot be read.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
    // Asked before opening: to open a pipe is to wait for who writes to it.
    if !fs::metadata(path).map_err(FileError::io(path))?.is_file() {
        return Err(FileError::NotRegular(path.to_owned()));
    }
    let file = File::open(path).map_err(FileError::io(path))?;
    let metadata = file.metadata().map_err(FileError::io(path))?;
    if !metadata.is_file() {
        return Err(FileError::NotRegular(path.to_owned()));
    }
    let too_large = |bytes| FileError::TooLarge {
        path: path.to_owned(),
        bytes,
        limit,
    };
    if metadata.len() > limit {
        return Err(too_large(metadata.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    // A file may say that it is empty, or grow.
    file.take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(FileError::io(path))?;
    let length = bytes.len() as u64;
    if length > limit {
        return Err(too_large(length));
    }
    Ok(bytes)
}

/// Reads a regular file as [`read`] does, if neither its path nor a link leads out of `folder`.
///
/// # Errors
/// As [`read`], and [`FileError::Outside`].
pub fn read_inside(folder: &Path, file: &str, limit: u64) -> Result<Vec<u8>, FileError> {
    let path = folder.join(file);
    let real = path.canonicalize().map_err(FileError::io(&path))?;
    let root = folder.canonicalize().map_err(FileError::io(folder))?;
    if !real.starts_with(&root) {
        return Err(FileError::Outside {
            path,
            folder: folder.to_owned(),
        });
    }
    read(&path, limit)
}

/// The names in a folder, sorted; what is no Unicode in them is replaced. `None` if there is no such
/// folder.
///
/// # Errors
/// The folder is there and cannot be listed.
pub fn list(folder: &Path) -> Result<Option<Vec<String>>, FileError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(FileError::io(folder)(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(FileError::io(folder))?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(Some(names))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a"), "12345").unwrap();
        assert_eq!(read(&folder.path().join("a"), 5).unwrap(), b"12345");
        let error = read(&folder.path().join("a"), 4).unwrap_err();
        assert!(matches!(error, FileError::TooLarge { bytes: 5, .. }));
        let error = read(folder.path(), 5).unwrap_err();
        assert!(matches!(error, FileError::NotRegular(_)));
        assert!(read(&folder.path().join("b"), 5).unwrap_err().is_missing());
        assert!(list(&folder.path().join("b")).unwrap().is_none());
        assert!(list(&folder.path().join("a")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn pipes_devices_and_links_that_lead_out_are_refused() {
        use std::os::unix::fs::symlink;
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("in");
        fs::create_dir(&folder).unwrap();
        fs::write(outer.path().join("secret"), "x").unwrap();
        fs::write(folder.join("own"), "y").unwrap();
        symlink("../secret", folder.join("link")).unwrap();
        symlink("own", folder.join("alias")).unwrap();
        symlink("loop", folder.join("loop")).unwrap();
        let inside = |name: &str| read_inside(&folder, name, 9);
        assert_eq!(inside("alias").unwrap(), b"y");
        for name in ["link", "../secret"] {
            assert!(matches!(inside(name), Err(FileError::Outside { .. })));
        }
        assert!(matches!(inside("loop"), Err(FileError::Io { .. })));
        assert!(matches!(
            read(Path::new("/dev/zero"), 9),
            Err(FileError::NotRegular(_))
        ));
        let pipe = folder.join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        if made.is_ok_and(|status| status.success()) {
            assert!(matches!(read(&pipe, 9), Err(FileError::NotRegular(_))));
        }
    }
}
