//! The texts of a document in which measures are looked for, each with what it stands below.

use celan_document::{Block, Content, Document, Lines};

/// A block's text, or a row of a table, with its context.
#[derive(Debug, Clone)]
pub(crate) struct Passage<'a> {
    pub(crate) anchor: &'a str,
    pub(crate) lines: Option<Lines>,
    /// The text whole.
    pub(crate) text: String,
    /// Titles of the headings above, the nearest last.
    pub(crate) headings: Vec<String>,
    /// The text before that ends in a colon and introduces this one; empty where there is none.
    pub(crate) lead: String,
}

/// The passages of a document in reading order.
pub(crate) fn passages(document: &Document) -> Vec<Passage<'_>> {
    let mut out = Vec::new();
    let mut headings: Vec<(u8, String)> = Vec::new();
    let mut lead = String::new();
    document.walk(&mut |block| collect(block, &mut headings, &mut lead, &mut out));
    out
}

fn collect<'a>(
    block: &'a Block,
    headings: &mut Vec<(u8, String)>,
    lead: &mut String,
    out: &mut Vec<Passage<'a>>,
) {
    let mut enter = |level: u8, title: &str| {
        headings.retain(|(open, _)| *open < level);
        headings.push((level, title.to_owned()));
    };
    let mut inside_list = false;
    match &block.content {
        Content::Heading(heading) => {
            enter(heading.level, &heading.title);
            lead.clear();
        }
        Content::Paragraph {
            run_in: Some(run_in),
            ..
        } => {
            inside_list = !lead.is_empty() && run_in.title.is_empty();
            enter(run_in.level, &run_in.title);
        }
        Content::Item { .. } => inside_list = true,
        _ => {}
    }
    let titles = || headings.iter().map(|(_, title)| title.clone()).collect();
    let Some(text) = block.text() else {
        if let Content::Table(table) = &block.content {
            rows(block, table, titles, out);
        }
        return;
    };
    let opens = text.plain.trim_end().ends_with(['：', ':']);
    let listed = inside_list || begins_with_marker(&text.plain);
    out.push(Passage {
        anchor: &block.anchor,
        lines: block.lines,
        text: text.plain.clone(),
        headings: titles(),
        lead: if listed { lead.clone() } else { String::new() },
    });
    if opens {
        *lead = text.plain.clone();
    } else if !listed {
        lead.clear();
    }
}

fn begins_with_marker(text: &str) -> bool {
    celan_document::parse_label(text).is_some()
        || text
            .starts_with(|c: char| ('①'..='⑳').contains(&c) || matches!(c, '•' | '·' | '-' | '—'))
}

/// A row of a table is read as a text: its cells with tabs between, below the head.
fn rows<'a>(
    block: &'a Block,
    table: &celan_document::Table,
    titles: impl Fn() -> Vec<String>,
    out: &mut Vec<Passage<'a>>,
) {
    let head = table.header.join("\t");
    for row in &table.rows {
        out.push(Passage {
            anchor: &block.anchor,
            lines: block.lines,
            text: row.join("\t"),
            headings: titles(),
            lead: head.clone(),
        });
    }
}
