//! Two documents side by side, over a small library.
#![allow(clippy::unwrap_used)]

use celan_blob::Vocabulary;
use celan_document::{
    Block, Content, Document, Heading, Library, Metadata, NumberingKind, Part, Table, Text,
};
use celan_search::{Comparison, Index, Lexicon, MOST_COMPARED, Options, Query, Side};

const TERMS: [&str; 12] = [
    "畜牧",
    "草原",
    "稀土",
    "永磁",
    "材料",
    "奖励",
    "高新技术企业",
    "企业",
    "认定",
    "科普",
    "基地",
    "牲畜",
];

fn block(anchor: String, content: Content) -> Block {
    Block {
        anchor,
        lines: None,
        part: Part::Body,
        content,
    }
}

/// A document of sections, each a heading and a paragraph.
fn document(id: &str, sections: &[(&str, &str)], rows: &[[&str; 2]]) -> Document {
    let mut blocks = Vec::new();
    for (n, (title, text)) in sections.iter().enumerate() {
        let heading = Heading {
            text: Text::plain(*title),
            level: 1,
            kind: NumberingKind::Plain,
            number: None,
            label: String::new(),
            title: (*title).to_owned(),
        };
        blocks.push(block(format!("s{n}"), Content::Heading(heading)));
        let text = Text::plain(*text);
        let paragraph = Content::Paragraph {
            text,
            run_in: None,
            lead: 0,
        };
        blocks.push(block(format!("s{n}-p1"), paragraph));
    }
    if !rows.is_empty() {
        let table = Table {
            caption: Some("主要指标".into()),
            header: vec!["指标".into(), "目标".into()],
            rows: rows
                .iter()
                .map(|row| row.map(str::to_owned).to_vec())
                .collect(),
            notes: Vec::new(),
        };
        blocks.push(block("t1".into(), Content::Table(table)));
    }
    let metadata = Metadata {
        id: id.into(),
        title: id.into(),
        ..Metadata::default()
    };
    Document { metadata, blocks }
}

fn index() -> Index {
    let filler: Vec<(String, String)> = (0..40)
        .map(|n| (format!("第{n}项"), format!("其他内容{n}。")))
        .collect();
    let filler: Vec<(&str, &str)> = filler
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let library = Library {
        documents: vec![
            document(
                "one-plan",
                &[
                    ("畜牧", "发展草原畜牧，牲畜越冬。"),
                    ("稀土", "稀土永磁材料。"),
                    ("企业", "对首次认定的高新技术企业给予奖励。"),
                ],
                &[["畜牧企业数（家）", "100"], ["稀土材料产量（吨）", "5"]],
            ),
            document(
                "other-plan",
                &[
                    ("新材料", "突破稀土永磁材料的制备。"),
                    ("认定与奖励", "高新技术企业经认定的，给予奖励。企业自愿。"),
                    ("科普", "建设科普基地。"),
                ],
                &[["稀土功能材料产量（吨）", "100"], ["科普基地数（个）", "5"]],
            ),
            document("third", &filler, &[]),
        ],
        ..Library::default()
    };
    let lexicon = Lexicon {
        vocabulary: Vocabulary::of(&TERMS).unwrap(),
        ..Lexicon::default()
    };
    Index::new(library, lexicon)
}

/// The anchors that stand beside each other.
fn anchors(comparison: &Comparison) -> Vec<[String; 2]> {
    let anchor = |side: &Option<Side>| {
        let anchor = side.as_ref().and_then(|s| s.anchor.clone());
        anchor.unwrap_or_else(|| "-".to_owned())
    };
    comparison
        .pairs
        .iter()
        .map(|pair| [anchor(&pair.sides[0]), anchor(&pair.sides[1])])
        .collect()
}

#[test]
fn sections_are_paired_by_their_terms_and_what_answers_none_is_said() {
    let found = index().compare("one-plan", "other-plan", "").unwrap();
    let expected = [["s0", "-"], ["s1", "s0"], ["s2", "s1"], ["-", "s2"]];
    assert_eq!(anchors(&found), expected);
    assert_eq!(found.pairs[2].terms[0], "高新技术企业");
    assert!(found.topics.contains(&"高新技术企业".to_owned()));
    assert!(!found.topics.contains(&"企业".to_owned()));
}

#[test]
fn a_section_stands_beside_the_one_of_like_title_and_shows_its_text() {
    let found = titled().compare("town", "region", "").unwrap();
    // Terms alone would put the prizes beside each other; the title says what a section is about.
    let expected = [["s0", "s1"], ["s1", "-"], ["-", "s0"]];
    assert_eq!(anchors(&found), expected);
    let side = found.pairs[0].sides[0].as_ref().unwrap();
    assert_eq!(side.text, "加速成果转化");
    assert!(
        side.beginning.starts_with("企业经认定的"),
        "{}",
        side.beginning
    );
    assert!(side.beginning.chars().count() <= 121);
}

/// Two documents that speak of like things in other words.
fn titled() -> Index {
    let long = "企业经认定的，给予奖励。".repeat(20);
    let library = Library {
        documents: vec![
            document(
                "town",
                &[("加速成果转化", &long), ("军民融合", "草原。")],
                &[],
            ),
            document(
                "region",
                &[
                    ("培育主体", "企业认定，奖励。"),
                    ("促进成果转化", "基地建设，企业自愿。"),
                ],
                &[],
            ),
        ],
        ..Library::default()
    };
    let lexicon = Lexicon {
        vocabulary: Vocabulary::of(&TERMS).unwrap(),
        ..Lexicon::default()
    };
    Index::new(library, lexicon)
}

#[test]
fn a_topic_pairs_the_same_passages_the_other_way_round() {
    let ask = |left, right| anchors(&index().compare(left, right, "企业").unwrap());
    let mut one = ask("one-plan", "other-plan");
    let mut other = ask("other-plan", "one-plan");
    other.iter_mut().for_each(|pair| pair.reverse());
    one.sort();
    other.sort();
    assert!(one.contains(&["s2-p1".into(), "s1-p1".into()]));
    assert_eq!(one, other);
}

#[test]
fn a_topics_passages_stand_beside_each_other_with_what_they_share() {
    let found = index()
        .compare("one-plan", "other-plan", "高新技术企业")
        .unwrap();
    assert_eq!(anchors(&found), [["s2-p1", "s1-p1"]]);
    let [Some(left), Some(right)] = &found.pairs[0].sides else {
        panic!("both sides are there");
    };
    assert_eq!(
        (left.topic.as_slice(), right.topic.as_slice()),
        (&[[6, 12]][..], &[[0, 6]][..])
    );
    assert_eq!(left.shared, [[3, 5], [14, 16]]);
    assert_eq!(right.path, ["认定与奖励"]);
    let found = index().compare("one-plan", "other-plan", "科普").unwrap();
    assert_eq!(anchors(&found)[0][1], "s2");
    assert!(found.pairs.iter().all(|pair| pair.sides[0].is_none()));
}

#[test]
fn rows_of_tables_are_paired_by_their_words() {
    let found = index().compare("one-plan", "other-plan", "").unwrap();
    let rows: Vec<[Option<&str>; 2]> = found.tables[0]
        .rows
        .iter()
        .map(|row| [0, 1].map(|side: usize| row[side].as_ref().map(|r| r.cells[0].as_str())))
        .collect();
    let expected = [
        [Some("畜牧企业数（家）"), None],
        [Some("稀土材料产量（吨）"), Some("稀土功能材料产量（吨）")],
        [None, Some("科普基地数（个）")],
    ];
    assert_eq!(rows, expected);
}

#[test]
fn an_unknown_document_cannot_be_compared() {
    assert_eq!(index().compare("one-plan", "nothing", ""), None);
    let itself = index().compare("one-plan", "one-plan", "").unwrap();
    assert!(
        itself
            .pairs
            .iter()
            .all(|pair| pair.sides[0] == pair.sides[1])
    );
}

/// The topic's passages in one document are those of this document, however the topic is typed.
#[test]
fn a_column_shows_its_own_document() {
    let many = "高新技术企业 ".repeat(24);
    let filtered = "高新技术企业 文件:one-plan";
    for topic in [
        "\"高新技术企业",
        &many,
        filtered,
        "高新技术企业 文件:=other-plan",
    ] {
        let found = index().compare("one-plan", "other-plan", topic).unwrap();
        let [left, right] = [0, 1].map(|side: usize| -> Vec<&str> {
            let sides = found.pairs.iter().filter_map(|p| p.sides[side].as_ref());
            sides.map(|s| s.text.as_str()).collect()
        });
        assert_eq!(left, ["对首次认定的高新技术企业给予奖励。"], "{topic}");
        assert_eq!(
            right,
            ["高新技术企业经认定的，给予奖励。企业自愿。"],
            "{topic}"
        );
    }
}

/// Marking a document marks what the search of the whole library finds in it.
#[test]
fn matches_in_a_document_are_those_of_the_search() {
    let index = index();
    for query in [
        "企业",
        "企业 奖励",
        "\"稀土\" | 科普",
        "畜牧企业 100",
        "文件:=third",
        "牲畜过冬",
    ] {
        let query = Query::parse(query);
        let all = Options {
            limit: 0,
            ..Options::default()
        };
        let answer = index.search(&query, all);
        for document in &index.library().documents {
            let id = &document.metadata.id;
            let hits = answer.hits.iter().filter(|h| h.document == *id);
            let wanted: u32 = hits.map(|h| h.occurrences).sum();
            let found = index.matches_in(id, &query, Options::default()).matches;
            let marked: usize = found.iter().map(|m| m.ranges.len()).sum();
            assert_eq!(marked as u32, wanted, "{query} in {id}");
            for matches in found {
                let length = matches.text.chars().count() as u32;
                assert!(matches.ranges.iter().all(|r| r[0] < r[1] && r[1] <= length));
            }
        }
    }
}

#[test]
fn of_what_has_no_end_the_beginning_is_compared_and_that_is_said() {
    let begin = std::time::Instant::now();
    let compared = |n: usize| {
        let sections = vec![("甲乙", "丙丁戊己。"); n];
        let rows = [vec![["稀土材料", "5"]], vec![["庚辛", "5"]; n - 1]].concat();
        let library = Library {
            documents: ["one", "other"]
                .map(|id| document(id, &sections, &rows))
                .to_vec(),
            ..Library::default()
        };
        let lexicon = Lexicon {
            vocabulary: Vocabulary::of(&TERMS).unwrap(),
            ..Lexicon::default()
        };
        let index = Index::new(library, lexicon);
        index.compare("one", "other", "").unwrap()
    };
    let found = compared(20_000);
    assert_eq!(found.pairs.len(), MOST_COMPARED);
    assert_eq!(found.tables[0].rows.len(), MOST_COMPARED);
    assert_eq!(found.more, [true; 2]);
    let found = compared(MOST_COMPARED);
    assert_eq!(found.pairs.len(), MOST_COMPARED);
    assert_eq!(found.more, [false; 2]);
    assert!(begin.elapsed().as_secs() < 30, "{:?}", begin.elapsed());
}

#[test]
fn a_passage_without_end_is_compared_in_linear_time() {
    let begin = std::time::Instant::now();
    let long = "高新技术企业。奖励；".repeat(20_000);
    let library = Library {
        documents: ["one", "other"]
            .map(|id| document(id, &[("甲", &long)], &[]))
            .to_vec(),
        ..Library::default()
    };
    let index = Index::new(library, Lexicon::default());
    let found = index.compare("one", "other", "高新技术企业").unwrap();
    assert!(!found.pairs.is_empty());
    assert!(begin.elapsed().as_secs() < 30, "{:?}", begin.elapsed());
}
