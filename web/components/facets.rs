//! Facets: links that add a filter to the query or remove it, with counts.

use crate::navigation::route::{Base, Query, Route};
use celan_locale::{Strings, number};
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
    passages: u32,
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
                passages: facet.passages,
            })
            .collect(),
    };
    let facets = &answer.facets;
    let mut terms = property(FilterField::Term, s.terms, &facets.terms);
    let is_over = |value: &Value| value.value == OVER;
    let over = terms.values.iter().find(|v| is_over(v));
    let over = over.map_or(0, |over| over.passages);
    for value in &mut terms.values {
        let name = if is_over(value) {
            s.is_over
        } else {
            s.on_trial
        };
        value.name = name.to_owned();
    }
    let others = answer.passages - over;
    if others > 0 && (over > 0 || leaves_out_over(answer)) {
        let value = Value {
            value: OVER.to_owned(),
            excluded: true,
            name: s.leave_out_over.to_owned(),
            passages: others,
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

/// The documents whose own time has ended, and their passages.
pub(crate) fn over(answer: &Answer) -> Option<Facet> {
    let mut terms = answer.facets.terms.iter();
    terms.find(|facet| facet.value == OVER).cloned()
}

/// The ways to narrow `query`, as a row for narrow screens and as a column beside the results.
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
    let mut row = Vec::new();
    let mut column = Vec::new();
    for property in properties(answer, s) {
        let field = property.field;
        let mut filters = answer.query.filters.iter();
        let filter = filters.find(|f| f.field == field);
        if filter.is_none() && property.values.len() < 2 {
            continue;
        }
        let all = filter.map(|_| (s.all.to_owned(), None, parsed.without(field), false));
        let values = property.values.into_iter().filter_map(|value| {
            let chosen =
                filter.is_some_and(|f| f.excluded == value.excluded && f.value == value.value);
            let filter = Filter::new(field, &value.value, value.excluded).ok()?;
            Some((
                value.name,
                Some(value.passages),
                parsed.with_filter(filter),
                chosen,
            ))
        });
        let links: Vec<_> = all.into_iter().chain(values).collect();
        type Link = (String, Option<u32>, celan_search::Query, bool);
        let link = |(name, count, query, chosen): &Link| {
            let count =
                count.map(|count| html! { <span class="n">{ number(count as usize) }</span> });
            let inside = html! { <>{ name }{ count.unwrap_or_default() }</> };
            (address(query), chosen.then_some("true"), inside)
        };
        row.extend(links.iter().map(link).map(|(href, current, inside)| {
            html! { <a class="chip" {href} aria-current={current}>{ inside }</a> }
        }));
        column.push(html! {
            <section>
                <h2 class="h">{ property.title }</h2>
                <ul>{ for links.iter().map(link).map(|(href, current, inside)| {
                    html! { <li><a {href} aria-current={current}>{ inside }</a></li> }
                }) }</ul>
            </section>
        });
    }
    if row.is_empty() {
        return (Html::default(), Html::default());
    }
    (
        html! { <nav class="scroller more" aria-label={s.narrow}>{ for row }</nav> },
        html! { <nav class="filters fold" aria-label={s.narrow}>{ for column }</nav> },
    )
}
