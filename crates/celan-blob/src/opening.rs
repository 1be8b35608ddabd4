//! Opens a blob: at once, or section by section and document by document as its bytes arrive.

use crate::alphabet::{Alphabet, Distances};
use crate::checksum::{checksum, checksum_of_units};
use crate::codec::{self, Stream};
use crate::container::{self, Purpose, Section};
use crate::error::BlobError;
use crate::head::{Head, TextPart};
use crate::lexis;
use crate::readings::{Readings, Table};
use crate::shape::{Shape, blocks};
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
    container::whole_table(blob, Purpose::Library)?;
    let mut opening = Opening::new();
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
    library: Option<Library>,
    ids: Vec<String>,
    parts: Vec<TextPart>,
    /// Whether the bytes of the document that is being read were checked and given to the stream.
    fed: bool,
    /// Parts of the text that were read: documents, then the thesaurus.
    read: usize,
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
                    Some(sections) => self.sections.insert(sections),
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
        self.read.min(self.ids.len())
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
        match name {
            "library" => {
                let (library, parts) = codec::value::<Head>(name, &raw)?.into_library();
                let ids = library.documents.iter().map(|d| d.metadata.id.clone());
                self.ids = ids.collect();
                self.parts = parts;
                self.library = Some(library);
            }
            "alphabet" => {
                let distances: Distances = codec::value(name, &raw)?;
                self.alphabet = Some(Alphabet::read(&distances)?);
            }
            "structure" => {
                let structure: Vec<Vec<Shape>> = codec::value(name, &raw)?;
                self.structure = Some(structure);
            }
            "vocabulary" => {
                let alphabet = self.alphabet.clone().ok_or_else(out_of_order)?;
                self.vocabulary = Some(Vocabulary::read(raw, alphabet)?);
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
        let stream = self
            .stream
            .get_or_insert_with(|| Stream::new(section.codec, section.raw));
        while let Some(part) = self.parts.get(self.read) {
            let damaged = |expected, found| match self.ids.get(self.read) {
                Some(document) => BlobError::DamagedText {
                    document: document.clone(),
                },
                None => BlobError::Damaged {
                    section: THESAURUS.to_owned(),
                    expected,
                    found,
                },
            };
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
                    return Err(damaged(part.packed, found));
                }
                stream.push(bytes);
                self.fed = true;
            }
            let raw = part.raw as usize;
            if !decode(stream, section, raw, &mut self.decoded, budget)? {
                return Ok(Progress::Working);
            }
            let alphabet = self.alphabet.as_ref().ok_or_else(out_of_order)?;
            let texts = alphabet
                .decode(&self.decoded)
                .ok_or_else(|| damaged(part.text, 0))?;
            let found = checksum_of_units(texts.iter().map(String::as_str));
            if found != part.text {
                return Err(damaged(part.text, found));
            }
            self.decoded.clear();
            let (Some(library), Some(structure)) = (&mut self.library, &mut self.structure) else {
                return Err(out_of_order());
            };
            if let Some(document) = library.documents.get_mut(self.read) {
                let shapes = std::mem::take(&mut structure[self.read]);
                document.blocks = blocks(shapes, texts, &self.ids, self.read)
                    .map_err(|what| BlobError::malformed("structure", what))?;
            } else {
                (library.thesaurus, library.wishes) = lexis::read(&texts)
                    .ok_or_else(|| BlobError::malformed(THESAURUS, "its words cannot be read"))?;
            }
            self.read += 1;
            self.fed = false;
        }
        section.check(&self.bytes[section.offset..section.end()])?;
        Ok(Progress::Ready)
    }

    /// Checks that the parts fill the section: a document for each structure, and the thesaurus.
    fn check_parts(&self, section: &Section) -> Result<(), BlobError> {
        let structure = self.structure.as_ref().ok_or_else(out_of_order)?;
        let mut ends = self.parts.iter().map(|p| p.end as usize);
        let raw: usize = self.parts.iter().map(|p| p.raw as usize).sum();
        if structure.len() != self.ids.len()
            || self.parts.len() != self.ids.len() + 1
            || !ends.clone().is_sorted()
            || ends.next_back().unwrap_or(0) != section.length
            || raw != section.raw
        {
            return Err(BlobError::malformed("text", "it is not of these documents"));
        }
        Ok(())
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
