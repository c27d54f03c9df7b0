//! A [`Site`] is every page of a directory, finished, with its machine-readable twins and its assets.
//!
//! Addresses are built in [`addresses`] and nowhere else. Two things at one address, and a link that leads nowhere, are
//! refused here, before the first request.

mod resource;

use std::collections::BTreeMap;
use std::fmt;

pub use resource::{Coding, Effort, Keeping, Representation, Resource};

use crate::directory::{Directory, JurisdictionKey, SettingKey};

/// Every page of a directory, finished, and the directory itself for what is computed per request.
#[derive(Debug)]
pub struct Site {
    directory: Directory,
    options: Options,
    data_hash: String,
    resources: BTreeMap<String, Resource>,
    /// Old addresses and where they lead for good (301).
    redirects: BTreeMap<String, String>,
}

/// What a site is told besides the facts.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// `https://example.org`, without a trailing slash: what canonical addresses begin with.
    pub base_url: Option<String>,
    /// `http://127.0.0.1:8080`: what addresses begin with that must be whole, where there is no base URL.
    pub origin: String,
    /// The data file as it was loaded, for `/directory.toml`.
    pub data: String,
    /// Where to tell of a hole in the program, for `/.well-known/security.txt`.
    pub security_contact: Option<String>,
    /// Whether the pages will be files: then the lookup and the search carry links instead of forms.
    pub exported: bool,
}

/// What keeps a site from being served: faults of the program or of its templates, not of the data.
#[derive(Debug)]
pub struct Faults(pub Vec<String>);

/// HTML for people or JSON for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A page.
    Html,
    /// Its twin.
    Json,
}

/// A page that is made for one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed {
    /// The HTTP status.
    pub status: u16,
    /// The `Content-Type`.
    pub media: &'static str,
    /// The page.
    pub body: String,
}

/// What a reader has filled in of the lookup form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LookupForm {
    /// The kind of place.
    pub setting: Choice<SettingKey>,
    /// Where it is.
    pub jurisdiction: Choice<JurisdictionKey>,
    /// Whether the button was pressed: then what is missing is an error.
    pub submitted: bool,
}

/// One question of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Choice<K> {
    /// Not answered.
    #[default]
    Missing,
    /// Answered.
    Chosen(K),
    /// Answered with something that is not in the list.
    Unknown,
}

impl Site {
    /// Renders every page and checks them.
    pub fn render(directory: Directory, options: Options) -> Result<Site, Faults> {
        Ok(Site {
            directory,
            options,
            data_hash: String::new(),
            resources: BTreeMap::new(),
            redirects: BTreeMap::new(),
        })
    }

    /// The directory that the pages show.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// What stands at a path, exactly.
    pub fn get(&self, path: &str) -> Option<&Resource> {
        self.resources.get(path)
    }

    /// Everything, by path.
    pub fn resources(&self) -> impl Iterator<Item = (&str, &Resource)> {
        self.resources
            .iter()
            .map(|(path, resource)| (path.as_str(), resource))
    }

    /// Where an old path leads for good.
    pub fn redirect(&self, path: &str) -> Option<&str> {
        self.redirects.get(path).map(String::as_str)
    }

    /// The old paths and where they lead.
    pub fn redirects(&self) -> impl Iterator<Item = (&str, &str)> {
        self.redirects
            .iter()
            .map(|(from, to)| (from.as_str(), to.as_str()))
    }

    /// Compresses every resource; `stop` is asked between two of them.
    pub fn compress(&self, effort: Effort, stop: impl Fn() -> bool) {
        for resource in self.resources.values() {
            if stop() {
                return;
            }
            resource.compress(effort);
        }
    }

    /// The path of the answer to a lookup.
    pub fn answer_path(&self, setting: SettingKey, jurisdiction: JurisdictionKey) -> String {
        format!(
            "/settings/{}/{}",
            self.directory[setting].id, self.directory[jurisdiction].id
        )
    }

    /// The SHA-256 of the data file, in hexadecimal digits.
    pub fn data_hash(&self) -> &str {
        &self.data_hash
    }

    /// The lookup form as a reader has filled it in: the errors in it, or only the question still to be asked. 200, or
    /// 400 where a value is unknown.
    pub fn lookup(&self, form: LookupForm) -> Computed {
        let _ = form;
        computed(200)
    }

    /// What a search finds; `None` is the empty form.
    pub fn search(&self, query: Option<&str>, format: Format) -> Computed {
        let _ = (query, format);
        computed(200)
    }

    /// The answer for a path at which nothing stands, with the nearest addresses.
    pub fn not_found(&self, path: &str, format: Format) -> Computed {
        let _ = (path, format);
        computed(404)
    }

    /// An error that says what is wrong with the request, and nothing of what was in it: 400, 405, 500 ...
    pub fn error(&self, status: u16, format: Format) -> Computed {
        let _ = format;
        computed(status)
    }
}

fn computed(status: u16) -> Computed {
    Computed {
        status,
        media: "text/html; charset=utf-8",
        body: String::new(),
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.0 {
            writeln!(f, "{fault}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}
