//! An open library, or as much of it as is here: read, searched, compared.

use crate::chunks::SOON;
use crate::library::timing::Timing;
use crate::navigation::route::{Compared, Query, Scope};
use celan_blob::measure_counts;
use celan_document::{Document, Library};
use celan_search::{Answer, Comparison, DocumentMatches, Index, Options, Sort, Suggestion};
use std::rc::Rc;

/// An open library, or as much of it as is here. Two are the same where they are one.
#[derive(Clone)]
pub(crate) struct Session {
    pub(super) index: Rc<Index>,
    /// Documents that can be read, from the first on.
    pub(super) ready: usize,
    /// How many measures each document has, once that is known.
    measures: Rc<[u32]>,
}

impl Session {
    /// A library of which the first documents are `ready`.
    pub(super) fn new(index: Index, ready: usize) -> Self {
        Self {
            index: Rc::new(index),
            ready,
            measures: Rc::default(),
        }
    }

    /// The same library, with what was read out of its texts.
    pub(crate) fn with_extracts(&self, raw: &[u8]) -> Self {
        Self {
            measures: measure_counts(raw).into(),
            ..self.clone()
        }
    }

    /// How many measures a document has.
    pub(crate) fn measures_in(&self, id: &str) -> u32 {
        let at = self
            .library()
            .documents
            .iter()
            .position(|d| d.metadata.id == id);
        at.and_then(|at| self.measures.get(at))
            .copied()
            .unwrap_or(0)
    }

    /// The open library.
    pub(crate) fn library(&self) -> &Library {
        self.index.library()
    }

    /// What is searched.
    pub(crate) fn index(&self) -> &Index {
        &self.index
    }

    /// Documents that are not here yet; their titles are.
    pub(crate) fn missing(&self) -> &[Document] {
        self.library()
            .documents
            .get(self.ready..)
            .unwrap_or_default()
    }

    /// Whether the text of a document is here.
    pub(crate) fn can_read(&self, id: &str) -> bool {
        self.library().document(id).is_some() && !self.missing().iter().any(|d| d.metadata.id == id)
    }

    /// Answers a query with at most `limit` hits, or all for 0.
    pub(crate) fn search(&self, query: &Query, limit: usize) -> Answer {
        let clock = Timing::start("celan:query");
        let mut options = options(query, limit);
        // Of titles alone, what has a part of the query says nothing of the documents.
        options.widen &= self.ready > 0;
        let answer = self.index.search(&query.parsed(), options);
        clock.stop();
        answer
    }

    /// Answers a query with at most `limit` hits of a scope, or all for 0; `None` while what searches less
    /// than everything has not come.
    pub(crate) fn search_in(&self, scope: &Scope, query: &Query, limit: usize) -> Option<Answer> {
        if scope.document.is_empty() {
            return Some(self.search(query, limit));
        }
        let soon = SOON.here()?;
        Some((soon.search_in)(
            &self.index,
            scope,
            &query.parsed(),
            options(query, limit),
        ))
    }

    /// The matches of a query in one document.
    pub(crate) fn matches_in(&self, document: &str, query: &Query) -> DocumentMatches<'_> {
        self.index
            .matches_in(document, &query.parsed(), options(query, 0))
    }

    /// Cuts a text into words; while the library is on its way, character by character.
    pub(crate) fn words<'t>(&self, text: &'t str) -> Vec<&'t str> {
        self.index.words(text)
    }

    /// Puts two documents side by side.
    pub(crate) fn compare(&self, compared: &Compared) -> Option<Comparison> {
        let clock = Timing::start("celan:compare");
        let comparison = self
            .index
            .compare(&compared.left, &compared.right, &compared.topic);
        clock.stop();
        comparison
    }

    /// What a query that is being typed may become; nothing until what knows it has come.
    pub(crate) fn suggest(&self, query: &str, limit: usize) -> Vec<Suggestion> {
        let Some(soon) = SOON.here() else {
            return Vec::new();
        };
        let clock = Timing::start("celan:suggest");
        let suggestions = (soon.reformulation.suggest)(&self.index, query, limit).suggestions;
        clock.stop();
        suggestions
    }
}

/// How a query is answered, with what has come.
fn options(query: &Query, limit: usize) -> Options {
    Options {
        limit,
        widen: !query.exact,
        sort: if query.by_date {
            Sort::Date
        } else {
            Sort::Relevance
        },
        reformulation: SOON.here().map(|soon| soon.reformulation),
    }
}

impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.index, &other.index)
    }
}
