//! What can go wrong while importing, each with its place and remedy.

use celan_corpus::Diagnostic;
use celan_files::FileError;

/// Why a document, or all of them, cannot be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// What was made cannot be written; what stood there before stands.
    #[error("nothing was imported: {0}")]
    Write(#[from] FileError),
    /// A file of the corpus cannot be read.
    #[error("{file}: the file cannot be read: {}", error.reason())]
    Unreadable {
        /// The file, relative to the corpus folder.
        file: String,
        /// What the system said.
        error: FileError,
    },
    /// A file is not UTF-8.
    #[error("{file}:{line}: not UTF-8; convert the file and try again")]
    Encoding {
        /// The file.
        file: String,
        /// The line with the first bad byte, from 1.
        line: u32,
    },
    /// A source is of another format than plain text.
    #[error("{file}: this is {format} and no plain text; save it as plain text and try again")]
    Format {
        /// The file.
        file: String,
        /// What it is.
        format: &'static str,
    },
    /// A source has no text.
    #[error("{file}: no text in it; put the source there, or take its entry out of import.toml")]
    Empty {
        /// The file.
        file: String,
    },
    /// import.toml or a repairs file is not as it should be.
    #[error("{file}:{line}: {message}; {help}")]
    Config {
        /// The file.
        file: String,
        /// Its line, from 1.
        line: u32,
        /// What stands there.
        excerpt: String,
        /// What is wrong.
        message: String,
        /// What to write instead.
        help: String,
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
    #[error("no title found for `{id}`; write title = \"…\" in its entry of import.toml")]
    Untitled {
        /// The document.
        id: String,
    },
    /// A repair made by hand no longer fits its source.
    #[error(
        "repairs/{id}.toml: line {line}: `{was}` does not stand there (or not once); \
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
    pub(crate) fn unreadable(file: &str, error: FileError) -> Self {
        Self::Unreadable {
            file: file.to_owned(),
            error,
        }
    }

    /// What a publisher is told; `file` and `line` are the entry in import.toml that is at work.
    pub(crate) fn diagnostic(&self, file: &str, line: u32) -> Diagnostic {
        match self {
            Self::Config {
                file,
                line,
                excerpt,
                message,
                help,
            } => Diagnostic::error(file, message.clone(), help).at(*line, excerpt),
            Self::Unreadable { file, error } => {
                let message = format!("the file cannot be read: {}", error.reason());
                Diagnostic::error(file, message, "see to it that it is there and may be read")
            }
            Self::Encoding { file, line } => {
                let help = "convert the file and try again";
                Diagnostic::error(file, "the file is not UTF-8", help).at(*line, "")
            }
            Self::Format { file, format } => {
                let message = format!("this is {format} and no plain text");
                Diagnostic::error(file, message, "save it as plain text and try again")
            }
            Self::Empty { file } => {
                let help = "put the source there, or take its entry out of import.toml";
                Diagnostic::error(file, "no text in it", help)
            }
            Self::Stale { id, line, was } => {
                let message =
                    format!("`{was}` does not stand in line {line} of the source, or not once");
                let help = "the source or the entry has changed: correct the entry";
                Diagnostic::error(&format!("repairs/{id}.toml"), message, help)
            }
            Self::Write(_) | Self::Missing { .. } | Self::Untitled { .. } => {
                let whole = self.to_string();
                let (message, help) = whole.rsplit_once("; ").unwrap_or((&whole, ""));
                Diagnostic::error(file, message, help).at(line, "")
            }
        }
    }
}
