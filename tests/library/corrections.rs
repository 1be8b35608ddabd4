//! Slips are mended and everyday words are not: `corrections.txt` has both.

use celan_search::{Options, Query};

use crate::gates::hold;
use crate::success::library;

#[test]
fn slips_are_mended_and_everyday_words_are_not() {
    let index = library();
    let corrected = |query: &str| -> Vec<String> {
        let answer = index.search(&Query::parse(query), Options::default());
        let applied = answer.query.corrections.into_iter().filter(|c| c.applied);
        applied.map(|c| c.to).collect()
    };
    let text = include_str!("corrections.txt");
    let (_, text) = text.split_once("## everyday\n").unwrap();
    let (everyday, slips) = text.split_once("## slips\n").unwrap();
    let (mut wrong, mut mended, mut missed) = (Vec::new(), 0, 0);
    for word in everyday.split_whitespace() {
        let asked = [
            word.to_owned(),
            format!("{word}怎么申请"),
            format!("{word}补贴多少"),
        ];
        wrong.extend(
            asked
                .into_iter()
                .filter(|query| !corrected(query).is_empty()),
        );
    }
    for line in slips.lines() {
        let (slip, meant) = line.split_once(" > ").unwrap();
        match corrected(slip).as_slice() {
            [] => missed += 1,
            found if found.iter().any(|word| word == meant) => mended += 1,
            _ => wrong.push(slip.to_owned()),
        }
    }
    let share = |count: usize, of: usize| count as f64 * 100.0 / of as f64;
    println!("corrected wrongly: {wrong:?}");
    hold(
        "corrections-wrong",
        share(wrong.len(), wrong.len() + mended),
    );
    hold("slips-mended", share(mended, mended + missed));
}
