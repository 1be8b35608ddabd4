//! Where a library comes from: the program itself, a corpus folder, or a packed file and what has changed
//! since.

use crate::error::Failure;
use crate::output;
use celan_blob::{BlobError, Contents, Loader, Packed, open, open_provenance};
use celan_document::Library;
use std::fs;
use std::path::{Path, PathBuf};

static LIBRARY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.celan"));
static PROVENANCE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/provenance.celan"));

/// The most bytes that are read of a packed file.
pub(crate) const LIMIT: u64 = 64 << 20;

/// Which library is read.
#[derive(Debug, clap::Args)]
pub(crate) struct Source {
    /// A corpus folder or a packed library; the one inside the program if not given
    #[arg(long, global = true, value_name = "PATH")]
    pub(crate) library: Option<PathBuf>,
    /// What has changed since that library was packed: the changes.celan of `celan pack --since`, or of
    /// a published site
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) changes: Option<PathBuf>,
}

impl Source {
    /// The same with another library, if one is named.
    pub(crate) fn or(&self, library: Option<&Path>) -> Self {
        Self {
            library: library.or(self.library.as_deref()).map(Path::to_owned),
            changes: self.changes.clone(),
        }
    }

    /// The library's name in messages.
    fn name(&self) -> String {
        match &self.library {
            Some(path) => path.display().to_string(),
            None => "the embedded library".to_owned(),
        }
    }
}

/// The library, with its provenance where there is one.
pub(crate) fn library(source: &Source) -> Result<Library, Failure> {
    match folder(source) {
        Some(folder) => read(folder),
        None => Ok(whole(source)?.1.library),
    }
}

/// The bytes of the packed library, packed now if it is a folder, and what they hold, with its provenance
/// where there is one.
pub(crate) fn whole(source: &Source) -> Result<(Vec<u8>, Contents), Failure> {
    if let Some(folder) = folder(source) {
        let library = read(folder)?;
        let packed = pack_library(folder, &library)?.library;
        let contents = open(&packed).map_err(Failure::blob(source.name()))?;
        return Ok((
            packed,
            Contents {
                library,
                ..contents
            },
        ));
    }
    let (provenance, name) = match (&source.library, &source.changes) {
        (_, Some(changes)) => beside(changes, "changes")?,
        (Some(library), None) => beside(library, "library")?,
        (None, None) => (PROVENANCE.to_vec(), source.name()),
    };
    let packed = packed(source)?;
    let mut contents = opened(source, &packed)?;
    if !provenance.is_empty() {
        open_provenance(&provenance, &mut contents.library).map_err(Failure::blob(name))?;
    }
    Ok((packed, contents))
}

/// The corpus folder that is read as it is now.
fn folder(source: &Source) -> Option<&Path> {
    let folder = source.library.as_deref().filter(|path| path.is_dir());
    folder.filter(|_| source.changes.is_none())
}

/// The bytes of the packed library, packed now if it is a folder.
fn packed(source: &Source) -> Result<Vec<u8>, Failure> {
    match &source.library {
        Some(folder) if folder.is_dir() => Ok(pack(folder)?.library),
        Some(file) => bytes(file),
        None => Ok(LIBRARY.to_vec()),
    }
}

/// The bytes of what has changed since.
pub(crate) fn changes(source: &Source) -> Result<Option<Vec<u8>>, Failure> {
    source.changes.as_deref().map(bytes).transpose()
}

/// What the packed library holds, packed now if it is a folder, with what has changed since.
pub(crate) fn contents(source: &Source) -> Result<Contents, Failure> {
    opened(source, &packed(source)?)
}

fn opened(source: &Source, packed: &[u8]) -> Result<Contents, Failure> {
    let name = source.name();
    let Some(changes) = &source.changes else {
        return open(packed).map_err(Failure::blob(name));
    };
    let file = changes.display().to_string();
    let mut opening = Loader::with_delta(&bytes(changes)?).map_err(Failure::blob(&file))?;
    opening.push(packed);
    opening.finish().map_err(|error| match error {
        BlobError::OtherBase { .. } => Failure::OtherBase {
            library: name,
            changes: file,
        },
        source => Failure::blob(format!("{name} with {file}"))(source),
    })
}

/// Says where a packed library is read alone, and what has changed since lies beside it.
pub(crate) fn mention_changes(source: &Source) {
    let (Some(library), None) = (&source.library, &source.changes) else {
        return;
    };
    let folder = library.parent().filter(|f| *f != Path::new(""));
    let files = fs::read_dir(folder.unwrap_or(Path::new(".")));
    let (Ok(packed), Ok(files)) = (celan_files::read(library, LIMIT), files) else {
        return;
    };
    for file in files.flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        let named = name.starts_with("changes") && name.ends_with(".celan");
        if named
            && celan_files::read(&file.path(), LIMIT).is_ok_and(|changes| belong(&changes, &packed))
        {
            output::say(&format!(
                "celan: {} is the library as it was published; `--changes {}`, which lies beside it, \
                 makes it what it is now",
                library.display(),
                library.with_file_name(name).display(),
            ));
        }
    }
}

/// Whether the changes are of this packed library.
fn belong(changes: &[u8], packed: &[u8]) -> bool {
    let opening = Loader::with_delta(changes);
    opening.is_ok_and(|mut opening| {
        opening.push(packed);
        opening.step(1).is_ok()
    })
}

fn bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    Ok(celan_files::read(file, LIMIT)?)
}

/// Packs a corpus folder.
pub(crate) fn pack(folder: &Path) -> Result<Packed, Failure> {
    pack_library(folder, &read(folder)?)
}

/// Packs the library of a corpus folder.
fn pack_library(folder: &Path, library: &Library) -> Result<Packed, Failure> {
    let (extracts, diagnostics) = celan_corpus::extracts(library, Some(folder));
    if !diagnostics.is_empty() {
        let folder = folder.to_owned();
        return Err(Failure::Diagnostics {
            folder,
            diagnostics,
        });
    }
    Ok(celan_blob::pack_with(library, &extracts)?)
}

/// Reads a corpus folder, every document of it. In a folder of plain texts a file that cannot be read is named
/// and stops no other.
pub(crate) fn read(folder: &Path) -> Result<Library, Failure> {
    let corpus = celan_corpus::read(folder)?;
    if corpus.plain && !corpus.library.documents.is_empty() {
        for found in &corpus.diagnostics {
            crate::report::print(folder, found);
        }
    } else if corpus.has_errors() {
        let folder = folder.to_owned();
        return Err(Failure::Diagnostics {
            folder,
            diagnostics: corpus.diagnostics,
        });
    }
    Ok(corpus.library)
}

/// The provenance that lies beside a file, whose name says `what` it is (library.celan,
/// provenance.celan), and its name in messages; empty where there is none.
fn beside(file: &Path, what: &str) -> Result<(Vec<u8>, String), Failure> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let path = file.with_file_name(name.replacen(what, "provenance", 1));
    // What is there and no file, as a pipe or a link that leads nowhere, is an error, and not the same as nothing.
    if path == file || fs::symlink_metadata(&path).is_err() {
        return Ok(Default::default());
    }
    Ok((bytes(&path)?, path.display().to_string()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// What build.rs packed is what `celan pack` packs, byte for byte.
    #[test]
    fn the_embedded_library_is_the_corpus_packed() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
        let corpus = option_env!("CELAN_CORPUS").map_or(root, Into::into);
        let packed = pack(&corpus).unwrap();
        assert!(packed.library == LIBRARY && packed.provenance == PROVENANCE);
    }
}
