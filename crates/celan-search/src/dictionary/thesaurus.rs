//! How people say what the documents write, and what their questions are after, for looking up.

use super::bloom::{BloomFilter, sum};
use crate::dictionary::TermKind;
use celan_document::{AnswerType, Synonyms};
use celan_text::fold;

/// The publisher's words, folded and sorted.
#[derive(Debug, Default)]
pub(crate) struct Thesaurus {
    entries: Vec<Entry>,
    /// Each word of an entry, the entry's number, and whether it is said.
    words: Vec<(Vec<char>, u32, bool)>,
    /// Words of questions, and the wish that each shows.
    asked: Vec<(Vec<char>, u32)>,
    wishes: Vec<(Vec<String>, u8)>,
    longest: usize,
    /// Tells quickly what is neither said nor asked.
    bloom: BloomFilter,
}

/// What is said, and what it stands for.
#[derive(Debug)]
struct Entry {
    say: Vec<String>,
    policy: Vec<String>,
    both: bool,
    weight: u8,
    kind: TermKind,
}

/// Words that one word stands for at most: the nearest.
const MOST_MEANT: usize = 500;
/// The weight of an announced abbreviation and its full form.
const ANNOUNCED: u8 = 85;
/// The weight of two words that share an entry.
const SHARED: u8 = 60;

/// A word to look for instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Meant {
    pub(crate) text: String,
    /// How near it is, 1 to 100.
    pub(crate) weight: u8,
    /// Synonym or abbreviation.
    pub(crate) kind: TermKind,
}

impl Thesaurus {
    /// Makes it of the publisher's entries, the pairs of abbreviation and full form that documents
    /// announce, and the wishes of questions.
    pub(crate) fn new(
        entries: &[Synonyms],
        abbreviations: &[(String, String)],
        wishes: &[AnswerType],
    ) -> Self {
        let mut this = Self::default();
        let announced = abbreviations.iter().map(|(short, full)| Entry {
            say: vec![short.clone()],
            policy: vec![full.clone()],
            both: true,
            weight: ANNOUNCED,
            kind: TermKind::Abbreviation,
        });
        let listed = entries.iter().map(|entry| Entry {
            say: entry.say.clone(),
            policy: entry.policy.clone(),
            both: entry.both,
            weight: entry.weight,
            kind: TermKind::Synonym,
        });
        this.entries = announced.chain(listed).collect();
        for (entry, number) in this.entries.iter().zip(0u32..) {
            let said = entry
                .say
                .iter()
                .map(|word| (fold(word).chars, number, true));
            let written = entry.policy.iter();
            let written = written.map(|word| (fold(word).chars, number, entry.both));
            this.words.extend(said.chain(written));
        }
        this.words.sort();
        for (wish, number) in wishes.iter().zip(0u32..) {
            let asked = wish.say.iter().map(|word| (fold(word).chars, number));
            this.asked.extend(asked);
            this.wishes.push((wish.holds.clone(), wish.lift));
        }
        this.asked.sort();
        this.asked.dedup_by(|later, first| later.0 == first.0);
        let said = this.words.iter().filter(|(_, _, said)| *said);
        let words = said
            .map(|(w, _, _)| w)
            .chain(this.asked.iter().map(|(w, _)| w));
        for word in words {
            this.longest = this.longest.max(word.len());
            this.bloom.add(sum(word));
        }
        this
    }

    /// Whether a folded word with this sum may be said or asked.
    pub(crate) fn may_hold(&self, sum: u32) -> bool {
        self.bloom.may_hold(sum)
    }

    /// The entries that have a folded word, with whether it is said there.
    fn entries_of(&self, word: &[char]) -> impl Iterator<Item = (&Entry, bool)> {
        let from = self
            .words
            .partition_point(|(known, _, _)| known.as_slice() < word);
        let same = self.words[from..]
            .iter()
            .take_while(move |(known, _, _)| known == word);
        same.filter_map(|(_, number, said)| Some((self.entries.get(*number as usize)?, *said)))
    }

    /// Whether a folded word is one that people say.
    pub(crate) fn is_said(&self, word: &[char]) -> bool {
        self.entries_of(word).any(|(_, said)| said)
    }

    /// What a folded word stands for, the nearest first, and then the words that share an entry with
    /// it; each once.
    pub(crate) fn meant(&self, word: &[char]) -> Vec<Meant> {
        let mut meant: Vec<Meant> = Vec::new();
        let mut add = |text: &String, weight, kind| {
            if meant.len() < MOST_MEANT
                && fold(text).chars != word
                && meant.iter().all(|known| known.text != *text)
            {
                let text = text.clone();
                meant.push(Meant { text, weight, kind });
            }
        };
        let is = |text: &String| fold(text).chars == word;
        for (entry, said) in self.entries_of(word).filter(|(_, said)| *said) {
            let (own, written) = (entry.say.iter().any(is), entry.policy.iter().any(is));
            if own {
                let texts = entry.policy.iter();
                texts.for_each(|text| add(text, entry.weight, entry.kind));
            }
            if said && written && entry.both {
                let texts = entry.say.iter();
                texts.for_each(|text| add(text, entry.weight, entry.kind));
            }
        }
        for (entry, _) in self.entries_of(word) {
            let shared = entry.say.iter().chain(&entry.policy);
            shared.for_each(|text| add(text, entry.weight.min(SHARED), entry.kind));
        }
        meant
    }

    /// What is said and begins with these folded characters, each with what its entry writes.
    pub(crate) fn said_beginning(
        &self,
        start: &[char],
    ) -> impl Iterator<Item = (&[char], &[String])> {
        let from = self
            .words
            .partition_point(|(word, _, _)| word.as_slice() < start);
        let words = self.words[from..].iter();
        let words = words.take_while(move |(word, _, _)| word.starts_with(start));
        words
            .filter(|(_, _, said)| *said)
            .filter_map(|(word, number, _)| {
                let entry = self.entries.get(*number as usize)?;
                let own = entry.say.iter().any(|say| fold(say).chars == *word);
                own.then_some((word.as_slice(), entry.policy.as_slice()))
            })
    }

    /// What documents write, of all entries.
    pub(crate) fn written(&self) -> impl Iterator<Item = &String> {
        self.entries.iter().flat_map(|entry| &entry.policy)
    }

    /// The wish that a folded word of a question shows.
    pub(crate) fn wish(&self, word: &[char]) -> Option<u32> {
        let found = self
            .asked
            .binary_search_by(|(asked, _)| asked.as_slice().cmp(word));
        found.ok().map(|at| self.asked[at].1)
    }

    /// What a passage that fulfils a wish holds, and by how many hundredths it is lifted.
    pub(crate) fn fulfilled(&self, wish: u32) -> (&[String], u8) {
        self.wishes
            .get(wish as usize)
            .map_or((&[], 0), |(holds, lift)| (holds, *lift))
    }

    /// Characters of the longest word.
    pub(crate) fn longest(&self) -> usize {
        self.longest
    }
}
