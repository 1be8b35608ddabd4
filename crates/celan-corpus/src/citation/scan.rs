//! Finds titles and document numbers in a text, without knowing any library.

use crate::title::fold_title;
use celan_document::Span;
use celan_text::{NUMBER_BRACKETS, fold_char};

/// What a text mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mention {
    /// The folded title between 《 and 》.
    Title(String),
    /// A document number in its normal form.
    Number(String),
}

/// No title is longer, in characters.
const LONGEST_TITLE: usize = 150;

/// Titles and numbers in order; numbers inside a title belong to it.
pub(super) fn mentions(chars: &[char]) -> Vec<(Span, Mention)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let (end, mention) = if chars[at] == '《' {
            match title_end(chars, at) {
                Some(end) => {
                    let title: String = chars[at + 1..end - 1].iter().collect();
                    (end, Mention::Title(fold_title(&title)))
                }
                None => (at + 1, Mention::Title(String::new())),
            }
        } else if let Some((start, end, number)) = number_at(chars, at) {
            let start = start.max(
                found
                    .last()
                    .map_or(0, |(span, _): &(Span, Mention)| span.end as usize),
            );
            found.push((Span::new(start, end), Mention::Number(number)));
            at = end;
            continue;
        } else {
            at += 1;
            continue;
        };
        if mention != Mention::Title(String::new()) {
            found.push((Span::new(at, end), mention));
        }
        at = end;
    }
    found
}

/// One past the 》 that closes the 《 at `start`; nested ones count.
fn title_end(chars: &[char], start: usize) -> Option<usize> {
    let mut depth = 0;
    for (i, c) in chars.iter().enumerate().skip(start).take(LONGEST_TITLE) {
        match c {
            '《' => depth += 1,
            '》' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(i + 1);
        }
    }
    None
}

/// Characters that stand before an issuer's mark and do not belong to it (按照国发〔2018〕25号).
const BEFORE: &str = "据照按依和与及见以由于对将在了为是的号等即如到从向把被经遵循行实";

/// The state's name, which an order's number may begin with.
const STATE: &str = "中华人民共和国";

/// The number whose bracket or 令 is at `at`: start, end, normal form.
fn number_at(chars: &[char], at: usize) -> Option<(usize, usize, String)> {
    let folded = |c: char| fold_char(c).unwrap_or(c);
    let first = folded(chars[at]);
    let (year, mut end) = match chars[at] {
        _ if NUMBER_BRACKETS.iter().any(|(open, _)| *open == first) => {
            let (year, end) = digits(chars, at + 1)?;
            let close = spaces(chars, end);
            let last = folded(*chars.get(close)?);
            let closes = NUMBER_BRACKETS.iter().any(|(_, close)| *close == last);
            if !closes || !(1949..2100).contains(&year) {
                return None;
            }
            (Some(year), close + 1)
        }
        '令' => (None, at + 1),
        _ => return None,
    };
    end = spaces(chars, end);
    let ordinal = chars.get(end) == Some(&'第');
    if ordinal {
        end += 1;
    } else if year.is_none() {
        return None;
    }
    let (serial, end) = digits(chars, end)?;
    let end = spaces(chars, end);
    if chars.get(end) != Some(&'号') {
        return None;
    }
    let mark_end = if year.is_none() {
        at + 1
    } else {
        at - chars[..at]
            .iter()
            .rev()
            .take_while(|c| c.is_whitespace())
            .count()
    };
    let start = mark_start(chars, mark_end);
    let mark: String = chars[start..mark_end]
        .iter()
        .filter(|c| !c.is_whitespace())
        .collect();
    let mark = mark.strip_prefix(STATE).unwrap_or(&mark);
    let year = year.map_or(String::new(), |year| year.to_string());
    (mark.chars().count() >= 2).then(|| (start, end + 1, format!("{mark}[{year}]{serial}")))
}

/// Where the issuer's mark that ends at `end` begins.
fn mark_start(chars: &[char], end: usize) -> usize {
    const LONGEST: usize = 18;
    let run = chars[..end]
        .iter()
        .rev()
        .take(LONGEST)
        .take_while(|c| celan_text::is_han(**c));
    let start = end - run.count();
    let state: Vec<char> = STATE.chars().collect();
    let named = chars[start..end]
        .windows(state.len())
        .rposition(|w| w == state);
    let own = named.map_or(start, |at| start + at + state.len());
    let cut = chars[own..end].iter().rposition(|c| BEFORE.contains(*c));
    match (cut, named) {
        (Some(cut), _) => own + cut + 1,
        (None, Some(at)) => start + at,
        (None, None) => start,
    }
}

fn spaces(chars: &[char], at: usize) -> usize {
    at + chars[at.min(chars.len())..]
        .iter()
        .take_while(|c| c.is_whitespace())
        .count()
}

/// The number that stands at `at`, white space before it aside, and where it ends.
fn digits(chars: &[char], at: usize) -> Option<(u32, usize)> {
    let start = spaces(chars, at);
    let digits: String = chars
        .get(start..)?
        .iter()
        .take(7)
        .map_while(|c| fold_char(*c).filter(char::is_ascii_digit))
        .collect();
    let number = digits.parse().ok()?;
    (digits.len() < 7).then_some((number, start + digits.len()))
}

/// Whether only an opening bracket or white space stands between two mentions: 《…》（国发〔2018〕25号）.
pub(super) fn belongs(chars: &[char], first: Span, second: Span) -> bool {
    let between = chars.get(first.end as usize..second.start as usize);
    between.is_some_and(|between| {
        between
            .iter()
            .all(|c| c.is_whitespace() || matches!(c, '（' | '('))
    })
}
