//! Facets: links that add a filter to the query or remove it, with counts.

use crate::navigation::route::{Base, Query, Route};
use celan_locale::{Strings, fill, number};
use celan_search::{Answer, Facet, Filter, FilterField};
use yew::prelude::*;

/// A property that results can be narrowed by.
struct Property {
    field: FilterField,
    title: &'static str,
    values: Vec<Value>,
}

/// One of its values.
struct Value {
    /// As the filter has it.
    value: String,
    excluded: bool,
    name: String,
    occurrences: u32,
}

/// What the search core calls documents whose own time has ended.
const OVER: &str = "已满";
/// Values of a property that are listed.
const LISTED: usize = 12;

fn properties(answer: &Answer, s: &'static Strings) -> [Property; 4] {
    let property = |field, title, values: &[Facet]| Property {
        field,
        title,
        values: values
            .iter()
            .take(LISTED)
            .map(|facet| Value {
                // The whole name: 国务院 is not to find 国务院办公厅.
                value: [
                    if field == FilterField::Issuer {
                        "="
                    } else {
                        ""
                    },
                    &facet.value,
                ]
                .concat(),
                excluded: false,
                name: facet.label.clone(),
                occurrences: facet.occurrences,
            })
            .collect(),
    };
    let facets = &answer.facets;
    let mut terms = property(FilterField::Term, s.terms, &facets.terms);
    let is_over = |value: &Value| value.value == OVER;
    let over = terms.values.iter().find(|v| is_over(v));
    let over = over.map_or(0, |over| over.occurrences);
    for value in &mut terms.values {
        let name = if is_over(value) {
            s.is_over
        } else {
            s.on_trial
        };
        value.name = name.to_owned();
    }
    let others = answer.occurrences - over;
    if others > 0 && (over > 0 || leaves_out_over(answer)) {
        let value = Value {
            value: OVER.to_owned(),
            excluded: true,
            name: s.leave_out_over.to_owned(),
            occurrences: others,
        };
        terms.values.insert(0, value);
    }
    [
        property(FilterField::Level, s.level, &facets.levels),
        terms,
        property(FilterField::Year, s.by_year, &facets.years),
        property(FilterField::Issuer, s.issuer, &facets.issuers),
    ]
}

/// Whether documents whose own time has ended are left out of the results.
pub(crate) fn leaves_out_over(answer: &Answer) -> bool {
    let mut filters = answer.query.filters.iter();
    filters.any(|f| f.field == FilterField::Term && f.excluded && f.value == OVER)
}

/// The documents whose own time has ended, and how often they have it.
pub(crate) fn over(answer: &Answer) -> Option<Facet> {
    let mut terms = answer.facets.terms.iter();
    terms.find(|facet| facet.value == OVER).cloned()
}

/// The ways to narrow `query`: what is chosen as a row, and all that may be chosen as a column beside the
/// results, a sheet on narrow screens.
pub(crate) fn facets(
    query: &Query,
    answer: &Answer,
    base: &Base,
    s: &'static Strings,
) -> (Html, Html) {
    let parsed = query.parsed();
    let address = |narrowed: &celan_search::Query| {
        let query = query.asking(narrowed);
        base.address(&Route::Search { query })
    };
    let mut chosen = Vec::new();
    let mut terms: Vec<Html> = Vec::new();
    let mut bare = parsed.clone();
    let mut column = Vec::new();
    for property in properties(answer, s) {
        let field = property.field;
        let mut filters = answer.query.filters.iter();
        let filter = filters.find(|f| f.field == field);
        if filter.is_none() && property.values.len() < 2 {
            continue;
        }
        let without = parsed.without(field);
        let mut named = None;
        let values = property.values.into_iter().filter_map(|value| {
            let current =
                filter.is_some_and(|f| f.excluded == value.excluded && f.value == value.value);
            let narrowed = if current {
                named = Some(value.name.clone());
                address(&without)
            } else {
                let filter = Filter::new(field, &value.value, value.excluded).ok()?;
                address(&parsed.with_filter(filter))
            };
            let inside = html! { <>
                { value.name }<span class="n">{ number(value.occurrences as usize) }</span>
            </> };
            // One press leaves out what has ended, on every screen.
            if field == FilterField::Term && filter.is_none() {
                let (href, inside) = (narrowed.clone(), inside.clone());
                terms.push(html! { <a class="chip more" {href}>{ inside }</a> });
            }
            let current = current.then_some("true");
            Some(html! { <li><a href={narrowed} aria-current={current}>{ inside }</a></li> })
        });
        let values: Vec<Html> = values.collect();
        if let Some(filter) = filter {
            let name = named.unwrap_or_else(|| filter.value.clone());
            chosen.push(html! { <a class="chip on" href={address(&without)}>{ name }</a> });
            bare = bare.without(field);
        }
        column.push(html! { <section><h2 class="h">{ property.title }</h2><ul>{ for values }</ul></section> });
    }
    if column.is_empty() {
        return (Html::default(), Html::default());
    }
    let count = chosen.len();
    let see = fill(s.see_hits, &[("n", &number(answer.occurrences as usize))]);
    (
        html! { <div class="chips" role="group" aria-label={s.narrow}>
            { for chosen }
            if count > 0 { <a class="btn quiet" href={address(&bare)}>{ s.clear }</a> }
            <a class="chip more" href="#narrow">{ s.narrow }if count > 0 { { " " }{ count } }</a>
            { for terms }
        </div> },
        html! { <nav id="narrow" class="filters fold" aria-label={s.narrow}>
            { for column }
            <a class="btn main more" href="#found">{ see }</a>
        </nav> },
    )
}
