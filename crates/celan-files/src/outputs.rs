//! Several files, written together or not at all.
//!
//! A commit has three steps. It writes all files into a folder beside their places, and waits for the
//! disk; it writes a journal of what goes where, by one rename; it renames the files one after another
//! and takes the journal away. Before the journal is there the former files stand; from then on the new
//! ones do, as soon as somebody finishes what the journal says.

use crate::disk::{Disk, Machine};
use crate::error::FileError;
use fs4::fs_std::FileExt;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};

/// The folder that the new files wait in.
const STAGE: &str = ".celan-new";
/// What goes where, a path a line, in the order of the files' numbers.
const JOURNAL: &str = "journal";
const DRAFT: &str = "journal.draft";

/// Files to be written below one folder.
#[derive(Debug)]
pub struct Outputs {
    folder: PathBuf,
    files: Vec<(String, Vec<u8>)>,
}

impl Outputs {
    /// No files yet, below `folder`, which is made if it is not there.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            files: Vec::new(),
        }
    }

    /// Adds a file; `path` is relative to the folder, with `/` between its steps.
    pub fn add(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.push((path.into(), bytes.into()));
    }

    /// Writes all files, each in place of the former one of its name, or none. What an interrupted commit
    /// began is finished before; without files that is all.
    ///
    /// # Errors
    /// A path or a link leads out of the folder, another program writes there, the disk is full or
    /// refuses. The former files stand then; if it was a rename that failed, the next commit finishes
    /// this one, and [`interrupted`] says so.
    pub fn commit(self) -> Result<(), FileError> {
        self.commit_to(&mut Machine)
    }

    fn commit_to(&self, disk: &mut impl Disk) -> Result<(), FileError> {
        let folder = &self.folder;
        disk.make_folder(folder).map_err(FileError::io(folder))?;
        let _lock = lock(folder)?;
        finish(folder, disk)?;
        if self.files.is_empty() {
            return Ok(());
        }
        for (path, _) in &self.files {
            check(folder, path)?;
        }
        if let Err(error) = self.stage(disk) {
            // What cannot be taken away is taken away by the next commit.
            let _ = clear(folder, disk);
            return Err(error);
        }
        finish(folder, disk)
    }

    /// Writes the files into the stage, and then the journal.
    fn stage(&self, disk: &mut impl Disk) -> Result<(), FileError> {
        let stage = self.folder.join(STAGE);
        disk.make_folder(&stage).map_err(FileError::io(&stage))?;
        let mut journal = String::new();
        for (number, (path, bytes)) in self.files.iter().enumerate() {
            let staged = stage.join(number.to_string());
            let target = self.folder.join(path);
            disk.write(&staged, bytes).map_err(FileError::io(&target))?;
            journal.push_str(path);
            journal.push('\n');
        }
        let draft = stage.join(DRAFT);
        disk.write(&draft, journal.as_bytes())
            .map_err(FileError::io(&draft))?;
        disk.rename(&draft, &stage.join(JOURNAL))
            .and_then(|()| disk.sync_folder(&stage))
            .and_then(|()| disk.sync_folder(&self.folder))
            .map_err(FileError::io(&stage))
    }
}

/// The files of `folder` that an interrupted commit has still to put in their places: until then old and
/// new files may stand side by side.
pub fn interrupted(folder: &Path) -> Vec<String> {
    let stage = folder.join(STAGE);
    let journal = fs::read_to_string(stage.join(JOURNAL)).unwrap_or_default();
    let files = journal.lines().enumerate();
    let waiting = files.filter(|(number, _)| stage.join(number.to_string()).is_file());
    waiting.map(|(_, path)| path.to_owned()).collect()
}

/// Finishes the commit whose journal stands in `folder`; without a journal takes away what is staged.
fn finish(folder: &Path, disk: &mut impl Disk) -> Result<(), FileError> {
    let stage = folder.join(STAGE);
    let journal = stage.join(JOURNAL);
    match fs::read_to_string(&journal) {
        Ok(paths) => {
            let mut folders = BTreeSet::new();
            for (number, path) in paths.lines().enumerate() {
                let target = check(folder, path)?;
                let staged = stage.join(number.to_string());
                let parent = target.parent().unwrap_or(folder).to_owned();
                disk.make_folder(&parent).map_err(FileError::io(&parent))?;
                match disk.rename(&staged, &target) {
                    // Renamed before the interruption.
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    other => other.map_err(FileError::io(&target))?,
                }
                folders.insert(parent);
            }
            for parent in folders {
                disk.sync_folder(&parent).map_err(FileError::io(&parent))?;
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(FileError::io(&journal)(error)),
    }
    clear(folder, disk)
}

/// Takes the stage away, the journal first, so that nobody finishes what is done.
fn clear(folder: &Path, disk: &mut impl Disk) -> Result<(), FileError> {
    let stage = folder.join(STAGE);
    let entries = match fs::read_dir(&stage) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(FileError::io(&stage)(error)),
    };
    let journal = stage.join(JOURNAL);
    if journal.exists() {
        disk.remove_file(&journal)
            .map_err(FileError::io(&journal))?;
        disk.sync_folder(&stage).map_err(FileError::io(&stage))?;
    }
    for entry in entries {
        let path = entry.map_err(FileError::io(&stage))?.path();
        if path != journal {
            disk.remove_file(&path).map_err(FileError::io(&path))?;
        }
    }
    disk.remove_folder(&stage).map_err(FileError::io(&stage))
}

/// The file that `path` names, if it is in `folder`: no step of it leads up, and no link leads out.
fn check(folder: &Path, path: &str) -> Result<PathBuf, FileError> {
    let outside = || FileError::Outside {
        path: folder.join(path),
        folder: folder.to_owned(),
    };
    let relative = Path::new(path);
    let plain = |step: Component<'_>| matches!(step, Component::Normal(_));
    if path.is_empty() || path.contains('\n') || !relative.components().all(plain) {
        return Err(outside());
    }
    let root = folder.canonicalize().map_err(FileError::io(folder))?;
    let target = folder.join(relative);
    // The nearest of the folders above it that is there already.
    let parents = target.ancestors().skip(1);
    for parent in parents.take_while(|parent| parent.starts_with(folder)) {
        match parent.canonicalize() {
            Ok(real) if real.starts_with(&root) => break,
            Ok(_) => return Err(outside()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(FileError::io(parent)(error)),
        }
    }
    match fs::symlink_metadata(&target) {
        // A link that stays inside is replaced by the file, as any former file is.
        Ok(former) if former.is_symlink() && !leads_inside(&target, &root) => Err(outside()),
        Ok(former) if !former.is_file() && !former.is_symlink() => {
            Err(FileError::NotRegular(target))
        }
        _ => Ok(target),
    }
}

fn leads_inside(link: &Path, root: &Path) -> bool {
    link.canonicalize().is_ok_and(|real| real.starts_with(root))
}

/// Locks a folder against other programs of this kind, until the file is dropped.
fn lock(folder: &Path) -> Result<Option<File>, FileError> {
    // Where a folder cannot be opened or locked, nothing keeps two programs apart.
    let Ok(file) = File::open(folder) else {
        return Ok(None);
    };
    match FileExt::try_lock_exclusive(&file) {
        Ok(true) => Ok(Some(file)),
        Ok(false) => Err(FileError::Busy(folder.to_owned())),
        Err(_) => Ok(None),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
