//! How many touches of the keyboard in the page lead to the words and names of this library, on both layouts,
//! and how long a touch takes.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::time::Instant;

use celan_search::{Index, Keyboard, Layout};

#[path = "../keyboard/reach.rs"]
mod reach;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus");
    let library = celan_corpus::read(&folder).unwrap().library;
    let packed = celan_blob::pack(&library).unwrap().library;
    for (layout, name) in [(Layout::Full, "full"), (Layout::Nine, "nine")] {
        let [words, names] = reach::reach(celan_blob::open(&packed).unwrap(), layout);
        println!("{}", words.line(&format!("{name} keys, words")));
        println!("{}", names.line(&format!("{name} keys, names")));
    }
    let index = Index::open(celan_blob::open(&packed).unwrap());
    let begin = Instant::now();
    let keyboard = Keyboard::new(&index);
    println!("gathered in {:.1} ms", begin.elapsed().as_secs_f64() * 1e3);
    let mut times: Vec<f64> = Vec::new();
    for (before, typed) in [
        "g", "gx", "gxj", "gxjs", "gaoxin", "j", "js", "zh", "zy", "yf", "gxjsqyjl",
    ]
    .iter()
    .flat_map(|typed| [("", *typed), ("高新技术企业", *typed)])
    {
        let begin = Instant::now();
        std::hint::black_box(keyboard.candidates(&index, before, typed, Layout::Full, 9));
        times.push(begin.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    println!(
        "a touch: {:.2} ms in the middle, {:.2} ms at most",
        times[times.len() / 2],
        times[times.len() - 1]
    );
}
