//! Diagnostics: what is wrong or doubtful in a corpus, with its place and its remedy.

use serde::{Deserialize, Serialize};
use std::fmt;

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The document cannot be read.
    Error,
    /// It can be read, but something in it is probably wrong.
    Warning,
    /// Something worth knowing, such as a gap that stands in the source.
    Note,
}

/// Something wrong or doubtful in a file of the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// The file, relative to the corpus folder.
    pub file: String,
    /// Its line, from 1; `None` where the whole file is meant.
    pub line: Option<u32>,
    /// The text there, shortened; empty where there is none.
    pub excerpt: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl Diagnostic {
    /// Makes a diagnostic about `file`, without line and excerpt.
    pub fn new(severity: Severity, file: &str, message: impl Into<String>, help: &str) -> Self {
        Self {
            severity,
            file: file.to_owned(),
            line: None,
            excerpt: String::new(),
            message: message.into(),
            help: help.to_owned(),
        }
    }

    /// Makes an error about `file`.
    pub fn error(file: &str, message: impl Into<String>, help: &str) -> Self {
        Self::new(Severity::Error, file, message, help)
    }

    /// Makes a warning about `file`.
    pub fn warning(file: &str, message: impl Into<String>, help: &str) -> Self {
        Self::new(Severity::Warning, file, message, help)
    }

    /// Adds the line (from 1) and what stands there.
    #[must_use]
    pub fn at(mut self, line: u32, excerpt: &str) -> Self {
        const LONGEST: usize = 60;
        let excerpt = excerpt.trim();
        self.line = Some(line);
        self.excerpt = excerpt.chars().take(LONGEST).collect();
        if excerpt.chars().nth(LONGEST).is_some() {
            self.excerpt.push('…');
        }
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}; {}", self.message, self.help)
    }
}
