//! What a search returns.

mod answer;
mod assemble;
mod facet;
mod hit;
mod matches;
mod snippet;

pub use matches::{DocumentMatches, Matches};

pub use answer::{
    Answer, Correction, Counts, Facet, Facets, FilterShown, Hit, Range, Spread, SpreadWord,
    Suggestion, SuggestionKind, Suggestions, Term, Understood, Via,
};
