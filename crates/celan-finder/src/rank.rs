//! The order of answers.

use crate::Entry;
use crate::query::Sort;
use std::cmp::Ordering;

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// Its entry.
    pub entry: usize,
    /// How it fits who asks.
    pub fit: Fit,
}

/// How an answer fits who asks, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// It names the group, or nobody in particular asks.
    Named,
    /// It names a wider group.
    Wider,
    /// It names no group.
    Anyone,
}

/// Sorts answers, which are in reading order.
pub(crate) fn sort(answers: &mut [Answer], entries: &[Entry], levels: &[String], sort: Sort) {
    let level = |answer: &Answer| {
        let named = entries[answer.entry].level.as_ref();
        named
            .and_then(|name| levels.iter().position(|level| level == name))
            .unwrap_or(levels.len())
    };
    let sum = |answer: &Answer| entries[answer.entry].highest;
    // The sorts are stable: what is equal stays in reading order.
    match sort {
        Sort::Fit => answers.sort_by_key(|answer| (answer.fit, level(answer))),
        Sort::Level => answers.sort_by_key(level),
        Sort::Sum => answers.sort_by(|a, b| match (sum(a), sum(b)) {
            (Some(a), Some(b)) => b.total_cmp(&a),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        }),
    }
}
