//! Names of places that last: anchors from a document's own numbering.
//!
//! An anchor is the path of label numbers: `c2-s1` (第二章第一节), `a13` (第十三条), `1-3`
//! (一、（三）), `box-15` (专栏 15), with `p2` for the second paragraph below one. 篇 章 节 条 and
//! boxes that are numbered through the document stand alone; a series that starts again is
//! qualified by its parent; what still collides gets `-b`, `-c` and so on. Nothing is counted over
//! the library, so that no anchor moves when a document is added.

use crate::block::{Block, Content, FrameRole, Part};
use crate::numbering::{NumberingKind, parse_label};

/// Gives every block without an anchor its anchor. A block that has one keeps it and takes no
/// number from its siblings: a publisher who inserts a paragraph names it and moves no other.
pub fn assign_anchors(blocks: &mut [Block]) {
    let mut count = 1;
    blocks
        .iter()
        .for_each(|block| block.walk(&mut |_| count += 1));
    let mut names = Names {
        counts: vec![Vec::new(); count],
        restarting: restarting(blocks),
    };
    names.take(blocks);
    let mut stack = Vec::new();
    let mut part = Part::Body;
    for block in blocks {
        if block.part != part {
            stack.clear();
            part = block.part;
        }
        names.assign(block, &mut stack, root(part));
    }
}

fn root(part: Part) -> &'static str {
    match part {
        Part::Notice => "n",
        Part::Body => "",
        Part::Annex => "x",
    }
}

/// A series that can stand alone, by its letter.
fn letter(kind: NumberingKind) -> Option<&'static str> {
    match kind {
        NumberingKind::Part => Some("pt"),
        NumberingKind::Chapter => Some("c"),
        NumberingKind::Section => Some("s"),
        NumberingKind::Article => Some("a"),
        NumberingKind::Annex => Some("x"),
        _ => None,
    }
}

/// The letters of the series that start again.
fn restarting(blocks: &[Block]) -> Vec<&'static str> {
    let mut all = Vec::new();
    for block in blocks {
        block.walk(&mut |block| {
            all.extend(match &block.content {
                Content::Box(b) => b.number.map(|n| ("box", n)),
                _ => numbered(block).and_then(|(kind, number)| Some((letter(kind)?, number?))),
            });
        });
    }
    all.sort_unstable();
    let twice = all.windows(2).filter(|pair| pair[0] == pair[1]);
    let mut letters: Vec<&str> = twice.map(|pair| pair[0].0).collect();
    letters.dedup();
    letters
}

fn numbered(block: &Block) -> Option<(NumberingKind, Option<u32>)> {
    match &block.content {
        Content::Heading(h) => Some((h.kind, h.number)),
        Content::Paragraph {
            run_in: Some(r), ..
        } => Some((r.kind, r.number)),
        _ => None,
    }
}

/// An open place that later blocks stand below: its rank (headings before items) and anchor.
type Open = (u32, String);
const ITEMS: u32 = 1000;

/// What no anchor ends in.
const COUNT: &str = "#";

/// Bytes of the longest anchor that is carried on below its place. No numbering is so deep; what is made to
/// be would give each of its places a name as long as a page.
const LONGEST: usize = 120;

struct Names {
    /// How often each name was given, and below [`COUNT`] how many stand under each stem: about as many short
    /// lists, each by name, as there are blocks.
    counts: Vec<Vec<(String, u32)>>,
    restarting: Vec<&'static str>,
}

impl Names {
    /// Marks the names that blocks already have.
    fn take(&mut self, blocks: &[Block]) {
        for block in blocks {
            if !block.anchor.is_empty() {
                self.next(block.anchor.clone());
            }
            self.take(block.children());
        }
    }

    /// How often `name` was counted, this time included.
    fn next(&mut self, name: String) -> u32 {
        let count = self.count_of(name);
        *count += 1;
        *count
    }

    /// How often `name` was counted. Sorted lists are less code than a map.
    fn count_of(&mut self, name: String) -> &mut u32 {
        let mix = |hash: usize, byte| hash.wrapping_mul(31).wrapping_add(usize::from(byte));
        let list = name.bytes().fold(0, mix) % self.counts.len();
        let counts = &mut self.counts[list];
        let found = counts.binary_search_by(|known| known.0.cmp(&name));
        let at = found.unwrap_or_else(|at| {
            counts.insert(at, (name, 0));
            at
        });
        &mut counts[at].1
    }

    fn assign(&mut self, block: &mut Block, stack: &mut Vec<Open>, root: &str) {
        let rank = rank(block);
        if let Some(rank) = rank {
            stack.retain(|(open, _)| *open < rank);
        } else if !matches!(block.content, Content::Item { .. }) && block.anchor.is_empty() {
            stack.retain(|(open, _)| *open < ITEMS);
        }
        let parent = stack.last().map_or(root, |(_, anchor)| anchor).to_owned();
        if block.anchor.is_empty() {
            let name = self.name(block, &parent, root);
            block.anchor = self.unique(name);
        }
        if let Some(rank) = rank {
            stack.push((rank, block.anchor.clone()));
        }
        if let Content::Box(b) = &mut block.content {
            let mut inner = Vec::new();
            for child in &mut b.blocks {
                self.assign(child, &mut inner, &block.anchor);
            }
        }
    }

    fn name(&mut self, block: &Block, parent: &str, root: &str) -> String {
        if let Some((kind, number)) = numbered(block) {
            return match (letter(kind), number) {
                (Some(letter), Some(n)) if self.restarting.contains(&letter) => {
                    join(parent, &format!("{letter}{n}"))
                }
                (Some(letter), Some(n)) => format!("{letter}{n}"),
                (Some(letter), None) => join(root, letter),
                (None, Some(n)) => join(parent, &n.to_string()),
                (None, None) => self.count(parent, "h"),
            };
        }
        match &block.content {
            Content::Box(b) => match b.number {
                Some(n) if self.restarting.contains(&"box") => join(parent, &format!("box-{n}")),
                Some(n) => format!("box-{n}"),
                None => join(parent, "box"),
            },
            Content::Item {
                number: Some(n), ..
            } => join(parent, &n.to_string()),
            Content::Table(_) => self.count(parent, "t"),
            Content::Frame { role, .. } => join(
                root,
                match role {
                    FrameRole::Title => "title",
                    FrameRole::Addressee => "to",
                    FrameRole::Signature => "signature",
                    FrameRole::Date => "date",
                    FrameRole::Remark => "remark",
                    FrameRole::Copies => "copies",
                },
            ),
            _ => self.count(parent, "p"),
        }
    }

    fn count(&mut self, parent: &str, letter: &str) -> String {
        let stem = join(parent, letter);
        let count = self.next([&stem, COUNT].concat());
        format!("{stem}{count}")
    }

    fn unique(&mut self, name: String) -> String {
        if self.next(name.clone()) == 1 {
            return name;
        }
        // The suffixes up to the last one that was given are taken.
        let last = [&name, "-", COUNT].concat();
        let mut n = (*self.count_of(last.clone())).max(1);
        loop {
            n += 1;
            let candidate = format!("{name}-{}", suffix(n));
            if self.next(candidate.clone()) == 1 {
                *self.count_of(last) = n;
                return candidate;
            }
        }
    }
}

/// `b` for 2, `c` for 3, … `z`, `aa`, `ab`: the second, third … of a name.
fn suffix(mut n: u32) -> String {
    let mut out = Vec::new();
    while n > 0 {
        out.push(char::from(b'a' + ((n - 1) % 26) as u8));
        n = (n - 1) / 26;
    }
    out.iter().rev().collect()
}

fn join(parent: &str, name: &str) -> String {
    if parent.is_empty() || parent.len() > LONGEST {
        name.to_owned()
    } else {
        format!("{parent}-{name}")
    }
}

fn rank(block: &Block) -> Option<u32> {
    match &block.content {
        Content::Heading(h) => Some(u32::from(h.level)),
        Content::Paragraph {
            run_in: Some(r), ..
        } => Some(u32::from(r.level)),
        Content::Item {
            marker,
            number: Some(_),
            ..
        } => Some(ITEMS + parse_label(marker).map_or(50, |label| label.kind as u32)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::{Heading, RunIn};
    use crate::text::Text;

    fn block(content: Content) -> Block {
        Block {
            anchor: String::new(),
            lines: None,
            part: Part::Body,
            content,
        }
    }

    fn heading(level: u8, kind: NumberingKind, number: u32) -> Block {
        block(Content::Heading(Heading {
            text: Text::plain("x"),
            level,
            kind,
            number: Some(number),
            label: String::new(),
            title: "x".into(),
        }))
    }

    fn paragraph() -> Block {
        block(Content::Paragraph {
            text: Text::plain("x"),
            run_in: None,
            lead: 0,
        })
    }

    fn run_in(level: u8, kind: NumberingKind, number: u32) -> Block {
        let run_in = RunIn {
            level,
            kind,
            number: Some(number),
            label: String::new(),
            title: String::new(),
            end: 1,
        };
        block(Content::Paragraph {
            text: Text::plain("x"),
            run_in: Some(run_in),
            lead: 0,
        })
    }

    fn item(marker: &str, number: u32) -> Block {
        block(Content::Item {
            text: Text::plain("x"),
            marker: marker.into(),
            number: Some(number),
        })
    }

    fn anchors(mut blocks: Vec<Block>) -> Vec<String> {
        assign_anchors(&mut blocks);
        blocks.into_iter().map(|b| b.anchor).collect()
    }

    #[test]
    fn paths_follow_the_numbering() {
        let got = anchors(vec![
            paragraph(),
            heading(1, NumberingKind::Chapter, 1),
            heading(2, NumberingKind::Section, 1),
            paragraph(),
            heading(1, NumberingKind::Chapter, 2),
            heading(2, NumberingKind::Section, 1),
            run_in(3, NumberingKind::Article, 13),
            item("（一）", 1),
            item("1.", 1),
            item("（二）", 2),
            paragraph(),
        ]);
        let want = [
            "p1", "c1", "c1-s1", "c1-s1-p1", "c2", "c2-s1", "a13", "a13-1", "a13-1-1", "a13-2",
            "a13-p1",
        ];
        assert_eq!(got, want);
    }

    #[test]
    fn doubles_get_letters_and_pins_move_nothing() {
        let got = anchors(vec![
            heading(1, NumberingKind::Han, 1),
            run_in(2, NumberingKind::HanParen, 1),
            run_in(2, NumberingKind::HanParen, 1),
        ]);
        assert_eq!(got, ["1", "1-1", "1-1-b"]);
        let mut pinned = paragraph();
        pinned.anchor = "p1-new".into();
        assert_eq!(
            anchors(vec![paragraph(), pinned, paragraph()]),
            ["p1", "p1-new", "p2"]
        );
    }
    #[test]
    fn no_anchor_grows_without_an_end() {
        let blocks = (1..=200).map(|level| heading(level, NumberingKind::HanParen, u32::MAX));
        let got = anchors(blocks.collect());
        assert_eq!(got[1], "4294967295-4294967295");
        let mut unique = got.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), got.len());
        assert!(
            got.iter().all(|anchor| anchor.len() < 2 * LONGEST),
            "{got:?}"
        );
    }

    /// Names whose order is not that in which they are given, which took time by the square.
    #[test]
    fn a_million_paragraphs_take_seconds() {
        let start = std::time::Instant::now();
        let got = anchors((0..1_000_000).map(|_| paragraph()).collect());
        assert_eq!(got[999_999], "p1000000");
        assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
    }

    /// A hundred thousand articles of one number, which would take minutes if each began with the
    /// first suffix.
    #[test]
    fn equal_names_take_no_longer_the_more_there_are() {
        let articles = (0..100_000).map(|_| heading(1, NumberingKind::Article, 1));
        let got = anchors(articles.collect());
        assert_eq!(got[..3], ["a1", "a1-b", "a1-c"]);
        assert_eq!(got[99_999], format!("a1-{}", suffix(100_000)));
    }
}
