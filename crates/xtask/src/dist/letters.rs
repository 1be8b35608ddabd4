//! Letters for a public screen that has no Chinese font: those that the site writes, of an open font, made when
//! the library's `[kiosk]` has `font = true`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use read_fonts::collections::IntSet;
use read_fonts::types::NameId;
use read_fonts::{FontRef, TableProvider};
use skera::{Plan, SubsetFlags, subset_font};

use super::Site;
use crate::{paths, run, tools};

/// Where the letters stand, and beside them the licence under which they are passed on (SIL Open Font License).
const LETTERS: &str = "kiosk-letters.ttf";
const LICENCE: &str = "kiosk-letters.txt";

/// The font in its package.
const PACKAGE: &str = "node_modules/@expo-google-fonts/noto-serif-sc";
const FONT: &str = "400Regular/NotoSerifSC_400Regular.ttf";
const LICENCE_THERE: &str = "LICENSE_FONT";

/// Names of the font that say what it is, whose it is and under which licence it is passed on.
const NAMES: [u16; 9] = [0, 1, 2, 3, 4, 5, 6, 13, 14];
/// American English, in which they are written.
const LANGUAGE: u16 = 0x409;

/// Adds the letters of everything that the site's pages and its words may show, and returns them. Says how many bytes
/// they are, and which the font lacks.
///
/// # Errors
/// Where npm does not bring the font, or it cannot be read.
pub(super) fn add(site: &mut Site) -> Result<Vec<u8>> {
    let package = tools::letters()?.join(PACKAGE);
    let read = |name: &str| {
        let file = package.join(name);
        fs::read(&file).with_context(|| format!("the font's package lacks {}", file.display()))
    };
    let whole = read(FONT)?;
    let wanted = characters(site)?;
    let (letters, missing) = subset(&whole, &wanted)?;
    run::say(format!(
        "{LETTERS}: {} characters, {} bytes{}",
        wanted.len() - missing.len(),
        letters.len(),
        if missing.is_empty() {
            String::new()
        } else {
            format!("; the font lacks {}", missing.iter().collect::<String>())
        }
    ));
    site.insert(LETTERS.to_owned(), letters.clone());
    site.insert(LICENCE.to_owned(), read(LICENCE_THERE)?);
    Ok(letters)
}

/// The characters of the pages, and of the words that only the program writes.
fn characters(site: &Site) -> Result<BTreeSet<char>> {
    let mut characters: BTreeSet<char> = (' '..='~').collect();
    let pages = site.iter().filter(|(path, _)| path.ends_with(".html"));
    for (_, page) in pages {
        characters.extend(String::from_utf8_lossy(page).chars());
    }
    for folder in [
        "crates/celan-locale/src/strings",
        "crates/celan-measures/data",
        "web/kiosk",
    ] {
        characters.extend(words(&paths::root().join(folder))?.chars());
    }
    characters.retain(|c| !c.is_control());
    Ok(characters)
}

/// All that stands in a folder's files.
fn words(folder: &Path) -> Result<String> {
    let unread = || format!("cannot read {}", folder.display());
    let mut words = String::new();
    for entry in fs::read_dir(folder).with_context(unread)? {
        words.push_str(&fs::read_to_string(entry?.path()).with_context(unread)?);
    }
    Ok(words)
}

/// A font of only these characters, and those that it does not have.
fn subset(font: &[u8], wanted: &BTreeSet<char>) -> Result<(Vec<u8>, BTreeSet<char>)> {
    let font = FontRef::new(font).context("the font cannot be read")?;
    let map = font.cmap().context("the font has no table of characters")?;
    let missing = wanted
        .iter()
        .filter(|c| map.map_codepoint(**c).is_none())
        .copied()
        .collect();
    let unicodes: IntSet<u32> = wanted.iter().map(|c| u32::from(*c)).collect();
    let mut scripts = IntSet::empty();
    scripts.invert();
    let names: IntSet<NameId> = NAMES.into_iter().map(NameId::new).collect();
    let languages: IntSet<u16> = [LANGUAGE].into_iter().collect();
    let plan = Plan::new(
        &IntSet::empty(),
        &unicodes,
        &font,
        SubsetFlags::SUBSET_FLAGS_NO_HINTING,
        &IntSet::empty(),
        &scripts,
        &IntSet::empty(),
        &names,
        &languages,
    );
    let letters = subset_font(&font, &plan)
        .map_err(|error| anyhow!("the font cannot be cut down: {error:?}"))?;
    Ok((letters, missing))
}
