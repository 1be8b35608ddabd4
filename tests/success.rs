//! How well the library answers questions: success@1, @5, @10 and MRR over questions.toml.

use std::path::Path;

use celan_search::{Index, Options, Query};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    question: Vec<Question>,
}

/// A question and the passages that answer it.
#[derive(Deserialize)]
pub(crate) struct Question {
    #[allow(dead_code)]
    pub(crate) ask: String,
    #[allow(dead_code)]
    pub(crate) manner: String,
    /// No weight is tuned on it.
    pub(crate) held_back: bool,
    answers: Vec<Answer>,
}

#[derive(Deserialize)]
struct Answer {
    /// A stretch of the passage, without white space.
    passage: String,
    /// 2 if it answers the question, 1 if it helps.
    grade: u8,
}

/// Reads questions.toml.
pub(crate) fn questions() -> Vec<Question> {
    let file: File = toml::from_str(include_str!("questions.toml")).unwrap();
    file.question
}

/// Packs the library that the questions are about, and opens it for searching.
pub(crate) fn library() -> Index {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus");
    let library = celan_corpus::read(&folder).unwrap().library;
    let blob = celan_blob::pack(&library).unwrap().library;
    Index::open(celan_blob::open(&blob).unwrap())
}

impl Question {
    /// The rank of the first passage that answers, among the first fifty. If a question has full
    /// answers, only they count.
    pub(crate) fn rank(&self, index: &Index) -> Option<u32> {
        let options = Options {
            limit: 50,
            ..Options::default()
        };
        let best = self.answers.iter().map(|answer| answer.grade).max();
        let answers = |text: &str| {
            let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            let mut full = self.answers.iter().filter(|a| Some(a.grade) == best);
            full.any(|answer| text.contains(&answer.passage))
        };
        let response = index.search(&Query::parse(&self.ask), options);
        let at = response.hits.iter().position(|hit| answers(&hit.text))?;
        Some(at as u32 + 1)
    }
}

/// Ranks of many questions, counted.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) questions: u32,
    first: u32,
    five: u32,
    ten: u32,
    reciprocal: f64,
}

impl Tally {
    /// Counts the rank of one question.
    pub(crate) fn count(&mut self, rank: Option<u32>) {
        self.questions += 1;
        self.first += u32::from(rank == Some(1));
        self.five += u32::from(rank.is_some_and(|rank| rank <= 5));
        self.ten += u32::from(rank.is_some_and(|rank| rank <= 10));
        self.reciprocal += rank.map_or(0.0, |rank| 1.0 / f64::from(rank));
    }

    /// Success@1, in percent of the questions.
    pub(crate) fn first(&self) -> f64 {
        f64::from(self.first) * 100.0 / f64::from(self.questions.max(1))
    }

    /// Success@5, in percent of the questions.
    pub(crate) fn five(&self) -> f64 {
        f64::from(self.five) * 100.0 / f64::from(self.questions.max(1))
    }

    /// Success@10, in percent of the questions.
    #[allow(dead_code)]
    pub(crate) fn ten(&self) -> f64 {
        f64::from(self.ten) * 100.0 / f64::from(self.questions.max(1))
    }

    /// The mean reciprocal rank.
    #[allow(dead_code)]
    pub(crate) fn mean_reciprocal_rank(&self) -> f64 {
        self.reciprocal / f64::from(self.questions.max(1))
    }
}
