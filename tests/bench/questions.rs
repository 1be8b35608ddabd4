//! Prints how well questions are answered, the tuned and the held-back ones, by manner of asking.
//!
//! `CELAN_QUESTIONS=miss` also lists which tuned questions are not answered within the first five.
//! `CELAN_BLOB` names another packed library.
#![allow(clippy::unwrap_used)]

#[path = "../success.rs"]
mod success;

use std::env;
use std::fs;

use celan_search::Index;
use success::Tally;

fn main() {
    let index = match env::var_os("CELAN_BLOB") {
        Some(file) => Index::open(celan_blob::open(&fs::read(file).unwrap()).unwrap()),
        None => success::library(),
    };
    let misses = env::var("CELAN_QUESTIONS").is_ok_and(|v| v == "miss");
    let questions = success::questions();
    for held_back in [false, true] {
        let mut all = Tally::default();
        let mut manners: Vec<(&str, Tally)> = Vec::new();
        for question in questions.iter().filter(|q| q.held_back == held_back) {
            let rank = question.rank(&index);
            all.count(rank);
            let known = manners.iter().position(|(m, _)| *m == question.manner);
            let at = known.unwrap_or_else(|| {
                manners.push((&question.manner, Tally::default()));
                manners.len() - 1
            });
            manners[at].1.count(rank);
            if misses && !held_back && rank.is_none_or(|r| r > 5) {
                println!("  {:<10} {:<40} {rank:?}", question.manner, question.ask);
            }
        }
        print(&all, if held_back { "held back" } else { "tuned" });
        for (manner, tally) in manners {
            print(&tally, &format!("  {manner}"));
        }
    }
}

fn print(tally: &Tally, name: &str) {
    println!(
        "{name:<14}{:>4} questions: success@1 {:.1} %, @5 {:.1} %, @10 {:.1} %, MRR {:.3}",
        tally.questions,
        tally.first(),
        tally.five(),
        tally.ten(),
        tally.mean_reciprocal_rank(),
    );
}
