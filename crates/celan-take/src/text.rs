//! Blocks as plain text: a paragraph a line, a row of a table a line with tabs.

use celan_document::{Block, Content, Table};

/// Writes blocks as plain text, each line with its end.
pub fn text(blocks: &[Block]) -> String {
    let mut out = String::new();
    write(blocks, &mut out);
    out
}

fn write(blocks: &[Block], out: &mut String) {
    for block in blocks {
        if let Content::Table(table) = &block.content {
            for line in lines(table) {
                out.push_str(&line);
                out.push('\n');
            }
        }
        if let Some(text) = block.text().filter(|text| !text.plain.is_empty()) {
            out.push_str(&text.plain);
            out.push('\n');
        }
        write(block.children(), out);
    }
}

fn lines(table: &Table) -> impl Iterator<Item = String> {
    let head = (!table.header.is_empty()).then_some(&table.header);
    let rows = head.into_iter().chain(&table.rows);
    let caption = table.caption.iter().cloned();
    caption
        .chain(rows.map(|row| row.join("\t")))
        .chain(table.notes.iter().cloned())
}
