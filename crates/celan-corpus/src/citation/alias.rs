//! Abbreviations that a document announces for another: 《…》（以下简称《意见》）.
//!
//! Only what abbreviates a document is an alias here, not that of a body or a term. One announced in
//! brackets is known by its brackets; one announced in quotes also without, if it is long enough not
//! to be an ordinary word.

use super::Found;
use crate::title::fold_title;
use celan_document::Span;

/// An alias without brackets has at least this many characters.
const SHORTEST_BARE: usize = 3;

/// No name is longer, in characters.
const LONGEST: usize = 30;

/// The aliases that hold at the present place of a document.
#[derive(Default)]
pub(super) struct Aliases {
    known: Vec<Alias>,
}

struct Alias {
    name: String,
    /// Its name as printed, where it may stand without brackets.
    bare: Option<Vec<char>>,
    /// What it abbreviates; `None` where the library lacks that.
    document: Option<usize>,
    /// Characters of the current text before which it does not hold yet.
    from: u32,
}

/// A place that announces an abbreviation.
pub(super) struct Announcement {
    /// Where 以下简称 begins.
    start: usize,
    /// The name, in characters of the text, without its marks.
    pub(super) name: Span,
    bracketed: bool,
}

/// The abbreviations that a text announces, of documents or of anything else.
pub(super) fn announcements(chars: &[char]) -> Vec<Announcement> {
    const WORDS: [&str; 4] = ["以下简称", "以下统称", "下称", "简称"];
    let words = WORDS.map(|word| word.chars().collect::<Vec<_>>());
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let Some(word) = words.iter().find(|word| chars[at..].starts_with(word)) else {
            at += 1;
            continue;
        };
        let start = at;
        at += word.len();
        while matches!(chars.get(at), Some('：' | ':' | '为' | ' ')) {
            at += 1;
        }
        let close = match chars.get(at) {
            Some('《') => "》",
            Some('“') => "”",
            Some('"') => "\"",
            Some('「') => "」",
            _ => "）),，。；;",
        };
        let marked = close.chars().count() == 1;
        let first = at + usize::from(marked);
        let length = chars
            .iter()
            .skip(first)
            .take(LONGEST)
            .position(|c| close.contains(*c));
        if let Some(length) = length.filter(|length| *length > 0) {
            found.push(Announcement {
                start,
                name: Span::new(first, first + length),
                bracketed: close == "》",
            });
            at = first + length;
        }
    }
    found
}

impl Aliases {
    /// Begins another text of the same document: what is known holds from its first character.
    pub(super) fn next_text(&mut self) {
        for alias in &mut self.known {
            alias.from = 0;
        }
    }

    /// Learns an abbreviation, if what stands right before it is a mention of one document.
    pub(super) fn learn(&mut self, chars: &[char], announcement: &Announcement, found: &[Found]) {
        // 《…》（国发〔2018〕25号，以下简称…） mentions its document twice.
        let mut end = announcement.start;
        let mut document = None;
        let mut first = None;
        for mention in found.iter().rev() {
            let between = chars.get(mention.span.end as usize..end);
            if !between.is_some_and(|between| {
                between
                    .iter()
                    .all(|c| c.is_whitespace() || "（()），,、；;".contains(*c))
            }) {
                break;
            }
            end = mention.span.start as usize;
            document = document.or(mention.document);
            first = Some(end);
        }
        let Some(first) = first else { return };
        // 《…》和《…》（以下简称…） abbreviates two.
        let several =
            first >= 2 && "和与及、".contains(chars[first - 1]) && chars[first - 2] == '》';
        let name: Vec<char> =
            chars[announcement.name.start as usize..announcement.name.end as usize].to_vec();
        self.known.push(Alias {
            name: fold_title(&name.iter().collect::<String>()),
            bare: (!announcement.bracketed && name.len() >= SHORTEST_BARE).then_some(name),
            document: document.filter(|_| !several),
            from: announcement.name.end,
        });
    }

    /// What the bracketed `title` at `start` abbreviates, if it is an alias that holds there.
    pub(super) fn titled(&self, title: &str, start: u32) -> Option<Option<usize>> {
        let alias = self
            .known
            .iter()
            .rfind(|a| a.name == title && a.from <= start)?;
        Some(alias.document)
    }

    /// Aliases that stand without brackets, outside the `taken` places.
    pub(super) fn bare(&self, chars: &[char], taken: &[Span]) -> Vec<(Span, Option<usize>)> {
        let mut found: Vec<(Span, Option<usize>)> = Vec::new();
        for alias in self.known.iter().rev() {
            let Some(name) = &alias.bare else { continue };
            for (start, _) in chars
                .windows(name.len())
                .enumerate()
                .filter(|(_, w)| w == name)
            {
                let span = Span::new(start, start + name.len());
                let free = |other: &Span| other.end <= span.start || span.end <= other.start;
                if span.start >= alias.from
                    && taken.iter().all(free)
                    && found.iter().all(|(other, _)| free(other))
                {
                    found.push((span, alias.document));
                }
            }
        }
        found
    }
}
