//! What a query's words are about: the terms in them, and the other words for each.

use crate::answer::{Correction, Term, TermKind};
use crate::evidence::{Allowed, Evidence};
use crate::index::Index;
use crate::query::Operand;
use crate::rank::worth;
use crate::segment::{Kind, Token, segment};
use crate::weights::{HOMOPHONE, LONE, NEAR, ONE, PART, PINYIN, RUN, SYNONYM};
use celan_text::fold;

/// Characters of a word that are thought about.
const LONGEST: usize = 60;
/// Things that a query is about at most.
const MOST_CONCEPTS: usize = 16;
/// Other words for one thing at most.
const MOST_FORMS: usize = 24;
/// Readings of pinyin at most.
const MOST_READINGS: usize = 4;

/// One thing that a query is about.
#[derive(Debug, Default)]
pub(crate) struct Concept {
    /// What it counts for beside others, in 1024ths.
    pub(crate) share: u64,
    /// The ways to write it that stand in the texts.
    pub(crate) forms: Vec<Form>,
}

/// A way to write it.
#[derive(Debug)]
pub(crate) struct Form {
    /// How near it is to what was typed, in 1024ths.
    pub(crate) weight: u64,
    /// What a match of it is worth: the rarer and the nearer, the more.
    pub(crate) worth: u64,
    pub(crate) evidence: Evidence,
}

/// What a query is about, and how that was found out.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) concepts: Vec<Concept>,
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
        if self.plan.concepts.len() >= MOST_CONCEPTS || self.plan.seen.contains(&text) {
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
        let mut concept = Concept {
            share: match (kind, chars.len()) {
                (Kind::Known, _) => ONE,
                (_, 1) => LONE,
                _ => RUN,
            },
            forms: Vec::new(),
        };
        let part = (text != fold(word).chars.iter().collect::<String>()).then_some(TermKind::Part);
        self.form(&mut concept, &text, ONE, part.map(|kind| (kind, word)));
        for meant in self.index.words.thesaurus.meant(chars) {
            let weight = u64::from(meant.weight) * SYNONYM / 100;
            self.form(&mut concept, &meant.text, weight, Some((meant.kind, &text)));
        }
        for (start, end) in parts(self.index, chars) {
            let inner: String = chars[start..end].iter().collect();
            let weight = PART * (end - start) as u64 / chars.len() as u64;
            self.form(&mut concept, &inner, weight, None);
        }
        if !concept.forms.is_empty() {
            self.plan.concepts.push(concept);
        }
    }

    /// Adds a form that stands in the texts; says so where `shown` tells how it came.
    fn form(
        &mut self,
        concept: &mut Concept,
        text: &str,
        weight: u64,
        shown: Option<(TermKind, &str)>,
    ) -> bool {
        let patterns = Operand::word(text.to_owned()).patterns();
        let evidence = Evidence::find(self.index, &patterns, self.allowed);
        if evidence.units().is_empty() || concept.forms.len() >= MOST_FORMS {
            return false;
        }
        concept.forms.push(Form {
            weight,
            worth: worth(self.index, &evidence) * weight / ONE,
            evidence,
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
        let mut concept = Concept {
            share: ONE,
            forms: Vec::new(),
        };
        for (text, via, weight) in found {
            if self.form(&mut concept, &text, weight, Some((via, word))) {
                self.plan.corrections.push(Correction {
                    from: word.to_owned(),
                    to: text,
                    via,
                });
            }
        }
        let any = !concept.forms.is_empty();
        if any {
            self.plan.concepts.push(concept);
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
