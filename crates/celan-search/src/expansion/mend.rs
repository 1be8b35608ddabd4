//! Spelling correction: a word that occurs nowhere read as one that sounds like it or is near to it.

use super::expand::{MOST_READINGS, Planner};
use crate::dictionary::TermKind;
use crate::response::Correction;
use crate::scoring::{HOMOPHONE, NEAR};
use celan_text::fold;

/// Reads a word that occurs nowhere as one that sounds like it or is near to it. One of two
/// characters is only offered.
pub(crate) fn mend(planner: &mut Planner<'_>, word: &str, chars: &[char]) -> bool {
    let words = &planner.index.words;
    let lists = [&words.terms, &words.names];
    let same = lists.iter().flat_map(|list| list.homophones(chars));
    let mut found: Vec<(String, TermKind, u64)> = same
        .map(|f| (f.text, TermKind::Homophone, HOMOPHONE))
        .collect();
    if found.is_empty() && !words.thesaurus.is_said(chars) {
        // What only lacks characters of the word is found in it anyway.
        let whole = |text: &str| {
            let term = fold(text).chars;
            !chars.windows(term.len().max(1)).any(|part| part == term)
        };
        let near = lists.iter().flat_map(|list| list.near(chars));
        let near = near.filter(|f| whole(&f.text));
        found = near.map(|f| (f.text, TermKind::Near, NEAR)).collect();
    }
    if chars.len() == 2 {
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
