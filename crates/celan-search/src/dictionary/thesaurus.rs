//! How people say what the documents write, and what their questions are after, for looking up.

use super::bloom::{BloomFilter, sum};
use crate::dictionary::TermKind;
use celan_document::{AnswerType, Synonyms};
use celan_text::fold;

/// The publisher's words, folded and sorted.
#[derive(Debug, Default)]
pub(crate) struct Thesaurus {
    /// What is said, and what it stands for.
    said: Vec<(Vec<char>, Vec<Meant>)>,
    /// Words of questions, and the wish that each shows.
    asked: Vec<(Vec<char>, u16)>,
    wishes: Vec<(Vec<String>, u8)>,
    longest: usize,
    /// Tells quickly what is neither said nor asked.
    bloom: BloomFilter,
}

/// The weight of an announced abbreviation and its full form.
const ANNOUNCED: u8 = 85;

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
        for entry in entries {
            this.add(&entry.say, &entry.policy, entry.weight, TermKind::Synonym);
            if entry.both {
                this.add(&entry.policy, &entry.say, entry.weight, TermKind::Synonym);
            }
        }
        for (short, full) in abbreviations {
            let (short, full) = (std::slice::from_ref(short), std::slice::from_ref(full));
            this.add(short, full, ANNOUNCED, TermKind::Abbreviation);
            this.add(full, short, ANNOUNCED, TermKind::Abbreviation);
        }
        this.said.sort_by(|a, b| a.0.cmp(&b.0));
        this.said.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same {
                first.1.append(&mut later.1);
            }
            same
        });
        for (number, wish) in wishes.iter().enumerate() {
            let asked = wish
                .say
                .iter()
                .map(|word| (fold(word).chars, number as u16));
            this.asked.extend(asked);
            this.wishes.push((wish.holds.clone(), wish.lift));
        }
        this.asked.sort();
        this.asked.dedup_by(|later, first| later.0 == first.0);
        let words = this
            .said
            .iter()
            .map(|(w, _)| w)
            .chain(this.asked.iter().map(|(w, _)| w));
        for word in words {
            this.longest = this.longest.max(word.len());
            this.bloom.add(sum(word));
        }
        this
    }

    fn add(&mut self, say: &[String], meant: &[String], weight: u8, kind: TermKind) {
        for word in say {
            let meant = meant.iter().filter(|m| *m != word).map(|text| Meant {
                text: text.clone(),
                weight,
                kind,
            });
            self.said.push((fold(word).chars, meant.collect()));
        }
    }

    /// Whether a folded word with this sum may be said or asked.
    pub(crate) fn may_hold(&self, sum: u32) -> bool {
        self.bloom.may_hold(sum)
    }

    /// What a folded word stands for.
    pub(crate) fn meant(&self, word: &[char]) -> &[Meant] {
        let found = self
            .said
            .binary_search_by(|(said, _)| said.as_slice().cmp(word));
        found.map_or(&[], |at| &self.said[at].1)
    }

    /// The wish that a folded word of a question shows.
    pub(crate) fn wish(&self, word: &[char]) -> Option<u16> {
        let found = self
            .asked
            .binary_search_by(|(asked, _)| asked.as_slice().cmp(word));
        found.ok().map(|at| self.asked[at].1)
    }

    /// What a passage that fulfils a wish holds, and by how many hundredths it is lifted.
    pub(crate) fn fulfilled(&self, wish: u16) -> (&[String], u8) {
        self.wishes
            .get(usize::from(wish))
            .map_or((&[], 0), |(holds, lift)| (holds, *lift))
    }

    /// Characters of the longest word.
    pub(crate) fn longest(&self) -> usize {
        self.longest
    }
}
