//! Definitions of links (`[附件]: 甲`, `[^1]: 注`), which CommonMark takes out of the text. In a policy
//! document they are words that somebody wrote, so they are hidden from the parser, which then reads them
//! as text.

use pulldown_cmark::{Options, Parser};
use std::borrow::Cow;
use std::ops::Range;

/// What stands for the bracket of a definition: as long as it, and nothing to CommonMark.
const STAND_IN: char = '\u{1}';

/// A body with its definitions hidden.
pub(super) struct Definitions<'a> {
    text: Cow<'a, str>,
    /// The bytes of the brackets that were replaced.
    at: Vec<usize>,
}

impl<'a> Definitions<'a> {
    /// Hides the definitions of a body.
    pub(super) fn hidden(body: &'a str) -> Self {
        let mut hidden = Self {
            text: Cow::Borrowed(body),
            at: Vec::new(),
        };
        hidden.replace(candidates(body));
        // A label may be written over two lines, and the second of two equal labels stands behind the first.
        for _ in 0..MOST {
            let parser = Parser::new_ext(&hidden.text, Options::ENABLE_TABLES);
            let definitions = parser.reference_definitions().iter();
            let found: Vec<usize> = definitions.map(|(_, found)| found.span.start).collect();
            if found.is_empty() {
                break;
            }
            hidden.replace(found);
        }
        hidden.at.sort_unstable();
        hidden
    }

    fn replace(&mut self, found: Vec<usize>) {
        if found.is_empty() {
            return;
        }
        let mut bytes = std::mem::take(&mut self.text).into_owned().into_bytes();
        for at in found {
            if let Some(byte @ b'[') = bytes.get_mut(at) {
                *byte = STAND_IN as u8;
                self.at.push(at);
            }
        }
        // A bracket and its stand-in are one byte each, so that this is the same text.
        self.text = match String::from_utf8(bytes) {
            Ok(text) => Cow::Owned(text),
            Err(error) => Cow::Owned(String::from_utf8_lossy(error.as_bytes()).into_owned()),
        };
    }

    /// The body as the parser is to see it.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes where definitions begin, in order.
    pub(super) fn places(&self) -> &[usize] {
        &self.at
    }

    /// What the parser read at `range`, as it is written.
    pub(super) fn shown<'t>(&self, read: &'t str, range: &Range<usize>) -> Cow<'t, str> {
        let first = self.at.partition_point(|at| *at < range.start);
        if self.at.get(first).is_some_and(|at| *at < range.end) {
            Cow::Owned(read.replace(STAND_IN, "["))
        } else {
            Cow::Borrowed(read)
        }
    }
}

/// How often what hides behind a definition is looked for.
const MOST: usize = 8;

/// The bracket of each line that looks like a definition.
fn candidates(body: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        // Inside quotations and lists too.
        let rest = line.trim_start_matches(|c: char| {
            c.is_whitespace()
                || c.is_ascii_digit()
                || matches!(c, '>' | '-' | '*' | '+' | '.' | ')')
        });
        if rest.starts_with('[') && rest.contains("]:") {
            out.push(start + line.len() - rest.len());
        }
        start += line.len();
    }
    out
}
