//! The manifest of an export: only the files listed in it are replaced or removed later.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::ops::Bound;
use std::path::{Component, Path, PathBuf};

/// The file name of the manifest, which is written first and removed last.
pub(crate) const MARKER: &str = ".npm-directory-export";

const HEADING: &str = "# Written by `npm-directory export`: it replaces and removes these files and leaves all others alone.";

/// The staging folder within the exported one.
pub(crate) const STAGE: &str = ".npm-directory-export.new";

/// The paths of the files of an export, relative to its folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Manifest(pub(crate) BTreeSet<PathBuf>);

impl Manifest {
    /// Reads the manifest of a folder; `None` if no export wrote it.
    pub(crate) fn read(folder: &Path) -> io::Result<Option<Manifest>> {
        let text = match fs::read_to_string(folder.join(MARKER)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            read => read?,
        };
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        // Ignore paths outside the folder.
        let inside = lines.map(PathBuf::from).filter(|path| {
            let mut parts = path.components();
            parts.all(|part| matches!(part, Component::Normal(_)))
        });
        Ok(Some(Manifest(inside.collect())))
    }

    /// The content of the manifest file.
    pub(crate) fn text(&self) -> String {
        let paths = self.0.iter();
        let lines = paths.map(|path| path.to_str().expect("paths of a site are ASCII"));
        lines.fold(format!("{HEADING}\n"), |text, line| text + line + "\n")
    }

    pub(crate) fn write(&self, folder: &Path) -> io::Result<()> {
        fs::write(folder.join(MARKER), self.text())
    }

    /// The files and folders that no export wrote, given the manifest of the last export. A folder is listed as a whole
    /// unless it contains a file of this manifest or of the new one.
    pub(crate) fn foreign(&self, folder: &Path, new: &Manifest) -> io::Result<Vec<PathBuf>> {
        let mut foreign = Vec::new();
        let mut folders = vec![PathBuf::new()];
        while let Some(below) = folders.pop() {
            for entry in fs::read_dir(folder.join(&below))? {
                let entry = entry?;
                let path = below.join(entry.file_name());
                let is_folder = entry.file_type()?.is_dir();
                if is_folder && (self.has_below(&path) || new.has_below(&path)) {
                    folders.push(path);
                } else if !(self.0.contains(&path) && !is_folder
                    || [MARKER, STAGE].map(Path::new).contains(&&*path))
                {
                    foreign.push(path);
                }
            }
        }
        foreign.sort();
        Ok(foreign)
    }

    /// Whether a file of the manifest is in this folder.
    pub(crate) fn has_below(&self, folder: &Path) -> bool {
        let mut later = self
            .0
            .range::<Path, _>((Bound::Excluded(folder), Bound::Unbounded));
        later.next().is_some_and(|path| path.starts_with(folder))
    }

    /// Removes the files of the manifest, and folders that become empty.
    pub(crate) fn remove(&self, folder: &Path) -> io::Result<()> {
        for path in &self.0 {
            ignoring(io::ErrorKind::NotFound, fs::remove_file(folder.join(path)))?;
        }
        self.remove_empty_folders(folder);
        Ok(())
    }

    /// Removes the folders of these files if they are empty.
    pub(crate) fn remove_empty_folders(&self, folder: &Path) {
        let parents = self.0.iter().flat_map(|path| path.ancestors().skip(1));
        let parents: BTreeSet<&Path> = parents.filter(|path| path.parent().is_some()).collect();
        // Deepest first. Folders that are not empty are kept.
        for parent in parents.into_iter().rev() {
            let _ = fs::remove_dir(folder.join(parent));
        }
    }
}

/// Removes a folder that contains only an export or nothing.
pub(crate) fn remove_export(folder: &Path) -> io::Result<()> {
    if let Some(manifest) = Manifest::read(folder)? {
        manifest.remove(folder)?;
        fs::remove_file(folder.join(MARKER))?;
    }
    ignoring(io::ErrorKind::NotFound, fs::remove_dir(folder))
}

/// Treats an error of this kind as success.
pub(crate) fn ignoring(kind: io::ErrorKind, result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == kind => Ok(()),
        result => result,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_that_cannot_be_read_is_an_error() {
        assert_eq!(Manifest::read(Path::new("src")).unwrap(), None);
        assert!(Manifest::read(Path::new("Cargo.toml")).is_err());
    }

    #[test]
    fn only_the_named_kind_of_error_is_ignored() {
        let failed = |kind| Err(io::Error::from(kind));
        let not_found = io::ErrorKind::NotFound;
        assert!(ignoring(not_found, failed(not_found)).is_ok());
        assert!(ignoring(not_found, failed(io::ErrorKind::PermissionDenied)).is_err());
    }
}
