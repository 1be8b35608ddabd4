//! What a visitor loads.

use std::collections::BTreeMap;
use std::fs;

use anyhow::Result;

use crate::dist::{Entry, Files, Role, SERVICE_WORKER};
use crate::paths;

pub(super) fn print(files: &Files) {
    println!("Files of dist/ (version {}), in bytes", files.version);
    println!("{:<58}{:>10}{:>10}  role", "", "raw", "brotli");
    for file in &files.files {
        println!(
            "{:<58}{:>10}{:>10}  {}{}",
            file.path,
            file.bytes,
            or_dash(file.brotli),
            file.role.name(),
            if file.offline { ", offline" } else { "" },
        );
    }
    println!("\nTotals, in bytes");
    let mut roles: BTreeMap<_, Vec<&Entry>> = BTreeMap::new();
    for file in &files.files {
        roles.entry(file.role).or_default().push(file);
    }
    for (role, files) in roles {
        line(role.name(), files.into_iter());
    }
    line("all files", files.files.iter());
    let program = [Role::Script, Role::Wasm, Role::Style];
    let of = |roles: &[Role], first: bool| {
        let files = files.files.iter();
        let files = files.filter(|file| roles.contains(&file.role));
        Vec::from_iter(files.filter(|file| file.first == first && file.path != SERVICE_WORKER))
    };
    line(
        "until reading works: the page",
        of(&[Role::Page], true).into_iter(),
    );
    line(
        "until search works: script, module, style",
        of(&program, true).into_iter(),
    );
    line("the library with it", of(&[Role::Blob], true).into_iter());
    for part in of(&[Role::Wasm], false) {
        line(&format!("chunk {}", part.path), [part].into_iter());
    }
    let whole = of(&program, true).into_iter().chain(of(&program, false));
    line("script, modules with all chunks, style", whole);
    let offline = files.files.iter().filter(|file| file.offline);
    line("offline copy (without the documents' pages)", offline);
}

/// Prints what an update brings to a device that keeps the site `old`: of the offline copy, and of
/// the documents' pages that it may keep beside it.
///
/// # Errors
/// Where dist/ has no compressed list.
pub(super) fn print_update(old: &Files, new: &Files) -> Result<()> {
    println!("Files that version {} lacks, in bytes", old.version);
    let is_known = |file: &Entry| old.files.iter().any(|known| known.is(file));
    let fresh: Vec<_> = new.files.iter().filter(|file| !is_known(file)).collect();
    let kept = fresh.iter().filter(|file| file.offline);
    for file in kept.clone() {
        line(&file.path, [*file].into_iter());
    }
    line("offline copy", kept.copied());
    let list =
        |form| Ok::<_, anyhow::Error>(fs::metadata(paths::dist().join(form))?.len() as usize);
    let (raw, brotli) = (list("files.json")?, list("files.json.br")?);
    println!("{:<58}{raw:>10}{brotli:>10}", "the list of files itself");
    let is_page = |file: &&&Entry| file.role == Role::Page && !file.offline;
    line("pages beside it", fresh.iter().filter(is_page).copied());
    Ok(())
}

fn line<'a>(name: &str, files: impl Iterator<Item = &'a Entry>) {
    let (mut raw, mut brotli) = (0, Some(0));
    for file in files {
        raw += file.bytes;
        brotli = brotli.zip(file.brotli).map(|(sum, bytes)| sum + bytes);
    }
    println!("{name:<58}{raw:>10}{:>10}", or_dash(brotli));
}

/// A size, or a dash for what a quick build has not compressed as it is shipped.
fn or_dash(bytes: Option<usize>) -> String {
    bytes.map_or_else(|| "-".to_owned(), |bytes| bytes.to_string())
}
