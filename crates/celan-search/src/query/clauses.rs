//! The words of a query in groups, of which one word each must match.

use super::{Message, Part, Query};
use crate::text::encode;
use celan_text::{Spelling, fold, is_document_number, spellings};

/// Characters from which a word that is found is taken for a title or a quotation.
const TITLE: usize = 8;

/// What must match and what must not.
#[derive(Debug, Clone, Default)]
pub(crate) struct Clauses {
    /// All must match.
    pub(crate) groups: Vec<Group>,
    /// None may stand in a passage.
    pub(crate) excluded: Vec<Operand>,
    pub(crate) messages: Vec<Message>,
}

/// Words and phrases of which one must match.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) operands: Vec<Operand>,
}

/// A word or phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Operand {
    /// As typed, without quotes.
    pub(crate) text: String,
    pub(crate) quoted: bool,
    /// For words that were typed apart but belong together (国发 2018 25; 500 万元): the words, to
    /// be searched for one by one where the whole stands nowhere.
    pub(crate) apart: Vec<String>,
}

/// A form to look for.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    pub(crate) codes: Vec<u16>,
    pub(crate) spelling: Spelling,
}

impl Operand {
    pub(crate) fn word(text: String) -> Self {
        Self {
            text,
            quoted: false,
            apart: Vec::new(),
        }
    }

    /// The forms that match it, the literal one first; none where nothing but white space is left.
    pub(crate) fn patterns(&self) -> Vec<Pattern> {
        let folded = fold(&self.text).chars;
        let forms = if folded.is_empty() {
            Vec::new()
        } else if self.quoted {
            vec![Spelling {
                chars: folded,
                literal: true,
            }]
        } else {
            spellings(&folded)
        };
        forms
            .into_iter()
            .map(|spelling| Pattern {
                codes: encode(&spelling.chars).collect(),
                spelling,
            })
            .collect()
    }
}

impl Clauses {
    /// The groups of a query; words that belong together are joined.
    pub(crate) fn of(given: &Query) -> Self {
        let mut query = Self {
            messages: given.messages.clone(),
            ..Self::default()
        };
        let mut or = false;
        for part in &given.parts {
            match part {
                Part::Or => or = true,
                Part::Filter(_) => {}
                Part::Word {
                    text,
                    quoted,
                    excluded,
                } => {
                    let operand = Operand {
                        text: text.clone(),
                        quoted: *quoted,
                        apart: Vec::new(),
                    };
                    if *excluded {
                        query.excluded.push(operand);
                    } else if let (true, Some(group)) = (or, query.groups.last_mut()) {
                        group.operands.push(operand);
                    } else {
                        let operands = vec![operand];
                        query.groups.push(Group { operands });
                    }
                    or = false;
                }
            }
        }
        if or {
            query.messages.push(Message::OpenOr);
        }
        query.join();
        let mut groups: Vec<Group> = Vec::new();
        for group in query.groups.drain(..) {
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        query.groups = groups;
        if query.groups.is_empty() && given.filters().next().is_none() {
            query.messages.push(if query.excluded.is_empty() {
                Message::Empty
            } else {
                Message::OnlyExcluded
            });
        }
        query
    }

    /// Whether a query that finds something may mean more than it says: several words, or a short
    /// one; not a number, an article or a whole title.
    pub(crate) fn is_open(&self) -> bool {
        let numbered =
            |text: &str| text.contains(|c: char| matches!(c, '0'..='9' | '０'..='９' | '第'));
        let words: Vec<&str> = self
            .groups
            .iter()
            .flat_map(|g| &g.operands)
            .map(|o| o.text.as_str())
            .collect();
        let long = words.iter().any(|w| w.chars().count() > TITLE);
        !long && !words.iter().any(|w| numbered(w))
    }

    /// Joins neighbouring words that belong together: a document number, an amount and its unit.
    fn join(&mut self) {
        let mut at = 0;
        while at < self.groups.len() {
            let most = (self.groups.len() - at).min(4);
            let joined = (2..=most).rev().find_map(|count| {
                let words: Option<Vec<String>> = self.groups[at..at + count]
                    .iter()
                    .map(Group::only_word)
                    .collect();
                let words = words?;
                let whole = fold(&words.concat()).chars;
                let first = fold(&words[0]).chars;
                let amount = count == 2
                    && first.iter().all(char::is_ascii_digit)
                    && words[1].starts_with([
                        '万', '亿', '千', '百', '元', '%', '％', '年', '月', '个', '人', '家',
                    ]);
                (amount || is_document_number(&whole)).then_some((count, words))
            });
            if let Some((count, apart)) = joined {
                let operand = Operand {
                    text: apart.concat(),
                    quoted: false,
                    apart,
                };
                let operands = vec![operand];
                self.groups.splice(at..at + count, [Group { operands }]);
            }
            at += 1;
        }
    }
}

impl Group {
    fn only_word(&self) -> Option<String> {
        match self.operands.as_slice() {
            [only] if !only.quoted => Some(only.text.clone()),
            _ => None,
        }
    }
}
