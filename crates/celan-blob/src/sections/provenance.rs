//! Where the text comes from: a container of its own, fetched on demand.

use crate::container::{self, Budget, Purpose, checksum_of_texts, whole_section};
use crate::error::BlobError;
use crate::wire::{self, wire};
use celan_document::{
    Block, Content, Document, Doubt, Library, Lines, Repair, Span, Variant, Witness,
};

/// Name of the container's one section.
pub(crate) const SECTION: &str = "provenance";

/// Where the text of a document comes from.
#[derive(Debug)]
pub(crate) struct Origin {
    pub(crate) id: String,
    /// Checksum of the document's texts, by which it is known.
    pub(crate) text: u32,
    pub(crate) witnesses: Vec<Witness>,
    /// For each block in reading order.
    pub(crate) places: Vec<Places>,
}

#[derive(Debug, Default)]
pub(crate) struct Places {
    /// First line, counted from the last line of the block before; and how many follow it.
    pub(crate) lines: Option<Gap>,
    pub(crate) repairs: Vec<(Gap, (String, String))>,
    pub(crate) variants: Vec<(Gap, (String, String))>,
    pub(crate) doubts: Vec<(Gap, String)>,
}

/// A range by its distance from the last one's end, and its length.
type Gap = (i64, i64);

wire!(Origin {
    id,
    text,
    witnesses,
    places,
});
wire!(Places {
    lines,
    repairs,
    variants,
    doubts,
});

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
    let budget = Budget::new(blob.len());
    let raw = whole_section(blob, section, &budget)?;
    let origins: Vec<Origin> = wire::value(SECTION, &raw, &budget)?;
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

/// All texts of blocks in the order in which the text section has them.
pub(crate) fn texts(blocks: &[Block]) -> Vec<&str> {
    let mut texts = Vec::new();
    for block in blocks {
        block.walk(&mut |block| texts.extend(block.texts().into_iter().map(|(_, text)| text)));
    }
    texts
}

/// Checksum of all texts of a document.
pub(crate) fn text_checksum(document: &Document) -> u32 {
    checksum_of_texts(texts(&document.blocks).into_iter())
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
            for ((gap, length), (was, rule)) in places.repairs {
                let span = trail.next(gap, length)?;
                text.repairs.push(Repair { span, was, rule });
            }
            let mut trail = Trail::default();
            for ((gap, length), (reading, witness)) in places.variants {
                let span = trail.next(gap, length)?;
                text.variants.push(Variant {
                    span,
                    reading,
                    witness,
                });
            }
            let mut trail = Trail::default();
            for ((gap, length), reason) in places.doubts {
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
pub(crate) struct Trail {
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
    pub(crate) fn step(&mut self, span: Span) -> (i64, i64) {
        let (start, end) = (i64::from(span.start), i64::from(span.end));
        let gap = start - self.last;
        self.last = end;
        (gap, end - start)
    }
}
