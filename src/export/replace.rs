//! Moves the files of an export into their folder, so that a failure leaves the folder unchanged.

use std::env;
use std::fs::{self, TryLockError};
use std::io;
use std::os::unix::fs::{MetadataExt as _, chown};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;

use super::files::File;
use super::manifest::{MARKER, Manifest, STAGE, ignoring, remove_export};
use super::{ExportError, unwritable};

/// The folder of an export. While it is locked, no other export can write there. If the export fails, folders that were
/// created for it are removed.
#[derive(Debug)]
pub(crate) struct ExportTarget {
    folder: PathBuf,
    _lock: fs::File,
    _made: MadeFolders,
}

/// The folders that were created, deepest first. They are removed on drop if they are empty.
#[derive(Debug)]
struct MadeFolders(Vec<PathBuf>);

/// What to write to the folder.
struct Plan<'a> {
    folder: &'a Path,
    files: &'a [File],
    old: Option<Manifest>,
    new: Manifest,
    stop: &'a AtomicBool,
}

impl ExportTarget {
    /// Creates the folder if necessary and locks it. A symbolic link is resolved.
    pub(crate) fn open(folder: &Path) -> Result<ExportTarget, ExportError> {
        let absolute = std::path::absolute(folder).map_err(unwritable(folder))?;
        let missing = absolute.ancestors().take_while(|path| !path.exists());
        let made = MadeFolders(missing.map(Path::to_path_buf).collect());
        let folder = fs::create_dir_all(&absolute)
            .and_then(|()| fs::canonicalize(&absolute))
            .map_err(unwritable(folder))?;
        Ok(ExportTarget {
            _lock: lock(&folder)?,
            folder,
            _made: made,
        })
    }

    /// Replaces the export in the folder by these files, which the manifest `new` lists.
    pub(crate) fn replace(
        &self,
        files: &[File],
        new: Manifest,
        stop: &AtomicBool,
    ) -> Result<(), ExportError> {
        let folder = &*self.folder;
        let plan = Plan {
            folder,
            files,
            old: Manifest::read(folder).map_err(unwritable(folder))?,
            new,
            stop,
        };
        let kept = plan.kept()?;
        if !(kept.is_empty() && plan.replace_whole()?) {
            plan.replace_each()?;
        }
        Ok(())
    }
}

impl Drop for MadeFolders {
    fn drop(&mut self) {
        for folder in &self.0 {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Locks a folder against other exports until the file is dropped.
fn lock(folder: &Path) -> Result<fs::File, ExportError> {
    loop {
        let file = fs::File::open(folder).map_err(unwritable(folder))?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => {
                return Err(ExportError::Busy(folder.to_path_buf()));
            }
            // Some file systems do not support locks.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        let locked = file.metadata().map_err(unwritable(folder))?;
        let current = fs::metadata(folder).map_err(unwritable(folder))?;
        // Another export may have exchanged the folder between opening and locking.
        if (locked.dev(), locked.ino()) == (current.dev(), current.ino()) {
            return Ok(file);
        }
    }
}

impl Plan<'_> {
    /// The files that no export wrote, if the folder may be written to.
    fn kept(&self) -> Result<Vec<PathBuf>, ExportError> {
        let (folder, old) = (self.folder, self.old.clone().unwrap_or_default());
        let kept = old.foreign(folder, &self.new).map_err(unwritable(folder))?;
        let is_hidden = |path: &PathBuf| path.as_os_str().as_encoded_bytes().starts_with(b".");
        if folder.parent().is_none() || (self.old.is_none() && !kept.iter().all(is_hidden)) {
            return Err(ExportError::NotOurs(folder.to_path_buf(), kept));
        }
        let is_in_the_way = |path: &PathBuf| self.new.0.contains(path) || self.new.has_below(path);
        if !kept.iter().any(is_in_the_way) {
            return Ok(kept);
        }
        let in_the_way = kept.into_iter().filter(is_in_the_way).collect();
        Err(ExportError::InTheWay(folder.to_path_buf(), in_the_way))
    }

    /// Writes a new folder beside the old one and exchanges them. Returns `false` and changes nothing if that is not
    /// possible: the parent is read-only, the folder is a mount point, or this process works in it.
    fn replace_whole(&self) -> Result<bool, ExportError> {
        let folder = self.folder;
        let is_working = env::current_dir().is_ok_and(|working| working.starts_with(folder));
        let Some(name) = folder.file_name().filter(|_| !is_working) else {
            return Ok(false);
        };
        let beside = folder.with_file_name(format!(".{}.new", name.display()));
        // An interrupted export may have left it behind.
        if remove_export(&beside)
            .and_then(|()| make_like(folder, &beside))
            .is_err()
        {
            let _ = fs::remove_dir(&beside);
            return Ok(false);
        }
        let exchanged = self
            .write(&beside)
            .map(|()| renameat_with(CWD, &beside, CWD, folder, RenameFlags::EXCHANGE).is_ok());
        // It now contains the old export, or the incomplete new one.
        let removed = remove_export(&beside).map_err(unwritable(&beside));
        let is_exchanged = exchanged?;
        removed?;
        Ok(is_exchanged)
    }

    /// Writes the files to a staging folder within and exchanges them one by one.
    fn replace_each(&self) -> Result<(), ExportError> {
        let stage = self.folder.join(STAGE);
        // An interrupted export may have left it behind.
        ignoring(io::ErrorKind::NotFound, fs::remove_dir_all(&stage))
            .map_err(unwritable(&stage))?;
        let replaced = fs::create_dir(&stage)
            .map_err(unwritable(&stage))
            .and_then(|()| self.write(&stage))
            .and_then(|()| self.exchange_each(&stage));
        // It now contains the old files, or the new ones after a failure.
        let removed = ignoring(io::ErrorKind::NotFound, fs::remove_dir_all(&stage));
        replaced?;
        removed.map_err(unwritable(&stage))
    }

    /// Exchanges the files of the folder for those in the staging folder; all or none.
    fn exchange_each(&self, stage: &Path) -> Result<(), ExportError> {
        let (folder, old) = (self.folder, self.old.clone().unwrap_or_default());
        // While old and new are mixed, the manifest lists both.
        let both = Manifest(old.0.union(&self.new.0).cloned().collect());
        both.write(folder).map_err(unwritable(folder))?;
        for (index, file) in self.files.iter().enumerate() {
            let path = folder.join(&file.path);
            if let Err(error) = exchange(&stage.join(&file.path), &path) {
                for file in self.files[..index].iter().rev() {
                    let _ = exchange(&folder.join(&file.path), &stage.join(&file.path));
                }
                self.new.remove_empty_folders(folder);
                let _ = match &self.old {
                    Some(old) => old.write(folder),
                    None => fs::remove_file(folder.join(MARKER)),
                };
                return Err(ExportError::Unwritable(path, error));
            }
        }
        let left = Manifest(old.0.difference(&self.new.0).cloned().collect());
        left.remove(folder)
            .and_then(|()| self.new.write(folder))
            .map_err(unwritable(folder))
    }

    /// Writes the manifest and all files to an empty folder.
    fn write(&self, folder: &Path) -> Result<(), ExportError> {
        self.new.write(folder).map_err(unwritable(folder))?;
        for file in self.files {
            if self.stop.load(Ordering::Relaxed) {
                return Err(ExportError::Stopped);
            }
            let path = folder.join(&file.path);
            make_parent(&path)
                .and_then(|()| fs::write(&path, &file.bytes))
                .map_err(unwritable(&path))?;
        }
        Ok(())
    }
}

/// Creates a folder with the owner and permissions of another.
fn make_like(folder: &Path, new: &Path) -> io::Result<()> {
    fs::create_dir(new)?;
    let (wanted, made) = (fs::metadata(folder)?, fs::metadata(new)?);
    if wanted.dev() != made.dev() {
        return Err(io::ErrorKind::CrossesDevices.into());
    }
    if (wanted.uid(), wanted.gid()) != (made.uid(), made.gid()) {
        chown(new, Some(wanted.uid()), Some(wanted.gid()))?;
    }
    fs::set_permissions(new, wanted.permissions())
}

/// Exchanges two files; if the second does not exist, moves the first.
fn exchange(first: &Path, second: &Path) -> io::Result<()> {
    make_parent(second)?;
    if !second.exists() {
        return fs::rename(first, second);
    }
    match renameat_with(CWD, first, CWD, second, RenameFlags::EXCHANGE) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {
            let aside = first.with_added_extension("old");
            fs::rename(second, &aside)?;
            fs::rename(first, second)?;
            fs::rename(&aside, first)
        }
        exchanged => exchanged.map_err(io::Error::from),
    }
}

fn make_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}
