//! Facets: links that add a filter to the query or remove it, with counts.

use crate::navigation::route::{Base, Query, Route};
use celan_page::strings::{Strings, number};
use celan_search::{Answer, Facet, FilterField};
use yew::prelude::*;

/// A property that results can be narrowed by.
struct Property {
    /// The filter's name in a query.
    filter: &'static str,
    field: FilterField,
    title: &'static str,
    values: Vec<Value>,
}

/// One of its values.
struct Value {
    /// As the filter has it, `-` before one that leaves out.
    filter: String,
    name: String,
    passages: u32,
}

const ISSUER: &str = "发文机关";
pub(crate) const TERM: &str = "期限";
/// What the search core calls documents whose own time has ended.
const OVER: &str = "已满";
/// Values of a property that are listed.
const LISTED: usize = 12;

fn properties(answer: &Answer, s: &'static Strings) -> [Property; 4] {
    let property = |filter, field, title, values: &[Facet]| Property {
        filter,
        field,
        title,
        values: values
            .iter()
            .take(LISTED)
            .map(|facet| Value {
                // The whole name: 国务院 is not to find 国务院办公厅.
                filter: [if filter == ISSUER { "=" } else { "" }, &facet.value].concat(),
                name: facet.label.clone(),
                passages: facet.passages,
            })
            .collect(),
    };
    let facets = &answer.facets;
    let mut terms = property(TERM, FilterField::Term, s.terms, &facets.terms);
    let is_over = |value: &Value| value.filter == OVER;
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
            filter: ["-", OVER].concat(),
            name: s.leave_out_over.to_owned(),
            passages: others,
        };
        terms.values.insert(0, value);
    }
    [
        property("层级", FilterField::Level, s.level, &facets.levels),
        terms,
        property("年份", FilterField::Year, s.by_year, &facets.years),
        property(ISSUER, FilterField::Issuer, s.issuer, &facets.issuers),
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
    let address = |text: &str| {
        let query = query.with(text.to_owned());
        base.address(&Route::Search { query })
    };
    let query = query.text.as_str();
    let mut row = Vec::new();
    let mut column = Vec::new();
    for property in properties(answer, s) {
        let mut filters = answer.query.filters.iter();
        let filter = filters.find(|f| f.field == property.field);
        if filter.is_none() && property.values.len() < 2 {
            continue;
        }
        let chosen = |value: &str| {
            filter.is_some_and(|f| {
                let (out, value) = value
                    .strip_prefix('-')
                    .map_or((false, value), |value| (true, value));
                f.excluded == out && f.value == value
            })
        };
        let all = filter.map(|_| {
            (
                s.all.to_owned(),
                None,
                without(query, property.filter),
                false,
            )
        });
        let values = property.values.into_iter().map(|value| {
            let query = with(query, property.filter, &value.filter);
            let chosen = chosen(&value.filter);
            (value.name, Some(value.passages), query, chosen)
        });
        let links: Vec<_> = all.into_iter().chain(values).collect();
        type Link = (String, Option<u32>, String, bool);
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

/// The query without its filters of this name.
pub(crate) fn without(query: &str, filter: &str) -> String {
    let is_filter = |word: &&str| {
        let word = word.strip_prefix('-').unwrap_or(word);
        word.strip_prefix(filter)
            .is_some_and(|rest| rest.starts_with([':', '：']))
    };
    let mut quoted = false;
    let ends = |c: char| {
        quoted ^= c == '"';
        c.is_whitespace() && !quoted
    };
    let words = query.split(ends).filter(|word| !word.is_empty());
    let words = words.filter(|word| !is_filter(word));
    words.collect::<Vec<_>>().join(" ")
}

/// The query with this filter, in the place of others of its name; `-` before the value leaves out.
pub(crate) fn with(query: &str, filter: &str, value: &str) -> String {
    let (sign, value) = value.split_at(usize::from(value.starts_with('-')));
    let quote = if value.contains(char::is_whitespace) {
        "\""
    } else {
        ""
    };
    [
        &without(query, filter),
        " ",
        sign,
        filter,
        ":",
        quote,
        value,
        quote,
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_replace_each_other() {
        assert_eq!(with("技改", "层级", "中央"), "技改 层级:中央");
        assert_eq!(with("技改 层级:中央", "层级", "部委"), "技改 层级:部委");
        assert_eq!(
            with("技改 层级：中央 年份:2018", "年份", "2016"),
            "技改 层级：中央 年份:2016"
        );
        assert_eq!(without("技改 层级:中央  资金", "层级"), "技改 资金");
        assert_eq!(without("层级管理", "层级"), "层级管理");
        let left_out = with("技改 期限:试行", TERM, "-已满");
        assert_eq!(left_out, "技改 -期限:已满");
        assert_eq!(without(&left_out, TERM), "技改");
        let quoted = with("\"技改 资金\"", "发文机关", "甲 乙");
        assert_eq!(quoted, "\"技改 资金\" 发文机关:\"甲 乙\"");
        assert_eq!(without(&quoted, "发文机关"), "\"技改 资金\"");
    }
}
