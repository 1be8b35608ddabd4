//! The library of a site as it is published: what has changed since is what an update brings.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::files::Files;
use crate::memo;

/// The packed library of the site in a folder, where it can be opened: what has changed before is not in
/// it, and is said anew.
pub(super) fn library(folder: &Path) -> Result<Vec<u8>> {
    let site = folder.display();
    let files = Files::read(folder)
        .with_context(|| format!("{site} holds no site from which changes could be told"))?;
    let mut libraries = files.libraries();
    let entry = libraries
        .next()
        .with_context(|| format!("{site}/files.json names no library; build without --since"))?;
    if let Some(other) = libraries.next() {
        bail!(
            "{site}/files.json names two libraries, {} and {}; take the folder of one site",
            entry.path,
            other.path
        );
    }
    let file = folder.join(&entry.path);
    let library = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
    if memo::sha256(&library) != entry.sha256 {
        bail!(
            "{} is not what files.json says: it is damaged, or of another version; take the site as it is \
             published",
            file.display()
        );
    }
    if let Err(error) = celan_blob::open(&library) {
        bail!(
            "{}: {error}. Build without --since: every device then fetches the library whole",
            file.display()
        );
    }
    Ok(library)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::files::Entry;
    use super::*;

    /// A folder with these files, and the list of all but those that are not to be listed.
    fn site(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let entries = files.iter().map(|(path, bytes)| {
            memo::write(&folder.path().join(path), bytes).unwrap();
            Entry::new(path, bytes, Some(bytes.len()), false)
        });
        let list = Files::new(Vec::new(), entries.collect()).unwrap();
        let list = serde_json::to_vec(&list).unwrap();
        memo::write(&folder.path().join("files.json"), &list).unwrap();
        folder
    }

    fn packed(title: &str) -> Vec<u8> {
        let library = celan_document::Library {
            title: title.to_owned(),
            ..Default::default()
        };
        celan_blob::pack(&library).unwrap().library
    }

    fn fails(folder: &Path, says: &[&str]) {
        let error = format!("{:#}", library(folder).unwrap_err());
        for says in says {
            assert!(error.contains(says), "{error}");
        }
    }

    const PLACE: &str = "assets/library-0123456789ab.celan";

    #[test]
    fn the_base_stays_the_base_where_changes_were_published_before() {
        let (base, new) = (packed("库"), packed("书"));
        let changes = celan_blob::delta(&base, &new).unwrap();
        let provenance = celan_blob::pack(&Default::default()).unwrap().provenance;
        let folder = site(&[
            ("assets/changes-0123456789ab.celan", &changes),
            (PLACE, &base),
            ("assets/provenance-0123456789ab.celan", &provenance),
            ("index.html", b"<!doctype html>"),
        ]);
        assert_eq!(library(folder.path()).unwrap(), base);
    }

    #[test]
    fn a_folder_without_a_published_site_is_named() {
        let nothing = tempfile::tempdir().unwrap();
        let place = nothing.path().display().to_string();
        fails(nothing.path(), &[&place, "holds no site", "files.json"]);
        fails(
            &nothing.path().join("nowhere"),
            &["nowhere", "holds no site"],
        );
        memo::write(&nothing.path().join("files.json"), b"{").unwrap();
        fails(nothing.path(), &["files.json is damaged"]);
        let without = site(&[("index.html", b"<!doctype html>")]);
        fails(without.path(), &["names no library", "without --since"]);
        let other = "assets/library-ba9876543210.celan";
        let two = site(&[(PLACE, &packed("库")), (other, &packed("书"))]);
        fails(two.path(), &["two libraries", PLACE, other]);
    }

    #[test]
    fn a_base_that_cannot_be_opened_is_named_before_anything_is_built() {
        let base = packed("库");
        let gone = site(&[(PLACE, &base)]);
        fs::remove_file(gone.path().join(PLACE)).unwrap();
        fails(gone.path(), &["cannot read", PLACE]);
        let mut damaged = base.clone();
        damaged[base.len() / 2] ^= 1;
        let folder = site(&[(PLACE, &base)]);
        memo::write(&folder.path().join(PLACE), &damaged).unwrap();
        fails(folder.path(), &[PLACE, "not what files.json says"]);
        // As the list says, and yet no library that this reader knows.
        let former = b"\x89CELAN\r\n\x01\0\x01\0\x0bA\xae/";
        let changes = celan_blob::delta(&base, &base).unwrap();
        for (bytes, says) in [
            (&former[..], "format 1"),
            (&damaged, "damaged"),
            (&changes, "holds changes of a library"),
            (b"<!doctype html>", "not a Celan blob"),
        ] {
            fails(
                site(&[(PLACE, bytes)]).path(),
                &[PLACE, says, "without --since"],
            );
        }
    }
}
