//! Reads and checks a data file and makes a [`Site`] of it, for serving, reloading, exporting and checking.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use bytes::Bytes;

use crate::diagnostics::{Code, Diagnostics, SourceText};
use crate::directory::Date;
use crate::load::{self, Loaded, is_language_tag, load_translated};
use crate::site::{Locales, Options, Site, sha256};

/// The data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataFile {
    /// The embedded one.
    Embedded,
    /// A file on disk.
    At(PathBuf),
}

/// The content of a data file and of its translations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Data {
    file: Content,
    /// The languages and contents of the translations, sorted by language.
    translations: Vec<(String, Content)>,
}

/// The content of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Content {
    /// The name of the file, for messages.
    name: String,
    bytes: Bytes,
}

/// A site, and the warnings about its data.
#[derive(Debug)]
pub struct Ready {
    /// The site.
    pub site: Site,
    /// Warnings, never errors.
    pub warnings: Diagnostics,
}

/// Why a file was rejected.
#[derive(Debug)]
pub enum Refused {
    /// A file of this name cannot be read.
    Unreadable(String, io::Error),
    /// It has mistakes, or a translation has.
    Mistakes(Diagnostics),
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

    /// Reads the file and its translations; blocks on the file system. A translation is named after the file, with the
    /// language before the extension: `uk.cy.toml` beside `uk.toml`.
    pub fn read(&self) -> Result<Data, Refused> {
        match self {
            DataFile::Embedded => {
                let data = Data::new(self.name(), &include_bytes!("../data/uk.toml")[..]);
                let welsh = &include_bytes!("../data/uk.cy.toml")[..];
                Ok(data.translated("cy", "data/uk.cy.toml", welsh))
            }
            DataFile::At(path) => {
                let file = Content::read(path)?;
                let mut translations = Vec::new();
                for (language, path) in translations_of(path) {
                    translations.push((language, Content::read(&path)?));
                }
                Ok(Data { file, translations })
            }
        }
    }
}

impl Content {
    fn read(path: &Path) -> Result<Content, Refused> {
        let name = path.display().to_string();
        match fs::read(path) {
            Ok(bytes) => Ok(Content {
                name,
                bytes: bytes.into(),
            }),
            Err(error) => Err(Refused::Unreadable(name, error)),
        }
    }

    fn source(&self) -> Result<SourceText, Refused> {
        load::decode(&self.name, &self.bytes).map_err(Refused::Mistakes)
    }
}

/// The languages that are built in, and those of the files in a folder, such as `br.ftl`; and what should be mended in them.
pub fn locales(folder: Option<&Path>) -> Result<(Locales, Diagnostics), Refused> {
    let Some(folder) = folder else {
        return Ok((Locales::default(), Diagnostics::default()));
    };
    let unreadable = |error| Refused::Unreadable(folder.display().to_string(), error);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let language = path.file_stem().and_then(|stem| stem.to_str());
        if path.extension().is_some_and(|ending| ending == "ftl")
            && let Some(language) = language.filter(|language| is_language_tag(language))
        {
            files.push((language.to_owned(), Content::read(&path)?.source()?));
        }
    }
    files.sort_by(|(one, _), (other, _)| one.cmp(other));
    Locales::with_files(&files).map_err(Refused::Mistakes)
}

/// The languages and paths of the translations beside a data file, sorted by language.
fn translations_of(file: &Path) -> Vec<(String, PathBuf)> {
    let (Some(folder), Some(stem)) = (file.parent(), file.file_stem()) else {
        return Vec::new();
    };
    let stem = format!("{}.", stem.to_string_lossy());
    // A folder that cannot be listed, such as that of a pipe, has no translations.
    let entries = fs::read_dir(Path::new(".").join(folder)).into_iter();
    let names = entries.flatten().flatten().map(|entry| entry.file_name());
    let mut found: Vec<(String, PathBuf)> = names
        .filter_map(|name| {
            let language = name.to_str()?.strip_prefix(&stem)?.strip_suffix(".toml")?;
            let path = file.with_file_name(&name);
            let is_translation = is_language_tag(language) && is_translation(&path);
            is_translation.then(|| (language.to_owned(), path))
        })
        .collect();
    found.sort();
    found
}

/// Whether the content of a file is that of a translation: `uk.old.toml` is named like one.
fn is_translation(path: &Path) -> bool {
    let text = fs::read_to_string(path).unwrap_or_default();
    let mut lines = text.lines().map(str::trim_start);
    lines.any(|line| line.starts_with("[translation]") || line.starts_with("[texts]"))
}

impl Data {
    /// A data file of this name and content.
    pub fn new(name: impl Into<String>, bytes: impl Into<Bytes>) -> Data {
        let (name, bytes) = (name.into(), bytes.into());
        Data {
            file: Content { name, bytes },
            translations: Vec::new(),
        }
    }

    /// Adds a translation into a language.
    #[must_use]
    pub fn translated(
        mut self,
        language: impl Into<String>,
        name: impl Into<String>,
        bytes: impl Into<Bytes>,
    ) -> Data {
        let (name, bytes) = (name.into(), bytes.into());
        self.translations
            .push((language.into(), Content { name, bytes }));
        self
    }

    /// The SHA-256 of the data file.
    pub fn hash(&self) -> String {
        sha256(&self.file.bytes)
    }

    /// A hash of the data file and its translations, to recognize changes.
    pub fn version(&self) -> String {
        let mut hash = self.hash();
        for (_, translation) in &self.translations {
            hash = sha256(format!("{hash}{}", sha256(&translation.bytes)).as_bytes());
        }
        hash
    }

    /// Checks the files.
    pub fn check(&self) -> Result<Loaded, Refused> {
        let source = self.file.source()?;
        let mut translations = Vec::new();
        for (language, translation) in &self.translations {
            translations.push((language.clone(), translation.source()?));
        }
        load_translated(&source, &translations, today()).map_err(Refused::Mistakes)
    }

    /// Checks the files and makes the site. Sets `options.data` and `options.version`.
    pub fn site(&self, options: &Options) -> Result<Ready, Refused> {
        let Loaded {
            directory,
            marked,
            translations,
            mut warnings,
        } = self.check()?;
        for (language, translation) in &self.translations {
            if options.locales.messages(language).is_none() {
                let title = format!(
                    "there are no messages in `{language}`, so no page shows this translation"
                );
                let help = format!("name the folder with `{language}.ftl` in `--locales`");
                let warning = Code::NoMessages.at(0..0, title).help(help);
                warnings.append(Diagnostics::new(translation.source()?, vec![warning]));
            }
        }
        let options = Options {
            data: self.file.bytes.clone(),
            version: self.version(),
            ..options.clone()
        };
        Ok(Ready {
            site: Site::new(directory, marked, translations, &options),
            warnings,
        })
    }
}

impl Refused {
    /// The number of problems.
    pub fn problems(&self) -> usize {
        match self {
            Refused::Unreadable(..) => 1,
            Refused::Mistakes(diagnostics) => diagnostics.errors(),
        }
    }

    /// Each problem on one line.
    pub fn lines(&self) -> Vec<String> {
        match self {
            Refused::Unreadable(name, error) => vec![format!("cannot read {name}: {error}")],
            Refused::Mistakes(diagnostics) => diagnostics.lines().collect(),
        }
    }
}

/// Today's date in UTC.
fn today() -> Date {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH);
    let seconds = since_1970.expect("the clock is past 1970").as_secs();
    Date::after_1970(seconds / 86_400).expect("the clock is before the year 10000")
}
