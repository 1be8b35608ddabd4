//! The comment before a block: `<!-- 572-575 item level=3 #a13 -->`.
//!
//! First the lines of the source, then words, each only where the Markdown alone cannot tell:
//!
//! | word | meaning |
//! | --- | --- |
//! | `addressee` `signature` `date` `remark` `copies` | a part of the document's frame |
//! | `item` | an item of a list; its marker is read from the text |
//! | `marker=2` | the item's marker is its first two characters |
//! | `caption` `note` | caption or note of the table beside it |
//! | `headless` | the table has no head row |
//! | `plain` | no number, although the text begins with one |
//! | `level=7` | depth of a heading or run-in |
//! | `run-in=12` `lead=12` | where it ends, when it cannot be bold |
//! | `untitled` | a box without a title line |
//! | `#a13` | the block's anchor |
//!
//! A comment `<!-- part: annex -->` says that another part of the document begins.

use celan_document::{FrameRole, Lines, Part};
use std::fmt;

/// What a comment says of the block after it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Note {
    pub(super) lines: Option<Lines>,
    pub(super) role: Option<Role>,
    pub(super) plain: bool,
    pub(super) headless: bool,
    pub(super) untitled: bool,
    pub(super) level: Option<u8>,
    pub(super) marker: Option<u32>,
    pub(super) run_in: Option<u32>,
    pub(super) lead: Option<u32>,
    pub(super) anchor: Option<String>,
}

/// What a block is, where its text alone cannot tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Frame(FrameRole),
    Item,
    Caption,
    Note,
}

const ROLES: [(&str, Role); 9] = [
    ("title", Role::Frame(FrameRole::Title)),
    ("addressee", Role::Frame(FrameRole::Addressee)),
    ("signature", Role::Frame(FrameRole::Signature)),
    ("date", Role::Frame(FrameRole::Date)),
    ("remark", Role::Frame(FrameRole::Remark)),
    ("copies", Role::Frame(FrameRole::Copies)),
    ("item", Role::Item),
    ("caption", Role::Caption),
    ("note", Role::Note),
];

const PARTS: [(&str, Part); 3] = [
    ("notice", Part::Notice),
    ("body", Part::Body),
    ("annex", Part::Annex),
];

/// What a comment is.
pub(super) enum Comment {
    /// It says something of the next block; the words that it does not know are kept.
    Note(Note, Vec<String>),
    /// Another part begins.
    Part(Part),
    /// A remark for people.
    Other,
}

/// Reads the inside of a comment.
pub(super) fn read(comment: &str) -> Comment {
    let comment = comment.trim();
    if let Some(name) = comment.strip_prefix("part:") {
        let name = name.trim();
        return match PARTS.iter().find(|(n, _)| *n == name) {
            Some((_, part)) => Comment::Part(*part),
            None => Comment::Note(Note::default(), vec![comment.to_owned()]),
        };
    }
    let mut note = Note::default();
    let mut unknown = Vec::new();
    for (i, word) in comment.split_ascii_whitespace().enumerate() {
        let known = note.word(word) || (i == 0 && note.lines(word));
        match (known, i) {
            (true, _) => {}
            (false, 0) => return Comment::Other,
            (false, _) => unknown.push(word.to_owned()),
        }
    }
    Comment::Note(note, unknown)
}

/// The comment that says that `part` begins.
pub(super) fn part(part: Part) -> String {
    let name = PARTS
        .iter()
        .find(|(_, p)| *p == part)
        .map_or("body", |(n, _)| n);
    format!("<!-- part: {name} -->")
}

impl Note {
    fn lines(&mut self, word: &str) -> bool {
        let (first, last) = word.split_once('-').unwrap_or((word, word));
        let number = |s: &str| s.parse::<u32>().ok().filter(|n| *n > 0);
        match (number(first), number(last)) {
            (Some(first), Some(last)) if first <= last => {
                self.lines = Some(Lines { first, last });
                true
            }
            _ => false,
        }
    }

    fn word(&mut self, word: &str) -> bool {
        if let Some(anchor) = word.strip_prefix('#') {
            let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            if anchor.is_empty() || !anchor.chars().all(good) {
                return false;
            }
            self.anchor = Some(anchor.to_owned());
            return true;
        }
        if let Some((key, value)) = word.split_once('=') {
            let Ok(value) = value.parse::<u32>() else {
                return false;
            };
            match key {
                "level" => match u8::try_from(value) {
                    Ok(level) if level > 0 => self.level = Some(level),
                    _ => return false,
                },
                "marker" => self.marker = Some(value),
                "run-in" => self.run_in = Some(value),
                "lead" => self.lead = Some(value),
                _ => return false,
            }
            return true;
        }
        match word {
            "plain" => self.plain = true,
            "headless" => self.headless = true,
            "untitled" => self.untitled = true,
            _ => match ROLES.iter().find(|(name, _)| *name == word) {
                Some((_, role)) => self.role = Some(*role),
                None => return false,
            },
        }
        true
    }
}

impl fmt::Display for Note {
    /// Writes the comment, or nothing where it would say nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut words = Vec::new();
        if let Some(Lines { first, last }) = self.lines {
            words.push(if first == last {
                first.to_string()
            } else {
                format!("{first}-{last}")
            });
        }
        if let Some((name, _)) = ROLES.iter().find(|(_, role)| Some(*role) == self.role) {
            words.push((*name).to_owned());
        }
        for (set, name) in [
            (self.plain, "plain"),
            (self.headless, "headless"),
            (self.untitled, "untitled"),
        ] {
            if set {
                words.push(name.to_owned());
            }
        }
        let numbers = [
            ("level", self.level.map(u32::from)),
            ("marker", self.marker),
            ("run-in", self.run_in),
            ("lead", self.lead),
        ];
        for (key, value) in numbers {
            if let Some(value) = value {
                words.push(format!("{key}={value}"));
            }
        }
        if let Some(anchor) = &self.anchor {
            words.push(format!("#{anchor}"));
        }
        if words.is_empty() {
            Ok(())
        } else {
            writeln!(f, "<!-- {} -->", words.join(" "))
        }
    }
}
