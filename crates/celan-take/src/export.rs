//! A document, or a part of one, as a file: as it stands, with its head before and its source after.

use crate::markdown::{Place, escape, markdown};
use crate::part::Part;
use crate::word::word;
use celan_document::{Block, Library, plain_text};
use celan_page::strings::Strings;
use celan_page::{kept_until, printed_title, source};

/// Characters of a file's name at most: file systems hold 255 bytes.
const NAME: usize = 70;

/// A document, or a part of one, to be written as a file.
#[derive(Debug)]
pub struct Export<'a> {
    part: &'a Part<'a>,
    /// Lines before the text, each with what it is in Word.
    head: Vec<(&'static str, &'a str)>,
    blocks: &'a [Block],
    foot: [String; 3],
}

impl<'a> Export<'a> {
    /// Prepares a part; `address` is where it can be read, empty where nowhere.
    pub fn new(part: &'a Part<'a>, library: &Library, address: &str, s: &'a Strings) -> Self {
        let document = part.document;
        let metadata = &document.metadata;
        let issuers = metadata.issuers.iter().map(|i| ("Issuer", i.as_str()));
        let number = metadata.number.iter().map(|n| ("Number", n.as_str()));
        let mut head: Vec<_> = issuers.chain(number).collect();
        let (mut title, mut blocks) = (metadata.title.as_str(), part.blocks);
        if part.is_whole() {
            // A title that is printed before all else is the head's.
            if let Some(printed) = printed_title(document).and_then(Block::text) {
                title = &printed.plain;
                blocks = &part.blocks[1..];
            }
            head.push(("Title", title));
        } else {
            head.push(("Title", title));
            head.push(("Number", s.excerpt));
        }
        let foot = [
            source(document, &part.place, s),
            kept_until(library, s),
            address.to_owned(),
        ];
        Self {
            part,
            head,
            blocks,
            foot,
        }
    }

    fn foot(&self) -> impl Iterator<Item = &str> {
        self.foot
            .iter()
            .map(String::as_str)
            .filter(|line| !line.is_empty())
    }

    /// As plain text.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for (_, line) in &self.head {
            out.push_str(line);
            out.push('\n');
        }
        out.push('\n');
        out.push_str(&plain_text(self.blocks));
        out.push('\n');
        for line in self.foot() {
            out.push_str(line);
            out.push('\n');
        }
        out
    }

    /// As Markdown.
    pub fn markdown(&self) -> String {
        let mut out = String::new();
        for (kind, line) in &self.head {
            if *kind == "Title" {
                out.push_str("# ");
            }
            out.push_str(&escape(line, Place::Line));
            out.push_str("\n\n");
        }
        out.push_str(&markdown(self.blocks));
        out.push_str("---\n");
        for line in self.foot() {
            out.push('\n');
            if line == self.foot[2] {
                out.push('<');
                out.push_str(line);
                out.push('>');
            } else {
                out.push_str(&escape(line, Place::Line));
            }
            out.push('\n');
        }
        out
    }

    /// As a Word file.
    pub fn word(&self) -> Vec<u8> {
        let foot: Vec<_> = self.foot().map(|line| ("Source", line)).collect();
        word(&self.head, self.blocks, &foot)
    }

    /// A name for the file, without what follows the dot: title, place and number, as file systems
    /// hold them.
    pub fn name(&self) -> String {
        let metadata = &self.part.document.metadata;
        let mut name = [metadata.title.as_str(), &self.part.place].concat();
        if let Some(number) = &metadata.number {
            for piece in ["（", number, "）"] {
                name.push_str(piece);
            }
        }
        let allowed = |c: &char| !c.is_control() && !"\\/:*?\"<>|".contains(*c);
        let name: String = name.chars().filter(allowed).take(NAME).collect();
        name.trim_matches(['.', ' ']).to_owned()
    }
}
