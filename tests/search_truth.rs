//! Search is exact: a quoted query finds every place where the folded text of a unit contains the
//! folded query, and no other. Judged by a plain scan with a folding written anew here.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use celan_document::{Block, Content, Document, Library};
use celan_search::{Answer, Index, Lexicon, Options};

const PRESENT: usize = 10_000;
const ABSENT: usize = 1_000;

/// A unit as a reader of the interface would list it: document, anchor, text, folded text.
struct Unit {
    document: String,
    anchor: Option<String>,
    folded: String,
}

fn corpus() -> Library {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus");
    celan_corpus::read(&folder).unwrap().library
}

struct Fold {
    simplified: HashMap<char, char>,
}

impl Fold {
    fn new() -> Self {
        let mut simplified = HashMap::new();
        let pairs = include_str!("../crates/celan-text/data/traditional.txt");
        for line in pairs.lines().filter(|l| !l.starts_with('#')) {
            let (to, from) = line.split_once(' ').unwrap();
            for c in from.chars() {
                simplified.insert(c, to.parse().unwrap());
            }
        }
        Self { simplified }
    }

    fn fold(&self, text: &str) -> String {
        let mut out = String::new();
        for mut c in text.chars() {
            if ('！'..='～').contains(&c) {
                c = char::from_u32(c as u32 - '！' as u32 + '!' as u32).unwrap();
            }
            if "‐‑‒–—―−─﹘﹣⸺⸻".contains(c) {
                c = '-';
            }
            if let Some(to) = self.simplified.get(&c) {
                c = *to;
            }
            if !c.is_whitespace() {
                out.extend(c.to_lowercase());
            }
        }
        out
    }
}

fn units(library: &Library, fold: &Fold) -> Vec<Unit> {
    let mut units = Vec::new();
    for document in &library.documents {
        for text in metadata(document) {
            units.push(Unit {
                document: document.metadata.id.clone(),
                anchor: None,
                folded: fold.fold(&text),
            });
        }
        document.walk(&mut |block| {
            for text in texts(block) {
                units.push(Unit {
                    document: document.metadata.id.clone(),
                    anchor: Some(block.anchor.clone()),
                    folded: fold.fold(text),
                });
            }
        });
    }
    units
}

fn metadata(document: &Document) -> Vec<String> {
    let m = &document.metadata;
    let mut texts = vec![m.title.clone()];
    texts.extend(m.notice.clone());
    texts.extend(m.number.clone());
    if m.number_printed != m.number {
        texts.extend(m.number_printed.clone());
    }
    texts.extend(m.issuers.clone());
    texts.extend(m.date.as_ref().map(ToString::to_string));
    texts.extend(m.level.clone());
    texts.extend(m.category.clone());
    texts
}

fn texts(block: &Block) -> Vec<&String> {
    match &block.content {
        Content::Table(table) => {
            let cells = table.header.iter().chain(table.rows.iter().flatten());
            table
                .caption
                .iter()
                .chain(cells)
                .chain(&table.notes)
                .collect()
        }
        _ => block.text().map(|t| &t.plain).into_iter().collect(),
    }
}

/// Starting places of `needle` in `text`, overlapping ones included.
fn count(text: &str, needle: &str) -> u32 {
    let mut found = 0;
    let mut rest = text;
    while let Some(at) = rest.find(needle) {
        found += 1;
        let step = rest[at..].chars().next().map_or(1, char::len_utf8);
        rest = &rest[at + step..];
    }
    found
}

/// A small generator (Marsaglia's xorshift) with a fixed seed, so that a failure comes again.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}

fn search(index: &Index, query: &str) -> Answer {
    let options = Options {
        limit: 0,
        ..Options::default()
    };
    index.search(&format!("\"{query}\""), options)
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
    let library = corpus();
    let fold = Fold::new();
    let units = units(&library, &fold);
    let index = Index::new(library, Lexicon::default());
    let mut draw = Draw(0x5eed);
    let mut drawn = 0;
    while drawn < PRESENT {
        // Half from any unit, half from short ones, so that titles, numbers and cells have their turn.
        let unit = &units[draw.below(units.len())];
        let chars: Vec<char> = unit.folded.chars().collect();
        if chars.is_empty() || (drawn % 2 == 0 && chars.len() > 40) {
            continue;
        }
        let start = draw.below(chars.len());
        let len = 1 + draw.below(12.min(chars.len() - start));
        let query: String = chars[start..start + len].iter().collect();
        if !query.contains('"') {
            check(&index, &units, &fold, &query);
            drawn += 1;
        }
    }
}

#[test]
fn absent_strings_are_not_found() {
    let library = corpus();
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
    let library = corpus();
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
    assert!(count("科技成果转化") > 100);
}
