//! Measures the search core on this machine: `cargo xtask bench`, or `cargo bench` for this alone.
//! It prints times and asserts none.

#[path = "../queries.rs"]
mod queries;

use std::env;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use celan_search::{Index, Options};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Rounds over the query set; the first fills the caches and does not count.
const ROUNDS: usize = 10;

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

    let mut times = Vec::new();
    for round in 0..=ROUNDS {
        for query in queries::queries() {
            let start = Instant::now();
            let answer = index.search(query, Options::default());
            let time = start.elapsed();
            std::hint::black_box(answer);
            if round > 0 {
                times.push((time, query));
            }
        }
    }
    times.sort();
    let rank = |percent: usize| milliseconds(times[(times.len() - 1) * percent / 100].0);
    println!(
        "{} queries, {ROUNDS} times: p50 {:.2} ms, p95 {:.2} ms, p99 {:.2} ms, max {:.2} ms ({})",
        queries::queries().len(),
        rank(50),
        rank(95),
        rank(99),
        rank(100),
        times.last().map_or("", |(_, query)| query),
    );
    let held = MEMORY.current_usage().saturating_sub(before);
    println!(
        "memory after {} queries: {:.1} MB",
        times.len(),
        megabytes(held)
    );
    Ok(())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
