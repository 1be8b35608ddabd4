//! The ways to narrow results, as links: each is the query with a filter more or less.

use crate::route::{Base, Query, Route};
use celan_page::strings::{Strings, number};
use celan_search::{Answer, Facet};
use yew::prelude::*;

/// A property that results can be narrowed by.
struct Property<'a> {
    /// The filter's name in a query.
    filter: &'static str,
    /// As the search core calls it.
    field: &'static str,
    title: &'static str,
    values: &'a [Facet],
}

const ISSUER: &str = "发文机关";
/// Values of a property that are listed.
const LISTED: usize = 12;

fn properties<'a>(answer: &'a Answer, s: &'static Strings) -> [Property<'a>; 3] {
    let property = |filter, field, title, values| Property {
        filter,
        field,
        title,
        values,
    };
    [
        property("层级", "level", s.level, &answer.facets.levels[..]),
        property("年份", "year", s.by_year, &answer.facets.years[..]),
        property(ISSUER, "issuer", s.issuer, &answer.facets.issuers[..]),
    ]
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
        let narrowed = filter.is_some();
        let is_current =
            |value: &str| filter.is_some_and(|f| f.value.trim_start_matches('=') == value);
        if !narrowed && property.values.len() < 2 {
            continue;
        }
        let all = narrowed.then(|| (s.all.to_owned(), None, without(query, property.filter)));
        let values = property.values.iter().take(LISTED).map(|facet| {
            let query = if property.filter == ISSUER {
                // The whole name: 国务院 is not to find 国务院办公厅.
                with(query, ISSUER, &["=", &facet.value].concat())
            } else {
                with(query, property.filter, &facet.value)
            };
            (facet.label.clone(), Some(facet.passages), query)
        });
        let links: Vec<_> = all.into_iter().chain(values).collect();
        let link = |class: &'static str, (name, count, query): &(String, Option<u32>, String)| {
            let current = is_current(name).then_some("true");
            html! {
                <a class={class} href={address(query)} aria-current={current}>
                    { name }
                    if let Some(count) = count { <span class="n">{ number(*count as usize) }</span> }
                </a>
            }
        };
        row.extend(links.iter().map(|l| link("chip", l)));
        column.push(html! {
            <section>
                <h2 class="h">{ property.title }</h2>
                <ul>{ for links.iter().map(|l| html! { <li>{ link("", l) }</li> }) }</ul>
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
fn without(query: &str, filter: &str) -> String {
    let is_filter = |word: &&str| {
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

/// The query with this filter, in the place of others of its name.
pub(crate) fn with(query: &str, filter: &str, value: &str) -> String {
    let quote = if value.contains(char::is_whitespace) {
        "\""
    } else {
        ""
    };
    [
        &without(query, filter),
        " ",
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
        let quoted = with("\"技改 资金\"", "发文机关", "甲 乙");
        assert_eq!(quoted, "\"技改 资金\" 发文机关:\"甲 乙\"");
        assert_eq!(without(&quoted, "发文机关"), "\"技改 资金\"");
    }
}
