//! Opens a blob: at once, or section by section and document by document as its bytes arrive.

use crate::alphabet::{Alphabet, Distances};
use crate::changes::{Changes, unfit};
use crate::checksum::{checksum, checksum_of_units};
use crate::codec::{self, Stream};
use crate::container::{self, Purpose, Section};
use crate::error::BlobError;
use crate::head::{Head, TextPart};
use crate::readings::{Readings, Table};
use crate::shape::{Shape, blocks};
use crate::thesaurus;
use crate::vocabulary::Vocabulary;
use celan_document::Library;

/// Names of the sections that every library has, in the order in which they are read.
pub(crate) const SECTIONS: [&str; 6] = [
    "library",
    "alphabet",
    "structure",
    "text",
    "vocabulary",
    "pinyin",
];

/// What the text section holds after the documents, as errors name it.
const THESAURUS: &str = "thesaurus";

/// What a blob holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// The library; lines, witnesses, repairs, variants and doubts are missing until
    /// [`open_provenance`](crate::open_provenance) adds them.
    pub library: Library,
    /// The terms of the texts.
    pub vocabulary: Vocabulary,
    /// How characters and terms are read.
    pub readings: Readings,
}

/// Opens a whole blob.
///
/// # Errors
/// Every flipped, missing or added byte, by section or document; a blob of another format.
pub fn open(blob: &[u8]) -> Result<Contents, BlobError> {
    open_with(Opening::new(), blob)
}

/// Opens a library of which a blob is the base, whole, and `changes` what has changed since.
///
/// # Errors
/// As [`open`], for both; changes of another base.
pub fn open_changed(base: &[u8], changes: &[u8]) -> Result<Contents, BlobError> {
    open_with(Opening::with_changes(changes)?, base)
}

fn open_with(mut opening: Opening, blob: &[u8]) -> Result<Contents, BlobError> {
    container::whole_table(blob, Purpose::Library)?;
    opening.push(blob);
    opening.finish()
}

/// How far an [`Opening`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// All that arrived is used; more bytes are needed.
    Waiting,
    /// The budget is used up; call again.
    Working,
    /// Everything is open.
    Ready,
}

/// A blob that is being opened, in slices, while its bytes arrive.
///
/// Metadata comes first, then the documents one after another, then the vocabulary. What is open
/// stays usable whatever happens to the rest.
///
/// ```
/// # fn show(blob: &[u8]) -> Result<(), celan_blob::BlobError> {
/// use celan_blob::{Opening, Progress};
///
/// let mut opening = Opening::new();
/// for chunk in blob.chunks(4096) {
///     opening.push(chunk);
///     while opening.step(16 * 1024)? == Progress::Working {}
///     println!("{} documents can be read", opening.documents_ready());
/// }
/// let contents = opening.finish()?;
/// # Ok(()) }
/// ```
#[derive(Default)]
pub struct Opening {
    bytes: Vec<u8>,
    sections: Option<Vec<Section>>,
    /// The section that is being read.
    current: usize,
    /// The stream that is being decoded: the section's, once its bytes were checked.
    stream: Option<Stream>,
    decoded: Vec<u8>,
    changes: Option<Changes>,
    library: Option<Library>,
    /// Of the library that is being made.
    ids: Vec<String>,
    /// Of the blob's documents, which changes may order otherwise.
    stored: Vec<String>,
    parts: Vec<TextPart>,
    /// Whether the bytes of the document that is being read were checked and given to the stream.
    fed: bool,
    /// Parts of the text that were read: documents, then the thesaurus.
    read: usize,
    /// For each document of the library, and the thesaurus, whether it is made.
    made: Vec<bool>,
    alphabet: Option<Alphabet>,
    structure: Option<Vec<Vec<Shape>>>,
    vocabulary: Option<Vocabulary>,
    readings: Option<Readings>,
}

impl Opening {
    /// Begins to open a blob.
    pub fn new() -> Self {
        Self::default()
    }

    /// Begins to open the blob of which `changes`, a whole container, say what has changed since.
    /// The library and its documents are then never those of the blob, but the new ones.
    ///
    /// # Errors
    /// Every flipped, missing or added byte of the changes. That they are of another blob is known as
    /// soon as that one's table is here.
    pub fn with_changes(changes: &[u8]) -> Result<Self, BlobError> {
        Ok(Self {
            changes: Some(Changes::read(changes)?),
            ..Self::default()
        })
    }

    /// Adds the bytes that arrived next.
    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Bytes that have arrived.
    pub fn arrived(&self) -> usize {
        self.bytes.len()
    }

    /// Goes on with what has arrived, until some `budget` bytes (of decoded data) more are decoded.
    /// 16,384 take a few milliseconds in a browser.
    ///
    /// # Errors
    /// As [`open`]. The documents that were ready remain so; further steps fail in the same way.
    pub fn step(&mut self, budget: usize) -> Result<Progress, BlobError> {
        let mut budget = budget.max(1);
        loop {
            let sections = match &self.sections {
                Some(sections) => sections,
                None => match container::table(&self.bytes, Purpose::Library)? {
                    Some(sections) => {
                        if let Some(changes) = &self.changes {
                            changes.check(container::seal(&self.bytes, sections.len()))?;
                        }
                        self.sections.insert(sections)
                    }
                    None => return Ok(Progress::Waiting),
                },
            };
            container::check_end(sections, self.bytes.len())?;
            let Some(section) = sections.get(self.current).cloned() else {
                self.check_complete()?;
                return Ok(Progress::Ready);
            };
            let progress = if section.name == "text" {
                self.text(&section, &mut budget)?
            } else {
                self.section(&section, &mut budget)?
            };
            if progress != Progress::Ready {
                return Ok(progress);
            }
            self.stream = None;
            self.decoded = Vec::new();
            self.current += 1;
        }
    }

    /// The library as far as it is open: all metadata once this is `Some`, and the blocks of the
    /// first [`documents_ready`](Self::documents_ready) documents.
    pub fn library(&self) -> Option<&Library> {
        self.library.as_ref()
    }

    /// How many documents can be read, from the first on.
    pub fn documents_ready(&self) -> usize {
        let made = self.made.iter().take_while(|made| **made);
        made.count().min(self.ids.len())
    }

    /// Opens what is left.
    ///
    /// # Errors
    /// As [`open`]; bytes that have not arrived count as missing.
    pub fn finish(mut self) -> Result<Contents, BlobError> {
        if self.step(usize::MAX)? != Progress::Ready {
            let header = container::header_length(1);
            let section = self.sections.as_ref().and_then(|s| s.get(self.current));
            let (name, end) = section.map_or(("header", header), |s| (&s.name, s.end()));
            return Err(container::truncated(name, end, self.bytes.len()));
        }
        let missing = |section| BlobError::Missing { section };
        Ok(Contents {
            library: self.library.ok_or(missing("library"))?,
            vocabulary: self.vocabulary.ok_or(missing("vocabulary"))?,
            readings: self.readings.ok_or(missing("pinyin"))?,
        })
    }

    fn check_complete(&self) -> Result<(), BlobError> {
        let names = self.sections.iter().flatten().map(|s| s.name.as_str());
        let names: Vec<&str> = names.collect();
        match SECTIONS.into_iter().find(|name| !names.contains(name)) {
            Some(section) => Err(BlobError::Missing { section }),
            None => Ok(()),
        }
    }

    /// Reads a section that is used as a whole.
    fn section(&mut self, section: &Section, budget: &mut usize) -> Result<Progress, BlobError> {
        let Some(bytes) = self.bytes.get(section.offset..section.end()) else {
            return Ok(Progress::Waiting);
        };
        let stream = match &mut self.stream {
            Some(stream) => stream,
            None => {
                section.check(bytes)?;
                let stream = self.stream.insert(Stream::new(section.codec, section.raw));
                stream.push(bytes);
                stream
            }
        };
        if !decode(stream, section, section.raw, &mut self.decoded, budget)? {
            return Ok(Progress::Working);
        }
        let raw = std::mem::take(&mut self.decoded);
        self.use_section(&section.name, raw)?;
        Ok(Progress::Ready)
    }

    fn use_section(&mut self, name: &str, raw: Vec<u8>) -> Result<(), BlobError> {
        let raw = match &self.changes {
            // Where the texts stand in the blob, its own head says.
            Some(changes) if name != "library" => changes.section(name, raw)?,
            _ => raw,
        };
        match name {
            "library" => {
                let (mut library, parts) = codec::value::<Head>(name, &raw)?.into_library();
                self.stored = ids(&library);
                self.parts = parts;
                if let Some(changes) = &self.changes {
                    let raw = changes.section(name, raw)?;
                    (library, _) = codec::value::<Head>(name, &raw)?.into_library();
                    if changes.texts.len() != library.documents.len() + 1 {
                        return Err(unfit());
                    }
                }
                self.ids = ids(&library);
                self.made = vec![false; self.ids.len() + 1];
                self.library = Some(library);
            }
            "alphabet" => {
                let distances: Distances = codec::value(name, &raw)?;
                self.alphabet = Some(Alphabet::read(&distances)?);
            }
            "structure" => {
                let structure: Vec<Vec<Shape>> = codec::value(name, &raw)?;
                if structure.len() != self.ids.len() {
                    return Err(BlobError::malformed(name, "it is not of these documents"));
                }
                self.structure = Some(structure);
                self.make_from(None, &[])?;
            }
            "vocabulary" => {
                let alphabet = self.alphabet.clone().ok_or_else(out_of_order)?;
                let vocabulary = self.vocabulary.insert(Vocabulary::read(raw, alphabet)?);
                if let Some(changes) = &mut self.changes {
                    let (gone, come) = (&mut changes.gone, &mut changes.come);
                    vocabulary.change(std::mem::take(gone), std::mem::take(come));
                }
            }
            "pinyin" => {
                let table: Table = codec::value(name, &raw)?;
                let alphabet = self.alphabet.as_ref().ok_or_else(out_of_order)?;
                self.readings = Some(Readings::read(&table, &alphabet.characters())?);
            }
            _ => {}
        }
        Ok(())
    }

    /// Reads the text section as far as whole documents of it have arrived.
    fn text(&mut self, section: &Section, budget: &mut usize) -> Result<Progress, BlobError> {
        self.check_parts(section)?;
        while let Some(part) = self.parts.get(self.read) {
            let stream = self
                .stream
                .get_or_insert_with(|| Stream::new(section.codec, section.raw));
            let start = match self.read {
                0 => 0,
                n => self.parts[n - 1].end as usize,
            };
            let range = section.offset + start..section.offset + part.end as usize;
            if !self.fed {
                let Some(bytes) = self.bytes.get(range) else {
                    return Ok(Progress::Waiting);
                };
                let found = checksum(bytes);
                if found != part.packed {
                    return Err(damaged(self.stored.get(self.read), part.packed, found));
                }
                stream.push(bytes);
                self.fed = true;
            }
            let raw = part.raw as usize;
            if !decode(stream, section, raw, &mut self.decoded, budget)? {
                return Ok(Progress::Working);
            }
            let (codes, text) = (std::mem::take(&mut self.decoded), part.text);
            match self.changes {
                Some(_) => self.make_from(Some(self.read as u32), &codes)?,
                None => self.make(self.read, &codes, text)?,
            }
            self.read += 1;
            self.fed = false;
        }
        section.check(&self.bytes[section.offset..section.end()])?;
        if self.made.contains(&false) {
            return Err(unfit());
        }
        Ok(Progress::Ready)
    }

    /// Makes all that changes make of a part of the blob's text, or of none.
    fn make_from(&mut self, part: Option<u32>, codes: &[u8]) -> Result<(), BlobError> {
        let Some(changes) = self.changes.take() else {
            return Ok(());
        };
        let mut texts = changes.texts.iter().enumerate();
        let made = texts.try_for_each(|(at, change)| {
            if change.from != part {
                return Ok(());
            }
            let codes = change.script.apply(codes).ok_or_else(unfit)?;
            self.make(at, &codes, change.text)
        });
        self.changes = Some(changes);
        made
    }

    /// Makes a document, or the thesaurus after them, of the codes of its texts.
    fn make(&mut self, at: usize, codes: &[u8], expected: u32) -> Result<(), BlobError> {
        let (Some(library), Some(structure), Some(alphabet)) =
            (&mut self.library, &mut self.structure, &self.alphabet)
        else {
            return Err(out_of_order());
        };
        let id = self.ids.get(at);
        let texts = alphabet
            .decode(codes)
            .ok_or_else(|| damaged(id, expected, 0))?;
        let found = checksum_of_units(texts.iter().map(String::as_str));
        if found != expected {
            return Err(damaged(id, expected, found));
        }
        if let Some(document) = library.documents.get_mut(at) {
            let shapes = std::mem::take(&mut structure[at]);
            document.blocks = blocks(shapes, texts, &self.ids, at)
                .map_err(|what| BlobError::malformed("structure", what))?;
        } else {
            (library.thesaurus, library.answer_types) = thesaurus::read(&texts)
                .ok_or_else(|| BlobError::malformed(THESAURUS, "its words cannot be read"))?;
        }
        self.made[at] = true;
        Ok(())
    }

    /// Checks that the parts fill the section: a document for each structure, and the thesaurus.
    fn check_parts(&self, section: &Section) -> Result<(), BlobError> {
        if self.structure.is_none() {
            return Err(out_of_order());
        }
        let mut ends = self.parts.iter().map(|p| p.end as usize);
        let raw: usize = self.parts.iter().map(|p| p.raw as usize).sum();
        if self.parts.len() != self.stored.len() + 1
            || !ends.clone().is_sorted()
            || ends.next_back().unwrap_or(0) != section.length
            || raw != section.raw
        {
            return Err(BlobError::malformed("text", "it is not of these documents"));
        }
        Ok(())
    }
}

fn ids(library: &Library) -> Vec<String> {
    let documents = library.documents.iter();
    documents.map(|d| d.metadata.id.clone()).collect()
}

/// The error for the text of a document, or where it is none, for that of the thesaurus.
fn damaged(document: Option<&String>, expected: u32, found: u32) -> BlobError {
    match document {
        Some(document) => BlobError::DamagedText {
            document: document.clone(),
        },
        None => BlobError::Damaged {
            section: THESAURUS.to_owned(),
            expected,
            found,
        },
    }
}

fn out_of_order() -> BlobError {
    BlobError::malformed("table", "a section stands before one that it needs")
}

/// Goes on decoding to `raw` bytes in `decoded`; `true` when all are there.
fn decode(
    stream: &mut Stream,
    section: &Section,
    raw: usize,
    decoded: &mut Vec<u8>,
    budget: &mut usize,
) -> Result<bool, BlobError> {
    // Memory grows with what is really decoded, never by what a table promises.
    const SLICE: usize = 16 * 1024;
    while decoded.len() < raw {
        if *budget == 0 {
            return Ok(false);
        }
        let count = (raw - decoded.len()).min(*budget).min(SLICE);
        stream
            .decode(count, decoded)
            .map_err(|_| BlobError::malformed(&section.name, "it cannot be decoded"))?;
        *budget -= count;
    }
    Ok(true)
}

/// Decodes a section of a container that has arrived whole.
pub(crate) fn whole_section(bytes: &[u8], section: &Section) -> Result<Vec<u8>, BlobError> {
    let stored = &bytes[section.offset..section.end()];
    section.check(stored)?;
    let mut stream = Stream::new(section.codec, section.raw);
    stream.push(stored);
    let mut decoded = Vec::new();
    let mut budget = usize::MAX;
    decode(&mut stream, section, section.raw, &mut decoded, &mut budget)?;
    Ok(decoded)
}
