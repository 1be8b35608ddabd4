//! The documents that a query asks for as a whole: by number, by title, or by year, issuer, level and
//! kind.

use super::number::{asked_number, in_digits};
use crate::dictionary::{Kind, segment};
use crate::index::{Description, Index, letters};
use crate::query::Clauses;
use celan_text::{fold, is_han, second_reading};
use std::cmp::Reverse;

/// Kinds of documents by the end of their titles.
const KINDS: &str = "\
    意见 办法 规划 方案 纲要 条例 措施 通知 决定 规定 细则 要点 计划 公告 通告 \
    政策措施 指南 章程 批复 令";
/// Words for a document of any kind.
const ANY_KIND: &str = "文件 政策 政策文件 文 公文 法规 全文 原文";
/// Words around the name of a document.
const AROUND: &str = "\
    的 发 出 出台 印发 发布 发的 制定 关于 年 年度 下发 若干 有 那个 那份 这份 \
    份 和 级";
/// What is said before a document that one wants to have, and after it.
const WANTED: &str = "\
    直接去 打开 跳到 去 请 帮我 我要 我想 给我 找一下 查一下 看一下 找到 查找 找 \
    查 看 文号 标题";
const WANTED_AFTER: &str = "在哪里 在哪 怎么找 全文 原文 的通知 通知 下载 文件 文";
/// Words that ask for all documents of a kind; with the last of them the latest stand first.
const ALL: &str = "有哪些 哪些 所有 全部 最近 最新 新出台";
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
    /// Days, months or years, as dates begin.
    dates: Vec<String>,
    /// What stands before 号.
    serial: Option<&'a [char]>,
    kinds: Vec<&'a [char]>,
    any_kind: bool,
    /// Whether all of a kind are asked for.
    all: bool,
    /// Whether the latest come first.
    latest: bool,
    /// What must be an issuer, a level or in the title.
    words: Vec<&'a [char]>,
    /// For each of these, itself and what it means, without punctuation.
    forms: Vec<Vec<Vec<char>>>,
}

/// Whether a query may be answered by cards: it has a number or a kind.
pub(crate) fn may_be_cards(clauses: &Clauses) -> bool {
    let numeral = |c: char| c.is_ascii_digit() || celan_text::is_numeral(c);
    let kinds = || KINDS.split(' ').chain(ANY_KIND.split(' '));
    let named = |word: &&str| word.contains(numeral) || kinds().any(|kind| word.contains(kind));
    clauses.only_words().unwrap_or_default().iter().any(named)
}

impl Index {
    /// The documents that answer as a whole, the best first; none where more is asked than a
    /// document is.
    pub(crate) fn cards(&self, clauses: &Clauses, documents: &[bool]) -> Cards {
        let words = clauses.only_words().unwrap_or_default();
        // What was typed apart stays apart: 2015 8 is not 20158.
        let mut chars = fold(&words.join("/")).chars;
        for c in &mut chars {
            *c = second_reading(*c).unwrap_or(*c);
        }
        let chars = in_digits(&chars);
        let chars = without(&chars, WANTED, |chars, word| chars.strip_prefix(word));
        if chars.is_empty() || chars.len() > LONGEST {
            return Cards::default();
        }
        let number = asked_number(without(chars, WANTED_AFTER, |c, word| c.strip_suffix(word)));
        let asked = self.asked(chars);
        let typed = letters(chars);
        let mut found: Vec<(u32, usize)> = Vec::new();
        for (at, description) in self.descriptions().iter().enumerate() {
            if documents.get(at) != Some(&true) {
                continue;
            }
            let numbers = [&description.number, &description.number_printed];
            let numbered = number
                .as_ref()
                .is_some_and(|asked| numbers.iter().any(|number| asked.is(number)));
            let score = if numbered {
                Some(u32::MAX)
            } else {
                describes(&asked, description, &typed)
            };
            found.extend(score.map(|score| (score, at)));
        }
        let date = |at: usize| {
            let document = self.library.documents.get(at);
            let date = document.and_then(|document| document.metadata.date.as_ref());
            date.filter(|_| asked.latest).map(|date| date.as_str())
        };
        found.sort_by_key(|(score, at)| (Reverse(date(*at)), Reverse(*score), *at));
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
        let is = |words: &str, part: &[char]| {
            words.split(' ').any(|w| w.chars().eq(part.iter().copied()))
        };
        let mut rest = chars;
        while !rest.is_empty() {
            if let Some((date, len)) = date(rest) {
                asked.dates.push(date);
                rest = &rest[len..];
                continue;
            }
            let digits = digits(rest);
            if digits > 0 && rest.get(digits) == Some(&'号') {
                asked.serial = Some(&rest[..digits]);
                rest = &rest[digits + 1..];
                continue;
            }
            let longest = |words: &str| {
                let words = words.split(' ').map(|w| (w, w.chars().count()));
                let fits = |(w, len): &(&str, usize)| w.chars().eq(rest.iter().copied().take(*len));
                words.filter(fits).map(|(_, len)| len).max().unwrap_or(0)
            };
            let token = segment(&self.words, rest).into_iter().next();
            let token = token.filter(|t| std::ptr::eq(t.chars.as_ptr(), rest.as_ptr()));
            let (len, known) =
                token.map_or((1, false), |t| (t.chars.len(), t.kind != Kind::Unknown));
            let name = longest(KINDS).max(longest(ANY_KIND));
            let around = longest(AROUND).max(longest(ALL));
            let len = match name.max(around) {
                0 if !known => 1,
                named if known => len.max(named),
                named => named,
            };
            // 改革方案 is a word and a kind.
            let kind = |at: &usize| is(KINDS, &rest[*at..len]);
            let head = (2..len.saturating_sub(1)).find(kind).filter(|_| name < len);
            let (part, after) = rest.split_at(head.unwrap_or(len));
            rest = after;
            if is(KINDS, part) {
                asked.kinds.push(part);
            } else if is(ANY_KIND, part) {
                asked.any_kind = true;
            } else if is(ALL, part) {
                asked.all = true;
                // 最近, 最新, 新出台
                asked.latest |= part.contains(&'新') || part.contains(&'近');
            } else if !is(AROUND, part)
                && part.iter().any(|c| c.is_ascii_alphanumeric() || is_han(*c))
            {
                asked.words.push(part);
            }
        }
        let forms = |word: &&[char]| {
            let meant = self.words.thesaurus.meant(word).into_iter();
            let meant = meant.filter(|m| m.weight >= NEAR);
            let meant = meant.map(|m| letters(&fold(&m.text).chars));
            [letters(word)].into_iter().chain(meant).collect()
        };
        asked.forms = asked.words.iter().map(forms).collect();
        asked
    }
}

/// How well a document is what is asked for, whose letters are `typed`; `None` where it is not.
fn describes(asked: &Asked<'_>, description: &Description, typed: &[char]) -> Option<u32> {
    let Description {
        title,
        notice,
        level,
        issuers,
        number,
        date,
        ..
    } = description;
    if typed == title || typed == notice {
        return Some(u32::MAX);
    }
    let has = |text: &[char], part: &[char]| text.windows(part.len().max(1)).any(|w| w == part);
    let dated = |asked: &String| {
        let year: Vec<char> = asked.chars().take(4).collect();
        date.starts_with(asked.as_str()) || asked.len() == year.len() && has(title, &year)
    };
    if !asked.dates.is_empty() && !asked.dates.iter().any(dated) {
        return None;
    }
    let mut numbers = number.split(|c| !c.is_ascii_digit()).rev();
    if asked.serial.is_some() && asked.serial != numbers.find(|run| !run.is_empty()) {
        return None;
    }
    if !asked
        .kinds
        .iter()
        .all(|kind| has(title, kind) || has(notice, kind))
    {
        return None;
    }
    let (mut named, mut properties) = (0, u32::from(!asked.dates.is_empty()));
    properties += u32::from(asked.serial.is_some());
    // What is named besides issuer and level.
    let mut named_only = 0;
    let mut whole = 0;
    for (word, forms) in asked.words.iter().zip(&asked.forms) {
        let in_title = forms
            .iter()
            .filter(|form| stands_in(title, form) || stands_in(notice, form));
        let issues = |form: &Vec<char>| issuers.iter().any(|issuer| has(issuer, form));
        let in_title = in_title.map(Vec::len).max();
        named += in_title.unwrap_or(0);
        let issues = forms.iter().any(issues);
        let is_level = !level.is_empty() && forms.contains(level) || has(number, word);
        if !issues && !is_level {
            named_only += in_title.unwrap_or(0);
        }
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
        || has(title, typed) && typed.len() >= 6;
    let is_described =
        properties > 0 && named_only == 0 && (kind || properties > 1 || !asked.dates.is_empty())
            || asked.all && kind && named_only == 0;
    if !is_named && !is_described {
        return None;
    }
    let whole_name = named >= ENOUGH && share >= 6;
    let score =
        (share as u32) * 8 + properties * 4 + whole * 100 + u32::from(has(title, typed)) * 40;
    Some(if whole_name { NAMED + score } else { score + 1 })
}

/// Characters of a query that may name a document.
const LONGEST: usize = 80;
/// The score from which a document is named and not only described.
const NAMED: u32 = 1000;
/// How near a synonym must be to name a document.
const NEAR: u8 = 75;

/// Without the words at one of its ends, however many.
fn without<'a>(
    mut chars: &'a [char],
    words: &str,
    strip: fn(&'a [char], &[char]) -> Option<&'a [char]>,
) -> &'a [char] {
    let sign = |chars: &&[char]| chars.first() == Some(&'/') || chars.last() == Some(&'/');
    while let Some(rest) = words.split(' ').find_map(|word| {
        let word: Vec<char> = word.chars().collect();
        strip(chars, &word).filter(|rest| !rest.is_empty())
    }) {
        chars = rest;
        if sign(&chars) {
            chars = strip(chars, &['/']).unwrap_or(chars);
        }
    }
    chars
}

/// Whether a text has a word, or both parts of it one after the other: a title has more between them.
fn stands_in(text: &[char], word: &[char]) -> bool {
    let find =
        |text: &[char], part: &[char]| text.windows(part.len().max(1)).position(|w| w == part);
    let parted = |at: usize| {
        let (first, second) = word.split_at(at);
        let after = find(text, first).map(|found| &text[found + first.len()..]);
        after.is_some_and(|rest| find(rest, second).is_some())
    };
    find(text, word).is_some() || (2..(word.len() + 1).saturating_sub(2)).any(parted)
}

/// How many digits characters begin with.
fn digits(chars: &[char]) -> usize {
    chars.iter().take_while(|c| c.is_ascii_digit()).count()
}

/// The year that characters begin with, with month and day where they follow, as dates begin; and the
/// length.
fn date(chars: &[char]) -> Option<(String, usize)> {
    let short = digits(chars) == 2 && chars.get(2) == Some(&'年');
    let mut len = if short { 2 } else { 4 };
    let chinese = |c: &char| match c {
        '零' | '○' => Some(0),
        c => celan_text::digit(*c).or_else(|| {
            "〇一二三四五六七八九"
                .chars()
                .zip(0..)
                .find_map(|(known, n)| (known == *c).then_some(n))
        }),
    };
    let year: Option<Vec<u32>> = chars.get(..len)?.iter().map(chinese).collect();
    let year = year?.into_iter().fold(0, |year, digit| year * 10 + digit);
    let year = if short { 2000 + year } else { year };
    if !(1949..=2099).contains(&year) || chars.get(len).is_some_and(char::is_ascii_digit) {
        return None;
    }
    let mut date = year.to_string();
    len += usize::from(chars.get(len) == Some(&'年'));
    for unit in ['月', '日'] {
        let rest = &chars[len..];
        let digits = digits(rest);
        if digits == 0 || rest.get(digits) != Some(&unit) {
            break;
        }
        let number: String = rest[..digits].iter().collect();
        date.push_str(&format!("-{number:0>2}"));
        len += digits + 1;
    }
    Some((date, len))
}
