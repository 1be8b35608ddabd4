//! Measures of this library against a reading of its documents made by hand.

use std::fs;
use std::path::Path;

use celan_document::{Span, char_slice};
use celan_measures::{Bound, Choices, measures};

mod compare;

use compare::{Score, compare};

fn corpus() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus")
}

/// The figures on record; better ones are recorded here.
#[test]
fn the_reading_is_found() {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("measures/gold.json");
    let gold = serde_json::from_str(&fs::read_to_string(gold).unwrap()).unwrap();
    let library = celan_corpus::read(&corpus()).unwrap().library;
    let mut all = Score::default();
    for (_, score) in compare(&library, &corpus(), &gold) {
        all.add(score);
    }
    let figures = all.line();
    let differences = all.differences.join("\n");
    let at_least = |part, whole, least: f64, what: &str| {
        let rate = Score::rate(part, whole);
        assert!(
            rate >= least,
            "{what} {rate:.3} < {least}\n{figures}\n{differences}"
        );
    };
    assert!(all.gold > 75, "the reading is whole: {figures}");
    at_least(all.found, all.gold, 0.98, "recall");
    at_least(all.right, all.read, 0.98, "precision");
    at_least(all.value, all.found, 0.98, "values");
    at_least(all.ceiling, all.found, 0.98, "ceilings");
    at_least(all.frequency, all.found, 0.97, "frequency");
    at_least(all.years, all.found, 0.97, "years");
    assert_eq!(all.taken, 0, "{differences}");
}

/// Spans are those of the block's text, and what cannot be read has no number.
#[test]
fn measures_stand_where_they_say() {
    let library = celan_corpus::read(&corpus()).unwrap().library;
    let found = measures(&library, &Choices::default(), None);
    for measure in &found {
        let length = measure.text.chars().count();
        let spans = [
            Some(measure.clause),
            measure.recipient.as_ref().map(|r| r.span),
            measure.amount.as_ref().map(|a| a.span),
            measure.share.as_ref().map(|s| s.span),
        ];
        for span in spans.into_iter().flatten() {
            assert!(
                span.start < span.end && span.end as usize <= length,
                "{}",
                measure.id
            );
        }
        let amount = measure.amount.as_ref();
        let printed = amount.map(|a| celan_document::char_slice(&measure.text, a.span));
        assert_eq!(printed, amount.map(|a| a.text.as_str()), "{}", measure.id);
        if measure.damaged {
            assert!(
                amount.is_some_and(|a| a.min.is_none() && a.max.is_none()),
                "{}",
                measure.id
            );
        }
    }
    let mut ids: Vec<&str> = found.iter().map(|m| m.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), found.len(), "ids differ");
    assert!(
        found.iter().any(|m| m.damaged),
        "a sum of this library cannot be read"
    );
}

/// A ceiling or a floor is not shown as what one gets.
#[test]
fn a_bounded_sum_is_shown_with_what_bounds_it() {
    let library = celan_corpus::read(&corpus()).unwrap().library;
    let choices = Choices::default();
    let found = measures(&library, &choices, None);
    let extracts = celan_measures::extracts(&library, &choices, &found);
    assert_eq!(extracts.measures.len(), found.len());
    let upper = "最高 最多 至多 不超过 不得超过 不高于 上限 限额 封顶 以内 以下";
    let lower = "最低 至少 不低于 不少于 起步 以上";
    let (mut bounded, mut former) = (0, None);
    for (measure, shown) in found.iter().zip(&extracts.measures) {
        // 最高500万元、200万元: what bounds a row stands before its first sum.
        let row = measure
            .group
            .as_ref()
            .map(|group| (&measure.document, group));
        if row.is_some() && std::mem::replace(&mut former, row) == row {
            continue;
        }
        let share = measure
            .share
            .as_ref()
            .map(|share| (share.bound, share.span));
        let amount = measure.amount.as_ref().map(|a| (a.bound, a.span));
        let (Some((bound, span)), Some(&(start, end))) = (share.or(amount), shown.sums.first())
        else {
            continue;
        };
        let words = match bound {
            Bound::Upper => upper,
            Bound::Lower => lower,
            Bound::Fixed | Bound::Range => continue,
        };
        let before = char_slice(
            &measure.text,
            Span {
                start: 0,
                end: span.start,
            },
        );
        // 提高到80万元 goes on from a ceiling that stands before.
        if ["提高到", "提高至", "增加到"]
            .iter()
            .any(|raised| before.ends_with(raised))
        {
            continue;
        }
        let said = char_slice(&measure.text, Span { start, end });
        assert!(
            words.split(' ').any(|word| said.contains(word)),
            "{}: {said}",
            measure.id
        );
        bounded += 1;
    }
    assert!(bounded > 10);
}
