//! An excerpt with its attribution: as text, as Markdown, and as a reference.

use crate::excerpt::Excerpt;
use crate::markdown::{Place, escape, markdown, quoted};
use celan_cite::source;
use celan_document::{Library, plain_text};
use celan_locale::Strings;

/// Issuers that a reference names at most (GB/T 7714-2015, 8.1.2).
const ISSUERS: usize = 3;

/// An excerpt, to be cited.
#[derive(Debug, Clone)]
pub struct Citation<'a> {
    /// What is cited.
    pub excerpt: &'a Excerpt<'a>,
    /// The library of its document, which knows whether that has ended.
    pub library: &'a Library,
    /// The very words, if they are not the whole excerpt.
    pub words: Option<&'a str>,
    /// The address of the place; empty where it has none that leads anywhere from elsewhere.
    pub address: &'a str,
    /// The day of the citation in ISO form; empty where it is not known.
    pub today: &'a str,
}

impl Citation<'_> {
    /// The words, their source and its address, each on lines of its own.
    pub fn text(&self, s: &Strings) -> String {
        let mut out = match self.words {
            Some(words) => [words.trim(), "\n"].concat(),
            None => plain_text(self.excerpt.blocks),
        };
        out.push('\n');
        out.push_str(&self.source(s));
        if !self.address.is_empty() {
            out.push('\n');
            out.push_str(self.address);
        }
        out
    }

    /// The words as a quotation and their source as a link.
    pub fn markdown(&self, s: &Strings) -> String {
        let words = match self.words {
            Some(words) => {
                let paragraphs = words.lines().map(str::trim).filter(|l| !l.is_empty());
                let paragraphs: Vec<_> = paragraphs.map(|l| escape(l, Place::Line)).collect();
                paragraphs.join("\n\n")
            }
            None => markdown(self.excerpt.blocks),
        };
        let mut out = quoted(words.trim_end());
        out.push('\n');
        let source = escape(&self.source(s), Place::Line);
        if self.address.is_empty() {
            out.push_str(&source);
        } else {
            // An address within angle brackets may hold any other mark (CommonMark, 6.3).
            for piece in ["[", &source, "](<", self.address, ">)"] {
                out.push_str(piece);
            }
        }
        out
    }

    fn source(&self, s: &Strings) -> String {
        let excerpt = self.excerpt;
        source(excerpt.document, self.library, &excerpt.place, s)
    }

    /// The document as an entry of a list of references after GB/T 7714-2015: issuers, title with
    /// the number as what follows a title (as that of a standard or patent), kind and carrier, date
    /// of issue, day of the citation, address. What is not known is left out.
    pub fn reference(&self) -> String {
        let metadata = &self.excerpt.document.metadata;
        let mut out = String::new();
        if !metadata.issuers.is_empty() {
            let named = &metadata.issuers[..metadata.issuers.len().min(ISSUERS)];
            out.push_str(&named.join(", "));
            if metadata.issuers.len() > ISSUERS {
                out.push_str(", 等");
            }
            out.push_str(". ");
        }
        out.push_str(&metadata.title);
        if let Some(number) = &metadata.number {
            out.push_str(": ");
            out.push_str(number);
        }
        // An electronic notice, online or on a disk.
        out.push_str(if self.address.is_empty() {
            "[EB/DK]."
        } else {
            "[EB/OL]."
        });
        if let Some(date) = &metadata.date {
            out.push_str(" (");
            out.push_str(date.as_str());
            out.push(')');
        }
        if !self.today.is_empty() {
            if metadata.date.is_none() {
                out.push(' ');
            }
            out.push('[');
            out.push_str(self.today);
            out.push(']');
        }
        if metadata.date.is_some() || !self.today.is_empty() {
            out.push('.');
        }
        if !self.address.is_empty() {
            out.push(' ');
            out.push_str(self.address);
            out.push('.');
        }
        out
    }
}
