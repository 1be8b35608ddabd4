//! The blob: a library in one file, its provenance in another, and what has changed in a third.
//!
//! A blob is a container of named sections (`container`), each compressed on its own and guarded
//! by a checksum, in the order in which a reader wants them:
//!
//! | section | what |
//! | --- | --- |
//! | `library` | the library's and the documents' metadata, and where each document's text ends |
//! | `alphabet` | the characters of the texts, and their code |
//! | `structure` | what each block is; what follows from the text is left out and made again |
//! | `text` | all texts in reading order, then the thesaurus: how people say what the documents write, and what questions are after; one stream, a checksum a document |
//! | `vocabulary` | the fst of the terms |
//! | `pinyin` | how characters are read, and the words that read them otherwise |
//! | `extracts` | what was read out of the texts: measures, targets, bodies; a search does not wait for it |
//!
//! The texts are one solid stream: on our corpus 192 KB with the alphabet, against 261 KB for
//! documents compressed each alone (and about 222 KB behind a shared primer). Damage is named by
//! document all the same, and documents open one after another as their bytes arrive, since each
//! has its own checksum over its stretch of the stream; what stands before a damage stays whole.
//! The fst is stored as it is used: the sorted terms alone would be shorter, but to build the fst
//! from them costs a reader far more code.
//!
//! [`open`] opens a whole blob, [`Loader`] one that is still arriving. With the feature `pack`,
//! which belongs on the host, `pack` makes both files; the same library gives the same bytes.
//! Where the text comes from (source lines, witnesses, repairs, variants, doubts) is a container of
//! its own, added to an open library by [`open_provenance`].
//!
//! A publisher who corrects a word may leave the blob as it is on readers' devices and add a third
//! container, the delta (`delta` writes it): [`Loader::with_delta`] applies it while the blob is
//! opened.
//!
//! `docs/blob-format.md` has the format for those who write another reader.

mod container;
mod delta;
mod error;
mod loader;
#[cfg(feature = "pack")]
mod pack;
mod sections;
mod sizes;
mod wire;

pub use container::VERSION;
pub use error::BlobError;
pub use loader::{Contents, Loader, Progress, open, open_with_delta};
#[cfg(feature = "pack")]
pub use pack::{PackError, Packed, delta, pack, pack_with};
pub use sections::extracts::{measure_counts, read_extracts};
pub use sections::pinyin::Pinyin;
pub use sections::provenance::open_provenance;
pub use sections::vocabulary::Vocabulary;
pub use sizes::{SectionSize, size_of_delta, sizes};
