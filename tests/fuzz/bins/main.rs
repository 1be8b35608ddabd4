//! A fuzz target for libFuzzer; the name of the program says which.
#![no_main]

#[path = "../targets/mod.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| (targets::named(env!("CARGO_BIN_NAME")).check)(bytes));
