//! What can be wrong with a blob.

use thiserror::Error;

/// Why a blob cannot be opened. Nothing of a section is used before its bytes were checked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BlobError {
    /// The file does not begin as a blob does.
    #[error("not a Celan blob: the file does not begin with Celan's mark")]
    NotABlob,
    /// The first bytes, which name the format, are damaged.
    #[error(
        "header: damaged (checksum {expected:08x} expected, {found:08x} found); fetch the file again"
    )]
    Header {
        /// The checksum that is written in the header.
        expected: u32,
        /// The checksum of what arrived.
        found: u32,
    },
    /// The blob has a format that this reader does not know.
    #[error("the blob has format {found}, this reader knows format {known}: {}", remedy(*.found, *.known))]
    Version {
        /// Format of the blob.
        found: u16,
        /// Format of this reader.
        known: u16,
    },
    /// A library was expected where provenance is, or the other way round.
    #[error("this blob holds {found}, {expected} was expected: give the other file")]
    Purpose {
        /// What was asked for.
        expected: &'static str,
        /// What the file holds.
        found: &'static str,
    },
    /// Bytes are missing.
    #[error("{section}: cut short, {missing} bytes are missing; fetch the file again")]
    Truncated {
        /// Section in which the file ends.
        section: String,
        /// How many bytes are missing up to the end of that section.
        missing: u64,
    },
    /// Bytes follow the last section.
    #[error("{extra} bytes follow the last section; fetch the file again")]
    Trailing {
        /// How many.
        extra: u64,
    },
    /// A section's bytes are not those that were written.
    #[error(
        "{section}: damaged (checksum {expected:08x} expected, {found:08x} found); fetch the file again"
    )]
    Damaged {
        /// Name of the section.
        section: String,
        /// The checksum that was written.
        expected: u32,
        /// The checksum of what arrived.
        found: u32,
    },
    /// The text of a document is not what was written; the documents before it are whole.
    #[error("the text of document `{document}` is damaged; fetch the file again")]
    DamagedText {
        /// Id of the document.
        document: String,
    },
    /// A section is not in the table.
    #[error("section `{section}` is missing: pack the library again")]
    Missing {
        /// Name of the section.
        section: &'static str,
    },
    /// A section passes its check but cannot be read: it was not written by Celan.
    #[error("{section}: {what}; it was not written by Celan")]
    Malformed {
        /// Name of the section.
        section: String,
        /// What is wrong.
        what: &'static str,
    },
    /// A section passes its check and asks for more time or memory than a file of this size may: it
    /// was not written by Celan.
    #[error(
        "{section}: it asks for more memory than a file of {file} bytes may; it was not written by Celan"
    )]
    TooLarge {
        /// Name of the section.
        section: String,
        /// Length of the file, in bytes; with a delta, of both.
        file: u64,
    },
    /// A delta belongs to another library.
    #[error(
        "the changes are of another library ({expected:08x} expected, {found:08x} found); fetch both files again"
    )]
    OtherBase {
        /// The checksum of the library that is changed.
        expected: u32,
        /// That of the library that arrived.
        found: u32,
    },
    /// Provenance belongs to another state of the library.
    #[error(
        "the provenance is not of this library: document `{document}` differs; fetch both files again"
    )]
    OtherLibrary {
        /// Id of the first document that differs.
        document: String,
    },
}

impl BlobError {
    pub(crate) fn malformed(section: &str, what: &'static str) -> Self {
        Self::Malformed {
            section: section.to_owned(),
            what,
        }
    }
}

fn remedy(found: u16, known: u16) -> &'static str {
    if found > known {
        "use a newer reader, or pack the library again with this reader's version"
    } else {
        "pack the library again with this reader's version"
    }
}
