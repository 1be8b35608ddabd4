//! Abbreviations that a document announces for another: 《…》（以下简称《意见》）.
//!
//! Only what abbreviates a document is an alias here, not that of a body or a term. One announced in
//! brackets is known by its brackets; one announced in quotes also without, if it is long enough not
//! to be an ordinary word.

use super::{Found, Taken};
use crate::title::fold_title;
use celan_document::Span;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// An alias without brackets has at least this many characters.
const SHORTEST_BARE: usize = 3;

/// No name is longer, in characters.
const LONGEST: usize = 30;

/// The aliases that hold at the present place of a document, in the order in which they were announced.
#[derive(Default)]
pub(super) struct Aliases {
    known: Vec<Alias>,
    /// By its folded name, and by its name as printed where it may stand without brackets: a text made to announce
    /// tens of thousands is read as fast as any other.
    named: HashMap<String, Vec<usize>>,
    bare: HashMap<Vec<char>, Vec<usize>>,
    /// The lengths of the names that may stand without brackets.
    lengths: BTreeSet<usize>,
}

struct Alias {
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
        let number = self.known.len();
        self.known.push(Alias {
            document: document.filter(|_| !several),
            from: announcement.name.end,
        });
        let folded = fold_title(&name.iter().collect::<String>());
        self.named.entry(folded).or_default().push(number);
        if !announcement.bracketed && name.len() >= SHORTEST_BARE {
            self.lengths.insert(name.len());
            self.bare.entry(name).or_default().push(number);
        }
    }

    /// The last of some aliases that holds at `start`.
    fn holding(&self, numbers: &[usize], start: u32) -> Option<usize> {
        let holding = numbers.partition_point(|number| self.known[*number].from <= start);
        Some(numbers[holding.checked_sub(1)?])
    }

    /// What the bracketed `title` at `start` abbreviates, if it is an alias that holds there.
    pub(super) fn titled(&self, title: &str, start: u32) -> Option<Option<usize>> {
        let number = self.holding(self.named.get(title)?, start)?;
        Some(self.known[number].document)
    }

    /// Aliases that stand without brackets, outside the `taken` places, which they take; of two that overlap, the
    /// one announced last.
    pub(super) fn bare(&self, chars: &[char], taken: &mut Taken) -> Vec<(Span, Option<usize>)> {
        let mut standing = Vec::new();
        for length in &self.lengths {
            for (start, name) in chars.windows(*length).enumerate() {
                let span = Span::new(start, start + length);
                let numbers = self.bare.get(name);
                if let Some(number) = numbers.and_then(|n| self.holding(n, span.start)) {
                    standing.push((Reverse(number), span));
                }
            }
        }
        standing.sort_unstable();
        let mut found = Vec::new();
        for (Reverse(number), span) in standing {
            if taken.are_free(span) {
                taken.take(span);
                found.push((span, self.known[number].document));
            }
        }
        found
    }
}
