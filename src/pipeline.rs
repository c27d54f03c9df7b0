//! Read, check, render: from the data file to a [`Site`]. Serving, reloading, exporting and checking all go this way.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::diagnostics::Diagnostics;
use crate::directory::Date;
use crate::load::{Loaded, load_bytes};
use crate::site::{Faults, Options, Site, sha256};

/// The data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataFile {
    /// The one in the program.
    Embedded,
    /// One on disk.
    At(PathBuf),
}

/// The content of a data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Data {
    /// The name of the file, for messages.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A site, and the warnings about its data.
#[derive(Debug)]
pub struct Ready {
    /// The site.
    pub site: Site,
    /// Warnings, never errors.
    pub warnings: Diagnostics,
}

/// Why there is no site.
#[derive(Debug)]
pub enum Refused {
    /// The data file cannot be read.
    Unreadable(io::Error),
    /// It has mistakes.
    Mistakes(Diagnostics),
    /// Its pages cannot be rendered.
    Faults(Faults),
}

impl DataFile {
    /// The file at this path, or the embedded one.
    pub fn new(path: Option<PathBuf>) -> DataFile {
        path.map_or(DataFile::Embedded, DataFile::At)
    }

    /// The name of the file, for messages.
    pub fn name(&self) -> String {
        match self {
            DataFile::Embedded => "data/uk.toml".to_owned(),
            DataFile::At(path) => path.display().to_string(),
        }
    }

    /// Reads the file, which blocks for as long as the file system does.
    pub fn read(&self) -> Result<Data, Refused> {
        let bytes = match self {
            DataFile::Embedded => Ok(include_bytes!("../data/uk.toml").to_vec()),
            DataFile::At(path) => fs::read(path),
        };
        Ok(Data {
            name: self.name(),
            bytes: bytes.map_err(Refused::Unreadable)?,
        })
    }
}

impl Data {
    /// The SHA-256 of the file.
    pub fn hash(&self) -> String {
        sha256(&self.bytes)
    }

    /// Checks the file.
    pub fn check(&self) -> Result<Loaded, Refused> {
        load_bytes(&self.name, &self.bytes, today()).map_err(Refused::Mistakes)
    }

    /// Checks the file and renders its site. `options.data` is filled in here.
    pub fn render(&self, options: &Options) -> Result<Ready, Refused> {
        let Loaded {
            directory,
            warnings,
        } = self.check()?;
        let options = Options {
            data: String::from_utf8_lossy(&self.bytes).into_owned(),
            ..options.clone()
        };
        let site = Site::render(directory, &options).map_err(Refused::Faults)?;
        Ok(Ready { site, warnings })
    }
}

impl Refused {
    /// The number of problems.
    pub fn problems(&self) -> usize {
        match self {
            Refused::Unreadable(_) => 1,
            Refused::Mistakes(diagnostics) => diagnostics.errors(),
            Refused::Faults(faults) => faults.0.len(),
        }
    }

    /// Each problem on one line.
    pub fn lines(&self) -> Vec<String> {
        match self {
            Refused::Unreadable(error) => vec![error.to_string()],
            Refused::Mistakes(diagnostics) => diagnostics.lines().collect(),
            Refused::Faults(faults) => faults.0.clone(),
        }
    }
}

/// The present day in UTC.
fn today() -> Date {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH);
    let seconds = since_1970.expect("the clock is past 1970").as_secs();
    Date::after_1970(seconds / 86_400).expect("the clock is before the year 10000")
}
