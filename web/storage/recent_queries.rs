//! The queries asked last, on this device only.

use crate::storage::local;

const KEY: &str = "celan-recent";
const KEPT: usize = 8;

/// The queries asked last, the latest first.
pub(crate) fn list() -> Vec<String> {
    local::read(KEY)
        .map(|text| text.lines().map(str::to_owned).collect())
        .unwrap_or_default()
}

/// Remembers a query.
pub(crate) fn add(query: &str) {
    if let Some(text) = with(list(), query) {
        local::write(KEY, &text);
    }
}

fn with(mut list: Vec<String>, query: &str) -> Option<String> {
    let query = query.trim();
    if query.is_empty() || query.chars().count() > 60 || query.contains('\n') {
        return None;
    }
    list.retain(|other| other != query);
    list.insert(0, query.to_owned());
    list.truncate(KEPT);
    Some(list.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_comes_first_and_once() {
        let list = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(with(list("a\nb"), "c").as_deref(), Some("c\na\nb"));
        assert_eq!(with(list("a\nb"), " b ").as_deref(), Some("b\na"));
        assert_eq!(with(list("a"), "  "), None);
        let many = with(list("1\n2\n3\n4\n5\n6\n7\n8"), "9");
        assert_eq!(many.map(|m| m.lines().count()), Some(KEPT));
    }
}
