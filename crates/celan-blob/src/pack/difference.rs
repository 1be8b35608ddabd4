//! Finds what has changed between two packed libraries.

use super::{PackError, pinyin, section, with_room};
use crate::container::{self, Budget, Purpose, Section, checksum_of_texts, whole_section};
use crate::delta::patch::Patch;
use crate::delta::{Delta, SECTION, TextDelta};
use crate::error::BlobError;
use crate::loader::{Contents, open, open_with_delta};
use crate::sections::alphabet::{Alphabet, Distances, Texts};
use crate::sections::extracts;
use crate::sections::metadata::MetadataSection;
use crate::wire::{bytes_of, value};
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
        let distances: Distances = value("alphabet", &this.section("alphabet")?, &this.budget())?;
        this.alphabet = Alphabet::read(&distances)?;
        let metadata: MetadataSection =
            value("library", &this.section("library")?, &this.budget())?;
        let (library, parts) = metadata.into_library();
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

    /// Each section is read by itself.
    fn budget(&self) -> Budget {
        Budget::new(self.bytes.len())
    }

    fn section(&self, name: &'static str) -> Result<Vec<u8>, BlobError> {
        let section = self.sections.iter().find(|s| s.name == name);
        let section = section.ok_or(BlobError::Missing { section: name })?;
        whole_section(self.bytes, section, &self.budget())
    }

    /// The document that has more than half of these codes: it is called otherwise now, or was
    /// copied.
    fn most_similar(&self, codes: &[u8]) -> Option<usize> {
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
    /// [most similar](Self::most_similar); without an id, that of the thesaurus.
    fn part(&self, id: Option<&String>, codes: &[u8]) -> Option<usize> {
        let Some(id) = id else {
            return Some(self.ids.len());
        };
        let known = self.ids.iter().position(|known| known == id);
        known.or_else(|| self.most_similar(codes))
    }
}

/// What makes the library `new` of the library `base`, both packed. The same two give the same
/// bytes; they are applied and compared before they are returned.
///
/// # Errors
/// A blob that cannot be opened; more characters than the base's code has places for.
pub fn delta(base: &[u8], new: &[u8]) -> Result<Vec<u8>, PackError> {
    let (former, contents) = (open(base).map_err(PackError::Base)?, open(new)?);
    let (base, new) = (Decoded::new(base)?, Decoded::new(new)?);
    let alphabet = base.alphabet.clone().with(&new.alphabet.characters());
    let alphabet = alphabet.ok_or(PackError::Characters)?;
    let raw = new.section("library")?;
    let mut metadata: MetadataSection = value("library", &raw, &new.budget())?;
    metadata.forget_parts();
    let pinyin = pinyin::table(&contents.pinyin, &alphabet.characters());
    let sections = [
        ("library", bytes_of(&metadata)),
        ("alphabet", bytes_of(&alphabet.distances())),
        ("structure", Some(new.section("structure")?)),
        ("pinyin", bytes_of(&pinyin)),
    ];
    let mut patches = Vec::new();
    let mut patch = |name: &str, former: &[u8], raw: &[u8]| {
        if raw != former {
            patches.push((name.to_owned(), Patch::between(former, raw)));
        }
    };
    for (name, raw) in sections {
        let raw = raw.ok_or(PackError::TooLong { section: name })?;
        patch(name, &base.section(name)?, &raw);
    }
    patch(extracts::SECTION, &former.extracts, &contents.extracts);
    let terms = [&former, &contents].map(|c| BTreeSet::from_iter(c.vocabulary.beginning("")));
    let texts = new.texts.iter().enumerate().map(|(at, codes)| {
        let budget = new.budget();
        let texts: Vec<String> = Texts::new(&new.alphabet, codes, &budget).collect();
        let mut codes = Vec::new();
        for text in &texts {
            let known = alphabet.encode(text, &mut codes);
            known.ok_or(PackError::Characters)?;
        }
        let from = base.part(new.ids.get(at), &codes);
        let former = from.map_or(&[][..], |from| &base.texts[from]);
        Ok(TextDelta {
            from: from.map(|from| from as u32),
            patch: Patch::between(former, &codes),
            text: checksum_of_texts(texts.iter().map(String::as_str)),
        })
    });
    let delta = Delta {
        base: container::fingerprint(base.bytes, base.sections.len()),
        sections: patches,
        removed: terms[0].difference(&terms[1]).cloned().collect(),
        added: terms[1].difference(&terms[0]).cloned().collect(),
        texts: texts.collect::<Result<_, PackError>>()?,
    };
    let stored = section(SECTION, bytes_of(&delta))?;
    let open = |changes: &[u8]| open_with_delta(base.bytes, changes);
    let (packed, opened) = with_room(Purpose::Delta, SECTION, vec![stored], open)?;
    verify(opened, contents)?;
    Ok(packed)
}

/// Compares what was opened with what was given; the terms stand in the order of their code.
fn verify(opened: Contents, given: Contents) -> Result<(), PackError> {
    let parts = |contents: Contents| {
        let mut terms = contents.vocabulary.beginning("");
        terms.sort_unstable();
        (contents.library, terms, contents.pinyin, contents.extracts)
    };
    if parts(opened) == parts(given) {
        return Ok(());
    }
    Err(PackError::Unfaithful {
        document: "library".to_owned(),
    })
}
