//! What a ceiling is a ceiling of.

use super::model::CapPer;
use super::role::scopes;

/// The scope of a ceiling by the words before and behind it: the narrowest that the text names, a year before
/// the firm or item that it is counted for.
pub(crate) fn scope(left: &str, right: &str) -> Option<CapPer> {
    let [item, firm, year, total] = scopes(left);
    if year || right.starts_with("/年") {
        Some(CapPer::Year)
    } else if total {
        Some(CapPer::Total)
    } else if item {
        Some(CapPer::Item)
    } else if firm {
        Some(CapPer::Firm)
    } else {
        None
    }
}
