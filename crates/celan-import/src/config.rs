//! What the publisher says of the sources (corpus/import.toml) and repairs by hand
//! (`corpus/repairs/<id>.toml`).

use crate::error::ImportError;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::path::Path;

/// corpus/import.toml.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    #[serde(default)]
    pub(crate) source: Vec<Source>,
}

/// A source file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    /// File name in corpus/sources/.
    pub(crate) file: String,
    pub(crate) kind: SourceKind,
    /// Id of the document that a witness is a second text of.
    pub(crate) of: Option<String>,
    /// Level of each category of a compendium.
    #[serde(default)]
    pub(crate) levels: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) document: Vec<Entry>,
}

/// What a source file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SourceKind {
    /// Several documents behind a table of contents.
    Compendium,
    /// One document.
    Document,
    /// A second text of a document.
    Witness,
}

/// A document, and what only reading can know of it.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    pub(crate) id: String,
    /// Its number in the table of contents.
    pub(crate) item: Option<u32>,
    pub(crate) level: Option<String>,
    pub(crate) category: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) notice: Option<String>,
    pub(crate) number: Option<String>,
    pub(crate) issuers: Option<Vec<String>>,
}

/// `corpus/repairs/<id>.toml`.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Hand {
    /// Changed characters.
    #[serde(default)]
    pub(crate) repair: Vec<HandRepair>,
    /// Paragraphs made or unmade.
    #[serde(default)]
    pub(crate) shape: Vec<HandShape>,
    /// Places that cannot be known.
    #[serde(default)]
    pub(crate) doubt: Vec<HandDoubt>,
    /// Which witness is right where two differ.
    #[serde(default)]
    pub(crate) choice: Vec<HandChoice>,
    /// Paragraphs that the base text lacks and another witness has.
    #[serde(default)]
    pub(crate) addition: Vec<HandAddition>,
}

/// A paragraph that the base text lacks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HandAddition {
    /// The line of the base text that it stands after.
    pub(crate) after: u32,
    pub(crate) text: String,
    /// Where it is known from, and why it belongs here.
    pub(crate) reason: String,
}

/// A change of characters in one line.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HandRepair {
    pub(crate) line: u32,
    pub(crate) was: String,
    pub(crate) now: String,
    pub(crate) reason: String,
}

/// A decision about the paragraph that begins with, or ends in, a line.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HandShape {
    pub(crate) line: u32,
    /// What the line reads (its beginning), so that a moved line is noticed.
    pub(crate) text: String,
    pub(crate) is: Shape,
    #[expect(dead_code, reason = "for people who read the file")]
    pub(crate) reason: String,
}

/// What reading knows of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Shape {
    /// It goes on the paragraph before.
    Joined,
    /// It begins a paragraph.
    Apart,
    /// It is a heading.
    Heading,
    /// It is no heading.
    Paragraph,
    /// It is an item of a list.
    Item,
    /// It is the last of its box.
    BoxEnd,
    /// It opens with a heading.
    RunIn,
}

/// A place whose reading cannot be known.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HandDoubt {
    pub(crate) line: u32,
    pub(crate) text: String,
    pub(crate) reason: String,
}

/// Where two witnesses differ: whether the second one's reading is the better.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HandChoice {
    pub(crate) line: u32,
    /// What the base text reads there.
    pub(crate) was: String,
    /// What the witness reads there, and the text shall.
    pub(crate) now: String,
    pub(crate) reason: String,
}

/// Reads a TOML file; a missing one is the default.
///
/// # Errors
/// The file cannot be read, or is not what is expected.
pub(crate) fn read<T: DeserializeOwned + Default>(path: &Path) -> Result<T, ImportError> {
    if !path.exists() {
        return Ok(T::default());
    }
    load(path)
}

/// Reads a TOML file that must be there.
///
/// # Errors
/// The file cannot be read, or is not what is expected.
pub(crate) fn load<T: DeserializeOwned>(path: &Path) -> Result<T, ImportError> {
    let text = std::fs::read_to_string(path).map_err(ImportError::io(path))?;
    toml::from_str(&text).map_err(|error| ImportError::config(path, error))
}
