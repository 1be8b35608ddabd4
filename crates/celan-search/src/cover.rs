//! Passages for a query of which no passage has all words: ranked by what they cover of it.
//!
//! Each concept adds the best of its forms, scored by BM25F with headings and titles above a
//! passage as fields of its own; what is covered of the whole, how close the words stand, and
//! whether the passage holds what the question is after then count.

use crate::answer::Field;
use crate::concept::{Concept, Form, Plan};
use crate::evidence::{Allowed, Evidence, Match};
use crate::index::Index;
use crate::query::Operand;
use crate::rank::{closeness, field, standing, worth};
use crate::search::Passage;
use crate::weights::*;
use std::cmp::Reverse;

/// Passages that are looked at closely: the first by what their words give.
const CLOSELY: usize = 120;

/// The passages that cover most of a plan, with their scores. `required` must be in all of them.
pub(crate) fn cover(
    index: &Index,
    plan: &Plan,
    allowed: &Allowed<'_>,
    required: &[Evidence],
) -> Vec<Passage> {
    let count = index.units.len();
    let mut total = vec![0u64; count];
    let mut covered = vec![0u64; count];
    let mut own = vec![false; count];
    let mut whole = 0;
    for concept in &plan.concepts {
        let mut best = vec![0u64; count];
        let mut worthiest = 0;
        for form in &concept.forms {
            let worth = worth(index, &form.evidence) * form.weight / ONE;
            worthiest = worthiest.max(worth);
            add_form(index, form, worth, &mut best, &mut own);
        }
        whole += worthiest * concept.share / ONE;
        for unit in 0..count {
            total[unit] += best[unit] * concept.share / ONE;
            covered[unit] += best[unit].min(worthiest) * concept.share / ONE;
        }
    }
    let whole = whole.max(1);
    let mut ranked: Vec<(u64, u32)> = (0..count)
        .filter(|u| own[*u] && total[*u] > 0 && allowed.unit(index, *u as u32))
        .filter(|u| required.iter().all(|e| !e.in_unit(*u as u32).is_empty()))
        .filter(|u| shows(index.units[*u].field))
        .map(|u| {
            (
                total[u] * (ONE + COVERAGE * covered[u] / whole) / ONE,
                u as u32,
            )
        })
        .collect();
    ranked.sort_unstable_by_key(|(score, unit)| (Reverse(*score), *unit));
    let lifts = lifts(index, plan, allowed);
    for (score, unit) in ranked.iter_mut().take(CLOSELY) {
        *score += near(index, plan, *unit);
        let lift = lifts
            .iter()
            .filter(|(e, _)| !e.in_unit(*unit).is_empty())
            .map(|(_, l)| *l)
            .max();
        *score += *score * lift.unwrap_or(0) / 100;
    }
    let most = ranked.iter().map(|(score, _)| *score).max().unwrap_or(0);
    let one_thing = plan.concepts.len() == 1;
    let enough = |score: &u64| one_thing || *score * ONE >= most * ENOUGH;
    ranked
        .iter()
        .filter(|(score, _)| enough(score))
        .map(|(score, unit)| {
            let document = index
                .units
                .get(*unit as usize)
                .map_or(0, |u| usize::from(u.document));
            let score = score * 64 + standing(index, document);
            Passage {
                unit: *unit,
                score: u32::try_from(score).unwrap_or(u32::MAX),
                widened: true,
                after: true,
            }
        })
        .collect()
}

/// Raises `best` to what a form gives in each unit that has it, or stands below a heading or title
/// that has it.
fn add_form(index: &Index, form: &Form, worth: u64, best: &mut [u64], own: &mut [bool]) {
    let mut frequency: Vec<(u32, u64)> = Vec::new();
    let mut above: Vec<(u32, u32, u64)> = Vec::new();
    for entry in form.evidence.units() {
        let number = entry.unit;
        let Some(unit) = index.units.get(number as usize) else {
            continue;
        };
        let length = u64::from(index.unit_end(number).saturating_sub(unit.start));
        let norm = (ONE - B) + B * length / u64::from(index.average);
        let matches = form.evidence.of(entry);
        let sum: u64 = matches
            .iter()
            .map(|m| field(unit, length, m, HEADING_ASKED))
            .sum();
        frequency.push((number, sum * ONE / norm.max(1)));
        own[number as usize] = true;
        let in_lead = |m: &Match| m.place < unit.start + unit.lead;
        if unit.field == Field::Title {
            let document = usize::from(unit.document) + 1;
            let next = index.first_units.get(document).copied();
            above.push((
                number,
                next.unwrap_or(index.units.len() as u32),
                TITLE_ABOVE,
            ));
        } else if unit.below > number + 1 && matches.iter().any(in_lead) {
            above.push((number + 1, unit.below, PATH));
        }
    }
    if above.is_empty() {
        for (unit, frequency) in frequency {
            raise(best, unit, worth, frequency);
        }
        return;
    }
    let mut sums = vec![0u64; best.len()];
    for (unit, sum) in frequency {
        sums[unit as usize] = sum;
    }
    for (from, to, weight) in above {
        for sum in &mut sums[from as usize..(to as usize).min(best.len())] {
            *sum += weight;
        }
    }
    for (unit, sum) in sums.into_iter().enumerate().filter(|(_, sum)| *sum > 0) {
        raise(best, unit as u32, worth, sum);
    }
}

fn raise(best: &mut [u64], unit: u32, worth: u64, frequency: u64) {
    let score = worth * frequency / (K1 + frequency);
    let best = &mut best[unit as usize];
    *best = score.max(*best);
}

/// What the words of a plan gain by standing near each other in a unit.
fn near(index: &Index, plan: &Plan, unit: u32) -> u64 {
    let present: Vec<(&[Match], u64)> = plan
        .concepts
        .iter()
        .filter_map(|concept: &Concept| {
            let forms = concept
                .forms
                .iter()
                .filter(|f| !f.evidence.in_unit(unit).is_empty());
            let form = forms.max_by_key(|f| f.weight)?;
            let worth = worth(index, &form.evidence) * form.weight / ONE * concept.share / ONE;
            Some((form.evidence.in_unit(unit), worth))
        })
        .collect();
    closeness(&present)
}

/// What passages hold that fulfil the plan's wishes, and by how much it lifts them.
fn lifts(index: &Index, plan: &Plan, allowed: &Allowed<'_>) -> Vec<(Evidence, u64)> {
    let mut wishes = plan.wishes.clone();
    wishes.sort_unstable();
    wishes.dedup();
    let mut lifts = Vec::new();
    for wish in wishes {
        let (holds, lift) = index.words.thesaurus.fulfilled(wish);
        for word in holds.iter().filter(|_| lift > 0) {
            let found = index.find(&Operand::word(word.clone()), allowed);
            lifts.push((found, u64::from(lift)));
        }
    }
    lifts
}

/// Whether a unit answers a question: properties of a document do not.
fn shows(field: Field) -> bool {
    !matches!(
        field,
        Field::Level | Field::Category | Field::Date | Field::Issuers | Field::NumberPrinted
    )
}
