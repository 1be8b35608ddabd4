//! Where a library comes from: the program itself, a corpus folder, or a packed file.

use crate::error::Failure;
use celan_blob::{Contents, open, open_provenance};
use celan_document::Library;
use std::fs;
use std::path::Path;

static LIBRARY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.celan"));
static PROVENANCE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/provenance.celan"));

/// The library at `path`, with its provenance where there is one; the embedded one without a path.
pub(crate) fn library(path: Option<&Path>) -> Result<Library, Failure> {
    match path {
        Some(folder) if folder.is_dir() => read(folder),
        Some(file) => {
            let bytes = fs::read(file).map_err(Failure::file(file))?;
            let name = file.display().to_string();
            let mut library = contents_of(&bytes, &name)?.library;
            if let Some(provenance) = beside(file) {
                let bytes = fs::read(&provenance).map_err(Failure::file(&provenance))?;
                let name = provenance.display().to_string();
                open_provenance(&bytes, &mut library)
                    .map_err(|source| Failure::Blob { name, source })?;
            }
            Ok(library)
        }
        None => {
            let name = "the embedded library";
            let mut library = contents_of(LIBRARY, name)?.library;
            let embedded = |source| Failure::Blob {
                name: name.into(),
                source,
            };
            open_provenance(PROVENANCE, &mut library).map_err(embedded)?;
            Ok(library)
        }
    }
}

/// The bytes of the packed library at `path`, packed now if it is a folder.
pub(crate) fn packed(path: Option<&Path>) -> Result<Vec<u8>, Failure> {
    match path {
        Some(folder) if folder.is_dir() => Ok(celan_blob::pack(&read(folder)?)?.library),
        Some(file) => fs::read(file).map_err(Failure::file(file)),
        None => Ok(LIBRARY.to_vec()),
    }
}

/// What the packed library at `path` holds, packed now if it is a folder.
pub(crate) fn contents(path: Option<&Path>) -> Result<Contents, Failure> {
    let name = path.map_or("the embedded library".to_owned(), |path| {
        path.display().to_string()
    });
    contents_of(&packed(path)?, &name)
}

fn contents_of(bytes: &[u8], name: &str) -> Result<Contents, Failure> {
    open(bytes).map_err(|source| Failure::Blob {
        name: name.to_owned(),
        source,
    })
}

/// Reads a corpus folder, every document of it.
pub(crate) fn read(folder: &Path) -> Result<Library, Failure> {
    let corpus = celan_corpus::read(folder)?;
    if corpus.has_errors() {
        let folder = folder.to_owned();
        return Err(Failure::Diagnostics {
            folder,
            diagnostics: corpus.diagnostics,
        });
    }
    Ok(corpus.library)
}

/// The provenance that lies beside a packed library: library.celan, provenance.celan.
fn beside(library: &Path) -> Option<std::path::PathBuf> {
    let name = library
        .file_name()?
        .to_str()?
        .replacen("library", "provenance", 1);
    let path = library.with_file_name(name);
    (path != library && path.is_file()).then_some(path)
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
        let packed = celan_blob::pack(&read(&corpus).unwrap()).unwrap();
        assert!(packed.library == LIBRARY && packed.provenance == PROVENANCE);
    }
}
