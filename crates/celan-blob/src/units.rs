//! The order in which a block's texts stand in the text stream.

use celan_document::{Block, Content};

/// Calls `visit` with each text of `block` and of the blocks in it: its own text, or a table's
/// caption, head, rows and notes.
pub(crate) fn each_unit<'a>(block: &'a Block, visit: &mut impl FnMut(&'a str)) {
    if let Some(text) = block.text() {
        visit(&text.plain);
    }
    if let Content::Table(table) = &block.content {
        let cells = table.header.iter().chain(table.rows.iter().flatten());
        for text in table.caption.iter().chain(cells).chain(&table.notes) {
            visit(text);
        }
    }
    for child in block.children() {
        each_unit(child, visit);
    }
}

/// The texts of all blocks.
pub(crate) fn units(blocks: &[Block]) -> Vec<&str> {
    let mut units = Vec::new();
    for block in blocks {
        each_unit(block, &mut |unit| units.push(unit));
    }
    units
}
