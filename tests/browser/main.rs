//! The site, as its readers meet it: a real Chromium before a real host.
//!
//! `cargo xtask test browser` builds nothing and tests the site in dist/; `cargo xtask test`
//! builds it first. Each test has a host of its own, and a browser that has forgotten the test before.
#![allow(clippy::unwrap_used)]

mod answers;
mod boundaries;
mod breaking;
mod chunks;
mod comparing;
mod damage;
#[path = "../formats.rs"]
mod documented;
mod elsewhere;
mod ended;
mod everyone;
mod finder;
mod forgetting;
mod formats;
#[path = "../gates.rs"]
mod gates;
mod hindrances;
mod hostile;
mod hosts;
mod keeping;
mod loading;
mod narrowing;
mod network_name;
mod one_file;
mod overviews;
mod people;
mod public_policy;
mod public_screen;
#[path = "../queries.rs"]
mod queries;
mod reader;
mod reading;
mod release;
mod repairs;
#[path = "../scan.rs"]
mod scan;
mod scopes;
mod searching;
mod shelving;
mod stored;
mod tables;
mod taking;
mod touching;
mod turning;
mod updating;
mod weight;
mod without_script;
