//! A site that a publisher deploys, and then another version of it.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::reader::site;

const WORKER: &str = "service-worker.js";

/// A host's folder: a link to the version that is deployed.
pub(crate) struct Releases {
    folder: TempDir,
}

impl Releases {
    /// The site as it was built.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        symlink(site().canonicalize().unwrap(), folder.path().join("site")).unwrap();
        Self { folder }
    }

    /// What a host serves.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// Deploys another version, in which the library's name ends so, and returns its version.
    pub(crate) fn deploy_library(&self, end: &str) -> String {
        let before = library(&site());
        let after = format!("{}{end}", &before[..before.len() - end.len()]);
        self.deploy(|folder, list| {
            fs::rename(folder.join(&before), folder.join(&after)).unwrap();
            for file in list.iter_mut().filter(|file| file["path"] == *before) {
                file["path"] = after.as_str().into();
            }
            (before, after)
        })
    }

    /// Deploys the site as it was built again.
    pub(crate) fn go_back(&self) {
        self.point_to(&site().canonicalize().unwrap());
    }

    /// What a host serves from now on.
    fn point_to(&self, folder: &Path) {
        let link = self.folder.path().join("next");
        symlink(folder, &link).unwrap();
        fs::rename(link, self.root()).unwrap();
    }

    /// Deploys a version that leaves the library as it is and adds these changes at a path, and returns
    /// its version.
    pub(crate) fn deploy_changes(&self, path: &str, changes: &[u8]) -> String {
        self.deploy(|folder, list| {
            fs::write(folder.join(path), changes).unwrap();
            let before = |file: &Value| file["path"].as_str().unwrap() < path;
            let at = list.partition_point(before);
            let file =
                json!({ "path": path, "brotli": changes.len(), "role": "blob", "offline": true });
            list.insert(at, file);
            let page = |changes: &str| format!(" {changes}data-library=");
            (page(""), page(&format!("data-changes=\"{path}\" ")))
        })
    }

    /// Deploys another version of the site, changed in a folder and in its list; what is returned is
    /// put in every page for what stood there.
    fn deploy(&self, change: impl FnOnce(&Path, &mut Vec<Value>) -> (String, String)) -> String {
        let mut folders = (2..).map(|n| self.folder.path().join(format!("release-{n}")));
        let next = folders.find(|folder| !folder.exists()).unwrap();
        copy(&site(), &next);
        let mut list = list(&next);
        let files = list["files"].as_array_mut().unwrap();
        let (before, after) = change(&next, files);
        let version = list_again(&next, list, &before, &after);
        self.point_to(&next);
        version
    }
}

/// The version of the site in a folder.
pub(crate) fn version(folder: &Path) -> String {
    list(folder)["version"].as_str().unwrap().to_owned()
}

/// The path of the library in a folder.
pub(crate) fn library(folder: &Path) -> String {
    let files = list(folder);
    let files = files["files"].as_array().unwrap().iter();
    let mut paths = files.map(|file| file["path"].as_str().unwrap().to_owned());
    paths
        .find(|path| path.starts_with("assets/library-"))
        .unwrap()
}

/// All files of the site in a folder.
pub(crate) fn list(folder: &Path) -> Value {
    serde_json::from_slice(&fs::read(folder.join("files.json")).unwrap()).unwrap()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target);
        } else if !path.extension().is_some_and(|e| e == "br" || e == "gz") {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// Puts `after` for `before` in every page, and writes list and worker as the build does.
fn list_again(folder: &Path, mut list: Value, before: &str, after: &str) -> String {
    let former = list["version"].as_str().unwrap().to_owned();
    let files = list["files"].as_array_mut().unwrap();
    files.retain(|file| file["path"] != WORKER);
    for file in files.iter_mut() {
        let path = folder.join(file["path"].as_str().unwrap());
        if path.extension().is_some_and(|e| e == "html") {
            let page = fs::read_to_string(&path).unwrap();
            fs::write(&path, page.replace(before, after)).unwrap();
        }
        let bytes = fs::read(&path).unwrap();
        file["bytes"] = bytes.len().into();
        file["sha256"] = hash(&bytes).into();
    }
    let said = serde_json::to_vec(&(&list["tools"], &list["files"])).unwrap();
    let version = hash(&said)[..16].to_owned();
    list["version"] = version.as_str().into();
    let worker = fs::read_to_string(folder.join(WORKER)).unwrap();
    fs::write(folder.join(WORKER), worker.replace(&former, &version)).unwrap();
    fs::write(folder.join("files.json"), list.to_string()).unwrap();
    version
}

fn hash(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
