//! The Celan reader.
fn main() {}
