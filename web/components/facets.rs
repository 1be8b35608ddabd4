//! Facets: links that narrow the results to a value or no longer, with counts.

use crate::navigation::list_filter::{FIELDS, OVER, asked};
use crate::navigation::route::Query;
use celan_locale::{Strings, fill, number};
use celan_search::{Answer, Facet, FilterField};
use yew::prelude::*;

/// A property that results can be narrowed by.
struct Property {
    /// Which of [`FIELDS`] it is.
    of: (&'static str, FilterField),
    title: &'static str,
    values: Vec<Value>,
}

/// One of its values.
struct Value {
    /// As the address has it.
    value: String,
    name: String,
    occurrences: u32,
}

/// Values of a property that are listed.
const LISTED: usize = 12;
/// What documents say of their own time, among [`FIELDS`].
pub(crate) const TERM: (&str, FilterField) = FIELDS[4];

fn properties(answer: &Answer, s: &'static Strings) -> [Property; 5] {
    let facets = &answer.facets;
    let mut terms: Vec<Value> = Vec::new();
    let over = over(answer).map_or(0, |over| over.occurrences);
    let others = answer.occurrences - over;
    if others > 0 && (over > 0 || leaves_out_over(answer)) {
        terms.push(Value {
            value: "open".to_owned(),
            name: s.leave_out_over.to_owned(),
            occurrences: others,
        });
    }
    terms.extend(facets.terms.iter().map(|facet| {
        let (value, name) = if facet.value == OVER {
            ("over", s.is_over)
        } else {
            ("trial", s.on_trial)
        };
        Value {
            value: value.to_owned(),
            name: name.to_owned(),
            occurrences: facet.occurrences,
        }
    }));
    let property = |of: usize, title, values: &[Facet]| Property {
        of: FIELDS[of],
        title,
        values: values
            .iter()
            .take(LISTED)
            .map(|facet| Value {
                value: facet.value.clone(),
                name: facet.label.clone(),
                occurrences: facet.occurrences,
            })
            .collect(),
    };
    // Where every level has its own category, it says nothing more.
    let same = facets.categories.len() == facets.levels.len();
    let categories: &[Facet] = if same { &[] } else { &facets.categories };
    [
        property(0, s.level, &facets.levels),
        Property {
            of: TERM,
            title: s.terms,
            values: terms,
        },
        property(1, s.by_year, &facets.years),
        property(3, s.category, categories),
        property(2, s.issuer, &facets.issuers),
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
/// results, a sheet on narrow screens. `address` says where a search is.
pub(crate) fn facets(
    query: &Query,
    answer: &Answer,
    address: &dyn Fn(Query) -> String,
    s: &'static Strings,
) -> (Html, Html) {
    let mut chosen = Vec::new();
    let mut terms: Vec<Html> = Vec::new();
    let mut bare = query.clone();
    let mut column = Vec::new();
    for property in properties(answer, s) {
        let field = property.of.1;
        let mut filters = answer.query.filters.iter();
        let filter = filters.find(|f| f.field == field);
        if filter.is_none() && property.values.len() < 2 {
            continue;
        }
        let mut named = None;
        let values = property.values.into_iter().map(|value| {
            let (wanted, excluded) = asked(field, &value.value);
            let current = filter.is_some_and(|f| f.excluded == excluded && f.value == wanted);
            let narrowed = if current {
                named = Some(value.name.clone());
                query.narrowed(property.of, "")
            } else {
                query.narrowed(property.of, &value.value)
            };
            let href = address(narrowed);
            let inside = html! { <>
                { value.name }<span class="n">{ number(value.occurrences as usize) }</span>
            </> };
            // One press leaves out what has ended, on every screen.
            if field == FilterField::Term && filter.is_none() {
                let (href, inside) = (href.clone(), inside.clone());
                terms.push(html! { <a class="chip more" {href}>{ inside }</a> });
            }
            let current = current.then_some("true");
            html! { <li><a {href} aria-current={current}>{ inside }</a></li> }
        });
        let values: Vec<Html> = values.collect();
        if let Some(filter) = filter {
            let name = named.unwrap_or_else(|| filter.value.trim_start_matches('=').to_owned());
            let href = address(query.narrowed(property.of, ""));
            chosen.push(html! { <a class="chip on" {href}>{ name }</a> });
            bare = bare.narrowed(property.of, "");
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
            if count > 0 { <a class="btn quiet" href={address(bare)}>{ s.clear }</a> }
            <a class="chip more" href="#narrow">{ s.narrow }if count > 0 { { " " }{ count } }</a>
            { for terms }
        </div> },
        html! { <nav id="narrow" class="filters fold" aria-label={s.narrow}>
            { for column }
            <a class="btn main more" href="#found">{ see }</a>
        </nav> },
    )
}
