//! Imports a corpus: `cargo run -p celan-import --example import -- corpus`.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let dir = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("corpus"), PathBuf::from);
    match celan_import::import(&dir, &[]) {
        Ok(report) => {
            for made in &report.documents {
                let metadata = &made.document.metadata;
                println!("{} {} joins {}", metadata.id, metadata.title, made.joins);
            }
            for diagnostic in &report.diagnostics {
                eprintln!("{diagnostic}");
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
