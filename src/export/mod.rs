//! A [`Site`] as files, for any server that serves files.
//!
//! The files are the bytes that the server would send. They are written beside the folder that is there and swapped in
//! whole, so that whoever reads meanwhile finds either the old site or the new one. Nothing is rendered here.

mod files;
mod hosts;

use std::fmt;
use std::fs::{self, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;

use crate::site::{Effort, Resource, Site};
use files::MARKER;

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Pages for people, that of errors included.
    pub pages: usize,
    /// All files, compressed ones included.
    pub files: usize,
    /// What they come to.
    pub bytes: usize,
}

/// Why nothing was exported. What was there before is there still.
#[derive(Debug)]
pub enum ExportError {
    /// The folder holds something that no export wrote.
    NotOurs(PathBuf),
    /// Another export writes beside it.
    Busy(PathBuf),
    /// A file or folder is in the way, or cannot be written.
    Unwritable(PathBuf, io::Error),
}

/// Writes a site into a folder, which is replaced whole. `progress` is told how many of how many resources have been
/// compressed, from several threads.
///
/// A site for this is one that was rendered to be exported: its pages know that nobody computes answers for them.
pub fn export(
    site: &Site,
    folder: &Path,
    progress: impl Fn(usize, usize) + Sync,
) -> Result<Summary, ExportError> {
    let place = Place::find(folder)?;
    let lock = place.lock()?;
    place.restore()?;
    place.check()?;
    let not_found = files::not_found(site);
    let resources: Vec<&Resource> = site
        .resources()
        .map(|(_, resource)| resource)
        .chain(not_found.iter().map(|(_, resource)| resource))
        .collect();
    compress(&resources, progress);
    let files = files::all(site, &not_found);
    let summary = Summary {
        pages: files.iter().filter(|file| file.is_page).count(),
        files: files.len(),
        bytes: files.iter().map(|file| file.bytes.len()).sum(),
    };
    place.write(&files)?;
    place.swap()?;
    drop(lock);
    Ok(summary)
}

/// Compresses every resource as well as can be, on all processors.
fn compress(resources: &[&Resource], progress: impl Fn(usize, usize) + Sync) {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(resource) = resources.get(next.fetch_add(1, Ordering::Relaxed)) {
                    resource.compress(Effort::Best);
                    progress(done.fetch_add(1, Ordering::Relaxed) + 1, resources.len());
                }
            });
        }
    });
}

/// Where a site is exported to, and the folders beside it that are there only meanwhile.
#[derive(Debug)]
struct Place {
    parent: PathBuf,
    folder: PathBuf,
    /// The new site until it takes its place.
    new: PathBuf,
    /// The old site, where it has to give its place away before the new one can take it.
    old: PathBuf,
}

impl Place {
    /// Finds the place of a folder, which need not be there. Of a symbolic link it is the folder that it leads to.
    fn find(folder: &Path) -> Result<Place, ExportError> {
        let folder = match fs::canonicalize(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => absolute(folder)?,
            found => found.map_err(unwritable(folder))?,
        };
        let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
            return Err(ExportError::NotOurs(folder));
        };
        let beside = |what: &str| {
            let mut hidden = std::ffi::OsString::from(".");
            hidden.push(name);
            hidden.push(what);
            parent.join(hidden)
        };
        Ok(Place {
            parent: parent.to_path_buf(),
            new: beside(".new"),
            old: beside(".old"),
            folder,
        })
    }

    /// Keeps other exports away until what is returned is dropped.
    fn lock(&self) -> Result<fs::File, ExportError> {
        let parent = fs::File::open(&self.parent).map_err(unwritable(&self.parent))?;
        match parent.try_lock() {
            Err(TryLockError::WouldBlock) => Err(ExportError::Busy(self.parent.clone())),
            // Not every file system has locks.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(parent),
        }
    }

    /// Puts right what an interrupted export has left.
    fn restore(&self) -> Result<(), ExportError> {
        if is_export(&self.old) && !self.folder.exists() {
            fs::rename(&self.old, &self.folder).map_err(unwritable(&self.folder))?;
        }
        for left in [&self.new, &self.old] {
            // What was interrupted before its marker was written, or after it was removed, is empty.
            let is_removed = fs::remove_dir(left).is_ok();
            if !is_removed && is_export(left) {
                remove(left).map_err(unwritable(left))?;
            }
        }
        Ok(())
    }

    /// Ensures that nothing is replaced that no export wrote.
    fn check(&self) -> Result<(), ExportError> {
        let is_free = match fs::read_dir(&self.folder) {
            Ok(mut entries) => entries.next().is_none(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => true,
            Err(error) => return Err(ExportError::Unwritable(self.folder.clone(), error)),
        };
        if is_free || is_export(&self.folder) {
            Ok(())
        } else {
            Err(ExportError::NotOurs(self.folder.clone()))
        }
    }

    /// Writes the new site beside the old one.
    fn write(&self, files: &[files::File]) -> Result<(), ExportError> {
        fs::create_dir(&self.new).map_err(unwritable(&self.new))?;
        for file in files {
            let path = self.new.join(&file.path);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).map_err(unwritable(folder))?;
            }
            fs::write(&path, &file.bytes).map_err(unwritable(&path))?;
        }
        Ok(())
    }

    /// Lets the new site take the place of the old one, in one step wherever the file system has one.
    fn swap(&self) -> Result<(), ExportError> {
        if !self.folder.exists() {
            return fs::rename(&self.new, &self.folder).map_err(unwritable(&self.folder));
        }
        match renameat_with(CWD, &self.new, CWD, &self.folder, RenameFlags::EXCHANGE) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => self.swap_in_steps()?,
            swapped => swapped.map_err(|error| unwritable(&self.folder)(error.into()))?,
        }
        remove(&self.new).map_err(unwritable(&self.new))
    }

    /// The same where two folders cannot change places. An export that is interrupted on the way is put right by the
    /// next one.
    fn swap_in_steps(&self) -> Result<(), ExportError> {
        fs::rename(&self.folder, &self.old).map_err(unwritable(&self.folder))?;
        if let Err(error) = fs::rename(&self.new, &self.folder) {
            fs::rename(&self.old, &self.folder).map_err(unwritable(&self.folder))?;
            return Err(ExportError::Unwritable(self.folder.clone(), error));
        }
        fs::rename(&self.old, &self.new).map_err(unwritable(&self.old))
    }
}

/// Removes an export, its marker last, so that what an interruption leaves is still known for one.
fn remove(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() == MARKER {
            continue;
        }
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    match fs::remove_file(folder.join(MARKER)) {
        // An empty folder that was taken had none.
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => fs::remove_dir(folder),
    }
}

/// A path that does not depend on the working directory, of a folder that is not there; the folders above it are made.
fn absolute(folder: &Path) -> Result<PathBuf, ExportError> {
    let folder = std::path::absolute(folder).map_err(unwritable(folder))?;
    let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
        return Err(ExportError::NotOurs(folder));
    };
    fs::create_dir_all(parent).map_err(unwritable(parent))?;
    let parent = fs::canonicalize(parent).map_err(unwritable(parent))?;
    Ok(parent.join(name))
}

/// Whether an export wrote this folder.
fn is_export(folder: &Path) -> bool {
    folder.join(MARKER).is_file()
}

fn unwritable(path: &Path) -> impl FnOnce(io::Error) -> ExportError {
    move |error| ExportError::Unwritable(path.to_path_buf(), error)
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ExportError::NotOurs(folder) => write!(
                f,
                "`{}` holds files that `npm-directory export` did not write; choose a folder that is empty or not there",
                folder.display()
            ),
            ExportError::Busy(parent) => {
                write!(f, "another export is writing in `{}`", parent.display())
            }
            ExportError::Unwritable(path, error) => {
                write!(f, "cannot write `{}`: {error}", path.display())
            }
        }
    }
}

impl std::error::Error for ExportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ExportError::Unwritable(_, error) => Some(error),
            ExportError::NotOurs(_) | ExportError::Busy(_) => None,
        }
    }
}
