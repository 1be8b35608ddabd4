//! Packs a library: the one function behind build.rs and the command line. All writing halves of
//! the format are here; they stay on the host.

mod alphabet;
mod difference;
mod patch;
mod pinyin;
mod provenance;
mod structure;
mod thesaurus;
mod vocabulary;

pub use difference::delta;

use crate::container::{
    self, Budget, Codec, Purpose, Stored, checksum, checksum_of_texts, compress, ends,
};
use crate::error::BlobError;
use crate::loader::{Contents, open};
use crate::sections::alphabet::Alphabet;
use crate::sections::extracts::{self, read_extracts};
use crate::sections::metadata::{MetadataSection, TextPart};
use crate::sections::pinyin::Pinyin;
use crate::sections::provenance::{SECTION, open_provenance, texts};
use crate::wire::bytes_of;
use celan_document::{Content, Library};
use celan_finder::Extracts;
use celan_vocabulary::Vocabulary;
use thiserror::Error;

/// A packed library: two files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// The library with its text, vocabulary and pinyin.
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
/// The file of a library that repeats itself so much that it would be refused as a bomb gets room: a section
/// of zeros that readers pass over.
///
/// # Errors
/// A library that the format cannot hold, and why.
pub fn pack(library: &Library) -> Result<Packed, PackError> {
    pack_with(library, &Extracts::default())
}

/// As [`pack`], with what was read out of the library's texts.
pub fn pack_with(library: &Library, extracts: &Extracts) -> Result<Packed, PackError> {
    let documents = library.documents.iter();
    let documents: Vec<Vec<&str>> = documents.map(|d| texts(&d.blocks)).collect();
    let vocabulary = Vocabulary::of(&documents.concat(), &headings(library));
    let entries = thesaurus::entries(library);
    let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
    let terms = || vocabulary.terms().iter().map(|(term, _)| term.as_str());
    let all = documents.iter().flatten().chain(&entries).copied();
    let all = all.chain(terms());
    let alphabet = Alphabet::of(all).ok_or(PackError::Characters)?;
    let (text, parts) = pack_text(&documents, &entries, &alphabet)?;
    let characters = alphabet.characters();
    let metadata = MetadataSection::new(library, &String::from_iter(&characters), parts);
    let pinyin = Pinyin {
        characters: celan_vocabulary::readings(&characters),
        words: vocabulary.readings(),
    };
    let pinyin = bytes_of(&pinyin::table(&pinyin, &characters));
    let structure = structure::structure(library);
    let mut sections = vec![
        section("library", bytes_of(&metadata))?,
        section("alphabet", bytes_of(&alphabet.distances()))?,
        section("structure", structure.and_then(|s| bytes_of(&s)))?,
        text,
        section("vocabulary", vocabulary::set(terms(), &alphabet))?,
        section("pinyin", pinyin)?,
    ];
    if *extracts != Extracts::default() {
        sections.push(section(extracts::SECTION, bytes_of(extracts))?);
    }
    let origins = bytes_of(&provenance::origins(library));
    let origins = section(SECTION, origins)?;
    let (packed, opened) = with_room(Purpose::Library, "text", sections, open)?;
    let opened = verify(opened, library, extracts)?;
    let (provenance, opened) = with_room(Purpose::Provenance, SECTION, vec![origins], |blob| {
        let mut opened = opened.clone();
        open_provenance(blob, &mut opened).map(|()| opened)
    })?;
    compare(&opened, library)?;
    Ok(Packed {
        library: packed,
        provenance,
    })
}

/// Name of the section that only makes a file longer.
const ROOM: &str = "room";

/// Writes a container that `open` opens, and what it opened: with room where it costs more than a file of its
/// size may. `longest` names the section of which there is too much if there is no room enough.
fn with_room<T>(
    purpose: Purpose,
    longest: &'static str,
    mut sections: Vec<Stored>,
    open: impl Fn(&[u8]) -> Result<T, BlobError>,
) -> Result<(Vec<u8>, T), PackError> {
    let too_long = || PackError::TooLong { section: longest };
    let mut file = container::write(purpose, &sections).ok_or_else(too_long)?;
    let bare = file.len();
    sections.push(Stored {
        name: ROOM,
        raw: 0,
        codec: Codec::Plain,
        bytes: Vec::new(),
    });
    loop {
        match open(&file) {
            Err(BlobError::TooLarge { .. }) => {}
            opened => return Ok((file, opened?)),
        }
        if let Some(room) = sections.last_mut() {
            room.raw = Budget::larger(file.len()) - bare;
            room.bytes = vec![0; room.raw];
        }
        file = container::write(purpose, &sections).ok_or_else(too_long)?;
    }
}

/// Stores a section.
fn section(name: &'static str, raw: Option<Vec<u8>>) -> Result<Stored, PackError> {
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
    let (codec, bytes) = compress(&raw);
    let ends = ends(codec, &bytes, &lengths).ok_or_else(too_long)?;
    let mut start = 0;
    let mut parts = Vec::new();
    for ((texts, raw), end) in texts().zip(lengths).zip(ends) {
        let number = |n: usize| u32::try_from(n).map_err(|_| too_long());
        parts.push(TextPart {
            end: number(end)?,
            raw: number(raw)?,
            packed: checksum(&bytes[start..end]),
            text: checksum_of_texts(texts.iter().copied()),
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

/// Compares what was opened with what was given; returns the library.
fn verify(opened: Contents, library: &Library, extracts: &Extracts) -> Result<Library, PackError> {
    if read_extracts(&opened.extracts)? != *extracts {
        return Err(PackError::Unfaithful {
            document: "library".to_owned(),
        });
    }
    compare(&opened.library, &provenance::without_provenance(library))?;
    Ok(opened.library)
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
