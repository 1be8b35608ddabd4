//! Reads the keys of a TOML table one by one, collecting what is wrong instead of stopping at it.

use crate::diagnostic::Diagnostic;
use celan_document::PartialDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value with its place.
pub(crate) type Value<'i> = Spanned<DeValue<'i>>;

/// A piece of TOML, and where what is wrong with it goes.
pub(crate) struct Fields<'a> {
    /// Name of the file, for diagnostics.
    pub(crate) file: &'a str,
    /// The TOML.
    pub(crate) toml: &'a str,
    /// Lines of the file before it.
    pub(crate) before: u32,
    pub(crate) found: &'a mut Vec<Diagnostic>,
    /// How much was wrong so far.
    pub(crate) errors: usize,
}

/// So many errors of one table are named; whoever mends them sees the next.
const MOST: usize = 100;

impl<'a> Fields<'a> {
    /// The table, or `None` where the text is no TOML at all.
    pub(crate) fn table(&mut self) -> Option<Spanned<DeTable<'a>>> {
        match DeTable::parse(self.toml) {
            Ok(table) => Some(table),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                let message = format!("this is no TOML: {}", error.message());
                self.error(at, message, "write key = \"value\", one a line");
                None
            }
        }
    }

    pub(crate) fn text(&mut self, value: &Value<'_>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.wrong(value, "a text between quotes");
        }
        text
    }

    pub(crate) fn texts(&mut self, value: &Value<'_>) -> Vec<String> {
        let text = |v: &Value<'_>| v.get_ref().as_str().map(str::to_owned);
        let list = value.get_ref().as_array();
        let texts = list.and_then(|list| list.iter().map(text).collect());
        texts.unwrap_or_else(|| {
            self.wrong(value, "a list of texts, as [\"…\", \"…\"]");
            Vec::new()
        })
    }

    pub(crate) fn date(&mut self, value: &Value<'_>) -> Option<PartialDate> {
        let source = self.toml.get(value.span()).unwrap_or("");
        let text = source.trim_matches(['"', '\'']);
        let date = PartialDate::parse(text);
        if date.is_none() {
            let help = "write 2015-09-28, or \"2015-09\" or \"2015\" where no more is known";
            self.error(value.span().start, format!("`{text}` is no date"), help);
        }
        date
    }

    /// Says that `value` is not what it should be.
    pub(crate) fn wrong(&mut self, value: &Value<'_>, wanted: &str) {
        let help = format!("write {wanted}");
        let message = "the value is of the wrong kind".into();
        self.error(value.span().start, message, &help);
    }

    /// Says that `key` is unknown.
    pub(crate) fn unknown(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>) {
        let message = format!("`{}` is no key that is known here", key.get_ref());
        let help = "mend its spelling, or take the line out";
        self.error(key.span().start, message, help);
    }

    /// Adds an error at a byte of the TOML.
    pub(crate) fn error(&mut self, at: usize, message: String, help: &str) {
        self.errors += 1;
        if self.errors > MOST {
            return;
        }
        let above = self.toml.get(..at).unwrap_or(self.toml);
        let line = above.matches('\n').count() as u32;
        let excerpt = self.toml.lines().nth(line as usize).unwrap_or("");
        let error = Diagnostic::error(self.file, message, help);
        self.found.push(error.at(self.before + line + 1, excerpt));
    }
}

/// The line (from 1) of `text` that gives `key` its value.
pub(crate) fn key_line<'a>(text: &'a str, key: &str) -> Option<(u32, &'a str)> {
    let gives = |line: &str| {
        let rest = line.trim_start().strip_prefix(key);
        rest.is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    (1..).zip(text.lines()).find(|(_, line)| gives(line))
}
