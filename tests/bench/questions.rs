//! How well questions are answered: success@1, success@5 and MRR over questions.toml, of the part
//! that weights are tuned on and of the part held back. It prints and asserts nothing.
//!
//! `CELAN_QUESTIONS=miss` also lists what was not answered within the first five.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use celan_search::{Index, Options};
use serde::Deserialize;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

#[derive(Deserialize)]
struct File {
    question: Vec<Question>,
}

#[derive(Deserialize)]
struct Question {
    ask: String,
    manner: String,
    held_back: bool,
    answers: Vec<Answer>,
}

#[derive(Deserialize)]
struct Answer {
    passage: String,
    grade: u8,
}

#[derive(Default)]
struct Tally {
    questions: u32,
    first: u32,
    five: u32,
    reciprocal: f64,
}

fn main() -> Result<()> {
    let index = Index::open(celan_blob::open(&blob()?)?);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("questions.toml");
    let questions: File = toml::from_str(&fs::read_to_string(file)?)?;
    let misses = env::var("CELAN_QUESTIONS").is_ok_and(|v| v == "miss");
    for held_back in [false, true] {
        let mut all = Tally::default();
        let mut manners: Vec<(&str, Tally)> = Vec::new();
        for question in questions
            .question
            .iter()
            .filter(|q| q.held_back == held_back)
        {
            let rank = rank(&index, question);
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
        all.print(if held_back { "held back" } else { "tuned" });
        for (manner, tally) in manners {
            tally.print(&format!("  {manner}"));
        }
    }
    Ok(())
}

/// The library that `CELAN_BLOB` names; without it, the corpus is packed.
fn blob() -> Result<Vec<u8>> {
    if let Some(file) = env::var_os("CELAN_BLOB").map(PathBuf::from) {
        return Ok(fs::read(file)?);
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus");
    Ok(celan_blob::pack(&celan_corpus::read(&folder)?.library)?.library)
}

/// The rank of the first passage that answers, among the first fifty; where a question has full
/// answers, only they count.
fn rank(index: &Index, question: &Question) -> Option<u32> {
    let options = Options {
        limit: 50,
        ..Options::default()
    };
    let best = question.answers.iter().map(|a| a.grade).max();
    let answer = index.search(&question.ask, options);
    let answers = |text: &str| {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let full = question.answers.iter().filter(|a| Some(a.grade) == best);
        full.into_iter().any(|a| text.contains(&a.passage))
    };
    let at = answer.hits.iter().position(|hit| answers(&hit.text))?;
    Some(at as u32 + 1)
}

impl Tally {
    fn count(&mut self, rank: Option<u32>) {
        self.questions += 1;
        self.first += u32::from(rank == Some(1));
        self.five += u32::from(rank.is_some_and(|r| r <= 5));
        self.reciprocal += rank.map_or(0.0, |r| 1.0 / f64::from(r));
    }

    fn print(&self, name: &str) {
        let all = f64::from(self.questions.max(1));
        println!(
            "{name:<14}{:>4} questions: success@1 {:.1} %, success@5 {:.1} %, MRR {:.3}",
            self.questions,
            f64::from(self.first) * 100.0 / all,
            f64::from(self.five) * 100.0 / all,
            self.reciprocal / all
        );
    }
}
