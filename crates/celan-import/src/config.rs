//! What the publisher says of the sources (corpus/import.toml) and repairs by hand
//! (`corpus/repairs/<id>.toml`).

use crate::error::ImportError;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::path::Path;

/// corpus/import.toml.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    #[serde(default)]
    pub(crate) source: Vec<Source>,
}

/// A text, and the byte of the file where it stands.
#[derive(Debug, Default, Clone)]
pub(crate) struct Placed {
    pub(crate) text: String,
    pub(crate) at: usize,
}

impl<'de> Deserialize<'de> for Placed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = toml::Spanned::<String>::deserialize(deserializer)?;
        Ok(Self {
            at: spanned.span().start,
            text: spanned.into_inner(),
        })
    }
}

/// A source file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    /// File name in corpus/sources/.
    pub(crate) file: Placed,
    pub(crate) kind: SourceKind,
    /// Id of the document that a witness is a second text of.
    pub(crate) of: Option<Placed>,
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
    pub(crate) id: Placed,
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
pub(crate) struct ManualRepairs {
    /// Changed characters.
    #[serde(default)]
    pub(crate) repair: Vec<ManualRepair>,
    /// Paragraphs made or unmade.
    #[serde(default)]
    pub(crate) shape: Vec<ManualShape>,
    /// Places that cannot be known.
    #[serde(default)]
    pub(crate) doubt: Vec<ManualDoubt>,
    /// Which witness is right where two differ.
    #[serde(default)]
    pub(crate) choice: Vec<ManualChoice>,
    /// Paragraphs that the base text lacks and another witness has.
    #[serde(default)]
    pub(crate) addition: Vec<ManualAddition>,
}

/// A paragraph that the base text lacks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ManualAddition {
    /// The line of the base text that it stands after.
    pub(crate) after: u32,
    pub(crate) text: String,
    /// Where it is known from, and why it belongs here.
    pub(crate) reason: String,
}

/// A change of characters in one line.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ManualRepair {
    pub(crate) line: u32,
    pub(crate) was: String,
    pub(crate) now: String,
    pub(crate) reason: String,
}

/// A decision about the paragraph that begins with, or ends in, a line.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ManualShape {
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
pub(crate) struct ManualDoubt {
    pub(crate) line: u32,
    pub(crate) text: String,
    pub(crate) reason: String,
}

/// Where two witnesses differ: whether the second one's reading is the better.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ManualChoice {
    pub(crate) line: u32,
    /// What the base text reads there.
    pub(crate) was: String,
    /// What the witness reads there, and the text shall.
    pub(crate) now: String,
    pub(crate) reason: String,
}

/// The file that says which sources there are.
pub(crate) const IMPORT: &str = "import.toml";

/// The most bytes that are read of one file.
pub(crate) const LIMIT: u64 = 16 << 20;

/// Reads a TOML file of the corpus in `dir`, and its text; a missing one is the default.
///
/// # Errors
/// The file cannot be read, or is not what is expected.
pub(crate) fn read<T: DeserializeOwned + Default>(
    dir: &Path,
    file: &str,
) -> Result<T, ImportError> {
    match load(dir, file) {
        Ok((value, _)) => Ok(value),
        Err(ImportError::Unreadable { error, .. }) if error.is_missing() => Ok(T::default()),
        Err(error) => Err(error),
    }
}

/// Reads a TOML file of the corpus in `dir` that must be there, and its text.
///
/// # Errors
/// The file cannot be read, or is not what is expected.
pub(crate) fn load<T: DeserializeOwned>(
    dir: &Path,
    file: &str,
) -> Result<(T, String), ImportError> {
    let bytes = celan_files::read_inside(dir, file, LIMIT)
        .map_err(|error| ImportError::unreadable(file, error))?;
    let text = utf8(file, bytes)?;
    match toml::from_str(&text) {
        Ok(value) => Ok((value, text)),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let (line, excerpt) = line_at(&text, at);
            Err(ImportError::Config {
                file: file.to_owned(),
                line,
                excerpt,
                message: error.message().to_owned(),
                help: "correct the entry".to_owned(),
            })
        }
    }
}

/// The bytes of a file as text.
///
/// # Errors
/// They are not UTF-8.
pub(crate) fn utf8(file: &str, bytes: Vec<u8>) -> Result<String, ImportError> {
    String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        ImportError::Encoding {
            file: file.to_owned(),
            line: line_number(good.iter().filter(|b| **b == b'\n').count()),
        }
    })
}

/// The line at a byte of a text, from 1, and what stands in it.
pub(crate) fn line_at(text: &str, at: usize) -> (u32, String) {
    let before = text.get(..at).unwrap_or(text).matches('\n').count();
    let excerpt = text.lines().nth(before).unwrap_or("");
    (line_number(before), excerpt.to_owned())
}

fn line_number(before: usize) -> u32 {
    u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
}
