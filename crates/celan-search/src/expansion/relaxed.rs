//! Passages for a query of which no passage has all words: ranked by what they cover of it.
//!
//! Each expansion adds the best of its variants, scored by BM25F with headings and titles above a
//! passage as fields of its own; what is covered of the whole, how close the words stand, what of
//! the query occurs verbatim, and whether the passage holds what the question is after then count.

use super::expand::{Plan, Variant};
use crate::index::Field;
use crate::index::Index;
use crate::matching::{self, Passage};
use crate::matching::{Match, Postings, fits};
use crate::query::{Operand, Pattern};
use crate::scoring::*;
use crate::scoring::{boosts, field, log2, proximity};
use crate::text::encode;
use std::ops::Range;

/// Before what is counted.
const NUMERALS: &str = "一二两三四五六七八九十百千万亿";
/// Kinds of documents that speak of everything.
const GENERAL_KINDS: [&str; 2] = ["规划", "纲要"];
/// Passages that are looked at closely: the first by what their words give.
const CLOSELY: usize = 120;

/// The passages that cover most of a plan, with their scores. `required` must be in all of them.
pub(crate) fn cover(index: &Index, plan: &Plan, required: &[Postings]) -> Vec<Passage> {
    let asked = !plan.wishes.is_empty();
    let candidates = Candidates::of(index, plan, required);
    let count = candidates.units.len();
    let mut total = vec![0u64; count];
    let mut covered = vec![0u64; count];
    let mut best = vec![0u64; count];
    let mut sums = vec![0u64; count];
    // What each document covers, in whatever passages.
    let documents = index.library.documents.len();
    let (mut in_document, mut most) = (vec![0u64; documents], vec![0u64; documents]);
    let document = |at: usize| {
        let unit = index.units.get(candidates.units[at] as usize);
        unit.map_or(0, |unit| unit.document as usize)
    };
    let mut whole = 0;
    for expansion in &plan.expansions {
        let mut worthiest = 0;
        best.fill(0);
        for variant in &expansion.variants {
            worthiest = worthiest.max(variant.worth);
            candidates.add(index, variant, asked, &mut sums, &mut best);
        }
        whole += worthiest * expansion.share / ONE;
        for (at, best) in best.iter().enumerate().filter(|(_, best)| **best > 0) {
            let covers = (*best).min(worthiest) * expansion.share / ONE;
            total[at] += best * expansion.share / ONE;
            covered[at] += covers;
            if let Some(most) = most.get_mut(document(at)) {
                *most = covers.max(*most);
            }
        }
        for (sum, most) in in_document.iter_mut().zip(&mut most) {
            *sum += std::mem::take(most);
        }
    }
    let whole = whole.max(1);
    let mut ranked: Vec<Passage> = (0..count)
        .filter(|at| total[*at] > 0)
        .map(|at| {
            let around = in_document.get(document(at)).copied().unwrap_or(0);
            let score = total[at] * (ONE + COVERAGE * covered[at] / whole) / ONE;
            let score = score * (ONE + DOCUMENT_COVERAGE * around / whole) / ONE;
            Passage::new(
                candidates.units[at],
                u32::try_from(score).unwrap_or(u32::MAX),
            )
        })
        .collect();
    matching::first(&mut ranked, CLOSELY);
    let looked_at = CLOSELY.min(ranked.len());
    lift(index, plan, &candidates, &mut ranked[..looked_at]);
    let most = ranked.iter().map(|p| u64::from(p.score())).max();
    let least = most.unwrap_or(0) * ENOUGH;
    let one_thing = plan.expansions.len() == 1;
    ranked.retain(|p| one_thing || u64::from(p.score()) * ONE >= least);
    let boosts = boosts(index);
    for passage in &mut ranked {
        let unit = passage.unit();
        let document = index.units.get(unit as usize);
        let standing = document.and_then(|u| boosts.get(u.document as usize));
        let score = u64::from(passage.score()) * 64 + standing.copied().unwrap_or(0);
        *passage = Passage::new(unit, u32::try_from(score).unwrap_or(u32::MAX)).widened();
    }
    ranked
}

/// The units that may be listed: they have a word themselves and not only above them.
struct Candidates {
    /// In order.
    units: Vec<u32>,
    /// For each unit of the library, the first candidate that is not before it.
    from: Vec<u32>,
}

impl Candidates {
    fn of(index: &Index, plan: &Plan, required: &[Postings]) -> Self {
        let mut own = vec![false; index.units.len()];
        for variant in plan.expansions.iter().flat_map(|c| &c.variants) {
            for entry in variant.postings.units() {
                own[entry.unit as usize] = true;
            }
        }
        let mut units = Vec::new();
        let mut from = Vec::with_capacity(own.len() + 1);
        for (unit, own) in own.into_iter().enumerate() {
            from.push(units.len() as u32);
            let number = unit as u32;
            let has_required = || required.iter().all(|e| !e.in_unit(number).is_empty());
            if own && shows(index.units[unit].field) && has_required() {
                units.push(number);
            }
        }
        from.push(units.len() as u32);
        Self { units, from }
    }

    /// The candidate that a unit is.
    fn find(&self, unit: u32) -> Option<usize> {
        let at = self.within(unit, unit + 1);
        (!at.is_empty()).then_some(at.start)
    }

    /// The candidates among some units.
    fn within(&self, from: u32, to: u32) -> Range<usize> {
        let at = |unit: u32| {
            let at = self.from.get(unit as usize);
            at.map_or(self.units.len(), |at| *at as usize)
        };
        at(from)..at(to)
    }

    /// Raises `best` to what a variant gives in each candidate that has it, or stands below a heading
    /// or title that has it. `sums` is all zero before and after.
    fn add(
        &self,
        index: &Index,
        variant: &Variant,
        asked: bool,
        sums: &mut [u64],
        best: &mut [u64],
    ) {
        let title = if asked { TITLE_ASKED } else { TITLE };
        let mut touched: Vec<Range<usize>> = Vec::with_capacity(variant.postings.units().len());
        for entry in variant.postings.units() {
            let number = entry.unit;
            let Some(unit) = index.units.get(number as usize) else {
                continue;
            };
            let matches = variant.postings.of(entry);
            if let Some(at) = self.find(number) {
                let length = u64::from(index.unit_end(number).saturating_sub(unit.start));
                let norm = (ONE - B) + B * length / u64::from(index.average);
                let given = matches
                    .iter()
                    .map(|m| field(unit, length, m, HEADING_ASKED, title));
                sums[at] += given.sum::<u64>() * ONE / norm.max(1);
                touched.push(at..at + 1);
            }
            let in_lead = |m: &Match| m.place < unit.start + unit.lead;
            let (below, weight) = if unit.field == Field::Title {
                let next = index.first_units.get(unit.document as usize + 1);
                let end = next.copied().unwrap_or(index.units.len() as u32);
                (self.within(number, end), TITLE_ABOVE)
            } else if unit.below > number + 1
                && (matches.iter().any(in_lead) || introduces(index, number))
            {
                (self.within(number + 1, unit.below), PATH)
            } else {
                continue;
            };
            for sum in &mut sums[below.clone()] {
                *sum += weight;
            }
            touched.push(below);
        }
        for range in &touched {
            for (sum, best) in sums[range.clone()].iter().zip(&mut best[range.clone()]) {
                *best = (*best).max(variant.worth * sum / (K1 + sum));
            }
        }
        for range in touched {
            sums[range].fill(0);
        }
    }
}

/// Whether a unit ends in a colon: what follows it belongs to it.
fn introduces(index: &Index, unit: u32) -> bool {
    let last = index.unit_end(unit).checked_sub(1);
    last.and_then(|at| index.buffer.code(at)) == Some(u16::from(b':'))
}

/// Whether each document is a plan or an outline, by its title.
fn general(index: &Index) -> Vec<bool> {
    let documents = index.library.documents.iter();
    let general = |title: &str| GENERAL_KINDS.iter().any(|kind| title.contains(kind));
    documents.map(|d| general(&d.metadata.title)).collect()
}

/// Raises the scores of the first passages by how near their words stand to each other, and by
/// what they hold that the plan wishes for.
fn lift(index: &Index, plan: &Plan, candidates: &Candidates, passages: &mut [Passage]) {
    // Of each candidate, where it stands among these passages.
    let mut rank = vec![usize::MAX; candidates.units.len()];
    for (n, passage) in passages.iter().enumerate() {
        if let Some(at) = candidates.find(passage.unit()) {
            rank[at] = n;
        }
    }
    // Of each passage, the matches and worth of each expansion in it.
    let mut present: Vec<Vec<(&[Match], u64)>> = vec![Vec::new(); passages.len()];
    for expansion in &plan.expansions {
        let mut chosen: Vec<Option<(&Variant, &[Match])>> = vec![None; passages.len()];
        for variant in &expansion.variants {
            for entry in variant.postings.units() {
                let rank = candidates.find(entry.unit).map(|at| rank[at]);
                if let Some(chosen) = rank.and_then(|rank| chosen.get_mut(rank))
                    && chosen.is_none_or(|(other, _)| other.weight <= variant.weight)
                {
                    *chosen = Some((variant, variant.postings.of(entry)));
                }
            }
        }
        for (present, chosen) in present.iter_mut().zip(chosen) {
            if let Some((variant, matches)) = chosen {
                present.push((matches, variant.worth * expansion.share / ONE));
            }
        }
    }
    let wishes = wishes(index, plan);
    let general = general(index);
    let pairs = Pair::of(index, plan);
    for (passage, present) in passages.iter_mut().zip(present) {
        let number = passage.unit();
        let mut score = u64::from(passage.score()) + proximity(&present);
        score += verbatim(index, number, &pairs);
        let sentence = best_sentence(index, number, &present);
        let unit = index.units.get(number as usize);
        let whole = unit.map_or(0, |u| u.start)..index.unit_end(number);
        let lift = wishes.iter().map(|(patterns, lift)| {
            if holds(index, &sentence, patterns) {
                *lift
            } else if holds(index, &whole, patterns) {
                lift * ELSEWHERE / 100
            } else {
                0
            }
        });
        score += score * lift.max().unwrap_or(0) / 100;
        let of_plan = unit.and_then(|u| general.get(u.document as usize));
        if !plan.wishes.is_empty() && of_plan == Some(&true) {
            score = score * GENERAL / ONE;
        }
        let document = unit.and_then(|u| index.library.documents.get(u.document as usize));
        let level = document.and_then(|d| d.metadata.level.as_deref());
        let names = |at: &usize| index.library.levels.get(*at).map(|l| l.name.as_str());
        if level.is_some() && plan.levels.iter().any(|at| names(at) == level) {
            score += score * LEVEL_LIFT / 100;
        }
        *passage = Passage::new(number, u32::try_from(score).unwrap_or(u32::MAX));
    }
}

/// Two characters that stand side by side in the query.
struct Pair {
    /// Where they do in the texts, in order.
    places: Vec<u32>,
    /// The rarer, the more.
    worth: u64,
}

impl Pair {
    /// The pairs of a plan that occur.
    fn of(index: &Index, plan: &Plan) -> Vec<Self> {
        let all = log2(2 * index.units.len() as u64 + 2);
        let pairs = plan.pairs.iter().map(|pair| {
            let codes: Vec<u16> = encode(pair).collect();
            let places: Vec<u32> = index.buffer.find(&codes).collect();
            let worth = all.saturating_sub(log2(2 * places.len() as u64 + 1));
            Self { places, worth }
        });
        pairs.filter(|pair| !pair.places.is_empty()).collect()
    }

    fn within(&self, stretch: &Range<u32>) -> bool {
        let first = self.places.partition_point(|at| *at < stretch.start);
        self.places.get(first).is_some_and(|at| *at < stretch.end)
    }
}

/// What a unit has of the query as typed, whatever its words are: a query that is cut wrongly still
/// finds its characters side by side.
fn verbatim(index: &Index, number: u32, pairs: &[Pair]) -> u64 {
    let stretch = |number: u32| {
        let start = index.units.get(number as usize).map_or(0, |u| u.start);
        start..index.unit_end(number)
    };
    let Some(unit) = index.units.get(number as usize) else {
        return 0;
    };
    let own = stretch(number);
    let above: Vec<Range<u32>> = index.ancestors(unit).map(stretch).collect();
    let title = index.first_units.get(unit.document as usize);
    let title = title.map(|title| stretch(*title));
    let worth = pairs.iter().map(|pair| {
        let share = if pair.within(&own) {
            PAIR
        } else if above.iter().any(|heading| pair.within(heading)) {
            PAIR * PATH / ONE
        } else if title.as_ref().is_some_and(|title| pair.within(title)) {
            PAIR * TITLE_ABOVE / ONE
        } else {
            0
        };
        pair.worth * share / ONE
    });
    worth.sum()
}

/// The sentence of a unit whose words are worth the most.
fn best_sentence(index: &Index, unit: u32, present: &[(&[Match], u64)]) -> Range<u32> {
    let Some(start) = index.units.get(unit as usize).map(|u| u.start) else {
        return 0..0;
    };
    let end = index.unit_end(unit);
    let codes = index.buffer.codes(start..end);
    let ends = |code: &u16| {
        let c = char::from_u32(u32::from(*code));
        c.is_some_and(|c| matches!(c, '。' | ';' | '!' | '?'))
    };
    let (mut best, mut most) = (start..end, 0);
    let mut from = start;
    let bounds = codes.iter().zip(start..).filter(|(code, _)| ends(code));
    for to in bounds.map(|(_, at)| at + 1).chain([end]) {
        let inside = |matches: &&[Match]| {
            let first = matches.partition_point(|m| m.place < from);
            matches.get(first).is_some_and(|m| m.place < to)
        };
        let words = present.iter().filter(|(matches, _)| inside(matches));
        let worth: u64 = words.map(|(_, worth)| worth).sum();
        if worth > most {
            (best, most) = (from..to, worth);
        }
        from = to;
    }
    best
}

/// A string that fulfils a wish.
struct Held {
    pattern: Pattern,
    /// Whether it must follow a numeral.
    counted: bool,
}

/// What passages hold that fulfil the plan's wishes, and by how many hundredths it lifts them. A
/// string that begins with `#` follows a numeral.
fn wishes(index: &Index, plan: &Plan) -> Vec<(Vec<Held>, u64)> {
    let mut wishes = plan.wishes.clone();
    wishes.sort_unstable();
    wishes.dedup();
    let fulfilled = |wish| {
        let (words, lift) = index.words.thesaurus.fulfilled(wish);
        let words = words.iter().filter(|_| lift > 0);
        let held = words.flat_map(|word| {
            let counted = word.starts_with('#');
            let patterns = Operand::word(word.trim_start_matches('#').to_owned()).patterns();
            patterns
                .into_iter()
                .map(move |pattern| Held { pattern, counted })
        });
        (held.collect(), u64::from(lift))
    };
    wishes.into_iter().map(fulfilled).collect()
}

/// Whether a stretch of the text has one of these strings.
fn holds(index: &Index, stretch: &Range<u32>, strings: &[Held]) -> bool {
    let numeral = |place: u32| {
        let before = place.checked_sub(1).and_then(|at| index.buffer.code(at));
        let before = before.and_then(|code| char::from_u32(u32::from(code)));
        before.is_some_and(|c| c.is_ascii_digit() || NUMERALS.contains(c))
    };
    strings.iter().any(|held| {
        let pattern = &held.pattern;
        let mut found = index.buffer.find_within(&pattern.codes, stretch.clone());
        found.any(|place| {
            (pattern.spelling.literal || fits(index, pattern, place))
                && (!held.counted || numeral(place))
        })
    })
}

/// Whether a unit answers a question: properties of a document do not.
fn shows(field: Field) -> bool {
    !matches!(
        field,
        Field::Level | Field::Category | Field::Date | Field::Issuers | Field::NumberPrinted
    )
}
