//! One whole version of a site, held in memory: every file is the one that files.json names.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fs, iter};

use bytes::Bytes;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::error::SiteError;
use crate::file::Target;
use crate::negotiate::Encoding;

/// The list of a site's files, and what may sign it.
const LIST: &str = "files.json";
const SIGNATURE: &str = "files.json.minisig";
const FORMAT: &str = "celan-files/1";

/// One whole version of a site.
pub(crate) struct Snapshot {
    files: BTreeMap<String, Held>,
    folders: BTreeSet<String>,
    /// What the site calls this version.
    pub(crate) version: String,
}

/// A file, as it is and compressed.
struct Held {
    plain: Bytes,
    gzip: Option<Bytes>,
}

/// The list, as far as it is needed here.
#[derive(Deserialize)]
struct List {
    format: String,
    version: String,
    files: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    path: String,
    sha256: String,
}

impl Snapshot {
    /// Reads the site in `root`.
    ///
    /// # Errors
    /// [`SiteError`] where the list is missing or damaged, or a file is not the one that it names.
    pub(crate) fn read(root: &Path) -> Result<Self, SiteError> {
        let mut snapshot = Self {
            files: BTreeMap::new(),
            folders: BTreeSet::new(),
            version: String::new(),
        };
        let (text, list) = list(root)?;
        for file in &list.files {
            let held = held(root, file)?;
            let folders = file
                .path
                .match_indices('/')
                .map(|(end, _)| &file.path[..end]);
            snapshot.folders.extend(folders.map(str::to_owned));
            snapshot.files.insert(file.path.clone(), held);
        }
        let mut add = |name: &str, bytes: Vec<u8>| {
            let plain = Bytes::from(bytes);
            snapshot
                .files
                .insert(name.to_owned(), Held { plain, gzip: None });
        };
        add(LIST, text);
        if let Ok(signature) = fs::read(root.join(SIGNATURE)) {
            add(SIGNATURE, signature);
        }
        snapshot.version = list.version;
        Ok(snapshot)
    }

    /// Finds what a path (without leading slash) names.
    pub(crate) fn resolve(&self, path: &str) -> Target {
        if self.files.contains_key(path) {
            return Target::File(path.into());
        }
        if self.folders.contains(path) {
            return Target::Folder;
        }
        if path.is_empty() || path.ends_with('/') {
            let index = [path, "index.html"].concat();
            if self.files.contains_key(&index) {
                return Target::File(index.into());
            }
        }
        Target::Missing
    }

    /// Reads a file that [`resolve`](Self::resolve) found.
    pub(crate) fn read_file(
        &self,
        file: &Path,
        mut accepted: impl Iterator<Item = Encoding>,
    ) -> io::Result<(Bytes, Option<Encoding>)> {
        let held = file.to_str().and_then(|path| self.files.get(path));
        let held = held.ok_or(io::ErrorKind::NotFound)?;
        Ok(match &held.gzip {
            Some(gzip) if accepted.any(|encoding| encoding == Encoding::Gzip) => {
                (gzip.clone(), Some(Encoding::Gzip))
            }
            _ => (held.plain.clone(), None),
        })
    }
}

/// Reads the list of the site's files.
fn list(root: &Path) -> Result<(Vec<u8>, List), SiteError> {
    let path = root.join(LIST);
    let text = match fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(SiteError::NoList(root.to_owned()));
        }
        Err(source) => return Err(SiteError::File { path, source }),
    };
    let damaged = |reason: String| SiteError::List {
        path: path.clone(),
        reason,
    };
    let list: List = serde_json::from_slice(&text).map_err(|error| damaged(error.to_string()))?;
    if list.format != FORMAT {
        return Err(damaged(format!(
            "its format is {:?} and not {FORMAT:?}",
            list.format
        )));
    }
    let is_plain = |path: &str| {
        let mut steps = path.split('/');
        steps.all(|step| {
            !step.is_empty() && step != "." && step != ".." && !step.contains(['\\', ':', '\0'])
        })
    };
    if let Some(file) = list.files.iter().find(|file| !is_plain(&file.path)) {
        return Err(damaged(format!("{:?} is no path in a site", file.path)));
    }
    Ok((text, list))
}

/// Reads a file and its compressed form, and compares both with what the list says.
fn held(root: &Path, file: &Listed) -> Result<Held, SiteError> {
    let path = root.join(&file.path);
    let plain = fs::read(&path).map_err(|source| SiteError::File {
        path: path.clone(),
        source,
    })?;
    if !is(&plain, file) {
        return Err(SiteError::Differs(path));
    }
    let packed = root.join(format!("{}.gz", file.path));
    let gzip = match fs::read(&packed) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let plain = plain.into();
            return Ok(Held { plain, gzip: None });
        }
        Err(source) => {
            return Err(SiteError::File {
                path: packed,
                source,
            });
        }
    };
    // What unpacks to more than the file is another one.
    let most = plain.len() as u64 + 1;
    let mut unpacked = Vec::with_capacity(plain.len());
    let decoder = libflate::gzip::Decoder::new(gzip.as_slice());
    let read = decoder.and_then(|decoder| decoder.take(most).read_to_end(&mut unpacked));
    if read.is_err() || unpacked != plain {
        return Err(SiteError::Differs(packed));
    }
    Ok(Held {
        plain: plain.into(),
        gzip: Some(gzip.into()),
    })
}

fn is(bytes: &[u8], file: &Listed) -> bool {
    let sum = Sha256::digest(bytes);
    let hex = sum.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let hex = hex.filter_map(|digit| char::from_digit(digit.into(), 16));
    hex.eq(file.sha256.chars())
}

/// What tells one state of a folder from another without reading its files: the folder itself, and when
/// its list was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fingerprint {
    folder: PathBuf,
    of: Vec<(u64, u64, Option<SystemTime>)>,
}

impl Fingerprint {
    /// `None` where no site stands there.
    pub(crate) fn of(root: &Path) -> Option<Self> {
        let folder = root.canonicalize().ok()?;
        let of = iter::once(folder.clone()).chain([folder.join(LIST)]);
        let of = of.map(|path| fs::metadata(path).ok().map(|data| identity(&data)));
        let of = of.collect::<Option<Vec<_>>>()?;
        Some(Self { folder, of })
    }
}

#[cfg(unix)]
fn identity(data: &fs::Metadata) -> (u64, u64, Option<SystemTime>) {
    use std::os::unix::fs::MetadataExt;
    (data.ino(), data.len(), data.modified().ok())
}

#[cfg(not(unix))]
fn identity(data: &fs::Metadata) -> (u64, u64, Option<SystemTime>) {
    (0, data.len(), data.modified().ok())
}
