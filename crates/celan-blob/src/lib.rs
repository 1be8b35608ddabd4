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
//!
//! The texts are one solid stream: on our corpus 192 KB with the alphabet, against 261 KB for
//! documents compressed each alone (and about 222 KB behind a shared primer). Damage is named by
//! document all the same, and documents open one after another as their bytes arrive, since each
//! has its own checksum over its stretch of the stream; what stands before a damage stays whole.
//! The fst is stored as it is used: the sorted terms alone would be shorter, but to build the fst
//! from them costs a reader far more code.
//!
//! [`open`] opens a whole blob, [`Opening`] one that is still arriving. With the feature `pack`,
//! which belongs on the host, `pack` makes both files; the same library gives the same bytes.
//! Where the text comes from (source lines, witnesses, repairs, variants, doubts) is a container of
//! its own, added to an open library by [`open_provenance`].
//!
//! A publisher who corrects a word may leave the blob as it is on his readers' devices and add a third
//! container, what has changed since (`changes` writes it): [`Opening::with_changes`] applies it while
//! the blob is opened.

mod alphabet;
mod changes;
mod checksum;
mod codec;
mod container;
mod error;
mod head;
mod opening;
#[cfg(feature = "pack")]
mod pack;
mod provenance;
mod readings;
mod script;
mod shape;
mod sizes;
mod thesaurus;
mod units;
mod vocabulary;

#[cfg(feature = "pack")]
pub use changes::changes;
pub use container::VERSION;
pub use error::BlobError;
pub use opening::{Contents, Opening, Progress, open, open_changed};
#[cfg(feature = "pack")]
pub use pack::{PackError, Packed, pack};
pub use provenance::open_provenance;
pub use readings::Readings;
pub use sizes::{SectionSize, size_of_changes, sizes};
pub use vocabulary::Vocabulary;
