//! The style of the pages: what is needed to read stands in every page, what only the application
//! shows is a file of its own.

use super::SiteFile;
use minifier::css;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

const TOKENS: &str = include_str!("../../../../web/assets/styles/tokens.css");
const SCREENS: &str = include_str!("../../../../web/assets/styles/screens.css");
const PRINT: &str = include_str!("../../../../web/assets/styles/print.css");
const SEARCH: &str = include_str!("../../../../web/assets/styles/search.css");
const APP: &str = include_str!("../../../../web/assets/styles/app.css");
const NEAR: &str = include_str!("../../../../web/assets/near.js");
const FINDER: &str = include_str!("../../../../web/assets/styles/finder.css");
const MORE: &str = include_str!("../../../../web/assets/styles/more.css");
const OVERVIEWS: &str = include_str!("../../../../web/assets/styles/overviews.css");
const APPEARANCE: &str = include_str!("../../../../web/assets/early_appearance.js");
const ADDRESS: &str = include_str!("../../../../web/assets/address.js");
const BRINGS: &str = include_str!("../../../../web/assets/brings.js");
const PREFETCH: &str = include_str!("../../../../web/assets/prefetch_module.js");
const WATCH: &str = include_str!("../../../../web/assets/watch.js");

/// The style that stands in every page (web/assets/styles/), minified: values, screens and print.
///
/// A style sheet that the minifier cannot read stands as it is.
pub fn style() -> String {
    minified(&[TOKENS, SCREENS, PRINT])
}

/// What the application adds to [`style`]: search, states and settings. Its file's name changes
/// with what it holds.
pub fn application_style() -> &'static SiteFile {
    static FILE: LazyLock<SiteFile> =
        LazyLock::new(|| named("app", "css", minified(&[SEARCH, APP])));
    &FILE
}

/// What the finder, targets and bodies add, which comes with their chunk.
pub(super) fn finder_style() -> &'static SiteFile {
    static FILE: LazyLock<SiteFile> = LazyLock::new(|| named("finder", "css", minified(&[FINDER])));
    &FILE
}

/// What the views of the whole library add, which comes with their chunk.
fn overviews_style() -> &'static SiteFile {
    static FILE: LazyLock<SiteFile> =
        LazyLock::new(|| named("overviews", "css", minified(&[OVERVIEWS])));
    &FILE
}

/// What is done with what was found (comparing, annotating, exporting, settings) adds, which comes with its chunk.
fn more_style() -> &'static SiteFile {
    static FILE: LazyLock<SiteFile> = LazyLock::new(|| named("more", "css", minified(&[MORE])));
    &FILE
}

/// The styles that come with chunks of the application, by the names of the chunks.
pub fn chunk_styles() -> [(&'static str, &'static SiteFile); 3] {
    [
        ("finder", finder_style()),
        ("overviews", overviews_style()),
        ("more", more_style()),
    ]
}

/// The script that comes before the application: it shows the page as its reader has set it on the
/// device, sends for the module, and says what does not arrive. Its file's name changes with what it holds.
pub fn early_script() -> &'static SiteFile {
    static FILE: LazyLock<SiteFile> =
        LazyLock::new(|| named("early", "js", [look_script(), bare(PREFETCH)].concat()));
    &FILE
}

/// The part of [`early_script`] that a page in one file needs too: it shows the page as its reader has set
/// it, and says if it did not come whole.
pub(super) fn look_script() -> String {
    [bare(APPEARANCE), bare(WATCH)].concat()
}

/// The script that stands in every page that the application takes over, before all else: a page that the browser moves
/// to another address before the application is here is left.
pub(super) fn address_script() -> &'static str {
    static SCRIPT: LazyLock<String> = LazyLock::new(|| bare(ADDRESS));
    &SCRIPT
}

/// The script of the start page alone: it hides the page where the application writes a document in its place.
pub(super) fn brings_script() -> &'static str {
    static SCRIPT: LazyLock<String> = LazyLock::new(|| bare(BRINGS));
    &SCRIPT
}

/// The script of the page for addresses that lead nowhere: documents of a similar address come first. Its file's name
/// changes with what it holds.
pub(super) fn near_script() -> &'static SiteFile {
    static FILE: LazyLock<SiteFile> = LazyLock::new(|| named("near", "js", bare(NEAR)));
    &FILE
}

/// A script without indents and comments.
fn bare(script: &str) -> String {
    let lines = script.lines().map(str::trim_start);
    let kept = lines.filter(|line| !line.starts_with("//") && !line.starts_with("/**"));
    kept.flat_map(|line| [line, "\n"]).collect()
}

fn named(stem: &str, extension: &str, text: String) -> SiteFile {
    let hash = Sha256::digest(&text);
    let hash: String = hash
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    SiteFile {
        path: format!("{stem}-{hash}.{extension}"),
        bytes: text.into_bytes(),
    }
}

fn minified(sheets: &[&str]) -> String {
    let whole = sheets.concat();
    css::minify(&whole).map_or_else(|_| whole.clone(), |minified| minified.to_string())
}
