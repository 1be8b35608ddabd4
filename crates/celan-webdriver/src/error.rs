//! Why the browser did not do what it was told.

/// Why the browser did not do what it was told.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no shell that chromedriver could be started by.
    #[error("sh cannot be started ({0})")]
    NoShell(std::io::Error),
    /// chromedriver is missing, ended, or said nothing, before it served.
    #[error("chromedriver did not start ({0}); Debian's package chromium-driver has it")]
    NotStarted(String),
    /// chromedriver cannot be reached.
    #[error("chromedriver does not answer to {command}: {source}")]
    Line {
        /// The command's path.
        command: String,
        /// What went wrong on the way.
        source: Box<ureq::Error>,
    },
    /// The browser refused a command.
    #[error("{command}: {error}: {message}")]
    Refused {
        /// The command's path.
        command: String,
        /// WebDriver's name of the error.
        error: String,
        /// The browser's explanation.
        message: String,
    },
    /// The answer is not of the expected form.
    #[error("{command} answered in an unexpected form: {source}")]
    Answer {
        /// The command's path.
        command: String,
        /// Where it differs.
        source: serde_json::Error,
    },
    /// A condition did not come true.
    #[error("not so within {seconds} s: {condition}; {state}")]
    Waited {
        /// The script that should have become true.
        condition: String,
        /// How long it was waited for.
        seconds: u64,
        /// The page's address at the end, and what the script gave or threw.
        state: String,
    },
    /// A file could not be written.
    #[error("{0}")]
    File(#[from] std::io::Error),
}
