//! The order in which the texts of blocks stand in the text stream.

use celan_document::Block;

/// The texts of all blocks and of the blocks in them.
pub(crate) fn units(blocks: &[Block]) -> Vec<&str> {
    let mut units = Vec::new();
    for block in blocks {
        block.walk(&mut |block| units.extend(block.texts().into_iter().map(|(_, text)| text)));
    }
    units
}
