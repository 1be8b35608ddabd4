//! Whether the reader last searched a document, a part of it, or everything.

use crate::navigation::route::Scope;
use crate::storage::local;

const KEY: &str = "celan-scope";
const DOCUMENT: &str = "document";
const PART: &str = "part";

/// Remembers a scope that was chosen over a document.
pub(crate) fn remember(scope: &Scope) {
    let kind = match (&*scope.document, &*scope.part) {
        ("", _) => "",
        (_, "") => DOCUMENT,
        _ => PART,
    };
    local::write(KEY, kind);
}

/// The scope in which this document is searched as the last one was, by the part that is in sight.
pub(crate) fn last(document: String, part: Option<String>) -> Scope {
    scope(&local::read(KEY).unwrap_or_default(), document, part)
}

fn scope(kind: &str, document: String, part: Option<String>) -> Scope {
    let part = part.filter(|_| kind == PART).unwrap_or_default();
    match kind {
        DOCUMENT | PART => Scope { document, part },
        _ => Scope::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_searched_as_the_last_one_was() {
        let of = |kind, part: Option<&str>| {
            let Scope { document, part } = scope(kind, "a".into(), part.map(str::to_owned));
            [document, part]
        };
        assert_eq!(of("", Some("c1")), ["", ""]);
        assert_eq!(of("?", Some("c1")), ["", ""]);
        assert_eq!(of(DOCUMENT, Some("c1")), ["a", ""]);
        assert_eq!(of(PART, Some("c1")), ["a", "c1"]);
        // Before the first part there is none.
        assert_eq!(of(PART, None), ["a", ""]);
    }
}
