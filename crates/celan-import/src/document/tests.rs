//! The pipeline as a whole: nothing is lost, nothing invented, nothing panics.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::source::lines::split;
use celan_document::Content;
use proptest::prelude::*;

fn made(text: &str) -> Made {
    let entry = Entry {
        id: crate::config::Placed {
            text: "some-text".into(),
            at: 0,
        },
        title: Some("某文".into()),
        ..Entry::default()
    };
    make(Material {
        file: "some.txt",
        lines: split(text),
        entry: &entry,
        item: None,
        level: None,
        manual: &ManualRepairs::default(),
        witnesses: Vec::new(),
    })
    .unwrap()
}

fn visible(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The characters of the document with every change undone, whatever was removed whole left out.
fn undone(made: &Made) -> String {
    let mut out = String::new();
    made.document.walk(&mut |block| {
        let mut add = |text: &str, cell: Option<(u32, u32)>| {
            let mut chars: Vec<char> = text.chars().collect();
            let here = made.changes.iter().rev().filter_map(|c| {
                let place = c.place.as_ref()?;
                (place.anchor == block.anchor && place.cell == cell).then_some((place.at, c))
            });
            let mut here: Vec<_> = here.collect();
            here.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
            for ((start, end), change) in here {
                let range = start as usize..end as usize;
                assert_eq!(chars[range.clone()].iter().collect::<String>(), change.now);
                chars.splice(range, change.was.chars());
            }
            out.extend(chars);
        };
        match (&block.content, block.text()) {
            (Content::Table(table), _) => {
                table.caption.iter().for_each(|text| add(text, None));
                let rows = std::iter::once(&table.header).chain(&table.rows);
                for (row, cells) in rows.enumerate() {
                    for (column, text) in cells.iter().enumerate() {
                        add(text, Some((row as u32, column as u32)));
                    }
                }
                table.notes.iter().for_each(|text| add(text, None));
            }
            (_, Some(text)) => add(&text.plain, None),
            _ => {}
        }
    });
    visible(&out)
}

const WORDS: &[&str] = &[
    "一、",
    "（二）",
    "(三) ",
    "1. ",
    "2．",
    "第一章",
    "第二条 ",
    "专栏 3 ",
    "——",
    "- （一）",
    "|",
    "|---|",
    "总体要求",
    "加强管理",
    "推动落实到位。",
    "坚持创新,",
    "R&D",
    "10%",
    " and ",
    "《某办法》",
    "关于印发",
    "的通知",
    "某发〔2018〕1号",
    "2018年1月2日",
    "（此件公开发布）",
    "抄送：",
    "序号 指标 2020 年",
    "5",
    "，",
    "；",
    "：",
    "“",
    "”",
    "（",
    "）",
    " ",
    "\n",
    "\n\n",
    "\n\n\n",
    "- 12 -",
    "如下：",
    "。",
];

proptest! {
    #[test]
    fn nothing_is_lost_and_nothing_panics(
        picks in proptest::collection::vec(0..WORDS.len(), 0..60),
        noise in "\\PC{0,12}",
    ) {
        let text: String = picks.iter().map(|i| WORDS[*i]).chain([noise.as_str()]).collect();
        let made = made(&text);
        let whole: String = made
            .changes
            .iter()
            .filter(|c| c.place.is_none())
            .map(|c| visible(&c.was))
            .collect();
        let mut kept: Vec<char> = undone(&made).chars().chain(whole.chars()).collect();
        let mut source: Vec<char> = visible(&text).chars().collect();
        if whole.is_empty() {
            prop_assert_eq!(&kept, &source);
        }
        kept.sort_unstable();
        source.sort_unstable();
        prop_assert_eq!(kept, source);
    }
}
