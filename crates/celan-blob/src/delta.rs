//! What has changed since a library was packed: a container of its own, applied while the former
//! blob, the base, is opened.
//!
//! A section, and a document's stretch of the text, becomes that of the new library by a [`Patch`]
//! over its decoded bytes. The code of the characters is the base's; characters that it lacks follow
//! behind. Of the vocabulary, whose fst a single term changes in many places, the terms are named
//! that are removed and added. Opening base and delta gives what opening the new library's own blob
//! gives.

pub(crate) mod patch;

use crate::container::{self, Budget, Purpose, whole_section};
use crate::error::BlobError;
use crate::wire::{self, wire};
use patch::Patch;

/// Name of the container's one section.
pub(crate) const SECTION: &str = "changes";

/// The way from the base to the new library.
#[derive(Debug)]
pub(crate) struct Delta {
    /// The [fingerprint](container::fingerprint) of the base.
    pub(crate) base: u32,
    /// Of the sections that are other bytes, by name.
    pub(crate) sections: Vec<(String, Patch)>,
    /// Terms that are none any more, sorted.
    pub(crate) removed: Vec<String>,
    /// Terms that the base lacks, sorted.
    pub(crate) added: Vec<String>,
    /// For each document of the new library, and the thesaurus after them.
    pub(crate) texts: Vec<TextDelta>,
}

/// The way to the texts of a document.
#[derive(Debug)]
pub(crate) struct TextDelta {
    /// The part of the base's text that it comes from; `None` if it is new.
    pub(crate) from: Option<u32>,
    pub(crate) patch: Patch,
    /// Checksum of the decoded texts.
    pub(crate) text: u32,
}

wire!(Delta {
    base,
    sections,
    removed,
    added,
    texts,
});
wire!(TextDelta { from, patch, text });

impl Delta {
    /// Reads a whole container.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, BlobError> {
        let sections = container::whole_table(bytes, Purpose::Delta)?;
        let section = sections
            .iter()
            .find(|s| s.name == SECTION)
            .ok_or(BlobError::Missing { section: SECTION })?;
        let budget = Budget::new(bytes.len());
        wire::value(SECTION, &whole_section(bytes, section, &budget)?, &budget)
    }

    /// Checks that the container with this fingerprint is the base.
    pub(crate) fn check(&self, fingerprint: u32) -> Result<(), BlobError> {
        if self.base == fingerprint {
            return Ok(());
        }
        Err(BlobError::OtherBase {
            expected: self.base,
            found: fingerprint,
        })
    }

    /// The new library's section, from the base's.
    pub(crate) fn section(
        &self,
        name: &str,
        former: Vec<u8>,
        budget: &Budget,
    ) -> Result<Vec<u8>, BlobError> {
        match self.sections.iter().find(|(known, _)| known == name) {
            Some((_, patch)) => patch.apply(name, &former, budget),
            None => Ok(former),
        }
    }
}

/// The error for a delta that passes its check and cannot be applied.
pub(crate) fn unfit() -> BlobError {
    BlobError::malformed(SECTION, "it does not fit the library that it changes")
}
