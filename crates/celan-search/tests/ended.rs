//! Documents whose own time has ended, found and left out: judged by a calendar written anew here.
#![allow(clippy::unwrap_used)]

use celan_document::{
    Block, Content, Document, Library, Metadata, Part, PartialDate, Span, Text, Validity,
    ValidityKind,
};
use celan_search::{Answer, Index, Lexicon, Options, Query};
use proptest::prelude::*;

type Day = (u32, u32, u32);

/// What a document says of its own time, and when it was issued.
#[derive(Debug, Clone)]
enum Said {
    Nothing,
    Trial,
    /// Until a day, a month or a year.
    Until(Day, usize),
    /// A plan's last year.
    Plan(u32),
    /// So many years and months, from the day of issue or from that of its coming into force.
    For(u32, u32, Option<Day>),
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn written((year, month, day): Day, parts: usize) -> String {
    let whole = format!("{year:04}-{month:02}-{day:02}");
    whole[..[4, 7, 10][parts]].to_owned()
}

/// The last day on which it is not over.
fn end(said: &Said, issued: Day) -> Option<Day> {
    match *said {
        Said::Nothing | Said::Trial => None,
        Said::Plan(year) => Some((year, 12, 31)),
        Said::Until((year, ..), 0) => Some((year, 12, 31)),
        Said::Until((year, month, _), 1) => Some((year, month, days(year, month))),
        Said::Until(day, _) => Some(day),
        Said::For(years, months, from) => {
            let (mut year, mut month, day) = from.unwrap_or(issued);
            year += years;
            for _ in 0..months {
                month += 1;
                if month > 12 {
                    (year, month) = (year + 1, 1);
                }
            }
            Some((year, month, day.min(days(year, month))))
        }
    }
}

fn terms(said: &Said) -> Vec<Validity> {
    let term = |kind, value: String| Validity {
        kind,
        value,
        anchor: None,
        span: Span { start: 0, end: 0 },
    };
    match said {
        Said::Nothing => vec![],
        Said::Trial => vec![term(ValidityKind::Trial, String::new())],
        Said::Until(day, parts) => vec![term(ValidityKind::Expiry, written(*day, *parts))],
        Said::Plan(year) => vec![term(ValidityKind::Period, format!("{}/{year}", year - 4))],
        Said::For(years, months, from) => {
            let mut value = String::from("P");
            for (n, unit) in [(years, 'Y'), (months, 'M')] {
                if *n > 0 {
                    value.push_str(&format!("{n}{unit}"));
                }
            }
            let from = from.map(|day| term(ValidityKind::Effective, written(day, 2)));
            let mut terms: Vec<Validity> = from.into_iter().collect();
            terms.push(term(ValidityKind::Expiry, value));
            terms
        }
    }
}

fn document(n: usize, said: &Said, issued: Day, words: usize) -> Document {
    let block = |n| Block {
        anchor: format!("p{n}"),
        lines: None,
        part: Part::Body,
        content: Content::Paragraph {
            text: Text::plain("奖励企业"),
            run_in: None,
            lead: 0,
        },
    };
    Document {
        metadata: Metadata {
            id: format!("document-{n}"),
            title: "某文件".into(),
            date: PartialDate::parse(&written(issued, 2)),
            validities: terms(said),
            ..Metadata::default()
        },
        blocks: (0..words).map(block).collect(),
    }
}

fn day() -> impl Strategy<Value = Day> {
    (2014u32..2022, 1u32..13, 1u32..32).prop_map(|(y, m, d)| (y, m, d.min(days(y, m))))
}

fn said() -> impl Strategy<Value = Said> {
    prop_oneof![
        Just(Said::Nothing),
        Just(Said::Trial),
        (day(), 0usize..3).prop_map(|(day, parts)| Said::Until(day, parts)),
        (2014u32..2022).prop_map(Said::Plan),
        (0u32..4, 1u32..30, proptest::option::of(day())).prop_map(|(y, m, d)| Said::For(y, m, d)),
    ]
}

fn ask(index: &Index, query: &str) -> Answer {
    let options = Options {
        limit: 0,
        widen: false,
        ..Options::default()
    };
    index.search(&Query::parse(query), options)
}

fn places(answer: &Answer) -> Vec<(String, Option<String>)> {
    let hits = answer.hits.iter();
    let mut places: Vec<_> = hits
        .map(|h| (h.document.clone(), h.anchor.clone()))
        .collect();
    places.sort();
    places
}

proptest! {
    #[test]
    fn the_filter_of_ended_documents_agrees_with_their_dates(
        documents in prop::collection::vec((said(), day(), 1usize..4), 1..12),
        today in day(),
    ) {
        let library = Library {
            date: PartialDate::parse(&written(today, 2)),
            documents: documents
                .iter()
                .enumerate()
                .map(|(n, (said, issued, words))| document(n, said, *issued, *words))
                .collect(),
            ..Library::default()
        };
        let over = |said, issued| end(said, issued).is_some_and(|end| today > end);
        let wanted = |over_wanted: bool| -> Vec<(String, Option<String>)> {
            let documents = documents.iter().enumerate();
            let documents = documents.filter(|(_, (said, issued, _))| over(said, *issued) == over_wanted);
            let mut places: Vec<_> = documents
                .flat_map(|(n, (_, _, words))| {
                    (0..*words).map(move |p| (format!("document-{n}"), Some(format!("p{p}"))))
                })
                .collect();
            places.sort();
            places
        };
        let index = Index::new(library, Lexicon::default());
        let (ended, others) = (ask(&index, "奖励 期限:已满"), ask(&index, "奖励 -期限:已满"));
        prop_assert_eq!(places(&ended), wanted(true));
        prop_assert_eq!(places(&others), wanted(false));
        prop_assert_eq!(others.passages as usize, wanted(false).len());
        // What the whole says of those that are over is what is left out.
        let facets = ask(&index, "奖励").facets.terms;
        let facet = facets.iter().find(|f| f.value == "已满");
        let counts = facet.map_or((0, 0), |f| (f.documents, f.passages));
        prop_assert_eq!(counts, (ended.documents, ended.passages));
        let trial = documents.iter().filter(|(said, ..)| matches!(said, Said::Trial));
        prop_assert_eq!(ask(&index, "期限:试行").documents as usize, trial.count());
    }
}

#[test]
fn without_a_day_to_judge_by_nothing_is_over() {
    let library = Library {
        documents: vec![document(0, &Said::Plan(2015), (2011, 1, 1), 1)],
        ..Library::default()
    };
    let index = Index::new(library, Lexicon::default());
    assert_eq!(ask(&index, "奖励 期限:已满").passages, 0);
    assert_eq!(ask(&index, "奖励 -期限:over").passages, 1);
}

#[test]
fn an_unknown_validity_gets_a_message_and_filters_nothing() {
    let library = Library {
        documents: vec![document(0, &Said::Nothing, (2011, 1, 1), 1)],
        ..Library::default()
    };
    let index = Index::new(library, Lexicon::default());
    for query in ["奖励 期限:现行有效", "奖励 期限:"] {
        let answer = ask(&index, query);
        assert_eq!((answer.passages, answer.query.messages.len()), (1, 1));
        assert!(answer.query.filters.is_empty());
    }
}
