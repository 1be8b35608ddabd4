//! Every operation of a commit fails once, for good or as if the program were killed there.

use super::*;
use std::collections::BTreeMap;
use tempfile::TempDir;

/// What happens at the operation that is broken.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fault {
    /// The disk is full: this write stops in the middle, and so do all later ones.
    Full,
    /// The program is killed: this operation and all later ones do not happen.
    Killed,
}

struct Broken {
    disk: Machine,
    /// Operations until the fault.
    left: usize,
    fault: Fault,
}

impl Broken {
    fn step(&mut self) -> io::Result<()> {
        match self.left.checked_sub(1) {
            Some(left) => self.left = left,
            None if self.fault == Fault::Killed => return Err(io::ErrorKind::Interrupted.into()),
            None => {}
        }
        Ok(())
    }
}

impl Disk for Broken {
    fn make_folder(&mut self, path: &Path) -> io::Result<()> {
        self.step()?;
        self.disk.make_folder(path)
    }

    fn write(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if self.left == 0 {
            // A write may get as far as the middle.
            let _ = self.disk.write(path, &bytes[..bytes.len() / 2]);
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.step()?;
        self.disk.write(path, bytes)
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        self.disk.rename(from, to)
    }

    fn sync_folder(&mut self, path: &Path) -> io::Result<()> {
        self.step()?;
        self.disk.sync_folder(path)
    }

    fn remove_file(&mut self, path: &Path) -> io::Result<()> {
        self.step()?;
        self.disk.remove_file(path)
    }

    fn remove_folder(&mut self, path: &Path) -> io::Result<()> {
        self.step()?;
        self.disk.remove_folder(path)
    }
}

fn outputs(folder: &Path, words: &str) -> Outputs {
    let mut outputs = Outputs::new(folder);
    for file in ["one.txt", "deep/two.txt", "deep/three.txt"] {
        outputs.add(file, format!("{words} {file}"));
    }
    outputs
}

/// The files of a folder, the stage left out.
fn state(folder: &Path) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for below in ["", "deep/"] {
        let Ok(entries) = fs::read_dir(folder.join(below)) else {
            continue;
        };
        for entry in entries.flatten().filter(|e| e.path().is_file()) {
            let name = entry.file_name().into_string().unwrap();
            let text = fs::read_to_string(entry.path()).unwrap();
            out.insert(format!("{below}{name}"), text);
        }
    }
    out
}

fn committed(words: &str) -> (TempDir, BTreeMap<String, String>) {
    let folder = tempfile::tempdir().unwrap();
    outputs(folder.path(), words).commit().unwrap();
    let state = state(folder.path());
    assert_eq!(state.len(), 3);
    (folder, state)
}

#[test]
fn whatever_breaks_the_old_or_the_new_files_stand_and_the_next_commit_works() {
    let new = committed("new").1;
    for fault in [Fault::Full, Fault::Killed] {
        for left in 0.. {
            let (folder, old) = committed("old");
            let mut disk = Broken {
                disk: Machine,
                left,
                fault,
            };
            let done = outputs(folder.path(), "new").commit_to(&mut disk);
            let now = state(folder.path());
            let waiting = interrupted(folder.path());
            if done.is_ok() {
                assert!(now == new && waiting.is_empty(), "{now:?} {waiting:?}");
                assert!(!folder.path().join(STAGE).exists());
                break;
            }
            let halfway = now != old && now != new;
            assert!(!halfway || !waiting.is_empty(), "{fault:?} {left}: {now:?}");
            assert!(!halfway || fault == Fault::Killed);
            // Whoever writes next first finishes what was begun.
            Outputs::new(folder.path()).commit().unwrap();
            let after = state(folder.path());
            assert!(after == old || after == new, "{fault:?} {left}: {after:?}");
            assert!(after == new || waiting.is_empty());
            outputs(folder.path(), "new").commit().unwrap();
            assert_eq!(state(folder.path()), new, "{fault:?} {left}");
            assert!(!folder.path().join(STAGE).exists());
        }
    }
}

#[test]
fn nothing_is_written_outside() {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("in");
    for path in [
        "../out.txt",
        "/tmp/out.txt",
        "a/../../out.txt",
        "",
        ".",
        "a\nb",
    ] {
        let mut outputs = Outputs::new(&folder);
        outputs.add("fine.txt", "x");
        outputs.add(path, "x");
        assert!(outputs.commit().is_err(), "{path:?}");
        assert!(!folder.join("fine.txt").exists());
    }
    // Nor by a journal that somebody else wrote.
    let stage = folder.join(STAGE);
    fs::create_dir_all(&stage).unwrap();
    fs::write(stage.join(JOURNAL), "../out.txt\n").unwrap();
    fs::write(stage.join("0"), "x").unwrap();
    assert!(outputs(&folder, "new").commit().is_err());
    assert!(!outer.path().join("out.txt").exists());
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("in");
    fs::create_dir_all(outer.path().join("elsewhere")).unwrap();
    fs::create_dir(&folder).unwrap();
    fs::write(outer.path().join("elsewhere/two.txt"), "theirs").unwrap();
    symlink("../elsewhere", folder.join("deep")).unwrap();
    assert!(matches!(
        outputs(&folder, "new").commit(),
        Err(FileError::Outside { .. })
    ));
    fs::remove_file(folder.join("deep")).unwrap();
    fs::create_dir(folder.join("deep")).unwrap();
    symlink("../../elsewhere/two.txt", folder.join("deep/two.txt")).unwrap();
    assert!(outputs(&folder, "new").commit().is_err());
    let theirs = fs::read_to_string(outer.path().join("elsewhere/two.txt")).unwrap();
    assert_eq!(theirs, "theirs");
}

#[cfg(unix)]
#[test]
fn two_do_not_write_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let _held = lock(folder.path()).unwrap();
    assert!(matches!(
        outputs(folder.path(), "new").commit(),
        Err(FileError::Busy(_))
    ));
}
