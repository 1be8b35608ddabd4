//! What has changed since a library was packed: a container of its own, applied while the former
//! blob, the base, is opened.
//!
//! A section, and a document's stretch of the text, becomes that of the new library by a [`Script`]
//! over its decoded bytes. The code of the characters is the base's; characters that it lacks follow
//! behind. Of the vocabulary, whose fst a single term changes in many places, the terms are named that
//! go and come. Opening base and changes gives what opening the new library's own blob gives.

use crate::codec;
use crate::container::{self, Purpose};
use crate::error::BlobError;
use crate::opening::whole_section;
use crate::script::Script;
use bincode::{Decode, Encode};

/// Name of the container's one section.
const SECTION: &str = "changes";

/// The way from the base to the new library.
#[derive(Debug, Encode, Decode)]
pub(crate) struct Changes {
    /// The [seal](container::seal) of the base.
    base: u32,
    /// Of the sections that are other bytes, by name.
    sections: Vec<(String, Script)>,
    /// Terms that are none any more, sorted.
    pub(crate) gone: Vec<String>,
    /// Terms that the base lacks, sorted.
    pub(crate) come: Vec<String>,
    /// For each document of the new library, and the thesaurus after them.
    pub(crate) texts: Vec<TextChange>,
}

/// The way to the texts of a document.
#[derive(Debug, Encode, Decode)]
pub(crate) struct TextChange {
    /// The part of the base's text that it comes from; none where it is new.
    pub(crate) from: Option<u32>,
    pub(crate) script: Script,
    /// Checksum of the decoded texts.
    pub(crate) text: u32,
}

impl Changes {
    /// Reads a whole container.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, BlobError> {
        let sections = container::whole_table(bytes, Purpose::Changes)?;
        let section = sections
            .iter()
            .find(|s| s.name == SECTION)
            .ok_or(BlobError::Missing { section: SECTION })?;
        codec::value(SECTION, &whole_section(bytes, section)?)
    }

    /// Checks that the container with this seal is the base.
    pub(crate) fn check(&self, seal: u32) -> Result<(), BlobError> {
        if self.base == seal {
            return Ok(());
        }
        Err(BlobError::OtherBase {
            expected: self.base,
            found: seal,
        })
    }

    /// The new library's section, from the base's.
    pub(crate) fn section(&self, name: &str, former: Vec<u8>) -> Result<Vec<u8>, BlobError> {
        match self.sections.iter().find(|(known, _)| known == name) {
            Some((_, script)) => script.apply(&former).ok_or_else(unfit),
            None => Ok(former),
        }
    }
}

/// The error for changes that pass their check and cannot be applied.
pub(crate) fn unfit() -> BlobError {
    BlobError::malformed(SECTION, "it does not fit the library that it changes")
}

#[cfg(feature = "pack")]
mod write {
    use super::{Changes, SECTION, TextChange};
    use crate::alphabet::{Alphabet, Distances};
    use crate::checksum::checksum_of_units;
    use crate::codec::{self, bytes_of};
    use crate::container::{self, Purpose, Section};
    use crate::error::BlobError;
    use crate::head::Head;
    use crate::opening::{Contents, open, open_changed, whole_section};
    use crate::pack::{PackError, section};
    use crate::script::Script;
    use std::cmp::Reverse;
    use std::collections::{BTreeSet, HashSet};

    /// Texts that have so many bytes in common are from one another.
    const GROUP: usize = 16;

    /// A blob, decoded.
    struct Decoded<'a> {
        bytes: &'a [u8],
        sections: Vec<Section>,
        alphabet: Alphabet,
        ids: Vec<String>,
        /// The codes of the documents' texts, and of the thesaurus.
        texts: Vec<Vec<u8>>,
    }

    impl<'a> Decoded<'a> {
        fn new(bytes: &'a [u8]) -> Result<Self, BlobError> {
            let mut this = Self {
                bytes,
                sections: container::whole_table(bytes, Purpose::Library)?,
                alphabet: Alphabet::default(),
                ids: Vec::new(),
                texts: Vec::new(),
            };
            this.alphabet = Alphabet::read(&codec::value::<Distances>(
                "alphabet",
                &this.section("alphabet")?,
            )?)?;
            let (library, parts) =
                codec::value::<Head>("library", &this.section("library")?)?.into_library();
            let documents = library.documents.into_iter();
            this.ids = documents.map(|d| d.metadata.id).collect();
            let text = this.section("text")?;
            let mut rest = text.as_slice();
            for part in parts {
                let (own, next) = rest.split_at(part.raw as usize);
                this.texts.push(own.to_vec());
                rest = next;
            }
            Ok(this)
        }

        fn section(&self, name: &'static str) -> Result<Vec<u8>, BlobError> {
            let section = self.sections.iter().find(|s| s.name == name);
            let section = section.ok_or(BlobError::Missing { section: name })?;
            whole_section(self.bytes, section)
        }

        /// The document that has more than half of these codes: it is called otherwise now, or was
        /// copied.
        fn likest(&self, codes: &[u8]) -> Option<usize> {
            let wanted: HashSet<&[u8]> = codes.windows(GROUP).collect();
            let documents = self.texts.iter().take(self.ids.len());
            let common = documents.map(|text| {
                let own: HashSet<&[u8]> = text.windows(GROUP).collect();
                wanted.intersection(&own).count()
            });
            let (common, Reverse(at)) = common.zip((0..).map(Reverse)).max()?;
            (common * 2 > wanted.len()).then_some(at)
        }

        /// The part of the text that becomes these codes: that of the document with this id, else of the
        /// [likest](Self::likest); without an id, that of the thesaurus.
        fn part(&self, id: Option<&String>, codes: &[u8]) -> Option<usize> {
            let Some(id) = id else {
                return Some(self.ids.len());
            };
            let known = self.ids.iter().position(|known| known == id);
            known.or_else(|| self.likest(codes))
        }
    }

    /// What makes the library `new` of the library `base`, both packed. The same two give the same
    /// bytes; they are applied and compared before they are returned.
    ///
    /// # Errors
    /// A blob that cannot be opened; more characters than the base's code has places for.
    pub fn changes(base: &[u8], new: &[u8]) -> Result<Vec<u8>, PackError> {
        let (former, contents) = (open(base).map_err(PackError::Base)?, open(new)?);
        let (base, new) = (Decoded::new(base)?, Decoded::new(new)?);
        let alphabet = base.alphabet.clone().with(&new.alphabet.characters());
        let alphabet = alphabet.ok_or(PackError::Characters)?;
        let mut head: Head = codec::value("library", &new.section("library")?)?;
        head.forget_parts();
        let readings = contents.readings.table(&alphabet.characters());
        let sections = [
            ("library", bytes_of(&head)),
            ("alphabet", bytes_of(&alphabet.distances())),
            ("structure", Some(new.section("structure")?)),
            ("pinyin", bytes_of(&readings)),
        ];
        let mut scripts = Vec::new();
        for (name, raw) in sections {
            let raw = raw.ok_or(PackError::TooLong { section: name })?;
            let former = base.section(name)?;
            if raw != former {
                scripts.push((name.to_owned(), Script::between(&former, &raw)));
            }
        }
        let terms = [&former, &contents].map(|c| BTreeSet::from_iter(c.vocabulary.beginning("")));
        let texts = new.texts.iter().enumerate().map(|(at, codes)| {
            let texts = new.alphabet.decode(codes).unwrap_or_default();
            let mut codes = Vec::new();
            for text in &texts {
                let known = alphabet.encode(text, &mut codes);
                known.ok_or(PackError::Characters)?;
            }
            let from = base.part(new.ids.get(at), &codes);
            let former = from.map_or(&[][..], |from| &base.texts[from]);
            Ok(TextChange {
                from: from.map(|from| from as u32),
                script: Script::between(former, &codes),
                text: checksum_of_units(texts.iter().map(String::as_str)),
            })
        });
        let changes = Changes {
            base: container::seal(base.bytes, base.sections.len()),
            sections: scripts,
            gone: terms[0].difference(&terms[1]).cloned().collect(),
            come: terms[1].difference(&terms[0]).cloned().collect(),
            texts: texts.collect::<Result<_, PackError>>()?,
        };
        let stored = section(SECTION, bytes_of(&changes))?;
        let packed = container::write(Purpose::Changes, &[stored])
            .ok_or(PackError::TooLong { section: SECTION })?;
        verify(open_changed(base.bytes, &packed)?, contents)?;
        Ok(packed)
    }

    /// Compares what was opened with what was given; the terms stand in the order of their code.
    fn verify(opened: Contents, given: Contents) -> Result<(), PackError> {
        let parts = |contents: Contents| {
            let mut terms = contents.vocabulary.beginning("");
            terms.sort_unstable();
            (contents.library, terms, contents.readings)
        };
        if parts(opened) == parts(given) {
            return Ok(());
        }
        Err(PackError::Unfaithful {
            document: "library".to_owned(),
        })
    }
}

#[cfg(feature = "pack")]
pub use write::changes;
