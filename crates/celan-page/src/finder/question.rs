//! The finder's question: who one is, what one wants, at which level.

use super::texts::Texts;
use crate::address::{library_address, query_value};
use celan_finder::{Choice, Count, Counts, Query};
use celan_locale::{Language, fill, number};
use maud::{Markup, html};

/// The name of a choice in the language of the interface.
pub(super) fn name(choice: &Choice, language: Language) -> &str {
    match language {
        Language::Chinese => &choice.zh,
        Language::English => &choice.en,
    }
}

/// The address of a query of the finder.
pub(super) fn address(texts: &Texts<'_>, query: &Query) -> String {
    [library_address(texts.view.links), "?", &parameters(query)].concat()
}

/// The parameters of a query's address.
pub(super) fn parameters(query: &Query) -> String {
    let mut parameters = String::new();
    for (name, value) in query.parameters() {
        if !parameters.is_empty() {
            parameters.push('&');
        }
        parameters.push_str(name);
        parameters.push('=');
        parameters.push_str(&query_value(value));
    }
    parameters
}

/// One of the questions.
struct Row<'a> {
    id: &'static str,
    title: &'a str,
    /// How many answers there are without it.
    all: usize,
    choices: Vec<(String, &'a Count)>,
    chosen: Option<&'a str>,
    /// The query with another answer to this question.
    with: &'a dyn Fn(Option<String>) -> Query,
}

/// The three questions with their choices, each with the number of answers that it leaves.
pub(super) fn question(texts: &Texts<'_>, query: &Query, counts: &Counts) -> Markup {
    let (w, language) = (texts.words, texts.view.language);
    let names = |choices: &[Choice], id: &str| {
        let choice = choices.iter().find(|choice| choice.id == id);
        choice.map_or_else(|| id.to_owned(), |choice| name(choice, language).to_owned())
    };
    let who = counts
        .who
        .iter()
        .map(|c| (names(&texts.extracts.who, &c.id), c));
    let want = counts
        .want
        .iter()
        .map(|c| (names(&texts.extracts.want, &c.id), c));
    let level = counts.level.iter().map(|c| (c.id.clone(), c));
    html! {
        (row(texts, &Row {
            id: "who",
            title: w.who,
            all: counts.anyone,
            choices: who.collect(),
            chosen: query.who.as_deref(),
            with: &|who| Query { who, ..query.clone() },
        }))
        (row(texts, &Row {
            id: "want",
            title: w.want,
            all: counts.anything,
            choices: want.collect(),
            chosen: query.want.as_deref(),
            with: &|want| Query { want, ..query.clone() },
        }))
        @if level.len() > 1 {
            (row(texts, &Row {
                id: "level",
                title: w.level,
                all: counts.everywhere,
                choices: level.collect(),
                chosen: query.level.as_deref(),
                with: &|level| Query { level, ..query.clone() },
            }))
        }
    }
}

fn row(texts: &Texts<'_>, row: &Row<'_>) -> Markup {
    let w = texts.words;
    let heading = [row.id, "-t"].concat();
    let chosen = row
        .choices
        .iter()
        .find(|(_, c)| Some(c.id.as_str()) == row.chosen);
    let now = chosen.map_or(w.any, |(name, _)| name);
    // What nothing in the library is for is said in one line; what the rest of the query rules out is left out.
    let nowhere: Vec<&str> = row
        .choices
        .iter()
        .filter(|(_, count)| !count.exists)
        .map(|(name, _)| name.as_str())
        .collect();
    let shown =
        |count: &Count| count.exists && count.count > 0 || Some(count.id.as_str()) == row.chosen;
    html! {
        nav.choice.done[row.chosen.is_some()] id=(row.id) aria-labelledby=(heading) {
            h2 id=(heading) { (row.title) }
            button.chosen type="button" data-command="fold" aria-expanded="false" { (now) i { (w.change) } }
            ul.chips {
                li { (choice(&address(texts, &(row.with)(None)), "", w.any, row.all, row.chosen.is_none())) }
                @for (name, count) in &row.choices {
                    @if shown(count) {
                        @let current = Some(count.id.as_str()) == row.chosen;
                        // Touching the chosen one again gives it up.
                        @let to = (row.with)((!current).then(|| count.id.clone()));
                        li { (choice(&address(texts, &to), &count.id, name, count.count, current)) }
                    }
                }
                @if row.id == "who" && !nowhere.is_empty() {
                    li.none { (fill(w.nowhere, &[("names", &nowhere.join(w.comma))])) }
                }
            }
        }
    }
}

fn choice(href: &str, id: &str, name: &str, count: usize, current: bool) -> Markup {
    html! {
        a.chip href=(href) data-choice=(id) data-count=(count) aria-current=[current.then_some("true")] {
            (name) " " span.n { (number(count)) }
        }
    }
}
