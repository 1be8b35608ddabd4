//! The order in which the texts of blocks are read. Whatever walks texts takes it from here.

use crate::block::{Block, Content};

/// What a text is in its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextRole {
    /// The block's own text.
    Text,
    /// The caption of a table.
    Caption,
    /// A cell of a table. Rows count from 0, the head row first if there is one.
    Cell {
        /// Row.
        row: usize,
        /// Column, from 0.
        column: usize,
    },
    /// The note of a table with this index.
    Note(usize),
}

impl Block {
    /// The block's own texts in reading order: its text, or a table's caption, head, rows and
    /// notes. The blocks in a box have their own.
    pub fn texts(&self) -> Vec<(TextRole, &str)> {
        let mut texts = Vec::new();
        if let Some(text) = self.text() {
            texts.push((TextRole::Text, text.plain.as_str()));
        }
        if let Content::Table(table) = &self.content {
            if let Some(caption) = &table.caption {
                texts.push((TextRole::Caption, caption));
            }
            for (row, cells) in table.all_rows().enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    texts.push((TextRole::Cell { row, column }, cell));
                }
            }
            for (index, note) in table.notes.iter().enumerate() {
                texts.push((TextRole::Note(index), note));
            }
        }
        texts
    }

    /// The block's own texts as lines of plain text: a row of a table is a line, with tabs
    /// between its cells.
    fn lines_of_text(&self) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for (role, text) in self.texts() {
            match (role, lines.last_mut()) {
                (TextRole::Cell { column: 1.., .. }, Some(line)) => {
                    line.push('\t');
                    line.push_str(text);
                }
                (TextRole::Text, _) if text.is_empty() => {}
                _ => lines.push(text.to_owned()),
            }
        }
        lines
    }

    /// Calls `visit` with this block and then with every block inside it, in reading order.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Block)) {
        visit(self);
        for child in self.children() {
            child.walk(visit);
        }
    }
}

/// Blocks as plain text: a paragraph a line, a row of a table a line with tabs between its cells;
/// each line with its end.
pub fn plain_text(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        block.walk(&mut |block| {
            for line in block.lines_of_text() {
                out.push_str(&line);
                out.push('\n');
            }
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::{Part, Table};

    fn table(table: Table) -> Block {
        Block {
            anchor: "t1".into(),
            lines: None,
            part: Part::Body,
            content: Content::Table(table),
        }
    }

    #[test]
    fn a_table_is_read_from_caption_to_notes() {
        let row = |cells: &[&str]| cells.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
        let block = table(Table {
            caption: Some("表1".into()),
            header: row(&["甲", "乙"]),
            rows: vec![row(&["一", ""]), row(&["三", "四"])],
            notes: row(&["注"]),
        });
        let texts: Vec<&str> = block.texts().into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["表1", "甲", "乙", "一", "", "三", "四", "注"]);
        assert_eq!(block.texts()[3].0, TextRole::Cell { row: 1, column: 0 });
        let lines = ["表1", "甲\t乙", "一\t", "三\t四", "注"];
        assert_eq!(block.lines_of_text(), lines);
    }

    #[test]
    fn a_table_without_a_head_counts_its_rows_from_the_first() {
        let block = table(Table {
            rows: vec![vec!["一".into()]],
            ..Table::default()
        });
        assert_eq!(
            block.texts(),
            [(TextRole::Cell { row: 0, column: 0 }, "一")]
        );
    }
}
