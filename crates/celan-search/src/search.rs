//! A search from query to answer.

use crate::dictionary::TermKind;
use crate::expansion::cover;
use crate::expansion::{Plan, Planner};
use crate::index::Index;
use crate::matching::{self, Passage};
use crate::matching::{Allowed, Postings, in_all};
use crate::query::{self, Clauses, Group, Message, Operand, Options, Pattern, Query};
use crate::response::{Answer, FilterShown, Matches, Term, Understood};
use crate::scoring::FEW;
use crate::scoring::Ranker;
use crate::text::encode;

/// What a query finds, before it is put in order.
struct Found {
    understood: Understood,
    postings: Vec<Postings>,
    passages: Vec<Passage>,
}

impl Index {
    /// Answers a query.
    ///
    /// Words are joined by AND over a passage: a unit of matching that has them all is a hit, and a
    /// row of a table whose cells have them between them. A query never fails: what is wrong with it
    /// is in `query.messages`, and what can be answered is.
    ///
    /// ```
    /// use celan_search::{Index, Lexicon, Options, Query};
    /// # let mut library = celan_document::Library::default();
    /// # let mut document = celan_document::Document::default();
    /// # document.metadata.title = "促进科技成果转化的意见".into();
    /// # library.documents.push(document);
    /// let index = Index::new(library, Lexicon::default());
    /// let answer = index.search(&Query::parse("科技 \"成果转化\""), Options::default());
    /// assert_eq!(answer.hits[0].highlights, [[2, 4], [4, 8]]);
    /// ```
    pub fn search(&self, query: &Query, options: Options) -> Answer {
        let documents = query::documents(&self.library, query);
        let found = self.passages(query, &documents, options);
        self.sorted(found, options)
    }

    /// Answers a query with the passages of one document; none where the library lacks it.
    ///
    /// Only this document counts: where it has few passages, they are widened, whatever others have.
    pub fn search_in(&self, document: &str, query: &Query, options: Options) -> Answer {
        let mut documents = query::documents(&self.library, query);
        for (passes, other) in documents.iter_mut().zip(&self.library.documents) {
            *passes &= other.metadata.id == document;
        }
        let found = self.passages(query, &documents, options);
        self.sorted(found, options)
    }

    /// The matches of a query in one document, in reading order: those of the passages that
    /// [`search`](Self::search) finds in it.
    pub fn matches_in(&self, document: &str, query: &Query, widen: bool) -> Vec<Matches<'_>> {
        let documents = query::documents(&self.library, query);
        let options = Options {
            widen,
            ..Options::default()
        };
        let found = self.passages(query, &documents, options);
        self.matches_of(document, &found.postings, &found.passages)
    }

    fn sorted(&self, mut found: Found, options: Options) -> Answer {
        matching::sort(self, &mut found.passages, options.sort, options.limit);
        self.answer(
            found.understood,
            &found.postings,
            &found.passages,
            options.limit,
        )
    }

    /// The passages of these documents that match a query, in no order.
    fn passages(&self, query: &Query, documents: &[bool], options: Options) -> Found {
        let clauses = Clauses::of(query);
        let mut understood = understood(query, &clauses);
        let everywhere = Allowed {
            documents,
            excluded: &[],
        };
        let excluded = self.excluded(&clauses.excluded, &everywhere);
        let allowed = Allowed {
            documents,
            excluded: &excluded,
        };
        let mut postings = Vec::new();
        for group in &clauses.groups {
            self.look_up(group, &allowed, &mut postings, &mut understood);
        }
        let filtered = query.filters().next().is_some();
        let mut passages: Vec<Passage> = if !postings.is_empty() {
            let ranker = Ranker::new(self, &postings);
            let found = in_all(self, &postings, &allowed).into_iter();
            found.map(|(unit, row)| ranker.passage(unit, row)).collect()
        } else if filtered {
            self.whole_documents(&allowed)
        } else {
            Vec::new()
        };
        if options.widen && passages.len() < FEW && (passages.is_empty() || clauses.is_open()) {
            self.widen(
                &clauses,
                &allowed,
                &mut postings,
                &mut passages,
                &mut understood,
            );
        }
        if passages.is_empty() && (filtered || !postings.is_empty()) {
            understood.messages.push(Message::Nothing);
        }
        Found {
            understood,
            postings,
            passages,
        }
    }

    /// Adds passages that match the query in other words or in part, and says so.
    fn widen(
        &self,
        query: &Clauses,
        allowed: &Allowed<'_>,
        postings: &mut Vec<Postings>,
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
        let variants = plan.expansions.into_iter().flat_map(|e| e.variants);
        postings.extend(variants.map(|v| v.postings));
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
    pub(crate) fn find(&self, operand: &Operand, allowed: &Allowed<'_>) -> Postings {
        Postings::find(self, &operand.patterns(), allowed)
    }

    fn find_group(&self, group: &Group, allowed: &Allowed<'_>) -> Postings {
        let patterns: Vec<Pattern> = group.operands.iter().flat_map(Operand::patterns).collect();
        Postings::find(self, &patterns, allowed)
    }

    /// Whether these characters stand anywhere.
    pub(crate) fn occurs(&self, chars: &[char]) -> bool {
        let codes: Vec<u16> = encode(chars).collect();
        self.buffer.find(&codes).next().is_some()
    }

    /// Finds a group's words as typed; words that belong together are taken apart again where they
    /// stand nowhere as one.
    fn look_up(
        &self,
        group: &Group,
        allowed: &Allowed<'_>,
        postings: &mut Vec<Postings>,
        understood: &mut Understood,
    ) {
        let found = self.find_group(group, allowed);
        if let [Operand { apart, .. }] = group.operands.as_slice()
            && !apart.is_empty()
            && found.units().is_empty()
        {
            for word in apart {
                let operands = vec![Operand::word(word.clone())];
                self.look_up(&Group { operands }, allowed, postings, understood);
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
        postings.push(found);
    }

    /// Says which other spellings of a word were found.
    fn spelled(&self, operand: &Operand, allowed: &Allowed<'_>, understood: &mut Understood) {
        for pattern in operand.patterns().into_iter().skip(1) {
            let found = Postings::find(self, std::slice::from_ref(&pattern), allowed);
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
    fn whole_documents(&self, allowed: &Allowed<'_>) -> Vec<Passage> {
        let titles = self.first_units.iter().copied();
        titles
            .filter(|unit| allowed.unit(self, *unit))
            .map(|unit| Passage::new(unit, 0))
            .collect()
    }
}

fn understood(query: &Query, clauses: &Clauses) -> Understood {
    let excluded = clauses.excluded.iter().map(|operand| operand.text.clone());
    let filters = query.filters().map(|filter| FilterShown {
        field: filter.field(),
        value: filter.value().to_owned(),
        excluded: filter.excluded(),
    });
    Understood {
        given: query.to_string(),
        excluded: excluded.collect(),
        filters: filters.collect(),
        messages: clauses.messages.clone(),
        ..Understood::default()
    }
}
