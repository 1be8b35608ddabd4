//! What a query's words are about: the terms in them, and the other words for each.

use crate::dictionary::TermKind;
use crate::dictionary::{Kind, Token, segment};
use crate::index::Index;
use crate::matching::{Allowed, Postings};
use crate::query::Operand;
use crate::response::{Correction, Term};
use crate::scoring::{ASKED, CHARACTER, LEVEL_SHARE, LONE, ONE, PART, RUN, SYNONYM, worth};
use celan_text::{fold, is_han};

/// Characters of a word that are thought about.
const LONGEST: usize = 60;
/// Things that a query is about at most.
const MOST_EXPANSIONS: usize = 16;
/// Other words for one thing at most.
const MOST_VARIANTS: usize = 24;
/// Readings of pinyin at most.
pub(super) const MOST_READINGS: usize = 4;
/// How near a synonym must be to name a level.
const LEVEL: u8 = 75;

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
    /// Whether it is only a part of what was typed.
    part: bool,
    pub(crate) postings: Postings,
}

/// What a query is about, and how that was found out.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) expansions: Vec<Expansion>,
    /// The levels that its words name, by number.
    pub(crate) levels: Vec<usize>,
    /// The wishes that its words show.
    pub(crate) wishes: Vec<u32>,
    pub(crate) terms: Vec<Term>,
    pub(crate) corrections: Vec<Correction>,
    /// The characters that stand side by side in what was asked, each two once.
    pub(crate) pairs: Vec<[char; 2]>,
    /// What was asked and occurs nowhere.
    pub(crate) missing: Vec<String>,
    /// Whether a word was to be read otherwise and could not be.
    pub(crate) waits: bool,
    /// The parts that were looked at.
    seen: Vec<String>,
}

impl Plan {
    /// Of each of so many units, whether it has all that a query is about, in whatever words.
    pub(crate) fn whole_in(&self, units: usize) -> Vec<bool> {
        let mut has = vec![0; units];
        for (before, expansion) in self.expansions.iter().enumerate() {
            let variants = expansion.variants.iter().filter(|v| !v.part);
            for entry in variants.flat_map(|v| v.postings.units()) {
                if let Some(has) = has.get_mut(entry.unit as usize)
                    && *has == before
                {
                    *has += 1;
                }
            }
        }
        let all = self.expansions.len();
        has.into_iter().map(|has| has == all).collect()
    }
}

/// How words are read otherwise than typed.
pub(crate) struct Rereading {
    /// Reads letters as pinyin; whether that gave anything.
    pub(crate) pinyin: Reread,
    /// Reads a word that occurs nowhere as one that is near to it; whether that gave anything.
    pub(crate) mend: Reread,
}

/// Reads a word, given as typed and folded, otherwise than typed.
type Reread = fn(&mut Planner<'_>, &str, &[char]) -> bool;

/// Makes the plan of a query, word by word.
pub(crate) struct Planner<'a> {
    pub(crate) index: &'a Index,
    pub(crate) allowed: &'a Allowed<'a>,
    /// How words are read otherwise than typed, if that is here.
    pub(crate) rereading: Option<&'static Rereading>,
    pub(crate) plan: Plan,
    /// Runs of characters that occur nowhere, with their shares.
    pub(crate) runs: Vec<(Vec<char>, u64)>,
    /// Matches of all variants.
    pub(crate) found: usize,
}

impl Planner<'_> {
    /// Matches that all variants may have together: half as many as there are characters. The commonest
    /// character of a text is one in six; only where it is made of a few are there more.
    fn most(&self) -> usize {
        self.index.buffer.len() as usize / 2 + 1000
    }

    /// Adds what an unquoted word is about.
    pub(crate) fn add(&mut self, word: &str) {
        let mut chars = fold(word).chars;
        chars.truncate(LONGEST);
        // Nobody types pinyin in capitals.
        let pinyin = !word.chars().any(|c| c.is_ascii_uppercase());
        if pinyin && !self.index.occurs_as_word(&chars) && self.read_pinyin(word, &chars) {
            return;
        }
        self.pair(&chars);
        let words = &self.index.words;
        let mut tokens = segment(words, &chars);
        // A name that is no term is not cut.
        if tokens.len() > 1 && words.names.frequency(&chars).is_some() {
            let kind = Kind::Known;
            tokens = vec![Token {
                chars: &chars,
                kind,
            }];
        }
        let asks = |t: &Token<'_>| matches!(t.kind, Kind::Asked(_));
        if tokens.iter().all(asks) {
            for token in &mut tokens {
                if let Kind::Asked(wish) = token.kind {
                    self.plan.wishes.push(wish);
                }
                token.kind = Kind::Known;
            }
        }
        // What a question is made of is no misspelt term.
        let asked = tokens.iter().any(asks);
        let unknown = tokens.iter().any(|t| t.kind == Kind::Unknown);
        if !asked && !self.index.occurs(&chars) {
            if unknown && self.mend(word, &chars) {
                return;
            }
            // Made of words of its own it is read as typed; what sounds like it is offered where that is known.
            if !unknown
                && tokens.len() > 1
                && let Some(with) = self.rereading
            {
                (with.mend)(self, word, &chars);
            }
        }
        for token in tokens {
            let Kind::Asked(wish) = token.kind else {
                self.asked_within(token.chars);
                self.token(word, token.chars, token.kind, ONE, !asked);
                continue;
            };
            self.plan.wishes.push(wish);
            let (_, lift) = words.thesaurus.fulfilled(wish);
            let is_term = words.terms.frequency(token.chars).is_some();
            if lift > 0 && is_term {
                self.token(word, token.chars, Kind::Known, ASKED, false);
            }
        }
    }

    fn pair(&mut self, chars: &[char]) {
        for pair in chars.windows(2) {
            if let [first, second] = *pair
                && is_han(first)
                && is_han(second)
                && !self.plan.pairs.contains(&[first, second])
            {
                self.plan.pairs.push([first, second]);
            }
        }
    }

    /// Adds the wishes of the words of questions inside a way of saying, as 多久 in 多久到账.
    fn asked_within(&mut self, chars: &[char]) {
        let thesaurus = &self.index.words.thesaurus;
        let mut at = 0;
        while at < chars.len() {
            let mut ends = (at + 2..=chars.len()).rev();
            let found = ends.find_map(|end| Some((end, thesaurus.wish(&chars[at..end])?)));
            self.plan.wishes.extend(found.map(|(_, wish)| wish));
            at = found.map_or(at + 1, |(end, _)| end);
        }
    }

    fn read_pinyin(&mut self, word: &str, chars: &[char]) -> bool {
        let letters = chars.iter().filter(|c| c.is_ascii_lowercase()).count();
        letters > 1 && self.reread(|with| with.pinyin, word, chars)
    }

    fn mend(&mut self, word: &str, chars: &[char]) -> bool {
        self.reread(|with| with.mend, word, chars)
    }

    /// Reads a word otherwise than typed, if that can be done; else the plan waits for what can.
    fn reread(&mut self, how: fn(&Rereading) -> Reread, word: &str, chars: &[char]) -> bool {
        let Some(rereading) = self.rereading else {
            self.plan.waits = true;
            return false;
        };
        how(rereading)(self, word, chars)
    }

    /// Adds what a part of a word is about; `share` is what it counts for beside others.
    fn token(&mut self, word: &str, chars: &[char], kind: Kind, share: u64, mendable: bool) {
        let text: String = chars.iter().collect();
        if self.plan.expansions.len() >= MOST_EXPANSIONS || self.plan.seen.contains(&text) {
            return;
        }
        self.plan.seen.push(text.clone());
        let whole = text == fold(word).chars.iter().collect::<String>();
        let occurs = self.index.occurs(chars);
        if kind == Kind::Unknown
            && chars.len() > 1
            && mendable
            && !occurs
            && !whole
            && self.mend(&text, chars)
        {
            return;
        }
        let share = match (kind, chars.len()) {
            (Kind::Known, _) => share,
            (_, 1) => LONE * share / ONE,
            _ => RUN * share / ONE,
        };
        let mut expansion = Expansion {
            share,
            variants: Vec::new(),
        };
        let meant = self.index.words.thesaurus.meant(chars);
        let levels = &self.index.library.levels;
        let is =
            |name: &str| name == text || meant.iter().any(|m| m.weight >= LEVEL && m.text == name);
        if let Some(level) = levels.iter().position(|level| is(&level.name))
            && !whole
        {
            self.plan.levels.push(level);
            expansion.share = expansion.share * LEVEL_SHARE / ONE;
        }
        let part = (!whole).then_some(TermKind::Part);
        let shown = part.map(|kind| (kind, word));
        // In another spelling it may stand there all the same.
        let written = self.variant(&mut expansion, &text, ONE, shown);
        for meant in &meant {
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
        let found = !expansion.variants.is_empty();
        if found {
            self.plan.expansions.push(expansion);
        }
        if kind == Kind::Unknown && !occurs && !written || !found {
            self.plan
                .missing
                .push(if whole { word.to_owned() } else { text });
        }
        if !found && chars.len() > 1 {
            self.runs.push((chars.to_vec(), share));
        }
    }

    /// The plan, once all words are added: what occurs nowhere counts by its characters, beside what
    /// occurs or where it is long enough to say something.
    pub(crate) fn finish(mut self) -> Plan {
        let known = !self.plan.expansions.is_empty();
        for (chars, share) in std::mem::take(&mut self.runs) {
            if known || chars.len() > 2 {
                self.characters(&chars, share);
            }
        }
        self.plan
    }

    /// Adds the characters of a run that occurs nowhere, one by one.
    fn characters(&mut self, chars: &[char], share: u64) {
        for c in chars.iter().filter(|c| is_han(**c)) {
            let text = c.to_string();
            if self.plan.expansions.len() >= MOST_EXPANSIONS || self.plan.seen.contains(&text) {
                continue;
            }
            self.plan.seen.push(text.clone());
            let mut expansion = Expansion {
                share: CHARACTER * share / ONE,
                variants: Vec::new(),
            };
            if self.variant(&mut expansion, &text, ONE, None) {
                self.plan.expansions.push(expansion);
            }
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
        if expansion.variants.len() >= MOST_VARIANTS {
            return false;
        }
        let patterns = Operand::word(text.to_owned()).patterns();
        let postings = Postings::find(self.index, &patterns, self.allowed);
        let found = postings.matches().len();
        if postings.units().is_empty() || self.found + found > self.most() {
            return false;
        }
        self.found += found;
        expansion.variants.push(Variant {
            weight,
            worth: worth(self.index, &postings) * weight / ONE,
            // The reader is told of other words, and typed the word itself.
            part: shown.is_none() && weight < ONE,
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

    /// Adds what a word is read as; whether any of it occurs.
    pub(super) fn instead(&mut self, word: &str, found: Vec<(String, TermKind, u64)>) -> bool {
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
                    applied: true,
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
        let pairs = (0..chars.len() - 1).map(|start| (start, start + 2));
        // Two letters of a Latin word tell nothing.
        let han = |pair: &(usize, usize)| chars[pair.0..pair.1].iter().all(|c| is_han(*c));
        parts = pairs.filter(han).collect();
    }
    parts
}
