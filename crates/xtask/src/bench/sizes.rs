//! What a visitor loads.

use std::collections::BTreeMap;

use crate::dist::{Entry, Files};

pub(super) fn print(files: &Files) {
    println!("Files of dist/ (version {}), in bytes", files.version);
    println!("{:<58}{:>10}{:>10}  role", "", "raw", "brotli");
    for file in &files.files {
        println!(
            "{:<58}{:>10}{:>10}  {}{}",
            file.path,
            file.bytes,
            file.brotli,
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
    let offline = files.files.iter().filter(|file| file.offline);
    line("offline copy (without the documents' pages)", offline);
}

fn line<'a>(name: &str, files: impl Iterator<Item = &'a Entry>) {
    let (mut raw, mut brotli) = (0, 0);
    for file in files {
        raw += file.bytes;
        brotli += file.brotli;
    }
    println!("{name:<58}{raw:>10}{brotli:>10}");
}
