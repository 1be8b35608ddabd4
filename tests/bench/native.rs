//! Measures the search core on this machine: `cargo xtask bench`, or `cargo bench` for this alone.
//! It prints times and asserts none.

mod growth;
#[path = "../queries.rs"]
mod queries;

use std::env;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use celan_blob::Contents;
use celan_document::Library;
use celan_search::{Index, Lexicon, Options, Query};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Rounds over the query set, which make more than a thousand queries; one more before them fills
/// the caches and does not count.
const ROUNDS: usize = 12;
/// How many times the library is grown, and the rounds over the query set then.
const GROWN: [(usize, usize); 2] = [(10, 3), (100, 1)];

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let Some(file) = env::var_os("CELAN_BLOB").map(PathBuf::from) else {
        println!("no library: CELAN_BLOB names a packed one; `cargo xtask bench` sets it");
        return Ok(());
    };
    let blob = std::fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    for section in celan_blob::sizes(&blob)? {
        println!(
            "  {:<12}{:>10} bytes{:>12} raw",
            section.name, section.bytes, section.raw
        );
    }

    let before = MEMORY.current_usage();
    let start = Instant::now();
    let contents = celan_blob::open(&blob)?;
    let opened = start.elapsed();
    let index = Index::open(contents);
    println!(
        "from bytes to ready: {:.1} ms ({:.1} ms of it decoding)",
        milliseconds(start.elapsed()),
        milliseconds(opened),
    );
    let held = MEMORY.current_usage().saturating_sub(before);
    println!("memory of the open library: {:.1} MB", megabytes(held));
    ask(&index, ROUNDS);
    let held = MEMORY.current_usage().saturating_sub(before);
    println!("memory after these queries: {:.1} MB", megabytes(held));
    drop(index);

    let contents = celan_blob::open(&blob)?;
    for (times, rounds) in GROWN {
        grow(&contents, times, rounds)?;
    }
    Ok(())
}

/// Measures the library grown so many times.
fn grow(contents: &Contents, times: usize, rounds: usize) -> Result<()> {
    let library = growth::grown(&contents.library, times);
    let characters = characters(&library);
    let lexicon = Lexicon {
        vocabulary: contents.vocabulary.clone(),
        characters: contents.pinyin.characters.clone(),
        words: contents.pinyin.words.clone(),
    };
    let before = MEMORY.current_usage();
    let start = Instant::now();
    let index = Index::new(library, lexicon);
    let built = start.elapsed();
    let held = MEMORY.current_usage().saturating_sub(before);
    println!(
        "\n{times} times as large, {characters} characters: indexed in {:.0} ms, {:.2} bytes of index a character",
        milliseconds(built),
        held as f64 / characters as f64,
    );
    ask(&index, rounds);
    Ok(())
}

/// Characters of a library's blocks without white space.
fn characters(library: &Library) -> usize {
    let count = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let mut characters = 0;
    for document in &library.documents {
        document.walk(&mut |block| match &block.content {
            celan_document::Content::Table(table) => {
                let cells = table.header.iter().chain(table.rows.iter().flatten());
                let texts = table.caption.iter().chain(cells).chain(&table.notes);
                characters += texts.map(|t| count(t)).sum::<usize>();
            }
            _ => characters += block.text().map_or(0, |t| count(&t.plain)),
        });
    }
    characters
}

/// Asks every query, and what is suggested for it, and prints the times.
fn ask(index: &Index, rounds: usize) {
    let mut searches = Vec::new();
    let mut suggestions = Vec::new();
    for round in 0..=rounds {
        for query in queries::queries() {
            let search = time(|| index.search(&Query::parse(query), Options::default()));
            let suggestion = time(|| index.suggest(query, 7));
            if round > 0 {
                searches.push((search, query));
                suggestions.push((suggestion, query));
            }
        }
    }
    print("queries", searches);
    print("suggestions", suggestions);
    let hostile = queries::hostile();
    let times = hostile.iter().map(|query| {
        let search = time(|| index.search(&Query::parse(query), Options::default()));
        let shown = query.get(..12).unwrap_or_default();
        (search + time(|| index.suggest(query, 7)), shown)
    });
    print("hostile queries", times.collect());
}

fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let done = work();
    let time = start.elapsed();
    std::hint::black_box(done);
    time
}

fn print(what: &str, mut times: Vec<(Duration, &str)>) {
    times.sort();
    let rank = |percent: usize| {
        let at = times.len().saturating_sub(1) * percent / 100;
        times.get(at).map_or(0.0, |(time, _)| milliseconds(*time))
    };
    println!(
        "{} {what}: p50 {:.2} ms, p95 {:.2} ms, p99 {:.2} ms, max {:.2} ms ({:?})",
        times.len(),
        rank(50),
        rank(95),
        rank(99),
        rank(100),
        times.last().map_or("", |(_, query)| query),
    );
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
