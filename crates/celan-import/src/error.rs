//! What can go wrong while importing, each with its place and remedy.

use std::path::PathBuf;

/// Why an import stopped.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A source is not UTF-8.
    #[error("{}:{line}: not UTF-8; convert the file and try again", path.display())]
    Encoding {
        /// The file.
        path: PathBuf,
        /// The line with the first bad byte, from 1.
        line: usize,
    },
    /// A source has no text.
    #[error("{}: no text in it; put the source there, or take its entry out of import.toml", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// corpus/import.toml or a repairs file is not as it should be.
    #[error("{}: {message}", path.display())]
    Config {
        /// The file.
        path: PathBuf,
        /// What is wrong and what to write instead.
        message: String,
    },
    /// A document that import.toml names was not found in its source.
    #[error("{file}: no document found for item {item} ({title}); check the table of contents")]
    Missing {
        /// The source file.
        file: String,
        /// Its number in the table of contents.
        item: u32,
        /// Its title there.
        title: String,
    },
    /// No title was found for a document.
    #[error("corpus/import.toml: no title found for `{id}`; write title = \"…\" in its entry")]
    Untitled {
        /// The document.
        id: String,
    },
    /// A repair made by hand no longer fits its source.
    #[error(
        "corpus/repairs/{id}.toml: line {line}: `{was}` does not stand there (or not once); \
         the source or the entry has changed: correct the entry"
    )]
    Stale {
        /// The document.
        id: String,
        /// The source line that the entry names.
        line: u32,
        /// What the entry expects there.
        was: String,
    },
}

impl ImportError {
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }

    pub(crate) fn config(path: impl Into<PathBuf>, message: impl ToString) -> Self {
        Self::Config {
            path: path.into(),
            message: message.to_string(),
        }
    }
}
