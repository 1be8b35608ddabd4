//! What the reader may mean, below the search field.

use crate::chunks::SOON;
use crate::context::Context;
use crate::dom::media::is_narrow;
use crate::dom::set;
use crate::library::Session;
use crate::navigation::route::{Query, Route, Scope};
use crate::state::State;
use celan_locale::{fill, number};
use celan_search::{Suggestion, SuggestionKind};
use std::rc::Rc;
use yew::prelude::*;

/// As many as leave results in sight, on a narrow screen and on a wide one.
const SHOWN: (usize, usize) = (3, 6);

/// The list of suggestions, if it is open.
#[hook]
pub(crate) fn use_suggestions(
    context: &Rc<Context>,
    state: &State,
    session: Option<&Session>,
) -> Html {
    let query = state.route.query().clone();
    let scope = match &state.route {
        Route::Search { scope, .. } => Some(scope),
        _ => None,
    };
    let suggesting = state.suggesting && scope.is_some();
    let list = use_memo(
        (
            query.clone(),
            suggesting,
            session.cloned(),
            SOON.here().is_some(),
        ),
        |(query, suggesting, session, _)| {
            let session = session.as_ref().filter(|_| *suggesting);
            let found = SOON.here().zip(session);
            found.map_or_else(Vec::new, |(soon, session)| {
                (soon.suggest)(session, &query.text)
            })
        },
    );
    let chosen = state.chosen.filter(|n| *n < list.len());
    {
        let context = context.clone();
        use_effect_with((list.is_empty(), chosen), move |(empty, chosen)| {
            let field = context.page.field();
            set(
                field,
                "aria-expanded",
                if *empty { "false" } else { "true" },
            );
            match chosen {
                Some(n) => set(field, "aria-activedescendant", &option_id(*n)),
                None => drop(field.remove_attribute("aria-activedescendant")),
            }
        });
    }
    match SOON.here().zip(scope).filter(|_| !list.is_empty()) {
        Some((soon, scope)) => (soon.suggestions)(context, &query, scope, &list, chosen),
        None => Html::default(),
    }
}

/// Writes what the reader may mean; one of it may be chosen by the arrow keys.
pub(crate) fn write(
    context: &Context,
    query: &Query,
    scope: &Scope,
    list: &[Suggestion],
    chosen: Option<usize>,
) -> Html {
    let s = context.strings;
    let options = list.iter().enumerate().map(|(n, suggestion)| {
        let selected = chosen == Some(n);
        let href = context.address(&route(query, scope, suggestion));
        html! {
            <a id={option_id(n)} role="option" aria-selected={selected.to_string()} tabindex="-1" {href}>
                <span>{ &suggestion.text }</span>
                if suggestion.occurrences > 0 {
                    <span class="n">{ fill(s.hit_count, &[("n", &number(suggestion.occurrences as usize))]) }</span>
                }
            </a>
        }
    });
    html! {
        <div class="drop" id="drop" role="listbox" aria-label={s.suggestions}>{ for options }</div>
    }
}

/// What a query may become, as far as it is shown.
pub(crate) fn suggest(session: &Session, query: &str) -> Vec<Suggestion> {
    let shown = if is_narrow() { SHOWN.0 } else { SHOWN.1 };
    let mut list = session.suggest(query, shown + 1);
    // What is in the field already need not be suggested.
    list.retain(|s| s.kind != SuggestionKind::Term || s.text != query.trim());
    list.truncate(shown);
    list
}

fn option_id(n: usize) -> String {
    ["option-", &n.to_string()].concat()
}

/// Where a suggestion leads: to a document or a place of one, or to the query it completes.
fn route(query: &Query, scope: &Scope, suggestion: &Suggestion) -> Route {
    match (&suggestion.document, suggestion.kind) {
        (Some(id), SuggestionKind::Title | SuggestionKind::Number | SuggestionKind::Heading) => {
            Route::Document {
                id: id.clone(),
                query: Query::default(),
                anchor: suggestion.anchor.clone().unwrap_or_default(),
            }
        }
        _ => Route::Search {
            query: query.with(completed(&query.text, suggestion)),
            scope: scope.clone(),
        },
    }
}

/// The query with its last word completed.
fn completed(query: &str, suggestion: &Suggestion) -> String {
    match query.trim_end().rfind(char::is_whitespace) {
        Some(at) => {
            let space = query[at..].chars().next().map_or(0, char::len_utf8);
            [&query[..at + space], &suggestion.text].concat()
        }
        None => suggestion.query().into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::completed;
    use celan_search::{Suggestion, SuggestionKind, Via};

    #[test]
    fn the_last_word_is_completed() {
        let term = |text: &str, documents| Suggestion {
            text: text.to_owned(),
            kind: SuggestionKind::Term,
            documents,
            occurrences: documents,
            via: Via::Characters,
            document: None,
            anchor: None,
        };
        assert_eq!(completed("kjcg", &term("科技成果", 20)), "科技成果");
        assert_eq!(completed("kjcg", &term("科技成果", 1)), "“科技成果”");
        assert_eq!(
            completed("高新技术企业 jl", &term("奖励", 1)),
            "高新技术企业 奖励"
        );
        assert_eq!(completed("甲　乙 ", &term("乙方", 1)), "甲　乙方");
    }
}
