//! `celan`: lists, shows, searches, checks, imports and packs policy documents.
//!
//! What it prints is a public interface: text for people, JSON for tools, on standard output;
//! diagnostics on standard error. Exit status: 0 done, 1 the input is at fault, 2 wrong use.

mod arguments;
mod commands;
mod csv;
mod error;
mod library;
mod metadata;
mod output;
mod report;
mod today;

use arguments::{Arguments, Command};
use clap::Parser;
use error::Failure;
use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(said) => return usage(&said),
    };
    match run(&arguments) {
        Ok(code) => code,
        Err(failure) => {
            report::failure(&failure);
            ExitCode::FAILURE
        }
    }
}

/// Prints what was asked about the program (`--help`), or what is wrong with how it was called.
fn usage(said: &clap::Error) -> ExitCode {
    if said.use_stderr() {
        output::say(said.render().to_string().trim_end());
        return ExitCode::from(2);
    }
    match said.print().and_then(|()| io::stdout().flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            report::failure(&Failure::Output(error));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let source = &arguments.source;
    library::mention_changes(source);
    match &arguments.command {
        Command::List { format } => commands::list::run(source, *format)?,
        Command::Show { id, format } => commands::show::run(source, id, *format)?,
        Command::Search {
            query,
            limit,
            format,
        } => commands::search::run(source, query, *limit, *format)?,
        Command::Suggest {
            prefix,
            limit,
            format,
        } => commands::suggest::run(source, prefix, *limit, *format)?,
        Command::Check { corpus, format } => {
            return commands::check::run(&source.or(corpus.as_deref()), *format);
        }
        Command::Measures { format } => commands::measures::run(source, *format)?,
        Command::Targets { format } => commands::targets::run(source, *format)?,
        Command::Bodies { format } => commands::bodies::run(source, *format)?,
        Command::Stats { format } => commands::stats::run(source, *format)?,
        Command::Import {
            corpus,
            overwrite,
            format,
        } => return commands::import::run(corpus, overwrite, *format),
        Command::Serve { site, port, kiosk } => commands::serve::run(site, *port, *kiosk)?,
        Command::Pack { corpus, since, out } => commands::pack::run(corpus, since.as_deref(), out)?,
    }
    Ok(ExitCode::SUCCESS)
}
