//! Spelling correction: a word that occurs nowhere read as one that sounds like it or is near to it.

use super::expand::{MOST_READINGS, Planner};
use crate::dictionary::{Kind, TermKind, segment};
use crate::response::Correction;
use crate::scoring::{HOMOPHONE, NEAR};
use celan_text::fold;

/// Whether a term is what was meant by a word near to it, and the word is not one of its own: 服务员 is
/// no slip in 服务业, and 换项目负责人 none in 项目负责人.
fn is_slip(word: &[char], term: &[char], is_term: impl Fn(&[char]) -> bool) -> bool {
    let (Some((_, tail)), Some((_, head))) = (word.split_first(), word.split_last()) else {
        return false;
    };
    if term.len() < word.len() {
        // Only a character that was typed twice is one too many.
        let twice = (1..word.len()).filter(|at| word[*at] == word[at - 1]);
        return twice
            .map(|at| [&word[..at], &word[at + 1..]].concat())
            .any(|rest| rest == term);
    }
    let compound = is_term(head) || is_term(tail);
    let swapped = || {
        let differ = word.iter().zip(term).filter(|(a, b)| a != b);
        term.len() == word.len() && differ.count() == 2
    };
    !compound || swapped() || term.starts_with(word) || term.ends_with(word)
}

/// Reads a word that occurs nowhere as one that sounds like it or is near to it. One of two
/// characters is only offered, and so is what sounds like a word that is made of known ones.
pub(crate) fn mend(planner: &mut Planner<'_>, word: &str, chars: &[char]) -> bool {
    let words = &planner.index.words;
    let lists = [&words.terms, &words.names];
    let same = lists.iter().flat_map(|list| list.homophones(chars));
    let mut found: Vec<(String, TermKind, u64)> = same
        .map(|f| (f.text, TermKind::Homophone, HOMOPHONE))
        .collect();
    let parts = segment(words, chars);
    let made_of_known = parts.len() > 1 && parts.iter().all(|part| part.kind != Kind::Unknown);
    if found.is_empty() && !made_of_known && !words.thesaurus.is_said(chars) {
        let is_term = |part: &[char]| words.terms.frequency(part).is_some();
        let near = lists.iter().flat_map(|list| list.near(chars));
        let near = near.filter(|f| is_slip(chars, &fold(&f.text).chars, is_term));
        found = near.map(|f| (f.text, TermKind::Near, NEAR)).collect();
    }
    if made_of_known || chars.len() == 2 {
        let alone = fold(word).chars == chars;
        if let ([(to, via, _)], true) = (found.as_slice(), alone) {
            planner.plan.corrections.push(Correction {
                from: word.to_owned(),
                to: to.clone(),
                via: *via,
                applied: false,
            });
        }
        return false;
    }
    found.truncate(MOST_READINGS);
    planner.instead(word, found)
}
