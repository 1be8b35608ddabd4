//! Libraries that ask for much, and the files of them that are as small as an attacker can make them.

use celan_document::{
    AnswerType, Block, BoxBlock, Citation, CitationKind, Content, Document, Heading, Library,
    Metadata, NumberingKind, Part, Remark, Span, Synonyms, Table, Target, Text, Validity,
    ValidityKind, assign_anchors,
};

use crate::forged::Forgery;

/// What it is, about how much of it opens, and the file of so much of it.
type Family = (&'static str, usize, fn(usize) -> Option<Vec<u8>>);

pub(crate) const FAMILIES: &[Family] = &[
    ("one letter", 2_600_000, |n| long("a", vec![1; n])),
    ("three characters in turn", 2_200_000, |n| {
        long("的一是", [1, 2, 3].repeat(n / 3))
    }),
    ("two letters by chance", 2_600_000, |n| {
        long("ab", letters(n))
    }),
    ("empty paragraphs", 36_000, |n| {
        file(&texts(vec![String::new(); n]))
    }),
    ("short paragraphs", 36_000, |n| {
        file(&texts(vec!["甲".to_owned(); n]))
    }),
    ("lines of ten", 380_000, |n| {
        file(&texts((0..n / 10).map(|at| format!("甲乙丙丁{at:06}"))))
    }),
    ("headings", 35_000, |n| {
        file(&one(vec![heading("一、甲"); n]))
    }),
    ("headings of two", 30_000, |n| {
        file(&two(|_| vec![heading("一、甲"); n / 2]))
    }),
    ("a long heading", 1_400_000, |n| {
        file(&one(vec![heading(&repeated("甲", n))]))
    }),
    ("a table of one row", 100_000, |n| file(&table(1, n, ""))),
    ("a table of one column", 60_000, |n| file(&table(n, 1, ""))),
    ("a square table", 90_000, |n| {
        file(&table(n.isqrt(), n.isqrt(), "甲"))
    }),
    ("a row as wide as the table is long", 90_000, |n| {
        file(&ragged(n))
    }),
    ("a long head", 20_000, |n| file(&long_head(n))),
    ("empty rows", 100_000, |n| file(&table(n, 0, ""))),
    ("citations of a long title", 45_000, |n| {
        file(&citations(n, "y-2020", &repeated("长", 20_000)))
    }),
    ("boxes", 28_000, |n| file(&boxes(n))),
    ("documents", 25_000, |n| {
        file(&Library {
            documents: (0..n)
                .map(|at| document(&format!("d-{at}"), "甲", Vec::new()))
                .collect(),
            ..Library::default()
        })
    }),
    ("issuers", 20_000, |n| {
        file(&with_metadata(|m| m.issuers = vec!["甲厅".to_owned(); n]))
    }),
    ("bodies that get copies", 20_000, |n| {
        file(&with_metadata(|m| m.copies = vec!["甲厅".to_owned(); n]))
    }),
    ("validities", 20_000, |n| {
        file(&with_metadata(|m| m.validities = vec![validity(); n]))
    }),
    ("levels", 20_000, |n| {
        file(&Library {
            levels: vec![
                Remark {
                    name: "甲".to_owned(),
                    text: String::new(),
                };
                n
            ],
            ..texts(["甲乙"])
        })
    }),
    ("issuers of many", 20_000, |n| file(&issuers_of_many(n))),
    ("long titles", 20_000, |n| {
        file(&Library {
            documents: (0..n / 1000)
                .map(|at| document(&format!("d-{at}"), &repeated("甲", 1000), Vec::new()))
                .collect(),
            ..Library::default()
        })
    }),
    ("topics", 20_000, |n| {
        file(&Library {
            topics: vec!["甲".to_owned(); n],
            ..texts(["甲乙"])
        })
    }),
    ("terms", 20_000, |n| file(&terms(n))),
    ("synonyms", 20_000, |n| {
        file(&Library {
            thesaurus: vec![Synonyms {
                say: vec!["的".to_owned()],
                policy: (0..n).map(|at| format!("的{at}")).collect(),
                both: true,
                weight: 100,
            }],
            ..texts(["的"])
        })
    }),
    ("synonyms that occur", 20_000, |n| {
        file(&Library {
            thesaurus: (1..60)
                .map(|len| Synonyms {
                    say: vec!["的".to_owned()],
                    policy: vec![repeated("的", len)],
                    both: true,
                    weight: 100,
                })
                .collect(),
            ..texts([repeated("的", n)])
        })
    }),
    ("entries", 45_000, |n| {
        file(&{
            Library {
                thesaurus: vec![
                    Synonyms {
                        say: vec!["的".to_owned()],
                        policy: vec!["科".to_owned()],
                        both: true,
                        weight: 100
                    };
                    n
                ],
                ..texts(["的科"])
            }
        })
    }),
    ("two tables", 20_000, |n| {
        file(&two(|_| table(n / 8, 4, "科技").documents.remove(0).blocks))
    }),
    ("answer types", 45_000, |n| {
        file(&Library {
            answer_types: (0..n)
                .map(|at| AnswerType {
                    say: vec![format!("问{at}")],
                    holds: vec!["的".to_owned()],
                    lift: 9,
                })
                .collect(),
            ..texts(["的"])
        })
    }),
];

fn repeated(text: &str, n: usize) -> String {
    text.repeat(n)
}

fn letters(n: usize) -> Vec<u8> {
    let mut state = 1u32;
    let mut letter = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        1 + (state >> 31) as u8
    };
    (0..n).map(|_| letter()).collect()
}

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

fn heading(text: &str) -> Block {
    block(Content::Heading(Heading {
        text: Text::plain(text),
        level: 1,
        kind: NumberingKind::Plain,
        number: None,
        label: String::new(),
        title: text.to_owned(),
    }))
}

fn document(id: &str, title: &str, mut blocks: Vec<Block>) -> Document {
    assign_anchors(&mut blocks);
    Document {
        metadata: Metadata {
            id: id.to_owned(),
            title: title.to_owned(),
            ..Metadata::default()
        },
        blocks,
    }
}

fn one(blocks: Vec<Block>) -> Library {
    let other = document("y-2020", "乙", vec![paragraph("甲的科技".to_owned())]);
    Library {
        title: "库".to_owned(),
        documents: vec![document("x-2020", "甲", blocks), other],
        ..Library::default()
    }
}

fn two(blocks: impl Fn(usize) -> Vec<Block>) -> Library {
    let documents = (0..2).map(|at| document(&format!("d-{at}"), "科技", blocks(at)));
    Library {
        documents: documents.collect(),
        ..Library::default()
    }
}

fn texts(texts: impl IntoIterator<Item = impl Into<String>>) -> Library {
    one(texts
        .into_iter()
        .map(|text| paragraph(text.into()))
        .collect())
}

fn table(rows: usize, columns: usize, cell: &str) -> Library {
    one(vec![block(Content::Table(Table {
        caption: Some("表".to_owned()),
        rows: vec![vec![cell.to_owned(); columns]; rows],
        ..Table::default()
    }))])
}

/// As many rows of a cell as one row has cells.
fn ragged(n: usize) -> Library {
    let mut library = table(n / 2, 1, "");
    if let Content::Table(table) = &mut library.documents[0].blocks[0].content {
        table.rows.push(vec![String::new(); n / 2]);
    }
    library
}

fn long_head(n: usize) -> Library {
    let mut library = table(n / 4, 4, "");
    if let Content::Table(table) = &mut library.documents[0].blocks[0].content {
        table.header = vec![repeated("长", 5_000); 4];
    }
    library
}

fn citations(n: usize, to: &str, title: &str) -> Library {
    let citation = |at: usize| Citation {
        span: Span::new(at, at + 1),
        kind: CitationKind::Title,
        target: Some(Target {
            document: to.to_owned(),
            anchor: None,
        }),
    };
    let mut text = Text::plain(repeated("甲", n));
    text.citations = (0..n).map(citation).collect();
    let mut library = one(vec![block(Content::Paragraph {
        text,
        run_in: None,
        lead: 0,
    })]);
    library.documents[1].metadata.title = title.to_owned();
    library
}

fn boxes(n: usize) -> Library {
    let inner = |blocks| {
        block(Content::Box(BoxBlock {
            text: Text::plain("专栏"),
            number: None,
            label: String::new(),
            title: "专栏".to_owned(),
            blocks,
        }))
    };
    let deep = |_| {
        (0..8).fold(vec![paragraph("甲".to_owned())], |blocks, _| {
            vec![inner(blocks)]
        })
    };
    one((0..n / 8).flat_map(deep).collect())
}

fn with_metadata(change: impl FnOnce(&mut Metadata)) -> Library {
    let mut library = texts(["甲"]);
    change(&mut library.documents[0].metadata);
    library
}

fn validity() -> Validity {
    Validity {
        kind: ValidityKind::Trial,
        value: String::new(),
        anchor: None,
        span: Span::new(0, 1),
    }
}

fn issuers_of_many(n: usize) -> Library {
    let side = n.isqrt();
    let documents = (0..side).map(|at| {
        let mut document = document(&format!("d-{at}"), "甲", Vec::new());
        document.metadata.issuers = (0..side).map(|issuer| format!("{issuer}")).collect();
        document
    });
    Library {
        documents: documents.collect(),
        ..Library::default()
    }
}

/// Quoted titles are terms.
fn terms(n: usize) -> Library {
    let han = |at: usize| char::from_u32(0x4e00 + at as u32).unwrap();
    texts((0..n).map(|at| {
        format!(
            "《{}{}办法》《{}{}办法》",
            han(at / 5000),
            han(at % 5000),
            han(at / 5000),
            han(at % 5000)
        )
    }))
}

/// Bytes of every file.
const FILE: usize = 1 << 20;

/// The file of a library as small as an attacker can make it, filled up; `None` if it is longer, or cannot be packed.
fn file(library: &Library) -> Option<Vec<u8>> {
    let packed = celan_blob::pack(library).ok()?;
    Forgery::of(&packed.library).squeezed(FILE)
}

/// As [`file`], of a paragraph with these codes for its text, which was of such characters.
fn long(characters: &str, codes: Vec<u8>) -> Option<Vec<u8>> {
    let packed = celan_blob::pack(&texts([characters])).ok()?;
    let mut forgery = Forgery::of(&packed.library);
    forgery.set_text([codes, vec![0]].concat());
    forgery.squeezed(FILE)
}
