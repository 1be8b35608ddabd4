//! A word of a query cut into terms, ways of saying, and words of questions.

use super::bloom::add;
use super::lexicon::Words;
use celan_text::is_letter_or_numeral;

/// Characters of the longest term that is looked for.
const LONGEST: usize = 16;

/// A part of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub(crate) chars: &'a [char],
    pub(crate) kind: Kind,
}

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A term of the vocabulary, a way of saying, a number or a word in letters.
    Known,
    /// A word of questions, with its wish.
    Asked(u32),
    /// Characters between known parts.
    Unknown,
}

/// Cuts a folded word so that the squares of its known parts' lengths sum to the most: long terms
/// before short ones, ways of saying before terms as long.
pub(crate) fn segment<'a>(words: &Words, chars: &'a [char]) -> Vec<Token<'a>> {
    let longest = LONGEST.max(words.thesaurus.longest());
    join_unknown(chars, cut(words, chars, longest))
}

/// Cuts as [`segment`] does, into parts of at most `longest` characters, and leaves unknown
/// characters one by one.
pub(crate) fn cut<'a>(words: &Words, chars: &'a [char], longest: usize) -> Vec<Token<'a>> {
    // Of each end: the best sum up to there, the start of the last part, and what it is.
    let mut best = vec![(0, 0, Kind::Unknown); chars.len() + 1];
    for start in 0..chars.len() {
        let before = best[start].0;
        let mut part = 0;
        for end in start + 1..=chars.len().min(start + longest) {
            part = add(part, chars[end - 1] as u32);
            if let Some((worth, kind)) = known(words, chars, start, end, part)
                && before + worth > best[end].0
            {
                best[end] = (before + worth, start, kind);
            }
        }
        if best[start + 1].0 <= before {
            best[start + 1] = (before, start, Kind::Unknown);
        }
    }
    let mut tokens: Vec<Token<'a>> = Vec::new();
    let mut end = chars.len();
    while end > 0 {
        let (_, start, kind) = best[end];
        tokens.push(Token {
            chars: &chars[start..end],
            kind,
        });
        end = start;
    }
    tokens.reverse();
    tokens
}

/// What the part with this sum is, and what it is worth.
fn known(words: &Words, chars: &[char], start: usize, end: usize, sum: u32) -> Option<(u32, Kind)> {
    let part = &chars[start..end];
    let len = part.len() as u32;
    if words.thesaurus.may_hold(sum) {
        if let Some(wish) = words.thesaurus.wish(part) {
            let worth = if len == 1 { 1 } else { 2 * len * len + 2 };
            return Some((worth, Kind::Asked(wish)));
        }
        if words.thesaurus.is_said(part) {
            return Some((2 * len * len + 1, Kind::Known));
        }
    }
    let latin = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '&' | '/' | '%');
    let digits = part.iter().take_while(|c| c.is_ascii_digit()).count();
    let year = digits > 0 && matches!(&part[digits..], ['年' | '月' | '%']);
    let joined = |at: Option<&char>| at.is_some_and(latin);
    let word = part.iter().all(latin) && !joined(chars.get(end)) && !joined(chars[..start].last());
    let term = len > 1 && words.terms.frequency(part).is_some();
    (term || year || word).then_some((2 * len * len, Kind::Known))
}

/// Joins neighbouring unknown characters; punctuation between them is dropped.
fn join_unknown<'a>(chars: &'a [char], tokens: Vec<Token<'a>>) -> Vec<Token<'a>> {
    let mut joined: Vec<Token<'a>> = Vec::new();
    let (mut at, mut open) = (0, false);
    for token in tokens {
        let start = at;
        at += token.chars.len();
        let unknown = token.kind == Kind::Unknown;
        if unknown && !token.chars.iter().any(|c| is_letter_or_numeral(*c)) {
            open = false;
            continue;
        }
        match joined.last_mut() {
            Some(last) if unknown && open => {
                last.chars = &chars[start - last.chars.len()..at];
            }
            _ => joined.push(token),
        }
        open = unknown;
    }
    joined
}
