//! A search from query to answer.

use crate::dictionary::TermKind;
use crate::documents::{Cards, may_be_cards};
use crate::expansion::cover;
use crate::expansion::{Plan, Planner};
use crate::index::{Index, Unit, show};
use crate::matching::{self, Passage};
use crate::matching::{Allowed, Postings, in_all};
use crate::options::Options;
use crate::query::{self, Clauses, Filter, Group, Message, Operand, Pattern, Query};
use crate::reformulation::Reformulation;
use crate::response::{Answer, DocumentMatches, FilterShown, Spread, Term, Understood};
use crate::scoring::{BESIDE, FEW, Ranker};
use crate::text::encode;
use celan_text::fold;

/// The last character of the Latin blocks.
const LATIN: u16 = 0x24f;

/// What a query finds, before it is put in order.
struct Found {
    understood: Understood,
    cards: Cards,
    spread: Vec<Spread>,
    postings: Vec<Postings>,
    passages: Vec<Passage>,
    /// Whether the query was to be reformulated and could not be.
    waits: bool,
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
        let found = self.passages(query, &documents, &[], options);
        self.sorted(found, options)
    }

    /// Answers a query with the passages of one document, or of what stands below its heading with the
    /// anchor `part`, the heading included, unless that is empty; none where the library lacks it.
    ///
    /// Only this document or part counts: where it has few passages, they are widened, whatever others have.
    pub fn search_in(&self, document: &str, part: &str, query: &Query, options: Options) -> Answer {
        let mut documents = query::documents(&self.library, query);
        for (passes, other) in documents.iter_mut().zip(&self.library.documents) {
            *passes &= other.metadata.id == document;
        }
        let outside = if part.is_empty() {
            Vec::new()
        } else {
            self.outside(document, part)
        };
        let found = self.passages(query, &documents, &outside, options);
        self.sorted(found, options)
    }

    /// The units of a document that do not stand below the heading with this anchor, in order.
    fn outside(&self, document: &str, anchor: &str) -> Vec<u32> {
        let documents = &self.library.documents;
        let own = |unit: &Unit| {
            let of = documents.get(unit.document as usize);
            of.is_some_and(|d| d.metadata.id == document)
        };
        let is_heading =
            |unit: &Unit| show(&self.library, unit).is_some_and(|s| s.anchor == Some(anchor));
        let units = || (0..).zip(&self.units).filter(|(_, unit)| own(unit));
        let heading = units().find(|(_, unit)| is_heading(unit));
        let inside = heading.map_or(0..0, |(number, unit)| number..unit.below);
        let numbers = units().map(|(number, _)| number);
        numbers.filter(|unit| !inside.contains(unit)).collect()
    }

    /// The matches of a query in one document, in reading order: those of the passages that
    /// [`search`](Self::search) finds in it.
    pub fn matches_in(
        &self,
        document: &str,
        query: &Query,
        options: Options,
    ) -> DocumentMatches<'_> {
        let documents = query::documents(&self.library, query);
        let found = self.passages(query, &documents, &[], options);
        DocumentMatches {
            matches: self.matches_of(document, &found.postings, &found.passages),
            waits: found.waits,
        }
    }

    fn sorted(&self, mut found: Found, options: Options) -> Answer {
        matching::sort(self, &mut found.passages, options.sort, options.limit);
        let mut nearest = Vec::new();
        if found.passages.is_empty() && found.cards.ids.is_empty() {
            match options.reformulation {
                Some(with) => nearest = (with.nearest)(self, &found.understood),
                None => found.waits = true,
            }
        }
        let answer = self.answer(
            found.understood,
            &found.postings,
            &found.passages,
            options.limit,
        );
        Answer {
            cards: found.cards.ids,
            spread: found.spread,
            nearest: nearest.into_iter().map(|n| n.text).collect(),
            waits: found.waits,
            ..answer
        }
    }

    /// The passages of these documents that match a query, in no order; none of the units `outside`.
    fn passages(
        &self,
        query: &Query,
        documents: &[bool],
        outside: &[u32],
        options: Options,
    ) -> Found {
        let mut clauses = Clauses::of(query);
        // What occurs nowhere may have to be read otherwise.
        let mut waits = options.reformulation.is_none() && self.has_unknown(query, &clauses);
        let read = |group: &Group| group.only_word().is_some_and(is_latin);
        if clauses.groups.windows(2).any(|pair| pair.iter().all(read)) {
            match options.reformulation {
                Some(with) => (with.join_syllables)(self, &mut clauses),
                None => waits = true,
            }
        }
        let mut understood = understood(query, &clauses);
        let everywhere = Allowed {
            documents,
            excluded: &[],
        };
        let mut excluded = self.excluded(&clauses.excluded, &everywhere);
        excluded.extend(outside);
        excluded.sort_unstable();
        let allowed = Allowed {
            documents,
            excluded: &excluded,
        };
        let mut postings = Vec::new();
        let mut words = Vec::new();
        for group in &clauses.groups {
            self.look_up(group, &allowed, &mut postings, &mut words, &mut understood);
        }
        let typed = postings.len();
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
            waits |= self.widen(
                &clauses,
                &allowed,
                options.reformulation,
                &mut postings,
                &mut passages,
                &mut understood,
            );
        }
        if passages.is_empty() && (filtered || !postings.is_empty()) {
            let none = filtered && !documents.contains(&true);
            understood.messages.push(if none {
                Message::NoDocument
            } else {
                Message::Nothing
            });
        }
        let spread = match options.reformulation {
            Some(with) => (with.spread)(self, &words, &postings[..typed], &passages),
            None => Vec::new(),
        };
        let cards = match options.reformulation {
            Some(with) => (with.cards)(self, &clauses, documents),
            None => {
                waits |= may_be_cards(&clauses);
                Cards::default()
            }
        };
        if cards.exact {
            // All of it named a document.
            understood.missing.clear();
            let asks = |message: &Message| !matches!(message, Message::Without(_));
            understood.messages.retain(asks);
        }
        Found {
            understood,
            cards,
            spread,
            postings,
            passages,
            waits,
        }
    }

    /// Adds passages that match the query in other words or in part, and says so. Returns whether the query
    /// was to be reformulated and could not be.
    fn widen(
        &self,
        query: &Clauses,
        allowed: &Allowed<'_>,
        reformulation: Option<&'static Reformulation>,
        postings: &mut Vec<Postings>,
        passages: &mut Vec<Passage>,
        understood: &mut Understood,
    ) -> bool {
        let mut planner = Planner {
            index: self,
            allowed,
            rereading: reformulation.map(|with| &with.rereading),
            plan: Plan::default(),
            runs: Vec::new(),
            found: 0,
        };
        let mut required = Vec::new();
        for group in &query.groups {
            if group.operands.iter().any(|o| o.quoted) {
                required.push(self.find_group(group, allowed));
            } else {
                group.operands.iter().for_each(|o| planner.add(&o.text));
            }
        }
        let plan = planner.finish();
        let mut more = cover(self, &plan, &required);
        let exact: Vec<_> = passages.iter().map(|p| p.units(self)).collect();
        more.retain(|m| exact.iter().all(|units| !units.contains(&m.unit())));
        // What was found whole is not drowned in what has a part of it.
        if !passages.is_empty() {
            let whole = plan.whole_in(self.units.len());
            let mut kept = 0;
            for at in 0..more.len() {
                if more
                    .get(at)
                    .is_some_and(|m| whole.get(m.unit() as usize) == Some(&true))
                {
                    more.swap(at, kept);
                    kept += 1;
                }
            }
            matching::first(&mut more[kept..], BESIDE);
            more.truncate(kept + BESIDE);
        }
        understood.missing.extend(plan.missing);
        understood.corrections.extend(plan.corrections);
        if more.is_empty() {
            return plan.waits;
        }
        // Where all that was asked is known, the answer may well be first: nothing has failed.
        understood
            .messages
            .extend(match understood.missing.is_empty() {
                true => None,
                false => Some(Message::Without(understood.missing.clone())),
            });
        understood.terms.extend(plan.terms);
        passages.extend(more);
        let variants = plan.expansions.into_iter().flat_map(|e| e.variants);
        // Where it stands as typed, that is what was found.
        postings.extend(variants.map(|mut v| {
            v.postings.forget(&exact);
            v.postings
        }));
        plan.waits
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

    /// Whether these characters occur, and not only inside a longer Latin word.
    pub(crate) fn occurs_as_word(&self, chars: &[char]) -> bool {
        let codes: Vec<u16> = encode(chars).collect();
        let latin = |at: Option<u32>| {
            let code = at.and_then(|at| self.buffer.code(at));
            code.and_then(|code| char::from_u32(u32::from(code)))
                .is_some_and(|c| c.is_ascii_alphabetic())
        };
        let length = codes.len() as u32;
        let mut found = self.buffer.find(&codes);
        let (first, last) = (chars.first(), chars.last());
        let letter = |c: Option<&char>| c.is_some_and(char::is_ascii_alphabetic);
        found.any(|at| {
            !(letter(first) && latin(at.checked_sub(1)) || letter(last) && latin(Some(at + length)))
        })
    }

    /// Whether a query has characters beyond Latin that occur nowhere.
    fn has_unknown(&self, query: &Query, clauses: &Clauses) -> bool {
        let operands = clauses.groups.iter().flat_map(|group| &group.operands);
        let texts = operands.chain(&clauses.excluded).map(|o| o.text.as_str());
        let mut texts = texts.chain(query.filters().map(Filter::value));
        texts.any(|text| {
            encode(&fold(text).chars).any(|code| code > LATIN && self.buffer.count(code) == 0)
        })
    }

    /// Whether these characters occur anywhere.
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
        words: &mut Vec<String>,
        understood: &mut Understood,
    ) {
        let found = self.find_group(group, allowed);
        if let [operand @ Operand { apart, .. }] = group.operands.as_slice()
            && found.units().is_empty()
            && !operand.quoted
        {
            let bare = operand.bare();
            for word in apart.iter().chain(&bare) {
                let operands = vec![Operand::word(word.clone())];
                let group = Group { operands };
                self.look_up(&group, allowed, postings, words, understood);
            }
            if !apart.is_empty() || bare.is_some() {
                return;
            }
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
        let texts: Vec<&str> = group.operands.iter().map(|o| o.text.as_str()).collect();
        words.push(texts.join(" | "));
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

/// Whether a word may be a syllable of pinyin.
fn is_latin(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_lowercase())
}
