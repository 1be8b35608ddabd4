//! Packs a library: the one function behind build.rs and the command line.

use crate::alphabet::Alphabet;
use crate::checksum::{checksum, checksum_of_units};
use crate::codec::{Codec, bytes_of, compress, ends};
use crate::container::{self, Purpose, Stored};
use crate::error::BlobError;
use crate::head::{Head, TextPart};
use crate::opening::open;
use crate::provenance::{self, open_provenance, origins, without_provenance};
use crate::readings::Readings;
use crate::shape::shapes;
use crate::thesaurus;
use crate::units::units;
use crate::vocabulary;
use celan_document::{Content, Library};
use celan_vocabulary::Vocabulary;
use thiserror::Error;

/// A packed library: two files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// The library with its text, vocabulary and readings.
    pub library: Vec<u8>,
    /// Where the text comes from.
    pub provenance: Vec<u8>,
}

/// Why a library cannot be packed.
#[derive(Debug, Error)]
pub enum PackError {
    /// The texts have more different characters than the code has places for.
    #[error("the texts have more than 65,280 different characters; split the library")]
    Characters,
    /// A section is longer than the format allows.
    #[error("{section}: too long for the format (256 MiB); split the library")]
    TooLong {
        /// Name of the section.
        section: &'static str,
    },
    /// The library that something has changed since cannot be opened.
    #[error("the library to start from cannot be opened: {0}")]
    Base(BlobError),
    /// The packed library cannot be opened again: a fault of the packer.
    #[error("the packed library cannot be opened again: {0}")]
    Unreadable(#[from] BlobError),
    /// A document does not survive: it holds what the format has no place for, such as a block
    /// without an anchor or boxes nested too deep.
    #[error(
        "document `{document}` does not survive packing: its blocks need anchors, unique in it"
    )]
    Unfaithful {
        /// Id of the document, or `library` for what is said of the whole.
        document: String,
    },
}

/// Packs `library`. The same library gives the same bytes on every machine. What was packed is
/// opened again and compared before it is returned.
///
/// # Errors
/// A library that the format cannot hold, and why.
pub fn pack(library: &Library) -> Result<Packed, PackError> {
    let texts: Vec<Vec<&str>> = library.documents.iter().map(|d| units(&d.blocks)).collect();
    let vocabulary = Vocabulary::of(&texts.concat(), &headings(library));
    let entries = thesaurus::write(library);
    let thesaurus: Vec<&str> = entries.iter().map(String::as_str).collect();
    let terms = || vocabulary.terms().iter().map(|(term, _)| term.as_str());
    let all = texts.iter().flatten().chain(&thesaurus).copied();
    let all = all.chain(terms());
    let alphabet = Alphabet::of(all).ok_or(PackError::Characters)?;
    let (text, parts) = pack_text(&texts, &thesaurus, &alphabet)?;
    let characters = alphabet.characters();
    let readings = Readings {
        characters: celan_vocabulary::readings(&characters),
        words: vocabulary.readings(),
    };
    let sections = [
        section("library", bytes_of(&Head::new(library, parts)))?,
        section("alphabet", bytes_of(&alphabet.distances()))?,
        section("structure", bytes_of(&structure(library)))?,
        text,
        section("vocabulary", vocabulary::set(terms(), &alphabet))?,
        section("pinyin", bytes_of(&readings.table(&characters)))?,
    ];
    let packed = Packed {
        library: container::write(Purpose::Library, &sections)
            .ok_or(PackError::TooLong { section: "text" })?,
        provenance: container::write(
            Purpose::Provenance,
            &[section(provenance::SECTION, bytes_of(&origins(library)))?],
        )
        .ok_or(PackError::TooLong {
            section: provenance::SECTION,
        })?,
    };
    verify(&packed, library)?;
    Ok(packed)
}

/// Compresses a section.
pub(crate) fn section(name: &'static str, raw: Option<Vec<u8>>) -> Result<Stored, PackError> {
    let raw = raw.ok_or(PackError::TooLong { section: name })?;
    let (codec, bytes) = compress(&raw);
    Ok(Stored {
        name,
        raw: raw.len(),
        codec,
        bytes,
    })
}

fn codes(texts: &[&str], alphabet: &Alphabet) -> Option<Vec<u8>> {
    let mut codes = Vec::new();
    for text in texts {
        alphabet.encode(text, &mut codes)?;
    }
    Some(codes)
}

/// The text section, and where each document's text and the thesaurus stand in it.
fn pack_text(
    documents: &[Vec<&str>],
    thesaurus: &[&str],
    alphabet: &Alphabet,
) -> Result<(Stored, Vec<TextPart>), PackError> {
    let too_long = || PackError::TooLong { section: "text" };
    let mut raw = Vec::new();
    let mut lengths = Vec::new();
    let texts = || documents.iter().map(Vec::as_slice).chain([thesaurus]);
    for texts in texts() {
        let codes = codes(texts, alphabet).ok_or(PackError::Characters)?;
        lengths.push(codes.len());
        raw.extend(codes);
    }
    let (codec, bytes): (Codec, Vec<u8>) = compress(&raw);
    let ends = ends(codec, &bytes, &lengths).ok_or_else(too_long)?;
    let mut start = 0;
    let mut parts = Vec::new();
    for ((texts, raw), end) in texts().zip(lengths).zip(ends) {
        let number = |n: usize| u32::try_from(n).map_err(|_| too_long());
        parts.push(TextPart {
            end: number(end)?,
            raw: number(raw)?,
            packed: checksum(&bytes[start..end]),
            text: checksum_of_units(texts.iter().copied()),
        });
        start = end;
    }
    let stored = Stored {
        name: "text",
        raw: raw.len(),
        codec,
        bytes,
    };
    Ok((stored, parts))
}

/// Titles of documents and headings, which hold terms more often than other texts.
fn headings(library: &Library) -> Vec<&str> {
    let mut titles = Vec::new();
    for document in &library.documents {
        titles.push(document.metadata.title.as_str());
        document.walk(&mut |block| match &block.content {
            Content::Heading(heading) => titles.push(&heading.title),
            Content::Box(b) => titles.push(&b.title),
            Content::Paragraph {
                run_in: Some(heading),
                ..
            } => titles.push(&heading.title),
            _ => {}
        });
    }
    titles
}

fn structure(library: &Library) -> Vec<Vec<crate::shape::Shape>> {
    let ids = library.documents.iter().map(|d| d.metadata.id.clone());
    let ids: Vec<String> = ids.collect();
    let documents = library.documents.iter().enumerate();
    documents
        .map(|(own, document)| shapes(&document.blocks, &ids, own))
        .collect()
}

/// Opens what was packed and compares it with what was given.
fn verify(packed: &Packed, library: &Library) -> Result<(), PackError> {
    let mut opened = open(&packed.library)?.library;
    compare(&opened, &without_provenance(library))?;
    open_provenance(&packed.provenance, &mut opened)?;
    compare(&opened, library)
}

fn compare(opened: &Library, given: &Library) -> Result<(), PackError> {
    let documents = opened.documents.iter().zip(&given.documents);
    let document = match documents.into_iter().find(|(o, g)| o != g) {
        Some((_, given)) => &given.metadata.id,
        None if opened != given => "library",
        None => return Ok(()),
    };
    Err(PackError::Unfaithful {
        document: document.to_owned(),
    })
}
