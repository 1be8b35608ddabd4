//! From a request path to a file of the site, and to the bytes that stand for it.

use std::path::{Path, PathBuf};
use std::{fs, io};

use percent_encoding::percent_decode_str;

use crate::negotiate::Encoding;

/// Where a request path leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Target {
    File(PathBuf),
    /// A folder without its closing slash: relative links in its page would miss.
    Folder,
    Missing,
}

/// Finds what a path (without leading slash, still percent-encoded) names below `root`. No path leads out of `root`: each step must be a plain name, and no link may point elsewhere.
pub(crate) fn resolve(root: &Path, path: &str) -> Target {
    let Ok(path) = percent_decode_str(path).decode_utf8() else {
        return Target::Missing;
    };
    // What stands between two slashes is a name; `//x` would be another host in a link.
    if path.starts_with('/') || path.contains("//") {
        return Target::Missing;
    }
    let mut found = root.to_path_buf();
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", &path));
    for step in folders.split('/').chain([name]).filter(|s| !s.is_empty()) {
        if step.starts_with('.') || step.contains(['\\', ':', '\0']) {
            return Target::Missing;
        }
        found.push(step);
    }
    if !is_inside(root, &found) {
        return Target::Missing;
    }
    if found.is_dir() {
        if !name.is_empty() {
            return Target::Folder;
        }
        found.push("index.html");
    } else if name.is_empty() {
        return Target::Missing;
    }
    if found.is_file() && is_inside(root, &found) {
        Target::File(found)
    } else {
        Target::Missing
    }
}

/// Whether a path, all links followed, is below `root`.
fn is_inside(root: &Path, path: &Path) -> bool {
    let real = root.canonicalize().ok().zip(path.canonicalize().ok());
    real.is_some_and(|(root, path)| path.starts_with(root))
}

/// Reads the first of the compressed forms that exists, else the file itself.
pub(crate) fn read(
    root: &Path,
    file: &Path,
    accepted: impl Iterator<Item = Encoding>,
) -> io::Result<(Vec<u8>, Option<Encoding>)> {
    for encoding in accepted {
        let mut name = file.as_os_str().to_owned();
        name.push(".");
        name.push(encoding.extension());
        if !is_inside(root, Path::new(&name)) {
            continue;
        }
        match fs::read(&name) {
            Ok(bytes) => return Ok((bytes, Some(encoding))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok((fs::read(file)?, None))
}

/// The media type by the file's extension; text is UTF-8.
pub(crate) fn media_type(file: &Path) -> String {
    let mime = mime_guess::from_path(file).first_or_octet_stream();
    let text = mime.type_() == mime_guess::mime::TEXT
        || ["json", "manifest+json", "xml", "svg+xml"].contains(
            &mime
                .essence_str()
                .split_once('/')
                .map_or("", |(_, subtype)| subtype),
        );
    if text {
        format!("{}; charset=utf-8", mime.essence_str())
    } else {
        mime.essence_str().to_owned()
    }
}
