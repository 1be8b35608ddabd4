//! Queries of every kind against a library of two small documents.
#![allow(clippy::unwrap_used)]

use celan_blob::Vocabulary;
use celan_document::{
    AnswerType, Block, Content, Document, Heading, Library, Metadata, NumberingKind, Part,
    PartialDate, Remark, Synonyms, Table, Text, assign_anchors,
};
use celan_search::{Answer, Builder, Field, Index, Lexicon, Options, Query, Sort, TermKind, Via};
use proptest::prelude::*;

fn block(content: Content) -> Block {
    Block {
        anchor: String::new(),
        lines: None,
        part: Part::Body,
        content,
    }
}

fn paragraph(text: &str) -> Block {
    block(Content::Paragraph {
        text: Text::plain(text),
        run_in: None,
        lead: 0,
    })
}

fn heading(text: &str, level: u8) -> Block {
    block(Content::Heading(Heading {
        text: Text::plain(text),
        level,
        kind: NumberingKind::Plain,
        number: None,
        label: String::new(),
        title: text.into(),
    }))
}

fn document(
    id: &str,
    title: &str,
    number: &str,
    year: &str,
    level: &str,
    mut blocks: Vec<Block>,
) -> Document {
    assign_anchors(&mut blocks);
    let metadata = Metadata {
        id: id.into(),
        title: title.into(),
        number: Some(number.into()),
        issuers: vec!["国务院".into()],
        date: PartialDate::parse(year),
        level: Some(level.into()),
        ..Metadata::default()
    };
    Document { metadata, blocks }
}

fn library() -> Library {
    let table = Table {
        caption: Some("指标".into()),
        header: vec!["指标".into(), "2020年".into()],
        rows: vec![vec!["研发经费".into(), "2.5".into()]],
        notes: vec!["注：预期性指标。".into()],
    };
    let first = vec![
        heading("成果转化", 1),
        heading("收益分配", 2),
        paragraph("第二十五条 对科技成果转化给予五百万元奖励，科技\u{3000}成果归完成人。"),
        block(Content::Table(table)),
        heading("创业", 1),
        paragraph("鼓励科研人员创办企业，可以保留人事关系三年。"),
        paragraph("用现代科技改进社会治理。"),
    ];
    let second = vec![
        heading("总则", 1),
        paragraph("“十三五”期间R&D投入强度达到2.5%；作者著作权受保护，要着力推进技术改造。"),
    ];
    Library {
        title: "样本".into(),
        levels: ["中央", "自治区"]
            .map(|name| Remark {
                name: name.into(),
                text: String::new(),
            })
            .into(),
        thesaurus: vec![
            Synonyms {
                say: vec!["开公司".into()],
                policy: vec!["创办企业".into()],
                both: false,
                weight: 90,
            },
            Synonyms {
                say: vec!["技改".into()],
                policy: vec!["技术改造".into()],
                both: false,
                weight: 90,
            },
        ],
        answer_types: vec![AnswerType {
            say: vec!["多少钱".into(), "怎么".into()],
            holds: vec!["万元".into()],
            lift: 40,
        }],
        documents: vec![
            document(
                "one-2017",
                "科技成果转化的意见",
                "国发〔2017〕44号",
                "2017-09",
                "中央",
                first,
            ),
            document(
                "two-2018",
                "科技创新规划",
                "内政发〔2018〕4号",
                "2018",
                "自治区",
                second,
            ),
        ],
        ..Library::default()
    }
}

fn lexicon() -> Lexicon {
    let terms = [
        "成果",
        "成果转化",
        "技术改造",
        "改进",
        "社会治理",
        "科技",
        "科技成果",
        "人事关系",
        "创办企业",
    ];
    let characters = [
        ('成', "cheng"),
        ('果', "guo"),
        ('科', "ke"),
        ('技', "ji"),
        ('计', "ji"),
        ('转', "zhuan"),
        ('化', "hua"),
    ];
    Lexicon {
        vocabulary: Vocabulary::of(&terms).unwrap(),
        characters: characters.map(|(c, s)| (c, s.to_owned())).into(),
        words: Vec::new(),
    }
}

fn index() -> Index {
    Index::new(library(), lexicon())
}

fn search(query: &str) -> Answer {
    index().search(&Query::parse(query), Options::default())
}

/// The marked texts of the first hit.
fn first(query: &str) -> Vec<String> {
    let answer = search(query);
    let hit = answer
        .hits
        .first()
        .unwrap_or_else(|| panic!("{query} finds nothing"));
    let text: Vec<char> = hit.text.chars().collect();
    let marked = hit
        .marks()
        .into_iter()
        .map(|[from, to]| &text[from as usize..to as usize]);
    marked.map(|m| m.iter().collect()).collect()
}

#[test]
fn quoted_is_literal_and_unquoted_is_not() {
    assert_eq!(search("\"第25条\"").passages, 0);
    assert_eq!(first("第25条"), ["第二十五条"]);
    assert_eq!(first("500 万元"), ["五百万元"]);
    assert_eq!(first("国发 2017 44"), ["国发〔2017〕44"]);
    assert_eq!(first("国发[2017]44号"), ["国发〔2017〕44"]);
    assert_eq!(first("\"科技成果归\""), ["科技\u{3000}成果归"]);
    assert_eq!(search("\"着作\"").passages, 0);
    assert_eq!(first("\"r＆d\""), ["R&D"]);
    assert_eq!(first("“十三五” 期间"), ["十三五", "期间"]);
}

#[test]
fn a_hit_tells_its_place() {
    let answer = search("\"研发经费\"");
    let hit = &answer.hits[0];
    assert_eq!((hit.field, hit.cell), (Field::Cell, Some([1, 0])));
    assert_eq!(hit.text, "指标\t研发经费\t2.5");
    assert_eq!(hit.highlights, [[3, 7]]);
    assert_eq!(hit.path, ["成果转化", "收益分配"]);
    let answer = search("\"44号\"");
    assert_eq!(
        (answer.hits[0].field, &answer.hits[0].anchor),
        (Field::Number, &None)
    );
    let json = serde_json::to_value(&answer).unwrap();
    assert_eq!(json["format"], "celan-search/1");
    assert_eq!(json["hits"][0]["field"], "number");
    assert_eq!(json["hits"][0]["highlights"][0], serde_json::json!([8, 11]));
}

#[test]
fn words_phrases_alternatives_exclusions_and_filters_combine() {
    assert_eq!(search("科技 \"成果转化\"").hits.len(), 2);
    assert_eq!(search("着力 | 人事关系").passages, 2);
    assert_eq!(search("科技 -成果").exact.passages, 2);
    assert_eq!(search("科技 层级:自治区").exact.documents, 1);
    assert_eq!(search("科技 年份:2018..").exact.documents, 1);
    assert_eq!(search("科技 文件:one-2017").exact.documents, 1);
    assert_eq!(search("年份:2017").hits[0].title, "科技成果转化的意见");
    let answer = search("科技 年份:去年");
    assert_eq!(answer.query.messages.len(), 1);
    assert!(answer.passages > 0);
}

#[test]
fn queries_are_widened_and_that_is_said() {
    let answer = search("开公司");
    assert!(answer.hits[0].widened && answer.hits[0].text.contains("创办企业"));
    assert!(
        answer
            .query
            .terms
            .iter()
            .any(|t| t.kind == TermKind::Synonym)
    );
    let answer = search("kjcg");
    assert_eq!(answer.query.corrections[0].to, "科技成果");
    assert_eq!(
        search("科计成果").query.corrections[0].via,
        TermKind::Homophone
    );
    assert_eq!(search("成果专化").query.corrections[0].via, TermKind::Near);
    let options = Options {
        widen: false,
        ..Options::default()
    };
    assert_eq!(index().search(&Query::parse("开公司"), options).passages, 0);
    // 科技改进 has the characters of 技改 by accident.
    let answer = search("技改");
    assert!(answer.hits[0].text.contains("技术改造"));
    assert_eq!(answer.exact.passages, 1);
    assert!(
        search("怎么奖励 给多少钱").hits[0]
            .text
            .contains("五百万元")
    );
}

#[test]
fn facets_and_sorting_follow_the_passages() {
    let answer = search("科技");
    let count: u32 = answer.facets.documents.iter().map(|f| f.passages).sum();
    assert_eq!(count, answer.passages);
    assert_eq!(answer.facets.levels[0].value, "中央");
    assert_eq!(answer.facets.years[0].value, "2018");
    let options = Options {
        sort: Sort::Date,
        ..Options::default()
    };
    assert_eq!(
        index().search(&Query::parse("科技"), options).hits[0].document,
        "two-2018"
    );
}

#[test]
fn suggestions_come_by_characters_pinyin_and_initials() {
    let index = index();
    let first = |typed: &str| index.suggest(typed, 5).suggestions[0].clone();
    assert_eq!(
        (first("成").text.as_str(), first("成").via),
        ("成果", Via::Characters)
    );
    assert_eq!(
        (first("kejichengg").text.as_str(), first("kejichengg").via),
        ("科技成果", Via::Pinyin)
    );
    assert_eq!(
        (first("kjcg").text.as_str(), first("kjcg").via),
        ("科技成果", Via::Initials)
    );
    assert_eq!(first("成果专化").via, Via::Correction);
    assert!(index.suggest("", 5).suggestions.is_empty());
    let headings = index.suggest("收益", 5).suggestions;
    assert_eq!(headings[0].anchor.as_deref(), Some("h1-h1"));
}

#[test]
fn hostile_queries_get_a_message() {
    for query in [
        "",
        "  ",
        "\"",
        "\"\"",
        "-",
        "|",
        "OR",
        "\u{202e}",
        "\0",
        "：",
        "标题:",
        &"科".repeat(100_000),
        &"科 ".repeat(10_000),
        &"\"".repeat(100_001),
        &"科技|".repeat(10_000),
        &"第1条".repeat(5_000),
    ] {
        let answer = search(query);
        let found = answer.passages > 0;
        assert!(found || !answer.query.messages.is_empty(), "{query:.20}");
    }
}

#[test]
fn slices_make_the_same_index() {
    let mut builder = Builder::new(library(), lexicon());
    while !builder.step(7) {}
    let sliced = builder.finish();
    for query in ["科技", "开公司", "\"，\""] {
        let options = Options::default();
        assert_eq!(
            sliced.search(&Query::parse(query), options),
            index().search(&Query::parse(query), options)
        );
    }
}

proptest! {
    #[test]
    fn no_query_panics(query in "\\PC{0,40}|[科技成果 \"|:：\\-年份标题0-9a-z第条万%〔〕()\u{202e}\u{10ffff}]{0,40}") {
        let answer = search(&query);
        for hit in &answer.hits {
            let length = hit.text.chars().count() as u32;
            prop_assert!(hit.snippet[0] <= hit.snippet[1] && hit.snippet[1] <= length);
            prop_assert!(hit.highlights.iter().all(|h| h[0] < h[1] && h[1] <= length));
        }
        let _ = index().suggest(&query, 8);
    }

    #[test]
    fn words_are_the_text(text in "\\PC{0,40}|[科技成果转化的“”《》 \u{3000}第章a0\u{10ffff}]{0,40}") {
        let index = index();
        let words = index.words(&text);
        prop_assert_eq!(words.concat(), text.as_str());
        // A word of several characters is a term of the library, a word in letters or a number.
        let several = words.iter().filter(|word| word.chars().nth(1).is_some());
        let terms = lexicon().vocabulary;
        for word in several {
            let known = terms.beginning(word).iter().any(|term| term == word);
            prop_assert!(known || word.is_ascii(), "{word}");
        }
    }
}

#[test]
fn words_in_the_cells_of_one_row_belong_together() {
    let index = index();
    let answer = index.search(&Query::parse("研发 2.5"), Options::default());
    assert_eq!((answer.exact.passages, answer.exact.occurrences), (1, 2));
    let hit = &answer.hits[0];
    assert_eq!((hit.field, hit.cell), (Field::Cell, Some([1, 0])));
    let text: Vec<char> = hit.text.chars().collect();
    let marked = hit.highlights.iter().map(|[from, to]| {
        text[*from as usize..*to as usize]
            .iter()
            .collect::<String>()
    });
    assert_eq!(marked.collect::<Vec<_>>(), ["研发", "2.5"]);
    // No match crosses from one cell to the next, and what is excluded is so for the whole row.
    for query in ["\"研发经费2.5\"", "研发 2.5 -经费", "研发 2020年"] {
        let options = Options {
            widen: false,
            ..Options::default()
        };
        assert_eq!(
            index.search(&Query::parse(query), options).passages,
            0,
            "{query}"
        );
    }
}

#[test]
fn an_issuer_may_be_named_whole() {
    let index = index();
    for (query, documents) in [
        ("发文机关:国务", 2),
        ("发文机关:=国务院", 2),
        ("发文机关:=国务", 0),
    ] {
        let answer = index.search(&Query::parse(query), Options::default());
        assert_eq!(answer.documents, documents, "{query}");
    }
}

#[test]
fn what_needs_no_reformulation_is_answered_without_it_and_the_rest_waits() {
    let index = index();
    let answers = |query: &str| {
        let options = Options::default();
        let without = Options {
            reformulation: None,
            ..options
        };
        let query = Query::parse(query);
        (
            index.search(&query, options),
            index.search(&query, without),
            index.matches_in("one-2017", &query, without).waits,
        )
    };
    for query in ["成果转化", "\"科技成果\"", "科技 成果", "年份:2018 科技"] {
        let (whole, answer, matches_wait) = answers(query);
        assert!(!answer.waits && !matches_wait, "{query}");
        let spread = whole.spread.clone();
        assert_eq!(Answer { spread, ..answer }, whole, "{query}");
    }
    // Pinyin, a misspelt word, characters that occur nowhere, what finds nothing at all, and what may be the
    // name of a document.
    for query in [
        "kjcg",
        "ke ji cheng guo",
        "科计成果",
        "科技 OR 魑",
        "魑魅",
        "-魑 科技",
        "题名:魑",
        "2018年的意见",
    ] {
        let (whole, answer, _) = answers(query);
        assert!(!whole.waits && answer.waits, "{query}");
    }
}
