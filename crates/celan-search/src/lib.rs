//! The search core of Celan: one crate for the browser and the command line.
//!
//! An [`Index`] makes a library searchable; [`Index::search`] answers a query, [`Index::suggest`]
//! what is being typed. Matching is exact over the folded text of each unit; ranking is in integers,
//! the same on every machine. The crate knows neither files nor screens.

mod compare;
mod dictionary;
mod documents;
mod expansion;
mod index;
mod keyboard;
mod matching;
mod options;
mod query;
mod reformulation;
mod response;
mod scoring;
mod search;
mod suggest;
mod text;

pub use compare::{Comparison, MOST_COMPARED, Pair, Row, Side, TablePair};
pub use dictionary::{Lexicon, TermKind};
pub use index::{Builder, Field, Index};
pub use keyboard::{Candidate, Gathering, Keyboard, Layout};
pub use options::Options;
pub use query::{Filter, FilterField, LONGEST_QUERY, Message, Query, Sort};
pub use reformulation::{REFORMULATION, Reformulation};
pub use response::{
    Answer, Correction, Counts, DocumentMatches, Facet, Facets, FilterShown, Hit, Matches, Range,
    Spread, SpreadWord, Suggestion, SuggestionKind, Suggestions, Term, Understood, Via,
};
