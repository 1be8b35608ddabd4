//! A library so small that it is opened many times a second.

use celan_document::{Block, Content, Document, Library};

/// The first blocks of two documents of the tests' library, one that names a sum, a small table, and some of
/// its thesaurus.
pub fn library() -> Library {
    let folder = super::tests().join("fixture");
    let whole = celan_corpus::read(&folder)
        .expect("the library of the tests")
        .library;
    let documents = whole.documents.iter().take(2).map(|document| Document {
        metadata: document.metadata.clone(),
        blocks: few(&document.blocks),
    });
    Library {
        documents: documents.collect(),
        thesaurus: whole.thesaurus.iter().take(3).cloned().collect(),
        answer_types: whole.answer_types.iter().take(1).cloned().collect(),
        ..Library::default()
    }
}

fn few(blocks: &[Block]) -> Vec<Block> {
    let (first, rest) = blocks.split_at(blocks.len().min(3));
    let sum = |block: &&Block| block.text().is_some_and(|text| text.plain.contains("万元"));
    let table =
        |block: &&Block| matches!(&block.content, Content::Table(table) if table.rows.len() < 6);
    let chosen = rest
        .iter()
        .find(sum)
        .into_iter()
        .chain(rest.iter().find(table));
    first.iter().chain(chosen).cloned().collect()
}
