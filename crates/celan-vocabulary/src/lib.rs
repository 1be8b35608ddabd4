//! The terms of a library, how often they stand in it, and how they are read.
//!
//! The segmenter (jieba, with its dictionary) and the pinyin tables are large and stay on the host;
//! what a reader needs of them is packed into the blob. Nothing here knows blobs or documents: a
//! library is a list of texts.
//!
//! Words are what the segmenter finds and its dictionary knows; compounds are runs of such words
//! that hold together by their statistics over the texts (`compounds`); names are what a text
//! itself defines (以下简称“…”). A frequency is the number of places where the term stands in the
//! texts, overlapping ones included, whatever the segmenter makes of them.

mod compounds;
mod count;
mod names;
mod readings;
mod tokens;

pub use readings::{readings, word_reading};

use std::collections::BTreeSet;

/// Fewer places than this make no term; a word of two characters needs one more. Those with two
/// places cost a blob 2 KB, and are met by chance sooner than longer ones.
const MIN_PLACES: u32 = 2;

/// The terms of a library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    terms: Vec<(String, u32)>,
    /// Words of the texts that are no terms and are read otherwise than their characters.
    read: Vec<String>,
}

impl Vocabulary {
    /// Finds the terms of `texts`. In `headings`, which also stand in the texts, compounds count
    /// as terms sooner.
    pub fn of(texts: &[&str], headings: &[&str]) -> Self {
        let sentences = tokens::sentences(texts);
        let mut terms: BTreeSet<String> = tokens::words(&sentences);
        terms.extend(names::defined(texts));
        terms.extend(compounds::compounds(
            &sentences,
            &tokens::sentences(headings),
        ));
        let terms: Vec<String> = terms.into_iter().collect();
        let counts = count::places(&terms, texts);
        let terms: Vec<(String, u32)> = terms
            .into_iter()
            .zip(counts)
            .filter(|(term, count)| *count >= least(term))
            .collect();
        let special: Vec<String> = readings::special().map(str::to_owned).collect();
        let stand = count::places(&special, texts);
        // A term that holds the word says how it is read.
        let names: Vec<&str> = terms.iter().map(|(term, _)| term.as_str()).collect();
        let told = count::places(&special, &names);
        let read = special.into_iter().zip(stand.into_iter().zip(told));
        let mut read: Vec<String> = read
            .filter(|(_, (stand, told))| *stand > 0 && *told == 0)
            .map(|(word, _)| word)
            .collect();
        read.sort_unstable();
        Self { terms, read }
    }

    /// Terms with their frequencies, in code point order.
    pub fn terms(&self) -> &[(String, u32)] {
        &self.terms
    }

    /// The terms, and other words of the texts, that are read otherwise than their characters one by
    /// one, with a syllable for each character, in code point order.
    pub fn readings(&self) -> Vec<(String, Vec<String>)> {
        let words = self.terms.iter().map(|(term, _)| term).chain(&self.read);
        let mut read: Vec<_> = words
            .filter_map(|term| Some((term.clone(), word_reading(term)?)))
            .collect();
        read.sort();
        read
    }
}

fn least(term: &str) -> u32 {
    match term.chars().count() {
        ..=2 => MIN_PLACES + 1,
        _ => MIN_PLACES,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A compound is a term where it is used freely; the clause around it is none.
    #[test]
    fn compounds_are_terms_and_clauses_are_not() {
        let ends = [
            "机制", "政策", "服务", "体系", "平台", "项目", "奖励", "基地",
        ];
        let starts = [
            "推进", "企业", "高校", "加强", "区域", "国家", "支持", "市场",
        ];
        let filler = "生态环境保护、农业机械、财政资金、人民群众、道路交通、体育运动、文化艺术。";
        let texts: Vec<String> = starts
            .iter()
            .zip(ends)
            .map(|(start, end)| {
                format!("{start}科技成果转化{end}，切实做好。{}", filler.repeat(40))
            })
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let vocabulary = Vocabulary::of(&texts, &[]);
        let frequency = |term: &str| {
            let terms = vocabulary.terms();
            terms.iter().find(|(t, _)| t == term).map(|(_, n)| *n)
        };
        assert_eq!(frequency("科技成果转化"), Some(8));
        assert_eq!(frequency("推进科技成果转化"), None);
        assert_eq!(frequency("切实做好"), None);
        assert!(vocabulary.terms().is_sorted());
        assert_eq!(vocabulary, Vocabulary::of(&texts, &[]));
    }
}
