//! What a reviewer would otherwise have to remember: the map is true, the corpus is data, the core
//! knows no screen, and every file says what it is for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Adds the Rust files below a folder, if there is one.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in folder.read_dir().into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

/// All Rust files of the program: crates and application, not these tests.
fn rust_files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for dir in ["crates", "web"] {
        collect(&root().join(dir), &mut files);
    }
    files.sort();
    assert!(files.len() > 20, "the sources were not found");
    files
}

/// The code of a file without comments and without what only tests compile.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let text = text
        .split("#[cfg(test)]")
        .next()
        .unwrap_or_default()
        .to_owned();
    text.lines()
        .filter(|l| !l.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_map_names_what_exists() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let is_path = |s: &str| {
        s.contains('/')
            && !s.contains(['<', '*', ' ', '…', '?', '(', '{'])
            && !s.starts_with('/')
            && !s.contains("://")
    };
    let named: Vec<&str> = map
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|s| is_path(s))
        .collect();
    assert!(
        named.len() > 10,
        "ARCHITECTURE.md names hardly any path: {named:?}"
    );
    let missing: Vec<_> = named
        .iter()
        .filter(|path| !root().join(path).exists())
        .collect();
    assert!(
        missing.is_empty(),
        "ARCHITECTURE.md names what does not exist: {missing:?}"
    );
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            map.contains(&format!("`crates/{name}")),
            "ARCHITECTURE.md does not name crates/{name}"
        );
    }
}

/// A library may call its levels by these words, which belong to the language and not to it.
const KINDS_OF_PLACES: [&str; 8] = ["国家", "省", "自治区", "市", "县", "区", "乡", "镇"];

#[test]
fn the_corpus_is_data() {
    let mut names = Vec::new();
    let mut documents = 0;
    for entry in fs::read_dir(root().join("corpus/documents")).unwrap() {
        documents += 1;
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let front = text.split("+++").nth(1).unwrap();
        let front: toml::Table = front.parse().unwrap();
        for key in ["id", "title", "notice", "number", "level", "category"] {
            names.extend(front.get(key).and_then(|v| v.as_str()).map(str::to_owned));
        }
        let issuers = front
            .get("issuers")
            .and_then(|v| v.as_array())
            .cloned()
            .unwrap_or_default();
        names.extend(issuers.iter().filter_map(|v| v.as_str()).map(str::to_owned));
    }
    names.sort();
    names.dedup();
    assert!(names.len() >= documents, "the names were not found");
    names.retain(|name| !KINDS_OF_PLACES.contains(&name.as_str()));
    let mut found = Vec::new();
    for path in rust_files().iter().filter(|p| {
        !p.components()
            .any(|c| c.as_os_str() == "tests" || c.as_os_str() == "examples")
    }) {
        let code = code(path);
        found.extend(
            names
                .iter()
                .filter(|n| code.contains(n.as_str()))
                .map(|n| format!("{}: {n}", path.display())),
        );
    }
    assert!(
        found.is_empty(),
        "names of the corpus stand in code:\n{}",
        found.join("\n")
    );
}

/// What only a program in a browser, or one that talks to other hosts, depends on.
const SCREENS: [&str; 9] = [
    "gloo",
    "gloo-events",
    "gloo-timers",
    "gloo-utils",
    "js-sys",
    "reqwest",
    "ureq",
    "wasm-bindgen",
    "yew",
];

/// The crates that may depend on such a thing: every other one, also one that is new, may not.
const MAY: [(&str, &str); 1] = [
    // It talks to chromedriver on this machine.
    ("celan-webdriver", "ureq"),
];

#[test]
fn the_core_knows_no_screen() {
    for manifest in manifests().iter().filter(|m| m.is_in("crates")) {
        let shipped = manifest.dependencies.iter();
        for (_, used) in shipped.filter(|(kind, _)| kind != "dev-dependencies") {
            let is_screen = SCREENS.contains(&used.as_str()) || used.starts_with("web-sys");
            let may = MAY.contains(&(&manifest.name, used));
            assert!(!is_screen || may, "{} depends on {used}", manifest.name);
        }
    }
}

/// A package of the workspace.
struct Manifest {
    folder: PathBuf,
    name: String,
    /// Tables of its manifest (dependencies, dev-dependencies, build-dependencies) and what they name.
    dependencies: Vec<(String, String)>,
}

impl Manifest {
    fn read(folder: PathBuf) -> Self {
        let text = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        let manifest: toml::Table = text.parse().unwrap();
        let kinds = ["dependencies", "dev-dependencies", "build-dependencies"];
        let named = |kind: &&str| {
            let table = manifest.get(*kind).and_then(toml::Value::as_table);
            let names = table.into_iter().flat_map(toml::Table::keys).cloned();
            let kind = (*kind).to_owned();
            names.map(|name| (kind.clone(), name)).collect::<Vec<_>>()
        };
        Self {
            folder,
            name: manifest["package"]["name"].as_str().unwrap().to_owned(),
            dependencies: kinds.iter().flat_map(named).collect(),
        }
    }

    fn is_in(&self, folder: &str) -> bool {
        self.folder.starts_with(root().join(folder))
    }

    /// Its Rust files, by where they are compiled: `true` for what builds it.
    fn files(&self) -> Vec<(bool, PathBuf)> {
        let mut files = Vec::new();
        let folders: &[&str] = match self.name.as_str() {
            "celan-web" => &["web"],
            "celan-tests" => &["."],
            _ => &["src", "tests", "examples", "benches"],
        };
        for folder in folders {
            collect(&self.folder.join(folder), &mut files);
        }
        let mut files: Vec<_> = files.into_iter().map(|file| (false, file)).collect();
        files.push((true, self.folder.join("build.rs")));
        files
    }
}

/// Every package of the workspace.
fn manifests() -> Vec<Manifest> {
    let crates = fs::read_dir(root().join("crates")).unwrap();
    let mut folders: Vec<_> = crates.map(|entry| entry.unwrap().path()).collect();
    folders.extend([root().to_owned(), root().join("tests")]);
    folders.sort();
    let folders = folders.into_iter();
    folders
        .filter(|folder| folder.join("Cargo.toml").is_file())
        .map(Manifest::read)
        .collect()
}

/// The rooms of a source folder (its folders, and the files beside them) and the rooms that each
/// imports, by `crate::` paths; the root of the crate, which names them all, is none.
fn imports(folder: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let mut files = Vec::new();
    collect(folder, &mut files);
    let mut rooms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in files {
        let within = path.strip_prefix(folder).unwrap();
        let room = within.iter().next().unwrap().to_str().unwrap();
        let room = room.trim_end_matches(".rs");
        if matches!(room, "main" | "lib") {
            continue;
        }
        let code = code(&path);
        let named = code.split("crate::").skip(1).flat_map(|rest| {
            // One path, or a list of them in braces.
            let list = rest.strip_prefix('{').and_then(|list| list.split_once('}'));
            let nested = list.is_some_and(|(list, _)| list.contains('{'));
            assert!(!nested, "{}: one list of imports a line", path.display());
            let paths = list.map_or(rest, |(list, _)| list).split(',');
            let paths = paths.take(if list.is_some() { usize::MAX } else { 1 });
            paths.map(|path| {
                let path = path.trim_start();
                let end = path.find(|c: char| !c.is_alphanumeric() && c != '_');
                path[..end.unwrap_or(path.len())].to_owned()
            })
        });
        // What a chunk's table leads to is called through its door, not imported.
        let others = named.filter(|other| other != room && other != "chunks");
        rooms.entry(room.to_owned()).or_default().extend(others);
    }
    rooms
}

/// Rooms that import each other, directly or through others.
fn circles(rooms: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let mut left = rooms.clone();
    // What imports nothing that is left is the lowest floor; what never becomes it is in a circle.
    while let Some(lowest) = left
        .iter()
        .find(|(_, imports)| !imports.iter().any(|room| left.contains_key(room)))
        .map(|(room, _)| room.clone())
    {
        left.remove(&lowest);
    }
    left.into_keys().collect()
}

#[test]
fn no_rooms_of_the_application_import_each_other_in_a_circle() {
    let rooms = imports(&root().join("web"));
    assert!(rooms.len() > 10, "the rooms were not found: {rooms:?}");
    assert_eq!(circles(&rooms), [""; 0], "{rooms:#?}");
    // The test can see one.
    let mut broken = rooms;
    broken.get_mut("dom").unwrap().insert("app".to_owned());
    assert!(circles(&broken).contains(&"dom".to_owned()));
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for room in broken.keys() {
        let named = [format!("`web/{room}`"), format!("`web/{room}.rs`")];
        assert!(
            named.iter().any(|name| map.contains(name)),
            "ARCHITECTURE.md does not name {named:?}"
        );
    }
}

/// Crates whose modules still import each other in a circle. No other may be added.
const CIRCLES: [&str; 1] = ["celan-measures"];

#[test]
fn no_modules_of_a_crate_import_each_other_in_a_circle() {
    let mut found = Vec::new();
    let mut seen = 0;
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        let folder = entry.unwrap().path();
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let modules = imports(&folder.join("src"));
        seen += modules.len();
        let circle = circles(&modules);
        if circle.is_empty() == CIRCLES.contains(&name.as_str()) {
            found.push(format!("{name}: {}", circle.join(", ")));
        }
    }
    assert!(seen > 100, "the modules were not found");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_dependency_is_used() {
    let mut unused = Vec::new();
    for manifest in manifests() {
        let files = manifest.files();
        for (kind, name) in &manifest.dependencies {
            let builds = kind == "build-dependencies";
            let word = name.replace('-', "_");
            let used = files.iter().filter(|(build, _)| *build == builds).any(|f| {
                let text = fs::read_to_string(&f.1).unwrap_or_default();
                let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
                words.any(|found| found == word)
            });
            if !used {
                unused.push(format!("{}: {kind} {name}", manifest.name));
            }
        }
    }
    assert!(unused.is_empty(), "unused:\n{}", unused.join("\n"));
}

/// Sections of docs/glossary.md: the folders that each names, and the words that it does not use.
fn glossary() -> Vec<(Vec<PathBuf>, Vec<String>)> {
    let page = fs::read_to_string(root().join("docs/glossary.md")).unwrap();
    let rows = page.lines().filter(|line| line.starts_with("| "));
    let used: Vec<&str> = rows.flat_map(|row| row.split('|').nth(1)).collect();
    let is_used = |word: &str| used.iter().any(|term| term.trim() == word);
    let section = |text: &str| {
        let named = text.lines().find(|line| line.starts_with("Files in "));
        let folders = named.unwrap_or_default().split('`').skip(1).step_by(2);
        let rows = text.lines().filter(|line| line.starts_with("| "));
        let words = rows
            .flat_map(|row| row.split('|').nth(3))
            .flat_map(|cell| cell.split(','));
        let words = words.map(str::trim).filter(|word| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()) && !is_used(word)
        });
        (
            folders.map(|folder| root().join(folder)).collect(),
            words.map(str::to_owned).collect(),
        )
    };
    page.split("\n## ").skip(1).map(section).collect()
}

#[test]
fn files_are_called_by_words_of_the_glossary() {
    let sections = glossary();
    assert!(
        sections
            .iter()
            .any(|(folders, words)| !folders.is_empty() && words.len() > 10)
    );
    let mut refused = Vec::new();
    for (folders, words) in sections {
        let mut files = Vec::new();
        for folder in &folders {
            assert!(
                folder.is_dir(),
                "docs/glossary.md names {}",
                folder.display()
            );
            collect(folder, &mut files);
        }
        let is_refused = |file: &PathBuf| {
            let below = folders.iter().find_map(|f| file.strip_prefix(f).ok());
            let below = below.unwrap_or(file).with_extension("");
            below
                .iter()
                .any(|part| words.iter().any(|word| part == word.as_str()))
        };
        refused.extend(files.into_iter().filter(is_refused));
    }
    assert!(
        refused.is_empty(),
        "docs/glossary.md has another word for what these files are: {refused:?}"
    );
}

/// Files that git knows, below the root.
fn kept_files() -> Vec<PathBuf> {
    fn look(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in folder.read_dir().into_iter().flatten() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let made = [
                "target",
                "dist",
                "node_modules",
                "corpus",
                "fixture",
                "seeds",
                "truth",
            ];
            if path.is_dir() && !made.contains(&name.as_str()) && !name.starts_with(".git") {
                look(&path, files);
            } else if path.is_file() {
                files.push(path);
            }
        }
    }
    let mut files = Vec::new();
    for folder in [".ci", "crates", "docs", "tests", "web"] {
        look(&root().join(folder), &mut files);
    }
    look(&root().join(".github"), &mut files);
    files
}

#[test]
fn every_file_says_what_it_is_for() {
    let mut silent = Vec::new();
    for path in kept_files() {
        let openings: &[&str] = match path.extension().and_then(|e| e.to_str()) {
            Some("rs") => &["//!"],
            Some("js") => &["//", "/*"],
            Some("css") => &["/*"],
            Some("md") => &["# "],
            Some("yml") if !path.to_string_lossy().contains("ISSUE_TEMPLATE") => &["#"],
            _ => continue,
        };
        let text = fs::read_to_string(&path).unwrap();
        if !openings.iter().any(|opening| text.starts_with(opening)) {
            silent.push(path);
        }
    }
    assert!(
        silent.is_empty(),
        "these files open without a line of purpose: {silent:?}"
    );
}
