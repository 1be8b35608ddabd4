//! Search is exact: a quoted query finds every place where the folded text of a unit contains the
//! folded query, and no other. Judged by a plain scan with a folding written anew here.

use std::collections::BTreeMap;

use celan_search::{Answer, Index, Lexicon, Options, Query};

use super::corpus_folder;
use crate::scan::{Draw, Fold, Unit, count, read, units};

const PRESENT: usize = 10_000;
const ABSENT: usize = 1_000;

fn search(index: &Index, query: &str) -> Answer {
    let options = Options {
        limit: 0,
        ..Options::default()
    };
    index.search(&Query::parse(&format!("\"{query}\"")), options)
}

type Counts = BTreeMap<(String, Option<String>), (u32, u32)>;

fn check(index: &Index, units: &[Unit], fold: &Fold, query: &str) {
    let needle = fold.fold(query);
    let mut want = Counts::new();
    for unit in units {
        let occurrences = count(&unit.folded, &needle);
        if occurrences > 0 {
            let entry = want
                .entry((unit.document.clone(), unit.anchor.clone()))
                .or_default();
            entry.0 += 1;
            entry.1 += occurrences;
        }
    }
    let answer = search(index, query);
    let mut got = Counts::new();
    for hit in &answer.hits {
        let entry = got
            .entry((hit.document.clone(), hit.anchor.clone()))
            .or_default();
        entry.0 += 1;
        entry.1 += hit.occurrences;
        assert_eq!(hit.highlights.len(), hit.occurrences as usize, "{query}");
        let text: Vec<char> = hit.text.chars().collect();
        for [start, end] in &hit.highlights {
            let marked: String = text[*start as usize..*end as usize].iter().collect();
            assert_eq!(fold.fold(&marked), needle, "{query}");
        }
    }
    assert_eq!(got, want, "{query}");
    assert_eq!(
        answer.passages,
        want.values().map(|n| n.0).sum::<u32>(),
        "{query}"
    );
    assert_eq!(
        answer.occurrences,
        want.values().map(|n| n.1).sum::<u32>(),
        "{query}"
    );
    let mut documents: Vec<&String> = want.keys().map(|(document, _)| document).collect();
    documents.dedup();
    assert_eq!(answer.documents as usize, documents.len(), "{query}");
}

#[test]
fn quoted_queries_find_every_place_and_no_other() {
    let library = read(&corpus_folder());
    let fold = Fold::new();
    let units = units(&library, &fold);
    let index = Index::new(library, Lexicon::default());
    let mut draw = Draw(0x5eed);
    for drawn in 0..PRESENT {
        let query = draw.substring(&units, drawn % 2 == 1);
        check(&index, &units, &fold, &query);
    }
}

#[test]
fn absent_strings_are_not_found() {
    let library = read(&corpus_folder());
    let fold = Fold::new();
    let units = units(&library, &fold);
    let index = Index::new(library, Lexicon::default());
    let chars: Vec<char> = units
        .iter()
        .flat_map(|u| u.folded.chars())
        .filter(|c| *c != '"')
        .collect();
    let mut draw = Draw(0xab5e17);
    let mut drawn = 0;
    while drawn < ABSENT {
        let len = 2 + draw.below(11);
        let query: String = (0..len).map(|_| chars[draw.below(chars.len())]).collect();
        if units.iter().all(|u| !u.folded.contains(&query)) {
            let answer = search(&index, &query);
            assert_eq!(
                (answer.documents, answer.passages, answer.occurrences),
                (0, 0, 0),
                "{query}"
            );
            assert!(answer.hits.is_empty());
            drawn += 1;
        }
    }
}

#[test]
fn width_case_spaces_dashes_and_script_are_folded() {
    let library = read(&corpus_folder());
    let fold = Fold::new();
    let units = units(&library, &fold);
    let index = Index::new(library, Lexicon::default());
    for query in [
        "科技成果轉化",
        "Ｒ&Ｄ",
        "r＆d",
        "科 技　成 果",
        "內蒙古自治區",
        "2016－2020",
        "——",
        "《",
        "：",
        "|",
        "-",
    ] {
        check(&index, &units, &fold, query);
    }
    let count = |q: &str| search(&index, q).occurrences;
    assert_eq!(count("科技成果轉化"), count("科技成果转化"));
}
