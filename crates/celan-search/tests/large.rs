//! Libraries with more of one thing than 16 bits count: nothing of them is left out of the search, or found in
//! another place.
#![allow(clippy::unwrap_used)]

use celan_blob::Contents;
use celan_document::{
    AnswerType, Block, BoxBlock, Content, Document, Library, Metadata, Part, Synonyms, Table, Text,
    assign_anchors,
};
use celan_search::{Answer, Field, Index, Options, Query};

const MANY: usize = 65_600;

fn block(content: Content) -> Block {
    Block {
        anchor: String::new(),
        lines: None,
        part: Part::Body,
        content,
    }
}

fn paragraph(text: String) -> Block {
    block(Content::Paragraph {
        text: Text::plain(text),
        run_in: None,
        lead: 0,
    })
}

fn document(id: String, title: String, mut blocks: Vec<Block>) -> Document {
    assign_anchors(&mut blocks);
    Document {
        metadata: Metadata {
            id,
            title,
            ..Metadata::default()
        },
        blocks,
    }
}

fn index(library: Library) -> Index {
    Index::open(Contents {
        library,
        ..Contents::default()
    })
}

fn of(blocks: Vec<Block>) -> Index {
    let documents = vec![document("x-2020".into(), "办法".into(), blocks)];
    index(Library {
        documents,
        ..Library::default()
    })
}

fn exactly(index: &Index, query: &str) -> Answer {
    index.search(&Query::parse(query), Options::default())
}

#[test]
fn the_last_of_many_documents_is_found_as_itself() {
    let each = |at: usize| {
        let text = if at + 1 == MANY { "末篇" } else { "文" };
        document(
            format!("d-{at}"),
            format!("第{at}号"),
            vec![paragraph(text.into())],
        )
    };
    let index = index(Library {
        documents: (0..MANY).map(each).collect(),
        ..Library::default()
    });
    let answer = exactly(&index, "\"末篇\"");
    assert_eq!((answer.documents, answer.passages), (1, 1));
    assert_eq!(answer.hits[0].document, format!("d-{}", MANY - 1));
    assert_eq!(answer.hits[0].text, "末篇");
    let title = format!("\"第{}号\"", MANY - 1);
    let answer = exactly(&index, &title);
    assert_eq!(answer.hits[0].document, format!("d-{}", MANY - 1));
    assert_eq!(exactly(&index, "\"文\"").documents as usize, MANY - 1);
}

#[test]
fn the_last_of_many_rows_and_columns_is_found_as_itself() {
    let tall = (0..MANY).map(|at| vec![if at + 1 == MANY { "末行" } else { "行" }.to_owned()]);
    let wide = (0..MANY).map(|at| if at + 1 == MANY { "末列" } else { "列" }.to_owned());
    let table = |rows| {
        block(Content::Table(Table {
            rows,
            ..Table::default()
        }))
    };
    let index = of(vec![table(tall.collect()), table(vec![wide.collect()])]);
    let last = MANY as u32 - 1;
    for (query, cell) in [("\"末行\"", [last, 0]), ("\"末列\"", [0, last])] {
        let answer = exactly(&index, query);
        assert_eq!(answer.passages, 1, "{query}");
        assert_eq!(answer.hits[0].cell, Some(cell));
        let marked = answer.hits[0].highlights[0];
        let text: Vec<char> = answer.hits[0].text.chars().collect();
        let marked: String = text[marked[0] as usize..marked[1] as usize]
            .iter()
            .collect();
        assert_eq!(format!("\"{marked}\""), query);
    }
}

#[test]
fn the_last_of_many_blocks_of_a_box_is_found_as_itself() {
    let texts = (0..MANY).map(|at| if at + 1 == MANY { "末段" } else { "段" });
    let inside = block(Content::Box(BoxBlock {
        text: Text::plain("专栏"),
        number: None,
        label: String::new(),
        title: "专栏".into(),
        blocks: texts.map(|text| paragraph(text.into())).collect(),
    }));
    let index = of(vec![inside]);
    let answer = exactly(&index, "\"末段\"");
    assert_eq!((answer.passages, answer.hits[0].text.as_str()), (1, "末段"));
    assert_eq!(
        answer.hits[0].anchor.as_deref(),
        Some(&*format!("box-p{MANY}"))
    );
}

#[test]
fn the_last_of_many_issuers_is_found_as_itself() {
    let mut document = document("x-2020".into(), "办法".into(), Vec::new());
    let issuers = (0..MANY).map(|at| if at + 1 == MANY { "末厅" } else { "厅" }.to_owned());
    document.metadata.issuers = issuers.collect();
    let index = index(Library {
        documents: vec![document],
        ..Library::default()
    });
    let answer = exactly(&index, "\"末厅\"");
    assert_eq!((answer.passages, answer.hits[0].text.as_str()), (1, "末厅"));
    assert_eq!(answer.hits[0].field, Field::Issuers);
}

#[test]
fn the_last_of_many_synonyms_and_questions_is_known() {
    let synonyms = (0..MANY).map(|at| Synonyms {
        say: vec![format!("俗称{at}")],
        policy: vec!["补助".into()],
        both: false,
        weight: 90,
    });
    let questions = (0..MANY).map(|at| AnswerType {
        say: vec![format!("几何{at}")],
        holds: vec!["万元".into()],
        lift: 10,
    });
    let index = index(Library {
        documents: vec![document(
            "x-2020".into(),
            "办法".into(),
            vec![paragraph("给予补助五万元".into())],
        )],
        thesaurus: synonyms.collect(),
        answer_types: questions.collect(),
        ..Library::default()
    });
    let answer = exactly(&index, &format!("俗称{}", MANY - 1));
    assert_eq!(answer.hits[0].text, "给予补助五万元");
    let answer = exactly(&index, &format!("补助几何{}", MANY - 1));
    assert_eq!(answer.hits[0].text, "给予补助五万元");
}
