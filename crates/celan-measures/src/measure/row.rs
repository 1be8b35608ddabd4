//! Sums and shares of a passage, gathered into rows that one verb governs (分别给予A、B和C).

use crate::amount::{self, Money};
use crate::share::{self, Share};
use std::ops::Range;

/// A sum or a share.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Item {
    Money(Money),
    Share(Share),
}

impl Item {
    pub(crate) fn range(&self) -> &Range<usize> {
        match self {
            Self::Money(money) => &money.range,
            Self::Share(share) => &share.range,
        }
    }
}

/// Items one after another with nothing but 、 or 和 between.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) items: Vec<Item>,
    pub(crate) range: Range<usize>,
}

impl Row {
    pub(crate) fn is_money(&self) -> bool {
        matches!(self.items.first(), Some(Item::Money(_)))
    }

    pub(crate) fn money(&self) -> impl Iterator<Item = &Money> {
        self.items.iter().filter_map(|item| match item {
            Item::Money(money) => Some(money),
            Item::Share(_) => None,
        })
    }

    pub(crate) fn shares(&self) -> impl Iterator<Item = &Share> {
        self.items.iter().filter_map(|item| match item {
            Item::Share(share) => Some(share),
            Item::Money(_) => None,
        })
    }
}

/// The rows of `text` in their order.
pub(crate) fn rows(text: &str) -> Vec<Row> {
    let mut items: Vec<Item> = amount::scan(text).into_iter().map(Item::Money).collect();
    items.extend(share::scan(text).into_iter().map(Item::Share));
    items.sort_by_key(|item| item.range().start);
    let mut rows: Vec<Row> = Vec::new();
    for item in items {
        let range = item.range().clone();
        match rows.last_mut() {
            Some(row)
                if same_kind(&row.items, &item) && joined(text, row.range.end..range.start) =>
            {
                row.range.end = range.end;
                row.items.push(item);
            }
            _ => rows.push(Row {
                items: vec![item],
                range,
            }),
        }
    }
    rows
}

fn same_kind(items: &[Item], item: &Item) -> bool {
    match (items.first(), item) {
        (Some(Item::Money(_)), Item::Money(_)) => true,
        (Some(Item::Share(a)), Item::Share(b)) => a.words == b.words,
        _ => false,
    }
}

fn joined(text: &str, gap: Range<usize>) -> bool {
    matches!(
        text.get(gap),
        Some(
            "" | "、" | "和" | "及" | "与" | "或" | "或者" | "以及" | "、和" | "/" | "的" | "，和"
        )
    )
}
