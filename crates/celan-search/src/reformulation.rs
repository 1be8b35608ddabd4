//! Reformulation: what a query may have meant that finds nothing as typed. Few queries need it, so that a
//! program may fetch it later than the rest: nothing but the table [`REFORMULATION`] leads to it.

use crate::documents::Cards;
use crate::expansion::{Rereading, mend, read_pinyin};
use crate::index::Index;
use crate::matching::{Passage, Postings};
use crate::query::Clauses;
use crate::response::{Spread, Suggestion, Suggestions, Understood};

/// The functions that reformulate queries.
pub struct Reformulation {
    /// What a query that is being typed may become: see [`Index::suggest`].
    pub suggest: fn(&Index, &str, usize) -> Suggestions,
    /// What to look for instead of what finds nothing.
    pub(crate) nearest: fn(&Index, &Understood) -> Vec<Suggestion>,
    /// Joins neighbouring words that are syllables of pinyin.
    pub(crate) join_syllables: fn(&Index, &mut Clauses),
    /// How words are read otherwise than typed.
    pub(crate) rereading: Rereading,
    /// The documents that answer as a whole.
    pub(crate) cards: FindCards,
    /// The documents that have all words, each in another place.
    pub(crate) spread: FindSpread,
}

/// From the clauses of a query, and which documents pass its filters.
type FindCards = fn(&Index, &Clauses, &[bool]) -> Cards;

/// From the words, their postings and the passages that have them together.
type FindSpread = fn(&Index, &[String], &[Postings], &[Passage]) -> Vec<Spread>;

/// All of it.
pub static REFORMULATION: Reformulation = Reformulation {
    suggest: Index::suggest,
    nearest: Index::nearest,
    join_syllables: Index::join_syllables,
    rereading: Rereading {
        pinyin: read_pinyin,
        mend,
    },
    cards: Index::cards,
    spread: Index::spread,
};

impl std::fmt::Debug for Reformulation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reformulation")
    }
}
