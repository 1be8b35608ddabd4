//! The kind of a measure, by the words around it.

use super::model::Kind;
use crate::lexicon::LEXICON;

/// The kind of a measure whose clause and nearest words are given; `share`: it is a share, `levy`: it
/// waives one.
pub(crate) fn kind(clause: &str, near: &str, heading: &str, share: bool, levy: bool) -> Kind {
    let words = &*LEXICON;
    if words.voucher.is_match(near) {
        return Kind::Other;
    }
    if levy || words.tax.is_match(near) {
        return Kind::Tax;
    }
    if words.rent.is_match(near) {
        return Kind::Rent;
    }
    if words.loan.is_match(near) || near.is_empty() && words.loan.is_match(clause) {
        return Kind::Loan;
    }
    if share {
        return if words.rent.is_match(clause)
            && !words.rent.is_match(heading)
            && clause.contains("租金")
        {
            Kind::Rent
        } else {
            Kind::Share
        };
    }
    if words.prize.is_match(clause) {
        return Kind::Prize;
    }
    if words.rent.is_match(heading) && !clause.contains("奖") {
        return Kind::Rent;
    }
    Kind::Grant
}
