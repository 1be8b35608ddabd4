//! An excerpt as a file: as it is, with its head before and its attribution after.

use crate::docx::docx;
use crate::excerpt::Excerpt;
use crate::markdown::{Place, escape, markdown};
use celan_cite::{attribution, ended, kept_until};
use celan_document::{Block, Library, plain_text};
use celan_locale::Strings;

/// Characters of a file's name at most: file systems hold 255 bytes.
const NAME: usize = 70;

/// An excerpt, to be written as a file.
#[derive(Debug)]
pub struct Export<'a> {
    excerpt: &'a Excerpt<'a>,
    /// Lines before the text, each with what it is in Word.
    head: Vec<(&'static str, &'a str)>,
    /// What the text says of its own end, where that is past; empty where it says nothing.
    ended: String,
    blocks: &'a [Block],
    foot: [String; 3],
}

impl<'a> Export<'a> {
    /// Prepares an excerpt; `address` is where it can be read, empty if nowhere.
    pub fn new(excerpt: &'a Excerpt<'a>, library: &Library, address: &str, s: &'a Strings) -> Self {
        let document = excerpt.document;
        let metadata = &document.metadata;
        let issuers = metadata.issuers.iter().map(|i| ("Issuer", i.as_str()));
        let number = metadata.number.iter().map(|n| ("Number", n.as_str()));
        let mut head: Vec<_> = issuers.chain(number).collect();
        let (mut title, mut blocks) = (metadata.title.as_str(), excerpt.blocks);
        if excerpt.is_whole() {
            // A title that is printed before all else is the head's.
            if let Some(printed) = document.printed_title().and_then(Block::text) {
                title = &printed.plain;
                blocks = &excerpt.blocks[1..];
            }
            head.push(("Title", title));
        } else {
            head.push(("Title", title));
            head.push(("Number", s.excerpt));
        }
        let foot = [
            attribution(document, &excerpt.place, s),
            kept_until(library, s),
            address.to_owned(),
        ];
        Self {
            excerpt,
            head,
            ended: ended(document, library, s),
            blocks,
            foot,
        }
    }

    /// The lines before the text, that it has ended below its name.
    fn head(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let ended = Some(("Number", self.ended.as_str())).filter(|_| !self.ended.is_empty());
        self.head.iter().copied().chain(ended)
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
        for (_, line) in self.head() {
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
        for (kind, line) in self.head() {
            if kind == "Title" {
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
        let title = [
            &self.excerpt.document.metadata.title,
            self.excerpt.place.as_str(),
        ]
        .concat();
        docx(&title, &self.head().collect::<Vec<_>>(), self.blocks, &foot)
    }

    /// A name for the file, without what follows the dot: title, place and number, as file systems
    /// hold them.
    pub fn name(&self) -> String {
        let metadata = &self.excerpt.document.metadata;
        let mut name = [metadata.title.as_str(), &self.excerpt.place].concat();
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
