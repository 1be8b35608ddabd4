//! The searchable library, and how it is built in slices.

mod description;
mod field;
mod units;

pub(crate) use description::{Description, letters};
pub use field::Field;
pub(crate) use units::{NONE, Place, Unit, block_of, heading_text, show};

use crate::dictionary::cut;
use crate::dictionary::{Lexicon, Words};
use crate::text::{Lists, TextBuffer, encode};
use celan_blob::Contents;
use celan_document::Library;
use celan_text::fold;
use std::ops::Range;
use std::sync::OnceLock;
use units::{Found, block_units, metadata_units};

/// To read or count a term takes as long as so many characters to fold or to list.
const CHARACTERS_A_TERM: usize = 16;
/// Characters of what is one word and no compound.
const LONGEST_WORD: usize = 4;
/// Codes of a stretch of the buffer, about as many as a unit has.
const STRETCH: u32 = 64;

/// A library that can be searched. Made by [`Index::new`] at once or by a [`Builder`] in slices.
#[derive(Debug)]
pub struct Index {
    pub(crate) library: Library,
    pub(crate) buffer: TextBuffer,
    pub(crate) units: Vec<Unit>,
    /// The first unit of each document, which is its title.
    pub(crate) first_units: Vec<u32>,
    /// The unit at the beginning of each stretch of the buffer of [`STRETCH`] codes.
    stretches: Vec<u32>,
    /// Characters in an average unit, at least one.
    pub(crate) average: u32,
    pub(crate) words: Words,
    /// What documents are called, once that has been asked.
    descriptions: OnceLock<Vec<Description>>,
}

impl Index {
    /// Makes `library` searchable.
    pub fn new(library: Library, lexicon: Lexicon) -> Self {
        Builder::new(library, lexicon).finish()
    }

    /// Makes what a blob holds searchable.
    pub fn open(contents: Contents) -> Self {
        let (library, lexicon) = Lexicon::of(contents);
        Self::new(library, lexicon)
    }

    /// The library.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// What the documents are called, in their order.
    pub(crate) fn descriptions(&self) -> &[Description] {
        let all = || self.library.documents.iter();
        let of = || all().map(|document| Description::of(&document.metadata));
        self.descriptions.get_or_init(|| of().collect())
    }

    /// The library, to be given its provenance. Texts and metadata must stay as they are: what was
    /// indexed is what is found.
    pub fn library_mut(&mut self) -> &mut Library {
        &mut self.library
    }

    /// Cuts a text into the words of the library, which together are the text; what is none of them
    /// character by character.
    pub fn words<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let chars: Vec<char> = text.chars().collect();
        let mut rest = text;
        cut(&self.words, &chars, LONGEST_WORD)
            .iter()
            .map(|token| {
                let bytes = token.chars.iter().map(|c| c.len_utf8()).sum();
                let (word, after) = rest.split_at(bytes);
                rest = after;
                word
            })
            .collect()
    }

    /// The unit at a place of the buffer.
    pub(crate) fn unit_at(&self, place: u32) -> u32 {
        let mut unit = self
            .stretches
            .get((place / STRETCH) as usize)
            .copied()
            .unwrap_or(0);
        let begins_before = |unit: u32| {
            let next = self.units.get(unit as usize);
            next.is_some_and(|next| next.start <= place)
        };
        while begins_before(unit + 1) {
            unit += 1;
        }
        unit
    }

    /// The cells of the row that a cell stands in; of another unit, itself.
    pub(crate) fn row(&self, unit: u32) -> Range<u32> {
        let row = |unit: u32| {
            let cell = self.units.get(unit as usize)?;
            let Place {
                top, inner, row, ..
            } = cell.place;
            (cell.field == Field::Cell).then_some((cell.document, top, inner, row))
        };
        let this = row(unit);
        let same = |unit: &u32| this.is_some() && row(*unit) == this;
        let before = (0..unit).rev().take_while(same).count() as u32;
        let after = (unit + 1..).take_while(same).count() as u32;
        unit - before..unit + 1 + after
    }

    /// Where a unit's folded text ends in the buffer.
    pub(crate) fn unit_end(&self, unit: u32) -> u32 {
        let next = self.units.get(unit as usize + 1);
        next.map_or(self.buffer.len(), |u| u.start)
            .saturating_sub(1)
    }

    /// The units of the headings above a unit, the nearest first.
    pub(crate) fn ancestors(&self, unit: &Unit) -> impl Iterator<Item = u32> + '_ {
        let mut next = unit.parent;
        std::iter::from_fn(move || {
            let found = self.units.get(next as usize)?;
            let this = next;
            next = found.parent;
            Some(this)
        })
    }
}

/// Builds an [`Index`] in slices, so that a page never blocks.
#[derive(Debug)]
pub struct Builder {
    index: Index,
    work: Work,
    lexicon: Lexicon,
}

#[derive(Debug)]
enum Work {
    /// The next block to fold: document and top block.
    Fold {
        document: usize,
        block: usize,
        open: Vec<(u32, u32)>,
        part: Option<celan_document::Part>,
    },
    List(Lists),
    /// The words.
    Words,
    /// The terms, and the first that is not yet read.
    Read(Vec<String>, usize),
    /// How often they stand in the buffer, from this one on.
    Count(usize),
    /// How people say what is written, and the names.
    Hear,
    /// How often the names occur, from this one on.
    CountNames(usize),
    Done,
}

impl Builder {
    /// Begins to index `library`.
    pub fn new(library: Library, lexicon: Lexicon) -> Self {
        Self {
            index: Index {
                words: Words::default(),
                library,
                buffer: TextBuffer::default(),
                units: Vec::new(),
                first_units: Vec::new(),
                stretches: Vec::new(),
                average: 1,
                descriptions: OnceLock::new(),
            },
            work: Work::Fold {
                document: 0,
                block: 0,
                open: Vec::new(),
                part: None,
            },
            lexicon,
        }
    }

    /// Begins to index what a blob holds.
    pub fn open(contents: Contents) -> Self {
        let (library, lexicon) = Lexicon::of(contents);
        Self::new(library, lexicon)
    }

    /// Works on about `budget` characters (at least one block) and says whether the index is done.
    pub fn step(&mut self, budget: usize) -> bool {
        let Index {
            library,
            buffer,
            units,
            first_units,
            stretches,
            average,
            words,
            ..
        } = &mut self.index;
        let at_once = (budget / CHARACTERS_A_TERM).max(1);
        match &mut self.work {
            Work::Fold {
                document,
                block,
                open,
                part,
            } => {
                let until = (buffer.len() as usize).saturating_add(budget.max(1));
                while (buffer.len() as usize) < until {
                    let Some(current) = library.documents.get(*document) else {
                        mark_ends(units);
                        buffer.finish();
                        units.shrink_to_fit();
                        *stretches = stretches_of(units, buffer.len());
                        *average = (buffer.len() / (units.len() as u32).max(1)).max(1);
                        self.work = Work::List(Lists::new());
                        return false;
                    };
                    if *block == 0 {
                        first_units.push(units.len() as u32);
                    }
                    let number = *document as u32;
                    let mut add = |found: Found<'_>, open: &mut Vec<(u32, u32)>| {
                        let parent = parent(&found, units.len() as u32, open);
                        units.push(fold_unit(buffer, number, parent, &found));
                    };
                    if *block == 0 {
                        open.clear();
                        *part = None;
                        metadata_units(current, &mut |found| add(found, open));
                    }
                    let Some(next) = current.blocks.get(*block) else {
                        (*document, *block) = (*document + 1, 0);
                        continue;
                    };
                    if part.replace(next.part) != Some(next.part) {
                        open.clear();
                    }
                    block_units(current, *block, &mut |found| add(found, open));
                    *block += 1;
                }
                false
            }
            Work::List(lists) => {
                if lists.step(buffer, budget) {
                    self.work = Work::Words;
                }
                false
            }
            Work::Words => {
                *words = Words::new(&mut self.lexicon);
                self.work = Work::Read(words.vocabulary.beginning(""), 0);
                false
            }
            Work::Read(listed, from) => {
                let end = from.saturating_add(at_once).min(listed.len());
                words.terms.add(&listed[*from..end], &self.lexicon.words);
                *from = end;
                if end == listed.len() {
                    words.terms.sort();
                    self.work = Work::Count(0);
                }
                false
            }
            Work::Count(from) => {
                if words.terms.count(buffer, *from, at_once) {
                    self.work = Work::Hear;
                } else {
                    *from += at_once;
                }
                false
            }
            Work::Hear => {
                words.hear(library);
                words.add_names(library);
                self.work = Work::CountNames(0);
                false
            }
            Work::CountNames(from) => {
                let done = words.names.count(buffer, *from, at_once);
                *from += at_once;
                if done {
                    words.names.drop_absent();
                    self.work = Work::Done;
                }
                done
            }
            Work::Done => true,
        }
    }

    /// The index, completed if [`step`](Self::step) has not done so.
    pub fn finish(mut self) -> Index {
        while !self.step(usize::MAX) {}
        self.index
    }
}

/// The heading above a unit; what the unit closes is taken off `open` and what it opens put on it.
fn parent(found: &Found<'_>, unit: u32, open: &mut Vec<(u32, u32)>) -> u32 {
    let Some(boxes) = found.boxes.map(u32::from) else {
        return NONE;
    };
    let rank = |level: u8| boxes * 256 + u32::from(level);
    let keep = found.level.map_or(rank(units::BOX), rank);
    open.retain(|(open, _)| *open < keep);
    let parent = open.last().map_or(NONE, |(_, unit)| *unit);
    if let Some(level) = found.level {
        open.push((rank(level), unit));
    }
    parent
}

fn fold_unit(buffer: &mut TextBuffer, document: u32, parent: u32, found: &Found<'_>) -> Unit {
    let folded = fold(found.text);
    let lead = folded.origin.partition_point(|at| *at < found.lead);
    Unit {
        start: buffer.push(&folded.chars),
        lead: encode(&folded.chars[..lead]).count() as u32,
        parent,
        below: 0,
        document,
        field: found.field,
        place: found.place,
        frame: found.frame,
    }
}

/// The unit at the beginning of each stretch of a buffer.
fn stretches_of(units: &[Unit], len: u32) -> Vec<u32> {
    let mut unit = 0;
    let stretches = (0..=len / STRETCH).map(|stretch| {
        while units
            .get(unit + 1)
            .is_some_and(|next| next.start <= stretch * STRETCH)
        {
            unit += 1;
        }
        unit as u32
    });
    stretches.collect()
}

/// Writes into each heading's unit where the units below it end, now that all are known.
fn mark_ends(units: &mut [Unit]) {
    for number in (0..units.len()).rev() {
        let Unit { parent, below, .. } = units[number];
        let below = below.max(number as u32 + 1);
        units[number].below = below;
        if let Some(parent) = units.get_mut(parent as usize) {
            parent.below = parent.below.max(below);
        }
    }
}
