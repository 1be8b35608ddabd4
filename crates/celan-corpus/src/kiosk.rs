//! `[kiosk]` in `library.toml`: how the library behaves on a public screen.

use crate::toml_fields::{Fields, Value};
use serde::Serialize;
use std::borrow::Cow;
use std::net::Ipv4Addr;
use toml::Spanned;

/// How the library behaves on a public screen. A key that is not written has its default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "format", rename = "celan-kiosk/1")]
pub struct Kiosk {
    /// Whether every visitor gets kiosk mode, also without asking for it.
    pub on: bool,
    /// Seconds without a touch after which the countdown begins.
    pub idle: u32,
    /// Seconds that the countdown takes.
    pub warning: u32,
    /// What the start offers, in this order.
    pub parts: Vec<KioskPart>,
    /// How a print is made.
    pub print: KioskPrint,
    /// The keyboard that is shown first.
    pub keyboard: KioskKeyboard,
    /// The site's public address, which codes lead to; ends in `/`.
    pub address: Option<String>,
    /// Whether the site brings letters of its own.
    pub font: bool,
}

impl Default for Kiosk {
    fn default() -> Self {
        Self {
            on: false,
            idle: 60,
            warning: 20,
            parts: vec![KioskPart::Finder, KioskPart::Search, KioskPart::Browse],
            print: KioskPrint::Dialog,
            keyboard: KioskKeyboard::Full,
            address: None,
            font: false,
        }
    }
}

/// Declares the values of a key, each with the word that names it.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $word)] $variant,)* }

        impl $name {
            const ALL: &[(&'static str, Self)] = &[$(($word, Self::$variant),)*];

            /// The word that names it in `library.toml`.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    };
}

words! {
    /// A way into the library.
    KioskPart {
        /// What support there is.
        Finder = "finder",
        /// The search with the keyboard in the page.
        Search = "search",
        /// Topics, levels, years.
        Browse = "browse",
    }
}

words! {
    /// How a print is made.
    KioskPrint {
        /// At once: the browser is started with `--kiosk-printing`.
        Quiet = "quiet",
        /// By the browser's dialog.
        Dialog = "dialog",
        /// Not at all.
        None = "none",
    }
}

words! {
    /// A keyboard in the page.
    KioskKeyboard {
        /// A key for each letter.
        Full = "full",
        /// Nine keys, as on a telephone.
        Nine = "nine",
    }
}

/// Seconds that a time may take: a visitor must be able to read, and the next one must not wait for hours.
const IDLE: (u32, u32) = (10, 3600);
const WARNING: (u32, u32) = (5, 600);

/// Reads the table `kiosk`.
pub(crate) fn read(fields: &mut Fields<'_>, value: &Value<'_>) -> Kiosk {
    let mut kiosk = Kiosk::default();
    let Some(table) = value.get_ref().as_table() else {
        fields.wrong(value, "a table: [kiosk], and below it on = true");
        return kiosk;
    };
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "on" => set(&mut kiosk.on, flag(fields, value)),
            "font" => set(&mut kiosk.font, flag(fields, value)),
            "idle" => set(&mut kiosk.idle, seconds(fields, key, value, IDLE)),
            "warning" => set(&mut kiosk.warning, seconds(fields, key, value, WARNING)),
            "parts" => set(&mut kiosk.parts, parts(fields, value)),
            "print" => set(&mut kiosk.print, word(fields, value, KioskPrint::ALL)),
            "keyboard" => set(&mut kiosk.keyboard, word(fields, value, KioskKeyboard::ALL)),
            "address" => kiosk.address = address(fields, value),
            _ => fields.unknown(key),
        }
    }
    kiosk
}

fn set<T>(field: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *field = value;
    }
}

fn flag(fields: &mut Fields<'_>, value: &Value<'_>) -> Option<bool> {
    let flag = value.get_ref().as_bool();
    if flag.is_none() {
        fields.wrong(value, "true or false");
    }
    flag
}

fn seconds(
    fields: &mut Fields<'_>,
    key: &Spanned<Cow<'_, str>>,
    value: &Value<'_>,
    (least, most): (u32, u32),
) -> Option<u32> {
    let number = value.get_ref().as_integer();
    let number = number.and_then(|n| u32::from_str_radix(n.as_str(), n.radix()).ok());
    let seconds = number.filter(|seconds| (least..=most).contains(seconds));
    if seconds.is_none() {
        let message = format!("`{}` is no number of seconds that serves", key.get_ref());
        let help = format!("write a whole number from {least} to {most}");
        fields.error(value.span().start, message, &help);
    }
    seconds
}

fn parts(fields: &mut Fields<'_>, value: &Value<'_>) -> Option<Vec<KioskPart>> {
    let Some(list) = value.get_ref().as_array().filter(|list| !list.is_empty()) else {
        fields.wrong(value, "a list, as [\"finder\", \"search\", \"browse\"]");
        return None;
    };
    let mut parts = Vec::new();
    for entry in list {
        let part = word(fields, entry, KioskPart::ALL)?;
        if parts.contains(&part) {
            let message = format!("`{}` is listed twice", part.word());
            fields.error(entry.span().start, message, "take one of the two out");
            return None;
        }
        parts.push(part);
    }
    Some(parts)
}

/// One of the words that a key may have.
fn word<T: Copy>(fields: &mut Fields<'_>, value: &Value<'_>, all: &[(&str, T)]) -> Option<T> {
    let written = value.get_ref().as_str();
    let known = written.and_then(|written| all.iter().find(|(word, _)| *word == written));
    if known.is_none() {
        let words: Vec<_> = all.iter().map(|(word, _)| format!("{word:?}")).collect();
        fields.wrong(value, &words.join(" or "));
    }
    known.map(|(_, value)| *value)
}

/// A public address; a code that leads nowhere cannot be tried at the screen.
fn address(fields: &mut Fields<'_>, value: &Value<'_>) -> Option<String> {
    let text = fields.text(value)?;
    let host = ["https://", "http://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    let is_host = |host: &&str| !host.is_empty() && !host.starts_with('/') && !is_loopback(host);
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '?' | '#' | '"');
    if !text.chars().all(plain) || host.filter(is_host).is_none() {
        let message = format!("`{text}` is no address that a telephone can open");
        let help = "write the whole address of the site's first page, as \"https://example.org/policies/\"";
        fields.error(value.span().start, message, help);
        return None;
    }
    Some(if text.ends_with('/') {
        text
    } else {
        text + "/"
    })
}

/// Whether an address leads to the machine that asks: whoever takes it along is on another one.
fn is_loopback(host: &str) -> bool {
    let end = |c: char| matches!(c, '/' | ':');
    let name = host.split(end).next().unwrap_or_default();
    let is_own = |at: Ipv4Addr| at.is_loopback() || at.is_unspecified();
    name.eq_ignore_ascii_case("localhost")
        || name.parse().is_ok_and(is_own)
        || host.starts_with("[::1]")
        || host.starts_with("[::]")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::manifest;

    /// What a `[kiosk]` table says, and what is wrong with it.
    fn read(kiosk: &str) -> (Kiosk, Vec<(Option<u32>, String, String)>) {
        let toml = format!("title = \"库\"\n[kiosk]\n{kiosk}");
        let mut found = Vec::new();
        let manifest = manifest::read(&toml, &mut found);
        let found = found
            .into_iter()
            .map(|d| (d.line, d.message, d.help))
            .collect();
        (manifest.kiosk, found)
    }

    #[test]
    fn what_is_not_written_has_its_default() {
        assert_eq!(read(""), (Kiosk::default(), vec![]));
        let (kiosk, found) = read("on = true\nidle = 0x1e");
        assert_eq!((kiosk.on, kiosk.idle, kiosk.warning), (true, 30, 20));
        assert_eq!(found, []);
    }

    #[test]
    fn every_key_is_read() {
        let (kiosk, found) = read(
            "on = true\nidle = 90\nwarning = 15\nparts = [\"browse\", \"search\"]\nprint = \"quiet\"\n\
             keyboard = \"nine\"\naddress = \"https://example.org/a\"\nfont = true\n",
        );
        assert_eq!(found, []);
        let expected = Kiosk {
            on: true,
            idle: 90,
            warning: 15,
            parts: vec![KioskPart::Browse, KioskPart::Search],
            print: KioskPrint::Quiet,
            keyboard: KioskKeyboard::Nine,
            address: Some("https://example.org/a/".into()),
            font: true,
        };
        assert_eq!(kiosk, expected);
    }

    /// What is wrong is named at its line, with what to write instead, and the default holds.
    #[test]
    fn what_is_wrong_is_named_with_its_line_and_remedy() {
        for (line, remedy) in [
            ("idle = 0", "from 10 to 3600"),
            ("idle = -5", "from 10 to 3600"),
            ("idle = 99999999999", "from 10 to 3600"),
            ("idle = \"60\"", "from 10 to 3600"),
            ("idle = 60.5", "from 10 to 3600"),
            ("warning = 601", "from 5 to 600"),
            ("on = 1", "true or false"),
            ("font = \"yes\"", "true or false"),
            ("parts = []", "a list"),
            ("parts = \"finder\"", "a list"),
            (
                "parts = [\"finder\", \"map\"]",
                "\"finder\" or \"search\" or \"browse\"",
            ),
            (
                "parts = [\"search\", \"search\"]",
                "take one of the two out",
            ),
            ("print = \"loud\"", "\"quiet\" or \"dialog\" or \"none\""),
            ("print = true", "\"quiet\" or \"dialog\" or \"none\""),
            ("keyboard = \"ten\"", "\"full\" or \"nine\""),
            ("address = \"example.org\"", "https://example.org/policies/"),
            ("address = \"https:///a\"", "https://example.org/policies/"),
            (
                "address = \"http://127.0.0.1:8080/\"",
                "https://example.org/policies/",
            ),
            (
                "address = \"http://localhost/a\"",
                "https://example.org/policies/",
            ),
            (
                "address = \"http://[::1]:8080/\"",
                "https://example.org/policies/",
            ),
            (
                "address = \"https://a b/\"",
                "https://example.org/policies/",
            ),
            (
                "address = \"https://a/?q=1\"",
                "https://example.org/policies/",
            ),
            ("address = 5", "a text between quotes"),
            ("ilde = 60", "mend its spelling"),
        ] {
            let (kiosk, found) = read(&format!("# a line\n{line}\n"));
            assert_eq!(kiosk, Kiosk::default(), "{line}");
            let [(at, _, help)] = found.as_slice() else {
                panic!("{line}: {found:?}");
            };
            assert_eq!(*at, Some(4), "{line}");
            assert!(help.contains(remedy), "{line}: {help}");
        }
        let mut found = Vec::new();
        manifest::read("title = \"库\"\nkiosk = true\n", &mut found);
        assert_eq!(found.first().unwrap().line, Some(2));
    }
}
