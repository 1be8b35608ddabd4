//! What a query's words are about: the terms in them, and the other words for each.

use crate::dictionary::TermKind;
use crate::dictionary::{Kind, Token, segment};
use crate::index::Index;
use crate::matching::{Allowed, Postings};
use crate::query::Operand;
use crate::response::{Correction, Term};
use crate::scoring::worth;
use crate::scoring::{HOMOPHONE, LONE, NEAR, ONE, PART, PINYIN, RUN, SYNONYM};
use celan_text::fold;

/// Characters of a word that are thought about.
const LONGEST: usize = 60;
/// Things that a query is about at most.
const MOST_EXPANSIONS: usize = 16;
/// Other words for one thing at most.
const MOST_VARIANTS: usize = 24;
/// Readings of pinyin at most.
const MOST_READINGS: usize = 4;

/// One thing that a query is about.
#[derive(Debug, Default)]
pub(crate) struct Expansion {
    /// What it counts for beside others, in 1024ths.
    pub(crate) share: u64,
    /// The ways to write it that stand in the texts.
    pub(crate) variants: Vec<Variant>,
}

/// A way to write it.
#[derive(Debug)]
pub(crate) struct Variant {
    /// How near it is to what was typed, in 1024ths.
    pub(crate) weight: u64,
    /// What a match of it is worth: the rarer and the nearer, the more.
    pub(crate) worth: u64,
    pub(crate) postings: Postings,
}

/// What a query is about, and how that was found out.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) expansions: Vec<Expansion>,
    /// The wishes that its words show.
    pub(crate) wishes: Vec<u16>,
    pub(crate) terms: Vec<Term>,
    pub(crate) corrections: Vec<Correction>,
    /// The parts that were looked at.
    seen: Vec<String>,
}

/// Makes the plan of a query, word by word.
pub(crate) struct Planner<'a> {
    pub(crate) index: &'a Index,
    pub(crate) allowed: &'a Allowed<'a>,
    pub(crate) plan: Plan,
}

impl Planner<'_> {
    /// Adds what an unquoted word is about.
    pub(crate) fn add(&mut self, word: &str) {
        let mut chars = fold(word).chars;
        chars.truncate(LONGEST);
        if !self.index.occurs(&chars) && self.read_aloud(word, &chars) {
            return;
        }
        let mut tokens = segment(&self.index.words, &chars);
        let asks = |t: &Token<'_>| matches!(t.kind, Kind::Asked(_));
        if tokens.iter().all(asks) {
            tokens.iter_mut().for_each(|t| t.kind = Kind::Known);
        }
        let unknown = tokens.iter().any(|t| t.kind == Kind::Unknown);
        if unknown && !self.index.occurs(&chars) && self.mend(word, &chars) {
            return;
        }
        for token in tokens {
            match token.kind {
                Kind::Asked(wish) => self.plan.wishes.push(wish),
                kind => self.token(word, token.chars, kind),
            }
        }
    }

    fn token(&mut self, word: &str, chars: &[char], kind: Kind) {
        let text: String = chars.iter().collect();
        if self.plan.expansions.len() >= MOST_EXPANSIONS || self.plan.seen.contains(&text) {
            return;
        }
        self.plan.seen.push(text.clone());
        if kind == Kind::Unknown
            && chars.len() > 1
            && !self.index.occurs(chars)
            && self.mend(&text, chars)
        {
            return;
        }
        let mut expansion = Expansion {
            share: match (kind, chars.len()) {
                (Kind::Known, _) => ONE,
                (_, 1) => LONE,
                _ => RUN,
            },
            variants: Vec::new(),
        };
        let part = (text != fold(word).chars.iter().collect::<String>()).then_some(TermKind::Part);
        self.variant(&mut expansion, &text, ONE, part.map(|kind| (kind, word)));
        for meant in self.index.words.thesaurus.meant(chars) {
            let weight = u64::from(meant.weight) * SYNONYM / 100;
            self.variant(
                &mut expansion,
                &meant.text,
                weight,
                Some((meant.kind, &text)),
            );
        }
        for (start, end) in parts(self.index, chars) {
            let inner: String = chars[start..end].iter().collect();
            let weight = PART * (end - start) as u64 / chars.len() as u64;
            self.variant(&mut expansion, &inner, weight, None);
        }
        if !expansion.variants.is_empty() {
            self.plan.expansions.push(expansion);
        }
    }

    /// Adds a variant that stands in the texts; says so where `shown` tells how it came.
    fn variant(
        &mut self,
        expansion: &mut Expansion,
        text: &str,
        weight: u64,
        shown: Option<(TermKind, &str)>,
    ) -> bool {
        let patterns = Operand::word(text.to_owned()).patterns();
        let postings = Postings::find(self.index, &patterns, self.allowed);
        if postings.units().is_empty() || expansion.variants.len() >= MOST_VARIANTS {
            return false;
        }
        expansion.variants.push(Variant {
            weight,
            worth: worth(self.index, &postings) * weight / ONE,
            postings,
        });
        if let Some((kind, from)) = shown
            && self.plan.terms.iter().all(|t| t.text != text)
        {
            self.plan.terms.push(Term {
                text: text.to_owned(),
                kind,
                from: Some(from.to_owned()),
            });
        }
        true
    }

    /// Reads letters as pinyin; whether that gave anything.
    fn read_aloud(&mut self, word: &str, chars: &[char]) -> bool {
        let terms = &self.index.words.terms;
        let mut found = terms.read_as(chars, false);
        if found.is_empty() && chars.len() > 2 {
            found = terms.read_as(chars, true);
        }
        let whole = |text: &str| terms.is_full_reading(&fold(text).chars, chars);
        found.sort_by_key(|f| !whole(&f.text));
        found.truncate(MOST_READINGS);
        let readings = found
            .into_iter()
            .map(|f| (f.text, TermKind::Pinyin, PINYIN));
        self.instead(word, readings.collect())
    }

    /// Reads a word that stands nowhere as one that sounds like it or is near to it.
    fn mend(&mut self, word: &str, chars: &[char]) -> bool {
        let terms = &self.index.words.terms;
        let same = terms.homophones(chars).into_iter();
        let mut found: Vec<(String, TermKind, u64)> = same
            .map(|f| (f.text, TermKind::Homophone, HOMOPHONE))
            .collect();
        if found.is_empty() {
            let near = terms.near(chars).into_iter();
            found = near.map(|f| (f.text, TermKind::Near, NEAR)).collect();
        }
        found.truncate(MOST_READINGS);
        self.instead(word, found)
    }

    fn instead(&mut self, word: &str, found: Vec<(String, TermKind, u64)>) -> bool {
        let mut expansion = Expansion {
            share: ONE,
            variants: Vec::new(),
        };
        for (text, via, weight) in found {
            if self.variant(&mut expansion, &text, weight, Some((via, word))) {
                self.plan.corrections.push(Correction {
                    from: word.to_owned(),
                    to: text,
                    via,
                });
            }
        }
        let any = !expansion.variants.is_empty();
        if any {
            self.plan.expansions.push(expansion);
        }
        any
    }
}

/// The terms inside a longer word, and the pairs of characters of one that is no term.
fn parts(index: &Index, chars: &[char]) -> Vec<(usize, usize)> {
    let terms = &index.words.terms;
    let mut parts = Vec::new();
    for len in (2..chars.len().min(9)).rev() {
        for start in 0..=chars.len() - len {
            let part = &chars[start..start + len];
            if terms.frequency(part).is_some() {
                parts.push((start, start + len));
            }
        }
    }
    if parts.is_empty() && chars.len() > 2 {
        parts = (0..chars.len() - 1)
            .map(|start| (start, start + 2))
            .collect();
    }
    parts
}
