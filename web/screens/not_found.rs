//! An address that leads nowhere.

use crate::context::Context;
use crate::dom::site::root;
use crate::library::Session;
use crate::navigation::route::{Query, Route};
use maud::{Markup, html};

/// Documents of a similar address that are offered.
const OFFERED: usize = 3;

/// Says so, and shows the way back and the documents of a similar address.
pub(crate) fn write(context: &Context, session: Option<&Session>) -> Markup {
    let s = context.strings;
    let near = match (context.route(), session) {
        (Route::Document { id, .. }, Some(session)) => near(&id, session),
        _ => Vec::new(),
    };
    html! {
        section.hall { div {
            h1 { (s.not_found_title) }
            p { (s.not_found_text) }
            a.btn.main href=(root()) { (s.not_found_way) }
        } }
        @if !near.is_empty() {
            section #near .group {
                h2 { (context.page.language.later_strings().near_addresses) }
                ul { @for (id, title) in near {
                    li { a lang="zh-CN" href=(context.address(&Route::Document {
                        id,
                        query: Query::default(),
                        anchor: String::new(),
                    })) { (title) } }
                } }
            }
        }
    }
}

/// Ids and titles of the documents whose id is near to the one asked for, as near.js finds them.
fn near(asked: &str, session: &Session) -> Vec<(String, String)> {
    let asked: Vec<char> = asked.to_lowercase().chars().take(100).collect();
    let documents = session.library().documents.iter().map(|d| &d.metadata);
    let mut near: Vec<_> = documents
        .map(|metadata| (distance(&asked, &metadata.id), metadata))
        .filter(|(far, _)| far * 3 <= asked.len())
        .collect();
    near.sort_by_key(|(far, _)| *far);
    let offered = near.into_iter().take(OFFERED);
    offered
        .map(|(_, metadata)| (metadata.id.clone(), metadata.title.clone()))
        .collect()
}

/// How many characters are to be put in, left out or changed to make one word the other (Levenshtein).
fn distance(a: &[char], b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let first: Vec<usize> = (0..=b.len()).collect();
    let last = a.iter().enumerate().fold(first, |row, (i, a)| {
        let mut next = vec![i + 1];
        for (j, b) in b.iter().enumerate() {
            let changed = row[j] + usize::from(a != b);
            next.push(changed.min(row[j + 1] + 1).min(next[j] + 1));
        }
        next
    });
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_near() {
        let far = |a: &str, b| distance(&a.chars().collect::<Vec<_>>(), b);
        assert_eq!(far("guofa-2018-25", "guofa-2018-25"), 0);
        assert_eq!(far("guofa-2018-52", "guofa-2018-25"), 2);
        assert_eq!(far("guofa-2018", "guofa-2018-25"), 3);
        assert_eq!(far("", "abc"), 3);
    }
}
