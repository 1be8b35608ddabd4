//! Where the text comes from: a container of its own, fetched on demand.

use crate::checksum::checksum_of_units;
use crate::codec;
use crate::container::{self, Purpose};
use crate::error::BlobError;
use crate::opening::whole_section;
use crate::units::units;
use bincode::{Decode, Encode};
use celan_document::{
    Block, Content, Document, Doubt, Library, Lines, Repair, Span, Variant, Witness,
};

/// Name of the container's one section.
pub(crate) const SECTION: &str = "provenance";

/// Where the text of a document comes from.
#[derive(Debug, Encode, Decode)]
pub(crate) struct Origin {
    id: String,
    /// Checksum of the document's texts, by which it is known.
    text: u32,
    witnesses: Vec<Witness>,
    /// For each block in reading order.
    places: Vec<Places>,
}

#[derive(Debug, Default, Encode, Decode)]
struct Places {
    /// First line, counted from the last line of the block before; and how many follow it.
    lines: Option<(i64, i64)>,
    /// Each with its distance from the last one's end, and its length.
    repairs: Vec<(i64, i64, String, String)>,
    variants: Vec<(i64, i64, String, String)>,
    doubts: Vec<(i64, i64, String)>,
}

/// Adds to an open library where its text comes from: lines, witnesses, repairs, variants, doubts.
/// On an error the library is as it was.
///
/// # Errors
/// As [`open`](crate::open); and provenance of another state of the library.
pub fn open_provenance(blob: &[u8], library: &mut Library) -> Result<(), BlobError> {
    let sections = container::whole_table(blob, Purpose::Provenance)?;
    let section = sections
        .iter()
        .find(|s| s.name == SECTION)
        .ok_or(BlobError::Missing { section: SECTION })?;
    let raw = whole_section(blob, section)?;
    let origins: Vec<Origin> = codec::value(SECTION, &raw)?;
    check(&origins, library)?;
    let mut added = Vec::new();
    for (document, origin) in library.documents.iter().zip(origins) {
        let mut document = document.clone();
        add(&mut document, origin).ok_or_else(|| {
            BlobError::malformed(SECTION, "its places do not fit the documents' blocks")
        })?;
        added.push(document);
    }
    library.documents = added;
    Ok(())
}

fn check(origins: &[Origin], library: &Library) -> Result<(), BlobError> {
    let other = |document: &str| BlobError::OtherLibrary {
        document: document.to_owned(),
    };
    for (document, origin) in library.documents.iter().zip(origins) {
        if document.metadata.id != origin.id || text_checksum(document) != origin.text {
            return Err(other(&document.metadata.id));
        }
    }
    let (documents, origins_count) = (library.documents.len(), origins.len());
    match documents.cmp(&origins_count) {
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Less => Err(other(&origins[documents].id)),
        std::cmp::Ordering::Greater => Err(other(&library.documents[origins_count].metadata.id)),
    }
}

/// Checksum of all texts of a document.
pub(crate) fn text_checksum(document: &Document) -> u32 {
    checksum_of_units(units(&document.blocks).into_iter())
}

fn add(document: &mut Document, origin: Origin) -> Option<()> {
    document.metadata.witnesses = origin.witnesses;
    let mut places = origin.places.into_iter();
    let mut last = 0;
    for block in &mut document.blocks {
        add_to_block(block, &mut places, &mut last)?;
    }
    places.next().is_none().then_some(())
}

fn add_to_block(
    block: &mut Block,
    all: &mut impl Iterator<Item = Places>,
    last: &mut i64,
) -> Option<()> {
    let places = all.next()?;
    if let Some((gap, length)) = places.lines {
        let lines = Trail { last: *last }.next(gap, length)?;
        block.lines = Some(Lines {
            first: lines.start,
            last: lines.end,
        });
        *last = i64::from(lines.end);
    }
    match block.text_mut() {
        Some(text) => {
            let mut trail = Trail::default();
            for (gap, length, was, rule) in places.repairs {
                let span = trail.next(gap, length)?;
                text.repairs.push(Repair { span, was, rule });
            }
            let mut trail = Trail::default();
            for (gap, length, reading, witness) in places.variants {
                let span = trail.next(gap, length)?;
                text.variants.push(Variant {
                    span,
                    reading,
                    witness,
                });
            }
            let mut trail = Trail::default();
            for (gap, length, reason) in places.doubts {
                let span = trail.next(gap, length)?;
                text.doubts.push(Doubt { span, reason });
            }
        }
        None if places.repairs.len() + places.variants.len() + places.doubts.len() > 0 => {
            return None;
        }
        None => {}
    }
    if let Content::Box(b) = &mut block.content {
        for child in &mut b.blocks {
            add_to_block(child, all, last)?;
        }
    }
    Some(())
}

/// Ranges one after another, each as its distance from the last one's end.
#[derive(Default)]
struct Trail {
    last: i64,
}

impl Trail {
    fn next(&mut self, gap: i64, length: i64) -> Option<Span> {
        let start = self.last.checked_add(gap)?;
        let end = start.checked_add(length)?;
        self.last = end;
        Some(Span {
            start: start.try_into().ok()?,
            end: end.try_into().ok()?,
        })
    }

    #[cfg(feature = "pack")]
    fn step(&mut self, span: Span) -> (i64, i64) {
        let (start, end) = (i64::from(span.start), i64::from(span.end));
        let gap = start - self.last;
        self.last = end;
        (gap, end - start)
    }
}

#[cfg(feature = "pack")]
mod gather {
    use super::{Origin, Places, Trail, text_checksum};
    use celan_document::{Block, Content, Document, Library, Span};

    /// Where the text of each document comes from.
    pub(crate) fn origins(library: &Library) -> Vec<Origin> {
        library.documents.iter().map(origin).collect()
    }

    fn origin(document: &Document) -> Origin {
        let mut lines = Trail::default();
        let mut all = Vec::new();
        document.walk(&mut |block| all.push(places(block, &mut lines)));
        Origin {
            id: document.metadata.id.clone(),
            text: text_checksum(document),
            witnesses: document.metadata.witnesses.clone(),
            places: all,
        }
    }

    fn places(block: &Block, lines: &mut Trail) -> Places {
        let mut places = Places {
            lines: block.lines.map(|l| {
                lines.step(Span {
                    start: l.first,
                    end: l.last,
                })
            }),
            ..Places::default()
        };
        if let Some(text) = block.text() {
            let mut trail = Trail::default();
            for repair in &text.repairs {
                let (gap, length) = trail.step(repair.span);
                let (was, rule) = (repair.was.clone(), repair.rule.clone());
                places.repairs.push((gap, length, was, rule));
            }
            let mut trail = Trail::default();
            for variant in &text.variants {
                let (gap, length) = trail.step(variant.span);
                let (reading, witness) = (variant.reading.clone(), variant.witness.clone());
                places.variants.push((gap, length, reading, witness));
            }
            let mut trail = Trail::default();
            for doubt in &text.doubts {
                let (gap, length) = trail.step(doubt.span);
                places.doubts.push((gap, length, doubt.reason.clone()));
            }
        }
        places
    }

    /// The library as a blob holds it: without what provenance adds.
    pub(crate) fn without_provenance(library: &Library) -> Library {
        fn strip(blocks: &mut [Block]) {
            for block in blocks {
                block.lines = None;
                if let Some(text) = block.text_mut() {
                    text.repairs.clear();
                    text.variants.clear();
                    text.doubts.clear();
                }
                if let Content::Box(b) = &mut block.content {
                    strip(&mut b.blocks);
                }
            }
        }
        let mut library = library.clone();
        for document in &mut library.documents {
            document.metadata.witnesses.clear();
            strip(&mut document.blocks);
        }
        library
    }
}

#[cfg(feature = "pack")]
pub(crate) use gather::{origins, without_provenance};
