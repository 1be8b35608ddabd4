//! The terms of the vocabulary in memory: looked up, read aloud, compared.
//!
//! A few thousand terms are gone through one by one in less time than an automaton over the fst
//! takes for the same question, with a fraction of its code, and a swapped pair of characters
//! counts as one slip.

use super::bloom::{BloomFilter, add, sum};
use super::pinyin::Pinyin;
use crate::text::{TextBuffer, encode};
use celan_text::fold;
use std::sync::Arc;

/// Characters of the longest term that is looked for in a text.
const LONGEST: usize = 12;

/// All terms, with the reading of each character.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    /// Folded and sorted.
    terms: Vec<Term>,
    /// The characters of all terms, one term after another.
    chars: Vec<char>,
    /// For each of `chars`, the number of its syllable; 0 for one that has no reading.
    readings: Vec<u16>,
    /// Tells quickly what is no term.
    bloom: BloomFilter,
    pinyin: Arc<Pinyin>,
}

#[derive(Debug, Clone, Copy)]
struct Term {
    start: u32,
    len: u32,
    frequency: u32,
}

/// A term found by other means than its characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) text: String,
    pub(crate) frequency: u32,
}

impl Terms {
    /// No terms yet, and how characters are read.
    pub(crate) fn new(pinyin: Arc<Pinyin>) -> Self {
        Self {
            pinyin,
            ..Self::default()
        }
    }

    /// Adds terms with their readings; `words` are sorted.
    pub(crate) fn add(&mut self, terms: &[String], words: &[(String, Vec<String>)]) {
        for text in terms {
            let chars = fold(text).chars;
            let mut reading: Vec<u16> = chars.iter().map(|c| self.pinyin.reading(*c)).collect();
            let special = words.binary_search_by(|(word, _)| word.cmp(text));
            if let Some((_, syllables)) = special.ok().map(|at| &words[at])
                && syllables.len() == chars.len()
            {
                reading = syllables.iter().map(|s| self.pinyin.syllable(s)).collect();
            }
            self.bloom.add(sum(&chars));
            self.terms.push(Term {
                start: self.chars.len() as u32,
                len: chars.len() as u32,
                frequency: 0,
            });
            self.chars.extend(chars);
            self.readings.extend(reading);
        }
    }

    /// Puts the terms in order, once all are added.
    pub(crate) fn sort(&mut self) {
        let mut terms = std::mem::take(&mut self.terms);
        terms.sort_by(|a, b| self.chars_of(a).cmp(self.chars_of(b)));
        terms.dedup_by(|a, b| self.chars_of(a) == self.chars_of(b));
        self.terms = terms;
    }

    /// Counts how often each of some terms, from this one on, stands in the buffer. Returns whether
    /// they were the last.
    pub(crate) fn count(&mut self, buffer: &TextBuffer, from: usize, terms: usize) -> bool {
        let end = from.saturating_add(terms).min(self.terms.len());
        for number in from..end {
            let codes: Vec<u16> = encode(self.chars_of(&self.terms[number])).collect();
            self.terms[number].frequency = buffer.find(&codes).count() as u32;
        }
        end == self.terms.len()
    }

    fn chars_of(&self, term: &Term) -> &[char] {
        let start = term.start as usize;
        &self.chars[start..start + term.len as usize]
    }

    fn reading_of(&self, term: &Term) -> &[u16] {
        let start = term.start as usize;
        &self.readings[start..start + term.len as usize]
    }

    fn find(&self, chars: &[char]) -> Option<&Term> {
        self.terms.get(self.number(chars)?)
    }

    fn number(&self, chars: &[char]) -> Option<usize> {
        let order = |term: &Term| self.chars_of(term).cmp(chars);
        self.terms.binary_search_by(order).ok()
    }

    /// Whether these codes are a term of two to four characters of the basic plane.
    pub(crate) fn is_short_term(&self, codes: &[u16]) -> bool {
        let chars = codes.iter().map(|c| u32::from(*c));
        if !(2..=4).contains(&codes.len()) || !self.bloom.may_hold(chars.fold(0, add)) {
            return false;
        }
        let mut chars = ['\0'; 4];
        for (c, code) in chars.iter_mut().zip(codes) {
            *c = char::from_u32(u32::from(*code)).unwrap_or('\0');
        }
        self.find(&chars[..codes.len()]).is_some()
    }

    /// Calls `visit` with every term of two characters or more that stands in these codes, those
    /// within longer ones too: its number, where it begins, its length.
    pub(crate) fn within(&self, codes: &[u16], visit: &mut impl FnMut(u32, usize, usize)) {
        let mut chars = ['\0'; LONGEST];
        for (start, _) in codes.iter().enumerate() {
            let mut part = 0;
            for (len, code) in (1..=LONGEST).zip(&codes[start..]) {
                // What is no character of the basic plane ends every term.
                let Some(c) = char::from_u32(u32::from(*code)) else {
                    break;
                };
                chars[len - 1] = c;
                part = add(part, u32::from(*code));
                if len > 1
                    && self.bloom.may_hold(part)
                    && let Some(number) = self.number(&chars[..len])
                {
                    visit(number as u32, start, len);
                }
            }
        }
    }

    /// How often the term with this number stands in the texts.
    pub(crate) fn frequency_of(&self, number: u32) -> u32 {
        self.terms.get(number as usize).map_or(0, |t| t.frequency)
    }

    /// The term with this number.
    pub(crate) fn text(&self, number: u32) -> String {
        let term = self.terms.get(number as usize);
        term.map_or(String::new(), |t| self.chars_of(t).iter().collect())
    }

    /// How often a term stands in the texts; `None` where these characters are no term.
    pub(crate) fn frequency(&self, chars: &[char]) -> Option<u32> {
        let known = self.bloom.may_hold(sum(chars));
        known.then(|| self.find(chars))?.map(|t| t.frequency)
    }

    /// Terms that sound like these characters and are written otherwise.
    pub(crate) fn homophones(&self, chars: &[char]) -> Vec<Found> {
        let reading: Vec<u16> = chars.iter().map(|c| self.pinyin.reading(*c)).collect();
        if reading.len() < 2 || reading.contains(&0) {
            return Vec::new();
        }
        self.found(|t, r| r == reading && t != chars)
    }

    /// Terms that one slip makes of these characters: one wrong, missing, too many, or two swapped.
    pub(crate) fn near(&self, chars: &[char]) -> Vec<Found> {
        if chars.len() < 3 {
            return Vec::new();
        }
        self.found(|t, _| t.len() > 2 && t.len().abs_diff(chars.len()) < 2 && one_slip(chars, t))
    }

    /// Terms that letters, or letters among characters, read as: full pinyin, initials, mixed; with
    /// `open`, terms that begin so.
    pub(crate) fn read_as(&self, typed: &[char], open: bool) -> Vec<Found> {
        if !typed.iter().any(char::is_ascii_lowercase) {
            return Vec::new();
        }
        let Some(first) = typed.first() else {
            return Vec::new();
        };
        // Nearly all terms begin otherwise.
        let names = self.pinyin.syllables().iter();
        let begins: Vec<bool> = names.map(|name| name.starts_with(*first)).collect();
        self.found(|t, r| {
            let begins = r.first().and_then(|r| begins.get(usize::from(*r)));
            (begins == Some(&true) || t.first() == Some(first)) && self.reads(t, r, typed, open)
        })
    }

    /// Whether any text, its characters read by their commonest reading, begins as `typed` reads.
    pub(crate) fn text_reads_as(&self, chars: &[char], typed: &[char]) -> bool {
        let reading: Vec<u16> = chars.iter().map(|c| self.pinyin.reading(*c)).collect();
        typed.iter().any(char::is_ascii_lowercase) && self.reads(chars, &reading, typed, true)
    }

    /// Terms that begin with these characters, these themselves left out.
    pub(crate) fn beginning(&self, chars: &[char]) -> Vec<Found> {
        self.found(|t, _| t.len() > chars.len() && t.starts_with(chars))
    }

    /// Leaves out terms that occur nowhere, once all are counted.
    pub(crate) fn drop_absent(&mut self) {
        self.terms.retain(|term| term.frequency > 0);
    }

    /// All terms, each with how often it stands in the texts.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&[char], u32)> {
        self.terms.iter().map(|t| (self.chars_of(t), t.frequency))
    }

    /// Terms that contain these characters and do not begin with them.
    pub(crate) fn containing(&self, chars: &[char]) -> Vec<Found> {
        self.found(|t, _| t.windows(chars.len().max(1)).skip(1).any(|w| w == chars))
    }

    /// Whether a term is typed in full syllables where letters stand.
    pub(crate) fn is_full_reading(&self, term: &[char], typed: &[char]) -> bool {
        self.find(term).is_some_and(|term| {
            let letters: usize = self
                .reading_of(term)
                .iter()
                .map(|s| self.pinyin.name(*s).len())
                .sum();
            typed.len() * 3 >= letters * 2
        })
    }

    /// The terms whose characters and readings pass a test, the most frequent first.
    fn found(&self, test: impl Fn(&[char], &[u16]) -> bool) -> Vec<Found> {
        let mut found: Vec<Found> = self
            .terms
            .iter()
            .filter(|t| test(self.chars_of(t), self.reading_of(t)))
            .map(|t| Found {
                text: self.chars_of(t).iter().collect(),
                frequency: t.frequency,
            })
            .collect();
        found.sort_by_key(|f| std::cmp::Reverse(f.frequency));
        found
    }

    /// Whether `typed` reads as these characters, each as itself, its syllable or its initial.
    fn reads(&self, chars: &[char], reading: &[u16], typed: &[char], open: bool) -> bool {
        let Some(first) = typed.first() else {
            return open || chars.is_empty();
        };
        let (Some((c, chars)), Some((syllable, reading))) =
            (chars.split_first(), reading.split_first())
        else {
            return false;
        };
        if c == first && self.reads(chars, reading, &typed[1..], open) {
            return true;
        }
        let syllable = self.pinyin.name(*syllable);
        if !first.is_ascii_lowercase() || !syllable.starts_with(*first) {
            return false;
        }
        let same = syllable
            .chars()
            .zip(typed)
            .take_while(|(a, b)| a == *b)
            .count();
        if open && same == typed.len() {
            return true;
        }
        let double = matches!(syllable.get(..2), Some("zh" | "ch" | "sh"));
        (same == syllable.len() && self.reads(chars, reading, &typed[same..], open))
            || self.reads(chars, reading, &typed[1..], open)
            || (double && same >= 2 && self.reads(chars, reading, &typed[2..], open))
    }
}

/// Whether two words differ by one character wrong, missing, too many, or by two neighbours
/// swapped (Damerau 1964).
fn one_slip(a: &[char], b: &[char]) -> bool {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    match (&a[..a.len() - end], &b[..b.len() - end]) {
        ([_], [_] | []) | ([], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn terms() -> Terms {
        let listed = ["成果", "成果转化", "银行", "科技成果"].map(str::to_owned);
        let mut buffer = TextBuffer::default();
        buffer.push(&"科技成果成果转化成果转化银行".chars().collect::<Vec<_>>());
        let mut lists = crate::text::Lists::new();
        while !lists.step(&mut buffer, 5) {}
        let characters: Vec<(char, String)> = [
            ('成', "cheng"),
            ('果', "guo"),
            ('科', "ke"),
            ('技', "ji"),
            ('计', "ji"),
            ('转', "zhuan"),
            ('化', "hua"),
            ('行', "xing"),
            ('银', "yin"),
        ]
        .map(|(c, s)| (c, s.to_owned()))
        .to_vec();
        let words = vec![("银行".to_owned(), vec!["yin".to_owned(), "hang".to_owned()])];
        let mut terms = Terms::new(Arc::new(Pinyin::new(&characters, &words)));
        terms.add(&listed[..1], &words);
        terms.add(&listed[1..], &words);
        terms.sort();
        assert!(!terms.count(&buffer, 0, 3) && terms.count(&buffer, 3, 3));
        terms
    }

    fn texts(found: Vec<Found>) -> Vec<String> {
        found.into_iter().map(|f| f.text).collect()
    }

    #[test]
    fn words_are_read() {
        let terms = terms();
        let read =
            |typed: &str, open| texts(terms.read_as(&typed.chars().collect::<Vec<_>>(), open));
        for typed in ["kejichengguo", "kjcg", "科技cg", "kejicg", "kejichg"] {
            assert_eq!(read(typed, false), ["科技成果"], "{typed}");
        }
        assert_eq!(read("yinhang", false), ["银行"]);
        assert_eq!(read("cg", true), ["成果", "成果转化"]);
        assert_eq!(read("chengg", true), ["成果", "成果转化"]);
        assert_eq!(read("科技", true), [""; 0]);
    }

    #[test]
    fn slips_are_mended() {
        let terms = terms();
        let chars = |s: &str| s.chars().collect::<Vec<_>>();
        assert_eq!(texts(terms.homophones(&chars("科计成果"))), ["科技成果"]);
        for word in ["成果专化", "成转化", "成果果转化", "果成转化"] {
            assert_eq!(texts(terms.near(&chars(word))), ["成果转化"], "{word}");
        }
        assert_eq!(terms.frequency(&chars("成果")), Some(3));
    }

    proptest! {
        #[test]
        fn one_slip_agrees_with_the_edit_distance(a in "[abc]{0,5}", b in "[abc]{0,5}") {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            prop_assert_eq!(one_slip(&a, &b), distance(&a, &b) == 1);
        }
    }

    /// Optimal string alignment, by its recurrence.
    fn distance(a: &[char], b: &[char]) -> usize {
        match (a, b) {
            ([], rest) | (rest, []) => rest.len(),
            ([x, ra @ ..], [y, rb @ ..]) => {
                let mut best = distance(ra, rb) + usize::from(x != y);
                best = best.min(distance(ra, b) + 1).min(distance(a, rb) + 1);
                if let ([_, x2, ra2 @ ..], [_, y2, rb2 @ ..]) = (a, b)
                    && x == y2
                    && x2 == y
                {
                    best = best.min(distance(ra2, rb2) + 1);
                }
                best
            }
        }
    }
}
