//! What a first visit loads until it can search weighs no more than was recorded.

use serde_json::Value;

use crate::gates;
use crate::reader::site;
use crate::release::list;

/// Roles of files.json that are program and not text.
const PROGRAM: [&str; 3] = ["script", "wasm", "style"];

#[test]
fn the_program_is_as_light_as_was_recorded() {
    let list = list(&site());
    let files = list["files"].as_array().unwrap().iter();
    let needed = files.filter(|file| {
        let is_program = PROGRAM.iter().any(|role| file["role"] == *role);
        is_program && file["first"] != false && file["path"] != "service-worker.js"
    });
    // A quick build compresses nothing as it will be shipped, and says so.
    let sizes: Option<Vec<u64>> = needed.map(|file| file["brotli"].as_u64()).collect();
    let quick = list["files"].as_array().unwrap().iter();
    let quick = quick.map(|file| &file["brotli"]).all(Value::is_null);
    match sizes {
        Some(sizes) => {
            gates::hold("bytes-until-search", sizes.iter().sum::<u64>() as f64);
        }
        None => assert!(
            quick,
            "some files have a size with brotli and some have none"
        ),
    }
}
