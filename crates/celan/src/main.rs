//! The Celan command line.
fn main() {}
