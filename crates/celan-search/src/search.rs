//! A search from query to answer.

use crate::answer::{Answer, FilterShown, Term, TermKind, Understood};
use crate::concept::{Plan, Planner};
use crate::cover::cover;
use crate::evidence::{Allowed, Evidence, in_all};
use crate::filter;
use crate::index::Index;
use crate::message::Message;
use crate::passage::{self, Passage};
use crate::query::{Group, Operand, Pattern, Query};
use crate::rank::Ranker;
use crate::stream::encode;
use crate::weights::FEW;

/// How to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Hits in the answer; 0 for all. Counts and facets are of all passages in any case.
    pub limit: usize,
    /// Whether a query that finds little may be widened (synonyms, pinyin, near-misses, parts).
    pub widen: bool,
    /// The order of hits.
    pub sort: Sort,
}

/// The order of hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// By score.
    #[default]
    Relevance,
    /// The latest documents first, by score within a document.
    Date,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            limit: 20,
            widen: true,
            sort: Sort::Relevance,
        }
    }
}

impl Index {
    /// Answers a query.
    ///
    /// Words are joined by AND over a passage: a unit of matching that has them all is a hit, and a
    /// row of a table whose cells have them between them. A query never fails: what is wrong with it stands in `query.messages`, and what can be
    /// answered is.
    ///
    /// ```
    /// use celan_search::{Index, Lexicon, Options};
    /// # let mut library = celan_document::Library::default();
    /// # let mut document = celan_document::Document::default();
    /// # document.metadata.title = "促进科技成果转化的意见".into();
    /// # library.documents.push(document);
    /// let index = Index::new(library, Lexicon::default());
    /// let answer = index.search("科技 \"成果转化\"", Options::default());
    /// assert_eq!(answer.hits[0].highlights, [[2, 4], [4, 8]]);
    /// ```
    pub fn search(&self, query: &str, options: Options) -> Answer {
        let parsed = Query::parse(query);
        let documents = filter::documents(&self.library, &parsed.filters);
        let mut understood = understood(query, &parsed);
        let everywhere = Allowed {
            documents: &documents,
            excluded: &[],
        };
        let excluded = self.excluded(&parsed.excluded, &everywhere);
        let allowed = Allowed {
            documents: &documents,
            excluded: &excluded,
        };
        let mut evidence = Vec::new();
        for group in &parsed.groups {
            self.look_up(group, &allowed, &mut evidence, &mut understood);
        }
        let mut passages: Vec<Passage> = if evidence.is_empty() {
            self.whole_documents(&parsed, &allowed)
        } else {
            let ranker = Ranker::new(self, &evidence);
            let found = in_all(self, &evidence, &allowed).into_iter();
            found.map(|(unit, row)| ranker.passage(unit, row)).collect()
        };
        if options.widen && passages.len() < FEW && (passages.is_empty() || parsed.is_open()) {
            self.widen(
                &parsed,
                &allowed,
                &mut evidence,
                &mut passages,
                &mut understood,
            );
        }
        if passages.is_empty() && !(evidence.is_empty() && parsed.filters.is_empty()) {
            understood.messages.push(Message::Nothing);
        }
        passage::sort(self, &mut passages, options.sort, options.limit);
        self.answer(understood, &evidence, &passages, options.limit)
    }

    /// Adds passages that match the query in other words or in part, and says so.
    fn widen(
        &self,
        query: &Query,
        allowed: &Allowed<'_>,
        evidence: &mut Vec<Evidence>,
        passages: &mut Vec<Passage>,
        understood: &mut Understood,
    ) {
        let mut planner = Planner {
            index: self,
            allowed,
            plan: Plan::default(),
        };
        let mut required = Vec::new();
        for group in &query.groups {
            if group.operands.iter().any(|o| o.quoted) {
                required.push(self.find_group(group, allowed));
            } else {
                group.operands.iter().for_each(|o| planner.add(&o.text));
            }
        }
        let plan = planner.plan;
        let mut more = cover(self, &plan, &required);
        more.retain(|m| passages.iter().all(|p| !p.units(self).contains(&m.unit())));
        if more.is_empty() {
            return;
        }
        understood
            .messages
            .push(match (passages.is_empty(), query.groups.len()) {
                (false, _) => Message::Few,
                (true, 1) => Message::Near,
                (true, _) => Message::Most,
            });
        understood.terms.extend(plan.terms);
        understood.corrections.extend(plan.corrections);
        passages.extend(more);
        let forms = plan.concepts.into_iter().flat_map(|c| c.forms);
        evidence.extend(forms.map(|f| f.evidence));
    }

    /// The units that hold an excluded word, in order.
    fn excluded(&self, operands: &[Operand], allowed: &Allowed<'_>) -> Vec<u32> {
        let mut units = Vec::new();
        for operand in operands {
            let found = self.find(operand, allowed);
            units.extend(found.units().iter().map(|u| u.unit));
        }
        units.sort_unstable();
        units.dedup();
        units
    }

    /// Where a word's forms stand.
    pub(crate) fn find(&self, operand: &Operand, allowed: &Allowed<'_>) -> Evidence {
        Evidence::find(self, &operand.patterns(), allowed)
    }

    fn find_group(&self, group: &Group, allowed: &Allowed<'_>) -> Evidence {
        let patterns: Vec<Pattern> = group.operands.iter().flat_map(Operand::patterns).collect();
        Evidence::find(self, &patterns, allowed)
    }

    /// Whether these characters stand anywhere.
    pub(crate) fn occurs(&self, chars: &[char]) -> bool {
        let codes: Vec<u16> = encode(chars).collect();
        self.stream.find(&codes).next().is_some()
    }

    /// Finds a group's words as typed; words that belong together are taken apart again where they
    /// stand nowhere as one.
    fn look_up(
        &self,
        group: &Group,
        allowed: &Allowed<'_>,
        evidence: &mut Vec<Evidence>,
        understood: &mut Understood,
    ) {
        let found = self.find_group(group, allowed);
        if let [Operand { apart, .. }] = group.operands.as_slice()
            && !apart.is_empty()
            && found.units().is_empty()
        {
            for word in apart {
                let operands = vec![Operand::word(word.clone())];
                self.look_up(&Group { operands }, allowed, evidence, understood);
            }
            return;
        }
        for operand in &group.operands {
            if operand.quoted {
                understood.phrases.push(operand.text.clone());
            } else {
                understood.terms.push(Term {
                    text: operand.text.clone(),
                    kind: TermKind::Word,
                    from: None,
                });
                self.spelled(operand, allowed, understood);
            }
        }
        evidence.push(found);
    }

    /// Says which other spellings of a word were found.
    fn spelled(&self, operand: &Operand, allowed: &Allowed<'_>, understood: &mut Understood) {
        for pattern in operand.patterns().into_iter().skip(1) {
            let found = Evidence::find(self, std::slice::from_ref(&pattern), allowed);
            if !found.units().is_empty() {
                understood.terms.push(Term {
                    text: pattern.spelling.chars.iter().collect(),
                    kind: TermKind::Spelling,
                    from: Some(operand.text.clone()),
                });
            }
        }
    }

    /// A query of filters alone finds the documents that pass, by their titles.
    fn whole_documents(&self, query: &Query, allowed: &Allowed<'_>) -> Vec<Passage> {
        if query.filters.is_empty() {
            return Vec::new();
        }
        let titles = self.first_units.iter().copied();
        titles
            .filter(|unit| allowed.unit(self, *unit))
            .map(|unit| Passage::new(unit, 0))
            .collect()
    }
}

fn understood(given: &str, query: &Query) -> Understood {
    let shown = |operand: &Operand| operand.text.clone();
    Understood {
        given: given.chars().take(2_000).collect(),
        excluded: query.excluded.iter().map(shown).collect(),
        filters: query
            .filters
            .iter()
            .map(|f| FilterShown {
                field: f.field,
                value: f.value.clone(),
                excluded: f.excluded,
            })
            .collect(),
        messages: query.messages.clone(),
        ..Understood::default()
    }
}
