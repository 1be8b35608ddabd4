//! The fuzz targets for a moment: their seeds, what was once found, and mutations of both, the same on
//! every machine. `cargo xtask soak` runs them for long.

// Its items are public for the programs that fuzz.
#[allow(unreachable_pub)]
#[path = "fuzz/targets/mod.rs"]
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};
use targets::{TARGETS, Target};

/// xorshift64*: all that is asked of it is that it is the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        high as usize % limit.max(1)
    }
}

/// A seed with some edits: bytes, words of the dictionary, stretches of its own or another seed.
fn mutated(seeds: &[Vec<u8>], words: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = seeds[random.below(seeds.len())].clone();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len() + 1);
        let to = (at + random.below(40)).min(bytes.len());
        match random.below(6) {
            0 if at < bytes.len() => bytes[at] = random.below(256) as u8,
            1 => drop(bytes.drain(at..to)),
            2 if !words.is_empty() => {
                let word = words[random.below(words.len())].clone();
                drop(bytes.splice(at..at, word));
            }
            3 => {
                let other = &seeds[random.below(seeds.len())];
                let from = random.below(other.len() + 1);
                let until = (from + random.below(60)).min(other.len());
                drop(bytes.splice(at..at, other[from..until].to_vec()));
            }
            4 => {
                let own = bytes[at..to].to_vec();
                drop(bytes.splice(at..at, own));
            }
            _ => drop(bytes.splice(at..at, (0..4).map(|_| random.below(256) as u8))),
        }
    }
    bytes
}

fn run(target: &Target, input: &[u8]) {
    let begin = Instant::now();
    let sound = catch_unwind(AssertUnwindSafe(|| (target.check)(input)));
    assert!(sound.is_ok(), "{}: {}", target.name, input.escape_ascii());
    let time = begin.elapsed();
    assert!(
        time < Duration::from_secs(20),
        "{}: {time:?}: {}",
        target.name,
        input.escape_ascii()
    );
}

fn short(name: &str, mutations: usize) {
    let target = targets::named(name);
    let seeds = targets::seeds(name);
    assert!(!seeds.is_empty(), "{name} has no seeds");
    let words = targets::words(name);
    run(target, b"");
    seeds.iter().for_each(|seed| run(target, seed));
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for _ in 0..mutations {
        run(target, &mutated(&seeds, &words, &mut random));
    }
}

#[test]
fn markdown() {
    short("markdown", 4_000);
}

#[test]
fn corpus() {
    short("corpus", 2_000);
}

#[test]
fn import() {
    short("import", 2_000);
}

#[test]
fn query() {
    short("query", 1_000);
}

#[test]
fn blob() {
    short("blob", 1_000);
}

#[test]
fn used() {
    // Forged vocabularies are looked for by the long run.
    short("use", 0);
}

#[test]
fn changes() {
    short("changes", 200);
}

#[test]
fn provenance() {
    short("provenance", 2_000);
}

#[test]
fn every_target_has_a_short_run_and_a_program() {
    let own = include_str!("fuzzing.rs");
    let programs = include_str!("fuzz/Cargo.toml");
    for target in &TARGETS {
        assert!(own.contains(&format!("short(\"{}\"", target.name)));
        assert!(programs.contains(&format!("name = \"{}\"", target.name)));
    }
}
