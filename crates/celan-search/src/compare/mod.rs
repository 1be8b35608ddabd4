//! Two documents side by side: what they say of one topic, or which of their sections answer each
//! other, by the terms of the vocabulary that both have.

mod bigrams;
mod pairing;
mod profile;
mod rows;
mod sections;
mod wording;

use crate::index::{Field, Index};
use crate::index::{heading_text, show};
use crate::options::Options;
use crate::query::{FilterField, Query};
use crate::response::{Hit, Range};
use crate::text::encode;
use celan_document::{Block, Content, Document, Table};
use celan_text::fold;
use pairing::{alike, closest, one_to_one};
use profile::{Profile, Terms, telling};
use sections::{Section, sections, title, units_of};
use wording::{Rarity, Wording};

/// How much sections, passages and tables must have in common to stand beside each other, in
/// 1024ths; and sections, where the other one stands beside a third already. `tests/library/pairs.toml` has what
/// readers said of the pairs that these leave.
const LEAST_SECTION: u32 = 195;
const MUCH_SECTION: u32 = 256;
const LEAST_PASSAGE: u32 = 123;
const LEAST_TABLE: u32 = 60;
/// Passages of a topic that are taken from each document.
const PASSAGES: usize = 30;
/// The same where none says it in these words.
const WIDENED: usize = 5;
/// Terms that a pair of sections names, and terms that two documents offer as topics.
const NAMED: usize = 4;
const TOPICS: usize = 14;
/// Characters of a passage that is shown whole.
const SHORT: u32 = 160;
/// Characters of a section that stand for it where its heading is a mere number, and of its text
/// that are shown below its heading.
const BEGINNING: usize = 40;
const SHOWN: usize = 120;

/// Sections and tables of a document, and rows of a table, that are compared: the first. Each is compared with each,
/// and what is made to have tens of thousands would take hours.
pub const MOST_COMPARED: usize = 500;

/// Two documents side by side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// What stands beside what, in the order of the left document (of a topic: in order of rank);
    /// then what the right document alone has.
    pub pairs: Vec<Pair>,
    /// Tables that speak of the same things.
    pub tables: Vec<TablePair>,
    /// What both documents speak of, the telling first.
    pub topics: Vec<String>,
    /// Whether the topic's passages in each document, or where there is no topic its sections, tables or rows of
    /// a table, are only the first of more.
    pub more: [bool; 2],
}

/// A place of each document, or of one where the other has nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pair {
    /// Of the left document and of the right.
    pub sides: [Option<Side>; 2],
    /// Weighty terms that both have.
    pub terms: Vec<String>,
}

/// A place of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    /// Its anchor; `None` for metadata.
    pub anchor: Option<String>,
    /// The headings above it, as printed.
    pub path: Vec<String>,
    /// A section's heading; a passage whole.
    pub text: String,
    /// The beginning of a section's text below its heading, an ellipsis where it goes on; empty for
    /// a passage.
    pub beginning: String,
    /// What of `text` is to be shown: of a long passage, the sentences that speak of the topic.
    pub shown: Vec<Range>,
    /// Where the topic stands in `text`.
    pub topic: Vec<Range>,
    /// Where terms stand that both sides have, apart from the topic.
    pub shared: Vec<Range>,
}

/// Two tables with their rows beside each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TablePair {
    /// Anchors of the left table and of the right.
    pub anchors: [String; 2],
    /// Their captions, or the title of the box that a table stands in; empty where there is neither.
    pub captions: [String; 2],
    /// The cells of their head rows.
    pub heads: [Vec<String>; 2],
    /// Rows that speak of the same thing, in the order of the left table; then rows that stand alone
    /// in the right.
    pub rows: Vec<[Option<Row>; 2]>,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<String>,
    /// In each cell, what the other row has too.
    pub shared: Vec<Vec<Range>>,
}

impl Index {
    /// Puts two documents side by side: their passages of `topic`, or, where that is empty, their
    /// sections. `None` where the library lacks one of them.
    pub fn compare(&self, left: &str, right: &str, topic: &str) -> Option<Comparison> {
        let documents = [self.document(left)?, self.document(right)?];
        let whole_of = |document| self.places_of(&units_of(self, document));
        let terms = documents.map(|document| Terms::of(self, whole_of(document)));
        let whole = [0, 1].map(|side: usize| terms[side].profile(self, whole_of(documents[side])));
        let topics = telling(self, whole[0].shared(&whole[1]), TOPICS);
        if topic.is_empty() {
            let mut sections = documents.map(|document| sections(self, document));
            let more = [0, 1].map(|side: usize| {
                let tables = self.library.documents.get(documents[side]).map(tables);
                let tables = tables.unwrap_or_default();
                let rows = tables.iter().map(|found| found.table.rows.len());
                let longest = rows.chain([tables.len(), sections[side].len()]).max();
                longest > Some(MOST_COMPARED)
            });
            sections
                .iter_mut()
                .for_each(|sections| sections.truncate(MOST_COMPARED));
            return Some(Comparison {
                pairs: self.pair_sections(&sections, &terms),
                tables: self.pair_tables(documents),
                topics,
                more,
            });
        }
        let (pairs, more) = self.pair_passages([left, right], topic);
        let mut tables = self.pair_tables(documents);
        // Of the tables, those that have a passage of the topic.
        let named = |side: usize, anchor: &str| {
            let mut sides = pairs.iter().filter_map(|pair| pair.sides[side].as_ref());
            sides.any(|side| side.anchor.as_deref() == Some(anchor))
        };
        tables.retain(|t| named(0, &t.anchors[0]) || named(1, &t.anchors[1]));
        Some(Comparison {
            pairs,
            tables,
            topics,
            more,
        })
    }

    fn document(&self, id: &str) -> Option<usize> {
        let mut documents = self.library.documents.iter();
        documents.position(|d| d.metadata.id == id)
    }

    /// Where some units that follow each other stand in the buffer.
    fn places_of(&self, units: &Section) -> std::ops::Range<u32> {
        let start = self.units.get(units.start as usize).map_or(0, |u| u.start);
        start..self.unit_end(units.end.saturating_sub(1))
    }

    fn pair_sections(&self, sections: &[Vec<Section>; 2], terms: &[Terms; 2]) -> Vec<Pair> {
        let texts = sections.each_ref().map(|sections| -> Vec<Vec<u16>> {
            sections.iter().map(|s| self.text_of(s)).collect()
        });
        let rarity = Rarity::of(self, texts.iter().flatten().map(Vec::as_slice));
        let wordings = [0, 1].map(|side: usize| -> Vec<Read> {
            let both = sections[side].iter().zip(&texts[side]);
            let read = |(section, text): (&Section, &Vec<u16>)| Read {
                title: rarity.read(&folded(title(self, section))),
                whole: rarity.read(text),
            };
            both.map(read).collect()
        });
        let lengths = [wordings[0].len(), wordings[1].len()];
        let likeness = |l: usize, r: usize| wordings[0][l].likeness(&wordings[1][r]);
        let found = closest(
            lengths,
            alike(lengths, LEAST_SECTION, likeness),
            MUCH_SECTION,
        );
        let side = |side: usize, at: usize| self.section(&sections[side][at]);
        let profile =
            |side: usize, at: usize| terms[side].profile(self, self.places_of(&sections[side][at]));
        paired(lengths, &found, |l, r| Pair {
            sides: [l.map(|l| side(0, l)), r.map(|r| side(1, r))],
            terms: match (l, r) {
                (Some(l), Some(r)) => telling(self, profile(0, l).shared(&profile(1, r)), NAMED),
                _ => Vec::new(),
            },
        })
    }

    /// The folded text of a section, without its tables, which stand beside others for themselves.
    fn text_of(&self, section: &Section) -> Vec<u16> {
        let mut text = Vec::new();
        for number in section.clone() {
            let unit = self.units.get(number as usize);
            if let Some(unit) = unit.filter(|unit| unit.field == Field::Text) {
                text.extend_from_slice(self.buffer.codes(unit.start..self.unit_end(number)));
                // What belongs to no text.
                text.push(u16::MAX);
            }
        }
        text
    }

    /// A section by its heading.
    fn section(&self, section: &Section) -> Side {
        let Some(unit) = self.units.get(section.start as usize) else {
            return Side::default();
        };
        let heading = heading_text(&self.library, unit).unwrap_or_default();
        let mut text = heading.to_owned();
        let shown = show(&self.library, unit);
        // 第三条 alone says nothing.
        if let Some(shown) = &shown
            && heading.chars().count() < 8
            && shown.own.len() > heading.len()
        {
            text = shown.own.chars().take(BEGINNING).collect();
            if text.len() < shown.own.len() {
                text.push('…');
            }
        }
        let mut beginning = match &shown {
            // A run-in heading opens the text itself.
            Some(shown) if text == heading => shown.own.strip_prefix(heading).unwrap_or_default(),
            _ => "",
        }
        .to_owned();
        for below in section.clone().skip(1) {
            if beginning.chars().count() > SHOWN || text != heading {
                break;
            }
            let below = self.units.get(below as usize);
            let below = below.and_then(|unit| show(&self.library, unit));
            beginning.push_str(below.as_ref().map_or("", |below| below.own));
        }
        if let Some((at, _)) = beginning.char_indices().nth(SHOWN) {
            beginning.truncate(at);
            beginning.push('…');
        }
        let mut path: Vec<String> = self
            .ancestors(unit)
            .filter_map(|a| heading_text(&self.library, self.units.get(a as usize)?))
            .map(str::to_owned)
            .collect();
        path.reverse();
        Side {
            anchor: shown.and_then(|s| s.anchor.map(str::to_owned)),
            path,
            shown: vec![[0, text.chars().count() as u32]],
            text,
            beginning,
            ..Side::default()
        }
    }

    fn pair_passages(&self, ids: [&str; 2], topic: &str) -> (Vec<Pair>, [bool; 2]) {
        // Which documents are compared is said already.
        let topic = Query::parse(topic).without(FilterField::Document);
        let answers = ids.map(|id| {
            let ask = |limit, widen| {
                let options = Options {
                    limit,
                    widen,
                    ..Options::default()
                };
                self.search_in(id, "", &topic, options)
            };
            // What says it in other words stands in for what is not said, and not beside it.
            let exactly = ask(PASSAGES, false);
            if exactly.passages > 0 {
                exactly
            } else {
                ask(WIDENED, true)
            }
        });
        let more = [0, 1].map(|side: usize| answers[side].exact.passages as usize > PASSAGES);
        // That both speak of the topic is known: what else they say tells whether they belong together.
        let apart = answers.each_ref().map(|answer| -> Vec<Vec<u16>> {
            let hits = answer.hits.iter();
            hits.map(|hit| folded(&without(&hit.text, &hit.marks())))
                .collect()
        });
        let rarity = Rarity::of(self, apart.iter().flatten().map(Vec::as_slice));
        let wordings = apart
            .each_ref()
            .map(|texts| -> Vec<Wording> { texts.iter().map(|text| rarity.read(text)).collect() });
        let lengths = [wordings[0].len(), wordings[1].len()];
        let is_text = |side: usize, at: usize| self.is_text(&answers[side].hits[at]);
        let likeness = |l: usize, r: usize| {
            let texts = is_text(0, l) && is_text(1, r);
            if texts {
                wordings[0][l].likeness(&wordings[1][r])
            } else {
                0
            }
        };
        let found = one_to_one(lengths, alike(lengths, LEAST_PASSAGE, likeness));
        let pairs = paired(lengths, &found, |l, r| {
            let mut pair = Pair {
                sides: [
                    l.map(|l| passage(&answers[0].hits[l])),
                    r.map(|r| passage(&answers[1].hits[r])),
                ],
                terms: Vec::new(),
            };
            if let (Some(l), Some(r)) = (l, r) {
                let profile = |hit: &Hit| Profile::of(self, &folded(&hit.text));
                let [left, right] = [(0, l), (1, r)]
                    .map(|(side, at): (usize, usize)| profile(&answers[side].hits[at]));
                let shared: Vec<u32> = left.shared(&right).map(|(number, _)| number).collect();
                for side in pair.sides.iter_mut().flatten() {
                    side.shared = self.places(&side.text, &shared);
                    let topic = &side.topic;
                    let apart = |s: &Range| {
                        let behind = topic.partition_point(|t| t[1] <= s[0]);
                        topic.get(behind).is_none_or(|t| s[1] <= t[0])
                    };
                    side.shared.retain(apart);
                }
            }
            pair
        });
        (pairs, more)
    }

    /// Whether a passage is what a document says, and neither its frame nor what is known of it.
    fn is_text(&self, hit: &Hit) -> bool {
        let anchor = hit.anchor.as_deref();
        let block = anchor.and_then(|anchor| self.library.document(&hit.document)?.block(anchor));
        block.is_some_and(|block| !matches!(block.content, Content::Frame { .. }))
    }

    /// Where some terms stand in a text, joined where they overlap.
    fn places(&self, text: &str, wanted: &[u32]) -> Vec<Range> {
        let folded = fold(text);
        let codes: Vec<u16> = encode(&folded.chars).collect();
        let mut ranges = Vec::new();
        // Beyond the basic plane a code is no character; no term stands there.
        if codes.len() == folded.chars.len() {
            self.words.terms.within(&codes, &mut |number, start, len| {
                if wanted.binary_search(&number).is_ok()
                    && let (Some(from), Some(to)) =
                        (folded.origin.get(start), folded.origin.get(start + len - 1))
                {
                    join(&mut ranges, [*from, *to + 1]);
                }
            });
        }
        ranges
    }

    fn pair_tables(&self, documents: [usize; 2]) -> Vec<TablePair> {
        let tables = documents.map(|document| match self.library.documents.get(document) {
            Some(document) => tables(document),
            None => Vec::new(),
        });
        let tables = tables.map(|tables| Vec::from_iter(tables.into_iter().take(MOST_COMPARED)));
        let profiles = [0, 1].map(|side: usize| -> Vec<Profile> {
            let read = |found: &Found| {
                let cells = found.table.header.iter();
                let cells = cells.chain(found.table.rows.iter().flatten());
                let text: Vec<&str> = cells.map(String::as_str).chain([found.caption]).collect();
                // Between cells stands what belongs to no term.
                Profile::of(self, &folded(&text.join("\u{0}")))
            };
            tables[side].iter().map(read).collect()
        });
        let likeness = |l: usize, r: usize| profiles[0][l].likeness(&profiles[1][r]);
        let lengths = [tables[0].len(), tables[1].len()];
        let found = one_to_one(lengths, alike(lengths, LEAST_TABLE, likeness));
        let pairs = found.iter().map(|(l, r)| (&tables[0][*l], &tables[1][*r]));
        pairs.filter_map(|(l, r)| table_pair(l, r)).collect()
    }
}

/// A table and what it is called.
struct Found<'a> {
    anchor: &'a str,
    caption: &'a str,
    table: &'a Table,
}

/// The tables of a document, those in boxes too, called by caption, by their box, or by the short
/// paragraph before them.
fn tables(document: &Document) -> Vec<Found<'_>> {
    fn each<'a>(blocks: &'a [Block], title: &'a str, found: &mut Vec<Found<'a>>) {
        let mut before = title;
        for block in blocks {
            if let Content::Table(table) = &block.content {
                found.push(Found {
                    anchor: &block.anchor,
                    caption: table.caption.as_deref().unwrap_or(before),
                    table,
                });
            }
            let text = block.text().map_or("", |text| text.plain.as_str());
            each(block.children(), text, found);
            before = text;
        }
    }
    let mut found = Vec::new();
    each(&document.blocks, "", &mut found);
    found
}

fn table_pair(left: &Found<'_>, right: &Found<'_>) -> Option<TablePair> {
    let [first, second] =
        [left, right].map(|found| &found.table.rows[..found.table.rows.len().min(MOST_COMPARED)]);
    let found = rows::partners(first, second);
    if found.is_empty() {
        return None;
    }
    let lengths = [first.len(), second.len()];
    let row = |table: &Table, at: usize, other: Option<(&Table, usize)>| {
        let cells = table.rows[at].clone();
        let shared =
            |cell: &String| other.map_or(Vec::new(), |(t, at)| rows::common(cell, &t.rows[at]));
        Row {
            shared: cells.iter().map(shared).collect(),
            cells,
        }
    };
    let rows = paired(lengths, &found, |l, r| {
        [
            l.map(|l| row(left.table, l, r.map(|r| (right.table, r)))),
            r.map(|r| row(right.table, r, l.map(|l| (left.table, l)))),
        ]
    });
    Some(TablePair {
        anchors: [left.anchor, right.anchor].map(str::to_owned),
        captions: [left.caption, right.caption].map(str::to_owned),
        heads: [left.table.header.clone(), right.table.header.clone()],
        rows,
    })
}

/// A text with these ranges, which are in order and apart, taken out, so that what stood around them does not come together.
fn without(text: &str, ranges: &[Range]) -> String {
    let taken = |at: u32| {
        let before = ranges.partition_point(|range| range[0] <= at);
        before > 0 && at < ranges[before - 1][1]
    };
    let chars = (0..).zip(text.chars());
    chars
        .map(|(at, c)| if taken(at) { '。' } else { c })
        .collect()
}

/// Makes something of each pair, in the order of the left list, and of each thing of either list that is in none.
fn paired<T>(
    lengths: [usize; 2],
    found: &[(usize, usize)],
    make: impl Fn(Option<usize>, Option<usize>) -> T,
) -> Vec<T> {
    let mut made = Vec::new();
    for l in 0..lengths[0] {
        let own = found.iter().filter(|pair| pair.0 == l);
        let before = made.len();
        made.extend(own.map(|(l, r)| make(Some(*l), Some(*r))));
        if made.len() == before {
            made.push(make(Some(l), None));
        }
    }
    let alone = (0..lengths[1]).filter(|r| found.iter().all(|pair| pair.1 != *r));
    made.extend(alone.map(|r| make(None, Some(r))));
    made
}

/// A section as it is compared.
struct Read {
    title: Wording,
    whole: Wording,
}

impl Read {
    /// How alike two sections are, in 1024ths. A title is worth half, and no more than the texts bear out:
    /// 营造良好环境 stands over anything.
    fn likeness(&self, other: &Self) -> u32 {
        let whole = self.whole.likeness(&other.whole);
        whole + (self.title.likeness(&other.title) / 2).min(3 * whole)
    }
}

fn folded(text: &str) -> Vec<u16> {
    encode(&fold(text).chars).collect()
}

fn passage(hit: &Hit) -> Side {
    let topic = hit.marks();
    Side {
        anchor: hit.anchor.clone(),
        path: hit.path.clone(),
        shown: telling_sentences(&hit.text, &topic),
        text: hit.text.clone(),
        topic,
        ..Side::default()
    }
}

/// The sentences of a long text that have a match, and the one that follows each; all of a text
/// that is short.
fn telling_sentences(text: &str, matches: &[Range]) -> Vec<Range> {
    let mut ends: Vec<u32> = Vec::new();
    let mut length = 0;
    for (at, c) in (1..).zip(text.chars()) {
        length = at;
        if matches!(c, '。' | '；' | '！' | '？') {
            ends.push(at);
        }
    }
    if length <= SHORT || matches.is_empty() {
        return vec![[0, length]];
    }
    ends.push(length);
    let mut shown = Vec::new();
    let mut start = 0;
    let mut told = false;
    for end in ends {
        let behind = matches.partition_point(|m| m[1] <= start);
        let tells = matches.get(behind).is_some_and(|m| m[0] < end);
        if (tells || told) && start < end {
            join(&mut shown, [start, end]);
        }
        told = tells;
        start = end;
    }
    shown
}

/// Adds a range behind others, in order of their beginnings; those that overlap or touch are one.
fn join(ranges: &mut Vec<Range>, next: Range) {
    match ranges.last_mut() {
        Some(last) if next[0] <= last[1] => last[1] = last[1].max(next[1]),
        _ => ranges.push(next),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_joined() {
        let mut ranges = vec![[0, 3]];
        for next in [[2, 4], [4, 5], [7, 8]] {
            join(&mut ranges, next);
        }
        assert_eq!(ranges, [[0, 5], [7, 8]]);
    }

    #[test]
    fn of_a_long_passage_what_speaks_of_the_topic_is_shown() {
        let filler = "甲".repeat(99);
        let text = [&filler, "。乙丙；丁。戊；", &filler, "。"].concat();
        assert_eq!(telling_sentences(&text, &[[100, 101]]), [[100, 105]]);
        assert_eq!(telling_sentences("短", &[]), [[0, 1]]);
    }
}
