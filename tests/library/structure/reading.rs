//! A document of the library, laid out for comparing.

use celan_document::{Block, Content, Document, NumberingKind, Table, Text};

/// Text for comparing: no white space, marks of one width, one kind of dash.
pub(crate) fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            ',' => '，',
            ';' => '；',
            ':' => '：',
            '(' => '（',
            ')' => '）',
            '?' => '？',
            '!' => '！',
            '．' => '.',
            '＋' => '+',
            '－' | '–' => '-',
            c => c,
        })
        .collect()
}

/// A heading of a document, free-standing or run in.
pub(crate) struct Found {
    pub(crate) line: u32,
    pub(crate) level: u8,
    pub(crate) kind: &'static str,
    pub(crate) number: Option<u32>,
    pub(crate) title: String,
    pub(crate) run_in: bool,
    pub(crate) boxed: Option<u32>,
}

/// A document, laid out for comparing.
#[derive(Default)]
pub(crate) struct Reading {
    pub(crate) headings: Vec<Found>,
    pub(crate) items: Vec<u32>,
    pub(crate) texts: Vec<String>,
    pub(crate) raw: Vec<Text>,
    pub(crate) boxes: Vec<(Option<u32>, String, u32, u32)>,
    pub(crate) tables: Vec<(Table, u32, u32)>,
}

pub(crate) fn lines(block: &Block) -> (u32, u32) {
    block.lines.as_ref().map_or((0, 0), |l| (l.first, l.last))
}

/// First and last line of a block and all it holds.
pub(crate) fn extent(block: &Block) -> (u32, u32) {
    block
        .children()
        .iter()
        .map(extent)
        .fold(lines(block), |(a, b), (c, d)| (a.min(c), b.max(d)))
}

impl Reading {
    pub(crate) fn of(document: &Document) -> Self {
        let mut reading = Self::default();
        reading.add(&document.blocks, None);
        reading
    }

    fn add(&mut self, blocks: &[Block], boxed: Option<u32>) {
        for block in blocks {
            let line = lines(block).0;
            if let Some(text) = block.text() {
                self.texts.push(plain(&text.plain));
                self.raw.push(text.clone());
            }
            let mut found = |level, kind: NumberingKind, number, title: &str, run_in| {
                self.headings.push(Found {
                    line,
                    level,
                    kind: kind.name(),
                    number,
                    title: plain(title),
                    run_in,
                    boxed,
                });
            };
            match &block.content {
                Content::Heading(h) => found(h.level, h.kind, h.number, &h.title, false),
                Content::Paragraph {
                    run_in: Some(r), ..
                } => found(r.level, r.kind, r.number, &r.title, true),
                Content::Item {
                    number: Some(_), ..
                } => self.items.push(line),
                Content::Box(b) => {
                    let (first, last) = extent(block);
                    self.boxes.push((b.number, plain(&b.title), first, last));
                    self.add(&b.blocks, b.number.or(Some(0)));
                }
                Content::Table(t) => {
                    let (first, last) = lines(block);
                    self.tables.push((t.clone(), first, last));
                }
                _ => {}
            }
        }
    }

    pub(crate) fn has(&self, words: &str) -> bool {
        self.texts.iter().any(|t| t.contains(words))
    }
}
