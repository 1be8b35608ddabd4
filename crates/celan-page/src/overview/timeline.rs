//! A topic through the years: how often the documents of each level and year speak of it, and the documents in
//! their order.

use crate::address::{document_address, library_address, query_value};
use crate::view::View;
use celan_document::{Document, Library};
use celan_locale::{fill, number};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Documents that are listed; more are not read.
const MOST: usize = 1000;
/// Labels of years that have room on a phone.
const LABELS: usize = 12;
/// Where the first and the last year stand, in per cent.
const FIRST: f64 = 18.0;
const LAST: f64 = 96.0;
/// Between the lines of two levels, and from above to the first one, in rem.
const LINE: f64 = 3.75;
const TOP: f64 = 1.75;
/// The smallest and the largest radius, in rem.
const SMALLEST: f64 = 0.25;
const LARGEST: f64 = 0.95;

/// A document that speaks of the topic.
struct Entry<'a> {
    document: &'a Document,
    /// Where its level stands; those of no level are last.
    level: usize,
    occurrences: u32,
}

/// The screen of a topic; `occurrences` says how often each document has it, in library order. Without a
/// topic it asks for one.
pub fn timeline_screen(
    library: &Library,
    topic: &str,
    occurrences: &[u32],
    view: View<'_>,
) -> Markup {
    let (s, w) = (view.language.strings(), view.language.overview_strings());
    let mut years = years(library, occurrences);
    let documents: usize = years.values().map(Vec::len).sum();
    let total: u32 = years
        .values()
        .flatten()
        .map(|entry| entry.occurrences)
        .sum();
    let dated = || years.keys().copied().flatten();
    let about = match (dated().next(), dated().next_back()) {
        (Some(first), Some(last)) => {
            let (first, last) = (first.to_string(), last.to_string());
            let documents = number(documents);
            let words = [
                ("first", first.as_str()),
                ("last", &last),
                ("documents", &documents),
                ("n", &number(total as usize)),
            ];
            fill(w.timeline_about, &words)
        }
        _ => String::new(),
    };
    let drawing = drawing(library, &years);
    let undated = years.remove(&None);
    let listed = years
        .into_iter()
        .chain(undated.map(|entries| (None, entries)));
    let mut left = MOST;
    let listed = listed.map(|(year, mut entries)| {
        entries.truncate(left);
        left -= entries.len();
        (year, entries)
    });
    let listed: Vec<_> = listed.filter(|(_, entries)| !entries.is_empty()).collect();
    let address = |topic: &str| {
        let root = library_address(view.links);
        [root, "?timeline=1&topic=", &query_value(topic)].concat()
    };
    html! {
        section.overview.timeline data-timeline=(topic) data-documents=(documents) data-occurrences=(total) {
            h1 { @if topic.is_empty() { (s.timeline) } @else { span lang="zh-CN" { (topic) } (w.timeline_title) } }
            @if topic.is_empty() { p.dim { (w.timeline_ask) } }
            @else if documents == 0 { p.say role="status" { (fill(w.timeline_none, &[("topic", topic)])) } }
            @else { p.dim { (about) } }
            @if !library.topics.is_empty() {
                nav.scroller aria-label=(s.often) {
                    @for known in &library.topics {
                        a.chip href=(address(known)) aria-current=[(known == topic).then_some("true")] lang="zh-CN" { (known) }
                    }
                }
            }
            form.other data-command="topic" action=(library_address(view.links)) {
                input type="hidden" name="timeline" value="1";
                label for="topic" { (w.timeline_other) }
                input #topic name="topic" type="text" value=(topic) autocomplete="off" enterkeyhint="search";
                button.btn { (w.timeline_show) }
            }
            @if documents > 0 {
                (drawing)
                @if documents > MOST { p.dim { (fill(w.timeline_some, &[("n", &number(MOST))])) } }
                ol.years-list {
                    @for (year, entries) in &listed {
                        li id=[year.map(|year| format!("year-{year}"))] data-year=[year] {
                            b { @match year { Some(year) => (year), None => (w.undated) } }
                            ol { @for entry in entries { li { (listed_entry(entry, topic, view)) } } }
                        }
                    }
                }
                @if documents < library.documents.len() {
                    p.dim { (fill(w.timeline_others, &[("n", &number(library.documents.len() - documents))])) }
                }
            }
        }
    }
}

fn listed_entry(entry: &Entry<'_>, topic: &str, view: View<'_>) -> Markup {
    let s = view.language.strings();
    let metadata = &entry.document.metadata;
    let known = [&metadata.level, &metadata.number];
    let mut known = known.into_iter().flatten();
    let query = ["?q=", &query_value(topic), "&exact=1"].concat();
    html! {
        a data-document=(metadata.id) data-occurrences=(entry.occurrences)
            href={ (document_address(view.links, &metadata.id, None)) (query) }
        {
            span.title lang="zh-CN" { (metadata.title) }
            span.n lang="zh-CN" {
                @if let Some(known) = known.next() { (known) }
                @for known in known { "　" (known) }
            }
            span.count { (fill(s.hit_count, &[("n", &number(entry.occurrences as usize))])) }
        }
    }
}

/// The documents that have the topic, by year, and within it by date.
fn years<'a>(library: &'a Library, occurrences: &[u32]) -> BTreeMap<Option<u16>, Vec<Entry<'a>>> {
    let mut years: BTreeMap<Option<u16>, Vec<Entry<'a>>> = BTreeMap::new();
    for (document, occurrences) in library.documents.iter().zip(occurrences) {
        if *occurrences == 0 {
            continue;
        }
        let level = document.metadata.level.as_deref();
        let level = level.and_then(|level| library.levels.iter().position(|l| l.name == level));
        let year = document.metadata.date.as_ref().map(|date| date.year());
        years.entry(year).or_default().push(Entry {
            document,
            level: level.unwrap_or(library.levels.len()),
            occurrences: *occurrences,
        });
    }
    for entries in years.values_mut() {
        entries.sort_by_key(|entry| entry.document.metadata.date.as_ref());
    }
    years
}

/// A circle for each level and year, its area being the occurrences; nothing where fewer than two years have
/// any. The list says the same.
fn drawing(library: &Library, years: &BTreeMap<Option<u16>, Vec<Entry<'_>>>) -> Markup {
    let mut circles: BTreeMap<(usize, u16), u32> = BTreeMap::new();
    for (year, entries) in years {
        for entry in entries {
            if let Some(year) = year {
                *circles.entry((entry.level, *year)).or_default() += entry.occurrences;
            }
        }
    }
    let years = || circles.keys().map(|(_, year)| *year);
    let (Some(first), Some(last)) = (years().min(), years().max()) else {
        return html! {};
    };
    if first == last {
        return html! {};
    }
    let mut levels: Vec<usize> = circles.keys().map(|(level, _)| *level).collect();
    levels.dedup();
    let most = circles.values().max().copied().unwrap_or(1);
    let x = |year: u16| {
        let part = f64::from(year - first) / f64::from(last - first);
        round(FIRST + part * (LAST - FIRST))
    };
    let line = |level: usize| {
        let at = levels.iter().position(|known| *known == level);
        round(TOP + LINE * at.unwrap_or(0) as f64)
    };
    let radius = |n: u32| {
        let part = (f64::from(n) / f64::from(most)).sqrt();
        round((LARGEST * part).max(SMALLEST))
    };
    let axis = round(TOP + LINE * levels.len() as f64 - 1.25);
    let step = (usize::from(last - first) + 1).div_ceil(LABELS);
    html! {
        svg.strip-of-years aria-hidden="true" height={ (round(axis + 2.0)) "rem" } width="100%" {
            @for level in &levels {
                @let y = line(*level);
                text x="0" y={ (round(y + 0.3)) "rem" } lang="zh-CN" { (library.levels.get(*level).map_or("", |l| &l.name)) }
                line x1="14%" x2="100%" y1={ (y) "rem" } y2={ (y) "rem" } {}
            }
            @for ((level, year), n) in &circles {
                a href={ "#year-" (year) } tabindex="-1" {
                    circle cx={ (x(*year)) "%" } cy={ (line(*level)) "rem" } r={ (radius(*n)) "rem" } {}
                    text.mid x={ (x(*year)) "%" } y={ (round(line(*level) + radius(*n) + 1.0)) "rem" } { (n) }
                }
            }
            line.axis x1="14%" x2="100%" y1={ (axis) "rem" } y2={ (axis) "rem" } {}
            @for year in (first..=last).rev().step_by(step) {
                text.mid x={ (x(year)) "%" } y={ (round(axis + 1.1)) "rem" } { (format!("{:02}", year % 100)) }
            }
        }
    }
}

/// Two places behind the point are finer than a screen.
fn round(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::tests::{document, library};
    use celan_document::PartialDate;

    fn dated(id: &str, level: &str, date: &str) -> Document {
        let mut document = document(id, level, &[]);
        document.metadata.date = PartialDate::parse(date);
        document
    }

    #[test]
    fn the_area_is_the_occurrences_of_a_level_and_year() {
        let library = library(vec![
            dated("late", "区", "2016-05"),
            dated("early", "国", "2012-01-01"),
            dated("also", "国", "2012-09"),
            dated("none", "市", "2013"),
            document("undated", "市", &[]),
        ]);
        let written = timeline_screen(&library, "甲 乙", &[16, 1, 3, 0, 5], View::default());
        let written = written.into_string();
        assert_eq!(written.matches("<circle").count(), 2);
        // Four to sixteen: half the radius.
        assert!(written.contains("r=\"0.95rem\"") && written.contains("r=\"0.48rem\""));
        assert!(written.contains("data-documents=\"4\" data-occurrences=\"25\""));
        assert!(written.contains("href=\"../early/?q=%E7%94%B2+%E4%B9%99&amp;exact=1\""));
        let order = ["early", "also", "late", "undated"];
        let places = order.map(|id| written.find(&format!("data-document=\"{id}\"")));
        assert!(
            places.iter().all(Option::is_some) && places.is_sorted(),
            "{places:?}"
        );
    }

    #[test]
    fn one_year_and_no_topic_have_no_drawing() {
        let library = library(vec![dated("a", "国", "2012"), dated("b", "区", "2012")]);
        for (topic, occurrences) in [("甲", [1, 2]), ("", [0, 0])] {
            let written = timeline_screen(&library, topic, &occurrences, View::default());
            assert!(!written.into_string().contains("<svg"));
        }
    }
}
