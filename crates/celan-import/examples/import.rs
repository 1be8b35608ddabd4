//! Imports a corpus: `cargo run -p celan-import --example import -- corpus`.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let dir = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("corpus"), PathBuf::from);
    match celan_import::import(&dir) {
        Ok(report) => {
            for document in &report.documents {
                println!(
                    "{} {} {:?} joins {} repairs {} variants {} doubts {}",
                    document.id,
                    document.title,
                    document.blocks,
                    document.joins,
                    document.repairs,
                    document.variants,
                    document.doubts
                );
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
