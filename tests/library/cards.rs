//! Documents that are asked for by name or property: `cards.txt` has what people type, and which card must
//! stand first.

use celan_search::{Options, Query};

use crate::gates::hold;
use crate::success::library;

#[test]
fn the_card_of_a_document_that_is_asked_for_stands_first() {
    let index = library();
    let cards = |query: &str| index.search(&Query::parse(query), Options::default()).cards;
    let text = include_str!("cards.txt");
    let (named, passages) = text.split_once("## no card\n").unwrap();
    let (mut asked, mut right) = (0, 0);
    for line in named.lines().filter(|line| line.contains(" > ")) {
        let (query, wanted) = line.split_once(" > ").unwrap();
        let mut wanted: Vec<&str> = wanted.split(' ').collect();
        let all = wanted.pop_if(|last| *last == "*").is_some();
        let found = cards(query);
        let first = found
            .first()
            .is_some_and(|id| wanted.contains(&id.as_str()));
        asked += 1;
        right +=
            u32::from(first && (!all || wanted.iter().all(|id| found.iter().any(|f| f == id))));
    }
    for query in passages.lines() {
        assert!(cards(query).is_empty(), "{query}: {:?}", cards(query));
    }
    hold("card-first", f64::from(right) * 100.0 / f64::from(asked));
}
