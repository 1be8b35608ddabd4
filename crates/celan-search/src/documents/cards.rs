//! The documents that a query asks for as a whole: by number, by title, or by year, issuer, level and
//! kind.

use super::number::asked_number;
use crate::dictionary::{Kind, segment};
use crate::index::Index;
use crate::query::Clauses;
use celan_document::Metadata;
use celan_text::{fold, is_han};

/// Kinds of documents by the end of their titles.
const KINDS: [&str; 20] = [
    "意见",
    "办法",
    "规划",
    "方案",
    "纲要",
    "条例",
    "措施",
    "通知",
    "决定",
    "规定",
    "细则",
    "要点",
    "计划",
    "公告",
    "通告",
    "政策措施",
    "指南",
    "章程",
    "批复",
    "令",
];
/// Words for a document of any kind.
const ANY_KIND: [&str; 8] = [
    "文件",
    "政策",
    "政策文件",
    "文",
    "公文",
    "法规",
    "全文",
    "原文",
];
/// Words around the name of a document.
const AROUND: [&str; 22] = [
    "的", "发", "出", "出台", "印发", "发布", "发的", "制定", "关于", "年", "年度", "下发", "若干",
    "有", "那个", "那份", "这份", "份", "找", "查", "看", "和",
];
/// Cards at most.
const MOST: usize = 12;
/// Characters of a title that are enough to name it.
const ENOUGH: usize = 4;

/// The documents that answer a query as a whole.
#[derive(Debug, Default)]
pub(crate) struct Cards {
    pub(crate) ids: Vec<String>,
    /// Whether the query is a document's number or title, and nothing else.
    pub(crate) exact: bool,
}

/// What a query says of a document.
#[derive(Debug, Default)]
struct Asked<'a> {
    years: Vec<u16>,
    kinds: Vec<&'a [char]>,
    any_kind: bool,
    /// What must be an issuer, a level or in the title.
    words: Vec<&'a [char]>,
}

impl Index {
    /// The documents that answer as a whole, the best first; none where more is asked than a
    /// document is.
    pub(crate) fn cards(&self, clauses: &Clauses, documents: &[bool]) -> Cards {
        let words = clauses.only_words().unwrap_or_default();
        // What was typed apart stays apart: 2015 8 is not 20158.
        let chars = fold(&words.join("/")).chars;
        if chars.is_empty() || chars.len() > LONGEST {
            return Cards::default();
        }
        let number = asked_number(&chars);
        let asked = self.asked(&chars);
        let mut found: Vec<(u32, usize)> = Vec::new();
        for (at, document) in self.library.documents.iter().enumerate() {
            if documents.get(at) != Some(&true) {
                continue;
            }
            let metadata = &document.metadata;
            let numbers = [&metadata.number, &metadata.number_printed];
            let numbered = number.as_ref().is_some_and(|asked| {
                let mut numbers = numbers.iter().filter_map(|number| number.as_deref());
                numbers.any(|number| asked.is(&fold(number).chars))
            });
            let score = if numbered {
                Some(u32::MAX)
            } else {
                self.describes(&asked, metadata, &chars)
            };
            found.extend(score.map(|score| (score, at)));
        }
        found.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
        // A document that is named leaves no room for those that only share words with it.
        let best = found.first().map_or(0, |(score, _)| *score);
        found.retain(|(score, _)| best < NAMED || *score >= NAMED);
        let ids = found.into_iter().take(MOST);
        let ids = ids.filter_map(|(_, at)| self.library.documents.get(at));
        Cards {
            ids: ids.map(|document| document.metadata.id.clone()).collect(),
            exact: best == u32::MAX,
        }
    }

    fn asked<'a>(&self, chars: &'a [char]) -> Asked<'a> {
        let mut asked = Asked::default();
        let is = |words: &[&str], part: &[char]| {
            words.iter().any(|w| w.chars().eq(part.iter().copied()))
        };
        let mut rest = chars;
        while !rest.is_empty() {
            if let Some((year, len)) = year(rest) {
                asked.years.push(year);
                rest = &rest[len..];
                continue;
            }
            let longest = |words: &[&str]| {
                let fits = |w: &&&str| w.chars().eq(rest.iter().copied().take(w.chars().count()));
                words
                    .iter()
                    .filter(fits)
                    .map(|w| w.chars().count())
                    .max()
                    .unwrap_or(0)
            };
            let token = segment(&self.words, rest).into_iter().next();
            let token = token.filter(|t| std::ptr::eq(t.chars.as_ptr(), rest.as_ptr()));
            let (len, known) =
                token.map_or((1, false), |t| (t.chars.len(), t.kind != Kind::Unknown));
            let name = longest(&KINDS).max(longest(&ANY_KIND));
            let around = longest(&AROUND);
            let len = if known && len > name.max(around) {
                len
            } else if name.max(around) > 0 {
                name.max(around)
            } else if known {
                len
            } else {
                1
            };
            let (part, after) = rest.split_at(len.min(rest.len()));
            rest = after;
            if is(&KINDS, part) {
                asked.kinds.push(part);
            } else if is(&ANY_KIND, part) {
                asked.any_kind = true;
            } else if !is(&AROUND, part)
                && part.iter().any(|c| c.is_ascii_alphanumeric() || is_han(*c))
            {
                asked.words.push(part);
            }
        }
        asked
    }

    /// How well a document is what is asked for; `None` where it is not.
    fn describes(&self, asked: &Asked<'_>, metadata: &Metadata, typed: &[char]) -> Option<u32> {
        let folded = |text: &str| -> Vec<char> { letters(&fold(text).chars) };
        let optional = |text: &Option<String>| folded(text.as_deref().unwrap_or(""));
        let (title, notice) = (folded(&metadata.title), optional(&metadata.notice));
        let typed = letters(typed);
        if typed == title || typed == notice {
            return Some(u32::MAX);
        }
        let has = |text: &[char], part: &[char]| text.windows(part.len().max(1)).any(|w| w == part);
        if !asked.years.is_empty() {
            let year = metadata.date.as_ref().map(|date| date.year());
            let named = |y: &u16| {
                let digits: Vec<char> = y.to_string().chars().collect();
                year == Some(*y) || has(&title, &digits)
            };
            if !asked.years.iter().any(named) {
                return None;
            }
        }
        if !asked
            .kinds
            .iter()
            .all(|kind| has(&title, kind) || has(&notice, kind))
        {
            return None;
        }
        let level = optional(&metadata.level);
        let issuers: Vec<Vec<char>> = metadata.issuers.iter().map(|i| folded(i)).collect();
        let (mut named, mut properties) = (0, u32::from(!asked.years.is_empty()));
        let mut whole = 0;
        for word in &asked.words {
            let meant = self.words.thesaurus.meant(word);
            let meant = meant
                .iter()
                .filter(|m| m.weight >= NEAR)
                .map(|m| letters(&fold(&m.text).chars));
            let forms: Vec<Vec<char>> = [letters(word)].into_iter().chain(meant).collect();
            let in_title = forms
                .iter()
                .filter(|form| has(&title, form) || has(&notice, form));
            let issues = |form: &Vec<char>| issuers.iter().any(|issuer| has(issuer, form));
            let in_title = in_title.map(Vec::len).max();
            named += in_title.unwrap_or(0);
            let issues = forms.iter().any(issues);
            let is_level = !level.is_empty() && forms.contains(&level);
            properties += u32::from(issues || is_level);
            whole += u32::from(is_level || issuers.iter().any(|issuer| forms.contains(issuer)));
            if in_title.is_none() && !issues && !is_level {
                return None;
            }
        }
        let kind = asked.any_kind || !asked.kinds.is_empty();
        let share = named * 10 / title.len().max(1);
        let is_named = named >= ENOUGH && (!asked.kinds.is_empty() || share >= 6 || properties > 0)
            || named > 1 && kind && share >= 1
            || has(&title, &typed) && typed.len() >= 6;
        let is_described =
            properties > 0 && named == 0 && (kind || properties > 1 || !asked.years.is_empty());
        if !is_named && !is_described {
            return None;
        }
        let whole_name = named >= ENOUGH && share >= 6;
        let score =
            (share as u32) * 8 + properties * 4 + whole * 100 + u32::from(has(&title, &typed)) * 40;
        Some(if whole_name { NAMED + score } else { score + 1 })
    }
}

/// Characters of a query that may name a document.
const LONGEST: usize = 80;
/// The score from which a document is named and not only described.
const NAMED: u32 = 1000;
/// How near a synonym must be to name a document.
const NEAR: u8 = 75;

/// Without punctuation.
fn letters(chars: &[char]) -> Vec<char> {
    let is = |c: &&char| c.is_ascii_alphanumeric() || is_han(**c);
    chars.iter().filter(is).copied().collect()
}

/// The year that characters begin with, and its length.
fn year(chars: &[char]) -> Option<(u16, usize)> {
    let four = chars.get(..4)?;
    let digit = |c: &char| {
        let chinese = "〇一二三四五六七八九".chars().position(|known| known == *c);
        let chinese = chinese.and_then(|at| u32::try_from(at).ok());
        c.to_digit(10)
            .or(chinese)
            .or((*c == '零' || *c == '○').then_some(0))
    };
    let digits: Option<Vec<u32>> = four.iter().map(digit).collect();
    let year = digits?.into_iter().fold(0, |year, digit| year * 10 + digit);
    let year = u16::try_from(year).ok()?;
    let more = chars.get(4).is_some_and(char::is_ascii_digit);
    let len = 4 + usize::from(chars.get(4) == Some(&'年'));
    ((1949..=2099).contains(&year) && !more).then_some((year, len))
}
