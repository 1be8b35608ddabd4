//! How bytes become other bytes: stretches of the former, and between them what is new.

use crate::container::Budget;
use crate::error::BlobError;
use crate::wire::{Bytes, wire};

/// The copies and inserts that turn bytes into others.
#[derive(Debug, Default)]
pub(crate) struct Patch {
    pub(crate) steps: Vec<Step>,
}

/// A stretch of the former bytes, then new ones.
#[derive(Debug, Default)]
pub(crate) struct Step {
    /// From the last stretch's end to where this one begins.
    pub(crate) skip: i64,
    pub(crate) copy: u32,
    pub(crate) insert: Bytes,
}

wire!(Patch { steps });
wire!(Step { skip, copy, insert });

impl Patch {
    /// The bytes that `former`, of `section`, becomes. How many they are is known, and taken from
    /// the budget, before any is written.
    pub(crate) fn apply(
        &self,
        section: &str,
        former: &[u8],
        budget: &Budget,
    ) -> Result<Vec<u8>, BlobError> {
        let lengths = self
            .steps
            .iter()
            .map(|s| s.copy as usize + s.insert.0.len());
        let length = lengths.fold(0, usize::saturating_add);
        budget.decode(section, length)?;
        let mut out = Vec::with_capacity(length);
        let mut at = 0i64;
        for step in &self.steps {
            let start = at.checked_add(step.skip);
            let end = start.and_then(|start| start.checked_add(i64::from(step.copy)));
            let place = |at: Option<i64>| at.and_then(|at| usize::try_from(at).ok());
            let stretch = place(start).zip(place(end));
            let stretch = stretch.and_then(|(start, end)| former.get(start..end));
            out.extend_from_slice(stretch.ok_or_else(super::unfit)?);
            out.extend_from_slice(&step.insert.0);
            at = end.unwrap_or(0);
        }
        Ok(out)
    }
}
