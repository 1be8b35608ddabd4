//! Names, spellings and everyday words: what is meant is found, and what is not found is said.
#![allow(clippy::unwrap_used)]

use celan_blob::Vocabulary;
use celan_document::{
    AnswerType, Block, Content, Document, Library, Metadata, Part, PartialDate, Remark, Synonyms,
    Text, assign_anchors,
};
use celan_search::{Answer, Index, Lexicon, Options, Query, Via};

fn document(id: &str, title: &str, number: &str, issuer: &str, texts: &[&str]) -> Document {
    let block = |text: &&str| Block {
        anchor: String::new(),
        lines: None,
        part: Part::Body,
        content: Content::Paragraph {
            text: Text::plain(*text),
            run_in: None,
            lead: 0,
        },
    };
    let mut blocks: Vec<Block> = texts.iter().map(block).collect();
    assign_anchors(&mut blocks);
    let year = number
        .split(['〔', '〕', '﹝', '﹞'])
        .nth(1)
        .unwrap_or("2018");
    let metadata = Metadata {
        id: id.into(),
        title: title.into(),
        number: Some(number.into()),
        issuers: vec![issuer.into()],
        date: PartialDate::parse(year),
        level: Some(if issuer.contains("市") { "市" } else { "省" }.into()),
        ..Metadata::default()
    };
    Document { metadata, blocks }
}

fn index() -> Index {
    let entry = |say: &str, policy: &str| Synonyms {
        say: vec![say.into()],
        policy: vec![policy.into()],
        both: false,
        weight: 90,
    };
    let answer = |say: &str, holds: &[&str], lift| AnswerType {
        say: vec![say.into()],
        holds: holds.iter().map(|s| (*s).into()).collect(),
        lift,
    };
    let library = Library {
        levels: ["省", "市"]
            .map(|name| Remark {
                name: name.into(),
                text: String::new(),
            })
            .into(),
        thesaurus: vec![
            entry("张榜", "揭榜挂帅"),
            entry("高企", "高新技术企业"),
            entry("高薪", "揭榜挂帅"),
            entry("科技厅", "科学技术厅"),
        ],
        answer_types: vec![
            answer("补助", &["#万元"], 40),
            answer("哪天", &["日起"], 35),
            answer("的", &[], 0),
        ],
        topics: vec!["高新技术企业".into()],
        documents: vec![
            document(
                "one-2018",
                "高新技术企业认定办法",
                "甲科发〔2018〕25号",
                "甲省科学技术厅",
                &[
                    "实行揭榜挂帅。高新技术企业由众创空间推荐，众创空间每年报送。",
                    "对高新技术企业的补助由市里安排。",
                    "高新技术企业每家补助30万元。",
                    "加强⽅案⽂件的⾏政管理，基\u{ad}础研\u{200b}究经\u{feff}费百分之三十点五。",
                    "第二十五条　二○一八年投入贰佰万元，共1,000家，第Ⅲ类①企业，CO₂减排3㎏。",
                    "天气好，上线快。",
                ],
            ),
            document(
                "two-2016",
                "科技创新规划",
                "乙政发﹝2016﹞4号",
                "乙市人民政府",
                &[
                    "依照甲科发﹝2018﹞25号文件，发展众创空间。",
                    "推进技术改造，鼓励绿色发展。",
                    "第125条　其他。第二百一十九条之一　另有规定。",
                ],
            ),
        ],
        ..Library::default()
    };
    let characters: Vec<(char, String)> = [
        ("揭", "jie"),
        ("榜", "bang"),
        ("挂", "gua"),
        ("帅", "shuai"),
        ("众", "zhong"),
        ("创", "chuang"),
        ("空", "kong"),
        ("间", "jian"),
        ("天", "tian"),
        ("气", "qi"),
        ("起", "qi"),
        ("限", "xian"),
        ("线", "xian"),
        ("上", "shang"),
        ("高", "gao"),
        ("新", "xin"),
        ("薪", "xin"),
        ("技", "ji"),
        ("术", "shu"),
        ("企", "qi"),
        ("业", "ye"),
    ]
    .map(|(c, s)| (c.chars().next().unwrap(), s.into()))
    .into();
    let lexicon = Lexicon {
        vocabulary: Vocabulary::of(&["上线", "天气", "技术改造", "技术", "企业", "高新技术企业"])
            .unwrap(),
        characters,
        ..Lexicon::default()
    };
    Index::new(library, lexicon)
}

fn search(query: &str) -> Answer {
    index().search(&Query::parse(query), Options::default())
}

fn first(query: &str) -> String {
    let answer = search(query);
    answer
        .hits
        .first()
        .map_or(String::new(), |hit| hit.text.clone())
}

#[test]
fn names_are_typed_by_their_sound() {
    for query in [
        "jiebangguashuai",
        "jie bang gua shuai",
        "jiebang guashuai",
        "jbgs",
        "揭榜guashuai",
    ] {
        assert!(first(query).contains("揭榜挂帅"), "{query}");
    }
    for query in ["JBGS", "BANG"] {
        assert_eq!(search(query).query.corrections, [], "{query}");
    }
}

#[test]
fn the_eye_finds_no_more_than_a_quoted_search() {
    for query in ["方案文件", "行政", "基础研究经费", "基\u{200b}础研究"] {
        assert_eq!(search(&format!("\"{query}\"")).exact.passages, 1, "{query}");
    }
}

#[test]
fn numerals_and_signs_are_found_however_they_are_written() {
    for (query, found) in [
        ("第 25 条", 1),
        ("2018 年 投入", 1),
        ("二〇一八年", 1),
        ("200 万元", 1),
        ("二百万元", 1),
        ("1000家", 1),
        ("III类", 1),
        ("1企业", 1),
        ("3kg", 1),
        ("CO2", 1),
        ("第219条之一", 1),
        ("30%", 0),
        ("甲科发〔2018〕25号", 2),
    ] {
        assert_eq!(search(query).exact.passages, found, "{query}");
    }
    // Found in another spelling, it is not missing.
    for query in ["二〇一八年", "Ⅲ类"] {
        assert_eq!(search(query).query.missing, [""; 0], "{query}");
    }
}

#[test]
fn a_latin_word_is_no_pair_of_letters() {
    let answer = search("constructor");
    assert_eq!(
        (answer.passages, answer.query.missing),
        (0, vec!["constructor".to_owned()])
    );
    assert_eq!(answer.nearest[0], "高新技术企业");
}

#[test]
fn everyday_words_are_not_mended() {
    for query in ["哪天起", "上限是多少", "换技术改造"] {
        let applied = search(query).query.corrections.into_iter();
        assert_eq!(applied.filter(|c| c.applied).count(), 0, "{query}");
    }
}

#[test]
fn what_sounds_like_a_word_made_of_known_ones_is_offered() {
    let answer = search("高薪技术企业");
    let offered = answer.query.corrections.into_iter();
    let offered: Vec<_> = offered.map(|c| (c.from, c.to, c.applied)).collect();
    let meant = ["高薪技术企业", "高新技术企业"].map(str::to_owned);
    let [from, to] = meant;
    assert_eq!(offered, [(from, to, false)]);
    // Still it is read as typed.
    assert!(answer.hits.iter().any(|hit| hit.text.contains("揭榜挂帅")));
    assert_eq!(search("高新技术企业").query.corrections, []);
}

#[test]
fn what_occurs_nowhere_is_said() {
    let answer = search("揭榜挂帅KPI");
    assert!(!answer.query.missing.is_empty() && answer.passages > 0);
    assert_eq!(answer.query.messages.len(), 1);
    assert_eq!(search("揭榜 众创").query.messages, []);
}

#[test]
fn a_sum_is_looked_for_where_the_words_are() {
    assert_eq!(first("高企补助"), "高新技术企业每家补助30万元。");
}

#[test]
fn documents_are_answers() {
    for (query, ids) in [
        ("甲科发2018年25号文", &["one-2018"][..]),
        ("甲科发 2018 25", &["one-2018"]),
        ("高企认定办法", &["one-2018"]),
        ("高新技术企业认定办法", &["one-2018"]),
        ("科技厅2018年的办法", &["one-2018"]),
        ("2016年的文件", &["two-2016"]),
        ("市里的规划", &[]),
        ("高新技术企业补助", &[]),
        ("\"高新技术企业认定办法\"", &[]),
    ] {
        assert_eq!(search(query).cards, ids, "{query}");
    }
}

#[test]
fn documents_with_all_words_in_different_places_are_named() {
    let answer = search("众创空间 技术改造");
    let spread: Vec<&str> = answer.spread.iter().map(|s| s.document.as_str()).collect();
    assert_eq!(spread, ["two-2016"]);
    let words = &answer.spread[0].words;
    assert_eq!(
        (words[0].occurrences, words[0].anchor.as_deref()),
        (1, Some("p1"))
    );
    assert!(search("揭榜挂帅 众创空间").spread.is_empty());
}

#[test]
fn suggestions_come_from_what_is_said_and_from_names() {
    let index = index();
    let suggestions = index.suggest("高企", 8).suggestions;
    assert_eq!(
        (suggestions[0].text.as_str(), suggestions[0].via),
        ("高新技术企业", Via::Thesaurus)
    );
    let suggestions = index.suggest("zhongchuangkong", 8).suggestions;
    assert!(suggestions.iter().any(|s| s.text.contains("众创空")));
}
