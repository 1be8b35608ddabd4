//! The published query set.

/// The queries of queries.txt, in its order.
pub(crate) fn queries() -> Vec<&'static str> {
    let lines = include_str!("queries.txt").lines();
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
}
