//! The command line's grammar.

use crate::library::Source;
use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Read, search and pack policy documents.
#[derive(Debug, Parser)]
#[command(name = "celan", version, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) source: Source,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List the documents
    List {
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Show a document
    Show {
        /// Its id, as `celan list` prints it
        id: String,
        #[arg(long, value_enum, default_value_t)]
        format: DocumentFormat,
    },
    /// Search the texts
    Search {
        /// Words (all must stand in a passage), "a phrase", -exclusion, field:value
        #[arg(allow_hyphen_values = true)]
        query: String,
        /// Hits to print; 0 for all
        #[arg(long, default_value_t = 20)]
        limit: usize,
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Suggest what to search for
    Suggest {
        /// What has been typed: characters, pinyin or initials
        #[arg(allow_hyphen_values = true)]
        prefix: String,
        /// Suggestions to print; 0 for all
        #[arg(long, default_value_t = 10)]
        limit: usize,
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// List the support that the texts name: who gets how much, for what, on which condition
    Measures {
        #[arg(long, value_enum, default_value_t)]
        format: TableFormat,
    },
    /// List targets and indicators with their years
    Targets {
        #[arg(long, value_enum, default_value_t)]
        format: TableFormat,
    },
    /// List bodies: who leads, who assists, who answers
    Bodies {
        #[arg(long, value_enum, default_value_t)]
        format: TableFormat,
    },
    /// Check a corpus and say what is wrong or doubtful in it
    Check {
        /// The corpus folder; `corpus`, if there is one here
        corpus: Option<PathBuf>,
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Count documents, blocks, terms and bytes
    Stats {
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Make documents of the sources that corpus/import.toml names
    Import {
        /// The corpus folder
        #[arg(default_value = "corpus")]
        corpus: PathBuf,
        /// A document that is written although it was changed by hand; may be given several times
        #[arg(long, value_name = "ID")]
        overwrite: Vec<String>,
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Serve a site on this machine, until SIGTERM or Ctrl-C
    ///
    /// Prints its address. A new version that takes the folder's place is served once it is whole.
    Serve {
        /// The folder of the site, as `cargo xtask dist` writes one
        site: PathBuf,
        /// The port on 127.0.0.1; 0 takes a free one
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Show every page in kiosk mode
        #[arg(long)]
        kiosk: bool,
    },
    /// Pack a corpus into library.celan and provenance.celan, or what has changed into changes.celan
    Pack {
        /// The corpus folder
        #[arg(default_value = "corpus")]
        corpus: PathBuf,
        /// A library.celan as it was published: it stays as it is, and changes.celan is written, what
        /// has changed since
        #[arg(long, value_name = "FILE")]
        since: Option<PathBuf>,
        /// The folder to write to
        #[arg(long, default_value = ".")]
        out: PathBuf,
    },
}

/// How an answer is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Text,
    /// For tools
    Json,
}

/// How a table is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// For people
    #[default]
    Text,
    /// For tools
    Json,
    /// For spreadsheets
    Csv,
}

/// How a document is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum DocumentFormat {
    /// A paragraph a line
    #[default]
    Text,
    /// With everything that is known about each block
    Json,
    /// The article of its page
    Html,
    /// The canonical file
    Md,
}
