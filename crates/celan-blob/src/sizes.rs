//! What the parts of a blob weigh.

use crate::container::{self, Purpose};
use crate::error::BlobError;
use serde::Serialize;

/// A part of a blob.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionSize {
    /// Name of the section; `header` for the table and what stands before it.
    pub name: String,
    /// Its bytes in the file.
    pub bytes: u32,
    /// Its bytes when decoded.
    pub raw: u32,
}

/// The parts of a blob in their order; their bytes add up to the blob's.
///
/// # Errors
/// A damaged header or table, or a file of another length; the sections are not read.
pub fn sizes(blob: &[u8]) -> Result<Vec<SectionSize>, BlobError> {
    parts(blob, Purpose::Library)
}

/// What has changed since a library was packed, as one part.
///
/// # Errors
/// As [`sizes`].
pub fn size_of_delta(delta: &[u8]) -> Result<SectionSize, BlobError> {
    let parts = parts(delta, Purpose::Delta)?;
    Ok(SectionSize {
        name: "changes".to_owned(),
        bytes: parts.iter().map(|part| part.bytes).sum(),
        raw: parts.iter().map(|part| part.raw).sum(),
    })
}

fn parts(blob: &[u8], purpose: Purpose) -> Result<Vec<SectionSize>, BlobError> {
    let sections = container::whole_table(blob, purpose)?;
    let header = container::header_length(sections.len()) as u32;
    let mut sizes = vec![SectionSize {
        name: "header".to_owned(),
        bytes: header,
        raw: header,
    }];
    sizes.extend(sections.into_iter().map(|section| SectionSize {
        bytes: section.length as u32,
        raw: section.raw as u32,
        name: section.name,
    }));
    Ok(sizes)
}
