//! The source as lines: read, repaired by hand, freed of page furniture, cut into documents.

pub(crate) mod contents;
pub(crate) mod furniture;
pub(crate) mod lines;
pub(crate) mod manual;
