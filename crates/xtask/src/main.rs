//! Builds, serves, tests and measures Celan.
fn main() {}
