//! What hostile files take that were made to take much: opened and used, each of a megabyte, in 64 MiB of
//! memory at most and in little time.
#![allow(clippy::unwrap_used)]

// What these share with the programs that fuzz is public there.
#[allow(dead_code, unreachable_pub)]
#[path = "../fuzz/targets/container.rs"]
mod container;
#[allow(dead_code, unreachable_pub)]
#[path = "../fuzz/targets/forged.rs"]
mod forged;
mod hostile;
#[allow(dead_code, unreachable_pub)]
#[path = "../fuzz/targets/uses.rs"]
mod uses;

use std::env;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use celan_blob::BlobError;
use hostile::FAMILIES;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Only one file is measured at a time.
static TURN: Mutex<()> = Mutex::new(());

/// Bytes of memory that a file of a megabyte may take, itself included.
const MOST: usize = 64 << 20;

/// How long a file may take to be used in all the ways that there are; a tenth of it where the program is
/// optimised.
const LONGEST: Duration = Duration::from_secs(30);

/// The most that `work` had in memory at once beside what was there before, in bytes, and its time.
fn measured<T>(work: impl FnOnce() -> T) -> (T, usize, Duration) {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let start = Instant::now();
    let done = work();
    (done, MEMORY.peak_usage() - before, start.elapsed())
}

fn opened_and_used(blob: &[u8]) -> Result<(), BlobError> {
    uses::all(celan_blob::open(blob)?);
    Ok(())
}

/// Looks for the largest file of each family that opens, and uses it: prints its figures, and fails where it takes
/// too much. Without names all are tried.
fn worst_of_each(names: &[&str]) {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let only = env::var("CELAN_ONLY").unwrap_or_default();
    let mut failed = Vec::new();
    for (name, about, make) in FAMILIES {
        let wanted = names.is_empty() || names.iter().any(|wanted| wanted == name);
        if !wanted || !name.contains(&only) {
            continue;
        }
        let opens = |n: usize| make(n).filter(|blob| celan_blob::open(blob).is_ok());
        // From what once was the largest on: limits and sizes change.
        let mut n = *about;
        let mut largest = opens(n);
        while largest.is_none() && n > 100 {
            n = n * 4 / 5;
            largest = opens(n);
        }
        while let Some(larger) = opens(n + n / 4) {
            n += n / 4;
            largest = Some(larger);
        }
        let Some(blob) = largest else {
            failed.push(format!("{name}: none opens"));
            continue;
        };
        let (used, peak, time) = measured(|| opened_and_used(&blob));
        let figure = format!("{name}: {n}: {} MiB, {time:.1?}", peak.div_ceil(1 << 20));
        println!("memory: {figure}");
        if used.is_err() || peak + blob.len() > MOST || time > LONGEST {
            failed.push(figure);
        }
        // What is refused takes no more.
        if let Some(refused) = make(n * 2) {
            let (opened, peak, time) = measured(|| celan_blob::open(&refused).err());
            if opened.is_none() || peak + refused.len() > MOST || time > LONGEST {
                failed.push(format!(
                    "{name}, refused: {opened:?}, {peak} bytes, {time:?}"
                ));
            }
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn some_of_the_worst_files_take_no_more_than_their_size_allows() {
    worst_of_each(&["one letter", "headings", "a long head"]);
}

#[test]
#[ignore = "takes minutes: a part of it is tried above"]
fn the_worst_files_take_no_more_than_their_size_allows() {
    worst_of_each(&[]);
}
