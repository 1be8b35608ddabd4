//! The words of a query in groups, of which one word each must match.

use super::{Message, Part, Query};
use crate::text::encode;
use celan_text::{Spelling, fold, is_document_number, spellings};
use std::ops::Range;

/// Words that are joined at most.
const JOINED: usize = 8;
/// What a numeral counts or orders, by its first character.
const UNITS: &str = "万亿千百元%年月日号条章节篇编款项目个人家名倍次级期岁天吨亩公里台套件批周小分";
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
    /// Without punctuation around it; `None` where there is none, or nothing else.
    pub(crate) fn bare(&self) -> Option<String> {
        let bare = self
            .text
            .trim_matches(|c: char| !c.is_alphanumeric() && c != '%' && c != '+');
        (!bare.is_empty() && bare.len() < self.text.len()).then(|| bare.to_owned())
    }

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

    /// The words as they were typed apart, where there is nothing else and not all are quoted: no
    /// alternative, nothing left out.
    pub(crate) fn only_words(&self) -> Option<Vec<&str>> {
        let mut words = Vec::new();
        let mut all_quoted = true;
        for group in &self.groups {
            let [only] = group.operands.as_slice() else {
                return None;
            };
            all_quoted &= only.quoted;
            if only.apart.is_empty() {
                words.push(only.text.as_str());
            }
            words.extend(only.apart.iter().map(String::as_str));
        }
        (self.excluded.is_empty() && !all_quoted).then_some(words)
    }

    /// Joins neighbouring words that belong together: a document number, a numeral and its unit.
    fn join(&mut self) {
        let mut at = 0;
        while at < self.groups.len() {
            let most = (self.groups.len() - at).min(JOINED);
            let joined = (2..=most).rev().find_map(|count| {
                let words: Option<Vec<String>> = self.groups[at..at + count]
                    .iter()
                    .map(|group| group.only_word().map(str::to_owned))
                    .collect();
                let words = words?;
                let whole = fold(&words.concat()).chars;
                let numeral = || words.windows(2).all(|pair| continues(&pair[0], &pair[1]));
                (is_document_number(&whole) || numeral()).then_some((count, words))
            });
            if let Some((count, apart)) = joined {
                self.replace(at..at + count, apart.concat(), apart);
            }
            at += 1;
        }
    }

    /// Puts one word in the place of some groups; `apart` is what is searched for where it occurs
    /// nowhere.
    pub(crate) fn replace(&mut self, groups: Range<usize>, text: String, apart: Vec<String>) {
        let operand = Operand {
            text,
            quoted: false,
            apart,
        };
        let operands = vec![operand];
        self.groups.splice(groups, [Group { operands }]);
    }
}

/// Whether two words that were typed apart are one numeral expression: 第 25 条, 2018 年, 年 9 月, 500 万元.
fn continues(first: &str, second: &str) -> bool {
    let (first, second) = (fold(first).chars, fold(second).chars);
    let (Some(last), Some(next)) = (first.last(), second.first()) else {
        return false;
    };
    let numeral = |c: &char| {
        c.is_ascii_digit()
            || "〇○零一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟廿卅".contains(*c)
    };
    let ordinal = [&['第'][..], &['专', '栏'], &['附', '件']];
    if ordinal.contains(&first.as_slice()) {
        return numeral(next);
    }
    if matches!(last, '年' | '月') {
        let before = first.len() < 2 || first[..first.len() - 1].iter().any(numeral);
        return before && numeral(next);
    }
    let run = first.iter().rev().take_while(|c| numeral(c)).count();
    let before = &first[..first.len() - run];
    let alone = before.is_empty()
        || ordinal.contains(&before)
        || before.starts_with(&['年'])
        || before.starts_with(&['月']);
    run > 0 && alone && UNITS.contains(*next)
}

impl Group {
    pub(crate) fn only_word(&self) -> Option<&str> {
        match self.operands.as_slice() {
            [only] if !only.quoted => Some(&only.text),
            _ => None,
        }
    }
}
