//! What a search answers: `celan-search/1` and `celan-suggest/1`, key for key.
//!
//! Offsets are characters of the unit's `text`, half-open, written as `[start, end]`.

use crate::dictionary::TermKind;
use crate::index::Field;
use crate::query::{FilterField, Message};
use crate::scoring::FEW;
use serde::Serialize;
use std::borrow::Cow;

/// A half-open range of characters; `[start, end]` in JSON.
pub type Range = [u32; 2];

/// The answer to a query.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// `celan-search/1`.
    pub format: &'static str,
    /// How the query was understood.
    pub query: Understood,
    /// Documents with a hit.
    pub documents: u32,
    /// Units with a hit: all of them, not only those in `hits`.
    pub passages: u32,
    /// Starting places of matches in all passages, overlapping ones included.
    pub occurrences: u32,
    /// The same three counts for the passages that match the query as typed; the rest match it
    /// widened or in part and come after them.
    pub exact: Counts,
    /// The occurrences in each document, in library order.
    #[serde(skip)]
    pub by_document: Vec<u32>,
    /// The passages counted by what a reader may narrow them to.
    pub facets: Facets,
    /// The documents that answer as a whole, by name or by property, the best first: their ids. As
    /// JSON the program writes them as documents of its list.
    #[serde(skip)]
    pub cards: Vec<String>,
    /// The documents that have all words, each in another place, in library order.
    pub spread: Vec<Spread>,
    /// Where nothing was found: what to look for instead.
    pub nearest: Vec<String>,
    /// The first passages in order of rank.
    pub hits: Vec<Hit>,
    /// Whether the query was to be reformulated, and what does that was not given with the
    /// [`Options`](crate::Options): the answer is then not whole.
    #[serde(skip)]
    pub waits: bool,
}

/// Counts of documents, passages and occurrences.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Documents.
    pub documents: u32,
    /// Units.
    pub passages: u32,
    /// Starting places.
    pub occurrences: u32,
}

/// How a query was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Understood {
    /// The query as given; a very long one is cut.
    pub given: String,
    /// The words searched for, those that widen a word after it.
    pub terms: Vec<Term>,
    /// The phrases between quotes.
    pub phrases: Vec<String>,
    /// The words and phrases that must not stand in a passage.
    pub excluded: Vec<String>,
    /// The filters.
    pub filters: Vec<FilterShown>,
    /// What was read otherwise than typed.
    pub corrections: Vec<Correction>,
    /// What was asked and occurs nowhere in the library.
    pub missing: Vec<String>,
    /// What is wrong with the query, and what was done about it.
    pub messages: Vec<Message>,
}

/// A word searched for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The word.
    pub text: String,
    /// How it came into the query.
    pub kind: TermKind,
    /// The word of the query that it stands for; null for a word as typed.
    pub from: Option<String>,
}

/// A filter as understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FilterShown {
    /// `title`, `number`, `issuer`, `year`, `level`, `category`, `term` or `document`.
    pub field: FilterField,
    /// Its value as given.
    pub value: String,
    /// Whether the documents that pass it are left out.
    pub excluded: bool,
}

/// A word that was read otherwise than typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// The word as typed.
    pub from: String,
    /// What it was read as.
    pub to: String,
    /// Why.
    pub via: TermKind,
    /// Whether it was searched for; else it is only offered.
    pub applied: bool,
}

/// Counts of passages by property.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Facets {
    /// By document, in library order; `value` is the id, `label` the title.
    pub documents: Vec<Facet>,
    /// By level, in the library's order.
    pub levels: Vec<Facet>,
    /// By year, the latest first.
    pub years: Vec<Facet>,
    /// By issuer, the one with most passages first.
    pub issuers: Vec<Facet>,
    /// By category, in library order.
    pub categories: Vec<Facet>,
    /// Those of documents that had ended on the library's day, and of those on trial.
    pub terms: Vec<Facet>,
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// The value that a filter takes.
    pub value: String,
    /// How it is shown.
    pub label: String,
    /// Documents with it that have a hit.
    pub documents: u32,
    /// Passages in them.
    pub passages: u32,
    /// Occurrences in those.
    #[serde(skip)]
    pub occurrences: u32,
}

/// A document that has all words of a query, but not in one passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spread {
    /// Its id.
    pub document: String,
    /// Where each word is best found.
    pub words: Vec<SpreadWord>,
}

/// A word in a document that has all words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpreadWord {
    /// The word.
    pub text: String,
    /// The block that says most of it; null where only the metadata have it.
    pub anchor: Option<String>,
    /// Its occurrences in the document.
    pub occurrences: u32,
}

/// A passage that matches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// Id of the document.
    pub document: String,
    /// Its title.
    pub title: String,
    /// The block that holds the unit; null for metadata.
    pub anchor: Option<String>,
    /// What the unit is.
    pub field: Field,
    /// For a cell: row and column, from 0; the head row is row 0 where the table has one.
    pub cell: Option<[u32; 2]>,
    /// The headings above it, as printed, from the top.
    pub path: Vec<String>,
    /// The unit whole; for a cell, caption and row with tabs between.
    pub text: String,
    /// The part of `text` to show in a list.
    pub snippet: Range,
    /// One range for each starting place, in order; they may overlap. [`Hit::marks`] merges them.
    pub highlights: Vec<Range>,
    /// Starting places of matches in the unit.
    pub occurrences: u32,
    /// Its rank's measure; comparable within one answer.
    pub score: u32,
    /// Whether it matches only the widened query or a part of it.
    pub widened: bool,
}

/// Suggestions for what is being typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Suggestions {
    /// `celan-suggest/1`.
    pub format: &'static str,
    /// The suggestions, the best first.
    pub suggestions: Vec<Suggestion>,
}

/// A suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// What to search for.
    pub text: String,
    /// What it is.
    pub kind: SuggestionKind,
    /// Documents in which it stands.
    pub documents: u32,
    /// How often it stands there.
    pub occurrences: u32,
    /// How it was found.
    pub via: Via,
    /// The document it belongs to: for a title or number, its id.
    pub document: Option<String>,
    /// The heading's anchor in `document`.
    pub anchor: Option<String>,
}

impl Suggestion {
    /// The query that finds a suggested term as often as it says. What few documents have is put in quotation marks:
    /// a query that finds few passages is widened.
    pub fn query(&self) -> Cow<'_, str> {
        let (open, close) = match self.text.contains(['“', '”']) {
            true => ('"', '"'),
            false => ('“', '”'),
        };
        match self.kind {
            SuggestionKind::Term if self.documents < FEW as u32 => {
                format!("{open}{}{close}", self.text).into()
            }
            _ => (&*self.text).into(),
        }
    }
}

/// What a suggestion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SuggestionKind {
    /// A term of the vocabulary.
    Term,
    /// A document's title.
    Title,
    /// A document's number.
    Number,
    /// A heading.
    Heading,
}

/// How a suggestion was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Via {
    /// It contains the characters.
    Characters,
    /// Its pinyin begins with them.
    Pinyin,
    /// Its initials begin with them.
    Initials,
    /// It is near to them.
    Correction,
    /// It is how the documents say what the characters begin to say.
    Thesaurus,
}
