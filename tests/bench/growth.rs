//! A library grown many times, so that the cost of growth is seen.

use celan_document::{Block, Content, Library, Text};

/// A small generator (Marsaglia's xorshift) with a fixed seed: the same library on every machine.
struct Draw(u64);

impl Draw {
    fn from<'a>(&mut self, pool: &'a [String]) -> &'a str {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let at = (self.0 % pool.len().max(1) as u64) as usize;
        pool.get(at).map_or("", String::as_str)
    }
}

/// What texts are made of: headings whole, and clauses of running text.
#[derive(Default)]
struct Pool {
    headings: Vec<String>,
    clauses: Vec<String>,
}

impl Pool {
    fn of(library: &Library) -> Self {
        let mut pool = Self::default();
        for document in &library.documents {
            document.walk(&mut |block| {
                let text = block.text().map_or("", |t| t.plain.as_str());
                if matches!(block.content, Content::Heading(_)) {
                    pool.headings.push(text.to_owned());
                } else {
                    let clauses = text.split_inclusive(['，', '。', '；', '、']);
                    pool.clauses.extend(clauses.map(str::to_owned));
                }
            });
        }
        pool
    }

    /// A text of at least as many characters.
    fn text(&self, like: &Text, draw: &mut Draw) -> Text {
        let wanted = like.plain.chars().count();
        let (mut text, mut length) = (String::new(), 0);
        while length < wanted {
            let clause = draw.from(&self.clauses);
            length += clause.chars().count().max(1);
            text.push_str(clause);
        }
        Text::plain(text)
    }

    fn fill(&self, block: &mut Block, draw: &mut Draw) {
        match &mut block.content {
            Content::Heading(heading) => heading.text = Text::plain(draw.from(&self.headings)),
            Content::Paragraph { text, .. }
            | Content::Item { text, .. }
            | Content::Frame { text, .. } => *text = self.text(text, draw),
            Content::Box(inner) => inner.blocks.iter_mut().for_each(|b| self.fill(b, draw)),
            Content::Table(table) => {
                for cell in table.rows.iter_mut().flatten().filter(|c| !c.is_empty()) {
                    *cell = self.text(&Text::plain(cell.as_str()), draw).plain;
                }
            }
        }
    }
}

/// The library and as many further libraries of its size as make it `times` as large: the same
/// structures, filled with headings and clauses drawn from it, so that terms stand as often and in
/// the same company.
pub(crate) fn grown(library: &Library, times: usize) -> Library {
    let pool = Pool::of(library);
    let mut draw = Draw(0x9e37_79b9);
    let mut grown = library.clone();
    for copy in 1..times {
        for document in &library.documents {
            let mut document = document.clone();
            document.metadata.id = format!("{}-{copy}", document.metadata.id);
            document
                .blocks
                .iter_mut()
                .for_each(|b| pool.fill(b, &mut draw));
            grown.documents.push(document);
        }
    }
    grown
}
