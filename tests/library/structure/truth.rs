//! The files of tests/library/truth/: one reader's account of one document.

use serde::Deserialize;

/// What a reader found in one document. Lines are those of its source.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Truth {
    pub(crate) id: String,
    #[allow(dead_code)]
    pub(crate) source: String,
    #[allow(dead_code)]
    pub(crate) lines: [u32; 2],
    /// Lines of numbered items; those of `items_either` may as well be headings or paragraphs.
    pub(crate) items: Vec<u32>,
    pub(crate) items_either: Vec<u32>,
    /// How far the outline was read.
    pub(crate) complete_through_line: u32,
    pub(crate) metadata: Named,
    #[serde(default)]
    pub(crate) headings: Vec<Entry>,
    #[serde(default)]
    pub(crate) width: Vec<(u32, String)>,
    pub(crate) joins: Vec<Seam>,
    pub(crate) breaks: Vec<Seam>,
    #[serde(default, rename = "box")]
    pub(crate) boxes: Vec<Boxed>,
    #[serde(default, rename = "table")]
    pub(crate) tables: Vec<Tabled>,
    #[serde(default, rename = "repair")]
    pub(crate) repairs: Vec<Mended>,
    #[serde(default, rename = "doubt")]
    pub(crate) doubts: Vec<Doubtful>,
    /// Gaps of a series that stand in the source; `celan check` reports them.
    #[serde(default, rename = "series")]
    #[allow(dead_code)]
    pub(crate) series: Vec<toml::Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Named {
    pub(crate) title: String,
    pub(crate) notice: String,
    pub(crate) number: String,
    pub(crate) issuers: Vec<String>,
    pub(crate) date: String,
    pub(crate) date_source: String,
    pub(crate) level: String,
    pub(crate) addressees: String,
    pub(crate) remark: String,
    pub(crate) copies: Vec<String>,
    /// Fields that may be read in more than one way.
    pub(crate) either: Vec<String>,
}

/// A heading; one that `either` marks may also be read as an item.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    pub(crate) line: u32,
    pub(crate) level: u8,
    pub(crate) kind: String,
    pub(crate) number: Option<u32>,
    pub(crate) title: String,
    pub(crate) title_also: Option<String>,
    pub(crate) run_in: bool,
    #[serde(rename = "box")]
    pub(crate) boxed: Option<u32>,
    #[serde(default)]
    pub(crate) either: bool,
}

/// Last and first line, and the words that end the one and start the other.
pub(crate) type Seam = (u32, u32, String, String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Boxed {
    pub(crate) number: u32,
    pub(crate) title: String,
    pub(crate) lines: [u32; 2],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tabled {
    pub(crate) caption: String,
    pub(crate) header: Vec<String>,
    pub(crate) rows: usize,
    pub(crate) notes: Vec<String>,
    pub(crate) cells: Vec<String>,
    pub(crate) lines: [u32; 2],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mended {
    pub(crate) line: u32,
    pub(crate) was: String,
    pub(crate) now: String,
    pub(crate) why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Doubtful {
    pub(crate) line: u32,
    pub(crate) text: String,
    #[allow(dead_code)]
    pub(crate) why: String,
}
