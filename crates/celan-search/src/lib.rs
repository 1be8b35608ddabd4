//! The search core of Celan: one crate for the browser and the command line.
//!
//! An [`Index`] makes a library searchable; [`Index::search`] answers a query, [`Index::suggest`]
//! what is being typed. Matching is exact over the folded text of each unit; ranking is in integers,
//! the same on every machine. The crate knows neither files nor screens.

mod abbreviation;
mod answer;
mod compare;
mod concept;
mod cover;
mod evidence;
mod facet;
mod filter;
mod hit;
mod index;
mod lex;
mod lexicon;
mod log;
mod message;
mod passage;
mod query;
mod rank;
mod reply;
mod search;
mod segment;
mod sieve;
mod snippet;
mod stream;
mod suggest;
mod terms;
mod thesaurus;
mod units;
mod weights;

pub use answer::{
    Answer, Correction, Counts, Facet, Facets, Field, FilterShown, Hit, Range, Suggestion,
    SuggestionKind, Suggestions, Term, TermKind, Understood, Via,
};
pub use compare::{Comparison, Pair, Row, Side, TablePair};
pub use index::{Builder, Index};
pub use lex::LONGEST as LONGEST_QUERY;
pub use lexicon::Lexicon;
pub use message::Message;
pub use search::{Options, Sort};
