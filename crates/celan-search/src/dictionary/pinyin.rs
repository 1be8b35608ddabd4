//! Pinyin over the text itself: any stretch of Han characters is found by how it is read.
//!
//! Letters are cut into slots, each a syllable, an initial or a character as typed; a stretch
//! matches where each of its characters fits its slot. Only the places of the rarest slot are
//! looked at.

use crate::text::TextBuffer;
use std::collections::HashMap;

/// Codes of a text buffer.
const CODES: usize = 1 << 16;
/// The Han characters of the basic plane.
const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9fff;
/// Ways to cut letters into slots that are tried.
const MOST_CUTS: usize = 12;
/// Characters that are read at once.
const LONGEST: usize = 16;
/// Places of the rarest slot beyond which a reading is too vague to be looked for.
const VAGUE: usize = 60_000;

/// How characters are read.
#[derive(Debug, Default)]
pub(crate) struct Pinyin {
    /// All syllables, sorted; the first is empty.
    syllables: Vec<String>,
    /// For each Han character of the basic plane, the number of its commonest syllable; 0 for none.
    readings: Vec<u16>,
    /// Further readings that characters have in some words, sorted.
    others: Vec<(u16, u16)>,
}

/// One character of what is typed by its reading.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Slot {
    /// A character as typed.
    Char(u16),
    /// A whole syllable, by number.
    Syllable(u16),
    /// The letters that a syllable begins with.
    Initial(String),
}

/// A stretch of the text that reads as what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) text: String,
    pub(crate) occurrences: u32,
    /// Whether every character was typed by its whole syllable or as itself.
    pub(crate) full: bool,
}

impl Pinyin {
    /// Reads characters by `characters`, and those in `words` as these say, too.
    pub(crate) fn new(characters: &[(char, String)], words: &[(String, Vec<String>)]) -> Self {
        let mut syllables = vec![String::new()];
        let named = characters.iter().map(|(_, s)| s);
        syllables.extend(named.chain(words.iter().flat_map(|(_, s)| s)).cloned());
        syllables.sort_unstable();
        syllables.dedup();
        let mut this = Self {
            syllables,
            readings: vec![0; (LAST - FIRST + 1) as usize],
            others: Vec::new(),
        };
        for (c, syllable) in characters {
            let number = this.number(syllable);
            if let Some(at) = place(u32::from(*c)) {
                this.readings[at] = number;
            }
        }
        for (word, read) in words {
            for (c, syllable) in word.chars().zip(read) {
                let number = this.number(syllable);
                if let Ok(code) = u16::try_from(u32::from(c))
                    && this.reading(c) != number
                {
                    this.others.push((code, number));
                }
            }
        }
        this.others.sort_unstable();
        this.others.dedup();
        this
    }

    fn number(&self, syllable: &str) -> u16 {
        let found = self
            .syllables
            .binary_search_by(|s| s.as_str().cmp(syllable));
        found
            .ok()
            .and_then(|at| u16::try_from(at).ok())
            .unwrap_or(0)
    }

    /// The commonest reading of a character, by number; 0 for none.
    pub(crate) fn reading(&self, c: char) -> u16 {
        let at = place(u32::from(c));
        at.and_then(|at| self.readings.get(at))
            .copied()
            .unwrap_or(0)
    }

    /// All readings of a character, the commonest first.
    pub(crate) fn readings(&self, c: char) -> impl Iterator<Item = &str> {
        let own = self.reading(c);
        let code = u16::try_from(u32::from(c)).unwrap_or(0);
        let from = self.others.partition_point(|(other, _)| *other < code);
        let others = self.others[from..].iter();
        let others = others.take_while(move |(other, _)| *other == code);
        let all = std::iter::once(own).chain(others.map(|(_, syllable)| *syllable));
        all.filter(|syllable| *syllable != 0)
            .map(|syllable| self.name(syllable))
    }

    /// The syllable with this number.
    pub(crate) fn name(&self, syllable: u16) -> &str {
        self.syllables
            .get(usize::from(syllable))
            .map_or("", String::as_str)
    }

    /// The number of a syllable; 0 where nothing is read so.
    pub(crate) fn syllable(&self, name: &str) -> u16 {
        self.number(name)
    }

    /// The syllables, by number.
    pub(crate) fn syllables(&self) -> &[String] {
        &self.syllables
    }

    /// Whether letters are whole syllables, one after another.
    pub(crate) fn are_syllables(&self, typed: &[char]) -> bool {
        let mut reached = vec![false; typed.len() + 1];
        reached[0] = true;
        for at in 0..typed.len() {
            for end in at + 1..=typed.len().min(at + 6) {
                let name: String = typed[at..end].iter().collect();
                reached[end] |= reached[at] && self.number(&name) != 0;
            }
        }
        reached[typed.len()]
    }

    /// The stretches of the text that read as `typed`: whole syllables before initials, the more
    /// frequent first. Letters that are no syllables are initials where all of them are.
    pub(crate) fn read(&self, buffer: &TextBuffer, typed: &[char]) -> Vec<Reading> {
        if typed.len() < 2 || !typed.iter().any(char::is_ascii_lowercase) {
            return Vec::new();
        }
        let mut cuts = Vec::new();
        self.cut(typed, &mut Vec::new(), &mut cuts);
        let (initials, whole): (Vec<_>, Vec<_>) = cuts
            .into_iter()
            .partition(|slots| slots.iter().any(|slot| matches!(slot, Slot::Initial(_))));
        let mut found: Vec<Reading> = Vec::new();
        for (full, cuts) in [(true, whole), (false, initials)] {
            let fitting = self.fitting(buffer, &cuts);
            for slots in &cuts {
                for (text, occurrences) in occurrences(buffer, &fitting, slots) {
                    if found.iter().all(|known| known.text != text) {
                        found.push(Reading {
                            text,
                            occurrences,
                            full,
                        });
                    }
                }
            }
            if !found.is_empty() {
                break;
            }
        }
        found.sort_by(|a, b| (b.occurrences, &a.text).cmp(&(a.occurrences, &b.text)));
        found
    }

    /// All ways to cut what is typed: whole syllables throughout, or initials throughout, or
    /// syllables and initials mixed where at least one is whole.
    fn cut(&self, rest: &[char], slots: &mut Vec<Slot>, cuts: &mut Vec<Vec<Slot>>) {
        if cuts.len() == MOST_CUTS || slots.len() > LONGEST {
            return;
        }
        let Some(first) = rest.first() else {
            if slots.len() > 1 {
                cuts.push(slots.clone());
            }
            return;
        };
        if !first.is_ascii_lowercase() {
            if let Ok(code) = u16::try_from(u32::from(*first)) {
                slots.push(Slot::Char(code));
                self.cut(&rest[1..], slots, cuts);
                slots.pop();
            }
            return;
        }
        for len in (1..=rest.len().min(6)).rev() {
            let name: String = rest[..len].iter().collect();
            let number = self.number(&name);
            if number != 0 {
                slots.push(Slot::Syllable(number));
                self.cut(&rest[len..], slots, cuts);
                slots.pop();
            }
        }
        let double = matches!(rest, ['z' | 'c' | 's', 'h', ..]);
        for len in [2, 1].into_iter().filter(|len| *len == 1 || double) {
            slots.push(Slot::Initial(rest[..len].iter().collect()));
            self.cut(&rest[len..], slots, cuts);
            slots.pop();
        }
    }

    /// For each slot of these cuts, the characters of the text that fit it.
    fn fitting<'c>(&self, buffer: &TextBuffer, cuts: &'c [Vec<Slot>]) -> Fittings<'c> {
        let mut known: Fittings<'c> = Vec::new();
        for slot in cuts.iter().flatten() {
            if known.iter().all(|(other, _)| *other != slot) {
                known.push((slot, self.fitting_slot(buffer, slot)));
            }
        }
        known
    }

    fn fitting_slot(&self, buffer: &TextBuffer, slot: &Slot) -> Fitting {
        let is = |syllable: &String| match slot {
            Slot::Char(_) => false,
            Slot::Syllable(number) => *syllable == self.name(*number),
            Slot::Initial(letters) => syllable.starts_with(letters),
        };
        // Whether a syllable fits is asked once, and not of each character again.
        let fits: Vec<bool> = self.syllables.iter().map(is).collect();
        let fits = |syllable: u16| fits.get(usize::from(syllable)) == Some(&true);
        let mut fitting = Fitting::new();
        if let Slot::Char(code) = slot {
            fitting.add(buffer, *code);
        }
        for code in buffer.present() {
            let own = place(u32::from(*code)).and_then(|at| self.readings.get(at));
            if own.is_some_and(|syllable| fits(*syllable)) {
                fitting.add(buffer, *code);
            }
        }
        for (code, syllable) in &self.others {
            if fits(*syllable) {
                fitting.add(buffer, *code);
            }
        }
        fitting
    }
}

/// Slots, and what fits them.
type Fittings<'c> = Vec<(&'c Slot, Fitting)>;

/// The characters of the text that fit a slot.
struct Fitting {
    codes: Vec<u16>,
    /// A bit for each code, since every place of the rarest slot is looked at.
    set: Vec<u64>,
    /// How many places the characters have.
    places: usize,
}

impl Fitting {
    fn new() -> Self {
        Self {
            codes: Vec::new(),
            set: vec![0; CODES / 64],
            places: 0,
        }
    }

    fn add(&mut self, buffer: &TextBuffer, code: u16) {
        if !self.has(code) {
            self.set[usize::from(code) / 64] |= 1 << (code % 64);
            self.codes.push(code);
            self.places += buffer.count(code);
        }
    }

    fn has(&self, code: u16) -> bool {
        self.set[usize::from(code) / 64] & 1 << (code % 64) != 0
    }
}

/// The stretches of characters that the text has which fit the slots, each with how often it occurs.
fn occurrences(buffer: &TextBuffer, known: &Fittings<'_>, slots: &[Slot]) -> Vec<(String, u32)> {
    let of = |slot| {
        let found = known.iter().find(|(other, _)| *other == slot);
        found.map(|(_, fitting)| fitting)
    };
    let fitting: Vec<&Fitting> = slots.iter().filter_map(of).collect();
    let rarest = (0..fitting.len()).min_by_key(|at| fitting[*at].places);
    let Some(rarest) = rarest.filter(|at| fitting[*at].places <= VAGUE) else {
        return Vec::new();
    };
    let mut counts: HashMap<&[u16], u32> = HashMap::new();
    for code in &fitting[rarest].codes {
        for at in buffer.places(*code) {
            let Some(start) = at.checked_sub(rarest as u32) else {
                continue;
            };
            let stretch = buffer.codes(start..start + fitting.len() as u32);
            let fits = |(code, slot): (&u16, &&Fitting)| slot.has(*code);
            if stretch.len() == fitting.len() && stretch.iter().zip(&fitting).all(fits) {
                *counts.entry(stretch).or_default() += 1;
            }
        }
    }
    let text = |(codes, count): (&[u16], u32)| (String::from_utf16_lossy(codes), count);
    counts.into_iter().map(text).collect()
}

/// Where a Han character stands among the readings.
fn place(code: u32) -> Option<usize> {
    (FIRST..=LAST)
        .contains(&code)
        .then(|| (code - FIRST) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lists;

    #[test]
    fn any_stretch_is_found_by_its_reading() {
        let characters = [
            ('揭', "jie"),
            ('榜', "bang"),
            ('挂', "gua"),
            ('帅', "shuai"),
            ('众', "zhong"),
            ('创', "chuang"),
            ('空', "kong"),
            ('间', "jian"),
            ('银', "yin"),
            ('行', "xing"),
        ]
        .map(|(c, s)| (c, s.to_owned()));
        let words = [("银行".to_owned(), vec!["yin".to_owned(), "hang".to_owned()])];
        let pinyin = Pinyin::new(&characters, &words);
        let mut buffer = TextBuffer::default();
        for text in ["实行揭榜挂帅制", "众创空间，揭榜挂帅", "银行"] {
            buffer.push(&text.chars().collect::<Vec<_>>());
        }
        let mut lists = Lists::new();
        while !lists.step(&mut buffer, 9) {}
        let read = |typed: &str| {
            let typed: Vec<char> = typed.chars().collect();
            let found = pinyin.read(&buffer, &typed).into_iter().map(|r| r.text);
            found.collect::<Vec<_>>()
        };
        for typed in [
            "jiebangguashuai",
            "jbgs",
            "jiebanggs",
            "揭bang挂s",
            "jbguashuai",
        ] {
            assert_eq!(read(typed), ["揭榜挂帅"], "{typed}");
        }
        for typed in ["zhongchuangkongjian", "zckj", "zhckj", "众创kj"] {
            assert_eq!(read(typed), ["众创空间"], "{typed}");
        }
        assert_eq!(read("yinhang"), ["银行"]);
        assert_eq!(read("window"), [""; 0]);
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        assert!(pinyin.are_syllables(&letters("jiebang")));
        assert!(!pinyin.are_syllables(&letters("plan")));
    }
}
