//! The first section: what is known of library and documents before any text is there.

use bincode::{Decode, Encode};
use celan_document::{Library, Metadata, Note, PartialDate};

/// A library without its text.
#[derive(Debug, Encode, Decode)]
pub(crate) struct Head {
    title: String,
    about: String,
    date: Option<PartialDate>,
    levels: Vec<Note>,
    topics: Vec<String>,
    documents: Vec<(Metadata, TextPart)>,
}

/// Where the text of a document stands in the text section, and how it is checked.
#[derive(Debug, Clone, Encode, Decode)]
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

impl Head {
    /// Head of `library`, whose documents' texts are `parts`. Witnesses are provenance.
    #[cfg(feature = "pack")]
    pub(crate) fn new(library: &Library, parts: Vec<TextPart>) -> Self {
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
            documents: metadata.zip(parts).collect(),
        }
    }

    /// The library with documents that have no blocks yet, and where their texts are.
    pub(crate) fn into_library(self) -> (Library, Vec<TextPart>) {
        let (documents, parts) = self
            .documents
            .into_iter()
            .map(|(metadata, part)| {
                let document = celan_document::Document {
                    metadata,
                    blocks: Vec::new(),
                };
                (document, part)
            })
            .unzip();
        let library = Library {
            title: self.title,
            about: self.about,
            date: self.date,
            levels: self.levels,
            topics: self.topics,
            documents,
            ..Library::default()
        };
        (library, parts)
    }
}
