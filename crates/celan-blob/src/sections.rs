//! The sections of a blob: what each holds, and how it is read.

pub(crate) mod alphabet;
pub(crate) mod extracts;
mod fst_check;
pub(crate) mod metadata;
pub(crate) mod pinyin;
pub(crate) mod provenance;
pub(crate) mod structure;
pub(crate) mod thesaurus;
pub(crate) mod vocabulary;
