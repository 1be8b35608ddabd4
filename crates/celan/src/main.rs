//! `celan`: lists, shows, searches, checks, imports and packs policy documents.
//!
//! What it prints is a public interface: text for people, JSON for tools, on standard output;
//! diagnostics on standard error. Exit status: 0 done, 1 the input is at fault, 2 wrong use.

mod arguments;
mod commands;
mod error;
mod library;
mod metadata;
mod output;
mod report;

use arguments::{Arguments, Command};
use clap::Parser;
use error::Failure;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    report::prepare();
    match run(&arguments) {
        Ok(code) => code,
        Err(failure) => {
            report::failure(&failure);
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let library = arguments.library.as_deref();
    match &arguments.command {
        Command::List { format } => commands::list::run(library, *format)?,
        Command::Show { id, format } => commands::show::run(library, id, *format)?,
        Command::Search {
            query,
            limit,
            format,
        } => commands::search::run(library, query, *limit, *format)?,
        Command::Suggest {
            prefix,
            limit,
            format,
        } => commands::suggest::run(library, prefix, *limit, *format)?,
        Command::Check { corpus, format } => {
            return commands::check::run(corpus.as_deref().or(library), *format);
        }
        Command::Stats { format } => commands::stats::run(library, *format)?,
        Command::Import { corpus } => commands::import::run(corpus)?,
        Command::Pack { corpus, out } => commands::pack::run(corpus, out)?,
    }
    Ok(ExitCode::SUCCESS)
}
