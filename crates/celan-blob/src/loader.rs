//! Opens a blob: at once, or section by section and document by document as its bytes arrive.

use crate::container::{self, Budget, Purpose, Section, Stream, checksum, decode};
use crate::delta::{Delta, unfit};
use crate::error::BlobError;
use crate::sections::alphabet::{Alphabet, Distances, TextFailure, Texts};
use crate::sections::extracts;
use crate::sections::metadata::{MetadataSection, TextPart};
use crate::sections::pinyin::{Pinyin, Table};
use crate::sections::structure::{Place, Structure, blocks};
use crate::sections::thesaurus;
use crate::sections::vocabulary::Vocabulary;
use crate::wire::{self, Bytes, Reader};
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
    pub pinyin: Pinyin,
    /// What was read out of the texts, for [`read_extracts`](crate::read_extracts); empty if the library has
    /// none, or its bytes were not waited for.
    pub extracts: Vec<u8>,
}

/// Opens a whole blob.
///
/// # Errors
/// Every flipped, missing or added byte, by section or document; a blob of another format.
pub fn open(blob: &[u8]) -> Result<Contents, BlobError> {
    open_with(Loader::new(), blob)
}

/// Opens a library of which a blob is the base, whole, and `delta` what has changed since.
///
/// # Errors
/// As [`open`], for both; a delta of another base.
pub fn open_with_delta(base: &[u8], delta: &[u8]) -> Result<Contents, BlobError> {
    open_with(Loader::with_delta(delta)?, base)
}

fn open_with(mut loader: Loader, blob: &[u8]) -> Result<Contents, BlobError> {
    container::whole_table(blob, Purpose::Library)?;
    loader.push(blob);
    loader.finish()
}

/// How far a [`Loader`] is.
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
/// use celan_blob::{Loader, Progress};
///
/// let mut loader = Loader::new();
/// for chunk in blob.chunks(4096) {
///     loader.push(chunk);
///     while loader.step(16 * 1024)? == Progress::Working {}
///     println!("{} documents can be read", loader.documents_ready());
/// }
/// let contents = loader.finish()?;
/// # Ok(()) }
/// ```
#[derive(Default)]
pub struct Loader {
    bytes: Vec<u8>,
    /// What the file may cost; known with its table.
    budget: Option<Budget>,
    sections: Option<Vec<Section>>,
    /// The section that is being read.
    current: usize,
    /// The stream that is being decoded: the section's, once its bytes were checked.
    stream: Option<Stream>,
    decoded: Vec<u8>,
    delta: Option<Delta>,
    /// Length of the delta's file, in bytes.
    delta_length: usize,
    library: Option<Library>,
    variants: String,
    /// Of the library that is being made.
    ids: Vec<String>,
    /// Of the blob's documents, which a delta may order otherwise.
    stored: Vec<String>,
    parts: Vec<TextPart>,
    /// Whether the bytes of the document that is being read were checked and given to the stream.
    fed: bool,
    /// Parts of the text that were read: documents, then the thesaurus.
    read: usize,
    /// For each document of the library, and the thesaurus, whether it is made.
    made: Vec<bool>,
    alphabet: Option<Alphabet>,
    structure: Option<Structure>,
    vocabulary: Option<Vocabulary>,
    pinyin: Option<Pinyin>,
    extracts: Vec<u8>,
}

impl Loader {
    /// Begins to open a blob.
    pub fn new() -> Self {
        Self::default()
    }

    /// Begins to open the blob of which `delta`, a whole container, says what has changed since.
    /// The library and its documents are then never those of the blob, but the new ones.
    ///
    /// # Errors
    /// Every flipped, missing or added byte of the delta. That it is of another blob is known as soon
    /// as that one's table is here.
    pub fn with_delta(delta: &[u8]) -> Result<Self, BlobError> {
        Ok(Self {
            delta: Some(Delta::read(delta)?),
            delta_length: delta.len(),
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
                        if let Some(delta) = &self.delta {
                            delta.check(container::fingerprint(&self.bytes, sections.len()))?;
                        }
                        let file = sections.last().map_or(0, Section::end);
                        let budget = Budget::new(file.saturating_add(self.delta_length));
                        for section in sections.iter().filter(|s| is_known(s)) {
                            budget.decode(&section.name, section.raw)?;
                        }
                        self.budget = Some(budget);
                        self.sections.insert(sections)
                    }
                    None => return Ok(Progress::Waiting),
                },
            };
            container::check_end(sections, self.bytes.len())?;
            let Some(section) = sections.get(self.current).cloned() else {
                self.check_complete()?;
                self.add_extracts()?;
                return Ok(Progress::Ready);
            };
            let progress = if section.name == "text" {
                self.text(&section, &mut budget)?
            } else if is_known(&section) {
                self.section(&section, &mut budget)?
            } else {
                self.skip(&section)?
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

    /// The variants of characters that the library has, each with what it folds to behind it, for
    /// `celan_text::install_pairs`. Known with the library.
    pub fn variants(&self) -> &str {
        &self.variants
    }

    /// How many documents can be read, from the first on.
    pub fn documents_ready(&self) -> usize {
        let made = self.made.iter().take_while(|made| **made);
        made.count().min(self.ids.len())
    }

    /// Whether everything is open that is read and searched. What was read out of the texts may follow.
    pub fn is_searchable(&self) -> bool {
        self.vocabulary.is_some() && self.pinyin.is_some() && !self.made.contains(&false)
    }

    /// Takes what is read and searched, once that [is open](Self::is_searchable). What follows it is opened by
    /// further steps, for [`extracts`](Self::extracts).
    ///
    /// # Errors
    /// A section that is not open.
    pub fn take_searchable(&mut self) -> Result<Contents, BlobError> {
        let missing = |section| BlobError::Missing { section };
        Ok(Contents {
            library: self.library.take().ok_or(missing("library"))?,
            vocabulary: self.vocabulary.take().ok_or(missing("vocabulary"))?,
            pinyin: self.pinyin.take().ok_or(missing("pinyin"))?,
            extracts: Vec::new(),
        })
    }

    /// Opens what is left, and returns what was read out of the texts.
    ///
    /// # Errors
    /// As [`open`]; bytes that have not arrived count as missing.
    pub fn extracts(mut self) -> Result<Vec<u8>, BlobError> {
        self.complete()?;
        Ok(self.extracts)
    }

    /// Opens what is left.
    ///
    /// # Errors
    /// As [`open`]; bytes that have not arrived count as missing.
    pub fn finish(mut self) -> Result<Contents, BlobError> {
        self.complete()?;
        let extracts = std::mem::take(&mut self.extracts);
        let contents = self.take_searchable()?;
        Ok(Contents {
            extracts,
            ..contents
        })
    }

    fn complete(&mut self) -> Result<(), BlobError> {
        if self.step(usize::MAX)? == Progress::Ready {
            return Ok(());
        }
        let header = container::header_length(1);
        let section = self.sections.as_ref().and_then(|s| s.get(self.current));
        let (name, end) = section.map_or(("header", header), |s| (&s.name, s.end()));
        Err(container::truncated(name, end, self.bytes.len()))
    }

    /// What was read out of the texts may be new: the base need not have it.
    fn add_extracts(&mut self) -> Result<(), BlobError> {
        let mut sections = self.sections.iter().flatten();
        if let (Some(delta), Some(budget), false) = (
            &self.delta,
            &self.budget,
            sections.any(|section| section.name == extracts::SECTION),
        ) {
            let raw = delta.section(extracts::SECTION, Vec::new(), budget)?;
            extracts::charge(&raw, budget)?;
            self.extracts = raw;
        }
        Ok(())
    }

    fn check_complete(&self) -> Result<(), BlobError> {
        let names = self.sections.iter().flatten().map(|s| s.name.as_str());
        let names: Vec<&str> = names.collect();
        match SECTIONS.into_iter().find(|name| !names.contains(name)) {
            Some(section) => Err(BlobError::Missing { section }),
            None => Ok(()),
        }
    }

    /// Passes over a section that this reader does not know: it is checked, and never decoded.
    fn skip(&self, section: &Section) -> Result<Progress, BlobError> {
        match self.bytes.get(section.offset..section.end()) {
            Some(bytes) => section.check(bytes).map(|()| Progress::Ready),
            None => Ok(Progress::Waiting),
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
        let budget = self.budget.as_ref().ok_or_else(out_of_order)?;
        let raw = match &self.delta {
            // Where the texts stand in the blob, its own metadata says.
            Some(delta) if name != "library" => delta.section(name, raw, budget)?,
            _ => raw,
        };
        match name {
            "library" => {
                let metadata = MetadataSection::read(name, &raw, budget)?;
                self.variants = metadata.variants().to_owned();
                let (mut library, parts) = metadata.into_library();
                self.stored = ids(&library);
                self.parts = parts;
                if let Some(delta) = &self.delta {
                    let raw = delta.section(name, raw, budget)?;
                    let metadata = MetadataSection::read(name, &raw, budget)?;
                    self.variants = metadata.variants().to_owned();
                    (library, _) = metadata.into_library();
                    if delta.texts.len() != library.documents.len() + 1 {
                        return Err(unfit());
                    }
                }
                self.ids = ids(&library);
                self.made = vec![false; self.ids.len() + 1];
                self.library = Some(library);
            }
            "alphabet" => {
                let distances: Distances = wire::value(name, &raw, budget)?;
                self.alphabet = Some(Alphabet::read(&distances)?);
            }
            "structure" => {
                let structure: Structure = wire::value(name, &raw, budget)?;
                if structure.len() != self.ids.len() {
                    return Err(BlobError::malformed(name, "it is not of these documents"));
                }
                self.structure = Some(structure);
                self.make_from(None, &[])?;
            }
            "vocabulary" => {
                let alphabet = self.alphabet.clone().ok_or_else(out_of_order)?;
                let vocabulary = Vocabulary::read(raw, alphabet, budget)?;
                let vocabulary = self.vocabulary.insert(vocabulary);
                if let Some(delta) = &mut self.delta {
                    let (removed, added) = (&mut delta.removed, &mut delta.added);
                    vocabulary.change(std::mem::take(removed), std::mem::take(added));
                }
            }
            extracts::SECTION => {
                extracts::charge(&raw, budget)?;
                self.extracts = raw;
            }
            _ => {
                let table: Table = wire::value(name, &raw, budget)?;
                let alphabet = self.alphabet.as_ref().ok_or_else(out_of_order)?;
                let pinyin = Pinyin::read(&table, &alphabet.characters(), budget)?;
                self.pinyin = Some(pinyin);
            }
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
            match self.delta {
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

    /// Makes every document that comes from this part of the blob's text, or that comes from none.
    fn make_from(&mut self, part: Option<u32>, codes: &[u8]) -> Result<(), BlobError> {
        let Some(delta) = self.delta.take() else {
            return Ok(());
        };
        let mut texts = delta.texts.iter().enumerate();
        let made = texts.try_for_each(|(at, change)| {
            if change.from != part {
                return Ok(());
            }
            let budget = self.budget.as_ref().ok_or_else(out_of_order)?;
            let codes = change.patch.apply("text", codes, budget)?;
            self.make(at, &codes, change.text)
        });
        self.delta = Some(delta);
        made
    }

    /// Makes a document, or the thesaurus after them, of the codes of its texts.
    fn make(&mut self, at: usize, codes: &[u8], expected: u32) -> Result<(), BlobError> {
        let (Some(library), Some(structure), Some(alphabet), Some(budget)) = (
            &mut self.library,
            &mut self.structure,
            &self.alphabet,
            &self.budget,
        ) else {
            return Err(out_of_order());
        };
        let id = self.ids.get(at);
        let mut texts = Texts::new(alphabet, codes, budget);
        let mut made = Ok(());
        if let (Some(document), Some(shapes)) =
            (library.documents.get_mut(at), structure.get_mut(at))
        {
            let shapes: Bytes = std::mem::take(shapes);
            let place = Place {
                ids: &self.ids,
                own: at,
            };
            made = blocks(Reader::new(&shapes.0, budget), &mut texts, &place)
                .map(|blocks| document.blocks = blocks);
        } else {
            match thesaurus::read(&mut texts, budget) {
                Ok(read) => (library.thesaurus, library.answer_types) = read,
                Err(TextFailure::TooLarge) => return Err(budget.exceeded(THESAURUS)),
                Err(TextFailure::Undecodable) => {
                    made = Err(BlobError::malformed(THESAURUS, "its words cannot be read"));
                }
            }
        }
        match texts.failure() {
            Some(TextFailure::TooLarge) => return Err(budget.exceeded("text")),
            Some(TextFailure::Undecodable) => return Err(damaged(id, expected, 0)),
            None => made?,
        }
        let found = texts.checksum();
        if found != expected {
            if let Some(document) = library.documents.get_mut(at) {
                document.blocks = Vec::new();
            }
            return Err(damaged(id, expected, found));
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
        let raw = self.parts.iter().map(|p| p.raw as usize);
        let raw = raw.fold(0, usize::saturating_add);
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

/// Whether this reader knows the section.
fn is_known(section: &Section) -> bool {
    SECTIONS.contains(&section.name.as_str()) || section.name == extracts::SECTION
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
