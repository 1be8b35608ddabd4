//! Why a command fails: always the input's fault.

use celan_blob::{BlobError, PackError};
use celan_corpus::{CorpusError, Diagnostic};
use celan_files::FileError;
use celan_import::ImportError;
use std::io;
use std::path::PathBuf;

/// Why a command fails.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The folder is no corpus.
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    /// Documents of the corpus cannot be read.
    #[error("{} cannot be read as a library", folder.display())]
    Diagnostics {
        folder: PathBuf,
        diagnostics: Vec<Diagnostic>,
    },
    /// A file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The packed library is damaged or of another format.
    #[error("{name}: {source}")]
    Blob { name: String, source: BlobError },
    /// Changes are given with a library that they are not of.
    #[error(
        "{changes} is not of {library}: it says what has changed since another library; give that one \
         with `--library`, or the changes of this one"
    )]
    OtherBase { library: String, changes: String },
    /// What has changed cannot be said.
    #[error("{}: {source}; or pack the library whole, without `--since`", base.display())]
    Since { base: PathBuf, source: PackError },
    /// The library cannot be packed.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// The sources cannot be imported.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The site cannot be served.
    #[error(transparent)]
    Serve(#[from] celan_serve::Error),
    /// There is no such document.
    #[error("the library has no document `{id}`; `celan list` prints the ids{}", near.as_ref().map_or(String::new(), |n| format!(" (did you mean `{n}`?)")))]
    UnknownDocument { id: String, near: Option<String> },
    /// The answer cannot be written.
    #[error("the answer cannot be written: {0}")]
    Output(#[from] io::Error),
}

impl Failure {
    /// Makes a failure of what is wrong with the packed file of this name.
    pub(crate) fn blob(name: impl Into<String>) -> impl FnOnce(BlobError) -> Self {
        let name = name.into();
        move |source| Self::Blob { name, source }
    }
}
