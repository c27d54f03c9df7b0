//! Writes a [`Site`] to files, for any static host.
//!
//! The files have the bytes that the server would send. Files that no export wrote are never changed or removed. A new
//! export replaces the old one atomically if the folders can be exchanged, and file by file otherwise.

mod files;
mod manifest;
mod replace;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use crate::site::{Encoding, Resource, Site};
use manifest::Manifest;
use replace::ExportTarget;

/// What was exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Pages for readers, including the error page.
    pub pages: usize,
    /// All files, including compressed ones and the manifest.
    pub files: usize,
    /// Their total size.
    pub bytes: usize,
}

/// Why nothing was exported. The folder is unchanged.
#[derive(Debug)]
pub enum ExportError {
    /// No export wrote the folder, and it contains these files.
    NotOurs(PathBuf, Vec<PathBuf>),
    /// Files that no export wrote are in the way.
    InTheWay(PathBuf, Vec<PathBuf>),
    /// Another export is writing to the folder.
    Busy(PathBuf),
    /// A file or folder cannot be written.
    Unwritable(PathBuf, io::Error),
    /// Links or ids in the pages are broken: a bug of the program.
    BrokenLinks(Vec<String>),
    /// The export was stopped.
    Stopped,
}

/// Writes a site to a folder. `progress` is called with the numbers of compressed and of all resources, from several
/// threads. Once `stop` is set, nothing more is written and what was written is removed.
///
/// The site must have the option `exported`, so that its pages have no forms.
pub fn export(
    site: &Site,
    folder: &Path,
    stop: &AtomicBool,
    progress: impl Fn(usize, usize) + Sync,
) -> Result<Summary, ExportError> {
    let target = ExportTarget::open(folder)?;
    let resources = files::resources(site);
    compress(&resources, stop, progress);
    if stop.load(Ordering::Relaxed) {
        return Err(ExportError::Stopped);
    }
    let broken = site.broken_links();
    if !broken.is_empty() {
        return Err(ExportError::BrokenLinks(broken));
    }
    let files = files::all(site, &resources);
    let manifest = Manifest(files.iter().map(|file| file.path.clone()).collect());
    let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
    let pages = resources.iter().filter(|(_, resource)| resource.is_page());
    let summary = Summary {
        pages: pages.count(),
        files: files.len() + 1,
        bytes: bytes + manifest.text().len(),
    };
    target.replace(&files, manifest, stop)?;
    Ok(summary)
}

/// Compresses all resources, on all processors.
fn compress(
    resources: &[(&str, Arc<Resource>)],
    stop: &AtomicBool,
    progress: impl Fn(usize, usize) + Sync,
) {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed)
                    && let Some((_, resource)) = resources.get(next.fetch_add(1, Ordering::Relaxed))
                {
                    resource.representation(Encoding::Brotli);
                    resource.representation(Encoding::Gzip);
                    progress(done.fetch_add(1, Ordering::Relaxed) + 1, resources.len());
                }
            });
        }
    });
}

fn unwritable(path: &Path) -> impl FnOnce(io::Error) -> ExportError {
    move |error| ExportError::Unwritable(path.to_path_buf(), error)
}

/// The maximum number of file names in a message.
const MOST_NAMES: usize = 5;

/// File names for a message.
fn names(paths: &[PathBuf]) -> String {
    let shown = paths.iter().take(MOST_NAMES);
    let shown: Vec<String> = shown.map(|path| format!("`{}`", path.display())).collect();
    match paths.len().saturating_sub(MOST_NAMES) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const FOREIGN: &str = "holds files that `npm-directory export` did not write";
        match self {
            ExportError::NotOurs(folder, found) => {
                let (folder, found) = (folder.display(), names(found));
                write!(
                    f,
                    "`{folder}` {FOREIGN}: {found}; choose an empty folder or a new one"
                )
            }
            ExportError::InTheWay(folder, found) => {
                let (folder, found) = (folder.display(), names(found));
                write!(
                    f,
                    "`{folder}` {FOREIGN} and would have to replace: {found}; move them away"
                )
            }
            ExportError::Busy(folder) => {
                write!(f, "another export is writing into `{}`", folder.display())
            }
            ExportError::Unwritable(path, error) => {
                write!(f, "cannot write `{}`: {error}", path.display())
            }
            ExportError::BrokenLinks(broken) => {
                write!(f, "a bug of this program: {}", broken.join("; "))
            }
            ExportError::Stopped => f.write_str("stopped; nothing was changed"),
        }
    }
}

impl std::error::Error for ExportError {}
