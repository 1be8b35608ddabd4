//! The first section: what is known of library and documents before any text is there.

use crate::container::Budget;
use crate::error::BlobError;
use crate::wire::{self, wire};
use celan_document::{Document, Library, Metadata, PartialDate, Remark};
#[cfg(feature = "pack")]
use celan_text::variants_in;

/// Memory that a document takes beside its metadata, in the index and in lists of documents, in bytes.
const DOCUMENT: usize = 600;
/// Memory that an entry of a list (an issuer, a topic) takes beside itself, in the index and on screens, in bytes.
const ENTRY: usize = 400;

/// A library without its text.
#[derive(Debug)]
pub(crate) struct MetadataSection {
    title: String,
    about: String,
    date: Option<PartialDate>,
    levels: Vec<Remark>,
    topics: Vec<String>,
    documents: Vec<Metadata>,
    /// The variants of characters in the texts and here, each with what it folds to behind it.
    variants: String,
    /// Of each document, and of the thesaurus after them.
    parts: Vec<TextPart>,
}

/// Where the texts of a document, or those of the thesaurus, stand in the text section, and how it is checked.
#[derive(Debug, Clone)]
pub(crate) struct TextPart {
    /// Where its bytes end in the section; they begin where the last document's end.
    pub(crate) end: u32,
    /// Their length when decoded.
    pub(crate) raw: u32,
    /// Checksum of the bytes in the section.
    pub(crate) packed: u32,
    /// Checksum of the decoded texts.
    pub(crate) text: u32,
}

wire!(MetadataSection {
    title,
    about,
    date,
    levels,
    topics,
    documents,
    variants,
    parts,
});
wire!(TextPart {
    end,
    raw,
    packed,
    text,
});

impl MetadataSection {
    /// Of `library`, whose texts are `parts`; `alphabet` are the characters of the texts. Witnesses are
    /// provenance.
    #[cfg(feature = "pack")]
    pub(crate) fn new(library: &Library, alphabet: &str, parts: Vec<TextPart>) -> Self {
        let metadata = library.documents.iter().map(|d| Metadata {
            witnesses: Vec::new(),
            ..d.metadata.clone()
        });
        Self {
            title: library.title.clone(),
            about: library.about.clone(),
            date: library.date.clone(),
            levels: library.levels.clone(),
            topics: library.topics.clone(),
            documents: metadata.collect(),
            variants: variants_in(&texts(library).chain([alphabet]).collect::<String>()),
            parts,
        }
    }

    /// Reads the decoded bytes of the section `name`, and takes from `budget` what all this will take when it is used.
    pub(crate) fn read(name: &str, raw: &[u8], budget: &Budget) -> Result<Self, BlobError> {
        let section: Self = wire::value(name, raw, budget)?;
        let documents = &section.documents;
        let lists = documents
            .iter()
            .map(|m| m.issuers.len() + m.copies.len() + m.validities.len());
        let entries = lists.sum::<usize>() + section.topics.len() + section.levels.len();
        for (count, each) in [(documents.len(), DOCUMENT), (entries, ENTRY)] {
            let taken = budget.take(count.saturating_mul(each));
            taken.ok_or_else(|| budget.exceeded(name))?;
        }
        Ok(section)
    }

    /// The variants of characters, each with what it folds to behind it.
    pub(crate) fn variants(&self) -> &str {
        &self.variants
    }

    /// Leaves out where the texts are: in a delta each says itself.
    #[cfg(feature = "pack")]
    pub(crate) fn forget_parts(&mut self) {
        self.parts.clear();
    }

    /// The library with documents that have no blocks yet, and where their texts are.
    pub(crate) fn into_library(self) -> (Library, Vec<TextPart>) {
        let documents = self.documents.into_iter();
        let documents = documents.map(|metadata| Document {
            metadata,
            blocks: Vec::new(),
        });
        let library = Library {
            title: self.title,
            about: self.about,
            date: self.date,
            levels: self.levels,
            topics: self.topics,
            documents: documents.collect(),
            ..Library::default()
        };
        (library, self.parts)
    }
}

/// All that is shown or searched of a library besides the texts of its documents.
#[cfg(feature = "pack")]
fn texts(library: &Library) -> impl Iterator<Item = &str> {
    let own = [&library.title, &library.about].into_iter();
    let levels = library.levels.iter().flat_map(|l| [&l.name, &l.text]);
    let documents = library.documents.iter().map(|d| &d.metadata);
    let documents = documents.flat_map(|m| {
        let optional = [
            &m.notice,
            &m.number,
            &m.number_printed,
            &m.level,
            &m.category,
            &m.addressees,
            &m.remark,
        ];
        let lists = m.issuers.iter().chain(&m.copies);
        [&m.title]
            .into_iter()
            .chain(optional.into_iter().flatten())
            .chain(lists)
    });
    own.chain(&library.topics)
        .chain(levels)
        .chain(documents)
        .map(String::as_str)
}
