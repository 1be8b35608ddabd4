//! Targets and indicators: each as a drawing with its numbers in a table behind.

use super::chart::chart;
use super::texts::Texts;
use crate::address::{library_address, query_value};
use crate::view::View;
use celan_document::Library;
use celan_finder::{Extracts, Target, TargetBound};
use celan_locale::{fill, number};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The numbers of one indicator in one unit.
pub(super) struct Series<'a> {
    /// Its name as most of its numbers print it.
    pub(super) name: &'a str,
    pub(super) unit: &'a str,
    /// By place, highest level first; within it by year, then as in the texts.
    pub(super) targets: Vec<&'a Target>,
}

/// The screen of targets; with a `topic` only of indicators whose name has it.
pub fn targets_screen(
    library: &Library,
    extracts: &Extracts,
    topic: &str,
    view: View<'_>,
) -> Markup {
    let texts = Texts::new(library, extracts, view);
    let w = texts.words;
    let all = series(extracts);
    let of = |topic: &str| {
        let named = all.iter().filter(|series| series.name.contains(topic));
        named.map(|series| series.targets.len()).sum::<usize>()
    };
    let shown: Vec<&Series<'_>> = all.iter().filter(|s| s.name.contains(topic)).collect();
    let (drawn, listed): (Vec<_>, Vec<_>) = shown.into_iter().partition(|s| is_drawn(s));
    let topics: Vec<&String> = library
        .topics
        .iter()
        .filter(|topic| of(topic) > 0)
        .collect();
    let address = |topic: &str| {
        let mut address = [library_address(view.links), "?targets=1"].concat();
        if !topic.is_empty() {
            address.push_str("&topic=");
            address.push_str(&query_value(topic));
        }
        address
    };
    let chip = |name: &str, to: &str, count: usize| {
        html! {
            a.chip href=(address(to)) aria-current=[(topic == to).then_some("true")] {
                (name) " " span.n { (number(count)) }
            }
        }
    };
    html! {
        section.targets data-targets=(extracts.targets.len()) {
            h1 { (w.targets) }
            p.dim { (w.targets_about) }
            @if !topics.is_empty() {
                nav.scroller aria-label=(w.targets) {
                    (chip(w.all_targets, "", extracts.targets.len()))
                    @for topic in topics { (chip(topic, topic, of(topic))) }
                }
            }
            @if drawn.is_empty() && listed.is_empty() { p.say { (w.targets_none) } }
            div.charts {
                @for series in drawn { (figure(&texts, series)) }
            }
            @if !listed.is_empty() {
                h2.h { (w.other_targets) }
                div.frame { table.wide {
                    thead { tr {
                        th scope="col" { (w.indicator) } th scope="col" { (w.year) } th.num scope="col" { (w.value) }
                        th.kind scope="col" { (w.nature) } th scope="col" { (w.from) }
                    } }
                    tbody { @for series in listed { @for target in &series.targets { tr {
                        th scope="row" lang="zh-CN" { (series.name) }
                        (cells(&texts, target, true))
                    } } } }
                } }
            }
        }
    }
}

/// Indicators with their numbers, those with most numbers first.
fn series(extracts: &Extracts) -> Vec<Series<'_>> {
    let mut groups: BTreeMap<u32, Vec<&Target>> = BTreeMap::new();
    for target in &extracts.targets {
        groups.entry(target.series).or_default().push(target);
    }
    let mut out: Vec<Series<'_>> = groups
        .into_values()
        .map(|mut targets| {
            let name = most_common(extracts, &targets);
            let unit = targets
                .first()
                .map_or("", |target| extracts.name(target.unit));
            // What a document says twice, in a table and in its text, is said once.
            let mut known = Vec::new();
            targets.retain(|target| {
                let said = (
                    target.location.document,
                    target.year,
                    target.place,
                    target.aimed,
                    target.value.to_bits(),
                );
                let new = !known.contains(&said);
                known.push(said);
                new
            });
            let place = |target: &Target| target.place.map(|place| extracts.name(place));
            let order: Vec<Option<&str>> = targets.iter().map(|target| place(target)).collect();
            targets.sort_by_key(|target| {
                let at = order.iter().position(|name| *name == place(target));
                (at, target.year)
            });
            Series {
                name,
                unit,
                targets,
            }
        })
        .collect();
    out.sort_by_key(|series| std::cmp::Reverse(series.targets.len()));
    out
}

fn most_common<'a>(extracts: &'a Extracts, targets: &[&Target]) -> &'a str {
    let count = |name: u32| targets.iter().filter(|t| t.indicator == name).count();
    // The first of those that are printed most often.
    let names = targets.iter().rev().map(|target| target.indicator);
    names
        .max_by_key(|name| count(*name))
        .map_or("", |name| extracts.name(name))
}

/// Whether a drawing shows more than the list does: numbers of two years.
fn is_drawn(series: &Series<'_>) -> bool {
    let mut years = series.targets.iter().filter_map(|target| target.year);
    let first = years.next();
    first.is_some() && years.any(|year| Some(year) != first)
}

fn figure<'a>(texts: &Texts<'a>, series: &Series<'a>) -> Markup {
    let w = texts.words;
    html! {
        figure.chart data-indicator=(series.name) {
            figcaption { h2 lang="zh-CN" { (series.name) } p lang="zh-CN" { (series.unit) } }
            @for (year, place, pair) in different(texts, series) {
                p.differ {
                    b { (w.differ) } " "
                    (fill(w.differ_of, &[("year", &year.to_string()), ("place", place)]))
                    @for (n, target) in pair.iter().enumerate() {
                        @if n > 0 { (w.comma) }
                        a href=(texts.address(target.location)) { (value(texts, target, series.unit)) }
                        (fill(w.differ_from, &[("title", title(texts, target))]))
                    }
                    (w.differ_end)
                }
            }
            div.drawn { (chart(texts, series)) }
            details.behind {
                summary { (fill(w.listed, &[("n", &number(series.targets.len()))])) }
                div.frame { table {
                    thead { tr {
                        th scope="col" { (w.year) } th.num scope="col" lang="zh-CN" { (series.unit) }
                        th.kind scope="col" { (w.nature) } th scope="col" { (w.from) }
                    } }
                    @for part in series.targets.chunk_by(|a, b| a.place == b.place) {
                        tbody {
                            tr.part { th scope="rowgroup" colspan="4" lang="zh-CN" { (place(texts, part[0])) } }
                            @for target in part { tr { (cells(texts, target, false)) } }
                        }
                    }
                } }
            }
        }
    }
}

/// Year, value, nature and source of a number as cells.
fn cells(texts: &Texts<'_>, target: &Target, with_unit: bool) -> Markup {
    let w = texts.words;
    let year = target
        .year
        .map_or_else(|| w.unstated.to_owned(), |year| year.to_string());
    let nature = target
        .nature
        .map_or(w.unstated, |nature| texts.extracts.name(nature));
    html! {
        th scope="row" { (year) @if target.aimed { " " (w.aim) } }
        td.num {
            a href=(texts.address(target.location)) {
                (value(texts, target, if with_unit { texts.extracts.name(target.unit) } else { "" }))
            }
        }
        td.kind lang="zh-CN" { (nature) }
        td lang="zh-CN" { (texts.place(target.location)) }
    }
}

/// Where one place has two numbers for one year, in two documents: the year, the place, the numbers.
fn different<'a>(texts: &Texts<'a>, series: &Series<'a>) -> Vec<(u32, &'a str, Vec<&'a Target>)> {
    let mut groups: BTreeMap<(u32, Option<u32>, bool), Vec<&Target>> = BTreeMap::new();
    for target in &series.targets {
        if let (Some(year), None) = (target.year, target.value_max) {
            groups
                .entry((year, target.place, target.aimed))
                .or_default()
                .push(target);
        }
    }
    let differing = groups.into_iter().filter(|(_, targets)| {
        targets.iter().any(|target| {
            target.location.document != targets[0].location.document
                && target.value != targets[0].value
        })
    });
    differing
        .map(|((year, place, _), mut targets)| {
            let mut known = Vec::new();
            targets.retain(|target| {
                let new = !known.contains(&target.value.to_bits());
                known.push(target.value.to_bits());
                new
            });
            (
                year,
                place.map_or("", |place| texts.extracts.name(place)),
                targets,
            )
        })
        .collect()
}

fn title<'a>(texts: &Texts<'a>, target: &Target) -> &'a str {
    texts
        .document(target.location)
        .map_or("", |d| d.metadata.title.as_str())
}

pub(super) fn place<'a>(texts: &Texts<'a>, target: &Target) -> &'a str {
    target.place.map_or("", |place| texts.extracts.name(place))
}

/// A value in words, with its unit: 55%以上, 3至5.
pub(super) fn value(texts: &Texts<'_>, target: &Target, unit: &str) -> String {
    let w = texts.words;
    let n = [target.value.to_string().as_str(), unit].concat();
    match (target.bound, target.value_max) {
        (TargetBound::Range, Some(to)) => {
            let to = [to.to_string().as_str(), unit].concat();
            fill(w.range, &[("from", &target.value.to_string()), ("to", &to)])
        }
        (TargetBound::Lower, _) => fill(w.at_least, &[("n", &n)]),
        (TargetBound::Upper, _) => fill(w.at_most, &[("n", &n)]),
        (TargetBound::About, _) => fill(w.about_value, &[("n", &n)]),
        _ => n,
    }
}
