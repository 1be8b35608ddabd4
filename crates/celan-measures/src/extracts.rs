//! What was read out of a library, in the form that its file carries: words are spans, names are numbers.

mod cumulation;
mod pair;
mod phrase;
mod series;

use crate::bodies::{BodyRole, bodies};
use crate::choices::{Choice, Choices};
use crate::measure::{Frequency, Measure};
use crate::targets::{Aim, Target, TargetBound, targets};
use celan_document::{Block, Content, Library, Span};
use celan_finder as finder;
use std::collections::HashMap;

/// What the finder and its tables show of a library: its measures, as they are after corrections, and its
/// targets and bodies. What says nothing has no extracts.
pub fn extracts(library: &Library, choices: &Choices, measures: &[Measure]) -> finder::Extracts {
    let targets = targets(library);
    let bodies = bodies(library);
    if measures.is_empty() && targets.is_empty() && bodies.is_empty() {
        return finder::Extracts::default();
    }
    let places = Places::new(library);
    let mut names = Names::default();
    let mut groups = Groups::default();
    let (measures, stored_measures): (Vec<&Measure>, Vec<finder::Measure>) = measures
        .iter()
        .filter_map(|measure| {
            let stored = stored(measure, &places, choices, &mut names, &mut groups)?;
            Some((measure, stored))
        })
        .unzip();
    let targets = targets
        .iter()
        .zip(series::series(&targets))
        .filter_map(|(target, series)| stored_target(target, series, &places, &mut names))
        .collect();
    let bodies = bodies
        .iter()
        .map(|body| finder::Body {
            name: names.number(&body.name),
            places: body
                .places
                .iter()
                .filter_map(|place| {
                    Some(finder::BodyPlace {
                        location: places.of(&place.document, &place.anchor, None)?,
                        role: match place.role {
                            BodyRole::Lead => finder::BodyRole::Lead,
                            BodyRole::Assist => finder::BodyRole::Assist,
                            BodyRole::Responsible => finder::BodyRole::Responsible,
                        },
                        words: range(place.span),
                    })
                })
                .collect(),
        })
        .collect();
    finder::Extracts {
        counts: counts(library, &stored_measures),
        who: choices.who.iter().map(choice).collect(),
        want: choices.want.iter().map(choice).collect(),
        names: names.list,
        pairs: pair::pairs(library, &measures),
        cumulations: cumulation::cumulations(library, &places),
        measures: stored_measures,
        targets,
        bodies,
    }
}

/// How many measures each document has.
fn counts(library: &Library, measures: &[finder::Measure]) -> Vec<u32> {
    let mut counts = vec![0; library.documents.len()];
    for measure in measures {
        if let Some(count) = counts.get_mut(measure.location.document as usize) {
            *count += 1;
        }
    }
    counts
}

fn choice(choice: &Choice) -> finder::Choice {
    finder::Choice {
        id: choice.id.clone(),
        zh: choice.name.zh.clone(),
        en: choice.name.en.clone(),
        words: choice.words.clone(),
        within: choice.within.clone(),
    }
}

fn stored(
    measure: &Measure,
    places: &Places<'_>,
    choices: &Choices,
    names: &mut Names,
    groups: &mut Groups,
) -> Option<finder::Measure> {
    let location = places.of(&measure.document, &measure.anchor, Some(&measure.text))?;
    let number = measure.id.rsplit('/').next()?.parse().ok()?;
    Some(finder::Measure {
        location,
        number,
        clause: range(measure.clause),
        recipient: measure.recipient.as_ref().map(|r| range(r.span)),
        groups: measure
            .recipient
            .iter()
            .flat_map(|r| numbers(&r.groups, &choices.who))
            .collect(),
        purposes: numbers(&measure.purposes, &choices.want).collect(),
        bodies: measure.bodies.iter().map(|b| names.number(b)).collect(),
        sums: phrase::sums(measure),
        noun: phrase::noun(measure),
        conditions: measure.conditions.iter().map(|c| range(c.span)).collect(),
        highest: highest(measure),
        frequency: match measure.frequency {
            Frequency::Once => finder::Frequency::Once,
            Frequency::Yearly => finder::Frequency::Yearly,
            Frequency::Monthly => finder::Frequency::Monthly,
            Frequency::PerItem => finder::Frequency::PerItem,
            Frequency::Unstated => finder::Frequency::Unstated,
        },
        years: measure.years,
        group: measure
            .group
            .as_ref()
            .map_or(0, |group| groups.number(location.document, group)),
        damaged: measure.damaged,
    })
}

/// The highest sum that one recipient can get: the least of the ceilings on it, else the sum itself.
fn highest(measure: &Measure) -> Option<f64> {
    if measure.damaged {
        return None;
    }
    let caps = measure.caps.iter().map(|cap| cap.yuan);
    let cap = caps.min_by(f64::total_cmp);
    let sum = measure.amount.as_ref().and_then(|a| a.max.or(a.min));
    match (sum, cap) {
        // What is paid for one of something can be had several times, up to the ceiling.
        (Some(sum), Some(cap)) if measure.amount.as_ref().is_some_and(|a| a.per.is_some()) => {
            Some(cap.max(sum))
        }
        (Some(sum), Some(cap)) => Some(sum.min(cap)),
        (sum, cap) => cap.or(sum),
    }
}

fn stored_target(
    target: &Target,
    series: u32,
    places: &Places<'_>,
    names: &mut Names,
) -> Option<finder::Target> {
    let cell = match target.cell {
        Some([row, column]) => Some((u32::try_from(row).ok()?, u32::try_from(column).ok()?)),
        None => None,
    };
    Some(finder::Target {
        location: places.of(&target.document, &target.anchor, None)?,
        cell,
        indicator: names.number(&target.indicator),
        series,
        year: target.year.and_then(|year| u32::try_from(year).ok()),
        value: target.value,
        value_max: target.value_max,
        bound: match target.bound {
            TargetBound::Fixed => finder::TargetBound::Fixed,
            TargetBound::Lower => finder::TargetBound::Lower,
            TargetBound::Upper => finder::TargetBound::Upper,
            TargetBound::About => finder::TargetBound::About,
            TargetBound::Range => finder::TargetBound::Range,
        },
        unit: names.number(&target.unit),
        place: target.place.as_ref().map(|place| names.number(place)),
        nature: target.nature.as_ref().map(|nature| names.number(nature)),
        aimed: target.aim == Aim::Target,
        words: range(target.span),
    })
}

fn range(span: Span) -> finder::Range {
    (span.start, span.end)
}

fn numbers<'a>(ids: &'a [String], choices: &'a [Choice]) -> impl Iterator<Item = u32> + 'a {
    ids.iter().filter_map(|id| {
        let at = choices.iter().position(|choice| choice.id == *id)?;
        u32::try_from(at).ok()
    })
}

/// Names, each once.
#[derive(Default)]
struct Names {
    list: Vec<String>,
    known: HashMap<String, u32>,
}

impl Names {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.known.get(name) {
            return *number;
        }
        // More names than this do not fit into a file.
        let number = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.list.push(name.to_owned());
        self.known.insert(name.to_owned(), number);
        number
    }
}

/// Rows of sums, counted in each document.
#[derive(Default)]
struct Groups {
    known: HashMap<(u32, String), u32>,
    counts: HashMap<u32, u32>,
}

impl Groups {
    fn number(&mut self, document: u32, group: &str) -> u32 {
        let count = self.counts.entry(document).or_default();
        *self
            .known
            .entry((document, group.to_owned()))
            .or_insert_with(|| {
                *count += 1;
                *count
            })
    }
}

/// The blocks of a library by document and anchor.
struct Places<'a>(HashMap<(&'a str, &'a str), (u32, u32, &'a Block)>);

impl<'a> Places<'a> {
    fn new(library: &'a Library) -> Self {
        let mut places = HashMap::new();
        for (document, at) in library.documents.iter().zip(0..) {
            let mut number = 0;
            document.walk(&mut |block| {
                let key = (document.metadata.id.as_str(), block.anchor.as_str());
                places.entry(key).or_insert((at, number, block));
                number += 1;
            });
        }
        Self(places)
    }

    /// The passage with this text; a table's row, if its block is a table.
    fn of(&self, document: &str, anchor: &str, text: Option<&str>) -> Option<finder::Location> {
        let (document, block, found) = *self.0.get(&(document, anchor))?;
        let row = match (&found.content, text) {
            (Content::Table(table), Some(text)) => {
                let at = table.rows.iter().position(|row| row.join("\t") == text)?;
                Some(u32::try_from(at).ok()?)
            }
            _ => None,
        };
        Some(finder::Location {
            document,
            block,
            row,
        })
    }
}
