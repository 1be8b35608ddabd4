//! Where the text of a library comes from.

use crate::sections::provenance::{Origin, Places, Trail, text_checksum};
use celan_document::{Block, Content, Document, Library, Span};

/// Where the text of each document comes from.
pub(super) fn origins(library: &Library) -> Vec<Origin> {
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
            let gap = trail.step(repair.span);
            let (was, rule) = (repair.was.clone(), repair.rule.clone());
            places.repairs.push((gap, (was, rule)));
        }
        let mut trail = Trail::default();
        for variant in &text.variants {
            let gap = trail.step(variant.span);
            let (reading, witness) = (variant.reading.clone(), variant.witness.clone());
            places.variants.push((gap, (reading, witness)));
        }
        let mut trail = Trail::default();
        for doubt in &text.doubts {
            let gap = trail.step(doubt.span);
            places.doubts.push((gap, doubt.reason.clone()));
        }
    }
    places
}

/// The library as a blob holds it: without what provenance adds.
pub(super) fn without_provenance(library: &Library) -> Library {
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
