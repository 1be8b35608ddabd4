//! What is tested from outside without a browser, as one program, which is linked once.
#![allow(clippy::unwrap_used)]
// The invariants are tried with two libraries.
#![allow(clippy::duplicate_mod)]

mod fuzzing;
mod gates;
mod keyboard;
mod kiosk;
mod library;
mod measures;
mod program;
mod scan;
mod success;
mod tidy;
